"""Chapter 10: digging in, wire, roads."""

from __future__ import annotations

from game.core.ids import HexId, UnitId
from game.model import events as ev
from game.model.orders import Dig, LayWire, Mend, Refusal
from game.model.scenario import hexside
from game.model.state import GameState
from game.rules import haul, morale
from game.rules.ground import turn_of
from game.rules.ledger import Ledger

ROCK = ("steep",)
"""Glyphs of ground with rock near the surface. Rule 10.2."""


def dig_rate(state: GameState, unit: UnitId) -> float:
    """Minutes of work done in a minute of digging: by arm, light and ground. Rules 10.2 and 10.7."""
    table = state.scenario.rules.engineering.rate
    rate = state.scenario.units[unit].kind.digs
    rate *= 1.0 - (1.0 - table["dark"]) * (1.0 - turn_of(state).light)
    if state.scenario.board.terrain(state.hex[unit]).glyph in ROCK:
        rate *= table["rock"]
    return rate


def check_dig(state: GameState, order: Dig) -> Refusal | None:
    """Why a unit cannot dig. Rule 10.1."""
    unit = order.unit
    if state.scenario.units[unit].kind.digs <= 0.0:
        return Refusal("cannot-dig", "10.1")
    if state.dug[unit] >= state.scenario.rules.engineering.works["fortified"]:
        return Refusal("fully-dug", "10.1")
    if state.minutes[unit] < 1:
        return Refusal("no-minutes", "3.3")
    if not 0 <= order.minutes <= state.minutes[unit]:
        return Refusal("too-little-time", "3.3", (("minutes", order.minutes), ("left", state.minutes[unit])))
    return None


def carry_out_dig(order: Dig, ledger: Ledger) -> None:
    """Digs for the minutes given, or all that are left. Rules 10.1 and 10.2."""
    state = ledger.state
    minutes = order.minutes or state.minutes[order.unit]
    work = max(1, int(minutes * dig_rate(state, order.unit) + 0.5))
    ledger.emit(ev.MinutesSpent(order.unit, minutes, "dig"))
    ledger.emit(ev.UnitDug(order.unit, work))
    morale.tire(ledger, order.unit, "dig", minutes)


def wire_directions(state: GameState, unit: UnitId) -> tuple[int, ...]:
    """Directions in which a unit may lay wire. Rule 10.3."""
    if state.minutes[unit] < wire_cost(state, unit) or morale.beside_known_enemy(state, unit):
        return ()
    found = []
    for direction in range(6):
        side = hexside(state.scenario.board, state.hex[unit], direction)
        if side is not None and side not in state.wire:
            found.append(direction)
    return tuple(found)


def wire_cost(state: GameState, unit: UnitId) -> int:
    """Minutes to lay wire on a hexside, at most a whole turn's: it may take all that a fresh unit has. Rule 10.3."""
    cost = int(state.scenario.rules.engineering.rate["wire"] / max(0.2, dig_rate(state, unit)))
    return min(cost, turn_of(state).minutes * 3 // 4)


def check_wire(state: GameState, order: LayWire) -> Refusal | None:
    """Why wire cannot be laid. Rule 10.3."""
    unit = order.unit
    side = hexside(state.scenario.board, state.hex[unit], order.direction) if 0 <= order.direction < 6 else None
    if side is None:
        return Refusal("no-side", "10.3")
    if side in state.wire:
        return Refusal("has-wire", "10.3")
    if morale.beside_known_enemy(state, unit):
        return Refusal("beside-enemy", "10.3")
    if state.minutes[unit] < (need := wire_cost(state, unit)):
        return Refusal("too-little-time", "3.3", (("minutes", need), ("left", state.minutes[unit])))
    return haul.check_works(state, order.side, state.scenario.rules.supply.haul["wire_kg"])


def carry_out_wire(order: LayWire, ledger: Ledger) -> None:
    """Lays wire on a hexside. Rule 10.3."""
    state = ledger.state
    minutes = wire_cost(state, order.unit)
    side = hexside(state.scenario.board, state.hex[order.unit], order.direction)
    ledger.emit(ev.MinutesSpent(order.unit, minutes, "dig"))
    haul.spend_works(ledger, order.side, state.scenario.rules.supply.haul["wire_kg"])
    ledger.emit(ev.WireLaid(order.unit, side if side is not None else 0))
    morale.tire(ledger, order.unit, "dig", minutes)


def has_road(state: GameState, hex_: HexId) -> bool:
    """Whether a road or track runs through a hex."""
    board = state.scenario.board
    return any((near, hex_) in board.road_links for near in board.grid.adjacent[hex_])


def mend_cost(state: GameState, unit: UnitId) -> int:
    """Minutes to mend the road in a hex, at most three quarters of a turn. Rule 10.5."""
    cost = int(state.scenario.rules.engineering.rate["mend"] / max(0.2, dig_rate(state, unit)))
    return min(cost, turn_of(state).minutes * 3 // 4)


def check_mend(state: GameState, order: Mend) -> Refusal | None:
    """Why a road cannot be mended. Rules 10.5 and 11.15."""
    unit, here = order.unit, state.hex[order.unit]
    if state.scenario.units[unit].kind.symbol != "engineer":
        return Refusal("cannot-mend", "10.5", (("unit", state.scenario.units[unit].id),))
    if not has_road(state, here):
        return Refusal("no-road", "10.5", (("hex", state.scenario.board.grid.name(here)),))
    if state.mended[order.side] >> here & 1:
        return Refusal("road-mended", "10.5", (("hex", state.scenario.board.grid.name(here)),))
    if morale.beside_known_enemy(state, unit):
        return Refusal("mend-beside-enemy", "10.5")
    if state.minutes[unit] < (need := mend_cost(state, unit)):
        return Refusal("too-little-time", "3.3", (("minutes", need), ("left", state.minutes[unit])))
    return haul.check_works(state, order.side, state.scenario.rules.supply.haul["mend_kg"])


def carry_out_mend(order: Mend, ledger: Ledger) -> None:
    """Mends the road in a hex. Rule 10.5."""
    minutes = mend_cost(ledger.state, order.unit)
    ledger.emit(ev.MinutesSpent(order.unit, minutes, "dig"))
    haul.spend_works(ledger, order.side, ledger.state.scenario.rules.supply.haul["mend_kg"])
    ledger.emit(ev.RoadMended(order.unit, ledger.state.hex[order.unit]))
    morale.tire(ledger, order.unit, "dig", minutes)
