"""check(order): the one judge of what may be ordered. options(side): a description of what may be."""

from __future__ import annotations

from attrs import frozen

from game.core.hexgrid import hexes_of
from game.core.ids import HexId, SideId, UnitId
from game.model import orders as od
from game.model.state import GameState, Pending
from game.model.units import ON_MAP, STANCES
from game.rules import (
    air,
    assault,
    breakout,
    bridging,
    engineering,
    escalation,
    fires,
    happenings,
    haul,
    hearing,
    morale,
    movement,
    observation,
    recovery,
    rings,
    stealth,
)
from game.rules.action import SHORTEST
from game.rules.air import SquadronOptions
from game.rules.ground import known_enemies, side_masks
from game.rules.reach import reach


@frozen(kw_only=True)
class UnitOptions:
    """What one unit can do now."""

    unit: UnitId
    moves: int
    """Bit set of the hexes it can march to."""
    stealth: int
    """Bit set of the hexes it can creep to."""
    assaults: tuple[HexId, ...]
    """Adjacent hexes with known enemies that it can assault."""
    supports: tuple[HexId, ...]
    """Known enemy hexes on which its guns can support an assault."""
    bombards: int
    """Bit set of the known enemy hexes and the hexes round them that it can fire at."""
    may_dig: bool
    may_rest: bool
    may_mend: bool
    """Whether it can mend the road in its hex."""
    may_bridge: bool
    """Whether it can build or repair a bridge at its hex."""
    may_blow: bool
    """Whether it can blow the bridge at its hex."""
    may_recover: bool
    """Whether it can pull out bogged vehicles in its hex."""
    wire: tuple[int, ...]
    """Directions in which it can lay wire."""
    flares: tuple[HexId, ...]
    registers: int
    """Bit set of hexes it can register."""
    breaks_out: int
    """Bit set of the hexes to which it can break out; 0 unless it seems encircled."""
    feigns: int
    """Bit set of hexes at which it can feign something."""


@frozen(kw_only=True)
class Options:
    """What a side can do now."""

    side: SideId
    units: tuple[UnitOptions, ...]
    decisions: tuple[Pending, ...]
    restraints: tuple[int, ...]
    """Restraints that it may break."""
    may_end: bool
    squadrons: tuple[SquadronOptions, ...] = ()
    """Squadrons with something to do."""


def check(state: GameState, order: od.Order) -> od.Refusal | None:
    """Why an order may not be given; None if it may. Nothing is changed."""
    refusal = _check_turn(state, order)
    if refusal is not None:
        return refusal
    match order:
        case od.Assault():
            return _check_units(state, order.side, order.units) or assault.check(state, order)
        case od.Fly():
            return air.check(state, order)
        case od.Haul():
            return haul.check(state, order)
        case od.BreakRestraint():
            return escalation.check(state, order)
        case od.Decide():
            return happenings.check(state, order)
        case od.EndPhase():
            return None
        case _:
            refusal = _check_units(state, order.side, (order.unit,)) or _check_beyond(state, order.unit, order)
            return refusal or _check_unit_order(state, order)


def _check_beyond(state: GameState, unit: UnitId, order: od.Order) -> od.Refusal | None:
    """Guns behind the edge of the map fire, rest and wait, and do nothing else. Rule 6.14."""
    allowed = isinstance(order, od.Bombard | od.Register | od.Rest | od.Hold | od.SetStance)
    if unit in state.scenario.off_map and not allowed:
        return od.Refusal("off-map-guns", "6.14", (("unit", state.scenario.units[unit].id),))
    return None


def _check_unit_order(
    state: GameState,
    order: od.Move
    | od.Bombard
    | od.Dig
    | od.LayWire
    | od.Mend
    | od.Bridge
    | od.Blow
    | od.Recover
    | od.Rest
    | od.Hold
    | od.SetStance
    | od.Flare
    | od.Register
    | od.Feign
    | od.BreakOut,
) -> od.Refusal | None:
    match order:
        case od.Move():
            return movement.check(state, order)
        case od.Bombard():
            return fires.check(state, order)
        case od.Dig():
            return engineering.check_dig(state, order)
        case od.LayWire():
            return engineering.check_wire(state, order)
        case od.Mend():
            return engineering.check_mend(state, order)
        case od.Bridge():
            return bridging.check_bridge(state, order)
        case od.Blow():
            return bridging.check_blow(state, order)
        case od.Recover():
            return recovery.check(state, order)
        case od.Rest():
            return morale.check_rest(state, order)
        case od.Hold():
            return None
        case od.SetStance():
            return check_stance(state, order)
        case od.Flare():
            return stealth.check_flare(state, order)
        case od.Register():
            return fires.check_register(state, order)
        case od.BreakOut():
            return breakout.check(state, order)
        case od.Feign():
            return hearing.check_feign(state, order)


def _check_turn(state: GameState, order: od.Order) -> od.Refusal | None:
    """Whose turn it is. Rules 3.1 and 15.3."""
    if state.result is not None:
        return od.Refusal("game-over", "3.1")
    waiting = [p for p in state.pending if p.offer.side == order.side]
    if isinstance(order, od.Decide):
        return None if waiting else od.Refusal("no-decision", "15.3")
    if state.pending:
        return od.Refusal("decision-pending", "15.3")
    if state.side != order.side:
        return od.Refusal("not-your-turn", "3.1")
    return None


def _check_units(state: GameState, side: SideId, units: tuple[UnitId, ...]) -> od.Refusal | None:
    """Whether units are one's own and on the map. Rules 2.1 and 2.2."""
    for unit in units:
        if not 0 <= unit < len(state.hex):
            return od.Refusal("no-such-unit", "2.1")
        if state.side_of(unit) != side:
            return od.Refusal("not-yours", "2.1")
        if state.status[unit] != ON_MAP:
            return od.Refusal("not-on-map", "2.2", (("unit", state.scenario.units[unit].id),))
    return None if len(set(units)) == len(units) else od.Refusal("no-attackers", "7.1")


def check_stance(state: GameState, order: od.SetStance) -> od.Refusal | None:
    """Why a stance cannot be set. Rule 7.6."""
    if not 0 <= order.stance < len(STANCES):
        return od.Refusal("bad-stance", "7.6")
    if state.stance[order.unit] == order.stance:
        return od.Refusal("same-stance", "7.6", (("stance", STANCES[order.stance]),))
    return None


def options(state: GameState, side: SideId) -> Options:
    """What a side can do now, by what it knows."""
    mine = tuple(p for p in state.pending if p.offer.side == side)
    if state.result is not None or state.side != side or state.pending:
        return Options(side=side, units=(), decisions=mine, restraints=(), may_end=False)
    units = tuple(unit_options(state, unit) for unit in state.scenario.units_of[side] if state.status[unit] == ON_MAP)
    return Options(
        side=side,
        units=units,
        decisions=(),
        restraints=escalation.breakable(state, side),
        may_end=True,
        squadrons=air.options(state, side),
    )


def squadron_options(state: GameState, side: SideId) -> tuple[SquadronOptions, ...]:
    """What the squadrons of a side can do now; nothing while it is not its turn. Rules 3.1 and 9.1."""
    idle = state.result is not None or state.side != side or state.pending
    return () if idle else air.options(state, side)


def unit_options(state: GameState, unit: UnitId) -> UnitOptions:
    """What one unit can do now."""
    minutes = state.minutes[unit]
    grid = state.scenario.board.grid
    side = state.side_of(unit)
    works = unit not in state.scenario.off_map
    creeps = minutes and stealth.check_kind(state, unit) is None
    guns = bool(minutes and state.shells[unit] and state.scenario.units[unit].kind.fires and fires.tubes(state, unit))
    targets = _targets(state, side, unit) if guns else ()
    return UnitOptions(
        unit=unit,
        moves=grid.mask(list(reach(state, unit))) if minutes else 0,
        stealth=grid.mask(list(reach(state, unit, "stealth"))) if creeps else 0,
        assaults=assault.targets(state, unit),
        supports=tuple(h for h in targets if minutes >= SHORTEST),
        bombards=grid.mask([h for h in targets if fires.check(state, od.Bombard(side, unit, h)) is None]),
        may_dig=works and engineering.check_dig(state, od.Dig(side, unit)) is None,
        may_mend=works and engineering.check_mend(state, od.Mend(side, unit)) is None,
        may_bridge=bool(state.spans) and works and bridging.check_bridge(state, od.Bridge(side, unit)) is None,
        may_blow=bool(state.spans) and works and bridging.check_blow(state, od.Blow(side, unit)) is None,
        may_recover=recovery.check(state, od.Recover(side, unit)) is None,
        may_rest=morale.check_rest(state, od.Rest(side, unit)) is None,
        wire=engineering.wire_directions(state, unit) if minutes and works else (),
        flares=stealth.flare_targets(state, unit) if minutes >= state.scenario.rules.stealth.flare["cost"] else (),
        registers=_registers(state, side, unit) if guns else 0,
        breaks_out=breakout.targets(state, unit) if rings.is_encircled(state, unit) else 0,
        feigns=grid.mask(list(hearing.feign_targets(state, unit))),
    )


def _targets(state: GameState, side: SideId, unit: UnitId) -> tuple[HexId, ...]:
    """Known enemy hexes a unit's guns reach and may fire at."""
    return tuple(
        h
        for h in sorted(known_enemies(state, side))
        if not side_masks(state)[side] >> h & 1
        and fires.in_reach(state, unit, h)
        and not escalation.forbids_fire(state, side, state.hex[unit], h)
    )


def _registers(state: GameState, side: SideId, unit: UnitId) -> int:
    """Bit set of the hexes in view that a unit's guns can register. Rule 6.5."""
    radius = fires.reach_m(state, unit) // state.scenario.board.hex_m
    near = state.scenario.board.grid.disk(state.hex[unit], radius) & observation.in_sight(state, side)
    bits = 0
    for hex_ in hexes_of(near & ~state.registered[side]):
        if fires.check_register(state, od.Register(side, unit, hex_)) is None:
            bits |= 1 << hex_
    return bits
