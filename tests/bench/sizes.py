"""The same battle in other sizes: fewer or more units, more ground, fewer turns."""

from __future__ import annotations

from collections.abc import Callable

from attrs import evolve

from game.core.hexgrid import Grid
from game.core.ids import HexId, UnitId
from game.model.plan import Plan, PlanGroup
from game.model.scenario import Scenario
from game.model.units import Unit

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


def wider(scenario: Scenario, times: int) -> Scenario:
    """The scenario on so many times the ground: the map goes on southwards as its own mirror image."""
    board = scenario.board
    columns, rows = board.grid.columns, board.grid.rows
    # Back and forth, so that no cliff stands where two copies meet.
    source = [row if n // rows % 2 == 0 else rows - 1 - row for n in range(rows * times) for row in [n % rows]]
    hexes = [row * columns + column for row in source for column in range(columns)]
    return evolve(
        scenario,
        board=evolve(
            board,
            grid=Grid(columns, rows * times),
            terrain_of=tuple(board.terrain_of[hex_] for hex_ in hexes),
            elevation=tuple(board.elevation[hex_] for hex_ in hexes),
        ),
    )


def shorter(scenario: Scenario, share: float) -> Scenario:
    """The scenario broken off after a share of its turns."""
    turns = scenario.calendar.turns
    return evolve(scenario, calendar=evolve(scenario.calendar, turns=turns[: max(1, round(share * len(turns)))]))


SIZES: dict[str, Callable[[Scenario], Scenario]] = {
    "as it is": lambda found: found,
    "half the units": halved,
    "twice the units": doubled,
    "twice the hexes": lambda found: wider(found, 2),
    "four times the hexes": lambda found: wider(found, 4),
    "half the turns": lambda found: shorter(found, 0.5),
}
"""A battle as it is and in other sizes, by name."""
