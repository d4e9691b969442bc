"""Sentences for refusals and faults, small turns of phrase, and answers about the situation."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import game
from game.core.ids import HexId
from game.engine import Forecast
from game.language import dates, names, phrases
from game.language.describe_fight import forecast_lines, forecast_tree, reach_lines, sight_lines, threat_lines
from game.language.describe_figures import figure_words, measure_words, value_words
from game.language.describe_game import objective_lines, overview_lines, restraint_lines
from game.language.describe_hex import look_lines
from game.language.describe_rules import table_lines
from game.language.describe_sources import source_lines
from game.language.describe_unit import unit_lines
from game.language.help import help_lines, rule_lines
from game.language.wording import refusal_sentence
from game.language.words_faults import SENTENCES as FAULTS
from game.language.words_refusals import SENTENCES as REFUSALS
from game.model.orders import Refusal
from game.model.provenance import Provenance, Sourced
from tests.language.conftest import typed_scene
from tests.vignette import RED, vignette

PACKAGE = Path(game.__file__).parent


def codes(pattern: str, folder: str) -> set[str]:
    """Codes that the source of a package gives."""
    text = "\n".join(path.read_text() for path in (PACKAGE / folder).rglob("*.py"))
    return set(re.findall(pattern, text))


def test_every_refusal_of_the_rules_has_a_sentence() -> None:
    given = codes(r'Refusal\(\s*"([a-z-]+)"', "rules") | codes(r'Refusal\("([a-z-]+)"', ".")
    assert given, "no refusal found; has the pattern gone stale?"
    assert given <= set(REFUSALS), f"no sentence for {sorted(given - set(REFUSALS))}"


def test_every_fault_of_the_grammar_has_a_sentence() -> None:
    given = codes(r'fault\("([a-z-]+)"', "language") | codes(r'Fault\(\s*"([a-z-]+)"', "language")
    assert given
    assert given <= set(FAULTS), f"no sentence for {sorted(given - set(FAULTS))}"


@pytest.mark.parametrize("code", REFUSALS)
def test_a_refusal_names_its_rule_and_works_without_facts(code: str) -> None:
    said = refusal_sentence(Refusal(code, "4.8"), typed_scene().scenario)
    assert said.startswith("Rule 4.8: ")
    assert said.endswith(".")
    assert "{" not in said


def test_a_refusal_tells_the_facts() -> None:
    scenario = typed_scene().scenario
    said = refusal_sentence(Refusal("too-far", "4.1", (("minutes", 71), ("left", 12))), scenario)
    assert "71 minutes" in said
    assert "12 are left" in said
    said = refusal_sentence(Refusal("restraint", "14.2", (("restraint", "no-crossing"),)), scenario)
    assert "Do not cross." in said
    assert "'break no-crossing'" in said


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "no minutes"),
        (1, "1 minute"),
        (60, "1 hour"),
        (75, "75 minutes"),
        (125, "2 hours 5 minutes"),
    ],
)
def test_minutes(number: int, said: str) -> None:
    assert phrases.minutes(number) == said


@pytest.mark.parametrize(
    ("share", "said"), [(0.0, "0%"), (0.004, "under 1%"), (0.5, "50%"), (0.996, "over 99%"), (1.0, "100%")]
)
def test_only_certainties_are_called_certain(share: float, said: str) -> None:
    assert phrases.percent(share) == said


@pytest.mark.parametrize(("ratio", "said"), [(2.0, "2 to 1"), (2.449, "2.4 to 1"), (0.5, "1 to 2")])
def test_odds(ratio: float, said: str) -> None:
    assert phrases.odds(ratio) == said


def test_onlookers_do_not_count_to_the_man() -> None:
    said = {phrases.about(number) for number in range(50, 201)}
    assert len(said) < 20, "151 strengths must not give nearly as many estimates"
    assert phrases.about(3) == "a few"


@pytest.mark.parametrize(
    ("east", "north", "word"),
    [
        (0, 1, "north"),
        (1, 1, "north-east"),
        (1, 0, "east"),
        (0.4, -1, "south-south-east"),
        (-1, -0.01, "west"),
        (-1, 1, "north-west"),
    ],
)
def test_winds(east: float, north: float, word: str) -> None:
    assert names.wind(east, north) == word


def test_a_landmark_leads_to_the_hex() -> None:
    board = typed_scene().scenario.board
    assert names.hex_name(board, HexId(7)) == "0202 (hill-52)"
    assert names.hex_at(board, HexId(9)) == "0402, 500 m south-south-west of zarechye"
    assert names.landmark(board, HexId(7)) == "at hill-52"


def test_ids_keep_their_small_letter() -> None:
    assert phrases.sentence("mg1/75 fires") == "mg1/75 fires."
    assert phrases.sentence("kanda fires", {"kanda"}) == "kanda fires."
    assert phrases.sentence("the enemy fires") == "The enemy fires."


def test_a_look_gives_six_neighbours() -> None:
    scene = typed_scene()
    lines = look_lines(scene.game.view(RED), scene.hex("0202"))
    assert [line.split(":")[0] for line in lines[-6:]] == ["NE", "E", "SE", "SW", "W", "NW"]
    assert "contact 1" in lines[-5], f"the contact to the east is missing: {lines[-5]}"


def test_a_unit_tells_its_men_arms_minutes_and_stance() -> None:
    scene = typed_scene()
    told = " ".join(unit_lines(scene.game.view(RED), scene.scenario.unit_by_id["1/75"]))
    for part in ("150 men", "120 rifles", "6 light machine guns", "1 hour left this turn", "hold when pressed"):
        assert part in told, f"'{part}' is missing in: {told}"


def test_a_forecast_is_labelled_and_adds_up() -> None:
    scene = vignette("A b")
    order = scene.assault("A", "0201", "storm")
    forecast = scene.desk(0).forecast(order)
    assert isinstance(forecast, Forecast)
    told = forecast_lines(scene.game.view(RED), forecast)
    assert told[0].startswith("Forecast: "), "a forecast must not be taken for a result"
    assert f"Chance to take the hex {phrases.percent(forecast.win)}" in " ".join(told)
    tree = " ".join(forecast_tree(scene.game.view(RED), forecast))
    assert phrases.odds(forecast.ratio) in tree


def test_threat_reach_and_sight_have_words() -> None:
    scene = vignette("A . b . .")
    desk, view = scene.desk(0), scene.game.view(RED)
    assert "contact 1" in threat_lines(view, scene.hex("0101"), desk.threat(scene.hex("0101")))[1].lower()
    assert "0201" in " ".join(reach_lines(view, scene["A"], desk.reach(scene["A"]), "march"))
    assert sight_lines(view, desk.sight_line(scene.hex("0101"), scene.hex("0301")))[0].startswith("From 0101")


def test_the_overview_and_lists_hold_the_figures() -> None:
    scene = typed_scene()
    view = scene.game.view(RED)
    told = " ".join(overview_lines(view))
    assert "5 units on the map" in told
    assert "no-crossing" in " ".join(restraint_lines(view))
    assert "Levels" in " ".join(objective_lines(view))


def test_rules_tables_show_each_figure_with_its_origin() -> None:
    scenario = typed_scene().scenario
    told = table_lines(scenario, "movement.speed")
    assert any(line.startswith("movement.speed.foot: 4 km/h (") for line in told), told
    assert any("rifle" in line for line in table_lines(scenario, "weapons"))
    assert "no table" in table_lines(scenario, "magic")[0]
    assert "observation." in table_lines(scenario, "sight")[0]


def test_sources_of_units_and_rules() -> None:
    from attrs import evolve

    scenario = typed_scene().scenario
    unit = evolve(
        scenario.units[0], provenance=Sourced(Provenance(("S3",), "high"), {"men": Provenance(estimate="A guess.")})
    )
    scenario = evolve(scenario, units=(unit, *scenario.units[1:]))
    assert "S3" in source_lines(scenario, "1/75", "")[0]
    assert "A guess." in " ".join(source_lines(scenario, "1/75", "men"))
    assert "movement.speed.foot" in source_lines(scenario, "movement.speed.foot", "")[0]
    assert "is called 'nothing.at.all'" in source_lines(scenario, "nothing.at.all", "")[0]


def test_dates() -> None:
    calendar = typed_scene().scenario.calendar
    assert dates.when(calendar, 75) == "30 July, 13:15"
    assert dates.turn_words(calendar, calendar.turns[1]).startswith("Turn 2 of 3, 30 July, 13:00 to 14:00 JST")


@pytest.mark.parametrize(
    ("measure", "said"),
    [
        ("red.killed", "Red, killed"),
        ("blue.tanks_out", "Blue, tanks out of action"),
        ("blue.tanks_lost", "Blue, tanks beyond repair"),
        ("red.cars_out", "Red, armoured cars out of action"),
        ("red.cars_lost", "Red, armoured cars beyond repair"),
        ("red.cars_repaired", "Red, armoured cars repaired"),
        ("fall.hill", "fall of hill"),
        ("margin", "lead of Red in points"),
    ],
)
def test_measures_have_words(measure: str, said: str) -> None:
    scenario = vignette("A . b", objectives={"hill": "0201"}).game.scenario
    assert measure_words(scenario, measure) == said


def test_figures_of_game_and_record_read_alike() -> None:
    scenario = vignette("A . b", objectives={"hill": "0201"}).game.scenario
    hour = value_words(scenario, "fall.hill", 30)
    assert figure_words(scenario, 30, 30, "time") == hour and ":" in hour
    assert value_words(scenario, "fall.hill", None) == "never"
    assert (value_words(scenario, "red.killed", 4.0), figure_words(scenario, 4, 9, "men")) == ("4", "4 to 9 men")


def test_help_shows_commands_rules_and_chapters_with_the_figures_of_the_rules() -> None:
    rulebook = typed_scene().scenario.rules
    assert "move UNIT HEX [stealth] [via HEX ...]" in " ".join(help_lines(""))
    assert help_lines("m")[1] == "Type: move UNIT HEX [stealth] [via HEX ...]"
    march = " ".join(help_lines("4.1", rulebook))
    assert march.startswith("Rule 4.1: ")
    assert f"foot {rulebook.movement.speed['foot']:g}" in march
    assert "{" not in " ".join(help_lines("movement", rulebook)), "a figure of the chapter was not filled in"
    assert "Rule 4.8: " in " ".join(help_lines("stack", rulebook))
    assert "There is no help on 'zeppelins'." in help_lines("zeppelins", rulebook)[0]


def test_a_rule_comes_with_those_below_it_and_a_lost_number_with_the_nearest() -> None:
    whole, alone = rule_lines("7.1"), rule_lines("7.1", below=False)
    assert any(line.startswith("Rule 7.12: ") for line in whole)
    assert not any(line.startswith("Rule 7.12: ") for line in alone)
    assert rule_lines("7.199")[0] == alone[0]
