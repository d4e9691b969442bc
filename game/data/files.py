"""Which files there are, where they lie, and a scenario's files read together.

A root is a folder laid out like `scenarios/`: scenario folders beside `maps/`, `rules/` and `sources.yaml`. Files
name maps and rules by id only, never by path, so that a scenario from elsewhere reaches nothing outside the roots.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from attrs import field, frozen

from game.data.base import base_of, layered
from game.data.changes import NONE, Changes
from game.data.datafile import (
    CHAPTERS,
    SHAPES,
    DataFile,
    built_of,
    faulty,
    label_of,
    read_data,
    with_faults,
)
from game.data.overlays import Above, above
from game.data.problems import Problem, did_you_mean
from game.data.schema_forces import ForcesFile
from game.data.schema_map import MapFile
from game.data.schema_scenario import ScenarioFile
from game.data.source import Source, read_file

PLAIN = above(None)
"""Nothing."""
Layer = tuple[Path, tuple[object, ...]]
"""A file and what lies over it, in the library's memory."""
NEEDED = ("scenario", "forces")
"""Files that every scenario folder has."""
OPTIONAL = ("history", "notes", "plans")
"""Files that a scenario folder may have."""
VARIANTS = "variants"
"""Folder of a scenario's variants, each a file that changes some of its files."""


CLAIMS = "claims"
"""Folder of a scenario's claims, each a file that says what a change would bring."""
_FOLDERS = {"maps": "map", "forces": "forces", VARIANTS: "variant", CLAIMS: "claim"}
"""Kinds of file that are told by the folder they lie in."""


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
    if path.parent.name in _FOLDERS:
        return _FOLDERS[path.parent.name]
    if path.parent.name == "rules" and name in CHAPTERS:
        return "figures"
    return name if name in SHAPES and name not in ("map", "figures", "variant", "overlay", "claim") else None


@frozen(eq=False)
class Library:
    """Roots to look in, the first one first, and the files already read from them."""

    roots: tuple[Path, ...]
    _read: dict[Path, DataFile] = field(factory=dict, init=False)
    _varied: dict[Layer, DataFile] = field(factory=dict, init=False)
    _layers: dict[Layer, tuple[DataFile, ...]] = field(factory=dict, init=False)

    def read(self, path: Path, kind: str) -> DataFile:
        """A file, read once; `forget` it after a change."""
        if path not in self._read:
            self._read[path] = read_data(path, kind)
        return self._read[path]

    def forces(
        self, path: Path, folder: Path, chain: tuple[Path, ...] = (), over: Above = PLAIN
    ) -> tuple[DataFile, ...]:
        """A forces file laid over its base, then that base, its base, and so on; all are read once.

        A file whose base is nowhere (B01), is at fault, or comes back to itself (B02) has no value.
        """
        key = (path, over.key)
        if key not in self._layers:
            source = read_file(path, label_of(path))
            if isinstance(source, Problem):
                self._layers[key] = (faulty(path, "forces", source),)
            else:
                self._layers[key] = self._stacked(path, source, folder, chain, over)
        return self._layers[key]

    def varied(self, path: Path, key: str, over: Above) -> DataFile:
        """A file, by its key in the bundle, with layers over it; as it is where they change nothing."""
        kind = key if key in SHAPES else "figures"
        if not over.touches(key):
            return self.read(path, kind)
        known = (path, over.key)
        if known not in self._varied:
            source = read_file(path, label_of(path))
            if isinstance(source, Problem):
                self._varied[known] = faulty(path, kind, source)
            else:
                changed, faults = over.over(source, key)
                self._varied[known] = with_faults(built_of(path, kind, changed), faults)
        return self._varied[known]

    def _stacked(
        self, path: Path, file: Source, folder: Path, above: tuple[Path, ...], over: Above
    ) -> tuple[DataFile, ...]:
        source, strays = over.over(file, "forces")
        name = base_of(source)
        if name is None:
            alone = with_faults(built_of(path, "forces", source), strays)
            faults = tuple(fault for fault in alone.faults if fault.path == ("base",))
            return (faulty(path, "forces", *faults) if faults else alone,)
        below = self.base_path(folder, name)
        if below is None:
            text = f"there is no order of battle called '{name}' in forces/"
            fault = source.problem("B01", ("base",), text, did_you_mean(name, self.bases(folder)))
            return (faulty(path, "forces", fault),)
        chain = (*above, path)
        if below in chain:
            text = " builds on ".join(f"'{step.stem}'" for step in (*chain[chain.index(below) :], below))
            hint = "name another base, or delete `base` in one of them"
            fault = source.problem("B02", ("base",), f"{text}, in a circle", hint)
            return (faulty(path, "forces", fault),)
        lower = self.forces(below, folder, chain)
        under = lower[0].source
        source, strays = over.over(file, "forces", under.data if under else None)  # of its entries, too
        own = built_of(path, "forces", layered(source, under)) if under else faulty(path, "forces")
        return (with_faults(own, strays), *lower)

    def forget(self) -> None:
        """Read all files anew when they are next asked for."""
        self._read.clear()
        self._varied.clear()
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

    def claims(self, folder: Path) -> list[Path]:
        """Files of the claims of a scenario folder, by name."""
        return sorted(folder.glob(f"{CLAIMS}/*.yaml"))

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
        """The file of an order of battle that others build on, or None; a name with a path in it names nothing."""
        if Path(name).name != name or "\\" in name:
            return None
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


def _first(paths: Iterator[Path]) -> Path | None:
    return next((p for p in paths if p.is_file()), None)


@frozen(kw_only=True, slots=False, eq=False)
class Bundle:
    """All files of one scenario."""

    folder: Path
    variant: DataFile | None = None
    """The variant that changes some of the folder's files."""
    over: Above = PLAIN
    """The variant and all else that is laid over the folder's files."""
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
    variant_names: Sequence[str] = ()
    """Variants that the scenario has."""

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
        return [*self.over.files, *self.files.values(), *self.bases, *self.sources]


def read_bundle(address: Path, library: Library, changes: Changes = NONE) -> Bundle:
    """All files that a scenario folder calls for, or those of a variant's folder as the variant changes them.

    Args:
        changes: laid over all that.
    """
    folder = folder_of(address)
    variant = library.read(address, "variant") if is_variant(address) else None
    over = above(variant, changes)
    files: dict[str, DataFile] = {}
    missing: list[Problem] = []
    files["scenario"] = library.varied(folder / "scenario.yaml", "scenario", over)
    files["forces"], *bases = library.forces(folder / "forces.yaml", folder, over=over)
    for name in OPTIONAL:
        if (folder / f"{name}.yaml").is_file():
            files[name] = library.varied(folder / f"{name}.yaml", name, over)
    for name in ("terrain", "weapons", "kinds", *CHAPTERS):
        path = library.rules_path(folder, name)
        if path:
            files[name] = library.varied(path, name, over)
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
        over=over,
        files=files,
        sources=tuple(library.read(path, "sources") for path in library.source_paths(folder)),
        bases=tuple(bases),
        faults=(*missing, *over.faults, *over.strays(files)),
        map_names=library.map_names(folder),
        variant_names=[path.stem for path in library.variants(folder)],
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
