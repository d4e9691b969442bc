"""Checks of squadrons and of what aircraft carry."""

from __future__ import annotations

from collections.abc import Iterator

from game.data.checks import Finding, check
from game.data.names import Names
from game.data.schema_forces import SquadronData, UnitData
from game.data.schema_rules import AircraftData

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
