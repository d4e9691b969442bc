"""Engineers build, repair and blow bridges: by the plan, and on the staff's own judgement."""

from __future__ import annotations

from collections.abc import Iterator

from game.ai.charges import Charge, charges
from game.ai.office import Office
from game.ai.sappers import WORKS, near_end
from game.core.ids import HexId
from game.model.orders import Blow, Bridge, Move, Order
from game.model.view import OwnUnit

NEAR = 8
"""Hexes from which idle engineers go to a bridge of their own side that is down."""


def work(office: Office) -> Iterator[Order]:
    """Orders of engineers and raiders for crossings, on the way to them among others. Rules 10.9 and 10.12."""
    if not office.scenario.board.bridges:
        return
    for order in _wanted(office):
        if office.may(order):
            yield order


def _wanted(office: Office) -> list[Order]:
    found: list[Order] = []
    for charge in charges(office):
        mission = charge.group.mission
        for unit in charge.units:
            if not unit.minutes:
                continue
            if mission in WORKS and charge.goal is not None:
                found += _task(office, charge, unit, charge.goal)
            elif _is_sapper(office, unit):
                found += _mending(office, charge, unit)
    return found


def _task(office: Office, charge: Charge, unit: OwnUnit, goal: HexId) -> list[Order]:
    """What a unit of a group with a crossing for its object does: it goes there and sets to work in its hour."""
    if charge.group.mission == "bridge" and not _is_sapper(office, unit):
        return []
    way: list[Order] = [] if unit.hex == goal else [Move(office.side, unit.number, goal)]
    due = charge.group.start_minute is None or office.desk.view().minute >= charge.group.start_minute
    if not due:
        return way
    if charge.group.mission == "bridge":
        return [*way, Bridge(office.side, unit.number)]
    return [*way, Blow(office.side, unit.number)]


def _mending(office: Office, charge: Charge, unit: OwnUnit) -> list[Order]:
    """Engineers with nothing better to do go to an own bridge that is down, and mend it."""
    if charge.verb not in ("wait", "follow") and charge.goal not in (None, unit.hex):
        return []
    board, view = office.scenario.board, office.desk.view()
    down = [n for n, span in enumerate(view.bridges) if span.need and not span.stands and span.side == office.side]
    # A bridge that its own side was told to blow stays down.
    blown = {c.goal for c in charges(office) if c.group.mission == "demolish"}
    for number in down:
        ends = board.bridges[number].ends
        if blown & set(ends) or min(board.grid.distance(unit.hex, end) for end in ends) > NEAR:
            continue
        end = near_end(office, (unit,), ends[0])
        way: list[Order] = [] if unit.hex == end else [Move(office.side, unit.number, end)]
        return [*way, Bridge(office.side, unit.number)]
    return []


def _is_sapper(office: Office, unit: OwnUnit) -> bool:
    return office.scenario.units[unit.number].kind.symbol == "engineer"
