"""Shape of `plans.yaml`: staff plans for computer commanders."""

from __future__ import annotations

from typing import Literal

from attrs import field, frozen

from game.data.schema import (
    SPREAD,
    FormationName,
    GroupName,
    Id,
    Press,
    Provenance,
    RestraintName,
    Share,
    SideName,
    Some,
    Spot,
    SquadronName,
    Stance,
    Text,
    UnitName,
    When,
    called,
)
from game.data.schema_events import ConditionData, DecidedTest

Mission = Literal[
    "seize",
    "hold",
    "delay",
    "screen",
    "pin",
    "envelop",
    "infiltrate",
    "relieve",
    "counter-attack",
    "withdraw",
    "reserve",
    "support",
    "deceive",
    "break-out",
    "bridge",
    "demolish",
]

AirMission = Literal["strike", "strafe", "interdict", "recon", "patrol", "sweep", "escort", "raid"]


@frozen(kw_only=True, eq=False, repr=False)
class GroupData:
    """Units with one mission in one phase."""

    id: Id
    """Name used in the plan."""
    formations: tuple[FormationName, ...] = ()
    """Formations, with all their units."""
    units: tuple[UnitName, ...] = ()
    """Single units."""
    mission: Mission
    """What it is to do."""
    object: Spot | None = None
    """What it is to do it to: a hex or place."""
    axis: tuple[Spot, ...] = ()
    """Way-points towards the object."""
    form_up: Spot | None = None
    """Where it gathers first."""
    start: When | None = None
    """Does not leave before."""
    by: When | None = None
    """When it should be done."""
    stealth: bool = False
    """Whether it moves unseen."""
    alone: bool = False
    """Whether its vehicles attack without waiting for infantry."""
    press: Press = "attack"
    """How hard it assaults."""
    stance: Stance | None = None
    """What its units do when pressed."""
    loss_limit: Share = 0.5
    """Share of its men lost at which the mission is given up."""
    text: Text = ""
    """Why, as the staff would say it."""
    provenance: Provenance = field(factory=Provenance, metadata=SPREAD)


@frozen(kw_only=True, eq=False, repr=False)
class FireData:
    """What guns are for."""

    units: tuple[UnitName, ...]
    """The units that fire."""
    task: Literal["prepare", "defend", "counter-battery"]
    """prepare an attack, defend, or fight the enemy's guns."""
    at: tuple[Spot, ...] = ()
    """Targets."""
    from_: When | None = field(default=None, metadata=called("from"))
    """First shot."""
    to: When | None = None
    """Last shot."""
    load: Share = 0.5
    """Share of the shells that may be spent."""


@frozen(kw_only=True, eq=False, repr=False)
class AirTaskData:
    """What squadrons fly."""

    squadrons: tuple[SquadronName, ...] = ()
    """Single squadrons, in the order in which they are sent."""
    formations: tuple[FormationName, ...] = ()
    """Formations, with all squadrons that fly for them or for formations below them."""
    mission: AirMission
    """What they are sent to do."""
    at: tuple[Spot, ...] = ()
    """Hexes or places over which they are dealt out; strikes seek the enemies known near them."""
    base: Text | None = None
    """Name of the enemy airfield that is raided, as his squadrons write it."""
    from_: When | None = field(default=None, metadata=called("from"))
    """First turn in which it is flown; else from the beginning of the phase."""
    to: When | None = None
    """When it is over."""
    share: Share = 1.0
    """Part of the sorties that each squadron has left in a turn; the rest is for the staff to use."""
    breaks: RestraintName | None = None
    """Restraint that is broken for it; without it a task that is forbidden is not flown."""


@frozen(kw_only=True, eq=False, repr=False)
class CommitData:
    """What sends the reserve."""

    stalled: GroupName
    """Group whose failure sends it."""
    turns: Some = 2
    """Turns without success."""


@frozen(kw_only=True, eq=False, repr=False)
class ReserveData:
    """Units that wait."""

    formations: tuple[FormationName, ...] = ()
    """Formations, with all their units."""
    units: tuple[UnitName, ...] = ()
    """Single units."""
    commit: CommitData | None = None
    """What sends them."""


@frozen(kw_only=True, eq=False, repr=False)
class BreakData:
    """When the plan is given up."""

    losses_share: Share = 1.0
    """Share of the side's men lost."""
    then: Text = ""
    """What is done instead."""


@frozen(kw_only=True, eq=False, repr=False)
class PhaseData:
    """A stage of a plan."""

    id: Id
    """Name used in the plan."""
    from_: When = field(metadata=called("from"))
    """When it begins."""
    until: ConditionData | None = None
    """When it is over."""
    groups: tuple[GroupData, ...]
    """Groups and their missions."""
    fire: tuple[FireData, ...] = ()
    """What the guns do."""
    air: tuple[AirTaskData, ...] = ()
    """What the squadrons fly."""
    reserve: ReserveData | None = None
    """Units that wait."""
    break_: BreakData | None = field(default=None, metadata=called("break"))
    """When the plan is given up."""


@frozen(kw_only=True, eq=False, repr=False)
class PlanData:
    """A staff plan of one side."""

    id: Id
    """Name used in reports."""
    side: SideName
    """Whose plan."""
    historical: bool = False
    """Whether it follows history."""
    title: Text
    """Name shown to the player."""
    text: Text = ""
    """The plan in words."""
    main_effort: GroupName | None = None
    """The group that matters most."""
    answers: tuple[DecidedTest, ...] = ()
    """What it answers to offers; where it is silent the staff weighs the options."""
    obeys: bool = False
    """Whether it keeps every restraint, whatever breaking one would gain."""
    phases: tuple[PhaseData, ...]
    """Stages in order."""
    provenance: Provenance = field(factory=Provenance, metadata=SPREAD)


@frozen(kw_only=True, eq=False, repr=False)
class PlansFile:
    """Staff plans."""

    plans: tuple[PlanData, ...]
    """The plans."""
    provenance: Provenance = field(factory=Provenance, metadata=SPREAD)
