"""The tutorial strip: the lesson of the moment on a paper card over the map."""

from __future__ import annotations

from game.ui.canvas import Canvas
from game.ui.draw import Drawing
from game.ui.geometry import Rect
from game.ui.panels.model_game import Tutorial
from game.ui.text import wrap
from game.ui.theme import Theme, commands_marked

_WIDTH = 560
_COMMAND = "bar"
"""Tone of what can be typed."""


def draw(theme: Theme, rect: Rect, panel: Tutorial) -> Drawing:
    """The card at the foot of the rectangle, as high as its words need and as wide as is good to read."""
    t = theme
    pad = t.px(12)
    wide = min(rect.w, t.px(_WIDTH))
    room = wide - 2 * pad - t.px(6)
    lines = wrap(t.runs(commands_marked(panel.text, _COMMAND), 13, "ink"), room, t.measure)
    small_print = t.runs(commands_marked(panel.hint, _COMMAND), 12, "meta", "italic")
    hint = wrap(small_print, room, t.measure) if panel.hint else ()
    pitch, small = t.line(13), t.line(12)
    high = 2 * pad + t.px(20) + pitch * len(lines) + (small * len(hint) + t.px(4) if hint else 0)
    box = Rect(rect.x + (rect.w - wide) // 2, rect.bottom - high, wide, high)
    c = Canvas(t, box)
    c.fill(box, "paper", t.px(3))
    c.fill(box.left_part(t.px(5)), "good" if panel.done else "bar")
    inner = box.inset(pad).without(left=t.px(6))
    c.text(inner.top_part(t.px(18)), f"LESSON {panel.number} OF {panel.total}", 11, tone="meta")
    _progress(c, inner.top_part(t.px(18)), panel)
    y = inner.y + t.px(20)
    c.lines(Rect(inner.x, y, inner.w, pitch * len(lines)), lines, pitch)
    if hint:
        y += pitch * len(lines) + t.px(4)
        c.lines(Rect(inner.x, y, inner.w, small * len(hint)), hint, small)
    c.hit(box, "ui lesson", "Hides the lesson until the next one.")
    return c.drawing()


def _progress(c: Canvas, row: Rect, panel: Tutorial) -> None:
    """A dot for each lesson, those done filled."""
    t = c.theme
    for i in range(panel.total):
        x = row.right - t.px(5) - (panel.total - 1 - i) * t.px(13)
        filled = i < panel.number - 1 or (i == panel.number - 1 and panel.done)
        tone = "bar" if i == panel.number - 1 and not filled else "meta"
        c.circle(x, row.y + row.h / 2, t.px(4), tone, 0 if filled else t.px(1))
