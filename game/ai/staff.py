"""The staff: it follows a plan, phase by phase, and gives orders with reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from game.ai import liberties, rounds, words
from game.ai.courses import make_plan
from game.ai.decisions import Appraiser
from game.ai.levels import Level
from game.ai.memory import Memory, from_saved
from game.ai.office import Office
from game.ai.picture import Picture
from game.ai.trace import Reason
from game.core.ids import SideId
from game.engine import Desk
from game.model.orders import BreakRestraint, Decide, EndPhase, Order
from game.model.plan import Plan
from game.model.scenario import Scenario
from game.model.sides import IN_FORCE
from game.model.view import View

MOST_ORDERS = 400
"""Orders of one phase after which it ends, whatever is left: a guard, never reached in play."""


def choose_plan(scenario: Scenario, side: SideId, name: str | None) -> Plan | None:
    """The plan of that name, else the historical one, else the first one of the side; None if it has none.

    Raises:
        LookupError: the side has no plan of that name.
    """
    mine = [plan for plan in scenario.plans if plan.side == side]
    if name is not None:
        for plan in mine:
            if plan.id == name:
                return plan
        raise LookupError(f"no plan {name} of {scenario.sides[side].name}")
    return next((plan for plan in mine if plan.historical), mine[0] if mine else None)


class StaffSeat:
    """A computer commander with a staff."""

    def __init__(self, scenario: Scenario, side: SideId, seed: int, level: Level, plan: str | None = None) -> None:
        self.name = f"{level.name.capitalize()} ({scenario.sides[side].name})"
        self._scenario = scenario
        self._side = side
        self._seed = seed
        self._level = level
        self._plan = choose_plan(scenario, side, plan)
        self._is_own = False
        self._made_for: tuple[object, ...] = ()
        self._memory = Memory()
        self._office: Office | None = None
        self._orders: Iterator[Order] | None = None
        self._given = 0

    def choose(self, desk: Desk) -> Order:
        """The next order; the end of the phase when there is nothing left that pays."""
        office = self._at_work(desk)
        self._memory.choices += 1
        # Asking whether the phase might end costs less than a view after every order.
        if desk.check(EndPhase(self._side)) is not None and desk.view().pending:
            return self._decide(office)
        if self._orders is None:
            begins = self._memory.turn != desk.view().turn
            self._memory.turn = desk.view().turn
            self._orders, self._given = self._phase(office, begins), 0
        self._given += 1
        order = next(self._orders, None) if self._given <= MOST_ORDERS else None
        if order is None:
            self._orders = None
            return EndPhase(self._side)
        return order

    @property
    def progress(self) -> float:
        """Share of the phase's ration of thought that is spent."""
        return self._office.ration.share if self._office is not None else 0.0

    def _at_work(self, desk: Desk) -> Office:
        if self._plan is None:
            self._plan, self._is_own = make_plan(Picture(desk.view())), True
        if self._office is None:
            self._office = Office(desk, self._level, self._plan, self._memory)
        self._office.desk = desk
        return self._office

    def _plan_anew(self, office: Office) -> None:
        """A plan of the staff's own is made anew when ground has changed hands or a ban has, or men have come."""
        picture = office.picture
        key = (picture.forbidden, picture.view.holder, tuple(u.number for u in picture.units))
        if self._is_own and key != self._made_for:
            self._made_for = key
            self._plan = office.plan = make_plan(picture)

    def _phase(self, office: Office, begins: bool) -> Iterator[Order]:
        """All orders of one phase. Each stage looks at the desk anew after every order.

        Args:
            begins: whether the phase begins, and is not taken up in the middle after a match was loaded.
        """
        office.begin()
        self._plan_anew(office)
        if begins:
            rounds.look_ahead(office)
        yield from self._restraints(office)
        self._plan_anew(office)
        yield from rounds.orders(office)

    def _restraints(self, office: Office) -> Iterator[Order]:
        """Breaks a restraint of the capital only for half as much again as it costs, and if its plan lets it."""
        if self._plan is not None and self._plan.obeys:
            return
        for index, restraint in enumerate(self._scenario.restraints):
            if restraint.side != self._side or office.desk.view().restraints[index] != IN_FORCE:
                continue
            if not liberties.is_worth_breaking(office.picture, index, in_depth=self._level.threats):
                continue
            gain = liberties.gain(office.picture, index, in_depth=self._level.threats)
            order = BreakRestraint(self._side, restraint.id)
            if office.may(order):
                office.tell(
                    "restraint", restraint.id, ("gain", gain), ("price", liberties.price(office.desk.view(), index))
                )
                yield order

    def _decide(self, office: Office) -> Order:
        pending = office.desk.view().pending[0]
        happening = self._scenario.happenings[pending.happening].id
        planned = dict(self._plan.answers).get(happening) if self._plan is not None else None
        if planned is not None:
            office.tell("decided", happening, ("option", planned), ("planned", 1))
            return Decide(self._side, planned)
        ranked = Appraiser(office.picture, self._level.threats).answers(pending)
        best = ranked[0]
        against = (("option", ranked[1].option), ("score", ranked[1].score)) if len(ranked) > 1 else ()
        office.tell("decided", happening, ("option", best.option), ("score", best.score), against=against)
        return Decide(self._side, best.option)

    def memory(self) -> dict[str, object]:
        """What it remembers, as plain data for a saved match."""
        return self._memory.as_plain()

    def restore(self, memory: Mapping[str, object]) -> None:
        """Takes up a memory; the phase in hand is thought through anew.

        Raises:
            ValueError: the data is not what `memory` gave.
        """
        self._memory = from_saved(memory)
        self._office, self._orders = None, None

    def account(self, final: View | None = None) -> tuple[Reason, ...]:
        """What it meant to do, where it departed from it, and what came of each group's object."""
        return words.account(self._scenario, self._side, self._plan, self._memory, final)

    def sentences(self, final: View | None = None) -> tuple[str, ...]:
        """The account in plain English."""
        return tuple(words.sentence(self._scenario, reason) for reason in self.account(final))
