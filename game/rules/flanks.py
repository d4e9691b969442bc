"""Which sides of a defender an attack has: flank and rear, and the ways out that it shuts."""

from __future__ import annotations

from game.core.ids import HexId, SideId, enemy_of
from game.model.state import GameState
from game.rules.ground import known_mask, side_masks, zoc


def flank(state: GameState, origins: list[HexId], target: HexId) -> float:
    """Share of the attack from flank and rear: by how far round the target the attackers stand. Rule 7.26."""
    grid = state.scenario.board.grid
    around = grid.neighbours[target]
    sides = sorted({around.index(h) for h in origins if h in around})
    widest = max([min((a - b) % 6, (b - a) % 6) for a in sides for b in sides], default=0)
    return (0.0, 0.0, 0.35, 0.7)[widest]


def closed_ways(state: GameState, side: SideId, target: HexId, *, true: bool) -> float:
    """Share of a defender's ways out that an attacking side has shut. Rule 7.27.

    Hexes held by the attacker or closed by the ground count fully, those in his zones of control three tenths.
    """
    board = state.scenario.board
    held, troubled = side_masks(state)[side], zoc(state, side)
    own = side_masks(state)[enemy_of(side)] if true else known_mask(state, side)
    shut = 0.0
    for there in board.grid.neighbours[target]:
        if there < 0 or held >> there & 1 or board.terrain(there).is_water:
            shut += 1.0
        elif troubled >> there & 1 and not own >> there & 1:
            shut += 0.3
    return shut / 6.0
