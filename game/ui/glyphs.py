"""Terrain glyphs, hex outlines and marks on the map, as vectors relative to the hex radius."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise
from typing import Final, TypeAlias

from game.ui.colours import Colour
from game.ui.draw import Circle, Command, Fill, Polygon, Stroke
from game.ui.geometry import Point, Rect

Marks: TypeAlias = tuple[Command, ...]
Glyph: TypeAlias = Callable[[float, float, float, Colour], Marks]

HEX_WIDTH: Final = math.sqrt(3.0)
"""Width of a pointy-top hex in hex radii."""
_TRIO: Final = ((0.0, -0.34), (-0.34, 0.24), (0.34, 0.24))
_PAIR: Final = ((-0.3, 0.08), (0.3, -0.12))


def hex_points(x: float, y: float, s: float) -> tuple[Point, ...]:
    """The six corners of a pointy-top hex of radius s about a centre, clockwise from the top.

    Hexside i, of direction i (0-5 clockwise from north-east), runs from corner i to corner i + 1.
    """
    half = s * HEX_WIDTH / 2
    return (
        (x, y - s),
        (x + half, y - s / 2),
        (x + half, y + s / 2),
        (x, y + s),
        (x - half, y + s / 2),
        (x - half, y - s / 2),
    )


def hexside(x: float, y: float, s: float, direction: int) -> tuple[Point, Point]:
    """The two ends of a hexside of the hex about x, y; directions 0-5 clockwise from north-east."""
    corners = hex_points(x, y, s)
    return corners[direction % 6], corners[(direction + 1) % 6]


def terrain_glyph(kind: str, x: float, y: float, s: float, colour: Colour, variant: int = 0) -> Marks:
    """The glyph of a terrain about the hex centre x, y; nothing for a name without a glyph.

    `variant` is any number that belongs to the hex: clear ground shows its dot in one hex of three.
    """
    if kind == "clear" and variant % 3:
        return ()
    draw = GLYPHS.get(kind)
    return () if draw is None else draw(x, y, s, colour)


def _pen(s: float, share: float = 0.06) -> float:
    return max(1.0, s * share)


def _clear(x: float, y: float, s: float, colour: Colour) -> Marks:
    return (Circle(x, y, max(0.8, 0.055 * s), colour),)


def _dune(x: float, y: float, s: float, colour: Colour) -> Marks:
    dots = []
    for dx, dy in _TRIO:
        for ox, oy in ((0.0, -0.09), (-0.11, 0.09), (0.11, 0.09)):
            dots.append(Circle(x + (dx + ox) * s, y + (dy + oy) * s, max(0.7, 0.042 * s), colour))
    return tuple(dots)


def _hill(x: float, y: float, s: float, colour: Colour) -> Marks:
    return tuple(_dome(x + dx * s, y + dy * s, s, colour) for dx, dy in _PAIR)


def _dome(x: float, y: float, s: float, colour: Colour) -> Stroke:
    wide, high = 0.17 * s, 0.32 * s
    arc = [
        (x - wide * math.cos(t * math.pi / 8), y - high * (0.45 + 0.55 * math.sin(t * math.pi / 8)) + high / 2)
        for t in range(9)
    ]
    return Stroke(((x - wide, y + high / 2), *arc, (x + wide, y + high / 2)), colour, _pen(s))


def _steep(x: float, y: float, s: float, colour: Colour) -> Marks:
    """Two peaks with their right faces in shade."""
    marks: list[Command] = []
    for dx, dy in ((-0.3, 0.1), (0.28, -0.08)):
        px, py = x + dx * s, y + dy * s
        top, left, right = (px, py - 0.24 * s), (px - 0.2 * s, py + 0.16 * s), (px + 0.2 * s, py + 0.16 * s)
        marks.append(Polygon((top, right, (px + 0.03 * s, py + 0.16 * s)), colour))
        marks.append(Stroke((left, top, right), colour, _pen(s)))
    return tuple(marks)


def _rough(x: float, y: float, s: float, colour: Colour) -> Marks:
    return tuple(
        Stroke(
            (
                (x + (dx - 0.17) * s, y + (dy + 0.13) * s),
                (x + dx * s, y + (dy - 0.16) * s),
                (x + (dx + 0.17) * s, y + (dy + 0.13) * s),
            ),
            colour,
            _pen(s),
        )
        for dx, dy in _PAIR
    )


def _wave(x: float, y: float, half: float, high: float, colour: Colour, pen: float) -> Stroke:
    steps = 10
    points = tuple(
        (x - half + 2 * half * i / steps, y - high * math.sin(2 * math.pi * i / steps)) for i in range(steps + 1)
    )
    return Stroke(points, colour, pen)


def _marsh(x: float, y: float, s: float, colour: Colour) -> Marks:
    return tuple(
        _wave(x + dx * s, y + (dy + oy) * s, 0.19 * s, 0.055 * s, colour, _pen(s, 0.05))
        for dx, dy in _TRIO
        for oy in (-0.09, 0.09)
    )


def _lake(x: float, y: float, s: float, colour: Colour) -> Marks:
    return tuple(_wave(x + dx * s, y + dy * s, 0.2 * s, 0.075 * s, colour, _pen(s)) for dx, dy in _TRIO)


def _river(x: float, y: float, s: float, colour: Colour) -> Marks:
    return tuple(
        _wave(x + dx * s, y + dy * s, 0.34 * s, 0.06 * s, colour, _pen(s))
        for dx, dy in ((-0.08, -0.26), (0.1, 0.0), (-0.08, 0.26))
    )


def _wood(x: float, y: float, s: float, colour: Colour) -> Marks:
    marks: list[Command] = []
    for dx, dy in _TRIO:
        px, py, r = x + dx * s, y + dy * s, 0.085 * s
        marks += [Circle(px, py - 0.1 * s, r, colour), Circle(px - 0.095 * s, py + 0.03 * s, r, colour)]
        marks += [Circle(px + 0.095 * s, py + 0.03 * s, r, colour)]
        marks.append(Stroke(((px, py - 0.05 * s), (px, py + 0.2 * s)), colour, _pen(s, 0.05)))
    return tuple(marks)


def _town(x: float, y: float, s: float, colour: Colour) -> Marks:
    houses = (
        (-0.34, -0.26, 0.2, 0.16),
        (-0.06, -0.32, 0.16, 0.22),
        (0.18, -0.22, 0.2, 0.14),
        (-0.28, 0.06, 0.16, 0.22),
        (-0.02, 0.06, 0.22, 0.14),
        (0.26, 0.06, 0.14, 0.2),
    )
    return tuple(
        Fill(Rect(round(x + dx * s), round(y + dy * s), max(1, round(w * s)), max(1, round(h * s))), colour)
        for dx, dy, w, h in houses
    )


GLYPHS: Final[dict[str, Glyph]] = {
    "clear": _clear,
    "dune": _dune,
    "hill": _hill,
    "steep": _steep,
    "rough": _rough,
    "marsh": _marsh,
    "wood": _wood,
    "town": _town,
    "lake": _lake,
    "river": _river,
}


def flag(x: float, y: float, s: float, colour: Colour, rim: Colour) -> Marks:
    """An objective's flag with its foot at x, y, in the colour of the side that holds it."""
    cloth = ((x, y - 0.62 * s), (x + 0.42 * s, y - 0.5 * s), (x, y - 0.34 * s))
    pole = Stroke(((x, y), (x, y - 0.64 * s)), rim, _pen(s, 0.07))
    return (Polygon(cloth, colour), Stroke(cloth, rim, 1, closed=True), pole)


def wire(start: Point, end: Point, s: float, colour: Colour) -> Marks:
    """Wire along a hexside: a line with crosses."""
    marks: list[Command] = [Stroke((start, end), colour, 1)]
    arm = 0.09 * s
    for share in (0.2, 0.4, 0.6, 0.8):
        x, y = start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
        marks.append(Stroke(((x - arm, y - arm), (x + arm, y + arm)), colour, 1))
        marks.append(Stroke(((x - arm, y + arm), (x + arm, y - arm)), colour, 1))
    return tuple(marks)


def trench(x: float, y: float, s: float, colour: Colour) -> Marks:
    """Field works in a hex: a battlement line near the lower edge."""
    step, high, base = 0.14 * s, 0.11 * s, y + 0.66 * s
    points: list[Point] = []
    for i in range(6):
        left, level = x + (i - 3) * step, base if i % 2 else base - high
        points += [(left, level), (left + step, level)]
    return (Stroke(tuple(points), colour, _pen(s, 0.07)),)


def crossing(start: Point, end: Point, s: float, colour: Colour) -> Marks:
    """A bridge or ferry between two hex centres: two short bars across the water."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = math.hypot(dx, dy) or 1.0
    nx, ny = -dy / length * 0.12 * s, dx / length * 0.12 * s
    near = (start[0] + dx * 0.3, start[1] + dy * 0.3)
    far = (start[0] + dx * 0.7, start[1] + dy * 0.7)
    return tuple(
        Stroke(((near[0] + sign * nx, near[1] + sign * ny), (far[0] + sign * nx, far[1] + sign * ny)), colour, _pen(s))
        for sign in (-1, 1)
    )


def target(x: float, y: float, s: float, colour: Colour) -> Marks:
    """A registered target: a ring with cross hairs."""
    r = 0.3 * s
    hairs = (((x - 1.5 * r, y), (x + 1.5 * r, y)), ((x, y - 1.5 * r), (x, y + 1.5 * r)))
    return (Circle(x, y, r, colour, _pen(s, 0.05)), *(Stroke(hair, colour, _pen(s, 0.05)) for hair in hairs))


def path_marks(points: tuple[Point, ...], s: float, colour: Colour) -> Marks:
    """A path through hex centres as a dotted line, without the first and last half hex."""
    marks: list[Command] = []
    gap, radius, carry = max(3.0, 0.24 * s), max(1.0, 0.07 * s), 0.5 * s
    for (ax, ay), (bx, by) in pairwise(points):
        length = math.hypot(bx - ax, by - ay)
        while carry < length:
            marks.append(Circle(ax + (bx - ax) * carry / length, ay + (by - ay) * carry / length, radius, colour))
            carry += gap
        carry -= length
    last = points[-1] if points else (0.0, 0.0)
    return tuple(m for m in marks if isinstance(m, Circle) and math.hypot(m.x - last[0], m.y - last[1]) > 0.45 * s)
