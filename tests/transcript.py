"""A game as lines of text that a person can read and a difference can be read from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from game.engine import Accepted, Game
from game.model.events import Event, TurnBegan
from game.model.orders import Order
from game.model.scenario import Scenario
from game.record.codec import encode_event, encode_order

QUIET = {
    "alert-changed",
    "ammo-received",
    "ammo-spent",
    "cohesion-changed",
    "fatigue-changed",
    "flak-met",
    "minutes-spent",
    "order-noted",
    "phase-began",
    "resolve-changed",
    "unit-held",
    "unit-pinned",
    "unit-struck",
}
"""Events of which the digests tell enough."""
LONG = {"event", "modifiers", "outcomes", "offer", "kinds", "stakes"}
"""Fields that would fill pages."""


def transcript(scenario: Scenario, seed: int, orders: Iterable[Order]) -> str:
    """The game of some orders in text, with the digest of the state at the start of each turn and at the end."""
    game = Game.new(scenario, seed)
    lines = [f"{scenario.title}, seed {seed}", *_events(game, game.start_events)]
    for number, order in enumerate(orders, 1):
        plain = encode_order(scenario, order)
        lines.append(f"{number}. {plain.pop('side')} {plain.pop('do')} {_fields(plain)}".rstrip())
        result = game.submit(order)
        assert isinstance(result, Accepted), f"order {number}, {order}, is refused: {result}"
        lines += _events(game, result.events)
    lines.append(f"end, state {game.digest()}")
    return "\n".join(lines) + "\n"


def _events(game: Game, events: Iterable[Event]) -> Iterator[str]:
    for event in events:
        plain = encode_event(game.scenario, event)
        kind = plain["event"]
        if kind not in QUIET:
            told = {name: value for name, value in plain.items() if name not in LONG and value not in (None, "", [])}
            yield f"    {kind}: {_fields(told)}"
        if isinstance(event, TurnBegan):
            yield f"    state {game.digest()}"


def _fields(plain: dict[str, Any]) -> str:
    return " ".join(f"{name}={_value(value)}" for name, value in plain.items())


def _value(value: Any) -> str:
    if isinstance(value, list):
        return ",".join(_value(part) for part in value)
    if isinstance(value, dict):
        return "{" + _fields(value) + "}"
    # Fractions in full: a last digit that differs between machines is a fault.
    return repr(value) if isinstance(value, float) else str(value)
