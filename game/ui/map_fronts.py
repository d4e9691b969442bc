"""The front of the record at this hour, as a line over the map."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from game.core.hexgrid import hexes_of
from game.core.lines import curve, teeth
from game.model.board import Board
from game.model.history import Front
from game.ui.draw import Command, Image, Stroke
from game.ui.geometry import Point
from game.ui.glyphs import HEX_WIDTH
from game.ui.map_camera import Sheet, centres
from game.ui.map_counters import side_colour
from game.ui.map_curves import dashes
from game.ui.map_model import MapModel
from game.ui.map_units import occupied, pill
from game.ui.theme import SideColours, Theme

_DASH = (0.9, 0.35)
"""Stroke and gap in hex radii."""


@lru_cache(maxsize=64)
def front_line(board: Board, front: Front, s: float) -> tuple[Point, ...]:
    """A front as a smooth line, from the corner of the hexes' extent."""
    ax, ay = centres(board, s)[board.reference.anchor]
    km = HEX_WIDTH * s / board.reference.hex_km
    corners = [(ax + east * km, ay - north * km) for east, north in front.points]
    return tuple(curve((*corners, corners[0]) if front.is_closed else tuple(corners), 6))


def front_marks(theme: Theme, lies: Sheet, model: MapModel) -> list[Command]:
    """All lines of the picture: dashes in the colour of the holder with teeth towards the other side."""
    marks: list[Command] = []
    for front in model.fronts:
        line, colours = _drawn(theme, lies, model, front)
        ink = colours.body if theme.name == "paper" else colours.rim
        wide = max(2.0, 0.16 * lies.s)
        marks.append(Stroke(tuple(line), (*theme.map.halo[:3], 170), 2.2 * wide))
        unit = max(10.0, lies.s)
        marks += [Stroke(dash, ink, wide) for dash in dashes(tuple(line), [part * unit for part in _DASH])]
        marks += [
            Stroke(tooth, ink, max(1.5, 0.7 * wide))
            for tooth in teeth(line, 2.5 * unit, 0.5 * unit, is_closed=front.is_closed)
        ]
    return marks


def front_names(theme: Theme, lies: Sheet, model: MapModel) -> list[Image]:
    """The names of the lines, beside counters where there is room; they lie over everything."""
    mask, _ = occupied(model)
    spots = centres(model.board, lies.s)
    taken = [(lies.left + spots[hex_][0], lies.top + spots[hex_][1]) for hex_ in hexes_of(mask)]
    names: list[Image] = []
    for front in model.fronts:
        line, colours = _drawn(theme, lies, model, front)
        names.append(_name(theme, line, front, colours, (names, taken, lies.s)))
    return names


def _drawn(theme: Theme, lies: Sheet, model: MapModel, front: Front) -> tuple[list[Point], SideColours]:
    """A line where it lies on the sheet, and the colours of its holder."""
    line = [(lies.left + x, lies.top + y) for x, y in front_line(model.board, front, lies.s)]
    return line, theme.side(side_colour(model.view.scenario, front.holder) if model.view else "none")


def _name(
    theme: Theme,
    line: Sequence[Point],
    front: Front,
    colours: SideColours,
    around: tuple[Sequence[Image], Sequence[Point], float],
) -> Image:
    """The name on a pale plate on the line, at that of a few places where it covers fewest counters and no name.

    Args:
        around: names that stand already, middles of the counters, and the hex radius.
    """
    others, taken, s = around
    font = theme.font(10.5, "semibold")
    w, h = theme.measure.width(front.name, font) + theme.px(8), theme.measure.height(font)
    pale = theme.card.paper if theme.name == "paper" else theme.chrome.window
    ink = colours.body if theme.name == "paper" else colours.rim
    best: tuple[int, Image] | None = None
    for share in (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.12, 0.88):
        x, y = line[round(share * (len(line) - 1))]
        plate = pill(theme, round(x - w / 2), round(y - h / 2), w, h, front.name, font, pale, ink)
        cost = sum(abs(x - a) < w / 2 + 0.7 * s and abs(y - b) < h / 2 + 0.5 * s for a, b in taken)
        cost += len(taken) * sum(plate.bounds().overlaps(other.bounds()) for other in others)
        if best is None or cost < best[0]:
            best = cost, plate
    assert best is not None
    return best[1]
