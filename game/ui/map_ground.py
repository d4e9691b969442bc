"""The sheet: paper, ground, relief, water, ways, borders and rim, as the marks of one picture."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from game.core.ids import HexId
from game.model.board import Board
from game.model.scenario import Scenario
from game.ui.colours import blend, shifted
from game.ui.draw import Clip, Command, Fill, Outline, Polygon, Raster, Stroke, TextLine, Unclip
from game.ui.geometry import Point, Rect
from game.ui.glyphs import HEX_WIDTH, hex_points, terrain_glyph
from game.ui.map_camera import Sheet, centres
from game.ui.map_curves import noise, rounded
from game.ui.map_names import NIGHT
from game.ui.map_relief import contours, scaled, shading
from game.ui.map_water import water_marks
from game.ui.map_ways import border_marks, way_marks
from game.ui.text import Font, Run
from game.ui.theme import Theme, hex_fill

_DARKEST: Final = 0.13
"""Share of the tint in a black night; the map stays readable."""
_SHADE: Final = (24, 14, 4)
"""Colour of the shade in the sheet's corners."""
LIGHT_STEPS: Final = 4
"""Grades of darkness that are painted."""
_NUMBERS_FROM, _GLYPHS_FROM = 17.0, 7.0
_FADED: Final = 0.3
"""Share of the ground's colour in its glyph, so that counters and names stand out over full ground."""


def darkness(light: float) -> int:
    """The grade of darkness that is painted for a light from 0 to 1: 0 for day."""
    return round((1.0 - min(1.0, max(0.0, light))) * LIGHT_STEPS)


def tint(dark: int) -> float:
    """Share of the night's tint that a grade of darkness lays over the paper."""
    return _DARKEST * dark / LIGHT_STEPS


def ground_marks(
    theme: Theme, board: Board, lies: Sheet, overlays: frozenset[str], dark: int, scenario: Scenario | None
) -> list[Command]:
    """All marks of the sheet within (0, 0, paper.w, paper.h)."""
    s, m = lies.s, lies.margin
    whole = Rect(0, 0, lies.paper.w, lies.paper.h)
    inner = Rect(m, m, round(lies.w), round(lies.h))
    origin = (float(m), float(m))
    marks: list[Command] = [Fill(whole, theme.map.edge), Clip(inner)]
    marks += _fills(theme, board, s, origin)
    marks += _contours(theme, board, s, origin)
    columns, rows, samples = shading(board, 1.0 if theme.name == "paper" else 0.75)
    marks.append(Raster(inner, columns, rows, samples))
    if "grid" in overlays:
        marks += _grid(theme, board, s, origin)
    if s >= _GLYPHS_FROM:
        marks += _glyphs(theme, board, s, origin)
    marks += water_marks(theme, board, s, origin)
    if "grid" in overlays:
        marks += _water_grid(theme, board, s, origin)
    marks += way_marks(theme, board, s, origin)
    if "borders" in overlays:
        marks += border_marks(theme, board, s, origin, scenario)
    if "coordinates" in overlays and s >= _NUMBERS_FROM:
        marks += _numbers(theme, board, s, origin)
    marks += [*_notches(theme, board, s, origin), Unclip(), *_frame(theme, whole, inner)]
    return [*marks, _lamp(whole, theme, dark)]


def _fills(theme: Theme, board: Board, s: float, origin: Point) -> list[Command]:
    marks: list[Command] = []
    for h, (x, y) in enumerate(centres(board, s)):
        terrain = board.terrain(HexId(h))
        # Water is drawn in one piece later; its hexes are shore until then.
        kind = "clear" if terrain.is_water else terrain.glyph
        marks.append(Polygon(hex_points(x + origin[0], y + origin[1], s), hex_fill(theme, kind, h)))
    return marks


def _contours(theme: Theme, board: Board, s: float, origin: Point) -> list[Command]:
    """Brown contour lines, each fifth stronger; few at a small scale."""
    ground, brown = theme.map.of("hill").fill, theme.map.of("hill").glyph
    thin, strong = blend(ground, brown, 0.34), blend(ground, brown, 0.6)
    marks: list[Command] = []
    for level, points in contours(board):
        if s < 14 and level % 40:
            continue
        line = tuple((x + origin[0], y + origin[1]) for x, y in scaled(points, s))
        closed = len(line) > 3 and line[0] == line[-1]
        smooth = rounded(line[:-1], 1) if closed else line
        marks.append(Stroke(smooth, strong if level % 100 == 0 else thin, max(1.0, 0.028 * s), closed=closed))
    return marks


def _glyphs(theme: Theme, board: Board, s: float, origin: Point) -> list[Command]:
    marks: list[Command] = []
    for h, (x, y) in enumerate(centres(board, s)):
        terrain = board.terrain(HexId(h))
        if not terrain.is_water:
            shift = 0.05 * s
            dx, dy = shift * noise(h * 2 + 1), shift * noise(h * 2 + 2)
            colours = theme.map.of(terrain.glyph)
            colour = blend(colours.glyph, colours.fill, _FADED)
            marks += terrain_glyph(terrain.glyph, x + origin[0] + dx, y + origin[1] + dy, s, colour, h * 7 + h // 24)
    return marks


def _grid(theme: Theme, board: Board, s: float, origin: Point) -> list[Command]:
    """The hex grid: a zigzag above each row, the upright sides, a zigzag below the last."""
    return [Stroke(line, theme.map.grid, 1) for line in grid_lines(board, s, origin)]


def _water_grid(theme: Theme, board: Board, s: float, origin: Point) -> list[Command]:
    """The grid over water, fainter, so that its hexes can be counted."""
    colour = blend(theme.map.of("lake").fill, theme.map.of("lake").glyph, 0.42)
    marks: list[Command] = []
    for h, (x, y) in enumerate(centres(board, s)):
        if board.terrain(HexId(h)).is_water:
            ring = hex_points(x + origin[0], y + origin[1], s)
            marks.append(Stroke(ring, colour, 1, closed=True))
    return marks


@lru_cache(maxsize=16)
def grid_lines(board: Board, s: float, origin: Point) -> tuple[tuple[Point, ...], ...]:
    """The lines of the hex grid, each hexside once."""
    half, columns = HEX_WIDTH * s / 2, board.grid.columns
    lines: list[tuple[Point, ...]] = []
    for row in range(board.grid.rows):
        left = origin[0] + (row & 1) * half
        top = origin[1] + 1.5 * s * row
        zigzag = [(left + i * half, top + (0.5 * s if i % 2 == 0 else 0.0)) for i in range(2 * columns + 1)]
        lines.append(tuple(zigzag))
        for i in range(columns + 1):
            x = left + 2 * i * half
            lines.append(((x, top + 0.5 * s), (x, top + 1.5 * s)))
        low = [(left + i * half, top + (1.5 * s if i % 2 == 0 else 2.0 * s)) for i in range(2 * columns + 1)]
        if row == board.grid.rows - 1:
            lines.append(tuple(low))
        elif row & 1:
            lines.append(tuple(low[-2:]))
        else:
            lines.append(tuple(low[:2]))
    return tuple(lines)


def _notches(theme: Theme, board: Board, s: float, origin: Point) -> list[Command]:
    """The edge colour over what runs out between the outermost hexes."""
    half, wide = HEX_WIDTH * s / 2, HEX_WIDTH * s * (board.grid.columns + 0.5)
    left, top, right = origin[0] - 1, origin[1] - 1, origin[0] + wide + 1
    bottom = origin[1] + s * (1.5 * board.grid.rows + 0.5) + 1
    west: list[Point] = [(left, top)]
    east: list[Point] = [(right, top)]
    for row in range(board.grid.rows):
        y, inset = origin[1] + 1.5 * s * row, (row & 1) * half
        west += [(left + 1 + inset, y + 0.5 * s), (left + 1 + inset, y + 1.5 * s)]
        east += [(right - 1 - half + inset, y + 0.5 * s), (right - 1 - half + inset, y + 1.5 * s)]
    edge = theme.map.edge
    marks: list[Command] = [Polygon((*west, (left, bottom)), edge), Polygon((*east, (right, bottom)), edge)]
    last = board.grid.rows - 1
    for column in range(board.grid.columns + 1):
        x = origin[0] + HEX_WIDTH * s * column
        north = ((x - half, top), (x + half, top), (x + half, top + 1), (x, top + 1 + 0.5 * s), (x - half, top + 1))
        marks.append(Polygon(north, edge))
        x += (last & 1) * half
        y = origin[1] + 1.5 * s * last + 1.5 * s
        south = ((x - half, bottom), (x - half, y + 0.5 * s), (x, y), (x + half, y + 0.5 * s), (x + half, bottom))
        marks.append(Polygon(south, edge))
    return marks


def _frame(theme: Theme, whole: Rect, inner: Rect) -> list[Command]:
    """The sheet's two neat lines."""
    dark = blend(theme.map.edge, theme.map.rim_numbers, 0.55)
    gap = max(2, (inner.x - whole.x) // 7)
    return [Outline(inner.inset(-gap), dark, 1), Outline(whole, shifted(theme.map.edge, -34), 1)]


def _numbers(theme: Theme, board: Board, s: float, origin: Point) -> list[Command]:
    """The number of each hex at its upper corner."""
    font = Font("regular", max(8, round(0.27 * s)))
    colour = blend(theme.map.of("clear").fill, theme.map.rim_numbers, 0.62)
    w, h = theme.measure.width("0000", font), theme.measure.height(font)
    return [
        TextLine(
            round(x + origin[0] - w / 2),
            round(y + origin[1] - 0.93 * s + 0.1 * h),
            (Run(board.grid.name(HexId(number)), font, colour),),
            w,
            h,
        )
        for number, (x, y) in enumerate(centres(board, s))
    ]


@lru_cache(maxsize=8)
def _lamp_samples(strength: float, night: float) -> tuple[int, int, bytes]:
    """Lamplight: nothing in the middle of the sheet, shade towards its corners; under it the night's tint."""
    size = 24
    samples = bytearray()
    for row in range(size):
        for column in range(size):
            dx, dy = (column + 0.5) / size * 2 - 0.92, (row + 0.5) / size * 2 - 0.86
            shade = min(1.0, max(0.0, (dx * dx + dy * dy) / 2 - 0.12) * strength)
            alpha = shade + night * (1 - shade)
            under = night * (1 - shade) / alpha if alpha else 0.0
            colour = (round(lamp * (1 - under) + dark * under) for lamp, dark in zip(_SHADE, NIGHT, strict=True))
            samples += bytes((*colour, round(255 * alpha)))
    return size, size, bytes(samples)


def _lamp(whole: Rect, theme: Theme, dark: int) -> Command:
    if theme.name == "paper":
        columns, rows, samples = _lamp_samples(0.33, tint(dark))
    else:
        columns, rows, samples = _lamp_samples(0.24, 0.0)
    return Raster(whole, columns, rows, samples)
