"""Weapons and vehicles as the rules see them: lethality, plate, penetration, shells and crews."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from attrs import frozen

Role = Literal["small", "mg", "gun", "at", "air"]
"""What a weapon does in an assault: small arms, machine guns and grenade throwers, support guns, anti-tank guns;
`air` for bombs and the guns of aircraft, which no unit on the ground carries."""

Trajectory = Literal["flat", "high"]
"""Path of a shell: over a crest and on, or down behind it."""


@frozen(kw_only=True)
class Weapon:
    """One type of weapon that men carry or serve."""

    id: str
    """Name used in files and orders."""
    name: str
    """Name shown to the player, in English."""
    role: Role
    """Which column of the terrain and darkness tables it takes."""
    oli: float
    """Operational lethality index after Dupuy's QJM; only ratios between weapons mean anything."""
    rounds_hour: float = 1.0
    """Rounds an hour at which a gun reaches its full index; 1 for small arms, which always count fully."""
    penetration_mm: float = 0.0
    """Vertical plate that its shot goes through at 500 m; 0 if it cannot harm armour."""
    at_worth: float = 0.0
    """Worth as an anti-tank tube: rate of aimed fire, sight and traverse, the 37-mm anti-tank gun being 1."""
    range_m: int = 0
    """Greatest range in metres."""
    lethal_area_m2: float = 0.0
    """Square metres in which one shell hits standing men; 0 if it does not bombard."""
    shell_76: float = 0.0
    """How many 76-mm shells one of its shells is worth in keeping heads down."""
    unit_of_fire: int = 0
    """Rounds that one tube carries as a unit of fire."""
    round_kg: float = 0.0
    """Weight of one round as it is carried, in kilograms, with case and packing."""
    weight_t: float = 0.0
    """Weight in tonnes ready for the march, for boats; 0 for what men carry."""
    crew: int = 1
    """Men who serve one piece."""
    indirect: bool = False
    """True if it can fire at ground that its crew does not see."""
    trajectory: Trajectory = "high"
    """Whether its shells drop behind a crest or pass over it."""
    anti_air: float = 0.0
    """Worth against aircraft overhead, an anti-aircraft gun being 1; 0 for what cannot be laid so high."""
    native: str = ""
    """Name in the language of its army, for the player who wants it."""

    @property
    def is_field_gun(self) -> bool:
        """Whether records count it among the guns: 75 mm or more, and no infantry gun or mortar that men carry."""
        return self.role == "gun" and self.weight_t >= FIELD_GUN_T


FIELD_GUN_T = 0.5
"""Tonnes from which a piece is a gun of the records: the 75 mm regimental gun weighs 0.54, the 70 mm one 0.21."""

VehicleClass = Literal["tank", "tankette", "car", "flame", "sp"]
"""What a vehicle counts as. Measures of tanks count all but cars, which have their own."""


@frozen(kw_only=True)
class Vehicle:
    """One type of armoured vehicle."""

    id: str
    """Name used in files and orders."""
    name: str
    """Name shown to the player, in English."""
    class_: VehicleClass = "tank"
    """Tank, tankette, armoured car, flame tank or a gun on tracks."""
    oli: float
    """Operational lethality index after Dupuy's QJM, for a day's fighting with full racks."""
    front_mm: float
    """Plate that a frontal hit meets, in mm."""
    side_mm: float
    """Plate that a hit on the side or rear meets, in mm."""
    penetration_mm: float = 0.0
    """Vertical plate that its own gun goes through at 500 m; 0 for machine guns."""
    softness: float = 1.0
    """Chance that a pierced vehicle stops, 1 for a light tank; more for petrol decks and wheels, less for diesel."""
    burns: float = 1.0
    """How often it is beyond repair when it is put out of action; a T-26 is 1."""
    crew: int = 3
    """Men inside."""
    weight_t: float = 0.0
    """Weight in tonnes, for bridges and for soft ground."""
    speed_kmh: float = 0.0
    """Speed on a good road."""
    country_kmh: float = 0.0
    """Speed over open ground without a road."""
    petrol: bool = True
    """True for a petrol engine, which burning bottles set alight on a hot day."""
    unit_of_fire: int = 0
    """Rounds that the racks hold."""
    round_kg: float = 0.0
    """Weight of one of them as it is carried, in kilograms."""
    native: str = ""
    """Name in the language of its army, for the player who wants it."""


def by_class(vehicles: Iterable[Vehicle], counts: Iterable[int]) -> tuple[int, int]:
    """Vehicles of several types by what measures count them as: tanks of every kind, and armoured cars."""
    cars = whole = 0
    for vehicle, count in zip(vehicles, counts, strict=True):
        whole += count
        cars += count if vehicle.class_ == "car" else 0
    return whole - cars, cars


Arm = tuple[Weapon, float, float | None]
"""Weapons of one type in a fight: type, number, and rounds an hour that each fires; None is its full rate."""

Hull = tuple[Vehicle, float]
"""Vehicles of one type in a fight: type and number."""
