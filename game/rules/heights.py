"""Rule 6.17: who looks down on bare ground sees far."""

from __future__ import annotations

from game.core.ids import HexId
from game.model.board import Board
from game.model.state import GameState

_BELOW: dict[tuple[Board, int], int] = {}
_ABOVE: dict[tuple[Board, int], int] = {}
_MOST = 20_000


def looked_down_on(state: GameState, observer: HexId) -> int:
    """Bit set of the bare hexes that lie so far below an observer's that he overlooks them. Rule 6.17."""
    board = state.scenario.board
    top = board.elevation[observer] - int(state.scenario.rules.sight.height["rise_m"])
    known = _BELOW.get((board, top))
    if known is None:
        known = _BELOW[_room(_BELOW, board, top)] = board.grid.mask(
            [HexId(h) for h in range(board.grid.size) if board.elevation[h] <= top and board.terrain(HexId(h)).bare]
        )
    return known


def lookouts(state: GameState, target: HexId) -> int:
    """Bit set of the hexes from which somebody looks down on a hex; none if it is not bare ground. Rule 6.17."""
    board = state.scenario.board
    if not board.terrain(target).bare:
        return 0
    foot = board.elevation[target] + int(state.scenario.rules.sight.height["rise_m"])
    known = _ABOVE.get((board, foot))
    if known is None:
        known = _ABOVE[_room(_ABOVE, board, foot)] = board.grid.mask(
            [HexId(h) for h in range(board.grid.size) if board.elevation[h] >= foot]
        )
    return known


def _room(kept: dict[tuple[Board, int], int], board: Board, metres: int) -> tuple[Board, int]:
    if len(kept) > _MOST:
        kept.clear()
    return board, metres
