"""One data file as read: which kinds there are, and what could be built of one, with its faults."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import attrs
from attrs import frozen

from game.data.layers import Layered
from game.data.problems import Problem
from game.data.schema_claims import ClaimFile
from game.data.schema_forces import ForcesFile
from game.data.schema_map import MapFile
from game.data.schema_plans import PlansFile
from game.data.schema_rules import FiguresFile, KindsFile, TerrainFile, WeaponsFile
from game.data.schema_scenario import ScenarioFile
from game.data.schema_texts import ArticleFile, HistoryFile, NotesFile, SourcesFile
from game.data.schema_variant import OverlayFile, VariantFile
from game.data.source import Source, read_file
from game.data.structure import Built, build, original

CHAPTERS = (
    "combat", "movement", "observation", "fires", "stealth", "deception",
    "engineering", "supply", "command", "morale", "air",
)  # fmt: skip
"""Files of figures in `rules/`."""
SHAPES: dict[str, type[Any]] = {
    "scenario": ScenarioFile,
    "forces": ForcesFile,
    "history": HistoryFile,
    "notes": NotesFile,
    "plans": PlansFile,
    "map": MapFile,
    "terrain": TerrainFile,
    "weapons": WeaponsFile,
    "kinds": KindsFile,
    "figures": FiguresFile,
    "sources": SourcesFile,
    "article": ArticleFile,
    "variant": VariantFile,
    "overlay": OverlayFile,
    "claim": ClaimFile,
}
"""Kinds of file and the classes that they fill."""


@frozen(kw_only=True, slots=False, eq=False)
class DataFile:
    """One file as read: its text, what could be built of it, and what is wrong with it."""

    kind: str
    """Key of `SHAPES`."""
    path: Path
    """Where it lies."""
    label: str
    """Its name in messages: as seen from the present folder if it lies below that."""
    source: Source | None
    """Its text and marks; None if it cannot be read as YAML."""
    built: Built | None
    """Its class; None if it cannot be read as YAML."""
    faults: tuple[Problem, ...]
    """What is wrong with the file in itself."""

    @property
    def value(self) -> Any:
        """The file's class; None if it could not be built."""
        return self.built.value if self.built else None

    @cached_property
    def dropped_ids(self) -> dict[str, set[str]]:
        """Ids, by list, of entries that are there but at fault; others may refer to them."""
        found: dict[str, set[str]] = {}
        for path in self.built.dropped if self.built and self.source else ():
            node = self.source.find(path) if self.source else None
            if node and isinstance(node.data, dict) and isinstance(node.data.get("id"), str):
                found.setdefault(str(path[0]), set()).add(node.data["id"])
        return found

    def is_whole(self, *lists: str) -> bool:
        """Whether no entry at fault was left out, in some of the file's lists or in all."""
        dropped = self.built.dropped if self.built else ((),)
        return not any(not lists or not path or path[0] in lists for path in dropped)

    def problem(self, code: str, path: tuple[str | int, ...], text: str, hint: str = "", **more: Any) -> Problem:
        """A problem at a path of what was built."""
        if self.source is None or self.built is None:
            raise LookupError(f"{self.label} could not be read, so nothing in it can be judged")
        return self.source.problem(code, original(path, self.built.dropped), text, hint, **more)


def read_data(path: Path, kind: str) -> DataFile:
    """A file read and built, with its own faults."""
    source = read_file(path, label_of(path))
    return faulty(path, kind, source) if isinstance(source, Problem) else built_of(path, kind, source)


def built_of(path: Path, kind: str, source: Source) -> DataFile:
    """A file built of what was read, or laid over one another, with its own faults."""
    built = build(SHAPES[kind], source.data)
    found = source.explained(built) if isinstance(source, Layered) else built.faults
    faults = tuple(source.problem(f.code, f.path, f.text, f.hint, of_key=f.of_key) for f in found)
    return DataFile(kind=kind, path=path, label=label_of(path), source=source, built=built, faults=faults)


def faulty(path: Path, kind: str, *faults: Problem) -> DataFile:
    """A file of which nothing could be built."""
    return DataFile(kind=kind, path=path, label=label_of(path), source=None, built=None, faults=faults)


def with_faults(file: DataFile, faults: Sequence[Problem]) -> DataFile:
    """A file with more faults than it has itself."""
    return attrs.evolve(file, faults=(*file.faults, *faults)) if faults else file


def label_of(path: Path) -> str:
    """A path as seen from the present folder, else in full; always with forward slashes."""
    here = Path.cwd()
    full = path if path.is_absolute() else here / path
    return (full.relative_to(here) if full.is_relative_to(here) else full).as_posix()
