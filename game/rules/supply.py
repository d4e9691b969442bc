"""Chapter 11: how far carriers come, and a flow of ammunition where no lines are given."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, cast

from game.core.hexgrid import hexes_of
from game.core.ids import HexId, SideId, UnitId, enemy_of
from game.model import events as ev
from game.model.crossings import Span
from game.model.state import GameState
from game.model.units import ON_MAP
from game.rules import morale
from game.rules.bridges import general_links
from game.rules.ground import interdicted, known_mask, known_zoc, side_masks, turn_of, zoc
from game.rules.ledger import Ledger
from game.rules.terrain_costs import Steps, conditions, steps


class Carriage(NamedTuple):
    """How far carriers come: bit sets of hexes."""

    reached: int
    near: int
    """Those within an easy way (rule 11.7); only told of sides with lines."""


def supplied_hexes(state: GameState, side: SideId) -> int:
    """Bit set of the hexes that a side's carriers can reach now. Rule 11.1.

    They walk from its sources, not through the enemy nor through his zones of control unless a friend stands there.
    """
    return carriage(state, side).reached


def carriage(state: GameState, side: SideId) -> Carriage:
    """How far a side's carriers come in truth from all its sources together. Rules 11.1 and 11.7."""
    name = "supply1" if side else "supply0"
    found = state.caches.get(name)
    if found is None:
        foe = enemy_of(side)
        held, troubled = side_masks(state)[foe], zoc(state, foe)
        found = state.caches[name] = flood(state, side, state.scenario.sides[side].supply, held, troubled)
    return cast(Carriage, found)


def seeming_carriage(state: GameState, side: SideId) -> Carriage:
    """How far a side's carriers come by what it knows of the enemy. Rules 11.1 and 11.7."""
    name = "known_supply1" if side else "known_supply0"
    found = state.caches.get(name)
    if found is None:
        held, troubled = known_mask(state, side), known_zoc(state, side)
        known = state.spans_known[side]
        found = state.caches[name] = flood(state, side, state.scenario.sides[side].supply, held, troubled, known)
    return cast(Carriage, found)


def flood(
    state: GameState,
    side: SideId,
    sources: tuple[HexId, ...],
    held: int,
    troubled: int,
    spans: Sequence[Span] | None = None,
) -> Carriage:
    """How far carriers come from some sources. Rules 11.1, 11.7 and 11.8.

    Args:
        held: bit set of the hexes where the enemy stands or is taken to stand.
        troubled: that of his zones of control. They shut the way of a side without lines; one that has lines goes
            through them by night, so that its way is only no longer easy. Neither counts where a friend stands. Hexes
            where enemy aircraft hold down traffic (rule 9.5) count like zones of control.
        spans: what is at the sites of bridges, which carriers cross; None for what is there in truth (rule 4.12).
    """
    scenario = state.scenario
    if not sources:
        whole = (1 << scenario.board.grid.size) - 1
        return Carriage(whole, whole)
    at = conditions(state, side, "foot", stealth=False)
    if state.spans:
        at = at._replace(
            bridges=general_links(scenario.board, scenario.rules, state.spans if spans is None else spans, at)
        )
    table = steps(scenario.board, scenario.rules, at)
    friends = ~side_masks(state)[side]
    far = int(scenario.rules.supply.flow["range_minutes"])
    easy = int(scenario.rules.supply.lines["strained_minutes"])
    overhead = interdicted(state, side) if state.aloft else 0
    by_day = (held | troubled) & friends | overhead
    if not scenario.lines_of[side]:
        reached = _kept(state, sources, by_day, table, far, True)
        return Carriage(reached, reached)
    # What boats bring a side that has lines is reckoned by its lines.
    reached = _kept(state, sources, held & friends, table, far, False)
    return Carriage(reached, _kept(state, sources, by_day, table, easy, False))


def _kept(state: GameState, sources: tuple[HexId, ...], shut: int, table: Steps, limit: int, ferried: bool) -> int:
    key = (sources, shut, limit, ferried)
    found = table.floods.get(key)
    if found is None:
        # Most moves shut nothing: the same flood serves move after move, and game after game.
        if len(table.floods) >= MOST_FLOODS:
            table.floods.clear()
        found = _spread(sources, shut, table, limit)
        if ferried:
            found |= _over_water(state, found, shut, table)
        table.floods[key] = found
    return found


MOST_FLOODS = 20_000
"""Floods kept for one map and set of conditions."""


def _spread(sources: tuple[HexId, ...], shut: int, table: Steps, limit: int) -> int:
    """Hexes within some minutes of the sources past those that are shut. Rule 11.1."""
    best = [limit + 1] * len(table)
    for hex_ in hexes_of(shut & (1 << len(table)) - 1):
        best[hex_] = -1
    start = [h for h in sources if best[h] >= 0]
    for hex_ in start:
        best[hex_] = 0
    buckets: dict[int, list[HexId]] = {0: start}
    for spent in range(limit + 1):
        for here in buckets.pop(spent, ()):
            if best[here] != spent:
                continue
            for there, cost in table[here]:
                total = spent + cost
                if total < best[there]:
                    best[there] = total
                    if total in buckets:
                        buckets[total].append(there)
                    else:
                        buckets[total] = [there]
    return int("".join(["1" if 0 <= minutes <= limit else "0" for minutes in reversed(best)]), 2)


def _over_water(state: GameState, reached: int, shut: int, table: Steps) -> int:
    """What boats carry on of that which reaches either landing of a ferry. Rule 11.1."""
    for ferry in state.scenario.board.ferries:
        a, b = ferry.ends
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


def flow(ledger: Ledger, side: SideId) -> None:
    """Ammunition comes up to units in supply of a side without lines; the others lose heart. Rules 11.2 and 11.3."""
    state = ledger.state
    hours = turn_of(state).minutes / 60.0
    for unit in state.scenario.units_of[side]:
        if state.status[unit] != ON_MAP:
            continue
        if not in_supply(state, unit):
            morale.shake(ledger, unit, despair(state, unit) * hours, "isolated")
            continue
        ammo, shells = lacking(state, unit, hours)
        if ammo or shells:
            ledger.emit(ev.AmmoReceived(unit, ammo, shells))


def despair(state: GameState, unit: UnitId) -> float:
    """Points of cohesion that an hour of isolation costs a unit, the stubborn less in a ring. Rules 11.3 and 11.44."""
    table = state.scenario.rules.supply
    is_stubborn = state.ringed[unit] >= 0 and not state.scenario.units[unit].surrenders
    return table.isolation["cohesion"] * (table.ring["stubborn"] if is_stubborn else 1.0)


def lacking(state: GameState, unit: UnitId, hours: float) -> tuple[int, int]:
    """Hundredths of a unit of fire, and shells, that carriers can bring a unit in some hours. Rule 11.2."""
    spec = state.scenario.units[unit]
    table = state.scenario.rules.supply.flow
    ammo = min(int(table["ammo"] * hours * 100 + 0.5), max(0, round(spec.ammo * 100) - state.ammo[unit]))
    full = spec.shells_full
    return ammo, min(int(table["shells"] * hours * full + 0.5), max(0, full - state.shells[unit]))
