"""Rules 7.1 to 7.3: who fights in an assault, from where, and under what circumstances."""

from __future__ import annotations

from attrs import evolve, frozen

from game.core.ids import HexId, SideId, UnitId, enemy_of
from game.core.portable import total
from game.model import events as ev
from game.model.orders import Assault
from game.model.scenario import hexside
from game.model.state import GameState
from game.model.tables import CombatTables
from game.model.units import STANCES
from game.model.weapons import Arm
from game.rules import attrition, belief, closing, command, concentration, fires, stealth, supporting
from game.rules.armour import crew_hit, shot
from game.rules.belief import Body
from game.rules.concentration import Timing, timing
from game.rules.flanks import closed_ways, flank
from game.rules.force import Circumstances, Force
from game.rules.ground import known_enemies, light_at, occupants, weather
from game.rules.supporting import firing_rates

LONGEST = 60
"""Minutes for which one order presses an assault at most. Rule 7.11."""
ACTION_HEXES = 2
"""Stacks this near to the target belong to the same action. Rule 7.12."""
SHORTEST = 10
"""Minutes below which no assault can be made. Rule 7.11."""
WET_SKIES = ("fog", "rain", "heavy-rain")


@frozen
class Action:
    """An assault gathered and ready."""

    order: Assault
    lead: tuple[Body, ...]
    """Attackers that close with the enemy."""
    overwatch: tuple[Body, ...]
    """Attackers beside the target that only fire: machine guns and the like."""
    defenders: tuple[Body, ...]
    support: tuple[tuple[UnitId, int], ...]
    """Guns on both sides and the rounds they give."""
    minutes: int
    clock: Timing
    surprise: float
    red: int | None
    """Face of the red die kept from the same fight."""
    prepared: attrition.Prepared


def lead_units(state: GameState, order: Assault) -> tuple[UnitId, ...]:
    """Units of the order that stand beside the target, or share it, and may assault. Rules 7.1 and 7.67."""
    near = (*state.scenario.board.grid.adjacent[order.target], order.target)
    return tuple(u for u in order.units if state.hex[u] in near and state.scenario.units[u].kind.assaults)


def overwatch_units(state: GameState, order: Assault) -> tuple[UnitId, ...]:
    """Units of the order that fire small arms from beside the target and do not close with the enemy. Rule 7.16."""
    near = (*state.scenario.board.grid.adjacent[order.target], order.target)
    units = state.scenario.units
    return tuple(
        u
        for u in order.units
        if state.hex[u] in near
        and not units[u].kind.assaults
        and not units[u].off_map_m
        and any(arm.weapon.role in ("small", "mg") for arm in units[u].arms)
    )


def minutes_of(state: GameState, order: Assault, lead: tuple[UnitId, ...]) -> int:
    """Minutes for which the assault is pressed. Rule 7.11."""
    left = min([state.minutes[u] for u in lead], default=0)
    return min(LONGEST, left, order.minutes or LONGEST)


def gather(state: GameState, order: Assault, *, true: bool) -> Action:
    """The assault with everything that bears on it.

    Args:
        true: whether the defenders are as they are (for the resolution) or as the attacker believes (for his staff).
    """
    lead = lead_units(state, order)
    minutes = minutes_of(state, order, lead)
    side, target = order.side, order.target
    clock = timing(state, side, target, lead, order.minutes or LONGEST)
    bodies = tuple([belief.true_body(state, u, clock.begins) for u in lead])
    overwatch = tuple([belief.true_body(state, u, clock.begins) for u in overwatch_units(state, order)])
    if true:
        defenders = belief.defenders_at(state, enemy_of(side), target, clock.begins)
    else:
        held = concentration.pinned_on(state, side, target, clock.begins - clock.early)
        defenders = belief.believed_at(state, side, target, held)
    support = supporting.support(state, order, bodies, defenders, minutes, true=true)
    surprise = _surprise(state, order, bodies, defenders)
    fight = state.fights.get(target)
    goes_on = fight is not None and fight.side == side and fight.turn >= state.turn - 1 and true
    circumstances = _circumstances(state, order, bodies, defenders, surprise)
    men = fight.men if fight is not None and goes_on else action_men(state, side, target, true=true)
    started = fight.minutes if fight is not None and goes_on else 0
    circumstances = evolve(circumstances, whole_action=float(men), started_minutes=float(started))
    attacker = _force(state, "attackers", bodies, support, minutes, order.press, (target,))
    attacker = _with_fire(attacker, overwatch, minutes)
    attacker = evolve(attacker, bogged=belief.bogged(state, bodies, attacking=True))
    near = tuple(dict.fromkeys(b.hex for b in bodies))
    defender = _force(state, "defenders", defenders, support, minutes, _stance(defenders), near)
    defender = evolve(
        defender,
        closed=closed_ways(state, side, target, true=true),
        bogged=belief.bogged(state, defenders, attacking=False),
    )
    prepared = attrition.prepare(attacker, defender, circumstances, minutes, state.scenario.rules.combat)
    red = fight.red if fight is not None and goes_on else None
    return Action(order, bodies, overwatch, defenders, support, minutes, clock, surprise, red, prepared)


def _stance(bodies: tuple[Body, ...]) -> str:
    """The stance of most of the men."""
    men = [0] * len(STANCES)
    for body in bodies:
        men[body.stance] += body.men
    return STANCES[men.index(max(men))]


def _surprise(state: GameState, order: Assault, lead: tuple[Body, ...], defenders: tuple[Body, ...]) -> float:
    """S: the share of complete surprise, from the attackers that came unseen. Rules 8.2 and 8.31."""
    men = sum([b.men for b in lead])
    awake = sum([b.men for b in defenders])
    if not men or not awake:
        return 0.0
    alert = total([b.alert * b.men for b in defenders]) / awake
    unseen = 0.0
    for body in lead:
        if state.hidden[body.unit]:
            share = stealth.score(state, body.unit, order.target, alert)
            if _wired(state, body.hex, order.target):
                share *= 1.0 - state.scenario.rules.stealth.wire["spoil"]
            unseen += share * body.men
    return unseen / men


def _wired(state: GameState, here: HexId, there: HexId) -> bool:
    direction = state.scenario.board.grid.direction(here, there)
    return direction is not None and hexside(state.scenario.board, here, direction) in state.wire


def wired_sides(state: GameState, lead: tuple[Body, ...], target: HexId) -> tuple[int, ...]:
    """Hexsides with wire that the attackers must cross."""
    found = []
    for body in lead:
        direction = state.scenario.board.grid.direction(body.hex, target)
        side = hexside(state.scenario.board, body.hex, direction) if direction is not None else None
        if side is not None and side in state.wire:
            found.append(side)
    return tuple(dict.fromkeys(found))


def _circumstances(
    state: GameState, order: Assault, lead: tuple[Body, ...], defenders: tuple[Body, ...], surprise: float
) -> Circumstances:
    board, tables = state.scenario.board, state.scenario.rules.combat
    target = order.target
    men = sum([b.men for b in lead]) or 1
    rise = board.elevation[target] - sum([board.elevation[b.hex] * b.men for b in lead]) / men
    slope = "steep" if rise > 0.05 * board.hex_m else "easy" if rise > 0.015 * board.hex_m else "level"
    soft = sum([b.men for b in lead if board.terrain(b.hex).water == "marsh"]) / men
    wet = "ford" if board.streams >> target & 1 else "soft" if soft > 0.5 else "dry"
    wired = sum([b.men for b in lead if _wired(state, b.hex, target)]) / men
    how = closing.manner(state, target, order.press, lead)
    return Circumstances(
        ground=board.terrain(target),
        posture=_posture(defenders),
        press=order.press,
        light=light_at(state, target),
        guns=tables.weather.guns_wet if weather(state).sky in WET_SKIES else 1.0,
        slope=tables.slope[slope],
        wet=tables.wet[wet],
        wire=1.0 + (state.scenario.rules.stealth.wire["losses"] - 1.0) * wired,
        surprise=surprise,
        flank=flank(state, [b.hex for b in lead], target),
        range_m=how.range_m,
        bearing=how.bearing,
        unsupported=how.unsupported,
        hot=how.hot,
    )


def _posture(bodies: tuple[Body, ...]) -> str:
    """How most of the defenders stand."""
    men: dict[str, int] = {}
    for body in bodies:
        men[body.posture] = men.get(body.posture, 0) + body.men
    return max(sorted(men), key=lambda word: men[word]) if men else "hasty"


def _force(
    state: GameState,
    name: str,
    bodies: tuple[Body, ...],
    support: tuple[tuple[UnitId, int], ...],
    minutes: int,
    stance: str,
    fire_at: tuple[HexId, ...] = (),
) -> Force:
    """All bodies of one side added together, with the guns that support it. Rules 7.13 and 7.31 to 7.34.

    Args:
        fire_at: hexes into which its guns fire, for crests in between.
    """
    men = sum([b.men for b in bodies]) or 1

    def mean(values: list[float]) -> float:
        return total([v * b.men for v, b in zip(values, bodies, strict=True)]) / men

    rounds = dict(support)
    arms: list[Arm] = []
    inside = {b.unit for b in bodies}
    for body in bodies:
        fired = rounds.get(body.unit) if body.is_true else min(body.shells // 2, 200)
        arms += firing_rates(list(body.arms), fired or 0, minutes)
    owner = state.side_of(bodies[0].unit) if bodies else SideId(0)
    for unit, fired in support:
        if unit not in inside and state.side_of(unit) == owner:
            worth = supporting.worth(state, unit, fire_at)
            arms += firing_rates([(w, float(n)) for w, n in fires.tubes(state, unit)], fired * worth, minutes)
    units = tuple(b.unit for b in bodies)
    return Force(
        name=name,
        men=float(men),
        arms=tuple(_merged(arms)),
        vehicles=tuple((v, n) for b in bodies for v, n in b.vehicles),
        quality=mean([b.quality for b in bodies]),
        cohesion=mean([b.cohesion for b in bodies]),
        fatigue=mean([b.fatigue for b in bodies]),
        ammunition=mean([min(1.0, b.ammo) for b in bodies]),
        stance=stance,
        pinned=mean([b.pinned for b in bodies]),
        command=_command(state, units) if bodies and bodies[0].is_true else 1.0,
        surrenders=all(b.surrenders for b in bodies),
        plated=total([closing.inside(b) for b in bodies]) / men,
    )


def _with_fire(force: Force, overwatch: tuple[Body, ...], minutes: int) -> Force:
    """A force with the small arms that fire for it from beside the target. Rule 7.16."""
    if not overwatch:
        return force
    arms = list(force.arms)
    for body in overwatch:
        arms += firing_rates([(w, n) for w, n in body.arms if w.role in ("small", "mg")], 0, minutes)
    return evolve(force, arms=tuple(_merged(arms)))


def _merged(arms: list[Arm]) -> list[Arm]:
    """Small arms of one type added together; guns stay apart, since they fire different rounds."""
    counts: dict[str, Arm] = {}
    guns = []
    for weapon, count, rate in arms:
        if rate is not None:
            guns.append((weapon, count, rate))
        else:
            _, before, _ = counts.get(weapon.id, (weapon, 0.0, None))
            counts[weapon.id] = (weapon, before + count, None)
    return [*counts.values(), *guns]


def _command(state: GameState, units: tuple[UnitId, ...]) -> float:
    """Factor for orders and leaders. Rules 12.21 and 12.3."""
    table = state.scenario.rules
    factor = table.combat.command["good" if command.common_headquarters(state, units) else "piecemeal"]
    men = sum([state.men[u] for u in units]) or 1
    points = sum([(command.rating(state, u) - 3) * state.men[u] for u in units]) / men
    return factor * (1.0 + table.command.leader["power"] * points)


def hypothetical(
    state: GameState, side: SideId, target: HexId, attackers: tuple[Body, ...], defenders: tuple[Body, ...]
) -> attrition.Prepared:
    """An attack that a side fears, by enemies as it believes them to be, over a full hour. Rule 7.9."""
    tables = state.scenario.rules.combat
    how = closing.manner(state, target, "attack", attackers)
    circumstances = Circumstances(
        ground=state.scenario.board.terrain(target),
        posture=_posture(defenders),
        range_m=how.range_m,
        bearing=how.bearing,
        unsupported=how.unsupported,
        hot=how.hot,
        press="attack",
        light=light_at(state, target),
        guns=tables.weather.guns_wet if weather(state).sky in WET_SKIES else 1.0,
        flank=flank(state, [b.hex for b in attackers], target),
        whole_action=float(action_men(state, side, target, true=False)),
    )
    attacker = _force(state, "attackers", attackers, (), LONGEST, "attack")
    defender = _force(state, "defenders", defenders, (), LONGEST, _stance(defenders))
    return attrition.prepare(attacker, defender, circumstances, LONGEST, tables)


def action_men(state: GameState, side: SideId, target: HexId, *, true: bool) -> int:
    """Men of both sides in the whole action: all within two hexes of the target, so that stacks which fight side by
    side count as one action however their assaults are ordered. Rule 7.12.
    """
    near = state.scenario.board.grid.disk(target, ACTION_HEXES)
    total_men = 0
    for hex_, units in occupants(state).items():
        if near >> hex_ & 1:
            total_men += sum([state.men[u] for u in units if true or state.side_of(u) == side])
    if not true:
        for hex_, units in known_enemies(state, side).items():
            if near >> hex_ & 1:
                total_men += sum([sum(state.seen_men[side][u]) // 2 for u in units])
    return total_men


def share_men(amount: int, bodies: tuple[Body, ...], tables: CombatTables) -> list[int]:
    """Men lost by body: by their men, those behind plate for less, nobody more than he has. Rule 7.29."""
    weights = [max(1, int(b.men - tables.armour.plate * closing.inside(b) + 0.5)) for b in bodies]
    first = shared(min(amount, sum(weights)), weights)
    rest = shared(amount - sum([n for n in first]), [b.men - n for b, n in zip(bodies, first, strict=True)])
    return [a + b for a, b in zip(first, rest, strict=True)]


def shared(amount: int, weights: list[int]) -> list[int]:
    """A whole loss shared out by weight, the remainders to the largest fractions, nobody more than he has."""
    whole = sum(weights) or 1
    shares = [amount * w // whole for w in weights]
    rest = amount - sum(shares)
    order = sorted(range(len(weights)), key=lambda i: (-(amount * weights[i] % whole), i))
    for i in order[:rest]:
        shares[i] += 1
    return [min(s, w) for s, w in zip(shares, weights, strict=True)]


def hulls_out(bodies: tuple[Body, ...], out: int) -> tuple[tuple[int, ...], ...]:
    """Vehicles out of action by body and type, of so many in all. Rule 7.5."""
    flat = iter(shared(out, [int(n) for b in bodies for _, n in b.vehicles]))
    return tuple(tuple(next(flat) for _ in b.vehicles) for b in bodies)


def crews_out(bodies: tuple[Body, ...], hulls: tuple[tuple[int, ...], ...], tables: CombatTables) -> list[int]:
    """Men hit inside vehicles that are out of action, by body. Rules 7.39 and 7.54."""
    found = []
    for body, lost in zip(bodies, hulls, strict=True):
        hit = total(
            [
                crew_hit(n, vehicle.crew, tables, stays=not body.surrenders)
                for (vehicle, _), n in zip(body.vehicles, lost, strict=True)
            ]
        )
        found.append(int(hit + 0.5))
    return found


def _side_line(bodies: tuple[Body, ...], loss: float, vehicles: float, tables: CombatTables) -> tuple[int, int, int]:
    """Men that one side loses, crews among them, vehicles, and those crews."""
    men = int(loss * sum([b.men for b in bodies]) + 0.5)
    cars = total([n for b in bodies for _, n in b.vehicles])
    if not cars or not vehicles:
        return men, 0, 0
    out = int(vehicles * cars + 0.5)
    crews = sum(crews_out(bodies, hulls_out(bodies, out), tables))
    return men + crews, out, crews


def outcome_lines(action: Action, table: tuple[attrition.Outcome, ...]) -> tuple[ev.OutcomeLine, ...]:
    """Outcomes in men and vehicles, rounded as the resolution takes them. Rule 7.42."""
    tables, lines = action.prepared.tables, []
    there = {"A": _men(action.lead), "D": _men(action.defenders), "": 0}
    for o in table:
        a_men, a_cars, a_crews = _side_line(action.lead, o.a_loss, o.a_vehicles, tables)
        d_men, d_cars, d_crews = _side_line(action.defenders, o.d_loss, o.d_vehicles, tables)
        minutes, fled = int(o.minutes + 0.5), int(o.flight_loss * there[o.broke] + 0.5)
        told = ev.OutcomeLine(a_men, d_men, o.broke, o.flight, minutes, a_cars, d_cars, fled, a_crews, d_crews)
        lines.append(told)
    return tuple(lines)


def _men(bodies: tuple[Body, ...]) -> int:
    return sum([b.men for b in bodies])


def _hulls(bodies: tuple[Body, ...]) -> int:
    return int(total([n for b in bodies for _, n in b.vehicles]))


def stakes(action: Action, table: tuple[attrition.Outcome, ...]) -> ev.Stakes:
    """What both sides have in an assault, and what bears on their vehicles, for the account. Rule 7.78."""
    fight, hulls = action.prepared, (_hulls(action.lead), _hulls(action.defenders))
    c, tables, lines = fight.circumstances, fight.tables, tuple[ev.ModifierLine, ...]()
    for whose, target, shooter in (("A", fight.attacker, fight.defender), ("D", fight.defender, fight.attacker)):
        fire = shot(target, shooter, c, tables, attacking=whose == "A")
        lines += fire.lines(whose) if fire is not None else ()
    close = total([o.a_close * hulls[0] for o in table]) / len(table)
    return ev.Stakes(men=(_men(action.lead), _men(action.defenders)), vehicles=hulls, close=close, modifiers=lines)
