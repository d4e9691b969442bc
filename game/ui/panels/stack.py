"""The list of who stands in a hex."""

from __future__ import annotations

from game.ui.canvas import Canvas
from game.ui.draw import Drawing
from game.ui.geometry import Rect
from game.ui.lists import ListState
from game.ui.panels.model_parts import asks
from game.ui.panels.model_unit import StackLine, StackPanel
from game.ui.theme import Theme
from game.ui.widgets import heading, rule, scroll_bar

_HEAD, _ROW = 34, 20


def height(theme: Theme, panel: StackPanel) -> int:
    """Pixels that the whole list takes."""
    return theme.px(_HEAD) + theme.px(_ROW) * len(panel.lines)


def draw(theme: Theme, rect: Rect, panel: StackPanel, state: ListState | None = None) -> Drawing:
    """The units of a hex, the selected one raised; scrolls to it where the list is longer than the rectangle."""
    c = Canvas(theme, rect)
    rule(c, rect.top_part(theme.px(10)))
    place = f"{panel.selected + 1} of {len(panel.lines)}" if panel.selected >= 0 else str(len(panel.lines))
    heading(c, Rect(rect.x, rect.y + theme.px(10), rect.w, theme.px(22)), f"Stack at {panel.place}", place)
    body = rect.without(top=theme.px(_HEAD))
    shown = max(1, body.h // theme.px(_ROW))
    top = state.top if state is not None else 0
    if panel.selected >= 0:
        top = min(max(top, panel.selected - shown + 1), panel.selected)
    top = min(max(0, top), max(0, len(panel.lines) - shown))
    bar = theme.px(10) if len(panel.lines) > shown else 0
    bold = theme.font(13, "semibold")
    widest = max((theme.measure.width(line.id, bold) for line in panel.lines), default=0)
    for number, line in enumerate(panel.lines[top : top + shown]):
        row = Rect(body.x, body.y + number * theme.px(_ROW), body.w - bar, theme.px(_ROW))
        _row(c, row, line, top + number == panel.selected, min(widest, body.w // 3))
    scroll_bar(c, body.right_part(theme.px(4)), top, shown, len(panel.lines))
    return c.drawing()


def _row(c: Canvas, row: Rect, line: StackLine, selected: bool, id_width: int) -> None:
    t = c.theme
    if selected:
        c.fill(row, "raised")
        c.fill(row.left_part(t.px(3)), "accent")
    inner = row.inset(t.px(8), 0)
    chip = Rect(inner.x, row.y + t.px(6), t.px(8), row.h - 2 * t.px(6))
    c.fill(chip, t.side(line.colour).body, 1)
    right = t.measure.width(line.right, t.font()) + t.px(8)
    left = inner.without(left=t.px(16))
    c.text(left.left_part(id_width), line.id, tone="text", face="semibold" if selected else "regular")
    c.text(left.without(left=id_width + t.px(10), right=right), line.name, tone="text" if selected else "secondary")
    c.text(inner, line.right, align="right", tone="text" if selected else "secondary")
    c.hit(row, line.action, line.tooltip, context=asks("" if line.is_contact else f"{line.id}.men"))
