"""Chapter 12: headquarters, their reach, and commanders."""

from __future__ import annotations

from typing import cast

from game.core.ids import SideId, UnitId
from game.model.state import GameState
from game.model.units import ON_MAP
from game.rules.ground import turn_of


def reach_hexes(state: GameState, hq: UnitId) -> int:
    """Hexes over which a headquarters commands: by its echelon, less in the dark. Rule 12.1."""
    scenario = state.scenario
    table = scenario.rules.command.range_km
    echelon = scenario.units[hq].kind.echelon
    kilometres = table.get(echelon, table["battalion"])
    dark = 1.0 - turn_of(state).light
    kilometres *= 1.0 - (1.0 - table["dark"]) * dark
    return int(kilometres * 1000 / scenario.board.hex_m + 0.5)


def in_command(state: GameState, unit: UnitId) -> bool:
    """Whether a unit is in reach of a headquarters of its own formation or one above. Rules 12.1 and 12.2."""
    found = cast("dict[UnitId, bool] | None", state.caches.get("command"))
    if found is None:
        found = {}
        state.caches["command"] = found
    known = found.get(unit)
    if known is None:
        known = found[unit] = _judge(state, unit)
    return known


def _judge(state: GameState, unit: UnitId) -> bool:
    scenario = state.scenario
    if scenario.units[unit].kind.is_hq:
        return True
    grid, here = scenario.board.grid, state.hex[unit]
    formation, any_hq = scenario.units[unit].formation, False
    while formation:
        entry = scenario.formations[formation]
        hq = entry.hq
        if hq is not None:
            any_hq = True
            if state.status[hq] == ON_MAP and grid.distance(here, state.hex[hq]) <= reach_hexes(state, hq):
                return True
        formation = entry.parent
    # A detachment that nobody leads from the map answers to its own commander.
    return not any_hq or (state.leader[unit] and not _has_superior(state, unit))


def _has_superior(state: GameState, unit: UnitId) -> bool:
    entry = state.scenario.formations[state.scenario.units[unit].formation]
    return entry.hq is not None


def rating(state: GameState, unit: UnitId) -> int:
    """Rating 1 to 5 of the commander who leads a unit; 3 if nobody of note does. Rule 12.3.

    The unit's own commander if he is in action, else the first one up the formations whose headquarters stands.
    """
    scenario = state.scenario
    own = scenario.units[unit].leader
    if own is not None and state.leader[unit]:
        return own.rating
    formation = scenario.units[unit].formation
    while formation:
        entry = scenario.formations[formation]
        if entry.leader is not None and (entry.hq is None or state.status[entry.hq] == ON_MAP):
            return entry.leader.rating
        formation = entry.parent
    return 3


def common_headquarters(state: GameState, units: tuple[UnitId, ...]) -> bool:
    """Whether units fight under one headquarters in whose reach they all are. Rule 12.21."""
    scenario = state.scenario
    chains = []
    for unit in units:
        chain, formation = set(), scenario.units[unit].formation
        while formation:
            chain.add(formation)
            formation = scenario.formations[formation].parent
        chains.append(chain)
    shared = set.intersection(*chains) if chains else set()
    led = any(scenario.formations[f].hq is not None for f in shared)
    return (led or len({scenario.units[u].formation for u in units}) == 1) and all(in_command(state, u) for u in units)


def headquarters(state: GameState, side: SideId) -> tuple[UnitId, ...]:
    """Headquarters of a side on the map."""
    units = state.scenario.units
    return tuple(u for u in state.scenario.units_of[side] if units[u].kind.is_hq and state.status[u] == ON_MAP)
