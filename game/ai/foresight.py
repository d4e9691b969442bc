"""What an experienced staff does beyond the plan: it looks at the enemy's next move and for other ways to its ends."""

from __future__ import annotations

from game.ai import budget
from game.ai.aims import POINT
from game.ai.charges import Charge, charges
from game.ai.gathering import RALLY
from game.ai.liberties import near_powers
from game.ai.office import Office
from game.ai.picture import ground_factor
from game.core.ids import HexId, UnitId
from game.engine import Forecast
from game.model.view import OwnUnit

DEAR = 4 * POINT
"""Worth of ground from which the staff asks who could take it."""
DANGER = 8
"""Chance, in hundredths, that ground falls within the hour, from which it is reinforced."""
STRONG = 1.6
"""Power against power at which a fight of several hours endangers ground though no single hour does."""
SENT = 2
"""Units sent to one hex in one phase."""
LEAST = 25
"""Men from which a unit is worth sending."""
TWICE_REFUSED = 2
"""Turns without an assault worth making after which another object is looked for."""
MARCH = 150
"""Minutes of march within which another object is looked for."""
MORE = 115
"""Power a turn later against power now, in hundredths, from which waiting is thought about."""
LIGHTER = 0.1
"""Light gained in a turn that costs the cover of night."""
UNSEEN = 0.3
"""Share of the ground that complete surprise is worth."""
BETTER = 25
"""Hundredths by which the assault a turn later must be better: a bird in the hand."""


def reinforce(office: Office) -> None:
    """Sends idle units to ground that the enemy could take, the dearest first."""
    if not office.level.threats:
        return
    places = sorted(office.worth.places.items(), key=lambda pair: (-pair[1], pair[0]))
    for hex_, value in places:
        if value < DEAR or hex_ not in office.picture.stacks or not office.ration.affords(budget.THREAT):
            continue
        if office.picture.nearest_foe(hex_) > 1:
            continue
        office.ration.spend(budget.THREAT)
        threats = office.desk.threat(hex_)
        worst = max(threats, key=lambda t: (t.win, t.ratio, t.contacts), default=None)
        if worst is None or (worst.win * 100 < DANGER and worst.ratio < STRONG):
            continue
        for unit in _idle(office, hex_)[:SENT]:
            office.memory.sent[unit.number] = hex_
            name = office.scenario.units[unit.number].id
            odds = (("win", int(worst.win * 100 + 0.5)), ("ratio", int(worst.ratio * 100 + 0.5)))
            office.tell("reinforced", name, ("place", office.name(hex_)), *odds)


def _idle(office: Office, hex_: HexId) -> list[OwnUnit]:
    """Units that only wait and can be in a hex within the turn, the nearest first."""
    specs, limit = office.scenario.units, office.desk.stack_limit()[0]
    room = limit - sum([u.men for u in office.picture.stacks.get(hex_, ())])
    found = []
    for charge in charges(office):
        for unit in charge.units if charge.verb in ("wait", "follow") else ():
            kind = specs[unit.number].kind
            near = office.picture.field(hex_, kind.mobility)[unit.hex]
            able = not kind.is_hq and not kind.fires and LEAST <= unit.men <= room and unit.cohesion >= RALLY
            if able and near <= unit.minutes and unit.hex != hex_ and unit.number not in office.memory.sent:
                found.append((near, unit.number, unit))
    return [unit for _, _, unit in sorted(found, key=lambda row: row[:2])]


def other_objects(office: Office) -> None:
    """Gives a group whose object cannot be had another one within its reach, if one is worth having."""
    if not office.level.alternatives:
        return
    for charge in charges(office):
        course = office.memory.course(charge.group)
        if charge.verb != "attack" or course.refused < TWICE_REFUSED or course.instead >= 0 or not charge.units:
            continue
        found = [(_promise(office, charge, h), -h) for h in office.worth.places if h != charge.goal]
        best = max(found, default=(0, 0))
        if best[0] >= DEAR:
            course.instead = HexId(-best[1])
            course.refused = 0
            facts = (("place", office.name(course.instead)), ("score", best[0]))
            office.tell("other-object", charge.name, *facts)


def _promise(office: Office, charge: Charge, hex_: HexId) -> int:
    """Worth of another object by the power near it and the march to it; 0 if it is out of reach or held."""
    picture = office.picture
    if picture.is_mine(hex_) or picture.forbidden >> hex_ & 1:
        return 0
    far = max([picture.field(hex_, office.scenario.units[u.number].kind.mobility)[u.hex] for u in charge.units])
    if far > MARCH:
        return 0
    mine = near_powers(picture, hex_)[0] + sum([picture.powers[u.number] for u in charge.units])
    theirs = near_powers(picture, hex_)[1] * ground_factor(office.scenario, hex_)
    return office.worth.of(hex_) * max(0, min(100, int(100.0 * mine / max(1.0, theirs)) - 100)) // 100


def is_better_later(office: Office, charge: Charge, odds: Forecast, score: int) -> bool:
    """Whether an assault promises clearly more a turn later, when more men will stand beside the object.

    Args:
        odds: of the assault now.
        score: what it is worth now, in thousandths of a point.
    """
    target, view = odds.order.target, office.desk.view()
    turns, picture = office.scenario.calendar.turns, office.picture
    if not office.level.waits or view.turn >= len(turns) or charge.goal != target:
        return False
    units = [picture.by_number[u] for u in odds.order.units]
    now = sum([picture.powers[u.number] for u in units])
    more = now + sum([picture.powers[u.number] for u in _coming(office, target, odds.order.units)])
    if more * 100 < now * MORE:
        return False
    stake = max(score, office.worth.of(target))
    gain = int((_curve(odds.ratio * more / now) - _curve(odds.ratio)) * stake)
    hour = stake * turns[view.turn].minutes // max(1, office.scenario.calendar.end_minute - view.minute) // 2
    seen = turns[view.turn].light > view.light + LIGHTER or not all(u.hidden for u in units)
    price = hour + (int(odds.surprise * stake * UNSEEN) if seen else 0)
    if (gain - price) * 100 <= score * BETTER:
        return False
    office.tell("waits", charge.name, ("place", office.name(target)), ("gain", gain), ("hour", price))
    return True


def _coming(office: Office, target: HexId, there: tuple[UnitId, ...]) -> list[OwnUnit]:
    """Units meant for an object that do not stand beside it yet and can within a turn."""
    specs, turn = office.scenario.units, office.scenario.calendar.turns[office.desk.view().turn - 1]
    return [
        u
        for c in charges(office)
        if c.verb == "attack" and c.goal == target
        for u in c.units
        if u.number not in there
        and specs[u.number].kind.assaults
        and u.cohesion >= RALLY
        and office.picture.field(target, specs[u.number].kind.mobility)[u.hex] <= 2 * turn.minutes
    ]


def _curve(ratio: float) -> float:
    """Share of the ground that a power ratio promises: nothing at evens, half at three to one."""
    return max(0.0, min(0.5, (ratio - 1.0) / 4.0))
