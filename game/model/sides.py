"""Sides and the restraints their capitals lay on them."""

from __future__ import annotations

from attrs import field, frozen

from game.core.ids import HexId, SideId
from game.model.provenance import Sourced

CONTESTED = -2
"""Stands for the holder of a place in which both sides stand; -1 stands for nobody."""

STORE_KINDS = ("shells", "fuel", "food", "works")
"""Kinds of stores that a side may have its lorries bring; cartridges travel with shells. Rule 11.11."""
SHELLS, FUEL, FOOD, WORKS = range(4)

IN_FORCE, RELEASED, BROKEN, NOT_YET = range(4)
RESTRAINT_STATUS = ("in-force", "released", "broken", "not-yet")


@frozen(kw_only=True)
class Side:
    """One of the two sides."""

    number: SideId
    id: str
    name: str
    adjective: str
    colour: str
    """red or blue."""
    resolve: int = 100
    """Resolve at the start, in points."""
    break_at: int = 0
    """Resolve at which the army breaks off."""
    briefing: str = ""
    aims: str = ""
    quiet_days: int = 0
    """Days before the start for which the enemy had not attacked in earnest. Rule 8.7."""
    intercepts: float = 0.0
    """Chance that its listening service places an enemy headquarters in a turn. Rule 5.94."""
    supply: tuple[HexId, ...] = ()
    """Hexes from which its supplies come; none: always in supply. Rule 11.1."""
    haul: tuple[int, ...] = ()
    """Hundredths of what its lines bring, by kind of stores; none: stores are not told apart. Rule 11.11."""


@frozen(kw_only=True)
class SupplyLine:
    """A way by which stores come to a dump on the map: so many tons a day by road, rail or boat. Rule 11.5."""

    number: int
    """Position in `Scenario.lines`."""
    id: str
    name: str
    side: SideId
    hex: HexId
    """Where its dump lies and its carriers start."""
    tons_day: float
    """Tons in a day and a night of good going; with `night_only`, all of them in the night."""
    by: str = "road"
    """road, rail or boat."""
    mud: float = 1.0
    """Share that comes over muddy ground. Rule 11.6."""
    rain: float = 1.0
    """Share that comes in rain; squared in heavy rain. Rule 11.6."""
    watched: float = 1.0
    """Share that comes in full daylight while the enemy sees the dump's hex. Rule 11.8."""
    night_only: bool = False
    from_minute: int = 0
    to_minute: int | None = None
    stores_kg: int = 0
    """In the dump at the start."""
    most_kg: int = 0
    """What the dump holds."""
    stock_kg: tuple[int, ...] = ()
    """In the dump at the start by kind; none: by the shares of the haul. Rule 11.11."""
    shells_day: float | None = None
    """Tons of ammunition that the army's depots give it in a day at most. Rule 11.13."""
    provenance: Sourced = field(default=Sourced(), eq=False, repr=False)


@frozen(kw_only=True)
class Price:
    """What breaking a restraint costs."""

    points: int = 0
    resolve: int = 0
    releases: tuple[str, ...] = ()
    """Restraints of the enemy that fall with it."""


@frozen(kw_only=True)
class Restraint:
    """Something a capital forbids."""

    id: str
    side: SideId
    forbids: str
    """fire-into, fire-from, enter, air, raid, tanks or attack."""
    region: str
    """Region it holds for; empty: everywhere."""
    text: str
    from_minute: int = 0
    to_minute: int | None = None
    price: Price = Price()
    was_broken: bool = False
    """Whether it was broken in history."""
    provenance: Sourced = field(default=Sourced(), eq=False, repr=False)
