"""Integer identities. Names such as "1422" or "1/75" exist only where people read and write."""

from __future__ import annotations

from typing import NewType

HexId = NewType("HexId", int)
"""Index of a hex: row * columns + column, both from 0."""
UnitId = NewType("UnitId", int)
"""Index of a unit in `Scenario.units`."""
SquadronId = NewType("SquadronId", int)
"""Index of a squadron in `Scenario.squadrons`."""
SideId = NewType("SideId", int)
"""0 for the side listed first in the scenario, 1 for the other."""

NOWHERE = HexId(-1)
"""Stands in a unit's hex while it is not on the map."""


def enemy_of(side: SideId) -> SideId:
    """The other side; every scenario has exactly two."""
    return SideId(1 - side)
