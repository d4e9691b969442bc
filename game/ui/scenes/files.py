"""Saved battles: the newest first, with what is known of each without playing it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from attrs import frozen

from game.record import replay, storage
from game.record.problems import RecordProblem
from game.ui.canvas import Canvas
from game.ui.draw import Drawing
from game.ui.geometry import Column, Rect, middle
from game.ui.lists import Field, ListState, Row, table
from game.ui.scenes.scene import Scene, Shell
from game.ui.theme import Theme
from game.ui.widgets import Button, button, panel


@frozen
class SaveFile:
    """A save as the list shows it."""

    path: Path
    name: str
    scenario: str
    seats: str
    orders: int
    when: str
    state: str
    """finished, or the fault of a file that cannot be read."""
    readable: bool = True


def save_file(path: Path) -> SaveFile:
    """What a file says of itself; a damaged one says what is wrong with it."""
    when = datetime.fromtimestamp(path.stat().st_mtime).strftime("%Y-%m-%d %H:%M")
    name = path.name.removesuffix(storage.SUFFIX)
    try:
        record = replay.read(path)
    except RecordProblem as problem:
        return SaveFile(path, name, "", "", 0, when, str(problem), False)
    seats = ", ".join(f"{side} {seat}" for side, seat in zip(record.header.sides, record.header.seats, strict=True))
    turn = record.marks[-1].turn if record.marks else 1
    state = "finished" if record.is_finished else f"turn {turn}"
    return SaveFile(path, name, record.header.scenario, seats, len(record.orders), when, state)


class FilesScene(Scene):
    """The list of saves; `chosen` is called with the one to open."""

    name = "files"

    def __init__(self, shell: Shell, chosen: Callable[[Path], None], title: str = "Saved battles") -> None:
        super().__init__(shell)
        self.title = title
        self.chosen = chosen
        self.files = [save_file(path) for path in storage.saves()]
        self.list = ListState()
        self.shown = 10
        self.verbs |= {
            "move": self._move,
            "choose": self._choose,
            "replay": lambda words: self._replay(),
            "scroll": lambda words: self.list.wheel(int(words), len(self.files), self.shown),
        }

    def _move(self, words: str) -> None:
        page = max(1, self.shown - 1)
        steps = {"up": -1, "down": 1, "pageup": -page, "pagedown": page, "first": -9999, "last": 9999}
        self.list.select(self.list.selected + steps.get(words, 0), len(self.files), self.shown)

    def _choose(self, words: str) -> None:
        """Opens the selected save, or selects the one with that number and opens it on the second click."""
        if words.isdigit() and int(words) != self.list.selected:
            self.list.select(int(words), len(self.files), self.shown)
            return
        if not 0 <= self.list.selected < len(self.files):
            return
        file = self.files[self.list.selected]
        if file.readable:
            self.leave()
            self.chosen(file.path)
        else:
            self.tell("This save cannot be read", file.state)

    def _replay(self) -> None:
        """Shows the selected save as a replay."""
        from game.ui.scenes.replay import open_replay  # noqa: PLC0415  (it leads to battles, and these here)

        if 0 <= self.list.selected < len(self.files):
            fault = open_replay(self.shell, self.files[self.list.selected].path)
            if fault:
                self.tell("This save cannot be shown", fault)

    def paint(self, theme: Theme, window: Rect) -> Drawing:
        """The list in a card."""
        c = Canvas(theme, window)
        c.fill(window, "window")
        card = middle(window, theme.px(980), window.h - theme.px(80))
        column = Column(panel(c, card, edge="all").inset(theme.px(8)))
        c.text(column.take(theme.px(34)), self.title, 20, face="semibold")
        foot = column.bottom(theme.px(32))
        column.skip(theme.px(6))
        rows = [
            Row(
                (file.name, file.scenario, file.state, str(file.orders) if file.readable else "", file.when),
                f"ui choose {number}",
                file.seats or file.state,
                "text" if file.readable else "bad",
            )
            for number, file in enumerate(self.files)
        ]
        fields = [Field("name"), Field("scenario"), Field("state", 14), Field("orders", 7, "right"), Field("when", 17)]
        self.shown = max(1, column.rect.h // theme.px(24) - 1)
        table(c, column.rect, fields, rows, self.list, wheel="ui scroll", row_height=24)
        if not rows:
            c.text(
                column.rect.without(top=theme.px(40)).top_part(theme.px(24)),
                "Nothing has been saved yet.",
                tone="secondary",
            )
        open_ = Button("Open", "ui choose", "enter", "Enter", primary=True, enabled=bool(rows))
        button(c, foot.right_part(theme.px(130)), open_)
        back = foot.without(right=theme.px(142)).right_part(theme.px(110))
        button(c, back, Button("Back", "ui back", "escape", "Esc"))
        replay_ = foot.without(right=theme.px(264)).right_part(theme.px(120))
        button(c, replay_, Button("Replay", "ui replay", "r", "R", enabled=bool(rows)))
        c.text(foot.without(right=theme.px(402)), str(storage.saves_folder()), 12, tone="hint")
        return c.drawing()
