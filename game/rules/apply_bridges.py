"""Writers of what happens at bridges. Rules 4.13, 10.9 and 10.14."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from game.model import events as ev
from game.model.state import GameState
from game.rules.stale import WAYS


def _changed(state: GameState, e: ev.BridgeChanged) -> None:
    state.spans[e.bridge] = e.span
    knowing = {e.span.side, state.side_of(e.unit)} if e.unit is not None else {e.span.side}
    for side in sorted(knowing):
        state.spans_known[side][e.bridge] = e.span
    _forget(state)


def _seen(state: GameState, e: ev.BridgeSeen) -> None:
    state.spans_known[e.side][e.bridge] = e.span
    _forget(state)


def _used(state: GameState, e: ev.BridgeUsed) -> None:
    state.bridge_used[e.bridge] += e.minutes


def _forget(state: GameState) -> None:
    """What carriers reach hangs on bridges. Rule 4.12."""
    for name in WAYS:
        state.caches.pop(name, None)


WRITERS: dict[type, Callable[[GameState, Any], None]] = {
    ev.BridgeChanged: _changed,
    ev.BridgeSeen: _seen,
    ev.BridgeUsed: _used,
}
