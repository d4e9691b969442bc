"""Rules 7.56 and 7.57: bogged vehicles are pulled out, damaged ones repaired, abandoned ones lost to the enemy."""

from __future__ import annotations

from game.core.ids import SideId, UnitId, enemy_of
from game.core.portable import exp
from game.model import events as ev
from game.model.orders import Recover, Refusal
from game.model.state import GameState
from game.model.units import ON_MAP
from game.rules import bog, morale, supply
from game.rules.ground import side_masks, turn_of, units_at, zoc
from game.rules.ledger import Ledger

Work = tuple[UnitId, tuple[int, ...]]
"""Whose vehicles, and how many by position."""


def at_hand(state: GameState, unit: UnitId) -> tuple[Work, ...]:
    """Bogged vehicles of the side in a unit's hex, its own first: with their units, or left behind. Rule 7.56."""
    here, side = state.hex[unit], state.side_of(unit)
    owners = [unit, *(u for u in units_at(state, here) if u != unit and state.side_of(u) == side)]
    found = [(owner, state.bogged[owner]) for owner in owners if any(state.bogged[owner])]
    return (*found, *((d.unit, d.vehicles) for d in state.derelicts if d.hex == here and state.side_of(d.unit) == side))


def is_able(state: GameState, unit: UnitId) -> bool:
    """Whether a unit can pull vehicles out: it has some itself, or is of the engineers. Rule 7.56."""
    return any(state.vehicles[unit]) or state.scenario.units[unit].kind.symbol == "engineer"


def pace(state: GameState, unit: UnitId) -> float:
    """How fast vehicles come free in a unit's hex, against a crew by itself by day. Rule 7.56."""
    table = state.scenario.rules.engineering
    here = [u for u in units_at(state, state.hex[unit]) if state.side_of(u) == state.side_of(unit)]
    rate = 1.0 - (1.0 - table.rate["dark"]) * (1.0 - turn_of(state).light)
    if any(state.scenario.units[u].kind.symbol == "engineer" for u in here):
        rate *= table.recovery["engineers"]
    if any(any(bog.mobile(state, u)) for u in here):
        rate *= table.recovery["tow"]
    return rate


def chance(state: GameState, unit: UnitId, minutes: float) -> float:
    """Chance from 0 to 1 that one vehicle comes free in some minutes; two halves make the whole. Rule 7.56."""
    mean = state.scenario.rules.engineering.recovery["pull_minutes"]
    return 1.0 - exp(-minutes * pace(state, unit) / mean)


def check(state: GameState, order: Recover) -> Refusal | None:
    """Why a unit cannot pull vehicles out. Rule 7.56."""
    unit = order.unit
    if not is_able(state, unit):
        return Refusal("cannot-recover", "7.56", (("unit", state.scenario.units[unit].id),))
    if not at_hand(state, unit):
        return Refusal("nothing-bogged", "7.56", (("unit", state.scenario.units[unit].id),))
    if morale.beside_known_enemy(state, unit):
        return Refusal("recover-beside-enemy", "7.56")
    if state.minutes[unit] < 1:
        return Refusal("no-minutes", "3.3")
    if not 0 <= order.minutes <= state.minutes[unit]:
        return Refusal("too-little-time", "3.3", (("minutes", order.minutes), ("left", state.minutes[unit])))
    return None


def carry_out(order: Recover, ledger: Ledger) -> None:
    """Works at the bogged vehicles for the minutes given, or all that are left. Rule 7.56."""
    minutes = order.minutes or ledger.state.minutes[order.unit]
    ledger.emit(ev.MinutesSpent(order.unit, minutes, "dig"))
    _pull(ledger, order.unit, at_hand(ledger.state, order.unit), chance(ledger.state, order.unit, minutes))
    morale.tire(ledger, order.unit, "dig", minutes)


def _pull(ledger: Ledger, unit: UnitId, work: tuple[Work, ...], odds: float) -> None:
    """Rolls for each vehicle whether it comes free."""
    for owner, hulls in work:
        freed = tuple([sum([1 for _ in range(n) if ledger.dice.chance(odds)]) for n in hulls])
        if any(freed):
            ledger.emit(ev.VehiclesFreed(owner, ledger.state.hex[unit], freed, unit))


def by_the_way(ledger: Ledger, unit: UnitId, minutes: int) -> None:
    """The crews of a unit that rests or waits work at their own bogged vehicles, half as hard. Rule 7.56."""
    state = ledger.state
    if any(state.bogged[unit]) and minutes and not morale.beside_enemy(state, unit):
        idle = state.scenario.rules.engineering.recovery["idle"]
        _pull(ledger, unit, ((unit, state.bogged[unit]),), chance(state, unit, minutes * idle))


def while_waiting(ledger: Ledger, side: SideId) -> None:
    """All units of a side with minutes left at the end of its phase work at what lies bogged. Rule 7.56."""
    state = ledger.state
    for unit in state.scenario.units_of[side]:
        if state.status[unit] == ON_MAP:
            by_the_way(ledger, unit, state.minutes[unit])


def at_nightfall(ledger: Ledger) -> None:
    """A night begins, or a long turn held nights: tractors go forward, workshops give back what they have mended.

    Rules 3.6, 7.56, 7.57 and 7.76.
    """
    state = ledger.state
    if state.in_rear and state.scenario.calendar.nights(state.turn):
        _return(ledger)
    for _ in range(state.scenario.calendar.nights(state.turn)):
        for side in (SideId(0), SideId(1)):
            _fetch(ledger, side)
            for unit in state.scenario.units_of[side]:
                if state.status[unit] == ON_MAP and any(state.damaged[unit]):
                    _mend(ledger, unit)


def _fetch(ledger: Ledger, side: SideId) -> None:
    """Tractors free vehicles that were left behind in supply and out of the enemy's reach. Rule 7.56."""
    state = ledger.state
    table = state.scenario.rules.engineering.recovery
    fed, troubled = supply.supplied_hexes(state, side), zoc(state, enemy_of(side))
    for left in state.derelicts:
        if state.side_of(left.unit) != side or not fed >> left.hex & 1 or troubled >> left.hex & 1:
            continue
        freed = tuple([sum([1 for _ in range(n) if ledger.dice.chance(table["night"])]) for n in left.vehicles])
        if any(freed):
            ledger.emit(ev.VehiclesFreed(left.unit, left.hex, freed, left.unit))


def _mend(ledger: Ledger, unit: UnitId) -> None:
    """A night in the workshops of one unit, if it is in supply and not beside the enemy. Rule 7.57."""
    state = ledger.state
    table = state.scenario.rules.engineering.recovery
    if not supply.in_supply(state, unit) or morale.beside_enemy(state, unit):
        return
    repaired, towed = [], []
    for hulls in state.damaged[unit]:
        back = min(hulls, ledger.dice.whole(hulls * table["repaired"]))
        repaired.append(back)
        towed.append(min(hulls - back, ledger.dice.whole(hulls * table["evacuated"])))
    if any(repaired) or any(towed):
        ledger.emit(ev.VehiclesRepaired(unit, tuple(repaired), tuple(towed)))


def _return(ledger: Ledger) -> None:
    """The army's workshops send back what is ready, to units in supply and not beside the enemy. Rule 7.76."""
    state = ledger.state
    for sent in state.in_rear:
        ready = sent.due <= state.minute and state.status[sent.unit] == ON_MAP
        if ready and supply.in_supply(state, sent.unit) and not morale.beside_enemy(state, sent.unit):
            ledger.emit(ev.VehiclesReturned(sent.unit, sent.due, sent.vehicles))


def judge(ledger: Ledger) -> None:
    """Vehicles left bogged where only the enemy stands now are his. Rules 4.11 and 7.74."""
    state = ledger.state
    masks = side_masks(state)
    for left in state.derelicts:
        side = state.side_of(left.unit)
        if masks[enemy_of(side)] >> left.hex & 1 and not masks[side] >> left.hex & 1:
            arms = (0,) * len(state.arms[left.unit])
            lost, foe = left.vehicles, enemy_of(side)
            ledger.emit(ev.LossSuffered(left.unit, 0, 0, 0, arms, lost, lost, "bog", foe, (), left.hex))
