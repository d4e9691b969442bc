"""Chapter 7.5: vehicles against anti-tank tubes and against men at close quarters."""

from __future__ import annotations

from math import sqrt
from typing import NamedTuple

from game.core.portable import exp, ln, total
from game.model.tables import Armour, CombatTables
from game.model.weapons import Vehicle
from game.rules.force import Circumstances, Force, bogged_share
from game.rules.lanchester import growth_until, share_at


class Duel(NamedTuple):
    """Hourly rates of one side's vehicles against the other's tubes, for the square roots of the shares left.

    With p and q those roots, dp/dt = -vehicles q and dq/dt = -tubes p; close assault wears vehicles beside it.
    """

    vehicles: float
    """How fast the tubes put vehicles out."""
    tubes: float
    """How fast the vehicles put tubes out."""
    close: float
    """Share of the vehicles that men at close quarters put out in an hour."""


class DuelResult(NamedTuple):
    """Shares lost in a stretch of a duel, of what was there before it."""

    vehicles: float
    """Vehicles out of action, by guns and at close quarters."""
    tubes: float
    """Tubes out of action."""
    close: float
    """Of the vehicles, the share of all that close assault took."""


_NEGLIGIBLE = 1e-9
"""Hourly rate below which one party is taken to do no harm; the closed form would lose its digits."""

NO_DUEL = DuelResult(0.0, 0.0, 0.0)
"""What a fight without vehicles gives."""


def piercing(penetration_mm: float, range_m: float, vehicle: Vehicle, armour: Armour) -> float:
    """Chance from 0 to 1 that a hit goes through. Rule 7.51.

    Args:
        penetration_mm: vertical plate pierced at the table's range, usually 500 m.
        range_m: range of the shot in metres.
    """
    if penetration_mm <= 0.0:
        return 0.0
    through = penetration_mm * exp(armour.penetration_fall * (armour.range_m - range_m)) * armour.slant
    scatter = armour.scatter * through
    front = 1.0 / (1.0 + exp(min(50.0, (vehicle.front_mm - through) / scatter)))
    side = 1.0 / (1.0 + exp(min(50.0, (vehicle.side_mm - through) / scatter)))
    return armour.frontal * front + (1.0 - armour.frontal) * side


class Shot(NamedTuple):
    """What anti-tank fire on vehicles hangs on, factor by factor. Rule 7.52."""

    worth: float
    """Perfect tubes to which the shooter amounts."""
    number: float
    """Vehicles under fire."""
    near: float
    """Gain of hits from the range."""
    bearing: float
    """Share of the tubes that bear."""
    aim: float
    """Factor of the light."""
    stance: float
    """Exposure of vehicles that attack or stand in defence."""
    softness: float
    """Mean softness of the hulls."""
    bogged: float
    """Factor of the vehicles that lie bogged."""
    press: float
    """Factor of an attack that is not pressed."""

    def hazard(self, armour: Armour) -> float:
        """Vehicles put out in an hour, as a share of those there."""
        exposed = self.stance * self.softness
        exposed *= self.bogged * self.press
        return armour.tank_kill * exposed * sqrt(self.worth * self.near * self.bearing * self.aim / self.number)


def shot(
    target: Force, shooter: Force, circumstances: Circumstances, tables: CombatTables, *, attacking: bool
) -> Shot | None:
    """Fire of a shooter's tubes on the target's vehicles, or None without vehicles. Rule 7.52.

    Args:
        attacking: whether the vehicles belong to the attacker.
    """
    number = total([count for _, count in target.vehicles])
    if number <= 0.0:
        return None
    armour, c = tables.armour, circumstances
    worth = softness = 0.0
    for vehicle, count in target.vehicles:
        worth += count / number * tubes_against(vehicle, shooter, c.range_m, armour, attacking)
        softness += count / number * vehicle.softness
    return Shot(
        worth,
        number,
        min(armour.range_most, exp((armour.range_m - c.range_m) / armour.range_scale)),
        c.bearing,
        1.0 - armour.dark_aim * (1.0 - c.light),
        armour.exposed_attacking if attacking else armour.exposed_defending,
        softness,
        1.0 + armour.bogged_exposure * bogged_share(target, c),
        min(1.0, tables.press[c.press]),
    )


def duel(
    target: Force, shooter: Force, circumstances: Circumstances, tables: CombatTables, *, attacking: bool
) -> Duel | None:
    """Rates of the target's vehicles against the shooter's tubes, or None without vehicles. Rule 7.52.

    Args:
        attacking: whether the vehicles belong to the attacker; only they can be caught at close quarters.
    """
    fire = shot(target, shooter, circumstances, tables, attacking=attacking)
    if fire is None:
        return None
    armour, c = tables.armour, circumstances
    close = 0.0
    if attacking and c.unsupported:
        crowd = min(armour.close_most, shooter.men / (armour.close_men * fire.number))
        close = armour.close_kill * c.hot * c.unsupported * sqrt(crowd)
    guns = total([count for weapon, count, _ in shooter.arms if weapon.at_worth >= armour.tube_least])
    back = armour.gun_kill * sqrt(fire.number / (guns or 1.0)) * fire.aim
    return Duel(fire.hazard(armour) / 2.0, back / 2.0, close)


def tubes_against(vehicle: Vehicle, shooter: Force, range_m: float, armour: Armour, attacking: bool) -> float:
    """Perfect tubes to which the shooter's weapons and vehicles amount against one type of vehicle."""
    tubes = 0.0
    for weapon, count, _ in shooter.arms:
        if weapon.at_worth:
            tubes += count * weapon.at_worth * piercing(weapon.penetration_mm, range_m, vehicle, armour)
    mount = armour.tube_standing if attacking else armour.tube_moving
    for hull, count in shooter.vehicles:
        tubes += count * mount * piercing(hull.penetration_mm, range_m, vehicle, armour)
    return tubes


def fought(duel: Duel | None, hours: float, tilt: float, armour: Armour) -> DuelResult:
    """Shares lost after some hours of a duel. Rule 7.52.

    Args:
        hours: hours at usual intensity.
        tilt: fortune of the vehicles' side, 1 is even; it slows their losses and speeds the tubes'.
    """
    if duel is None:
        return NO_DUEL
    alpha, delta = duel.vehicles / tilt, duel.tubes * tilt
    p, q = _roots_left(alpha, delta, hours, armour.least_left)
    closed_in = duel.close * hours
    spared = exp(-closed_in) if closed_in else 1.0
    lost = 1.0 - p * p * spared
    close = min(lost, lost * closed_in / (closed_in - 2.0 * ln(p))) if closed_in else 0.0
    return DuelResult(lost, 1.0 - q * q, close)


def _roots_left(alpha: float, delta: float, hours: float, least: float) -> tuple[float, float]:
    """Square roots of the shares left of vehicles and tubes; the duel ends when either is down to `least`."""
    if alpha < _NEGLIGIBLE or delta < _NEGLIGIBLE:
        return max(least, 1.0 - alpha * hours), max(least, 1.0 - delta * hours)
    balance = sqrt(alpha / delta)
    growth = exp(min(700.0, sqrt(alpha * delta) * hours))
    p, q = share_at(growth, balance), share_at(growth, 1.0 / balance)
    if p < least or q < least:
        growth = min(growth_until(least, balance), growth_until(least, 1.0 / balance))
        p, q = share_at(growth, balance), share_at(growth, 1.0 / balance)
    return min(1.0, max(least, p)), min(1.0, max(least, q))


def written_off(knocked_out: float, tables: CombatTables, *, holds_field: bool | None, bogged: float = 0.0) -> float:
    """Vehicles lost for good, out of those knocked out. Rule 7.73.

    Args:
        holds_field: whether their own side keeps the ground at the end; None if they lie between the lines.
        bogged: share of them that were bogged.
    """
    wrecks = tables.wrecks
    share = wrecks.between if holds_field is None else wrecks.field_held if holds_field else wrecks.field_lost
    return knocked_out * (share * (1.0 - bogged) + wrecks.bogged * bogged)


def crew_hit(knocked_out: float, crew: float, tables: CombatTables) -> float:
    """Men hit inside vehicles that were knocked out, `crew` to a vehicle. Rule 7.54."""
    return knocked_out * crew * tables.wrecks.crew
