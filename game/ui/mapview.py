"""The map as a drawing: the sheet with its ground, everything that stands on it, and what answers to the mouse."""

from __future__ import annotations

from game.core.ids import HexId
from game.model.board import Board
from game.ui.draw import Command, Drawing, Hit, Image, Polygon, clipped
from game.ui.geometry import Rect
from game.ui.glyphs import hex_points, terrain_glyph
from game.ui.map_camera import (
    ZOOMS,
    MapCamera,
    centre_of,
    centred,
    centres,
    fit,
    framed,
    hex_at,
    kept,
    moved,
    sheet,
    shown,
    zoomed,
)
from game.ui.map_model import OVERLAYS, USUAL, Animation, GhostMark, MapModel, map_model
from game.ui.counters import Counter, stack_images
from game.ui.theme import Theme, hex_fill

__all__ = [
    "OVERLAYS",
    "USUAL",
    "ZOOMS",
    "Animation",
    "GhostMark",
    "MapCamera",
    "MapModel",
    "centre_of",
    "centred",
    "draw",
    "fit",
    "framed",
    "hex_at",
    "kept",
    "map_model",
    "moved",
    "shown",
    "terrain_layer",
    "zoomed",
]


def terrain_layer(
    theme: Theme, board: Board, camera: MapCamera, rect: Rect, overlays: frozenset[str] = USUAL, light: float = 1.0
) -> Drawing:
    """The sheet with everything on it that no order changes, as one picture that is kept for scrolling."""
    lies = sheet(camera, rect, board)
    paper = lies.paper

    def build() -> list[Command]:
        marks: list[Command] = [Polygon(((0, 0), (paper.w, 0), (paper.w, paper.h), (0, paper.h)), theme.map.edge)]
        for h, (x, y) in enumerate(centres(board, lies.s)):
            kind = board.terrain(HexId(h)).glyph
            points = hex_points(x + lies.margin, y + lies.margin, lies.s)
            marks.append(Polygon(points, hex_fill(theme, kind, h)))
            marks += terrain_glyph(kind, x + lies.margin, y + lies.margin, lies.s, theme.map.of(kind).glyph, h)
        return marks

    picture = Image(
        paper.x, paper.y, paper.w, paper.h, ("ground", id(board), theme.name, lies.s, overlays), build, opaque=True
    )
    return clipped(Drawing((picture,)), rect)


def draw(theme: Theme, rect: Rect, camera: MapCamera, model: MapModel) -> Drawing:
    """The whole map. Every hex answers a click with `hex CCRR` and explains itself in a tooltip."""
    board, view = model.board, model.view
    lies = sheet(camera, rect, board)
    marks: list[Command] = list(terrain_layer(theme, board, camera, rect, model.overlays).commands)
    if view is not None:
        for h, stack in view.stacks.items():
            x, y = centre_of(camera, rect, board, h)
            colour = view.scenario.sides[view.side].colour
            counters = [
                Counter(view.scenario.units[u.number].kind.symbol, colour, str(u.men), cohesion=u.cohesion / 100)
                for u in stack
            ]
            marks += stack_images(x, y, lies.s, counters, theme)

    def at(x: float, y: float) -> Hit | None:
        found = hex_at(camera, rect, board, x, y)
        if found is None:
            return None
        name = board.grid.name(found)
        return Hit(rect, f"hex {name}", name, context=f"ui menu {name}")

    return clipped(Drawing(tuple(marks), (Hit(rect, "hex", at=at, wheel="ui zoom"),)), rect)
