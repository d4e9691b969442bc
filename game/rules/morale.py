"""Chapter 13: cohesion, fatigue, rest, and the resolve of an army."""

from __future__ import annotations

from game.core.ids import SideId, UnitId, enemy_of
from game.model import events as ev
from game.model.orders import Refusal, Rest
from game.model.state import GameState
from game.rules.ground import known_zoc, zoc
from game.rules.ledger import Ledger


def is_shaken(state: GameState, unit: UnitId) -> bool:
    """Whether a unit is too shaken to attack. Rule 13.5."""
    return state.cohesion[unit] < state.scenario.rules.morale.limits["rally"] * 10


def shake(ledger: Ledger, unit: UnitId, points: float, why: str) -> None:
    """A unit's cohesion falls by some points. Rule 13.12."""
    if tenths := int(points * 10 + 0.5):
        ledger.emit(ev.CohesionChanged(unit, -min(tenths, ledger.state.cohesion[unit]), why))


def change_resolve(ledger: Ledger, side: SideId, points: float, why: str) -> None:
    """An army's resolve moves by some points; fractions of a tenth are rolled for. Rule 13.4."""
    if tenths := ledger.dice.whole(abs(points) * 10):
        ledger.emit(ev.ResolveChanged(side, tenths if points > 0 else -tenths, why))


def beside_enemy(state: GameState, unit: UnitId) -> bool:
    """Whether a unit lies in an enemy zone of control."""
    return bool(zoc(state, enemy_of(state.side_of(unit))) >> state.hex[unit] & 1)


def beside_known_enemy(state: GameState, unit: UnitId) -> bool:
    """Whether a unit lies in a zone of control that its side knows of: all that an order may be judged by."""
    return bool(known_zoc(state, state.side_of(unit)) >> state.hex[unit] & 1)


def rest_gain(state: GameState, unit: UnitId, minutes: int, *, beside: bool) -> tuple[int, int]:
    """Tenths of cohesion gained and of fatigue lost by resting so long, beside the enemy or not. Rules 13.2, 11.71."""
    table = state.scenario.rules.morale.rest
    factor = (table["shaken"] if beside else 1.0) * minutes / 60.0
    hunger = state.scenario.rules.supply.hunger
    if state.hunger[unit] > hunger["carried"] * 60:
        factor *= hunger["rest"]
    room = state.scenario.units[unit].cohesion * 10 - state.cohesion[unit]
    return (
        max(0, min(room, int(table["cohesion"] * factor * 10 + 0.5))),
        min(state.fatigue[unit], int(table["fatigue"] * factor * 10 + 0.5)),
    )


def check_rest(state: GameState, order: Rest) -> Refusal | None:
    """Why a unit cannot rest. Rule 13.2."""
    if not state.minutes[order.unit]:
        return Refusal("no-minutes", "3.3")
    beside = beside_known_enemy(state, order.unit)
    if rest_gain(state, order.unit, state.minutes[order.unit], beside=beside) == (0, 0):
        return Refusal("cannot-rest", "13.2")
    return None


def carry_out_rest(order: Rest, ledger: Ledger) -> None:
    """Rests with all the minutes left. Rule 13.2."""
    minutes = ledger.state.minutes[order.unit]
    beside = beside_enemy(ledger.state, order.unit)
    cohesion, fatigue = rest_gain(ledger.state, order.unit, minutes, beside=beside)
    ledger.emit(ev.UnitRested(order.unit, minutes, cohesion, fatigue))


def tire(ledger: Ledger, unit: UnitId, kind: str, minutes: int) -> None:
    """Work wears: march, stealth, dig or assault. Rule 13.3."""
    points = ledger.state.scenario.rules.morale.fatigue[kind] * minutes / 60.0
    if tenths := int(points * 10 + 0.5):
        ledger.emit(ev.FatigueChanged(unit, tenths))
