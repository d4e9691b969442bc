"""Place names in the freest of the positions round their hex, never under counters or over each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from attrs import frozen

from game.core.hexgrid import hexes_of
from game.core.ids import HexId
from game.language.names import short_place
from game.model.board import Board, Place
from game.ui.colours import Colour, blend
from game.ui.counters import counter_size
from game.ui.draw import Command, Image, TextLine
from game.ui.geometry import Rect
from game.ui.map_camera import Sheet, centres
from game.ui.text import Font, Measure, Run
from game.ui.theme import Theme

NIGHT: Final = (22, 30, 66)
"""The tint that darkness lays over the paper."""
_DETAIL_FROM: Final = 13.0
"""Hex radius below which only objectives, villages and lakes are named."""
_POSITIONS: Final = (
    (0.0, 0.0, 0.0, 0.0),
    (0.92, -0.5, 0.0, 0.02),
    (-0.96, -0.5, -1.0, 0.02),
    (0.62, -1.05, 0.0, 0.03),
    (0.62, 0.05, 0.0, 0.03),
    (-0.62, -1.05, -1.0, 0.04),
    (-0.62, 0.05, -1.0, 0.04),
)
"""The hex's own middle (for lakes), then E, W, NE, SE, NW, SW: (x in radii, y in text heights from the row's middle,
share of the width to the left, what the position costs)."""
_REPEATED: Final = 14
"""Hexes of a river for each time that its name stands on it."""
_ROWS: Final = (0.0, 0.0, 0.0, -0.62, 0.62, -0.62, 0.62)
"""How far down, in radii, each of the positions stands."""
_TOO_MUCH: Final = 0.12
"""Share of a name that may be covered at most; one that cannot do better is left out."""


@frozen(cache_hash=True)
class Name:
    """A name on the map: its words, where it belongs, how important it is, whether it is water."""

    text: str
    hexes: tuple[HexId, ...]
    """The hex at which it stands; several for a lake or a river, any of which will do."""
    rank: int
    """0 objectives, 1 villages and waters, 2 the rest."""
    wet: bool = False


@frozen
class Placed:
    """A name in its place, from the corner of the hexes' extent."""

    name: Name
    x: int
    y: int
    w: int
    h: int


@lru_cache(maxsize=8)
def names(board: Board) -> tuple[Name, ...]:
    """All names of a board, the most important first."""
    found = [_place_name(board, place) for place in board.places]
    for river in board.rivers:
        parts = max(1, len(river.hexes) // _REPEATED)
        long = len(river.hexes) / parts
        for part in range(parts):
            hexes = river.hexes[round(part * long) + 1 : round((part + 1) * long) - 1]
            if hexes:
                found.append(Name(river.name, _from_the_middle(hexes), 1, wet=True))
    return tuple(sorted(found, key=lambda name: name.rank))


def _from_the_middle(hexes: Sequence[HexId]) -> tuple[HexId, ...]:
    middle = len(hexes) // 2
    return tuple(sorted(hexes, key=lambda h: abs(hexes.index(h) - middle)))


def _place_name(board: Board, place: Place) -> Name:
    wet = board.terrain(place.hex).is_water
    height = f" {place.height_m:.0f}" if place.height_m and place.height_m > 10 else ""
    if any(figure.isdigit() for figure in place.name):
        height = ""
    rank = 0 if place.is_objective else 1 if wet and len(place.hexes) > 2 else 2
    if board.terrain(place.hex).glyph == "town":
        rank = min(rank, 1)
    hexes = (place.hex, *place.hexes) if wet else (place.hex,)
    return Name(short_place(place) + height, hexes, rank, wet)


def font_of(theme: Theme, s: float, name: Name) -> Font:
    """The font of a name: semibold for objectives, else italic; a little larger on a near map."""
    size = 11.0 if s < 20 * theme.unit else 12.0 if s < 34 * theme.unit else 13.0
    return theme.font(size, "italic") if name.rank else theme.font(size, "semibold")


def name_marks(
    theme: Theme, board: Board, lies: Sheet, taken: int, stacks: frozenset[HexId], dark: float = 0.0
) -> list[Image]:
    """Images of all names that found a place.

    Args:
        taken: bit set of the hexes with counters.
        stacks: those of them where counters lie over each other.
        dark: share of the night's tint in the ground, which the names' rims take on.
    """
    left, top = lies.origin
    marks: list[Image] = []
    for placed in placements(theme.measure, theme, board, lies.s, taken, stacks):
        font = font_of(theme, lies.s, placed.name)
        ink, halo = _colours(theme, placed.name)
        halo = blend(halo, (*NIGHT, 255), dark)
        marks.append(_picture(left + placed.x, top + placed.y, placed, font, ink, halo))
    return marks


def _colours(theme: Theme, name: Name) -> tuple[Colour, Colour]:
    paper = theme.name == "paper"
    if not name.wet:
        darker = 0.25 if name.rank else 0.55
        return (blend(theme.map.names, theme.map.selected, darker) if paper else theme.map.names), theme.map.halo
    water = theme.map.of("lake")
    if paper:
        return blend(theme.map.river, theme.map.selected, 0.45), water.fill
    return blend(theme.map.names, theme.map.river, 0.35), water.fill


def _picture(x: int, y: int, placed: Placed, font: Font, ink: Colour, halo: Colour) -> Image:
    text = placed.name.text

    def build() -> list[Command]:
        return [TextLine(2, 1, (Run(text, font, ink),), placed.w, placed.h, halo)]

    return Image(x - 2, y - 1, placed.w + 6, placed.h + 2, ("name", text, font, ink, halo), build)


@lru_cache(maxsize=64)
def placements(
    measure: Measure, theme: Theme, board: Board, s: float, taken: int, stacks: frozenset[HexId]
) -> tuple[Placed, ...]:
    """Where the names stand; those for which nothing is free are left out."""
    done: list[Placed] = []
    for name in names(board):
        if s < _DETAIL_FROM * theme.unit and name.rank > 1:
            continue
        font = font_of(theme, s, name)
        w, h = measure.width(name.text, font), measure.height(font)
        best = min(
            (
                (_cost(board, s, rect, taken, stacks, done) + cost, number, rect)
                for number, (rect, cost) in enumerate(_candidates(board, s, name, w, h))
            ),
            default=None,
            key=lambda choice: choice[:2],
        )
        if best is not None and best[0] < _TOO_MUCH + 0.1:
            done.append(Placed(name, best[2].x, best[2].y, w, h))
    return tuple(done)


def _candidates(board: Board, s: float, name: Name, w: int, h: int) -> Iterator[tuple[Rect, float]]:
    spots = centres(board, s)
    if name.wet:
        for i, hex_ in enumerate(name.hexes):
            x, y = spots[hex_]
            yield Rect(round(x - w / 2), round(y - h / 2), w, h), 0.004 * i
    for (dx, _, share, cost), row in zip(_POSITIONS[1:], _ROWS[1:], strict=True):
        for hex_ in name.hexes[:1]:
            x, y = spots[hex_]
            yield Rect(round(x + dx * s + share * w), round(y + row * s - h / 2), w, h), cost


def _cost(
    board: Board, s: float, rect: Rect, taken: int, stacks: frozenset[HexId], done: Sequence[Placed]
) -> float:
    """Share of the name that is covered, and a whole for a name beyond the map's edge."""
    area = rect.w * rect.h
    wide, high = 3**0.5 * s * (board.grid.columns + 0.5), s * (1.5 * board.grid.rows + 0.5)
    if rect.x < 2 or rect.y < 2 or rect.right > wide - 2 or rect.bottom > high - 2:
        return 1.0
    covered = 0.0
    for other in done:
        meet = rect.inset(-2, -1).meet(Rect(other.x, other.y, other.w, other.h))
        covered += 2.0 * max(0, meet.w) * max(0, meet.h)
    for counter in _counters_near(board, s, rect, taken, stacks):
        meet = rect.inset(-1).meet(counter)
        covered += 6.0 * max(0, meet.w) * max(0, meet.h)
    return covered / area


def _counters_near(board: Board, s: float, rect: Rect, taken: int, stacks: frozenset[HexId]) -> Iterator[Rect]:
    """The counters that may touch a rectangle."""
    row_pitch, pitch = 1.5 * s, 3**0.5 * s
    first_row, last_row = int((rect.y - 2 * s) / row_pitch), int((rect.bottom + s) / row_pitch)
    first, last = int((rect.x - 2 * s) / pitch), int((rect.right + s) / pitch)
    columns = board.grid.columns
    window = 0
    for row in range(max(0, first_row), min(board.grid.rows - 1, last_row) + 1):
        low, high = max(0, first), min(columns - 1, last)
        if low <= high:
            window |= ((1 << (high - low + 1)) - 1) << (row * columns + low)
    w, h = counter_size(s)
    spots = centres(board, s)
    for hex_ in hexes_of(window & taken):
        x, y = spots[hex_]
        extra = round(0.22 * s) if hex_ in stacks else 0
        yield Rect(round(x - w / 2), round(y - h / 2) - extra, w + extra, h + extra)

