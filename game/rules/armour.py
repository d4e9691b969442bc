"""Chapter 7.5: vehicles against anti-tank tubes and against men at close quarters."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import NamedTuple

from game.core.portable import exp, ln, total
from game.model.events import ModifierLine
from game.model.tables import CombatTables
from game.model.tables_armour import Armour
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


Shares = tuple[tuple[str, float], ...]
"""Causes of loss and the share of the vehicles put out that each took."""
GUN_CAUSE, FIELD_CAUSE, TANK_CAUSE, CLOSE_CAUSE = "anti-tank", "field-guns", "tanks", "close-assault"
"""Causes of loss of vehicles in an assault: anti-tank guns, other guns, vehicles, men at close quarters."""
FLAMES = (CLOSE_CAUSE,)
"""Causes that leave a burnt hull more often. Rule 7.38."""

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

    def lines(self, whose: str) -> tuple[ModifierLine, ...]:
        """The factors on the rate, those that change anything; with it they make the hourly hazard.

        Args:
            whose: the vehicles, as the lines name their side.
        """
        table = "combat.armour."
        lines = (
            ("tubes that pierce, to a vehicle", sqrt(self.worth / self.number), "7.52", "weapons at_worth"),
            ("range", sqrt(self.near), "7.52", f"{table}range_scale"),
            ("tubes that bear", sqrt(self.bearing), "7.52", "situation.bearing"),
            ("darkness", sqrt(self.aim), "7.52", f"{table}dark_aim"),
            ("exposure", self.stance, "7.52", f"{table}exposed_attacking"),
            ("soft hulls", self.softness, "7.52", "weapons softness"),
            ("bogged", self.bogged, "7.55", f"{table}bogged_exposure"),
            ("not pressed", self.press, "7.12", "combat.press"),
        )
        return tuple([ModifierLine(whose, "V", *line) for line in lines if line[1] != 1.0])


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
        softness += count / number * vehicle.softness * (armour.flame_exposed if _flames(vehicle, attacking) else 1.0)
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


def _flames(vehicle: Vehicle, attacking: bool) -> bool:
    """Whether a vehicle must drive up to the trench itself to be of use. Rule 7.59."""
    return attacking and vehicle.class_ == "flame"


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
        close = armour.close_kill * heat(target, c) * c.unsupported * sqrt(crowd) * stalking(c, tables)
    guns = total([count for weapon, count, _ in shooter.arms if weapon.at_worth >= armour.tube_least])
    back = armour.gun_kill * sqrt(fire.number / (guns or 1.0)) * fire.aim
    return Duel(fire.hazard(armour) / 2.0, back / 2.0, close)


def heat(target: Force, circumstances: Circumstances) -> float:
    """Factor of a hot day on close assault: only petrol engines burn easily. Rule 7.35."""
    number = total([count for _, count in target.vehicles])
    petrol = total([count for vehicle, count in target.vehicles if vehicle.petrol])
    return 1.0 + (circumstances.hot - 1.0) * petrol / number if number else 1.0


def stalking(circumstances: Circumstances, tables: CombatTables) -> float:
    """Factor of trenches and darkness on close assault: men in holes let tanks come near. Rule 7.36."""
    return tables.stalkers[circumstances.posture] * (1.0 + tables.stalkers["dark"] * (1.0 - circumstances.light))


def tubes_against(vehicle: Vehicle, shooter: Force, range_m: float, armour: Armour, attacking: bool) -> float:
    """Perfect tubes to which the shooter's weapons and vehicles amount against one type of vehicle."""
    return total(list(_tubes_by_cause(vehicle, shooter, range_m, armour, attacking)))


def _tubes_by_cause(
    vehicle: Vehicle, shooter: Force, range_m: float, armour: Armour, attacking: bool
) -> tuple[float, float, float]:
    """The same for anti-tank guns, for all other weapons, and for vehicles."""
    guns = others = hulls = 0.0
    for cause, _, tubes in tubes_by_weapon(vehicle, shooter, range_m, armour, attacking):
        if cause == GUN_CAUSE:
            guns += tubes
        elif cause == FIELD_CAUSE:
            others += tubes
        else:
            hulls += tubes
    return guns, others, hulls


def tubes_by_weapon(
    vehicle: Vehicle, shooter: Force, range_m: float, armour: Armour, attacking: bool
) -> list[tuple[str, str, float]]:
    """The same weapon by weapon: cause of loss, id of the weapon or vehicle, and perfect tubes."""
    mount = armour.tube_standing if attacking else armour.tube_moving
    return [
        (
            GUN_CAUSE if weapon.role == "at" else FIELD_CAUSE,
            weapon.id,
            count * weapon.at_worth * piercing(weapon.penetration_mm, range_m, vehicle, armour),
        )
        for weapon, count, _ in shooter.arms
        if weapon.at_worth
    ] + [
        (TANK_CAUSE, hull.id, count * mount * piercing(hull.penetration_mm, range_m, vehicle, armour))
        for hull, count in shooter.vehicles
    ]


def causes(target: Force, shooter: Force, range_m: float, armour: Armour, *, attacking: bool, close: float) -> Shares:
    """To what the target's vehicles fell, as shares that add up to 1; those that are 0 are left out. Rule 7.75.

    Args:
        attacking: whether the vehicles belong to the attacker.
        close: share of those put out that fell to men at close quarters.
    """
    guns = others = hulls = 0.0
    for vehicle, count in target.vehicles:
        found = _tubes_by_cause(vehicle, shooter, range_m, armour, attacking)
        guns, others, hulls = guns + count * found[0], others + count * found[1], hulls + count * found[2]
    shot_at = guns + others + hulls
    if shot_at <= 0.0:
        return ((CLOSE_CAUSE, 1.0),)
    by_fire = (1.0 - close) / shot_at
    shares = (
        (GUN_CAUSE, guns * by_fire),
        (FIELD_CAUSE, others * by_fire),
        (TANK_CAUSE, hulls * by_fire),
        (CLOSE_CAUSE, close),
    )
    return tuple([pair for pair in shares if pair[1] > 0.0])


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


def burning(vehicles: Sequence[tuple[Vehicle, float]]) -> float:
    """How often some vehicles are beyond repair beside a T-26, on the mean. Rule 7.38."""
    number = total([count for _, count in vehicles])
    return total([count * vehicle.burns for vehicle, count in vehicles]) / number if number else 1.0


def written_off(
    knocked_out: float,
    tables: CombatTables,
    *,
    holds_field: bool | None,
    bogged: float = 0.0,
    burns: float = 1.0,
    in_open: bool = False,
) -> float:
    """Vehicles lost for good, out of those knocked out. Rules 7.38 and 7.73.

    Args:
        holds_field: whether their own side keeps the ground at the end; None if they lie between the lines.
        bogged: share of them that were bogged.
        burns: how often they are beyond repair beside a T-26; those in the mud are not.
        in_open: whether they lie on open ground, in full view of the guns that hit them.
    """
    wrecks = tables.wrecks
    between = wrecks.open if in_open else wrecks.between
    share = between if holds_field is None else wrecks.field_held if holds_field else wrecks.field_lost
    share = min(wrecks.most, share * burns)
    return knocked_out * (share * (1.0 - bogged) + wrecks.bogged * bogged)


def crew_hit(knocked_out: float, crew: float, tables: CombatTables, *, stays: bool = False) -> float:
    """Men hit inside vehicles that were knocked out, `crew` to a vehicle. Rules 7.39 and 7.54.

    Args:
        stays: whether the crew will not leave a vehicle that is disabled.
    """
    return knocked_out * crew * (tables.wrecks.crew_stays if stays else tables.wrecks.crew)
