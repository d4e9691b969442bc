"""Typing: the text field with its history, the command line, and the list of completions."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import define, field, frozen

from game.ui.canvas import Canvas
from game.ui.draw import Drawing
from game.ui.geometry import Rect
from game.ui.inputs import KeyPress
from game.ui.lists import ListState
from game.ui.text import line_width
from game.ui.theme import Rich, Theme
from game.ui.widgets import scroll_bar

COMMAND_HEIGHT, COMPLETION_ROW, COMPLETION_ROWS = 38, 22, 6
_HISTORY_KEPT = 500


@define
class FieldState:
    """The text of a field, its cursor (characters from the start) and its history."""

    text: str = ""
    cursor: int = 0
    history: list[str] = field(factory=list)
    _at: int = field(default=-1, init=False)
    _typed: str = field(default="", init=False)

    def put(self, text: str) -> None:
        """Replaces the text and sets the cursor to its end."""
        self.text, self.cursor, self._at = text, len(text), -1

    def insert(self, text: str) -> None:
        """Inserts at the cursor what can be shown on one line; for typing and pasting."""
        clean = "".join(" " if sign in "\n\r\t" else sign for sign in text if sign.isprintable() or sign in "\n\r\t")
        self.text = self.text[: self.cursor] + clean + self.text[self.cursor :]
        self.cursor += len(clean)
        self._at = -1

    def submit(self) -> str:
        """Empties the field; returns its text without outer spaces, which is also kept in the history."""
        line = self.text.strip()
        if line and (not self.history or self.history[-1] != line):
            self.history.append(line)
            del self.history[:-_HISTORY_KEPT]
        self.put("")
        return line

    def word(self) -> tuple[int, str]:
        """Where the word at the cursor begins, and the part of it before the cursor."""
        start = self.text.rfind(" ", 0, self.cursor) + 1
        return start, self.text[start : self.cursor]

    def complete(self, candidate: str) -> None:
        """Replaces the word at the cursor by a candidate and a space."""
        start, _ = self.word()
        rest = self.text[self.cursor :].lstrip(" ") if self.text[self.cursor :].startswith(" ") else ""
        self.text = f"{self.text[:start]}{candidate} {rest}"
        self.cursor, self._at = start + len(candidate) + 1, -1

    def key(self, press: KeyPress) -> bool:
        """Edits by a key; True where the key was used. Enter, Tab and Esc are left to the caller."""
        action = self._action(press)
        if action is not None:
            action()
            return True
        if press.text and press.text.isprintable() and not press.ctrl:
            self.insert(press.text)
            return True
        return False

    def _action(self, press: KeyPress) -> Callable[[], None] | None:
        back, on = max(0, self.cursor - 1), min(len(self.text), self.cursor + 1)
        if press.ctrl and not press.alt:
            return {
                "left": lambda: self._to(self._word_start()),
                "right": lambda: self._to(self._word_end()),
                "a": lambda: self._to(0),
                "backspace": lambda: self._cut(self._word_start(), self.cursor),
                "w": lambda: self._cut(self._word_start(), self.cursor),
                "delete": lambda: self._cut(self.cursor, self._word_end()),
                "u": lambda: self._cut(0, self.cursor),
                "k": lambda: self._cut(self.cursor, len(self.text)),
            }.get(press.key)
        return {
            "left": lambda: self._to(back),
            "right": lambda: self._to(on),
            "home": lambda: self._to(0),
            "end": lambda: self._to(len(self.text)),
            "backspace": lambda: self._cut(back, self.cursor),
            "delete": lambda: self._cut(self.cursor, on),
            "up": lambda: self._recall(-1),
            "down": lambda: self._recall(1),
        }.get(press.key)

    def _to(self, cursor: int) -> None:
        self.cursor = cursor

    def _cut(self, start: int, end: int) -> None:
        self.text, self.cursor, self._at = self.text[:start] + self.text[end:], start, -1

    def _word_start(self) -> int:
        return self.text[: self.cursor].rstrip(" ").rfind(" ") + 1

    def _word_end(self) -> int:
        rest = self.text[self.cursor :]
        skipped = len(rest) - len(rest.lstrip(" "))
        end = rest.find(" ", skipped)
        return len(self.text) if end < 0 else self.cursor + end

    def _recall(self, step: int) -> None:
        """Walks through those earlier lines that begin like what was typed."""
        if self._at < 0:
            self._typed = self.text
        found = [line for line in self.history if line.startswith(self._typed)]
        at = (len(found) if self._at < 0 else min(self._at, len(found))) + step
        if at < 0 or not found:
            return
        text = found[at] if at < len(found) else self._typed
        self.text, self.cursor = text, len(text)
        self._at = at if at < len(found) else -1


@frozen
class FieldLook:
    """How a field is shown: what would complete it, the words while it is empty, and its size of text."""

    ghost: str = ""
    placeholder: str = ""
    size: float = 15
    focused: bool = True


def field_text(c: Canvas, rect: Rect, state: FieldState, look: FieldLook | None = None) -> int:
    """The text of a field with cursor and ghost, scrolled so that the cursor is in view.

    Returns the x at which the word under the cursor begins, for the completion list.
    """
    look = look or FieldLook()
    t = c.theme
    font = t.font(look.size)
    before = t.measure.width(state.text[: state.cursor], font)
    shift = max(0, before - rect.w + t.px(24))
    with c.clip(rect):
        whole = Rect(rect.x - shift, rect.y, 1 << 16, rect.h)
        end = c.text(whole, state.text, look.size)
        if not state.text and look.placeholder:
            c.text(rect, look.placeholder, look.size, tone="hint")
        if look.ghost and state.cursor == len(state.text):
            c.text(Rect(end if state.text else rect.x, rect.y, 1 << 16, rect.h), look.ghost, look.size, tone="hint")
        if look.focused:
            high = t.measure.height(font)
            c.fill(Rect(rect.x - shift + before, rect.y + (rect.h - high) // 2, t.px(2), high), "text")
    start, _ = state.word()
    return rect.x - shift + t.measure.width(state.text[:start], font)


def command_line(c: Canvas, rect: Rect, state: FieldState, look: FieldLook, hints: Rich = "", action: str = "") -> int:
    """The command line: prompt, text, ghost, and hints on the right where they do not meet the text.

    Returns the x at which the word under the cursor begins.
    """
    t = c.theme
    c.fill(rect, "window")
    c.outline(rect, "accent" if look.focused else "line", t.px(1))
    inner = rect.inset(t.px(14), t.px(2))
    c.text(inner, ">", look.size, tone="accent", face="semibold")
    line = inner.without(left=t.px(18))
    typed = t.measure.width(state.text + look.ghost, t.font(look.size))
    hint_runs = t.runs(hints, 12, tone="hint")
    hint_width = line_width(hint_runs, t.measure)
    if hint_runs and typed + hint_width + t.px(40) <= line.w:
        c.line(line.right_part(hint_width), hint_runs)
        line = line.without(right=hint_width + t.px(16))
    if action:
        c.hit(rect, action)
    return field_text(c, line, state, look)


def input_field(c: Canvas, rect: Rect, state: FieldState, look: FieldLook, action: str = "") -> None:
    """A framed field for dialogs and settings; a click gives it the focus by the action."""
    t = c.theme
    c.fill(rect, "window", t.px(3))
    c.outline(rect, "accent" if look.focused else "line", t.px(1), t.px(3))
    field_text(c, rect.inset(t.px(8), t.px(2)), state, look)
    if action:
        c.hit(rect, action)


@frozen
class Candidate:
    """One completion: the words it puts in, and the reason to choose it or not."""

    text: str
    reason: str = ""


def completion(
    theme: Theme, window: Rect, x: int, bottom: int, items: Sequence[Candidate], state: ListState
) -> Drawing:
    """The list of completions with its lower edge at `bottom`, growing upward; at most six rows, then it scrolls.

    Give as `bottom` what `text_area` returned, the top of the newest line, so that the list hides older lines and the
    map only. A click gives the action `complete N`, the wheel `completion N`.
    """
    if not items:
        return Drawing()
    t = theme
    shown, high, pad = min(COMPLETION_ROWS, len(items)), t.px(COMPLETION_ROW), t.px(10)
    names = max(t.measure.width(item.text, t.font(13, "semibold")) for item in items)
    reasons = max(t.measure.width(item.reason, t.font()) for item in items)
    gap = t.px(16) if reasons else 0
    width = min(names + gap + reasons + 2 * pad + t.px(8), window.w)
    height = shown * high + t.px(4)
    box = Rect(min(max(window.x, x - pad), window.right - width), max(window.y, bottom - height), width, height)
    c = Canvas(t, box)
    c.fill(box, "raised", t.px(4))
    c.outline(box, "line", t.px(1), t.px(4))
    c.hit(box, wheel="completion")
    first = state.first(len(items), shown)
    for number in range(first, min(first + shown, len(items))):
        row = Rect(box.x, box.y + t.px(2) + (number - first) * high, box.w, high)
        if number == state.selected:
            c.fill(row.inset(t.px(1), 0), "line")
        inner = row.inset(pad, 0)
        name = inner.left_part(min(names, inner.w * 2 // 3))
        c.text(name, items[number].text, face="semibold")
        tone = "text" if number == state.selected else "secondary"
        c.text(inner.without(left=name.w + gap), items[number].reason, tone=tone)
        c.hit(row, f"complete {number}")
    scroll_bar(c, box.inset(t.px(2)).right_part(t.px(4)), first, shown, len(items))
    return c.drawing()
