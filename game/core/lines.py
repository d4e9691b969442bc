"""Which side of a line a point lies on, in the plane."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

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
