"""Sets of hexes as areas: their outlines, and one translucent picture for each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from game.core.hexgrid import hexes_of
from game.model.board import Board
from game.ui.colours import Colour
from game.ui.draw import Command, Image, Polygon, Stroke
from game.ui.geometry import Point, Rect, around
from game.ui.glyphs import hex_points
from game.ui.map_camera import Sheet, centres
from game.ui.map_curves import Points

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


def joined(lines: Sequence[Points]) -> Points:
    """Several closed lines as one polygon whose even-odd filling leaves the holes open."""
    if not lines:
        return ()
    hub = lines[0][0]
    points: list[Point] = []
    for ring in lines:
        points += [*ring, ring[0], hub]
    return tuple(points)


def area(
    lies: Sheet, board: Board, mask: int, fill: Colour | None, line: Colour | None, width: float = 1.0
) -> tuple[Image, ...]:
    """A set of hexes filled and outlined, as a picture that is kept; nothing for an empty set."""
    if not mask or (fill is None and line is None):
        return ()
    s = lies.s
    lines = outline(board, s, mask)
    box = around([point for ring in lines for point in ring], width + 1)

    def build() -> list[Command]:
        moved = [tuple((x - box.x, y - box.y) for x, y in ring) for ring in lines]
        marks: list[Command] = [] if fill is None else [Polygon(joined(moved), fill)]
        if line is not None:
            marks += [Stroke(ring, line, width, closed=True) for ring in moved]
        return marks

    left, top = lies.origin
    key = ("area", board.id, board.grid.columns, s, mask, fill, line, width)
    return (Image(left + box.x, top + box.y, box.w, box.h, key, build),)


def hatched(lies: Sheet, board: Board, mask: int, colour: Colour, step: float) -> tuple[Image, ...]:
    """A set of hexes under slanting lines, as a picture that is kept."""
    if not mask:
        return ()
    s = lies.s
    spots = centres(board, s)
    hexes = hexes_of(mask)
    box = around([point for h in hexes for point in hex_points(*spots[h], s)], 1)

    def build() -> list[Command]:
        marks: list[Command] = []
        for h in hexes:
            x, y = spots[h][0] - box.x, spots[h][1] - box.y
            for i in range(-3, 4):
                # Chords of the hex along one diagonal: their half length falls off from the middle.
                offset = i * step
                half = 0.86 * s - abs(offset) * 0.5
                if half > 0:
                    marks.append(Stroke(((x + offset - half * 0.6, y + half * 0.75), (x + offset + half * 0.6, y - half * 0.75)), colour, 1))
        return marks

    left, top = lies.origin
    key = ("hatched", board.id, s, mask, colour, step)
    return (Image(left + box.x, top + box.y, box.w, box.h, key, build),)


def bounds(lies: Sheet, rect: Rect) -> Rect:
    """The part of the rectangle that the sheet covers."""
    return lies.paper.meet(rect)
