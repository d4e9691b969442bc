"""Chapter 4: marches, reach and routes."""

from __future__ import annotations

from itertools import pairwise
from typing import cast

from attrs import frozen

from game.core.ids import HexId, SideId, UnitId
from game.model import events as ev
from game.model.orders import GAITS, Move, Refusal
from game.model.scenario import hexside
from game.model.state import GameState
from game.model.units import ON_MAP
from game.rules import air, bog, bridges, escalation, ferries, haul, observation, reaction, stealth
from game.rules.ground import interdicted, known_closed, known_zoc, occupants, side_masks, zoc
from game.rules.ledger import Ledger
from game.rules.terrain_costs import CLOSED, Steps, conditions, steps
from game.rules.wire import wire_minutes

NO_WAY = 1 << 28


@frozen
class Route:
    """A march as it is expected to go."""

    unit: UnitId
    hexes: tuple[HexId, ...]
    """Start and end among them."""
    minutes: tuple[int, ...]
    """Spent on reaching each hex."""
    left: int
    """Minutes left at the end."""
    arrives: bool
    """Whether the minutes suffice for the whole way."""
    undoable: bool
    """Whether it can be undone: False when it may meet or uncover somebody."""
    remarks: tuple[str, ...]
    """Words on the way: road, stream, bog, wire, zoc, aircraft, boat, night, unseen ground."""
    bogged: float = 0.0
    """Vehicles that are likely to stick on the way."""

    @property
    def total(self) -> int:
        """Minutes of the whole way."""
        return self.minutes[-1]


def step_table(state: GameState, unit: UnitId, gait: str, *, patient: bool = False) -> Steps:
    """Minutes of every step for a unit now. Rules 4.1 to 4.5 and 4.12.

    Args:
        patient: whether it may wait for a bridge on which others leave it no time in this turn.
    """
    scenario = state.scenario
    at = conditions(state, state.side_of(unit), scenario.units[unit].kind.mobility, stealth=gait == "stealth")
    if scenario.board.bridges:
        at = at._replace(bridges=bridges.links(state, unit, at, patient=patient))
    return steps(scenario.board, scenario.rules, at)


def stack_limit(state: GameState) -> tuple[int, int]:
    """Men and vehicles that a hex holds. Rule 4.8."""
    table = state.scenario.rules.movement.stacking
    km = state.scenario.board.hex_m / 1000.0
    return int(table["men_km"] * km), int(table["vehicles_km"] * km)


def has_room(state: GameState, unit: UnitId, hex_: HexId) -> bool:
    """Whether a unit may stand in a hex beside the friends there. Rule 4.8."""
    men, vehicles = loads(state, state.side_of(unit)).get(hex_, (0, 0))
    if not men or state.hex[unit] == hex_:
        return True
    most_men, most_vehicles = stack_limit(state)
    return men + state.men[unit] <= most_men and vehicles + sum(state.vehicles[unit]) <= most_vehicles


def loads(state: GameState, side: SideId) -> dict[HexId, tuple[int, int]]:
    """Men and vehicles of a side that stand in each hex."""
    found = cast("tuple[dict[HexId, tuple[int, int]], ...] | None", state.caches.get("loads"))
    if found is None:
        both: tuple[dict[HexId, tuple[int, int]], dict[HexId, tuple[int, int]]] = ({}, {})
        found = state.caches["loads"] = both
        for hex_, units in occupants(state).items():
            for unit in units:
                mine = both[state.side_of(unit)]
                men, vehicles = mine.get(hex_, (0, 0))
                mine[hex_] = (men + state.men[unit], vehicles + sum(state.vehicles[unit]))
    return found[side]


def full_hexes(state: GameState, unit: UnitId) -> int:
    """Bit set of the hexes where friends leave no room for a unit. Rule 4.8."""
    here, bits = state.hex[unit], 0
    most_men, most_vehicles = stack_limit(state)
    most_men -= state.men[unit]
    most_vehicles -= sum(state.vehicles[unit])
    for hex_, (men, vehicles) in loads(state, state.side_of(unit)).items():
        if (men > most_men or vehicles > most_vehicles) and hex_ != here:
            bits |= 1 << hex_
    return bits


def find_way(
    state: GameState, unit: UnitId, start: HexId, goal: HexId, gait: str, within: int | None = None
) -> tuple[HexId, ...]:
    """The quickest way by what the unit's side knows, start and goal among its hexes; empty if there is none.

    Ties go to the way found first in order of minutes and direction, so that it is the same everywhere.

    Args:
        within: minutes in which it must be gone, with the halts of rule 4.6, as `reach` reckons; None for a plan over
            more than one turn, which may lead through zones of control but had rather not.
    """
    side = state.side_of(unit)
    table = step_table(state, unit, gait, patient=within is None)
    troubled = known_zoc(state, side)
    forbidden = escalation.forbidden_to(state, unit) | full_hexes(state, unit) | known_closed(state, side)
    zoc_minutes = int(state.scenario.rules.movement.obstacle["zoc"])
    most = NO_WAY if within is None else within
    stops = troubled if gait == "march" and within is not None else 0
    slip = zoc_minutes if within is None else 0
    best, came = {start: 0}, {start: start}
    buckets: dict[int, list[HexId]] = {0: [start]}
    spent, last = 0, 0
    while spent <= last:
        for here in buckets.get(spent, ()):
            if here == goal and best[here] == spent:
                return _walked(came, start, goal)
            if best[here] != spent or (stops >> here & 1 and here != state.hex[unit]):
                continue
            for there, cost in table[here]:
                if forbidden >> there & 1:
                    continue
                total = spent + cost + (zoc_minutes if troubled >> there & 1 else 0)
                total += slip if troubled >> here & 1 and troubled >> there & 1 else 0
                total += wire_minutes(state, here, there, gait)
                if total < min(most + 1, best.get(there, NO_WAY)):
                    best[there], came[there] = total, here
                    buckets.setdefault(total, []).append(there)
                    last = max(last, total)
        spent += 1
    return ()


def _walked(came: dict[HexId, HexId], start: HexId, goal: HexId) -> tuple[HexId, ...]:
    way = [goal]
    while way[-1] != start:
        way.append(came[way[-1]])
    return tuple(reversed(way))


def route(state: GameState, order: Move) -> Route | Refusal:
    """How a march is expected to go, or why it cannot be ordered. Rules 4.1 to 4.9.

    The last answer is kept until something happens: a march is asked about, checked and carried out in one breath.
    """
    kept = cast("tuple[Move, Route | Refusal] | None", state.caches.get("route"))
    if kept is not None and kept[0] == order:
        return kept[1]
    found = _route(state, order)
    state.caches["route"] = (order, found)
    return found


def _route(state: GameState, order: Move) -> Route | Refusal:
    unit, start = order.unit, state.hex[order.unit]
    if unit in state.scenario.off_map:
        return Refusal("off-map-guns", "6.14", (("unit", state.scenario.units[unit].id),))
    if refusal := _check_ground(state, unit, order.to):
        return refusal
    land = _by_land(state, order)
    minutes = None if order.via else ferries.ferry_minutes(state, unit, start, order.to)
    if minutes is None and isinstance(land, Refusal) and not order.via:
        return ferries.refusal(state, unit, start, order.to) or bridges.refusal(state, unit, start, order.to) or land
    if minutes is None or (isinstance(land, Route) and land.arrives and land.total <= minutes):
        return land
    fits = minutes <= state.minutes[unit]
    return Route(unit, (start, order.to), (0, minutes), state.minutes[unit] - minutes, fits, False, ("boat",))


def _by_land(state: GameState, order: Move) -> Route | Refusal:
    unit, start = order.unit, state.hex[order.unit]
    # A march that can be done in this turn goes the way that `reach` reckons with.
    for within in (state.minutes[unit], None):
        found = _by_legs(state, order, within)
        if isinstance(found, Route) and found.arrives:
            return found
    if not order.via and order.to in state.scenario.board.grid.adjacent[start]:
        least = _measured(state, order, (start, order.to))
        return least if least.arrives and least.total < CLOSED else found
    return found


def _by_legs(state: GameState, order: Move, within: int | None) -> Route | Refusal:
    """The way from point to point."""
    way = [state.hex[order.unit]]
    for point in (*order.via, order.to):
        leg = find_way(state, order.unit, way[-1], point, order.gait, within)
        if not leg:
            return Refusal("no-way", "4.1", (("hex", state.scenario.board.grid.name(point)),))
        way.extend(leg[1:])
    return _measured(state, order, tuple(way))


def _measured(state: GameState, order: Move, way: tuple[HexId, ...]) -> Route:
    unit, gait = order.unit, order.gait
    side = state.side_of(unit)
    board = state.scenario.board
    troubled = known_zoc(state, side)
    spent, marks, remarks = 0, [0], []
    overhead = interdicted(state, side) if state.aloft else 0
    for here, there in pairwise(way):
        wire = wire_minutes(state, here, there, gait)
        spent += step_cost(state, unit, here, there, gait, troubled) + wire
        marks.append(spent)
        remarks += ["wire"] if wire else []
        remarks += ["road"] if (here, there) in board.road_links else []
        remarks += ["stream"] if board.streams >> there & 1 else []
        remarks += bridges.remarks(state, unit, here, there)
        remarks += ["zoc"] if troubled >> there & 1 else []
        remarks += ["aircraft"] if overhead >> there & 1 else []
    budget = state.minutes[unit]
    one_step = len(way) == 2 and way[1] in board.grid.adjacent[way[0]] and spent < CLOSED
    if one_step and spent > budget and budget and budget == state.allotted[unit]:
        spent = budget
        marks[-1] = spent
        remarks.append("all its minutes")
    seen = observation.in_sight(state, side)
    unseen = any(not seen >> h & 1 for h in way[1:])
    remarks += ["unseen ground"] if unseen else []
    undoable = not unseen and not (troubled | overhead) & board.grid.mask(way[1:]) and not state.hidden[unit]
    stuck = bog.expected(state, unit, way)
    words = tuple(dict.fromkeys([*remarks, *(["bog"] if stuck > 0.0 else [])]))
    undoable = undoable and gait == "march" and not stuck and not any(state.bogged[unit])
    arrives = spent <= budget and bridges.has_no_time(state, unit, way) is None
    return Route(unit, way, tuple(marks), budget - spent, arrives, undoable, words, stuck)


def step_cost(state: GameState, unit: UnitId, here: HexId, there: HexId, gait: str, troubled: int) -> int:
    """Minutes of one step with the zones of control given; `CLOSED` if the unit cannot make it."""
    for hex_, cost in step_table(state, unit, gait, patient=True)[here]:
        if hex_ == there:
            extra = int(state.scenario.rules.movement.obstacle["zoc"]) if troubled >> there & 1 else 0
            return cost + extra
    return CLOSED


def _check_ground(state: GameState, unit: UnitId, to: HexId) -> Refusal | None:
    """Why the ground is closed to a unit. Rule 4.1."""
    terrain = state.scenario.board.terrain(to)
    mobility = state.scenario.units[unit].kind.mobility
    board = state.scenario.board
    on_road = any((near, to) in board.road_links for near in board.grid.adjacent[to])
    if (mobility in terrain.closed and not on_road) or (terrain.is_water and mobility != "boat"):
        return Refusal(
            "closed-terrain", "4.1", (("terrain", terrain.name), ("hex", state.scenario.board.grid.name(to)))
        )
    return None


def check(state: GameState, order: Move) -> Refusal | None:
    """Why a march cannot be ordered. Rules 4.1 to 4.9 and 8.1."""
    grid = state.scenario.board.grid
    unit, to = order.unit, order.to
    if not 0 <= to < grid.size:
        return Refusal("off-map", "4.1")
    if to == state.hex[unit]:
        return Refusal("same-hex", "4.1")
    if known_closed(state, order.side) >> to & 1:
        return Refusal("enemy-there", "4.6", (("hex", grid.name(to)),))
    if order.gait not in GAITS:
        return Refusal("bad-gait", "4.4", (("gait", order.gait),))
    if order.gait == "stealth" and (refusal := stealth.check_kind(state, unit)):
        return refusal
    if refusal := _check_ground(state, unit, to):
        return refusal
    if restraint := escalation.forbids_entry(state, order.side, to):
        return Refusal("restraint", "14.2", (("restraint", restraint),))
    if restraint := escalation.forbids_tanks(state, unit, to):
        return Refusal("restraint", "14.5", (("restraint", restraint),))
    if not state.minutes[unit]:
        return Refusal("no-minutes", "3.3")
    if bog.is_stuck(state, unit):
        return Refusal("all-bogged", "4.11", (("unit", state.scenario.units[unit].id),))
    if haul.is_dry(state, unit):
        return Refusal("no-fuel", "11.14", (("unit", state.scenario.units[unit].id),))
    if not has_room(state, unit, to):
        return Refusal("stack-full", "4.8", (("hex", grid.name(to)), ("limit", stack_limit(state)[0])))
    found = route(state, order)
    if isinstance(found, Refusal):
        return found
    if not found.arrives:
        return bridges.too_far(state, unit, found.hexes, found.total)
    return None


def carry_out(order: Move, ledger: Ledger) -> None:
    """Marches step by step; each step may meet, hear or be heard. Rules 4.6, 5.3, 6.4 and 8.2."""
    state = ledger.state
    found = route(state, order)
    if isinstance(found, Refusal):
        raise AssertionError(f"a checked march has no way: {found}")
    if "boat" in found.remarks:
        _cross(ledger, order, found)
        return
    for position in range(1, len(found.hexes)):
        if not _step(ledger, order, found, position):
            break
    _tire(ledger, order.unit, order.gait)


def _cross(ledger: Ledger, order: Move, found: Route) -> None:
    """A passage by boat; it turns back from a landing that the enemy holds. Rules 4.7 and 5.5."""
    unit, (here, there) = order.unit, found.hexes
    if occupied_by_enemy(ledger.state, order.side, there):
        ledger.emit(ev.UnitMoved(unit, (here,), found.total, "march", "contact"))
        observation.meet(ledger, unit, there)
        return
    ferries.cross(ledger, unit, here, there, found.total)


def _step(ledger: Ledger, order: Move, found: Route, position: int) -> bool:
    """One step; True if the march goes on."""
    state, unit, gait = ledger.state, order.unit, order.gait
    here, there = found.hexes[position - 1], found.hexes[position]
    last = position == len(found.hexes) - 1
    if occupied_by_enemy(state, order.side, there):
        # It walks into somebody it did not know of: the march ends before the hex.
        spend = min(state.minutes[unit], max(1, found.minutes[position] - found.minutes[position - 1]) // 2)
        ledger.emit(ev.UnitMoved(unit, (here,), spend, gait, "contact"))
        observation.meet(ledger, unit, there)
        return False
    troubled = zoc(state, SideId(1 - order.side))
    wire = wire_minutes(state, here, there, gait)
    cost = step_cost(state, unit, here, there, gait, troubled) + wire
    if cost > state.minutes[unit]:
        if not (position == 1 and state.minutes[unit] == state.allotted[unit]):
            # Only a zone that nobody knew of can make a planned step too dear.
            ledger.emit(ev.UnitMoved(unit, (here,), 0, gait, "zoc"))
            return False
        cost = state.minutes[unit]
    if wire:
        side = hexside(state.scenario.board, here, state.scenario.board.grid.direction(here, there) or 0)
        ledger.emit(ev.WireCut(unit, side if side is not None else 0))
    if not bridges.set_foot(ledger, unit, here, there):
        ledger.emit(ev.UnitMoved(unit, (here,), 0, gait, "bridge"))
        return False
    stops = gait == "march" and bool(troubled >> there & 1) and not last
    bog.leave(ledger, unit)
    ledger.emit(ev.UnitMoved(unit, (here, there), cost, gait, "zoc" if stops else ""))
    stuck = bog.enter(ledger, unit, here, there)
    bridges.come_over(ledger, unit, here, there)
    if state.status[unit] != ON_MAP:
        return False
    halted = reaction.to_step(ledger, unit, gait)
    if state.status[unit] != ON_MAP:
        return False
    if state.aloft and air.harry(ledger, unit):
        return False
    return not (stops or halted or stuck)


def occupied_by_enemy(state: GameState, side: SideId, hex_: HexId) -> bool:
    """Whether the enemy holds a hex alone, known or not. Rule 7.67."""
    masks = side_masks(state)
    return bool(masks[1 - side] & ~masks[side] & 1 << hex_)


def _tire(ledger: Ledger, unit: UnitId, gait: str) -> None:
    """Marching wears those who come through. Rule 13.3."""
    if ledger.state.status[unit] != ON_MAP:
        return
    minutes = sum([e.minutes for e in ledger.events if isinstance(e, ev.UnitMoved) and e.unit == unit])
    if tenths := int(ledger.state.scenario.rules.morale.fatigue[gait] * minutes / 60.0 * 10 + 0.5):
        ledger.emit(ev.FatigueChanged(unit, tenths))
