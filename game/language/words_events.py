"""What happened, told to one side: lines for events, with what that side may know and no more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from game.core.ids import SideId
from game.language.audience import Audience, Line
from game.language.telling import Telling
from game.language.words_air import tell_air
from game.language.words_bridges import Bridges, tell_bridges
from game.language.words_command import tell_command
from game.language.words_fire import tell_firing, tell_harm
from game.language.words_intel import tell_guile
from game.language.words_moves import tell_path, tell_sighting
from game.language.words_state import Labour, tell_clock, tell_labour, tell_politics, tell_tidings
from game.language.words_supply import Upkeep, tell_upkeep
from game.language.words_vehicles import tell_vehicles
from game.model import events as ev
from game.model.scenario import Scenario
from game.model.view import View


def events_for(side: SideId, events: Sequence[ev.Event], before: View | None, after: View) -> tuple[Line, ...]:
    """Lines of the log for one side, headlines and details, in order; empty if it may know nothing of them.

    Args:
        before: the side's view before the first event; None at the start of the game.
        after: its view after the last.
    """
    return _told(Telling(Audience(after.scenario, side, before, after), tuple(events)))


def events_for_umpire(events: Sequence[ev.Event], scenario: Scenario) -> tuple[Line, ...]:
    """Lines that tell everything, with true names and numbers of both sides, for records and transcripts."""
    return _told(Telling(Audience(scenario, None), tuple(events)))


def _told(telling: Telling) -> tuple[Line, ...]:
    for position, event in enumerate(telling.events):
        if position not in telling.told:
            telling.at = position
            tell(event, telling)
    return tuple(telling.lines)


Kept = (
    ev.MinutesSpent
    | ev.AmmoSpent
    | ev.FatigueChanged
    | ev.OrderNoted
    | ev.HappeningFired
    | ev.FireFell
    | ev.RegionsStood
)
"""Book-keeping: other lines carry it."""


def tell(event: ev.Event, telling: Telling) -> None:
    """Adds the lines of one event; a new kind of event fails type checking until it has its words."""
    if isinstance(event, Kept):
        return
    if isinstance(event, Upkeep):
        return tell_upkeep(event, telling)
    if isinstance(event, Labour | Bridges):
        return tell_works(event, telling)
    match event:
        case ev.TurnBegan() | ev.PhaseBegan() | ev.PhaseEnded() | ev.GameEnded():
            tell_clock(event, telling)
        case ev.UnitMoved() | ev.UnitRetreated() | ev.UnitAdvanced() | ev.UnitArrived() | ev.UnitRemoved():
            tell_path(event, telling)
        case ev.ContactMade() | ev.ContactLost():
            tell_sighting(event, telling)
        case ev.Feigned() | ev.EarsChanged() | ev.SideStirred() | ev.SideLulled():
            tell_guile(event, telling)
        case ev.Bombarded() | ev.FlareFired() | ev.TargetRegistered() | ev.AssaultResolved():
            tell_firing(event, telling)
        case ev.SquadronsReady() | ev.SortiesFlown() | ev.Intercepted() | ev.Bombed() | ev.FlightStays():
            tell_air(event, telling)
        case ev.FlightSpent() | ev.AircraftLost() | ev.AircraftRepaired() | ev.BaseRaided():
            tell_air(event, telling)
        case ev.LossSuffered() | ev.UnitPinned() | ev.CohesionChanged() | ev.LeaderLost() | ev.AlertChanged():
            tell_harm(event, telling)
        case ev.VehiclesBogged() | ev.VehiclesLeft() | ev.VehiclesFreed() | ev.VehiclesShot():
            tell_vehicles(event, telling)
        case ev.VehiclesRepaired() | ev.VehiclesReturned():
            tell_vehicles(event, telling)
        case ev.ControlChanged() | ev.ContestChanged() | ev.ResolveChanged() | ev.PointsChanged():
            tell_politics(event, telling)
        case ev.LineCut() | ev.FormationAttached():
            tell_command(event, telling)
        case ev.RestraintBroken() | ev.RestraintChanged() | ev.WeatherChanged():
            tell_politics(event, telling)
        case ev.NoteShown() | ev.MessageSent() | ev.DecisionAsked() | ev.DecisionTaken():
            tell_tidings(event, telling)
        case _:
            assert_never(event)


def tell_works(event: Labour | Bridges, telling: Telling) -> None:
    """Adds the lines of spades and rest, of boats, roads and bridges."""
    if isinstance(event, Bridges):
        tell_bridges(event, telling)
    else:
        tell_labour(event, telling)
