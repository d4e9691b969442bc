"""simulate --claim, and show ID claims: what could have been done differently, put to the test."""

from __future__ import annotations

import argparse
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.cli.library import catalogue
from game.cli.output import BAD, FINE, USAGE, Meter, complain, say_all, say_json
from game.data.catalogue import Catalogue, Entry
from game.data.claims import Claim, load_claim
from game.data.files import is_variant
from game.data.problems import did_you_mean, errors

if TYPE_CHECKING:
    from game.cli.showing import Shown
    from game.report.claims import Shipped
    from game.sim.workers import Hands


def add_claim(batch: Any) -> None:
    """Adds what puts a claim to the test."""
    batch.add_argument(
        "--claim",
        metavar="FILE",
        help="test a claim, by its file or id, instead of playing a scenario: games without its change and with it",
    )
    batch.add_argument(
        "--write",
        type=Path,
        metavar="FOLDER",
        help="with --claim: write the result into a folder",
    )


def run_claim(parsed: argparse.Namespace, who: AbstractContextManager[Hands | None]) -> int:
    """Plays a claim's games and prints what they say; the exit code does not depend on the verdict.

    Args:
        who: plays the games.
    """
    from game.report import claims as words  # noqa: PLC0415
    from game.report.assets import asset  # noqa: PLC0415
    from game.sim.claims import sides_of, tried  # noqa: PLC0415
    from game.sim.runs import RunFile  # noqa: PLC0415

    if parsed.scenario or parsed.sets or parsed.overlay or parsed.plan or parsed.seat:
        complain("a claim says itself what is played: no scenario, changes, plans or seats go with --claim")
        return USAGE
    library = catalogue()
    claim = _claim(parsed.claim, library)
    if claim is None:
        return BAD
    before, after = sides_of(claim, library)
    clouds = Path(str(asset("clouds")))
    out = RunFile.open(parsed.out, after[0]) if parsed.out else None
    with who as by:
        trial = tried(claim, before, after, parsed.games or claim.games, by, clouds=clouds, out=out, progress=Meter())
    found = words.plain(trial)
    if parsed.write:
        path = words.path_in(parsed.write, claim)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words.text(found), encoding="utf-8", newline="\n")
    if parsed.json:
        say_json(found)
    else:
        say_all(words.lines(found, before[1], after[1]))
    return FINE


def _claim(which: str, library: Catalogue) -> Claim | None:
    """The claim of a file, or with an id; complains and gives None if there is none that can be tested."""
    path = Path(which)
    if not path.is_file():
        known = {f"{entry.id}/{p.stem}": p for entry in _own(library) for p in library.library.claims(entry.folder)}
        fits = [p for name, p in known.items() if which in (name, p.stem)]
        if len(fits) != 1:
            hint = did_you_mean(which, [*known, *(p.stem for p in known.values())]) or "'show ID claims' lists them"
            complain(f"there is no claim '{which}'; {hint}" if not fits else f"'{which}' is the id of several claims")
            return None
        path = fits[0]
    found = load_claim(path, library.library)
    for problem in errors(found.problems):
        complain(str(problem))
    return found.claim


def _own(library: Catalogue) -> list[Entry]:
    """Scenarios that are no variants of others."""
    return [entry for entry in library.scenarios() if not is_variant(entry.address)]


def shown(entry: Entry, name: str, library: Catalogue) -> Shown | None:
    """The claims of a scenario with their verdicts, or one of them; complains and gives None if there is no such.

    Args:
        name: id of one; empty for all.
    """
    from game.report import claims as words  # noqa: PLC0415

    paths = library.library.claims(entry.folder)
    if name:
        path = next((path for path in paths if path.stem == name), None)
        if path is None:
            hint = did_you_mean(name, [path.stem for path in paths]) or "'show ID claims' lists them"
            complain(f"'{name}' is no claim of {entry.folder.name}; {hint}")
            return None
        return _one(path, library)
    lines: list[str] = []
    rows: list[dict[str, Any]] = []
    for path in paths:
        found = load_claim(path, library.library)
        if found.claim is None:
            lines.append(f"{path.stem:30} broken: {errors(found.problems)[0]}")
            rows.append({"id": path.stem, "problem": str(errors(found.problems)[0])})
            continue
        shipped, _ = _shipped(found.claim, library)
        lines.append(f"{path.stem:30} {found.claim.title}: {words.shipped_words(shipped)}")
        rows.append({"id": path.stem, "title": found.claim.title, **_plain_shipped(shipped)})
    return lines or ["No claims."], {"claims": rows}


def _shipped(claim: Claim, library: Catalogue) -> tuple[Shipped, tuple[Any, Any]]:
    """The result that ships, and the scenario without the claim's change and with it."""
    from game.report.claims import shipped  # noqa: PLC0415
    from game.sim.claims import Grounds, sides_of  # noqa: PLC0415

    before, after = (scenario for _, scenario in sides_of(claim, library))
    return shipped(claim, Grounds.of(before, after)), (before, after)


def _plain_shipped(shipped: Shipped) -> dict[str, Any]:
    return {
        "verdict": shipped.found.get("verdict"),
        "games": shipped.found.get("games"),
        "stale": shipped.stale or None,
    }


def _one(path: Path, library: Catalogue) -> Shown | None:
    """A claim in full, with what its games said."""
    from game.language.describe_figures import measure_words  # noqa: PLC0415
    from game.language.describe_sources import origin_words  # noqa: PLC0415
    from game.report import claims as words  # noqa: PLC0415

    found = load_claim(path, library.library)
    claim = found.claim
    if claim is None:
        for problem in errors(found.problems):
            complain(str(problem))
        return None
    shipped, (before, after) = _shipped(claim, library)
    lines = [f"{claim.title} ({claim.scenario}/{claim.id})", claim.text]
    lines.append(f"  from {origin_words(before, claim.provenance.entry)}")
    for wish in claim.expect:
        told = words.effect_words(wish.measure, wish.effect, wish.by)
        lines.append(f"  expected: {measure_words(before, wish.measure)} {told}. {wish.why}")
    if shipped.found:
        lines += ["", *words.lines(shipped.found, before, after)[3:]]
        lines += [f"This result is stale: {shipped.stale}."] if shipped.stale else []
    else:
        lines += ["", f"Not tested yet; say: undeclared-war simulate --claim {claim.scenario}/{claim.id}"]
    plain = {"id": claim.id, "title": claim.title, "text": claim.text, **_plain_shipped(shipped)}
    return lines, {**plain, "result": dict(shipped.found) or None}
