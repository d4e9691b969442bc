"""How deep a side has come into ground that was the enemy's when the battle began."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from game.core.hexgrid import Grid
from game.core.ids import HexId, SideId
from game.model.scenario import Scenario
from game.model.state import GameState
from game.model.units import ON_MAP

SHARE = 10
"""The depth is the one that one man in so many of a side on the map has reached."""
_FAR = 1 << 20


def depth(state: GameState, side: SideId) -> float | None:
    """Kilometres beyond the line of the start that a tenth of a side's men on the map have reached; 0 if none has.

    A hex was the enemy's ground if it lay nearer to one of his units at the start than to one of one's own; its depth
    is the way from it to the nearest hex that was not. None where a side began without a unit on the map: then there
    was no line.
    """
    scenario = state.scenario
    units = [u for u in scenario.units_of[side] if state.status[u] == ON_MAP]
    return reached(scenario, side, [(state.hex[u], state.men[u]) for u in units])


def reached(scenario: Scenario, side: SideId, stood: Iterable[tuple[HexId, int]]) -> float | None:
    """The same for so many men in given hexes, in kilometres to two places."""
    table = ground(scenario)[side]
    if not table:
        return None
    deepest = sorted(((table[hex_], men) for hex_, men in stood), reverse=True)
    least, past = sum(men for _, men in deepest), 0
    for deep, men in deepest:
        past += men
        if past * SHARE >= least:
            return round(deep * scenario.board.hex_m / 1000.0, 2)
    return 0.0


@lru_cache(maxsize=4)
def ground(scenario: Scenario) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """For each side by hex: how many hexes deep it lies in the other's ground; nothing where a side has no line."""
    grid = scenario.board.grid
    starts = [[u.hex for u in scenario.units if u.side == side and u.hex >= 0 and not u.off_map_m] for side in (0, 1)]
    if not all(starts):
        return (), ()
    near = [_ways(grid, start) for start in starts]
    first, second = (
        _ways(grid, [HexId(h) for h in range(grid.size) if near[own][h] <= near[1 - own][h]]) for own in (0, 1)
    )
    return first, second


def _ways(grid: Grid, starts: Iterable[HexId]) -> tuple[int, ...]:
    """For each hex the steps to the nearest of some hexes."""
    found = [_FAR] * grid.size
    edge = list(dict.fromkeys(starts))
    for hex_ in edge:
        found[hex_] = 0
    step = 0
    while edge:
        step, after = step + 1, []
        for hex_ in edge:
            for there in grid.adjacent[hex_]:
                if found[there] > step:
                    found[there] = step
                    after.append(there)
        edge = after
    return tuple(found)
