"""What units do with the minutes that are left: stances, digging, rest."""

from __future__ import annotations

from collections.abc import Iterator

from game.ai.charges import Charge, charges
from game.ai.office import Office
from game.core.ids import UnitId
from game.model.orders import Dig, Mend, Order, Recover, Rest, SetStance
from game.model.units import HOLD, STANCES
from game.model.view import OwnUnit

NEAR = 2
"""Hexes from a known enemy within which a unit keeps minutes to react."""
KEPT = 16
"""Minutes kept for two volleys."""
TIRED = 25
"""Fatigue from which an hour's rest is worth giving an order for."""
WORN_OUT = 40
"""Fatigue at which spades are laid down in a long battle."""
SPELL = 60
"""Minutes of digging that are ordered at least, if there are so many."""
WEARY = 12
"""Points of cohesion below its start from which a unit rests."""


def stances(office: Office) -> Iterator[Order]:
    """Stances as the plan or the ground asks."""
    for charge in charges(office):
        wanted = STANCES.index(charge.group.stance) if charge.group.stance in STANCES else HOLD
        if not charge.group.stance and charge.verb == "delay":
            wanted = STANCES.index("give-ground")
        for unit in charge.units:
            if unit.stance != wanted and (charge.group.stance or charge.verb == "delay"):
                order = SetStance(office.side, unit.number, wanted)
                if office.may(order):
                    yield order


def settle(office: Office) -> Iterator[Order]:
    """Spades and sleep for those who have minutes left and nothing better to do."""
    # What one unit digs or sleeps changes nothing for the next: they are all reckoned from one picture.
    wanted: list[Order] = []
    for charge in charges(office):
        for unit in charge.units:
            if unit.minutes >= KEPT and not unit.hidden:
                order = _recover(office, unit) or _mend(office, charge, unit)
                order = order or _dig(office, charge, unit) or _rest(office, unit)
                if order is not None:
                    wanted.append(order)
    for order in wanted:
        if office.may(order):
            yield order


def _recover(office: Office, unit: OwnUnit) -> Order | None:
    """Bogged vehicles are pulled out by their own crews and by whoever stands beside them with spades. Rule 7.56."""
    if not any(any(u.bogged) for u in office.picture.stacks[unit.hex]):
        return None
    sappers = office.scenario.units[unit.number].kind.symbol == "engineer"
    return Recover(office.side, unit.number) if any(unit.bogged) or sappers else None


def _mend(office: Office, charge: Charge, unit: OwnUnit) -> Order | None:
    """Sappers who have nothing else to do mend the road under their feet while it is mud. Rule 10.5."""
    idle = charge.verb in ("wait", "follow") and office.scenario.units[unit.number].kind.symbol == "engineer"
    muddy = office.desk.view().weather.ground == "mud"
    order = Mend(office.side, unit.number)
    return order if idle and muddy and office.may(order) else None


def _dig(office: Office, charge: Charge, unit: OwnUnit) -> Order | None:
    """Digging, if it can still make a better posture before the battle ends."""
    if office.is_long and _lies_before(office, unit):
        return _scratch(office, unit)
    if charge.verb not in ("hold", "delay") or office.scenario.units[unit.number].kind.is_hq:
        return None
    held = charge.goal == unit.hex or unit.hex in office.worth.places
    if office.is_long and unit.fatigue >= TIRED:
        return None
    if not held or unit.dug >= _next_works(office, unit):
        return None
    far = office.picture.nearest_foe(unit.hex) > NEAR
    minutes = unit.minutes if far else unit.minutes - 2 * KEPT
    if office.is_long:
        minutes = min(minutes, _till_tired(office, unit), max(SPELL, _next_works(office, unit) - unit.dug))
    return Dig(office.side, unit.number, minutes) if minutes >= 10 else None


def _lies_before(office: Office, unit: OwnUnit) -> bool:
    """Whether a fit unit ends its turn beside the enemy on ground that nobody told it to hold."""
    kind = office.scenario.units[unit.number].kind
    beside = bool(office.picture.foe_zoc >> unit.hex & 1) and unit.hex not in office.worth.places
    return beside and not kind.is_hq and not any(unit.vehicles)


def _scratch(office: Office, unit: OwnUnit) -> Order | None:
    """Holes for the night where an attack has stopped, as long as they make a better posture."""
    minutes = min(unit.minutes - 2 * KEPT, _till_tired(office, unit))
    works = office.scenario.rules.engineering.works
    return Dig(office.side, unit.number, minutes) if minutes >= 10 and unit.dug < works["prepared"] else None


def _till_tired(office: Office, unit: OwnUnit) -> int:
    """Minutes that a unit can dig before it needs sleep more than walls."""
    pace = office.scenario.rules.morale.fatigue["dig"]
    return max(0, int((WORN_OUT - unit.fatigue) * 60 / pace))


def _next_works(office: Office, unit: OwnUnit) -> int:
    """Minutes of work that the next posture in reach asks; 0 if none can be reached in time. Rule 10.1."""
    rules, view = office.scenario.rules.engineering, office.desk.view()
    left = office.scenario.calendar.end_minute - view.minute
    rate = office.scenario.units[unit.number].kind.digs * rules.rate["dark"]
    rate *= rules.rate["rock"] if office.scenario.board.terrain(unit.hex).glyph == "steep" else 1.0
    ends = sorted(int(need) for need in rules.works.values() if need > unit.dug)
    return ends[0] if ends and ends[0] - unit.dug <= left * rate else 0


def _rest(office: Office, unit: OwnUnit) -> Order | None:
    if office.picture.nearest_foe(unit.hex) <= NEAR and office.picture.foe_zoc >> unit.hex & 1:
        return None
    weary = office.scenario.units[unit.number].cohesion - unit.cohesion >= WEARY
    if unit.fatigue < TIRED and not weary:
        return None
    return Rest(office.side, UnitId(unit.number))
