"""Lists, tables and logs, with the small states that hold their selection and scroll."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, field, frozen

from game.ui.canvas import Align, Canvas, Tone
from game.ui.geometry import Rect
from game.ui.inputs import KeyPress
from game.ui.text import Line, wrap
from game.ui.theme import Rich, Theme
from game.ui.widgets import ROW_HEIGHT, scroll_bar

_SCROLL_WIDTH = 4
_PAGE_OVERLAP = 1


@define
class ListState:
    """Which row of a list is selected (-1 for none) and which is the first in view."""

    selected: int = 0
    top: int = 0

    def first(self, total: int, shown: int) -> int:
        """The first row in view, kept within the list."""
        return min(max(0, self.top), max(0, total - shown))

    def select(self, row: int, total: int, shown: int) -> None:
        """Selects a row, kept within the list, and scrolls so that it is in view."""
        self.selected = min(max(0, row), total - 1) if total else -1
        self.top = self.first(total, shown)
        if self.selected >= 0:
            self.top = min(self.top, self.selected)
            self.top = max(self.top, self.selected - shown + 1)

    def key(self, press: KeyPress, total: int, shown: int) -> bool:
        """Moves the selection by arrows, page and end keys; True where the key was used."""
        page = max(1, shown - _PAGE_OVERLAP)
        steps = {"up": -1, "down": 1, "page up": -page, "page down": page, "home": -total, "end": total}
        if press.key not in steps or press.ctrl or press.alt:
            return False
        self.select(self.selected + steps[press.key], total, shown)
        return True

    def wheel(self, lines: int, total: int, shown: int) -> None:
        """Scrolls by lines, positive towards the start, and leaves the selection alone."""
        self.top = self.first(total, shown)
        self.top = min(max(0, self.top - lines), max(0, total - shown))


@frozen
class Item:
    """A row of a list: text on the left, text on the right, the action of a click, an indent for trees."""

    left: Rich
    right: Rich = ""
    action: str = ""
    tooltip: str = ""
    context: str = ""
    indent: int = 0


def rows_shown(theme: Theme, rect: Rect, row_height: float = ROW_HEIGHT) -> int:
    """How many whole rows of a list fit the rectangle."""
    return rect.h // theme.px(row_height)


def list_box(
    c: Canvas,
    rect: Rect,
    items: Sequence[Item],
    state: ListState,
    *,
    row_height: float = ROW_HEIGHT,
    wheel: str = "",
    focused: bool = True,
) -> None:
    """A list with its selected row raised and marked by an amber bar; scrolls when longer than the rectangle."""
    t = c.theme
    high, shown = t.px(row_height), rows_shown(t, rect, row_height)
    first = state.first(len(items), shown)
    bar = t.px(_SCROLL_WIDTH) * 2 if len(items) > shown else 0
    if wheel:
        c.hit(rect, wheel=wheel)
    with c.clip(rect):
        for number in range(first, min(first + shown, len(items))):
            row = Rect(rect.x, rect.y + (number - first) * high, rect.w - bar, high)
            _row(c, row, items[number], number == state.selected, focused)
    scroll_bar(c, rect.right_part(t.px(_SCROLL_WIDTH)), first, shown, len(items))


def _select_mark(c: Canvas, row: Rect, focused: bool) -> None:
    c.fill(row, "raised")
    c.fill(row.left_part(c.theme.px(3)), "accent" if focused else "line")


def _row(c: Canvas, row: Rect, item: Item, selected: bool, focused: bool) -> None:
    t = c.theme
    if selected:
        _select_mark(c, row, focused)
    inner = row.inset(t.px(8), 0).without(left=t.px(14) * item.indent)
    tone: Tone = "text" if selected else "secondary"
    right_runs = t.runs(item.right, tone=tone)
    width = sum(t.measure.width(run.text, run.font) for run in right_runs)
    right = inner.right_part(min(width, inner.w // 2))
    c.line(right, right_runs, align="right")
    c.text(inner.without(right=right.w + (t.px(8) if width else 0)), item.left, tone=tone)
    if item.action or item.tooltip or item.context:
        c.hit(row, item.action, item.tooltip, context=item.context)


@frozen
class Field:
    """A column of a table: its title, its width in characters (0: a share of the rest), its alignment."""

    title: str
    width: int = 0
    align: Align = "left"
    action: str = ""


@frozen
class Row:
    """A row of a table: a cell for each column, and the action of a click."""

    cells: tuple[Rich, ...]
    action: str = ""
    tooltip: str = ""
    tone: Tone = "text"


def table(
    c: Canvas,
    rect: Rect,
    fields: Sequence[Field],
    rows: Sequence[Row],
    state: ListState | None = None,
    *,
    wheel: str = "",
    row_height: float = ROW_HEIGHT,
) -> None:
    """A table with a header; with a state it has a selected row and scrolls. A header cell with an action sorts."""
    t = c.theme
    high = t.px(row_height)
    head, body = rect.top_part(high), rect.without(top=high)
    shown = body.h // high
    first = state.first(len(rows), shown) if state else 0
    bar = t.px(_SCROLL_WIDTH) * 2 if len(rows) > shown else 0
    pad = t.px(8) if state else 0
    cells = _cells(t, head.without(left=pad, right=bar + pad), fields)
    for entry, cell in zip(fields, cells, strict=True):
        c.text(cell, entry.title, tone="secondary", align=entry.align)
        if entry.action:
            c.hit(cell, entry.action)
    if wheel:
        c.hit(body, wheel=wheel)
    with c.clip(rect):
        for number in range(first, min(first + shown, len(rows))):
            _table_row(c, (number - first + 1) * high, cells, fields, rows[number], state, number)
    scroll_bar(c, body.right_part(t.px(_SCROLL_WIDTH)), first, shown, len(rows))


def _cells(theme: Theme, head: Rect, fields: Sequence[Field]) -> list[Rect]:
    """The header's cells, a gap between them; columns without a width share what is left."""
    gap, cell = theme.px(10), theme.measure.width("0", theme.font())
    room = head.w - gap * max(0, len(fields) - 1) - sum(entry.width * cell for entry in fields)
    loose = sum(1 for entry in fields if not entry.width)
    share = max(0, room) // loose if loose else 0
    cells, x = [], head.x
    for entry in fields:
        width = entry.width * cell if entry.width else share
        cells.append(Rect(x, head.y, width, head.h).meet(head))
        x += width + gap
    return cells


def _table_row(
    c: Canvas,
    down: int,
    cells: Sequence[Rect],
    fields: Sequence[Field],
    row: Row,
    state: ListState | None,
    number: int,
) -> None:
    if not cells:
        return
    pad = c.theme.px(8) if state else 0
    whole = Rect(cells[0].x - pad, cells[0].y + down, cells[-1].right - cells[0].x + 2 * pad, cells[0].h)
    if state is not None and state.selected == number:
        _select_mark(c, whole, focused=True)
    for entry, cell, rich in zip(fields, cells, row.cells, strict=False):
        c.text(cell.moved(0, down), rich, align=entry.align, tone=row.tone)
    if row.action or row.tooltip:
        c.hit(whole, row.action, row.tooltip)


@define
class Log:
    """Lines of a log, wrapped once for the width last shown; `back` is how many lines it is scrolled up."""

    entries: list[Rich] = field(factory=list)
    back: int = 0
    _wrapped: list[tuple[Line, bool]] = field(factory=list, init=False, repr=False)
    _done: int = field(default=0, init=False, repr=False)
    _made_for: tuple[Theme, int, int] | None = field(default=None, init=False, repr=False)

    def add(self, entry: Rich) -> None:
        """Appends a line; the newest comes into view again."""
        self.entries.append(entry)
        self.back = 0

    def wheel(self, lines: int) -> None:
        """Scrolls, positive towards older lines; kept within the log when it is drawn."""
        self.back = max(0, self.back + lines)

    def wrapped(self, theme: Theme, width: int, hang: int) -> Sequence[tuple[Line, bool]]:
        """All lines broken to the width in pixels; the flag is True for the first line of an entry."""
        wanted = (theme, width, hang)
        if self._made_for != wanted or self._done > len(self.entries):
            self._wrapped, self._done, self._made_for = [], 0, wanted
        for entry in self.entries[self._done :]:
            lines = wrap(theme.runs(entry), width, theme.measure, hang)
            self._wrapped += [(line, number == 0) for number, line in enumerate(lines)]
        self._done = len(self.entries)
        return self._wrapped


def text_area(c: Canvas, rect: Rect, log: Log, *, hang: int = 6, wheel: str = "", from_top: bool = False) -> int:
    """The end of a log, the newest line at the lower edge; with `from_top` its beginning, at the upper edge.

    `hang` is the indent of continued lines in characters. `back` of the log counts from the end that is shown first and
    is set back where it goes beyond the log. Returns the y of the last line drawn, below which nothing older stands.
    """
    t = c.theme
    pitch, indent = t.line(), t.measure.width("0" * hang, t.font())
    bar = t.px(_SCROLL_WIDTH)
    inner = rect.without(right=bar + t.px(6))
    lines = log.wrapped(t, inner.w, indent)
    shown = max(1, inner.h // pitch)
    log.back = min(log.back, max(0, len(lines) - shown))
    first = log.back if from_top else max(0, len(lines) - shown - log.back)
    y = rect.bottom - shown * pitch if len(lines) > shown and not from_top else rect.y
    if wheel:
        c.hit(rect, wheel=wheel)
    with c.clip(rect):
        for runs, starts in lines[first : first + shown]:
            left = 0 if starts else indent
            c.line(Rect(inner.x + left, y, inner.w - left, pitch), runs)
            y += pitch
    scroll_bar(c, rect.right_part(bar), first, shown, len(lines))
    return y - pitch if lines else rect.y
