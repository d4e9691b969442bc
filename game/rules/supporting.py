"""Rule 6.6: guns that fire in an assault from where they stand, and how much of it helps."""

from __future__ import annotations

from game.core.ids import HexId, UnitId, enemy_of
from game.core.portable import total
from game.model.orders import Assault
from game.model.state import GameState
from game.model.weapons import Arm, Weapon
from game.rules import crests, fires, surprise
from game.rules.belief import Body


def support(
    state: GameState,
    order: Assault,
    bodies: tuple[Body, ...],
    defenders: tuple[Body, ...],
    minutes: int,
    *,
    true: bool,
) -> tuple[tuple[UnitId, int], ...]:
    """Guns on both sides that fire in an assault, and their rounds. Rule 6.6.

    The attacker's are those of the order; the defender's come by themselves, if they can see or have registered the
    ground the attackers cross; a side taken by surprise gives less. A staff does not know of the enemy's. Rule 8.9.
    """
    found = []
    lead = [body.unit for body in bodies]
    near = frozenset([body.hex for body in bodies])
    for unit in order.units:
        if unit not in lead or fires.tubes(state, unit):
            rounds = fires.support_rounds(state, unit, minutes)
            if rounds:
                found.append((unit, rounds))
    if true:
        enemies = state.scenario.units_of[enemy_of(order.side)]
        guns = {u for h in sorted(near) for u in fires.supporting_guns(state, h, frozenset((order.target,)), enemies)}
        guns |= {
            u
            for u in enemies
            if state.hex[u] == order.target and u not in state.scenario.off_map and fires.tubes(state, u)
        }
        ready = [(u, int(fires.support_rounds(state, u, minutes) * surprise.readiness(state, u))) for u in sorted(guns)]
        found += [(u, rounds) for u, rounds in ready if rounds]
    return (*_useful(state, bodies, found, minutes), *_useful(state, defenders, found, minutes))


def worth(state: GameState, unit: UnitId, fire_at: tuple[HexId, ...]) -> float:
    """Share of supporting rounds that tell: fewer behind a crest, or where nobody sees. Rules 6.6 and 6.13."""
    share = max([crests.factor(state, unit, h) for h in fire_at], default=1.0)
    if fire_at and not any(fires.is_observed(state, unit, h) for h in fire_at):
        aim = state.scenario.rules.combat.aim
        share *= aim["map"] / aim["observed"]
    return share


def _useful(
    state: GameState, bodies: tuple[Body, ...], support: list[tuple[UnitId, int]], minutes: int
) -> list[tuple[UnitId, int]]:
    """One side's part of the support, cut to what its men on the spot can make use of. Rule 6.6."""
    if not bodies:
        return []
    side = state.side_of(bodies[0].unit)
    mine = [(unit, rounds) for unit, rounds in support if state.side_of(unit) == side]
    inside = {body.unit for body in bodies}
    tables = state.scenario.rules
    own = total([w.oli * n for b in bodies for w, n in b.arms if w.role in ("small", "mg")])
    own += tables.combat.armour.power * total([v.oli * n for b in bodies for v, n in b.vehicles])
    own += total([_gun_points(state, unit, rounds, minutes) for unit, rounds in mine if unit in inside])
    given = total([_gun_points(state, unit, rounds, minutes) for unit, rounds in mine if unit not in inside])
    most = tables.fires.defensive["support_most"] * own
    if given <= most:
        return mine
    return [(u, r if u in inside else max(1, int(r * most / given))) for u, r in mine]


def _gun_points(state: GameState, unit: UnitId, rounds: int, minutes: int) -> float:
    """Power of a unit's guns by the rounds they fire, on open ground by day. Rule 7.13."""
    arms = firing_rates([(weapon, float(n)) for weapon, n in fires.tubes(state, unit)], rounds, minutes)
    return total([w.oli * n * min(1.0, (rate or 0.0) / w.rounds_hour) for w, n, rate in arms])


def firing_rates(weapons: list[tuple[Weapon, float]], fired: float, minutes: int) -> list[Arm]:
    """Weapons with the rounds an hour that each gun fires."""
    guns = total([w.rounds_hour * n for w, n in weapons if w.role in ("gun", "at")])
    made: list[Arm] = []
    for weapon, count in weapons:
        if weapon.role in ("gun", "at"):
            share = fired * weapon.rounds_hour / guns if guns else 0.0
            made.append((weapon, count, share * 60.0 / minutes))
        else:
            made.append((weapon, count, None))
    return made
