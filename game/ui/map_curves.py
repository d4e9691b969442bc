"""Lines on the map: smoothed courses, closed shores, dashes, ribbons. Points in, points out."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import pairwise

from game.ui.geometry import Point

Points = tuple[Point, ...]


def noise(seed: int) -> float:
    """A number from -1 to 1 that belongs to the seed: for shores and fills that look alive and never change."""
    mixed = (seed * 2654435761 ^ seed >> 3) & 0xFFFFFFFF
    mixed = (mixed ^ mixed >> 15) * 2246822519 & 0xFFFFFFFF
    return ((mixed >> 8) % 2001 - 1000) / 1000


def rounded(ring: Sequence[Point], rounds: int = 2) -> Points:
    """A closed line with its corners cut, Chaikin's way."""
    line = list(ring)
    for _ in range(rounds):
        cut: list[Point] = []
        for a, b in zip(line, [*line[1:], line[0]], strict=True):
            cut.append((0.75 * a[0] + 0.25 * b[0], 0.75 * a[1] + 0.25 * b[1]))
            cut.append((0.25 * a[0] + 0.75 * b[0], 0.25 * a[1] + 0.75 * b[1]))
        line = cut
    return tuple(line)


def inset(ring: Sequence[Point], by: float) -> Points:
    """A closed clockwise line moved inwards by so many pixels (outwards below 0)."""
    found = []
    count = len(ring)
    for i, (x, y) in enumerate(ring):
        ax, ay = ring[i - 1]
        bx, by_ = ring[(i + 1) % count]
        dx, dy = bx - ax, by_ - ay
        length = math.hypot(dx, dy) or 1.0
        found.append((x - dy / length * by, y + dx / length * by))
    return tuple(found)


def extended(points: Sequence[Point], by: float) -> Points:
    """The course carried on beyond both ends by so many pixels."""
    if len(points) < 2:
        return tuple(points)

    def beyond(inner: Point, end: Point) -> Point:
        dx, dy = end[0] - inner[0], end[1] - inner[1]
        length = math.hypot(dx, dy) or 1.0
        return end[0] + dx / length * by, end[1] + dy / length * by

    return (beyond(points[1], points[0]), *points, beyond(points[-2], points[-1]))


def dashes(points: Sequence[Point], pattern: Sequence[float]) -> list[Points]:
    """The line cut into strokes: `pattern` is lengths of stroke and gap by turns, in pixels."""
    found: list[Points] = []
    open_stroke: list[Point] = [points[0]] if points else []
    turn, left = 0, pattern[0]
    for start, end in pairwise(points):
        length = math.hypot(end[0] - start[0], end[1] - start[1])
        done = 0.0
        while length - done > left:
            done += left
            share = done / length
            at = (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share)
            if turn % 2 == 0:
                found.append((*open_stroke, at))
            open_stroke = [at]
            turn = (turn + 1) % len(pattern)
            left = pattern[turn]
        left -= length - done
        open_stroke.append(end)
    if turn % 2 == 0 and len(open_stroke) > 1:
        found.append(tuple(open_stroke))
    return found


def ribbon(points: Sequence[Point], width: Callable[[int], float]) -> list[Points]:
    """A band along a course as four-cornered pieces; `width` gives its breadth at each point."""
    sides = []
    last = len(points) - 1
    for i, (x, y) in enumerate(points):
        ax, ay = points[max(0, i - 1)]
        bx, by = points[min(last, i + 1)]
        length = math.hypot(bx - ax, by - ay) or 1.0
        half = width(i) / 2
        nx, ny = -(by - ay) / length * half, (bx - ax) / length * half
        sides.append(((x + nx, y + ny), (x - nx, y - ny)))
    return [(a, c, d, b) for (a, b), (c, d) in pairwise(sides)]


def along(points: Sequence[Point], share: float) -> tuple[Point, Point]:
    """The point at a share of the line's length, and the direction there as a unit vector."""
    lengths = [math.hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points)]
    left = sum(lengths) * share
    for (a, b), length in zip(pairwise(points), lengths, strict=True):
        if left <= length and length > 0:
            part = left / length
            return (a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part), (
                (b[0] - a[0]) / length,
                (b[1] - a[1]) / length,
            )
        left -= length
    return points[-1], (1.0, 0.0)
