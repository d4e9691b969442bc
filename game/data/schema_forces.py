"""Shape of `forces.yaml`: formations and units."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from attrs import field, frozen

from game.data.schema import (
    SPREAD,
    AircraftName,
    Count,
    FormationName,
    Hundred,
    Id,
    KindName,
    Minutes,
    Number,
    Provenance,
    Rating,
    Share,
    SideName,
    Some,
    Spot,
    SpotOrOff,
    Stance,
    Text,
    UnitId,
    UnitName,
    VehicleName,
    WeaponName,
    When,
    Whole,
    called,
)

Quality = Annotated[float, Number(0.2, 3.0)]
"""Combat effectiveness value, 1 for an average trained unit."""
UnitsOfFire = Annotated[float, Number(0.0, 20.0)]
"""Units of fire: the ammunition that a unit carries by its tables."""


@frozen(kw_only=True, eq=False, repr=False)
class LeaderData:
    """A commander."""

    name: Text
    """Name in English spelling."""
    native: Text | None = None
    """Name in his own script."""
    rank: Text | None = None
    """Rank in English."""
    rating: Rating = 3
    """1 poor to 5 outstanding."""
    provenance: Provenance = field(factory=Provenance, metadata=SPREAD)


@frozen(kw_only=True, eq=False, repr=False)
class ArrivalData:
    """When and where a unit comes onto the map."""

    time: When
    """When it arrives."""
    at: Spot
    """Where it arrives."""


@frozen(kw_only=True, eq=False, repr=False)
class FormationData:
    """A battalion, regiment or division."""

    id: UnitId
    """Name used in files and orders, such as I/75."""
    name: Text
    """Name shown to the player."""
    native: Text | None = None
    """Name in its army's language."""
    side: SideName
    """Side it fights for."""
    parent: FormationName | None = None
    """Formation above it."""
    quality: Quality | None = None
    """Combat effectiveness of its units; else that of its parent, else 1."""
    night: Share | None = None
    """Training for night and stealth; else that of its parent, else 0.5."""
    surrenders: bool | None = None
    """Whether its units may surrender when shut in; else as its parent, else yes."""
    shaky: bool | None = None
    """Whether its units may break or go over: before armour, under shells, in a ring; else as its parent, else no."""
    leader: LeaderData | None = None
    """Its commander."""
    hq: UnitName | None = None
    """The unit that is its headquarters, if that is on the map."""
    provenance: Provenance = field(factory=Provenance, metadata=SPREAD)


@frozen(kw_only=True, eq=False, repr=False)
class DummyData:
    """What a unit makes the enemy take it for: a few men who show many."""

    shows: KindName
    """Kind of unit that it shows, from rules/kinds.yaml."""
    men: Some
    """Strength that it shows."""
    by: Literal["sight", "noise", "radio"] = "sight"
    """How: by dummies that the enemy sees, by noise in the dark, or by false wireless traffic."""


@frozen(kw_only=True, eq=False, repr=False)
class UnitData:
    """A unit at the start of the battle."""

    id: UnitId
    """Short name that players type, such as 1/75."""
    name: Text
    """Name shown to the player."""
    native: Text | None = None
    """Name in its army's language."""
    kind: KindName
    """Kind of unit, from rules/kinds.yaml."""
    formation: FormationName
    """Formation it belongs to, which also gives its side."""
    at: SpotOrOff
    """Where it starts: a hex or place, or `off` if it comes later."""
    men: Count
    """Men fit to fight."""
    weapons: Mapping[WeaponName, Some] = field(factory=dict)
    """Weapons by type, from rules/weapons.yaml, and their number."""
    vehicles: Mapping[VehicleName, Some] = field(factory=dict)
    """Vehicles by type, from rules/weapons.yaml, and their number."""
    cohesion: Hundred = 95
    """Fitness to fight on, 0 to 100."""
    fatigue: Hundred = 0
    """0 fresh to 100 spent."""
    ammo: UnitsOfFire = 1.0
    """Small-arms ammunition in units of fire."""
    shells: Count = 0
    """Rounds for all its tubes together."""
    shells_full: Count | None = None
    """Rounds to which it is filled up; else as many as it starts with."""
    flares: Count | None = None
    """Light flares; else as its kind has."""
    stance: Stance | None = None
    """What it does when pressed; else the stance of its side."""
    off_map_m: Annotated[int, Number(0, 20_000)] = 0
    """Metres behind that hex, at the map's edge, for guns that stand off the map."""
    dug: Minutes = 0
    """Minutes of digging already done where it stands."""
    alert: Share = 0.0
    """0 asleep to 1 expecting an attack at once."""
    quality: Quality | None = None
    """Combat effectiveness; else that of its formation."""
    night: Share | None = None
    """Training for night and stealth; else that of its formation."""
    surrenders: bool | None = None
    """Whether it may surrender when shut in; else as its formation."""
    shaky: bool | None = None
    """Whether it may break or go over when armour comes, under shells or in a ring; else as its formation."""
    leader: LeaderData | None = None
    """Its commander."""
    arrives: ArrivalData | None = None
    """When and where it comes, if it starts `off`."""
    text: Text | None = None
    """What it was doing, in a sentence."""
    dummy: DummyData | None = None
    """What it pretends to be; a real unit if left out."""
    provenance: Provenance = field(factory=Provenance, metadata=SPREAD)


@frozen(kw_only=True, eq=False, repr=False)
class BaseData:
    """The field that a squadron flies from, off the map."""

    name: Text
    """What it is called."""
    km: Annotated[int, Whole(0, 2000)]
    """Distance to the map in kilometres."""


@frozen(kw_only=True, eq=False, repr=False)
class SquadronData:
    """A squadron of aircraft."""

    id: UnitId
    """Short name that players type, such as sb-1."""
    name: Text
    """Name shown to the player."""
    native: Text | None = None
    """Name in its air force's language."""
    side: SideName
    """Side it fights for."""
    formation: FormationName | None = None
    """Formation it flies for."""
    aircraft: AircraftName
    """Type of aircraft, from rules/weapons.yaml."""
    count: Some
    """Machines fit to fly at the start."""
    crews: Some | None = None
    """Crews that fly them; else one for each machine."""
    quality: Quality = 1.0
    """Skill of its crews; 1 is an ordinary peacetime squadron, 1.3 one with years of war behind it."""
    base: BaseData
    """Where it flies from."""
    from_: When | None = field(default=None, metadata=called("from"))
    """From when it can be sent; else from the start."""
    text: Text | None = None
    """What it was and did, in a sentence."""
    provenance: Provenance = field(factory=Provenance, metadata=SPREAD)


@frozen(kw_only=True, eq=False, repr=False)
class ForcesFile:
    """The order of battle."""

    base: Id | None = None
    """Order of battle in forces/ that this one builds on."""
    formations: tuple[FormationData, ...] = ()
    """Formations of both sides; with a base, those that it lacks or that are changed."""
    units: tuple[UnitData, ...]
    """Units of both sides; with a base, all that are present."""
    squadrons: tuple[SquadronData, ...] = ()
    """Squadrons of aircraft of both sides; with a base, all that are present."""
    provenance: Provenance = field(factory=Provenance, metadata=SPREAD)
