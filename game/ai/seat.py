"""A seat: whoever gives one side's orders."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from game.ai.drill import DrillSeat
from game.ai.levels import LEVELS, SEASONED, STAFF
from game.ai.random_seat import RandomSeat
from game.ai.staff import StaffSeat
from game.ai.trace import Reason
from game.core.ids import SideId
from game.engine import Desk
from game.model.orders import Order
from game.model.scenario import Scenario
from game.model.view import View


class Seat(Protocol):
    """Somebody who gives orders for one side, from its desk and nothing else."""

    name: str

    def choose(self, desk: Desk) -> Order:
        """The next order of the side that must act."""
        ...


class ComputerSeat(Seat, Protocol):
    """A computer commander: it can be put away and set up again, and can account for itself."""

    def memory(self) -> dict[str, object]:
        """What it remembers, as plain data for a saved match."""
        ...

    def restore(self, memory: Mapping[str, object]) -> None:
        """Takes up a memory.

        Raises:
            ValueError: the data is not what `memory` gave.
        """
        ...

    def account(self, final: View | None = None) -> tuple[Reason, ...]:
        """What it meant to do and where it departed from it, oldest first."""
        ...

    def sentences(self, final: View | None = None) -> tuple[str, ...]:
        """The account in plain English."""
        ...


def make_seat(level: str, scenario: Scenario, side: SideId, seed: int, plan: str | None = None) -> ComputerSeat:
    """A computer commander of a level.

    Args:
        level: one of `LEVELS`; the levels differ in how far and how widely they look, never in rules or dice.
        plan: id of the plan to follow; None takes the historical one of the side, or one of its own making.

    Raises:
        LookupError: no such level, or no such plan of this side.
    """
    match level:
        case "random":
            return RandomSeat(scenario, side, seed)
        case "drill":
            return DrillSeat(scenario, side, seed, plan)
        case "staff":
            return StaffSeat(scenario, side, seed, STAFF, plan)
        case "seasoned":
            return StaffSeat(scenario, side, seed, SEASONED, plan)
        case _:
            raise LookupError(f"no level {level}; there are {', '.join(LEVELS)}")
