"""Roads, tracks, railways, ferries and border lines in the styles of printed maps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from game.core.ids import HexId
from game.core.lines import curve, softened
from game.model.board import Board, Border, Path
from game.model.scenario import Scenario
from game.ui.colours import Colour, blend
from game.ui.draw import Circle, Command, Polygon, Stroke
from game.ui.geometry import Point
from game.ui.glyphs import HEX_WIDTH
from game.ui.layout import hex_under
from game.ui.map_camera import centres
from game.ui.map_curves import Points, dashes
from game.ui.theme import Theme

BORDER_PATTERNS: Final[tuple[tuple[float, ...], ...]] = (
    (0.62, 0.2, 0.1, 0.2),
    (0.42, 0.26),
    (0.1, 0.2),
)
"""Stroke and gap of border lines in hex radii: dash and dot, dashes, dots; by position in the map's list."""


def way_marks(theme: Theme, board: Board, s: float, origin: Point) -> list[Command]:
    """Tracks, then roads, then railways, then ferries."""
    order = {"track": 0, "road": 1, "rail": 2}
    marks: list[Command] = []
    for road in sorted(board.roads, key=lambda road: order.get(road.kind, 0)):
        points = _shifted(way(board, road, s), origin)
        draw = {"road": _road, "rail": _rail}.get(road.kind, _track)
        marks += draw(theme, points, s)
    for ferry in board.ferries:
        spots = centres(board, s)
        marks += _ferry(theme, _shifted((spots[ferry.ends[0]], spots[ferry.ends[1]]), origin), s)
    return marks


def _shifted(points: Iterable[Point], by: Point) -> Points:
    return tuple((x + by[0], y + by[1]) for x, y in points)


@lru_cache(maxsize=256)
def way(board: Board, road: Path, s: float) -> Points:
    """The course of a road: through its hexes with the corners rounded off; carried on to the map's edge."""
    spots = centres(board, s)
    points = [spots[h] for h in road.hexes]
    ends = []
    for end, inner in ((road.hexes[0], 1), (road.hexes[-1], -2)):
        beyond = len(board.grid.adjacent[end]) < 6 and len(road.hexes) > 1
        (ax, ay), (bx, by) = spots[end], points[inner] if len(points) > 1 else spots[end]
        ends.append([(ax + (ax - bx) * 0.6, ay + (ay - by) * 0.6)] if beyond else [])
    return curve(softened([*ends[0], *points, *ends[1]]), 4)


def _road(theme: Theme, points: Points, s: float) -> list[Command]:
    width = max(1.6, 0.15 * s)
    casing, inside = theme.map.road, blend(theme.map.road, theme.map.halo, 0.78)
    if s < 13:
        return [Stroke(points, casing, width)]
    return [Stroke(points, casing, width + max(1.6, 0.07 * s)), Stroke(points, inside, width)]


def _track(theme: Theme, points: Points, s: float) -> list[Command]:
    width, on = max(1.0, 0.07 * s), max(4.0, 0.42 * s)
    colour = blend(theme.map.road, theme.map.track, 0.5)
    return [Stroke(dash, colour, width) for dash in dashes(points, (on, on * 0.45))]


def _rail(theme: Theme, points: Points, s: float) -> list[Command]:
    """A black line with ties across it."""
    width = max(1.2, 0.075 * s)
    marks: list[Command] = [Stroke(points, theme.map.rail, width)]
    half = max(2.0, 0.15 * s)
    for dash in dashes(points, (0.1, max(5.0, 0.5 * s))):
        (x, y), (bx, by) = dash[0], dash[-1]
        dx, dy = bx - x, by - y
        length = (dx * dx + dy * dy) ** 0.5 or 1.0
        nx, ny = -dy / length * half, dx / length * half
        marks.append(Stroke(((x + nx, y + ny), (x - nx, y - ny)), theme.map.rail, max(1.0, 0.05 * s)))
    return marks


def _ferry(theme: Theme, points: Points, s: float) -> list[Command]:
    """A dotted line between the landings with a boat in the middle."""
    (ax, ay), (bx, by) = points
    dx, dy = bx - ax, by - ay
    length = (dx * dx + dy * dy) ** 0.5 or 1.0
    ux, uy = dx / length, dy / length
    start, end = (ax + ux * 0.5 * s, ay + uy * 0.5 * s), (bx - ux * 0.5 * s, by - uy * 0.5 * s)
    ink = theme.map.rail
    dots: list[Command] = [
        Stroke(dash, ink, max(1.0, 0.06 * s)) for dash in dashes((start, end), (max(2.0, 0.13 * s), max(2.5, 0.17 * s)))
    ]
    (x, y), w = ((ax + bx) / 2, (ay + by) / 2), max(3.0, 0.26 * s)
    hull = ((x - w, y), (x + w, y), (x + 0.6 * w, y + 0.55 * w), (x - 0.6 * w, y + 0.55 * w))
    sail = ((x, y - 0.9 * w), (x + 0.55 * w, y - 0.2 * w), (x, y - 0.2 * w))
    return [*dots, Circle(x, y, 1.35 * w, theme.map.of("river").fill), Polygon(hull, ink), Polygon(sail, ink)]


@lru_cache(maxsize=64)
def border_line(board: Board, border: Border, s: float) -> Points:
    """A border as a smooth line, from the corner of the hexes' extent."""
    ax, ay = centres(board, s)[board.reference.anchor]
    km = HEX_WIDTH * s / board.reference.hex_km
    return curve(tuple((ax + east * km, ay - north * km) for east, north in border.points), 6)


@lru_cache(maxsize=64)
def border_hexes(board: Board, border: Border) -> frozenset[HexId]:
    """Hexes that a border line crosses."""
    found = set()
    for x, y in border_line(board, border, 10.0):
        column, row = hex_under(x, y, 10.0)
        if 0 <= column < board.grid.columns and 0 <= row < board.grid.rows:
            found.add(board.grid.at(column, row))
    return frozenset(found)


def border_colour(theme: Theme, border: Border, scenario: Scenario | None) -> Colour:
    """The colour of the side that claims the line; the map's own for one that several claim or nobody."""
    if scenario is None or len(border.claimed_by) != 1 or border.claimed_by[0] not in scenario.side_by_id:
        return theme.map.border
    side = theme.side(scenario.sides[scenario.side_by_id[border.claimed_by[0]]].colour)
    return side.body if theme.name == "paper" else side.rim


def border_marks(theme: Theme, board: Board, s: float, origin: Point, scenario: Scenario | None) -> list[Command]:
    """All border lines, each in the colour of who claims it and in a pattern of its own, over a pale ground."""
    marks: list[Command] = []
    for index, border in enumerate(board.borders):
        points = _shifted(border_line(board, border, s), origin)
        colour = border_colour(theme, border, scenario)
        pale = (*theme.map.halo[:3], 150)
        marks.append(Stroke(points, pale, max(2.0, 0.2 * s)))
        marks += pattern(points, BORDER_PATTERNS[index % len(BORDER_PATTERNS)], colour, s)
    return marks


def pattern(points: Sequence[Point], lengths: Sequence[float], colour: Colour, s: float) -> list[Command]:
    """A line in a pattern of strokes and dots; lengths are in hex radii."""
    width = max(1.3, 0.1 * s)
    unit = max(s, 12.0)
    marks: list[Command] = []
    for dash in dashes(points, [length * unit for length in lengths]):
        (ax, ay), (bx, by) = dash[0], dash[-1]
        if (bx - ax) ** 2 + (by - ay) ** 2 < (0.16 * unit) ** 2:
            marks.append(Circle((ax + bx) / 2, (ay + by) / 2, width * 0.8, colour))
        else:
            marks.append(Stroke(dash, colour, width))
    return marks
