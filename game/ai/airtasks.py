"""The air tasks of a plan: which squadron goes where in this turn, and the bans that the plan breaks for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.ai.office import Office
from game.core.ids import NOWHERE, HexId, SquadronId
from game.engine import AirForecast
from game.model.aircraft import RAID, STRAFE, STRIKE
from game.model.orders import BreakRestraint, Fly, Order, Refusal
from game.model.plan import AirTask
from game.model.sides import IN_FORCE
from game.model.view import OwnSquadron

FOUND = 0.5
"""Share of the machines that must be expected to find the target: nobody is sent into weather that turns him back."""
NEAR_M = 3000
"""Metres round a hex of a task within which known enemies are what is meant."""


def tasks(office: Office) -> Iterator[Order]:
    """What the plan has the squadrons fly in this turn, in the order of its list."""
    view = office.desk.view()
    until = view.minute + office.turn_minutes
    for task in office.phase.air:
        if task.from_minute < until and (task.to_minute is None or view.minute < task.to_minute):
            yield from _freed(office, task)
            yield from _flights(office, task)


def promise(office: Office, order: Fly) -> AirForecast | None:
    """What a mission promises; None if the rules refuse it or the weather turns most of it back."""
    found = office.desk.forecast_air(order)
    if isinstance(found, Refusal) or found.arrive < FOUND * found.sent:
        return None
    return found


def _freed(office: Office, task: AirTask) -> Iterator[Order]:
    """The order that breaks the ban which a task is to ignore, unless the plan obeys every ban."""
    index = office.scenario.restraint_index.get(task.breaks)
    if index is None or office.plan.obeys or office.desk.view().restraints[index] != IN_FORCE:
        return
    order = BreakRestraint(office.side, task.breaks)
    if office.may(order):
        office.tell("planned-break", task.breaks)
        yield order


def _flights(office: Office, task: AirTask) -> Iterator[Order]:
    """Missions of one task, dealt out over its hexes; a mission that is refused or hopeless is left out."""
    able = _sent(office, task)
    if task.mission == RAID:
        for squadron, machines in able:
            order = Fly(office.side, squadron, RAID, sorties=machines, base=task.base)
            if promise(office, order) is not None:
                yield order
        return
    goals = _goals(office, task)
    for squadron, machines, goal in _dealt(able, goals):
        order = Fly(office.side, squadron, task.mission, goal, machines)
        if promise(office, order) is not None:
            yield order


def _sent(office: Office, task: AirTask) -> list[tuple[SquadronId, int]]:
    """Squadrons of a task that can fly now, with the machines that each sends."""
    own: dict[int, OwnSquadron] = {s.number: s for s in office.desk.view().squadrons if s.present and s.left > 0}
    found = []
    for number in task.squadrons:
        if number in own and (machines := int(own[number].left * task.share + 0.5)):
            found.append((number, machines))
    return found


def _dealt(able: Sequence[tuple[SquadronId, int]], goals: Sequence[HexId]) -> Iterator[tuple[SquadronId, int, HexId]]:
    """Squadrons over hexes: one each in turn, each squadron over several where there are more hexes."""
    if not able or not goals:
        return
    each, turn = -(-len(goals) // len(able)), 0
    for squadron, machines in able:
        parts = min(each, machines)
        for part in range(parts):
            yield squadron, machines // parts + (part < machines % parts), goals[turn % len(goals)]
            turn += 1


def _goals(office: Office, task: AirTask) -> list[HexId]:
    """Hexes of a task: for strikes the known enemies near each, the most men first, else the hex itself."""
    if task.mission not in (STRIKE, STRAFE):
        return list(task.at)
    grid, foes = office.scenario.board.grid, office.picture.foes
    reach = max(1, NEAR_M // office.scenario.board.hex_m)
    found: list[HexId] = []
    for hex_ in task.at:
        near = [f for h, f in foes.items() if h not in found and grid.distance(h, hex_) <= reach]
        best = min(near, key=lambda f: (grid.distance(f.hex, hex_), -f.men, f.hex), default=None)
        goal = best.hex if best is not None else hex_
        if goal not in office.picture.stacks and goal != NOWHERE:
            found.append(goal)
    return found
