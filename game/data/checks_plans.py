"""Checks of staff plans: groups with units, objects and time enough."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from game.core.ids import HexId
from game.data.checks import Finding, check
from game.data.names import Names
from game.data.problems import Path
from game.data.schema_forces import UnitData
from game.data.schema_plans import GroupData, PhaseData, PlanData

_AIMED = ("seize", "envelop", "infiltrate", "relieve", "counter-attack", "bridge", "demolish", "deceive")
"""Missions that make no sense without an object."""
EASE = 0.8
"""A plan is doubted only if even this share of the straight march takes too long."""


def _groups(names: Names) -> Iterator[tuple[PlanData, PhaseData, Path, GroupData]]:
    plans = names.bundle.value("plans")
    for i, plan in enumerate(plans.plans if plans else ()):
        for k, phase in enumerate(plan.phases):
            for n, group in enumerate(phase.groups):
                yield plan, phase, ("plans", i, "phases", k, "groups", n), group


def _units_of(names: Names, group: GroupData) -> list[UnitData]:
    """Units of a group, those of its formations and of the formations below them among them."""
    wanted = set(group.formations)
    for _ in names.formations:
        below = {name for name, f in names.formations.items() if f and f.parent in wanted}
        if below <= wanted:
            break
        wanted |= below
    return [u for u in names.units.values() if u and (u.formation in wanted or u.id in group.units)]


@check("G01", "error", "A group of a plan has no units.")
def nobody(names: Names) -> Iterator[Finding]:
    """Groups without units; not judged while the order of battle has entries at fault."""
    for _, _, path, group in _groups(names) if names.is_whole("forces") else ():
        known = all(f in names.formations for f in group.formations) and all(u in names.units for u in group.units)
        if known and not _units_of(names, group):
            yield Finding("plans", path, f"group '{group.id}' has no units", "name formations or units")


@check("G02", "error", "A plan gives orders to units of the other side.")
def strangers(names: Names) -> Iterator[Finding]:
    """Sides of formations and units."""
    for plan, path, formations, units in _named(names):
        for index, name in enumerate(formations):
            formation = names.formations.get(name)
            if formation and formation.side != plan.side:
                yield Finding("plans", (*path, "formations", index), f"{name} is of {formation.side}")
        for index, name in enumerate(units):
            unit = names.units.get(name)
            side = names.side_of(unit) if unit else None
            if side and side != plan.side:
                yield Finding("plans", (*path, "units", index), f"{name} is of {side}")


def _named(names: Names) -> Iterator[tuple[PlanData, Path, tuple[str, ...], tuple[str, ...]]]:
    """Formations and units of every group, fire task and reserve."""
    for plan, _, path, group in _groups(names):
        yield plan, path, group.formations, group.units
    plans = names.bundle.value("plans")
    for i, plan in enumerate(plans.plans if plans else ()):
        for k, phase in enumerate(plan.phases):
            here = ("plans", i, "phases", k)
            for n, fire in enumerate(phase.fire):
                yield plan, (*here, "fire", n), (), fire.units
            if phase.reserve:
                yield plan, (*here, "reserve"), phase.reserve.formations, phase.reserve.units


@check("G07", "error", "A plan answers an offer that is made to the other side, or one offer twice.")
def meddling(names: Names) -> Iterator[Finding]:
    """`answers` of plans against the sides of offers."""
    plans, events = names.bundle.value("plans"), names.known("scenario", "events") or {}
    for i, plan in enumerate(plans.plans if plans else ()):
        seen: set[str] = set()
        for n, answer in enumerate(plan.answers):
            path: Path = ("plans", i, "answers", n, "event")
            event = events.get(answer.event)
            asked = [effect.offer.side for effect in event.then if effect.offer] if event else []
            offered = {o.id for effect in event.then if effect.offer for o in effect.offer.options} if event else set()
            if answer.option not in offered:
                continue  # R18 says so
            if plan.side not in asked:
                yield Finding("plans", path, f"'{answer.event}' asks {asked[0]}", "leave it to that side's plans")
            elif answer.event in seen:
                yield Finding("plans", path, f"'{answer.event}' is answered already", "keep one answer")
            seen.add(answer.event)


@check("G03", "warning", "A group cannot reach its object in the time that the plan gives it.")
def too_slow(names: Names) -> Iterator[Finding]:
    """The slowest unit's straight march on flat hard ground by day, against `start` (or the phase) and `by`."""
    board, grid = names.bundle.map, names.grid
    for _, phase, path, group in _groups(names) if board and grid else ():
        begin = names.minute(group.start or phase.from_)
        end = names.minute(group.by) if group.by else None
        goal = names.spot(group.object)
        if begin is None or end is None or goal is None or end <= begin or group.mission not in _AIMED:
            continue
        for unit in _units_of(names, group):
            needed = _march_minutes(names, unit, group, goal)
            if needed is not None and needed * EASE > end - max(begin, 0):
                text = f"{unit.id} needs at least {needed:.0f} minutes, the plan gives {end - max(begin, 0)}"
                yield Finding("plans", (*path, "by"), text, "give it more time, or start nearer")
                break


def _march_minutes(names: Names, unit: UnitData, group: GroupData, goal: HexId) -> float | None:
    """Least minutes from a unit's hex by the axis to the hex before the object; None if it cannot be known."""
    board, grid, kind = names.bundle.map, names.grid, names.kind_of(unit)
    start = names.spot(group.form_up) if group.form_up else names.start_hex(unit)
    speed = names.figure("movement", "speed", kind.mobility) if kind else None
    stops = [names.spot(step) for step in group.axis]
    if board is None or grid is None or start is None or not speed or None in stops:
        return None
    way = [start, *(stop for stop in stops if stop is not None), goal]
    hexes = sum(grid.distance(a, b) for a, b in pairwise(way)) - 1
    return max(hexes, 0) * board.hex_m / 1000 / speed * 60


@check("G04", "error", "A group's mission needs an object, and none is given.")
def aimless(names: Names) -> Iterator[Finding]:
    """Objects of missions."""
    for _, _, path, group in _groups(names):
        if group.mission in _AIMED and group.object is None:
            yield Finding("plans", path, f"'{group.mission}' needs an object", "add `object: place`")


@check("G05", "warning", "A unit has two missions in one phase of a plan.")
def torn(names: Names) -> Iterator[Finding]:
    """Units in more than one group; a unit named by itself leaves its formation's group."""
    first: dict[tuple[str, str, str], str] = {}
    for plan, phase, path, group in _groups(names):
        named = {name for other in phase.groups if other is not group for name in other.units}
        for unit in _units_of(names, group):
            if unit.id in named and unit.id not in group.units:
                continue
            before = first.setdefault((plan.id, phase.id, unit.id), group.id)
            if before != group.id:
                text = f"{unit.id} already belongs to group '{before}' of this phase"
                yield Finding("plans", path, text, "leave it to one group")
                break


@check("G06", "warning", "A group is to be done before its phase begins.")
def before_its_time(names: Names) -> Iterator[Finding]:
    """`by` of groups against `from` of their phases."""
    for _, phase, path, group in _groups(names):
        begin, end = names.minute(phase.from_), names.minute(group.by) if group.by else None
        if begin is not None and end is not None and end <= begin:
            text = f"{group.by} is not after {phase.from_}, when the phase begins"
            yield Finding("plans", (*path, "by"), text, "choose a later time")
