"""The final report: the result, the victory list beside history's, losses, the record's figures, luck, causes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from game.core.ids import SideId
from game.language.describe_figures import figure_words, measure_words, value_words
from game.language.phrases import count, sentence
from game.language.words_state import end_words
from game.report import beliefs, closeness
from game.report.account import CAUSE_WORDS, account
from game.report.history import compare_with_history, ending_clock, history_result, victory_lines
from game.report.played import Played
from game.sim import stats
from game.sim.batch import Batch
from game.sim.chronicle import chronicle_of
from game.sim.measures import measures
from game.ui.canvas import Canvas
from game.ui.comparison import GAMES, compare, write_page
from game.ui.draw import Drawing
from game.ui.geometry import Rect
from game.ui.lists import Log, text_area
from game.ui.scenes.overlay import DialogOverlay
from game.ui.scenes.scene import Scene, Shell
from game.ui.session import Session
from game.ui.theme import Rich, Theme
from game.ui.widgets import Button, button, panel, progress

BATCH, PAGE = "batch", "page"
"""Names of the worker's tasks."""


class ReportScene(Scene):
    """How a battle ended and why."""

    name = "report"

    def __init__(self, shell: Shell, session: Session) -> None:
        super().__init__(shell)
        self.session = session
        self.batch: Batch | None = None
        self.text = Log()
        self.list = Log()
        self._write()
        self.verbs |= {
            "compare": lambda words: self._compare(),
            "page": lambda words: self._page(),
            "title": lambda words: self._title(),
            "move": self._move,
            "scroll": lambda words: self.text.wheel(-int(words)),
            "scroll-list": lambda words: self.list.wheel(-int(words)),
            "stop": lambda words: session.worker.stop(),
        }

    def caption(self) -> str:
        """The title bar names the battle."""
        return f"report: {self.session.scenario.title}"

    def _write(self) -> None:
        self.text = Log(list(self._left()))
        self.list = Log(list(self._right()))

    def _move(self, words: str) -> None:
        steps = {"up": -1, "down": 1, "pageup": -12, "pagedown": 12, "first": -9999, "last": 9999}
        self.text.back = max(0, self.text.back + steps.get(words, 0))

    def _title(self) -> None:
        from game.ui.scenes.title import TitleScene  # noqa: PLC0415  (the title leads here)

        self.shell.restart(TitleScene(self.shell))

    def write_record(self, path: Path) -> None:
        """Writes the replay of the battle."""
        self.session.match.save(path)

    # The batch --------------------------------------------------------------------------------------------------------

    def _compare(self) -> None:
        """Plays the scenario by computers in the worker, to set this game beside many."""
        if self.session.worker.is_busy:
            return
        match = self.session.match
        self.session.worker.start(BATCH, lambda tell, stop: compare(match, GAMES, tell, stop))

    def woken(self, token: str) -> None:
        """The batch is done, or has got a game further."""
        if token not in (BATCH, PAGE):
            return
        done = self.session.worker.take()
        if done is not None and done.error is not None:
            words = f"{type(done.error).__name__}: {done.error}"
            what = "The games to compare with failed" if token == BATCH else "The page could not be written"
            self.cover(DialogOverlay(what, (words, "This battle is as it was.")))
        elif done is not None and isinstance(done.result, Batch):
            self.batch = done.result
            self._write()
        elif done is not None and isinstance(done.result, Path):
            self.tell("Report", f"The report is written as {done.result}.")

    def _page(self) -> None:
        """Writes the report as a page, in the worker: its figures are drawn for it."""
        if self.session.worker.is_busy:
            return
        match, batch = self.session.match, self.batch
        self.session.worker.start(PAGE, lambda tell, stop: write_page(match, batch, tell))

    # Words ------------------------------------------------------------------------------------------------------------

    def _left(self) -> Iterator[Rich]:
        """Result, victory list, luck, what the other staff meant."""
        game = self.session.match.game
        scenario, result = game.scenario, game.state.result
        if result is None:
            return
        level = scenario.victory.levels[result.level]
        tone = scenario.sides[level.side].colour if level.side is not None else "accent"
        yield [(sentence(level.name), f"{tone} bold")]
        yield sentence(f"The battle is over: {end_words(result.reason, scenario)}")
        first, second = scenario.sides
        yield [
            (f"{first.name} ", first.colour),
            (f"{result.points[0]}", "bold"),
            "   ",
            (f"{second.name} ", second.colour),
            (f"{result.points[1]}", "bold"),
            (" points", "secondary"),
        ]
        yield ""
        yield [("How close it kept to history", "accent bold")]
        events = self.session.match.events
        yield from closeness.lines(closeness.closeness(game, compare_with_history(game, events)))
        yield ""
        yield from self._victory()
        yield ""
        for side, book in self.session.books.items():
            several = f"{scenario.sides[side].name}. " if len(self.session.books) > 1 else ""
            yield several + book.luck.sentence(exact=True)
        yield from self._accounts()
        yield from self._beliefs()

    def _beliefs(self) -> Iterator[Rich]:
        """What each side believed of the enemy, against the truth."""
        scenario = self.session.scenario
        found = beliefs.beliefs(scenario, self.session.match.events)
        for side in scenario.sides:
            yield ""
            yield [(f"What the {side.adjective} side believed", "accent bold")]
            yield from [beliefs.line_words(scenario, line) for line in found.lines if line.side == side.number]
            yield from beliefs.error_lines(scenario, found, side.number)

    def _victory(self) -> Iterator[Rich]:
        """The list line by line, this game's points beside history's."""
        game = self.session.match.game
        scenario = game.scenario
        level, points, _ = history_result(scenario)
        yield [("Victory points", "accent bold"), ("   game  history", "secondary")]
        for line in victory_lines(game, ending_clock(game)):
            side = scenario.sides[line.side]
            past = "  ?" if line.history is None else f"{line.history:>3}"
            tone = "good" if line.points > (line.history or 0) else "text"
            yield [
                (f"{line.points:>6}", f"{tone} bold"),
                (f"{past:>8}   ", "secondary"),
                (f"{side.adjective}: ", side.colour),
                sentence(line.text),
            ]
        if level:
            yield [(f"History scores {points[0]} to {points[1]}: {sentence(level)}", "secondary")]

    def _accounts(self) -> Iterator[Rich]:
        """What the computer commanders meant to do."""
        match = self.session.match
        for side, seat in enumerate(match.seats):
            lines = seat.sentences(match.game.view(SideId(side))) if seat is not None else ()
            if lines:
                yield ""
                yield [(f"What the {match.scenario.sides[side].adjective} staff meant to do", "accent bold")]
                yield from lines[:40]

    def _right(self) -> Iterator[Rich]:
        """Losses, and the recorded figures beside this game and, once asked for, many games."""
        match = self.session.match
        scenario, state = match.scenario, match.game.state
        yield [("Losses", "accent bold"), ("   killed  wounded  missing", "secondary")]
        for side in scenario.sides:
            n = side.number
            yield [
                (f"{side.name:<8}", f"{side.colour} bold"),
                f"{state.killed[n]:>8}{state.wounded[n]:>9}{state.missing[n]:>9}",
            ]
        yield from self._causes()
        yield ""
        yield [("History beside this game", "accent bold")]
        own = measures(match.game, chronicle_of(scenario, match.events))
        for figure in scenario.history.figures:
            name = sentence(measure_words(scenario, figure.key)).rstrip(".")
            yield [
                (f"{name}: ", "secondary"),
                ("history ", "hint"),
                figure_words(scenario, figure.low, figure.high, figure.unit),
            ]
            if figure.key in own:
                value = own[figure.key]
                game = value_words(scenario, figure.key, value)
                yield [("    this game ", "hint"), (game, "bold"), (self._place(figure.key, value), "link")]
                yield from self._spread(figure.key)
        yield ""
        if self.batch is None:
            yield [("Compare with 30 games", "link", "ui compare"), ("  played by the staffs; c does it.", "hint")]
        else:
            yield from self._batch_lines(self.batch)

    def _causes(self) -> Iterator[Rich]:
        """What the losses of each side came from."""
        match = self.session.match
        # The account needs events and the final state only, so the record need not be played again.
        played = Played(record=match.record(), scenario=match.scenario, game=match.game, opening=match.events, steps=())
        for line in account(played).losses:
            side = match.scenario.sides[line.side]
            vehicles = f", {count(line.vehicles, 'vehicle')}" if line.vehicles else ""
            guns = f", {count(line.guns, 'gun')}" if line.guns else ""
            yield [
                (f"{side.name:<8}", side.colour),
                (f"{line.men or '-':>5} by {CAUSE_WORDS.get(line.cause, line.cause)}", "secondary"),
                (f"{vehicles}{guns}", "secondary"),
            ]

    def _place(self, measure: str, value: float | None) -> str:
        """Where a figure of this game lies among the batch."""
        values = self.batch.values(measure) if self.batch is not None and value is not None else []
        if value is None:
            return ""
        return f"   percentile {stats.percentile(values, value):.0f} of {count(len(values), 'game')}" if values else ""

    def _spread(self, measure: str) -> Iterator[Rich]:
        """What eight games in ten came to."""
        values = self.batch.values(measure) if self.batch is not None else []
        if values:
            low, high = (stats.quantile(values, share) for share in (0.1, 0.9))
            words = [value_words(self.session.scenario, measure, value) for value in (low, high)]
            yield [(f"    eight in ten games {words[0]} to {words[1]}", "hint")]

    def _batch_lines(self, batch: Batch) -> Iterator[Rich]:
        yield [(f"{count(batch.games, 'game')} by the staffs", "accent bold")]
        for level in self.session.scenario.victory.levels:
            yield [(f"{batch.reached.get(level.name, 0):>4}  ", "bold"), level.name]

    # Drawing ----------------------------------------------------------------------------------------------------------

    def paint(self, theme: Theme, window: Rect) -> Drawing:
        """Result on the left, figures on the right."""
        c = Canvas(theme, window)
        c.fill(window, "window")
        head = window.top_part(theme.px(64)).inset(theme.px(28), 0)
        c.text(head, [(self.session.scenario.title, "bold"), ("   final report", "secondary")], 20)
        foot = window.bottom_part(theme.px(60)).inset(theme.px(28), theme.px(13))
        body = window.without(top=theme.px(64), bottom=theme.px(60))
        right = panel(c, body.right_part(min(theme.px(540), body.w * 45 // 100)), edge="left")
        text_area(c, right, self.list, hang=4, wheel="ui scroll-list", from_top=True)
        left = body.without(right=body.right - right.x + theme.px(16)).inset(theme.px(28), 0)
        text_area(c, left, self.text, hang=4, wheel="ui scroll", from_top=True)
        self._foot(c, foot)
        return c.drawing()

    def _foot(self, c: Canvas, foot: Rect) -> None:
        t = c.theme
        busy = self.session.worker.is_busy
        x = foot.right
        for item, wide in (
            (Button("Title", "ui title", "t", "T", primary=True), 110),
            (Button("Back to the map", "ui back", "escape", "Esc", "Map"), 170),
            (Button("Write a page", "ui page", "w", "W", "Page", enabled=not busy), 160),
            (Button(f"Compare with {GAMES} games", "ui compare", "c", "C", "Compare", enabled=not busy), 240),
        ):
            cell = Rect(x - t.px(wide), foot.y, t.px(wide), foot.h)
            button(c, cell, item)
            x = cell.x - t.px(12)
        if busy:
            room = Rect(foot.x, foot.y, max(0, x - foot.x), foot.h)
            progress(c, room, _share(self.session.worker.words), self.session.worker.words or "begins")


def _share(words: str) -> float:
    """The share done, from words such as "7 of 30 games"."""
    numbers = [int(word) for word in words.split() if word.isdigit()]
    return numbers[0] / numbers[1] if len(numbers) > 1 and numbers[1] else 0.0
