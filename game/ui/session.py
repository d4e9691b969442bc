"""A battle in the window: the match, what each human side has heard, and the thread that plays the computers."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from attrs import define, field

from game.ai.seat import make_seat
from game.core.ids import SideId
from game.data.catalogue import Catalogue
from game.engine import Accepted, Desk, Game
from game.language.audience import Line
from game.match import Match
from game.model.events import Event
from game.model.orders import EndPhase, Order, Refusal
from game.model.scenario import Scenario
from game.record import replay
from game.record.storage import autosave_path
from game.ui.logbook import Logbook
from game.ui.reenact import MOST, Step, steps
from game.ui.worker import Done, Progress, Worker

COMPUTERS = "computers"
HUMAN = "human"
SEATS = ("human", "staff", "seasoned", "drill", "random")
"""Who may play a side, in the order in which they are offered."""


@define
class Part:
    """What came of the computers' part of a turn."""

    lines: tuple[Line, ...] = ()
    steps: tuple[Step, ...] = ()
    error: Exception | None = None


@define(eq=False)
class Session:
    """One match with everything the window needs to know of it. Only the drawing thread calls it."""

    match: Match
    seats: tuple[str, str]
    wake: Callable[[str], None] = lambda token: None
    books: dict[SideId, Logbook] = field(init=False)
    viewer: SideId = field(init=False)
    """The side whose picture is on the screen."""
    worker: Worker = field(init=False)
    saved_at: int = 0
    """Number of orders at the last save."""
    fault: str = ""
    """Why the last automatic save failed."""
    _still: Game | None = None
    """The game as it stood when the computers began; the screen shows it while they are at work."""

    def __attrs_post_init__(self) -> None:
        self.worker = Worker(lambda token: self.wake(token))
        watched = self.humans or (SideId(0), SideId(1))
        self.books = {side: Logbook(side) for side in watched}
        actor = self.match.game.actor()
        self.viewer = actor if actor in watched and actor is not None else watched[0]
        self.saved_at = self.match.game.state.order_count
        for side, book in self.books.items():
            book.hear(self.match.game.start_events, self.match.desk(side))

    @property
    def scenario(self) -> Scenario:
        """The scenario played."""
        return self.match.game.scenario

    @property
    def humans(self) -> tuple[SideId, ...]:
        """Sides played by people."""
        return tuple(SideId(side) for side in (0, 1) if self.seats[side] == HUMAN)

    @property
    def game(self) -> Game:
        """The game as it may be shown now."""
        return self._still if self._still is not None else self.match.game

    @property
    def book(self) -> Logbook:
        """The log of the side on the screen."""
        return self.books[self.viewer]

    @property
    def desk(self) -> Desk:
        """The desk of the side on the screen."""
        return self.game.desk(self.viewer)

    @property
    def is_busy(self) -> bool:
        """Whether the computers are at work."""
        return self._still is not None

    @property
    def may_order(self) -> bool:
        """Whether the side on the screen may give orders now."""
        return not self.is_busy and self.match.game.actor() == self.viewer and self.viewer in self.humans

    @property
    def is_over(self) -> bool:
        """Whether the battle is decided."""
        return not self.is_busy and self.match.game.state.result is not None

    @property
    def waits_for_computer(self) -> bool:
        """Whether a computer must act next."""
        actor = self.match.game.actor()
        return not self.is_busy and actor is not None and actor not in self.humans

    # Orders -----------------------------------------------------------------------------------------------------------

    def submit(self, order: Order) -> tuple[Accepted | Refusal, tuple[Line, ...]]:
        """What came of an order of the side on the screen, and its lines as that side heard them."""
        found = self.match.submit(order)
        if isinstance(found, Refusal):
            self.book.remember_refusal(found, self.scenario)
            return found, ()
        told = self._hear(found.events)
        if isinstance(order, EndPhase):
            self.books[self.viewer].end_turn()
            self.autosave()
        return found, told

    def _hear(self, events: tuple[Event, ...]) -> tuple[Line, ...]:
        told: tuple[Line, ...] = ()
        for side, book in self.books.items():
            lines = book.hear(events, self.match.desk(side))
            told = lines if side == self.viewer else told
        return told

    def refresh(self) -> None:
        """Takes the picture anew after an order was taken back or given again."""
        for side, book in self.books.items():
            book.view = self.match.desk(side).view()

    # Computers --------------------------------------------------------------------------------------------------------

    def start_computers(self) -> None:
        """Lets the computers play in the worker's thread until a human must act."""
        self._still = self.match.game.clone()
        mark = self.match.mark()

        def work(progress: Progress, stop: threading.Event) -> object:
            self.match.run_computers(progress, stop.is_set)
            return self.match.events_since(mark)

        self.worker.start(COMPUTERS, work)

    def hurry(self) -> None:
        """Asks the computers to end their part at once; what they have done stands."""
        self.worker.stop()

    def take_computers(self, done: Done) -> Part:
        """What came of the computers' part; the screen shows the game as it is from now on."""
        before, self._still = self._still, None
        if done.error is not None or before is None or not isinstance(done.result, tuple):
            self.refresh()
            return Part(error=done.error)
        side = self.viewer
        shown = tuple(step for step, _ in zip(steps(before, done.result, side), range(MOST), strict=False))
        return Part(self._hear(done.result), shown)

    # Files ------------------------------------------------------------------------------------------------------------

    def autosave(self) -> None:
        """Saves under the scenario's own name; a failure is kept as a sentence."""
        try:
            self.match.save(autosave_path(self.scenario.id))
            self.fault = ""
        except OSError as error:
            self.fault = f"The automatic save failed: {error}."

    def save(self, path: Path) -> None:
        """Saves the match.

        Raises:
            OSError: the file cannot be written.
        """
        self.match.save(path)
        self.saved_at = self.match.game.state.order_count

    @property
    def is_saved(self) -> bool:
        """Whether nothing was ordered since the last save."""
        return self.match.game.state.order_count == self.saved_at

    def close(self) -> None:
        """Stops the worker."""
        self.worker.finish()


def new_session(scenario: Scenario, seats: tuple[str, str], seed: int) -> Session:
    """A new battle; `seats` are `human` or a level of the computer."""
    players = tuple(None if seat == HUMAN else make_seat(seat) for seat in seats)
    return Session(Match(scenario, seed, (players[0], players[1])), seats)


def open_save(path: Path, catalogue: Catalogue) -> Session:
    """A battle from a save.

    Raises:
        RecordProblem: the file cannot be used; nothing was changed.
        LookupError: its scenario is not here, or broken.
    """
    record = replay.read(path)
    entry = catalogue.find(record.header.scenario)
    if entry is None or entry.scenario is None:
        raise LookupError(f"the scenario '{record.header.scenario}' of this save is missing or broken")
    return Session(Match.load(path, entry.scenario), record.header.seats)
