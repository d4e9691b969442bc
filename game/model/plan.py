"""Staff plans for the computer commander."""

from __future__ import annotations

from attrs import field, frozen

from game.core.ids import HexId, SideId, SquadronId, UnitId
from game.model.happenings import Condition
from game.model.provenance import Sourced

MISSIONS = (
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
)


@frozen(kw_only=True)
class PlanGroup:
    """Units with one mission in one phase."""

    id: str
    units: tuple[UnitId, ...]
    """All its units, those of its formations among them."""
    mission: str
    object: HexId | None = None
    axis: tuple[HexId, ...] = ()
    """Way-points towards the object."""
    form_up: HexId | None = None
    start_minute: int | None = None
    """Does not leave the form-up hex before."""
    by_minute: int | None = None
    stealth: bool = False
    alone: bool = False
    """Whether its vehicles go in without waiting for infantry."""
    press: str = "attack"
    stance: str = ""
    loss_limit: float = 0.5
    """Share of its men at which the staff gives the mission up."""
    text: str = ""


@frozen(kw_only=True)
class FireTask:
    """What guns are for in a phase."""

    units: tuple[UnitId, ...]
    task: str
    """prepare, defend or counter-battery."""
    at: tuple[HexId, ...] = ()
    from_minute: int = 0
    to_minute: int | None = None
    load: float = 0.5
    """Share of the shells it may spend."""


@frozen(kw_only=True)
class AirTask:
    """What squadrons fly in a phase."""

    squadrons: tuple[SquadronId, ...]
    """In the order in which they are sent."""
    mission: str
    """One of `aircraft.MISSIONS`."""
    at: tuple[HexId, ...] = ()
    """Hexes they are dealt out over; known enemies near them are struck first."""
    base: str = ""
    """Id of the airfield of a raid."""
    from_minute: int = 0
    to_minute: int | None = None
    share: float = 1.0
    """Part of the sorties it still has in a turn that each squadron spends on this task."""
    breaks: str = ""
    """Restraint that is broken for it; empty: the task is left undone while one forbids it."""


@frozen(kw_only=True)
class ReserveRule:
    """Which units wait, and what sends them."""

    units: tuple[UnitId, ...]
    stalled: str = ""
    """Group whose failure commits the reserve."""
    turns: int = 2


@frozen(kw_only=True)
class BreakRule:
    """When the plan is given up."""

    losses_share: float = 1.0
    then: str = ""


@frozen(kw_only=True)
class PlanPhase:
    """A stage of a plan."""

    id: str
    from_minute: int
    until: Condition | None
    groups: tuple[PlanGroup, ...]
    fire: tuple[FireTask, ...] = ()
    air: tuple[AirTask, ...] = ()
    reserve: ReserveRule | None = None
    break_rule: BreakRule | None = None


@frozen(kw_only=True)
class Plan:
    """A staff plan of one side."""

    id: str
    side: SideId
    title: str
    text: str = ""
    historical: bool = False
    main_effort: str = ""
    answers: tuple[tuple[str, str], ...] = ()
    """Events and the options it answers them with; elsewhere the staff weighs them."""
    obeys: bool = False
    """Whether it keeps every restraint, whatever breaking one would gain."""
    phases: tuple[PlanPhase, ...]
    provenance: Sourced = field(default=Sourced(), eq=False, repr=False)
