"""What a scenario's files call things, gathered once for all checks.

Whatever could not be read is unknown here rather than wrong, so that one fault is not judged twice: entries that were
left out still count as names, and a question about a missing map has the answer None.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cached_property
from typing import Any, TypeVar

from attrs import frozen

from game.core.hexgrid import Grid
from game.core.ids import HexId
from game.data.clock import Clock
from game.data.datafile import DataFile
from game.data.files import Bundle
from game.data.problems import Path
from game.data.schema_forces import FormationData, UnitData
from game.data.schema_rules import AircraftData, KindData, TerrainData, VehicleData, WeaponData
from game.data.walk import Found, walk

T = TypeVar("T")


def by_id(entries: Any) -> dict[str, Any]:
    """Entries by id; the first of two with one id."""
    found: dict[str, Any] = {}
    for entry in entries:
        found.setdefault(entry.id, entry)
    return found


@frozen(slots=False, eq=False)
class Names:
    """Names and simple facts of one scenario."""

    bundle: Bundle

    @cached_property
    def walks(self) -> dict[str, Found]:
        """References and entries of every file that could be built, by key of the bundle."""
        return {key: walk(file.value) for key, file in self.bundle.files.items() if file.value is not None}

    def entries(self, kind: type[T], *keys: str) -> Iterator[tuple[str, Path, T]]:
        """All entries of a class in some files, or in all: file, path, entry."""
        for key in keys or tuple(self.walks):
            for path, entry in self.walks[key].entries if key in self.walks else ():
                if isinstance(entry, kind):
                    yield key, path, entry

    def known(self, key: str, field: str) -> dict[str, Any] | None:
        """Entries of a list by id, those at fault as None; None if the file could not be built."""
        file = self.bundle.files.get(key)
        if file is None or file.value is None:
            return None
        return {**dict.fromkeys(file.dropped_ids.get(field, ())), **by_id(getattr(file.value, field))}

    # The clock

    @cached_property
    def clock(self) -> Clock | None:
        """The scenario's clock; None without a scenario file or with an impossible date."""
        scenario = self.bundle.scenario
        if scenario is None:
            return None
        try:
            start = datetime.strptime(scenario.start, "%Y-%m-%d %H:%M")
        except ValueError:
            return None
        return Clock(start, sum(turns.count * turns.minutes for turns in scenario.turns))

    def minute(self, when: str) -> int | None:
        """Minute of the scenario of a time; None if there is no such day."""
        return self.clock.minute(when) if self.clock else None

    # The map

    @cached_property
    def grid(self) -> Grid | None:
        """The map's grid."""
        board = self.bundle.map
        return Grid(board.columns, board.rows) if board else None

    @cached_property
    def places(self) -> dict[str, HexId | None] | None:
        """Hexes of places; None for one that is at fault. None without a map."""
        grid, known = self.grid, self.known("map", "places")
        if grid is None or known is None:
            return None
        return {name: grid.parse(place.hex) if place else None for name, place in known.items()}

    def spot(self, name: str | None) -> HexId | None:
        """The hex of a hex name or place; None if it is unknown, or off the map."""
        if name is None or self.grid is None or self.places is None:
            return None
        return self.grid.parse(name) if name.isdigit() else self.places.get(name)

    @cached_property
    def terrain_rows(self) -> list[list[str] | None]:
        """Codes of the terrain rows; None for a row of the wrong length."""
        board = self.bundle.map
        if board is None:
            return []
        rows = [row.split() for row in board.terrain]
        return [row if len(row) == board.columns else None for row in rows]

    def terrain(self, hex_: HexId) -> TerrainData | None:
        """Kind of ground in a hex, if the map and the rules say so."""
        board, kinds = self.bundle.map, self.terrains
        if board is None or kinds is None or len(self.terrain_rows) != board.rows:
            return None
        row, column = divmod(hex_, board.columns)
        codes = self.terrain_rows[row]
        return kinds.get(board.legend.get(codes[column], "")) if codes else None

    # Rules and forces

    @cached_property
    def terrains(self) -> dict[str, TerrainData | None] | None:
        """Kinds of ground by id."""
        return self.known("terrain", "terrains")

    @cached_property
    def kinds(self) -> dict[str, KindData | None] | None:
        """Kinds of unit by id."""
        return self.known("kinds", "kinds")

    @cached_property
    def weapons(self) -> dict[str, WeaponData | None] | None:
        """Weapons by id."""
        return self.known("weapons", "weapons")

    @cached_property
    def vehicles(self) -> dict[str, VehicleData | None] | None:
        """Vehicles by id."""
        return self.known("weapons", "vehicles")

    @cached_property
    def aircraft(self) -> dict[str, AircraftData | None] | None:
        """Aircraft by id."""
        return self.known("weapons", "aircraft")

    @cached_property
    def formations(self) -> dict[str, FormationData | None]:
        """Formations by id."""
        return self.known("forces", "formations") or {}

    @cached_property
    def units(self) -> dict[str, UnitData | None]:
        """Units by id."""
        return self.known("forces", "units") or {}

    def side_of(self, unit: UnitData) -> str | None:
        """Side of a unit, through its formation."""
        formation = self.formations.get(unit.formation)
        return formation.side if formation else None

    def start_hex(self, unit: UnitData) -> HexId | None:
        """Where a unit stands at the start; None if it is not on the map."""
        return None if unit.at == "off" else self.spot(unit.at)

    def kind_of(self, unit: UnitData) -> KindData | None:
        """Kind of a unit."""
        return (self.kinds or {}).get(unit.kind)

    def figure(self, chapter: str, group: str, name: str) -> float | None:
        """A figure of the rules, or None."""
        file = self.bundle.value(chapter)
        found = file.groups.get(group, {}).get(name) if file else None
        return found.value if found else None

    @cached_property
    def sources(self) -> Mapping[str, Any]:
        """Sources by id, from all lists; those at fault as None."""
        found: dict[str, Any] = {}
        for file in reversed(self.bundle.sources):
            found |= dict.fromkeys(file.dropped_ids.get("sources", ()))
            found |= by_id(file.value.sources) if file.value else {}
        return found

    @property
    def sources_are_whole(self) -> bool:
        """Whether every list of sources could be read."""
        return bool(self.bundle.sources) and all(f.value is not None for f in self.bundle.sources)

    def is_whole(self, key: str, *lists: str) -> bool:
        """Whether a file is there and no entry at fault was left out, in some of its lists or in all."""
        return key in self.walks and self.bundle.files[key].is_whole(*lists)

    def file(self, key: str) -> DataFile:
        """A file of the bundle."""
        return self.bundle.files[key]
