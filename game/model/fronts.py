"""The ground on both sides of a recorded front line, as sets of hexes."""

from __future__ import annotations

from functools import lru_cache

from game.core.ids import HexId
from game.core.lines import is_inside, offset
from game.model.board import Board
from game.model.history import Front


@lru_cache(maxsize=256)
def ground(board: Board, front: Front) -> tuple[int, int]:
    """Bit sets of the hexes behind a front, with whoever holds it, and before it.

    Ground beside the ends of an open line is in neither; all that lies outside a closed one is before it.
    """
    behind = before = 0
    for number in range(board.grid.size):
        spot = board.reference.offset_km(board.grid, HexId(number))
        if front.is_closed:
            is_behind = is_inside(front.points, spot)
        else:
            found = offset(front.points, spot)
            if found is None:
                continue
            is_behind = found[1] >= 0.0
        if is_behind:
            behind |= 1 << number
        else:
            before |= 1 << number
    return behind, before
