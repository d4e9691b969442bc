"""The journal: notes that were shown, and the player's remarks."""

from __future__ import annotations

from game.ui.draw import Drawing
from game.ui.geometry import Rect
from game.ui.lists import ListState
from game.ui.panels.model_aims import JournalLine, JournalPanel
from game.ui.panels.model_parts import asks
from game.ui.panels.page import Page, page
from game.ui.text import wrap
from game.ui.theme import Theme


def draw(theme: Theme, rect: Rect, panel: JournalPanel, state: ListState | None = None) -> Drawing:
    """Notes and remarks; `state.top` is how many lines it is scrolled, set back where that goes beyond its end."""

    def write(sheet: Page) -> None:
        read = sum(1 for line in panel.lines if not line.is_remark)
        sheet.canvas.text(sheet.take(theme.line(16)), "Journal", 16, face="semibold")
        sheet.words(f"{read} of {panel.total} notes so far", size=12, tone="secondary")
        sheet.skip(6)
        if not panel.lines:
            sheet.words("Notes appear here as the battle calls them up; `remark` adds your own.", tone="hint")
        for line in panel.lines:
            _line(sheet, line)

    return page(theme, rect, state, write)


def _line(sheet: Page, line: JournalLine) -> None:
    """The date, then the title as a link or the remark in italics."""
    t, c = sheet.theme, sheet.canvas
    size = 13
    style = "text italic" if line.is_remark else "text bold"
    words = wrap(t.runs([(line.title, style)], size), sheet.rect.w - t.px(14), t.measure)
    pitch = t.line(size)
    row = sheet.take(t.px(16) + pitch * len(words) + t.px(7))
    bar = Rect(row.x, row.y + t.px(3), t.px(3), row.h - t.px(9))
    c.fill(bar, "secondary" if line.is_remark else "bar", 1)
    left = row.without(left=t.px(14))
    c.text(left.top_part(t.px(16)), line.when, 11.5, tone="secondary")
    for number, entry in enumerate(words):
        c.line(Rect(left.x, left.y + t.px(16) + number * pitch, left.w, pitch), entry)
    if line.action or line.tooltip:
        c.hit(row, line.action, line.tooltip, context=asks(line.source))
