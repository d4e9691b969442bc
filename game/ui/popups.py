"""What lies over the screen: dialogs, the historical note, menus, tooltips, and the curtain between two players."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from game.ui.canvas import Canvas
from game.ui.draw import Drawing
from game.ui.geometry import Column, Rect, middle
from game.ui.lists import ListState
from game.ui.text import Line, line_width, wrap
from game.ui.theme import Rich, Theme
from game.ui.widgets import BUTTON_HEIGHT, Button, button, scroll_bar

NOTE_WIDTH, NOTE_CHARACTERS, NOTE_SHARE = 620, 68, 0.7
TOOLTIP_CHARACTERS = 52
MENU_ROW = 24


def veil(theme: Theme, window: Rect, action: str = "") -> Drawing:
    """A dark veil over everything that also keeps the mouse and keys from it; a click on it may act."""
    c = Canvas(theme, window)
    c.fill(window, "veil")
    c.hit(window, action, modal=True)
    return c.drawing()


@frozen
class Dialog:
    """A dialog's title, words and buttons; `rows` is extra height in rows for what the caller draws inside."""

    title: Rich
    body: tuple[Rich, ...] = ()
    buttons: tuple[Button, ...] = ()
    width: float = 480
    rows: float = 0


def dialog(theme: Theme, window: Rect, content: Dialog) -> tuple[Drawing, Rect]:
    """A dialog in the middle of the window over a veil, and the rectangle left inside for the caller's own rows."""
    t = theme
    pad, pitch = t.px(20), t.line()
    width = min(t.px(content.width), window.w - 2 * pad)
    inner_w = width - 2 * pad
    paragraphs = [wrap(t.runs(rich), inner_w, t.measure) for rich in content.body]
    words = sum(len(lines) * pitch + t.px(8) for lines in paragraphs)
    extra = t.px(content.rows * 20)
    foot = t.px(BUTTON_HEIGHT) + pad if content.buttons else 0
    height = min(pad + t.px(30) + words + extra + foot + pad, window.h - 2 * pad)
    box = middle(window, width, height)
    c = Canvas(t, window)
    c.paste(veil(t, window))
    c.fill(box, "panel", t.px(4))
    c.outline(box, "line", t.px(1), t.px(4))
    inner = box.inset(pad)
    c.text(inner.top_part(t.px(22)), content.title, 16, face="semibold")
    body = inner.without(top=t.px(30), bottom=foot)
    y = body.y
    with c.clip(body):
        for lines in paragraphs:
            y = c.lines(Rect(body.x, y, body.w, max(0, body.bottom - y)), lines, pitch) + t.px(8)
    _dialog_buttons(c, inner.bottom_part(t.px(BUTTON_HEIGHT)), content.buttons)
    return c.drawing(), Rect(body.x, min(y, body.bottom), body.w, max(0, body.bottom - y))


def _dialog_buttons(c: Canvas, row: Rect, items: Sequence[Button]) -> None:
    """Buttons against the right edge, each as wide as its words."""
    t = c.theme
    gap = t.px(8)
    wanted = [line_width(t.runs(f"{item.label} {item.hint}".strip(), face="semibold"), t.measure) for item in items]
    widths = [max(t.px(96), width + t.px(36)) for width in wanted]
    spare = row.w - sum(widths) - gap * (len(items) - 1)
    if spare < 0 and items:
        widths = [(row.w - gap * (len(items) - 1)) // len(items)] * len(items)
    x = row.right - sum(widths) - gap * (len(items) - 1)
    for item, width in zip(items, widths, strict=True):
        button(c, Rect(x, row.y, width, row.h), item)
        x += width + gap


@frozen
class Note:
    """A historical note as it is shown. `game` says what it changes in the game, if anything.

    `voices` are accounts of the two sides as (who, words); `close` is the action of its button.
    """

    title: str
    kicker: str = "HISTORICAL NOTE"
    native: tuple[str, ...] = ()
    paragraphs: tuple[Rich, ...] = ()
    voices: tuple[tuple[str, str], ...] = ()
    correction: str = ""
    game: str = ""
    sources: str = ""
    certainty: str = ""
    origin: str = ""
    """What a click on the sources does."""
    close: str = "close"


def note_popup(theme: Theme, window: Rect, area: Rect, note: Note, state: ListState) -> Drawing:
    """The note as a paper card over a veil, centred on `area` (the map), as high as its words.

    Higher than 70 % of the window it scrolls by `state.top` lines, which is set back where it goes beyond the text; the
    wheel gives the action `note N`.
    """
    t = theme
    side, foot, gap = t.px(30), t.px(56), t.px(12)
    width = min(t.px(NOTE_WIDTH), window.w - t.px(24))
    room = min(width - 2 * side, NOTE_CHARACTERS * t.measure.width("0", t.font(14)))
    head, body, pitch = _note_head(t, note, room), _note_body(t, note, room), t.line(14)
    head_h = t.px(24) + sum(high for _, high in head) + t.px(8)
    most = max(pitch, round(window.h * NOTE_SHARE) - head_h - foot - gap)
    text_h = min(most, sum(_body_height(line, pitch) for line in body))
    height = head_h + text_h + gap + foot
    roomy = area.w >= width and area.h >= height
    box = middle(area if roomy else window, width, height)
    c = Canvas(t, window)
    c.paste(veil(t, window))
    c.fill(box, "paper", t.px(3))
    c.fill(box.left_part(t.px(5)), "bar")
    c.hit(box, wheel="note")
    column = Column(Rect(box.x + side, box.y + t.px(24), width - 2 * side, box.h))
    for runs, high in head:
        c.line(column.take(high), runs)
    column.skip(t.px(8))
    _note_text(c, column.take(text_h), body, state)
    _note_foot(c, Rect(column.rect.x, box.bottom - foot, column.rect.w, foot), note)
    return c.drawing()


def _body_height(line: Line, pitch: int) -> int:
    """Empty lines, which part paragraphs, are half as high."""
    return pitch if line else pitch // 2


def _note_text(c: Canvas, rect: Rect, body: Sequence[Line], state: ListState) -> None:
    """The lines from `state.top` on, as many as fit, and a scroll bar where that is not all."""
    pitch = c.theme.line(14)
    last, left = len(body), rect.h
    while last > 0 and left >= _body_height(body[last - 1], pitch):
        last -= 1
        left -= _body_height(body[last], pitch)
    state.top = min(max(0, state.top), last)
    y, end = rect.y, state.top
    with c.clip(rect):
        for line in body[state.top :]:
            high = _body_height(line, pitch)
            if y + high > rect.bottom:
                break
            c.line(Rect(rect.x, y, rect.w, high), line)
            y, end = y + high, end + 1
    bar = Rect(rect.right + c.theme.px(12), rect.y, c.theme.px(5), rect.h)
    scroll_bar(c, bar, state.top, end - state.top, len(body), tones=("rule", "meta"))


def _note_head(t: Theme, note: Note, room: int) -> list[tuple[Line, int]]:
    """Kicker, title and those native names that can be drawn, each line with its height."""
    lines: list[tuple[Line, int]] = [(t.runs(note.kicker, 12, "meta"), t.px(20))]
    lines += [(line, t.px(30)) for line in wrap(t.runs(note.title, 20, "ink", "semibold"), room, t.measure)]
    names = [name for name in note.native if t.measure.can_draw(name)]
    if names:
        runs = t.runs(" · ".join(names), 14, "bar", "italic")
        lines += [(line, t.px(22)) for line in wrap(runs, room, t.measure)]
    return lines


def _note_body(t: Theme, note: Note, room: int) -> list[Line]:
    """All lines of the note's text, an empty one between paragraphs."""
    parts: list[Rich] = list(note.paragraphs)
    parts += [[(f"{who}: ", "ink bold"), (words, "ink")] for who, words in note.voices]
    if note.correction:
        parts.append([("Correction: ", "ink bold"), (note.correction, "ink")])
    if note.game:
        parts.append([("In the game: ", "ink bold"), (note.game, "ink")])
    lines: list[Line] = []
    for part in parts:
        lines += [()] * bool(lines)
        lines += wrap(t.runs(part, 14, "ink"), room, t.measure)
    return lines or [()]


def _note_foot(c: Canvas, rect: Rect, note: Note) -> None:
    t = c.theme
    c.fill(rect.top_part(t.px(1)), "rule")
    close = Rect(rect.right - t.px(110), rect.y + t.px(10), t.px(110), t.px(30))
    c.fill(close, "ink", t.px(4))
    c.text(close, [("Close", "paper bold"), (" Esc", "paper")], align="centre")
    c.hit(close, note.close, key="escape")
    c.hit(close, note.close, key="enter")
    words = [f"Sources {note.sources}"] if note.sources else []
    words += [f"certainty: {note.certainty}"] if note.certainty else []
    room = Rect(rect.x, rect.y + t.px(8), rect.w - close.w - t.px(16), rect.h - t.px(12))
    runs = t.runs("   ".join(words), 12, "meta")
    if note.origin:
        c.hit(room, note.origin, "The works behind this note.", context=note.origin)
    if line_width(runs, t.measure) > room.w:
        c.paragraph(room, "   ".join(words), 12, tone="meta")
    else:
        c.line(Rect(room.x, close.y, room.w, close.h), runs)


def tooltip(theme: Theme, window: Rect, x: int, y: int, words: Rich) -> Drawing:
    """An explanation near the pointer, wrapped and kept inside the window; nothing for empty words."""
    t = theme
    runs = t.runs(words, 12)
    if not runs:
        return Drawing()
    limit = min(TOOLTIP_CHARACTERS * t.measure.width("0", t.font(12)), window.w - t.px(24))
    lines = wrap(runs, limit, t.measure)
    pitch, pad = t.line(12), t.px(8)
    width = max(line_width(line, t.measure) for line in lines) + 2 * pad
    height = len(lines) * pitch + pad
    left = min(x + t.px(14), window.right - width)
    top = y + t.px(18)
    if top + height > window.bottom:
        top = y - t.px(6) - height
    box = Rect(max(window.x, left), max(window.y, top), width, min(height, window.h))
    c = Canvas(t, box)
    c.fill(box, "raised", t.px(3))
    c.outline(box, "line", t.px(1), t.px(3))
    c.lines(Rect(box.x + pad, box.y + pad // 2, box.w - 2 * pad, box.h), lines, pitch)
    return c.drawing()


@frozen
class MenuItem:
    """A line of a menu: its words, its action (none: a disabled line), the hint for its key."""

    label: str
    action: str = ""
    hint: str = ""
    tooltip: str = ""


def menu(theme: Theme, window: Rect, x: int, y: int, items: Sequence[MenuItem], selected: int = 0) -> Drawing:
    """A menu with its corner at x, y, kept inside the window; a click beside it gives the action `close`."""
    t = theme
    pad, high = t.px(10), t.px(MENU_ROW)
    labels = max((t.measure.width(item.label, t.font()) for item in items), default=0)
    hints = max((t.measure.width(item.hint, t.font(12)) for item in items), default=0)
    width = min(labels + hints + t.px(24) + 2 * pad, window.w)
    height = min(len(items) * high + t.px(8), window.h)
    box = Rect(
        max(window.x, min(x, window.right - width)), max(window.y, min(y, window.bottom - height)), width, height
    )
    c = Canvas(t, window)
    c.hit(window, "close", modal=True)
    c.fill(box, "raised", t.px(4))
    c.outline(box, "line", t.px(1), t.px(4))
    with c.clip(box):
        for number, item in enumerate(items):
            row = Rect(box.x, box.y + t.px(4) + number * high, box.w, high)
            if number == selected:
                c.fill(row.inset(t.px(1), 0), "line")
            inner = row.inset(pad, 0)
            end = c.text(inner.without(right=hints), item.label, tone="text" if item.action else "hint")
            c.text(inner.without(left=max(0, end - inner.x)), item.hint, 12, align="right", tone="secondary")
            c.hit(row, item.action, item.tooltip)
    return c.drawing()


def curtain(theme: Theme, window: Rect, title: str, words: Rich, ready: Button) -> Drawing:
    """A cover over the whole window, shown while two players of one machine change seats."""
    t = theme
    c = Canvas(t, window)
    c.hit(window, modal=True)
    c.fill(window, "window")
    box = middle(window, t.px(460), t.px(190))
    c.fill(box.top_part(t.px(2)), "accent")
    c.text(Rect(box.x, box.y + t.px(30), box.w, t.px(30)), title, 20, align="centre", face="semibold")
    c.paragraph(Rect(box.x, box.y + t.px(70), box.w, t.px(60)), words, 14, align="centre", tone="secondary")
    button(c, middle(box.bottom_part(t.px(BUTTON_HEIGHT)), t.px(200), t.px(BUTTON_HEIGHT)), ready)
    return c.drawing()
