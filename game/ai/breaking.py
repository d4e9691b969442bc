"""Break-outs: units shut in slip away by night, if the plan says so or if staying promises nothing."""

from __future__ import annotations

from collections.abc import Iterator

from game.ai.charges import charges
from game.ai.office import Office
from game.core.hexgrid import hexes_of
from game.core.ids import HexId
from game.model.orders import BreakOut, Order
from game.model.units import LAST_MAN
from game.model.view import ENCIRCLED, OwnUnit

DARK = 0.5
"""Light below which somebody breaks out."""
SHUT_IN = 24 * 60
"""Minutes in a ring after which a staff thinks of coming out of its own accord."""
SPENT = 45
"""Cohesion below which it gives up waiting for relief."""
EMPTY = 0.25
"""Units of fire below which it does."""


def break_out(office: Office) -> Iterator[Order]:
    """Orders to come out of a ring, in the dark, each unit to the hex that takes it farthest from the enemy."""
    if office.desk.view().light >= DARK:
        return
    for charge in charges(office):
        for unit in charge.units:
            if (
                unit.ring == ENCIRCLED
                and unit.minutes
                and should_come_out(unit, told=charge.group.mission == "break-out")
            ):
                goal = _refuge(office, unit, charge.goal)
                if goal is not None:
                    order = BreakOut(office.side, unit.number, goal)
                    if office.may(order):
                        yield order


def should_come_out(unit: OwnUnit, *, told: bool) -> bool:
    """Whether a unit is to come out: it was told to, or nothing is left to wait for and nobody said to the last man."""
    if told:
        return True
    is_hopeless = unit.cohesion < SPENT or unit.ammo < EMPTY
    return unit.stance != LAST_MAN and unit.ringed >= SHUT_IN and is_hopeless


def _refuge(office: Office, unit: OwnUnit, goal: HexId | None) -> HexId | None:
    """Where to: out of the enemy's zones, near the goal if there is one, else near home."""
    offered = hexes_of(office.desk.unit_options(unit.number).breaks_out & ~office.picture.foe_zoc)
    homes = (goal,) if goal is not None and goal != unit.hex else _homes(office)
    distance = office.scenario.board.grid.distance
    far = [h for h in offered if office.picture.nearest_foe(h) > 1]
    return min(far, key=lambda h: (min([distance(h, home) for home in homes], default=0), h), default=None)


def _homes(office: Office) -> tuple[HexId, ...]:
    scenario = office.scenario
    return (*scenario.sides[office.side].supply, *(line.hex for line in scenario.lines_of[office.side]))
