"""Everything that changes in a game: flat lists of whole numbers by UnitId, quick to copy and to hash."""

from __future__ import annotations

from attrs import define, field, frozen

from game.core.ids import HexId, SideId, UnitId
from game.model.aircraft import Flight
from game.model.calendar import Weather
from game.model.crossings import Span
from game.model.happenings import Offer
from game.model.scenario import Scenario
from game.model.sides import CONTESTED


@frozen
class Pending:
    """A decision that a side must take before it can go on."""

    happening: int
    offer: Offer


@frozen
class Fight:
    """A fight that goes on at a hex: its size, its red die, when it was last fed (rules 7.12 and 7.43)."""

    men: int
    """Men of both sides at first contact."""
    red: int
    minutes: int
    """Minutes fought so far."""
    turn: int
    """Turn of the last assault."""
    side: SideId
    """The side that attacks; a counter-attack is a fight of its own."""


@frozen
class InRear:
    """Damaged vehicles that were towed to the workshops of the army (rule 7.76)."""

    due: int
    """Minute of the scenario from which they may come back."""
    unit: UnitId
    """Whose they are."""
    vehicles: tuple[int, ...]
    """By position in `Unit.vehicles`."""


@frozen
class Derelict:
    """Vehicles that their unit left bogged in a hex (rule 4.11)."""

    hex: HexId
    unit: UnitId
    """Whose they are."""
    vehicles: tuple[int, ...]
    """By position in `Unit.vehicles`."""


@frozen
class Concentration:
    """Fire of one side on a hex that falls together, by the clocks of the guns (rules 6.3 and 6.31)."""

    start: int
    """Minute of the scenario at which the first of its shells falls."""
    lifts: int
    """Minute at which the last of them falls."""
    weight: int
    """Shells of 76 mm that it is worth, in tenths."""
    before: int
    """Pinning already there when it began, per mille."""
    pinned: int
    """Pinning when it lifts, per mille."""
    guns: tuple[UnitId, ...] = ()
    """Units that could still have waited with it, while they have the minutes."""
    flown: bool = False
    """Whether only aircraft took part, which come when they are called."""


@frozen
class Result:
    """How the game ended."""

    reason: str
    level: int
    points: tuple[int, int]


@define(eq=False)
class GameState:
    """The state. Only `rules.apply` writes it; `clone` gives an independent copy.

    Lists by unit are indexed by UnitId; lists by side by SideId.
    """

    scenario: Scenario
    turn: int = 0
    """0 before the first turn."""
    side: SideId = SideId(0)
    """The side to move."""
    minute: int = 0
    """Minutes since the start of the scenario at the start of the present turn."""
    order_count: int = 0
    phase_open: bool = False

    hex: list[HexId] = field(factory=list)
    status: list[int] = field(factory=list)
    men: list[int] = field(factory=list)
    arms: list[tuple[int, ...]] = field(factory=list)
    vehicles: list[tuple[int, ...]] = field(factory=list)
    """Vehicles with the unit, bogged ones among them."""
    bogged: list[tuple[int, ...]] = field(factory=list)
    """Of its vehicles, those stuck in the ground of its hex (rule 4.11)."""
    damaged: list[tuple[int, ...]] = field(factory=list)
    """Vehicles out of action that the workshops can repair (rule 7.74)."""
    wrecked: list[tuple[int, ...]] = field(factory=list)
    """Vehicles lost for good (rule 7.74)."""
    minutes: list[int] = field(factory=list)
    """Left this turn; what is left at the end of the own phase serves for reaction."""
    allotted: list[int] = field(factory=list)
    """What it was given at the start of its phase."""
    cohesion: list[int] = field(factory=list)
    """Tenths of a point, 0 to 1000."""
    fatigue: list[int] = field(factory=list)
    """Tenths of a point, 0 to 1000."""
    ammo: list[int] = field(factory=list)
    """Hundredths of a unit of fire of small-arms ammunition."""
    shells: list[int] = field(factory=list)
    """Rounds left for all tubes of the unit."""
    flares: list[int] = field(factory=list)
    dug: list[int] = field(factory=list)
    """Minutes of work in the present position."""
    stance: list[int] = field(factory=list)
    pinned: list[int] = field(factory=list)
    """Per mille, as of `pinned_at`; it fades."""
    pinned_at: list[int] = field(factory=list)
    alert: list[int] = field(factory=list)
    """Per mille: 0 asleep, 1000 fully alert."""
    hidden: list[bool] = field(factory=list)
    """Moving by stealth and not yet discovered."""
    noise: list[int] = field(factory=list)
    """What it did since its last phase began: 0 quiet, 1 moved or dug, 2 fired or fought."""
    held: list[bool] = field(factory=list)
    """Told to hold this turn: left out when cycling through units."""
    leader: list[bool] = field(factory=list)
    """Whether its commander is in action."""
    fired_at: list[int] = field(factory=list)
    """Minute of the scenario at which its guns last fell silent."""

    hunger: list[int] = field(factory=list)
    """Minutes for which it has had nothing to eat. Rule 11.7."""
    line_since: list[int] = field(factory=list)
    """Minute of the scenario since which its telephone line is being laid, or lies. Rule 12.5."""
    ringed: list[int] = field(factory=list)
    """Minute of the scenario since which it has been encircled, -1 for not; kept when it is lost there. Rule 11.42."""
    stranded: list[int] = field(factory=list)
    """Wounded who lie with it because nobody can take them back. Rule 11.46."""

    exposed: list[bool] = field(factory=list)
    """Shows that the enemy has seen through. Rule 5.91."""
    feint: list[HexId] = field(factory=list)
    """Where it feigns something in this turn; `NOWHERE` for nothing. Rule 5.92."""

    grade: tuple[list[int], list[int]] = field(factory=lambda: ([], []))
    """By side, then unit: grade of its contact with that enemy unit."""
    seen_hex: tuple[list[HexId], list[HexId]] = field(factory=lambda: ([], []))
    seen_minute: tuple[list[int], list[int]] = field(factory=lambda: ([], []))
    seen_men: tuple[list[tuple[int, int]], list[tuple[int, int]]] = field(factory=lambda: ([], []))
    """Band of men as it appeared."""
    seen_dug: tuple[list[int], list[int]] = field(factory=lambda: ([], []))
    """Digging that its works looked like."""
    by_ear: tuple[list[bool], list[bool]] = field(factory=lambda: ([], []))
    """Whether the contact was heard or reported, and not seen. Rule 5.92."""
    contact_number: tuple[list[int], list[int]] = field(factory=lambda: ([], []))
    """By side, then unit: number of the contact on that side's map, 0 for none."""
    contacts_made: list[int] = field(factory=lambda: [0, 0])

    holder: list[int] = field(factory=list)
    """By objective: side that holds it, -1 for nobody."""
    held_since: list[int] = field(factory=list)
    """By objective: minute since when."""
    held_minutes: list[tuple[int, int]] = field(factory=list)
    """By objective: minutes each side has held it, up to `held_since`."""
    first_taken: list[tuple[int, int]] = field(factory=list)
    """By objective: minute at which each side first took it; -1 for never, 0 for held from the start."""
    contested: list[bool] = field(factory=list)
    """By objective: whether both sides stand in it; `holder` is then who held it before."""
    resolve: list[int] = field(factory=list)
    """Tenths of a point."""
    points: list[int] = field(factory=lambda: [0, 0])
    """Points outside the victory list."""
    killed: list[int] = field(factory=lambda: [0, 0])
    wounded: list[int] = field(factory=lambda: [0, 0])
    missing: list[int] = field(factory=lambda: [0, 0])
    tanks_out: list[int] = field(factory=lambda: [0, 0])
    """By side: tanks of every kind put out of action so far, counted each time."""
    tanks_repaired: list[int] = field(factory=lambda: [0, 0])
    """By side: tanks that the workshops gave back."""
    cars_out: list[int] = field(factory=lambda: [0, 0])
    """By side: armoured cars put out of action so far, counted each time."""
    cars_repaired: list[int] = field(factory=lambda: [0, 0])
    """By side: armoured cars that the workshops gave back."""
    restraints: list[int] = field(factory=list)
    fired: int = 0
    """Bit set of the events that have happened."""
    notes: int = 0
    """Bit set of the notes shown."""
    decided: dict[int, str] = field(factory=dict)
    """Option chosen, by event."""
    pending: tuple[Pending, ...] = ()
    ordered: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())
    """Words of the orders each side has given at least once."""
    assaulted: tuple[frozenset[HexId], frozenset[HexId]] = (frozenset(), frozenset())
    """Hexes each side has assaulted."""
    bombarded: list[bool] = field(factory=lambda: [False, False])
    weather: Weather | None = None
    """Set by an event; None: the calendar's."""
    wire: frozenset[int] = frozenset()
    """Hexsides with wire."""
    works: dict[HexId, int] = field(factory=dict)
    """Minutes of digging that stand in a hex for whoever enters it."""
    derelicts: tuple[Derelict, ...] = ()
    in_rear: tuple[InRear, ...] = ()
    """Vehicles left bogged by their units, at most one entry for a hex and a unit."""
    mended: list[int] = field(factory=lambda: [0, 0])
    """By side: bit set of the hexes whose road its engineers have mended."""
    ferried: list[int] = field(factory=list)
    """By ferry: minutes for which the boats have been at work in this phase."""
    spans: list[Span] = field(factory=list)
    """By site of a bridge: what is there."""
    spans_known: tuple[list[Span], list[Span]] = field(factory=lambda: ([], []))
    """By side, then site: what was there when the side last knew. Rule 10.14."""
    bridge_used: list[int] = field(factory=list)
    """By site: minutes for which its bridge has been in use in this phase. Rule 4.13."""
    registered: list[int] = field(factory=lambda: [0, 0])
    """Bit sets of registered hexes."""
    lit: dict[HexId, int] = field(factory=dict)
    """Hexes under a flare, with the minute at which it is out."""
    fights: dict[HexId, Fight] = field(factory=dict)
    stores: list[int] = field(factory=list)
    """By supply line: kilograms in its dump. Rule 11.5."""
    brought: list[tuple[int, tuple[str, ...]]] = field(factory=list)
    """By supply line: kilograms that came last, and what kept more from coming."""
    piles: list[tuple[int, ...]] = field(factory=list)
    """By supply line: kilograms by kind of stores, of a side that tells them apart. Rule 11.11."""
    haul: list[tuple[int, ...]] = field(factory=lambda: [(), ()])
    """By side: hundredths of what its lines bring by kind of stores. Rule 11.11."""
    fuel: list[int] = field(factory=list)
    """Minutes of march for which a unit's tanks are filled; 0 where fuel is not counted. Rule 11.14."""
    shells_fired: list[int] = field(factory=lambda: [0, 0])
    """By side: shells of guns and mortars fired in all."""
    fire_on: tuple[dict[HexId, Concentration], dict[HexId, Concentration]] = field(factory=lambda: ({}, {}))
    """By side that fires: the last fire on each hex."""
    attached: dict[str, str] = field(factory=dict)
    """Formations under another than the scenario's, by id; empty: under nobody. Rule 12.6."""
    air_ready: list[int] = field(factory=list)
    """By squadron: machines fit to fly."""
    air_damaged: list[int] = field(factory=list)
    """By squadron: machines in repair."""
    air_lost: list[int] = field(factory=list)
    air_left: list[int] = field(factory=list)
    """By squadron: sorties left today."""
    air_flown: list[int] = field(factory=list)
    """By squadron: sorties flown this turn."""
    air_tired: list[int] = field(factory=list)
    """By squadron: weariness of its crews, 0 to 1000."""
    aloft: tuple[Flight, ...] = ()
    """Aircraft that stay over the field."""
    sorties: list[int] = field(factory=lambda: [0, 0])
    """By side: sorties flown in all."""
    air_hit: list[int] = field(factory=lambda: [0, 0])
    """By side: machines hit by the enemy in all, lost or not; the enemy claims so many (rule 9.75)."""
    used_to: tuple[dict[int, int], dict[int, int]] = field(factory=lambda: ({}, {}))
    """By side that listens, then sector: how far its ears have grown used to noise there, per mille. Rule 5.93."""
    stirred: list[int] = field(factory=lambda: [0, 0])
    """By side: minute of the scenario at which the enemy last attacked in earnest. Rule 8.7."""
    shock: list[int] = field(factory=lambda: [0, 0])
    """By side: how lulled the last blow found it, per mille. Rule 8.8."""
    shocked_at: list[int] = field(factory=lambda: [0, 0])
    """By side: minute of that blow."""
    air_causes: list[tuple[int, int, int, int]] = field(factory=list)
    """By squadron: machines lost, by `aircraft.CAUSES`."""
    ring_closed: list[int] = field(factory=lambda: [-1, -1])
    """By side: minute at which so many of its men were first encircled that it counts as a ring, -1 for never."""
    stood: list[int] = field(factory=lambda: [0, 0])
    """By side: bit set of the map's regions, in their order, in which its units stood when last judged."""
    cleared: tuple[dict[str, int], dict[str, int]] = field(factory=lambda: ({}, {}))
    """By side, then region: minute since which none of its units has stood there any more."""
    result: Result | None = None

    caches: dict[str, object] = field(factory=dict, repr=False)
    """What is computed from the rest; dropped by `rules.apply` when it changes. Not part of the digest."""

    def control_of(self, objective: int) -> int:
        """Side that holds an objective, -1 for nobody, `CONTESTED` while both stand in it. Rule 16.5."""
        return CONTESTED if self.contested[objective] else self.holder[objective]

    def side_of(self, unit: UnitId) -> SideId:
        """Side of a unit."""
        return self.scenario.units[unit].side
