"""Rule 3.4: what an order brings to light; such an order cannot be undone."""

from __future__ import annotations

from game.core.ids import SideId
from game.model import events as ev
from game.model.events import Event


def revealed(side: SideId, events: tuple[Event, ...], rolled: bool) -> str:
    """Key of what an order revealed to the side that gave it: contact, phase, decision, end, stealth, dice, none."""
    for event in events:
        if isinstance(event, ev.GameEnded):
            return "end"
        if isinstance(event, ev.PhaseEnded):
            return "phase"
        if isinstance(event, ev.DecisionTaken | ev.DecisionAsked):
            return "decision"
        if isinstance(event, ev.ContactMade | ev.ContactLost) and event.side == side:
            return "contact"
        if isinstance(event, ev.UnitMoved) and event.halted in ("contact", "zoc"):
            return "contact"
    if any(isinstance(event, ev.UnitMoved) and event.gait == "stealth" for event in events):
        # Whether somebody was near enough to hear must not show in whether the march can be taken back.
        return "stealth"
    if any(isinstance(event, ev.Bombarded) for event in events):
        # Whether anybody was there to be hit, or to see the flash, must not show in whether it can be taken back.
        return "dice"
    return "dice" if rolled else ""
