"""Rule 7.77: which weapons did the harm, by their share of what bore on those who suffered it."""

from __future__ import annotations

from collections.abc import Iterable

from game.core.ids import UnitId
from game.model.events import Kinds
from game.model.state import GameState
from game.model.tables_armour import Armour
from game.model.weapons import Weapon
from game.rules.armour import tubes_by_weapon
from game.rules.force import Force
from game.rules.power import RawPower

QUARTERS: Kinds = (("close-quarters", 1.0),)
"""Bottles, mines and grenades of men who come up to a tank."""


def merged(weights: Iterable[tuple[str, float]]) -> Kinds:
    """Weights of one weapon added together, those above 0, in the order in which they come. Rule 7.77."""
    sums: dict[str, float] = {}
    for name, weight in weights:
        if weight > 0.0:
            sums[name] = sums.get(name, 0.0) + weight
    return tuple(sums.items())


def by_power(raw: RawPower) -> Kinds:
    """Weapons and vehicles of a side by the power that each brings to an assault. Rule 7.77."""
    return merged([(part.id, part.value) for part in raw.arms])


def by_shells(shells: Iterable[tuple[Weapon, float]]) -> Kinds:
    """Guns or bombs by the ground that their shells cover. Rule 7.77."""
    return merged([(weapon.id, rounds * weapon.lethal_area_m2) for weapon, rounds in shells])


def by_volley(state: GameState, unit: UnitId) -> Kinds:
    """Small arms and machine guns of a unit by their lethality. Rule 7.77."""
    arms = zip(state.scenario.units[unit].arms, state.arms[unit], strict=True)
    return merged([(a.weapon.id, a.weapon.oli * have) for a, have in arms if a.weapon.role in ("small", "mg")])


def by_tubes(target: Force, shooter: Force, range_m: float, armour: Armour, *, attacking: bool) -> dict[str, Kinds]:
    """What shoots at a target's vehicles, by cause of loss and by the tubes that pierce. Rules 7.75 and 7.77.

    Args:
        attacking: whether the vehicles belong to the attacker.
    """
    found: dict[str, list[tuple[str, float]]] = {}
    for vehicle, count in target.vehicles:
        for cause, name, tubes in tubes_by_weapon(vehicle, shooter, range_m, armour, attacking):
            found.setdefault(cause, []).append((name, count * tubes))
    return {cause: merged(weights) for cause, weights in found.items()}
