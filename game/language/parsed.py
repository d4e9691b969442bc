"""What a typed line turns out to be: orders, a question or command, or a fault."""

from __future__ import annotations

from attrs import frozen

from game.core.ids import HexId, SquadronId, UnitId
from game.model.missions import Mission
from game.model.orders import Assault, Bombard, Fly, Order


@frozen
class Orders:
    """One order, or one for each unit of a formation."""

    orders: tuple[Order, ...]


@frozen
class Plain:
    """A question or command without arguments, by its word in the lexicon: units, idle, end-less reports and so on."""

    word: str


@frozen
class ShowUnit:
    """A unit of one's own in full."""

    unit: UnitId


@frozen
class ShowContact:
    """An enemy unit as far as it is known, by the number of the contact."""

    number: int


@frozen
class ShowFormation:
    """A formation with its units."""

    formation: str


@frozen
class ShowHex:
    """A hex in brief: ground, who stands there."""

    hex: HexId


@frozen
class Look:
    """A hex and its six neighbours in words."""

    hex: HexId


@frozen
class AskOdds:
    """The odds of an assault."""

    order: Assault


@frozen
class AskFire:
    """What a bombardment would do."""

    order: Bombard


@frozen
class ShowSquadron:
    """Describes one of the side's squadrons."""

    squadron: SquadronId


@frozen
class AskAir:
    """What a mission of aircraft would do."""

    order: Fly


@frozen
class AskThreat:
    """What the known enemy could do to a hex."""

    hex: HexId


@frozen
class AskCost:
    """What a march would cost, step by step."""

    unit: UnitId
    gait: str
    to: HexId


@frozen
class AskWhy:
    """The last refusal or fight in full, or why a unit has its minutes."""

    unit: UnitId | None
    """None: the last thing refused or fought."""


@frozen
class AskSight:
    """Whether one hex is seen from another."""

    start: HexId
    end: HexId


@frozen
class AskReach:
    """Where a unit can go, or how it would go to one hex."""

    unit: UnitId
    gait: str
    to: HexId | None = None


@frozen
class Search:
    """Units, contacts, places and notes whose name holds a text."""

    text: str


@frozen
class ListUnits:
    """One's own units, all or some of them, and with all of them the contacts."""

    units: tuple[UnitId, ...] = ()
    """Empty: all."""


@frozen
class ListContacts:
    """The enemy as known, all or within some kilometres of a hex."""

    near: HexId | None = None
    radius: int = 0
    """Hexes."""


@frozen
class ShowMap:
    """The map in letters, whole or round a hex."""

    centre: HexId | None
    radius: int


@frozen
class ShowLog:
    """The last lines of the log."""

    lines: int


@frozen
class ReadNote:
    """A note by its id; an empty id is the last one shown."""

    note: str


@frozen
class WriteRemark:
    """A remark for one's own journal."""

    text: str


@frozen
class SaveGame:
    """Saves the game under a name; empty: the name in use."""

    name: str


@frozen
class TakeBack:
    """Undoes the last order, or all that can be undone."""

    all_: bool


@frozen
class GiveMission:
    """An order to a formation; its staff answers before it is confirmed."""

    mission: Mission


@frozen
class CancelMission:
    """Countermands the order to a formation."""

    formation: str
    """Its id; empty: all formations."""


@frozen
class AskHelp:
    """Help on a command, a rule number or a topic; empty: the list of commands."""

    topic: str


@frozen
class AskSource:
    """Where a figure of a unit, a place or a rules table comes from."""

    subject: str
    """Id of a unit, a place or a formation, or the path of a figure of the rules."""
    field: str


@frozen
class ShowRules:
    """A rules table; empty: the list of tables."""

    table: str


Query = (
    Plain
    | ShowUnit
    | ShowContact
    | ShowFormation
    | ShowHex
    | Look
    | AskOdds
    | ShowSquadron
    | AskFire
    | AskAir
    | AskThreat
    | AskWhy
    | AskCost
    | AskSight
    | AskReach
    | Search
    | ListUnits
    | ListContacts
    | ShowMap
    | ShowLog
    | ReadNote
    | WriteRemark
    | SaveGame
    | TakeBack
    | GiveMission
    | CancelMission
    | AskHelp
    | AskSource
    | ShowRules
)


@frozen
class Fault:
    """A line that says nothing the game understands; `wording.fault_sentence` puts it into words."""

    code: str
    """A key of the sentences in `language.words_faults`."""
    text: str
    """The word or words at fault, as typed."""
    position: int
    """Where they begin in the line, from 0."""
    hint: str = ""
    """What would be understood, such as the usage of the command."""
    candidates: tuple[str, ...] = ()
    """What the word may have meant."""


Parsed = Orders | Query | Fault
