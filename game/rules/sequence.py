"""Rules 3.1 and 15: turns, phases, and what is judged after every order."""

from __future__ import annotations

from game.core.ids import SideId, UnitId, enemy_of
from game.model import events as ev
from game.model.calendar import DAY
from game.model.orders import ORDER_WORDS, EndPhase, Order
from game.model.state import GameState
from game.model.units import ON_MAP, WAITING
from game.rules import (
    antitank,
    bridging,
    escalation,
    happenings,
    hearing,
    minutes,
    morale,
    observation,
    panic,
    recovery,
    rings,
    squadrons,
    stealth,
    stores,
    victory,
)
from game.rules.ground import minute_of, turn_of
from game.rules.ledger import Ledger

_QUIET = frozenset((ev.MinutesSpent, ev.FatigueChanged, ev.UnitDug, ev.StanceSet, ev.UnitHeld, ev.UnitRested))
"""Events on which no condition hangs: an order with no others needs no judgement."""


def open_game(ledger: Ledger) -> None:
    """Everything before the first order: control, earlier reconnaissance, the first turn. Rules 3.1, 5.8 and 16.3."""
    victory.open_control(ledger)
    observation.reconnoitre(ledger)
    begin_turn(ledger, 1)
    settle(ledger, None)


def begin_turn(ledger: Ledger, number: int) -> None:
    """A turn begins: light and weather, arrivals, nerves, and both sides' minutes. Rules 3.1, 7.57, 8.4 and 15.4."""
    state = ledger.state
    turn = state.scenario.calendar.turns[number - 1]
    before = state.minute
    ledger.emit(ev.TurnBegan(number, turn.start))
    bridging.open_due(ledger, before)
    escalation.keep_dates(ledger)
    squadrons.begin_turn(ledger)
    for unit in state.scenario.units:
        due = unit.arrives_minute
        if due is not None and due <= turn.start and state.status[unit.number] == WAITING:
            happenings.arrive(ledger, unit.number, unit.arrives_at)
    recovery.at_nightfall(ledger)
    if number > 1:
        stealth.calm(ledger, turn.minutes)
        hearing.forget(ledger, turn.minutes)
    else:
        # The side that waits reacts in the first turn as it will in every other.
        ledger.emit(ev.PhaseBegan(enemy_of(state.scenario.first), _allot(state, enemy_of(state.scenario.first))))
    begin_phase(ledger, state.scenario.first)


def begin_phase(ledger: Ledger, side: SideId) -> None:
    """A side's part of the turn begins. Rules 3.2, 5.3, 6.9, 11.2, 11.5 and 11.42."""
    state = ledger.state
    stealth.uncover(ledger)
    rings.judge(ledger, rings.moment(state, side))
    panic.at_part(ledger, side)
    if state.turn > 1:
        stores.replenish(ledger, side)
    ledger.emit(ev.PhaseBegan(side, _allot(state, side)))
    observation.refresh(ledger)
    bridging.look(ledger)
    antitank.at_bogged(ledger, side)


def _allot(state: GameState, side: SideId) -> tuple[tuple[UnitId, int], ...]:
    return tuple(
        (unit, minutes.allotment(state, unit)) for unit in state.scenario.units_of[side] if state.status[unit] == ON_MAP
    )


def end_phase(order: EndPhase, ledger: Ledger) -> None:
    """A side's part ends; idle units beside no enemy settle down to rest. Rules 3.1 and 13.2."""
    state = ledger.state
    _settle_down(ledger, order.side)
    recovery.while_waiting(ledger, order.side)
    hearing.end_of_part(ledger, order.side)
    ledger.emit(ev.PhaseEnded(order.side))
    if order.side == state.scenario.first:
        begin_phase(ledger, enemy_of(order.side))
        return
    if state.turn < len(state.scenario.calendar.turns):
        begin_turn(ledger, state.turn + 1)
    else:
        rings.judge(ledger, state.scenario.calendar.end_minute)
        judge(ledger, state.scenario.calendar.end_minute)
        if state.result is None:
            victory.finish(ledger, "time", state.scenario.calendar.end_minute)


def _settle_down(ledger: Ledger, side: SideId) -> None:
    """A unit that did nothing all turn recovers half as much as one that was told to rest, and any unit does so in what
    a turn has beyond a day. Rules 3.6 and 13.2."""
    state = ledger.state
    beyond = max(0, turn_of(state).minutes - DAY)
    for unit in state.scenario.units_of[side]:
        idle = not state.noise[unit] and state.minutes[unit] >= state.allotted[unit]
        minutes = beyond + (state.minutes[unit] if idle else 0)
        if state.status[unit] != ON_MAP or not minutes:
            continue
        beside = morale.beside_enemy(state, unit)
        cohesion, fatigue = morale.rest_gain(state, unit, minutes, beside=beside)
        if cohesion // 2 or fatigue // 2:
            ledger.emit(ev.UnitRested(unit, 0, cohesion // 2, fatigue // 2))


def settle(ledger: Ledger, order: Order | None) -> None:
    """After every order: control, events, notes, resolve, the end. Rules 13.4, 15.1, 16.3 and 16.4."""
    state = ledger.state
    if state.result is not None:
        return
    clock = state.minute
    if order is not None:
        word = ORDER_WORDS[type(order)]
        if word not in state.ordered[order.side]:
            ledger.emit(ev.OrderNoted(order.side, word))
        if _QUIET.issuperset(map(type, ledger.events)):
            return
        clock = max([clock, *(minute_of(state, u) for u in _busy(ledger))])
    judge(ledger, clock)


def _busy(ledger: Ledger) -> list[UnitId]:
    """Units whose clocks an order has moved on."""
    found = []
    for event in ledger.events:
        if isinstance(event, ev.UnitMoved | ev.UnitAdvanced) and ledger.state.status[event.unit] == ON_MAP:
            found.append(event.unit)
    return found


def judge(ledger: Ledger, clock: int) -> None:
    """Control, events, sudden ends. Rules 13.4, 15.1, 16.3 and 16.4."""
    state = ledger.state
    if state.result is not None:
        return
    victory.judge_control(ledger, clock)
    recovery.judge(ledger)
    happenings.run(ledger)
    reason = state.caches.pop("end", None)
    if isinstance(reason, str):
        victory.finish(ledger, reason, clock)
        return
    for side in state.scenario.sides:
        if state.resolve[side.number] <= side.break_at * 10:
            victory.finish(ledger, f"resolve of {side.id}", clock)
            return
    sudden = state.scenario.victory.sudden
    if sudden is not None and happenings.holds(state, sudden, clock):
        victory.finish(ledger, "sudden victory", clock)
