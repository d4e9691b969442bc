"""The title: a dark desk with a piece of the map, and the ways into the game."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from game.model.board import Board
from game.record import storage
from game.record.problems import RecordProblem
from game.ui.canvas import Canvas
from game.ui.draw import Drawing
from game.ui.geometry import Column, Rect
from game.ui.inputs import Drag, MouseDown, MouseMove, MouseUp, Wheel
from game.ui.scenes.desk_map import sheet
from game.ui.scenes.files import FilesScene
from game.ui.scenes.scene import Scene, Shell
from game.ui.theme import Theme

_AUTO = "auto-"


class TitleScene(Scene):
    """The first scene."""

    name = "title"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.at = 0
        self.latest = latest_autosave()
        self.verbs |= {
            "move": self._move,
            "choose": self._choose,
            "new": lambda words: self._new(),
            "continue": lambda words: self._continue(),
            "load": lambda words: self.shell.open(FilesScene(self.shell, self.open_save)),
            "replay": lambda words: self.shell.open(FilesScene(self.shell, self._open_replay, "Replay a battle")),
            "scenarios": lambda words: self._new(),
            "title": lambda words: None,
        }

    def entered(self) -> None:
        """Coming back there may be a new save."""
        self.latest = latest_autosave()
        self.at = min(self.at, len(self.lines) - 1)

    @property
    def lines(self) -> list[tuple[str, str, str]]:
        """The lines of the menu: words, what stands beside them, action."""
        entries = [("New battle", "choose a scenario and a side", "ui new")]
        if self.latest is not None:
            name = self.latest.name.removesuffix(storage.SUFFIX).removeprefix(_AUTO)
            entries.insert(0, ("Continue", name, "ui continue"))
        entries.append(("Load", "saved battles", "ui load"))
        entries.append(("Replay", "watch a battle again, play on, measure", "ui replay"))
        entries.append(("Settings", "text, map, keys", "ui settings"))
        entries.append(("Manual", "rules, commands, keys", "ui help"))
        entries.append(("Quit", "", "ui quit"))
        return entries

    def _move(self, words: str) -> None:
        count = len(self.lines)
        steps = {"up": -1, "down": 1, "pageup": -count, "pagedown": count, "first": -count, "last": count}
        place = self.at + steps.get(words, 0)
        self.at = place % count if words in ("up", "down") else min(max(0, place), count - 1)

    def _choose(self, words: str) -> None:
        self.run(self.lines[self.at][2])

    def _new(self) -> None:
        from game.ui.scenes.browser import BrowserScene  # noqa: PLC0415  (it is not needed to show the title)

        self.shell.open(BrowserScene(self.shell))

    def _continue(self) -> None:
        if self.latest is not None:
            self.open_save(self.latest)

    def open_save(self, path: Path) -> None:
        """Goes on with a saved battle, or says why that cannot be."""
        from game.ui.scenes.play import PlayScene  # noqa: PLC0415
        from game.ui.session import open_save  # noqa: PLC0415

        try:
            session = open_save(path, self.shell.catalogue)
        except (RecordProblem, LookupError, OSError) as error:
            self.tell("This save cannot be opened", f"{error}.", "Nothing was changed; the file stays as it is.")
            return
        self.shell.open(PlayScene(self.shell, session))

    def _open_replay(self, path: Path) -> None:
        from game.ui.scenes.replay import open_replay  # noqa: PLC0415  (it is not needed to show the title)

        fault = open_replay(self.shell, path)
        if fault:
            self.tell("This save cannot be shown", fault, "The file stays as it is.")

    @cached_property
    def _board(self) -> Board | None:
        """The map for the picture: that of the first scenario that can be read."""
        for entry in self.shell.catalogue.scenarios():
            if entry.scenario is not None:
                return entry.scenario.board
        return None

    def pointed(self, event: MouseMove | MouseDown | MouseUp | Drag | Wheel) -> bool:
        """The line under the pointer is the chosen one."""
        if isinstance(event, MouseMove):
            action = self.drawing.action_at(event.x, event.y)
            for number, line in enumerate(self.lines):
                if line[2] == action:
                    self.at = number
        return False

    def paint(self, theme: Theme, window: Rect) -> Drawing:
        """The desk, the title and the menu."""
        c = Canvas(theme, window)
        c.fill(window, "window")
        if self._board is not None:
            c.paste(sheet(theme, window.without(left=window.w * 3 // 10), self._board))
        left = theme.px(84)
        column = Column(Rect(window.x + left, window.y + window.h * 22 // 100, theme.px(470), window.h))
        c.fill(Rect(column.rect.x, column.y, theme.px(56), theme.px(3)), "accent")
        column.skip(theme.px(18))
        c.text(column.take(theme.px(56)), "Undeclared War", 40, face="semibold")
        c.text(column.take(theme.px(28)), "Lake Khasan 1938", 16, tone="secondary")
        column.skip(theme.px(46))
        for number, (label, detail, action) in enumerate(self.lines):
            self._line(c, column.take(theme.px(40)), number == self.at, label, detail, action)
        foot = window.bottom_part(theme.px(44)).inset(left, 0)
        c.text(foot, "Arrows and Enter choose   F1 manual   F11 full screen   ? keys", 12, tone="hint")
        return c.drawing()

    def _line(self, c: Canvas, row: Rect, chosen: bool, label: str, detail: str, action: str) -> None:
        t = c.theme
        if chosen:
            c.fill(row.left_part(t.px(3)).inset(0, t.px(8)), "accent")
        inner = row.without(left=t.px(18))
        end = c.text(inner, label, 18, tone="text" if chosen else "secondary", face="semibold" if chosen else "regular")
        if chosen:
            c.text(inner.without(left=end - inner.x + t.px(16)), detail, 13, tone="hint")
        c.hit(row, action)


def latest_autosave() -> Path | None:
    """The newest battle that was saved by itself; None where there is none."""
    return next((path for path in storage.saves() if path.name.startswith(_AUTO)), None)
