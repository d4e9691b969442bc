"""A game beside history: verdicts, hours, hands, the victory list."""

from __future__ import annotations

import subprocess
import sys

import pytest
from attrs import evolve

from game.engine import Game
from game.match import Match
from game.model.events import ControlChanged, TurnBegan
from game.model.history import ControlRecord, Figure, History, Measured, Said
from game.model.provenance import Provenance, Source, Sourced
from game.model.scenario import Scenario
from game.model.victory import VictoryItem
from game.report.history import Spell, compare_with_history, control_bars, ending_clock, gap_lines, takings_in_history
from game.report.played import Played
from game.report.recorded import figure_lines, judge, unknown_lines
from tests.report.conftest import random_match
from tests.vignette import BLUE, RED, sketch

ROWS = "A . . . b"


def scenario_with(*control: ControlRecord, figures: tuple[Figure, ...] = ()) -> Scenario:
    """A vignette with a hill in red's hands and a record of it."""
    plain = sketch(ROWS, objectives={"hill": "0101"}, turns=4)
    sources = {"b": Source(id="b", title="The Book")}
    return evolve(plain, history=History(figures=figures, control=control), sources=sources)


def record(minute: int, side: int | None) -> ControlRecord:
    """A line of the record of the hill."""
    return ControlRecord(place="hill", minute=minute, side=None if side is None else (RED, BLUE)[side])


OPENING = (ControlChanged(0, RED, 0), TurnBegan(1, 0))


@pytest.mark.parametrize(
    ("value", "verdict"),
    [(4.9, "below"), (5, "inside"), (7, "inside"), (11, "inside"), (11.1, "above"), (None, "never")],
)
def test_bounds_belong_to_the_range(value: float | None, verdict: str) -> None:
    assert judge(Figure(id="f", measure="red.killed", low=5, high=11), value) == verdict


def test_figures_carry_their_sources_and_words() -> None:
    sourced = Sourced(Provenance(("b",), "low", "A guess."))
    figures = (
        Figure(id="k", measure="red.killed", low=5, high=11, provenance=sourced),
        Figure(id="f", measure="fall.hill", low=60, high=90, unit="time"),
    )
    scenario = scenario_with(figures=figures)
    killed, fell = figure_lines(scenario, {"red.killed": 12, "fall.hill": 30.0})
    assert (killed.verdict, killed.word, killed.game) == ("above", "above", "12")
    assert (killed.sources, killed.confidence, killed.estimate) == (("The Book",), "low", "A guess.")
    assert (fell.verdict, fell.word) == ("below", "earlier"), "a clock that is below the range is early"
    assert "12:30" in fell.game
    assert figure_lines(scenario, {"fall.hill": None})[1].word == "never"
    assert figure_lines(scenario, {"fall.hill": None}, is_over=False)[1].word == "not yet"


def test_a_contested_spell_is_no_taking() -> None:
    scenario = scenario_with(
        record(-30, 0), record(20, None), record(40, 0), record(60, None), record(75, 1), record(200, 0)
    )
    assert takings_in_history(scenario, "hill") == ((BLUE, 75), (RED, 200))


def test_gaps_are_paired_by_side_and_number() -> None:
    scenario = scenario_with(record(0, 0), record(75, 1), record(200, 0))
    events = (*OPENING, ControlChanged(0, BLUE, 60), ControlChanged(0, RED, 70), ControlChanged(0, BLUE, 100))
    lines = gap_lines(scenario, events)
    pairs = [(line.side, line.history, line.game) for line in lines]
    assert pairs == [(BLUE, 75, 60), (RED, 200, 70), (BLUE, None, 100)]
    assert lines[0].text == "hill to Blue: history 13:15, this game 13:00, 15 minutes earlier"
    assert lines[0].ahead == 15
    assert lines[2].text == "hill to Blue: history never, this game 13:40"
    still = gap_lines(scenario, OPENING, is_over=False)
    assert still[0].text == "hill to Blue: history 13:15, this game not yet"
    assert gap_lines(scenario, OPENING)[0].text.endswith("this game never")


def test_spells_cover_the_time_and_agreement_counts_it() -> None:
    scenario = scenario_with(record(-30, 0), record(60, None), record(120, 1))
    (bar,) = control_bars(scenario, (*OPENING, ControlChanged(0, BLUE, 180)), 240)
    assert bar.history == (Spell(RED, 0, 60), Spell(None, 60, 120), Spell(BLUE, 120, 240))
    assert bar.game == (Spell(RED, 0, 180), Spell(BLUE, 180, 240))
    assert bar.agreement == pytest.approx(120 / 180), "red for one hour and blue for one, of the three that are known"


def test_spells_never_run_backwards() -> None:
    """Units of one turn act one after another on the same minutes, so a taking may be stamped before an earlier one."""
    events = (*OPENING, ControlChanged(0, BLUE, 50), ControlChanged(0, RED, 30), ControlChanged(0, BLUE, 90))
    (bar,) = control_bars(scenario_with(), events, 240)
    assert bar.game == (Spell(RED, 0, 90), Spell(BLUE, 90, 240))
    assert bar.agreement is None, "there is no record to agree with"


@pytest.mark.parametrize("seed", range(4))
def test_the_list_sums_to_the_result(seed: int, shipped: dict[str, Scenario]) -> None:
    for scenario in shipped.values():
        match = random_match(scenario, seed)
        found = compare_with_history(match.game, match.events)
        sums = [sum(line.points for line in found.victory if line.side == side) for side in (0, 1)]
        result = match.game.state.result
        assert result is not None
        assert [a + b for a, b in zip(sums, found.beside_list, strict=True)] == list(result.points)
        assert found.points == result.points


def test_a_list_that_counts_minutes_is_reckoned_to_the_end() -> None:
    item = VictoryItem(id="t", side=RED, kind="time", points=1, per=60, place="hill", text="Hold the hill.")
    scenario = sketch(ROWS, objectives={"hill": "0101"}, turns=4, victory=[item])
    match = random_match(scenario, 1)
    found = compare_with_history(match.game, match.events)
    assert found.points == match.game.state.result.points  # type: ignore[union-attr]
    assert found.victory[0].points == found.points[0], "the last turn's minutes are in it"
    assert ending_clock(match.game) <= scenario.calendar.end_minute


def test_history_is_scored_on_the_same_list(night_match: Match, night: Scenario) -> None:
    found = compare_with_history(night_match.game, night_match.events)
    told = [item for item in night.victory.items if item.history is not None]
    assert sum(found.history_points) == sum(item.history or 0 for item in told)
    assert found.silent == len(night.victory.items) - len(told)
    assert found.history_level in {level.name for level in night.victory.levels}


def test_a_game_that_goes_on_is_compared_as_it_stands(night: Scenario) -> None:
    game = Game.new(night, 1)
    found = compare_with_history(game, game.start_events)
    assert not found.is_over
    assert found.reason == ""
    assert all(line.word == "not yet" for line in found.figures if line.measure.startswith("fall."))


def test_reports_load_nothing_heavy_until_they_draw() -> None:
    code = (
        "import sys, game.report, game.report.history, game.report.document, game.report.text, "
        "game.cli.reporting, game.cli.comparing; "
        "sys.exit(any(name in sys.modules for name in ('matplotlib', 'jinja2', 'pygame')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_played_tells_what_the_match_told(night_played: Played, night_match: Match) -> None:
    assert tuple(night_played.events()) == night_match.events
    assert night_played.game.digest() == night_match.game.digest()


def test_lines_carry_each_voice_and_what_nobody_recorded() -> None:
    scenario = sketch(ROWS)
    said = (Said(voice="soviet", low=1, high=3), Said(voice="japanese", kind="claim", low=50))
    figure = Figure(id="dead", measure="red.killed", low=1, high=9, said=said, misfit="It is a test")
    gap = Measured(id="gone", measure="red.missing")
    told = evolve(scenario, history=History(figures=(figure,), unknown=(gap,)))
    (line,) = figure_lines(told, {"red.killed": 5.0})
    assert (line.verdict, [voice.verdict for voice in line.said]) == ("inside", ["above", "below"])
    assert line.voices == "below the Japanese claim, above the Soviet figure"
    assert line.misfit == "The model is known to miss this figure: It is a test."
    (missing,) = unknown_lines(told, {"red.missing": 2.0})
    assert (missing.value, missing.game) == (2.0, "2")
