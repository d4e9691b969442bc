"""What supply and the chain of command write into the state; a part of `rules.apply`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from game.model import events as ev
from game.model.state import GameState


def _ammo_received(state: GameState, e: ev.AmmoReceived) -> None:
    state.ammo[e.unit] += e.ammo
    state.shells[e.unit] += e.shells


def _fed(state: GameState, e: ev.UnitFed) -> None:
    state.hunger[e.unit] = e.hunger


def _brought(state: GameState, e: ev.StoresBrought) -> None:
    state.stores[e.line] += e.kg
    state.brought[e.line] = (e.kg, e.hindered)
    if e.piles:
        state.piles[e.line] = tuple([a + b for a, b in zip(state.piles[e.line], e.piles, strict=True)])


def _drawn(state: GameState, e: ev.StoresDrawn) -> None:
    state.stores[e.line] -= e.kg
    left = state.piles[e.line]
    if e.pile >= 0:
        state.piles[e.line] = (*left[: e.pile], left[e.pile] - e.kg, *left[e.pile + 1 :])
    elif e.taken:
        state.piles[e.line] = (0,) * len(left)


def _haul_set(state: GameState, e: ev.HaulSet) -> None:
    state.haul[e.side] = e.shares


def _fuelled(state: GameState, e: ev.FuelReceived) -> None:
    state.fuel[e.unit] += e.minutes


def _ring(state: GameState, e: ev.RingChanged) -> None:
    for unit in e.closed:
        state.ringed[unit] = e.minute
    for unit in e.opened:
        # With the way home open the wounded go first.
        state.ringed[unit], state.stranded[unit] = -1, 0
    if e.is_ring and state.ring_closed[e.side] < 0:
        state.ring_closed[e.side] = e.minute


def _told(state: GameState, e: ev.BrokeOut | ev.UnitBroke | ev.UnitStruck | ev.FlakMet) -> None:
    """What follows is written by events of its own."""


def _regions(state: GameState, e: ev.RegionsStood) -> None:
    cleared = state.cleared[e.side]
    for index, name in enumerate(state.scenario.board.regions):
        if e.regions >> index & 1:
            cleared.pop(name, None)
        elif state.stood[e.side] >> index & 1:
            cleared[name] = e.minute
    state.stood[e.side] = e.regions


def _leader(state: GameState, e: ev.LeaderLost) -> None:
    state.leader[e.unit] = False
    state.caches.pop("command", None)


def _line_cut(state: GameState, e: ev.LineCut) -> None:
    state.line_since[e.unit] = e.since
    state.caches.pop("command", None)


def _attached(state: GameState, e: ev.FormationAttached) -> None:
    state.attached[e.formation] = e.to
    state.caches.pop("command", None)


WRITERS: dict[type, Callable[[GameState, Any], None]] = {
    ev.AmmoReceived: _ammo_received,
    ev.UnitFed: _fed,
    ev.RingChanged: _ring,
    ev.RegionsStood: _regions,
    ev.BrokeOut: _told,
    ev.UnitBroke: _told,
    ev.UnitStruck: _told,
    ev.FlakMet: _told,
    ev.StoresBrought: _brought,
    ev.StoresDrawn: _drawn,
    ev.HaulSet: _haul_set,
    ev.FuelReceived: _fuelled,
    ev.LeaderLost: _leader,
    ev.LineCut: _line_cut,
    ev.FormationAttached: _attached,
}
"""Writers of events, by their class."""
