"""Rules 7.6: where beaten units go, and what becomes of those that cannot."""

from __future__ import annotations

from game.core.ids import HexId, UnitId, enemy_of
from game.model import events as ev
from game.model.state import GameState
from game.model.units import DESTROYED, ON_MAP, SURRENDERED
from game.rules import bog, escalation, losses, morale, movement
from game.rules.ground import side_masks, zoc
from game.rules.ledger import Ledger

STEPS = {"repulse": 0, "retreat": 1, "rout": 2}
"""Hexes a beaten unit falls back. Rule 7.63."""


def refuges(state: GameState, unit: UnitId, here: HexId, away_from: tuple[HexId, ...]) -> list[HexId]:
    """Adjacent hexes a beaten unit can fall back to, best first: away from the enemy, free of his zones. Rule 7.63."""
    side = state.side_of(unit)
    foe = enemy_of(side)
    scenario = state.scenario
    held, troubled = side_masks(state)[foe], zoc(state, foe)
    forbidden = escalation.forbidden_ground(state, side)
    grid = scenario.board.grid
    found = []
    for order, (there, cost) in enumerate(movement.step_table(state, unit, "march")[here]):
        if held >> there & 1 or not movement.has_room(state, unit, there):
            continue
        near = min([grid.distance(there, h) for h in away_from], default=0)
        # Off forbidden ground if there is any other way; discipline goes before the law of borders.
        worth = (forbidden >> there & 1, troubled >> there & 1, -near, cost, order)
        found.append((worth, there))
    return [there for _, there in sorted(found)]


def fall_back(ledger: Ledger, unit: UnitId, how: str, away_from: tuple[HexId, ...]) -> bool:
    """A beaten unit falls back; False if it has nowhere to go. Rule 7.63."""
    state = ledger.state
    path = [state.hex[unit]]
    for _ in range(STEPS[how]):
        ways = [h for h in refuges(state, unit, path[-1], away_from) if h not in path]
        if not ways:
            break
        path.append(ways[0])
    if len(path) == 1:
        return STEPS[how] == 0
    if not movement.has_room(state, unit, path[-1]):
        path.pop()
    if len(path) > 1:
        bog.leave(ledger, unit)
    ledger.emit(ev.UnitRetreated(unit, tuple(path), how))
    if how == "rout":
        table = state.scenario.rules.morale
        morale.shake(ledger, unit, table.limits["rout"], "rout")
        morale.change_resolve(ledger, state.side_of(unit), -table.resolve["rout"], "rout")
    return True


def beaten(ledger: Ledger, units: tuple[UnitId, ...], how: str, away_from: tuple[HexId, ...]) -> None:
    """The units of the side that broke leave the field as the outcome says. Rules 7.61 to 7.64."""
    state = ledger.state
    for unit in units:
        if state.status[unit] != ON_MAP:
            continue
        if how == "surrender":
            losses.end(ledger, unit, SURRENDERED)
        elif how == "destroyed" or not fall_back(ledger, unit, how, away_from):
            losses.end(ledger, unit, DESTROYED)
