"""Every loss has a cause, and luck is what was drawn against what was expected."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.core.ids import HexId
from game.model.events import AssaultResolved, OutcomeLine
from game.model.scenario import Scenario
from game.report import text
from game.report.account import CAUSE_WORDS, account, assault_line, faults_of, luck_of
from game.report.document import make_report, plain
from game.report.played import Played, open_record
from game.report.situation import situation, situation_lines
from game.report.transcript import transcript, transcript_lines
from game.sim.measures import measures
from tests.report.conftest import played_from, random_match
from tests.vignette import BLUE, RED

OUTCOMES = (
    OutcomeLine(10, 40, "D", "rout", 20),
    OutcomeLine(20, 20, "", "", 30),
    OutcomeLine(30, 20, "", "", 30),
    OutcomeLine(60, 0, "A", "repulse", 40, a_vehicles=2),
)


def fight(drawn: int, side: int = 0) -> AssaultResolved:
    """An assault by a side with four equally likely outcomes."""
    return AssaultResolved(
        (RED, BLUE)[side], (), (), HexId(3), (), "attack", 30, 2.0, 1.0, 2.0, (), OUTCOMES, drawn, 0, 1.0
    )


def test_expectation_is_the_mean_of_the_outcomes() -> None:
    line = assault_line(fight(0), order=9, turn=2)
    assert line.expected == (30.0, 20.0)
    assert line.drawn == (10, 40)
    assert (line.win_chance, line.won) == (0.25, True)
    assert line.luck == 40.0, "twenty of his own spared, and twenty more of the enemy"
    assert line.vehicles_expected == (0.5, 0.0)
    assert assault_line(fight(3), order=9, turn=2).luck == -50.0


def test_luck_of_one_side_is_the_misfortune_of_the_other() -> None:
    lines = [assault_line(fight(0), 1, 1), assault_line(fight(3, side=1), 2, 1), assault_line(fight(1), 3, 2)]
    red, blue = luck_of(RED, lines), luck_of(BLUE, lines)
    assert red.net == -blue.net == pytest.approx(40 + 50 + 10)
    assert (red.attacks, red.won, red.won_expected) == (2, 1, 0.5)
    assert (blue.attacks, blue.won) == (1, 0)
    assert (red.lost, red.inflicted) == (10 + 0 + 20, 40 + 60 + 20)
    assert (red.verdict, blue.verdict) == ("kind", "unkind")
    assert luck_of(RED, []).verdict == "even"


@pytest.mark.parametrize("seed", range(3))
def test_every_loss_has_a_cause(seed: int, shipped: dict[str, Scenario]) -> None:
    for scenario in shipped.values():
        played = played_from(random_match(scenario, seed))
        found, figures = account(played), measures(played.game)
        assert faults_of(found, played.game.state) == ()
        assert {line.cause for line in found.losses} <= set(CAUSE_WORDS)
        for side, total in zip(scenario.sides, found.totals, strict=True):
            own = [line for line in found.losses if line.side == side.number]
            assert total.men == figures[f"{side.id}.casualties"] == sum(line.men for line in own)
            assert total.guns == figures[f"{side.id}.guns_lost"]
            assert total.vehicles == figures[f"{side.id}.tanks_out"]
            by_unit = [line for line in found.units if scenario.units[line.unit].side == side.number]
            assert sum(line.lost for line in by_unit) == total.men
            assert all(line.start - line.lost == line.left for line in by_unit)
            assert not any(line.uncounted for line in by_unit), "nobody vanishes without a cause"


def test_a_wrong_sum_is_found(night_played: Played) -> None:
    state = night_played.game.clone().state
    found = account(night_played)
    assert found.losses, "the night costs men"
    state.killed[0] += 1
    assert len(faults_of(found, state)) == 1


def test_luck_adds_up_over_the_night(night_played: Played) -> None:
    found = account(night_played)
    assert found.assaults
    first, second = found.luck
    assert first.lost == second.inflicted
    assert first.net == pytest.approx(-second.net)
    turns = [line.turn for line in found.assaults]
    assert turns == sorted(turns)
    assert turns[0] >= 1
    state = night_played.game.state
    assert turns[-1] <= state.turn


def test_the_text_has_every_section_and_the_data_every_figure(night_played: Played) -> None:
    report = make_report(night_played)
    lines = text.lines(report)
    for title in ("The victory list, line by line", "Figures of the record", "Hills and hours", "Losses by cause"):
        assert title in lines
    data = plain(report)
    assert data["digest"] == night_played.game.digest()
    for total in data["loss_totals"].values():
        assert sum(line["killed"] for line in data["losses"] if line["side"] == total["side"]) == total["killed"]
    assert len(data["assaults"]) == len(report.account.assaults)
    assert data["cloud"] is None


def test_a_transcript_tells_every_order(night_played: Played) -> None:
    told = transcript(night_played)
    assert [entry.number for entry in told] == list(range(len(night_played.steps) + 1))
    assert told[1].order.startswith(night_played.scenario.sides[night_played.steps[0].order.side].name)
    assert any("fell." in line for line in told[0].lines), "remarks stand where they were written"
    lines = transcript_lines(told)
    assert any(line.strip().startswith("The battle is over") for line in lines)
    assert len(transcript_lines(transcript(night_played, details=True))) > len(lines)


def test_a_record_can_be_opened_at_any_order(night_file: Path, night_played: Played) -> None:
    part = open_record(night_file, to=12)
    assert len(part.steps) == part.game.state.order_count == 12
    data = situation(part.game)
    assert data["order_count"] == 12
    assert data["result"] is None
    assert data["digest"] == part.game.digest()
    assert f"State {part.game.digest()} after 12 orders." in situation_lines(part.game)
    third = open_record(night_file, turn=3)
    assert third.game.state.turn == 3
    assert third.game.digest() == next(m.digest for m in night_played.record.marks if m.turn == 3)
    assert len(open_record(night_file, to=10**6).steps) == len(night_played.steps)
