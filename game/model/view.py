"""What one side may know: the only picture that screens and computer players get."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from attrs import field, frozen

from game.core.ids import HexId, SideId, SquadronId, UnitId
from game.model.aircraft import Flight
from game.model.calendar import Weather
from game.model.crossings import Span
from game.model.scenario import Scenario
from game.model.sides import CONTESTED
from game.model.state import Derelict, Pending, Result

OPEN, THREATENED, CUT, ENCIRCLED = range(4)
"""Grades of a unit's way home. Rule 11.42."""


@frozen
class OwnUnit:
    """A unit of one's own, with everything about it. Scales as in `GameState`, made friendly."""

    number: UnitId
    hex: HexId
    status: int
    men: int
    arms: tuple[int, ...]
    vehicles: tuple[int, ...]
    minutes: int
    cohesion: int
    """0 to 100."""
    fatigue: int
    """0 to 100."""
    ammo: float
    """Units of fire."""
    shells: int
    flares: int
    dug: int
    posture: str
    """march, hasty, prepared or fortified."""
    stance: int
    pinned: float
    """0 to 1, now."""
    alert: float
    """0 to 1."""
    hidden: bool
    moved: bool
    """Whether it moved, fired or fought in this phase."""
    held: bool
    leader: bool
    in_command: bool
    in_supply: bool
    in_enemy_zoc: bool
    supply: int
    """Grade of supply: 0 in supply, 1 strained, 2 isolated (rule 11.7)."""
    hunger: int
    """Minutes for which it has had nothing to eat."""
    led: str
    """How orders come to it: staff, reach, wire, alone, or empty out of command (rules 12.2 and 12.5)."""
    bogged: tuple[int, ...] = ()
    """Of its vehicles, those that lie bogged, by position."""
    damaged: tuple[int, ...] = ()
    """Vehicles with the workshops."""
    ring: int = OPEN
    """Grade of its way home past the enemies that are known: `OPEN` to `ENCIRCLED` (rule 11.42)."""
    ringed: int = 0
    """Minutes for which it has been encircled; 0 if it seems to have a way."""
    fuel: int = -1
    """Minutes of march in its tanks; -1 where fuel is not counted (rule 11.14)."""


@frozen(kw_only=True)
class OwnSquadron:
    """A squadron of one's own. What does not change stands in `Scenario.squadrons`."""

    number: SquadronId
    present: bool
    """Whether it can be sent by now; False before its date."""
    ready: int
    """Machines fit to fly."""
    damaged: int
    """Machines in repair."""
    lost: int
    flown: int
    """Sorties flown this turn."""
    left: int
    """Sorties it can still send this turn, weather left out."""
    today: int
    """Sorties its crews can still fly today, those left this turn among them."""
    tired: float
    """Weariness of its crews, 0 to 1."""


@frozen(kw_only=True)
class Contact:
    """An enemy unit as one's own side knows it."""

    number: int
    """Number of the contact on this side's map, from 1 in order of sighting."""
    hex: HexId
    """Where it was last seen."""
    grade: int
    """SEEN or IDENTIFIED."""
    minute: int
    """When it was last seen."""
    in_sight: bool
    """Whether it is seen now."""
    symbol: str
    """Symbol of its kind (`UnitKind.symbol`); a seen unit shows only infantry, guns, tank or cavalry."""
    echelon: str
    men_low: int
    men_high: int
    unit: UnitId | None
    """Which unit it is, once identified."""
    by_ear: bool = False
    """Whether it was only heard or reported, and nobody has seen it there. Rule 5.92."""


@frozen(kw_only=True, slots=False)
class View:
    """One side's picture of the game."""

    scenario: Scenario
    side: SideId
    turn: int
    minute: int
    to_move: SideId
    light: float
    weather: Weather
    units: tuple[OwnUnit, ...]
    """All units of the side, in order of number, those not yet arrived or lost among them."""
    contacts: tuple[Contact, ...]
    """In order of number."""
    holder: tuple[int, ...]
    """By objective (`Board.objectives`): side that holds it, -1 for nobody. Known to both sides (rule 5.6)."""
    contested: tuple[bool, ...]
    """By objective: whether both sides stand in it (rule 16.5). Known to both sides."""
    resolve: tuple[int | None, int | None]
    """In points; the enemy's only as a rough reading, None if unknown."""
    points: tuple[int, int]
    """Points of the victory list as it stands, by side, those of events and restraints among them."""
    scores: tuple[int, ...]
    """By line of the victory list: the points it gives as things stand, as far as the side can tell."""
    losses: tuple[int, int]
    """Casualties: own exact, the enemy's as claimed (rule 5.7)."""
    restraints: tuple[int, ...]
    """Status by restraint."""
    pending: tuple[Pending, ...]
    """Decisions that this side must take."""
    notes: tuple[int, ...]
    """Notes this side may read, in order."""
    wire: frozenset[int]
    """Hexsides whose wire this side knows of."""
    derelicts: tuple[Derelict, ...]
    """Own vehicles that their units left bogged."""
    mended: int
    """Bit set of the hexes whose road its engineers have mended."""
    lit: Mapping[HexId, int]
    registered: int
    """Bit set of its registered targets."""
    in_sight: int
    """Bit set of the hexes its units see now."""
    attached: Mapping[str, str]
    """Own formations that now stand under another than the scenario's, by id; empty: under nobody."""
    stores: Mapping[int, tuple[int, int, tuple[str, ...]]]
    """By own supply line (position in `Scenario.lines`): kilograms in its dump, kilograms that came last, and what
    kept more from coming."""
    result: Result | None
    haul: tuple[int, ...] = ()
    """Hundredths of what its lines bring by kind of stores; none where stores are not told apart (rule 11.11)."""
    piles: Mapping[int, tuple[int, ...]] = field(factory=dict)
    """By own supply line: kilograms in its dump by kind of stores."""
    bridges: tuple[Span, ...] = ()
    """By site: what is there, as the side last knew (rule 10.14)."""
    bridge_used: tuple[int, ...] = ()
    """By site: minutes of this phase for which own units have been on its bridge (rule 4.13)."""
    squadrons: tuple[OwnSquadron, ...] = ()
    """All squadrons of the side, in order of number, those not yet there among them."""
    flights: tuple[Flight, ...] = ()
    """Own aircraft that stay over a hex until the side's next part: patrols and interdiction."""
    harried: int = 0
    """Bit set of the hexes over which enemy aircraft hold down traffic; everybody sees them there (rule 9.5)."""
    enclosed: int = 0
    """Bit set of the hexes where known enemies seem to be shut in by own units (rule 11.42)."""
    aircraft_lost: tuple[int, int] = (0, 0)
    """By side: own aircraft lost, exact; the enemy's as claimed (rule 9.75)."""

    @cached_property
    def control(self) -> tuple[int, ...]:
        """By objective: side that holds it, -1 for nobody, `CONTESTED` while both stand in it. Rule 16.5."""
        pairs = zip(self.holder, self.contested, strict=True)
        return tuple([CONTESTED if both else holder for holder, both in pairs])

    def parent(self, formation: str) -> str:
        """Formation above one, attachments of one's own side counted (rule 12.6); empty for none."""
        return self.attached.get(formation, self.scenario.formations[formation].parent)

    @cached_property
    def units_in(self) -> dict[str, tuple[UnitId, ...]]:
        """Units of each formation, those of formations below it among them, as attachments have left them."""
        if not self.attached:
            return self.scenario.units_in
        found: dict[str, list[UnitId]] = {f: [] for f in self.scenario.formations}
        for unit in self.scenario.units:
            formation = unit.formation
            while formation:
                found[formation].append(unit.number)
                formation = self.parent(formation)
        return {f: tuple(units) for f, units in found.items()}

    @cached_property
    def unit_of(self) -> dict[UnitId, OwnUnit]:
        """Own units by number."""
        return {unit.number: unit for unit in self.units}

    @cached_property
    def stacks(self) -> dict[HexId, tuple[OwnUnit, ...]]:
        """Own units on the map, by hex."""
        found: dict[HexId, list[OwnUnit]] = {}
        for unit in self.units:
            if unit.hex >= 0:
                found.setdefault(unit.hex, []).append(unit)
        return {h: tuple(units) for h, units in found.items()}

    @cached_property
    def contacts_at(self) -> dict[HexId, tuple[Contact, ...]]:
        """Contacts by hex."""
        found: dict[HexId, list[Contact]] = {}
        for contact in self.contacts:
            found.setdefault(contact.hex, []).append(contact)
        return {h: tuple(contacts) for h, contacts in found.items()}
