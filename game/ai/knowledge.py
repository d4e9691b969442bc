"""Conditions of a plan judged by what a side knows."""

from __future__ import annotations

from game.model import happenings as hp
from game.model.sides import CONTESTED, RESTRAINT_STATUS
from game.model.units import ON_MAP, WAITING
from game.model.view import ENCIRCLED, View

NOWHERE_YET: frozenset[int] = frozenset()


def holds(view: View, condition: hp.Condition, assaulted: frozenset[int] = NOWHERE_YET) -> bool:
    """Whether a condition holds as far as a side can tell; what it cannot know counts as not so. Rule 15.1.

    Args:
        assaulted: hexes that the side itself has assaulted so far.
    """
    match condition:
        case hp.All(of):
            return all(holds(view, part, assaulted) for part in of)
        case hp.AnyOf(of):
            return any(holds(view, part, assaulted) for part in of)
        case hp.Not(of):
            return not holds(view, of, assaulted)
        case hp.HasAssaulted(by, place):
            if by == view.side:
                return place in assaulted if place is not None else bool(assaulted)
            # The enemy's assaults show in the own ranks.
            return place is None and view.losses[view.side] > 0
        case _:
            return _is_known(view, condition)


def _is_known(view: View, condition: hp.Condition) -> bool:
    """Whether a condition that is not made of others holds, from the view alone."""
    match condition:
        case hp.AtTime(at):
            return view.minute >= at
        case hp.AtTurn(number):
            return view.turn >= number
        case hp.Control(place, by):
            return _holder(view, place) == by
        case hp.Contested(place):
            return _holder(view, place) == CONTESTED
        case hp.LossesOver(side, over):
            return view.losses[side] > over
        case hp.HasContact(side):
            return side == view.side and bool(view.contacts)
        case hp.RestraintIs(restraint, status):
            return _status(view, restraint) == status
        case hp.UnitAt(side, hex_):
            if side == view.side:
                return any(unit.hex == hex_ for unit in view.units)
            return any(contact.hex == hex_ for contact in view.contacts)
        case hp.Gone(unit):
            own = view.unit_of.get(unit)
            return own is not None and own.status not in (ON_MAP, WAITING)
        case hp.ResolveBelow(side, below):
            known = view.resolve[side]
            return known is not None and known < below
        case hp.Alerted(side):
            return side == view.side and any(unit.alert >= 1.0 for unit in view.units)
        case hp.Encircled(side, men):
            return side == view.side and sum([u.men for u in view.units if u.hex >= 0 and u.ring == ENCIRCLED]) >= men
        case _:
            return False


def _holder(view: View, place: str) -> int:
    for index, entry in enumerate(view.scenario.board.objectives):
        if entry.id == place:
            return view.control[index]
    return -1


def _status(view: View, restraint: str) -> str:
    for index, entry in enumerate(view.scenario.restraints):
        if entry.id == restraint:
            return RESTRAINT_STATUS[view.restraints[index]]
    return ""
