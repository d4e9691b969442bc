"""apply(state, event): the only writer of state. It copies numbers from the event; the rules did the reckoning."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from game.core.ids import NOWHERE, SideId
from game.model import events as ev
from game.model.sides import BROKEN
from game.model.state import Fight, GameState, Pending, Result
from game.model.units import ON_MAP
from game.rules import apply_bridges, apply_upkeep, apply_vehicles
from game.rules.apply_air import AIR_WRITERS, go_home
from game.rules.apply_intel import INTEL_WRITERS
from game.rules.stale import LIT, drop_known, drop_occupancy


def apply(state: GameState, event: ev.Event) -> None:
    """Writes what happened into the state and drops the caches it concerns."""
    state.caches.pop("route", None)
    _WRITERS[type(event)](state, event)


def _turn_began(state: GameState, e: ev.TurnBegan) -> None:
    state.turn, state.minute = e.turn, e.minute
    if state.lit:
        state.lit = {h: until for h, until in state.lit.items() if until > e.minute}
    # With the light go sight, the pace of carriers and the reach of headquarters.
    for name in (*LIT, "command"):
        state.caches.pop(name, None)


def _phase_began(state: GameState, e: ev.PhaseBegan) -> None:
    state.side, state.phase_open = e.side, True
    go_home(state, e.side)
    state.ferried = [0] * len(state.ferried)
    state.bridge_used = [0] * len(state.bridge_used)
    for unit, minutes in e.minutes:
        state.minutes[unit] = state.allotted[unit] = minutes
        state.noise[unit] = 0
        state.held[unit] = False
        state.feint[unit] = NOWHERE
    state.caches.pop("command", None)


def _unit_moved(state: GameState, e: ev.UnitMoved) -> None:
    unit = e.unit
    state.minutes[unit] -= e.minutes
    if state.fuel[unit]:
        state.fuel[unit] = max(0, state.fuel[unit] - e.minutes)
    if len(e.path) > 1:
        _place(state, unit, e.path[-1])
    state.hidden[unit] = e.gait == "stealth"
    state.noise[unit] = max(state.noise[unit], 0 if e.gait == "stealth" else 1)


def _place(state: GameState, unit: int, hex_: int) -> None:
    old = state.hex[unit]
    if state.dug[unit] and old >= 0:
        state.works[old] = max(state.works.get(old, 0), state.dug[unit])
    state.hex[unit] = hex_  # type: ignore[call-overload]
    # Works found in place face the wrong way or belong to others: half their worth (rule 10.4).
    state.dug[unit] = state.works.get(hex_, 0) // 2  # type: ignore[call-overload]
    state.line_since[unit] = state.minute
    if state.derelicts:
        apply_vehicles.rejoin(state, unit)  # type: ignore[arg-type]
    drop_occupancy(state)
    state.caches.pop("command", None)


def _minutes_spent(state: GameState, e: ev.MinutesSpent) -> None:
    state.minutes[e.unit] = max(0, state.minutes[e.unit] - e.minutes)
    if e.on in ("fire", "assault", "volley", "barrage", "support"):
        state.noise[e.unit] = 2
        state.hidden[e.unit] = False
    elif e.on == "dig":
        state.noise[e.unit] = max(1, state.noise[e.unit])


def _flare(state: GameState, e: ev.FlareFired) -> None:
    state.flares[e.unit] -= 1
    state.lit[e.hex] = max(e.until, state.lit.get(e.hex, 0))
    for name in ("sight0", "sight1", "farthest"):
        state.caches.pop(name, None)


def _wire_cut(state: GameState, e: ev.WireCut) -> None:
    state.wire -= {e.hexside}
    state.caches.pop("wired", None)


def _wire_laid(state: GameState, e: ev.WireLaid) -> None:
    state.wire |= {e.hexside}
    state.caches.pop("wired", None)


def _registered(state: GameState, e: ev.TargetRegistered) -> None:
    state.registered[state.side_of(e.unit)] |= 1 << e.hex


def _bombarded(state: GameState, e: ev.Bombarded) -> None:
    state.bombarded[state.side_of(e.unit)] = True
    state.fired_at[e.unit] = e.lifts


def _fire_fell(state: GameState, e: ev.FireFell) -> None:
    state.fire_on[e.side][e.hex] = e.fire


def _loss(state: GameState, e: ev.LossSuffered) -> None:
    unit, side = e.unit, state.side_of(e.unit)
    state.men[unit] -= e.killed + e.wounded + e.missing
    state.killed[side] += e.killed
    state.wounded[side] += e.wounded
    state.missing[side] += e.missing
    if state.ringed[unit] >= 0:
        state.stranded[unit] += e.wounded
    if any(e.arms):
        state.arms[unit] = tuple(have - lost for have, lost in zip(state.arms[unit], e.arms, strict=True))
    if any(e.vehicles):
        apply_vehicles.lose(state, e)
    # Zones of control and room in a hex hang on men.
    for name in ("zoc0", "zoc1", "loads", "supply0", "supply1", "ring0", "ring1", "enclosed0", "enclosed1"):
        state.caches.pop(name, None)


def _pinned(state: GameState, e: ev.UnitPinned) -> None:
    state.pinned[e.unit], state.pinned_at[e.unit] = e.pinned, e.minute


def _cohesion(state: GameState, e: ev.CohesionChanged) -> None:
    state.cohesion[e.unit] = min(1000, max(0, state.cohesion[e.unit] + e.by))


def _fatigue(state: GameState, e: ev.FatigueChanged) -> None:
    state.fatigue[e.unit] = min(1000, max(0, state.fatigue[e.unit] + e.by))


def _ammo_spent(state: GameState, e: ev.AmmoSpent) -> None:
    state.ammo[e.unit] = max(0, state.ammo[e.unit] - e.ammo)
    state.shells_fired[state.side_of(e.unit)] += min(e.shells, state.shells[e.unit])
    state.shells[e.unit] = max(0, state.shells[e.unit] - e.shells)


def _assault(state: GameState, e: ev.AssaultResolved) -> None:
    before = state.fights.get(e.hex)
    if before is not None and before.side == e.side and before.turn >= state.turn - 1:
        fight = Fight(before.men, e.red, before.minutes + e.minutes, state.turn, e.side)
    else:
        fight = Fight(e.men, e.red, e.minutes, state.turn, e.side)
    state.fights[e.hex] = fight
    first, second = state.assaulted
    state.assaulted = (first | {e.hex}, second) if e.side == 0 else (first, second | {e.hex})


def _retreated(state: GameState, e: ev.UnitRetreated) -> None:
    if len(e.path) > 1:
        _place(state, e.unit, e.path[-1])
    state.hidden[e.unit] = False


def _advanced(state: GameState, e: ev.UnitAdvanced) -> None:
    _place(state, e.unit, e.path[-1])
    state.hidden[e.unit] = False


def _removed(state: GameState, e: ev.UnitRemoved) -> None:
    state.status[e.unit] = e.fate
    state.hex[e.unit] = NOWHERE
    for side in (0, 1):
        state.grade[side][e.unit] = ev.UNKNOWN
    drop_occupancy(state)
    drop_known(state, 0)
    drop_known(state, 1)
    state.caches.pop("command", None)


def _arrived(state: GameState, e: ev.UnitArrived) -> None:
    state.status[e.unit] = ON_MAP
    _place(state, e.unit, e.hex)


def _dug(state: GameState, e: ev.UnitDug) -> None:
    state.dug[e.unit] += e.work
    hex_ = state.hex[e.unit]
    state.works[hex_] = max(state.works.get(hex_, 0), state.dug[e.unit])


def _rested(state: GameState, e: ev.UnitRested) -> None:
    state.minutes[e.unit] -= e.minutes
    state.cohesion[e.unit] = min(1000, state.cohesion[e.unit] + e.cohesion)
    state.fatigue[e.unit] = max(0, state.fatigue[e.unit] - e.fatigue)


def _stance(state: GameState, e: ev.StanceSet) -> None:
    state.stance[e.unit] = e.stance


def _held(state: GameState, e: ev.UnitHeld) -> None:
    state.held[e.unit] = True


def _control(state: GameState, e: ev.ControlChanged) -> None:
    holder, since = state.holder[e.place], state.held_since[e.place]
    if holder >= 0:
        held = list(state.held_minutes[e.place])
        held[holder] += max(0, e.minute - since)
        state.held_minutes[e.place] = (held[0], held[1])
    taken = list(state.first_taken[e.place])
    if taken[e.side] < 0:
        taken[e.side] = e.minute if state.turn else 0
    state.first_taken[e.place] = (taken[0], taken[1])
    state.holder[e.place] = e.side
    state.held_since[e.place] = e.minute


def _contest(state: GameState, e: ev.ContestChanged) -> None:
    holder, since = state.holder[e.place], state.held_since[e.place]
    if e.is_contested and holder >= 0:
        held = list(state.held_minutes[e.place])
        held[holder] += max(0, e.minute - since)
        state.held_minutes[e.place] = (held[0], held[1])
    state.contested[e.place] = e.is_contested
    state.held_since[e.place] = e.minute


def _resolve(state: GameState, e: ev.ResolveChanged) -> None:
    state.resolve[e.side] = max(0, state.resolve[e.side] + e.by)


def _points(state: GameState, e: ev.PointsChanged) -> None:
    state.points[e.side] += e.by


def _restraint_broken(state: GameState, e: ev.RestraintBroken) -> None:
    state.restraints[e.restraint] = BROKEN


def _restraint_changed(state: GameState, e: ev.RestraintChanged) -> None:
    state.restraints[e.restraint] = e.status


def _weather(state: GameState, e: ev.WeatherChanged) -> None:
    state.weather = e.weather
    for name in LIT:
        state.caches.pop(name, None)


def _happened(state: GameState, e: ev.HappeningFired) -> None:
    state.fired |= 1 << e.happening


def _note(state: GameState, e: ev.NoteShown) -> None:
    state.notes |= 1 << e.note


def _asked(state: GameState, e: ev.DecisionAsked) -> None:
    state.pending = (*state.pending, Pending(e.happening, e.offer))


def _taken(state: GameState, e: ev.DecisionTaken) -> None:
    state.decided[e.happening] = e.option
    state.pending = tuple(p for p in state.pending if p.happening != e.happening)


def _ordered(state: GameState, e: ev.OrderNoted) -> None:
    first, second = state.ordered
    state.ordered = (first | {e.word}, second) if e.side == 0 else (first, second | {e.word})


def _phase_ended(state: GameState, e: ev.PhaseEnded) -> None:
    state.phase_open = False
    state.side = SideId(1 - e.side)


def _ended(state: GameState, e: ev.GameEnded) -> None:
    state.result = Result(e.reason, e.level, e.points)


def _message(state: GameState, e: ev.MessageSent) -> None:
    """A telegram changes nothing by itself."""


_WRITERS: dict[type, Callable[[GameState, Any], None]] = {
    ev.TurnBegan: _turn_began,
    ev.PhaseBegan: _phase_began,
    ev.UnitMoved: _unit_moved,
    ev.MinutesSpent: _minutes_spent,
    **INTEL_WRITERS,
    ev.FlareFired: _flare,
    ev.WireCut: _wire_cut,
    ev.WireLaid: _wire_laid,
    ev.TargetRegistered: _registered,
    ev.Bombarded: _bombarded,
    ev.FireFell: _fire_fell,
    **AIR_WRITERS,
    ev.LossSuffered: _loss,
    **apply_upkeep.WRITERS,
    **apply_vehicles.WRITERS,
    **apply_bridges.WRITERS,
    ev.UnitPinned: _pinned,
    ev.CohesionChanged: _cohesion,
    ev.FatigueChanged: _fatigue,
    ev.AmmoSpent: _ammo_spent,
    ev.AssaultResolved: _assault,
    ev.UnitRetreated: _retreated,
    ev.UnitAdvanced: _advanced,
    ev.UnitRemoved: _removed,
    ev.UnitArrived: _arrived,
    ev.UnitDug: _dug,
    ev.UnitRested: _rested,
    ev.StanceSet: _stance,
    ev.UnitHeld: _held,
    ev.ControlChanged: _control,
    ev.ContestChanged: _contest,
    ev.ResolveChanged: _resolve,
    ev.PointsChanged: _points,
    ev.RestraintBroken: _restraint_broken,
    ev.RestraintChanged: _restraint_changed,
    ev.WeatherChanged: _weather,
    ev.HappeningFired: _happened,
    ev.NoteShown: _note,
    ev.MessageSent: _message,
    ev.DecisionAsked: _asked,
    ev.DecisionTaken: _taken,
    ev.OrderNoted: _ordered,
    ev.PhaseEnded: _phase_ended,
    ev.GameEnded: _ended,
}
