"""One phase of a staff: fires, marches and assaults by turns as long as minutes last, then spades and sleep."""

from __future__ import annotations

from collections.abc import Iterator

from game.ai import (
    assaults,
    batteries,
    breaking,
    bridging,
    deceiving,
    firing,
    flying,
    foresight,
    hauling,
    marches,
    upkeep,
)
from game.ai.charges import advance, review
from game.ai.office import Office
from game.model.orders import Order

HOUR = 60


def look_ahead(office: Office) -> None:
    """What is thought of once, before the first order: where the plan stands and what has come of it."""
    advance(office)
    review(office)
    foresight.other_objects(office)
    foresight.reinforce(office)


def orders(office: Office) -> Iterator[Order]:
    """All orders of one phase but the answers to the capital. Each stage looks at the desk anew after every order."""
    yield from upkeep.stances(office)
    yield from breaking.break_out(office)
    yield from flying.look(office)
    yield from hauling.haul(office)
    yield from bridging.work(office)
    yield from firing.prepare(office)
    yield from batteries.duel(office)
    yield from deceiving.deceive(office)
    if office.is_long:
        marches.all_tasks(office)
    yield from assaults.assault(office)
    for _ in range(rounds(office)):
        found = False
        for stage in (marches.march, assaults.assault):
            for order in stage(office):
                found = True
                yield order
        if not found:
            break
    yield from firing.defend(office)
    yield from upkeep.settle(office)


def rounds(office: Office) -> int:
    """How many times the units of a turn can march and assault: about once an hour."""
    return max(1, office.turn_minutes // HOUR)
