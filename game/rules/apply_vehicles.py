"""The part of `apply` for vehicles and engineers: bogged, left behind, damaged, repaired; roads and boats."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from game.core.ids import HexId, UnitId
from game.model import events as ev
from game.model.calendar import DAY
from game.model.state import Derelict, GameState, InRear
from game.model.units import ON_MAP

Hulls = tuple[int, ...]


def plus(a: Hulls, b: Hulls) -> Hulls:
    """Two counts by position added."""
    return tuple([x + y for x, y in zip(a, b, strict=True)])


def minus(a: Hulls, b: Hulls) -> Hulls:
    """One count by position less another."""
    return tuple([x - y for x, y in zip(a, b, strict=True)])


def lose(state: GameState, e: ev.LossSuffered) -> None:
    """Vehicles out of action: off the unit or off the ground where it left them, into damaged and wrecked."""
    unit, side = e.unit, state.side_of(e.unit)
    if e.left_at is not None:
        _change_derelict(state, unit, e.left_at, tuple([-n for n in e.vehicles]))
    else:
        state.vehicles[unit] = left = minus(state.vehicles[unit], e.vehicles)
        stuck = minus(state.bogged[unit], e.bogged) if e.bogged else state.bogged[unit]
        state.bogged[unit] = tuple([min(a, b) for a, b in zip(stuck, left, strict=True)])
    state.wrecked[unit] = plus(state.wrecked[unit], e.wrecked)
    state.damaged[unit] = plus(state.damaged[unit], minus(e.vehicles, e.wrecked))
    tanks, cars = state.scenario.units[unit].tanks_and_cars(e.vehicles)
    state.tanks_out[side] += tanks
    state.cars_out[side] += cars


def rejoin(state: GameState, unit: UnitId) -> None:
    """A unit that comes back to vehicles it had left bogged has them again."""
    here = state.hex[unit]
    for found in state.derelicts:
        if found.hex == here and found.unit == unit:
            state.vehicles[unit] = plus(state.vehicles[unit], found.vehicles)
            state.bogged[unit] = plus(state.bogged[unit], found.vehicles)
            _change_derelict(state, unit, here, tuple([-n for n in found.vehicles]))


def _change_derelict(state: GameState, unit: UnitId, hex_: HexId, by: Hulls) -> None:
    """Adds to the vehicles that a unit left in a hex, or takes away; an empty entry goes."""
    entries = {(d.hex, d.unit): d.vehicles for d in state.derelicts}
    before = entries.get((hex_, unit), (0,) * len(by))
    entries[hex_, unit] = plus(before, by)
    state.derelicts = tuple([Derelict(h, u, n) for (h, u), n in sorted(entries.items()) if any(n)])


def _bogged(state: GameState, e: ev.VehiclesBogged) -> None:
    state.bogged[e.unit] = plus(state.bogged[e.unit], e.vehicles)


def _left(state: GameState, e: ev.VehiclesLeft) -> None:
    state.vehicles[e.unit] = minus(state.vehicles[e.unit], e.vehicles)
    state.bogged[e.unit] = minus(state.bogged[e.unit], e.vehicles)
    _change_derelict(state, e.unit, e.hex, e.vehicles)
    state.caches.pop("loads", None)


def _freed(state: GameState, e: ev.VehiclesFreed) -> None:
    if state.hex[e.unit] == e.hex:
        state.bogged[e.unit] = minus(state.bogged[e.unit], e.vehicles)
        return
    _change_derelict(state, e.unit, e.hex, tuple([-n for n in e.vehicles]))
    where = state.vehicles if state.status[e.unit] == ON_MAP else state.damaged
    where[e.unit] = plus(where[e.unit], e.vehicles)
    state.caches.pop("loads", None)


def _repaired(state: GameState, e: ev.VehiclesRepaired) -> None:
    state.damaged[e.unit] = minus(state.damaged[e.unit], plus(e.repaired, e.evacuated))
    if any(e.evacuated):
        days = state.scenario.rules.engineering.recovery["rear_days"]
        state.in_rear += (InRear(state.minute + int(days * DAY), e.unit, e.evacuated),)
    _back(state, e.unit, e.repaired)


def _returned(state: GameState, e: ev.VehiclesReturned) -> None:
    gone = InRear(e.due, e.unit, e.vehicles)
    at = state.in_rear.index(gone)
    state.in_rear = (*state.in_rear[:at], *state.in_rear[at + 1 :])
    _back(state, e.unit, e.vehicles)


def _back(state: GameState, unit: UnitId, mended: Hulls) -> None:
    """Mended vehicles are with their unit again."""
    state.vehicles[unit] = plus(state.vehicles[unit], mended)
    tanks, cars = state.scenario.units[unit].tanks_and_cars(mended)
    state.tanks_repaired[state.side_of(unit)] += tanks
    state.cars_repaired[state.side_of(unit)] += cars
    state.caches.pop("loads", None)


def _shot(state: GameState, e: ev.VehiclesShot) -> None:
    """Shots change nothing by themselves; minutes, shells and losses have events of their own."""


def _boats(state: GameState, e: ev.BoatsUsed) -> None:
    state.ferried[e.ferry] += e.minutes


def _mended(state: GameState, e: ev.RoadMended) -> None:
    state.mended[state.side_of(e.unit)] |= 1 << e.hex
    for name in ("supply0", "supply1", "known_supply0", "known_supply1"):
        state.caches.pop(name, None)


WRITERS: dict[type, Callable[[GameState, Any], None]] = {
    ev.VehiclesBogged: _bogged,
    ev.VehiclesLeft: _left,
    ev.VehiclesFreed: _freed,
    ev.VehiclesRepaired: _repaired,
    ev.VehiclesReturned: _returned,
    ev.VehiclesShot: _shot,
    ev.BoatsUsed: _boats,
    ev.RoadMended: _mended,
}
"""Writers of the events about vehicles, roads and boats alone; `lose` and `rejoin` are called by the others."""
