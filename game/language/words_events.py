"""What happened, told to one side: lines for events, with what that side may know and no more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from game.core.ids import SideId
from game.language.audience import Audience, Line
from game.language.telling import Telling
from game.language.words_air import Flying, tell_air
from game.language.words_bridges import Bridges, tell_bridges
from game.language.words_command import Chain, tell_command
from game.language.words_fire import Firing, Harm, tell_firing, tell_harm
from game.language.words_intel import Guile, tell_guile
from game.language.words_moves import Paths, Sightings, tell_path, tell_sighting
from game.language.words_state import (
    Clock,
    Labour,
    Politics,
    Tidings,
    tell_clock,
    tell_labour,
    tell_politics,
    tell_tidings,
)
from game.language.words_supply import Upkeep, tell_upkeep
from game.language.words_vehicles import Vehicles, tell_vehicles
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
    | ev.UnitStruck
    | ev.FlakMet
    | ev.RegionsStood
)
"""Book-keeping: other lines carry it."""


def tell(event: ev.Event, telling: Telling) -> None:
    """Adds the lines of one event; a new kind of event fails type checking until it has its words."""
    if isinstance(event, Clock):
        tell_clock(event, telling)
    elif isinstance(event, Paths):
        tell_path(event, telling)
    elif isinstance(event, Sightings):
        tell_sighting(event, telling)
    elif isinstance(event, Guile):
        tell_guile(event, telling)
    elif isinstance(event, Firing):
        tell_firing(event, telling)
    elif isinstance(event, Flying):
        tell_air(event, telling)
    elif isinstance(event, Harm):
        tell_harm(event, telling)
    elif isinstance(event, Labour):
        tell_labour(event, telling)
    elif isinstance(event, Upkeep):
        tell_upkeep(event, telling)
    elif isinstance(event, Vehicles):
        tell_vehicles(event, telling)
    elif isinstance(event, Politics):
        tell_politics(event, telling)
    elif isinstance(event, Chain):
        tell_command(event, telling)
    elif isinstance(event, Tidings):
        tell_tidings(event, telling)
    elif isinstance(event, Bridges):
        tell_bridges(event, telling)
    elif not isinstance(event, Kept):
        assert_never(event)
