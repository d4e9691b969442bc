"""check(order): the one judge of what may be ordered. options(side): a description of what may be."""

from __future__ import annotations

from attrs import frozen

from game.core.ids import SideId, UnitId
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
    recovery,
    stealth,
)
from game.rules.air import SquadronOptions
from game.rules.unit_options import UnitOptions


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
    units = tuple(UnitOptions(state, unit) for unit in state.scenario.units_of[side] if state.status[unit] == ON_MAP)
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
