"""What happened: facts in the past tense with the numbers used. `rules.apply` is their only reader that writes."""

from __future__ import annotations

from typing import NamedTuple

from attrs import frozen

from game.core.ids import HexId, SideId, SquadronId, UnitId
from game.model.calendar import Weather
from game.model.crossings import Span
from game.model.happenings import Offer
from game.model.state import Concentration

UNKNOWN, SEEN, IDENTIFIED = range(3)
"""Grades of a contact."""
GRADES = ("unknown", "seen", "identified")


Kinds = tuple[tuple[str, float], ...]
"""What did the harm: ids of weapons and vehicles with their weights, which need not add up to 1. Rule 7.77."""


class ModifierLine(NamedTuple):
    """One named factor of a result, as kept with it."""

    side: str
    """Whose: A attacker, D defender, both."""
    effect: str
    """P power of that side, V its losses, T losses of both."""
    name: str
    """The words shown to the player."""
    value: float
    """The factor."""
    rule: str
    """Number of the rule in the manual."""
    source: str
    """Where the figure stands: a path in the rules data, or `ground`, `force`, `situation` and a field of it."""


@frozen
class TurnBegan:
    """A turn began for both sides."""

    turn: int
    minute: int


@frozen
class PhaseBegan:
    """A side's part of the turn began; its units got these minutes (by unit)."""

    side: SideId
    minutes: tuple[tuple[UnitId, int], ...]


@frozen
class UnitMoved:
    """A unit went along a path."""

    unit: UnitId
    path: tuple[HexId, ...]
    """Start and end among them."""
    minutes: int
    """Spent."""
    gait: str
    halted: str = ""
    """Why it stopped short: zoc, contact, fire; empty if it arrived."""


@frozen
class MinutesSpent:
    """A unit used minutes for something that has no event of its own."""

    unit: UnitId
    minutes: int
    on: str


@frozen
class ContactMade:
    """A side saw an enemy unit better than before, or again."""

    side: SideId
    unit: UnitId
    """The unit seen."""
    hex: HexId
    grade: int
    men_low: int
    men_high: int
    dug: int
    """Minutes of digging that its works look like."""
    by: str
    """sight, approach, fire, flash, assault, flare, air, before (known from before the first turn), or what nobody saw:
    noise, radio, rumour."""


@frozen
class ContactLost:
    """A side lost sight of a unit it had contact with, or gave an old contact up."""

    side: SideId
    unit: UnitId
    is_dropped: bool
    """True: the contact is struck off; False: it stays on the map as last seen."""


@frozen
class AlertChanged:
    """A unit's alertness is now this, 0 to 1000."""

    unit: UnitId
    alert: int


@frozen
class Feigned:
    """A section makes its noise at a hex in this turn, or sends false messages about it."""

    unit: UnitId
    hex: HexId


@frozen
class EarsChanged:
    """A side is used so far to noise in a sector of the front."""

    side: SideId
    sector: int
    """Number of the sector, see rule 5.93."""
    used_to: int
    """Per mille."""


@frozen
class SideStirred:
    """The enemy has attacked a side in earnest."""

    side: SideId
    """The side that was attacked."""
    minute: int
    shock: int
    """How lulled the blow found it, per mille."""


@frozen
class SideLulled:
    """A side believes a little more that nothing will come: so many minutes of quiet more."""

    side: SideId
    minutes: int


@frozen
class FlareFired:
    """A flare lights a hex and those around it."""

    unit: UnitId
    hex: HexId
    until: int
    """Minute at which it is out."""


@frozen
class WireCut:
    """Wire on a hexside is gone."""

    unit: UnitId
    hexside: int
    """hex * 6 + direction, as seen from the lower-numbered hex."""


@frozen
class WireLaid:
    """Wire now stands on a hexside."""

    unit: UnitId
    hexside: int


@frozen
class BoatsUsed:
    """The boats of a ferry were at work for a unit."""

    unit: UnitId
    ferry: int
    """Position in `Board.ferries`."""
    minutes: int


@frozen
class BridgeChanged:
    """A bridge was worked on, finished, opened, hit or blown; or somebody failed to blow it."""

    bridge: int
    """Position in `Board.bridges`."""
    how: str
    """work, built, opened, hit, blown or failed."""
    span: Span
    """What is there now."""
    unit: UnitId | None = None
    """Who did it; None for shells, bombs and what stands from a set time."""


@frozen
class BridgeUsed:
    """A unit went over a bridge, or in the boats of one that is being built."""

    unit: UnitId
    bridge: int
    minutes: int
    """For which it kept others off."""


@frozen
class BridgeSeen:
    """A side now knows what is at the site of a bridge."""

    side: SideId
    bridge: int
    span: Span


@frozen
class RoadMended:
    """Mud no longer slows the road in a hex."""

    unit: UnitId
    hex: HexId


@frozen
class TargetRegistered:
    """A side's guns have registered a hex."""

    unit: UnitId
    hex: HexId


@frozen
class Bombarded:
    """Guns fired at a hex."""

    unit: UnitId
    hex: HexId
    rounds: int
    observed: bool
    reason: str
    """order, defensive, support or opportunity."""
    killed_share: float
    """Share of the men there expected to be hit."""
    pinned: float
    """Pinning it adds, 0 to 1."""
    modifiers: tuple[ModifierLine, ...] = ()
    lifts: int = 0
    """Minute of the scenario at which the last shell falls, by the guns' clock."""


@frozen
class FireFell:
    """The fire of a side on a hex, all that falls together; it holds down whoever is there."""

    side: SideId
    hex: HexId
    fire: Concentration


@frozen
class SquadronsReady:
    """A turn began: what the squadrons can still do today."""

    squadrons: tuple[tuple[SquadronId, int, int], ...]
    """(squadron, sorties left today, weariness of its crews 0 to 1000)."""


@frozen
class SortiesFlown:
    """Aircraft were sent out."""

    squadron: SquadronId
    mission: str
    hex: HexId
    sent: int
    arrived: int
    """Those that found the target."""
    tired: int
    """Weariness that its crews gain, of 1000."""
    modifiers: tuple[ModifierLine, ...] = ()
    """Factors on the chance that a flight finds its target."""
    base: str = ""
    """Id of the enemy airfield that a raid goes to; the hex is then nowhere."""


@frozen
class Intercepted:
    """Fighters met aircraft on their way; losses follow as `AircraftLost`."""

    squadron: SquadronId
    """The aircraft that were met."""
    by: SquadronId
    """The squadron that attacked them: on patrol, on a sweep, or taking off from a field under attack."""
    hex: HexId
    sorties: int
    """Aircraft that were met."""
    fighters: int
    hit: float
    """Aircraft of the mission expected to be hit."""
    hit_back: float
    """Fighters expected to be hit."""
    driven: int
    """Aircraft that turned back."""
    modifiers: tuple[ModifierLine, ...] = ()
    """A: factors on the mission's fire; D: on the patrol's."""


@frozen
class FlakMet:
    """Aircraft came under fire from the ground; what it hit follows as `AircraftLost`. Rule 7.78."""

    squadron: SquadronId
    hex: HexId
    sorties: int
    expected: float
    """Machines hit on the mean."""
    modifiers: tuple[ModifierLine, ...] = ()
    """Terms that add up to the chance of a hit on one sortie."""


@frozen
class AircraftLost:
    """A squadron lost aircraft, or has some damaged."""

    squadron: SquadronId
    lost: int
    damaged: int
    cause: str
    """One of `aircraft.CAUSES`."""
    hex: HexId
    modifiers: tuple[ModifierLine, ...] = ()
    """Terms that add up to the chance of a hit on one sortie; empty for fighters and accidents."""


@frozen
class AircraftRepaired:
    """Damaged aircraft fly again."""

    squadron: SquadronId
    number: int


@frozen
class Bombed:
    """Aircraft attacked a hex with what they carry."""

    squadron: SquadronId
    mission: str
    hex: HexId
    sorties: int
    loads: float
    """Loads of one machine that fell near, after the factors of the list on power."""
    observed: bool
    """Whether somebody of the side saw it from the ground."""
    killed_share: float
    """Share of the men there expected to be hit."""
    pinned: float
    """Pinning it leaves, 0 to 1."""
    modifiers: tuple[ModifierLine, ...] = ()


@frozen
class BaseRaided:
    """Aircraft attacked an enemy airfield; what burnt there follows as `AircraftLost`."""

    squadron: SquadronId
    base: str
    sorties: int
    """Machines that came through to it."""
    warned: bool
    """Whether the field was warned, so that fighters took off and men manned their guns."""
    there: int
    """Machines that stood on the field."""
    hit: float
    """Machines on the ground expected to be hit."""
    modifiers: tuple[ModifierLine, ...] = ()


@frozen
class FlightStays:
    """Aircraft stay over a hex until their side's next part begins."""

    squadron: SquadronId
    mission: str
    hex: HexId
    sorties: int


@frozen
class FlightSpent:
    """Aircraft over a hex have used up what they carried, or were shot at and left."""

    squadron: SquadronId
    mission: str
    hex: HexId
    sorties: int


@frozen
class LossSuffered:
    """A unit lost men, weapons or vehicles."""

    unit: UnitId
    killed: int
    wounded: int
    missing: int
    arms: tuple[int, ...]
    """Weapons lost, by position in `Unit.arms`."""
    vehicles: tuple[int, ...]
    """Vehicles put out, by position in `Unit.vehicles`."""
    wrecked: tuple[int, ...]
    """Of them beyond repair, by position."""
    cause: str
    """assault, shells, fire, close-assault, pursuit, capture, anti-tank, field-guns, tanks, bombing, break-out,
    left-behind, bog."""
    by: SideId | None = None
    bogged: tuple[int, ...] = ()
    """Of the vehicles, those that lay bogged, by position; empty for none."""
    left_at: HexId | None = None
    """Where the vehicles lay, if the unit had left them bogged there."""
    kinds: Kinds = ()
    """Which of the enemy's weapons did it; empty where no weapon did."""


@frozen
class UnitStruck:
    """Fire bore on the men of a unit: what was to be expected of it; what they lose follows as `LossSuffered`."""

    unit: UnitId
    by: SideId
    cause: str
    """shells, fire or bombing."""
    hex: HexId
    men: int
    """Who were there."""
    expected: float
    """Men who fall on the mean."""
    modifiers: tuple[ModifierLine, ...] = ()
    """Factors on the hits: A of those who fire, D of those under fire."""


@frozen
class VehiclesBogged:
    """Vehicles of a unit stuck in the ground of its hex."""

    unit: UnitId
    hex: HexId
    vehicles: tuple[int, ...]
    """By position in `Unit.vehicles`."""
    halted: bool = False
    """Whether so many are stuck that the march ends there."""


@frozen
class VehiclesLeft:
    """A unit went on without its bogged vehicles."""

    unit: UnitId
    hex: HexId
    vehicles: tuple[int, ...]


@frozen
class VehiclesFreed:
    """Bogged vehicles were pulled out."""

    unit: UnitId
    """Whose they are; if it has gone on, they drive after it."""
    hex: HexId
    vehicles: tuple[int, ...]
    by: UnitId
    """Who did the work."""


@frozen
class VehiclesShot:
    """Anti-tank guns fired at vehicles that moved or lay bogged in their sight."""

    unit: UnitId
    """The guns."""
    target: UnitId
    """Whose vehicles."""
    hex: HexId
    """Where they were."""
    metres: int
    minutes: int
    """For which they were under fire."""
    still: bool
    """Whether the vehicles lay bogged."""
    kill: float
    """Share that one perfect tube to a vehicle puts out in an hour, before the modifiers."""
    share: float
    """Share of the vehicles expected to be put out."""
    out: tuple[int, ...]
    """Vehicles put out, by position in `Unit.vehicles`."""
    modifiers: tuple[ModifierLine, ...]
    there: int = 0
    """Vehicles under fire."""


@frozen
class VehiclesRepaired:
    """The workshops gave vehicles back to their unit, and towed others to the rear."""

    unit: UnitId
    repaired: tuple[int, ...]
    evacuated: tuple[int, ...]
    """Not lost, but away for weeks."""


@frozen
class VehiclesReturned:
    """Vehicles that had been towed to the rear came back to their unit."""

    unit: UnitId
    due: int
    """Minute of the scenario at which the army's workshops had them ready."""
    vehicles: tuple[int, ...]
    """By position in `Unit.vehicles`."""


@frozen
class UnitPinned:
    """A unit is pinned, per mille, as of a minute."""

    unit: UnitId
    pinned: int
    minute: int


@frozen
class CohesionChanged:
    """A unit's cohesion moved by tenths of a point."""

    unit: UnitId
    by: int
    why: str


@frozen
class FatigueChanged:
    """A unit's fatigue moved by tenths of a point."""

    unit: UnitId
    by: int


@frozen
class AmmoSpent:
    """A unit used ammunition: hundredths of a unit of fire, and rounds of its tubes."""

    unit: UnitId
    ammo: int
    shells: int


@frozen
class AmmoReceived:
    """A unit was supplied."""

    unit: UnitId
    ammo: int
    shells: int


@frozen
class UnitFed:
    """A unit has now had nothing to eat for so many minutes; 0: it has eaten."""

    unit: UnitId
    hunger: int


@frozen
class BrokeOut:
    """A unit of a pocket slipped out through the ring; its march and its losses follow."""

    unit: UnitId
    hex: HexId
    """Where it came out."""
    zones: int
    """Steps through the enemy's zones of control."""
    share: float
    """Share of its men expected to be lost on them."""
    men: int = 0
    """Who tried it."""


@frozen
class UnitBroke:
    """Troops of little loyalty gave way."""

    unit: UnitId
    why: str
    """armour, shelled or encircled."""


@frozen
class RingChanged:
    """Rings round units of a side have closed or opened since they were last judged. Nobody is told; the map shows."""

    side: SideId
    minute: int
    """Minute of the scenario."""
    closed: tuple[UnitId, ...]
    """Units that are encircled now and were not before."""
    opened: tuple[UnitId, ...]
    men: int
    """Men of the side inside closed rings."""
    is_ring: bool
    """Whether they are so many that it counts as a ring."""


@frozen
class RegionsStood:
    """The regions in which units of a side stand are no longer the same."""

    side: SideId
    minute: int
    """Minute of the scenario."""
    regions: int
    """Bit set of the regions in which it stands now, in the map's order."""


@frozen
class StoresBrought:
    """A supply line brought stores to its dump."""

    line: int
    """Position in `Scenario.lines`."""
    kg: int
    hindered: tuple[str, ...]
    """What kept more from coming: mud, rain, day, watched, harried, shut, closed, depot, full."""
    piles: tuple[int, ...] = ()
    """By kind of stores, where a side tells them apart."""


@frozen
class StoresDrawn:
    """Stores left a dump: carried to units, or lost to an enemy who stands in it."""

    line: int
    kg: int
    taken: bool = False
    """Whether the enemy took them."""
    pile: int = -1
    """Kind of stores, where a side tells them apart."""


@frozen
class HaulSet:
    """A side has changed what its lorries bring."""

    side: SideId
    shares: tuple[int, ...]
    """Hundredths by kind of stores."""


@frozen
class FuelReceived:
    """A unit's tanks were filled for so many minutes of march."""

    unit: UnitId
    minutes: int


@frozen
class OutcomeLine:
    """One of the equally likely outcomes of an assault, as printed."""

    a_men: int
    """Men the attacker loses."""
    d_men: int
    broke: str
    """A, D or empty."""
    flight: str
    """repulse, retreat, rout, surrender, destroyed or empty."""
    minutes: int
    a_vehicles: int = 0
    d_vehicles: int = 0
    fled: int = 0
    """Of the men that the broken side loses, those lost in flight."""
    a_crews: int = 0
    """Of the attacker's men, those hit inside vehicles."""
    d_crews: int = 0


@frozen(kw_only=True)
class Stakes:
    """What both sides of an assault had in it, the attacker first, and what bore on their vehicles. Rule 7.78."""

    men: tuple[int, int]
    vehicles: tuple[int, int]
    close: float = 0.0
    """Of the attacker's vehicles, those expected to fall to men at close quarters."""
    modifiers: tuple[ModifierLine, ...] = ()
    """Factors on the rate at which vehicles are shot, by whose they are."""


@frozen
class AssaultResolved:
    """An assault, with everything its odds were made of."""

    side: SideId
    units: tuple[UnitId, ...]
    """Attackers that closed with the enemy."""
    support: tuple[tuple[UnitId, int], ...]
    """(gun unit, rounds) on both sides that fired in it."""
    hex: HexId
    defenders: tuple[UnitId, ...]
    press: str
    minutes: int
    """Minutes it lasted."""
    a_power: float
    d_power: float
    """Raw powers before modifiers."""
    ratio: float
    modifiers: tuple[ModifierLine, ...]
    outcomes: tuple[OutcomeLine, ...]
    """All equally likely outcomes; the draw is one of them."""
    drawn: int
    red: int
    """Face of the red die, kept while the same fight goes on."""
    surprise: float
    men: int = 0
    """Men of both sides in the whole action at first contact (rule 7.12)."""
    stakes: Stakes | None = None


@frozen
class UnitRetreated:
    """A unit fell back along a path after a fight."""

    unit: UnitId
    path: tuple[HexId, ...]
    how: str
    """repulse, retreat or rout."""


@frozen
class UnitAdvanced:
    """A unit occupied the hex it had taken."""

    unit: UnitId
    path: tuple[HexId, ...]


@frozen
class UnitRemoved:
    """A unit left the map for good."""

    unit: UnitId
    fate: int
    """DESTROYED, SURRENDERED or WITHDRAWN."""


@frozen
class UnitArrived:
    """A unit came onto the map."""

    unit: UnitId
    hex: HexId


@frozen
class UnitDug:
    """A unit dug for so many minutes' worth of work."""

    unit: UnitId
    work: int


@frozen
class UnitRested:
    """A unit rested."""

    unit: UnitId
    minutes: int
    cohesion: int
    fatigue: int
    """Tenths of points gained and lost."""


@frozen
class StanceSet:
    """A unit's stance is now this."""

    unit: UnitId
    stance: int


@frozen
class UnitHeld:
    """A unit was told to hold; it keeps its minutes."""

    unit: UnitId


@frozen
class LeaderLost:
    """A commander fell."""

    unit: UnitId
    name: str


@frozen
class LineCut:
    """Fire cut a unit's telephone line; mending it begins at a minute."""

    unit: UnitId
    since: int


@frozen
class FormationAttached:
    """A formation now answers to another; with an empty id to nobody."""

    formation: str
    to: str


@frozen
class ControlChanged:
    """An objective changed hands."""

    place: int
    """Position in `Board.objectives`."""
    side: SideId
    minute: int
    """Minute of the scenario."""


@frozen
class ContestChanged:
    """An objective is now held by both sides at once, or no longer."""

    place: int
    """Position in `Board.objectives`."""
    is_contested: bool
    minute: int
    """Minute of the scenario."""


@frozen
class ResolveChanged:
    """A side's resolve moved by tenths of a point."""

    side: SideId
    by: int
    why: str


@frozen
class PointsChanged:
    """A side's points outside the victory list moved."""

    side: SideId
    by: int
    why: str


@frozen
class RestraintBroken:
    """A side broke a restraint and paid for it."""

    side: SideId
    restraint: int
    """Position in `Scenario.restraints`."""


@frozen
class RestraintChanged:
    """A restraint now has this status."""

    restraint: int
    status: int


@frozen
class WeatherChanged:
    """The weather is now this."""

    weather: Weather


@frozen
class HappeningFired:
    """An event of the scenario happened."""

    happening: int
    """Position in `Scenario.happenings`."""


@frozen
class NoteShown:
    """A note became readable."""

    note: int
    """Position in `Scenario.notes`."""


@frozen
class MessageSent:
    """A telegram or report."""

    to: SideId | None
    text: str


@frozen
class DecisionAsked:
    """A side must choose."""

    happening: int
    offer: Offer


@frozen
class DecisionTaken:
    """A side chose."""

    happening: int
    option: str


@frozen
class OrderNoted:
    """A side gave an order of this kind for the first time."""

    side: SideId
    word: str


@frozen
class PhaseEnded:
    """A side's part of the turn ended."""

    side: SideId


@frozen
class GameEnded:
    """The game is over."""

    reason: str
    level: int
    """Position in `Victory.levels`."""
    points: tuple[int, int]
    """Of the two sides."""


Event = (
    TurnBegan
    | PhaseBegan
    | UnitMoved
    | MinutesSpent
    | ContactMade
    | ContactLost
    | AlertChanged
    | Feigned
    | EarsChanged
    | SideStirred
    | SideLulled
    | FlareFired
    | WireCut
    | WireLaid
    | BoatsUsed
    | BridgeChanged
    | BridgeUsed
    | BridgeSeen
    | RoadMended
    | TargetRegistered
    | Bombarded
    | FireFell
    | SquadronsReady
    | SortiesFlown
    | Intercepted
    | FlakMet
    | AircraftLost
    | AircraftRepaired
    | Bombed
    | BaseRaided
    | FlightStays
    | FlightSpent
    | LossSuffered
    | UnitStruck
    | VehiclesBogged
    | VehiclesLeft
    | VehiclesFreed
    | VehiclesShot
    | VehiclesRepaired
    | VehiclesReturned
    | UnitPinned
    | CohesionChanged
    | FatigueChanged
    | AmmoSpent
    | AmmoReceived
    | UnitFed
    | BrokeOut
    | UnitBroke
    | RingChanged
    | RegionsStood
    | StoresBrought
    | StoresDrawn
    | HaulSet
    | FuelReceived
    | AssaultResolved
    | UnitRetreated
    | UnitAdvanced
    | UnitRemoved
    | UnitArrived
    | UnitDug
    | UnitRested
    | StanceSet
    | UnitHeld
    | LeaderLost
    | LineCut
    | FormationAttached
    | ControlChanged
    | ContestChanged
    | ResolveChanged
    | PointsChanged
    | RestraintBroken
    | RestraintChanged
    | WeatherChanged
    | HappeningFired
    | NoteShown
    | MessageSent
    | DecisionAsked
    | DecisionTaken
    | OrderNoted
    | PhaseEnded
    | GameEnded
)
