"""Unit kinds, units as a scenario gives them, and the words for how they stand."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import Factory, field, frozen

from game.core.ids import HexId, SideId, UnitId
from game.model.provenance import Sourced
from game.model.weapons import Vehicle, Weapon, by_class

STANCES = ("storm", "attack", "hold", "last-man", "give-ground")
"""What a unit does when pressed; the index is what the state keeps."""
STORM, ATTACK, HOLD, LAST_MAN, GIVE_GROUND = range(5)

ON_MAP, WAITING, DESTROYED, SURRENDERED, WITHDRAWN = range(5)
"""What has become of a unit. WAITING: has not arrived yet."""
FATES = ("on the map", "not yet arrived", "destroyed", "surrendered", "withdrawn")

SYMBOLS = (
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
)
"""Symbols drawn in a counter's box."""
ECHELONS = (
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
)


@frozen(kw_only=True)
class Leader:
    """A commander."""

    name: str
    rank: str = ""
    native: str = ""
    rating: int = 3
    """1 poor to 5 outstanding."""
    provenance: Sourced = field(default=Sourced(), eq=False, repr=False)


@frozen(kw_only=True)
class UnitKind:
    """What units of a kind can do."""

    id: str
    name: str
    symbol: str
    echelon: str
    mobility: str
    """One of `MOBILITIES`."""
    assaults: bool = True
    """Whether it may lead an assault."""
    fires: bool = False
    """Whether it may bombard."""
    is_hq: bool = False
    zoc_men: int = 20
    """Men below which it exerts no zone of control."""
    park: str = ""
    """What it builds bridges with: light, heavy, or empty for timber only."""
    digs: float = 1.0
    """Rate of digging, 1 for infantry."""
    provenance: Sourced = field(default=Sourced(), eq=False, repr=False)

    @property
    def on_foot(self) -> bool:
        """Whether its men fight on foot: infantry, with lorries or without."""
        return self.mobility in ("foot", "motor")


@frozen(kw_only=True)
class Formation:
    """A battalion, regiment or division: units that answer to one commander."""

    id: str
    name: str
    side: SideId
    native: str = ""
    parent: str = ""
    """Id of the formation above, or empty."""
    leader: Leader | None = None
    hq: UnitId | None = None
    """The headquarters unit, if one is on the map."""
    provenance: Sourced = field(default=Sourced(), eq=False, repr=False)


@frozen(kw_only=True)
class Arm:
    """So many weapons of a kind."""

    weapon: Weapon
    count: int


@frozen(kw_only=True)
class VehicleCount:
    """So many vehicles of a kind."""

    vehicle: Vehicle
    count: int


FEINTS = ("sight", "noise", "radio")
"""By what a show deceives: plywood and straw, sounds in the night, wireless traffic. Rules 5.9, 5.92 and 5.94."""


@frozen(kw_only=True)
class Dummy:
    """What a handful of men make the enemy take them for. Rule 5.9."""

    shows: UnitKind
    men: int
    """Strength that they show."""
    by: str = "sight"
    """One of `FEINTS`."""


@frozen(kw_only=True)
class Unit:
    """A unit at the start of the scenario. What changes stands in `GameState`."""

    number: UnitId
    id: str
    """The short id that players type, such as 1/75."""
    name: str
    native: str = ""
    kind: UnitKind
    side: SideId
    formation: str
    """Id of its formation."""
    hex: HexId
    """Where it starts; `NOWHERE` if it arrives later."""
    men: int
    arms: tuple[Arm, ...] = ()
    """Weapons; positions in this tuple index `GameState.arms`."""
    vehicles: tuple[VehicleCount, ...] = ()
    cohesion: int = 95
    """0 to 100."""
    fatigue: int = 0
    """0 fresh to 100 spent."""
    ammo: float = 1.0
    """Units of fire of small-arms ammunition."""
    shells: int = 0
    """Rounds for all its tubes."""
    shells_full: int = field(default=Factory(lambda self: self.shells, takes_self=True))
    """Rounds to which it is filled up: as many as it began with, unless the forces say otherwise. Rule 11.2."""
    flares: int = 0
    stance: int = HOLD
    dug: int = 0
    """Minutes of digging already done at the start."""
    alert: float = 0.0
    """Alertness at the start, 0 asleep to 1 expecting an attack at once."""
    quality: float = 1.0
    """Combat effectiveness value: leadership, training and morale in one factor on power."""
    night: float = 0.5
    """Training for night and stealth, 0 to 1."""
    surrenders: bool = True
    shaky: bool = False
    """Whether it may break, go home or go over when armour comes, under shells, or in a ring. Rule 7.82."""
    leader: Leader | None = None
    off_map_m: int = 0
    """Metres behind its edge hex, for guns that stand off the map; 0 for all others. Rule 6.14."""
    arrives_minute: int | None = None
    """Minute of the scenario at which it arrives; None for one that is there or comes by an event."""
    arrives_at: HexId
    """Where it arrives; `NOWHERE` if that is left to the event."""
    text: str = ""
    """What it was doing, in a sentence."""
    dummy: Dummy | None = None
    """What it pretends to be; None for a real unit."""
    provenance: Sourced = field(default=Sourced(), eq=False, repr=False)

    def tanks_and_cars(self, counts: Iterable[int]) -> tuple[int, int]:
        """Counts by position in `vehicles` added up: tanks of every kind, and armoured cars."""
        return by_class([group.vehicle for group in self.vehicles], counts)

    @property
    def tubes(self) -> int:
        """Guns, mortars and anti-tank guns at the start."""
        return sum(arm.count for arm in self.arms if arm.weapon.role in ("gun", "at"))
