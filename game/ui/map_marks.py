"""What is laid on the map for the moment: reach, path, target, selection, flags, wire, flares, flashes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from game.core.ids import HexId
from game.engine import Route
from game.ui.colours import Colour, blend, rgb, with_alpha
from game.ui.draw import Circle, Command, Image, Polygon, Raster, Stroke, TextLine
from game.ui.geometry import Point, Rect
from game.ui.glyphs import flag, hex_points, hexside, path_marks, target, wire
from game.ui.map_camera import Sheet, centres
from game.ui.map_counters import side_colour
from game.ui.map_model import MapModel
from game.ui.map_region import area
from game.ui.map_units import pill
from game.ui.text import Font, Run
from game.ui.theme import Theme

REACH_TINTS: Final[Mapping[str, Colour]] = {
    "march": rgb("#FFFFFF", 96),
    "stealth": rgb("#DCE6FF", 92),
    "fire": rgb("#FFD9B0", 92),
}
"""Fill of the reach on paper by its kind; at night all share the theme's."""
FLASHES: Final[Mapping[str, Colour]] = {
    "fire": rgb("#FFB02E", 150),
    "assault": rgb("#E8482F", 150),
    "flare": rgb("#FFF6C8", 140),
    "control": rgb("#FFFFFF", 150),
    "loss": rgb("#7A1410", 140),
}
_GLOW_SIDE: Final = 16
_WIRE_FROM, _TARGETS_FROM, _PILL_FROM = 8.0, 14.0, 9.0


def _spot(lies: Sheet, model: MapModel, hex_: HexId) -> Point:
    x, y = centres(model.board, lies.s)[hex_]
    return lies.left + x, lies.top + y


def reach_marks(theme: Theme, lies: Sheet, model: MapModel) -> list[Command]:
    """The hexes within reach, filled and outlined."""
    if not model.reach:
        return []
    mask = model.board.grid.mask(list(model.reach))
    if model.selected is not None:
        mask |= 1 << model.selected
    tint = theme.map.reach_fill
    if theme.name == "paper":
        tint = REACH_TINTS.get(model.reach_kind, tint)
    return list(area(lies, model.board, mask, tint, theme.map.reach_line, max(1.0, 0.05 * lies.s)))


def works_marks(theme: Theme, lies: Sheet, model: MapModel) -> list[Command]:
    """Wire on its hexsides, registered targets, the light of flares."""
    view = model.view
    if view is None:
        return []
    s = lies.s
    marks: list[Command] = []
    for hex_ in view.lit:
        if view.lit[hex_] > view.minute:
            marks.append(_glow(lies, model, hex_))
    if s >= _WIRE_FROM:
        ink = theme.map.rail
        for side in sorted(view.wire):
            x, y = _spot(lies, model, HexId(side // 6))
            start, end = hexside(x, y, s, side % 6)
            marks += wire(start, end, max(s, 14.0), ink)
    if s >= _TARGETS_FROM:
        tone = with_alpha(theme.colour(side_colour(view.scenario, view.side)), 255)
        for hex_ in _bits(view.registered):
            x, y = _spot(lies, model, hex_)
            marks += target(x + 0.5 * s, y + 0.52 * s, 0.5 * s, blend(tone, theme.map.rail, 0.35))
    return marks


def _bits(mask: int) -> list[HexId]:
    return [HexId(i) for i in range(mask.bit_length()) if mask >> i & 1]


def _glow_samples() -> bytes:
    samples = bytearray()
    for row in range(_GLOW_SIDE):
        for column in range(_GLOW_SIDE):
            dx, dy = (column + 0.5) / _GLOW_SIDE * 2 - 1, (row + 0.5) / _GLOW_SIDE * 2 - 1
            share = max(0.0, 1 - (dx * dx + dy * dy) ** 0.5)
            samples += bytes((255, 244, 196, round(190 * share * share * (3 - 2 * share))))
    return bytes(samples)


_GLOW: Final = _glow_samples()


def _glow(lies: Sheet, model: MapModel, hex_: HexId) -> Command:
    x, y = _spot(lies, model, hex_)
    r = round(1.7 * lies.s)
    return Raster(Rect(round(x) - r, round(y) - r, 2 * r, 2 * r), _GLOW_SIDE, _GLOW_SIDE, _GLOW)


def flag_marks(theme: Theme, lies: Sheet, model: MapModel) -> list[Command]:
    """A flag at each objective in the colour of its holder; grey for nobody."""
    s, marks = lies.s, list[Command]()
    for index, place in enumerate(model.board.objectives):
        holder = model.view.holder[index] if model.view is not None else -1
        x, y = _spot(lies, model, place.hex)
        colour = "none" if model.view is None else side_colour(model.view.scenario, holder)
        marks.append(_flag(theme, x - 0.56 * s, y - 0.2 * s, max(s, 12.0), colour))
    return marks


def _flag(theme: Theme, x: float, y: float, s: float, colour: str) -> Image:
    """A flag with its foot at x, y, as a picture that is kept."""
    w, h = round(0.62 * s) + 2, round(0.8 * s) + 2
    body = theme.side(colour).body
    rim = rgb("#1B1611") if theme.name == "paper" else rgb("#F1E9D6")

    def build() -> list[Command]:
        k = 3
        cloth = flag(0.1 * s * k, (h - 2) * k, 1.15 * s * k, body, rim)
        return list(cloth)

    return Image(round(x), round(y) - h, w, h, ("flag", colour, body, rim, s), build, oversample=3)


def selection_marks(theme: Theme, lies: Sheet, model: MapModel) -> list[Command]:
    """The hovered hex outlined once, the selected one twice."""
    s, marks = lies.s, list[Command]()
    if model.hover is not None and model.hover != model.selected:
        ring = hex_points(*_spot(lies, model, model.hover), s - 1)
        marks.append(Stroke(ring, with_alpha(theme.map.selected, 150), max(1.0, 0.06 * s), closed=True))
    if model.selected is not None:
        x, y = _spot(lies, model, model.selected)
        pen = max(1.5, 0.075 * s)
        marks.append(Stroke(hex_points(x, y, s), theme.map.selected, pen, closed=True))
        inner = rgb("#FFFFFF", 220) if theme.name == "paper" else rgb("#FFFFFF", 120)
        marks.append(Stroke(hex_points(x, y, s - pen - 0.5), inner, max(1.0, pen * 0.6), closed=True))
    if model.target is not None:
        marks += _target(theme, lies, model, model.target)
    return marks


def _target(theme: Theme, lies: Sheet, model: MapModel, hex_: HexId) -> list[Command]:
    x, y = _spot(lies, model, hex_)
    red = rgb("#C02B1D") if theme.name == "paper" else theme.chrome.bad
    s = lies.s
    ring = Stroke(hex_points(x, y, s), red, max(1.8, 0.09 * s), closed=True)
    hairs = []
    for dx, dy in ((0.0, -1.0), (0.0, 1.0), (-0.866, 0.0), (0.866, 0.0)):
        near, far = ((x + dx * k * s, y + dy * k * s) for k in (0.72, 1.16))
        hairs.append(Stroke((near, far), red, max(1.8, 0.1 * s)))
    return [ring, *hairs]


def hover_marks(theme: Theme, lies: Sheet, model: MapModel) -> list[Command]:
    """The minutes to the hovered hex, on a plate over it."""
    hover = model.hover
    if hover is None or not model.reach or hover not in model.reach or lies.s < _PILL_FROM:
        return []
    if model.path is not None and model.path.hexes and model.path.hexes[-1] == hover:
        return []
    x, y = _spot(lies, model, hover)
    return [plate(theme, x, y - 0.95 * lies.s, f"{model.reach[hover]} min")]


def plate(theme: Theme, x: float, y: float, words: str, size: float = 11.0) -> Image:
    """Words on a dark plate centred on a point."""
    font = theme.font(size, "semibold")
    w = theme.measure.width(words, font) + theme.px(10)
    h = theme.measure.height(font) + theme.px(1)
    return pill(theme, round(x - w / 2), round(y - h / 2), w, h, words, font)


def route_marks(theme: Theme, lies: Sheet, model: MapModel) -> list[Command]:
    """The path as dots, the minutes in a ring at its end, and whether it can be taken back."""
    route = model.path
    if route is None or len(route.hexes) < 2:
        return []
    s = lies.s
    points = tuple(_spot(lies, model, h) for h in route.hexes)
    ink = theme.map.path if route.arrives else rgb("#B3261E")
    halo = theme.map.halo
    marks: list[Command] = []
    for mark in path_marks(points, s, ink):
        if isinstance(mark, Circle):
            marks += [Circle(mark.x, mark.y, mark.radius + 1, halo), mark]
    return [*marks, *_ring(theme, s, points[-1], route, ink)]


def _ring(theme: Theme, s: float, end: Point, route: Route, ink: Colour) -> list[Command]:
    """The ring with the minutes; beside it an arrow that turns back, or a lock where it cannot be undone."""
    x, y = end
    words = str(route.total)
    font = Font("semibold", max(theme.font(10).px, round(0.46 * s)))
    measure = theme.measure
    r = max(0.56 * s, measure.width(words, font) / 2 + 3)
    pale = theme.map.of("clear").fill
    width = measure.width(words, font)
    line = TextLine(round(x - width / 2), round(y + 0.349 * font.px) - measure.ascent(font),
                    (Run(words, font, ink),), width, measure.height(font))
    marks: list[Command] = [Circle(x, y, r, pale), Circle(x, y, r, ink, max(1.5, 0.08 * s)), line]
    bx, by, b = x + r * 0.85, y + r * 0.85, max(4.5, 0.26 * s)
    marks += [Circle(bx, by, b * 1.25, pale), Circle(bx, by, b * 1.25, ink, 1)]
    return [*marks, *(turning_arrow(bx, by, b, ink) if route.undoable else lock(bx, by, b, ink))]


def turning_arrow(x: float, y: float, r: float, colour: Colour) -> list[Command]:
    """An arrow that turns back on itself: this can be undone."""
    arc = ((0.55, 0.5), (0.72, 0.1), (0.55, -0.35), (0.1, -0.52), (-0.4, -0.4))
    tip = ((-0.75, -0.32), (-0.22, -0.78), (-0.2, 0.06))
    return [
        Stroke(tuple((x + a * r, y + b * r) for a, b in arc), colour, max(1.0, 0.2 * r)),
        Polygon(tuple((x + a * r, y + b * r) for a, b in tip), colour),
    ]


def lock(x: float, y: float, r: float, colour: Colour) -> list[Command]:
    """A padlock: this cannot be undone."""
    body = ((-0.5, -0.08), (0.5, -0.08), (0.5, 0.62), (-0.5, 0.62))
    bow = ((-0.3, -0.1), (-0.3, -0.42), (0.0, -0.68), (0.3, -0.42), (0.3, -0.1))
    return [
        Polygon(tuple((x + a * r, y + b * r) for a, b in body), colour),
        Stroke(tuple((x + a * r, y + b * r) for a, b in bow), colour, max(1.0, 0.18 * r)),
    ]


def flash_marks(lies: Sheet, model: MapModel) -> list[Command]:
    """Hexes that flash at this moment."""
    if model.animation is None:
        return []
    marks: list[Command] = []
    for hex_, kind in model.animation.flashes:
        ring = hex_points(*_spot(lies, model, hex_), lies.s)
        colour = FLASHES.get(kind, FLASHES["control"])
        marks += [Polygon(ring, colour), Stroke(ring, with_alpha(colour, 255), max(1.5, 0.08 * lies.s), closed=True)]
    return marks

