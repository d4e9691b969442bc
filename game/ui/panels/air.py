"""The squadrons, what they can be sent to do, and the forecast of a mission."""

from __future__ import annotations

from game.ui.canvas import Canvas
from game.ui.draw import Drawing
from game.ui.geometry import Rect
from game.ui.lists import ListState
from game.ui.panels.model_air import AirPanel, AirRow
from game.ui.panels.model_parts import asks
from game.ui.panels.page import Page, page
from game.ui.text import Face
from game.ui.theme import Theme
from game.ui.widgets import Choice, choices

_ROW, _CHOICES = 21, 26


def draw(theme: Theme, rect: Rect, panel: AirPanel, state: ListState | None = None) -> Drawing:
    """The list above, the mission in hand below it; scrolls where it is longer than the rectangle."""
    bold = theme.font(13, "semibold")
    widest = max((theme.measure.width(row.id, bold) for row in panel.rows), default=0)

    def write(sheet: Page) -> None:
        sheet.words(panel.summary, size=12, tone="secondary")
        sheet.skip(5)
        for row in panel.rows:
            _row(sheet.canvas, sheet.row(_ROW), row, min(widest, rect.w // 3))
        if panel.missions:
            sheet.title("Mission", panel.target)
            _choices(sheet, panel.missions, 4)
            _choices(sheet, panel.bases, 2)
            sheet.skip(4)
        for words in panel.answer:
            sheet.words(words)
        if panel.line:
            sheet.words([("> ", "good"), (panel.line, "secondary")], size=12)
        if panel.hint:
            sheet.skip(4)
            sheet.words(panel.hint, size=12, tone="secondary")

    return page(theme, rect, state, write)


def _choices(sheet: Page, offered: tuple[tuple[str, str, bool], ...], across: int) -> None:
    """Choices side by side, so many in a row."""
    for first in range(0, len(offered), across):
        items = [Choice(words, action, chosen) for words, action, chosen in offered[first : first + across]]
        choices(sheet.canvas, sheet.row(_CHOICES), "", items, column=0)


def _row(c: Canvas, row: Rect, line: AirRow, id_width: int) -> None:
    t = c.theme
    if line.selected:
        c.fill(row, "raised")
        c.fill(row.left_part(t.px(3)), "accent")
    inner = row.inset(t.px(8), 0)
    right = t.measure.width(line.right, t.font(12)) + t.px(8)
    face: Face = "semibold" if line.selected else "regular"
    c.text(inner.left_part(id_width), line.id, face=face, tone="text" if line.able else "hint")
    c.text(inner.without(left=id_width + t.px(10), right=right), line.kind, tone="secondary")
    c.text(inner, line.right, 12, align="right", tone="text" if line.able else "hint")
    c.hit(row, line.action, line.tooltip, context=asks(f"squadrons.{line.id}"))
