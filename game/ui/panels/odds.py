"""The odds panel: factors of both sides, the bar of outcomes, losses, reasons."""

from __future__ import annotations

from game.ui.canvas import Canvas
from game.ui.draw import Drawing
from game.ui.geometry import Rect
from game.ui.lists import ListState
from game.ui.panels.model_odds import Factor, Losses, OddsPanel
from game.ui.panels.model_parts import asks
from game.ui.panels.page import Page, page
from game.ui.theme import Theme
from game.ui.widgets import Segment, stacked_bar

_ROW = 18.5
_NONE = "-"
_COLUMN = 9
"""Characters of a column of figures."""


def draw(theme: Theme, rect: Rect, panel: OddsPanel, state: ListState | None = None) -> Drawing:
    """What an order would do; `state.top` is how many lines it is scrolled, set back where it goes beyond the end."""

    def write(sheet: Page) -> None:
        _head(sheet, panel)
        if panel.refusal:
            sheet.words(panel.refusal, tone="warning")
            return
        if panel.chances:
            _outcomes(sheet, panel)
        if panel.losses:
            _losses(sheet, panel)
        if panel.factors or panel.totals:
            _factors(sheet, panel)
        if panel.reasons:
            sheet.title("Reasons", "strongest first")
            for number, reason in enumerate(panel.reasons, 1):
                sheet.words([(f"{number}. ", "secondary"), reason], size=12)
        if panel.order:
            sheet.skip(8)
            sheet.words([("> ", "accent"), (panel.order, "link", panel.order)])

    return page(theme, rect, state, write)


def _head(sheet: Page, panel: OddsPanel) -> None:
    t, c = sheet.theme, sheet.canvas
    row = sheet.take(t.line(16))
    right = t.measure.width(panel.odds, t.font(16, "semibold")) + t.px(12) if panel.odds else 0
    room = row.without(right=right)
    fits = t.measure.width(panel.title, t.font(15, "semibold")) <= room.w
    c.text(room, panel.title if fits else panel.short or panel.title, 15, face="semibold")
    c.text(row, panel.odds, 16, align="right", tone="accent", face="semibold")
    if panel.against:
        sheet.words(panel.against, size=12, tone="secondary")
    for remark in panel.remarks:
        sheet.words(remark, size=12, tone="secondary")
    sheet.skip(6)


def _outcomes(sheet: Page, panel: OddsPanel) -> None:
    """The bar of outcomes and, below it, each in words with its share."""
    t, c = sheet.theme, sheet.canvas
    segments = [Segment(chance.short, chance.share, chance.tone, chance.words) for chance in panel.chances]
    c.text(sheet.row(20), [("chance to take the hex ", "secondary"), (panel.win, "bold")])
    stacked_bar(c, sheet.row(22), segments)
    sheet.skip(4)
    for chance in panel.chances:
        row = sheet.row(17)
        chip = Rect(row.x, row.y + t.px(4), t.px(9), row.h - 2 * t.px(4))
        c.fill(chip, chance.tone, 1)
        if chance.tone == "raised":
            c.outline(chip, "line")
        c.text(row.without(left=t.px(18)), [(f"{chance.short:<3}", "secondary"), chance.words], 12)
        c.text(row, f"{100 * chance.share:.0f} %", 12, align="right")
    sheet.skip(2)


def _losses(sheet: Page, panel: OddsPanel) -> None:
    """For each side a line from best to worst with the middle marked, on a common scale."""
    t, c = sheet.theme, sheet.canvas
    sheet.title("Losses", "best, typical, worst")
    most = max(1, *(losses.p90 for losses in panel.losses))
    for losses in panel.losses:
        row = sheet.row(21)
        c.text(row.left_part(t.px(92)), losses.who, tone="secondary")
        _whisker(c, row.without(left=t.px(92), right=t.px(104)), losses, most)
        c.text(row, [f"{losses.p10} ", (f"{losses.p50}", "bold"), f" {losses.p90}"], align="right")
        c.hit(
            row,
            tooltip=f"One time in ten fewer than {losses.p10}, one in ten more than {losses.p90}; "
            f"mean {losses.mean:.0f} men.",
        )


def _whisker(c: Canvas, track: Rect, losses: Losses, most: int) -> None:
    t = c.theme
    middle = track.y + track.h // 2
    c.fill(Rect(track.x, middle, track.w, t.px(1)), "line")
    low, mid, high = (track.x + round(track.w * value / most) for value in (losses.p10, losses.p50, losses.p90))
    body = t.side(losses.tone).body
    c.fill(Rect(low, middle - t.px(4), max(t.px(2), high - low), t.px(9)), body, t.px(2))
    c.fill(Rect(mid - t.px(1), middle - t.px(6), t.px(3), t.px(13)), "text")


def _factors(sheet: Page, panel: OddsPanel) -> None:
    """The table of factors with a column for each side, then what they make of the raw power."""
    t, c = sheet.theme, sheet.canvas
    sheet.title("Factors")
    head = sheet.row(_ROW)
    _cells(c, head, "", "attack", "defence", "secondary")
    raw, total = (panel.totals[0], panel.totals[-1]) if panel.totals else (None, None)
    if raw:
        _cells(c, sheet.row(_ROW), raw[0], raw[1], raw[2], "text")
    for factor in panel.factors:
        if factor.kind == "power":
            _factor(c, sheet.row(_ROW), factor)
    if total:
        row = sheet.row(_ROW + 3)
        c.fill(row.top_part(t.px(1)), "line")
        _cells(c, row, total[0], total[1], total[2], "text", bold=True)
    rest = [factor for factor in panel.factors if factor.kind != "power"]
    if rest:
        sheet.skip(3)
        c.text(sheet.row(_ROW), "on losses", 12, tone="hint")
        for factor in rest:
            _factor(c, sheet.row(_ROW), factor)


def _factor(c: Canvas, row: Rect, factor: Factor) -> None:
    _cells(c, row, factor.name, factor.attack or _NONE, factor.defence or _NONE, "secondary")
    c.hit(row, tooltip=factor.tooltip, context=asks(factor.source))


def _cells(c: Canvas, row: Rect, name: str, attack: str, defence: str, tone: str, *, bold: bool = False) -> None:
    t = c.theme
    wide = t.measure.width("0" * _COLUMN, t.font())
    face = "semibold" if bold else "regular"
    c.text(row.without(right=2 * wide), name, tone=tone, face="semibold" if bold else "regular")
    for number, words in enumerate((defence, attack)):
        cell = Rect(row.right - (number + 1) * wide, row.y, wide, row.h)
        faint = "hint" if words == _NONE else "text"
        c.text(cell, words, align="right", tone=faint, face="semibold" if face == "semibold" else "regular")
