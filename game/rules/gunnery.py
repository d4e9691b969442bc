"""Rules 6.15, 6.16 and 6.25: range tables, and the ground on which shells that are aimed fall."""

from __future__ import annotations

from game.core.ids import HexId, SideId, UnitId, enemy_of
from game.core.portable import total
from game.model.state import GameState
from game.model.weapons import Weapon
from game.rules import blows


def range_worth(state: GameState, pieces: list[tuple[Weapon, int]], metres: int) -> float:
    """Factor on rounds fired at some range: shells scatter towards the end of a gun's reach. Rule 6.15."""
    table = state.scenario.rules.fires.scatter
    weights = [weapon.rounds_hour * weapon.lethal_area_m2 * have for weapon, have in pieces]
    whole = total(weights)
    if not whole:
        return 1.0
    kept = [
        weight * (1.0 - table["loss"] * max(0.0, metres / weapon.range_m - table["from"]) / (1.0 - table["from"]))
        for (weapon, _), weight in zip(pieces, weights, strict=True)
    ]
    return total(kept) / whole


def is_laid_on(state: GameState, side: SideId, target: HexId, *, observed: bool) -> bool:
    """Whether gunners know where in a hex to lay: it is seen, registered, or enemies are fixed there. Rule 6.25."""
    if observed or state.registered[side] >> target & 1:
        return True
    grades = state.grade[side]
    return any(
        grades[unit] and state.seen_hex[side][unit] == target for unit in state.scenario.units_of[enemy_of(side)]
    )


def ground_ha(state: GameState, men: int, *, laid: bool) -> float:
    """Hectares over which shells on a hex spread: what men hold of it, or all of it. Rule 6.16.

    Args:
        men: who stand there, as they are or as they are taken to be.
        laid: whether the gunners know where to lay.
    """
    table = state.scenario.rules.fires.ground
    whole = blows.hectares(state)
    return min(whole, max(table["least_ha"], men * table["man_ha"])) if laid else whole


def men_of(state: GameState, units: list[UnitId]) -> int:
    """Men of some units together."""
    return sum([state.men[unit] for unit in units])
