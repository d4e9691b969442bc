"""A column of rows that scrolls where it is longer than its rectangle, and the rows that panels share."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from game.ui.canvas import Canvas, Tone
from game.ui.draw import Clip, Drawing, Unclip
from game.ui.geometry import Rect
from game.ui.lists import ListState
from game.ui.panels.model_parts import Bar, Fact, asks
from game.ui.text import wrap
from game.ui.theme import Rich, Theme
from game.ui.widgets import ROW_HEIGHT, VALUE_COLUMN, heading, rule, scroll_bar, ten_bar

_BAR, _HALF, _SHORT_KEY = 4, 19, 66


class Page:
    """Hands out rows from the top down; `canvas` draws on them."""

    def __init__(self, theme: Theme, rect: Rect, shift: int = 0) -> None:
        self.theme = theme
        self.canvas = Canvas(theme, rect)
        self.rect = rect
        self._y = rect.y - shift
        self._start = rect.y - shift

    @property
    def y(self) -> int:
        """Where the next row begins."""
        return self._y

    @property
    def high(self) -> int:
        """Pixels handed out so far."""
        return self._y - self._start

    def take(self, high: int) -> Rect:
        """The next row of so many pixels."""
        row = Rect(self.rect.x, self._y, self.rect.w, high)
        self._y += high
        return row

    def row(self, size: float = ROW_HEIGHT) -> Rect:
        """The next row of a height of the design."""
        return self.take(self.theme.px(size))

    def skip(self, size: float) -> None:
        """Leaves a height of the design empty."""
        self._y += self.theme.px(size)

    # Rows ----------------------------------------------------------------------------------------------------------

    def title(self, words: str, detail: Rich = "", *, ruled: bool = True) -> None:
        """A rule and the heading of a section."""
        if ruled:
            rule(self.canvas, self.row(13))
        heading(self.canvas, self.row(22), words, detail)

    def fact(self, fact: Fact, column: float = VALUE_COLUMN) -> None:
        """A name and its value, which is broken into lines where it is long."""
        t, c = self.theme, self.canvas
        at = min(t.px(column), self.rect.w // 2)
        lines = wrap(t.runs(fact.value), self.rect.w - at, t.measure)
        pitch = t.px(ROW_HEIGHT) if len(lines) == 1 else t.line()
        row = self.take(pitch * len(lines))
        c.text(Rect(row.x, row.y, at - t.px(4), pitch), fact.key, tone="secondary")
        for number, line in enumerate(lines):
            c.line(Rect(row.x + at, row.y + number * pitch, row.w - at, pitch), line)
        if fact.tooltip or fact.action or fact.source:
            c.hit(row, fact.action, fact.tooltip, context=fact.context)

    def facts(self, facts: Sequence[Fact]) -> None:
        """Facts below each other; two short ones share a row where it is wide enough."""
        wide = self.rect.w >= 2 * self.theme.measure.width("0" * _HALF, self.theme.font())
        at = 0
        while at < len(facts):
            pair = facts[at : at + 2]
            if wide and len(pair) == 2 and all(fact.short for fact in pair):
                self._pair(pair[0], pair[1])
                at += 2
            else:
                self.fact(facts[at])
                at += 1

    def _pair(self, first: Fact, second: Fact) -> None:
        t, c, row = self.theme, self.canvas, self.row()
        at = min(t.px(VALUE_COLUMN), row.w // 3)
        middle = row.w // 2 + t.px(16)
        cells = (row.left_part(middle - t.px(6)), row.without(left=middle))
        for cell, fact, column in zip(cells, (first, second), (at, t.px(_SHORT_KEY)), strict=True):
            c.text(cell.left_part(column - t.px(4)), fact.key, tone="secondary")
            c.text(cell.without(left=column), fact.value)
            c.hit(cell, fact.action, fact.tooltip, context=fact.context)

    def bar(self, bar: Bar) -> None:
        """A bar of ten segments."""
        row = self.row()
        ten_bar(self.canvas, row, bar.key, bar.share, bar.value, bar.tone)
        if bar.tooltip or bar.source:
            self.canvas.hit(row, tooltip=bar.tooltip, context=asks(bar.source))

    def words(self, rich: Rich, *, size: float = 13, tone: Tone = "text", face: str = "", indent: float = 0) -> None:
        """A paragraph over the whole width."""
        t, left = self.theme, self.theme.px(indent)
        runs = t.runs(rich, size, tone, "italic" if face == "italic" else "semibold" if face else "regular")
        lines = wrap(runs, self.rect.w - left, t.measure)
        pitch = t.line(size)
        row = self.take(pitch * len(lines))
        self.canvas.lines(row.without(left=left), lines, pitch)


def _seen(drawing: Drawing, rect: Rect) -> Drawing:
    """The drawing without what lies outside the rectangle, so that a long page costs no more than what is in view."""
    kept = [c for c in drawing.commands if isinstance(c, Clip | Unclip) or c.bounds().overlaps(rect)]
    return Drawing(tuple(kept), tuple(hit for hit in drawing.hits if hit.modal or hit.rect.overlaps(rect)))


def page(theme: Theme, rect: Rect, state: ListState | None, write: Callable[[Page], None]) -> Drawing:
    """What `write` puts on a page, scrolled by `state.top` lines, which is set back where it goes beyond the end."""
    first = Page(theme, rect)
    write(first)
    if first.high <= rect.h:
        if state is not None:
            state.top = 0
        return first.canvas.drawing()
    pitch = theme.line()
    column = rect.without(right=theme.px(_BAR) + theme.px(8))
    # Beside the scroll bar the words are broken anew, and may need more lines.
    narrow = Page(theme, column)
    write(narrow)
    most = max(0, -(-(narrow.high - rect.h) // pitch))
    top = min(max(0, state.top), most) if state is not None else 0
    if state is not None:
        state.top = top
    whole = Canvas(theme, rect)
    shown = narrow if top == 0 else Page(theme, column, top * pitch)
    if shown is not narrow:
        write(shown)
    whole.paste(_seen(shown.canvas.drawing(), column))
    scroll_bar(whole, rect.right_part(theme.px(_BAR)), top, max(1, rect.h // pitch), rect.h // pitch + most)
    return whole.drawing()
