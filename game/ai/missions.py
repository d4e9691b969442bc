"""The staff of one formation: it carries out an order from above with that formation's units and no others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from game.ai import rounds
from game.ai.appraisal import appraisal
from game.ai.charges import ATTACKS, charges
from game.ai.levels import STAFF
from game.ai.memory import Memory, from_saved
from game.ai.office import Office
from game.ai.picture import Picture
from game.ai.sappers import WORKS
from game.ai.ways import FAR
from game.core.ids import HexId, SideId, UnitId
from game.engine import Desk
from game.model.missions import DONE, GIVEN_UP, IMPOSSIBLE, UNDER_WAY, WAITING, Appraisal, Mission, Progress
from game.model.orders import Order
from game.model.plan import Plan, PlanGroup, PlanPhase
from game.model.scenario import Scenario
from game.model.units import ON_MAP
from game.model.units import WAITING as NOT_HERE_YET
from game.model.view import View

MOST_ORDERS = 400
"""Orders of one phase after which it stops, whatever is left: a guard, never reached in play."""
LASTING = ("hold", "delay", "screen", "pin", "reserve", "support", "deceive")
"""Verbs that are never done: they last until the commander says otherwise."""


_TASKS = {
    "attack": "Its task is to take {}.",
    "hold": "Its task is to hold {}.",
    "wait": "It waits near {} until it is needed.",
    "follow": "Its task is to support the attack on {}.",
    "delay": "Its task is to delay the enemy before {}.",
    "leave": "Its task is to go back to {}.",
    "feign": "Its task is to make the enemy believe in troops at {}.",
}
"""What a unit is to do, by the verb of its group's charge."""


class FormationStaff:
    """Carries out one mission on its side's view. It ends no phase, breaks no restraint and answers no decision."""

    def __init__(self, scenario: Scenario, side: SideId, seed: int, mission: Mission) -> None:
        self.mission = mission
        self._scenario = scenario
        self._side = side
        self._seed = seed
        self.units: tuple[UnitId, ...] = self._muster(scenario.units_in)
        self._memory = Memory()
        self._office: Office | None = None
        self._orders: Iterator[Order] | None = None
        self._given = 0
        self._first_men = -1

    def choose(self, desk: Desk) -> Order | None:
        """The formation's next order in this phase; None when it has no more.

        To be asked again after every order that was carried out, with the desk as it then is.
        """
        office = self._at_work(desk)
        if desk.view().pending or self.progress(desk).state in (DONE, GIVEN_UP, IMPOSSIBLE):
            self._orders = None
            return None
        if self._orders is None:
            begins = self._memory.turn != desk.view().turn
            self._memory.turn = desk.view().turn
            office.begin()
            if begins:
                rounds.look_ahead(office)
            self._orders, self._given = rounds.orders(office), 0
        self._given += 1
        order = next(self._orders, None) if self._given <= MOST_ORDERS else None
        if order is None:
            self._orders = None
        return order

    def orders(self, desk: Desk, apart: frozenset[UnitId] = frozenset()) -> Iterator[Order]:
        """The formation's orders of one phase, each to be carried out before the next is asked for.

        Args:
            apart: units that the commander leads himself for now.
        """
        office = self._at_work(desk)
        office.only, office.charges, self._orders = frozenset(self.units) - apart, None, None
        while (order := self.choose(desk.now())) is not None:
            yield order

    def task(self, desk: Desk, unit: UnitId) -> str:
        """What it wants of a unit now, as a sentence; empty for a unit it has no task for."""
        office = self._at_work(desk)
        charge = next((c for c in charges(office) for own in c.units if own.number == unit), None)
        if charge is None:
            return ""
        return _TASKS[charge.verb].format(
            _place(self._scenario, charge.goal) if charge.goal is not None else "its ground"
        )

    def appraise(self, desk: Desk) -> Appraisal:
        """What it answers before it acts."""
        return appraisal(self._at_work(desk), self.mission, self.units)

    def progress(self, desk: Desk) -> Progress:
        """How the mission stands."""
        view, mission = desk.view(), self.mission
        men = sum([view.unit_of[u].men for u in self.units if view.unit_of[u].status != NOT_HERE_YET])
        before = max(men, self._first_men)
        lost = before - men
        here = [u for u in self.units if view.unit_of[u].status == ON_MAP]
        if not here:
            return Progress(state=IMPOSSIBLE, remarks=("Nobody of the formation is left on the map.",))
        if mission.loss_limit and lost >= mission.loss_limit:
            return Progress(state=GIVEN_UP, remarks=(f"{lost} men are lost; the limit was {mission.loss_limit}.",))
        if mission.object is None or mission.verb in LASTING:
            return Progress(state=UNDER_WAY)
        return self._at_object(desk, mission.object, here)

    def _at_object(self, desk: Desk, goal: HexId, here: list[UnitId]) -> Progress:
        """How a mission stands that is about a place."""
        view, mission, board = desk.view(), self.mission, self._scenario.board
        picture, name = Picture(view), _place(self._scenario, goal)
        if mission.verb == "withdraw":
            far = [u for u in here if board.grid.distance(view.unit_of[u].hex, goal) > 1]
            return Progress(state=UNDER_WAY) if far else Progress(state=DONE, remarks=(f"All are back at {name}.",))
        if mission.verb in WORKS:
            return _crossing(view, goal, mission.verb == "bridge", name)
        held = picture.is_mine(goal) and goal not in picture.foes
        if held and (mission.verb == "relieve" or goal in {view.unit_of[u].hex for u in here}):
            return Progress(state=DONE, remarks=(f"{name} is ours.",))
        if picture.forbidden >> goal & 1:
            return Progress(state=IMPOSSIBLE, remarks=(f"{name} may not be entered: a restraint forbids it.",))
        if not any(picture.field(goal, self._mobility(u))[view.unit_of[u].hex] < FAR for u in here):
            return Progress(state=IMPOSSIBLE, remarks=(f"No unit of the formation has a way to {name}.",))
        if mission.by_minute is not None and view.minute >= mission.by_minute:
            due = self._scenario.calendar.clock_time(mission.by_minute)
            return Progress(state=UNDER_WAY, remarks=(f"{name} was to be ours by {due}, and is not yet.",))
        begun = bool(self._memory.assaulted) or any(picture.foe_zoc >> view.unit_of[u].hex & 1 for u in here)
        return Progress(state=UNDER_WAY if begun or mission.verb not in ATTACKS else WAITING)

    def _mobility(self, unit: UnitId) -> str:
        return self._scenario.units[unit].kind.mobility

    def _muster(self, units_in: Mapping[str, tuple[UnitId, ...]]) -> tuple[UnitId, ...]:
        """The formation's units less those that stay where they are."""
        kept, units = frozenset(self.mission.kept), self._scenario.units
        return tuple([u for u in units_in[self.mission.formation] if u not in kept and units[u].side == self._side])

    def _at_work(self, desk: Desk) -> Office:
        if desk.view().attached and (units := self._muster(desk.view().units_in)) != self.units:
            # A formation has come under this one, or has left it (rule 12.6).
            self.units, self._office, self._orders = units, None, None
        if self._first_men < 0:
            unit_of = desk.view().unit_of
            self._first_men = sum([unit_of[u].men for u in self.units if unit_of[u].status != NOT_HERE_YET])
        if self._office is None:
            self._office = Office(desk, STAFF, _plan(self.mission, self.units), self._memory)
            self._office.only = frozenset(self.units)
            self._office.hardest = self.mission.press
        self._office.desk = desk
        return self._office

    def memory(self) -> dict[str, object]:
        """What it remembers, as plain data for a saved match."""
        return {"men": self._first_men, "staff": self._memory.as_plain()}

    def restore(self, memory: Mapping[str, object]) -> None:
        """Takes up a memory; the phase in hand is thought through anew.

        Raises:
            ValueError: the data is not what `memory` gave.
        """
        match memory:
            case {"men": int(men), "staff": dict(staff)}:
                self._first_men, self._memory = men, from_saved(staff)
                self._office, self._orders = None, None
            case _:
                raise ValueError("not the memory of a formation's staff")


def _plan(mission: Mission, units: tuple[UnitId, ...]) -> Plan:
    """The mission as a plan of one phase and one group."""
    group = PlanGroup(
        id=mission.formation,
        units=units,
        mission=mission.verb,
        object=mission.object,
        by_minute=mission.by_minute,
        stealth=mission.verb == "infiltrate",
        press=mission.press,
        stance="give-ground" if mission.verb in ("delay", "withdraw") else "hold",
        loss_limit=1.0,
    )
    phase = PlanPhase(id=mission.formation, from_minute=0, until=None, groups=(group,))
    return Plan(
        id=mission.formation,
        side=mission.side,
        title=mission.formation,
        main_effort=mission.formation,
        phases=(phase,),
    )


def _place(scenario: Scenario, hex_: HexId) -> str:
    place = scenario.board.place_at.get(hex_)
    return place.name if place is not None and place.hex == hex_ else scenario.board.grid.name(hex_)


def _crossing(view: View, goal: HexId, wanted: bool, name: str) -> Progress:
    """How a mission stands that is to build a bridge, or to bring one down."""
    sites = view.scenario.board.bridges_at.get(goal, ())
    if not sites:
        return Progress(state=IMPOSSIBLE, remarks=(f"There is no crossing at {name}.",))
    if any(view.bridges[number].stands for number in sites) == wanted:
        return Progress(state=DONE, remarks=(f"The bridge at {name} {'stands' if wanted else 'is down'}.",))
    return Progress(state=UNDER_WAY)
