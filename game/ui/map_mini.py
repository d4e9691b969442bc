"""The whole map in a corner of the view: where one is, where the units are; a click goes there."""

from __future__ import annotations

from collections.abc import Callable

from game.core.ids import HexId
from game.ui.draw import Circle, Command, Drawing, Fill, Hit, Image, Outline, clipped
from game.ui.geometry import Point, Rect
from game.ui.layout import hex_under
from game.ui.map_camera import Sheet, centres
from game.ui.map_counters import side_colour
from game.ui.map_model import MapModel
from game.ui.theme import Theme

_RADIUS = 4.0
"""Hex radius of the minimap, in lengths of the design."""
_MARGIN = 12

Ground = Callable[[Sheet], Image]


def corner(theme: Theme, rect: Rect, model: MapModel) -> tuple[Rect, Sheet]:
    """Where the minimap lies in the map's rectangle, and its sheet."""
    s = max(2.0, round(_RADIUS * theme.unit * 4) / 4)
    grid = model.board.grid
    w, h = 3**0.5 * s * (grid.columns + 0.5), s * (1.5 * grid.rows + 0.5)
    gap = theme.px(_MARGIN)
    box = Rect(rect.right - round(w) - gap, rect.bottom - round(h) - gap, round(w), round(h))
    return box, Sheet(s, 0, float(box.x), float(box.y), w, h)


def minimap(theme: Theme, rect: Rect, lies: Sheet, model: MapModel, ground: Ground) -> Drawing:
    """The minimap in the lower right corner; nothing where the whole map is in view anyway.

    Args:
        lies: the sheet of the map itself, for the frame that shows what is in view.
        ground: makes the picture of the ground for a sheet.
    """
    if lies.w <= rect.w and lies.h <= rect.h:
        return Drawing()
    box, small = corner(theme, rect, model)
    frame = box.inset(-theme.px(3))
    marks: list[Command] = [Fill(frame, theme.chrome.window), ground(small), *_dots(theme, small, model)]
    share = small.s / lies.s
    view = Rect(
        round(box.x + (rect.x - lies.left) * share),
        round(box.y + (rect.y - lies.top) * share),
        round(rect.w * share),
        round(rect.h * share),
    )
    marks += [Outline(view.meet(box), theme.chrome.accent, theme.px(2)), Outline(frame, theme.chrome.line, theme.px(1))]
    hit = Hit(frame, "ui centre", "Click to go there.", at=lambda x, y: _answer(frame, small, model, x, y))
    return clipped(Drawing(tuple(marks), (hit,)), frame)


def _dots(theme: Theme, small: Sheet, model: MapModel) -> list[Command]:
    view = model.view
    if view is None:
        return []
    marks: list[Command] = []
    spots: tuple[Point, ...] = centres(model.board, small.s)
    for hexes, side in ((view.contacts_at, 1 - view.side), (view.stacks, view.side)):
        colours = theme.side(side_colour(view.scenario, side))
        for hex_ in hexes:
            if hex_ >= 0:
                x, y = small.left + spots[hex_][0], small.top + spots[hex_][1]
                marks += [Circle(x, y, 0.95 * small.s, colours.ink), Circle(x, y, 0.75 * small.s, colours.body)]
    return marks


def _answer(frame: Rect, small: Sheet, model: MapModel, x: float, y: float) -> Hit:
    """What a click on the minimap does: it brings the hex under it into the middle."""
    grid = model.board.grid
    column, row = hex_under(x, y, small.s, small.left, small.top)
    column, row = min(grid.columns - 1, max(0, column)), min(grid.rows - 1, max(0, row))
    name = grid.name(HexId(row * grid.columns + column))
    return Hit(frame, f"ui centre {name}", "Click to go there.")
