"""The manual against the rules: every rule has its paragraph, every paragraph its rule, every figure its table."""

from __future__ import annotations

import re
from functools import cache
from math import exp
from pathlib import Path

import pytest

from game import cli
from game.core.ids import HexId
from game.data.catalogue import Catalogue, load_scenario
from game.language import help as manual_help
from game.language.describe_rules import GROUPS, figures_of
from game.language.lexicon import COMMANDS
from game.model.scenario import Scenario
from game.rules import action, attrition, belief, forecast, reaction, retreat, stealth, terrain_costs, viewing
from game.ui import bindings

ROOT = Path(__file__).resolve().parents[1]
MANUAL = ROOT / "assets" / "manual"
CHAPTERS = sorted(MANUAL.glob("*.md"))
RULE_FILES = (*sorted((ROOT / "game" / "rules").glob("*.py")), *sorted((ROOT / "game" / "model").glob("*.py")))
TABLES = sorted((ROOT / "scenarios" / "rules").glob("*.yaml"))
LEXICON = ROOT / "game" / "language" / "lexicon.py"

_NUMBER = r"\d{1,2}\.\d{1,2}"
_CITED = re.compile(rf"\b[Rr]ules?\s+((?:{_NUMBER}|\d{{1,2}})(?:(?:,\s*|,?\s+and\s+|,?\s+to\s+|\s+or\s+){_NUMBER})*)")
_CHAPTERS_CITED = re.compile(rf"\bChapters?\s+({_NUMBER}(?:\s+(?:to|and)\s+{_NUMBER})*)")
_LITERAL = re.compile(rf'"({_NUMBER})"')
_YAML_HEADING = re.compile(rf"^# ({_NUMBER}(?:(?:, | and ){_NUMBER})*) ", re.MULTILINE)
_HEADING = re.compile(rf"^(#+) ({_NUMBER}) (\S.*)$", re.MULTILINE)
_PLACEHOLDER = re.compile(r"\{([a-z_]+(?:\.[a-z0-9_-]+)+)(:%)?\}")


def _in(text: str, *patterns: re.Pattern[str]) -> set[str]:
    """Rule numbers of two parts that a text cites."""
    return {n for p in patterns for found in p.findall(text) for n in re.findall(_NUMBER, found)}


def _cited_in_code() -> dict[str, set[str]]:
    """Rule numbers that the rules, their tables and the lexicon name, with the files that do."""
    found: dict[str, set[str]] = {}
    for path in (*RULE_FILES, ROOT / "game" / "engine.py"):
        text = path.read_text(encoding="utf-8")
        numbers = _in(text, _CITED, _CHAPTERS_CITED)
        if path.parent.name == "rules":
            numbers |= _in(text, _LITERAL)
        for number in numbers:
            found.setdefault(number, set()).add(path.name)
    for path in TABLES:
        for number in _in(path.read_text(encoding="utf-8"), _CITED, _YAML_HEADING):
            found.setdefault(number, set()).add(path.name)
    for number in _in(LEXICON.read_text(encoding="utf-8"), _LITERAL):
        found.setdefault(number, set()).add(LEXICON.name)
    return found


def _paragraphs() -> dict[str, str]:
    """Text of each numbered rule of the manual."""
    found: dict[str, str] = {}
    for path in CHAPTERS:
        parts = re.split(r"^#+ ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        for part in parts:
            match = re.match(rf"({_NUMBER}) ", part)
            if match:
                assert match[1] not in found, f"rule {match[1]} stands twice in the manual"
                found[match[1]] = part
    return found


@cache
def _scenario() -> Scenario:
    result = load_scenario("khasan-outpost")
    assert result.scenario is not None, f"the tutorial must load: {result.first_fault}"
    return result.scenario


@cache
def _figures() -> dict[str, float]:
    return {path: value for table in GROUPS for path, value in figures_of(_scenario().rules, table).items()}


def test_chapters_come_in_the_rulebooks_order() -> None:
    names = [path.stem for path in CHAPTERS]
    assert [name[:2] for name in names] == [f"{n:02}" for n in range(21)], "a chapter is missing or out of order"
    for path in CHAPTERS[1:]:
        first = path.read_text(encoding="utf-8").splitlines()[0]
        assert first.startswith(f"# {int(path.name[:2])} "), f"{path.name} must begin with its number and title"


def test_every_rule_of_the_code_stands_in_the_manual() -> None:
    known = _paragraphs()
    missing = {number: sorted(files) for number, files in _cited_in_code().items() if number not in known}
    assert not missing, f"rules that the code names and the manual does not explain: {missing}"


def test_every_rule_of_the_manual_is_known_to_the_code() -> None:
    cited = _cited_in_code()
    idle = sorted(number for number in _paragraphs() if number not in cited)
    assert not idle, f"rules of the manual that no code names: {idle}"


def test_rules_stand_in_their_chapter_in_rising_order() -> None:
    for path in CHAPTERS:
        numbers = [number for _, number, _ in _HEADING.findall(path.read_text(encoding="utf-8"))]
        assert all(int(n.split(".")[0]) == int(path.name[:2]) for n in numbers), f"{path.name} holds another's rule"
        assert numbers == sorted(numbers), f"{path.name}: rules out of order"


def test_rule_numbers_that_other_texts_name_exist() -> None:
    known = _paragraphs()
    texts = [*ROOT.glob("game/**/*.py"), *CHAPTERS, *ROOT.glob("scenarios/*/*.yaml"), *TABLES, ROOT / "README.md"]
    for path in texts:
        lost = _in(path.read_text(encoding="utf-8"), _CITED) - known.keys()
        assert not lost, f"{path.relative_to(ROOT)} sends the reader to rules that do not exist: {sorted(lost)}"


def test_the_help_reads_the_manual_as_it_is_written() -> None:
    read = {number for number in manual_help.rules() if "." in number}
    assert read == _paragraphs().keys(), "a wrapped line reads as a heading, or a heading does not read as one"


def test_placeholders_are_filled_from_the_rulebook() -> None:
    for path in CHAPTERS:
        text = path.read_text(encoding="utf-8")
        for name, _ in _PLACEHOLDER.findall(text):
            assert name in _figures(), f"{path.name}: the rulebook has no figure {name}"
        left = manual_help.filled(text, _scenario().rules)
        assert "{" not in left and "}" not in left, f"{path.name}: a placeholder is no {{table.group.name}}"


def test_shares_printed_per_cent_lose_nothing_by_it() -> None:
    for path in CHAPTERS:
        for name, percent in _PLACEHOLDER.findall(path.read_text(encoding="utf-8")):
            if percent:
                hundredths = _figures()[name] * 100
                assert abs(hundredths - round(hundredths)) < 1e-9, f"{path.name}: print {name} as a plain number"


def test_a_rule_reads_with_its_figures_in_place() -> None:
    lines = " ".join(manual_help.rule_lines("4.5", _scenario().rules))
    assert f"adds {_figures()['movement.obstacle.stream']:g} minutes" in lines, "rule 4.5 must tell the figure in use"


def test_the_table_of_ground_is_the_rulebooks() -> None:
    text = (MANUAL / "01-map.md").read_text(encoding="utf-8")
    row = re.compile(r"^- ([A-Z][a-z ]+): going ([\d.]+), defence ([\d.]+), losses ([\d.]+),\s+tanks ([\d.]+)\.", re.M)
    shown = {name: tuple(float(value) for value in values) for name, *values in row.findall(text)}
    ground = {t.name: t for t in _scenario().rules.terrains.values() if not t.is_water}
    assert shown.keys() == ground.keys(), "chapter 1 must list every kind of firm ground once"
    for name, figures in shown.items():
        kind = ground[name]
        assert figures == (kind.going, kind.defence, kind.losses, kind.tanks), f"chapter 1 is out of date for {name}"


def _by_hand() -> dict[str, dict[str, float]]:
    """Numbers that the rules print as digits, by rule, with what they must equal."""
    hex_m = _scenario().board.hex_m
    e = round(100 * (1 - exp(-1)))
    score = round(0.9 * _figures()["stealth.cover.fog"] * belief.ASSUMED_ALERT, 2)
    chance = _figures()["stealth.spotting.adjacent"] * round(1 - score, 2)
    return {
        "2.1": {"0": 0, "100": _figures()["combat.cohesion.full"], "1": 1},
        "3.2": {"3": 3},
        "4.1": {"500": hex_m},
        "4.8": {"500": hex_m},
        "5.2": {"500": hex_m, "250": hex_m / 2},
        "5.3": {"0.4": _figures()["stealth.flare.light"]},
        "6.3": {"76": 76, "63%": e},
        "6.31": {"37%": 100 - e},
        "6.8": {"1": 1},
        "7.11": {"10": action.SHORTEST, "60": action.LONGEST},
        "7.2": {"1": 1},
        "7.23": {"5%": 5, "1.5%": 1.5, "500": hex_m, "25": 0.05 * hex_m, "7.5": 0.015 * hex_m},
        "7.26": {"35%": 35, "70%": 70},
        "7.4": {"1": 1},
        "7.41": {"16": 2**4, "1": 1, "9%": 9},
        "7.42": {"36": attrition.FACES**2},
        "7.61": {"1": 1},
        "7.8": {"36": attrition.FACES**2, "85": belief.ASSUMED_COHESION},
        "8.2": {
            "0": 0,
            "1": 1,
            "0.7": 0.7,
            "150": _figures()["stealth.spotting.men"],
            "0.9": 0.9,
            "0.5": belief.ASSUMED_ALERT,
            "0.44": score,
            "0.56": 1 - score,
            "20%": round(chance * 100),
        },
        "8.31": {"37%": 100 - e, "2.24": 1 + _figures()["combat.surprise.power"]},
        "8.4": {"0": 0, "1": 1},
        "12.3": {"1": 1, "5": 5, "3": 3},
        "13.11": {"90": 90, "50": 50},
        "13.13": {"20%": 20, "40%": 40},
    }


def test_numbers_printed_by_hand_are_those_of_the_code() -> None:
    allowed = _by_hand()
    for rule, text in _paragraphs().items():
        for number in re.findall(r"\d+(?:\.\d+)?%?", _without_marks(text)):
            known = allowed.get(rule, {})
            assert number in known, f"rule {rule} prints {number} by hand: use a placeholder, or name its origin here"
            assert float(number.rstrip("%")) == pytest.approx(known[number]), f"rule {rule}: {number} is out of date"


def _without_marks(text: str) -> str:
    """A rule's text without its heading, code, placeholders, ordinals and references."""
    body = text.partition("\n")[2]
    body = re.sub(r"`[^`]*`|\{[^}]*\}|\b\d+(?:st|nd|rd|th)\b", "", body)
    return re.sub(rf"\b([Rr]ules?|[Cc]hapters?) (?:{_NUMBER}|\d+)(?:(?:, | and | to )(?:{_NUMBER}|\d+))*", "", body)


def test_what_the_rules_say_in_words_is_so() -> None:
    figures = _figures()
    at = terrain_costs.Conditions("foot", stealth=False, dark=0, sky="clear", ground="dry")
    board, rules = _scenario().board, _scenario().rules
    flat = {h for h in range(board.grid.size) if board.terrain(HexId(h)).id == "flat"}
    level = next(
        (HexId(h), there)
        for h in sorted(flat)
        for there in board.grid.adjacent[h]
        if there in flat
        and board.elevation[h] == board.elevation[there]
        and (h, there) not in board.road_links
        and not board.streams >> there & 1
    )
    assert terrain_costs.step_minutes(board, rules, at, *level) == 7, "the example of rule 4.1"
    assert reaction.MOST_VOLLEYS == 2, "rule 6.4: two units fire"
    assert forecast.THREAT_HEXES == 3, "rule 7.9: within three hexes"
    assert action.ACTION_HEXES == 2, "rule 7.12: within two hexes"
    assert (viewing.CLAIM_STEP, viewing.RESOLVE_STEP) == (10, 20), "rule 5.7: steps of ten men and twenty points"
    assert stealth.DAYLIGHT == 0.5, "rule 8.1: a veil below one half"
    assert retreat.STEPS == {"repulse": 0, "retreat": 1, "rout": 2}, "rules 7.61 and 7.63"
    assert 2.7 < exp(figures["combat.chance.luck"] * figures["combat.chance.outer"]) < 3.3, "rule 7.42: by three"
    assert exp(-0.1) == pytest.approx(0.9, abs=0.05) and exp(-0.5) == pytest.approx(0.6, abs=0.05), "rule 13.11"
    attack = 1 - exp(-(95 - figures["combat.breaks.attack"]) / figures["combat.cohesion.points"])
    hold = 1 - exp(-(95 - figures["combat.breaks.hold"]) / figures["combat.cohesion.points"])
    assert attack == pytest.approx(0.25, abs=0.02), "rule 13.13: about a quarter"
    assert 0.4 < hold < 0.5, "rule 13.13: more than two fifths"


def test_the_chapter_on_orders_has_every_command() -> None:
    text = (MANUAL / "17-orders.md").read_text(encoding="utf-8")
    words = " ".join(text.split())
    for command in COMMANDS:
        assert f"`{command.usage}`" in words, f"chapter 17 does not give `{command.usage}`"
        for short in command.short:
            assert f"`{short}`" in words, f"chapter 17 does not give the short form `{short}` of {command.word}"


def test_the_chapter_on_the_window_has_the_keys_of_the_game() -> None:
    text = (MANUAL / "18-window.md").read_text(encoding="utf-8")
    shown = {key for key in re.findall(r"`([^`]+)`", text)}
    by_action: dict[str, list[str]] = {}
    for binding in bindings.PLAY:
        by_action.setdefault(binding.action, []).append(bindings.shown_chord(binding.chord))
    in_a_row = {str(n) for n in range(1, 8)} | {f"Ctrl+{n}" for n in range(1, 8)}
    for action_, chords in by_action.items():
        known = shown | in_a_row
        assert known & set(chords), f"chapter 18 names no key for {action_!r} ({', '.join(chords)})"
    every = {bindings.shown_chord(b.chord) for b in (*bindings.PLAY, *bindings.WASD, *bindings.REPLAY)}
    assert shown <= every, f"chapter 18 names keys that do nothing: {sorted(shown - every)}"


def test_the_readme_has_every_command() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    section = text.partition("## On the command line")[2].partition("\n## ")[0]
    listed = set(re.findall(r"^\| `([a-z]+)", section, flags=re.MULTILINE))
    known = next(action_.choices for action_ in cli.parser()._actions if action_.choices is not None)
    assert listed == set(known), "the README's table and the command line have parted"


def test_the_readme_lists_every_scenario() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for entry in Catalogue().scenarios():
        assert f"| `{entry.id}` |" in text, f"README.md does not list {entry.id}"


def test_links_within_the_tree_lead_somewhere() -> None:
    for path in (ROOT / "README.md", ROOT / "CHANGELOG.md", ROOT / "assets" / "CREDITS.md", *CHAPTERS):
        for target in re.findall(r"\]\(([^)]+)\)", path.read_text(encoding="utf-8")):
            if not target.startswith("http"):
                assert (path.parent / target.partition("#")[0]).exists(), f"{path.name}: the link {target} is dead"


def test_the_readme_holds_the_two_lines() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for line in (
        "python3 -m venv .venv && .venv/bin/pip install -q . && .venv/bin/undeclared-war",
        "python3 -m venv .venv && .venv/bin/pip install -q -e '.[test]' && .venv/bin/python -m pytest",
    ):
        assert text.count(f"`{line}`") == 1, "the checks run these lines as they stand in the README"
