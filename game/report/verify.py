"""Verifying a record or a report: it is played again, and everything it says is compared."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from game.data.catalogue import Catalogue
from game.match import Match
from game.record import replay
from game.record.problems import RecordProblem
from game.report.clouds import NoCloud
from game.report.document import FORMAT, make_report, plain
from game.report.page import render
from game.report.played import play, scenario_of
from game.report.reading import Page, Picture, Piece, is_page, read_page
from game.report.rerun import simulated_of

MOST = 20
"""Differences that are listed."""
Progress = Callable[[int, int], None]


@frozen(kw_only=True)
class Verdict:
    """What verifying found."""

    kind: str
    """replay, save or report."""
    orders: int
    digest: str
    """Of the state at the end, as played here."""
    figures: int
    """Figures compared; 0 for a record."""
    differences: tuple[str, ...]
    """What the file says otherwise, at most `MOST`."""
    remarks: tuple[str, ...] = ()
    """What could not be compared."""

    @property
    def ok(self) -> bool:
        """Whether the file says what is so."""
        return not self.differences


def verify(
    path: Path,
    catalogue: Catalogue | None = None,
    folder: Path | None = None,
    *,
    jobs: int = 1,
    progress: Progress | None = None,
) -> Verdict:
    """What a record or report in a file says otherwise than the game played from it.

    Args:
        folder: where the scenario lies, if not in the catalogue.
        jobs: processes for the simulated games of a report.
        progress: told (simulated games done, in all).

    Raises:
        RecordProblem: it cannot be read, or its orders do not lead where it says.
    """
    try:
        text = replay.contents(path)
        if not is_page(text):
            return verify_record(text, catalogue, folder)
        return _verify_page(text.replace("\r\n", "\n"), catalogue, folder, jobs, progress)
    except RecordProblem as problem:
        problem.file = problem.file or path.name
        raise


def verify_record(text: str, catalogue: Catalogue | None = None, folder: Path | None = None) -> Verdict:
    """What a record says otherwise than a match played from it would write.

    Raises:
        RecordProblem: it cannot be read, or its orders do not lead where it says.
    """
    record = replay.parse(text)
    match = Match.resume(record, scenario_of(record, catalogue, folder))
    # What the computers and staffs had in mind at the end cannot be had from the orders.
    own = evolve(match.record(), memory=record.memory, missions=record.missions)
    lines = zip_longest(text.splitlines(), replay.text_of(own).splitlines())
    found = [
        f"line {number}: {_shown(here)} in the file, {_shown(there)} when played"
        for number, (here, there) in enumerate(lines, 1)
        if here != there
    ]
    return Verdict(
        kind="replay" if record.is_finished else "save",
        orders=len(record.orders),
        digest=match.game.digest(),
        figures=0,
        differences=tuple(found[:MOST]),
    )


def _verify_page(
    text: str, catalogue: Catalogue | None, folder: Path | None, jobs: int, progress: Progress | None
) -> Verdict:
    page = read_page(text)
    if page.figures.get("report") != FORMAT:
        written = f"in format {_shown(page.figures.get('report'))}, and this program writes {FORMAT}"
        raise RecordProblem("format", f"the page is {written}", hint="make it anew with 'report'")
    inner = verify_record(page.record, catalogue, folder)
    record = replay.parse(page.record)
    scenario = scenario_of(record, catalogue, folder)
    among = simulated_of(page.figures.get("cloud"), scenario, catalogue, folder, jobs=jobs, progress=progress)
    report = make_report(play(record, scenario), among)
    figures = plain(report)
    differences = [f"in the record, {one}" for one in inner.differences]
    remarks: list[str] = []
    if isinstance(among, NoCloud):
        differences.append(f"its simulated games cannot be checked here: {among.reason}")
        differences += _differences("", {**page.figures, "cloud": None}, figures)
        remarks.append("Its record and data were compared without them; what the page shows was not.")
    else:
        differences += _differences("", page.figures, figures)
        if not differences and text != (rendered := render(report)):
            differences, remarks = _page_differences(page, read_page(rendered))
    return Verdict(
        kind="report",
        orders=len(record.orders),
        digest=report.played.game.digest(),
        figures=_count(figures),
        differences=tuple(differences[:MOST]),
        remarks=tuple(remarks),
    )


def _page_differences(page: Page, true: Page) -> tuple[list[str], list[str]]:
    """What a page shows otherwise than it should, though its data are right; and what was not compared."""
    found = list(_text_differences(page.texts, true.texts))
    if not found and page.record != true.record:
        found.append("the embedded record is written otherwise")
    same = page.drawn_by == true.drawn_by
    found += _drawing_differences(page.drawings, true.drawings, is_all=same)
    if not found and page.skeleton != true.skeleton:
        found.append("the page's mark-up was changed")
    if same:
        return found, []
    drawn = f"drawn by matplotlib {page.drawn_by or 'of an unknown version'}, here is {true.drawn_by}"
    return found, [f"the plots were not compared: {drawn}"]


def _text_differences(here: Sequence[Piece], there: Sequence[Piece]) -> Iterator[str]:
    """Texts that a reader sees otherwise, each with its place; where pieces were added or taken out, the first only."""
    for one, other in zip_longest(here, there):
        if one is None or other is None or one.text != other.text:
            place = next(piece.where for piece in (other, one) if piece is not None)
            says, should = (_shown(None if piece is None else piece.text) for piece in (one, other))
            yield f"{ascii(place)[1:-1] or 'the head'}: the page says {says} where it should say {should}"
            if len(here) != len(there):
                return


def _drawing_differences(here: Sequence[Picture], there: Sequence[Picture], *, is_all: bool) -> Iterator[str]:
    """Drawings that were changed, by name.

    Args:
        is_all: with the plots of the library, which another version of it may draw otherwise.
    """
    if len(here) != len(there):
        yield f"the page has {len(here)} drawings where it should have {len(there)}"
        return
    for one, other in zip(here, there, strict=True):
        if one.svg == other.svg or not (is_all or other.is_own):
            continue
        words = next(((a, b) for a, b in zip_longest(one.texts, other.texts) if a != b), None)
        said = "" if words is None else f": it says {_shown(words[0])} where it should say {_shown(words[1])}"
        yield f"a drawing was changed ({_shown(other.name)}){said}"


def _differences(path: str, here: Any, there: Any) -> Iterator[str]:
    """Places at which two plain values differ, in words."""
    if isinstance(here, dict) and isinstance(there, dict):
        for key in dict.fromkeys([*there, *here]):
            yield from _differences(f"{path}.{key}" if path else str(key), here.get(key), there.get(key))
    elif isinstance(here, list) and isinstance(there, list):
        for number, (one, other) in enumerate(zip_longest(here, there)):
            yield from _differences(f"{path}[{number}]", one, other)
    elif here != there or isinstance(here, bool) != isinstance(there, bool):
        yield f"{path}: {_shown(here)} in the file, {_shown(there)} when played"


def _count(value: Any) -> int:
    if isinstance(value, dict):
        return sum(_count(inner) for inner in value.values())
    if isinstance(value, list):
        return sum(_count(inner) for inner in value)
    return 1


def _shown(value: Any) -> str:
    """A value for a message: short, and harmless whatever a file holds."""
    if value is None:
        return "nothing"
    text = ascii(value)
    return text if len(text) <= 100 else f"{text[:97]}..."
