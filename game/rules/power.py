"""Chapters 7.1 to 7.3: what each weapon contributes, and the modifiers of an assault with their names."""

from __future__ import annotations

from typing import Literal, NamedTuple

from game.core.portable import exp, power, total
from game.model.events import ModifierLine
from game.model.tables import CombatTables
from game.rules.force import Circumstances, Force, bogged_share
from game.rules.modifiers import Effect, Tag


class Contribution(NamedTuple):
    """Power that weapons or vehicles of one type bring, before the modifiers."""

    id: str
    """Id of the weapon or vehicle; `bare hands` for men beyond their weapons."""
    number: float
    """How many of them."""
    value: float
    """Their power in QJM points."""


class RawPower(NamedTuple):
    """Power of one side before the modifiers."""

    total: float
    """Sum of the contributions."""
    vehicles: float
    """Part of the total that armoured vehicles bring."""
    arms: tuple[Contribution, ...]
    """Every type of weapon and vehicle."""


BARE_HANDS = "bare hands"
"""Id of the contribution of men who have next to no weapons."""


def armour_power(force: Force, tables: CombatTables) -> float:
    """Power of a force's vehicles on firm open ground by day, in QJM points. Rule 7.14."""
    return tables.armour.power * total([number * vehicle.oli for vehicle, number in force.vehicles])


def raw_power(force: Force, circumstances: Circumstances, enemy_armour: float, tables: CombatTables) -> RawPower:
    """Number times lethality times ground and light for every weapon. Rules 7.13 and 8.12.

    A gun counts by the rounds it fires against its full rate. Anti-tank guns count fully up to the enemy's armour.

    Args:
        enemy_armour: `armour_power` of the other side.
    """
    ground, armour, dim = circumstances.ground, tables.armour, tables.dark_power
    dark = 1.0 - circumstances.light
    factors = {
        "small": ground.infantry * (1.0 - dim["small"] * dark),
        "mg": ground.infantry * (1.0 - dim["mg"] * dark),
        "gun": ground.guns * circumstances.guns * (1.0 - dim["gun"] * dark),
        "at": ground.guns * (1.0 - dim["at"] * dark),
    }
    arms: list[Contribution] = []
    tubes = 0.0
    for weapon, count, rounds in force.arms:
        value = count * weapon.oli * factors[weapon.role]
        if rounds is not None and rounds < weapon.rounds_hour:
            value *= rounds / weapon.rounds_hour
        if weapon.role == "at":
            tubes += value
        arms.append(Contribution(weapon.id, count, value))
    if tubes > enemy_armour:
        arms = _with_idle_tubes(arms, force, (enemy_armour + armour.at_excess * (tubes - enemy_armour)) / tubes)
    hull = armour.power * ground.tanks * (1.0 - dim["tank"] * dark)
    hull *= 1.0 - armour.bogged_power * bogged_share(force, circumstances)
    hulls = [Contribution(vehicle.id, count, count * vehicle.oli * hull) for vehicle, count in force.vehicles]
    vehicles = total([part.value for part in hulls])
    whole = total([part.value for part in arms]) + vehicles
    least = force.men * tables.rates.bare_hands
    if whole < least:
        hulls.append(Contribution(BARE_HANDS, force.men, least - whole))
        whole = least
    return RawPower(whole, vehicles, (*arms, *hulls))


def _with_idle_tubes(arms: list[Contribution], force: Force, share: float) -> list[Contribution]:
    """The contributions with anti-tank guns cut to a share, for want of armour to shoot at."""
    return [
        part._replace(value=part.value * share) if arm[0].role == "at" else part
        for part, arm in zip(arms, force.arms, strict=True)
    ]


def mean_level(level: float, start_hours: float, hours: float, constant_hours: float) -> float:
    """Mean over some hours of something that decays from `level`, so that slices add up to the whole. Rule 7.43."""
    if not level:
        return 0.0
    begun = exp(-start_hours / constant_hours) if start_hours else 1.0
    return level * begun * (1.0 - exp(-hours / constant_hours)) * constant_hours / hours


def _put(lines: list[ModifierLine], side: Tag, effect: Effect, name: str, value: float, rule: str, source: str) -> None:
    """Adds a line, unless it changes nothing."""
    if value != 1.0:
        lines.append(ModifierLine(side, effect, name, value, rule, source))


def situation_lines(circumstances: Circumstances, hours: float, tables: CombatTables) -> list[ModifierLine]:
    """Modifiers of ground, approach, surprise and weather. Rules 7.12, 7.2 and 8."""
    c, approach, lines = circumstances, tables.approach, list[ModifierLine]()
    posture, surprise = c.posture, tables.surprise
    _put(lines, "D", "P", "ground", c.ground.defence, "7.21", "ground.defence")
    _put(
        lines, "D", "P", "entrenchment", tables.posture_strength[posture], "7.22", f"combat.posture_strength.{posture}"
    )
    _put(lines, "A", "P", "slope", c.slope, "7.23", "combat.slope")
    _put(lines, "A", "P", "flank and rear", 1.0 + approach.flank_power * c.flank, "7.26", "combat.approach.flank_power")
    _put(lines, "D", "V", "entrenchment", tables.posture_losses[posture], "7.22", f"combat.posture_losses.{posture}")
    _put(
        lines, "D", "V", "flank and rear", 1.0 + approach.flank_losses * c.flank, "7.26", "combat.approach.flank_losses"
    )
    _put(lines, "A", "V", "wet ground", c.wet, "7.24", "combat.wet")
    _put(lines, "A", "V", "wire", c.wire, "8.6", "stealth.wire.losses")
    shock = mean_level(c.surprise, c.started_minutes / 60.0, hours, surprise.hours)
    if shock:
        _put(lines, "A", "P", "surprise", 1.0 + surprise.power * shock, "8.31", "combat.surprise.power")
        _put(lines, "D", "V", "surprise", 1.0 + surprise.enemy_losses * shock, "8.31", "combat.surprise.enemy_losses")
        _put(lines, "A", "V", "surprise", 1.0 - surprise.own_losses * shock, "8.31", "combat.surprise.own_losses")
    veiled = 1.0 - tables.dark_losses[c.press] * (1.0 - c.light)
    _put(lines, "both", "T", "cover of the ground", c.ground.losses, "7.21", "ground.losses")
    _put(lines, "both", "T", "darkness", veiled, "8.11", f"combat.dark_losses.{c.press}")
    _put(lines, "both", "T", "great cold", c.cold, "7.25", "combat.weather.great_cold")
    _put(lines, "both", "T", f"press: {c.press}", tables.press[c.press], "7.12", f"combat.press.{c.press}")
    return lines


def force_lines(side: Literal["A", "D"], force: Force, hours: float, tables: CombatTables) -> list[ModifierLine]:
    """Modifiers of one side's own state. Rules 6.31, 7.27, 7.29, 7.3, 11.41, 12.21 and 13.11."""
    condition, spirit, lines = tables.condition, tables.cohesion, list[ModifierLine]()
    tired = min(1.0, force.fatigue + condition.fatigue_hour * hours / 2.0)
    least = condition.ammunition_least
    fed = least + (1.0 - least) * force.ammunition
    pinned = mean_level(force.pinned, 0.0, hours, tables.shellfire.pin_hours)
    shut = 1.0 - tables.approach.encircled * force.closed
    firm = exp((force.cohesion - spirit.full) / spirit.points)
    _put(lines, side, "P", "quality", force.quality, "7.31", "force.quality")
    _put(lines, side, "P", "cohesion", firm, "13.11", "combat.cohesion.points")
    _put(lines, side, "P", "fatigue", 1.0 - condition.fatigue * tired, "7.33", "combat.condition.fatigue")
    _put(lines, side, "P", "ammunition", fed, "11.41", "combat.condition.ammunition_least")
    _put(lines, side, "P", "suppression", 1.0 - condition.pinned * pinned, "6.31", "combat.condition.pinned")
    _put(lines, side, "P", "command", force.command, "12.21", "combat.command")
    _put(lines, side, "P", "ways out shut", shut, "7.27", "combat.approach.encircled")
    # Fire that crews escape falls on the men on foot beside them, so only a force that is nearly all mounted is spared.
    spared = tables.armour.plate * force.plated * force.plated
    _put(lines, side, "V", "crews behind plate", 1.0 - spared, "7.29", "combat.armour.plate")
    return lines


def crowd_lines(attacker: Force, defender: Force, tables: CombatTables) -> list[ModifierLine]:
    """Modifiers of a crowd against a handful: only so many can close at a time; the handful is swamped. Rule 7.44."""
    rates, lines = tables.rates, list[ModifierLine]()
    crowd = attacker.men / (rates.crowd * defender.men)
    if crowd > 1.0:
        _put(lines, "A", "V", "no room for all", 1.0 / crowd, "7.44", "combat.rates.crowd")
        _put(lines, "D", "V", "overrun", power(crowd, rates.overrun), "7.44", "combat.rates.overrun")
    return lines


def armour_lines(
    raw: RawPower, circumstances: Circumstances, fallen_out: float, tables: CombatTables
) -> list[ModifierLine]:
    """Modifiers of the attacker's vehicles: those that fall out on the way, and those that go alone. Rule 7.34.

    Args:
        raw: the attacker's power.
        fallen_out: share of its vehicles out of action at the end of the fight, at even fortune.
    """
    lines: list[ModifierLine] = []
    share = raw.vehicles / raw.total if raw.total else 0.0
    alone = 1.0 - tables.armour.unsupported * circumstances.unsupported * share
    _put(lines, "A", "P", "vehicles lost on the way", 1.0 - share * fallen_out / 2.0, "7.52", "combat.armour.tank_kill")
    _put(lines, "A", "P", "tanks without infantry", alone, "7.34", "combat.armour.unsupported")
    passed = 1.0 - tables.armour.passed_over * circumstances.unsupported * share
    _put(lines, "D", "V", "passed over by tanks", passed, "7.34", "combat.armour.passed_over")
    return lines


DUG_IN = ("prepared", "fortified")
"""Postures of men in trenches and covered works."""


def flame_share(attacker: Force, defender: Force, circumstances: Circumstances, tables: CombatTables) -> float:
    """Share of dug-in defenders whom the attacker's flame tanks reach, 0 to 1. Rule 7.58."""
    if circumstances.posture not in DUG_IN:
        return 0.0
    flames = total([number for vehicle, number in attacker.vehicles if vehicle.class_ == "flame"])
    return min(1.0, tables.flame.men_per_tank * flames / defender.men)


def flame_lines(share: float, circumstances: Circumstances, tables: CombatTables) -> list[ModifierLine]:
    """Modifiers of flame tanks: works shelter the men less. Rule 7.58.

    Args:
        share: what `flame_share` gives.
    """
    lines: list[ModifierLine] = []
    bare, posture = tables.flame.cover * share, circumstances.posture
    held = 1.0 + bare * (1.0 / tables.posture_strength[posture] - 1.0)
    open_to = 1.0 + bare * (1.0 / tables.posture_losses[posture] - 1.0)
    _put(lines, "D", "P", "flame in the trenches", held, "7.58", "combat.flame.cover")
    _put(lines, "D", "V", "flame in the trenches", open_to, "7.58", "combat.flame.cover")
    return lines
