"""Chapter 11: what a side has its lorries bring, stores by kind, and fuel by the minutes driven."""

from __future__ import annotations

from game.core.ids import SideId, UnitId
from game.core.portable import total
from game.model import events as ev
from game.model.orders import Haul, Refusal
from game.model.sides import SHELLS, WORKS, SupplyLine
from game.model.state import GameState
from game.model.units import ON_MAP
from game.model.view import View
from game.rules.ground import turn_of
from game.rules.ledger import Ledger


def divides(state: GameState, side: SideId) -> bool:
    """Whether a side keeps its stores by kind. Rule 11.11."""
    return bool(state.haul[side])


def check(state: GameState, order: Haul) -> Refusal | None:
    """Why what lorries bring cannot be set so. Rule 11.11."""
    if not divides(state, order.side):
        return Refusal("no-haul", "11.11")
    shares = order.shares
    if min(shares) < 0 or sum(shares) != 100:
        return Refusal("haul-sum", "11.11", (("sum", sum(shares)),))
    return None


def carry_out(order: Haul, ledger: Ledger) -> None:
    """Sets what lorries bring from now on. Rule 11.11."""
    ledger.emit(ev.HaulSet(order.side, order.shares))


def loads(
    state: GameState, line: SupplyLine, kilograms: int, hindered: tuple[str, ...]
) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Kilograms by kind that a line brings of what it could, and what keeps more from coming. Rules 11.12 and 11.13."""
    share = state.scenario.rules.supply.haul["most_of_a_kind"]
    room = max(0, line.most_kg - state.stores[line.number])
    wanted = [kilograms * part // 100 for part in state.haul[line.side]]
    if line.shells_day is not None:
        issued = int(line.shells_day * 1000.0 * turn_of(state).minutes / 1440.0 + 0.5)
        if wanted[SHELLS] > issued:
            wanted[SHELLS] = issued
            hindered = (*hindered, "depot")
    held = state.piles[line.number]
    found = [min(part, max(0, int(line.most_kg * share) - pile)) for part, pile in zip(wanted, held, strict=True)]
    whole = sum([int(part) for part in found])
    if whole > room:
        found = [part * room // whole for part in found]
    if found != wanted:
        hindered = (*hindered, "full")
    return tuple(found), hindered


def is_motor(state: GameState, unit: UnitId) -> bool:
    """Whether a unit drives and so needs fuel. Rule 11.14."""
    return state.scenario.units[unit].kind.mobility in ("wheel", "track")


def fuel_kg(state: GameState, unit: UnitId) -> float:
    """Kilograms of fuel that a unit burns in a minute of march. Rule 11.14."""
    table = state.scenario.rules.supply.haul
    groups = state.scenario.units[unit].vehicles
    weight = total([g.vehicle.weight_t * n for g, n in zip(groups, state.vehicles[unit], strict=True)])
    crews = sum([g.vehicle.crew * n for g, n in zip(groups, state.vehicles[unit], strict=True)])
    return weight * table["ton_kg"] + max(0, state.men[unit] - crews) * table["man_kg"]


def is_dry(state: GameState, unit: UnitId) -> bool:
    """Whether a unit's tanks are empty. Rule 11.14."""
    return divides(state, state.side_of(unit)) and is_motor(state, unit) and not state.fuel[unit]


def works_kg(state: GameState, side: SideId) -> int:
    """Kilograms of engineers' stores in a side's dumps. Rule 11.15."""
    return sum([int(state.piles[line.number][WORKS]) for line in state.scenario.lines_of[side]])


def check_works(state: GameState, side: SideId, kilograms: float) -> Refusal | None:
    """Why engineers have not the stores for a piece of work. Rule 11.15."""
    if divides(state, side) and works_kg(state, side) < kilograms:
        return Refusal("no-works-stores", "11.15", (("kilograms", int(kilograms)), ("left", works_kg(state, side))))
    return None


def spend_works(ledger: Ledger, side: SideId, kilograms: float) -> None:
    """Takes engineers' stores for a piece of work, from the fullest dumps first. Rule 11.15."""
    state = ledger.state
    if not divides(state, side):
        return
    left = int(kilograms)
    for line in sorted(state.scenario.lines_of[side], key=lambda line: (-state.piles[line.number][WORKS], line.number)):
        drawn = min(left, state.piles[line.number][WORKS])
        if drawn:
            ledger.emit(ev.StoresDrawn(line.number, drawn, pile=WORKS))
        left -= drawn


def unit_of_fire_kg(view: View) -> float:
    """Kilograms of a unit of fire of all guns and mortars that a side has on the map. Rule 11.16."""
    found = []
    for own in view.units:
        if own.status == ON_MAP:
            arms = zip(view.scenario.units[own.number].arms, own.arms, strict=True)
            guns = [(arm.weapon, have) for arm, have in arms if arm.weapon.role in ("gun", "at")]
            found += [weapon.unit_of_fire * weapon.round_kg * have for weapon, have in guns]
    return total(found)


def piles_at_start(line: SupplyLine, shares: tuple[int, ...]) -> tuple[int, ...]:
    """Kilograms by kind in a dump when the battle begins. Rule 11.11."""
    if not shares:
        return ()
    return line.stock_kg or tuple([line.stores_kg * part // 100 for part in shares])
