"""What an order cost: from a point of a record the computers play on, after the order and after others instead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from time import process_time

from attrs import evolve, frozen

from game.ai.seat import make_seat
from game.core.dice import Dice
from game.core.ids import SideId
from game.data.catalogue import Catalogue, load_scenario
from game.engine import Game
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

MOST = 6
"""Alternatives to an order that are found by themselves."""
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


def played_on(fork: Fork, choice: Choice, games: int, by: Hands | None = None) -> Iterator[Run]:
    """Games that go on from a fork after a choice; the same number has the same dice after every choice.

    Args:
        by: who plays; None for this process.
    """
    return given_out(partial(play_fork, fork, choice), range(games), by)


_AT: dict[Fork, Position] = {}
"""The position that this worker was at last."""


def play_fork(fork: Fork, choice: Choice, numbers: Sequence[int]) -> list[Run]:
    """Games of one piece of work, in a worker that plays the record once."""
    if fork not in _AT:
        _AT.clear()
        _AT[fork] = position(fork)
    return [_game(_AT[fork], fork, choice, number) for number in numbers]


def _game(here: Position, fork: Fork, choice: Choice, number: int) -> Run:
    began = process_time()
    scenario = here.game.scenario
    seed = Dice(here.game.seed, "fork", fork.at, number).below(SEED_RANGE)
    game = Game(scenario, seed, here.game.clone().state)
    chronicle = here.chronicle.clone()
    for order in choice.orders:
        chronicle.take(_given(game, order))
    seats = [make_seat(level, scenario, SideId(side), seed) for side, level in enumerate(LEVELS)]
    orders, unit_turns = play_on(game, chronicle, seats, fork.until_turn)
    return told(game, chronicle, seed, orders, unit_turns, process_time() - began)


def _given(game: Game, order: Order) -> tuple[Event, ...]:
    """What came of an order; nothing if the dice before it made it impossible."""
    if game.actor() != order.side:
        return ()
    found = game.submit(order)
    return () if isinstance(found, Refusal) else found.events
