"""Rules 7.81 and 7.82: troops who break, go home or go over."""

from __future__ import annotations

from game.core.ids import HexId, SideId, UnitId
from game.model import events as ev
from game.model.state import GameState
from game.model.units import ON_MAP, SURRENDERED
from game.rules import losses, retreat
from game.rules.ground import pinned_now, turn_of
from game.rules.ledger import Ledger


def before_assault(ledger: Ledger, foes: tuple[UnitId, ...], attackers: tuple[UnitId, ...]) -> None:
    """Shaky defenders may run before armour reaches them. Rule 7.82."""
    state = ledger.state
    if any(any(state.vehicles[u]) for u in attackers):
        away = tuple(dict.fromkeys(state.hex[u] for u in attackers))
        for unit in foes:
            _waver(ledger, unit, "armour", 1.0, away)


def at_part(ledger: Ledger, side: SideId) -> None:
    """When their side's part begins, shaky units under fire or in a ring may give up. Rule 7.82."""
    state = ledger.state
    table = state.scenario.rules.morale.shaky
    for unit in state.scenario.units_of[side]:
        if not state.scenario.units[unit].shaky or state.status[unit] != ON_MAP:
            continue
        if pinned_now(state, unit) >= table["pinned"]:
            _waver(ledger, unit, "shelled", 1.0, ())
        if state.ringed[unit] >= 0:
            _waver(ledger, unit, "encircled", turn_of(state).minutes / 60.0, ())


def chance(state: GameState, unit: UnitId, why: str, times: float) -> float:
    """Chance that a shaky unit breaks, for so many hours or occasions; heart lost makes it likelier. Rule 7.82."""
    table = state.scenario.rules.morale.shaky
    heart = state.cohesion[unit] / 1000.0
    return min(0.95, table[why] * times * (1.5 - heart))


def _waver(ledger: Ledger, unit: UnitId, why: str, times: float, away: tuple[HexId, ...]) -> None:
    """It holds, runs, or lays down its arms where it cannot run."""
    state = ledger.state
    if not state.scenario.units[unit].shaky or state.status[unit] != ON_MAP:
        return
    if not ledger.dice.chance(chance(state, unit, why, times)):
        return
    ledger.emit(ev.UnitBroke(unit, why))
    if why == "encircled" or not retreat.fall_back(ledger, unit, "rout", away):
        losses.end(ledger, unit, SURRENDERED)
