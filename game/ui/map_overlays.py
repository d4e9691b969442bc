"""Overlays that the player turns on: unseen ground, danger, supply, ground commanded, what the enemy reaches, ghosts."""

from __future__ import annotations

from typing import Final

from game.core.ids import HexId
from game.language.phrases import percent
from game.model.board import Board
from game.model.view import View
from game.ui.colours import Colour, rgb, with_alpha
from game.ui.counters import counter_size
from game.ui.draw import Circle, Command, Fill, Image, Outline, Stroke, TextLine
from game.ui.geometry import Point, Rect
from game.ui.glyphs import hex_points
from game.ui.map_camera import Sheet, centres
from game.ui.map_counters import side_colour
from game.ui.map_curves import dashes
from game.ui.map_marks import plate
from game.ui.map_model import GhostMark, MapModel
from game.ui.map_region import area, hatched
from game.ui.text import Run
from game.ui.theme import Theme

_UNSEEN: Final = rgb("#1A1C24", 84)
_DANGER: Final = rgb("#C02B1D")
_WORDS_FROM: Final = 15.0


def _spot(lies: Sheet, board: Board, hex_: HexId) -> Point:
    x, y = centres(board, lies.s)[hex_]
    return lies.left + x, lies.top + y


def ground_overlays(theme: Theme, lies: Sheet, model: MapModel, shown: int) -> list[Command]:
    """Overlays that lie under the counters."""
    board, marks = model.board, list[Command]()
    if "sight" in model.overlays and model.view is not None:
        everything = (1 << board.grid.size) - 1
        marks += area(lies, board, everything & ~model.seen, _UNSEEN, with_alpha(theme.map.path, 120))
    if "control" in model.overlays and model.view is not None:
        marks += _control(theme, lies, board, model.view)
    if "enemy-reach" in model.overlays and model.enemy_reach:
        mask = board.grid.mask(list(model.enemy_reach))
        marks += area(lies, board, mask, with_alpha(_DANGER, 46), with_alpha(_DANGER, 200), max(1.0, 0.05 * lies.s))
    if "threat" in model.overlays:
        for hex_, chance in model.threats.items():
            if shown >> hex_ & 1:
                grade = 40 + 30 * round(4 * chance)
                marks += area(lies, board, 1 << hex_, with_alpha(_DANGER, grade), with_alpha(_DANGER, 255), 1.5)
    return marks


def _control(theme: Theme, lies: Sheet, board: Board, view: View) -> list[Command]:
    """Ground next to units of one side, of the other, and of both."""
    own, foe = commanded(view)
    first = theme.side(side_colour(view.scenario, view.side)).body
    second = theme.side(side_colour(view.scenario, 1 - view.side)).body
    marks: list[Command] = list(area(lies, board, own & ~foe, with_alpha(first, 70), with_alpha(first, 230), 1.5))
    marks += area(lies, board, foe & ~own, with_alpha(second, 70), with_alpha(second, 230), 1.5)
    marks += area(lies, board, own & foe, with_alpha(rgb("#6B4A7A"), 80), None)
    return [*marks, *hatched(lies, board, own & foe, with_alpha(theme.map.selected, 255), 0.36 * lies.s)]


def commanded(view: View) -> tuple[int, int]:
    """Bit sets of the ground where own units and known enemies stand, and of the hexes next to them."""
    near = view.scenario.board.grid.near_mask
    masks = []
    for hexes in (view.stacks, view.contacts_at):
        mask = 0
        for hex_ in hexes:
            mask |= 1 << hex_ | near[hex_]
        masks.append(mask)
    return masks[0], masks[1]


def top_overlays(theme: Theme, lies: Sheet, model: MapModel, shown: int) -> list[Command]:
    """Overlays that lie over the counters."""
    marks: list[Command] = []
    if "supply" in model.overlays and model.view is not None:
        marks += _supply(theme, lies, model.view, shown)
    if lies.s >= _WORDS_FROM:
        if "threat" in model.overlays:
            marks += _plates(theme, lies, model.board, shown, {h: percent(c) for h, c in model.threats.items()})
        if "enemy-reach" in model.overlays:
            words = {h: f"{m}m" if m else "now" for h, m in model.enemy_reach.items()}
            marks += _plates(theme, lies, model.board, shown, words)
    if "ghost" in model.overlays:
        marks += _ghosts(theme, lies, model, shown)
    return marks


def _plates(theme: Theme, lies: Sheet, board: Board, shown: int, words: dict[HexId, str]) -> list[Command]:
    marks: list[Command] = []
    for hex_, text in words.items():
        if shown >> hex_ & 1:
            x, y = _spot(lies, board, hex_)
            marks.append(plate(theme, x, y + 0.72 * lies.s, text, 9.5))
    return marks


def _supply(theme: Theme, lies: Sheet, view: View, shown: int) -> list[Command]:
    """A depot at each source; a green dot on units in supply, a red ring about those cut off."""
    board, s, marks = view.scenario.board, lies.s, list[Command]()
    good, bad = theme.chrome.good, theme.chrome.bad
    for hex_ in view.scenario.sides[view.side].supply:
        x, y = _spot(lies, board, hex_)
        w, h = 0.5 * s, 0.36 * s
        body = Rect(round(x - w), round(y - h), round(2 * w), round(2 * h))
        marks += [Fill(body, theme.side(side_colour(view.scenario, view.side)).body, 2), Outline(body, theme.map.halo, 1, 2)]
        marks.append(Stroke(((x - w, y + 0.3 * h), (x + w, y + 0.3 * h)), theme.map.halo, max(1.0, 0.08 * s)))
        marks.append(Circle(x, y, 0.92 * s, good, max(1.5, 0.07 * s)))
    for hex_, stack in view.stacks.items():
        if not shown >> hex_ & 1:
            continue
        x, y = _spot(lies, board, hex_)
        if all(unit.in_supply for unit in stack):
            marks += [Circle(x - 0.62 * s, y + 0.56 * s, max(3.0, 0.17 * s), rgb("#10200C")),
                      Circle(x - 0.62 * s, y + 0.56 * s, max(2.2, 0.13 * s), good)]
        else:
            marks.append(Stroke(hex_points(x, y, 0.94 * s), bad, max(2.0, 0.12 * s), closed=True))
    return marks


def _ghosts(theme: Theme, lies: Sheet, model: MapModel, shown: int) -> list[Command]:
    """Hollow counters where the formations of the record stood, with their names; several in one hex share a frame."""
    marks: list[Command] = []
    met: dict[HexId, int] = {}
    for ghost in model.ghosts:
        number = met.get(ghost.hex, 0)
        met[ghost.hex] = number + 1
        if shown >> ghost.hex & 1:
            x, y = _spot(lies, model.board, ghost.hex)
            taken = model.view is not None and (ghost.hex in model.view.stacks or ghost.hex in model.view.contacts_at)
            marks.append(_ghost(theme, lies.s, x, y, ghost, model.view, number, taken))
    return marks


def _ghost(
    theme: Theme, s: float, x: float, y: float, ghost: GhostMark, view: View | None, number: int, taken: bool
) -> Image:
    """A dashed frame about the place of a counter, an hourglass where no counter stands, the name below.

    Further ghosts of a hex add only their name, a line lower each.
    """
    colours = theme.side(side_colour(view.scenario, ghost.side) if view else "none")
    ink = colours.body if theme.name == "paper" else colours.rim
    font, measure = theme.font(10.5, "italic"), theme.measure
    w, h = (length + round(0.2 * s) for length in counter_size(s))
    text_w, text_h = measure.width(ghost.name, font), measure.height(font)
    pad = 3
    wide, high = max(w, text_w) + 2 * pad, h + text_h + 2 * pad
    halo = with_alpha(theme.map.halo, 255)

    def build() -> list[Command]:
        marks: list[Command] = []
        left = (wide - w) // 2
        if number == 0:
            ring = ((left, pad), (left + w, pad), (left + w, pad + h), (left, pad + h), (left, pad))
            pen = max(1.6, 0.08 * s)
            marks += [Stroke(ring, with_alpha(halo, 255), pen + 1.5)]
            marks += [Stroke(dash, ink, pen) for dash in dashes(ring, (0.24 * s + 2, 0.14 * s + 1))]
            if not taken:
                marks += _hourglass(left + w / 2, pad + h / 2, s, ink)
        runs = (Run(ghost.name, font, ink),)
        return [*marks, TextLine((wide - text_w) // 2, pad + h, runs, text_w, text_h, halo)]

    top = y - h / 2 - pad + number * (text_h - 1)
    key = ("ghost", ghost.name, s, ink, halo, font, number == 0, taken)
    return Image(round(x - wide / 2), round(top), wide, high, key, build)


def _hourglass(x: float, y: float, s: float, ink: Colour) -> list[Command]:
    """History stood here."""
    r = 0.26 * s
    line = ((x - r, y - r), (x + r, y - r), (x - r, y + r), (x + r, y + r), (x - r, y - r))
    return [Stroke(line, ink, max(1.0, 0.07 * s))]
