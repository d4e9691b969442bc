"""Shape of `scenario.yaml`: sides, calendar, weather, works, restraints and victory."""

from __future__ import annotations

from typing import Annotated, Literal

from attrs import field, frozen

from game.data.schema import (
    SPREAD,
    Amount,
    BridgeName,
    FullDate,
    GroundState,
    HexSide,
    Id,
    Length,
    MapName,
    Minutes,
    Number,
    PlaceName,
    PlaceOrRegion,
    Points,
    Provenance,
    RegionName,
    RestraintName,
    Share,
    SideName,
    Sky,
    Some,
    Spot,
    Stance,
    Text,
    UnitName,
    When,
    Whole,
    Wind,
    called,
)
from game.data.schema_events import ConditionData, EventData

Forbids = Literal["fire-into", "fire-from", "enter", "air", "raid", "tanks", "attack"]


@frozen(kw_only=True, eq=False, repr=False)
class TurnsData:
    """A run of turns of one length."""

    count: Annotated[int, Whole(1, 1000)]
    """How many."""
    minutes: Annotated[int, Whole(10, 4320)]
    """Length of each."""
    label: Text | None = None
    """Word shown beside the turn, such as night."""


@frozen(kw_only=True, eq=False, repr=False)
class StoresData:
    """Stores by kind."""

    shells: Amount = 0.0
    """Shells and cartridges."""
    fuel: Amount = 0.0
    """Petrol and oil."""
    food: Amount = 0.0
    """Food, with firewood and forage."""
    works: Amount = 0.0
    """Engineers' stores: timber, wire, bridging gear."""


@frozen(kw_only=True, eq=False, repr=False)
class LineData:
    """A supply line: so many tons a day to a dump on the map, from which carriers go on."""

    id: Id
    """Name used in files."""
    name: Text
    """Name shown to the player."""
    at: Spot
    """Where its dump lies: the end of the road, the station or the landing."""
    tons_day: Amount
    """Tons in a day and a night of good going; with `night_only`, all of them in the night."""
    by: Literal["road", "rail", "boat"] = "road"
    """How they come."""
    mud: Share | None = None
    """Share that comes over muddy ground; else as rules/supply.yaml has it for the kind of line."""
    rain: Share | None = None
    """Share that comes in rain, squared in heavy rain; else as rules/supply.yaml has it."""
    watched: Share | None = None
    """Share that comes in daylight while the enemy sees the dump; else as rules/supply.yaml has it."""
    night_only: bool = False
    """Whether nothing comes by daylight."""
    from_: When | None = field(default=None, metadata=called("from"))
    """When it opens; the start if left out."""
    to: When | None = None
    """When it closes."""
    stores: Amount = 0.0
    """Tons in the dump at the start."""
    most: Amount | None = None
    """Tons that the dump holds; else those of some days, as rules/supply.yaml has it."""
    stock: StoresData | None = None
    """Tons in the dump at the start by kind instead of `stores`, for a side with a `haul`."""
    shells_day: Amount | None = None
    """Tons of shells and cartridges that the army's depots give it in a day at most, for a side with a `haul`."""
    provenance: Provenance = field(factory=Provenance, metadata=SPREAD)


@frozen(kw_only=True, eq=False, repr=False)
class SideData:
    """One of the two sides."""

    id: Id
    """Name used in files."""
    name: Text
    """Name of the country."""
    adjective: Text
    """Adjective, such as Japanese."""
    colour: Literal["blue", "red"]
    """Colour of its counters."""
    resolve: Annotated[int, Whole(1, 1000)] = 100
    """Will to go on, in points."""
    break_at: Annotated[int, Whole(0, 1000)] = 0
    """Resolve at which it breaks off the battle."""
    stance: Stance = "hold"
    """What its units do when pressed, unless they say otherwise."""
    briefing: Text = ""
    """What its commander is told before the first turn."""
    aims: Text = ""
    """Its aims in one sentence."""
    quiet_days: Annotated[int, Whole(0, 365)] = 0
    """Days before the start for which the enemy had not attacked in earnest."""
    intercepts: Share = 0.0
    """Chance that its listening service places an enemy headquarters in a turn, a real one or a show."""
    supply: tuple[Spot, ...] = ()
    """Places and hexes from which its carriers come; none: always in supply."""
    lines: tuple[LineData, ...] = ()
    """Supply lines with their tonnage; without any, ammunition comes at a fixed rate."""
    haul: StoresData | None = None
    """Hundredths of what its lines bring, by kind of stores; without it stores are not told apart."""
    provenance: Provenance = field(factory=Provenance, metadata=SPREAD)


@frozen(kw_only=True, eq=False, repr=False)
class WeatherData:
    """Weather over the whole map from a time on."""

    from_: When = field(metadata=called("from"))
    """When it sets in."""
    sky: Sky
    """clear, cloud, fog, rain or heavy-rain."""
    visibility_m: Amount | None = None
    """How far one sees by day, in metres; else what the sky allows."""
    ground: GroundState = "dry"
    """dry, damp or mud."""
    wind: Wind = "calm"
    """calm or breeze."""
    hot: bool = False
    """Whether the days are so hot that petrol bottles light tanks at once."""
    provenance: Provenance = field(factory=Provenance, metadata=SPREAD)


@frozen(kw_only=True, eq=False, repr=False)
class WorksData:
    """Field works that stand at the start."""

    kind: Literal["wire", "trench", "registered"]
    """wire on hexsides; trench in hexes; registered targets of a side's guns."""
    side: SideName | None = None
    """Whose they are; trenches serve whoever holds the hex."""
    at: tuple[HexSide, ...]
    """Hexes, or for wire hexsides such as 1422-SW."""
    minutes: Minutes = 0
    """For trenches: minutes of digging done."""
    provenance: Provenance = field(factory=Provenance, metadata=SPREAD)


@frozen(kw_only=True, eq=False, repr=False)
class BridgeData:
    """A bridge that stands, is being built or lies broken when the battle begins, or comes to stand later."""

    at: BridgeName
    """Site of the map."""
    kind: Literal["timber", "pontoon"]
    """timber: on trestles; pontoon: on the floats of a park."""
    side: SideName
    """Side that built it; it serves whoever holds its ends."""
    load_t: Amount | None = None
    """Heaviest gun or vehicle in tonnes that it bears; the site's if left out."""
    from_: When | None = field(default=None, metadata=called("from"))
    """When it is there; the start if left out."""
    done: Share = 1.0
    """Part of it that stands: 1 for a whole bridge, 0 for one that was blown."""
    unit: UnitName | None = None
    """Unit whose park it is, and which cannot use that park elsewhere."""
    provenance: Provenance = field(factory=Provenance, metadata=SPREAD)


@frozen(kw_only=True, eq=False, repr=False)
class HeldData:
    """A place that a side holds at the start though nobody stands there."""

    place: PlaceName
    """The place."""
    by: SideName
    """The side."""


@frozen(kw_only=True, eq=False, repr=False)
class PriceData:
    """What breaking a restraint costs."""

    points: Annotated[int, Whole(0, 1000)] = 0
    """Victory points lost."""
    resolve: Annotated[int, Whole(0, 1000)] = 0
    """Resolve lost."""
    releases: tuple[RestraintName, ...] = ()
    """Restraints of the enemy that end with it."""


@frozen(kw_only=True, eq=False, repr=False)
class RestraintData:
    """Something a capital forbids its army."""

    id: Id
    """Name used in files."""
    side: SideName
    """Whom it binds."""
    forbids: Forbids
    """fire-into or fire-from a region, enter it, use aircraft or tanks there, raid airfields, or attack there."""
    region: RegionName | None = None
    """Region it speaks of; everywhere if left out."""
    from_: When | None = field(default=None, metadata=called("from"))
    """When it comes into force; the start if left out."""
    to: When | None = None
    """When it ends by itself."""
    text: Text
    """The order in one sentence, as the player reads it."""
    price: PriceData = field(factory=PriceData)
    """What breaking it costs."""
    broken_in_history: bool = False
    """Whether it was broken in history."""
    provenance: Provenance = field(factory=Provenance, metadata=SPREAD)


@frozen(kw_only=True, eq=False, repr=False)
class ItemData:
    """One line of the victory list."""

    id: Id
    """Name used in files."""
    side: SideName
    """Who earns the points."""
    kind: Literal["hold", "take", "evict", "exit", "preserve", "destroy", "losses", "time", "pocketed"]
    """What is asked for."""
    place: PlaceOrRegion | None = None
    """For hold, take, evict and time: the place. For exit: the region to reach."""
    by: When | None = None
    """For take: the last moment."""
    points: Points
    """Points earned."""
    per: Some | None = None
    """For losses: enemy casualties for each award; for time: minutes for each award."""
    of: SideName | None = None
    """For losses: whose casualties count."""
    unit: UnitName | None = None
    """For destroy and exit: the unit meant."""
    share: Share | None = None
    """For preserve: share of its men that must remain."""
    text: Text
    """The line as the player reads it."""
    history: Points | None = None
    """Points that the historical result scores here; left out where the record is silent."""
    provenance: Provenance = field(factory=Provenance, metadata=SPREAD)


@frozen(kw_only=True, eq=False, repr=False)
class LevelData:
    """A named result."""

    name: Text
    """Name of the result."""
    side: SideName | None = None
    """Whose victory it is; left out for a draw."""
    margin: Points
    """Least lead of the first side in points; -999 for the last level."""


@frozen(kw_only=True, eq=False, repr=False)
class VictoryData:
    """How the battle is judged."""

    items: tuple[ItemData, ...]
    """The list of aims and their points."""
    levels: tuple[LevelData, ...]
    """Results, from the best for the first side to the best for the second."""
    sudden: ConditionData | None = None
    """Ends the battle at once."""


@frozen(kw_only=True, eq=False, repr=False)
class StepData:
    """A step of a tutorial."""

    id: Id
    """Name used in files."""
    text: Text
    """What the player is told."""
    done: ConditionData
    """When the step is done."""
    hint: Text | None = None
    """Further help."""


@frozen(kw_only=True, eq=False, repr=False)
class TutorialData:
    """A guided first game."""

    steps: tuple[StepData, ...]
    """Steps in order."""


@frozen(kw_only=True, eq=False, repr=False)
class ScenarioFile:
    """The battle: when, who, under what rules, and how it is judged."""

    id: Id
    """Name of the scenario; the folder's own name."""
    title: Text
    """Name shown to the player."""
    map: MapName
    """Map it is fought on, from maps/."""
    summary: Text
    """One line for the list of scenarios."""
    start: FullDate
    """Local date and time of the first turn."""
    utc_offset: Annotated[float, Number(-14.0, 14.0)]
    """Hours by which the clock is ahead of UTC."""
    clock: Text
    """Name of the clock, such as JST."""
    turns: tuple[TurnsData, ...]
    """Turns in order."""
    first: SideName
    """Side that moves first in each turn."""
    sides: Annotated[tuple[SideData, ...], Length(2)]
    """The two sides."""
    weather: tuple[WeatherData, ...] = ()
    """Weather by time."""
    held: tuple[HeldData, ...] = ()
    """Objectives behind a side's lines, where none of its units stands."""
    works: tuple[WorksData, ...] = ()
    """Field works at the start."""
    bridges: tuple[BridgeData, ...] = ()
    """Bridges over the rivers, at sites of the map."""
    restraints: tuple[RestraintData, ...] = ()
    """What the capitals forbid."""
    events: tuple[EventData, ...] = ()
    """What happens when."""
    victory: VictoryData
    """How the battle is judged."""
    tutorial: TutorialData | None = None
    """Makes the scenario a lesson."""
    provenance: Provenance = field(factory=Provenance, metadata=SPREAD)
