"""Sets of hexes as areas: their outlines, and one translucent picture for each."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from game.core.hexgrid import hexes_of
from game.model.board import Board
from game.ui.colours import Colour, with_alpha
from game.ui.draw import Command, Image, Polygon, Stroke
from game.ui.geometry import Point, around
from game.ui.glyphs import hex_points
from game.ui.map_camera import Sheet, centres
from game.ui.map_curves import Points

_FINE: Final = 2
"""Pictures of lines are drawn larger by this and reduced."""
Steps = dict[tuple[int, int], list[tuple[tuple[int, int], Point]]]


@lru_cache(maxsize=128)
def outline(board: Board, s: float, mask: int) -> tuple[Points, ...]:
    """The closed lines round a set of hexes, from the corner of the hexes' extent; holes run the other way."""
    spots = centres(board, s)
    steps: Steps = {}
    for h in hexes_of(mask):
        corners = hex_points(*spots[h], s)
        for direction, other in enumerate(board.grid.neighbours[h]):
            if other < 0 or not mask >> other & 1:
                a, b = corners[direction], corners[(direction + 1) % 6]
                steps.setdefault(_key(a, s), []).append((_key(b, s), b))
    return tuple(tuple(ring) for ring in rings(steps))


def _key(point: Point, s: float) -> tuple[int, int]:
    return round(point[0] / s * 100), round(point[1] / s * 100)


def rings(steps: Steps) -> list[list[Point]]:
    """Hexsides chained into closed lines; each step leads from one corner to the next."""
    found = []
    for start in list(steps):
        while steps.get(start):
            at, ring = start, []
            while steps.get(at):
                at, point = steps[at].pop()
                ring.append(point)
            found.append(ring)
    return found


def area(
    lies: Sheet, board: Board, mask: int, fill: Colour | None, line: Colour | None, width: float = 1.0
) -> tuple[Image, ...]:
    """A set of hexes filled and outlined, as pictures that are kept; nothing for an empty set."""
    if not mask:
        return ()
    s = lies.s
    lines = outline(board, s, mask)
    box = around([point for ring in lines for point in ring], width + 1)
    left, top = lies.origin
    found: list[Image] = []
    if fill is not None:
        solid = with_alpha(fill, 255)

        def filled() -> list[Command]:
            spots = centres(board, s)
            # Solid hexes made fainter as one picture: no seams show where they meet.
            return [Polygon(hex_points(spots[h][0] - box.x, spots[h][1] - box.y, s), solid) for h in hexes_of(mask)]

        key = ("filled", board.grid, s, mask, solid)
        found.append(Image(left + box.x, top + box.y, box.w, box.h, key, filled, alpha=fill[3]))
    if line is not None:

        def outlined() -> list[Command]:
            k = _FINE
            rings_ = [tuple(((x - box.x) * k, (y - box.y) * k) for x, y in ring) for ring in lines]
            return [Stroke(ring, line, width * k, closed=True) for ring in rings_]

        outer = ("outlined", board.grid, s, mask, line, width)
        found.append(Image(left + box.x, top + box.y, box.w, box.h, outer, outlined, oversample=_FINE))
    return tuple(found)


def hatched(lies: Sheet, board: Board, mask: int, colour: Colour, step: float) -> tuple[Image, ...]:
    """A set of hexes under slanting lines, as a picture that is kept."""
    if not mask:
        return ()
    s = lies.s
    spots = centres(board, s)
    hexes = hexes_of(mask)
    box = around([point for h in hexes for point in hex_points(*spots[h], s)], 1)

    def build() -> list[Command]:
        k = _FINE
        marks: list[Command] = []
        for h in hexes:
            x, y = (spots[h][0] - box.x) * k, (spots[h][1] - box.y) * k
            for i in (-2, -1, 0, 1, 2):
                offset, half = i * step * k, (0.8 * s - abs(i * step) * 0.55) * k
                ends = ((x + offset - half * 0.5, y + half * 0.866), (x + offset + half * 0.5, y - half * 0.866))
                marks.append(Stroke(ends, colour, k))
        return marks

    left, top = lies.origin
    key = ("hatched", board.grid, s, mask, colour, step)
    return (Image(left + box.x, top + box.y, box.w, box.h, key, build, oversample=_FINE),)
