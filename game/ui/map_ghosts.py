"""Ghosts of history on the map: where the formations of the record stood at this hour."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from game.core.ids import HexId
from game.ui.colours import Colour
from game.ui.counters import counter_size
from game.ui.draw import Command, Image, Stroke
from game.ui.geometry import Point
from game.ui.map_camera import Sheet, centres
from game.ui.map_counters import side_colour
from game.ui.map_curves import dashes
from game.ui.map_model import GhostMark, MapModel
from game.ui.map_units import pill
from game.ui.theme import SideColours, Theme

_ROWS: Final = 4
"""Rows above and below a ghost in which its name may stand."""
_MOST: Final = 0.9
"""Counters that a name may cover; one that would cover more is told by the pointer alone."""

Box = tuple[float, float, float, float]
"""Left, top, right and bottom about the ghost's own place or on the sheet."""


def ghost_marks(theme: Theme, lies: Sheet, model: MapModel, shown: int, others: Sequence[Image]) -> list[Command]:
    """Hollow counters where the formations of the record stood; their names where they cover least.

    Args:
        others: names that stand on the map already.
    """
    spots = centres(model.board, lies.s)
    view, s = model.view, lies.s
    taken = frozenset([*view.stacks, *view.contacts_at]) if view is not None else frozenset[HexId]()
    seen = [ghost for ghost in model.ghosts if shown >> ghost.hex & 1]
    frames: dict[HexId, Command] = {}
    for ghost in seen:
        if ghost.hex not in frames:
            x, y = spots[ghost.hex]
            ink = _colours(theme, model, ghost)
            frames[ghost.hex] = ghost_frame(theme, s, lies.left + x, lies.top + y, ink, ghost.hex in taken)
    sizes = tuple(_size(theme, ghost) for ghost in seen)
    counters = tuple(spots[hex_] for hex_ in sorted(taken) if shown >> hex_ & 1)
    kept = tuple(_on_sheet(lies, other) for other in others)
    boxes = name_boxes(tuple(spots[ghost.hex] for ghost in seen), sizes, counters, kept, s)
    names: list[Command] = []
    for ghost, box in zip(seen, boxes, strict=True):
        if box is not None:
            names += _name(theme, lies, spots[ghost.hex], ghost, box, _colours(theme, model, ghost))
    return [*frames.values(), *names]


def short_name(name: str) -> str:
    """A formation's name without who led it and what of it came when; the pointer tells the whole."""
    return name.partition(" (")[0].partition(",")[0]


def _colours(theme: Theme, model: MapModel, ghost: GhostMark) -> SideColours:
    return theme.side(side_colour(model.view.scenario, ghost.side) if model.view else "none")


def _size(theme: Theme, ghost: GhostMark) -> tuple[int, int]:
    font = theme.font(10.5, "semibold")
    return theme.measure.width(short_name(ghost.name), font) + theme.px(8), theme.measure.height(font)


def _on_sheet(lies: Sheet, image: Image) -> Box:
    """Where a picture stands on the sheet, to the pixel, so that it is the same wherever the map is scrolled."""
    left, top = round(image.x - lies.left), round(image.y - lies.top)
    return float(left), float(top), float(left + image.w), float(top + image.h)


# Where the names stand ------------------------------------------------------------------------------------------------


@lru_cache(maxsize=16)
def name_boxes(
    spots: tuple[Point, ...],
    sizes: tuple[tuple[int, int], ...],
    counters: tuple[Point, ...],
    kept: tuple[Box, ...],
    s: float,
) -> tuple[Box | None, ...]:
    """A place for each name that covers no other name and as little as can be of the counters and frames.

    None for one that would cover nearly a whole counter wherever it stood. Places are on the sheet of the map, so that
    names stay where they are while it is scrolled.

    Args:
        spots: middles of the ghosts on the sheet.
        sizes: widths and heights of their names.
        counters: middles of the counters.
        kept: other names.
        s: radius of a hex.
    """
    wide, high = counter_size(s)
    bodies = [(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2) for x, y in dict.fromkeys((*counters, *spots))]
    found: list[Box | None] = []
    for (x, y), (w, h) in zip(spots, sizes, strict=True):
        reach_x, reach_y = w + wide, (_ROWS + 1) * (h + 2) + high
        near = [box for box in bodies if abs(box[0] - x) < reach_x and abs(box[1] - y) < reach_y]
        placed = [*kept, *(box for box in found if box is not None)]
        best: tuple[float, Box] | None = None
        for rank, box in enumerate(_places(x, y, w, h, s)):
            if any(_common(box, other) for other in placed):
                continue
            covered = sum(_common(box, body) for body in near) / (wide * high)
            cost = covered + 0.02 * rank
            if covered <= _MOST and (best is None or cost < best[0]):
                best = cost, box
        found.append(best[1] if best is not None else None)
    return tuple(found)


def _places(x: float, y: float, w: float, h: float, s: float) -> list[Box]:
    """Places for a name about a ghost, the usual ones first: below, above, beside, then further off."""
    wide, high = counter_size(s)
    gap = high / 2 + 0.12 * s
    corners: list[Point] = []
    for row in range(_ROWS):
        for top in (y + gap + row * (h + 2), y - gap - h - row * (h + 2)):
            corners += [(x - w / 2, top), (x - w * 0.1, top), (x - w * 0.9, top)]
        if row == 0:
            corners += [(x + wide / 2 + 0.2 * s, y - h / 2), (x - wide / 2 - 0.2 * s - w, y - h / 2)]
    return [(left, top, left + w, top + h) for left, top in corners]


def _common(one: Box, other: Box) -> float:
    """Area that two boxes share."""
    w = min(one[2], other[2]) - max(one[0], other[0])
    h = min(one[3], other[3]) - max(one[1], other[1])
    return w * h if w > 0 and h > 0 else 0.0


# Drawing --------------------------------------------------------------------------------------------------------------


def ghost_frame(theme: Theme, s: float, x: float, y: float, colours: SideColours, taken: bool) -> Image:
    """A dashed frame about the place of a counter, with an hourglass where no counter stands."""
    ink = colours.body if theme.name == "paper" else colours.rim
    halo, k = theme.map.halo, 2
    w, h = (length + round(0.2 * s) for length in counter_size(s))
    pad = 3

    def build() -> list[Command]:
        a, b, right, low = pad * k, pad * k, (pad + w) * k, (pad + h) * k
        ring = ((a, b), (right, b), (right, low), (a, low), (a, b))
        pen = max(1.8, 0.08 * s) * k
        marks: list[Command] = [Stroke(ring, halo, pen + 1.6 * k)]
        marks += [Stroke(dash, ink, pen) for dash in dashes(ring, ((0.26 * s + 2) * k, (0.16 * s + 1) * k))]
        return marks if taken else [*marks, *_hourglass((a + right) / 2, (b + low) / 2, s * k, ink)]

    key = ("ghost", s, ink, halo, taken)
    return Image(round(x - w / 2) - pad, round(y - h / 2) - pad, w + 2 * pad, h + 2 * pad, key, build, oversample=k)


def _name(
    theme: Theme, lies: Sheet, spot: Point, ghost: GhostMark, box: Box, colours: SideColours
) -> Sequence[Command]:
    """The name on a pale plate, with a line to the frame where it does not stand beside it."""
    pale = theme.card.paper if theme.name == "paper" else theme.chrome.window
    ink = colours.body if theme.name == "paper" else colours.rim
    left, top = round(lies.left + box[0]), round(lies.top + box[1])
    w, h = round(box[2] - box[0]), round(box[3] - box[1])
    font = theme.font(10.5, "semibold")
    plate = pill(theme, left, top, w, h, short_name(ghost.name), font, pale, ink)
    x, y = lies.left + spot[0], lies.top + spot[1]
    half = counter_size(lies.s)[1] / 2
    near = min(max(x, left + 4.0), left + w - 4.0)
    if top - (y + half) > h:
        return [Stroke(((x, y + half), (near, float(top))), ink, 1.0), plate]
    if (y - half) - (top + h) > h:
        return [Stroke(((x, y - half), (near, float(top + h))), ink, 1.0), plate]
    return [plate]


def _hourglass(x: float, y: float, s: float, ink: Colour) -> list[Command]:
    """History stood here."""
    r = 0.26 * s
    line = ((x - r, y - r), (x + r, y - r), (x - r, y + r), (x + r, y + r), (x - r, y - r))
    return [Stroke(line, ink, max(1.0, 0.07 * s))]
