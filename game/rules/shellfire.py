"""Chapter 6.2 and 6.3: what a bombardment kills and whom it pins."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from game.core.portable import exp
from game.model.tables import CombatTables
from game.model.weapons import Weapon

SQUARE_METRES = 10_000.0
"""Square metres in a hectare."""


class Bombardment(NamedTuple):
    """What shellfire did to the unit or stack under it."""

    killed: float
    """Share of the men hit, killed and wounded together."""
    pinned: float
    """Share of the unit that is pinned when the fire lifts."""
    guns: float
    """Share of the tubes put out."""


def bombardment(
    shells: Iterable[tuple[Weapon, float]],
    hectares: float,
    posture: str,
    minutes: float,
    aim: str,
    tables: CombatTables,
    pinned: float = 0.0,
) -> Bombardment:
    """What some shells do to a target spread over some hectares. Rules 6.2 and 6.3.

    Shells add inside the exponent and pinning moves towards the level of its fire, so that two halves of a
    bombardment leave the same as the whole.

    Args:
        shells: rounds by type of weapon.
        posture: a key of the table `cover`.
        aim: a key of the table `aim`.
        pinned: share already pinned when this fire began.

    Raises:
        ValueError: no ground or no time is given.
    """
    if hectares <= 0.0 or minutes <= 0.0:
        raise ValueError("a bombardment needs ground and time")
    fire = tables.shellfire
    lethal = weight = 0.0
    for weapon, rounds in shells:
        lethal += rounds * weapon.lethal_area_m2
        weight += rounds * weapon.shell_76
    hits = fire.kill * lethal / (hectares * SQUARE_METRES) * tables.cover[posture] * tables.aim[aim]
    held = pinned_by(weight, hectares, minutes, pinned, tables)
    return Bombardment(1.0 - exp(-hits), held, 1.0 - exp(-fire.guns * hits))


def pinned_by(weight: float, hectares: float, minutes: float, pinned: float, tables: CombatTables) -> float:
    """Share that is pinned when fire lifts. Rule 6.3.

    Args:
        weight: shells of 76 mm that fell.
        pinned: share already pinned when it began.
    """
    fire, hours = tables.shellfire, minutes / 60.0
    level = 1.0 - exp(-weight / (hectares * hours * fire.pin_shells))
    return level + (pinned - level) * exp(-hours / fire.pin_hours)


def pinned_after(pinned: float, minutes: float, tables: CombatTables) -> float:
    """Share of a unit still pinned when fire has been lifted for some minutes. Rule 6.31."""
    return pinned * exp(-minutes / 60.0 / tables.shellfire.pin_hours)
