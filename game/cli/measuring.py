"""What an order of a record cost, and saves that go on from it."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from attrs import evolve

from game.cli.library import catalogue
from game.cli.output import BAD, FINE, USAGE, Meter, complain, say_all, say_json

if TYPE_CHECKING:
    from game.core.ids import SideId
    from game.model.orders import Order
    from game.model.scenario import Scenario
    from game.sim.fork import Choice, Fork, Position


def measure(parsed: argparse.Namespace) -> int:
    """Plays on after an order, or a side's orders of a turn, and after others, and prints the difference.

    Raises:
        RecordProblem: the record cannot be used.
    """
    from game.report.forked import lines, plain  # noqa: PLC0415
    from game.report.forked import measure as measured  # noqa: PLC0415
    from game.sim.fork import fork_of, position  # noqa: PLC0415
    from game.sim.workers import hands  # noqa: PLC0415

    fork = fork_of(parsed.file, catalogue(), parsed.scenario)
    scenario = fork.scenario()
    there = _fork(parsed, fork, scenario)
    if there is None:
        return USAGE
    here = position(there, scenario)
    if there.at >= len(here.orders):
        complain(f"the record has {len(here.orders)} orders")
        return USAGE
    found = _choices(parsed, here, there.at)
    if found is None:
        return USAGE
    with hands(parsed.jobs, tell=complain) as by:
        side, turn = here.orders[there.at].side, here.game.state.turn
        result = measured(there, scenario, side, turn, found, parsed.measure, by, Meter())
    if parsed.json:
        say_json(plain(result))
    else:
        say_all(lines(result))
    return FINE


def _fork(parsed: argparse.Namespace, fork: Fork, scenario: Scenario) -> Fork | None:
    """The point that the words name; complains and gives None if there is none."""
    from game.sim.fork import before_order, before_part  # noqa: PLC0415

    if parsed.to is not None:
        if not parsed.to:
            complain("orders are numbered from 1")
            return None
        found: Fork | None = before_order(fork, parsed.to)
    else:
        side = _side(parsed, fork, scenario)
        if side is None:
            return None
        found = before_part(fork, scenario, parsed.turn, side)
        if found is None:
            complain(f"the record has no orders of {scenario.sides[side].name} in turn {parsed.turn}")
    return None if found is None else evolve(found, until_turn=parsed.until_turn)


def _side(parsed: argparse.Namespace, fork: Fork, scenario: Scenario) -> SideId | None:
    from game.match import HUMAN  # noqa: PLC0415
    from game.record.replay import parse  # noqa: PLC0415

    if parsed.side is not None:
        if parsed.side not in scenario.side_by_id:
            complain(f"there is no side '{parsed.side}'; say {' or '.join(side.id for side in scenario.sides)}")
            return None
        return scenario.side_by_id[parsed.side]
    seats = parse(fork.record).header.seats
    return scenario.sides[seats.index(HUMAN) if HUMAN in seats else scenario.first].number


def _choices(parsed: argparse.Namespace, here: Position, at: int) -> tuple[Choice, ...] | None:
    """What is to be compared; complains and gives None if the words name nothing."""
    from game.sim.fork import choices, part_choices  # noqa: PLC0415

    if parsed.to is None and not parsed.instead:
        return part_choices(here, at)
    instead = [_orders(text, here, here.orders[at].side) for text in parsed.instead]
    if any(orders is None for orders in instead):
        return None
    found = choices(here, at, [orders for orders in instead if orders])
    if len(found) < 2:
        complain(f"nothing else could be ordered in place of '{found[0].words}'; name something with --instead")
        return None
    return found


def _orders(text: str, here: Position, side: SideId) -> tuple[Order, ...] | None:
    """Orders as they are typed; complains and gives None if they make no sense or are refused."""
    from game.language.grammar import parse, split_commands  # noqa: PLC0415
    from game.language.parsed import Fault, Orders  # noqa: PLC0415
    from game.language.words_faults import fault_sentence  # noqa: PLC0415
    from game.language.words_refusals import refusal_sentence  # noqa: PLC0415

    desk = here.game.desk(side)
    found: list[Order] = []
    for part in split_commands(text):
        read = parse(part, desk)
        if isinstance(read, Fault):
            complain(f"'{part}': {fault_sentence(read)}")
            return None
        if not isinstance(read, Orders):
            complain(f"'{part}' is no order")
            return None
        found += read.orders
    if found and (refusal := here.game.check(found[0])) is not None:
        complain(f"'{text}': {refusal_sentence(refusal, here.game.scenario)}")
        return None
    return tuple(found)


def write_fork(parsed: argparse.Namespace) -> int:
    """Writes a save that ends where the words say, to play on from there.

    Raises:
        RecordProblem: the record cannot be used.
    """
    from game.ai.levels import LEVELS  # noqa: PLC0415
    from game.match import HUMAN  # noqa: PLC0415
    from game.record import replay  # noqa: PLC0415
    from game.record.forking import cut_off  # noqa: PLC0415
    from game.record.storage import replace_file  # noqa: PLC0415
    from game.report.played import open_record  # noqa: PLC0415

    if parsed.fork.exists():
        complain(f"{parsed.fork} is there already; name a new file")
        return BAD
    played = open_record(parsed.file, catalogue(), parsed.scenario, to=parsed.to, turn=parsed.turn)
    if played.game.state.result is not None:
        complain("the battle is over there, so nobody can go on")
        return BAD
    first, second = (seat if seat in LEVELS else HUMAN for seat in played.record.header.seats)
    cut = cut_off(played.record, len(played.steps), played.game.digest(), (first, second))
    try:
        replace_file(parsed.fork, replay.text_of(cut), replay.parse)
    except OSError as error:
        complain(f"{parsed.fork} cannot be written ({error.strerror or error})")
        return BAD
    complain(
        f"wrote {parsed.fork} with {len(played.steps)} of {len(played.record.orders)} orders; 'play --load' goes on"
    )
    return FINE
