"""Formations under order: whose staff acts for whom, what came of it, and how that is put away. Rules 12.8 and 12.9.

A mission is no order of the engine. The formation's staff turns it into orders to units, on its side's own view, and
those are given and recorded like any others: a replay needs no staff.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Protocol

from attrs import define, field, frozen

from game.core.ids import SideId, UnitId
from game.engine import Accepted, Desk
from game.model.missions import IMPOSSIBLE, OVER, STATES, WAITING, Appraisal, Mission, Progress
from game.model.orders import UNIT_ORDERS, Assault, EndPhase, Order, Refusal
from game.model.scenario import Scenario
from game.model.view import View
from game.record.codec import CodecError, Plain, decode_mission, encode_mission
from game.record.problems import RecordProblem

MOST_ORDERS = 400
"""Orders of one staff in one go: a guard, never reached in play."""
MOST_REFUSED = 8
"""Refused orders after which a staff is not asked any more in this go."""


class FormationStaff(Protocol):
    """The staff of a formation with one mission. It sees what its side sees and nothing else."""

    def appraise(self, desk: Desk) -> Appraisal:
        """What it thinks of the mission, before anything is done."""
        ...

    def orders(self, desk: Desk, apart: frozenset[UnitId]) -> Iterator[Order]:
        """Its orders to the formation's units in this part; it looks at the desk anew after each.

        Args:
            apart: units that it may not touch now.
        """
        ...

    def progress(self, desk: Desk) -> Progress:
        """How the mission stands."""
        ...

    def task(self, desk: Desk, unit: UnitId) -> str:
        """What it wants of a unit, as a sentence."""
        ...

    def memory(self) -> dict[str, object]:
        """What it remembers, as plain data."""
        ...

    def restore(self, memory: Mapping[str, object]) -> None:
        """Takes up a memory.

        Raises:
            ValueError: the data is not what `memory` gave.
        """
        ...


StaffMaker = Callable[[Scenario, SideId, int, Mission], FormationStaff]
"""Sets up the staff for a mission: scenario, side, seed of the match, mission."""


class Battle(Protocol):
    """What a staff's orders are given to: a match."""

    orders: list[Order]
    faults: list[str]

    def desk(self, side: SideId) -> Desk:
        """A side's desk."""
        ...

    def submit(self, order: Order) -> Accepted | Refusal:
        """Carries out an order."""
        ...


@define(eq=False)
class Standing:
    """A mission with its staff and all that has come of it."""

    number: int
    mission: Mission
    staff: FormationStaff
    minute: int
    """When it was given."""
    state: str = WAITING
    remarks: tuple[str, ...] = ()
    """What its staff said last."""
    turn: int = 0
    """The turn in which its staff acted last."""
    withdrawn: bool = False
    """Whether it was countermanded, or another order took its place."""

    @property
    def is_live(self) -> bool:
        """Whether its staff still acts."""
        return not self.withdrawn and self.state not in OVER


@frozen
class _Before:
    """How a mission stood before its staff acted."""

    state: str
    remarks: tuple[str, ...]
    turn: int
    memory: dict[str, object]


@define(eq=False)
class Staffs:
    """The formations of one match that are under order."""

    scenario: Scenario
    seed: int
    make: StaffMaker
    view: Callable[[SideId], View]
    """What a side knows now; attachments move formations from one commander to another (rule 12.6)."""
    standing: list[Standing] = field(factory=list)
    """All missions, in the order in which they were given."""
    _given: dict[int, tuple[int, int]] = field(factory=dict, init=False)
    """By number of an order: its mission and the go in which its staff gave it."""
    _undone: dict[int, tuple[int, int]] = field(factory=dict, init=False)
    _before: dict[int, _Before] = field(factory=dict, init=False)
    """How the mission stood, by the number of the go."""
    _go: int = field(default=0, init=False)

    # Giving and taking missions ---------------------------------------------------------------------------------------

    def live(self, side: SideId) -> tuple[Standing, ...]:
        """Missions of a side whose staffs act."""
        return tuple(s for s in self.standing if s.mission.side == side and s.is_live)

    def of(self, side: SideId) -> tuple[Standing, ...]:
        """Missions of a side that were not countermanded."""
        return tuple(s for s in self.standing if s.mission.side == side and not s.withdrawn)

    def appraise(self, mission: Mission, desk: Desk) -> Appraisal:
        """What the formation's staff thinks of a mission that was not given yet."""
        return self.make(self.scenario, mission.side, self.seed, mission).appraise(desk)

    def give(self, mission: Mission, minute: int) -> Standing:
        """A mission from now on. It takes the place of those of the formation and of all formations under it."""
        for old in self.of(mission.side):
            if old.mission.formation in self.under(mission.formation):
                old.withdrawn = True
        found = Standing(
            len(self.standing) + 1, mission, self.make(self.scenario, mission.side, self.seed, mission), minute
        )
        self.standing.append(found)
        return found

    def cancel(self, side: SideId, formation: str = "") -> tuple[Standing, ...]:
        """Countermands the mission of a formation, or all of a side; returns them, done or not."""
        found = [s for s in self.of(side) if formation in ("", s.mission.formation)]
        for standing in found:
            standing.withdrawn = True
        return tuple(found)

    def under(self, formation: str) -> tuple[str, ...]:
        """A formation and all that stand under it now."""
        found = [formation]
        view = self.view(self.scenario.formations[formation].side)
        for name in found:
            found += [f for f in self.scenario.formations if view.parent(f) == name]
        return tuple(found)

    # Whose units ------------------------------------------------------------------------------------------------------

    def mission_of(self, unit: UnitId) -> Standing | None:
        """The mission that a unit serves: the nearest of its formations that has one; None for a unit left free."""
        formation: str = self.scenario.units[unit].formation
        side = self.scenario.units[unit].side
        by_formation = {s.mission.formation: s for s in self.live(side)}
        view = self.view(side)
        while formation:
            found = by_formation.get(formation)
            if found is not None:
                return None if unit in found.mission.kept else found
            formation = view.parent(formation)
        return None

    def busy(self, side: SideId) -> frozenset[UnitId]:
        """Units of a side that serve a mission."""
        if not self.live(side):
            return frozenset()
        return frozenset(unit for unit in self.scenario.units_of[side] if self.mission_of(unit) is not None)

    def directed(self, side: SideId, orders: Sequence[Order]) -> frozenset[UnitId]:
        """Units that the player himself has given orders in the present part: their staffs leave them alone."""
        found: set[UnitId] = set()
        for number in range(len(orders), 0, -1):
            order = orders[number - 1]
            if isinstance(order, EndPhase):
                break
            if order.side == side and number not in self._given:
                found.update(units_of(order))
        return frozenset(found)

    # Acting -----------------------------------------------------------------------------------------------------------

    def acts_later(self, side: SideId, turn: int) -> tuple[Standing, ...]:
        """Missions whose staffs have not acted in this turn."""
        return tuple(s for s in self.live(side) if s.turn != turn)

    def act(
        self,
        standing: Standing,
        battle: Battle,
        told: Callable[[Order, Accepted], None] = lambda order, accepted: None,
    ) -> None:
        """Lets the staff of a mission act now; it reports when it has done what it can.

        Args:
            told: told every order and what came of it.
        """
        side = standing.mission.side
        self._go += 1
        memory = standing.staff.memory()
        self._before[self._go] = _Before(standing.state, standing.remarks, standing.turn, memory)
        mine = frozenset(u for u in self.scenario.units_of[side] if self.mission_of(u) is standing)
        apart = frozenset(self.scenario.units_of[side]) - (mine - self.directed(side, battle.orders))
        refused = 0
        try:
            for order in islice(standing.staff.orders(battle.desk(side), apart), MOST_ORDERS):
                if refused > MOST_REFUSED:
                    break
                if not isinstance(order, UNIT_ORDERS) or set(units_of(order)) & apart:
                    refused += 1
                    continue
                found = battle.submit(order)
                if isinstance(found, Refusal):
                    refused += 1
                    continue
                self._given[len(battle.orders)] = (standing.number, self._go)
                told(order, found)
                view = battle.desk(side).view()
                if view.to_move != side or view.pending or view.result is not None:
                    break
            standing.turn = battle.desk(side).view().turn
            self._note(standing, standing.staff.progress(battle.desk(side)))
        except Exception as error:  # whatever a staff stumbles over, the player goes on without it
            name = self.scenario.formations[standing.mission.formation].name
            battle.faults.append(f"The staff of {name} failed ({type(error).__name__}: {error}).")
            self._note(standing, Progress(state=IMPOSSIBLE, remarks=("Its staff has failed.",)))

    def look(self, standing: Standing, desk: Desk) -> None:
        """Takes note of how a mission stands now, without acting."""
        if standing.is_live and standing.turn:
            self._note(standing, standing.staff.progress(desk))

    @staticmethod
    def _note(standing: Standing, progress: Progress) -> None:
        standing.state, standing.remarks = progress.state, progress.remarks

    def gave(self, number: int) -> bool:
        """Whether an order was given by the staff of a formation, by its number from 1."""
        return number in self._given

    # Taking back ------------------------------------------------------------------------------------------------------

    def batch(self, orders: int) -> int:
        """How many orders before the last of so many were given by one staff in one go, it among them; 0 for none."""
        go = self._given.get(orders)
        number = 0
        while go is not None and self._given.get(orders - number) == go:
            number += 1
        return number

    def batch_ahead(self, orders: int) -> int:
        """How many of the orders taken back after the first so many were given by one staff in one go."""
        go = self._undone.get(orders + 1)
        number = 0
        while go is not None and self._undone.get(orders + 1 + number) == go:
            number += 1
        return number

    def taken_back(self, number: int) -> None:
        """An order was taken back, by its number; with the first of a go, its staff forgets the go."""
        found = self._given.pop(number, None)
        if found is None:
            return
        self._undone[number] = found
        mission, go = found
        before = self._before.get(go)
        if before is not None and found not in self._given.values():
            standing = self.standing[mission - 1]
            standing.state, standing.remarks, standing.turn = before.state, before.remarks, before.turn
            standing.staff.restore(before.memory)

    @property
    def undone(self) -> dict[int, tuple[int, int]]:
        """Staff orders that were taken back, by number, with their mission and go."""
        return dict(self._undone)

    def given_again(self, number: int, undone: dict[int, tuple[int, int]]) -> None:
        """An order that was taken back was given again; `undone` is what `undone` was before."""
        self._undone = undone
        found = self._undone.pop(number, None)
        if found is not None:
            self._given[number] = found

    def forget_undone(self) -> None:
        """What was taken back cannot be given again any more."""
        self._undone.clear()

    # Putting away -----------------------------------------------------------------------------------------------------

    def plain(self) -> tuple[Plain, ...]:
        """All missions as plain data for a save."""
        return tuple(self._plain(standing) for standing in self.standing)

    def _plain(self, standing: Standing) -> Plain:
        goes: dict[int, list[int]] = {}
        for number, (mission, go) in sorted(self._given.items()):
            if mission == standing.number:
                goes.setdefault(go, []).append(number)
        return {
            **encode_mission(self.scenario, standing.mission),
            "given": standing.minute,
            "state": standing.state,
            "withdrawn": standing.withdrawn,
            "turn": standing.turn,
            "orders": [[numbers[0], numbers[-1]] for numbers in goes.values()],
            "remarks": list(standing.remarks),
            "memory": standing.staff.memory(),
        }

    def take(self, saved: Iterable[Plain], orders: int) -> None:
        """Takes up the missions of a save of so many orders.

        Raises:
            RecordProblem: one of them is damaged; the problem says which.
        """
        for number, plain in enumerate(saved, 1):
            try:
                self.standing.append(self._standing(number, plain, orders))
            except (CodecError, LookupError, ValueError, TypeError, AttributeError) as error:
                raise RecordProblem("damaged", f"mission {number} cannot be taken up: {error}") from None

    def _standing(self, number: int, plain: Plain, orders: int) -> Standing:
        match plain:
            case {
                "given": int(minute),
                "state": str(state),
                "withdrawn": bool(withdrawn),
                "turn": int(turn),
                "orders": list(goes),
                "remarks": list(remarks),
                "memory": dict(memory),
                **mission_plain,
            } if state in STATES:
                mission = decode_mission(self.scenario, mission_plain)
                formation = self.scenario.formations.get(mission.formation)
                if formation is None or formation.side != mission.side:
                    raise ValueError(f"'{mission.formation}' is no formation of that side")
                staff = self.make(self.scenario, mission.side, self.seed, mission)
                staff.restore(memory)
                self._take_orders(number, goes, orders)
                words = tuple(str(remark) for remark in remarks)
                return Standing(number, mission, staff, minute, state, words, turn, withdrawn)
        raise ValueError("a field is missing or of another type")

    def _take_orders(self, number: int, goes: list[object], orders: int) -> None:
        for entry in goes:
            match entry:
                case [int(first), int(last)] if 1 <= first <= last <= orders:
                    self._go += 1
                    self._given.update({n: (number, self._go) for n in range(first, last + 1)})
                case _:
                    raise ValueError("its orders are not in the record")


def units_of(order: Order) -> tuple[UnitId, ...]:
    """Units that an order sets to work."""
    if isinstance(order, Assault):
        return order.units
    return (order.unit,) if isinstance(order, UNIT_ORDERS) else ()
