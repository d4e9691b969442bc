"""The part of `rules.apply` that writes squadrons and flights."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from attrs import evolve

from game.core.ids import SideId
from game.model import events as ev
from game.model.aircraft import CAUSES, Flight
from game.model.state import GameState
from game.rules.stale import WAYS


def go_home(state: GameState, side: SideId) -> None:
    """Flights of a side leave the field when its part begins. Rules 9.5 and 9.8."""
    if not state.aloft:
        return
    squadrons = state.scenario.squadrons
    _forget_ways(state)
    state.aloft = tuple([f for f in state.aloft if squadrons[f.squadron].side != side])


def _forget_ways(state: GameState) -> None:
    """Carriers keep off hexes under interdiction (rule 9.5)."""
    for name in WAYS:
        state.caches.pop(name, None)


def _squadrons_ready(state: GameState, e: ev.SquadronsReady) -> None:
    for squadron, left, tired in e.squadrons:
        state.air_left[squadron], state.air_tired[squadron], state.air_flown[squadron] = left, tired, 0


def _sorties_flown(state: GameState, e: ev.SortiesFlown) -> None:
    squadron = e.squadron
    state.air_flown[squadron] += e.sent
    state.air_left[squadron] -= e.sent
    state.air_tired[squadron] = min(1000, state.air_tired[squadron] + e.tired)
    state.sorties[state.scenario.squadrons[squadron].side] += e.sent


def _aircraft_lost(state: GameState, e: ev.AircraftLost) -> None:
    squadron = e.squadron
    state.air_ready[squadron] -= e.lost + e.damaged
    state.air_lost[squadron] += e.lost
    state.air_damaged[squadron] += e.damaged
    first, second, third, fourth = state.air_causes[squadron]
    cause = CAUSES.index(e.cause)
    state.air_causes[squadron] = (
        first + e.lost * (cause == 0),
        second + e.lost * (cause == 1),
        third + e.lost * (cause == 2),
        fourth + e.lost * (cause == 3),
    )
    if e.cause != "accident":
        state.air_hit[state.scenario.squadrons[squadron].side] += e.lost + e.damaged


def _aircraft_repaired(state: GameState, e: ev.AircraftRepaired) -> None:
    state.air_damaged[e.squadron] -= e.number
    state.air_ready[e.squadron] += e.number


def _flight_stays(state: GameState, e: ev.FlightStays) -> None:
    _forget_ways(state)
    state.aloft = (*state.aloft, Flight(e.squadron, e.mission, e.hex, e.sorties))


def _flight_spent(state: GameState, e: ev.FlightSpent) -> None:
    _forget_ways(state)
    kept, owed = [], e.sorties
    for flight in state.aloft:
        used = 0
        if (flight.squadron, flight.mission, flight.hex) == (e.squadron, e.mission, e.hex):
            used = min(owed, flight.sorties)
            owed -= used
        if used < flight.sorties:
            kept.append(evolve(flight, sorties=flight.sorties - used))
    state.aloft = tuple(kept)


def _nothing(state: GameState, e: ev.Intercepted | ev.Bombed | ev.BaseRaided) -> None:
    """What these did follows in events of its own."""


AIR_WRITERS: dict[type, Callable[[GameState, Any], None]] = {
    ev.SquadronsReady: _squadrons_ready,
    ev.SortiesFlown: _sorties_flown,
    ev.Intercepted: _nothing,
    ev.AircraftLost: _aircraft_lost,
    ev.AircraftRepaired: _aircraft_repaired,
    ev.Bombed: _nothing,
    ev.BaseRaided: _nothing,
    ev.FlightStays: _flight_stays,
    ev.FlightSpent: _flight_spent,
}
