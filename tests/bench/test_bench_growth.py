"""Timings of the same night with half as many units, as many, and twice as many: cost a unit must not grow."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

from game.core.ids import HexId, UnitId
from game.model.plan import Plan, PlanGroup
from game.model.scenario import Scenario
from game.model.units import Unit
from game.sim.run import play
from tests.bench import positions

pytestmark = pytest.mark.bench
_NOWHERE = HexId(-1)


def halved(scenario: Scenario) -> Scenario:
    """The scenario without every second unit; those left out wait for an order that never comes."""
    seen = [0, 0]
    units = []
    for unit in scenario.units:
        seen[unit.side] += unit.hex >= 0
        absent = unit.hex >= 0 and seen[unit.side] % 2
        units.append(evolve(unit, hex=_NOWHERE) if absent else unit)
    return evolve(scenario, units=tuple(units))


def doubled(scenario: Scenario) -> Scenario:
    """The scenario with every unit split in two, which have the same orders."""
    units, twins = list(scenario.units), dict[UnitId, UnitId]()
    for unit in scenario.units:
        if unit.hex >= 0:
            twins[unit.number] = UnitId(len(units))
            units.append(_half(unit, UnitId(len(units)), f"{unit.id}+", unit.men // 2))
            units[unit.number] = _half(unit, unit.number, unit.id, unit.men - unit.men // 2)
    return evolve(scenario, units=tuple(units), plans=tuple(_for_all(plan, twins) for plan in scenario.plans))


def _half(unit: Unit, number: UnitId, name: str, men: int) -> Unit:
    arms = tuple(evolve(arm, count=max(1, arm.count // 2)) for arm in unit.arms)
    vehicles = tuple(evolve(group, count=max(1, group.count // 2)) for group in unit.vehicles)
    return evolve(unit, number=number, id=name, men=max(1, men), arms=arms, vehicles=vehicles)


def _for_all(plan: Plan, twins: dict[UnitId, UnitId]) -> Plan:
    def joined(group: PlanGroup) -> PlanGroup:
        return evolve(group, units=(*group.units, *(twins[u] for u in group.units if u in twins)))

    phases = []
    for phase in plan.phases:
        reserve = (
            evolve(phase.reserve, units=(*phase.reserve.units, *(twins[u] for u in phase.reserve.units if u in twins)))
            if phase.reserve is not None
            else None
        )
        phases.append(evolve(phase, groups=tuple(joined(group) for group in phase.groups), reserve=reserve))
    return evolve(plan, phases=tuple(phases))


@pytest.mark.parametrize("level", ["drill", "staff"])
@pytest.mark.parametrize("size", ["half", "all", "double"])
def test_a_game_by_number_of_units(benchmark: Any, level: str, size: str) -> None:
    """CPU microseconds of a unit in a turn stand beside the timing, as `us_per_unit_turn`."""
    night = positions.night()
    scenario = {"half": halved, "all": lambda found: found, "double": doubled}[size](night)
    costs: list[float] = []

    def game() -> None:
        run = play(scenario, 7, (level, level), benchmark._timer)
        costs.append(run.cpu_seconds / run.unit_turns * 1e6)
        benchmark.extra_info["units_alive"] = round(run.unit_turns / run.turns, 1)

    benchmark.pedantic(game, rounds=3, warmup_rounds=1)
    benchmark.extra_info["us_per_unit_turn"] = round(min(costs), 1)
