"""What an assault is computed from: two forces and the circumstances they meet in, free of any game state."""

from __future__ import annotations

from attrs import frozen

from game.model.tables import Ground
from game.model.weapons import Arm, Hull


@frozen(kw_only=True)
class Force:
    """All units of one side in one action, added together."""

    name: str
    """Name shown to the player."""
    men: float
    """Men in the ranks, above 0."""
    arms: tuple[Arm, ...] = ()
    """Weapons by type, number and rounds an hour."""
    vehicles: tuple[Hull, ...] = ()
    """Armoured vehicles by type and number."""
    quality: float = 1.0
    """Combat effectiveness against an even enemy; 1 is a good regular unit."""
    cohesion: float = 95.0
    """Fitness to fight on, 0 to 100."""
    fatigue: float = 0.0
    """0 fresh, 1 spent."""
    ammunition: float = 1.0
    """Share of the need that is at hand, 0 to 1."""
    stance: str = "attack"
    """What it will bear before it breaks: a key of the table `breaks`."""
    pinned: float = 0.0
    """Share held down by fire as this stretch of the fight begins, 0 to 1; it fades during it."""
    closed: float = 0.0
    """Share of its ways out that are shut, 0 to 1."""
    command: float = 1.0
    """Factor for orders and staff work, from the table `command`."""
    surrenders: bool = True
    """Whether it may lay down its arms when shut in."""
    bogged: float = 0.0
    """Share of its vehicles that lie bogged, 0 to 1."""
    plated: float = 0.0
    """Share of its men that fight inside vehicles, 0 to 1. Rule 7.29."""


@frozen(kw_only=True)
class Circumstances:
    """Ground, light, weather and manner of one assault."""

    ground: Ground
    """The ground under the defender."""
    posture: str = "hasty"
    """How the defender stands: a key of the posture tables."""
    press: str = "attack"
    """How hard the attacker presses: a key of the table `press`."""
    light: float = 1.0
    """1 day, about .3 full moon, 0 black night."""
    guns: float = 1.0
    """Factor of weather on guns."""
    slope: float = 1.0
    """Factor of the climb on the attacker's power."""
    wet: float = 1.0
    """Factor of bog or ford on the attacker's losses."""
    wire: float = 1.0
    """Factor of uncut wire on the attacker's losses."""
    surprise: float = 0.0
    """0 none, 1 complete, at the beginning of the fight."""
    flank: float = 0.0
    """Share of the attack that comes from flank and rear."""
    range_m: float = 500.0
    """Range in metres at which anti-tank fire opens."""
    bearing: float = 0.7
    """Share of the tubes that bear on the vehicles."""
    unsupported: float = 0.0
    """Share of the attacker's vehicles that no infantry goes with."""
    bog: float = 0.0
    """Share that the ground takes of the vehicles on either side which do not lie bogged already."""
    hot: float = 1.0
    """Factor of heat on close assault against vehicles."""
    cold: float = 1.0
    """Factor of cold on both sides' losses."""
    whole_action: float = 0.0
    """Men of both sides in the whole action at first contact; 0 if these two forces are all of it."""
    started_minutes: float = 0.0
    """Minutes since first contact, for a fight that goes on from an earlier turn."""


def bogged_share(force: Force, circumstances: Circumstances) -> float:
    """Share of a force's vehicles that are bogged during a fight: those that lie so and those that the ground takes.
    Rule 7.55.
    """
    return force.bogged + (1.0 - force.bogged) * circumstances.bog
