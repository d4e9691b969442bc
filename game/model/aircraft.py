"""Aircraft, squadrons and what they are sent to do."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from game.core.ids import HexId, SideId, SquadronId
from game.model.provenance import Sourced
from game.model.weapons import Weapon

MISSIONS = ("strike", "strafe", "interdict", "recon", "patrol", "sweep", "escort", "raid")
"""What a squadron may be sent to do: bomb a hex from height; attack it low with bombs and guns; hold down traffic
through it; look at the ground round it; keep enemy aircraft from it; look for enemy aircraft over it and attack them;
cover one's own that fly there; destroy aircraft on an airfield of the enemy, which lies off the map."""
STRIKE, STRAFE, INTERDICT, RECON, PATROL, SWEEP, ESCORT, RAID = MISSIONS
ATTACKS = (STRIKE, STRAFE, INTERDICT)
"""Missions that drop bombs or fire at the ground."""
LOITERS = (INTERDICT, PATROL, ESCORT)
"""Missions that stay over their hex until the side's next part begins."""

ROLES = ("bomber", "heavy-bomber", "attack", "fighter", "recon")
"""What aircraft are built for; the key of the figures in `AirTables`."""
CAN: Mapping[str, tuple[str, ...]] = {
    "bomber": (STRIKE, INTERDICT, RECON, RAID),
    "heavy-bomber": (STRIKE, RAID),
    "attack": (STRIKE, STRAFE, INTERDICT, RECON, RAID),
    "fighter": (STRAFE, INTERDICT, RECON, PATROL, SWEEP, ESCORT, RAID),
    "recon": (STRAFE, RECON),
}
"""Missions by role. Rule 9.3."""

CAUSES = ("fighters", "flak", "ground", "accident")
"""What aircraft are lost to: enemy aircraft, fire from the ground, a raid on their field, an accident."""


@frozen(kw_only=True)
class Aircraft:
    """One type of aircraft."""

    id: str
    """Name used in files."""
    name: str
    """Name shown to the player, in English."""
    native: str = ""
    """Name in the language of its air force."""
    role: str
    """One of `ROLES`."""
    load: tuple[tuple[Weapon, int], ...] = ()
    """Bombs that one machine carries on a sortie, by type."""
    guns: tuple[tuple[Weapon, int], ...] = ()
    """Machine guns that fire forward, by type."""
    speed_kmh: int = 300
    """Greatest speed."""
    toughness: float = 1.0
    """Hits it stands against a fighter of 1938, which is 1."""
    fight: float = 1.0
    """Worth in air combat against a fighter of 1938, which is 1; a bomber's gunners are worth less."""
    turn: float = 1.0
    """Factor on its worth while it turns with fighters round and round."""
    dive: float = 1.0
    """Factor on its worth while it dives on fighters out of the sun and climbs away."""
    height_m: int = 3000
    """Height from which it drops bombs or looks down, when it does not come low."""
    ceiling_m: int = 7000
    """Height up to which it still fights as well as below."""
    radius_km: int = 300
    """How far from its field it goes with its load, and comes back."""
    night: bool = False
    """Whether it finds its way and its target in the dark."""
    crew: int = 1
    """Men aboard."""


def base_id(name: str) -> str:
    """The name of an airfield as players type it: lower case, with hyphens."""
    return "-".join("".join(c if c.isalnum() else " " for c in name.lower()).split())


@frozen(kw_only=True)
class AirBase:
    """Where a squadron flies from; it lies off the map."""

    name: str
    km: int
    """Distance to the map in kilometres."""

    @property
    def id(self) -> str:
        """The name as players type it."""
        return base_id(self.name)


@frozen(kw_only=True)
class Squadron:
    """A squadron at the start of the scenario. What changes stands in `GameState`."""

    number: SquadronId
    id: str
    """The short id that players type, such as sb-1."""
    name: str
    native: str = ""
    side: SideId
    formation: str = ""
    """Id of the formation it flies for; empty for none."""
    aircraft: Aircraft
    count: int
    """Machines fit to fly at the start."""
    crews: int
    """Crews that fly them."""
    quality: float = 1.0
    """What its crews are worth against aircraft; 1 for what a peacetime squadron has learnt. Rule 9.16."""
    base: AirBase
    from_minute: int = 0
    """Minute of the scenario from which it can be sent."""
    text: str = ""
    """What it was and did, in a sentence."""
    provenance: Sourced = field(default=Sourced(), eq=False, repr=False)


@frozen
class Flight:
    """Aircraft that stay over a hex until their side's next part begins. Rules 9.5, 9.8 and 9.14."""

    squadron: SquadronId
    mission: str
    """One of `LOITERS`."""
    hex: HexId
    sorties: int
    """Those that have not used up their bombs and bullets yet."""
