"""The plots of the report drawn for the window: the same data and the same look, sharp at any size."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import frozen

from game.model.sides import CONTESTED
from game.report.history import Spell
from game.sim.stats import quantile
from game.ui.canvas import Canvas, Tone
from game.ui.colours import Colour, with_alpha
from game.ui.geometry import Rect
from game.ui.theme import Theme

_HATCH_STEP = 5
MOST_MARKS = 400
"""Simulated games that are drawn one by one; of more, evenly chosen ones."""


@frozen(kw_only=True)
class Strip:
    """A figure on a scale of its own: the recorded range, this game and the simulated games."""

    low: float | None
    high: float | None
    """The recorded range; None where the record is silent."""
    game: float | None
    """This game's; None where it never came, or is not known."""
    is_open: bool = False
    """Whether this game's may still change."""
    values: Sequence[float] = ()
    """Of the simulated games, ascending."""

    @property
    def scale(self) -> tuple[float, float] | None:
        """The ends of the scale; None where there is nothing to draw."""
        known = [v for v in (self.low, self.high, self.game) if v is not None]
        known += [self.values[0], self.values[-1]] if self.values else []
        if not known:
            return None
        room = max((max(known) - min(known)) * 0.08, 1.0)
        return min(known) - room, max(known) + room


def record_tone(theme: Theme) -> Colour:
    """The colour of the recorded range."""
    return with_alpha(theme.colour("accent"), 96)


def strip(c: Canvas, rect: Rect, line: Strip) -> None:
    """A strip: the range as a hatched band, each simulated game a tick, eight in ten a bar, this game a diamond."""
    scale = line.scale
    t = c.theme
    c.fill(rect, "raised", t.px(2))
    if scale is None or rect.w < t.px(24):
        return
    low, high = scale

    def x(value: float) -> int:
        return rect.x + round(rect.w * (value - low) / (high - low))

    with c.clip(rect):
        if line.low is not None and line.high is not None:
            edge = t.px(1.5)
            _band(c, Rect(x(line.low) - edge, rect.y, x(line.high) - x(line.low) + 2 * edge, rect.h))
        if line.values:
            _cloud(c, rect, line.values, x)
        if line.game is not None:
            _diamond(c, x(line.game), rect.y + rect.h * 0.3, t.px(5), is_open=line.is_open)


def _band(c: Canvas, rect: Rect) -> None:
    """The recorded range, hatched so that it is told from the rest without its colour."""
    t = c.theme
    c.fill(rect, record_tone(t))
    with c.clip(rect):
        for start in range(rect.x - rect.h, rect.right, max(3, t.px(_HATCH_STEP))):
            c.stroke(((start, rect.y), (start + rect.h, rect.bottom)), with_alpha(t.colour("accent"), 150), 1)


def _cloud(c: Canvas, rect: Rect, values: Sequence[float], at: Callable[[float], int]) -> None:
    t = c.theme
    shown = values if len(values) <= MOST_MARKS else [values[i * len(values) // MOST_MARKS] for i in range(MOST_MARKS)]
    middle, high = rect.y + rect.h * 68 // 100, t.px(8)
    for spot in sorted({at(value) for value in shown}):
        c.fill(Rect(spot, middle - high // 2, max(1, t.px(1)), high), with_alpha(t.colour("text"), 110))
    numbers = list(values)
    left, mid, right = (at(quantile(numbers, share)) for share in (0.1, 0.5, 0.9))
    c.fill(Rect(left, middle - t.px(1), max(t.px(2), right - left), t.px(3)), "secondary", t.px(1))
    half = t.px(3)
    c.fill(Rect(mid - half, middle - half, 2 * half, 2 * half), "panel")
    c.outline(Rect(mid - half, middle - half, 2 * half, 2 * half), "text", t.px(1))


def _diamond(c: Canvas, x: float, y: float, radius: float, *, is_open: bool) -> None:
    points = ((x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y))
    c.polygon(points, "panel" if is_open else "text")
    c.stroke(points, "text", max(1, c.theme.px(1)), closed=True)


def key(c: Canvas, row: Rect, *, cloud: bool) -> None:
    """What the marks of a strip mean."""
    t, x = c.theme, row.x
    marks = ("history's range", "this game", "simulated games, bar: eight in ten, square: the middle one")
    for number, words in enumerate(marks if cloud else marks[:2]):
        spot = Rect(x, row.y + t.px(4), t.px(18), row.h - t.px(8))
        if number == 0:
            _band(c, spot)
        elif number == 1:
            _diamond(c, spot.x + spot.w / 2, spot.y + spot.h / 2, t.px(5), is_open=False)
        else:
            for step in range(4):
                c.fill(Rect(spot.x + step * t.px(5), spot.y + t.px(2), t.px(1), spot.h - t.px(4)), "secondary")
        room = Rect(spot.right + t.px(6), row.y, max(0, row.right - spot.right), row.h)
        x = c.text(room, words, 12, tone="secondary") + t.px(18)


# Who held what --------------------------------------------------------------------------------------------------------


def spells(c: Canvas, rect: Rect, line: Sequence[Spell], end: int, sides: Sequence[str]) -> None:
    """Who held a place by time, from the start of the scenario to a minute; the second side hatched.

    Args:
        sides: colours of both sides by name.
    """
    c.fill(rect, "raised")
    for spell in line:
        left = rect.x + rect.w * max(0, spell.start) // end
        part = Rect(left, rect.y, rect.x + rect.w * min(end, spell.end) // end - left, rect.h)
        if part.empty or spell.side is None:
            continue
        both = spell.side == CONTESTED
        tones = [c.theme.side(name).body for name in sides]
        c.fill(part, "line" if both else tones[spell.side])
        if both or spell.side:
            _hatch(c, part, tones[0] if both else c.theme.side(sides[1]).rim)
        c.fill(part.right_part(1), "panel")


def _hatch(c: Canvas, rect: Rect, tone: Colour) -> None:
    with c.clip(rect):
        for start in range(rect.x - rect.h, rect.right, max(5, c.theme.px(8))):
            c.stroke(((start, rect.bottom), (start + rect.h, rect.y)), with_alpha(tone, 120), 1)


def axis(c: Canvas, row: Rect, ticks: Sequence[tuple[int, str]], low: int, high: int) -> None:
    """Hours below a timeline, the date below the hour where the day changes; those that would touch are left out."""
    t, free = c.theme, row.x
    for minute, words in ticks:
        x = row.x + row.w * (minute - low) // max(1, high - low)
        lines = words.split("\n")
        wide = max(t.measure.width(part, t.font(11)) for part in lines)
        if x - wide // 2 < free and minute != ticks[0][0]:
            continue
        c.fill(Rect(x, row.y, max(1, t.px(1)), t.px(4)), "hint")
        left = min(max(row.x, x - wide // 2), row.right - wide)
        for number, part in enumerate(lines):
            c.text(Rect(left, row.y + t.px(4) + number * t.px(13), wide, t.px(13)), part, 11, tone="secondary")
        free = left + wide + t.px(8)


# Losses ---------------------------------------------------------------------------------------------------------------


def stacked(c: Canvas, rect: Rect, parts: Sequence[tuple[str, int, Tone]], most: int) -> None:
    """A bar of numbers beside each other on a scale from 0 to `most`; each part tells itself under the pointer."""
    x, total = rect.x, 0
    for words, number, tone in parts:
        total += number
        right = rect.x + rect.w * total // max(1, most)
        part = Rect(x, rect.y, right - x, rect.h)
        x = right
        if not part.empty:
            c.fill(part, tone)
            c.fill(part.right_part(1), "panel")
            c.hit(part, tooltip=f"{words}: {number}")


def balance(c: Canvas, rect: Rect, value: float, most: float) -> None:
    """A bar to the left of the middle for what was spared, to the right for what it cost."""
    middle = rect.x + rect.w // 2
    wide = round(rect.w / 2 * min(1.0, abs(value) / most)) if most else 0
    if wide:
        bar = Rect(middle - wide if value < 0 else middle, rect.y, wide, rect.h)
        c.fill(bar, "good" if value < 0 else "bad", c.theme.px(1))
    c.fill(Rect(middle, rect.y - c.theme.px(2), max(1, c.theme.px(1)), rect.h + c.theme.px(4)), "hint")
