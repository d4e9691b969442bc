"""Chapter 6: bombardment, volleys at men on the move, defensive barrage, guns in support."""

from __future__ import annotations

from attrs import frozen

from game.core.ids import HexId, UnitId
from game.core.portable import total
from game.model import events as ev
from game.model.orders import Bombard, Refusal, Register
from game.model.state import Concentration, GameState
from game.model.units import ON_MAP
from game.model.weapons import Weapon
from game.rules import (
    blows,
    concentration,
    crests,
    escalation,
    factors,
    flash,
    gunnery,
    killers,
    observation,
    surprise,
)
from game.rules.ground import (
    is_armoured,
    light_at,
    minute_of,
    pinned_now,
    shelter,
    side_masks,
    turn_of,
    units_at,
    weather,
)
from game.rules.ledger import Ledger
from game.rules.shellfire import Bombardment, bombardment

THICK = ("fog", "heavy-rain")
"""Skies in which the map is all that gunners have. Rule 6.12."""
RANGING = 4
"""Rounds spent on registering a target. Rule 6.5."""


@frozen
class FirePlan:
    """What one bombardment takes and how it is aimed."""

    rounds: int
    minutes: int
    observed: bool
    worth: float
    """Factor on its rounds for fog, dark and unregistered targets."""
    modifiers: tuple[ev.ModifierLine, ...]


def tubes(state: GameState, unit: UnitId, metres: int = 0) -> list[tuple[Weapon, int]]:
    """Guns and mortars a unit has left that reach so far. Rule 6.15."""
    spec = state.scenario.units[unit]
    return [
        (arm.weapon, have)
        for arm, have in zip(spec.arms, state.arms[unit], strict=True)
        if have
        and arm.weapon.lethal_area_m2 > 0.0
        and arm.weapon.role in ("gun", "at")
        and arm.weapon.range_m >= metres
    ]


def reach_m(state: GameState, unit: UnitId) -> int:
    """Greatest range in metres of a unit's tubes; 0 for one that cannot bombard. Rule 6.1."""
    if not state.scenario.units[unit].kind.fires:
        return 0
    return max([weapon.range_m for weapon, _ in tubes(state, unit)], default=0)


def rounds_a_minute(state: GameState, unit: UnitId, at: int | None = None, metres: int = 0) -> float:
    """Rounds that a unit's tubes fire so far in a minute of steady shooting; pinned crews fire less.

    Rules 6.1, 6.15 and 6.24.
    """
    share = state.scenario.rules.fires.rate["sustained"]
    share *= 1.0 - state.scenario.rules.combat.condition.pinned * pinned_now(state, unit, at)
    return total([weapon.rounds_hour * have for weapon, have in tubes(state, unit, metres)]) * share / 60.0


def distance_m(state: GameState, unit: UnitId, hex_: HexId) -> int:
    """Metres from guns to the centre of a hex, those behind the edge of the map among them. Rules 6.1 and 6.14."""
    board, spec = state.scenario.board, state.scenario.units[unit]
    return board.grid.distance(state.hex[unit], hex_) * board.hex_m + spec.off_map_m


def in_reach(state: GameState, unit: UnitId, hex_: HexId) -> bool:
    """Whether a unit's tubes reach a hex, direct-fire guns only what they see. Rule 6.1."""
    here, metres = state.hex[unit], distance_m(state, unit, hex_)
    for weapon, _ in tubes(state, unit):
        if metres <= weapon.range_m and (weapon.indirect or observation.is_clear(state, here, hex_)):
            return True
    return False


def is_observed(state: GameState, unit: UnitId, hex_: HexId) -> bool:
    """Whether somebody of the side sees the fall of shot. Rule 6.11."""
    return bool(observation.in_sight(state, state.side_of(unit)) >> hex_ & 1)


def aim(state: GameState, unit: UnitId, hex_: HexId) -> tuple[bool, float, tuple[ev.ModifierLine, ...]]:
    """Whether fire on a hex is observed, the factor on its rounds, and why. Rules 6.11 to 6.15."""
    table = state.scenario.rules.fires.effect
    observed = is_observed(state, unit, hex_)
    worth, lines = 1.0, []
    if observed and weather(state).sky == "fog":
        worth *= table["fog"]
        lines.append(ev.ModifierLine("A", "P", "fog on the target", table["fog"], "6.12", "fires.effect.fog"))
    registered = state.registered[state.side_of(unit)] >> hex_ & 1
    if not observed and not registered and (turn_of(state).is_dark or weather(state).sky in THICK):
        worth *= table["blind"]
        lines.append(ev.ModifierLine("A", "P", "blind fire", table["blind"], "6.12", "fires.effect.blind"))
    if (crest := crests.factor(state, unit, hex_)) < 1.0:
        worth *= crest
        lines.append(ev.ModifierLine("A", "P", "flat path over a crest", crest, "6.13", "fires.crest.flat"))
    metres = distance_m(state, unit, hex_)
    if (far := gunnery.range_worth(state, tubes(state, unit, metres), metres)) < 1.0:
        worth *= far
        lines.append(ev.ModifierLine("A", "P", "long range", far, "6.15", "fires.scatter.loss"))
    return observed, worth, tuple(lines)


def plan(state: GameState, order: Bombard) -> FirePlan:
    """Rounds, minutes and aim of a bombardment as ordered. Rules 6.1, 6.11, 6.12."""
    unit = order.unit
    rounds, pace = _rounds(state, order)
    setup = int(state.scenario.rules.fires.rate["setup"])
    minutes = min(state.minutes[unit], setup + int(rounds / pace + 0.999)) if pace else 0
    observed, worth, lines = aim(state, unit, order.target)
    return FirePlan(rounds, minutes, observed, worth, lines)


def _rounds(state: GameState, order: Bombard) -> tuple[int, float]:
    """Rounds that a bombardment as ordered fires, and how many in a minute. Rule 6.1."""
    unit, rate = order.unit, state.scenario.rules.fires.rate
    pace = rounds_a_minute(state, unit, None, distance_m(state, unit, order.target))
    left = state.minutes[unit] - int(rate["setup"])
    spell = min(left, int(rate["spell"]))
    return min(order.rounds or int(spell * pace), int(left * pace), state.shells[unit]), pace


def check(state: GameState, order: Bombard) -> Refusal | None:
    """Why a hex cannot be bombarded. Rules 6.1 and 14.2."""
    unit, target = order.unit, order.target
    grid = state.scenario.board.grid
    if not 0 <= target < grid.size:
        return Refusal("off-map", "4.1")
    if not state.scenario.units[unit].kind.fires or not tubes(state, unit):
        return Refusal("cannot-fire", "6.1")
    if not state.shells[unit]:
        return Refusal("no-shells", "6.1")
    metres = distance_m(state, unit, target)
    if metres > reach_m(state, unit):
        return Refusal("out-of-range", "6.1", (("metres", metres), ("range", reach_m(state, unit))))
    if not in_reach(state, unit, target):
        return Refusal("no-line", "6.1", (("hex", grid.name(target)),))
    if side_masks(state)[order.side] >> target & 1:
        return Refusal("friends-there", "6.1", (("hex", grid.name(target)),))
    if restraint := escalation.forbids_fire(state, order.side, state.hex[unit], target):
        return Refusal("restraint", "14.2", (("restraint", restraint),))
    need = int(state.scenario.rules.fires.rate["setup"]) + 1
    if state.minutes[unit] < need or _rounds(state, order)[0] < 1:
        return Refusal("too-little-time", "3.3", (("minutes", need), ("left", state.minutes[unit])))
    return None


def carry_out(order: Bombard, ledger: Ledger) -> None:
    """Bombards by order. Rules 6.1 to 6.3."""
    found = plan(ledger.state, order)
    ledger.emit(ev.MinutesSpent(order.unit, found.minutes, "fire"))
    lifts = minute_of(ledger.state, order.unit)
    shell(ledger, order.unit, order.target, found.rounds, found.minutes, "order", lifts)


def shell(ledger: Ledger, unit: UnitId, target: HexId, rounds: int, minutes: int, reason: str, lifts: int) -> None:
    """Shells fall on whoever is in a hex, friend excepted. Rules 6.2, 6.3 and 8.4.

    Args:
        lifts: minute of the scenario at which the last of them falls.
    """
    state = ledger.state
    side = state.side_of(unit)
    observed, worth, lines = aim(state, unit, target)
    ledger.emit(ev.AmmoSpent(unit, 0, rounds))
    victims = [v for v in units_at(state, target) if state.side_of(v) != side]
    shells = salvo(state, unit, target, rounds * worth)
    laid = gunnery.is_laid_on(state, side, target, observed=observed)
    area = gunnery.ground_ha(state, gunnery.men_of(state, victims), laid=laid)
    fire = together(state, unit, target, shells, minutes, lifts, reason, area)
    found = [_under_fire(state, shells, fire, v, observed, area) for v in victims]
    mean = total([blow.killed for blow in found]) / len(found) if found else 0.0
    worst = max([blow.pinned for blow in found], default=0.0)
    ledger.emit(ev.Bombarded(unit, target, rounds, observed, reason, mean, worst, lines, lifts))
    ledger.emit(ev.FireFell(side, target, fire))
    kinds = killers.by_shells(shells)
    for victim, blow in zip(victims, found, strict=True):
        why = factors.of_shells(state, victim, lines, observed=observed, laid=laid)
        blows.strike(ledger, victim, side, blow, blows.Fire(cause="shells", kinds=kinds, modifiers=why), lifts)
    flash.give_away(ledger, unit, rounds)


def salvo(state: GameState, unit: UnitId, target: HexId, rounds: float) -> tuple[tuple[Weapon, float], ...]:
    """Rounds by type of weapon when all tubes of a unit that reach a hex share in some rounds. Rule 6.15."""
    available = tubes(state, unit, distance_m(state, unit, target))
    rate = total([weapon.rounds_hour * have for weapon, have in available])
    return tuple((weapon, rounds * weapon.rounds_hour * have / rate) for weapon, have in available)


def together(
    state: GameState,
    unit: UnitId,
    target: HexId,
    shells: tuple[tuple[Weapon, float], ...],
    minutes: int,
    lifts: int,
    reason: str,
    area: float,
) -> Concentration:
    """The fire of a unit joined with whatever falls on the hex at that time. Rules 6.16 and 6.32.

    Args:
        area: hectares on which its shells fall.
    """
    weight = total([weapon.shell_76 * n for weapon, n in shells])
    guns = (unit,) if reason == "order" else ()
    return concentration.joined(state, state.side_of(unit), target, weight, lifts - minutes, lifts, guns, area=area)


def _under_fire(
    state: GameState,
    shells: tuple[tuple[Weapon, float], ...],
    fire: Concentration,
    victim: UnitId,
    observed: bool,
    area: float,
) -> Bombardment:
    """What some rounds do to one unit, held down by all that falls with them. Rules 6.2, 6.3 and 6.32."""
    aimed = "observed" if observed else "map"
    tables = state.scenario.rules.combat
    minutes = max(1, fire.lifts - fire.start)
    blow = bombardment(shells, area, shelter(state, victim), minutes, aimed, tables)
    return blow._replace(pinned=max(fire.pinned / 1000.0, pinned_now(state, victim, fire.lifts)))


def volley_power(state: GameState, unit: UnitId, light: float, at: int | None = None) -> float:
    """Power of a unit's small arms and machine guns in some light at a minute. Rule 6.4."""
    dark = state.scenario.rules.fires.effect["volley_dark"]
    spec = state.scenario.units[unit]
    points = total(
        [
            arm.weapon.oli * have
            for arm, have in zip(spec.arms, state.arms[unit], strict=True)
            if arm.weapon.role in ("small", "mg")
        ]
    )
    return (
        points
        * (dark + (1.0 - dark) * light)
        * (1.0 - state.scenario.rules.combat.condition.pinned * pinned_now(state, unit, at))
    )


def answer_step(ledger: Ledger, mover: UnitId, seen_by: list[UnitId], most: int) -> None:
    """Fire on a unit that moves in view: volleys from beside it, a barrage on a registered hex. Rules 6.4 and 6.5."""
    state = ledger.state
    grid, here = state.scenario.board.grid, state.hex[mover]
    table = state.scenario.rules.fires
    light, now = light_at(state, here), minute_of(state, mover)
    ready = [
        (volley_power(state, u, light, now), u)
        for u in seen_by
        if grid.distance(state.hex[u], here) <= 1
        and state.minutes[u] >= table.effect["volley_minutes"]
        and state.ammo[u] > 0
        and state.alert[u] >= table.defensive["alert"] * 1000
        # Nobody wastes cartridges on armour.
        and not is_armoured(state, mover)
    ]
    ready.sort(key=lambda pair: (-pair[0], pair[1]))
    for power, unit in ready[:most]:
        if state.status[mover] == ON_MAP and power > 0.0:
            _volley(ledger, unit, mover, power)
    if state.status[mover] == ON_MAP and seen_by:
        barrage(ledger, here, seen_by[0], now)


def _volley(ledger: Ledger, unit: UnitId, mover: UnitId, power: float) -> None:
    """One burst of small-arms fire. Rule 6.4."""
    state = ledger.state
    table, tables = state.scenario.rules.fires, state.scenario.rules.combat
    ground = state.scenario.board.terrain(state.hex[mover])
    ledger.emit(ev.MinutesSpent(unit, int(table.effect["volley_minutes"]), "volley"))
    ledger.emit(ev.AmmoSpent(unit, round(state.scenario.rules.supply.use["volley"] * 100), 0))
    cover = tables.cover["attack" if state.noise[mover] != 1 else "march"]
    share = min(0.5, table.effect["volley"] * power * cover * ground.losses / state.men[mover])
    pinned = min(0.9, pinned_now(state, mover) + table.effect["volley_pinned"] * power / (0.12 * state.men[mover]))
    now = minute_of(state, mover)
    why = factors.of_volley(state, unit, mover, now)
    fire = blows.Fire(cause="fire", kinds=killers.by_volley(state, unit), modifiers=why)
    blows.strike(ledger, mover, state.side_of(unit), Bombardment(share, pinned, 0.0), fire, now)
    observation.make_contact(ledger, state.side_of(mover), unit, ev.SEEN, "fire")


def barrage(ledger: Ledger, target: HexId, caller: UnitId, now: int) -> None:
    """Guns that have a hex registered fire at an enemy reported there, once in a while each. Rules 6.5, 8.9."""
    state = ledger.state
    side = state.side_of(caller)
    if not state.registered[side] >> target & 1:
        return
    table = state.scenario.rules.fires.defensive
    for unit in state.scenario.units_of[side]:
        if _may_support(state, unit, target) and now - state.fired_at[unit] >= table["again"]:
            minutes = int(table["minutes"])
            pace = rounds_a_minute(state, unit, now, distance_m(state, unit, target))
            given = min(state.shells[unit] * table["share"], pace * minutes)
            rounds = int(given * surprise.readiness(state, unit))
            if rounds:
                ledger.emit(ev.MinutesSpent(unit, minutes, "barrage"))
                shell(ledger, unit, target, rounds, minutes, "defensive", now + minutes)


def _may_support(state: GameState, unit: UnitId, target: HexId) -> bool:
    side = state.side_of(unit)
    table = state.scenario.rules.fires.defensive
    return (
        state.status[unit] == ON_MAP
        and state.shells[unit] > 0
        and state.minutes[unit] >= table["minutes"]
        and state.scenario.units[unit].kind.fires
        and not side_masks(state)[side] >> target & 1
        and in_reach(state, unit, target)
        and not escalation.forbids_fire(state, side, state.hex[unit], target)
    )


def supporting_guns(
    state: GameState, target: HexId, near: frozenset[HexId], side_units: tuple[UnitId, ...]
) -> list[UnitId]:
    """Guns of a side that can fire into an assault on or from `target`: in reach, with shells and minutes. Rule 6.6.

    Only guns that have the hex registered, or whose side sees it, can.
    """
    found = []
    for unit in side_units:
        if state.hex[unit] in near or not _may_support(state, unit, target):
            continue
        registered = state.registered[state.side_of(unit)] >> target & 1
        if registered or is_observed(state, unit, target):
            found.append(unit)
    return found


def support_rounds(state: GameState, unit: UnitId, minutes: int) -> int:
    """Rounds that a gun unit gives to an assault of some minutes. Rule 6.6."""
    share = state.scenario.rules.fires.defensive["support_share"]
    usable = min(minutes, state.minutes[unit])
    return int(min(state.shells[unit] * share, rounds_a_minute(state, unit) * usable))


def check_register(state: GameState, order: Register) -> Refusal | None:
    """Why a target cannot be registered. Rule 6.5."""
    unit = order.unit
    setup = int(state.scenario.rules.fires.rate["setup"])
    if not state.scenario.units[unit].kind.fires or not tubes(state, unit):
        return Refusal("cannot-fire", "6.1")
    if not 0 <= order.target < state.scenario.board.grid.size:
        return Refusal("off-map", "4.1")
    if state.registered[order.side] >> order.target & 1:
        return Refusal("already-registered", "6.5")
    if not in_reach(state, unit, order.target):
        return Refusal("out-of-range", "6.1", (("metres", 0), ("range", reach_m(state, unit))))
    if restraint := escalation.forbids_fire(state, order.side, state.hex[unit], order.target):
        return Refusal("restraint", "14.2", (("restraint", restraint),))
    if not is_observed(state, unit, order.target):
        return Refusal("no-line", "6.5", (("hex", state.scenario.board.grid.name(order.target)),))
    if state.shells[unit] < RANGING:
        return Refusal("no-shells", "6.5")
    if state.minutes[unit] < 2 * setup:
        return Refusal("too-little-time", "3.3", (("minutes", 2 * setup), ("left", state.minutes[unit])))
    return None


def carry_out_register(order: Register, ledger: Ledger) -> None:
    """Registers a target with a few ranging shots. Rule 6.5."""
    ledger.emit(ev.MinutesSpent(order.unit, 2 * int(ledger.state.scenario.rules.fires.rate["setup"]), "fire"))
    ledger.emit(ev.AmmoSpent(order.unit, 0, RANGING))
    ledger.emit(ev.TargetRegistered(order.unit, order.target))
