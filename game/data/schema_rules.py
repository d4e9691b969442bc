"""Shape of the files in `rules/`: terrain, weapons, kinds of unit, and the figures of the rulebook's chapters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from attrs import field, frozen

from game.data.schema import (
    REST,
    SPREAD,
    Amount,
    Count,
    Factor,
    Id,
    Number,
    Provenance,
    Share,
    Some,
    Text,
    WeaponName,
    Whole,
    called,
)

Mobility = Literal["foot", "horse", "wheel", "track", "towed", "boat", "rail", "motor"]
Signed = Annotated[float, Number(-1_000_000.0, 1_000_000.0)]
"""A figure of the rules, in the unit that it names."""


@frozen(kw_only=True, eq=False, repr=False)
class TerrainData:
    """A kind of ground."""

    id: Id
    """Name used in map legends."""
    name: Text
    """Name shown to the player."""
    glyph: Literal["clear", "dune", "hill", "steep", "rough", "marsh", "wood", "town", "lake", "river"]
    """How it is drawn."""
    defence: Factor
    """Factor on the defender's power (QJM r_u)."""
    infantry: Factor
    """Factor on the worth of small arms and machine guns."""
    guns: Factor
    """Factor on the worth of guns."""
    tanks: Factor
    """Factor on the worth of vehicles."""
    losses: Factor
    """Factor on both sides' losses (QJM c)."""
    going: Annotated[float, Number(0.05, 5.0)]
    """Speed over it against rolling bare ground (QJM m, adjusted)."""
    concealment: Share
    """Share by which the distance falls at which men lying there are seen."""
    height_m: Annotated[float, Number(0.0, 100.0)] = 0.0
    """Height in metres of what grows or stands there, for lines of sight."""
    water: Literal["none", "lake", "river", "marsh"] = "none"
    """none, lake, river or marsh."""
    bare: bool = False
    """Whether men on higher ground see far over it."""
    closed: tuple[Mobility, ...] = ()
    """Mobility classes that may not enter."""
    provenance: Provenance = field(factory=Provenance, metadata=SPREAD)


@frozen(kw_only=True, eq=False, repr=False)
class TerrainFile:
    """Kinds of ground."""

    terrains: tuple[TerrainData, ...]
    """The kinds."""
    provenance: Provenance = field(factory=Provenance, metadata=SPREAD)


@frozen(kw_only=True, eq=False, repr=False)
class WeaponData:
    """A weapon that men carry or serve."""

    id: Id
    """Name used in forces files."""
    name: Text
    """Name shown to the player."""
    native: Text = ""
    """Name in the language of its army."""
    role: Literal["small", "mg", "gun", "at", "air"]
    """Column of the terrain and darkness tables: small arms, machine guns, guns, anti-tank guns; `air` for aircraft."""
    oli: Amount
    """Operational lethality index after the QJM."""
    rounds_hour: Amount = 1.0
    """Rounds an hour at which it reaches its full index."""
    penetration_mm: Amount = 0.0
    """Plate in mm that its shot goes through at 500 m."""
    at_worth: Annotated[float, Number(0.0, 5.0)] = 0.0
    """Worth as an anti-tank tube; the 37 mm gun is 1."""
    range_m: Count = 0
    """Greatest useful range in metres."""
    lethal_area_m2: Amount = 0.0
    """Square metres in which one shell hits standing men; 0 if it does not bombard."""
    shell_76: Annotated[float, Number(0.0, 100.0)] = 0.0
    """76 mm shells that one of its shells is worth."""
    unit_of_fire: Count = 0
    """Rounds that one piece has at hand."""
    round_kg: Annotated[float, Number(0.0, 1000.0)] = 0.0
    """Weight of one round as it is carried, in kilograms."""
    weight_t: Amount = 0.0
    """Weight in tonnes, for boats; 0 for what men carry."""
    crew: Some = 1
    """Men who serve it."""
    indirect: bool = False
    """Whether it can fire at ground that its crew does not see."""
    trajectory: Literal["flat", "high"] = "high"
    """Path of its shells: a flat one passes over what lies close behind a crest."""
    anti_air: Annotated[float, Number(0.0, 10.0)] = 0.0
    """Worth against aircraft overhead; an anti-aircraft gun is 1."""
    provenance: Provenance = field(factory=Provenance, metadata=SPREAD)


@frozen(kw_only=True, eq=False, repr=False)
class VehicleData:
    """An armoured vehicle."""

    id: Id
    """Name used in forces files."""
    name: Text
    """Name shown to the player."""
    native: Text = ""
    """Name in the language of its army."""
    class_: Literal["tank", "tankette", "car", "flame", "sp"] = field(default="tank", metadata=called("class"))
    """What it counts as: a gun or flame tank, a tankette, an armoured car, a gun on tracks; cars are counted apart."""
    oli: Amount
    """Operational lethality index after the QJM."""
    front_mm: Amount
    """Plate in mm that a frontal hit meets."""
    side_mm: Amount
    """Plate in mm that a hit from side or rear meets."""
    penetration_mm: Amount = 0.0
    """Plate in mm that its gun goes through at 500 m."""
    softness: Annotated[float, Number(0.1, 5.0)] = 1.0
    """Chance that a pierced vehicle stops; a light tank is 1."""
    burns: Annotated[float, Number(0.1, 5.0)] = 1.0
    """How often it is beyond repair when put out of action; a T-26 is 1."""
    crew: Some = 3
    """Men inside."""
    weight_t: Amount = 0.0
    """Weight in tonnes."""
    speed_kmh: Amount = 0.0
    """Speed on a good road."""
    country_kmh: Amount = 0.0
    """Speed over open ground."""
    petrol: bool = True
    """Whether its engine burns petrol."""
    unit_of_fire: Count = 0
    """Rounds in its racks."""
    round_kg: Annotated[float, Number(0.0, 1000.0)] = 0.0
    """Weight of one of them as it is carried, in kilograms."""
    provenance: Provenance = field(factory=Provenance, metadata=SPREAD)


@frozen(kw_only=True, eq=False, repr=False)
class AircraftData:
    """A type of aircraft."""

    id: Id
    """Name used in forces files."""
    name: Text
    """Name shown to the player."""
    native: Text = ""
    """Name in the language of its air force."""
    role: Literal["bomber", "heavy-bomber", "attack", "fighter", "recon"]
    """What it is built for, which decides the missions it flies and how often."""
    load: Mapping[WeaponName, Some] = field(factory=dict)
    """Bombs of one machine on one sortie, by weapons of role `air`."""
    guns: Mapping[WeaponName, Some] = field(factory=dict)
    """Machine guns that fire forward, by weapons of role `air`."""
    speed_kmh: Annotated[int, Whole(50, 1000)] = 300
    """Greatest speed."""
    toughness: Annotated[float, Number(0.1, 10.0)] = 1.0
    """Hits it stands; a fighter of 1938 is 1."""
    fight: Annotated[float, Number(0.0, 10.0)] = 1.0
    """Worth in air combat; a fighter of 1938 is 1."""
    turn: Annotated[float, Number(0.1, 10.0)] = 1.0
    """Factor on it while it turns with fighters."""
    dive: Annotated[float, Number(0.1, 10.0)] = 1.0
    """Factor on it while it dives on them and climbs away."""
    height_m: Annotated[int, Whole(100, 12000)] = 3000
    """Metres over the ground from which it bombs and looks, when it does not come low."""
    ceiling_m: Annotated[int, Whole(1000, 15000)] = 7000
    """Metres up to which it fights as well as below."""
    radius_km: Annotated[int, Whole(50, 3000)] = 300
    """Kilometres that it goes out from its field with its load."""
    night: bool = False
    """Whether it can be sent in the dark."""
    crew: Some = 1
    """Men aboard."""
    provenance: Provenance = field(factory=Provenance, metadata=SPREAD)


@frozen(kw_only=True, eq=False, repr=False)
class WeaponsFile:
    """Weapons, vehicles and aircraft."""

    weapons: tuple[WeaponData, ...]
    """The weapons."""
    vehicles: tuple[VehicleData, ...] = ()
    """The vehicles."""
    aircraft: tuple[AircraftData, ...] = ()
    """The aircraft."""
    provenance: Provenance = field(factory=Provenance, metadata=SPREAD)


@frozen(kw_only=True, eq=False, repr=False)
class KindData:
    """A kind of unit."""

    id: Id
    """Name used in forces files."""
    name: Text
    """Name shown to the player."""
    symbol: Literal[
        "infantry",
        "mg",
        "guns",
        "at",
        "infantry-gun",
        "mortar",
        "aa",
        "tank",
        "cavalry",
        "engineer",
        "hq",
        "garrison",
        "recon",
        "border",
    ]
    """Symbol in the counter's box."""
    echelon: Literal[
        "squad",
        "section",
        "platoon",
        "company",
        "battery",
        "battalion",
        "regiment",
        "brigade",
        "division",
        "corps",
    ]
    """Size shown above the box."""
    mobility: Mobility
    """Column of the movement tables."""
    assaults: bool = True
    """Whether it may lead an assault."""
    fires: bool = False
    """Whether it may bombard."""
    zoc_men: Count = 20
    """Men from which it exerts a zone of control."""
    park: Literal["", "light", "heavy"] = ""
    """What it can build bridges with, a column of `park` in rules/engineering.yaml; empty: with timber only."""
    digs: Annotated[float, Number(0.0, 10.0)] = 1.0
    """Rate of digging; a rifle company is 1."""
    flares: Count = 4
    """Light flares at hand, unless the unit names a number."""
    provenance: Provenance = field(factory=Provenance, metadata=SPREAD)


@frozen(kw_only=True, eq=False, repr=False)
class KindsFile:
    """Kinds of unit."""

    kinds: tuple[KindData, ...]
    """The kinds."""
    provenance: Provenance = field(factory=Provenance, metadata=SPREAD)


@frozen(kw_only=True, eq=False, repr=False)
class RuleFigure:
    """One figure of the rules."""

    value: Signed
    """The figure."""
    unit: Text = "factor"
    """What it is counted in."""
    provenance: Provenance = field(factory=Provenance, metadata=SPREAD)


@frozen(kw_only=True, eq=False, repr=False)
class FiguresFile:
    """Figures of a chapter of the rulebook, in named groups."""

    groups: Mapping[str, Mapping[str, RuleFigure]] = field(metadata={REST: True})
    """Groups of figures; the groups' names are keys of the file itself."""
    provenance: Provenance = field(factory=Provenance, metadata=SPREAD)
