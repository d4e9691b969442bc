"""Lakes with shores, the wide river with banks, streams: continuous water instead of stamped hexes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from game.core.ids import HexId
from game.core.lines import curve, softened
from game.model.board import STREAMS, Board
from game.ui.colours import blend
from game.ui.draw import Command, Polygon, Stroke
from game.ui.geometry import Point
from game.ui.glyphs import HEX_WIDTH
from game.ui.map_camera import centres
from game.ui.map_curves import Points, extended, inset, noise, ribbon, rounded
from game.ui.map_region import outline
from game.ui.theme import Theme

_BREADTH = 0.84
"""Breadth of a wide river in hex widths; it fills its hexes as nearly as a smooth course can."""
_STREAM = 0.075
"""Breadth of a stream in hex widths."""
_STEPS = 6


def water_marks(theme: Theme, board: Board, s: float, origin: Point) -> list[Command]:
    """Streams, then lakes, then wide rivers, from the corner of the hexes' extent."""
    marks: list[Command] = []
    rivers = [(river.kind, _shifted(course(board, river.hexes, s), origin)) for river in board.rivers]
    for kind, points in rivers:
        if kind in STREAMS:
            marks += _stream(theme, points, s)
    for shore in shores(board, s):
        marks += _lake(theme, _shifted(shore, origin), s)
    for kind, points in rivers:
        if kind not in STREAMS:
            marks += _river(theme, points, s)
    return marks


def _shifted(points: Iterable[Point], by: Point) -> Points:
    return tuple((x + by[0], y + by[1]) for x, y in points)


@lru_cache(maxsize=64)
def course(board: Board, hexes: tuple[HexId, ...], s: float) -> Points:
    """The smooth course of a river through its hexes, carried on where it meets the map's edge."""
    spots = centres(board, s)
    points = softened([spots[h] for h in hexes], 2)
    edge = {h for h in (hexes[0], hexes[-1]) if len(board.grid.adjacent[h]) < 6}
    longer = extended(points, 1.2 * s)
    first = longer[:1] if hexes[0] in edge else ()
    last = longer[-1:] if hexes[-1] in edge else ()
    return curve((*first, *points, *last), _STEPS)


def _stream(theme: Theme, points: Points, s: float) -> list[Command]:
    width = max(1.0, _STREAM * HEX_WIDTH * s)
    bank = blend(theme.map.river, theme.map.of("clear").fill, 0.55)
    return [Stroke(points, bank, width + max(1.0, 0.05 * s)), Stroke(points, theme.map.river, width)]


def _river(theme: Theme, points: Points, s: float) -> list[Command]:
    """Bank, water and the brighter middle of the stream, each a band along the course."""
    colours = theme.map.of("river")
    deep = colours.fill
    bank, shallow = theme.map.river, blend(deep, theme.map.river, 0.28)
    light = blend(deep, theme.map.halo, 0.18) if theme.name == "paper" else blend(deep, theme.map.river, 0.12)
    breadth = _BREADTH * HEX_WIDTH * s
    line = max(1.6, 0.1 * s)

    def width(i: int) -> float:
        # The breadth changes slowly, from one hex to the next.
        cell, part = divmod(i, 2 * _STEPS)
        share = part / (2 * _STEPS)
        wave = noise(cell * 7919 + 11) * (1 - share) + noise(cell * 7919 + 7930) * share
        return breadth * (1 + 0.09 * wave)

    marks: list[Command] = []
    for share, extra, colour in ((1.0, line, bank), (1.0, 0.0, shallow), (0.86, 0.0, deep), (0.42, 0.0, light)):
        for piece in ribbon(points, lambda i, share=share, extra=extra: share * width(i) + extra):  # type: ignore[misc]
            marks.append(Polygon(piece, colour))
    return [*marks, *_flow(points, s, blend(deep, colours.glyph, 0.55))]


def _flow(points: Points, s: float, colour: tuple[int, int, int, int]) -> list[Command]:
    """Short lines along the current."""
    marks: list[Command] = []
    for i in range(_STEPS, len(points) - _STEPS, _STEPS // 2):
        (ax, ay), (bx, by) = points[i], points[i + 4 if i + 4 < len(points) else -1]
        side = 0.5 * s * noise(i * 31 + 5)
        length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5 or 1.0
        nx, ny = -(by - ay) / length * side, (bx - ax) / length * side
        marks.append(Stroke(tuple((x + nx, y + ny) for x, y in points[i : i + 3]), colour, max(1.0, 0.03 * s)))
    return marks


@lru_cache(maxsize=32)
def shores(board: Board, s: float) -> tuple[Points, ...]:
    """The shores of all lakes and ponds as smooth closed lines, the outer ones clockwise."""
    wet = [HexId(h) for h in range(board.grid.size) if board.terrain(HexId(h)).water == "lake"]
    return tuple(_shore(ring, s) for ring in outline(board, s, board.grid.mask(wet)))


def _shore(ring: Sequence[Point], s: float) -> Points:
    """A shore that wanders a little off the hexsides, always in the same way."""
    wandering = []
    for i, (x, y) in enumerate(ring):
        bx, by = ring[(i + 1) % len(ring)]
        key = round(x / s * 40) * 92821 + round(y / s * 40)
        wandering.append((x + 0.13 * s * noise(key), y + 0.13 * s * noise(key + 1)))
        wandering.append(((x + bx) / 2 + 0.1 * s * noise(key + 2), (y + by) / 2 + 0.1 * s * noise(key + 3)))
    return rounded(wandering, 2)


def _lake(theme: Theme, ring: Points, s: float) -> list[Command]:
    """A shore line, the water, and two fainter lines along the shore inside it, as engravers draw them."""
    colours = theme.map.of("lake")
    line = max(1.0, 0.07 * s)
    shallow = blend(colours.fill, colours.glyph, 0.3)
    marks: list[Command] = [
        Polygon(inset(ring, -line), theme.map.river),
        Polygon(ring, shallow),
        Polygon(inset(ring, 0.1 * s), colours.fill),
    ]
    if s >= 10:
        for depth, share in ((0.22, 0.38), (0.36, 0.2)):
            tone = blend(colours.fill, colours.glyph, share)
            marks.append(Stroke(inset(ring, depth * s), tone, 1, closed=True))
    return marks
