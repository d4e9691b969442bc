"""The settings: each in a row with its values; kept as soon as they are changed."""

from __future__ import annotations

from typing import Final

from game.ui import settings as store
from game.ui.canvas import Canvas
from game.ui.draw import Drawing
from game.ui.geometry import Column, Rect, middle
from game.ui.scenes.scene import Scene, Shell
from game.ui.theme import Theme
from game.ui.widgets import Button, Choice, button, choices, panel

_NAMES: Final = {
    "text_size": ("Size of the text", "In pixels at 1280 by 800. Everything follows it."),
    "theme": ("Map", "A paper map under lamplight, or a dark one for the night."),
    "zoom": ("Zoom at the start", "The ground where the troops stand, the whole map, or nearer."),
    "keys": ("Keys", "WASD scrolls the map; a, d and s then need Alt."),
    "speed": ("The enemy's part", "How fast you are shown what your men could see of it."),
    "fullscreen": ("Full screen", "F11 does the same at any time."),
    "warn_idle": ("Warn of idle units", "Asks before a turn ends while units still have something to do."),
    "show_notes": ("Open notes", "Historical notes open by themselves; the journal keeps them in any case."),
}


class OptionsScene(Scene):
    """The settings on a card of their own; the scene below is as it was when they close."""

    name = "settings"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.at = 0
        self.fault = ""
        self.verbs |= {
            "move": self._move,
            "next": lambda words: self._step(1),
            "previous": lambda words: self._step(-1),
            "set": self._chosen,
        }

    def _move(self, words: str) -> None:
        step = {"up": -1, "down": 1, "pageup": -3, "pagedown": 3, "first": -99, "last": 99}.get(words, 0)
        self.at = min(max(0, self.at + step), len(_NAMES) - 1)

    def _step(self, by: int) -> None:
        name = list(_NAMES)[self.at]
        values = store.VALUES[name]
        place = values.index(getattr(self.shell.settings, name))
        self._chosen(f"{name} {store.word_of(values[(place + by) % len(values)])}")

    def _chosen(self, words: str) -> None:
        name, _, word = words.partition(" ")
        self.at = list(_NAMES).index(name)
        self.fault = self.shell.apply(store.changed(self.shell.settings, name, word))

    def paint(self, theme: Theme, window: Rect) -> Drawing:
        """All settings with their values."""
        c = Canvas(theme, window)
        c.fill(window, "window")
        row = 56
        card = middle(window, theme.px(820), theme.px(150 + row * len(_NAMES)))
        inner = panel(c, card, edge="all").inset(theme.px(12))
        column = Column(inner)
        c.text(column.take(theme.px(34)), "Settings", 20, face="semibold")
        column.skip(theme.px(8))
        foot = column.bottom(theme.px(32))
        high = min(theme.px(row), column.rect.h // len(_NAMES))
        for number, (name, (label, hint)) in enumerate(_NAMES.items()):
            self._row(c, column.take(high), number, name, label, hint)
        button(c, foot.right_part(theme.px(120)), Button("Back", "ui back", "escape", "Esc", primary=True))
        c.text(
            foot.without(right=theme.px(140)),
            self.fault or "Arrows choose; every change is kept at once.",
            12,
            tone="bad" if self.fault else "hint",
        )
        return c.drawing()

    def _row(self, c: Canvas, rect: Rect, number: int, name: str, label: str, hint: str) -> None:
        t = c.theme
        if number == self.at:
            c.fill(rect.inset(0, t.px(2)), "raised")
            c.fill(rect.inset(0, t.px(2)).left_part(t.px(3)), "accent")
        inner = rect.inset(t.px(12), t.px(4))
        now = getattr(self.shell.settings, name)
        items = [
            Choice(store.word_of(value), f"ui set {name} {store.word_of(value)}", value == now)
            for value in store.VALUES[name]
        ]
        choices(c, inner.top_part(t.px(26)), label, items, column=200)
        c.text(inner.without(left=t.px(200), top=t.px(26)), hint, 12, tone="hint")
