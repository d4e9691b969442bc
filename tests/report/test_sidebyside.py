"""A game, history and the simulated games side by side."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from attrs import evolve

from game.cli import main
from game.core.dice import Dice
from game.core.ids import SideId
from game.engine import Game
from game.match import Match, new_match
from game.model.events import LossSuffered
from game.model.history import Figure, History
from game.model.scenario import Scenario
from game.report import sidebyside
from game.report.cloud import CloudLine, cloud
from game.report.clouds import Simulated
from game.report.columns import columns
from game.report.document import compared, make_report, plain
from game.report.gaps import gap_words, range_words
from game.report.played import Played, open_record
from game.report.sidebyside import side_by_side
from game.report.standing import Standing, standing
from game.sim.batch import simulate
from tests.report.telling import NONE, hold_the_figures
from tests.report.test_yardstick import batch_of, games
from tests.two_worlds import other_world
from tests.vignette import sketch

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
CHEAP = ("outpost", "night-assault")
"""The others are held to the same where they are played, in `test_golden`."""


@pytest.fixture(scope="module")
def among(night: Scenario) -> Simulated:
    """A few cheap games of the night assault."""
    return Simulated(batch=simulate(night.id, games=3, levels=("drill", "drill")))


def line_of(values: list[float], game: float | None, **standing: object) -> CloudLine:
    """Losses of a game among simulated ones; history is 10 to 20."""
    batch = batch_of(*games(values, [None] * len(values)))
    return cloud(batch, Standing(figures={"red.killed": game}, **standing)).lines[0]  # type: ignore[arg-type]


def fall_of(values: list[float | None], game: float | None, **standing: object) -> CloudLine:
    """The fall of a place among simulated games."""
    batch = batch_of(*games([0.0] * len(values), values))
    return cloud(batch, Standing(figures={"fall.hill": game}, **standing)).lines[1]  # type: ignore[arg-type]


def test_gaps_are_told_by_counting_games() -> None:
    assert gap_words(line_of([5, 20, 30, 40], 8)) == (
        "fewer than in 3 of 4 simulated games; history stands at 25; 2 below the recorded range"
    )
    assert gap_words(line_of([5, 12, 12, 40], 12)).startswith("fewer than in 1 of 4 simulated games, as in 2; ")
    assert "inside the recorded range" in gap_words(line_of([5, 12], 12))
    assert gap_words(line_of([7, 7], 7)).startswith("the same in all 2 simulated games")
    assert gap_words(line_of([1, 2, 30], 25)).startswith("more than in 2 of 3 simulated games")
    assert "5 above the recorded range" in gap_words(line_of([1, 2, 30], 25))


def test_falls_come_earlier_or_later_or_never() -> None:
    assert gap_words(fall_of([60, 90, None], 30)) == "earlier than in 3 of 3 simulated games"
    assert gap_words(fall_of([60, 90, None], 95)) == "later than in 2 of 3 simulated games"
    assert gap_words(fall_of([60, 90, None], None)) == "never, as in 1 of 3 simulated games"
    assert gap_words(fall_of([60, 90], None)) == "never, though it came about in all 2 simulated games"


def test_what_may_still_change_is_not_ranked() -> None:
    running = {"is_over": False, "open": frozenset({"red.killed", "fall.hill"})}
    line = line_of([5, 20, 30], 8, **running)
    assert line.game_percentile is None
    assert gap_words(line, 60).startswith("so far, and already more than 1 of 3 simulated games came to in all")
    assert "range" not in gap_words(line, 60), "eight may still become fifteen"
    assert "already 5 above the recorded range" in gap_words(line_of([5], 25, **running), 60), "it cannot fall again"
    assert gap_words(line_of([30, 40], 8, **running)).startswith("so far; no simulated game came to less in all")
    fallen = fall_of([30, 60, 90, None], None, **running)
    assert gap_words(fallen, 60) == "not yet; by this hour it had come in 2 of 4 simulated games"


def test_a_range_within_a_day_names_the_day_once() -> None:
    scenario = sketch("A . b", objectives={"hill": "0101"})
    first, last = range_words(scenario, "fall.hill", 10, 70).split(" to ")
    assert ":" in first and "," not in last
    assert range_words(scenario, "red.killed", 5, 5) == "5"


@pytest.mark.parametrize("name", CHEAP)
def test_a_recorded_game_has_the_figures_of_its_report(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    file = str(GOLDEN / f"{name}.jsonl")
    chosen = ["--json", "--games", "2", "--level", "drill"]
    assert main(["compare", file, *chosen]) == 0
    here = json.loads(capsys.readouterr().out)
    assert main(["report", file, *chosen]) == 0
    report = json.loads(capsys.readouterr().out)
    hold_the_figures(open_record(GOLDEN / f"{name}.jsonl"), here, report)


def test_the_table_and_the_data_are_made_of_the_same(night_played: Played, among: Simulated) -> None:
    found = side_by_side(night_played.game, tuple(night_played.events()), among)
    data = compared(make_report(night_played, among))["cloud"]
    for row in (*found.rows, *found.others):
        assert row.line is not None
        told = data["measures"][row.measure]
        assert (row.line.game, row.line.p10, row.line.p90) == (told["game"], told["p10"], told["p90"])
        assert row.at == f"{told['game_percentile']:.0f}"
        assert told["words"] in row.words or told["words"][0].upper() + told["words"][1:] in row.words
    assert sum(data["results"].values()) == data["games"] == 3
    text = "\n".join(sidebyside.lines(found))
    assert found.standing.level in text and "simulated games ended so" in text
    narrow = "\n".join(sidebyside.lines(found, 80))
    assert "  this game " in narrow and "; history " in narrow, "on a narrow screen each row names its columns"


def test_days_are_those_of_the_record_and_the_games(night_played: Played, among: Simulated) -> None:
    days = compared(make_report(night_played, among))["cloud"]["days"]
    assert all(day["game"] for day in days), "a game that is over has reached every day's end"
    assert all(sum(day["shares"].values()) == pytest.approx(1.0, abs=0.01) for day in days)
    assert {day["place"] for day in days} == {place.id for place in night_played.scenario.board.objectives}


def running(scenario: Scenario, turns: int) -> Match:
    """The battle between staffs, so many turns of it."""
    match = new_match(scenario, 7, ("staff", "staff"))
    match.run_computers(stop=lambda: match.game.state.turn > turns)
    return match


@pytest.fixture(scope="module")
def half_way(night_match: Match) -> tuple[Game, tuple[object, ...]]:
    """The night assault, when some have fallen and it is not over."""
    match = Match(night_match.scenario, night_match.seed, (None, None))
    for order in night_match.orders[: len(night_match.orders) // 2]:
        match.submit(order)
    assert match.game.state.result is None
    return match.game, match.events


def test_a_game_that_goes_on_is_compared_as_far_as_it_stands(half_way: tuple[Game, tuple], among: Simulated) -> None:
    game, events = half_way
    found = side_by_side(game, events, among)
    told = sidebyside.lines(found)
    assert f"{sidebyside.SO_FAR} {sidebyside.UNRANKED}" in told
    assert not any("ended so" in line for line in told), "its result is not known"
    losses = next(row for row in found.rows if row.measure == "japan.casualties")
    assert losses.at == "" and losses.game.endswith("so far")
    assert "margin" not in found.standing.figures
    fallen = {key for key, value in found.standing.figures.items() if key.startswith("fall.") and value is not None}
    assert not fallen & found.standing.open, "a place falls once for the first time"


def test_one_side_learns_nothing_that_it_cannot_know(half_way: tuple[Game, tuple], among: Simulated) -> None:
    game, events = half_way
    scenario = game.scenario
    for side in (SideId(0), SideId(1)):
        twin = Game(scenario, game.seed, other_world(game.state, side, Dice(3, "twin", side)), game.start_events)
        foe = 1 - side
        unseen = [e for e in events if not (isinstance(e, LossSuffered) and scenario.units[e.unit].side == foe)]
        here = side_by_side(game, events, among, game.view(side))
        there = side_by_side(twin, unseen, among, twin.view(side))
        assert sidebyside.lines(here) == sidebyside.lines(there)
        enemy = scenario.sides[foe].id
        known = {key for key in here.standing.figures if key.startswith(f"{enemy}.")}
        assert known == {f"{enemy}.casualties"} == here.standing.claimed
        row = next(row for row in here.rows if row.measure == f"{enemy}.casualties")
        assert row.game.startswith("about ") and row.game.endswith("so far")


def test_after_the_end_everybody_knows_everything(night_match: Match) -> None:
    game = night_match.game
    assert standing(game, night_match.events, game.view(SideId(0))) == standing(game, night_match.events)


def test_without_simulated_games_the_rest_is_compared(night_match: Match) -> None:
    found = side_by_side(night_match.game, night_match.events, NONE)
    assert found.cloud is None
    told = sidebyside.lines(found)
    assert "There are no simulated games to compare with: none ship with it." in told
    assert all(row.history and not row.words for row in found.rows)


def test_a_battle_without_a_record_is_compared_with_the_games_alone() -> None:
    scenario = evolve(sketch("A . b", objectives={"hill": "0101"}), history=History())
    batch = evolve(batch_of(*games([1, 2], [5, None])), scenario=scenario)
    game = Game.new(scenario, 1)
    told = sidebyside.lines(side_by_side(game, game.start_events, Simulated(batch=batch)))
    assert "The record has no figures." in told
    assert any("red.killed" in line or "Red, killed" in line for line in told)


def test_a_span_that_is_over_stands_while_the_game_goes_on() -> None:
    early = Figure(id="k", measure="red.killed", low=1, high=2, to_minute=0)
    late = Figure(id="l", measure="red.killed", low=1, high=2, from_minute=0, to_minute=100_000)
    scenario = evolve(sketch("A . b", objectives={"hill": "0101"}), history=History(figures=(early, late)))
    game = Game.new(scenario, 1)
    found = standing(game, game.start_events)
    assert early.key not in found.open
    assert late.key in found.open


def test_empty_columns_are_left_out() -> None:
    told = columns(("name", "a", "b"), [("one", "1", ""), ("three", "33", "")])
    assert told == ["name    a", "one     1", "three  33"]
    assert columns(("name", "a"), [("a long name", "1")], 10) == ["a long name", "  a 1"]
    assert columns(("name",), []) == []


def test_plain_of_all_sections_holds_the_compared(night_played: Played) -> None:
    report = make_report(night_played)
    assert compared(report).items() <= plain(report).items() or all(
        plain(report)[key] == value for key, value in compared(report).items()
    )
