"""What is laid on the map for the moment: reach, path, target, selection, flags, wire, flares, flashes."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final

from game.core.hexgrid import hexes_of
from game.core.ids import HexId
from game.engine import Route
from game.ui.colours import Colour, blend, rgb, with_alpha
from game.ui.draw import Circle, Command, Image, Polygon, Raster, Stroke, TextLine
from game.ui.geometry import Point, Rect, around
from game.ui.glyphs import hex_points, hexside, path_marks, target, wire
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
_INK, _PALE, _RED = rgb("#1B1611"), rgb("#FBF5E4"), rgb("#B8281B")
_FLARE: Final = rgb("#FFD84A")
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


def light_marks(lies: Sheet, model: MapModel) -> list[Command]:
    """The light of flares."""
    view = model.view
    if view is None:
        return []
    return [_glow(lies, model, hex_) for hex_, until in view.lit.items() if until > view.minute]


def flare_signs(lies: Sheet, model: MapModel) -> list[Image]:
    """A star over each hex that a flare lights, above the counters."""
    view, s = model.view, lies.s
    if view is None:
        return []
    r, k = max(5, round(0.26 * s)), 4

    def build() -> list[Command]:
        at, long, short = r * k, r * k * 0.95, r * k * 0.38
        star = []
        for i in range(8):
            reach, angle = (long if i % 2 == 0 else short), math.pi * i / 4
            star.append((at + reach * math.sin(angle), at - reach * math.cos(angle)))
        return [Polygon(tuple(star), _FLARE), Stroke(tuple(star), _INK, 0.09 * r * k, closed=True)]

    marks = []
    for hex_, until in view.lit.items():
        if until > view.minute:
            x, y = _spot(lies, model, hex_)
            left, top = round(x + 0.52 * s) - r, round(y - 0.72 * s) - r
            marks.append(Image(left, top, 2 * r, 2 * r, ("flare", r), build, oversample=k))
    return marks


def works_marks(theme: Theme, lies: Sheet, model: MapModel) -> list[Image]:
    """Wire on its hexsides and registered targets."""
    view, s, marks = model.view, lies.s, list[Image]()
    if view is None:
        return marks
    if s >= _WIRE_FROM:
        marks += [_wire(theme, lies, model, side) for side in sorted(view.wire)]
    if s >= _TARGETS_FROM:
        tone = blend(theme.colour(side_colour(view.scenario, view.side)), theme.map.rail, 0.35)
        marks += [_registered(lies, model, hex_, tone) for hex_ in hexes_of(view.registered)]
    return marks


def _wire(theme: Theme, lies: Sheet, model: MapModel, side: int) -> Image:
    """Wire along a hexside: a line with crosses over a pale ground."""
    x, y = _spot(lies, model, HexId(side // 6))
    s, k = lies.s, 3
    start, end = hexside(x, y, s, side % 6)
    box = around((start, end), 0.2 * s + 2)
    ink, pale = (theme.map.rail, _PALE) if theme.name == "paper" else (_PALE, _INK)

    def build() -> list[Command]:
        a, b = (((px - box.x) * k, (py - box.y) * k) for px, py in (start, end))
        crosses = [m for m in wire(a, b, max(s, 13.0) * k, ink) if isinstance(m, Stroke)]
        pen = max(1.0, 0.055 * s) * k
        under: list[Command] = [Stroke(m.points, (*pale[:3], 255), pen + 1.6 * k) for m in crosses]
        return [*under, *(Stroke(m.points, ink, pen) for m in crosses)]

    key = ("wire", s, side % 6, round(x * 4) % 4, round(y * 4) % 4, box.w, box.h, ink)
    return Image(box.x, box.y, box.w, box.h, key, build, oversample=k)


def _registered(lies: Sheet, model: MapModel, hex_: HexId, tone: Colour) -> Image:
    x, y = _spot(lies, model, hex_)
    s, k = lies.s, 3
    r = round(0.3 * s) + 1

    def build() -> list[Command]:
        return list(target(r * k, r * k, 0.56 * s * k, tone))

    left, top = round(x + 0.5 * s) - r, round(y + 0.5 * s) - r
    return Image(left, top, 2 * r, 2 * r, ("registered", s, tone), build, oversample=k)


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


def flag_marks(theme: Theme, lies: Sheet, model: MapModel) -> list[Image]:
    """A flag at each objective in the colour of its holder; grey for nobody, two where it is contested."""
    s, marks = lies.s, list[Image]()
    for index, place in enumerate(model.board.objectives):
        holder = model.view.control[index] if model.view is not None else -1
        x, y = _spot(lies, model, place.hex)
        colour = "none" if model.view is None else side_colour(model.view.scenario, holder)
        size = 0.68 * max(s, 15.0)
        if model.view is not None and model.view.contested[index]:
            first = max(0, model.view.holder[index])
            colour, other = (side_colour(model.view.scenario, side) for side in (first, 1 - first))
            marks.append(_flag(theme, x - 0.6 * s + 0.5 * size, y - 0.5 * s, size, other))
        marks.append(_flag(theme, x - 0.6 * s, y - 0.5 * s, size, colour))
    return marks


def _flag(theme: Theme, x: float, y: float, s: float, colour: str) -> Image:
    """A flag with its foot at x, y, as a picture that is kept: it waves a little, so that it is no counter."""
    w, h, k = round(0.62 * s) + 3, round(0.9 * s) + 3, 4
    body = theme.side(colour).body

    def build() -> list[Command]:
        foot, u = 1.5 * k, s * k
        high = h * k
        upper = ((0.0, 0.86), (0.2, 0.82), (0.4, 0.88), (0.56, 0.82))
        lower = ((0.56, 0.46), (0.4, 0.52), (0.2, 0.46), (0.0, 0.5))
        cloth = tuple((foot + a * u, high - b * u) for a, b in (*upper, *lower))
        pole = ((foot, high - 1), (foot, high - 0.9 * u))
        return [
            Stroke(pole, _PALE, 0.16 * u),
            Stroke(cloth, _PALE, 0.13 * u, closed=True),
            Polygon(cloth, body),
            Stroke(pole, _INK, 0.075 * u),
        ]

    return Image(round(x), round(y) - h, w, h, ("flag", body, s), build, oversample=k)


def ringed(theme: Theme, x: float, y: float, s: float, kind: str) -> Image:
    """A hex outlined in one of the ways of the map, as a picture that is kept: hover, selected or target."""
    r = round(1.25 * s) + 2
    k = 2 if s > 40 else 3
    colours = theme.map

    def build() -> list[Command]:
        at, u = r * k, s * k
        if kind == "hover":
            pen = max(1.0, 0.06 * s) * k
            return [Stroke(hex_points(at, at, u - k), with_alpha(colours.selected, 170), pen, closed=True)]
        if kind == "target":
            return _reticle(at, u, _RED if theme.name == "paper" else theme.chrome.bad, max(1.8, 0.09 * s) * k)
        pen = max(1.6, 0.08 * s) * k
        inner = with_alpha(_PALE, 255 if theme.name == "paper" else 150)
        return [
            Stroke(hex_points(at, at, u), colours.selected, pen, closed=True),
            Stroke(hex_points(at, at, u - pen), inner, pen * 0.6, closed=True),
        ]

    key = ("ring", kind, s, colours.selected)
    return Image(round(x) - r, round(y) - r, 2 * r, 2 * r, key, build, oversample=k)


def _reticle(at: float, u: float, colour: Colour, pen: float) -> list[Command]:
    marks: list[Command] = [Stroke(hex_points(at, at, u), colour, pen, closed=True)]
    for dx, dy in ((0.0, -1.0), (0.0, 1.0), (-0.866, 0.0), (0.866, 0.0)):
        near, far = ((at + dx * share * u, at + dy * share * u) for share in (0.74, 1.2))
        marks.append(Stroke((near, far), colour, pen))
    return marks


def selection_marks(theme: Theme, lies: Sheet, model: MapModel) -> list[Command]:
    """The hovered hex outlined once, the selected one twice, the target in red with hairs."""
    marks: list[Command] = []
    for hex_, kind in ((model.hover, "hover"), (model.selected, "selected"), (model.target, "target")):
        if hex_ is not None and hex_ >= 0 and not (kind == "hover" and hex_ in (model.selected, model.target)):
            marks.append(ringed(theme, *_spot(lies, model, hex_), lies.s, kind))
    return marks


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
    """The path as dots, the minutes in a ring at its end, and whether it can be taken back; one picture."""
    route = model.path
    if route is None or len(route.hexes) < 2:
        return []
    s, k = lies.s, 2 if lies.s > 40 else 3
    spots = [centres(model.board, s)[h] for h in route.hexes]
    box = around(spots, 1.2 * s + 12)
    ink = theme.map.path if route.arrives else _RED

    def build() -> list[Command]:
        points = tuple(((x - box.x) * k, (y - box.y) * k) for x, y in spots)
        marks: list[Command] = []
        dots = [mark for mark in path_marks(points, s * k, ink) if isinstance(mark, Circle)]
        marks += [Circle(dot.x, dot.y, dot.radius + 1.2 * k, theme.map.halo) for dot in dots]
        return [*marks, *dots, *_ring(theme, s * k, k, points[-1], route, ink)]

    left, top = lies.origin
    key = ("route", model.board.id, s, route.hexes, route.total, route.undoable, ink, theme.map.halo)
    return [Image(left + box.x, top + box.y, box.w, box.h, key, build, oversample=k)]


def _ring(theme: Theme, s: float, k: int, end: Point, route: Route, ink: Colour) -> list[Command]:
    """The ring with the minutes; beside it an arrow that turns back, or a lock where it cannot be undone."""
    x, y = end
    words = str(route.total)
    font = Font("semibold", max(theme.font(10).px * k, round(0.46 * s)))
    measure = theme.measure
    width = measure.width(words, font)
    r = max(0.56 * s, width / 2 + 3 * k)
    pale = theme.map.of("clear").fill
    line = TextLine(
        round(x - width / 2),
        round(y + 0.349 * font.px) - measure.ascent(font),
        (Run(words, font, ink),),
        width,
        measure.height(font),
    )
    bx, by, b = x + r * 0.85, y + r * 0.85, max(5.0 * k, 0.26 * s)
    marks: list[Command] = [Circle(x, y, r, pale), Circle(x, y, r, ink, max(1.5 * k, 0.08 * s)), line]
    marks += [Circle(bx, by, b * 1.25, pale), Circle(bx, by, b * 1.25, ink, k)]
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
