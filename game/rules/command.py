"""Chapter 12: headquarters, their reach, and commanders."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from game.core.ids import SideId, UnitId
from game.model import events as ev
from game.model.state import GameState
from game.model.units import ON_MAP, Formation
from game.rules.ground import turn_of
from game.rules.ledger import Ledger


def reach_hexes(state: GameState, hq: UnitId) -> int:
    """Hexes over which a headquarters commands: by its echelon, less in the dark. Rules 12.1 and 12.7."""
    scenario = state.scenario
    table = scenario.rules.command.range_km
    echelon = scenario.units[hq].kind.echelon
    kilometres = table.get(echelon, table["battalion"])
    dark = 1.0 - turn_of(state).light
    kilometres *= 1.0 - (1.0 - table["dark"]) * dark
    return int(kilometres * 1000 / scenario.board.hex_m + 0.5)


def in_command(state: GameState, unit: UnitId) -> bool:
    """Whether a unit is in reach of a headquarters of its own formation or one above. Rules 12.1 and 12.2."""
    return how_led(state, unit) != ""


def how_led(state: GameState, unit: UnitId) -> str:
    """How orders come to a unit. Rules 12.1, 12.2 and 12.5.

    `staff` for a headquarters, `reach` within runners' reach of one, `wire` by telephone, `alone` if nobody above leads
    it from the map, empty if it is out of command.
    """
    found = cast("dict[UnitId, str] | None", state.caches.get("command"))
    if found is None:
        found = {}
        state.caches["command"] = found
    known = found.get(unit)
    if known is None:
        known = found[unit] = _judge(state, unit)
    return known


def parent_of(state: GameState, formation: str) -> str:
    """Formation above one, as attachments have left it; empty for none. Rule 12.6."""
    return state.attached.get(formation, state.scenario.formations[formation].parent)


def chain(state: GameState, unit: UnitId) -> Iterator[Formation]:
    """A unit's formation and those above it, the lowest first. Rule 12.6."""
    formation = state.scenario.units[unit].formation
    while formation:
        yield state.scenario.formations[formation]
        formation = parent_of(state, formation)


def _judge(state: GameState, unit: UnitId) -> str:
    scenario = state.scenario
    if scenario.units[unit].kind.is_hq:
        return "staff"
    grid, here = scenario.board.grid, state.hex[unit]
    any_hq = wired = False
    for entry in chain(state, unit):
        hq = entry.hq
        if hq is not None:
            any_hq = True
            if state.status[hq] == ON_MAP and grid.distance(here, state.hex[hq]) <= reach_hexes(state, hq):
                return "reach"
            wired = wired or is_wired(state, unit, hq)
    if wired:
        return "wire"
    # A detachment that nobody leads from the map answers to its own commander.
    return "alone" if not any_hq or (state.leader[unit] and not _has_superior(state, unit)) else ""


def is_wired(state: GameState, unit: UnitId, hq: UnitId) -> bool:
    """Whether a telephone line between a unit and a headquarters is laid and whole. Rule 12.5."""
    if state.status[hq] != ON_MAP or not (_line_lies(state, unit) and _line_lies(state, hq)):
        return False
    scenario = state.scenario
    table = scenario.rules.command.wire_km
    metres = table.get(scenario.units[hq].kind.echelon, 0.0) * 1000
    return scenario.board.grid.distance(state.hex[unit], state.hex[hq]) * scenario.board.hex_m <= metres


def _line_lies(state: GameState, unit: UnitId) -> bool:
    return state.minute - state.line_since[unit] >= state.scenario.rules.command.wire["lay"]


def cut_lines(ledger: Ledger, unit: UnitId, pinned: float) -> None:
    """Heavy fire on a unit cuts the telephone lines that orders now come by. Rule 12.51."""
    state = ledger.state
    if pinned < state.scenario.rules.command.wire["cut"] or not _line_lies(state, unit):
        return
    if state.scenario.units[unit].kind.is_hq:
        led = state.scenario.units_of[state.side_of(unit)]
        hangs = any(how_led(state, u) == "wire" and is_wired(state, u, unit) for u in led if state.status[u] == ON_MAP)
    else:
        hangs = how_led(state, unit) == "wire"
    if hangs:
        ledger.emit(ev.LineCut(unit, state.minute + turn_of(state).minutes))


def _has_superior(state: GameState, unit: UnitId) -> bool:
    entry = state.scenario.formations[state.scenario.units[unit].formation]
    return entry.hq is not None


def rating(state: GameState, unit: UnitId) -> int:
    """Rating 1 to 5 of the commander who leads a unit; 3 if nobody of note does. Rules 12.3 and 12.41.

    The unit's own commander if he is in action, else the first one up the formations whose headquarters stands. A
    deputy has taken over a battalion whose commander fell, or a headquarters whose chief did.
    """
    spec = state.scenario.units[unit]
    deputy = int(state.scenario.rules.command.leader["deputy"])
    if spec.leader is not None and state.leader[unit]:
        return spec.leader.rating
    if spec.leader is not None and spec.kind.echelon == "battalion":
        return deputy
    for entry in chain(state, unit):
        if entry.leader is None:
            continue
        if entry.hq is None or (state.status[entry.hq] == ON_MAP and state.leader[entry.hq]):
            return entry.leader.rating
        if state.status[entry.hq] == ON_MAP:
            return deputy
    return 3


def common_headquarters(state: GameState, units: tuple[UnitId, ...]) -> bool:
    """Whether units fight under one headquarters in whose reach they all are. Rule 12.21."""
    scenario = state.scenario
    chains = [{entry.id for entry in chain(state, unit)} for unit in units]
    shared = set.intersection(*chains) if chains else set()
    led = any(scenario.formations[f].hq is not None for f in shared)
    return (led or len({scenario.units[u].formation for u in units}) == 1) and all(in_command(state, u) for u in units)


def attach(ledger: Ledger, formation: str, to: str) -> None:
    """A formation comes under another, or with an empty name under nobody. Rule 12.6."""
    if parent_of(ledger.state, formation) != to:
        ledger.emit(ev.FormationAttached(formation, to))


def headquarters(state: GameState, side: SideId) -> tuple[UnitId, ...]:
    """Headquarters of a side on the map."""
    units = state.scenario.units
    return tuple(u for u in state.scenario.units_of[side] if units[u].kind.is_hq and state.status[u] == ON_MAP)
