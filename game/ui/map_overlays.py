"""Overlays that the player turns on: unseen ground, danger, supply, ground commanded, the enemy's reach, ghosts."""

from __future__ import annotations

from typing import Final

from game.core.hexgrid import hexes_of
from game.core.ids import HexId
from game.language.phrases import percent
from game.model.board import Board
from game.model.view import ENCIRCLED, View
from game.ui.colours import rgb, with_alpha
from game.ui.draw import Circle, Command, Fill, Outline, Stroke
from game.ui.geometry import Point, Rect
from game.ui.glyphs import hex_points
from game.ui.map_camera import Sheet, centres
from game.ui.map_counters import side_colour
from game.ui.map_fronts import front_marks, front_names
from game.ui.map_ghosts import ghost_marks
from game.ui.map_marks import plate
from game.ui.map_model import MapModel
from game.ui.map_region import area, hatched
from game.ui.theme import Theme

_UNSEEN: Final = rgb("#1A1C24", 84)
_DANGER: Final = rgb("#C02B1D")
_BANDS: Final = ((0, 104), (1, 70), (16, 40))
"""Minutes from which a shade of the enemy's reach holds, and its alpha."""
_WORDS_FROM, _MINUTES_FROM = 15.0, 30.0


def _spot(lies: Sheet, board: Board, hex_: HexId) -> Point:
    x, y = centres(board, lies.s)[hex_]
    return lies.left + x, lies.top + y


def ground_overlays(theme: Theme, lies: Sheet, model: MapModel, shown: int) -> list[Command]:
    """Overlays that lie under the counters."""
    board, marks = model.board, list[Command]()
    if "sight" in model.overlays and model.view is not None:
        everything = (1 << board.grid.size) - 1
        marks += area(lies, board, everything & ~model.seen, _UNSEEN, None)
        marks += area(lies, board, model.seen, None, theme.map.reach_line, max(1.0, 0.04 * lies.s))
    if "control" in model.overlays and model.view is not None:
        marks += _control(theme, lies, board, model.view)
    if "enemy-reach" in model.overlays and model.enemy_reach:
        marks += _bands(lies, board, model)
        mask = board.grid.mask(list(model.enemy_reach))
        marks += area(lies, board, mask, None, _DANGER, max(1.0, 0.05 * lies.s))
    if "threat" in model.overlays:
        for hex_, chance in model.threats.items():
            if shown >> hex_ & 1:
                grade = 40 + 30 * round(4 * chance)
                marks += area(lies, board, 1 << hex_, with_alpha(_DANGER, grade), with_alpha(_DANGER, 255), 1.5)
    if "ghost" in model.overlays:
        marks += front_marks(theme, lies, model)
    return marks


def _bands(lies: Sheet, board: Board, model: MapModel) -> list[Command]:
    """The enemy's reach in shades, the darker the sooner."""
    marks: list[Command] = []
    for number, (soonest, alpha) in enumerate(_BANDS):
        later = _BANDS[number + 1][0] if number + 1 < len(_BANDS) else 1 << 20
        hexes = [h for h, m in model.enemy_reach.items() if soonest <= m < later]
        marks += area(lies, board, board.grid.mask(hexes), with_alpha(_DANGER, alpha), None)
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
    if lies.s >= _WORDS_FROM and "threat" in model.overlays:
        marks += _plates(theme, lies, model.board, shown, {h: percent(c) for h, c in model.threats.items()})
    elif lies.s >= _MINUTES_FROM and "enemy-reach" in model.overlays:
        words = {h: f"{m}m" if m else "now" for h, m in model.enemy_reach.items()}
        marks += _plates(theme, lies, model.board, shown, words)
    if "ghost" in model.overlays:
        names = front_names(theme, lies, model)
        marks += [*names, *ghost_marks(theme, lies, model, shown, names)]
    return marks


def _plates(theme: Theme, lies: Sheet, board: Board, shown: int, words: dict[HexId, str]) -> list[Command]:
    marks: list[Command] = []
    for hex_, text in words.items():
        if shown >> hex_ & 1:
            x, y = _spot(lies, board, hex_)
            marks.append(plate(theme, x, y + 0.72 * lies.s, text, 9.5))
    return marks


def _supply(theme: Theme, lies: Sheet, view: View, shown: int) -> list[Command]:
    """A depot at each source; a green dot on units in supply, a ring about those cut off, two about the encircled."""
    board, s, marks = view.scenario.board, lies.s, list[Command]()
    good, bad = theme.chrome.good, theme.chrome.bad
    for hex_ in view.scenario.sides[view.side].supply:
        x, y = _spot(lies, board, hex_)
        w, h = 0.5 * s, 0.36 * s
        body = Rect(round(x - w), round(y - h), round(2 * w), round(2 * h))
        own = theme.side(side_colour(view.scenario, view.side)).body
        marks += [Fill(body, own, 2), Outline(body, theme.map.halo, 1, 2)]
        marks.append(Stroke(((x - w, y + 0.3 * h), (x + w, y + 0.3 * h)), theme.map.halo, max(1.0, 0.08 * s)))
        marks.append(Circle(x, y, 0.92 * s, good, max(1.5, 0.07 * s)))
    for hex_, stack in view.stacks.items():
        if not shown >> hex_ & 1:
            continue
        x, y = _spot(lies, board, hex_)
        worst = max(unit.supply for unit in stack)
        if worst == 0:
            marks += [
                Circle(x - 0.62 * s, y + 0.56 * s, max(3.0, 0.17 * s), rgb("#10200C")),
                Circle(x - 0.62 * s, y + 0.56 * s, max(2.2, 0.13 * s), good),
            ]
        else:
            tone = bad if worst > 1 else theme.chrome.warning
            marks.append(Stroke(hex_points(x, y, 0.94 * s), tone, max(2.0, 0.12 * s), closed=True))
        if any(unit.ring == ENCIRCLED for unit in stack):
            marks.append(Stroke(hex_points(x, y, 0.74 * s), bad, max(1.5, 0.08 * s), closed=True))
    for hex_ in hexes_of(view.enclosed & shown):
        x, y = _spot(lies, board, hex_)
        marks.append(Stroke(hex_points(x, y, 0.74 * s), good, max(1.5, 0.08 * s), closed=True))
    return marks
