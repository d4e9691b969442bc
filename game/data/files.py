"""Which files there are, where they lie, and a scenario's files read together.

A root is a folder laid out like `scenarios/`: scenario folders beside `maps/`, `rules/` and `sources.yaml`. Files
name maps and rules by id only, never by path, so that a scenario from elsewhere reaches nothing outside the roots.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import attrs
from attrs import field, frozen

from game.data.base import base_of, layered
from game.data.layers import Layered, Section, laid_over, shifted
from game.data.problems import Problem, did_you_mean
from game.data.schema_forces import ForcesFile
from game.data.schema_map import MapFile
from game.data.schema_plans import PlansFile
from game.data.schema_rules import FiguresFile, KindsFile, TerrainFile, WeaponsFile
from game.data.schema_scenario import ScenarioFile
from game.data.schema_texts import ArticleFile, HistoryFile, NotesFile, SourcesFile
from game.data.schema_variant import VariantFile
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
}
"""Kinds of file and the classes that they fill."""
NEEDED = ("scenario", "forces")
"""Files that every scenario folder has."""
OPTIONAL = ("history", "notes", "plans")
"""Files that a scenario folder may have."""
VARIANTS = "variants"
"""Folder of a scenario's variants, each a file that changes some of its files."""
HEAD = ("title", "summary")
"""Keys of scenario.yaml that a variant has at its top."""


def is_variant(path: Path) -> bool:
    """Whether a path is that of a variant, by its place."""
    return path.parent.name == VARIANTS and path.suffix == ".yaml"


def folder_of(address: Path) -> Path:
    """The folder in which a scenario, or the one that a variant changes, has its files."""
    return address.parent.parent if is_variant(address) else address


def kind_of(path: Path) -> str | None:
    """Kind of a data file by its place and name; None if it is none of ours."""
    name = path.stem
    if path.suffix not in (".yaml", ".yml"):
        return None
    if path.parent.name in ("maps", "forces", VARIANTS):
        return {"maps": "map", "forces": "forces"}.get(path.parent.name, "variant")
    if path.parent.name == "rules" and name in CHAPTERS:
        return "figures"
    return name if name in SHAPES and name not in ("map", "figures", "variant") else None


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
    return _faulty(path, kind, source) if isinstance(source, Problem) else _built(path, kind, source)


def _built(path: Path, kind: str, source: Source) -> DataFile:
    built = build(SHAPES[kind], source.data)
    found = source.explained(built) if isinstance(source, Layered) else built.faults
    faults = tuple(source.problem(f.code, f.path, f.text, f.hint, of_key=f.of_key) for f in found)
    return DataFile(kind=kind, path=path, label=label_of(path), source=source, built=built, faults=faults)


def _faulty(path: Path, kind: str, *faults: Problem) -> DataFile:
    return DataFile(kind=kind, path=path, label=label_of(path), source=None, built=None, faults=faults)


def label_of(path: Path) -> str:
    """A path as seen from the present folder, else in full; always with forward slashes."""
    here = Path.cwd()
    full = path if path.is_absolute() else here / path
    return (full.relative_to(here) if full.is_relative_to(here) else full).as_posix()


@frozen(eq=False)
class Library:
    """Roots to look in, the first one first, and the files already read from them."""

    roots: tuple[Path, ...]
    _read: dict[Path, DataFile] = field(factory=dict, init=False)
    _layers: dict[Path, tuple[DataFile, ...]] = field(factory=dict, init=False)

    def read(self, path: Path, kind: str) -> DataFile:
        """A file, read once; `forget` it after a change."""
        if path not in self._read:
            self._read[path] = read_data(path, kind)
        return self._read[path]

    def forces(
        self, path: Path, folder: Path, above: tuple[Path, ...] = (), variant: DataFile | None = None
    ) -> tuple[DataFile, ...]:
        """A forces file laid over its base, then that base, its base, and so on; all are read once.

        A file whose base is nowhere (B01), is at fault, or comes back to itself (B02) has no value.
        """
        key = variant.path if variant else path
        if key not in self._layers:
            source = read_file(path, label_of(path))
            if isinstance(source, Problem):
                self._layers[key] = (_faulty(path, "forces", source),)
            else:
                self._layers[key] = self._stacked(path, _changed(source, "forces", variant), folder, above)
        return self._layers[key]

    def varied(self, path: Path, kind: str, variant: DataFile | None) -> DataFile:
        """A file as a variant changes it; as it is without one, or where it changes nothing."""
        if variant is None or not _changes(variant, kind):
            return self.read(path, kind)
        key = variant.path / kind
        if key not in self._read:
            source = read_file(path, label_of(path))
            if isinstance(source, Problem):
                self._read[key] = _faulty(path, kind, source)
            else:
                self._read[key] = _built(path, kind, _changed(source, kind, variant))
        return self._read[key]

    def _stacked(self, path: Path, source: Source, folder: Path, above: tuple[Path, ...]) -> tuple[DataFile, ...]:
        name = base_of(source)
        if name is None:
            alone = _built(path, "forces", source)
            faults = tuple(fault for fault in alone.faults if fault.path == ("base",))
            return (_faulty(path, "forces", *faults) if faults else alone,)
        below = self.base_path(folder, name)
        if below is None:
            text = f"there is no order of battle called '{name}' in forces/"
            fault = source.problem("B01", ("base",), text, did_you_mean(name, self.bases(folder)))
            return (_faulty(path, "forces", fault),)
        chain = (*above, path)
        if below in chain:
            text = " builds on ".join(f"'{step.stem}'" for step in (*chain[chain.index(below) :], below))
            hint = "name another base, or delete `base` in one of them"
            fault = source.problem("B02", ("base",), f"{text}, in a circle", hint)
            return (_faulty(path, "forces", fault),)
        lower = self.forces(below, folder, chain)
        under = lower[0].source
        return (_built(path, "forces", layered(source, under)) if under else _faulty(path, "forces"), *lower)

    def forget(self) -> None:
        """Read all files anew when they are next asked for."""
        self._read.clear()
        self._layers.clear()

    def near(self, folder: Path) -> tuple[Path, ...]:
        """Roots for a scenario folder: the one it lies in, then the others."""
        parent = folder.resolve().parent
        return (parent, *(root for root in self.roots if root.resolve() != parent))

    def folders(self) -> Iterator[Path]:
        """Scenario folders of all roots, those of the first root first, by name."""
        for root in self.roots:
            if root.is_dir():
                yield from (p.parent for p in sorted(root.glob("*/scenario.yaml")))

    def variants(self, folder: Path) -> list[Path]:
        """Files of the variants of a scenario folder, by name."""
        return sorted(folder.glob(f"{VARIANTS}/*.yaml"))

    def map_path(self, folder: Path, name: str) -> Path | None:
        """The file of a map, or None."""
        return _first(root / "maps" / f"{name}.yaml" for root in self.near(folder))

    def maps(self) -> Iterator[Path]:
        """Files of all maps of all roots, those of the first root first, by name."""
        for root in self.roots:
            yield from sorted(root.glob("maps/*.yaml"))

    def map_names(self, folder: Path) -> list[str]:
        """Ids of all maps that a scenario folder may call for."""
        return sorted({p.stem for root in self.near(folder) for p in root.glob("maps/*.yaml")})

    def base_path(self, folder: Path, name: str) -> Path | None:
        """The file of an order of battle that others build on, or None."""
        return _first(root / "forces" / f"{name}.yaml" for root in self.near(folder))

    def bases(self, folder: Path) -> list[str]:
        """Names of all orders of battle that a scenario folder may build on."""
        return sorted({p.stem for root in self.near(folder) for p in root.glob("forces/*.yaml")})

    def rules_path(self, folder: Path, name: str) -> Path | None:
        """The file of a chapter of the rules, or None."""
        return _first(root / "rules" / f"{name}.yaml" for root in self.near(folder))

    def source_paths(self, folder: Path) -> list[Path]:
        """Lists of sources that count for a scenario: its own, its root's, the others'."""
        places = [folder, *self.near(folder)]
        return [p for p in (place / "sources.yaml" for place in places) if p.is_file()]

    def article_path(self, folder: Path) -> Path | None:
        """The article, or None."""
        return _first(place / "article.yaml" for place in (folder, *self.near(folder)))


def _part(variant: DataFile, kind: str) -> dict[str, Any]:
    """What a variant says of a kind of file."""
    found: dict[str, Any] = getattr(variant.value, kind) if variant.value else {}
    return found


def _changes(variant: DataFile, kind: str) -> bool:
    """Whether a variant changes anything in a kind of file."""
    return variant.value is not None and bool(
        kind == "scenario" or _part(variant, kind) or (variant.value.shift_days and kind != "forces")
    )


def _changed(source: Source, kind: str, variant: DataFile | None) -> Source:
    """A file with a variant laid over it; a variant's name is its id, and its title and summary stand at its top."""
    if variant is None or variant.source is None or not _changes(variant, kind):
        return source
    data = _part(variant, kind)
    if kind == "scenario":
        data = {**data, "id": variant.path.stem, "title": variant.value.title, "summary": variant.value.summary}
    if kind != "forces" and variant.value.shift_days:
        source = attrs.evolve(source, data=shifted(source.data, variant.value.shift_days))
    whole = variant.source
    return laid_over(Section(file=whole.file, text=whole.text, data=data, whole=whole, key=kind, head=HEAD), source)


def _first(paths: Iterator[Path]) -> Path | None:
    return next((p for p in paths if p.is_file()), None)


@frozen(kw_only=True, slots=False, eq=False)
class Bundle:
    """All files of one scenario."""

    folder: Path
    variant: DataFile | None = None
    """The variant that changes some of the folder's files."""
    files: dict[str, DataFile]
    """By kind: scenario, forces, history, notes, plans, map, terrain, weapons, kinds, article, and the chapters."""
    sources: tuple[DataFile, ...]
    """Lists of sources."""
    bases: tuple[DataFile, ...] = ()
    """Orders of battle on which the forces build, the nearest one first."""
    faults: tuple[Problem, ...]
    """Files that are missing."""
    map_names: Sequence[str]
    """Maps there are, for hints."""

    def value(self, key: str) -> Any:
        """The class of one file, or None if it is missing or broken."""
        return self.files[key].value if key in self.files else None

    @property
    def id(self) -> str:
        """What the scenario must be called: as its folder, or as the file of the variant."""
        return self.variant.path.stem if self.variant else self.folder.resolve().name

    @property
    def scenario(self) -> ScenarioFile | None:
        """The scenario file."""
        found: ScenarioFile | None = self.value("scenario")
        return found

    @property
    def forces(self) -> ForcesFile | None:
        """The order of battle."""
        found: ForcesFile | None = self.value("forces")
        return found

    @property
    def map(self) -> MapFile | None:
        """The map."""
        found: MapFile | None = self.value("map")
        return found

    def all_files(self) -> list[DataFile]:
        """Every file read."""
        return [*([self.variant] if self.variant else ()), *self.files.values(), *self.bases, *self.sources]


def read_bundle(address: Path, library: Library) -> Bundle:
    """All files that a scenario folder calls for, or those of a variant's folder as the variant changes them."""
    folder = folder_of(address)
    variant = library.read(address, "variant") if is_variant(address) else None
    files: dict[str, DataFile] = {}
    missing: list[Problem] = []
    files["scenario"] = library.varied(folder / "scenario.yaml", "scenario", variant)
    files["forces"], *bases = library.forces(folder / "forces.yaml", folder, variant=variant)
    for name in OPTIONAL:
        if (folder / f"{name}.yaml").is_file():
            files[name] = library.varied(folder / f"{name}.yaml", name, variant)
    for name in ("terrain", "weapons", "kinds", *CHAPTERS):
        path = library.rules_path(folder, name)
        if path:
            files[name] = library.read(path, name if name in SHAPES else "figures")
        else:
            missing.append(_absent(folder, f"rules/{name}.yaml"))
    if article := library.article_path(folder):
        files["article"] = library.read(article, "article")
    scenario = files["scenario"].value
    map_path = library.map_path(folder, scenario.map) if scenario else None
    if map_path:
        files["map"] = library.read(map_path, "map")
    return Bundle(
        folder=folder,
        variant=variant,
        files=files,
        sources=tuple(library.read(path, "sources") for path in library.source_paths(folder)),
        bases=tuple(bases),
        faults=tuple(missing),
        map_names=library.map_names(folder),
    )


def read_map(path: Path, library: Library) -> Bundle:
    """A map with the kinds of ground and the sources that it calls for, and no scenario."""
    files = {"map": library.read(path, "map")}
    if terrain := library.rules_path(path.parent, "terrain"):
        files["terrain"] = library.read(terrain, "terrain")
    return Bundle(
        folder=path.parent,
        files=files,
        sources=tuple(library.read(found, "sources") for found in library.source_paths(path.parent)),
        faults=(),
        map_names=(),
    )


def _absent(folder: Path, name: str) -> Problem:
    text, hint = f"{name} is nowhere to be found", "reinstall the game"
    return Problem(file=label_of(folder), line=0, column=0, path=(), code="Y01", severity="error", text=text, hint=hint)
