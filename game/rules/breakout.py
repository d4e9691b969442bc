"""Rules 7.83 to 7.86: a unit of a pocket slips out through the ring in small parties."""

from __future__ import annotations

from attrs import frozen

from game.core.ids import HexId, SideId, UnitId, enemy_of
from game.core.portable import total
from game.model import events as ev
from game.model.orders import BreakOut, Refusal
from game.model.state import GameState
from game.model.units import ON_MAP
from game.rules import bog, escalation, losses, morale, observation, rings, stealth
from game.rules.ground import known_closed, known_zoc, side_masks, turn_of, units_at, zoc
from game.rules.ledger import Ledger
from game.rules.movement import full_hexes
from game.rules.terrain_costs import conditions, steps

ON_FOOT = ("foot", "horse", "towed")
"""Mobility classes whose men walk out; what they tow stays behind."""


@frozen
class Sally:
    """A break-out as its side expects it, or as it is."""

    hexes: tuple[HexId, ...]
    """The way, start and end among them."""
    minutes: int
    zones: int
    """Steps into zones of control."""
    share: float
    """Share of the men expected to be lost on the way."""


def reach(state: GameState, unit: UnitId) -> dict[HexId, tuple[int, HexId]]:
    """Where a unit could break out to: minutes and the hex before, by hex; nothing if it may not. Rules 7.83, 7.84."""
    if refusal(state, unit) is not None:
        return {}
    side, budget, start = state.side_of(unit), state.minutes[unit], state.hex[unit]
    board, rules = state.scenario.board, state.scenario.rules
    table = steps(board, rules, conditions(state, side, "foot", stealth=True))
    mobility = state.scenario.units[unit].kind.mobility
    # On foot, but not to ground on which the unit could not stand when it takes up its horses and limbers again.
    own = steps(board, rules, conditions(state, side, mobility, stealth=True))
    shut = known_closed(state, side) | escalation.forbidden_ground(state, side) | full_hexes(state, unit)
    troubled, slip = known_zoc(state, side), int(rules.movement.obstacle["zoc"])
    found: dict[HexId, tuple[int, HexId]] = {start: (0, start)}
    buckets: list[list[HexId]] = [[] for _ in range(budget + 1)]
    buckets[0].append(start)
    for spent, bucket in enumerate(buckets):
        for here in bucket:
            if found[here][0] != spent:
                continue
            fit = {hex_ for hex_, _ in own[here]}
            for there, cost in table[here]:
                if there not in fit:
                    continue
                after = spent + cost + (slip if troubled >> there & 1 else 0)
                if after <= budget and not shut >> there & 1 and after < found.get(there, (budget + 1, there))[0]:
                    found[there] = (after, here)
                    buckets[after].append(there)
    del found[start]
    return found


def refusal(state: GameState, unit: UnitId) -> Refusal | None:
    """Why a unit cannot break out at all. Rule 7.83."""
    spec = state.scenario.units[unit]
    if spec.kind.mobility not in ON_FOOT or unit in state.scenario.off_map:
        return Refusal("cannot-break-out", "7.83", (("unit", spec.id),))
    if not rings.is_encircled(state, unit):
        return Refusal("not-encircled", "7.83", (("unit", spec.id),))
    if not state.minutes[unit]:
        return Refusal("no-minutes", "3.3")
    return None


def targets(state: GameState, unit: UnitId) -> int:
    """Bit set of the hexes to which a unit could break out. Rule 7.83."""
    return state.scenario.board.grid.mask(list(reach(state, unit)))


def check(state: GameState, order: BreakOut) -> Refusal | None:
    """Why a break-out cannot be ordered. Rule 7.83."""
    if not 0 <= order.target < state.scenario.board.grid.size:
        return Refusal("off-map", "4.1")
    found = refusal(state, order.unit)
    if found is None and order.target not in reach(state, order.unit):
        found = Refusal("no-way", "4.1", (("hex", state.scenario.board.grid.name(order.target)),))
    return found


def prospect(state: GameState, order: BreakOut, *, true: bool = False) -> Sally:
    """The way of a break-out that may be ordered, and what it is expected to cost. Rules 7.84 and 7.85.

    Args:
        true: whether the ring is as it is, or as the side knows it.
    """
    side, unit = state.side_of(order.unit), order.unit
    found = reach(state, unit)
    way = [order.target]
    while way[-1] != state.hex[unit]:
        way.append(found[way[-1]][1])
    way.reverse()
    troubled = zoc(state, enemy_of(side)) if true else known_zoc(state, side)
    left, zones = 1.0, 0
    for hex_ in way[1:]:
        if troubled >> hex_ & 1:
            zones += 1
            left *= 1.0 - toll(state, unit, hex_, true=true)
    return Sally(tuple(way), found[order.target][0], zones, 1.0 - left)


def toll(state: GameState, unit: UnitId, hex_: HexId, *, true: bool) -> float:
    """Share of a unit's men that one hex of the ring costs: by light, its watchers, and their number. Rule 7.85.

    Of a ring that is not seen through the side reckons with the men of its rules.
    """
    table = state.scenario.rules.morale.breakout
    light = turn_of(state).light
    seen = table["dark"] + (table["day"] - table["dark"]) * light
    guards = _guards(state, state.side_of(unit), hex_) if true else table["guards"]
    dense = min(table["most_dense"], max(table["least_dense"], guards / table["guards"]))
    bulk = min(1.5, max(0.5, state.men[unit] / table["party"]))
    return min(0.9, seen * dense * (0.5 + 0.5 * bulk))


def _guards(state: GameState, side: SideId, hex_: HexId) -> float:
    """Enemies who stand in a hex and round it."""
    around = (hex_, *state.scenario.board.grid.adjacent[hex_])
    return total([float(state.men[u]) for h in around for u in units_at(state, h) if state.side_of(u) != side])


def carry_out(order: BreakOut, ledger: Ledger) -> None:
    """A unit breaks out: guns and wounded stay, part of the men come through. Rules 7.83 to 7.86."""
    state, unit = ledger.state, order.unit
    found = prospect(state, order, true=True)
    table = state.scenario.rules.morale.breakout
    held = side_masks(state)[enemy_of(order.side)]
    way = list(found.hexes)
    while len(way) > 1 and held >> way[-1] & 1:
        way.pop()  # the place was taken: they lie up before it
    ledger.emit(ev.BrokeOut(unit, way[-1], found.zones, found.share, state.men[unit]))
    losses.abandon_wounded(ledger, unit)
    lost = min(state.men[unit], ledger.dice.whole(state.men[unit] * found.share))
    losses.inflict(
        ledger,
        unit,
        lost,
        situation="encircled",
        cause="break-out",
        by=enemy_of(order.side),
        missing=table["missing"],
        tubes=1.0,
        vehicles=state.vehicles[unit] if any(state.vehicles[unit]) else (),
        wrecked=state.vehicles[unit] if any(state.vehicles[unit]) else (),
    )
    if state.status[unit] != ON_MAP:
        return
    bog.leave(ledger, unit)
    ledger.emit(ev.UnitMoved(unit, tuple(way), found.minutes, "stealth"))
    morale.shake(ledger, unit, table["cohesion"], "break-out")
    morale.tire(ledger, unit, "stealth", found.minutes)
    if found.zones:
        for enemy in state.scenario.units_of[enemy_of(order.side)]:
            here = state.hex[enemy]
            if here >= 0 and any(state.scenario.board.grid.distance(here, h) <= 1 for h in found.hexes):
                stealth.alarm(ledger, enemy, "contact")
    observation.look_round(ledger, unit)
