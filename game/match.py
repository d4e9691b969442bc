"""One play of a scenario: the game, who sits at each side, the record, taking back. One loop for all players."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from attrs import define, field, frozen

from game.ai.missions import FormationStaff
from game.ai.seat import ComputerSeat, make_seat
from game.core.ids import SideId
from game.engine import Accepted, Desk, Game
from game.model.events import Event, GameEnded, NoteShown, PhaseEnded, TurnBegan
from game.model.orders import Decide, EndPhase, Order, Refusal
from game.model.scenario import Scenario
from game.model.state import GameState
from game.record import replay
from game.record.codec import encode_order
from game.record.notes import Journal, JournalEntry
from game.record.playback import Playback
from game.record.problems import RecordProblem
from game.record.storage import replace_file
from game.staffs import StaffMaker, Staffs

HUMAN, RECORDED = "human", "recorded"
"""Names of a seat that a person takes, and of one of a finished game of which no more is known than its orders."""
REVEALED = {
    "contact": "the last order brought an enemy to light.",
    "phase": "the last order ended a side's part of the turn.",
    "decision": "the last order answered or raised a decision.",
    "stealth": "the last order sent men creeping, and whether somebody heard them must not show.",
    "dice": "dice were rolled for the last order.",
    "end": "the last order ended the battle.",
}
"""What keeps an order from being taken back, in words (rule 3.4)."""
NOTHING_GIVEN = "no order has been given that could be."
ANOTHER_SIDE = "the last order was not yours."


@frozen
class UndoResult:
    """Whether an order was taken back or given again."""

    ok: bool
    reason: str = ""
    """Why not, as the end of a sentence."""


@frozen
class _Step:
    """An order that was carried out, with the state as it was before."""

    order: Order
    before: GameState
    accepted: Accepted


@define(eq=False)
class Match:
    """A play of a scenario. Human seats are None; computers are asked through the same desk as a human.

    Only one thread may use it at a time.
    """

    scenario: Scenario
    seed: int
    seats: tuple[ComputerSeat | None, ComputerSeat | None]
    names: tuple[str, str] = ("", "")
    """Who plays each side: `human` or the level of the computer."""
    autosave: Path | None = None
    """File into which the match is saved after every part of a turn; None for nowhere."""
    make_staff: StaffMaker = FormationStaff
    """Sets up the staff of a formation that is given a mission."""
    staffs: Staffs = field(init=False)
    """Formations under order."""
    game: Game = field(init=False)
    log: Journal = field(init=False)
    orders: list[Order] = field(factory=list, init=False)
    faults: list[str] = field(factory=list, init=False)
    """What failed without stopping the match, in sentences: a computer's bad order, an automatic save."""
    _events: list[Event] = field(factory=list, init=False)
    _ends: list[int] = field(factory=list, init=False)
    """Number of events after each order."""
    _marks: list[replay.TurnMark] = field(factory=list, init=False)
    _past: list[_Step] = field(factory=list, init=False)
    """Orders since the last revelation; only these can be taken back."""
    _future: list[Order] = field(factory=list, init=False)
    _minds: dict[str, dict[str, object]] = field(factory=dict, init=False)
    """What each computer kept in mind when the present part began, by side id."""

    def __attrs_post_init__(self) -> None:
        if not any(self.names):
            first, second = (HUMAN if seat is None else seat.name for seat in self.seats)
            self.names = (first, second)
        self.game = Game.new(self.scenario, self.seed)
        self.log = Journal(self.scenario)
        self.staffs = Staffs(self.scenario, self.seed, self.make_staff, lambda side: self.desk(side).view())
        self._take(self.game.start_events)
        self._minds = self._memory()

    # Orders -----------------------------------------------------------------------------------------------------------

    def desk(self, side: SideId) -> Desk:
        """What a side may ask and know."""
        return self.game.desk(side)

    def submit(self, order: Order) -> Accepted | Refusal:
        """Carries out an order of any seat and records it; a refusal changes nothing."""
        before = self.game.state  # the engine works on a copy, so this one stays as it is
        found = self.game.submit(order)
        if isinstance(found, Refusal):
            return found
        self._future.clear()
        self.staffs.forget_undone()
        self._book(order, before, found)
        if self.autosave is not None and any(isinstance(event, PhaseEnded | GameEnded) for event in found.events):
            self._save_by_itself(self.autosave)
        return found

    def _save_by_itself(self, path: Path) -> None:
        try:
            self.save(path)
        except OSError as error:
            self.faults.append(f"The automatic save failed: {error}.")

    def _book(self, order: Order, before: GameState, found: Accepted) -> None:
        step = _Step(order, before, found)
        self.orders.append(order)
        self._take(found.events)
        self._ends.append(len(self._events))
        if not found.undoable:
            self._past.clear()
        self._past.append(step)
        if isinstance(order, EndPhase) or self.game.state.result is not None:
            self._minds = self._memory()

    def _take(self, events: tuple[Event, ...]) -> None:
        self._events.extend(events)
        after, state = len(self.orders), self.game.state
        for event in events:
            if isinstance(event, TurnBegan):
                self._marks.append(replay.TurnMark(after=after, turn=event.turn, digest=self.game.digest()))
            elif isinstance(event, NoteShown):
                self.log.show_note(event.note, after=after, turn=state.turn, minute=state.minute)

    def undo(self) -> UndoResult:
        """Takes back the last order, unless dice were rolled for it or it revealed something. Rule 3.4."""
        if not self._past:
            return UndoResult(False, NOTHING_GIVEN)
        step = self._past[-1]
        if not step.accepted.undoable:
            key = "end" if self.game.state.result is not None else step.accepted.revealed
            return UndoResult(False, REVEALED.get(key, REVEALED["dice"]))
        if step.order.side != self.game.actor():
            return UndoResult(False, ANOTHER_SIDE)
        self._past.pop()
        self.staffs.taken_back(len(self.orders))
        self.orders.pop()
        self._ends.pop()
        del self._events[self._ends[-1] if self._ends else len(self.game.start_events) :]
        self.game = Game(self.scenario, self.seed, step.before, self.game.start_events)
        self.log.undo_to(len(self.orders))
        self._future.append(step.order)
        return UndoResult(True)

    def redo(self) -> UndoResult:
        """Gives the order last taken back again."""
        if not self._future:
            return UndoResult(False, "nothing was taken back.")
        order, rest = self._future[-1], self._future[:-1]
        undone = self.staffs.undone
        if isinstance(self.submit(order), Refusal):
            return UndoResult(False, "the order is no longer possible.")
        self._future = rest
        self.staffs.given_again(len(self.orders), undone)
        return UndoResult(True)

    # Computers --------------------------------------------------------------------------------------------------------

    def run_computers(
        self,
        progress: Callable[[Order, Accepted], None] | None = None,
        stop: Callable[[], bool] | None = None,
    ) -> int:
        """Lets computer seats play until a human must act or the game is over; returns the orders given.

        May run in a thread of its own while nobody else gives orders. A seat that fails, or gives an order that the
        rules refuse, has its part ended and `faults` says so: a player can go on.

        Args:
            progress: told every order and what came of it.
            stop: asked before every order; once it says yes, computers end their parts at once, and what they have done
                stands.
        """
        given = 0
        while (actor := self.game.actor()) is not None and (seat := self.seats[actor]) is not None:
            hurried = stop is not None and stop() and not self.game.state.pending
            order = EndPhase(actor) if hurried else self._ask(seat, actor)
            found = self.submit(order)
            if isinstance(found, Refusal):
                self.faults.append(f"The computer's order was refused ({found.code}, rule {found.rule}): {order}")
                order = self._way_out(actor)
                found = self.submit(order)
                if isinstance(found, Refusal):
                    raise RuntimeError(f"{order} was refused ({found.code}), so nobody can go on")
            given += 1
            if progress is not None:
                progress(order, found)
        return given

    def _ask(self, seat: ComputerSeat, side: SideId) -> Order:
        try:
            return seat.choose(self.desk(side))
        except Exception as error:  # whatever a commander stumbles over, the game goes on without him
            self.faults.append(f"The computer failed ({type(error).__name__}: {error}); its part was ended.")
            return self._way_out(side)

    def _way_out(self, side: SideId) -> Order:
        """An order that is always possible: the first answer to a question, else the end of the part."""
        pending = self.game.state.pending
        return Decide(side, pending[0].offer.options[0].id) if pending else EndPhase(side)

    # What happened ----------------------------------------------------------------------------------------------------

    def mark(self) -> int:
        """A bookmark for `events_since`."""
        return len(self._events)

    def events_since(self, mark: int) -> tuple[Event, ...]:
        """Events since a bookmark."""
        return tuple(self._events[mark:])

    @property
    def events(self) -> tuple[Event, ...]:
        """Everything that has happened."""
        return tuple(self._events)

    @property
    def steps(self) -> tuple[tuple[Order, tuple[Event, ...]], ...]:
        """Every order with what came of it; what happened before the first is `Game.start_events`."""
        starts = (len(self.game.start_events), *self._ends[:-1])
        told = (tuple(self._events[start:end]) for start, end in zip(starts, self._ends, strict=True))
        return tuple(zip(self.orders, told, strict=True)) if self.orders else ()

    @property
    def journal(self) -> tuple[str, ...]:
        """The remarks written so far."""
        return tuple(entry.text for entry in self.log.entries if entry.note is None)

    def remark(self, text: str) -> None:
        """Writes a remark into the journal, pinned to the last order."""
        state = self.game.state
        self.log.remark(text, after=len(self.orders), turn=state.turn, minute=state.minute)

    @property
    def phases(self) -> int:
        """Parts of turns that have ended."""
        return sum(isinstance(event, PhaseEnded) for event in self._events)

    # Records ----------------------------------------------------------------------------------------------------------

    def record(self) -> replay.Record:
        """The match on paper: a replay once it is over, a save before.

        Of a match that goes on, computers' memories are those of the start of the present part: what a commander thinks
        in the middle of one is in no file, so `resume` lets him think it again.
        """
        result = self.game.state.result
        sides = self.scenario.sides
        return replay.Record(
            header=replay.Header(
                scenario=self.scenario.id,
                digest=self.scenario.digest,
                seed=self.seed,
                seats=self.names,
                sides=(sides[0].id, sides[1].id),
            ),
            orders=tuple(replay.OrderLine(plain=encode_order(self.scenario, order)) for order in self.orders),
            marks=tuple(mark for mark in self._marks if mark.after <= len(self.orders)),
            journal=replay.plain_journal(self.scenario, self.log.entries),
            memory=dict(self._minds),
            missions=self.staffs.plain(),
            ending=replay.Ending(
                orders=len(self.orders),
                digest=self.game.digest(),
                result=None if result is None else replay.plain_result(self.scenario, result),
            ),
        )

    def save(self, path: Path) -> None:
        """Writes the match: beside the old file, read back, then in its place.

        Raises:
            OSError: the file cannot be written.
        """
        try:
            replace_file(path, replay.text_of(self.record()), replay.parse)
        except RecordProblem as problem:
            raise OSError(f"what was to be written could not be read again: {problem}") from None

    @classmethod
    def load(cls, path: Path, scenario: Scenario) -> Match:
        """A match from a save or replay of this scenario, every digest compared on the way.

        Raises:
            RecordProblem: the file cannot be used, with its name and line.
        """
        return cls.resume(replay.read(path), scenario, path.name)

    @classmethod
    def resume(cls, record: replay.Record, scenario: Scenario, name: str = "") -> Match:
        """A match that goes on where a record ends.

        Raises:
            RecordProblem: the record does not fit the scenario, or its orders do not lead where it says.
        """
        try:
            playback = Playback(record, scenario)
            playback.go(len(playback.orders))
            seats = tuple(seat_named(level, scenario, SideId(i), record) for i, level in enumerate(record.header.seats))
        except RecordProblem as problem:
            problem.file = problem.file or name
            raise
        match = cls(scenario, record.header.seed, (seats[0], seats[1]), record.header.seats)
        orders = playback.orders
        begun = len(orders)
        if not record.is_finished:
            begun = max((n for n, order in enumerate(orders, 1) if isinstance(order, EndPhase)), default=0)
        for number, order in enumerate(orders):
            if number >= begun:
                match._think_again()
            match.submit(order)
        match._take_journal(record, name)
        try:
            match.staffs.take(record.missions, len(orders))
        except RecordProblem as problem:
            problem.file, problem.line = name, record.missions_line
            raise
        return match

    def _memory(self) -> dict[str, dict[str, object]]:
        sides = self.scenario.sides
        return {side.id: seat.memory() for side, seat in zip(sides, self.seats, strict=True) if seat is not None}

    def _think_again(self) -> None:
        """Asks the computer that gave the next order of a record for it once more, whatever it says now."""
        actor = self.game.actor()
        seat = None if actor is None else self.seats[actor]
        if seat is not None and actor is not None:
            with suppress(Exception):  # it stumbled then as it does now, and its part was ended for it
                seat.choose(self.desk(actor))

    def _take_journal(self, record: replay.Record, name: str) -> None:
        """Puts the recorded journal, remarks and notes in their order, in place of that of the orders alone."""
        numbers = {note.id: index for index, note in enumerate(self.scenario.notes)}
        entries = []
        for plain in record.journal:
            note = numbers.get(plain["note"], -1) if "note" in plain else None
            text = plain.get("remark", "")
            entries.append(
                JournalEntry(after=plain["after"], turn=plain["turn"], minute=plain["minute"], note=note, text=text)
            )
        if [e.note for e in entries if e.note is not None] != list(self.log.notes()):
            problem = RecordProblem("diverged", "the notes shown are not those recorded", hint="the file was changed")
            problem.file = name
            raise problem
        self.log.entries[:] = entries


def seat_named(level: str, scenario: Scenario, side: SideId, record: replay.Record) -> ComputerSeat | None:
    """The seat that a record names for a side, with the memory it was put away with; None for a human.

    Raises:
        RecordProblem: no such seat, or a memory that is none of its own.
    """
    if level == HUMAN or (record.is_finished and level == RECORDED):
        return None
    try:
        seat = make_seat(level, scenario, side, record.header.seed)
        memory = record.memory.get(scenario.sides[side].id)
        if isinstance(memory, dict):
            seat.restore(memory)
    except (LookupError, ValueError, TypeError, AttributeError) as error:
        raise RecordProblem("damaged", f"the seat '{level}' cannot be set up: {error}", line=1) from None
    return seat


def new_match(scenario: Scenario, seed: int, levels: tuple[str, str]) -> Match:
    """A match with seats by name: `human` or a level of the computer.

    Raises:
        LookupError: no such level.
    """
    first, second = (
        None if level == HUMAN else make_seat(level, scenario, SideId(side), seed) for side, level in enumerate(levels)
    )
    return Match(scenario, seed, (first, second), levels)
