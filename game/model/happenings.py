"""When/if/then: conditions, effects, events and decisions as a scenario states them."""

from __future__ import annotations

from attrs import field, frozen

from game.core.ids import HexId, SideId, UnitId
from game.model.calendar import Weather
from game.model.provenance import Sourced


@frozen
class All:
    """Every one of the conditions."""

    of: tuple[Condition, ...]


@frozen
class AnyOf:
    """At least one of the conditions."""

    of: tuple[Condition, ...]


@frozen
class Not:
    """The opposite of a condition."""

    of: Condition


@frozen
class AtTime:
    """At or after a minute of the scenario."""

    minute: int


@frozen
class AtTurn:
    """In or after a turn."""

    number: int


@frozen
class Control:
    """A side holds an objective."""

    place: str
    by: SideId


@frozen
class Contested:
    """Both sides stand in an objective."""

    place: str


@frozen
class LossesOver:
    """A side's casualties (killed, wounded, missing) exceed a number."""

    side: SideId
    over: int


@frozen
class HasContact:
    """A side has seen an enemy unit at some time."""

    side: SideId


@frozen
class HasAssaulted:
    """A side has made an assault, at a place if one is named."""

    by: SideId
    at: HexId | None = None


@frozen
class HasBombarded:
    """A side's guns have bombarded."""

    by: SideId


@frozen
class RestraintIs:
    """A restraint is in-force, released or broken."""

    restraint: str
    status: str


@frozen
class Fired:
    """An event has happened."""

    event: str


@frozen
class Decided:
    """A decision was answered with an option."""

    event: str
    option: str


@frozen
class UnitAt:
    """Some unit of a side stands at a hex."""

    side: SideId
    hex: HexId


@frozen
class Gone:
    """A unit has been destroyed, has surrendered or has left."""

    unit: UnitId


@frozen
class ResolveBelow:
    """A side's resolve is below a number."""

    side: SideId
    below: int


@frozen
class Alerted:
    """Some unit of a side is fully alert."""

    side: SideId


@frozen
class Encircled:
    """So many men of a side, or more, stand in closed rings."""

    side: SideId
    men: int


@frozen
class HasOrdered:
    """A side has given an order of a kind at least once."""

    side: SideId
    order: str


Condition = (
    All
    | AnyOf
    | Not
    | AtTime
    | AtTurn
    | Control
    | Contested
    | LossesOver
    | HasContact
    | HasAssaulted
    | HasBombarded
    | RestraintIs
    | Fired
    | Decided
    | UnitAt
    | Gone
    | ResolveBelow
    | Alerted
    | Encircled
    | HasOrdered
)


@frozen
class ShowNote:
    """Shows a note."""

    note: str


@frozen
class Reinforce:
    """Units arrive at a hex (or at their own `arrives_at`)."""

    units: tuple[UnitId, ...]
    at: HexId | None = None


@frozen
class Withdraw:
    """Units leave the battle."""

    units: tuple[UnitId, ...]


@frozen
class Release:
    """A restraint ends."""

    restraint: str


@frozen
class Impose:
    """A restraint comes into force."""

    restraint: str


@frozen
class ChangeWeather:
    """The weather changes from now on."""

    weather: Weather


@frozen
class ChangeResolve:
    """A side's resolve moves by so many points."""

    side: SideId
    by: int


@frozen
class ChangePoints:
    """A side's points move."""

    side: SideId
    by: int


@frozen
class Message:
    """A telegram or report; to one side or both."""

    to: SideId | None
    text: str


@frozen
class Option:
    """One answer to a decision."""

    id: str
    text: str
    then: tuple[Effect, ...] = ()
    is_historical: bool = False
    """Whether this was the answer in history."""


@frozen
class Offer:
    """A decision is put to a side."""

    side: SideId
    text: str
    options: tuple[Option, ...]


@frozen
class Attach:
    """A formation comes under another; empty: under nobody."""

    formation: str
    to: str


@frozen
class Rumour:
    """A planted report: the enemy hears of a show at a hex. Rule 5.94."""

    unit: UnitId
    at: HexId


@frozen
class EndBattle:
    """The battle ends."""

    reason: str


Effect = (
    ShowNote
    | Reinforce
    | Withdraw
    | Release
    | Impose
    | ChangeWeather
    | ChangeResolve
    | ChangePoints
    | Message
    | Offer
    | Attach
    | Rumour
    | EndBattle
)


@frozen(kw_only=True)
class Happening:
    """An event of the scenario."""

    id: str
    when: Condition
    then: tuple[Effect, ...]
    text: str = ""
    provenance: Sourced = field(default=Sourced(), eq=False, repr=False)
