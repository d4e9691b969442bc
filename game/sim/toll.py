"""What one loss comes to in figures: the one place in which events of loss are counted, for every column alike."""

from __future__ import annotations

from game.model.events import LossSuffered
from game.model.history import TOLLS
from game.model.units import Unit

_TAKEN = ("capture", "left-behind")
"""Causes by which the missing are in the enemy's hands: they gave up, or lay wounded where their unit ended."""
_LEFT = ("capture", "pursuit", "break-out")
"""Causes by which guns and vehicles stay where the enemy comes: their unit gave up, was ridden down or slipped away."""


def toll(spec: Unit, event: LossSuffered) -> dict[str, int]:
    """Figures of a loss by the names in `TOLLS`; those of which there are none are left out.

    `captured` are the missing of surrenders and the wounded who were left behind; who went missing in a flight is not
    known to be a prisoner. Captured vehicles and guns are those of units that surrendered, were pursued or slipped out
    of a pocket, and vehicles that lay bogged where only the enemy stood in the end.

    Args:
        spec: the unit that suffered it.
    """
    missing = event.missing
    found = {
        "killed": event.killed,
        "wounded": event.wounded,
        "missing": missing,
        "casualties": event.killed + event.wounded + missing,
    }
    if missing and event.cause in _TAKEN:
        found["captured"] = missing
    if any(event.vehicles):
        found["tanks_out"], found["cars_out"] = spec.tanks_and_cars(event.vehicles)
        found["tanks_lost"], found["cars_lost"] = spec.tanks_and_cars(event.wrecked)
        if event.cause in _LEFT or event.left_at is not None:
            found["vehicles_captured"] = sum(event.vehicles)
    if any(event.arms):
        guns, field = guns_in(spec, event.arms)
        found["guns_lost"], found["field_guns_lost"] = guns, field
        if event.cause in _LEFT:
            found["guns_captured"] = guns
    return {name: found[name] for name in TOLLS if found.get(name)}


def guns_in(spec: Unit, counts: tuple[int, ...]) -> tuple[int, int]:
    """Guns, mortars and anti-tank guns among weapons of a unit by position, and field guns of 75 mm and more."""
    guns = field = 0
    for arm, count in zip(spec.arms, counts, strict=True):
        if count and arm.weapon.role in ("gun", "at"):
            guns += count
            field += count * arm.weapon.is_field_gun
    return guns, field
