"""Shows: sections that make the enemy believe in troops where the plan wants them believed."""

from __future__ import annotations

from collections.abc import Iterator

from game.ai.charges import charges
from game.ai.office import Office
from game.ai.picture import DAY
from game.core.hexgrid import hexes_of
from game.core.ids import HexId
from game.model.orders import Feign, Move, Order
from game.model.view import OwnUnit

SAFE = 2
"""Hexes from the nearest known enemy within which no section goes: nearer, a show is seen through. Rule 5.91."""


def deceive(office: Office) -> Iterator[Order]:
    """Noise and false messages about the object of each group that is to deceive; by night its sections go there."""
    for charge in charges(office):
        if charge.verb != "feign" or charge.goal is None:
            continue
        for unit in charge.units:
            for order in _orders(office, unit, charge.goal):
                if office.may(order):
                    office.tell("feigns", office.scenario.units[unit.number].id, ("place", office.name(charge.goal)))
                    yield order


def _orders(office: Office, unit: OwnUnit, goal: HexId) -> list[Order]:
    """What one section does: its show if it is near enough, else a march towards the object in the dark."""
    dummy = office.scenario.units[unit.number].dummy
    if dummy is None or not unit.minutes:
        return []
    if dummy.by != "sight" and (near := _nearest(office, hexes_of(office.desk.unit_options(unit.number).feigns), goal)):
        grid = office.scenario.board.grid
        if grid.distance(near[0], goal) <= 1 or dummy.by == "radio":
            return [Feign(office.side, unit.number, near[0])]
    if office.picture.view.light >= DAY:
        return []
    picture = office.picture
    ways = [h for h in office.desk.reach(unit.number) if picture.nearest_foe(h) > SAFE and h not in picture.stacks]
    there = _nearest(office, [*ways, unit.hex], goal)
    return [Move(office.side, unit.number, there[0])] if there and there[0] != unit.hex else []


def _nearest(office: Office, hexes: list[HexId], goal: HexId) -> tuple[HexId, ...]:
    """The hex nearest to a goal, the lowest of several; none of none."""
    grid = office.scenario.board.grid
    return tuple(sorted(hexes, key=lambda h: (grid.distance(h, goal), h))[:1])
