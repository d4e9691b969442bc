"""Hexes on paper: pointy-top hexes of radius 10, and the outlines of sets of them on the lattice of their corners."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from math import sqrt

from attrs import frozen

from game.core.hexgrid import Grid
from game.core.ids import HexId
from game.core.lines import XY
from game.model.board import Board

RADIUS = 10.0
HALF = RADIUS * sqrt(3.0) / 2.0
"""Half the width of a hex."""
QUARTER = RADIUS / 2.0
_CORNERS = ((0, -2), (1, -1), (1, 1), (0, 2), (-1, 1), (-1, -1))
"""Clockwise from the top, in halves of the width and quarters of the height."""
_MARGIN = 2
"""Hexes left round what is shown."""


def knot(grid: Grid, hex_: HexId) -> tuple[int, int]:
    """Centre of a hex on the lattice, in halves of a hex's width and quarters of its height."""
    row, column = divmod(hex_, grid.columns)
    return 2 * column + 1 + (row & 1), 3 * row + 2


def centre(grid: Grid, hex_: HexId) -> XY:
    """Centre of a hex on paper."""
    u, v = knot(grid, hex_)
    return u * HALF, v * QUARTER


def spot(board: Board, east: float, north: float) -> XY:
    """A point so many kilometres from the map's anchor, on paper."""
    x, y = centre(board.grid, board.reference.anchor)
    scale = 2.0 * HALF / board.reference.hex_km
    return x + east * scale, y - north * scale


def outline(grid: Grid, hexes: Iterable[HexId]) -> str:
    """The `d` of the closed lines round a set of hexes, in lattice units; empty for an empty set."""
    inside = frozenset(hexes)
    steps: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for hex_ in sorted(inside):
        u, v = knot(grid, hex_)
        for direction, other in enumerate(grid.neighbours[hex_]):
            if other not in inside:
                (a, b), (c, d) = _CORNERS[direction], _CORNERS[(direction + 1) % 6]
                steps.setdefault((u + a, v + b), []).append((u + c, v + d))
    return "".join(_ring(start, steps) for start in list(steps))


def _ring(start: tuple[int, int], steps: dict[tuple[int, int], list[tuple[int, int]]]) -> str:
    """All closed lines through one corner, which are taken out of the steps."""
    found = ""
    while steps.get(start):
        ring = [start]
        while steps.get(ring[-1]):
            ring.append(steps[ring[-1]].pop())
        found += f"M{start[0]} {start[1]}" + "".join(_step(a, b) for a, b in pairwise(ring[:-1])) + "z"
    return found


def _step(a: tuple[int, int], b: tuple[int, int]) -> str:
    du, dv = b[0] - a[0], b[1] - a[1]
    return f"v{dv}" if not du else f"l{du}{'' if dv < 0 else ' '}{dv}"


@frozen
class Window:
    """The part of a map that is drawn: columns and rows, the last ones included."""

    grid: Grid
    left: int
    top: int
    right: int
    bottom: int

    @property
    def columns(self) -> int:
        """Hexes across."""
        return self.right - self.left + 1

    @property
    def hexes(self) -> tuple[HexId, ...]:
        """Every hex in it."""
        rows, columns = range(self.top, self.bottom + 1), range(self.left, self.right + 1)
        return tuple(HexId(row * self.grid.columns + column) for row in rows for column in columns)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, width and height on paper."""
        x, y = 2 * self.left * HALF, 3 * self.top * QUARTER
        return x, y, (2 * self.columns + 1) * HALF, (3 * (self.bottom - self.top) + 4) * QUARTER

    def __contains__(self, hex_: object) -> bool:
        if not isinstance(hex_, int) or hex_ < 0:
            return False
        row, column = divmod(hex_, self.grid.columns)
        return self.left <= column <= self.right and self.top <= row <= self.bottom


def window_on(grid: Grid, hexes: Iterable[HexId]) -> Window:
    """The part of a map that holds some hexes and a margin round them; the whole map without any."""
    spots = [divmod(hex_, grid.columns) for hex_ in hexes if hex_ >= 0]
    if not spots:
        return Window(grid, 0, 0, grid.columns - 1, grid.rows - 1)
    rows, columns = [row for row, _ in spots], [column for _, column in spots]
    return Window(
        grid,
        max(0, min(columns) - _MARGIN),
        max(0, min(rows) - _MARGIN),
        min(grid.columns - 1, max(columns) + _MARGIN),
        min(grid.rows - 1, max(rows) + _MARGIN),
    )
