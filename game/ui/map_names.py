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
from game.ui.map_camera import Sheet, centres
from game.ui.text import Font, Measure, Run
from game.ui.theme import Theme

NIGHT: Final = (22, 30, 66)
"""The tint that darkness lays over the paper."""
_DETAIL_FROM: Final = 13.0
"""Hex radius below which only objectives, villages and lakes are named."""
_POSITIONS: Final = (
    (0.92, 0.0, 0.0, 0.02),
    (-0.96, 0.0, -1.0, 0.02),
    (0.62, -0.62, 0.0, 0.03),
    (0.62, 0.62, 0.0, 0.03),
    (-0.62, -0.62, -1.0, 0.04),
    (-0.62, 0.62, -1.0, 0.04),
)
"""East, west, north-east, south-east, north-west, south-west of the hex: right and down in radii, the share of the
name's width that lies left of there, and what the position costs."""
_REPEATED: Final = 14
"""Hexes of a river for each time that its name stands on it."""
_TOO_MUCH: Final = 0.2
"""Cost from which a name is left out rather than written over something."""


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


@frozen
class _Spot:
    """A position that a name may take: its box, what it costs, the hexes whose counters may reach into it."""

    x: int
    y: int
    right: int
    bottom: int
    cost: float
    near: int


@lru_cache(maxsize=64)
def placements(
    measure: Measure, theme: Theme, board: Board, s: float, taken: int, stacks: frozenset[HexId]
) -> tuple[Placed, ...]:
    """Where the names stand; those for which nothing is free are left out."""
    done: list[_Spot] = []
    found: list[Placed] = []
    for name, w, h, spots in _choices(measure, theme, board, s):
        best: _Spot | None = None
        least = _TOO_MUCH
        for spot in spots:
            if spot.cost >= least:
                break
            cost = spot.cost + _covered(board, s, spot, taken & spot.near, stacks, done)
            if cost < least:
                best, least = spot, cost
        if best is not None:
            done.append(best)
            found.append(Placed(name, best.x, best.y, w, h))
    return tuple(found)


@lru_cache(maxsize=16)
def _choices(
    measure: Measure, theme: Theme, board: Board, s: float
) -> tuple[tuple[Name, int, int, tuple[_Spot, ...]], ...]:
    """Each name with its size and the positions on the map that it may take, the cheapest first."""
    found = []
    for name in names(board):
        if s < _DETAIL_FROM * theme.unit and name.rank > 1:
            continue
        font = font_of(theme, s, name)
        w, h = measure.width(name.text, font), measure.height(font)
        spots = [
            _Spot(x, y, x + w, y + h, cost, _near(board, s, x, y, w, h))
            for x, y, cost in _corners(board, s, name, w, h)
        ]
        found.append((name, w, h, tuple(sorted(spots, key=lambda spot: spot.cost))))
    return tuple(found)


def _corners(board: Board, s: float, name: Name, w: int, h: int) -> Iterator[tuple[int, int, float]]:
    """Left upper corners and costs of the positions of a name that lie on the map."""
    spots = centres(board, s)
    wide, high = 3**0.5 * s * (board.grid.columns + 0.5), s * (1.5 * board.grid.rows + 0.5)
    places: list[tuple[float, float, float]] = []
    if name.wet:
        for i, hex_ in enumerate(name.hexes):
            x, y = spots[hex_]
            places.append((x - w / 2, y - h / 2, 0.004 * i))
    x, y = spots[name.hexes[0]]
    places += [(x + dx * s + share * w, y + dy * s - h / 2, cost) for dx, dy, share, cost in _POSITIONS]
    for left, top, cost in places:
        if left >= 2 and top >= 2 and left + w <= wide - 2 and top + h <= high - 2:
            yield round(left), round(top), cost


def _near(board: Board, s: float, x: int, y: int, w: int, h: int) -> int:
    """Bit set of the hexes whose counters may reach into a box."""
    grid, pitch = board.grid, 3**0.5 * s
    rows = range(max(0, int((y - 2 * s) / (1.5 * s))), min(grid.rows - 1, int((y + h + s) / (1.5 * s))) + 1)
    low, high = max(0, int((x - 2 * s) / pitch)), min(grid.columns - 1, int((x + w + s) / pitch))
    return sum((1 << high - low + 1) - 1 << row * grid.columns + low for row in rows) if low <= high else 0


def _covered(board: Board, s: float, spot: _Spot, taken: int, stacks: frozenset[HexId], done: Sequence[_Spot]) -> float:
    """What part of a position is covered by counters and other names, each weighed."""
    covered = 0.0
    for other in done:
        across = min(spot.right, other.right + 2) - max(spot.x, other.x - 2)
        down = min(spot.bottom, other.bottom + 1) - max(spot.y, other.y - 1)
        if across > 0 and down > 0:
            covered += 2.0 * across * down
    for left, top, right, bottom in _boxes(board, s, taken, stacks):
        wide = min(spot.right - 1, right) - max(spot.x + 1, left)
        high = min(spot.bottom - 1, bottom) - max(spot.y + 1, top)
        if wide > 0 and high > 0:
            covered += 6.0 * wide * high
    return covered / ((spot.right - spot.x) * (spot.bottom - spot.y))


def _boxes(board: Board, s: float, taken: int, stacks: frozenset[HexId]) -> Iterator[tuple[float, float, float, float]]:
    """Left, top, right and bottom of the counters in some hexes; stacks reach further up and to the right."""
    if not taken:
        return
    w, h = counter_size(s)
    spots = centres(board, s)
    for hex_ in hexes_of(taken):
        x, y = spots[hex_]
        extra = round(0.22 * s) if hex_ in stacks else 0
        yield x - w / 2, y - h / 2 - extra, x + w / 2 + extra, y + h / 2
