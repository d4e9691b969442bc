"""The shape of the ground: a smooth surface through the hexes' heights, lit from the north-west, with contour lines.

The surface is for the eye alone; the rules know the height of each hex and nothing between.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from game.model.board import Board
from game.ui.geometry import Point

SAMPLES: Final = 3
"""Samples for each hex width and each row."""
CONTOUR_M: Final = 20
"""Metres between contour lines; each fifth is stronger."""
_REACH: Final = 1.6
"""Hex widths from which a hex's height counts."""
_SUN: Final = (-0.5, -0.62, 0.6)
"""Direction of the light: west, north, up; it comes from the north-west as on printed maps."""
_RISE: Final = 3.2
"""How much steeper than in nature the ground is lit."""
_ROW: Final = math.sqrt(3.0) / 2
"""Distance between rows in hex widths."""
_PAD: Final = 4
"""Hexes by which the heights at the edge are carried on beyond it."""
_DARKEST, _LIGHTEST = 200, 152

Row = list[float]
Key = tuple[int, int]
Links = dict[Key, list[tuple[Key, Point]]]


@lru_cache(maxsize=8)
def surface(board: Board) -> tuple[Row, ...]:
    """The smooth surface of a board: heights on a grid of samples over the hexes' extent, row by row."""
    grid = board.grid
    columns = round((grid.columns + 0.5) * SAMPLES)
    rows = round((grid.rows + 1 / 3) * SAMPLES)
    wide, around = _padded(board)
    kernels = [
        [_kernel((i + 0.5) / SAMPLES, (j + 0.5) / SAMPLES, wide) for i in range(SAMPLES)] for j in range(2 * SAMPLES)
    ]
    found = []
    for j in range(rows):
        kernel_row = kernels[j % (2 * SAMPLES)]
        base = (j // (2 * SAMPLES) * 2 + _PAD) * wide + _PAD
        line: Row = []
        for i in range(columns):
            at, height = base + i // SAMPLES, 0.0
            for offset, weight in kernel_row[i % SAMPLES]:
                height += weight * around[at + offset]
            line.append(height)
        found.append(line)
    return tuple(found)


def _padded(board: Board) -> tuple[int, list[int]]:
    """The width of a row, and the elevations with those at the edge carried on beyond it."""
    columns, rows = board.grid.columns, board.grid.rows
    found: list[int] = []
    for row in range(-_PAD, rows + _PAD):
        start = min(rows - 1, max(0, row)) * columns
        line = list(board.elevation[start : start + columns])
        found += [line[0]] * _PAD + line + [line[-1]] * _PAD
    return columns + 2 * _PAD, found


def _kernel(x: float, y: float, wide: int) -> tuple[tuple[int, float], ...]:
    """Weights of the hexes round a sample at x hex widths and y rows from the corner of a pair of rows."""
    found = []
    for d_row in range(-2, 5):
        for d_column in range(-3, 4):
            cx = d_column + 0.5 + 0.5 * (d_row & 1)
            cy = (d_row + 2 / 3) * _ROW
            distance = math.hypot(cx - x, cy - y * _ROW) / _REACH
            if distance < 1:
                found.append((d_row * wide + d_column, (1 - distance * distance) ** 3))
    total = sum(weight for _, weight in found)
    return tuple((offset, weight / total) for offset, weight in found)


@lru_cache(maxsize=8)
def shading(board: Board, strength: float) -> tuple[int, int, bytes]:
    """Light and shade as (columns, rows, RGBA samples): dark or pale, more or less transparent.

    Args:
        strength: 1 for paper; less where the shade is to be fainter.
    """
    ground = surface(board)
    across = _RISE / board.hex_m * SAMPLES / 2
    down = across / _ROW
    length = math.sqrt(sum(part * part for part in _SUN))
    sx, sy, sz = (part / length for part in _SUN)
    dark, pale = _DARKEST * strength, _LIGHTEST * strength
    samples = bytearray()
    last = len(ground) - 1
    for number, line in enumerate(ground):
        above, below = ground[max(0, number - 1)], ground[min(last, number + 1)]
        west, east = [line[0], *line[:-1]], [*line[1:], line[-1]]
        for a, b, c, d in zip(west, east, above, below, strict=True):
            dx, dy = (b - a) * across, (d - c) * down
            light = (sz - dx * sx - dy * sy) / math.sqrt(1 + dx * dx + dy * dy) - sz
            if light < 0:
                samples += bytes((34, 24, 12, min(255, int(-light * dark))))
            else:
                samples += bytes((255, 250, 228, min(255, int(light * pale))))
    return len(ground[0]), len(ground), bytes(samples)


@lru_cache(maxsize=8)
def contours(board: Board) -> tuple[tuple[int, tuple[Point, ...]], ...]:
    """Contour lines as (metres, points), the points in samples from the corner of the hexes' extent."""
    links: dict[int, Links] = {}
    ground = surface(board)
    grades = [[int(height / CONTOUR_M) for height in line] for line in ground]
    for row, (upper, lower) in enumerate(pairwise(grades)):
        for column in range(len(upper) - 1):
            a, b, c, d = upper[column], upper[column + 1], lower[column + 1], lower[column]
            if a == b == c == d:
                continue
            high, low = ground[row], ground[row + 1]
            heights = (high[column], high[column + 1], low[column + 1], low[column])
            for grade in range(min(a, b, c, d) + 1, max(a, b, c, d) + 1):
                at = row * len(upper) + column
                _link(links.setdefault(grade * CONTOUR_M, {}), _crossings(at, len(upper), heights, grade * CONTOUR_M))
    return tuple((level, line) for level in sorted(links) for line in _joined(links[level]))


def _link(links: Links, crossed: list[tuple[Key, Point]]) -> None:
    for first, second in zip(crossed[::2], crossed[1::2], strict=False):
        links.setdefault(first[0], []).append(second)
        links.setdefault(second[0], []).append(first)


def _crossings(
    at: int, width: int, corners: tuple[float, float, float, float], level: float
) -> list[tuple[Key, Point]]:
    """Where a level crosses the edges of one cell, in order round it.

    A crossing is known by its edge: (sample, 0) for the edge to the right, (sample, 1) for the edge downwards.
    """
    a, b, c, d = corners
    row, column = divmod(at, width)
    x, y = column + 0.5, row + 0.5
    found: list[tuple[Key, Point]] = []
    if (a < level) != (b < level):
        found.append(((at, 0), (x + (level - a) / (b - a), y)))
    if (b < level) != (c < level):
        found.append(((at + 1, 1), (x + 1, y + (level - b) / (c - b))))
    if (d < level) != (c < level):
        found.append(((at + width, 0), (x + (level - d) / (c - d), y + 1)))
    if (a < level) != (d < level):
        found.append(((at, 1), (x, y + (level - a) / (d - a))))
    return found


def _joined(links: Links) -> list[tuple[Point, ...]]:
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
