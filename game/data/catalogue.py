"""The scenarios there are, broken ones among them, and the doors for whoever wants one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path

import attrs
from attrs import field, frozen

from game.data.changes import NONE, Changes
from game.data.checks_run import judge, judge_base, judge_map
from game.data.claims import judge_claim
from game.data.datafile import DataFile, label_of
from game.data.files import NEEDED, OPTIONAL, VARIANTS, Library, folder_of, is_variant, kind_of, read_bundle, read_map
from game.data.load import LoadResult, load_folder
from game.data.problems import Problem, did_you_mean, in_order
from game.data.schema_scenario import ScenarioFile
from game.data.schema_variant import VariantFile
from game.model.scenario import Scenario

UNTOLD = "N02"
"""Code of a paragraph that no note tells; it concerns all scenarios together, so no check of one can find it."""
_HERE = Path(__file__).resolve().parents[1]


def shipped_root() -> Path:
    """The game's own `scenarios/`: inside the installed package, or beside it in a checkout."""
    inside = _HERE / "_data" / "scenarios"
    return inside if inside.is_dir() else _HERE.parent / "scenarios"


@frozen(slots=False, eq=False)
class Entry:
    """One line of the list of scenarios. Files are read when they are first asked for."""

    address: Path
    """The scenario's folder, or the file of a variant."""
    _library: Library = field(repr=False)

    @property
    def id(self) -> str:
        """Id, which is the name of the folder or of the variant's file."""
        return self.address.stem if is_variant(self.address) else self.address.name

    @property
    def folder(self) -> Path:
        """The folder in which its files lie; those that a variant changes, too."""
        return folder_of(self.address)

    @property
    def variant_of(self) -> str:
        """Id of the scenario that this one is a variant of; empty for a scenario of its own."""
        return self.folder.name if is_variant(self.address) else ""

    @cached_property
    def header(self) -> ScenarioFile | VariantFile | None:
        """What tells title and summary, without the rest; None if it is broken."""
        if is_variant(self.address):
            variant: VariantFile | None = self._library.read(self.address, "variant").value
            return variant
        found: ScenarioFile | None = self._library.read(self.address / "scenario.yaml", "scenario").value
        return found

    @property
    def title(self) -> str:
        """Title; the id of a broken scenario."""
        return self.header.title if self.header else self.id

    @cached_property
    def result(self) -> LoadResult:
        """The scenario and its problems."""
        return load_folder(self.address, self._library)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that is wrong with its files."""
        return self.result.problems

    @property
    def scenario(self) -> Scenario | None:
        """The scenario; None if it has errors."""
        return self.result.scenario

    @property
    def first_fault(self) -> Problem | None:
        """The first error, which a list shows instead of the summary; None if the scenario can be played."""
        return self.result.first_fault


class Catalogue:
    """Scenarios of the user's folders and of the game. A user's scenario hides one of the game with the same id."""

    def __init__(self, user_roots: Iterable[Path] = (), shipped: Path | None = None) -> None:
        self.library = Library((*user_roots, shipped or shipped_root()))

    def scenarios(self) -> list[Entry]:
        """All scenarios, broken ones too, by id, each followed by its variants."""
        found: dict[str, Path] = {}
        for folder in self.library.folders():
            found.setdefault(folder.name, folder)
        addresses = [path for name in sorted(found) for path in (found[name], *self.library.variants(found[name]))]
        return [Entry(address, self.library) for address in addresses]

    def find(self, which: str | Path) -> Entry | None:
        """The scenario with an id, in a folder or in a variant's file; None if there is none."""
        address = Path(which)
        if (address / "scenario.yaml").is_file() or (is_variant(address) and address.is_file()):
            return Entry(address, self.library)
        return next((entry for entry in self.scenarios() if entry.id == str(which)), None)

    def suggestion(self, which: str) -> str:
        """A hint for an id that does not exist, such as "did you mean 'khasan-outpost'?"; may be empty."""
        return did_you_mean(which, [entry.id for entry in self.scenarios()])

    def reload(self) -> None:
        """Forgets what was read, so that changed files are read anew."""
        self.library.forget()


def load_scenario(which: str | Path, catalogue: Catalogue | None = None, changes: Changes = NONE) -> LoadResult:
    """The scenario with an id, or in a folder, and all problems of its files. Never another scenario instead.

    Args:
        changes: laid over its files; what they bring with them is judged like a file's own values.
    """
    catalogue = catalogue or Catalogue()
    entry = catalogue.find(which)
    if entry:
        return load_folder(entry.address, catalogue.library, changes) if changes else entry.result
    hint = catalogue.suggestion(str(which))
    problem = attrs.evolve(_whole(Path(which), f"there is no scenario '{which}'", hint), file=str(which))
    return LoadResult(Path(which), None, (problem,))


def validate(paths: Sequence[Path] = (), catalogue: Catalogue | None = None) -> list[Problem]:
    """Problems of scenario folders, roots or single files; of every scenario of the catalogue if no path is given.

    What is neither file nor folder may be the id of a scenario. A single file is judged together with the scenarios
    that use it, and only its own problems are listed. A map that no scenario uses is judged by itself.
    """
    catalogue = catalogue or Catalogue()
    library = catalogue.library
    if not paths:
        folders = [entry.address for entry in catalogue.scenarios()]
        maps = _of_maps(library.maps(), folders, library)
        return in_order([*_of_folders(folders, library), *maps, *_untold(folders, library)])
    found: list[Problem] = []
    for path in paths:
        if path.is_file():
            found += _of_file(path, library)
        elif (path / "scenario.yaml").is_file():
            found += _of_folders([path, *library.variants(path)], library)
        elif path.is_dir() and (folders := _folders_in(path)):
            maps = _of_maps(sorted(path.glob("maps/*.yaml")), folders, library)
            found += [*_of_folders(folders, library), *maps, *_untold(folders, library)]
        elif path.is_dir():
            found.append(_whole(path, "no scenario is here"))
        elif entry := catalogue.find(path):
            found += _of_folders([entry.address], library)
        else:
            found.append(_whole(path, "there is no such file, folder or scenario", catalogue.suggestion(str(path))))
    return in_order(found)


def _folders_in(root: Path) -> list[Path]:
    """Scenarios and variants of a root."""
    folders = sorted(path.parent for path in root.glob("*/scenario.yaml"))
    return [*folders, *sorted(root.glob(f"*/{VARIANTS}/*.yaml"))]


def _of_folders(folders: Iterable[Path], library: Library) -> list[Problem]:
    found: list[Problem] = []
    for folder in folders:
        bundle = read_bundle(folder, library)
        found += judge(bundle)
        found += [problem for base in bundle.bases for problem in judge_base(bundle, base)]
        if not is_variant(folder):
            found += [problem for claim in library.claims(folder) for problem in judge_claim(claim, library)]
    return found


def _of_maps(maps: Iterable[Path], folders: Iterable[Path], library: Library) -> list[Problem]:
    """Problems of the maps that none of some scenarios uses."""
    used = {file.path.resolve() for folder in folders if (file := read_bundle(folder, library).files.get("map"))}
    idle = [path for path in maps if path.resolve() not in used]
    return [problem for path in idle for problem in judge_map(read_map(path, library))]


def _of_file(path: Path, library: Library) -> list[Problem]:
    """Problems of one file, found with every scenario that reads it."""
    kind = kind_of(path)
    if kind is None:
        names = ", ".join(f"{name}.yaml" for name in (*NEEDED, *OPTIONAL))
        return [_whole(path, "this is no file of a scenario", f"known are {names}, and those in maps/ and rules/")]
    shared = kind in ("map", "figures", "terrain", "weapons", "kinds") or path.parent.name == "forces"
    root = path.parent.parent if shared else path.parent
    folders = [root] if (root / "scenario.yaml").is_file() else _folders_in(root)
    folders = [path] if kind == "variant" else folders
    if kind == "claim":
        return judge_claim(path, library)
    label = label_of(path)
    own = (library.forces(path, path.parent)[0] if kind == "forces" else library.read(path, kind)).faults
    idle = _of_maps([path], folders, library) if kind == "map" else []
    return [*own, *idle, *(problem for problem in _of_folders(folders, library) if problem.file == label)]


def _untold(folders: Iterable[Path], library: Library) -> list[Problem]:
    """Paragraphs of the article that no note of any scenario restates (N02)."""
    told: set[str] = set()
    articles: dict[Path, DataFile] = {}
    for folder in folders:
        bundle = read_bundle(folder, library)
        notes, article = bundle.value("notes"), bundle.files.get("article")
        told |= {name for note in notes.notes for name in note.article} if notes else set()
        if article and article.value:
            articles[article.path] = article
    return [
        article.problem(
            UNTOLD,
            ("paragraphs", index),
            f"no note tells of '{paragraph.id}'",
            "name it in `article` of a note",
            severity="remark",
        )
        for article in articles.values()
        for index, paragraph in enumerate(article.value.paragraphs)
        if paragraph.id not in told
    ]


def _whole(path: Path, text: str, hint: str = "") -> Problem:
    return Problem(file=label_of(path), line=0, column=0, path=(), code="Y01", severity="error", text=text, hint=hint)
