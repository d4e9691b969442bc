"""The symbols of the arms inside their frame, after the NATO signs; unknown names become their first letters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

from game.ui.colours import Colour
from game.ui.draw import Circle, Clip, Command, Ellipse, Polygon, Stroke, TextLine, Unclip
from game.ui.geometry import Point, Rect
from game.ui.text import Font, GridMeasure, Run


class _Frame:
    """A frame with its ink, in which symbols are drawn by shares of its width and height."""

    def __init__(self, box: Rect, ink: Colour, pen: float) -> None:
        self.box = box
        self.ink = ink
        self.pen = pen

    def at(self, x: float, y: float) -> Point:
        return self.box.x + x * self.box.w, self.box.y + y * self.box.h

    def line(self, *points: Point, closed: bool = False) -> Command:
        return Stroke(tuple(self.at(*point) for point in points), self.ink, self.pen, closed)

    def area(self, *points: Point) -> Command:
        return Polygon(tuple(self.at(*point) for point in points), self.ink)

    def disc(self, x: float, y: float, share: float) -> Command:
        """A disc whose radius is a share of the frame's height."""
        return Circle(*self.at(x, y), share * self.box.h, self.ink)

    def ring(self, x: float, y: float, share: float) -> Command:
        return Circle(*self.at(x, y), share * self.box.h, self.ink, self.pen)

    def oval(self, share_w: float, share_h: float) -> Command:
        w, h = round(self.box.w * share_w), round(self.box.h * share_h)
        rect = Rect(self.box.x + (self.box.w - w) // 2, self.box.y + (self.box.h - h) // 2, w, h)
        return Ellipse(rect, self.ink, round(self.pen))


Symbol: TypeAlias = Callable[[_Frame], list[Command]]


def symbol_marks(name: str, box: Rect, ink: Colour, ground: Colour, pen: float) -> list[Command]:
    """The marks of a symbol inside its frame, without the frame; `ground` is the colour beneath."""
    frame = _Frame(box, ink, pen)
    draw = SYMBOLS.get(name)
    marks = _letters(frame, name) if draw is None else draw(frame)
    return [Clip(box), *marks, Unclip()]


def _letters(frame: _Frame, name: str) -> list[Command]:
    words = name[:3].upper()
    font = Font("semibold", round(0.8 * frame.box.h))
    measure = GridMeasure()
    w = measure.width(words, font)
    x, y = frame.at(0.5, 0.5)
    top = round(y + 0.349 * font.px) - measure.ascent(font)
    return [TextLine(round(x - w / 2), top, (Run(words, font, frame.ink),), w, measure.height(font))]


def _slash(frame: _Frame) -> list[Command]:
    return [frame.line((0, 1), (1, 0))]


def _cross(frame: _Frame) -> list[Command]:
    return [frame.line((0, 0), (1, 1)), frame.line((0, 1), (1, 0))]


def _machine_gun(frame: _Frame) -> list[Command]:
    return [
        frame.line((0.5, 0.9), (0.5, 0.12)),
        frame.line((0.36, 0.42), (0.5, 0.12), (0.64, 0.42)),
        frame.line((0.32, 0.84), (0.68, 0.84)),
    ]


def _guns(frame: _Frame) -> list[Command]:
    return [frame.disc(0.5, 0.5, 0.24)]


def _infantry_gun(frame: _Frame) -> list[Command]:
    return [*_cross(frame), frame.disc(0.5, 0.5, 0.22)]


def _horse_guns(frame: _Frame) -> list[Command]:
    return [*_slash(frame), frame.disc(0.5, 0.5, 0.22)]


def _anti_tank(frame: _Frame) -> list[Command]:
    return [frame.line((0, 1), (0.5, 0.04), (1, 1))]


def _mortar(frame: _Frame) -> list[Command]:
    return [
        frame.ring(0.5, 0.72, 0.19),
        frame.line((0.5, 0.54), (0.5, 0.1)),
        frame.line((0.38, 0.34), (0.5, 0.1), (0.62, 0.34)),
    ]


def _tank(frame: _Frame) -> list[Command]:
    return [frame.oval(0.72, 0.62)]


def _armoured_car(frame: _Frame) -> list[Command]:
    return [frame.oval(0.72, 0.62), *_slash(frame)]


def _engineer(frame: _Frame) -> list[Command]:
    legs = [frame.line((x, 0.3), (x, 0.78)) for x in (0.24, 0.5, 0.76)]
    return [frame.line((0.24, 0.3), (0.76, 0.3)), *legs]


def _headquarters(frame: _Frame) -> list[Command]:
    return [frame.area((0, 0), (1, 0), (1, 0.4), (0, 0.4)), frame.line((0.06, 0), (0.06, 1))]


def _recon(frame: _Frame) -> list[Command]:
    return [*_slash(frame), frame.disc(0.24, 0.32, 0.15), frame.disc(0.76, 0.68, 0.15)]


def _border(frame: _Frame) -> list[Command]:
    return [*_cross(frame), frame.area((0, 0), (0.17, 0), (0.17, 1), (0, 1))]


def _garrison(frame: _Frame) -> list[Command]:
    return [*_cross(frame), frame.area((0, 0.74), (1, 0.74), (1, 1), (0, 1))]


def _anti_air(frame: _Frame) -> list[Command]:
    return [frame.line((0, 1), (0.12, 0.55), (0.3, 0.28), (0.5, 0.2), (0.7, 0.28), (0.88, 0.55), (1, 1))]


def _supply(frame: _Frame) -> list[Command]:
    return [frame.line((0, 0.68), (1, 0.68))]


def _transport(frame: _Frame) -> list[Command]:
    return [frame.ring(0.5, 0.5, 0.3), frame.line((0.5, 0.2), (0.5, 0.8)), frame.line((0.4, 0.5), (0.6, 0.5))]


def _signals(frame: _Frame) -> list[Command]:
    return [frame.line((0, 0), (0.46, 0.6), (0.54, 0.4), (1, 1))]


def _air(frame: _Frame) -> list[Command]:
    return [frame.area((0.16, 0.26), (0.5, 0.5), (0.16, 0.74)), frame.area((0.84, 0.26), (0.5, 0.5), (0.84, 0.74))]


def _boat(frame: _Frame) -> list[Command]:
    hull = frame.area((0.14, 0.5), (0.86, 0.5), (0.7, 0.82), (0.3, 0.82))
    return [hull, frame.line((0.5, 0.5), (0.5, 0.16))]


SYMBOLS: Final[dict[str, Symbol]] = {
    "infantry": _cross,
    "cavalry": _slash,
    "mg": _machine_gun,
    "guns": _guns,
    "artillery": _guns,
    "infantry-gun": _infantry_gun,
    "horse-guns": _horse_guns,
    "at": _anti_tank,
    "mortar": _mortar,
    "tank": _tank,
    "armoured-car": _armoured_car,
    "engineer": _engineer,
    "hq": _headquarters,
    "recon": _recon,
    "border": _border,
    "garrison": _garrison,
    "aa": _anti_air,
    "supply": _supply,
    "transport": _transport,
    "signals": _signals,
    "air": _air,
    "boat": _boat,
}
"""Symbols by the name that unit kinds use in the rules data."""
