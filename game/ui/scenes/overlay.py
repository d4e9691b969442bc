"""What may lie over a scene for a while: dialogs, notes, menus, fields, the curtain between two players."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from attrs import define, evolve, field

from game.ui import popups
from game.ui.canvas import Canvas
from game.ui.draw import Drawing
from game.ui.entry import FieldLook, FieldState, input_field
from game.ui.geometry import Rect
from game.ui.inputs import KeyPress
from game.ui.lists import Item, ListState, Log, list_box, rows_shown, text_area
from game.ui.theme import Rich, Theme
from game.ui.widgets import Button

CLOSE = "close"


class Overlay(Protocol):
    """Something over the scene. An action from it closes it first, unless `keeps` says that it is its own."""

    def draw(self, theme: Theme, window: Rect, area: Rect) -> Drawing:
        """What it shows; `area` is the map."""

    def key(self, press: KeyPress) -> str:
        """The action of a key press, an empty one where the key means nothing here."""

    def keeps(self, action: str) -> bool:
        """Carries out an action that is the overlay's own; False where it is the scene's."""


@define
class DialogOverlay:
    """A dialog with words and buttons."""

    title: str
    body: tuple[Rich, ...] = ()
    buttons: tuple[Button, ...] = (Button("Close", CLOSE, "escape", "Esc", primary=True),)
    width: float = 520

    def draw(self, theme: Theme, window: Rect, area: Rect) -> Drawing:
        """The dialog in the middle of the window."""
        drawing, _ = popups.dialog(theme, window, popups.Dialog(self.title, self.body, self.buttons, self.width))
        return drawing

    def key(self, press: KeyPress) -> str:
        """The action of the button with that key; Enter is the primary one."""
        for item in self.buttons:
            if item.enabled and (item.key == press.chord or (press.chord == "enter" and item.primary)):
                return item.action
        return ""

    def keeps(self, action: str) -> bool:
        """Nothing."""
        return False


@define
class TextOverlay:
    """A long text that scrolls: a report, a list of keys, the full account of a fight."""

    title: str
    entries: Sequence[Rich]
    width: float = 780
    log: Log = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.log = Log(list(self.entries))

    def draw(self, theme: Theme, window: Rect, area: Rect) -> Drawing:
        """The text in a box that leaves a margin around it."""
        room = window.h / theme.unit
        rows = max(6.0, min(len(self.entries) * 1.4 + 1, room / 20 - 9))
        close = Button("Close", CLOSE, "escape", "Esc", primary=True)
        content = popups.Dialog(self.title, (), (close,), self.width, rows)
        drawing, inner = popups.dialog(theme, window, content)
        c = Canvas(theme, window)
        text_area(c, inner, self.log, hang=3, wheel="overlay scroll", from_top=True)
        return drawing + c.drawing()

    def key(self, press: KeyPress) -> str:
        """Arrows and page keys scroll; Esc, Enter and Space close."""
        steps = {"up": 1, "down": -1, "page up": 12, "page down": -12, "home": 9999, "end": -9999}
        if press.key in steps:
            return f"overlay scroll {steps[press.key]}"
        return CLOSE if press.key in ("escape", "enter", "space") else ""

    def keeps(self, action: str) -> bool:
        """Scrolling."""
        if not action.startswith("overlay scroll "):
            return False
        # The text is shown from its top, so turning the wheel towards older lines goes back.
        self.log.wheel(-int(action.rsplit(" ", 1)[1]))
        return True


@define
class NoteOverlay:
    """A historical note."""

    note: popups.Note
    state: ListState = field(factory=ListState)

    def draw(self, theme: Theme, window: Rect, area: Rect) -> Drawing:
        """The note on paper over the map."""
        return popups.note_popup(theme, window, area, self.note, self.state)

    def key(self, press: KeyPress) -> str:
        """Arrows scroll; Esc, Enter and Space close."""
        steps = {"up": 1, "down": -1, "page up": 10, "page down": -10}
        if press.key in steps:
            return f"note {steps[press.key]}"
        return self.note.close if press.key in ("escape", "enter", "space") else ""

    def keeps(self, action: str) -> bool:
        """Scrolling."""
        word, _, lines = action.partition(" ")
        if word != "note" or not lines.lstrip("-").isdigit():
            return False
        self.state.top = max(0, self.state.top - int(lines))
        return True


@define
class MenuOverlay:
    """A menu at a point."""

    x: int
    y: int
    items: Sequence[popups.MenuItem]
    selected: int = 0

    def draw(self, theme: Theme, window: Rect, area: Rect) -> Drawing:
        """The menu."""
        return popups.menu(theme, window, self.x, self.y, self.items, self.selected)

    def key(self, press: KeyPress) -> str:
        """Up and down choose, Enter acts, Esc closes."""
        if press.key in ("up", "down"):
            return f"overlay choose {1 if press.key == 'down' else -1}"
        if press.key in ("enter", "space"):
            return self.items[self.selected].action or "overlay choose 0"
        return CLOSE if press.key == "escape" else ""

    def keeps(self, action: str) -> bool:
        """The choice with the keys, which skips lines that do nothing."""
        if not action.startswith("overlay choose "):
            return False
        step, count = int(action.rsplit(" ", 1)[1]), len(self.items)
        for _ in range(count if step else 0):
            self.selected = (self.selected + step) % count
            if self.items[self.selected].action:
                break
        return True


@define
class ListOverlay:
    """A list to choose from, longer than a menu may be: (words, words at the right edge, action) of each line."""

    title: str
    entries: Sequence[tuple[Rich, Rich, str]]
    state: ListState = field(factory=ListState)
    shown: int = field(default=10, init=False)

    def draw(self, theme: Theme, window: Rect, area: Rect) -> Drawing:
        """The list in a box that leaves a margin around it."""
        rows = max(4.0, min(len(self.entries) * 1.2 + 0.5, window.h / theme.unit / 20 - 9))
        close = Button("Close", CLOSE, "escape", "Esc")
        open_ = Button("Open", self._chosen, "enter", "Enter", primary=True)
        drawing, inner = popups.dialog(theme, window, popups.Dialog(self.title, (), (close, open_), 780, rows))
        c = Canvas(theme, window)
        self.shown = rows_shown(theme, inner, 24)
        items = [Item(left, right, action) for left, right, action in self.entries]
        list_box(c, inner, items, self.state, row_height=24, wheel="overlay scroll")
        return drawing + c.drawing()

    @property
    def _chosen(self) -> str:
        return self.entries[self.state.selected][2] if self.entries else CLOSE

    def key(self, press: KeyPress) -> str:
        """Arrows and page keys choose, Enter acts, Esc closes."""
        if press.key in ("escape", "enter", "space"):
            return CLOSE if press.key == "escape" else self._chosen
        return "overlay chosen" if self.state.key(press, len(self.entries), self.shown) else ""

    def keeps(self, action: str) -> bool:
        """Choosing and scrolling."""
        if action.startswith("overlay scroll "):
            self.state.wheel(int(action.rsplit(" ", 1)[1]), len(self.entries), self.shown)
        return action.startswith("overlay ")


@define
class FieldOverlay:
    """A dialog with one field to fill in; `verb` and the text together are its action."""

    title: str
    body: tuple[Rich, ...]
    verb: str
    state: FieldState = field(factory=FieldState)
    accept: str = "Save"

    def draw(self, theme: Theme, window: Rect, area: Rect) -> Drawing:
        """The dialog with its field."""
        buttons = (
            Button("Cancel", CLOSE, "escape", "Esc"),
            Button(self.accept, self._action, "enter", "Enter", primary=True),
        )
        content = popups.Dialog(self.title, self.body, buttons, 520, 2)
        drawing, inner = popups.dialog(theme, window, content)
        c = Canvas(theme, window)
        input_field(c, inner.top_part(theme.px(30)), self.state, FieldLook(size=14))
        return drawing + c.drawing()

    @property
    def _action(self) -> str:
        return f"{self.verb} {self.state.text.strip()}".strip()

    def key(self, press: KeyPress) -> str:
        """Typing edits; Enter accepts, Esc cancels."""
        if press.key == "escape":
            return CLOSE
        if press.key == "enter":
            return self._action
        self.state.key(press)
        return "overlay typed"

    def keeps(self, action: str) -> bool:
        """Typing."""
        return action == "overlay typed"


@define
class CurtainOverlay:
    """The cover between two players of one machine."""

    title: str
    words: str
    ready: Button

    def draw(self, theme: Theme, window: Rect, area: Rect) -> Drawing:
        """The cover over everything."""
        return popups.curtain(theme, window, self.title, self.words, evolve(self.ready, primary=True))

    def key(self, press: KeyPress) -> str:
        """Enter lifts it; nothing else does."""
        return self.ready.action if press.key == "enter" else ""

    def keeps(self, action: str) -> bool:
        """Nothing."""
        return False
