"""Orders to formations: asked, answered, confirmed, carried on, listed, countermanded. Rules 12.8 and 12.9."""

from __future__ import annotations

from collections.abc import Callable

from attrs import define, field

from game.core.ids import SideId, UnitId
from game.engine import Accepted
from game.language import parsed as q
from game.language.describe_missions import (
    STATE_WORDS,
    acted_line,
    appraisal_lines,
    mission_words,
    standing_lines,
    task_words,
)
from game.match import Match
from game.model.missions import OVER, Appraisal, Mission
from game.model.orders import Order
from game.model.units import ON_MAP
from game.staffs import Standing, units_of

Heard = Callable[[Order, Accepted], None]
"""Told every order of a staff and what came of it."""
NONE_STAND = "No formation is under order. 'help order' tells how to give one."
AGAIN = "'undo' takes its orders back as far as can be; 'cancel' countermands it."


@define(eq=False)
class Formations:
    """One match's orders to formations, as its players give them."""

    match: Match
    asked: dict[SideId, tuple[Mission, Appraisal]] = field(factory=dict)
    """By side: the order that was answered and waits for a word."""
    _remarked: set[tuple[int, str]] = field(factory=set)
    """Remarks that were made when the staffs acted, by the number of the order."""

    def obey(self, query: q.Query, side: SideId, heard: Heard) -> tuple[str, ...] | None:
        """Carries out a command about formations and says what came of it; None for any other query."""
        match query:
            case q.GiveMission(mission):
                return self.ask(mission)
            case q.Plain("confirm"):
                return self.confirm(side, heard)
            case q.Plain("carry"):
                return self.carry_on(side, heard) or (NONE_STAND,)
            case q.Plain("missions"):
                return self.listed(side)
            case q.CancelMission(formation):
                return self.cancel(side, formation)
        return None

    def ask(self, mission: Mission) -> tuple[str, ...]:
        """The staff's answer to an order that is not given yet, and how to give it."""
        lines = self.answer(mission)
        hint = ("'confirm' gives the order; another 'order' line changes it.",)
        return (*lines, *hint) if mission.side in self.asked else lines

    def answer(self, mission: Mission) -> tuple[str, ...]:
        """The staff's answer to an order that is not given yet."""
        desk = self.match.desk(mission.side)
        appraisal = self.match.staffs.appraise(mission, desk)
        lines = appraisal_lines(desk.view(), mission, appraisal)
        self.asked.pop(mission.side, None)
        if not appraisal.possible:
            return (*lines, "The order was not given.")
        self.asked[mission.side] = (mission, appraisal)
        return (*lines, *self._taken(mission))

    def _taken(self, mission: Mission) -> tuple[str, ...]:
        """What standing orders it would end."""
        staffs = self.match.staffs
        under = staffs.under(mission.formation)
        ended = [s for s in staffs.live(mission.side) if s.mission.formation in under]
        words = [mission_words(s.mission, self.match.scenario) for s in ended]
        return tuple(f"It takes the place of an order that stands: {text}." for text in words)

    def confirm(self, side: SideId, heard: Heard) -> tuple[str, ...]:
        """Gives the order that was answered, and lets its staff act."""
        found = self.asked.pop(side, None)
        if found is None:
            return ("No order to a formation waits for a word. 'help order' tells how to give one.",)
        if self.match.game.actor() != side:
            return ("Orders to formations are given in your own part of the turn.",)
        standing = self.match.staffs.give(found[0], self.match.game.state.minute)
        return self._acted(side, (standing,), heard)

    def carry_on(self, side: SideId, heard: Heard) -> tuple[str, ...]:
        """Lets the staffs act; their reports, nothing if no formation is under order."""
        if self.match.game.actor() != side:
            return ("Formations act in your own part of the turn.",)
        return self._acted(side, self.match.staffs.live(side), heard)

    def rest_of_turn(self, side: SideId, heard: Heard) -> tuple[str, ...]:
        """Before a part ends: lets those staffs act that have not done so in this turn; their reports."""
        state = self.match.game.state
        if self.match.game.actor() != side or state.pending:
            return ()
        return self._acted(side, self.match.staffs.acts_later(side, state.turn), heard)

    def _acted(self, side: SideId, standing: tuple[Standing, ...], heard: Heard) -> tuple[str, ...]:
        if self.match.game.state.pending:
            names = [self.match.scenario.formations[s.mission.formation].name for s in standing]
            return tuple(f"{name}: under order; its staff acts when the decision is taken." for name in names)
        lines: list[str] = []
        given: dict[int, list[Order]] = {}
        for mission in standing:
            mine = given.setdefault(mission.number, [])

            def told(order: Order, accepted: Accepted, mine: list[Order] = mine) -> None:
                mine.append(order)
                heard(order, accepted)

            before = self._men(mission.mission)
            self.match.staffs.act(mission, self.match, told)
            units = {unit for order in mine for unit in units_of(order)}
            lost = before - self._men(mission.mission)
            lines.append(acted_line(mission.mission, self.match.scenario, sorted(units), len(mine), lost))
            lines += [f"  {remark}" for remark in self._standing(mission)[1:] if self._is_news(mission, remark)]
            if mission.state in OVER:
                lines.append(f"  The order is {STATE_WORDS[mission.state]}; its units wait for yours.")
        return tuple(lines)

    def _is_news(self, standing: Standing, remark: str) -> bool:
        """Whether a remark was not made before on the same order; 'missions' repeats them all."""
        key = (standing.number, remark)
        fresh = key not in self._remarked
        self._remarked.add(key)
        return fresh

    def _men(self, mission: Mission) -> int:
        """Men of a formation that are here, or have been."""
        own = self.match.desk(mission.side).view().unit_of
        return sum(own[unit].men for unit in self.match.scenario.units_in[mission.formation])

    def _standing(self, standing: Standing) -> tuple[str, ...]:
        side = standing.mission.side
        view = self.match.desk(side).view()
        directed = self.match.staffs.directed(side, self.match.orders)
        apart = sorted(u for u in directed if self.match.staffs.mission_of(u) is standing)
        lines = standing_lines(view, standing.mission, standing.state, standing.remarks, standing.minute, apart)
        return (lines[0], *(line.strip() for line in lines[1:]))

    def listed(self, side: SideId) -> tuple[str, ...]:
        """All orders to formations that were not countermanded, and how they stand."""
        lines: list[str] = []
        for standing in self.match.staffs.of(side):
            self.match.staffs.look(standing, self.match.desk(side))
            head, *rest = self._standing(standing)
            lines += [head, *(f"  {text}" for text in rest)]
        return tuple(lines) or (NONE_STAND,)

    def cancel(self, side: SideId, formation: str) -> tuple[str, ...]:
        """Countermands; what the units did stands."""
        self.asked.pop(side, None)
        found = self.match.staffs.cancel(side, formation)
        names = [self.match.scenario.formations[s.mission.formation].name for s in found]
        return tuple(f"{name}: countermanded. Its units stay where they are." for name in names) or (
            "No such order stands." if formation else NONE_STAND,
        )

    def why(self, unit: UnitId) -> tuple[str, ...]:
        """What a unit is doing and under whose order; nothing for one that is left free."""
        standing = self.match.staffs.mission_of(unit)
        if standing is None:
            return ()
        scenario, side = self.match.scenario, standing.mission.side
        desk = self.match.desk(side)
        own = desk.view().unit_of[unit]
        if own.status != ON_MAP:
            return ()
        name = scenario.formations[standing.mission.formation].name
        task = standing.staff.task(desk, unit)
        order = f"It serves {name}, which is to {task_words(standing.mission, scenario)}."
        led = unit in self.match.staffs.directed(side, self.match.orders)
        apart = ("You gave it orders in this part, so the staff leaves it alone until the next.",) if led else ()
        return (order, *((task,) if task else ()), *apart)

    def headline(self, standing: Standing) -> str:
        """A mission and how it stands, in a sentence."""
        return self._standing(standing)[0]

    def tasks(self, side: SideId) -> dict[str, str]:
        """What each formation of a side is under order to do and how that stands, by its id."""
        scenario = self.match.scenario
        return {
            s.mission.formation: f"{task_words(s.mission, scenario)} - {STATE_WORDS[s.state]}"
            for s in self.match.staffs.of(side)
        }

    def states(self, side: SideId) -> dict[int, str]:
        """How each mission of a side stands, by its number."""
        return {s.number: s.state for s in self.match.staffs.of(side)}
