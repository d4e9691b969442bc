"""Rules 11.42 and 11.43: who has a way home, who is threatened, cut off or encircled, and since when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, cast

from game.core.hexgrid import Grid
from game.core.ids import HexId, SideId, UnitId, enemy_of
from game.model import events as ev
from game.model.crossings import Span
from game.model.state import GameState
from game.model.units import ON_MAP
from game.model.view import CUT, ENCIRCLED, OPEN, THREATENED
from game.rules.bridges import general_links
from game.rules.ground import interdicted, known_mask, known_zoc, side_masks, turn_of, zoc
from game.rules.ledger import Ledger
from game.rules.terrain_costs import Steps, conditions, steps


class Ways(NamedTuple):
    """Bit sets of hexes from which men on foot can walk home."""

    open: int
    """Past the enemy and his zones of control, which do not count where a friend stands."""
    safe: int
    """Past his zones of control altogether, and past traffic that his aircraft hold down."""


def ways(state: GameState, side: SideId) -> Ways:
    """Who can walk home in truth. Rule 11.42."""
    name = "ring1" if side else "ring0"
    found = state.caches.get(name)
    if found is None:
        foe = enemy_of(side)
        masks = side_masks(state)
        found = state.caches[name] = _ways(state, side, masks[foe], zoc(state, foe), masks[side], state.spans)
    return cast(Ways, found)


def seeming_ways(state: GameState, side: SideId) -> Ways:
    """Who can walk home by what the side knows of the enemy. Rule 11.42."""
    name = "known_ring1" if side else "known_ring0"
    found = state.caches.get(name)
    if found is None:
        friends, known = side_masks(state)[side], state.spans_known[side]
        found = state.caches[name] = _ways(state, side, known_mask(state, side), known_zoc(state, side), friends, known)
    return cast(Ways, found)


def enclosure(state: GameState, side: SideId) -> int:
    """Bit set of the hexes where enemies known to a side seem shut in by its own units. Rule 11.42."""
    name = "enclosed1" if side else "enclosed0"
    found = state.caches.get(name)
    if found is None:
        foe, known = enemy_of(side), known_mask(state, side)
        at = _ways(state, foe, side_masks(state)[side], zoc(state, side), known, state.spans_known[side])
        found = state.caches[name] = known & ~at.open
    return cast(int, found)


def homes(state: GameState, side: SideId) -> int:
    """Bit set of the hexes that are home: sources, dumps, and where the side's own units come onto the map."""
    scenario = state.scenario
    found = scenario.board.grid.mask(scenario.sides[side].supply)
    for line in scenario.lines_of[side]:
        found |= 1 << line.hex
    for unit in scenario.units_of[side]:
        if scenario.units[unit].arrives_at >= 0:
            found |= 1 << scenario.units[unit].arrives_at
    return found


def _ways(state: GameState, side: SideId, held: int, troubled: int, friends: int, spans: Sequence[Span]) -> Ways:
    scenario = state.scenario
    whole = (1 << scenario.board.grid.size) - 1
    if not scenario.sides[side].supply and not scenario.lines_of[side]:
        return Ways(whole, whole)
    at = conditions(state, side, "foot", stealth=False)
    if state.spans:
        at = at._replace(bridges=general_links(scenario.board, scenario.rules, spans, at))
    table = steps(scenario.board, scenario.rules, at)
    start = homes(state, side)
    shut = (held | troubled) & ~friends
    overhead = interdicted(state, side) if state.aloft else 0
    found = _walk(state, table, start & ~(held & ~friends), shut)
    return Ways(found, _walk(state, table, start, shut | troubled | overhead))


def _walk(state: GameState, table: Steps, start: int, shut: int) -> int:
    """Hexes from which a home can be reached; bridges, fords and boats carry on what reaches either bank."""
    grid = state.scenario.board.grid
    gates = gates_of(table, grid)
    found = flood(grid, gates, start, shut)
    leaps = [*gates.leaps, *[ferry.ends for ferry in state.scenario.board.ferries]]
    pairs = [(1 << a, 1 << b) for a, b in leaps]
    again = True
    while again:
        again = False
        for a, b in pairs:
            if bool(found & a) != bool(found & b) and not shut & (b if found & a else a):
                found = flood(grid, gates, found | a | b, shut)
                again = True
    return found


class Gates(NamedTuple):
    """By direction: the hexes of even rows, and of odd rows, that can be entered from the side it points away from."""

    even: tuple[int, ...]
    odd: tuple[int, ...]
    leaps: tuple[tuple[HexId, HexId], ...] = ()
    """Banks that a bridge or a ford joins over the water between."""


def gates_of(table: Steps, grid: Grid) -> Gates:
    """By direction, from which hexes a step can be made; kept with the table of steps."""
    if table.gates is None:
        masks = [[0] * 6, [0] * 6]
        leaps = []
        for here, around in enumerate(table):
            near = grid.neighbours[here]
            for there, _ in around:
                if there in near:
                    masks[here // grid.columns & 1][near.index(there)] |= 1 << here
                elif here < there:
                    leaps.append((HexId(here), there))
        table.gates = (tuple(masks[0]), tuple(masks[1]), tuple(leaps))
    return Gates(*table.gates)


def flood(grid: Grid, gates: Gates, start: int, shut: int) -> int:
    """Bit set of what can be reached from some hexes, step by step, without entering those that are shut."""
    across = grid.columns
    found = front = start
    while front:
        # NE, E, SE, SW, W, NW by rows: odd rows lie half a hex to the right.
        even = [front & mask for mask in gates.even]
        odd = [front & mask for mask in gates.odd]
        after = (
            even[0] >> across
            | (even[1] | odd[1]) << 1
            | even[2] << across
            | even[3] << (across - 1)
            | (even[4] | odd[4]) >> 1
            | even[5] >> (across + 1)
            | odd[0] >> (across - 1)
            | odd[2] << (across + 1)
            | odd[3] << across
            | odd[5] >> across
        )
        front = after & ~(found | shut)
        found |= front
    return found


def grade(state: GameState, unit: UnitId, at: Ways, reached: int) -> int:
    """Grade of a unit's way home: open, threatened, cut or encircled. Rule 11.42.

    Args:
        reached: bit set of the hexes that carriers are taken to reach.
    """
    here = state.hex[unit]
    if unit in state.scenario.off_map:
        return OPEN
    if not at.open >> here & 1:
        return ENCIRCLED
    if not reached >> here & 1:
        return CUT
    near = state.scenario.board.grid.near_mask[here] | 1 << here
    return OPEN if at.safe & near else THREATENED


def judge(ledger: Ledger, minute: int) -> None:
    """Rings that have closed or opened, and regions left, as they stand at a minute. Rules 11.42 and 11.43."""
    for side in (SideId(0), SideId(1)):
        _judge_ring(ledger, side, minute)
        _judge_regions(ledger, side, minute)


def _judge_ring(ledger: Ledger, side: SideId, minute: int) -> None:
    state = ledger.state
    scenario = state.scenario
    if not scenario.sides[side].supply and not scenario.lines_of[side]:
        return
    at = ways(state, side)
    closed, opened = [], []
    for unit in scenario.units_of[side]:
        if state.status[unit] != ON_MAP:
            continue
        shut = grade(state, unit, at, -1) == ENCIRCLED
        if shut and state.ringed[unit] < 0:
            closed.append(unit)
        elif not shut and state.ringed[unit] >= 0:
            opened.append(unit)
    if closed or opened:
        inside = {*closed, *(u for u in scenario.units_of[side] if state.ringed[u] >= 0)} - set(opened)
        men = sum([state.men[u] for u in sorted(inside) if state.status[u] == ON_MAP])
        is_ring = men >= scenario.rules.supply.ring["men"]
        ledger.emit(ev.RingChanged(side, minute, tuple(closed), tuple(opened), men, is_ring))


def _judge_regions(ledger: Ledger, side: SideId, minute: int) -> None:
    state = ledger.state
    mine = side_masks(state)[side]
    stood = 0
    for index, region in enumerate(state.scenario.board.regions.values()):
        if region.mask & mine:
            stood |= 1 << index
    if stood != state.stood[side]:
        ledger.emit(ev.RegionsStood(side, minute, stood))


def moment(state: GameState, side: SideId) -> int:
    """The minute by which a side's part is dated: the turn's start for the first side, its middle for the other."""
    return state.minute + (turn_of(state).minutes // 2 if side != state.scenario.first else 0)


def encircled_men(state: GameState, side: SideId) -> int:
    """Men of a side inside closed rings as they were last judged. Rule 11.42."""
    return sum([state.men[u] for u in state.scenario.units_of[side] if state.ringed[u] >= 0 and _there(state, u)])


def _there(state: GameState, unit: UnitId) -> bool:
    return state.status[unit] == ON_MAP


def sealed(state: GameState, unit: UnitId) -> bool:
    """Whether no carrier slips into a unit's ring any more. Rule 11.43."""
    since = state.ringed[unit]
    return since >= 0 and state.minute - since >= state.scenario.rules.supply.ring["slip_hours"] * 60


def is_encircled(state: GameState, unit: UnitId) -> bool:
    """Whether a unit seems shut in to its own side: no way home past the enemies it knows. Rule 11.42."""
    side = state.side_of(unit)
    return grade(state, unit, seeming_ways(state, side), -1) == ENCIRCLED
