"""Chapter 14: restraints and their price."""

from __future__ import annotations

from game.core.ids import HexId, SideId, UnitId
from game.model import events as ev
from game.model.orders import BreakRestraint, Refusal
from game.model.sides import BROKEN, IN_FORCE, NOT_YET, RELEASED, RESTRAINT_STATUS
from game.model.state import GameState
from game.rules import morale
from game.rules.ground import known_zoc, side_masks
from game.rules.ledger import Ledger


def position(state: GameState, restraint: str) -> int | None:
    """Position of a restraint in the scenario, by id."""
    return state.scenario.restraint_index.get(restraint)


def stands(state: GameState, restraint: str, status: str) -> bool:
    """Whether a restraint stands so, by the words of `RESTRAINT_STATUS`."""
    index = position(state, restraint)
    return index is not None and RESTRAINT_STATUS[state.restraints[index]] == status


def _in_force(state: GameState, side: SideId, forbids: str) -> list[int]:
    return [
        index
        for index, entry in enumerate(state.scenario.restraints)
        if entry.side == side and entry.forbids == forbids and state.restraints[index] == IN_FORCE
    ]


def _mask(state: GameState, index: int) -> int:
    region = state.scenario.restraints[index].region
    if not region:
        return (1 << state.scenario.board.grid.size) - 1
    return state.scenario.board.regions[region].mask


def forbidden_ground(state: GameState, side: SideId) -> int:
    """Bit set of the hexes a side may not enter now. Rule 14.2."""
    bits = 0
    for index in _in_force(state, side, "enter"):
        bits |= _mask(state, index)
    return bits


def forbids_entry(state: GameState, side: SideId, hex_: HexId) -> str:
    """Id of the restraint that forbids a hex to a side, or empty. Rule 14.2."""
    for index in _in_force(state, side, "enter"):
        if _mask(state, index) >> hex_ & 1:
            return state.scenario.restraints[index].id
    return ""


def forbids_fire(state: GameState, side: SideId, gun: HexId, target: HexId) -> str:
    """Id of the restraint that forbids a side's guns to fire from one hex at another, or empty. Rule 14.2."""
    for forbids, hex_ in (("fire-into", target), ("fire-from", gun)):
        for index in _in_force(state, side, forbids):
            if _mask(state, index) >> hex_ & 1:
                return state.scenario.restraints[index].id
    return ""


def forbids_attack(state: GameState, side: SideId, target: HexId, units: tuple[UnitId, ...]) -> str:
    """Id of the restraint that forbids units to assault a hex, or empty. Rules 14.5 and 14.6.

    A ban on attacks does not hold where the enemy has come to grips: whoever shares a hex with him may fight for it.
    """
    grounds = ["attack"] if not _at_grips(state, side, target) else []
    if any(has_tanks(state, unit) for unit in units):
        grounds.append("tanks")
    for forbids in grounds:
        for index in _in_force(state, side, forbids):
            if _mask(state, index) >> target & 1:
                return state.scenario.restraints[index].id
    return ""


def _at_grips(state: GameState, side: SideId, target: HexId) -> bool:
    return bool(side_masks(state)[side] >> target & 1)


def forbids_tanks(state: GameState, unit: UnitId, hex_: HexId) -> str:
    """Id of the restraint that keeps a unit with tanks out of a known enemy's zones in a hex, or empty. Rule 14.5."""
    side = state.side_of(unit)
    bans = _in_force(state, side, "tanks")
    if bans and has_tanks(state, unit) and known_zoc(state, side) >> hex_ & 1:
        for index in bans:
            if _mask(state, index) >> hex_ & 1:
                return state.scenario.restraints[index].id
    return ""


def forbidden_to(state: GameState, unit: UnitId) -> int:
    """Bit set of the hexes that a unit may not enter now. Rules 14.2 and 14.5."""
    side = state.side_of(unit)
    bits = forbidden_ground(state, side)
    bans = _in_force(state, side, "tanks")
    if bans and has_tanks(state, unit):
        for index in bans:
            bits |= _mask(state, index) & known_zoc(state, side)
    return bits


def has_tanks(state: GameState, unit: UnitId) -> bool:
    """Whether a unit has tanks of any kind left; armoured cars are none. Rule 14.5."""
    groups = state.scenario.units[unit].vehicles
    return any(n and group.vehicle.class_ != "car" for group, n in zip(groups, state.vehicles[unit], strict=True))


def forbidden_sky(state: GameState, side: SideId) -> int:
    """Bit set of the hexes over which a side's aircraft may not go now. Rule 14.2."""
    bits = 0
    for index in _in_force(state, side, "air"):
        bits |= _mask(state, index)
    return bits


def forbidden_targets(state: GameState, side: SideId) -> int:
    """Bit set of the hexes that a side may not fire at now. Rule 14.2."""
    bits = 0
    for index in _in_force(state, side, "fire-into"):
        bits |= _mask(state, index)
    return bits


def forbids_flight(state: GameState, side: SideId, target: HexId, *, drops: bool) -> str:
    """Id of the restraint that forbids a side's aircraft a hex, or empty. Rule 14.2.

    Args:
        drops: whether they would drop or fire anything there.
    """
    for forbids in ("air", "fire-into") if drops else ("air",):
        for index in _in_force(state, side, forbids):
            if _mask(state, index) >> target & 1:
                return state.scenario.restraints[index].id
    return ""


def forbids_raid(state: GameState, side: SideId) -> str:
    """Id of the restraint that forbids a side to raid airfields, or empty. Rule 14.2."""
    for forbids in ("raid", "air"):
        for index in _in_force(state, side, forbids):
            if forbids == "raid" or not state.scenario.restraints[index].region:
                return state.scenario.restraints[index].id
    return ""


def breakable(state: GameState, side: SideId) -> tuple[int, ...]:
    """Positions of the restraints a side may break now. Rule 14.3."""
    return tuple(
        index
        for index, entry in enumerate(state.scenario.restraints)
        if entry.side == side and state.restraints[index] == IN_FORCE
    )


def check(state: GameState, order: BreakRestraint) -> Refusal | None:
    """Why a restraint cannot be broken. Rule 14.3."""
    index = position(state, order.restraint)
    if index is None or state.scenario.restraints[index].side != order.side:
        return Refusal("no-restraint", "14.3", (("restraint", order.restraint),))
    if state.restraints[index] != IN_FORCE:
        return Refusal("restraint-not-in-force", "14.3", (("restraint", order.restraint),))
    return None


def carry_out(order: BreakRestraint, ledger: Ledger) -> None:
    """Breaks a restraint and pays. Rule 14.3."""
    state = ledger.state
    index = position(state, order.restraint)
    if index is None:
        raise AssertionError(f"no restraint {order.restraint}")
    price = state.scenario.restraints[index].price
    ledger.emit(ev.RestraintBroken(order.side, index))
    if price.points:
        ledger.emit(ev.PointsChanged(order.side, -price.points, f"restraint {order.restraint} broken"))
    morale.change_resolve(ledger, order.side, -price.resolve, "restraint broken")
    for name in price.releases:
        release(ledger, name)


def release(ledger: Ledger, restraint: str) -> None:
    """Lifts a restraint that is in force or still to come. Rule 14.4."""
    index = position(ledger.state, restraint)
    if index is not None and ledger.state.restraints[index] in (IN_FORCE, NOT_YET):
        ledger.emit(ev.RestraintChanged(index, RELEASED))


def impose(ledger: Ledger, restraint: str) -> None:
    """Puts a restraint into force, unless it was broken already. Rule 14.4."""
    index = position(ledger.state, restraint)
    if index is not None and ledger.state.restraints[index] != BROKEN:
        ledger.emit(ev.RestraintChanged(index, IN_FORCE))


def keep_dates(ledger: Ledger) -> None:
    """Restraints come into force and end by their dates. Rule 14.1."""
    state = ledger.state
    for index, entry in enumerate(state.scenario.restraints):
        status = state.restraints[index]
        ended = entry.to_minute is not None and state.minute >= entry.to_minute
        if status == NOT_YET and state.minute >= entry.from_minute and not ended:
            ledger.emit(ev.RestraintChanged(index, IN_FORCE))
        elif status == IN_FORCE and ended:
            ledger.emit(ev.RestraintChanged(index, RELEASED))
