"""Measuring in the window: the computers play on from an order in the worker's thread; how their figures are shown."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Final

from attrs import evolve

from game.core.ids import SideId
from game.data.catalogue import Catalogue
from game.language.grammar import parse
from game.language.parsed import Fault, Orders
from game.language.wording import fault_sentence, refusal_sentence
from game.model.orders import Order
from game.record import replay
from game.report.forked import Forked, lines, measure
from game.sim.fork import Fork, before_order, before_part, choices, part_choices, position
from game.ui.reel import Reel
from game.ui.theme import Rich
from game.ui.worker import Progress

MEASURE: Final = "measure"
"""Name of the worker's task."""
TURNS_ON: Final = 3
"""Turns that are played after that of the order, where not the whole rest is."""


class NothingElse(ValueError):
    """There is nothing to measure; the text says why."""


def fork_at(reel: Reel, catalogue: Catalogue) -> Fork:
    """The record of a reel as it is measured.

    Raises:
        NothingElse: its scenario is not among those that can be found.
    """
    entry = catalogue.find(reel.scenario.id)
    if entry is None:
        raise NothingElse("The scenario's files are not to be found.")
    roots = tuple(str(root.resolve()) for root in catalogue.library.roots)
    return Fork(record=replay.text_of(reel.playback.record), address=str(entry.address.resolve()), roots=roots, at=0)


def read_orders(reel: Reel, number: int, text: str) -> tuple[Order, ...]:
    """Orders that could have been given in place of one of the record, as they are typed.

    The reel stands before that order.

    Raises:
        NothingElse: they make no sense, or the rules forbid the first.
    """
    side = reel.orders[number - 1].side
    said = parse(text, reel.game.desk(side))
    if isinstance(said, Fault):
        raise NothingElse(fault_sentence(said))
    if not isinstance(said, Orders):
        raise NothingElse(f"'{text}' is no order.")
    refusal = reel.game.check(said.orders[0])
    if refusal is not None:
        raise NothingElse(refusal_sentence(refusal, reel.scenario))
    return said.orders


def measure_order(
    fork: Fork,
    reel: Reel,
    number: int,
    instead: tuple[tuple[Order, ...], ...],
    games: int,
    turns: int,
    tell: Progress,
    stop: threading.Event,
) -> Forked:
    """What an order cost against others.

    Args:
        instead: orders to measure against; none: those that suggest themselves.
        turns: to be played after that of the order; 0: all.

    Raises:
        NothingElse: nothing else could be ordered.
    """
    tell("going back to the order")
    there = before_order(fork, number)
    here = position(there, reel.scenario)
    found = choices(here, there.at, instead)
    if len(found) < 2:
        raise NothingElse("Nothing else could be ordered there.")
    turn = here.game.state.turn
    there = evolve(there, until_turn=turn + turns + 1 if turns else None)
    side = here.orders[there.at].side
    return measure(there, reel.scenario, side, turn, found, games, None, _teller(tell), stop.is_set)


def measure_turn(
    fork: Fork, reel: Reel, turn: int, side: SideId, games: int, turns: int, tell: Progress, stop: threading.Event
) -> Forked:
    """What a side's orders of a turn cost against what its staff makes of it.

    Raises:
        NothingElse: the side gave no order in that turn.
    """
    tell("going back to the turn")
    there = before_part(fork, reel.scenario, turn, side)
    if there is None:
        raise NothingElse("That side gave no order in this turn.")
    there = evolve(there, until_turn=turn + turns + 1 if turns else None)
    here = position(there, reel.scenario)
    found = part_choices(here, there.at)
    return measure(there, reel.scenario, side, turn, found, games, None, _teller(tell), stop.is_set)


def _teller(tell: Progress) -> Callable[[int, int], None]:
    return lambda done, total: tell(f"{done} of {total} games")


def table(found: Forked) -> Iterator[Rich]:
    """What came of it, for the panel."""
    first, *rest = lines(found)
    yield [(first, "bold")]
    for line in rest:
        if line.startswith("Instead:"):
            yield [(line, "link")]
        elif (line.startswith("  ") and " cost " in line) or " won " in line:
            yield [(line, "accent")]
        else:
            yield [(line, "text" if line.startswith("  ") else "secondary")]
