"""The plain parts of panels: headings, rows, bars, tabs, buttons. Each draws on a canvas and keeps no state."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from game.ui.canvas import Canvas, Tone
from game.ui.colours import best_ink
from game.ui.geometry import Rect, columns
from game.ui.text import Face, Line, line_width
from game.ui.theme import Rich

TAB_HEIGHT, ROW_HEIGHT, BUTTON_HEIGHT, TOP_BAR_HEIGHT = 34, 20, 32, 34
PANEL_PADDING, VALUE_COLUMN = 16, 92
SEGMENTS = 10


@frozen
class Tab:
    """A tab: its name as shown, the action that opens it, and the key that does the same."""

    label: str
    action: str
    key: str = ""
    active: bool = False


@frozen
class Button:
    """A button: its words and action, the key chord that does the same, and the hint that names the key.

    A disabled button has no action and shows why in its tooltip.
    """

    label: str
    action: str = ""
    key: str = ""
    hint: str = ""
    short: str = ""
    primary: bool = False
    enabled: bool = True
    tooltip: str = ""


@frozen
class Segment:
    """A part of a stacked bar: its short and full name, its share from 0 to 1, its tone."""

    label: str
    share: float
    tone: Tone
    name: str = ""


@frozen
class Choice:
    """One of several values of a setting."""

    label: str
    action: str
    active: bool = False


def panel(c: Canvas, rect: Rect, tone: Tone = "panel", edge: str = "left") -> Rect:
    """Fills a panel with a line on one edge (`left`, `top`, `bottom`, `all` or none); the padded inside."""
    line = c.theme.px(1)
    c.fill(rect, tone)
    strips = {"left": rect.left_part(line), "top": rect.top_part(line), "bottom": rect.bottom_part(line)}
    if edge in strips:
        c.fill(strips[edge], "line")
    elif edge == "all":
        c.outline(rect, "line", line)
    return rect.inset(c.theme.px(PANEL_PADDING), c.theme.px(PANEL_PADDING * 0.6))


def rule(c: Canvas, rect: Rect, tone: Tone = "line") -> None:
    """A thin line across the middle of the rectangle."""
    thin = c.theme.px(1)
    c.fill(Rect(rect.x, rect.y + (rect.h - thin) // 2, rect.w, thin), tone)


def heading(c: Canvas, rect: Rect, title: str, detail: Rich = "") -> None:
    """A section's title in SemiBold accent, and a detail after it in secondary."""
    end = c.text(rect, title, tone="accent", face="semibold")
    gap = c.theme.px(20)
    c.text(rect.without(left=end - rect.x + gap), detail, tone="secondary")


def tabs(c: Canvas, rect: Rect, items: Sequence[Tab]) -> None:
    """A row of tabs over a line; the active one is bright and underlined in the accent."""
    t = c.theme
    gap, under = t.px(20), t.px(2)
    c.fill(rect.bottom_part(t.px(1)), "line")
    widths = [line_width(t.runs(tab.label, face="semibold"), t.measure) for tab in items]
    if sum(widths) + gap * (len(items) - 1) > rect.w and items:
        gap = max(t.px(6), (rect.w - sum(widths)) // max(1, len(items) - 1))
    x = rect.x
    for tab, width in zip(items, widths, strict=True):
        box = Rect(x, rect.y, width, rect.h).meet(rect)
        face: Face = "semibold" if tab.active else "regular"
        c.text(box, tab.label, tone="text" if tab.active else "secondary", face=face)
        if tab.active:
            c.fill(box.bottom_part(under + t.px(1)).top_part(under), "accent")
        c.hit(Rect(x - gap // 2, rect.y, width + gap, rect.h).meet(rect), tab.action, key=tab.key)
        x += width + gap


def key_value(c: Canvas, rect: Rect, key: Rich, value: Rich, *, tooltip: str = "", column: int = VALUE_COLUMN) -> None:
    """A row with its name in secondary and its value at the value column; a tooltip may tell where it comes from."""
    at = min(c.theme.px(column), rect.w // 2)
    c.text(rect.left_part(at - c.theme.px(4)), key, tone="secondary")
    c.text(rect.without(left=at), value)
    if tooltip:
        c.hit(rect, tooltip=tooltip)


def ten_bar(c: Canvas, rect: Rect, key: Rich, share: float, value: Rich, tone: Tone) -> None:
    """A bar of ten segments with its name before and its number after; the last segment may be partly filled."""
    t = c.theme
    at, number = min(t.px(VALUE_COLUMN), rect.w // 3), min(t.px(100), rect.w // 3)
    c.text(rect.left_part(at - t.px(4)), key, tone="secondary")
    c.text(rect.right_part(number), value, align="right")
    gap, high = t.px(1), t.px(9)
    track = Rect(rect.x + at, rect.y + (rect.h - high) // 2, rect.w - at - number - t.px(8), high)
    for i, cell in enumerate(columns(track, SEGMENTS, gap)):
        filled = min(1.0, max(0.0, share * SEGMENTS - i))
        c.fill(cell, "raised")
        c.fill(cell.left_part(round(cell.w * filled)), tone)


def stacked_bar(c: Canvas, rect: Rect, segments: Sequence[Segment]) -> None:
    """A bar of shares, each with its label and whole per cent where there is room; tooltips name them in full."""
    t = c.theme
    total = sum(segment.share for segment in segments) or 1.0
    done = 0.0
    for segment in segments:
        left = rect.x + round(rect.w * done / total)
        done += segment.share
        part = Rect(left, rect.y, rect.x + round(rect.w * done / total) - left, rect.h)
        if part.empty:
            continue
        c.fill(part, segment.tone)
        ink = best_ink(t.colour(segment.tone), t.chrome.dark, t.chrome.text)
        percent = round(100 * segment.share / total)
        c.fill(part.right_part(t.px(1)), "panel")
        for words in (f"{segment.label} {percent}", segment.label, f"{percent}"):
            if line_width(t.runs(words, 11, face="semibold"), t.measure) + t.px(4) <= part.w:
                c.text(part, words, 11, align="centre", tone=ink, face="semibold")
                break
        c.hit(part, tooltip=f"{segment.name or segment.label}: {percent} %")


def button(c: Canvas, rect: Rect, item: Button) -> None:
    """A button: amber where it is the primary one, dull where it is disabled; the short words where space is short."""
    t = c.theme
    radius = t.px(4)
    tone = "secondary" if not item.enabled else "dark" if item.primary else "text"
    hint_tone: Tone = "dark" if item.primary and item.enabled else "hint"
    if item.primary and item.enabled:
        c.fill(rect, "accent", radius)
    else:
        c.fill(rect, "raised" if item.enabled else "panel", radius)
        c.outline(rect, "line", t.px(1), radius)
    face = "bold" if item.primary else "regular"
    room = rect.w - t.px(12)
    for label, hint in ((item.label, item.hint), (item.short or item.label, item.hint), (item.short or item.label, "")):
        words: Rich = [(label, face)]
        if hint:
            words = [(label, face), " ", (hint, face)]
        if line_width(t.runs(words), t.measure) <= room:
            break
    runs = t.runs(words, tone=tone)
    if len(runs) > 1:
        runs = (*runs[:-1], *t.runs([(runs[-1].text, face)], tone=hint_tone))
    c.line(rect.inset(t.px(6), 0), runs, align="centre")
    if item.enabled:
        c.hit(rect, item.action, item.tooltip, key=item.key)
    else:
        c.hit(rect, tooltip=item.tooltip)


def button_row(c: Canvas, rect: Rect, items: Sequence[Button]) -> None:
    """Buttons of equal width side by side."""
    if items:
        for cell, item in zip(columns(rect, len(items), c.theme.px(8)), items, strict=True):
            button(c, cell, item)


def choices(c: Canvas, rect: Rect, label: Rich, items: Sequence[Choice], *, column: int = 180) -> None:
    """A setting: its name, and its values side by side, the active one framed in the accent."""
    t = c.theme
    at = min(t.px(column), rect.w // 2)
    c.text(rect.left_part(at), label, tone="secondary")
    x = rect.x + at
    for item in items:
        width = line_width(t.runs(item.label, face="semibold"), t.measure) + t.px(16)
        cell = Rect(x, rect.y + t.px(1), min(width, rect.right - x), rect.h - t.px(2))
        if cell.w < t.px(16):
            break
        c.fill(cell, "raised", t.px(3))
        c.outline(cell, "accent" if item.active else "line", t.px(1), t.px(3))
        face: Face = "semibold" if item.active else "regular"
        c.text(cell, item.label, align="centre", tone="text" if item.active else "secondary", face=face)
        c.hit(cell, item.action)
        x = cell.right + t.px(6)


def progress(c: Canvas, rect: Rect, share: float, label: Rich = "") -> None:
    """A bar that fills from 0 to 1, with words on it."""
    c.fill(rect, "raised", c.theme.px(3))
    with c.clip(rect.left_part(round(rect.w * min(1.0, max(0.0, share))))):
        c.fill(rect, "line", c.theme.px(3))
    c.text(rect.inset(c.theme.px(8), 0), label, 12)


def scroll_bar(
    c: Canvas, rect: Rect, first: int, shown: int, total: int, *, tones: tuple[Tone, Tone] = ("raised", "hint")
) -> None:
    """A thin bar that tells which part of a list is in view; nothing where all of it is."""
    if total <= shown or rect.empty:
        return
    high = max(c.theme.px(16), rect.h * shown // total)
    top = rect.y + (rect.h - high) * first // max(1, total - shown)
    radius = rect.w // 2
    c.fill(rect, tones[0], radius)
    c.fill(Rect(rect.x, top, rect.w, min(high, rect.h)), tones[1], radius)


def bar_line(c: Canvas, rect: Rect, left: Sequence[Rich], right: Sequence[Rich] = (), size: float = 14) -> None:
    """Items on one line with thin rules between them, the right group at the right edge.

    Where they do not all fit, the last items of the right group go first, then the last of the left.
    """
    t = c.theme
    gap = 2 * t.px(10)
    lefts, rights = [t.runs(item, size) for item in left], [t.runs(item, size) for item in right]

    def needed(lines: Sequence[Line]) -> int:
        return sum(line_width(line, t.measure) for line in lines) + gap * max(0, len(lines) - 1)

    while rights and needed(lefts) + gap + needed(rights) > rect.w:
        rights.pop()
    while len(lefts) > 1 and needed(lefts) > rect.w:
        lefts.pop()
    for group, start in ((lefts, rect.x), (rights, rect.right - needed(rights))):
        x = start
        for number, runs in enumerate(group):
            if number:
                c.fill(Rect(x + gap // 2, rect.y + rect.h // 4, t.px(1), rect.h // 2), "line")
                x += gap
            width = min(line_width(runs, t.measure), rect.right - x)
            c.line(Rect(x, rect.y, width, rect.h), runs)
            x += width
