"""Rules 4.1 to 4.9: how far a unit can go with the minutes it has left."""

from __future__ import annotations

from game.core.hexgrid import hexes_of
from game.core.ids import HexId, UnitId
from game.model.state import GameState
from game.rules import bog, escalation, haul
from game.rules.ferries import ferry_minutes
from game.rules.ground import known_closed, known_zoc
from game.rules.movement import full_hexes, step_table
from game.rules.terrain_costs import CLOSED, Steps, open_reach
from game.rules.wire import wire_minutes, wired_mask


def reach(state: GameState, unit: UnitId, gait: str = "march") -> dict[HexId, int]:
    """Minutes to every hex that a unit can reach now, by what its side knows. Rules 4.1 to 4.9.

    Hexes in a known zone of control are entered and not passed in a march (rule 4.6); friends are passed where there
    is room beside them (rule 4.8).
    """
    if bog.is_stuck(state, unit) or haul.is_dry(state, unit):
        return {}
    if unit in state.scenario.off_map:
        return {}
    side = state.side_of(unit)
    budget, start = state.minutes[unit], state.hex[unit]
    table = step_table(state, unit, gait)
    troubled = known_zoc(state, side)
    forbidden = escalation.forbidden_to(state, unit) | full_hexes(state, unit) | known_closed(state, side)
    in_the_way = troubled | forbidden | wired_mask(state)
    if budget <= SHORT_MARCH or not in_the_way:
        open_best, open_mask = open_reach(table, start, budget)
        if not open_mask & in_the_way:
            return _with_extras(state, unit, gait, open_best.copy(), forbidden)
    flags = _flags(len(table), (wired_mask(state), WIRE), (troubled, ZOC), (forbidden, SHUT))
    found = _search(state, start, budget, table, flags, gait)
    return _with_extras(state, unit, gait, found, forbidden)


def _search(state: GameState, start: HexId, budget: int, table: Steps, flags: bytearray, gait: str) -> dict[HexId, int]:
    """Minutes to every hex within a budget past whoever is in the way."""
    stops = ZOC if gait == "march" else 0
    zoc_minutes = int(state.scenario.rules.movement.obstacle["zoc"])
    best, found = [CLOSED] * len(table), [start]
    best[start] = 0
    buckets: dict[int, list[HexId]] = {0: [start]}
    for spent in range(budget + 1):
        for here in buckets.pop(spent, ()):
            if best[here] != spent or (flags[here] & stops and here != start):
                continue
            for there, cost in table[here]:
                total, flag, before = spent + cost, flags[there], best[there]
                if total >= before or flag & SHUT:
                    continue
                if flag:
                    total += zoc_minutes if flag & ZOC else 0
                    total += wire_minutes(state, here, there, gait) if flag & WIRE else 0
                if total > budget or total >= before:
                    continue
                best[there] = total
                if before == CLOSED:
                    found.append(there)
                if total in buckets:
                    buckets[total].append(there)
                else:
                    buckets[total] = [there]
    return {h: best[h] for h in found}


SHORT_MARCH = 180
"""Minutes up to which a march may well meet nobody, so that the search kept for an empty map is worth a try."""
WIRE, ZOC, SHUT = 1, 2, 4
"""What makes a step into a hex dearer or impossible."""


def _flags(size: int, *marks: tuple[int, int]) -> bytearray:
    """For each hex the marks of the bit sets that it is in; an index is quicker than a shift of a long number."""
    flags = bytearray(size)
    for mask, mark in marks:
        for hex_ in hexes_of(mask):
            flags[hex_] |= mark
    return flags


def _with_extras(
    state: GameState,
    unit: UnitId,
    gait: str,
    best: dict[HexId, int],
    forbidden: int,
) -> dict[HexId, int]:
    """A reach with the one dear step and the ferry added and the start left out."""
    _add_minimum(state, unit, gait, best, forbidden)
    _add_ferries(state, unit, best, forbidden)
    del best[state.hex[unit]]
    return best


def _add_minimum(
    state: GameState,
    unit: UnitId,
    gait: str,
    best: dict[HexId, int],
    forbidden: int,
) -> None:
    """Lets a unit that has spent nothing make one step, however dear. Rule 4.9."""
    minutes = state.minutes[unit]
    if not minutes or minutes < state.allotted[unit]:
        return
    near = state.scenario.board.grid.adjacent[state.hex[unit]]
    for there, _ in step_table(state, unit, gait)[state.hex[unit]]:
        if there in near and there not in best and not forbidden >> there & 1:
            best[there] = minutes


def _add_ferries(state: GameState, unit: UnitId, best: dict[HexId, int], forbidden: int) -> None:
    """Adds the far landing of a ferry at which the unit stands. Rule 4.7."""
    start, board = state.hex[unit], state.scenario.board
    for ferry in board.ferry_from.get(start, ()):
        there = ferry.ends[1] if ferry.ends[0] == start else ferry.ends[0]
        minutes = ferry_minutes(state, unit, start, there)
        shut = state.scenario.units[unit].kind.mobility in board.terrain(there).closed
        free = not shut and not forbidden >> there & 1
        if free and minutes is not None and minutes <= state.minutes[unit]:
            best[there] = min(minutes, best.get(there, minutes))
