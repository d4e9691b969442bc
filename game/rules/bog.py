"""Rule 4.11: tracked vehicles that stick in soft ground, and units that go on without them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from game.core.ids import HexId, UnitId
from game.core.portable import total
from game.model import events as ev
from game.model.state import GameState
from game.model.weapons import Vehicle
from game.rules.ground import turn_of, weather
from game.rules.ledger import Ledger


def softness(state: GameState, hex_: HexId) -> float:
    """Chance that a vehicle of the weight in the table bogs in a hex off the road now. Rule 4.11."""
    table, board = state.scenario.rules.movement.bog, state.scenario.board
    ground = weather(state).ground
    chance = table["marsh"] if board.terrain(hex_).water == "marsh" else table["mud"] if ground == "mud" else 0.0
    if board.streams >> hex_ & 1:
        chance += table["stream"]
    chance *= table["wet"] if ground == "mud" else table["dry"] if ground == "dry" else 1.0
    return chance * (1.0 + (table["dark"] - 1.0) * (1.0 - turn_of(state).light))


def chance(state: GameState, vehicle: Vehicle, here: HexId, there: HexId) -> float:
    """Chance from 0 to 1 that one vehicle bogs on a step; none on a road. Rule 4.11."""
    if (here, there) in state.scenario.board.road_links:
        return 0.0
    return min(1.0, softness(state, there) * vehicle.weight_t / state.scenario.rules.movement.bog["weight_t"])


def mobile(state: GameState, unit: UnitId) -> tuple[int, ...]:
    """Vehicles of a unit that do not lie bogged, by position."""
    return tuple([have - stuck for have, stuck in zip(state.vehicles[unit], state.bogged[unit], strict=True)])


def is_stuck(state: GameState, unit: UnitId) -> bool:
    """Whether a unit has vehicles and all of them lie bogged: it stays with them. Rule 4.11."""
    return any(state.bogged[unit]) and not any(mobile(state, unit))


def expected(state: GameState, unit: UnitId, way: Sequence[HexId]) -> float:
    """Vehicles that are likely to stick on a way, start and end among its hexes. Rule 4.11."""
    if state.scenario.units[unit].kind.mobility != "track":
        return 0.0
    stuck = []
    for group, count in zip(state.scenario.units[unit].vehicles, mobile(state, unit), strict=True):
        through = 1.0
        for here, there in pairwise(way):
            through *= 1.0 - chance(state, group.vehicle, here, there)
        stuck.append(count * (1.0 - through))
    return total(stuck)


def enter(ledger: Ledger, unit: UnitId, here: HexId, there: HexId) -> bool:
    """A unit has come into a hex: some of its vehicles may stick; True if so many do that it halts. Rule 4.11."""
    state = ledger.state
    if state.scenario.units[unit].kind.mobility != "track" or not softness(state, there):
        return False
    free = mobile(state, unit)
    stuck = []
    for group, count in zip(state.scenario.units[unit].vehicles, free, strict=True):
        risk = chance(state, group.vehicle, here, there)
        stuck.append(sum([1 for _ in range(count) if ledger.dice.chance(risk)]))
    if not any(stuck):
        return False
    halted = sum(stuck) >= state.scenario.rules.movement.bog["halt"] * sum(free)
    ledger.emit(ev.VehiclesBogged(unit, there, tuple(stuck), halted))
    return halted


def leave(ledger: Ledger, unit: UnitId) -> None:
    """A unit is about to leave its hex: what lies bogged there stays behind. Rule 4.11."""
    state = ledger.state
    if any(state.bogged[unit]):
        ledger.emit(ev.VehiclesLeft(unit, state.hex[unit], state.bogged[unit]))
