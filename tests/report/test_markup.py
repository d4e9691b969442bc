"""The page keeps to the standard, and what a scenario says arrives as text."""

from __future__ import annotations

import json
import re
from pathlib import Path

import html5lib
import pytest

from game.data.catalogue import Catalogue, load_scenario, shipped_root
from game.match import Match
from game.model.scenario import Scenario
from game.record.notes import UNSEEN
from game.report import text
from game.report.document import make_report
from game.report.harmless import harmless, language_of, shortened
from game.report.page import render
from game.report.played import Played
from game.report.verify import verify
from tests.report.conftest import played_from, random_match
from tests.report.markup import faults, parsed

ROLE_PLAY = "<script>alert(1)</script>{{ 7*7 }}{% raw %}$\\frac{1}{0}$"
LONG = "W" * 300
TURNED = "\u202enodlA\u202c \u200f\u2066 \u05d0\u05d1\u05d2"
HOSTILE = f'{ROLE_PLAY} {LONG} {TURNED} \u0007 "><img src=x onerror=alert(2)>'
_TEXT = re.compile(
    r"^(?P<head>\s*(?:- )?(?:title|name|adjective|text|note|label|aims|estimate): )(?P<text>[^>|{\[&*\s].*)$", re.M
)


def shown(page: str) -> str:
    """Everything that a reader sees of a page, with the titles of drawings."""
    return " ".join("".join(parsed(page).itertext()).split())


# The standard ---------------------------------------------------------------------------------------------------------


def test_a_page_keeps_to_the_standard(night_played: Played) -> None:
    assert faults(render(make_report(night_played))) == []


def test_the_page_of_an_unfinished_game_keeps_to_it_too(shipped: dict[str, Scenario]) -> None:
    for most in (0, 3):
        assert faults(render(make_report(played_from(random_match(shipped["khasan-outpost"], 5, most))))) == []


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("<main ", "<main id='victory' ", "two elements|attribute"),
        ('<h2 id="victory-title">', '<h4 id="victory-title">', "level 4|tag"),
        ('scope="col"', 'class="col"', "heads of its columns"),
        ('<a class="skip" href="#main"', '<a class="skip" href="https://example.org/"', "asks for"),
        ("</footer>", "</footer><script>1</script>", "has a script"),
        ("</table>", "</tabel>", "tag"),
        ('role="img" aria-label', 'role="img" title', "no words"),
    ],
)
def test_the_checks_can_fail(old: str, new: str, says: str, night_played: Played) -> None:
    page = render(make_report(night_played))
    assert old in page
    try:
        found = " ".join(faults(page.replace(old, new, 1)))
    except html5lib.html5parser.ParseError as error:
        found = str(error)
    assert re.search(says, found), found


# Hostile scenarios ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A battle whose every text is hostile."""
    found = tmp_path_factory.mktemp("scenarios") / "hostile"
    found.mkdir()
    for path in (shipped_root() / "khasan-outpost").glob("*.yaml"):
        text_ = path.read_text("utf-8").replace("id: khasan-outpost", "id: hostile", 1)
        (found / path.name).write_text(_TEXT.sub(_spoilt, text_), encoding="utf-8")
    return found


def _spoilt(found: re.Match[str]) -> str:
    value = found["text"].strip("\"'")
    return found["head"] + json.dumps(f"{HOSTILE} {value}")


@pytest.fixture(scope="module")
def hostile(folder: Path) -> Match:
    """A game on it."""
    result = load_scenario(folder, Catalogue())
    assert result.scenario is not None, result.problems[:3]
    return random_match(result.scenario, 4)


def test_hostile_texts_arrive_as_text(hostile: Match) -> None:
    page = render(make_report(played_from(hostile)))
    assert faults(page) == [], "no script, no picture, no handler"
    seen = shown(page)
    assert ROLE_PLAY in seen
    assert "onerror=alert(2)" in seen
    assert " 49 $" not in seen, "nothing in it was worked out"
    assert LONG in seen
    assert not [letter for letter in UNSEEN.findall(page) if letter != "\n"], "no letter steers the screen"
    assert "\u27e8U+202E\u27e9nodlA" in seen, "what would turn the line stands as its name"
    assert page.count(LONG) > 10, "it is in many places"


def test_hostile_texts_are_text_on_plots_and_maps(hostile: Match) -> None:
    page = render(make_report(played_from(hostile)))
    tree = parsed(page)
    words = ["".join(one.itertext()) for one in tree.iter("{http://www.w3.org/2000/svg}text")]
    assert any("<script>" in word for word in words), "names stand on the drawings"
    assert max(len(word) for word in words) <= 80, "cut to a length that fits"


def test_hostile_texts_are_harmless_in_the_plain_text(hostile: Match) -> None:
    lines = text.lines(make_report(played_from(hostile)))
    assert any(ROLE_PLAY in line for line in lines)
    assert not any(UNSEEN.search(line) for line in lines)
    assert all("\n" not in line for line in lines)


def test_a_page_with_hostile_texts_is_verified(hostile: Match, folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "hostile.html"
    page = render(make_report(played_from(hostile)))
    path.write_text(page, encoding="utf-8")
    found = verify(path, Catalogue(), folder)
    assert found.ok, found.differences
    path.write_text(page.replace("nodlA", "Aldon\u202e", 1), encoding="utf-8")
    found = verify(path, Catalogue(), folder)
    assert not found.ok
    assert all(line.isascii() and line.isprintable() for line in found.differences), "a doctored page steers nothing"


def test_unseen_letters_have_names() -> None:
    assert harmless("a\u202eb\tc\nd\u0000") == "a\u27e8U+202E\u27e9b c d\u27e8U+0000\u27e9"
    assert harmless("Халхин-Гол ノモンハン") == "Халхин-Гол ノモンハン"
    assert shortened("Changkufeng", 6) == "Chang…"
    assert [language_of(name) for name in ("ノモンハン", "Халхын", "Халх Өвөр", "Nomonhan")] == ["ja", "ru", "mn", ""]
