"""What the report scene shows: the game beside history and simulated games, and once it is over all of the report."""

from __future__ import annotations

from attrs import evolve, frozen

from game.core.ids import SideId
from game.model.scenario import Scenario
from game.report.clouds import NoCloud, Simulated
from game.report.document import make_report
from game.report.history import ControlBar, control_bars, ending_clock
from game.report.played import played_match
from game.report.sidebyside import SideBySide, side_by_side
from game.report.whole import Report
from game.ui.session import Session
from game.ui.worker import Progress


@frozen(kw_only=True)
class Findings:
    """All that the tabs tell of."""

    scenario: Scenario
    simulated: Simulated | NoCloud
    beside: SideBySide
    control: tuple[ControlBar, ...]
    """Who held what when, in history and in the game, which both sides know. Rule 5.6."""
    report: Report | None = None
    """The whole report; None while the battle goes on, and until it is made."""
    meant: tuple[tuple[SideId, tuple[str, ...]], ...] = ()
    """What the computers' staffs meant to do, told after the end."""


def findings(session: Session, simulated: Simulated | NoCloud) -> Findings:
    """A battle beside history and simulated games, as far as whoever sits here may know it."""
    match, scenario = session.match, session.scenario
    view = None if session.is_over else session.desk.view()
    return Findings(
        scenario=scenario,
        simulated=simulated,
        beside=side_by_side(match.game, match.events, simulated, view),
        control=control_bars(scenario, match.events, ending_clock(match.game)),
        meant=_meant(session) if session.is_over else (),
    )


def _meant(session: Session) -> tuple[tuple[SideId, tuple[str, ...]], ...]:
    match = session.match
    told = []
    for number, seat in enumerate(match.seats):
        side = SideId(number)
        told.append((side, tuple(seat.sentences(match.game.view(side))) if seat is not None else ()))
    return tuple(told)


def whole(session: Session, found: Findings, tell: Progress) -> Findings:
    """The same with the whole report of a battle that is over; for the worker, since a long battle takes seconds."""
    tell("reckoning")
    return evolve(found, report=make_report(played_match(session.match), found.simulated))
