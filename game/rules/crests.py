"""Rule 6.13: shells with a flat path pass over whoever lies close behind a crest."""

from __future__ import annotations

from game.core.ids import HexId, UnitId
from game.core.portable import total
from game.model.state import GameState
from game.rules import observation


def is_behind(state: GameState, gun: HexId, target: HexId) -> bool:
    """Whether a hex lies behind a crest as a gun sees it. Rule 6.13.

    The last hex on the line from the gun rises well above the target, and hides it.
    """
    board = state.scenario.board
    # The figure is that of a hex of half a kilometre: on a coarser map the crest is that much higher.
    need = state.scenario.rules.fires.crest["rise_m"] * board.hex_m / 500.0
    here = board.elevation[target]
    if all(board.elevation[h] - here < need for h in board.grid.adjacent[target]):
        return False
    way = board.grid.line(gun, target)
    return len(way) > 2 and board.elevation[way[-2]] - here >= need and not observation.is_clear(state, gun, target)


def factor(state: GameState, unit: UnitId, target: HexId) -> float:
    """Share of a unit's fire that finds its target, by the path of its shells. Rule 6.13."""
    spec = state.scenario.units[unit]
    worth = [
        (arm.weapon.trajectory == "flat", arm.weapon.rounds_hour * arm.weapon.lethal_area_m2 * have)
        for arm, have in zip(spec.arms, state.arms[unit], strict=True)
        if have and arm.weapon.role in ("gun", "at")
    ]
    flat = total([value for is_flat, value in worth if is_flat])
    if not flat or not is_behind(state, state.hex[unit], target):
        return 1.0
    return 1.0 - (1.0 - state.scenario.rules.fires.crest["flat"]) * flat / total([value for _, value in worth])
