"""Chapter 11: tracing supply, ammunition, isolation."""

from __future__ import annotations

from typing import cast

from game.core.ids import HexId, SideId, UnitId, enemy_of
from game.model import events as ev
from game.model.state import GameState
from game.model.units import ON_MAP
from game.rules import morale
from game.rules.ground import known_mask, known_zoc, side_masks, turn_of, zoc
from game.rules.ledger import Ledger
from game.rules.terrain_costs import Steps, conditions, steps


def supplied_hexes(state: GameState, side: SideId) -> int:
    """Bit set of the hexes that a side's carriers can reach now. Rule 11.1.

    They walk from its sources, not through the enemy nor through his zones of control unless a friend stands there.
    """
    name = "supply1" if side else "supply0"
    found = state.caches.get(name)
    if found is None:
        foe = enemy_of(side)
        found = state.caches[name] = _flood(state, side, side_masks(state)[foe], zoc(state, foe))
    return cast(int, found)


def seeming_supply(state: GameState, side: SideId) -> int:
    """Bit set of the hexes that a side's carriers reach by what it knows of the enemy. Rule 11.1."""
    name = "known_supply1" if side else "known_supply0"
    found = state.caches.get(name)
    if found is None:
        found = state.caches[name] = _flood(state, side, known_mask(state, side), known_zoc(state, side))
    return cast(int, found)


def _flood(state: GameState, side: SideId, held: int, troubled: int) -> int:
    """Hexes that carriers reach past the hexes the enemy holds and those he troubles."""
    scenario = state.scenario
    sources = scenario.sides[side].supply
    if not sources:
        return (1 << scenario.board.grid.size) - 1
    at = conditions(state, "foot", stealth=False)
    table = steps(scenario.board, scenario.rules, at)
    shut = (held | troubled) & ~side_masks(state)[side]
    key = (sources, shut)
    found = table.floods.get(key)
    if found is None:
        # Most moves shut nothing: the same flood serves move after move, and game after game.
        if len(table.floods) >= MOST_FLOODS:
            table.floods.clear()
        found = table.floods[key] = _spread(state, sources, shut, table)
    return found


MOST_FLOODS = 20_000
"""Floods kept for one map and set of conditions."""


def _spread(state: GameState, sources: tuple[HexId, ...], shut: int, table: Steps) -> int:
    """Hexes within carrying time of the sources past those that are shut. Rule 11.1."""
    scenario = state.scenario
    limit = int(scenario.rules.supply.flow["range_minutes"])
    best = {h: 0 for h in sources if not shut >> h & 1}
    buckets: list[list[HexId]] = [[] for _ in range(limit + 1)]
    buckets[0] = list(best)
    reached = 0
    for spent in range(limit + 1):
        for here in buckets[spent]:
            if reached >> here & 1:
                continue
            reached |= 1 << here
            for there, cost in table[here]:
                total = spent + cost
                if total > limit or (reached | shut) >> there & 1:
                    continue
                if total < best.get(there, limit + 1):
                    best[there] = total
                    buckets[total].append(there)
    for ferry in scenario.board.ferries:
        a, b = ferry.ends
        # Boats carry on what reaches either landing.
        if (reached >> a & 1) != (reached >> b & 1):
            reached |= _beyond(table, b if reached >> a & 1 else a, shut)
    return reached


def _beyond(table: Steps, landing: HexId, shut: int) -> int:
    """Hexes connected with a landing, by the same rules."""
    reached, front = 0, [landing] if not shut >> landing & 1 else []
    while front:
        here = front.pop()
        if reached >> here & 1:
            continue
        reached |= 1 << here
        front += [there for there, _ in table[here] if not (shut | reached) >> there & 1]
    return reached


def in_supply(state: GameState, unit: UnitId) -> bool:
    """Whether carriers reach a unit. Rule 11.1."""
    return bool(supplied_hexes(state, state.side_of(unit)) >> state.hex[unit] & 1)


def replenish(ledger: Ledger, side: SideId) -> None:
    """Ammunition comes up to units in supply; the others lose heart. Rules 11.2 and 11.3."""
    state = ledger.state
    table = state.scenario.rules.supply
    hours = turn_of(state).minutes / 60.0
    for unit in state.scenario.units_of[side]:
        if state.status[unit] != ON_MAP:
            continue
        if not in_supply(state, unit):
            morale.shake(ledger, unit, table.isolation["cohesion"] * hours, "isolated")
            continue
        spec = state.scenario.units[unit]
        ammo = min(int(table.flow["ammo"] * hours * 100 + 0.5), max(0, round(spec.ammo * 100) - state.ammo[unit]))
        shells = min(int(table.flow["shells"] * hours * spec.shells + 0.5), max(0, spec.shells - state.shells[unit]))
        if ammo or shells:
            ledger.emit(ev.AmmoReceived(unit, ammo, shells))
