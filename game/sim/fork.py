"""What an order cost: from a point of a record the computers play on, after the order and after others instead."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from time import process_time

from attrs import evolve, frozen

from game.ai.seat import Seat, make_seat
from game.core.dice import Dice
from game.core.ids import SideId, UnitId
from game.data.catalogue import Catalogue, load_scenario
from game.engine import Desk, Game
from game.language.grammar import format_order
from game.model.events import Event
from game.model.orders import PRESSES, UNIT_ORDERS, Assault, Decide, EndPhase, Hold, Order, Refusal
from game.model.scenario import Scenario
from game.record import replay
from game.record.playback import Playback
from game.record.problems import RecordProblem
from game.sim.chronicle import Chronicle
from game.sim.run import SEED_RANGE, Run, play_on, told
from game.sim.workers import Hands, given_out
from game.staffs import units_of

Pulse = Callable[[], None]
"""Called now and then; it may raise to break off."""
MOST = 6
"""Alternatives to an order that are found by themselves."""
_APART = 1000
"""Orders by which the dice of what comes after a choice are apart from those of the choice itself."""
_MOST_PASSED = 100
"""Orders to units told to hold that are passed over before the part is ended: a guard."""
LEVELS = ("staff", "staff")
"""Who plays on for both sides."""


@frozen(kw_only=True)
class Choice:
    """Orders given at the fork; then the staffs go on."""

    words: str
    orders: tuple[Order, ...]
    """In their order; one that has become impossible is left out."""


@frozen(kw_only=True)
class Fork:
    """A point of a record, and where the scenario lies, for any process."""

    record: str
    """Text of the record."""
    address: str
    roots: tuple[str, ...]
    at: int
    """Orders before the fork."""
    until_turn: int | None = None
    """Turn at whose start the games stop; None: at their end."""

    def scenario(self) -> Scenario:
        """The record's scenario.

        Raises:
            LookupError: it cannot be read here.
        """
        *own, shipped = map(Path, self.roots)
        found = load_scenario(Path(self.address), Catalogue(own, shipped))
        if found.scenario is None:
            raise LookupError(f"the scenario in {self.address} cannot be read ({found.first_fault})")
        return found.scenario


@frozen(eq=False)
class Position:
    """The game at a fork, and what it came to so far."""

    game: Game
    chronicle: Chronicle
    orders: tuple[Order, ...]
    """All orders of the record."""


def fork_of(path: Path, catalogue: Catalogue, folder: Path | None = None) -> Fork:
    """The start of a record as a fork.

    Raises:
        RecordProblem: the record cannot be read, or there is no such scenario.
    """
    record = replay.read(path)
    found = load_scenario(folder if folder is not None else record.header.scenario, catalogue)
    if found.scenario is None:
        raise RecordProblem("scenario", f"its scenario cannot be loaded ({found.first_fault})", line=1)
    roots = tuple(str(root.resolve()) for root in catalogue.library.roots)
    return Fork(record=replay.text_of(record), address=str(found.address.resolve()), roots=roots, at=0)


def position(fork: Fork, scenario: Scenario | None = None) -> Position:
    """The game at a fork.

    Raises:
        RecordProblem: the record does not lead there.
    """
    playback = Playback(replay.parse(fork.record), scenario or fork.scenario())
    chronicle = Chronicle(playback.scenario)
    chronicle.take(playback.game.start_events)
    while playback.at < fork.at and (answer := playback.forward()) is not None:
        chronicle.take(answer.events)
    return Position(playback.game, chronicle, playback.orders)


# Alternatives ---------------------------------------------------------------------------------------------------------


def before_order(fork: Fork, number: int) -> Fork:
    """The fork at which an order of the record, from 1, was given."""
    return evolve(fork, at=number - 1)


def before_part(fork: Fork, scenario: Scenario, turn: int, side: SideId) -> Fork | None:
    """The fork at which a side's part of a turn began; None if the record has none of its orders in that turn."""
    record = replay.parse(fork.record)
    marks = {mark.turn: mark.after for mark in record.marks}
    if turn not in marks:
        return None
    start, end = marks[turn], marks.get(turn + 1, len(record.orders))
    orders = Playback(record, scenario).orders
    found = next((n for n in range(start, end) if orders[n].side == side and not isinstance(orders[n], Decide)), None)
    return None if found is None else evolve(fork, at=found)


def part_choices(here: Position, at: int) -> tuple[Choice, Choice]:
    """The orders of the record for the part of a turn that begins here, and the staff's own for it."""
    side = here.orders[at].side
    given: list[Order] = []
    for order in here.orders[at:]:
        given.append(order)
        if isinstance(order, EndPhase) and order.side == side:
            break
    return Choice(words="the orders that were given", orders=tuple(given)), STAFF


STAFF = Choice(words="what the staff makes of it", orders=())
"""No order of one's own."""


def choices(here: Position, at: int, instead: Sequence[tuple[Order, ...]] = ()) -> tuple[Choice, ...]:
    """The order taken, then others for the same moment: those asked for, or some that suggest themselves.

    Args:
        at: orders before the fork.
        instead: orders to try in its place.
    """
    scenario, taken = here.game.scenario, here.orders[at]
    others = list(instead) or [orders for orders in _others(here.game, taken) if _is_legal(here.game, orders)]
    found = [
        Choice(words="; ".join(format_order(order, scenario) for order in orders), orders=orders)
        for orders in [(taken,), *others[:MOST]]
    ]
    return tuple(found) if isinstance(taken, Decide) or instead else (*found, STAFF)


def _others(game: Game, taken: Order) -> Iterator[tuple[Order, ...]]:
    """What else could have been ordered with the same units: another answer, another press, holding."""
    match taken:
        case Decide(side):
            pending = game.state.pending
            options = pending[0].offer.options if pending else ()
            yield from ((Decide(side, option.id),) for option in options if option.id != taken.option)
        case Assault(side, units):
            yield from ((evolve(taken, press=press),) for press in PRESSES if press != taken.press)
            yield tuple(Hold(side, unit) for unit in units)
        case _ if isinstance(taken, UNIT_ORDERS) and not isinstance(taken, Hold):
            yield (Hold(taken.side, taken.unit),)


def _is_legal(game: Game, orders: Sequence[Order]) -> bool:
    """Whether the first of some orders could be given."""
    return game.check(orders[0]) is None


# Playing on -----------------------------------------------------------------------------------------------------------


def played_on(
    fork: Fork, choice: Choice, games: int, by: Hands | None = None, pulse: Pulse | None = None
) -> Iterator[Run]:
    """Games that go on from a fork after a choice; the same number has the same dice after every choice.

    Args:
        by: who plays; None for this process.
        pulse: called before every order of a game that is played in this process; what it raises breaks off.
    """
    work = partial(play_fork, fork, choice)
    return given_out(partial(work, pulse=pulse) if by is None and pulse is not None else work, range(games), by)


_AT: dict[Fork, Position] = {}
"""The position that this worker was at last."""


def play_fork(fork: Fork, choice: Choice, numbers: Sequence[int], pulse: Pulse = lambda: None) -> list[Run]:
    """Games of one piece of work, in a worker that plays the record once."""
    if fork not in _AT:
        _AT.clear()
        _AT[fork] = position(fork)
    return [_game(_AT[fork], fork, choice, number, pulse) for number in numbers]


class _Watched:
    """A seat that lets somebody break off before every order."""

    def __init__(self, seat: Seat, pulse: Pulse) -> None:
        self.name = seat.name
        self._seat, self._pulse = seat, pulse

    def choose(self, desk: Desk) -> Order:
        """The seat's next order."""
        self._pulse()
        return self._seat.choose(desk)


def _game(here: Position, fork: Fork, choice: Choice, number: int, pulse: Pulse) -> Run:
    began = process_time()
    scenario = here.game.scenario
    seed = Dice(here.game.seed, "fork", fork.at, number).below(SEED_RANGE)
    game = Game(scenario, seed, here.game.clone().state)
    chronicle = here.chronicle.clone()
    for order in choice.orders:
        chronicle.take(_given(game, order))
    seats = [_Watched(make_seat(level, scenario, SideId(side), seed), pulse) for side, level in enumerate(LEVELS)]
    held = frozenset(order.unit for order in choice.orders if isinstance(order, Hold))
    if held:
        _leave_alone(game, chronicle, seats, held)
    # Dice hang on the number of the order: from here on they are the same, however many orders a choice has.
    game.state.order_count = fork.at + max(_APART, len(choice.orders))
    orders, unit_turns = play_on(game, chronicle, seats, fork.until_turn)
    return told(game, chronicle, seed, orders, unit_turns, process_time() - began)


def _leave_alone(game: Game, chronicle: Chronicle, seats: Sequence[Seat], held: frozenset[UnitId]) -> None:
    """Plays a side's part of the turn to its end, but for orders to units that were told to hold."""
    turn, side, passed = game.state.turn, game.state.side, 0
    while (actor := game.actor()) is not None and (game.state.turn, game.state.side) == (turn, side):
        order = seats[actor].choose(game.desk(actor))
        if not held.isdisjoint(units_of(order)):
            passed += 1
            if passed <= _MOST_PASSED:
                continue
            order = EndPhase(actor)
        chronicle.take(_given(game, order))


def _given(game: Game, order: Order) -> tuple[Event, ...]:
    """What came of an order; nothing if the dice before it made it impossible."""
    if game.actor() != order.side:
        return ()
    found = game.submit(order)
    return () if isinstance(found, Refusal) else found.events
