"""The desk of a staff at work on one phase: what it may ask, what it remembers, what it may still spend."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import define, field

from game.ai.aims import Worth, worth
from game.ai.budget import Ration
from game.ai.levels import Level
from game.ai.memory import Memory
from game.ai.picture import Picture
from game.ai.trace import Fact, Reason
from game.ai.ways import Flood
from game.core.ids import HexId, SideId, UnitId
from game.engine import Desk
from game.model.orders import Order
from game.model.plan import Plan, PlanPhase
from game.model.scenario import Scenario
from game.model.view import OwnUnit

FEW = 30
"""Units for which a level's ration is meant; larger armies get as much more."""


@define
class Office:
    """Everything a stage of the staff's work needs. The desk is a new one after each order."""

    desk: Desk
    level: Level
    plan: Plan
    memory: Memory
    ration: Ration = field(factory=lambda: Ration(0))
    kept: dict[tuple[object, ...], int] = field(factory=dict)
    fields: dict[tuple[object, ...], Flood] = field(factory=dict)
    """Minutes to goals round the enemies of this phase."""
    looked: dict[HexId, tuple[tuple[object, ...], object]] = field(factory=dict)
    """By hex: what the best assault on it hung on when `ai.assaults` last looked, and what it found."""
    left: list[HexId] = field(factory=list)
    """Hexes that own units have marched from in this phase, in order."""
    stuck: dict[tuple[UnitId, HexId, bool], int] = field(factory=dict)
    """By unit, goal and whether it may close: how many had marched when it found no step."""
    lines: dict[HexId, set[UnitId]] = field(factory=dict)
    """By object: units of the first line that are to assault it, as last laid down in this phase."""
    quit: set[tuple[UnitId, HexId]] = field(factory=set)
    """(unit, hex) that units have marched away from in this phase: in a long turn nobody goes back there."""
    fought: dict[HexId, int] = field(factory=dict)
    """By hex: assaults on it in this phase."""
    table_guns: float | None = None
    """QJM points of the guns in the enemy's tables, once reckoned in a phase."""
    only: frozenset[UnitId] | None = None
    """Units it may order; None for all of the side."""
    hardest: str = "storm"
    """The most that its assaults may be pressed."""
    charges: tuple[tuple[object, ...], object] | None = None
    """What every group is to do, as `ai.charges` last found it, with what that hung on."""
    _picture: Picture | None = None
    _worth: Worth | None = None

    @property
    def scenario(self) -> Scenario:
        """The scenario played."""
        return self.desk.scenario

    @property
    def side(self) -> SideId:
        """The side served."""
        return self.desk.side

    @property
    def picture(self) -> Picture:
        """The picture now; made anew when the view has changed."""
        view = self.desk.view()
        if self._picture is None or self._picture.view is not view:
            # Powers of other lights and strengths would only pile up: they last for a phase.
            self._picture = Picture(view, self.kept, self.fields)
        return self._picture

    @property
    def worth(self) -> Worth:
        """Prices in this phase."""
        if self._worth is None:
            self._worth = worth(self.desk.view())
        return self._worth

    @property
    def phase(self) -> PlanPhase:
        """The phase of the plan in force."""
        return self.plan.phases[min(self.memory.phase, len(self.plan.phases) - 1)]

    @property
    def turn_minutes(self) -> int:
        """Length of the present turn."""
        return self.scenario.calendar.turns[self.desk.view().turn - 1].minutes

    @property
    def is_long(self) -> bool:
        """Whether turns are long enough for fights of hours: then battles are thought through to their end."""
        return self.picture.is_long

    def leads(self, unit: OwnUnit) -> bool:
        """Whether a unit is the staff's to order."""
        return self.only is None or unit.number in self.only

    def can_hide(self, units: Iterable[OwnUnit]) -> bool:
        """Whether units can come up unseen now: in the dark, or by day as small parties. Rule 8.1."""
        most = self.scenario.rules.stealth.stalk["men"]
        return self.picture.is_dark or all(unit.men <= most for unit in units)

    def begin(self) -> None:
        """Makes ready for a phase of the game."""
        self.ration = Ration(self.level.ration * max(1, len(self.picture.units) // FEW))
        self.kept.clear()
        self.fields.clear()
        self.fought.clear()
        self.quit.clear()
        self.lines.clear()
        self.left.clear()
        self.stuck.clear()
        self.table_guns = None
        self.looked.clear()
        self._worth = None

    def may(self, order: Order) -> bool:
        """Whether an order would be accepted."""
        return self.desk.check(order) is None

    def tell(self, code: str, subject: str, *facts: Fact, against: tuple[Fact, ...] = ()) -> None:
        """Keeps a reason with the minute and the phase of the plan."""
        head: tuple[Fact, ...] = (("minute", self.desk.view().minute), ("phase", self.phase.id))
        self.memory.tell(Reason(code, subject, (*head, *facts), against))

    def name(self, hex_: HexId) -> str:
        """A hex as the staff calls it: its place, else its number."""
        place = self.scenario.board.place_at.get(hex_)
        return place.name if place is not None and place.hex == hex_ else self.scenario.board.grid.name(hex_)
