"""Rules 7.8: what a staff can say before an order: exact odds on what the side knows, fire, threats."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import evolve, frozen

from game.core.ids import HexId, SideId, UnitId
from game.core.portable import total
from game.model import events as ev
from game.model.orders import Assault, Bombard, Refusal
from game.model.state import GameState
from game.rules import action, attrition, belief, fires, gunnery, legal
from game.rules.ground import known_enemies, minute_of, side_masks, units_at
from game.rules.shellfire import bombardment


@frozen
class Spread:
    """A loss over all outcomes, in men."""

    p10: int
    p50: int
    p90: int
    mean: float


@frozen(kw_only=True)
class Forecast:
    """The exact distribution of an assault on what the attacker knows."""

    order: Assault
    ratio: float
    """Attacker's power over defender's."""
    modifiers: tuple[ev.ModifierLine, ...]
    a_power: float
    d_power: float
    """Raw powers; with the modifiers they give the ratio."""
    parts: tuple[tuple[str, str, float, float], ...]
    """(side, weapon, number, power) for both sides."""
    outcomes: tuple[ev.OutcomeLine, ...]
    """Equally likely."""
    chances: Mapping[str, float]
    """Chance of hold (nobody breaks), repulse, attacker_rout, retreat, rout, surrender, destroyed."""
    win: float
    """Chance that the defender breaks."""
    a_loss: Spread
    d_loss: Spread
    minutes: int
    waits: int = 0
    """Minutes for which the attackers wait for their guns to lift first. Rule 6.32."""
    surprise: float
    defenders: tuple[int, ...]
    """Numbers of the contacts taken into account."""


@frozen(kw_only=True)
class FireForecast:
    """What a bombardment is expected to do."""

    rounds: int
    minutes: int
    observed: bool
    killed: float
    """Men expected to be hit among the known enemies there."""
    pinned: float
    modifiers: tuple[ev.ModifierLine, ...]


@frozen(kw_only=True)
class Threat:
    """A plausible assault by known enemies on a hex."""

    contacts: tuple[int, ...]
    origins: tuple[HexId, ...]
    ratio: float
    win: float
    """Chance that the hex falls."""
    own_loss: float
    enemy_loss: float
    minutes: int
    """Until the last of them could be there."""


@frozen(kw_only=True)
class Prospect:
    """What an hour's assault promises once some units stand where they are not yet."""

    ratio: float
    win: float
    """Chance that the hex falls within the hour."""
    own_loss: float
    """Men, as the mean of all outcomes."""
    enemy_loss: float
    own_men: int
    enemy_men: int


def prospect(state: GameState, side: SideId, target: HexId, posts: Sequence[tuple[UnitId, HexId]]) -> Prospect | None:
    """Odds of an hour's assault by own units from hexes they have still to reach; None if no enemy is known there.

    Like a threat the other way round: guns, wire and surprise are left out. Rule 7.9.
    """
    defenders = belief.believed_at(state, side, target)
    if not defenders or not posts:
        return None
    attackers = tuple([evolve(belief.true_body(state, unit), hex=hex_) for unit, hex_ in posts])
    prepared = action.hypothetical(state, side, target, attackers, defenders)
    table = attrition.outcomes(prepared)
    a_men, d_men = sum([b.men for b in attackers]), sum([b.men for b in defenders])
    return Prospect(
        ratio=prepared.ratio,
        win=sum([1 for o in table if o.broke == "D"]) / len(table),
        own_loss=total([o.a_loss for o in table]) / len(table) * a_men,
        enemy_loss=total([o.d_loss for o in table]) / len(table) * d_men,
        own_men=a_men,
        enemy_men=d_men,
    )


def forecast(state: GameState, order: Assault) -> Forecast | Refusal:
    """The distribution of an assault, as the attacker's staff reckons it. Rule 7.8."""
    refusal = legal.check(state, order)
    if refusal is not None:
        return refusal
    return describe(state, action.gather(state, order, true=False))


def describe(state: GameState, found: action.Action) -> Forecast:
    """A gathered assault as a forecast."""
    table = attrition.outcomes(found.prepared, found.red)
    lines = action.outcome_lines(found, table)
    chances = dict.fromkeys(("hold", "repulse", "attacker_rout", "retreat", "rout", "surrender", "destroyed"), 0.0)
    share = 1.0 / len(lines)
    for line in lines:
        word = line.flight or "hold"
        if line.broke == "A" and word == "rout":
            word = "attacker_rout"
        chances[word] += share
    prepared = found.prepared
    side = found.order.side
    return Forecast(
        order=found.order,
        ratio=prepared.ratio,
        modifiers=tuple(prepared.modifiers),
        a_power=prepared.raw_a.total,
        d_power=prepared.raw_d.total,
        parts=tuple(
            (tag, part[0], part[1], part[2])
            for tag, raw in (("A", prepared.raw_a), ("D", prepared.raw_d))
            for part in raw.arms
        ),
        outcomes=lines,
        chances=chances,
        win=sum([1 for line in lines if line.broke == "D"]) / len(lines),
        a_loss=spread([line.a_men for line in lines]),
        d_loss=spread([line.d_men for line in lines]),
        minutes=found.minutes,
        waits=found.clock.waits,
        surprise=found.surprise,
        defenders=tuple(state.contact_number[side][b.unit] for b in found.defenders),
    )


def spread(values: Sequence[int]) -> Spread:
    """Quantiles and mean of equally likely values; a quantile is the value at that share of the sorted list."""
    ranked = sorted(values)
    count = len(ranked)
    return Spread(ranked[count // 10], ranked[count // 2], ranked[min(count - 1, count * 9 // 10)], sum(ranked) / count)


def forecast_fire(state: GameState, order: Bombard) -> FireForecast | Refusal:
    """What a bombardment is expected to do to the enemies known at the target. Rules 6.7 and 6.16."""
    refusal = legal.check(state, order)
    if refusal is not None:
        return refusal
    plan = fires.plan(state, order)
    bodies = belief.believed_at(state, order.side, order.target)
    shells = fires.salvo(state, order.unit, order.target, plan.rounds * plan.worth)
    lifts = minute_of(state, order.unit) + plan.minutes
    laid = gunnery.is_laid_on(state, order.side, order.target, observed=plan.observed)
    area = gunnery.ground_ha(state, sum([body.men for body in bodies]), laid=laid)
    fire = fires.together(state, order.unit, order.target, shells, plan.minutes, lifts, "order", area)
    killed = 0.0
    for body in bodies:
        result = bombardment(
            shells,
            area,
            body.posture,
            plan.minutes,
            "observed" if plan.observed else "map",
            state.scenario.rules.combat,
        )
        killed += body.men * result.killed
    return FireForecast(
        rounds=plan.rounds,
        minutes=plan.minutes,
        observed=plan.observed,
        killed=killed,
        pinned=fire.pinned / 1000.0,
        modifiers=plan.modifiers,
    )


def threats(state: GameState, side: SideId, target: HexId) -> tuple[Threat, ...]:
    """Plausible assaults on a hex by known enemies near it, the worst first. Rule 7.9.

    The enemy is taken as his contacts show him, with a full hour to press; what is not known does not count.
    """
    grid = state.scenario.board.grid
    own = side_masks(state)[side]
    near = [
        (h, units)
        for h, units in sorted(known_enemies(state, side).items())
        if grid.distance(h, target) <= THREAT_HEXES and (h != target or own >> target & 1)
    ]
    if not near:
        return ()
    mine = tuple(u for u in units_at(state, target) if state.side_of(u) == side) if own >> target & 1 else ()
    found = [_threat(state, side, target, [pair], mine) for pair in near]
    if len(near) > 1:
        found.append(_threat(state, side, target, near, mine))
    found.sort(key=lambda t: (-t.win, -t.ratio, t.contacts))
    return tuple(found)


THREAT_HEXES = 3
"""Enemies further off need more than an hour to attack, as a rule. Rule 7.9."""


def _threat(
    state: GameState,
    side: SideId,
    target: HexId,
    near: Sequence[tuple[HexId, tuple[UnitId, ...]]],
    mine: tuple[UnitId, ...],
) -> Threat:
    bodies = tuple([b for h, _ in near for b in belief.believed_at(state, side, h)])
    contacts = tuple(state.contact_number[side][b.unit] for b in bodies)
    away = max([state.scenario.board.grid.distance(h, target) for h, _ in near])
    minutes = max(0, away - 1) * 15
    origins = tuple(h for h, _ in near)
    defenders = tuple([belief.true_body(state, u) for u in mine])
    if not defenders:
        return Threat(
            contacts=contacts, origins=origins, ratio=0.0, win=1.0, own_loss=0.0, enemy_loss=0.0, minutes=minutes
        )
    prepared = action.hypothetical(state, side, target, bodies, defenders)
    table = attrition.outcomes(prepared)
    a_men, d_men = sum([b.men for b in bodies]), sum([b.men for b in defenders])
    return Threat(
        contacts=contacts,
        origins=origins,
        ratio=prepared.ratio,
        win=sum([1 for o in table if o.broke == "D"]) / len(table),
        own_loss=total([o.d_loss for o in table]) / len(table) * d_men,
        enemy_loss=total([o.a_loss for o in table]) / len(table) * a_men,
        minutes=minutes,
    )
