"""The map as a drawing: the sheet with its ground, everything that stands on it, and what answers to the mouse."""

from __future__ import annotations

from collections.abc import Hashable
from functools import lru_cache

from attrs import evolve

from game.model.board import Board
from game.model.scenario import Scenario
from game.ui.colours import Colour, blend, shifted
from game.ui.draw import Command, Drawing, Fill, Hit, Image, TextLine, clipped
from game.ui.geometry import Rect
from game.ui.map_bridges import bridge_marks
from game.ui.map_camera import (
    ZOOMS,
    MapCamera,
    Sheet,
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
    visible_hexes,
    zoomed,
)
from game.ui.map_ground import darkness, ground_marks, tint
from game.ui.map_legend import legend
from game.ui.map_marks import (
    flag_marks,
    flare_signs,
    flash_marks,
    hover_marks,
    light_marks,
    reach_marks,
    route_marks,
    selection_marks,
    works_marks,
)
from game.ui.map_mini import minimap
from game.ui.map_model import OVERLAYS, USUAL, Animation, GhostMark, MapModel, map_model
from game.ui.map_names import NIGHT, name_marks
from game.ui.map_overlays import ground_overlays, top_overlays
from game.ui.map_tips import hex_tip
from game.ui.map_units import LastFew, occupied, unit_marks
from game.ui.text import Font, Run
from game.ui.theme import Theme

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
_BAKED = frozenset({"borders", "grid", "coordinates"})
"""Overlays that are part of the picture of the ground."""


def terrain_layer(
    theme: Theme,
    board: Board,
    camera: MapCamera,
    rect: Rect,
    overlays: frozenset[str] = USUAL,
    light: float = 1.0,
    scenario: Scenario | None = None,
) -> Drawing:
    """The sheet with everything on it that no order changes, as one picture that is kept for scrolling.

    Args:
        light: of the turn, 0 to 1; the paper is tinted at night.
        scenario: whose sides colour the border lines.
    """
    lies = sheet(camera, rect, board)
    return clipped(Drawing((_ground(theme, board, lies, overlays & _BAKED, darkness(light), scenario),)), rect)


def _ground(
    theme: Theme, board: Board, lies: Sheet, overlays: frozenset[str], dark: int, scenario: Scenario | None
) -> Image:
    paper = lies.paper
    tints = tuple(side.colour for side in scenario.sides) if scenario else ()
    if theme.name != "paper":
        dark = 0
    key = ("ground", ground_key(board), theme.name, lies.s, lies.margin, overlays, dark, tints)

    def build() -> list[Command]:
        return ground_marks(theme, board, lies, overlays, dark, scenario)

    return Image(paper.x, paper.y, paper.w, paper.h, key, build, opaque=True)


@lru_cache(maxsize=16)
def ground_key(board: Board) -> tuple[str, int]:
    """What tells one ground from another: the board's id, and a number made of all that is drawn of it."""
    parts = (board.grid, board.terrain_of, board.elevation, tuple(t.glyph for t in board.terrains))
    lines = tuple((p.kind, p.hexes) for p in (*board.rivers, *board.roads))
    return board.id, hash((parts, lines, tuple(f.ends for f in board.ferries), tuple(b.points for b in board.borders)))


def draw(theme: Theme, rect: Rect, camera: MapCamera, model: MapModel) -> Drawing:
    """The whole map. Every hex answers a click with `hex CCRR` and explains itself in a tooltip."""
    lies = sheet(camera, rect, model.board)
    visible = visible_hexes(camera, rect, model.board)
    marks: list[Command] = []
    if not _covers(lies.paper, rect):
        marks.append(Fill(rect, theme.chrome.window))
    marks += _layers(theme, rect, lies, model, visible)
    marks += _rims(theme, model, lies, rect)
    hit = Hit(rect, "hex", wheel="ui zoom", at=lambda x, y: _answer(rect, camera, model, x, y))
    drawing = Drawing(tuple(marks), (hit,))
    if "minimap" in model.overlays:
        drawing += _minimap(theme, rect, lies, model)
    if "legend" in model.overlays:
        drawing += legend(theme, rect, model)
    return clipped(drawing, rect)


def _minimap(theme: Theme, rect: Rect, lies: Sheet, model: MapModel) -> Drawing:
    scenario = model.view.scenario if model.view is not None else None
    return minimap(
        theme, rect, lies, model, lambda small: _ground(theme, model.board, small, frozenset({"borders"}), 0, scenario)
    )


def _covers(paper: Rect, rect: Rect) -> bool:
    return paper.x <= rect.x and paper.y <= rect.y and paper.right >= rect.right and paper.bottom >= rect.bottom


def _layers(theme: Theme, rect: Rect, lies: Sheet, model: MapModel, visible: int) -> list[Command]:
    """Everything on the sheet, back to front."""
    view = model.view
    light = view.light if view is not None else 1.0
    scenario = view.scenario if view is not None else None
    marks: list[Command] = [_ground(theme, model.board, lies, model.overlays & _BAKED, darkness(light), scenario)]
    marks += ground_overlays(theme, lies, model, visible)
    marks += bridge_marks(theme, lies, model)
    marks += reach_marks(theme, lies, model)
    marks += light_marks(lies, model)
    marks += _placed(furniture(theme, lies, model), lies, rect)
    marks += selection_marks(theme, lies, model)
    marks += route_marks(theme, lies, model)
    marks += flash_marks(lies, model)
    marks += top_overlays(theme, lies, model, visible)
    return [*marks, *hover_marks(theme, lies, model)]


def furniture(theme: Theme, lies: Sheet, model: MapModel) -> tuple[Image, ...]:
    """Names, counters and flags, from the corner of the hexes' extent; kept until one of them changes."""
    key = (theme, model.board, lies.s, "no-counters" in model.overlays, model.units)
    if model.animation is not None:
        return _furniture(theme, lies, model)
    if model.view is None:
        return _without_view(theme, model.board, lies.s)
    kept = _FURNITURE(model.view)
    found = kept.get(key)
    if found is None:
        if len(kept) > _KEPT:
            kept.clear()
        found = kept[key] = _furniture(theme, lies, model)
    return found


_KEPT = 8
_FURNITURE: LastFew[dict[Hashable, tuple[Image, ...]]] = LastFew(lambda view: {})


@lru_cache(maxsize=8)
def _without_view(theme: Theme, board: Board, s: float) -> tuple[Image, ...]:
    return _furniture(theme, Sheet(s, 0, 0.0, 0.0, 0.0, 0.0), MapModel(board=board))


def _furniture(theme: Theme, lies: Sheet, model: MapModel) -> tuple[Image, ...]:
    here = evolve(lies, left=0.0, top=0.0)
    light = model.view.light if model.view is not None else 1.0
    dark = tint(darkness(light)) if theme.name == "paper" else 0.0
    names = name_marks(theme, model.board, here, *occupied(model), dark)
    return (
        *names,
        *works_marks(theme, here, model),
        *unit_marks(theme, here, model),
        *flag_marks(theme, here, model),
        *flare_signs(here, model),
    )


def _placed(images: tuple[Image, ...], lies: Sheet, rect: Rect) -> list[Command]:
    """Pictures brought to the sheet's place; those out of the rectangle are left out."""
    dx, dy = lies.origin
    left, top, right, bottom = rect.x - dx, rect.y - dy, rect.right - dx, rect.bottom - dy
    return [
        Image(i.x + dx, i.y + dy, i.w, i.h, i.key, i.build, i.oversample, i.opaque, i.alpha)
        for i in images
        if i.x < right and i.y < bottom and i.x + i.w > left and i.y + i.h > top
    ]


def _answer(rect: Rect, camera: MapCamera, model: MapModel, x: float, y: float) -> Hit | None:
    """What the hex under a point answers."""
    found = hex_at(camera, rect, model.board, x, y)
    if found is None:
        return Hit(rect, wheel="ui zoom")
    name = model.board.grid.name(found)
    return Hit(rect, f"hex {name}", hex_tip(model, found), context=f"ui menu {name}", wheel="ui zoom")


def _rims(theme: Theme, model: MapModel, lies: Sheet, rect: Rect) -> list[Command]:
    """Column numbers along the upper edge and row numbers along the left one; they stay in view."""
    paper, m, board = lies.paper, lies.margin, model.board
    dark = tint(darkness(model.view.light)) if model.view is not None and theme.name == "paper" else 0.0
    edge = blend(shifted(theme.map.edge, -8), (*NIGHT, 255), dark)
    top = Rect(paper.x, max(paper.y, rect.y), paper.w, m)
    left = Rect(max(paper.x, rect.x), paper.y, m, paper.h)
    key = (theme.name, lies.s, m, board.grid, edge)
    return [
        Image(top.x, top.y, top.w, top.h, ("columns", *key), lambda: _columns(theme, board, lies, edge), opaque=True),
        Image(left.x, left.y, left.w, left.h, ("rows", *key), lambda: _rows(theme, board, lies, edge), opaque=True),
        Fill(Rect(left.x, top.y, m, m), edge),
    ]


def _rim_font(theme: Theme, lies: Sheet) -> Font:
    return Font("regular", max(8, min(theme.font(9).px, round(lies.margin * 0.62))))


def _columns(theme: Theme, board: Board, lies: Sheet, edge: Colour) -> list[Command]:
    every = 1 if lies.s * 1.73 > 2.6 * _rim_font(theme, lies).px * 0.6 else 2
    marks: list[Command] = [Fill(Rect(0, 0, lies.paper.w, lies.margin), edge)]
    spots = centres(board, lies.s)
    for column in range(0, board.grid.columns, every):
        # Between the two positions that the hexes of a column take.
        x = lies.margin + spots[column][0] + 0.433 * lies.s
        marks.append(_number(theme, lies, x, lies.margin / 2, column + 1))
    return marks


def _rows(theme: Theme, board: Board, lies: Sheet, edge: Colour) -> list[Command]:
    every = 1 if lies.s * 1.5 > 1.2 * _rim_font(theme, lies).px else 2
    marks: list[Command] = [Fill(Rect(0, 0, lies.margin, lies.paper.h), edge)]
    spots = centres(board, lies.s)
    for row in range(0, board.grid.rows, every):
        y = lies.margin + spots[row * board.grid.columns][1]
        marks.append(_number(theme, lies, lies.margin / 2, y, row + 1))
    return marks


def _number(theme: Theme, lies: Sheet, x: float, y: float, number: int) -> TextLine:
    font = _rim_font(theme, lies)
    words = f"{number:02d}"
    w, h = theme.measure.width(words, font), theme.measure.height(font)
    top = round(y + 0.349 * font.px) - theme.measure.ascent(font)
    tone = blend(theme.map.rim_numbers, theme.map.edge, 0.1)
    return TextLine(round(x - w / 2), top, (Run(words, font, tone),), w, h)
