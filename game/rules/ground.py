"""Who stands where, zones of control, light and weather: what several chapters ask of the present state."""

from __future__ import annotations

from typing import cast

from game.core.ids import HexId, SideId, UnitId
from game.model.aircraft import INTERDICT
from game.model.calendar import Turn, Weather
from game.model.state import GameState
from game.model.units import ON_MAP
from game.rules.shellfire import pinned_after

NOBODY: tuple[UnitId, ...] = ()


def occupants(state: GameState) -> dict[HexId, tuple[UnitId, ...]]:
    """Units on the map by hex, in order of number; not those that stand behind its edge (rule 6.14)."""
    found = state.caches.get("occupants")
    if found is None:
        by_hex: dict[HexId, list[UnitId]] = {}
        beyond = state.scenario.off_map
        for unit, hex_ in enumerate(state.hex):
            if hex_ >= 0 and state.status[unit] == ON_MAP and unit not in beyond:
                by_hex.setdefault(hex_, []).append(UnitId(unit))
        found = state.caches["occupants"] = {h: tuple(units) for h, units in by_hex.items()}
    return cast("dict[HexId, tuple[UnitId, ...]]", found)


def units_at(state: GameState, hex_: HexId) -> tuple[UnitId, ...]:
    """Units in a hex."""
    return occupants(state).get(hex_, NOBODY)


def units_of_side_at(state: GameState, side: SideId, hex_: HexId) -> tuple[UnitId, ...]:
    """Units of one side in a hex."""
    units = state.scenario.units
    return tuple([u for u in units_at(state, hex_) if units[u].side == side])


def side_masks(state: GameState) -> tuple[int, int]:
    """Bit sets of the hexes where each side stands."""
    found = state.caches.get("masks")
    if found is None:
        masks = [0, 0]
        for hex_, units in occupants(state).items():
            for unit in units:
                masks[state.scenario.units[unit].side] |= 1 << hex_
        found = state.caches["masks"] = (masks[0], masks[1])
    return cast("tuple[int, int]", found)


def shared_hexes(state: GameState) -> int:
    """Bit set of the hexes where both sides stand. Rule 7.66."""
    first, second = side_masks(state)
    return first & second


def exerts_zoc(state: GameState, unit: UnitId) -> bool:
    """Whether a unit troubles movement in the hexes round it: no show does. Rules 4.6 and 5.9."""
    return state.scenario.units[unit].dummy is None and state.men[unit] >= state.scenario.units[unit].kind.zoc_men


def zoc(state: GameState, side: SideId) -> int:
    """Bit set of the hexes in the zones of control of a side's units, known to the enemy or not. Rule 4.6."""
    name = "zoc1" if side else "zoc0"
    found = state.caches.get(name)
    if found is None:
        near = state.scenario.board.grid.near_mask
        bits = 0
        for unit in state.scenario.units_of[side]:
            if state.hex[unit] >= 0 and exerts_zoc(state, unit) and unit not in state.scenario.off_map:
                bits |= near[state.hex[unit]]
        # In a shared hex nobody moves freely either.
        bits |= shared_hexes(state)
        found = state.caches[name] = bits
    return cast(int, found)


def known_enemies(state: GameState, side: SideId) -> dict[HexId, tuple[UnitId, ...]]:
    """Enemy units with which a side has contact, by the hex where it last saw them. Rule 5.4."""
    name = "known1" if side else "known0"
    found = state.caches.get(name)
    if found is None:
        by_hex: dict[HexId, list[UnitId]] = {}
        grades, seen = state.grade[side], state.seen_hex[side]
        for unit in state.scenario.units_of[1 - side]:
            if grades[unit] and seen[unit] >= 0:
                by_hex.setdefault(seen[unit], []).append(unit)
        found = state.caches[name] = {h: tuple(units) for h, units in by_hex.items()}
    return cast("dict[HexId, tuple[UnitId, ...]]", found)


def known_zoc(state: GameState, side: SideId) -> int:
    """Bit set of the hexes in zones of control that a side knows of. Rule 4.6."""
    return _known_masks(state, side)[1]


def known_mask(state: GameState, side: SideId) -> int:
    """Bit set of the hexes where a side knows of enemies."""
    return _known_masks(state, side)[0]


def known_closed(state: GameState, side: SideId) -> int:
    """Bit set of the hexes that enemies known to a side close to it: not where its own men stand too. Rule 7.67."""
    return _known_masks(state, side)[0] & ~side_masks(state)[side]


def _known_masks(state: GameState, side: SideId) -> tuple[int, int]:
    name = "known_masks1" if side else "known_masks0"
    found = state.caches.get(name)
    if found is None:
        near = state.scenario.board.grid.near_mask
        there = around = 0
        for hex_ in known_enemies(state, side):
            there |= 1 << hex_
            around |= near[hex_]
        around |= there & side_masks(state)[side]
        found = state.caches[name] = (there, around)
    return cast("tuple[int, int]", found)


def turn_of(state: GameState) -> Turn:
    """The present turn."""
    return state.scenario.calendar.turns[max(0, state.turn - 1)]


def weather(state: GameState) -> Weather:
    """The weather now: of the record, or as an event left it."""
    return state.weather or turn_of(state).weather


def light_at(state: GameState, hex_: HexId) -> float:
    """Light in a hex, 0 black to 1 day; a flare raises it. Rule 8.5."""
    light = turn_of(state).light
    if hex_ in state.lit:
        return max(light, state.scenario.rules.stealth.flare["light"])
    return light


def minute_of(state: GameState, unit: UnitId) -> int:
    """Minute of the scenario as a unit's own clock shows it: turn start and what it has used."""
    turn = turn_of(state)
    return state.minute + min(turn.minutes, max(0, turn.minutes - state.minutes[unit]))


def pinned_now(state: GameState, unit: UnitId, at: int | None = None) -> float:
    """Share of a unit that is pinned at a minute of the scenario, by its own clock if None, 0 to 1. Rule 6.31."""
    level = state.pinned[unit]
    if not level:
        return 0.0
    ago = (minute_of(state, unit) if at is None else at) - state.pinned_at[unit]
    if ago <= 0:
        return level / 1000.0
    return pinned_after(level / 1000.0, ago, state.scenario.rules.combat)


def interdicted(state: GameState, side: SideId) -> int:
    """Bit set of the hexes whose traffic enemy aircraft hold down against a side; both sides see them. Rule 9.5."""
    bits = 0
    for flight in state.aloft:
        if flight.mission == INTERDICT and state.scenario.squadrons[flight.squadron].side != side:
            bits |= 1 << flight.hex
    return bits


CREW = 6
"""Men to a vehicle up to which a unit counts as sitting under armour. Rule 6.21."""


def is_armoured(state: GameState, unit: UnitId) -> bool:
    """Whether a unit's men sit in its vehicles. Rule 6.21."""
    return 0 < state.men[unit] <= CREW * sum(state.vehicles[unit])


def shelter(state: GameState, unit: UnitId) -> str:
    """Key of the table of cover for a unit under fire: its posture, or armour. Rule 6.21."""
    return "armoured" if is_armoured(state, unit) else posture(state, unit)


def posture(state: GameState, unit: UnitId) -> str:
    """How a unit stands: march, hasty, prepared or fortified. Rule 7.22."""
    works = state.scenario.rules.engineering.works
    dug = state.dug[unit]
    if dug >= works["fortified"]:
        return "fortified"
    if dug >= works["prepared"]:
        return "prepared"
    # A unit on the march has had no time to go to ground; one that halted takes what cover there is.
    return "march" if state.noise[unit] == 1 and dug < works["hasty"] else "hasty"
