"""The enemy's part as one side could see it: the state is led through the same events, a step for each sight."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from game.core.ids import HexId, SideId, UnitId
from game.engine import Desk, Game
from game.language.wording import events_for
from game.model import events as ev
from game.model.units import ON_MAP
from game.model.view import View
from game.rules.apply import apply

MOST = 60
"""Steps shown of one part of a turn; beyond them only the summary tells."""


@frozen(eq=False)
class Step:
    """One sight: the desk after it, where it happened, what flashes there, and the words for it."""

    desk: Desk
    hex: HexId
    flash: str
    words: str
    units: tuple[tuple[UnitId, tuple[HexId, ...]], ...] = ()
    """Own units that moved, with their paths."""
    contacts: tuple[tuple[int, tuple[HexId, ...]], ...] = ()
    """Contacts seen to move, by number, with their paths."""


def steps(before: Game, events: Sequence[ev.Event], side: SideId) -> Iterator[Step]:
    """The sights of a side in a row of events, each with the desk as it was then.

    Args:
        before: the game as it was before the events; it is left alone.
    """
    shown = before.clone()
    seen = shown.view(side)
    for event in events:
        where, flash = _spot(event, shown, side, seen)
        path = _path(event, seen)
        apply(shown.state, event)
        if where is None:
            continue
        shown = Game(shown.scenario, shown.seed, shown.state)
        after = shown.view(side)
        lines = [line for line in events_for(side, (event,), seen, after) if not line.detail]
        if lines or path:
            still = Game(shown.scenario, shown.seed, shown.clone().state)
            own = path if path and event_unit(event) in after.unit_of else ()
            moved = ((event_unit(event), own),) if own else ()
            yield Step(still.desk(side), where, flash, lines[0].text if lines else "", moved)
        seen = after


def event_unit(event: ev.Event) -> UnitId:
    """The unit that an event is about."""
    return UnitId(getattr(event, "unit", -1))


def _path(event: ev.Event, view: View) -> tuple[HexId, ...]:
    """The way of an own unit."""
    moves = isinstance(event, ev.UnitMoved | ev.UnitRetreated | ev.UnitAdvanced)
    if moves and event_unit(event) in view.unit_of:
        return tuple(getattr(event, "path", ()))
    return ()


def _spot(event: ev.Event, game: Game, side: SideId, view: View) -> tuple[HexId | None, str]:
    """Where a side could see the event happen and how it flashes; None where it saw nothing of it."""
    match event:
        case ev.ContactMade():
            return (event.hex, "contact") if event.side == side else (None, "")
        case ev.AssaultResolved():
            return event.hex, "assault"
        case ev.Bombarded():
            known = event.unit in view.unit_of or _sees(view, event.hex)
            return (event.hex, "fire") if known else (None, "")
        case ev.Bombed():
            known = game.scenario.squadrons[event.squadron].side == side or _sees(view, event.hex)
            return (event.hex, "fire") if known else (None, "")
        case ev.FlareFired():
            return event.hex, "flare"
        case ev.ControlChanged():
            return game.scenario.board.objectives[event.place].hex, "control"
        case ev.LossSuffered() | ev.UnitRemoved():
            own = view.unit_of.get(event.unit)
            return (own.hex, "loss") if own is not None and own.status == ON_MAP else (None, "")
        case ev.UnitRetreated() | ev.UnitAdvanced() | ev.UnitMoved():
            return (event.path[-1], "move") if event.unit in view.unit_of else (None, "")
        case ev.UnitArrived():
            return (event.hex, "move") if event.unit in view.unit_of else (None, "")
    return None, ""


def _sees(view: View, hex_: HexId) -> bool:
    return hex_ >= 0 and bool(view.in_sight >> hex_ & 1)
