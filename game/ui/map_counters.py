"""What a unit or a contact shows on its counter."""

from __future__ import annotations

from typing import Final

from game.core.ids import SideId, enemy_of
from game.model.events import IDENTIFIED
from game.model.scenario import Scenario
from game.model.view import Contact, OwnUnit, View
from game.ui.counters import Counter

WORKS: Final = {"hasty": 1, "prepared": 2, "fortified": 3}
"""Brackets on a counter by posture."""
PINNED_FROM: Final = 0.1
"""Pinning from which a counter shows it."""


def side_colour(scenario: Scenario, side: int) -> str:
    """The colour word of a side; none for nobody."""
    return scenario.sides[side].colour if side >= 0 else "none"


def own_counter(view: View, own: OwnUnit, *, dimmed: bool = True) -> Counter:
    """The counter of a unit of one's own: men, or vehicles where it has them; all that ails it.

    Args:
        dimmed: whether a unit that has moved is shown duller, as on the map in its own part of the turn.
    """
    unit = view.scenario.units[own.number]
    strength = sum(own.vehicles) if unit.vehicles else own.men
    return Counter(
        symbol=unit.kind.symbol,
        side=side_colour(view.scenario, unit.side),
        strength=str(strength),
        echelon=unit.kind.echelon,
        cohesion=own.cohesion / 100,
        # Brackets tell a show of one's own from a real unit.
        label=f"({unit.id})" if unit.dummy is not None else unit.id,
        status=_status(own),
        moved=dimmed and (own.moved or own.held),
        hidden=own.hidden,
        suppressed=own.pinned >= PINNED_FROM,
        dug_in=WORKS.get(own.posture, 0),
    )


def _status(own: OwnUnit) -> str:
    """The worst thing to know in three letters, else the minutes left."""
    if own.pinned >= PINNED_FROM:
        return "pin"
    if not own.in_supply:
        return "cut"
    if not own.in_command:
        return "far"
    return f"{own.minutes}m"


def contact_counter(view: View, contact: Contact) -> Counter:
    """The counter of an enemy unit as far as it is known: arm, then men and id once it is identified."""
    known = contact.grade >= IDENTIFIED
    unit = view.scenario.units[contact.unit] if contact.unit is not None else None
    middle = (contact.men_low + contact.men_high) // 2
    return Counter(
        symbol=contact.symbol,
        side=side_colour(view.scenario, enemy_of(SideId(view.side))),
        strength=f"{'' if contact.men_low == contact.men_high else '~'}{middle}" if middle else "?",
        echelon=contact.echelon,
        label=unit.id if unit else f"#{contact.number}",
        contact="known" if known else "seen" if contact.symbol else "unknown",
        aged=not contact.in_sight,
    )


def age_words(view: View, contact: Contact) -> str:
    """How long ago a contact was seen, in two or three letters; empty for one in sight."""
    if contact.in_sight:
        return ""
    age = max(0, view.minute - contact.minute)
    return f"{age}m" if age < 100 else f"{round(age / 60)}h"
