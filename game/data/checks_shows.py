"""Checks of shows: what pretends to be something must not fight, and what is rumoured must be a show."""

from __future__ import annotations

from collections.abc import Iterator

from game.data.checks import Finding, check
from game.data.names import Names
from game.data.schema_events import RumourData
from game.data.schema_forces import UnitData


@check("D01", "error", "A unit with a dummy is of a kind that fights.")
def fighters(names: Names) -> Iterator[Finding]:
    """Kinds of units with `dummy`. Rule 5.9."""
    for file, path, unit in names.entries(UnitData, "forces"):
        kind = names.kind_of(unit)
        if unit.dummy and kind and (kind.assaults or kind.fires):
            text = f"{unit.id} is a {kind.id}, which fights"
            hint = "use a kind such as dummy-section, or delete `dummy`"
            yield Finding(file, (*path, "dummy"), text, hint)


@check("D02", "error", "A rumour is about a unit that is no show.")
def rumours(names: Names) -> Iterator[Finding]:
    """Units of `rumour`. Rule 5.94."""
    for file, path, part in names.entries(RumourData, "scenario"):
        unit = names.units.get(part.unit)
        if unit and not unit.dummy:
            yield Finding(file, (*path, "unit"), f"{unit.id} is a real unit", "name a unit with `dummy`")
