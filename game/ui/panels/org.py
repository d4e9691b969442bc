"""The organisation tree: formations and units with strength then and now."""

from __future__ import annotations

from game.ui.canvas import Canvas
from game.ui.counters import counter_image
from game.ui.draw import Drawing
from game.ui.geometry import Rect
from game.ui.lists import ListState
from game.ui.panels.model_army import OrgLine, OrgPanel
from game.ui.panels.model_parts import state_tone
from game.ui.panels.page import Page, page
from game.ui.theme import Theme

_UNIT_ROW, _FORMATION_ROW = 21, 23
_INDENT, _BAR, _ICON = 12, 52, 26
_SIGN, _TASK_ROW = 14, 18
_FIGURES = 9
"""Characters that "men/men at the start" takes at least."""
_SMALL = 14.5
"""Hex radius for which the small counters are drawn."""


def draw(theme: Theme, rect: Rect, panel: OrgPanel, state: ListState | None = None) -> Drawing:
    """The army; `state.top` is how many lines it is scrolled, set back where that goes beyond its end."""

    longest = max((len(f"{line.men}/{line.start}") for line in panel.lines), default=0)
    wide = theme.measure.width("0" * max(_FIGURES, longest), theme.font(12))

    def write(sheet: Page) -> None:
        sheet.canvas.text(sheet.take(theme.line(16)), panel.title, 16, face="semibold")
        sheet.words(panel.summary, size=12, tone="secondary")
        sheet.skip(5)
        for line in panel.lines:
            if line.is_formation:
                _formation(sheet.canvas, sheet.row(_FORMATION_ROW), line, wide)
                if line.task:
                    _task(sheet, line)
            else:
                _unit(sheet.canvas, sheet.row(_UNIT_ROW), line, wide)

    return page(theme, rect, state, write)


def _figures(c: Canvas, row: Rect, line: OrgLine, wide: int) -> int:
    """The bar and the numbers at the right edge; the x at which they begin."""
    t = c.theme
    words = f"{line.men}/{line.start}"
    tone = "text" if line.men else "hint"
    c.text(row.right_part(wide), words, 12, align="right", tone=tone)
    track = Rect(row.right - wide - t.px(_BAR) - t.px(8), row.y + (row.h - t.px(5)) // 2, t.px(_BAR), t.px(5))
    share = line.men / line.start if line.start else 0.0
    c.fill(track, "raised")
    c.fill(track.left_part(round(track.w * min(1.0, share))), state_tone(share))
    return track.x


def _formation(c: Canvas, row: Rect, line: OrgLine, wide: int) -> None:
    t = c.theme
    if line.selected:
        c.fill(row, "raised")
        c.fill(row.left_part(t.px(3)), "accent")
    left = row.x + t.px(_INDENT) * line.depth
    end = _figures(c, row, line, wide)
    sign = Rect(left, row.y, t.px(_SIGN), row.h)
    c.text(sign, "+" if line.is_folded else "-", tone="link", align="centre")
    words = Rect(sign.right, row.y, end - sign.right - t.px(8), row.h)
    note = f"  {line.note}" if line.note else ""
    fits = t.measure.width(line.name + note, t.font(13, "semibold")) <= words.w
    c.text(words, [(line.name, "bold"), (note if fits else "", "secondary")])
    c.hit(row, line.action, line.tooltip, context=line.context)
    c.hit(sign, line.fold, "Shows its units" if line.is_folded else "Hides its units")


def _task(sheet: Page, line: OrgLine) -> None:
    """What a formation is under order to do, below its name."""
    t, row = sheet.theme, sheet.row(_TASK_ROW)
    left = t.px(_INDENT) * line.depth + t.px(_SIGN)
    sheet.canvas.text(row.without(left=left), line.task, 12, tone="accent")
    sheet.canvas.hit(row, "missions", "Lists the formations under order", context=line.context)


def _unit(c: Canvas, row: Rect, line: OrgLine, wide: int) -> None:
    t = c.theme
    if line.selected:
        c.fill(row, "raised")
        c.fill(row.left_part(t.px(3)), "accent")
    left = row.x + t.px(_INDENT) * line.depth
    if line.counter is not None:
        c.add(counter_image(left + t.px(_ICON) / 2, row.y + row.h / 2, _SMALL * t.unit, line.counter, t))
    end = _figures(c, row, line, wide)
    x = left + t.px(_ICON) + t.px(6)
    note_w = t.measure.width(line.note, t.font(12))
    name = Rect(x, row.y, max(0, end - x - note_w - t.px(16)), row.h)
    c.text(name, line.name, tone="text" if line.men else "hint")
    c.text(Rect(x, row.y, end - x - t.px(10), row.h).right_part(note_w), line.note, 12, tone="secondary")
    c.hit(row, line.action, line.tooltip, context=line.context)
