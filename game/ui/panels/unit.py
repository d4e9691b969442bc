"""The unit panel: counter and names, bars, how it stands, its weapons, where the figures come from."""

from __future__ import annotations

from game.ui.counters import counter_image, counter_size
from game.ui.draw import Drawing
from game.ui.geometry import Rect
from game.ui.lists import ListState
from game.ui.panels.model_parts import asks
from game.ui.panels.model_unit import UnitPanel
from game.ui.panels.page import Page, page
from game.ui.text import line_width, wrap
from game.ui.theme import Theme

_COUNTER_RADIUS = 48.0
"""Hex radius for which the big counter is drawn: 72 by 56 of the design."""


def draw(theme: Theme, rect: Rect, panel: UnitPanel, state: ListState | None = None) -> Drawing:
    """A unit; `state.top` is how many lines it is scrolled, set back where that goes beyond its end."""

    def write(sheet: Page) -> None:
        head(sheet, panel)
        for bar in panel.bars:
            sheet.bar(bar)
        sheet.skip(5)
        sheet.facts(panel.facts)
        if panel.weapons:
            _weapons(sheet, panel)
        _foot(sheet, panel)

    return page(theme, rect, state, write)


def head(sheet: Page, panel: UnitPanel) -> None:
    """The big counter with the names beside it."""
    t, c = sheet.theme, sheet.canvas
    s = _COUNTER_RADIUS * t.unit
    w, h = counter_size(round(s * 4) / 4)
    left = w + t.px(16)
    name = wrap(t.runs(panel.name, 16, face="semibold"), sheet.rect.w - left, t.measure)[:2]
    native = panel.native if panel.native and t.measure.can_draw(panel.native) else ""
    pitch = t.line(15)
    high = max(h + t.px(4), len(name) * pitch + t.px(19) * (2 if native else 1))
    row = sheet.take(high)
    c.add(counter_image(row.x + w / 2, row.y + t.px(1) + h / 2, s, panel.counter, t))
    words = row.without(left=left)
    y = words.y
    for line in name:
        c.line(Rect(words.x, y, words.w, pitch), line)
        y += pitch
    if native:
        c.text(Rect(words.x, y, words.w, t.px(19)), native, tone="secondary")
        y += t.px(19)
    c.text(Rect(words.x, y, words.w, t.px(19)), panel.place)
    sheet.skip(8)


def _weapons(sheet: Page, panel: UnitPanel) -> None:
    """How many of what are left, with the losses in the warning tone."""
    t, c = sheet.theme, sheet.canvas
    sheet.title("Weapons", "now / at the start")
    count_w = t.measure.width("0000/0000", t.font())
    for line in panel.weapons:
        row = sheet.row(19)
        now = t.runs(str(line.now), tone="text" if line.now == line.start else "warning")
        start = t.runs(f"/{line.start}", tone="secondary")
        runs = (*now, *start)
        c.line(Rect(row.x + count_w - line_width(runs, t.measure), row.y, count_w, row.h), runs)
        c.text(row.without(left=count_w + t.px(10)), line.name)
        c.hit(row, tooltip=line.tooltip, context=asks(line.source))


def _foot(sheet: Page, panel: UnitPanel) -> None:
    """What it was doing, and where its figures come from."""
    if panel.text:
        sheet.skip(6)
        sheet.words(panel.text, size=12, tone="secondary", face="italic")
    if panel.origin_action:
        sheet.skip(4)
        row = sheet.row(19)
        origin = panel.origin or "nobody noted"
        sheet.canvas.text(row, [("figures: ", "hint"), (origin, "link")], 12)
        tip = "Where the figures of this unit come from."
        sheet.canvas.hit(row, panel.origin_action, tip, context=panel.origin_action)
