"""What a unit looks like to the enemy: itself, or what its dummies, noises and wireless make of it. Rules 5.9 and 5.91.

Everything that the enemy is told of a unit he has not identified comes through here, so that a show and the real thing
cannot be told apart.
"""

from __future__ import annotations

from game.core.ids import SideId, UnitId
from game.model.events import IDENTIFIED
from game.model.state import GameState
from game.model.units import UnitKind
from game.rules.ground import light_at

HEARD = ("noise", "radio", "rumour")
"""How contacts come about that nobody has seen. Rules 5.92 and 5.94."""
CLEAR_DAY = 0.4
"""Light from which a unit can be identified by sight. Rule 5.3."""


def is_show(state: GameState, unit: UnitId) -> bool:
    """Whether a unit passes for another by its looks, and has not been seen through. Rule 5.9."""
    dummy = state.scenario.units[unit].dummy
    return dummy is not None and dummy.by == "sight" and not state.exposed[unit]


def seems_kind(state: GameState, side: SideId, unit: UnitId) -> UnitKind:
    """The kind that a side takes an enemy unit for, by its contact with it. Rules 5.3 and 5.9."""
    spec = state.scenario.units[unit]
    if spec.dummy is None or state.grade[side][unit] >= IDENTIFIED:
        return spec.kind
    return spec.dummy.shows if spec.dummy.by == "sight" or state.by_ear[side][unit] else spec.kind


def seems_men(state: GameState, unit: UnitId, grade: int, by: str) -> int:
    """The strength that a look or a sound gives a unit. Rules 5.3, 5.9 and 5.92."""
    dummy = state.scenario.units[unit].dummy
    if dummy is not None and grade < IDENTIFIED and (is_show(state, unit) or by in HEARD):
        return dummy.men
    return state.men[unit]


def has_engines(state: GameState, unit: UnitId) -> bool:
    """Whether a unit on the move looks and sounds like vehicles. Rules 5.2 and 5.9."""
    if any(state.vehicles[unit]):
        return True
    dummy = state.scenario.units[unit].dummy
    return dummy is not None and is_show(state, unit) and dummy.shows.mobility in ("wheel", "track")


def sees_through(state: GameState, unit: UnitId, hexes: int) -> bool:
    """Whether somebody so many hexes off who notices a unit sees that it is a show. Rule 5.91."""
    near = hexes <= state.scenario.rules.deception.dummy["hexes"]
    return near and is_show(state, unit) and light_at(state, state.hex[unit]) >= CLEAR_DAY
