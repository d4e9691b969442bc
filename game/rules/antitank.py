"""Rule 6.9: anti-tank guns fire by themselves at vehicles that move or lie bogged in their sight."""

from __future__ import annotations

from attrs import frozen

from game.core.ids import HexId, SideId, UnitId, enemy_of
from game.core.portable import total
from game.model import events as ev
from game.model.state import GameState
from game.model.units import ON_MAP
from game.model.weapons import Vehicle, Weapon
from game.rules import closing, escalation, killers, losses, morale, observation
from game.rules.action import shared
from game.rules.armour import Shot, burning, crew_hit, duel, shot, tubes_against, written_off
from game.rules.force import Circumstances, Force
from game.rules.ground import light_at
from game.rules.ledger import Ledger

MOST_GUNS = 2
"""Units whose guns fire at the same vehicles in one step; more would only shoot at the same tanks. Rule 6.9."""


@frozen
class _Target:
    """Vehicles under fire."""

    unit: UnitId
    hex: HexId
    hulls: tuple[int, ...]
    """By position in `Unit.vehicles`."""
    still: bool
    """Whether they lie bogged."""
    is_left: bool = False
    """Whether their unit has left them there."""

    def vehicles(self, state: GameState) -> tuple[tuple[Vehicle, float], ...]:
        """Types and numbers."""
        groups = state.scenario.units[self.unit].vehicles
        return tuple((group.vehicle, float(n)) for group, n in zip(groups, self.hulls, strict=True) if n)


def answer_step(ledger: Ledger, mover: UnitId, seen_by: list[UnitId]) -> None:
    """Anti-tank fire on vehicles that have come into a hex in view, for as long as the step took. Rule 6.9."""
    state = ledger.state
    minutes = [e.minutes for e in ledger.events if isinstance(e, ev.UnitMoved) and e.unit == mover]
    if any(state.vehicles[mover]) and minutes:
        _fire(ledger, _Target(mover, state.hex[mover], state.vehicles[mover], False), seen_by, minutes[-1])


def at_bogged(ledger: Ledger, side: SideId) -> None:
    """Anti-tank fire on a side's vehicles that lie bogged in the enemy's sight as its phase begins. Rule 6.9."""
    state = ledger.state
    minutes = int(state.scenario.rules.fires.antitank["still_minutes"])
    targets = [
        _Target(unit, state.hex[unit], state.bogged[unit], True)
        for unit in state.scenario.units_of[side]
        if state.status[unit] == ON_MAP and any(state.bogged[unit])
    ]
    targets += [
        _Target(d.unit, d.hex, d.vehicles, True, True) for d in state.derelicts if state.side_of(d.unit) == side
    ]
    for target in targets:
        guns = list(state.scenario.units_of[enemy_of(side)]) if _shows(state, target) else []
        _fire(ledger, target, guns, minutes)


def _shows(state: GameState, target: _Target) -> bool:
    """Whether the enemy knows that vehicles lie there: those of a unit by contact, those left behind by looking."""
    foe = enemy_of(state.side_of(target.unit))
    return target.is_left or (state.grade[foe][target.unit] > 0 and state.seen_hex[foe][target.unit] == target.hex)


def _fire(ledger: Ledger, target: _Target, guns: list[UnitId], minutes: int) -> None:
    """The strongest guns that bear on the vehicles open fire, one unit after the other. Rule 6.9."""
    state = ledger.state
    ready = [(_worth(state, gun, target), gun) for gun in guns if _may_fire(state, gun, target)]
    ready.sort(key=lambda pair: (-pair[0], pair[1]))
    for worth, gun in ready[:MOST_GUNS]:
        gone = not target.is_left and state.status[target.unit] != ON_MAP
        if worth > 0.0 and any(target.hulls) and not gone:
            target = _engage(ledger, target, gun, min(minutes, state.minutes[gun]))


def tubes(state: GameState, unit: UnitId) -> tuple[tuple[Weapon, float, float | None], ...]:
    """Guns of a unit that are of use against vehicles. Rule 6.9."""
    least = state.scenario.rules.combat.armour.tube_least
    arms = zip(state.scenario.units[unit].arms, state.arms[unit], strict=True)
    return tuple((arm.weapon, float(n), None) for arm, n in arms if n and arm.weapon.at_worth >= least)


def metres(state: GameState, gun: UnitId, hex_: HexId) -> int:
    """Metres from a gun to a hex, as fire reckons them."""
    board = state.scenario.board
    return board.grid.distance(state.hex[gun], hex_) * board.hex_m


def _may_fire(state: GameState, gun: UnitId, target: _Target) -> bool:
    """Whether a unit's guns wait, see the vehicles, reach them and may fire. Rule 6.9."""
    table = state.scenario.rules.fires
    here, away = state.hex[gun], metres(state, gun, target.hex) if state.status[gun] == ON_MAP else 0
    return (
        state.status[gun] == ON_MAP
        and state.minutes[gun] > 0
        and state.shells[gun] > 0
        and state.alert[gun] >= table.defensive["alert"] * 1000
        and bool(tubes(state, gun))
        and away <= table.antitank["range_m"]
        and away <= observation.sight_limit_m(state, state.scenario.rules.sight.range_m["vehicles"], target.hex)
        and observation.is_clear(state, here, target.hex)
        and not escalation.forbids_fire(state, state.side_of(gun), here, target.hex)
    )


def _shooter(state: GameState, gun: UnitId) -> Force:
    return Force(name="guns", men=float(max(1, state.men[gun])), arms=tubes(state, gun))


def _worth(state: GameState, gun: UnitId, target: _Target) -> float:
    """Perfect tubes to which a unit's guns amount against these vehicles."""
    away, armour = float(metres(state, gun, target.hex)), state.scenario.rules.combat.armour
    crew = _shooter(state, gun)
    return total([n * tubes_against(hull, crew, away, armour, True) for hull, n in target.vehicles(state)])


def _engage(ledger: Ledger, target: _Target, gun: UnitId, minutes: int) -> _Target:
    """One unit's guns fire at vehicles for some minutes; the vehicles that are left. Rule 6.9."""
    state = ledger.state
    tables, table = state.scenario.rules.combat, state.scenario.rules.fires.antitank
    away = metres(state, gun, target.hex)
    circumstances = Circumstances(
        ground=state.scenario.board.terrain(target.hex), light=light_at(state, target.hex), range_m=float(away)
    )
    crew = _shooter(state, gun)
    vehicles = Force(name="vehicles", men=1.0, vehicles=target.vehicles(state), bogged=_stuck(state, target))
    fire = shot(vehicles, crew, circumstances, tables, attacking=True)
    both = duel(vehicles, crew, circumstances, tables, attacking=True)
    if fire is None or both is None:
        return target
    hours, armour = minutes / 60.0 * table["intensity"], tables.armour
    share, there = lost_share(fire.hazard(armour), hours), sum([n for n in target.hulls])
    out, lines = _out(ledger, target, share), shot_lines(fire, table["intensity"])
    ledger.emit(ev.MinutesSpent(gun, minutes, "volley"))
    ledger.emit(ev.AmmoSpent(gun, 0, min(state.shells[gun], max(1, int(_rounds(state, gun) * minutes / 60.0)))))
    ledger.emit(
        ev.VehiclesShot(
            gun, target.unit, target.hex, away, minutes, target.still, armour.tank_kill, share, out, lines, there
        )
    )
    if any(out):
        bore = killers.by_tubes(vehicles, crew, float(away), armour, attacking=True)
        _knock_out(ledger, target, out, killers.merged([pair for kinds in bore.values() for pair in kinds]))
    _fire_back(ledger, target, gun, vehicles, lost_share(2.0 * both.tubes, hours))
    observation.make_contact(ledger, state.side_of(target.unit), gun, ev.SEEN, "fire")
    left = tuple([n - lost for n, lost in zip(target.hulls, out, strict=True)])
    return _Target(target.unit, target.hex, left, target.still, target.is_left)


def _fire_back(ledger: Ledger, target: _Target, gun: UnitId, vehicles: Force, share: float) -> None:
    """Vehicles that know who shoots at them put out a share of the tubes. Rule 6.9."""
    by = ledger.state.side_of(target.unit)
    if ledger.state.grade[by][gun] > 0 and not target.is_left:
        kinds = killers.merged([(hull.id, n) for hull, n in vehicles.vehicles])
        losses.inflict(ledger, gun, 0, situation="assault", cause="tanks", by=by, tubes=share, kinds=kinds)


def lost_share(hazard: float, hours: float) -> float:
    """Share put out in some hours by fire that does not slacken, at an hourly rate. Rule 7.52."""
    left = max(0.0, 1.0 - hazard / 2.0 * hours)
    return 1.0 - left * left


def shot_lines(fire: Shot, intensity: float) -> tuple[ev.ModifierLine, ...]:
    """Factors on the rate of anti-tank fire: with it they make the hourly hazard. Rules 6.9 and 7.52."""
    lines = fire.lines("vehicles")
    if intensity != 1.0:
        pause = ev.ModifierLine("vehicles", "V", "without a pause", intensity, "6.9", "fires.antitank.intensity")
        lines = (*lines, pause)
    return lines


def _stuck(state: GameState, target: _Target) -> float:
    """Share of the vehicles under fire that lie bogged."""
    if target.still:
        return 1.0
    count = sum([n for n in target.hulls])
    return sum([n for n in state.bogged[target.unit]]) / count if count else 0.0


def _rounds(state: GameState, gun: UnitId) -> float:
    """Rounds an hour of a unit's anti-tank guns, at the sustained rate."""
    share = state.scenario.rules.fires.rate["sustained"]
    return share * total([weapon.rounds_hour * n for weapon, n, _ in tubes(state, gun)])


def _out(ledger: Ledger, target: _Target, share: float) -> tuple[int, ...]:
    """Vehicles put out, whole ones, of the types that are there."""
    count = sum([n for n in target.hulls])
    return tuple(shared(min(count, ledger.dice.whole(count * share)), list(target.hulls)))


def _knock_out(ledger: Ledger, target: _Target, out: tuple[int, ...], kinds: ev.Kinds) -> None:
    """Vehicles out of action, those lost for good among them, and their crews. Rules 6.9, 7.38, 7.54 and 7.74."""
    state, unit = ledger.state, target.unit
    tables = state.scenario.rules.combat
    spec = state.scenario.units[unit]
    hulls = [(g.vehicle, float(n)) for g, n in zip(spec.vehicles, out, strict=True)]
    hit = total([crew_hit(n, hull.crew, tables, stays=not spec.surrenders) for hull, n in hulls])
    stuck = _stuck(state, target)
    count = sum([n for n in out])
    beyond = written_off(
        float(count),
        tables,
        holds_field=None,
        bogged=stuck,
        burns=burning(hulls),
        in_open=closing.is_open(state, target.hex),
    )
    lost = min(count, ledger.dice.whole(beyond))
    by, wrecked = enemy_of(state.side_of(unit)), tuple(shared(lost, list(out)))
    if target.is_left:
        arms = (0,) * len(state.arms[unit])
        ledger.emit(ev.LossSuffered(unit, 0, 0, 0, arms, out, wrecked, "anti-tank", by, (), target.hex, kinds))
        return
    of_them = int(count * stuck + 0.5)
    bogged = tuple(shared(of_them, [min(a, b) for a, b in zip(out, state.bogged[unit], strict=True)]))
    losses.inflict(
        ledger,
        unit,
        int(hit + 0.5),
        situation="assault",
        cause="anti-tank",
        by=by,
        vehicles=out,
        wrecked=wrecked,
        bogged=bogged,
        kinds=kinds,
    )
    if state.status[unit] == ON_MAP:
        before = count + sum([n for n in state.vehicles[unit]])
        morale.shake(ledger, unit, tables.cohesion.points * count / before, "fire")
