"""The page: the same bytes each time, harmless, and false in nothing that `verify` would not find."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from attrs import evolve

from game.model.scenario import Scenario
from game.record.problems import RecordProblem
from game.record.replay import text_of
from game.report import plots
from game.report.document import make_report
from game.report.page import render
from game.report.played import Played, play
from game.report.reading import is_page, read_page
from game.report.verify import verify
from game.sim.batch import simulate
from tests.report.conftest import played_from, random_match

OUTPOST = "khasan-outpost"


@pytest.fixture(scope="module")
def played(shipped: dict[str, Scenario]) -> Played:
    """A small battle of random orders, with a remark."""
    match = random_match(shipped[OUTPOST], 7, 40)
    match.remark('He said "</pre><script>" and fell.')
    return played_from(match)


@pytest.fixture(scope="module")
def page(played: Played) -> str:
    """The same with two simulated games beside."""
    return render(make_report(played, simulate(OUTPOST, games=2, levels=("drill", "drill"))))


def test_a_page_is_the_same_each_time(page: str, played: Played) -> None:
    again = play(played.record, played.scenario)
    batch = simulate(OUTPOST, games=2, levels=("drill", "drill"))
    assert render(make_report(again, batch)) == page
    assert "<dc:date>" not in page, "no date is in a drawing"


def test_a_page_is_self_contained_and_runs_nothing(page: str) -> None:
    assert "<script" not in page.lower(), "neither scripts of ours nor what a player wrote into a remark"
    assert "&lt;script&gt;" in page, "the remark is there as text"
    links = [*re.findall(r'\b(?:href|src)="([^"]*)', page), *re.findall(r"url\(([^)]*)", page)]
    assert links, "the plots refer to their own parts"
    assert all(link.startswith("#") for link in links), "nothing is fetched"
    assert not re.search(r"\son\w+\s*=", page), "no event handlers"


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Opens a tag."""
        if tag not in ("meta", "br"):
            self.open.append(tag)
        self.ids += [value for name, value in attrs if name == "id" and value]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag that closes itself."""
        self.ids += [value for name, value in attrs if name == "id" and value]

    def handle_endtag(self, tag: str) -> None:
        """Closes the last tag opened."""
        assert self.open.pop() == tag


def test_a_page_is_well_formed(page: str) -> None:
    reader = _Tags()
    reader.feed(page)
    assert reader.open == []
    assert len(reader.ids) == len(set(reader.ids)), "plots beside each other share no ids"


def test_settings_of_the_user_do_not_draw(page: str, played: Played) -> None:
    import matplotlib

    with matplotlib.rc_context({"font.size": 30, "axes.facecolor": "red", "svg.fonttype": "path"}):
        drawn = plots.control_plot(played.scenario, make_report(played).comparison.control)
    assert drawn
    assert drawn in page


def test_nothing_is_drawn_of_nothing(played: Played) -> None:
    scenario, report = played.scenario, make_report(played)
    assert plots.figures_plot(scenario, (), None) == ""
    assert plots.control_plot(scenario, ()) == ""
    assert plots.losses_plot(scenario, evolve(report.account, losses=())) == ""


def test_unfinished_and_empty_games_have_pages(shipped: dict[str, Scenario]) -> None:
    for most in (0, 5):
        played = played_from(random_match(shipped["khasan-outpost"], 1, most))
        page = render(make_report(played))
        assert "The battle is not over." in page
        assert read_page(page).record.strip() == text_of(played.record).strip()


def test_names_are_escaped(played: Played) -> None:
    scenario = evolve(played.scenario, title="<b>Hill & dale</b>")
    page = render(make_report(evolve(played, scenario=scenario)))
    assert "&lt;b&gt;Hill &amp; dale&lt;/b&gt;" in page
    assert "<b>Hill" not in page


# Verifying ------------------------------------------------------------------------------------------------------------


def test_a_true_page_and_a_true_record_are_confirmed(
    page: str, night_file: Path, night_played: Played, tmp_path: Path
) -> None:
    path = tmp_path / "night.html"
    path.write_text(render(make_report(night_played)), encoding="utf-8")
    found = verify(path)
    assert found.ok, found.differences
    assert (found.kind, found.remarks) == ("report", ())
    assert found.figures > 100
    path.write_text(page, encoding="utf-8")
    assert verify(path).ok, "with simulated games beside"
    path.write_text(page.replace("\n", "\r\n"), encoding="utf-8", newline="")
    assert verify(path).ok, "another system's line ends change no figure"
    record = verify(night_file)
    assert record.ok, record.differences
    assert record.kind == "replay"


def _in_the_data(page: str) -> str:
    return page.replace('"killed": ', '"killed": 1', 1)


def _in_a_table(page: str) -> str:
    return re.sub(r'(<tr class="sum"><th scope="row">All causes</th><td>Japan</td><td class="n">)', r"\g<1>9", page)


def _in_a_sentence(page: str) -> str:
    return page.replace(" Points: ", " Points, not quite: ", 1)


def _in_a_fold(page: str) -> str:
    return re.sub(r'(<ul class="tale">\s*<li>)', r"\g<1>A great victory. ", page, count=1)


def _in_a_plot(page: str) -> str:
    return page.replace(" xmlns:xlink", " data-changed='1' xmlns:xlink", 1)


def _in_a_name_of_a_plot(page: str) -> str:
    return page.replace("this game</text>", "my game</text>", 1)


def _in_the_map(page: str) -> str:
    return page.replace('<use href="#map-counter"/>', '<use href="#map-counter" x="9"/>', 1)


def _in_the_men_on_the_map(page: str) -> str:
    return re.sub(r'(class="men"[^>]*>)', r"\g<1>9", page, count=1)


def _in_the_markup(page: str) -> str:
    return page.replace("header .result { font-size", "header .result::after { content: 'Decisive'; font-size", 1)


@pytest.mark.parametrize(
    ("tamper", "says"),
    [
        (_in_the_data, ("killed: 1",)),
        (_in_a_table, ("Losses by cause, All causes (Japan), Killed", "should say")),
        (_in_a_sentence, ("the page says", "not quite")),
        (_in_a_fold, ("What happened, turn by turn, Turn 1 of", "A great victory")),
        (_in_a_plot, ("a drawing was changed", "Who held each place")),
        (_in_a_name_of_a_plot, ("Recorded ranges", "it says 'my game'")),
        (_in_the_map, ("a drawing was changed", "Map of the end")),
        (_in_the_men_on_the_map, ("Map of the end", "should say")),
        (_in_the_markup, ("mark-up",)),
    ],
)
def test_a_changed_page_is_found_and_the_change_is_named(
    tamper: Callable[[str], str], says: tuple[str, ...], page: str, tmp_path: Path
) -> None:
    path = tmp_path / "night.html"
    changed = tamper(page)
    assert changed != page
    path.write_text(changed, encoding="utf-8")
    found = verify(path)
    assert not found.ok
    assert all(word in found.differences[0] for word in says), found.differences


def test_a_line_put_into_a_page_is_found_once(page: str, tmp_path: Path) -> None:
    path = tmp_path / "night.html"
    path.write_text(page.replace("<tbody>", "<tbody>\n<tr><th scope='row'>Courage</th></tr>", 1), encoding="utf-8")
    found = verify(path)
    assert len(found.differences) == 1, "what follows is only moved"
    assert "Courage" in found.differences[0]


def test_a_changed_order_in_a_page_is_found(page: str, tmp_path: Path) -> None:
    path = tmp_path / "night.html"
    path.write_text(re.sub(r'("seed": )7', r"\g<1>8", page, count=1), encoding="utf-8")
    with pytest.raises(RecordProblem) as found:
        verify(path)
    assert found.value.fault in ("diverged", "refused")
    assert str(found.value).startswith("night.html")


def test_plots_of_another_library_are_not_held_against_a_page(page: str, tmp_path: Path) -> None:
    path = tmp_path / "night.html"
    path.write_text(_in_a_plot(page).replace(f"matplotlib {plots.version()}", "matplotlib 3.8.0"), encoding="utf-8")
    found = verify(path)
    assert found.ok, found.differences
    assert "not compared" in found.remarks[0]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('id="record"', 'id="other"'),
        ('"games": 2', '"games": 0'),
        ('"games": 2', '"games": 10000000000'),
        ('"japan": "drill"', '"japan": "napoleon"'),
        ('<pre id="data">{', '<pre id="data">['),
        ('"report": 2', '"report": 1'),
    ],
)
def test_a_page_that_cannot_be_checked_is_refused(old: str, new: str, page: str, tmp_path: Path) -> None:
    path = tmp_path / "night.html"
    assert old in page
    path.write_text(page.replace(old, new), encoding="utf-8")
    with pytest.raises(RecordProblem):
        verify(path)


def test_pages_of_others_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.html"
    path.write_text("<!DOCTYPE html><p>Hello</p>", encoding="utf-8")
    with pytest.raises(RecordProblem) as found:
        verify(path)
    assert found.value.fault == "foreign"
    assert not is_page('{"undeclared-war": "replay"}')


def test_a_record_whose_notes_were_moved_is_found(night_file: Path, tmp_path: Path) -> None:
    lines = night_file.read_text("utf-8").splitlines(keepends=True)
    notes = [n for n, line in enumerate(lines) if '"note"' in line]
    first, second = next((a, b) for a, b in pairwise(notes) if b == a + 1)
    lines[first], lines[second] = lines[second], lines[first]
    path = tmp_path / "moved.jsonl"
    path.write_text("".join(lines), encoding="utf-8")
    try:
        found = verify(path)
    except RecordProblem as problem:
        assert problem.fault == "diverged"
    else:
        assert not found.ok
        assert f"line {first + 1}" in found.differences[0]
