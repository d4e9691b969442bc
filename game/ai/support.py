"""Guns for an assault: which may fire for it, what they add to its power, how many are worth their shells."""

from __future__ import annotations

from game.ai.aims import POINT, SHELL
from game.ai.firing import may_fire
from game.ai.office import Office
from game.core.ids import HexId, UnitId
from game.core.portable import total
from game.model.view import OwnUnit

SHORTEST = 10
"""Minutes below which guns cannot lend a hand. Rule 3.3."""
STOCK = 100
"""Full stock from which each shell is worth less: a battery may not starve, a dump need not be hoarded."""
PRICE = POINT // 4
"""What the full stock of a gun unit is worth, at a full dump; the emptier it is, the dearer is each shell."""
HELD_BACK = 20
"""Share of the shells, in hundredths, that is kept for defence in long battles."""


def guns_for(office: Office, target: HexId) -> list[OwnUnit]:
    """Gun units with shells and minutes that may reach a hex, and see it or know where it lies."""
    specs, picture = office.scenario.units, office.picture
    seen = picture.view.in_sight | picture.view.registered
    if not seen >> target & 1 or target in picture.stacks:
        return []
    grid, hex_m = office.scenario.board.grid, office.scenario.board.hex_m
    return [
        u
        for u in picture.units
        if specs[u.number].kind.fires
        and u.shells * 100 > (specs[u.number].shells_full * HELD_BACK if office.is_long else 0)
        and office.leads(u)
        and u.minutes >= SHORTEST
        and may_fire(office, u)
        and grid.distance(u.hex, target) * hex_m <= max([a.weapon.range_m for a in specs[u.number].arms], default=0)
    ]


def price(office: Office, guns: list[OwnUnit]) -> int:
    """What the shells are worth that some guns fire in an hour's assault, in thousandths of a point."""
    if not office.is_long:
        return sum([u.shells for u in guns]) * SHELL // 4
    return sum([_price(office, u) for u in guns])


def _price(office: Office, unit: OwnUnit) -> int:
    """The scarcer the shells of a unit are, the dearer is each."""
    full = max(1, office.scenario.units[unit.number].shells_full)
    spent = min(unit.shells // 2, int(rounds_an_hour(office, unit.number)))
    return spent * PRICE * full // (max(STOCK, full) * max(1, unit.shells))


def rounds_an_hour(office: Office, unit: UnitId) -> float:
    """Rounds that all tubes of a unit fire in an hour of steady shooting. Rule 6.1."""
    own, spec = office.picture.by_number[unit], office.scenario.units[unit]
    rate = office.scenario.rules.fires.rate["sustained"]
    return (
        total([a.weapon.rounds_hour * n for a, n in zip(spec.arms, own.arms, strict=True) if a.weapon.indirect]) * rate
    )


def power_of(office: Office, guns: list[OwnUnit], men: int) -> int:
    """Thousandths of a QJM point of some guns at the pace of an hour's assault, beside men of some power. Rule 6.6."""
    most = int(men * office.scenario.rules.fires.defensive["support_most"])
    return min(most, sum([strength(office, u) for u in guns]))


def strength(office: Office, unit: OwnUnit) -> int:
    """Thousandths of a QJM point of a gun unit at the pace of an hour's assault."""
    spec = office.scenario.units[unit.number]
    points = total([a.weapon.oli * n for a, n in zip(spec.arms, unit.arms, strict=True) if a.weapon.indirect])
    hourly = rounds_an_hour(office, unit.number)
    pace = office.scenario.rules.fires.rate["sustained"]
    return int(1000.0 * points * pace * min(1.0, unit.shells / (2.0 * hourly))) if hourly else 0
