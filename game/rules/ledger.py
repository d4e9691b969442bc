"""State, dice and events of one order: a rule reads the state and speaks by `emit`."""

from __future__ import annotations

from game.core.dice import Dice
from game.model.events import Event
from game.model.state import GameState
from game.rules.apply import apply


class Ledger:
    """The only door to the state while an order is carried out."""

    __slots__ = ("dice", "events", "state")

    def __init__(self, state: GameState, dice: Dice) -> None:
        self.state = state
        self.dice = dice
        self.events: list[Event] = []

    def emit(self, event: Event) -> None:
        """Applies an event to the state and records it."""
        apply(self.state, event)
        self.events.append(event)
