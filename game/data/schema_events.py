"""Shape of conditions, effects and events."""

from __future__ import annotations

from typing import Literal

from attrs import field, frozen

from game.data.schema import (
    SPREAD,
    Amount,
    Count,
    EventName,
    FormationName,
    GroundState,
    Hundred,
    Id,
    NoteName,
    OrderWord,
    PlaceName,
    Points,
    Provenance,
    RestraintName,
    SideName,
    SideOrBoth,
    Sky,
    Some,
    Spot,
    Text,
    UnitName,
    When,
    Wind,
    called,
)


@frozen(kw_only=True, eq=False, repr=False)
class ControlTest:
    """A side holds a place."""

    place: PlaceName
    """The place."""
    by: SideName
    """The side."""


@frozen(kw_only=True, eq=False, repr=False)
class ContestedTest:
    """Both sides stand in a place."""

    place: PlaceName
    """The place."""


@frozen(kw_only=True, eq=False, repr=False)
class LossesTest:
    """A side has lost more men than a number."""

    side: SideName
    """The side."""
    over: Count
    """Killed, wounded and missing."""


@frozen(kw_only=True, eq=False, repr=False)
class SideTest:
    """A side that has seen an enemy, or has a fully alert unit."""

    side: SideName
    """The side."""


@frozen(kw_only=True, eq=False, repr=False)
class AssaultTest:
    """A side has made an assault."""

    by: SideName
    """The side."""
    at: Spot | None = None
    """Where; anywhere if left out."""


@frozen(kw_only=True, eq=False, repr=False)
class BombardedTest:
    """A side's guns have bombarded."""

    by: SideName
    """The side."""


@frozen(kw_only=True, eq=False, repr=False)
class RestraintTest:
    """A restraint stands in some way."""

    id: RestraintName
    """The restraint."""
    is_: Literal["in-force", "released", "broken"] = field(metadata=called("is"))
    """How it stands."""


@frozen(kw_only=True, eq=False, repr=False)
class DecidedTest:
    """An offer was answered with an option."""

    event: EventName
    """The event that made the offer."""
    option: Id
    """The answer."""


@frozen(kw_only=True, eq=False, repr=False)
class UnitAtTest:
    """Some unit of a side stands at a place."""

    side: SideName
    """The side."""
    place: Spot
    """The hex or place."""


@frozen(kw_only=True, eq=False, repr=False)
class ResolveTest:
    """A side's resolve is below a number."""

    side: SideName
    """The side."""
    below: Hundred
    """The number."""


@frozen(kw_only=True, eq=False, repr=False)
class EncircledTest:
    """A side has so many men in closed rings."""

    side: SideName
    """The side."""
    men: Some
    """The least number."""


@frozen(kw_only=True, eq=False, repr=False)
class OrderedTest:
    """A side has given an order of some kind."""

    side: SideName
    """The side."""
    order: OrderWord
    """First word of the order, such as dig."""


@frozen(kw_only=True, eq=False, repr=False)
class ConditionData:
    """A question about the battle: a mapping with exactly one of these keys."""

    all: tuple[ConditionData, ...] | None = None
    """Every one of these."""
    any: tuple[ConditionData, ...] | None = None
    """At least one of these."""
    not_: ConditionData | None = field(default=None, metadata=called("not"))
    """The opposite."""
    time: When | None = None
    """At or after a time."""
    turn: Some | None = None
    """In or after a turn."""
    contested: ContestedTest | None = None
    """Both sides stand in a place."""
    control: ControlTest | None = None
    """A side holds a place."""
    losses: LossesTest | None = None
    """A side's losses exceed a number."""
    contact: SideTest | None = None
    """A side has seen an enemy unit."""
    assault: AssaultTest | None = None
    """A side has made an assault."""
    bombarded: BombardedTest | None = None
    """A side's guns have bombarded."""
    restraint: RestraintTest | None = None
    """How a restraint stands."""
    fired: EventName | None = None
    """An event has happened."""
    decided: DecidedTest | None = None
    """How an offer was answered."""
    unit_at: UnitAtTest | None = None
    """A side has a unit at a place."""
    gone: UnitName | None = None
    """A unit has been destroyed, has surrendered or has left."""
    resolve: ResolveTest | None = None
    """A side's resolve is low."""
    alerted: SideTest | None = None
    """A side has a fully alert unit."""
    encircled: EncircledTest | None = None
    """A side has so many men in closed rings."""
    ordered: OrderedTest | None = None
    """A side has given an order of some kind."""


@frozen(kw_only=True, eq=False, repr=False)
class ReinforceData:
    """Units that come onto the map."""

    units: tuple[UnitName, ...]
    """The units."""
    at: Spot | None = None
    """Where; else where the units themselves say."""


@frozen(kw_only=True, eq=False, repr=False)
class WithdrawData:
    """Units that leave the battle."""

    units: tuple[UnitName, ...]
    """The units."""


@frozen(kw_only=True, eq=False, repr=False)
class WeatherChange:
    """New weather from now on."""

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


@frozen(kw_only=True, eq=False, repr=False)
class ChangeData:
    """A change of resolve or points."""

    side: SideName
    """Whose."""
    by: Points
    """By how much; losses are negative."""


@frozen(kw_only=True, eq=False, repr=False)
class MessageData:
    """A telegram or report."""

    to: SideOrBoth
    """A side, or both."""
    text: Text
    """What it says."""


@frozen(kw_only=True, eq=False, repr=False)
class OptionData:
    """One answer to an offer."""

    id: Id
    """Name used in files."""
    text: Text
    """What the player reads."""
    then: tuple[EffectData, ...] = ()
    """What follows."""
    historical: bool = False
    """Whether this was the answer in history; at most one of the options."""


@frozen(kw_only=True, eq=False, repr=False)
class OfferData:
    """A decision put to a side."""

    side: SideName
    """Who decides."""
    text: Text
    """The question."""
    options: tuple[OptionData, ...]
    """The answers, at least two."""


@frozen(kw_only=True, eq=False, repr=False)
class AttachData:
    """A formation that comes under another."""

    formation: FormationName
    """Which."""
    to: FormationName | None = None
    """Under which; left out: it answers to nobody."""


@frozen(kw_only=True, eq=False, repr=False)
class RumourData:
    """A planted report: the enemy hears of a show where it is not."""

    unit: UnitName
    """A unit with `dummy`, on the map or not."""
    at: Spot
    """Where the enemy believes it to be."""


@frozen(kw_only=True, eq=False, repr=False)
class EffectData:
    """Something that happens: a mapping with exactly one of these keys."""

    note: NoteName | None = None
    """Shows a note."""
    reinforce: ReinforceData | None = None
    """Units arrive."""
    withdraw: WithdrawData | None = None
    """Units leave."""
    release: RestraintName | None = None
    """A restraint ends."""
    impose: RestraintName | None = None
    """A restraint comes into force."""
    weather: WeatherChange | None = None
    """The weather changes."""
    resolve: ChangeData | None = None
    """A side's resolve changes."""
    points: ChangeData | None = None
    """A side's points change."""
    message: MessageData | None = None
    """A message is read."""
    offer: OfferData | None = None
    """A decision is offered."""
    attach: AttachData | None = None
    """A formation comes under another."""
    rumour: RumourData | None = None
    """The enemy hears of a show."""
    end: Text | None = None
    """The battle ends, for this reason."""


@frozen(kw_only=True, eq=False, repr=False)
class EventData:
    """Something that happens once, when its condition is met."""

    id: Id
    """Name used in files."""
    when: ConditionData
    """When it happens."""
    then: tuple[EffectData, ...]
    """What happens."""
    once: Literal["true", "yes"] = "true"
    """Always true: an event happens once. May be written for clearness."""
    text: Text | None = None
    """The event in one sentence."""
    provenance: Provenance = field(factory=Provenance, metadata=SPREAD)


SINGLE = (ConditionData, EffectData)
"""Classes of which a mapping may have only one key."""
