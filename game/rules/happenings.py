"""Chapter 15: conditions judged, events fired, decisions offered and taken."""

from __future__ import annotations

from game.core.ids import SideId, UnitId, enemy_of
from game.model import events as ev
from game.model import happenings as hp
from game.model.orders import Decide, Refusal
from game.model.state import GameState
from game.model.units import ON_MAP, WAITING, WITHDRAWN
from game.rules import command, escalation, losses, morale, movement, observation, rings
from game.rules.ground import turn_of, units_at
from game.rules.ledger import Ledger


def holds(state: GameState, condition: hp.Condition, clock: int | None = None) -> bool:
    """Whether a condition holds now. Rule 15.1.

    Args:
        clock: minute of the scenario to judge times by; the start of the turn if None.
    """
    minute = state.minute if clock is None else clock
    match condition:
        case hp.All(of):
            return all(holds(state, part, clock) for part in of)
        case hp.AnyOf(of):
            return any(holds(state, part, clock) for part in of)
        case hp.Not(of):
            return not holds(state, of, clock)
        case hp.AtTime(at):
            return minute >= at
        case hp.AtTurn(number):
            return state.turn >= number
        case hp.Control(place, by):
            return _holder(state, place) == by
        case hp.Contested(place):
            return state.contested[state.scenario.board.objective_index[place]]
        case hp.LossesOver(side, over):
            return casualties(state, side) > over
        case hp.HasContact(side):
            return state.contacts_made[side] > 0
        case hp.HasAssaulted(by, at):
            return at in state.assaulted[by] if at is not None else bool(state.assaulted[by])
        case hp.HasBombarded(by):
            return state.bombarded[by]
        case hp.RestraintIs(restraint, status):
            return escalation.stands(state, restraint, status)
        case hp.Fired(event):
            return bool(state.fired >> state.scenario.happening_index[event] & 1)
        case hp.Decided(event, option):
            return state.decided.get(state.scenario.happening_index[event]) == option
        case hp.UnitAt(side, hex_):
            return any(state.side_of(u) == side for u in units_at(state, hex_))
        case hp.Gone(unit):
            return state.status[unit] not in (ON_MAP, WAITING)
        case _:
            return _of_army(state, condition)


def _of_army(state: GameState, condition: hp.ResolveBelow | hp.Alerted | hp.Encircled | hp.HasOrdered) -> bool:
    """Whether a condition that asks for the whole of a side's army holds. Rule 15.1."""
    match condition:
        case hp.ResolveBelow(side, below):
            return state.resolve[side] < below * 10
        case hp.Alerted(side):
            return any(state.alert[u] >= 1000 for u in state.scenario.units_of[side])
        case hp.Encircled(side, men):
            return rings.encircled_men(state, side) >= men
        case hp.HasOrdered(side, order):
            return order in state.ordered[side]


def casualties(state: GameState, side: SideId) -> int:
    """Killed, wounded and missing of a side."""
    return state.killed[side] + state.wounded[side] + state.missing[side]


def _holder(state: GameState, place: str) -> int:
    index = state.scenario.board.objective_index.get(place)
    return -1 if index is None else state.holder[index]


def run(ledger: Ledger) -> None:
    """Fires every event whose condition holds, until none is left, and shows notes. Rules 15.1 and 15.2."""
    state = ledger.state
    again = True
    while again and state.result is None:
        again = False
        for index, happening in enumerate(state.scenario.happenings):
            if not state.fired >> index & 1 and holds(state, happening.when):
                ledger.emit(ev.HappeningFired(index))
                for effect in happening.then:
                    carry_out_effect(ledger, effect, index)
                again = True
    for index, note in enumerate(state.scenario.notes):
        if not state.notes >> index & 1 and holds(state, note.when):
            ledger.emit(ev.NoteShown(index))


def carry_out_effect(ledger: Ledger, effect: hp.Effect, happening: int) -> None:
    """Carries out one effect. Rules 5.94 and 15.2."""
    match effect:
        case hp.ShowNote(note):
            _show(ledger, note)
        case hp.Reinforce(units, at):
            for unit in units:
                arrive(ledger, unit, at if at is not None else ledger.state.scenario.units[unit].arrives_at)
        case hp.Withdraw(units):
            for unit in units:
                losses.remove(ledger, unit, WITHDRAWN)
        case hp.Release(restraint):
            escalation.release(ledger, restraint)
        case hp.Impose(restraint):
            escalation.impose(ledger, restraint)
        case hp.ChangeWeather(weather):
            ledger.emit(ev.WeatherChanged(weather))
        case hp.ChangeResolve(side, by):
            morale.change_resolve(ledger, side, by, "event")
        case hp.ChangePoints(side, by):
            ledger.emit(ev.PointsChanged(side, by, ledger.state.scenario.happenings[happening].id))
        case hp.Message(to, text):
            ledger.emit(ev.MessageSent(to, text))
        case hp.Offer():
            ledger.emit(ev.DecisionAsked(happening, effect))
        case hp.Attach(formation, to):
            command.attach(ledger, formation, to)
        case hp.Rumour(unit, at):
            observation.report(ledger, enemy_of(ledger.state.side_of(unit)), unit, at, "rumour")
        case hp.EndBattle(reason):
            # The sequence of play ends the game when it sees this message kept as the reason.
            ledger.state.caches["end"] = reason


def _show(ledger: Ledger, note: str) -> None:
    for index, entry in enumerate(ledger.state.scenario.notes):
        if entry.id == note and not ledger.state.notes >> index & 1:
            ledger.emit(ev.NoteShown(index))


def arrive(ledger: Ledger, unit: UnitId, at: int) -> None:
    """A unit comes onto the map at a hex, or the nearest one with room. Rule 15.4."""
    state = ledger.state
    if state.status[unit] != WAITING or at < 0:
        return
    grid = state.scenario.board.grid
    for radius in range(6):
        for hex_ in grid.within(at, radius):  # type: ignore[arg-type]
            if grid.distance(hex_, at) == radius and _may_arrive(state, unit, hex_):  # type: ignore[arg-type]
                ledger.emit(ev.UnitArrived(unit, hex_))
                if state.phase_open and state.side == state.side_of(unit):
                    half = turn_of(state).minutes // 2
                    ledger.emit(ev.PhaseBegan(state.side, ((unit, half),)))
                observation.look_round(ledger, unit)
                return


def _may_arrive(state: GameState, unit: UnitId, hex_: int) -> bool:
    terrain = state.scenario.board.terrain(hex_)  # type: ignore[arg-type]
    kind = state.scenario.units[unit].kind
    here = units_at(state, hex_)  # type: ignore[arg-type]
    if terrain.is_water or kind.mobility in terrain.closed:
        return False
    if any(state.side_of(other) != state.side_of(unit) for other in here):
        return False
    return movement.has_room(state, unit, hex_)  # type: ignore[arg-type]


def check(state: GameState, order: Decide) -> Refusal | None:
    """Why a decision cannot be answered so. Rule 15.3."""
    mine = [p for p in state.pending if p.offer.side == order.side]
    if not mine:
        return Refusal("no-decision", "15.3")
    if order.option not in [option.id for option in mine[0].offer.options]:
        words = ", ".join(option.id for option in mine[0].offer.options)
        return Refusal("unknown-option", "15.3", (("option", order.option), ("options", words)))
    return None


def carry_out(order: Decide, ledger: Ledger) -> None:
    """Answers the first decision that waits for the side. Rule 15.3."""
    pending = next(p for p in ledger.state.pending if p.offer.side == order.side)
    chosen = next(option for option in pending.offer.options if option.id == order.option)
    ledger.emit(ev.DecisionTaken(pending.happening, order.option))
    for effect in chosen.then:
        carry_out_effect(ledger, effect, pending.happening)
