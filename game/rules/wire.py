"""Rule 4.7: wire in the way of a march."""

from __future__ import annotations

from typing import cast

from game.core.ids import HexId
from game.model.state import GameState


def wired_steps(state: GameState) -> frozenset[tuple[HexId, HexId]]:
    """Steps between adjacent hexes that cross wire, both ways. Rule 4.7."""
    found = state.caches.get("wired")
    if found is None:
        around = state.scenario.board.grid.neighbours
        pairs = [(HexId(side // 6), around[side // 6][side % 6]) for side in state.wire]
        found = state.caches["wired"] = frozenset([*pairs, *((b, a) for a, b in pairs)])
    return cast("frozenset[tuple[HexId, HexId]]", found)


def wired_mask(state: GameState) -> int:
    """Bit set of the hexes with wire on one of their sides."""
    bits = 0
    for here, _ in wired_steps(state):
        bits |= 1 << here
    return bits


def wire_minutes(state: GameState, here: HexId, there: HexId, gait: str) -> int:
    """Minutes to cut the wire between two hexes, 0 where there is none. Rule 4.7."""
    if (here, there) not in wired_steps(state):
        return 0
    return int(state.scenario.rules.movement.obstacle["wire_cut_stealth" if gait == "stealth" else "wire_cut"])
