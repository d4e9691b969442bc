"""Checks of squadrons and of what aircraft carry."""

from __future__ import annotations

from collections.abc import Iterator

from game.data.checks import Finding, check
from game.data.names import Names
from game.data.problems import Path
from game.data.schema_forces import SquadronData, UnitData
from game.data.schema_plans import AirTaskData, PlanData
from game.data.schema_rules import AircraftData
from game.model.aircraft import CAN, RAID, base_id

AIR = "air"
"""Role of bombs and of the guns of aircraft."""


@check("A01", "error", "A unit on the ground carries bombs or the guns of aircraft.")
def grounded(names: Names) -> Iterator[Finding]:
    """Weapons of units."""
    for file, path, unit in names.entries(UnitData, "forces"):
        for name in unit.weapons:
            weapon = (names.weapons or {}).get(name)
            if weapon and weapon.role == AIR:
                text = f"{name} is for aircraft"
                yield Finding(file, (*path, "weapons", name), text, "give the unit another weapon", of_key=True)


@check("A02", "error", "An aircraft carries a weapon that is not made for aircraft.")
def unfit(names: Names) -> Iterator[Finding]:
    """Loads and guns of aircraft."""
    for file, path, craft in names.entries(AircraftData, "weapons"):
        for key, carried in (("load", craft.load), ("guns", craft.guns)):
            for name in carried:
                weapon = (names.weapons or {}).get(name)
                if weapon and weapon.role != AIR:
                    text = f"{name} has the role {weapon.role}, not {AIR}"
                    yield Finding(file, (*path, key, name), text, "name a weapon of role air", of_key=True)


@check("A03", "error", "A squadron flies for a formation of the other side.")
def turncoats(names: Names) -> Iterator[Finding]:
    """Sides of squadrons and their formations."""
    for file, path, squadron in names.entries(SquadronData, "forces"):
        formation = names.formations.get(squadron.formation or "")
        if formation and formation.side != squadron.side:
            text = f"{squadron.id} is of {squadron.side}, {formation.id} of {formation.side}"
            yield Finding(file, (*path, "side"), text)


@check("A04", "error", "A squadron has the id of a unit or formation.")
def doubles(names: Names) -> Iterator[Finding]:
    """Ids that a player could mean either way."""
    for file, path, squadron in names.entries(SquadronData, "forces"):
        if squadron.id in names.units or squadron.id in names.formations:
            text = f"'{squadron.id}' is also a unit or formation"
            yield Finding(file, (*path, "id"), text, "give the squadron an id of its own")


@check("A05", "error", "Two squadrons of a side fly from one field at different distances.")
def wandering(names: Names) -> Iterator[Finding]:
    """Fields of the same name are one field."""
    first: dict[tuple[str, str], SquadronData] = {}
    for file, path, squadron in names.entries(SquadronData, "forces"):
        known = first.setdefault((squadron.side, base_id(squadron.base.name)), squadron)
        if known.base.km != squadron.base.km:
            text = f"{squadron.base.name} is {squadron.base.km} km off, for {known.id} {known.base.km} km"
            yield Finding(file, (*path, "base", "km"), text, "give both the same distance, or two names")


def _tasks(names: Names) -> Iterator[tuple[PlanData, Path, AirTaskData]]:
    plans = names.bundle.value("plans")
    for i, plan in enumerate(plans.plans if plans else ()):
        for k, phase in enumerate(plan.phases):
            for n, task in enumerate(phase.air):
                yield plan, ("plans", i, "phases", k, "air", n), task


@check("A06", "error", "A plan sends squadrons of the other side, or nobody.")
def foreign(names: Names) -> Iterator[Finding]:
    """Squadrons and formations of air tasks."""
    every = names.known("forces", "squadrons") or {}
    for plan, path, task in _tasks(names):
        if not task.squadrons and not task.formations:
            yield Finding("plans", path, "the task has no squadrons", "name squadrons or formations")
        for index, name in enumerate(task.squadrons):
            squadron = every.get(name)
            if squadron and squadron.side != plan.side:
                yield Finding("plans", (*path, "squadrons", index), f"{name} is of {squadron.side}")
        for index, name in enumerate(task.formations):
            formation = names.formations.get(name)
            if formation and formation.side != plan.side:
                yield Finding("plans", (*path, "formations", index), f"{name} is of {formation.side}")


@check("A07", "error", "A plan sends aircraft on a mission that they cannot fly.")
def misused(names: Names) -> Iterator[Finding]:
    """Missions of air tasks against the roles of the squadrons that they name."""
    squadrons, craft = names.known("forces", "squadrons") or {}, names.aircraft or {}
    for _, path, task in _tasks(names):
        for index, name in enumerate(task.squadrons):
            squadron = squadrons.get(name)
            kind = craft.get(squadron.aircraft) if squadron else None
            if kind and task.mission not in CAN[kind.role]:
                text = f"{name} flies the {kind.name}, which cannot be sent to {task.mission}"
                hint = f"it can be sent to {', '.join(CAN[kind.role])}"
                yield Finding("plans", (*path, "squadrons", index), text, hint)


@check("A08", "error", "A plan sends aircraft nowhere.")
def lost(names: Names) -> Iterator[Finding]:
    """A raid needs a field from which the enemy flies; every other mission needs hexes."""
    fields = {(q.side, base_id(q.base.name)) for _, _, q in names.entries(SquadronData, "forces")}
    for plan, path, task in _tasks(names):
        if task.mission != RAID and not task.at:
            yield Finding("plans", path, f"nothing says where to {task.mission}", "name hexes or places under 'at'")
        elif task.mission == RAID and names.is_whole("forces"):
            known = {base for side, base in fields if side != plan.side}
            if task.base is None or base_id(task.base) not in known:
                hint = f"the enemy flies from {', '.join(sorted(known)) or 'no field'}"
                yield Finding("plans", (*path, "base") if task.base else path, "it names no field of the enemy", hint)
