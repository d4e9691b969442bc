"""The shape of the ground: a smooth surface through the hexes' heights, lit from the north-west, with contour lines.

The surface is for the eye alone; the rules know the height of each hex and nothing between.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from attrs import frozen

from game.model.board import Board
from game.ui.geometry import Point

SAMPLES: Final = 4
"""Samples for each hex width and each row."""
CONTOUR_M: Final = 20
"""Metres between contour lines; each fifth is stronger."""
_REACH: Final = 1.75
"""Hex widths from which a hex's height counts."""
_SUN: Final = (-0.5, -0.62, 0.6)
"""Direction of the light: west, north, up; it comes from the north-west as on printed maps."""
_RISE: Final = 3.2
"""How much steeper than in nature the ground is lit."""
_ROW: Final = math.sqrt(3.0) / 2
"""Distance between rows in hex widths."""
_DARKEST, _LIGHTEST = 105, 80


@frozen(eq=False)
class Surface:
    """Heights on a grid of samples over the hexes' extent, row by row."""

    columns: int
    rows: int
    heights: tuple[float, ...]

    def at(self, column: int, row: int) -> float:
        """Height of a sample; beyond the edge that of the nearest."""
        column, row = min(self.columns - 1, max(0, column)), min(self.rows - 1, max(0, row))
        return self.heights[row * self.columns + column]


@lru_cache(maxsize=8)
def surface(board: Board) -> Surface:
    """The smooth surface of a board."""
    grid = board.grid
    columns = round((grid.columns + 0.5) * SAMPLES)
    rows = round((grid.rows + 1 / 3) * SAMPLES)
    kernels = {
        (i, j): _kernel((i + 0.5) / SAMPLES, (j + 0.5) / SAMPLES) for i in range(SAMPLES) for j in range(2 * SAMPLES)
    }
    heights: list[float] = []
    for j in range(rows):
        base_row = j // (2 * SAMPLES) * 2
        for i in range(columns):
            base = i // SAMPLES
            total = weight = 0.0
            for d_column, d_row, w in kernels[i % SAMPLES, j % (2 * SAMPLES)]:
                column, row = base + d_column, base_row + d_row
                if 0 <= column < grid.columns and 0 <= row < grid.rows:
                    total += w * board.elevation[row * grid.columns + column]
                    weight += w
            heights.append(total / weight if weight else 0.0)
    return Surface(columns, rows, tuple(heights))


def _kernel(x: float, y: float) -> tuple[tuple[int, int, float], ...]:
    """Weights of the hexes round a sample at x hex widths and y rows from the corner of a pair of rows."""
    found = []
    for d_row in range(-2, 5):
        for d_column in range(-3, 4):
            cx = d_column + 0.5 + 0.5 * (d_row & 1)
            cy = (d_row + 2 / 3) * _ROW
            distance = math.hypot(cx - x, cy - y * _ROW) / _REACH
            if distance < 1:
                found.append((d_column, d_row, (1 - distance * distance) ** 3))
    return tuple(found)


@lru_cache(maxsize=16)
def shading(board: Board, strength: float) -> tuple[int, int, bytes]:
    """Light and shade as (columns, rows, RGBA samples): black or white, more or less transparent.

    Args:
        strength: 1 for paper; less where the shade is to be fainter.
    """
    ground = surface(board)
    metre = _RISE / board.hex_m * SAMPLES
    length = math.sqrt(sum(part * part for part in _SUN))
    sx, sy, sz = (part / length for part in _SUN)
    samples = bytearray()
    for row in range(ground.rows):
        for column in range(ground.columns):
            dx = (ground.at(column + 1, row) - ground.at(column - 1, row)) / 2 * metre
            dy = (ground.at(column, row + 1) - ground.at(column, row - 1)) / 2 / _ROW * metre
            light = (sz - dx * sx - dy * sy) / math.sqrt(1 + dx * dx + dy * dy) - sz
            if light < 0:
                samples += bytes((34, 24, 12, min(255, round(-light * _DARKEST * 1.9 * strength))))
            else:
                samples += bytes((255, 250, 228, min(255, round(light * _LIGHTEST * 1.9 * strength))))
    return ground.columns, ground.rows, bytes(samples)


@lru_cache(maxsize=8)
def contours(board: Board) -> tuple[tuple[int, tuple[Point, ...]], ...]:
    """Contour lines as (metres, points), the points in samples from the corner of the hexes' extent."""
    ground = surface(board)
    highest = int(max(ground.heights))
    found: list[tuple[int, tuple[Point, ...]]] = []
    for level in range(CONTOUR_M, highest + 1, CONTOUR_M):
        found += [(level, line) for line in _joined(_segments(ground, level + 0.01))]
    return tuple(found)


def _segments(ground: Surface, level: float) -> dict[tuple[int, int], list[tuple[tuple[int, int], Point]]]:
    """Where a level crosses the cells: each crossing of a sample edge with those it is joined to.

    A crossing is known by its edge: (sample, 0) for the edge to the right, (sample, 1) for the edge downwards.
    """
    links: dict[tuple[int, int], list[tuple[tuple[int, int], Point]]] = {}
    width, heights = ground.columns, ground.heights
    for row in range(ground.rows - 1):
        base = row * width
        for at in range(base, base + width - 1):
            a, b, c, d = heights[at], heights[at + 1], heights[at + width + 1], heights[at + width]
            if (a < level) == (b < level) == (c < level) == (d < level):
                continue
            crossed = _crossings(at, width, row, (a, b, c, d), level)
            for first, second in zip(crossed[::2], crossed[1::2], strict=False):
                links.setdefault(first[0], []).append(second)
                links.setdefault(second[0], []).append(first)
    return links


def _crossings(
    at: int, width: int, row: int, corners: tuple[float, float, float, float], level: float
) -> list[tuple[tuple[int, int], Point]]:
    """The crossings of one cell's edges, in order round the cell."""
    a, b, c, d = corners
    x, y = at - row * width + 0.5, row + 0.5
    found: list[tuple[tuple[int, int], Point]] = []
    if (a < level) != (b < level):
        found.append(((at, 0), (x + (level - a) / (b - a), y)))
    if (b < level) != (c < level):
        found.append(((at + 1, 1), (x + 1, y + (level - b) / (c - b))))
    if (d < level) != (c < level):
        found.append(((at + width, 0), (x + (level - d) / (c - d), y + 1)))
    if (a < level) != (d < level):
        found.append(((at, 1), (x, y + (level - a) / (d - a))))
    return found


def _joined(links: dict[tuple[int, int], list[tuple[tuple[int, int], Point]]]) -> list[tuple[Point, ...]]:
    """The crossings chained into lines; open ones are begun at their ends."""
    spots = {key: point for ends in links.values() for key, point in ends}
    left = {key: [end for end, _ in ends] for key, ends in links.items()}
    lines = []
    for start in sorted(left, key=lambda key: (len(left[key]), key)):
        while left[start]:
            line, at = [start], start
            while left[at]:
                step = left[at].pop()
                left[step].remove(at)
                line.append(step)
                at = step
            lines.append(tuple(spots[key] for key in line))
    return lines


def scaled(points: Sequence[Point], s: float) -> tuple[Point, ...]:
    """Points in samples as pixels for hexes of radius s, from the corner of the hexes' extent."""
    across, down = s * math.sqrt(3.0) / SAMPLES, 1.5 * s / SAMPLES
    return tuple((x * across, y * down) for x, y in points)
