"""What a side may ask for. Orders carry ids only; the rules judge them."""

from __future__ import annotations

from attrs import frozen

from game.core.ids import NOWHERE, HexId, SideId, SquadronId, UnitId

PRESSES = ("probe", "attack", "storm")
"""How hard an assault is pressed, from cautious to the bayonet."""
GAITS = ("march", "stealth")
"""How a unit moves."""


@frozen
class Move:
    """Marches a unit to a hex by the quickest way, or along way-points."""

    side: SideId
    unit: UnitId
    to: HexId
    gait: str = "march"
    via: tuple[HexId, ...] = ()


@frozen
class Assault:
    """Assaults a hex with adjacent units; guns among the units support from where they stand."""

    side: SideId
    units: tuple[UnitId, ...]
    target: HexId
    press: str = "attack"
    minutes: int = 0
    """How long to press it; 0: as long as the attackers have minutes, up to the limit of rule 7.11."""


@frozen
class Bombard:
    """Fires at a hex."""

    side: SideId
    unit: UnitId
    target: HexId
    rounds: int = 0
    """Rounds to spend; 0: what the tubes fire in the minutes left."""


@frozen
class Dig:
    """Digs in with all the minutes left, or so many."""

    side: SideId
    unit: UnitId
    minutes: int = 0


@frozen
class LayWire:
    """Lays wire on one hexside of the unit's hex."""

    side: SideId
    unit: UnitId
    direction: int


@frozen
class Mend:
    """Mends the road in the unit's hex, so that mud no longer slows it."""

    side: SideId
    unit: UnitId


@frozen
class Bridge:
    """Builds or repairs a bridge at the unit's hex with all the minutes left, or so many."""

    side: SideId
    unit: UnitId
    minutes: int = 0


@frozen
class Blow:
    """Destroys the bridge at one end of which the unit stands."""

    side: SideId
    unit: UnitId


@frozen
class Recover:
    """Pulls out bogged vehicles in the unit's hex with all the minutes left, or so many."""

    side: SideId
    unit: UnitId
    minutes: int = 0


@frozen
class Rest:
    """Rests with all the minutes left."""

    side: SideId
    unit: UnitId


@frozen
class Hold:
    """Keeps the unit's minutes for reaction and marks it as done."""

    side: SideId
    unit: UnitId


@frozen
class SetStance:
    """Sets what a unit does when pressed."""

    side: SideId
    unit: UnitId
    stance: int


@frozen
class Flare:
    """Sends up a flare over a hex within reach."""

    side: SideId
    unit: UnitId
    target: HexId


@frozen
class Register:
    """Registers a target for a unit's guns, for defensive fire in the dark."""

    side: SideId
    unit: UnitId
    target: HexId


@frozen
class Feign:
    """A section makes its noise at a hex in this turn, or sends its false messages about it."""

    side: SideId
    unit: UnitId
    target: HexId


@frozen
class BreakOut:
    """An encircled unit slips out through the ring to a hex, and leaves what it cannot carry."""

    side: SideId
    unit: UnitId
    target: HexId


@frozen
class Fly:
    """Sends aircraft of a squadron on a mission over a hex, or against an airfield."""

    side: SideId
    squadron: SquadronId
    mission: str
    """One of `aircraft.MISSIONS`."""
    target: HexId = NOWHERE
    sorties: int = 0
    """Machines to send; 0: all that can still go this turn."""
    base: str = ""
    """Id of the airfield that a raid goes to; empty for other missions, which have a target."""


@frozen
class Haul:
    """Sets what the side's lorries bring, in hundredths of their tons."""

    side: SideId
    shells: int
    fuel: int
    food: int
    works: int

    @property
    def shares(self) -> tuple[int, ...]:
        """Hundredths by kind, in the order of `sides.STORE_KINDS`."""
        return self.shells, self.fuel, self.food, self.works


@frozen
class BreakRestraint:
    """Breaks a restraint at its price."""

    side: SideId
    restraint: str


@frozen
class Decide:
    """Answers the decision that is pending."""

    side: SideId
    option: str


@frozen
class EndPhase:
    """Ends the side's part of the turn."""

    side: SideId


Order = (
    Move
    | Assault
    | Bombard
    | Dig
    | LayWire
    | Mend
    | Bridge
    | Blow
    | Recover
    | Rest
    | Hold
    | SetStance
    | Flare
    | Register
    | Feign
    | BreakOut
    | Fly
    | Haul
    | BreakRestraint
    | Decide
    | EndPhase
)

ORDER_WORDS: dict[type, str] = {
    Move: "move",
    Assault: "assault",
    Bombard: "bombard",
    Dig: "dig",
    LayWire: "wire",
    Mend: "mend",
    Bridge: "bridge",
    Blow: "blow",
    Recover: "recover",
    Rest: "rest",
    Hold: "hold",
    SetStance: "stance",
    Flare: "flare",
    Register: "register",
    Feign: "feign",
    BreakOut: "break-out",
    Fly: "fly",
    Haul: "haul",
    BreakRestraint: "break",
    Decide: "decide",
    EndPhase: "end",
}
"""The word players type for each order; also its name in records and conditions."""
UNIT_ORDERS = (
    Move,
    Assault,
    Bombard,
    Dig,
    LayWire,
    Mend,
    Bridge,
    Blow,
    Recover,
    Rest,
    Hold,
    SetStance,
    Flare,
    Register,
    Feign,
    BreakOut,
)
"""Orders that set units to work, counted as unit orders."""


@frozen
class Refusal:
    """An order that was not carried out; nothing changed."""

    code: str
    """Short name of the fault, a key of the sentences in `language.wording`."""
    rule: str
    """Number of the rule that forbids it."""
    facts: tuple[tuple[str, str | int], ...] = ()
    """Names and values for the sentence, such as ("minutes", 12)."""

    def fact(self, name: str) -> str | int:
        """One of the facts; empty text if it is not there."""
        return dict(self.facts).get(name, "")
