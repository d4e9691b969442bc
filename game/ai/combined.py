"""An assault of all arms in a long battle: who goes in, how hard, with which guns."""

from __future__ import annotations

from collections.abc import Callable

from attrs import frozen

from game.ai import support
from game.ai.charges import Charge
from game.ai.office import Office
from game.ai.picture import ground_factor
from game.core.ids import HexId, UnitId
from game.engine import Forecast
from game.model.orders import PRESSES, Assault
from game.model.view import OwnUnit

FRESH = {"probe": 80, "attack": 70, "storm": 45}
"""Cohesion from which a unit goes in by choice, by press: below it gives way at once. Rule 13.13."""
PICKET = 60
"""Men against whom tanks may go without infantry."""
CARTRIDGES = 0.3
"""Units of fire below which a unit is spared."""


@frozen
class Chosen:
    """An assault the staff would give, and what it expects of it."""

    order: Assault
    score: int
    odds: Forecast
    charge: Charge


Look = Callable[[Assault], Chosen | None]
"""Exact odds of an order, priced; None if the rules refuse it."""


def search(office: Office, target: HexId, units: tuple[UnitId, ...], charge: Charge, look: Look) -> Chosen | None:
    """The best assault on a hex by some units: with all guns that bear, in the ordered press and others, with tired
    units and tanks in or out; then without the guns that add less than their shells are worth.
    """
    guns = sorted(support.guns_for(office, target), key=lambda u: (-support.strength(office, u), u.number))
    guns = _allowed(office, target, units, [u for u in guns if u.number not in units])
    best: Chosen | None = None
    for press in presses(office, charge):
        for team in _teams(office, units, press):
            if not charge.group.alone and _goes_alone(office, target, team):
                continue
            found = look(_order(office, target, team, guns, press))
            if found is not None and (best is None or found.score > best.score):
                best = found
    return _thinned(office, best, guns, look) if best is not None and guns else best


def as_ordered(office: Office, target: HexId, units: tuple[UnitId, ...], charge: Charge, look: Look) -> Chosen | None:
    """An assault that the plan wants made though it does not pay: by all, as it is to be pressed, with every gun."""
    guns = [u for u in support.guns_for(office, target) if u.number not in units]
    guns = _allowed(office, target, units, guns)
    press = charge.group.press
    fresh = tuple([u for u in units if _is_fresh(office.picture.by_number[u], press)])
    if not fresh or (not charge.group.alone and _goes_alone(office, target, fresh)):
        return None
    return look(_order(office, target, fresh, guns, press))


def presses(office: Office, charge: Charge) -> tuple[str, ...]:
    """Ways of pressing an assault, the ordered one first, as many as the level compares."""
    ordered = charge.group.press
    allowed = PRESSES[: PRESSES.index(office.hardest) + 1]
    others = [p for p in reversed(allowed) if p != ordered]
    return (ordered, *others)[: office.level.presses]


def _teams(office: Office, units: tuple[UnitId, ...], press: str) -> list[tuple[UnitId, ...]]:
    """Sets of attackers to compare: all, the fresh ones, and those without tanks."""
    by_number, specs = office.picture.by_number, office.scenario.units
    fresh = tuple([u for u in units if _is_fresh(by_number[u], press)])
    found = [fresh or units]
    if fresh and len(fresh) < len(units):
        found.append(units)
    walking = tuple([u for u in found[0] if not specs[u].vehicles])
    if walking and len(walking) < len(found[0]):
        found.append(walking)
    return found


def _goes_alone(office: Office, target: HexId, team: tuple[UnitId, ...]) -> bool:
    """Whether only tanks would go in, against more men than a picket: they wait for the infantry."""
    foot = any(not office.scenario.units[u].vehicles for u in team)
    return not foot and office.picture.foes[target].men >= PICKET


def _is_fresh(unit: OwnUnit, press: str) -> bool:
    return unit.cohesion >= FRESH[press] and (unit.ammo >= CARTRIDGES or any(unit.vehicles))


def _thinned(office: Office, best: Chosen, guns: list[OwnUnit], look: Look) -> Chosen:
    """Fewer guns, if those left out add less than their shells are worth."""
    target, press = best.order.target, best.order.press
    inside = {u.number for u in guns}
    team = tuple([u for u in best.order.units if u not in inside])
    kept, net = best, best.score - support.price(office, guns)
    for share in (2, 4, 0) if _strong_alone(office, best) else (2, 4):
        fewer = guns[: len(guns) // share] if share else []
        if len(fewer) == len(guns):
            continue
        found = look(_order(office, target, team, fewer, press))
        if found is not None and found.score - support.price(office, fewer) > net:
            kept, net = found, found.score - support.price(office, fewer)
    return Chosen(kept.order, net, kept.odds, kept.charge)


def _strong_alone(office: Office, best: Chosen) -> bool:
    """Whether the men who close with the enemy might do without guns."""
    foe = office.picture.foes[best.order.target]
    own = sum([office.picture.powers.get(u, 0) for u in best.order.units])
    return own > foe.power * ground_factor(office.scenario, foe.hex)


def _order(office: Office, target: HexId, team: tuple[UnitId, ...], guns: list[OwnUnit], press: str) -> Assault:
    return Assault(office.side, tuple(sorted((*team, *(u.number for u in guns)))), target, press)


def _allowed(office: Office, target: HexId, units: tuple[UnitId, ...], guns: list[OwnUnit]) -> list[OwnUnit]:
    """Guns that the rules let fire for an assault by some units, whoever of these goes in."""
    return [u for u in guns if office.may(Assault(office.side, tuple(sorted((*units, u.number))), target, "attack"))]
