"""Drill: reflexes without a staff. It holds, assaults by a table and marches on its mission, quickly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from game.ai.courses import make_plan
from game.ai.knowledge import holds
from game.ai.picture import Picture, ground_factor
from game.ai.staff import choose_plan
from game.ai.trace import Reason
from game.ai.ways import FAR, going, walk
from game.core.ids import HexId, SideId
from game.engine import Desk
from game.model.orders import Assault, Decide, EndPhase, Move, Order
from game.model.plan import Plan, PlanGroup
from game.model.scenario import Scenario
from game.model.view import OwnUnit, View

ATTACKS = ("seize", "infiltrate", "envelop", "counter-attack", "relieve")
ODDS = 130
"""Least power against the enemy's on his ground, in hundredths, at which drill assaults."""
SHORTEST = 20
"""Minutes below which drill does not begin an assault."""
FIT = 40
"""Cohesion below which its units do not assault."""


class DrillSeat:
    """A commander who knows the drill book."""

    def __init__(self, scenario: Scenario, side: SideId, seed: int, plan: str | None = None) -> None:
        self.name = f"Drill ({scenario.sides[side].name})"
        self._side = side
        self._seed = seed
        self._plan: Plan | None = choose_plan(scenario, side, plan)
        self._orders: Iterator[Order] | None = None

    def choose(self, desk: Desk) -> Order:
        """The next order by the book."""
        done = EndPhase(self._side)
        # Asking whether the phase might end costs less than the whole view, which only its beginning needs.
        if desk.check(done) is not None and (pending := desk.view().pending):
            # The last option of an offer is the one that leaves things as they are.
            return Decide(self._side, pending[0].offer.options[-1].id)
        if self._orders is None:
            self._orders = iter(self._book(desk.view()))
        for order in self._orders:
            if desk.check(order) is None:
                return order
        self._orders = None
        return done

    def _book(self, view: View) -> list[Order]:
        """Orders of a phase: assaults first, then marches."""
        picture = Picture(view)
        if self._plan is None:
            self._plan = make_plan(picture)
        missions = _missions(self._plan, view)
        orders: list[Order] = []
        busy: set[int] = set()
        if picture.foe_zoc & picture.own_mask:
            orders += _assaults(picture, missions, busy)
        for unit in picture.units:
            group = missions.get(unit.number)
            if group is not None and unit.minutes and unit.number not in busy:
                order = _march(picture, unit, group)
                if order is not None:
                    orders.append(order)
        return orders

    def memory(self) -> dict[str, object]:
        """Nothing: drill has no memory."""
        return {}

    def restore(self, memory: Mapping[str, object]) -> None:
        """Nothing to take up."""

    def account(self, final: View | None = None) -> tuple[Reason, ...]:
        """The plan whose missions it marched on."""
        if self._plan is None:
            return ()
        return (Reason("plan", self._plan.id, (("title", self._plan.title),)),)

    def sentences(self, final: View | None = None) -> tuple[str, ...]:
        """One sentence."""
        title = self._plan.title if self._plan is not None else "none"
        return (f"It marched on the missions of the plan “{title}” and assaulted whatever the table allowed.",)


def _missions(plan: Plan, view: View) -> dict[int, PlanGroup]:
    """The group of each unit in the phase that is due."""
    position = 0
    while position + 1 < len(plan.phases):
        now, then = plan.phases[position], plan.phases[position + 1]
        over = holds(view, now.until) if now.until is not None else view.minute >= then.from_minute
        if not over:
            break
        position += 1
    phase = plan.phases[position]
    return {unit: group for group in phase.groups for unit in group.units}


def _assaults(picture: Picture, missions: dict[int, PlanGroup], busy: set[int]) -> list[Order]:
    """Every adjacent enemy against whom the table promises enough."""
    scenario, grid = picture.scenario, picture.scenario.board.grid
    orders: list[Order] = []
    for target, foe in sorted(picture.foes.items()):
        if picture.forbidden >> target & 1:
            continue
        closed = scenario.board.terrain(target).closed
        units = [
            u
            for h in grid.adjacent[target]
            for u in picture.stacks.get(h, ())
            if _may_assault(scenario, u, missions)
            and u.number not in busy
            and scenario.units[u.number].kind.mobility not in closed
        ]
        power = sum([picture.powers[u.number] for u in units])
        if units and power * 100 >= foe.power * ground_factor(scenario, target) * ODDS:
            numbers = tuple(sorted(u.number for u in units))
            busy.update(numbers)
            press = "storm" if picture.is_dark else "attack"
            orders.append(Assault(picture.view.side, numbers, target, press))
    return orders


def _may_assault(scenario: Scenario, unit: OwnUnit, missions: dict[int, PlanGroup]) -> bool:
    group = missions.get(unit.number)
    attacks = group is not None and group.mission in ATTACKS
    return attacks and scenario.units[unit.number].kind.assaults and unit.minutes >= SHORTEST and unit.cohesion >= FIT


def _march(picture: Picture, unit: OwnUnit, group: PlanGroup) -> Order | None:
    """The furthest hex on the way to its object that it can reach in time, short of the enemy."""
    goal = _goal(picture, unit, group)
    if goal is None or goal == unit.hex:
        return None
    scenario = picture.scenario
    mobility = scenario.units[unit.number].kind.mobility
    field = picture.field(goal, mobility)
    if field[unit.hex] >= FAR:
        return None
    last: HexId | None = None
    at = going(picture.view, mobility)
    for hex_ in walk(scenario.board, scenario.rules, at, unit.hex, goal)[1:]:
        if hex_ in picture.foes or picture.forbidden >> hex_ & 1:
            break
        if field[unit.hex] - field[hex_] > unit.minutes - 10:
            last = hex_ if last is None and not unit.moved else last
            break
        last = hex_
        if picture.foe_zoc >> hex_ & 1:
            break
    return Move(picture.view.side, unit.number, last) if last is not None else None


def _goal(picture: Picture, unit: OwnUnit, group: PlanGroup) -> HexId | None:
    """Its object, once its hour has come; before that where it forms up."""
    goal = group.object
    if group.mission in ATTACKS and not picture.scenario.units[unit.number].kind.assaults:
        goal = group.form_up
    if group.start_minute is not None and picture.view.minute < group.start_minute:
        goal = group.form_up
    if (
        group.mission in ("hold", "screen", "pin", "delay", "deceive")
        and goal is not None
        and not picture.is_mine(goal)
    ):
        return None
    return goal
