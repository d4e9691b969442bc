"""The record beside the game: who held what at this hour, and the recorded figures."""

from __future__ import annotations

from collections.abc import Sequence

from game.ui.canvas import Canvas
from game.ui.draw import Drawing
from game.ui.geometry import Rect
from game.ui.lists import ListState
from game.ui.panels.model_aims import FigureLine, GapLine, HistoryPanel
from game.ui.panels.model_parts import asks
from game.ui.panels.page import Page, page
from game.ui.text import wrap
from game.ui.theme import Theme

_ROW = 20


def draw(theme: Theme, rect: Rect, panel: HistoryPanel, state: ListState | None = None) -> Drawing:
    """The comparison; `state.top` is how many lines it is scrolled, set back where that goes beyond its end."""

    def write(sheet: Page) -> None:
        sheet.title("History", panel.clock, ruled=False)
        sheet.words(panel.summary, size=12, tone="secondary")
        sheet.skip(4)
        widths = _widths(theme, sheet.rect.w, panel.gaps)
        _cells(sheet.canvas, sheet.row(_ROW), ("", "now", "then", "next"), widths)
        for gap in panel.gaps:
            _gap(sheet.canvas, sheet.row(_ROW), gap, widths)
        if panel.fronts:
            sheet.title("The front in history", "beside yours")
            for words in panel.fronts:
                sheet.words(words, size=12, tone="secondary")
                sheet.skip(4)
        if panel.figures:
            sheet.title("Recorded figures", "this game")
            for figure in panel.figures:
                _figure(sheet, figure)

    return page(theme, rect, state, write)


def _widths(t: Theme, room: int, gaps: Sequence[GapLine]) -> tuple[int, int, int, int]:
    """Widths of the columns: the holders as wide as their names, the place and what comes next share the rest."""
    font = t.font(12)
    now, then = (
        max((t.measure.width(words, font) for words in column), default=0) + t.px(19)
        for column in ([gap.now for gap in gaps], [gap.then for gap in gaps])
    )
    place = max((t.measure.width(gap.place, font) for gap in gaps), default=0) + t.px(6)
    place = min(place, max(0, room - now - then) * 3 // 5)
    return place, now, then, max(0, room - place - now - then)


def _gap(c: Canvas, row: Rect, gap: GapLine, widths: Sequence[int]) -> None:
    if gap.now != gap.then:
        c.fill(row, "raised")
    _cells(c, row, (gap.place, gap.now, gap.then, gap.next), widths, (gap.now_colour, gap.then_colour))
    c.hit(row, gap.action, gap.tooltip, context=asks(gap.source))


def _cells(
    c: Canvas, row: Rect, cells: Sequence[str], widths: Sequence[int], colours: tuple[str, str] | None = None
) -> None:
    """The place, who holds it now and held it then with a chip in their colour, what comes next; a head without."""
    t, x = c.theme, row.x
    for number, (words, width) in enumerate(zip(cells, widths, strict=True)):
        cell = Rect(x, row.y, width, row.h)
        x += width
        inner = cell.without(right=t.px(6))
        if number in (1, 2):
            if colours is not None:
                chip = Rect(inner.x, row.y + t.px(6), t.px(7), row.h - 2 * t.px(6))
                c.fill(chip, t.side(colours[number - 1]).body, 1)
            inner = inner.without(left=t.px(12))
        c.text(inner, words, 12, tone="secondary" if colours is None or number == 3 else "text")


def _figure(sheet: Page, figure: FigureLine) -> None:
    """A measure, its recorded range, and this game's own number where the side knows it."""
    t, c = sheet.theme, sheet.canvas
    half, pitch = sheet.rect.w * 46 // 100, t.px(19)
    known = t.measure.width("about 000", t.font(12)) if figure.game else 0
    lines = wrap(t.runs(figure.record, 12), sheet.rect.w - half - known, t.measure)
    row = sheet.take(pitch if len(lines) == 1 else t.line(12) * len(lines))
    high = pitch if len(lines) == 1 else t.line(12)
    c.text(Rect(row.x, row.y, half - t.px(6), high), figure.measure, 12, tone="secondary")
    for number, line in enumerate(lines):
        c.line(Rect(row.x + half, row.y + number * high, row.w - half - known, high), line)
    if figure.game:
        c.text(row.top_part(high), figure.game, 12, align="right", tone="accent")
    c.hit(row, tooltip=figure.tooltip, context=asks(figure.source))
