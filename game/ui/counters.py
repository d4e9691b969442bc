"""Unit counters: a body in the side's colour, the symbol of the arm, echelon marks, strength, cohesion and states.

Drawn at four times the size and smoothly reduced, kept by everything they depend on.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final, Literal, TypeAlias

from attrs import frozen

from game.ui.colours import Colour, best_ink, blend, rgb, spent, with_alpha
from game.ui.draw import Circle, Clip, Command, Fill, Image, Outline, Polygon, Stroke, TextLine, Unclip
from game.ui.geometry import Rect
from game.ui.glyphs import HEX_WIDTH
from game.ui.symbols import symbol_marks
from game.ui.text import Font, GridMeasure, Run, line_width, shorten
from game.ui.theme import SideColours, Theme

Contact: TypeAlias = Literal["known", "seen", "unknown"]

OVERSAMPLE: Final = 4
ECHELONS: Final = {
    "section": "•",
    "squad": "••",
    "platoon": "•••",
    "company": "I",
    "battery": "I",
    "squadron": "I",
    "battalion": "II",
    "regiment": "III",
    "brigade": "X",
    "division": "XX",
    "corps": "XXX",
    "army": "XXXX",
}
_STACK_SHOWN: Final = 3
_ECHELON_FROM, _LABEL_FROM, _STATUS_FROM = 18.0, 28.0, 40.0
_GOOD, _WARNING, _BAD = rgb("#8FC977"), rgb("#F0A04B"), rgb("#FF7B66")
_DARK: Final = rgb("#14110E")
_GRID: Final = GridMeasure()


@frozen(cache_hash=True)
class Counter:
    """All that shows on a counter. `strength` is men or vehicles as text; cohesion is 0 to 1, None hides it.

    `contact` is `unknown` for an enemy of which only the presence is known (a question mark, no symbol), `seen` for one
    whose arm is known but not its strength. `dug_in` is 0 to 3. `label` shows from hex radius 28, `status`, a word of
    three or four letters, from 40.
    """

    symbol: str
    side: str = "none"
    strength: str = ""
    echelon: str = ""
    cohesion: float | None = None
    label: str = ""
    status: str = ""
    moved: bool = False
    hidden: bool = False
    suppressed: bool = False
    dug_in: int = 0
    contact: Contact = "known"
    aged: bool = False


def counter_size(s: float) -> tuple[int, int]:
    """Width and height in pixels of a counter for hexes of radius s: 0.86 hex widths by 1.16 radii."""
    return round(0.86 * HEX_WIDTH * s), round(1.16 * s)


def counter_image(x: float, y: float, s: float, counter: Counter, theme: Theme) -> Image:
    """The counter centred on x, y for hexes of radius s; an old contact is fainter."""
    size = round(s * 4) / 4
    width, height = counter_size(size)
    pad = _pad(size)
    colours = theme.side(counter.side)
    return Image(
        round(x - width / 2) - pad,
        round(y - height / 2) - pad,
        width + 2 * pad,
        height + 2 * pad,
        ("counter", counter, size, colours),
        lambda: _Drawn(counter, size, colours).commands(),
        OVERSAMPLE,
        alpha=150 if counter.aged else 255,
    )


def stack_images(x: float, y: float, s: float, counters: Sequence[Counter], theme: Theme) -> tuple[Image, ...]:
    """The counters of a stack, the first on top at x, y; at most three are drawn, each offset up and right."""
    step = max(1.8, 0.09 * s)
    shown = counters[:_STACK_SHOWN]
    return tuple(
        counter_image(x + i * step, y - i * step, s, counter, theme) for i, counter in reversed(list(enumerate(shown)))
    )


def _pad(s: float) -> int:
    return math.ceil(0.14 * s) + 1


class _Drawn:
    """One counter in the enlarged pixels of its picture; holds the measures that its parts share."""

    def __init__(self, counter: Counter, s: float, colours: SideColours) -> None:
        k = OVERSAMPLE
        self.counter = counter
        self.s = s
        self.u = s * k
        width, height = counter_size(s)
        self.body = Rect(_pad(s) * k, _pad(s) * k, width * k, height * k)
        self.colours = colours
        self.fill = spent(colours.body) if counter.moved else colours.body
        # A moved counter's body is lighter or darker than the side's own: the ink is chosen again.
        self.ink = best_ink(self.fill, colours.ink, _DARK) if counter.moved else colours.ink
        self.radius = max(k, round(0.12 * self.u))
        self.pen = max(3, round(0.055 * self.u))

    def commands(self) -> list[Command]:
        marks = [*self._shadow(), Fill(self.body, self.fill, self.radius), *self._hatching(), *self._rim()]
        if self.counter.contact == "unknown":
            return [*marks, *self._question()]
        marks += self._symbol()
        for part in (self._echelon, self._label, self._bottom_line, self._cohesion, self._works, self._suppression):
            marks += part()
        return marks

    def _shadow(self) -> list[Command]:
        dx, dy = round(0.05 * self.u), round(0.07 * self.u)
        return [Fill(self.body.moved(dx, dy), rgb("#000000", 150), self.radius)]

    def _hatching(self) -> list[Command]:
        """Slanting lines over the body of a unit that hides."""
        if not self.counter.hidden:
            return []
        body, step = self.body.inset(round(0.04 * self.u)), max(10, round(0.2 * self.u))
        colour = blend(self.fill, _DARK, 0.45)
        lines: list[Command] = [
            Stroke(((x, body.bottom), (x + body.h, body.y)), colour, max(3, round(0.05 * self.u)))
            for x in range(body.x - body.h, body.right, step)
        ]
        return [Clip(body), *lines, Unclip()]

    def _rim(self) -> list[Command]:
        pen = max(3, round(0.04 * self.u))
        if self.counter.contact == "known" and not self.counter.hidden:
            return [Outline(self.body, self.colours.rim, pen, self.radius)]
        return self._dashes(pen)

    def _dashes(self, pen: int) -> list[Command]:
        """A broken rim: the side is not sure of the unit, or the enemy not of ours."""
        body, dash = self.body, max(8, round(0.16 * self.u))
        marks: list[Command] = []
        for x in range(body.x, body.right, 2 * dash):
            w = min(dash, body.right - x)
            marks += [Fill(Rect(x, y, w, pen), self.colours.rim) for y in (body.y, body.bottom - pen)]
        for y in range(body.y, body.bottom, 2 * dash):
            h = min(dash, body.bottom - y)
            marks += [Fill(Rect(x, y, pen, h), self.colours.rim) for x in (body.x, body.right - pen)]
        return marks

    def _box(self) -> Rect:
        """The symbol's frame: 66 % by 43 % of the body, lower where marks or a label stand above it."""
        body = self.body
        w, h, top = round(0.66 * body.w), round(0.43 * body.h), 0.09
        if self._shows_label:
            top, h = 0.25, round(0.38 * body.h)
        elif self._shows_echelon:
            top = 0.165
        return Rect(body.x + (body.w - w) // 2, body.y + round(top * body.h), w, h)

    @property
    def _shows_label(self) -> bool:
        return self.s >= _LABEL_FROM and bool(self.counter.label)

    @property
    def _shows_echelon(self) -> bool:
        return self.s >= _ECHELON_FROM and self.counter.echelon in ECHELONS

    def _symbol(self) -> list[Command]:
        box = self._box()
        marks = symbol_marks(self.counter.symbol, box, self.ink, self.fill, self.pen)
        return [*marks, Outline(box, self.ink, self.pen)]

    def _echelon(self) -> list[Command]:
        """The marks above the frame; with a label they stand at the right end of its row."""
        if not self._shows_echelon:
            return []
        marks, box = ECHELONS[self.counter.echelon], self._box()
        high = 0.62 * (box.y - self.body.y) if not self._shows_label else 0.14 * self.u
        step = high * 0.95
        y, left = box.y - high / 2 - 0.05 * self.u, self.body.centre[0] - step * (len(marks) - 1) / 2
        if self._shows_label:
            y, left = self.body.y + 0.17 * self.u, self.body.right - 0.17 * self.u - step * (len(marks) - 1)
        return [mark for i, sign in enumerate(marks) for mark in self._sign(sign, left + i * step, y, high)]

    def _sign(self, sign: str, x: float, y: float, high: float) -> list[Command]:
        half, pen = high / 2, max(3.0, 0.045 * self.u)
        if sign == "•":
            return [Circle(x, y, half * 0.8, self.ink)]
        if sign == "I":
            return [Stroke(((x, y - half), (x, y + half)), self.ink, pen)]
        arm = half * 0.8
        crossed = (((x - arm, y - half), (x + arm, y + half)), ((x - arm, y + half), (x + arm, y - half)))
        return [Stroke(line, self.ink, pen) for line in crossed]

    def _words(self, words: str, rect: Rect, font: Font, colour: Colour, align: float = 0.5) -> list[Command]:
        runs = shorten((Run(words, font, colour),), rect.w, _GRID)
        if not runs:
            return []
        w, h = line_width(runs, _GRID), _GRID.height(font)
        # Capitals and figures fill 0.7 em above the base line: they are centred by that, not by the line box.
        y = rect.y + rect.h / 2 + 0.349 * font.px - _GRID.ascent(font)
        return [TextLine(rect.x + round((rect.w - w) * align), round(y), runs, w, h)]

    def _label(self) -> list[Command]:
        if not self._shows_label:
            return []
        taken = 0.22 + 0.14 * len(ECHELONS.get(self.counter.echelon, ""))
        row = Rect(self.body.x, self.body.y + round(0.04 * self.u), self.body.w, round(0.26 * self.u))
        row = row.without(left=round(0.11 * self.u), right=round(taken * self.u))
        font = self._fitted(self.counter.label, row.w, 0.235, 0.17)
        return self._words(self.counter.label, row, font, self.ink, 0.0)

    def _bottom_line(self) -> list[Command]:
        """The strength in the middle, or on the right with a status on the left."""
        box = self._box()
        room = Rect(self.body.x, box.bottom, self.body.w, self.body.bottom - box.bottom - round(0.02 * self.u))
        strength = self.counter.strength if self.counter.contact == "known" else "?"
        if self.s >= _STATUS_FROM and self.counter.status:
            room = room.without(left=round(0.24 * self.u), right=round(0.13 * self.u))
            font = self._fitted(strength, 0.62 * room.w, 0.36)
            left = room.left_part(room.w - _GRID.width(strength, font) - round(0.06 * self.u))
            small = Font("regular", round(0.23 * self.u))
            fits = _GRID.width(self.counter.status, small) <= left.w
            status = self._words(self.counter.status, left, small, self.ink, 0.0) if fits else []
            return status + self._words(strength, room, font, self.ink, 1.0)
        room = room.inset(round(0.2 * self.u), 0)
        font = self._fitted(strength, room.w, 0.44 if self.s < _LABEL_FROM else 0.4)
        return self._words(strength, room, font, self.ink)

    def _fitted(self, words: str, width: float, share: float, least: float = 0.28) -> Font:
        """The font at that share of the hex radius, or as small as the words need, but not below the least."""
        px = round(share * self.u)
        while _GRID.width(words, Font("semibold", px)) > width and px > least * self.u:
            px -= 1
        return Font("semibold", px)

    def _cohesion(self) -> list[Command]:
        """A thin bar up the left side: long and green when whole, short and red when broken."""
        share = self.counter.cohesion
        if share is None or self.counter.contact != "known":
            return []
        body, w = self.body, max(OVERSAMPLE + 2, round(0.1 * self.u))
        top = self._box().y if self._shows_label else body.y + round(0.1 * self.u)
        groove = Rect(body.x + round(0.085 * self.u), top, w, body.bottom - round(0.1 * self.u) - top)
        filled = groove.bottom_part(round(groove.h * min(1.0, max(0.0, share))))
        colour = _GOOD if share >= 0.7 else _WARNING if share >= 0.4 else _BAD
        return [Fill(groove, with_alpha(_DARK, 190)), Fill(filled, colour)]

    def _works(self) -> list[Command]:
        """Brackets round the lower corners of a dug-in unit, taller with each grade."""
        grade = min(3, max(0, self.counter.dug_in))
        if not grade:
            return []
        body, pen = self.body, max(5, round(0.06 * self.u))
        rise = round(body.h * (0.12 + 0.15 * (grade - 1)))
        left, right, low = body.x - pen / 2, body.right + pen / 2, body.bottom + pen / 2
        points = ((left, body.bottom - rise), (left, low), (right, low), (right, body.bottom - rise))
        return [Stroke(points, _DARK, pen + OVERSAMPLE), Stroke(points, self.colours.rim, pen)]

    def _suppression(self) -> list[Command]:
        """An amber triangle on the right edge, beside the frame."""
        if not self.counter.suppressed:
            return []
        box = self._box()
        r, x, y = 0.2 * self.u, self.body.right - 0.1 * self.u, box.y + box.h / 2
        corners = ((x, y - r), (x + r, y + 0.75 * r), (x - r, y + 0.75 * r))
        bar = Stroke(((x, y - 0.45 * r), (x, y + 0.2 * r)), _DARK, max(3, 0.05 * self.u))
        dot = Circle(x, y + 0.47 * r, max(2.0, 0.03 * self.u), _DARK)
        return [Polygon(corners, rgb("#F2B53C")), Stroke(corners, _DARK, max(3, 0.035 * self.u), closed=True), bar, dot]

    def _question(self) -> list[Command]:
        return self._words("?", self.body, Font("semibold", round(0.95 * self.u)), self.ink)
