"""What the waiting side does by itself: it discovers, lights up, fires, calls for guns. Rules 6.4, 6.5, 6.9, 8.3."""

from __future__ import annotations

from game.core.ids import UnitId
from game.model.state import GameState
from game.model.units import ON_MAP
from game.rules import antitank, fires, observation, stealth
from game.rules.ledger import Ledger

MOST_VOLLEYS = 2
"""Units that fire at one step of a march; more would hardly see what the others shoot at. Rule 6.4."""


def to_step(ledger: Ledger, unit: UnitId, gait: str) -> bool:
    """Answers a step of a march; True if it halts there (a creeping unit that is discovered). Rules 6.4, 6.5, 8.3."""
    state = ledger.state
    was_hidden = gait == "stealth"
    halted = False
    if was_hidden:
        halted = stealth.creep(ledger, unit)
        seen_by = [w for w in _adjacent_enemies(state, unit)] if halted else []
    else:
        seen_by = observation.watchers(state, unit)
        for watcher in seen_by:
            side = state.side_of(watcher)
            grade = observation.grade_of(state, state.hex[watcher], unit)
            if observation.make_contact(ledger, side, unit, grade, "sight"):
                stealth.alarm(ledger, watcher, "contact")
    if seen_by:
        fires.answer_step(ledger, unit, seen_by, MOST_VOLLEYS)
    if seen_by and state.status[unit] == ON_MAP:
        antitank.answer_step(ledger, unit, seen_by)
    if state.status[unit] == ON_MAP:
        observation.look_round(ledger, unit)
    return halted


def _adjacent_enemies(state: GameState, unit: UnitId) -> list[UnitId]:
    grid, here, side = state.scenario.board.grid, state.hex[unit], state.side_of(unit)
    return [
        enemy
        for enemy in state.scenario.units_of[1 - side]
        if state.hex[enemy] >= 0 and enemy not in state.scenario.off_map and grid.distance(here, state.hex[enemy]) <= 1
    ]
