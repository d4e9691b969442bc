"""A battle in the window: the match, what each human side has heard, and the thread that plays the computers."""

from __future__ import annotations

import threading
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from attrs import define, field

from game.core.ids import HexId, SideId, UnitId
from game.data.catalogue import Catalogue
from game.engine import Accepted, Desk, Game
from game.language.audience import Line
from game.language.phrases import count
from game.match import HUMAN, Match, new_match
from game.model.events import Event, PhaseBegan
from game.model.orders import EndPhase, Order, Refusal
from game.model.scenario import Scenario, TutorialStep
from game.record import replay
from game.record.storage import autosave_path
from game.rules.apply import apply
from game.table.formations import Formations
from game.table.hearing import catch_up, hear_order, take_back
from game.table.lessons import Lessons, lessons_of
from game.ui.logbook import Logbook
from game.ui.reenact import MOST, Step, steps
from game.ui.worker import Done, Progress, Worker

COMPUTERS = "computers"
SEATS = (HUMAN, "staff", "seasoned", "drill", "random")
"""Who may play a side, in the order in which they are offered."""


@define
class Part:
    """What came of the computers' part of a turn."""

    steps: tuple[Step, ...] = ()
    """What the side on the screen could see of it, in order."""
    error: Exception | None = None


@define(eq=False)
class Session:
    """One match with everything the window needs to know of it. Only the drawing thread calls it."""

    match: Match
    wake: Callable[[str], None] = lambda token: None
    books: dict[SideId, Logbook] = field(init=False)
    viewer: SideId = field(init=False)
    """The side whose picture is on the screen."""
    worker: Worker = field(init=False)
    lessons: Lessons = field(init=False)
    formations: Formations = field(init=False)
    """Orders to whole formations."""
    saved_at: int = 0
    """Number of orders at the last save."""
    fault: str = ""
    """Why the save at the end failed."""
    _faults_told: int = 0
    _unheard: tuple[Event, ...] = ()
    """Events of the computers' part that are still being shown."""
    _still: Game | None = None
    """The game as it stood when the computers began; the screen shows it while they are at work."""

    def __attrs_post_init__(self) -> None:
        self.worker = Worker(self._woken)
        watched = self.humans or (SideId(0), SideId(1))
        self.books = {side: Logbook(side) for side in watched}
        actor = self.match.game.actor()
        self.viewer = actor if actor in watched and actor is not None else watched[0]
        self.saved_at = len(self.match.orders)
        self.match.autosave = autosave_path(self.scenario.id)
        self.lessons = lessons_of(self.match)
        self.formations = Formations(self.match)
        self._open_books()

    def _woken(self, token: str) -> None:
        """Called by the worker's thread; whom to wake is set later than the worker."""
        self.wake(token)

    def _open_books(self) -> None:
        """The sides hear what has happened; in a battle that was begun before, they have read its notes."""
        catch_up(self.books.values(), self.match)
        if not self.match.orders:
            return
        for book in self.books.values():
            book.read |= set(book.new_notes())
            told = f"The battle goes on at turn {self.match.game.state.turn}, after {len(self.match.orders)} orders."
            book.log.add([(told, "accent")])

    @property
    def scenario(self) -> Scenario:
        """The scenario played."""
        return self.match.game.scenario

    @property
    def humans(self) -> tuple[SideId, ...]:
        """Sides played by people."""
        return tuple(SideId(side) for side in (0, 1) if self.match.seats[side] is None)

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
        return found, self.hear_order(order, found.events)

    def hear_order(self, order: Order, events: tuple[Event, ...], *, by_staff: bool = False) -> tuple[Line, ...]:
        """Lets the sides hear what came of an order; the lines of the side on the screen."""
        before = len(self.book.lines)
        hear_order(self.books.values(), order, events, self.match.game, by_staff=by_staff)
        return tuple(self.book.lines[before:])

    def undo(self) -> tuple[Order | None, str]:
        """The order that was taken back, or None and why it could not be, as the end of a sentence."""
        last = self.match.orders[-1] if self.match.orders else None
        found = self.match.undo()
        if not found.ok or last is None:
            return None, found.reason
        take_back(self.books.values(), self.match.game)
        return last, ""

    def redo(self) -> tuple[Order | None, str]:
        """The order that was given again, or None and why there is none."""
        mark = self.match.mark()
        found = self.match.redo()
        if not found.ok:
            return None, found.reason
        self.hear_order(self.match.orders[-1], self.match.events_since(mark))
        return self.match.orders[-1], ""

    def reach_in(self, unit: UnitId, turns: int, gait: str) -> dict[HexId, int]:
        """Minutes to the hexes that a unit could reach in so many turns, each as long as the unit's share of this one.

        A staff's reckoning: nobody gets in the way, and the enemy stays where he is known to be.
        """
        trial = self.game.clone()
        minutes = trial.state.minutes[unit] + (turns - 1) * trial.state.allotted[unit]
        apply(trial.state, PhaseBegan(self.viewer, ((unit, minutes),)))
        return trial.desk(self.viewer).reach(unit, gait)

    def remarks(self) -> tuple[tuple[str, str], ...]:
        """The player's remarks, each with the time it was written at."""
        stamp = self.scenario.calendar.stamp
        return tuple((stamp(entry.minute), entry.text) for entry in self.match.log.entries if entry.note is None)

    # Lessons ----------------------------------------------------------------------------------------------------------

    @property
    def lesson(self) -> TutorialStep | None:
        """The present lesson; None when there are none left."""
        return self.lessons.step

    def lesson_news(self) -> tuple[str, ...]:
        """Words on lessons that are done now; the next one is `lesson` afterwards."""
        return () if self.is_busy else self.lessons.advance(self.match.game.state)

    # Computers --------------------------------------------------------------------------------------------------------

    def start_computers(self) -> None:
        """Lets the computers play in the worker's thread until a human must act."""
        self._still, before = self.match.game.clone(), self.match.game.clone()
        mark, side = self.match.mark(), self.viewer

        def work(progress: Progress, stop: threading.Event) -> object:
            given = 0

            def tell(order: Order, accepted: Accepted) -> None:
                nonlocal given
                given += 1
                progress(count(given, "order"))

            if self.humans:
                self.match.run_computers(tell, stop.is_set)
            else:
                self._one_part(tell, stop)
            events = self.match.events_since(mark)
            return events, tuple(islice(steps(before, events, side), MOST))

        self.worker.start(COMPUTERS, work)

    def _one_part(self, tell: Callable[[Order, Accepted], None], stop: threading.Event) -> None:
        """One side's part of a turn in a battle of two computers, so that somebody can watch it."""
        match, phases = self.match, self.match.phases
        while match.phases == phases and (actor := match.game.actor()) is not None:
            seat = match.seats[actor]
            hurried = seat is None or (stop.is_set() and not match.game.state.pending)
            order = EndPhase(actor) if hurried or seat is None else seat.choose(match.desk(actor))
            found = match.submit(order)
            if isinstance(found, Refusal):
                raise RuntimeError(f"the computer's order was refused ({found.code}, rule {found.rule}): {order}")
            tell(order, found)

    def hurry(self) -> None:
        """Asks the computers to end their part at once; what they have done stands."""
        self.worker.stop()

    def take_computers(self, done: Done) -> Part:
        """What came of the computers' part; the sides hear of it by `catch_up`, after the sights were shown."""
        self._still = None
        if not isinstance(done.result, tuple):
            for side, book in self.books.items():
                book.view = self.match.desk(side).view()
            return Part(error=done.error)
        self._unheard, shown = done.result
        return Part(shown)

    def catch_up(self) -> tuple[Line, ...]:
        """Lets the sides hear of the computers' part, once it was shown; the lines of the side on the screen."""
        events, self._unheard = self._unheard, ()
        before = len(self.book.lines)
        if events:
            for side, book in self.books.items():
                book.hear(events, self.match.desk(side))
        return tuple(self.book.lines[before:])

    def new_faults(self) -> tuple[str, ...]:
        """What failed since it was last asked without stopping the match, in sentences."""
        told, self._faults_told = self._faults_told, len(self.match.faults)
        return tuple(self.match.faults[told:])

    # Files ------------------------------------------------------------------------------------------------------------

    def autosave(self) -> None:
        """Saves under the scenario's own name, as the match does after each part of a turn; `fault` says why not."""
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
        self.saved_at = len(self.match.orders)

    @property
    def is_saved(self) -> bool:
        """Whether nothing was ordered since the last save."""
        return len(self.match.orders) == self.saved_at

    def close(self) -> None:
        """Breaks off what the worker does, and saves; a part of a turn that was broken off is not saved."""
        was_busy = self.is_busy
        self.worker.give_up()
        if self.match.orders and not was_busy:
            self.autosave()


def new_session(scenario: Scenario, seats: tuple[str, str], seed: int) -> Session:
    """A new battle; `seats` are `human` or a level of the computer."""
    return Session(new_match(scenario, seed, seats))


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
    return Session(Match.resume(record, entry.scenario, path.name))
