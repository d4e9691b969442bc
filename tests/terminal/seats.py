"""Computer players for tests."""

from __future__ import annotations

from collections.abc import Mapping

from game.ai.trace import Reason
from game.engine import Desk
from game.model.orders import Decide, EndPhase, Order
from game.model.view import View


class Sleeper:
    """Ends its part at once and takes the first option of every decision."""

    name = "sleeper"

    def choose(self, desk: Desk) -> Order:
        """The only order it knows."""
        pending = desk.view().pending
        return Decide(desk.side, pending[0].offer.options[0].id) if pending else EndPhase(desk.side)

    def memory(self) -> dict[str, object]:
        """It remembers nothing."""
        return {}

    def restore(self, memory: Mapping[str, object]) -> None:
        """It has nothing to take up."""

    def account(self, final: View | None = None) -> tuple[Reason, ...]:
        """It meant nothing."""
        return ()

    def sentences(self, final: View | None = None) -> tuple[str, ...]:
        """It says so."""
        return ("I slept.",)
