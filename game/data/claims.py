"""Claims of a scenario: files read, judged with the scenario as they change it, and made ready for an experiment."""

from __future__ import annotations

from pathlib import Path

import attrs
from attrs import frozen

from game.data.changes import Changes
from game.data.checks_claims import CLAIM
from game.data.checks_run import judge
from game.data.datafile import DataFile
from game.data.files import VARIANTS, Bundle, Library, read_bundle
from game.data.load_names import sourced
from game.data.problems import Problem, errors, in_order
from game.data.schema_claims import ClaimFile
from game.data.schema_variant import PARTS
from game.model.provenance import Sourced


@frozen(kw_only=True)
class Expectation:
    """What is said to become of one figure."""

    measure: str
    effect: str
    """more, less, earlier, later or same."""
    by: float | None
    """Least size of the difference, minutes for an hour; the greatest for same. None: any."""
    why: str


@frozen(kw_only=True)
class Claim:
    """A claim that can be tested."""

    id: str
    """Name of its file."""
    path: Path
    scenario: str
    """Id of the scenario in whose folder it lies."""
    before: Path
    """Folder of that scenario."""
    after: Path
    """The same, or the file of the variant that the claim is about."""
    changes: Changes
    """What lies over that."""
    plans: dict[str, str]
    """By side id, the plan that its computer follows after the change."""
    title: str
    text: str
    expect: tuple[Expectation, ...]
    games: int
    seed: int
    provenance: Sourced


@frozen(kw_only=True)
class ClaimResult:
    """What became of a claim's file."""

    path: Path
    claim: Claim | None
    """None if there is an error among the problems."""
    problems: tuple[Problem, ...]


def load_claim(path: Path, library: Library) -> ClaimResult:
    """The claim of a file in the `claims/` of a scenario folder, with what is wrong with it and its changes."""
    folder, file = path.parent.parent, library.read(path, CLAIM)
    problems = tuple(judge_claim(path, library))
    if errors(problems) or file.value is None:
        return ClaimResult(path=path, claim=None, problems=problems)
    found: ClaimFile = file.value
    claim = Claim(
        id=path.stem,
        path=path,
        scenario=folder.resolve().name,
        before=folder,
        after=_address(file, folder),
        changes=_changes(file, "/".join(path.resolve().parts[-3:])),
        plans=dict(found.change.plan),
        title=found.title,
        text=found.text,
        expect=tuple(
            Expectation(measure=wish.measure, effect=wish.effect, by=wish.by, why=wish.why) for wish in found.expect
        ),
        games=found.games,
        seed=found.seed,
        provenance=sourced(found.provenance),
    )
    return ClaimResult(path=path, claim=claim, problems=problems)


def judge_claim(path: Path, library: Library) -> list[Problem]:
    """What is wrong with a claim, and with its scenario only once the claim has changed it."""
    file, folder = library.read(path, CLAIM), path.parent.parent
    if file.value is None or not (folder / "scenario.yaml").is_file():
        return in_order(file.faults)
    address = _address(file, folder)
    known = set(judge(read_bundle(address, library)))
    changed = read_bundle(address, library, _changes(file, file.label))
    return [problem for problem in judge(_with_claim(changed, file)) if problem not in known]


def _with_claim(bundle: Bundle, file: DataFile) -> Bundle:
    return attrs.evolve(bundle, files={**bundle.files, CLAIM: file})


def _address(file: DataFile, folder: Path) -> Path:
    """The variant that a claim is about, if there is one of that name; else the scenario's folder."""
    variant = folder / VARIANTS / f"{file.value.change.variant}.yaml"
    return variant if file.value.change.variant and variant.is_file() else folder


def _changes(file: DataFile, name: str) -> Changes:
    """A claim's own text, whose `change` is an overlay; none if it names no more than a variant or plans.

    Args:
        name: of the file in messages; in a setting it must not hang on the present folder.
    """
    change = file.value.change
    lays = change.shift_days or change.set or any(getattr(change, part) for part in PARTS)
    return Changes(overlays=((name, file.source.text),)) if lays and file.source else Changes()
