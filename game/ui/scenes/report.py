"""The report: a battle beside history and simulated games, while it goes on and after; after it, all of its account."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from game.model.scenario import Scenario
from game.model.view import View
from game.record.playback import Playback
from game.report.clouds import NoCloud, Simulated, shipped_cloud
from game.sim.batch import Batch
from game.ui.canvas import Canvas
from game.ui.comparison import GAMES, compare, write_page
from game.ui.draw import Drawing
from game.ui.geometry import Rect
from game.ui.lists import ListState
from game.ui.panels.page import Page, page
from game.ui.reel import Reel
from game.ui.scenes import report_history, report_tabs
from game.ui.scenes.overlay import DialogOverlay
from game.ui.scenes.report_findings import Findings, findings, whole
from game.ui.scenes.scene import Scene, Shell
from game.ui.session import Session
from game.ui.theme import Theme
from game.ui.widgets import TAB_HEIGHT, Button, Tab, button, progress, tabs
from game.ui.worker import Worker

REPORT, BATCH, PAGE = "report", "batch", "page"
"""Names of the worker's tasks."""
TABS: Final[Mapping[str, tuple[str, report_tabs.Writer]]] = {
    "result": ("Result", report_tabs.result),
    "history": ("History", report_history.figures),
    "places": ("Places", report_history.places),
    "losses": ("Losses", report_tabs.losses),
    "causes": ("Causes", report_tabs.causes),
    "luck": ("Luck", report_tabs.luck),
    "course": ("Course", report_tabs.course),
    "choices": ("Choices", report_tabs.choices),
    "beliefs": ("Beliefs", report_tabs.beliefs),
    "model": ("Model", lambda sheet, found: report_history.model(sheet, found.scenario, found.simulated)),
}
"""Pages by id, each with its name and what writes it."""
RUNNING: Final = ("history", "places", "model")
"""Pages of a battle that goes on: what both sides know, and what the side knows of itself."""
_FAILED = {
    BATCH: "The games to compare with failed",
    PAGE: "The page could not be written",
    REPORT: "The report could not be made",
}
_LEVEL_KEYS: Final = {"drill": "d", "staff": "s", "seasoned": "e"}
"""Levels of the computer that simulated games can be played by, each with its key."""
_MOST_WIDE = 1180
"""Width of the page in lengths of the design; what is wider is hard to read."""


class ReportScene(Scene):
    """How a battle went or goes, against history and simulated games, and why."""

    name = "report"

    def __init__(self, shell: Shell, session: Session, tab: str = "") -> None:
        super().__init__(shell)
        self.session = session
        self.pages = tuple(TABS) if session.is_over else RUNNING
        self.tab = tab if tab in self.pages else self.pages[0]
        self.shipped: Simulated | NoCloud = shipped_cloud(session.scenario)
        self.found: Findings = findings(session, self.shipped)
        self.scroll = {name: ListState() for name in TABS}
        self._kept: tuple[Theme, Rect, str, int, int, Drawing] | None = None
        self.rows = 20
        self.worker = Worker(shell.wake)
        """Of its own, so that a battle can go on while games to compare with are played."""
        self.verbs |= {
            "tab": self._tab,
            "next": lambda words: self._step(1),
            "previous": lambda words: self._step(-1),
            "compare": self._compare,
            "shipped": lambda words: self._among(self.shipped),
            "page": lambda words: self._page(),
            "replay": lambda words: self._replay(),
            "title": lambda words: self._title(),
            "move": self._move,
            "scroll": lambda words: self._scroll(-int(words)),
            "stop": lambda words: self.worker.stop(),
        }

    def caption(self) -> str:
        """The title bar names the battle and the page."""
        return f"report: {self.session.scenario.title} · {self.tab}"

    def entered(self) -> None:
        """The whole report of a battle that is over is made in the worker."""
        if self.session.is_over and self.found.report is None and not self.worker.is_busy:
            session, found = self.session, self.found
            self.worker.start(REPORT, lambda tell, stop: whole(session, found, tell))

    def known(self) -> tuple[Scenario, View | None]:
        """This battle; while it goes on, as the player knows it."""
        return self.session.scenario, None if self.session.is_over else self.session.desk.view()

    def close(self) -> None:
        """Stops what is at work."""
        self.worker.stop()

    def write_record(self, path: Path) -> None:
        """Writes the replay of the battle."""
        self.session.match.save(path)

    def _title(self) -> None:
        from game.ui.scenes.title import TitleScene  # noqa: PLC0415  (the title leads here)

        self.shell.restart(TitleScene(self.shell))

    def _replay(self) -> None:
        """Shows the battle as a replay, once it is over."""
        from game.ui.scenes.replay import ReplayScene  # noqa: PLC0415  (it leads back to battles, and these here)

        match = self.session.match
        if self.session.is_over:
            self.shell.open(ReplayScene(self.shell, Reel(Playback(match.record(), match.scenario))))

    # Pages ------------------------------------------------------------------------------------------------------------

    def _tab(self, words: str) -> None:
        """A page by its id or its number."""
        if words.isdigit() and 1 <= int(words) <= len(self.pages):
            self.tab = self.pages[int(words) - 1]
        elif words in self.pages:
            self.tab = words

    def _step(self, by: int) -> None:
        self.tab = self.pages[(self.pages.index(self.tab) + by) % len(self.pages)]

    def _move(self, words: str) -> None:
        far = self.rows - 2
        steps = {"up": -1, "down": 1, "pageup": -far, "pagedown": far, "first": -99999, "last": 99999}
        self._scroll(steps.get(words, 0))

    def _scroll(self, lines: int) -> None:
        state = self.scroll[self.tab]
        state.top = max(0, state.top + lines)

    # Simulated games --------------------------------------------------------------------------------------------------

    def _compare(self, words: str) -> None:
        """Plays the scenario by computers of a level in the worker; without one, asks which."""
        if self.worker.is_busy:
            return
        if words not in _LEVEL_KEYS:
            self.cover(self._choice())
            return
        match = self.session.match
        self.worker.start(BATCH, lambda tell, stop: compare(match, GAMES, tell, stop, (words, words)))

    def _choice(self) -> DialogOverlay:
        """Which games are to stand beside this one."""
        has = isinstance(self.shipped, Simulated)
        told = "The games that ship with the battle stand beside it now." if has else ""
        if isinstance(self.shipped, NoCloud):
            told = f"There are no games that ship with the battle: {self.shipped.reason}."
        body = (
            told,
            f"{GAMES} games can be played now, both sides by staffs of one level. Esc stops the wait for them.",
        )
        levels = [
            Button(level.capitalize(), f"ui compare {level}", key, key.upper(), primary=level == "staff")
            for level, key in _LEVEL_KEYS.items()
        ]
        close = Button("Close", "close", "escape", "Esc")
        shipped = [Button("Shipped", "ui shipped", "h", "H")] if has else []
        return DialogOverlay("Simulated games", body, (close, *shipped, *levels), 640)

    def _among(self, simulated: Simulated | NoCloud) -> None:
        """Sets other simulated games beside this one."""
        self.found, self._kept = findings(self.session, simulated), None
        self.entered()

    def _page(self) -> None:
        """Writes the report as a page, in the worker: its figures are drawn for it."""
        report, match = self.found.report, self.session.match
        if report is not None and not self.worker.is_busy:
            self.worker.start(PAGE, lambda tell, stop: write_page(match, report, tell))

    def woken(self, token: str) -> None:
        """A task is done, or has got further."""
        if token not in _FAILED:
            return
        done = self.worker.take()
        if done is None:
            return
        if done.error is not None:
            words = f"{type(done.error).__name__}: {done.error}"
            self.cover(DialogOverlay(_FAILED[token], (words, "This battle is as it was.")))
        elif isinstance(done.result, Findings):
            self.found, self._kept = done.result, None
        elif isinstance(done.result, Batch):
            self._among(Simulated(batch=done.result))
        elif isinstance(done.result, Path):
            self.tell("Report", f"The report is written as {done.result}.")

    # Drawing ----------------------------------------------------------------------------------------------------------

    def paint(self, theme: Theme, window: Rect) -> Drawing:
        """Head, tabs, the page, the buttons."""
        t, c = theme, Canvas(theme, window)
        c.fill(window, "window")
        head = window.top_part(t.px(44)).inset(t.px(28), 0)
        stage = "the report" if self.session.is_over else "as it stands"
        c.text(head, [(self.session.scenario.title, "accent bold"), (f"   {stage}", "secondary")], 16)
        row = Rect(head.x, head.bottom, head.w, t.px(TAB_HEIGHT))
        names = enumerate(self.pages, 1)
        tabs(c, row, [Tab(TABS[name][0], f"ui tab {name}", str(n % 10), name == self.tab) for n, name in names])
        foot = window.bottom_part(t.px(56)).inset(t.px(28), t.px(12))
        body = Rect(row.x, row.bottom + t.px(12), row.w, foot.y - row.bottom - t.px(24))
        body = body.left_part(min(body.w, t.px(_MOST_WIDE)))
        self.rows = max(4, body.h // t.line())
        c.hit(body, wheel="ui scroll")
        c.paste(self._page_drawn(t, body))
        self._foot(c, foot)
        return c.drawing()

    def _page_drawn(self, theme: Theme, body: Rect) -> Drawing:
        """The page, drawn anew only where something about it has changed: a long one takes a while."""
        state = self.scroll[self.tab]
        kept = self._kept
        if kept is None or kept[:-1] != (theme, body, self.tab, state.top, id(self.found)):
            drawing = page(theme, body, state, self._write)
            self._kept = kept = (theme, body, self.tab, state.top, id(self.found), drawing)
        return kept[-1]

    def _write(self, sheet: Page) -> None:
        if self.found.report is None and self.tab not in RUNNING:
            sheet.words("The report is being made …", tone="secondary")
            return
        TABS[self.tab][1](sheet, self.found)

    def _foot(self, c: Canvas, foot: Rect) -> None:
        t, worker, over = c.theme, self.worker, self.session.is_over
        busy, x = worker.is_busy, foot.right
        items = [
            (Button("Title", "ui title", "t", "T", primary=over), 110),
            (Button("Back to the map", "ui back", "escape", "Esc", "Map", primary=not over), 170),
            (Button("Replay", "ui replay", "r", "R", enabled=over), 110),
            (Button("Write a page", "ui page", "w", "W", "Page", enabled=over and not busy), 160),
            (Button("Simulated games", "ui compare", "c", "C", "Games", enabled=not busy), 180),
        ]
        for item, wide in items if over else items[1:]:
            cell = Rect(x - t.px(wide), foot.y, t.px(wide), foot.h)
            button(c, cell, item)
            x = cell.x - t.px(12)
        if busy and worker.name in _FAILED:
            room = Rect(foot.x, foot.y, max(0, x - foot.x), foot.h)
            progress(c, room, _share(worker.words), worker.words or "begins")


def _share(words: str) -> float:
    """The share done, from words such as "7 of 30 games"."""
    numbers = [int(word) for word in words.split() if word.isdigit()]
    return numbers[0] / numbers[1] if len(numbers) > 1 and numbers[1] else 0.0
