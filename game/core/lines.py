"""Lines in the plane: on which side of one a point lies, and how a coarse one is made smooth."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import sqrt

XY = tuple[float, float]


def is_inside(ring: Sequence[XY], point: XY) -> bool:
    """Whether a point lies inside a ring, whose last corner joins its first."""
    x, y = point
    inside = False
    for (ax, ay), (bx, by) in pairwise([*ring, ring[0]]):
        if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
            inside = not inside
    return inside


def offset(line: Sequence[XY], point: XY) -> tuple[float, float] | None:
    """Distance of a point from a line squared, and on which side: positive to the right of whoever walks along it.

    None beside the ends, of which the line says nothing.
    """
    best: tuple[float, float, bool] | None = None
    last = len(line) - 2
    for number, ((ax, ay), (bx, by)) in enumerate(pairwise(line)):
        dx, dy, px, py = bx - ax, by - ay, point[0] - ax, point[1] - ay
        length = dx * dx + dy * dy
        along = (px * dx + py * dy) / length if length else 0.0
        beyond = (number == 0 and along < 0.0) or (number == last and along > 1.0)
        share = min(1.0, max(0.0, along))
        ex, ey = px - share * dx, py - share * dy
        distance = ex * ex + ey * ey
        if best is None or distance < best[0]:
            best = distance, dy * px - dx * py, beyond
    return None if best is None or best[2] else (best[0], best[1])


def softened(points: Sequence[XY], rounds: int = 1) -> tuple[XY, ...]:
    """The course with its zigzag taken out, each point drawn towards its neighbours; the ends stay."""
    line = list(points)
    for _ in range(rounds):
        line = (
            [
                line[0],
                *(
                    ((a[0] + 2 * b[0] + c[0]) / 4, (a[1] + 2 * b[1] + c[1]) / 4)
                    for a, b, c in zip(line, line[1:], line[2:], strict=False)
                ),
                line[-1],
            ]
            if len(line) > 2
            else line
        )
    return tuple(line)


def curve(points: Sequence[XY], steps: int = 6) -> tuple[XY, ...]:
    """A Catmull-Rom curve through the points, so many steps between each two."""
    if len(points) < 3:
        return tuple(points)
    ends = (points[0], *points, points[-1])
    found: list[XY] = []
    for p0, p1, p2, p3 in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        for i in range(steps):
            t = i / steps
            a, b = t * t, t * t * t
            w0, w1 = -0.5 * t + a - 0.5 * b, 1 - 2.5 * a + 1.5 * b
            w2, w3 = 0.5 * t + 2 * a - 1.5 * b, 0.5 * (b - a)
            found.append(
                (
                    w0 * p0[0] + w1 * p1[0] + w2 * p2[0] + w3 * p3[0],
                    w0 * p0[1] + w1 * p1[1] + w2 * p2[1] + w3 * p3[1],
                )
            )
    return (*found, points[-1])


def teeth(line: Sequence[XY], pitch: float, length: float, *, is_closed: bool) -> list[tuple[XY, XY]]:
    """Short strokes away from the holder's ground: to the left of an open line, out of a closed one."""
    turn = -1.0 if is_closed and _area(line) < 0.0 else 1.0
    found: list[tuple[XY, XY]] = []
    left = pitch / 2
    for (ax, ay), (bx, by) in pairwise(line):
        dx, dy = bx - ax, by - ay
        step = sqrt(dx * dx + dy * dy)
        while step and left <= step:
            x, y = ax + dx * left / step, ay + dy * left / step
            out = (x + turn * dy / step * length, y - turn * dx / step * length)
            found.append(((x, y), out))
            left += pitch
        left -= step
    return found


def _area(ring: Sequence[XY]) -> float:
    """Twice the area within a ring; positive if it runs clockwise on the screen."""
    found = 0.0
    for (ax, ay), (bx, by) in pairwise(ring):
        found += ax * by - bx * ay
    return found
