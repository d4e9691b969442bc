"""Rules 4.7 and 10.6: boats over a wide river, what they carry in a turn, and fire on them by day."""

from __future__ import annotations

from game.core.ids import HexId, UnitId, enemy_of
from game.model import events as ev
from game.model.board import Ferry
from game.model.orders import Refusal
from game.model.state import GameState
from game.model.units import ON_MAP
from game.rules import fires, observation
from game.rules.ground import minute_of, turn_of
from game.rules.ledger import Ledger

MOST_GUNS = 2
"""Units of guns that fire at one passage. Rule 10.6."""


def between(state: GameState, here: HexId, there: HexId) -> Ferry | None:
    """The ferry that runs between two hexes."""
    for ferry in state.scenario.board.ferry_from.get(here, ()):
        if there in ferry.ends and there != here:
            return ferry
    return None


def load_t(state: GameState, unit: UnitId) -> float:
    """Tonnes of the heaviest thing that a unit must take into a boat: a gun or a vehicle. Rule 10.6."""
    spec = state.scenario.units[unit]
    guns = [arm.weapon.weight_t for arm, n in zip(spec.arms, state.arms[unit], strict=True) if n]
    hulls = [group.vehicle.weight_t for group, n in zip(spec.vehicles, state.vehicles[unit], strict=True) if n]
    return max([*guns, *hulls], default=0.0)


def boat_minutes(state: GameState, unit: UnitId, ferry: Ferry) -> int:
    """Minutes for which the boats are at work for a unit; engineers at a landing bring more boats. Rule 10.6."""
    helped = any(
        state.status[u] == ON_MAP and state.hex[u] in ferry.ends and state.scenario.units[u].kind.symbol == "engineer"
        for u in state.scenario.units_of[state.side_of(unit)]
    )
    pace = ferry.men_hour * (state.scenario.rules.engineering.ferry["engineers"] if helped else 1.0)
    return int(state.men[unit] * 60 / pace + 0.999)


def is_busy(state: GameState, unit: UnitId, ferry: Ferry) -> bool:
    """Whether the boats have too little of this turn left for a unit; an idle ferry takes anybody. Rule 10.6."""
    used = state.ferried[state.scenario.board.ferries.index(ferry)]
    return used > 0 and used + boat_minutes(state, unit, ferry) > turn_of(state).minutes


def ferry_minutes(state: GameState, unit: UnitId, here: HexId, there: HexId) -> int | None:
    """Minutes for a unit to cross by boat between two landings; None where no ferry takes it. Rules 4.7 and 10.6."""
    ferry = between(state, here, there)
    if ferry is None or load_t(state, unit) > ferry.load_t or is_busy(state, unit, ferry):
        return None
    return int(state.scenario.rules.movement.obstacle["boat_load"]) + boat_minutes(state, unit, ferry)


def refusal(state: GameState, unit: UnitId, here: HexId, there: HexId) -> Refusal | None:
    """Why the boats between two landings do not take a unit; None where none run. Rule 10.6."""
    ferry = between(state, here, there)
    if ferry is None:
        return None
    if load_t(state, unit) > ferry.load_t:
        return Refusal("too-heavy", "10.6", (("unit", state.scenario.units[unit].id), ("ferry", ferry.name)))
    return Refusal("ferry-full", "10.6", (("ferry", ferry.name),))


def cross(ledger: Ledger, unit: UnitId, here: HexId, there: HexId, minutes: int) -> None:
    """A unit goes over by boat; by day, in the enemy's sight, his guns fire at it. Rules 4.7, 5.5 and 10.6."""
    state = ledger.state
    ferry = between(state, here, there)
    if ferry is not None:
        number = state.scenario.board.ferries.index(ferry)
        ledger.emit(ev.BoatsUsed(unit, number, boat_minutes(state, unit, ferry)))
    ledger.emit(ev.UnitMoved(unit, (here, there), minutes, "march"))
    in_sight_under_fire(ledger, unit, here, there)
    if state.status[unit] == ON_MAP:
        observation.look_round(ledger, unit)


def in_sight_under_fire(ledger: Ledger, unit: UnitId, here: HexId, there: HexId) -> None:
    """By day, when the enemy has one of two banks in sight, his guns fire at who comes over. Rules 4.14 and 10.6."""
    state = ledger.state
    seen = observation.in_sight(state, enemy_of(state.side_of(unit)))
    if not turn_of(state).is_dark and (seen >> here | seen >> there) & 1:
        _under_fire(ledger, unit, there)


def _under_fire(ledger: Ledger, unit: UnitId, there: HexId) -> None:
    """The enemy's strongest guns that reach the boats fire at them as in a barrage. Rule 10.6."""
    state = ledger.state
    table = state.scenario.rules.fires.defensive
    now, minutes = minute_of(state, unit), int(table["minutes"])
    guns = fires.supporting_guns(state, there, frozenset(), state.scenario.units_of[enemy_of(state.side_of(unit))])
    ready = [gun for gun in guns if now - state.fired_at[gun] >= table["again"]]
    ready.sort(key=lambda gun: (-fires.rounds_a_minute(state, gun, now), gun))
    for gun in ready[:MOST_GUNS]:
        rounds = int(min(state.shells[gun] * table["share"], fires.rounds_a_minute(state, gun, now) * minutes))
        if rounds and state.status[unit] == ON_MAP:
            ledger.emit(ev.MinutesSpent(gun, minutes, "barrage"))
            fires.shell(ledger, gun, there, rounds, minutes, "opportunity", now + minutes)
