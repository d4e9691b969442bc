"""Checks of notes, of the historical record, and of where figures come from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from game.data.checks import Finding, check
from game.data.names import Names
from game.data.problems import Path, did_you_mean
from game.data.schema import Provenance
from game.data.schema_events import EffectData
from game.data.schema_forces import FormationData, LeaderData, UnitData
from game.data.schema_rules import RuleFigure
from game.data.schema_scenario import RestraintData, WeatherData, WorksData
from game.data.schema_texts import ChronicleData, FigureData, NoteData

MEASURES = (
    "killed",
    "wounded",
    "missing",
    "casualties",
    "tanks_out",
    "tanks_lost",
    "tanks_repaired",
    "cars_out",
    "cars_lost",
    "cars_repaired",
    "guns_lost",
    "field_guns_lost",
    "aircraft_lost",
    "sorties",
    "shells",
)
"""Measures of a side's losses."""
CLOCKS = ("fall.", "ring.", "clear.")
"""Beginnings of measures that are an hour."""
HOURS = "fall.PLACE, ring.SIDE or clear.SIDE.REGION"
_MUST = ("forces", "history", "map", "terrain", "weapons", "kinds")
"""Files whose every entry must say where it comes from; the chapters of the rules as well."""
_SHOULD = (WeatherData, WorksData, RestraintData, NoteData, ChronicleData)
_TIME = re.compile(r"\d\d-\d\d \d\d:\d\d")


@check("N01", "warning", "A note is never shown: it has no condition, and no event shows it.")
def hidden_notes(names: Names) -> Iterator[Finding]:
    """Notes without `when` that no effect names."""
    shown = {effect.note for _, _, effect in names.entries(EffectData) if effect.note}
    if not names.is_whole("scenario", "events") or not shown <= set(names.known("notes", "notes") or ()):
        return  # a misspelt name in an event may be meant for any note
    for file, path, note in names.entries(NoteData, "notes"):
        if note.when is None and note.id not in shown:
            yield Finding(file, path, f"nothing shows note '{note.id}'", "give it `when`, or an event with `note`")


@check("F01", "error", "The low end of a recorded figure is above its high end.")
def upside_down(names: Names) -> Iterator[Finding]:
    """Bounds of figures."""
    for file, path, figure in names.entries(FigureData, "history"):
        low, high = _bound(names, figure.low), _bound(names, figure.high)
        if low is not None and high is not None and low > high:
            yield Finding(file, (*path, "low"), f"{figure.low} is above {figure.high}", "exchange low and high")


def _bound(names: Names, text: str) -> float | None:
    return names.minute(text) if _TIME.fullmatch(text) else float(text)


@check("F02", "error", "A recorded figure has a measure that the game does not take.")
def measures(names: Names) -> Iterator[Finding]:
    """Measures against sides and places."""
    scenario, places = names.bundle.scenario, names.places
    if scenario is None or places is None:
        return
    known = [f"{side.id}.{measure}" for side in scenario.sides for measure in MEASURES]
    known += [f"fall.{place}" for place in places]
    known += [f"ring.{side.id}" for side in scenario.sides]
    regions = names.known("map", "regions") or ()
    known += [f"clear.{side.id}.{region}" for side in scenario.sides for region in regions]
    for file, path, figure in names.entries(FigureData, "history"):
        if figure.measure not in known:
            hint = did_you_mean(figure.measure, known) or f"write SIDE.{'/'.join(MEASURES)} or {HOURS}"
            yield Finding(file, (*path, "measure"), f"there is no measure '{figure.measure}'", hint)


@check("F03", "error", "The bounds or the unit of a recorded figure do not suit its measure.")
def units(names: Names) -> Iterator[Finding]:
    """Times for `fall`, `ring` and `clear`, numbers for all else."""
    for file, path, figure in names.entries(FigureData, "history"):
        is_fall = figure.measure.startswith(CLOCKS)
        if is_fall != (figure.unit == "time"):
            text = f"'{figure.measure}' is not counted in {figure.unit}"
            yield Finding(file, (*path, "unit"), text, "write time" if is_fall else "write men, tanks or guns")
        else:
            for key in ("low", "high"):
                if bool(_TIME.fullmatch(getattr(figure, key))) != is_fall:
                    wanted = "a time" if is_fall else "a number"
                    yield Finding(file, (*path, key), f"{wanted} is needed for '{figure.measure}'")


@check("F04", "error", "A recorded figure is taken at a time that cannot be read.")
def moments(names: Names) -> Iterator[Finding]:
    """`at` of figures."""
    for file, path, figure in names.entries(FigureData, "history"):
        if figure.at != "end" and not _TIME.fullmatch(figure.at):
            yield Finding(file, (*path, "at"), f"'{figure.at}' is no time", "write end, or month-day hour:minute")


@check("F06", "warning", "A recorded figure is counted from or to an hour at which no turn begins.")
def between_turns(names: Names) -> Iterator[Finding]:
    """`from` and `at` of figures: games are counted when a turn begins, so the hours between would be rounded."""
    scenario = names.bundle.scenario
    if scenario is None or names.clock is None:
        return
    starts, at = [0], 0
    for block in scenario.turns:
        starts += [at + block.minutes * (n + 1) for n in range(block.count)]
        at = starts[-1]
    for file, path, figure in names.entries(FigureData, "history"):
        for key, when in (("from", figure.from_), ("at", figure.at)):
            minute = names.minute(when) if when and _TIME.fullmatch(when) else None
            if minute is not None and minute not in starts:
                hint = f"the nearest is {names.clock.stamp(min(starts, key=lambda s: (abs(s - minute), s)))}"
                yield Finding(file, (*path, key), f"no turn begins at {when}", hint)


@check("F07", "error", "A recorded figure begins after it is counted, or is of a kind that has no beginning.")
def backwards(names: Names) -> Iterator[Finding]:
    """`from` of figures against `at`; an hour has none."""
    for file, path, figure in names.entries(FigureData, "history"):
        if figure.from_ is None:
            continue
        where = (*path, "from")
        if figure.measure.startswith(CLOCKS):
            yield Finding(file, where, f"'{figure.measure}' is an hour, and is not counted from one", "delete `from`")
        elif _TIME.fullmatch(figure.at) and (names.minute(figure.from_) or 0) >= (names.minute(figure.at) or 0):
            text = f"{figure.from_} is not before {figure.at}, at which the figure is taken"
            yield Finding(file, where, text, "exchange `from` and `at`, or choose other hours")


@check("F05", "remark", "The record follows a formation that the order of battle does not have.")
def strangers(names: Names) -> Iterator[Finding]:
    """Formations of ghosts."""
    known = names.known("forces", "formations")
    history = names.bundle.value("history")
    for index, ghost in enumerate(history.ghosts if history and known else ()):
        if known and ghost.formation not in known:
            hint = did_you_mean(ghost.formation, known)
            text = f"forces.yaml has no formation '{ghost.formation}'"
            yield Finding("history", ("ghosts", index, "formation"), text, hint)


@check("F08", "error", "A line of the front has too few points to be one.")
def short_fronts(names: Names) -> Iterator[Finding]:
    """Two points make a line, three a pocket."""
    history = names.bundle.value("history")
    for index, front in enumerate(history.fronts if history else ()):
        least = 3 if front.closed else 2
        if len(front.line) < least:
            text = f"'{front.id}' has {len(front.line)} of the {least} points that it needs"
            yield Finding("history", ("fronts", index, "line"), text, "add points as [latitude, longitude]")


# Provenance


@check("P01", "error", "An entry has neither a source nor an estimate, of its own or inherited.")
def no_source(names: Names) -> Iterator[Finding]:
    """Forces, history, maps and rules."""
    for file, path, entry in _sourced(names):
        if not any(own.source or own.estimate for own in _chain(names, file, path, entry)):
            yield Finding(file, path, f"{_called(entry)} has neither source nor estimate", "add `source: [..]`")


@check("P02", "warning", "An entry does not say how far its figures can be trusted.")
def no_confidence(names: Names) -> Iterator[Finding]:
    """Confidence of the same entries; figures of the rules need none."""
    for file, path, entry in _sourced(names):
        chain = list(_chain(names, file, path, entry))
        known = any(own.source or own.estimate for own in chain)
        if known and not isinstance(entry, RuleFigure) and not any(own.confidence for own in chain):
            text = f"{_called(entry)} has no confidence"
            yield Finding(file, path, text, "add `confidence: high`, medium or low")


@check("P03", "warning", "A line of weather, works, a restraint, a note or the chronicle has no source.")
def no_source_for_texts(names: Names) -> Iterator[Finding]:
    """Entries that should have a source, but may do without."""
    for file, walked in names.walks.items():
        for path, entry in walked.entries:
            if isinstance(entry, _SHOULD) and not any(
                own.source or own.estimate for own in _chain(names, file, path, entry)
            ):
                yield Finding(file, path, f"{_called(entry)} has neither source nor estimate", "add `source: [..]`")


def _sourced(names: Names) -> Iterator[tuple[str, Path, Any]]:
    """Entries that must have provenance; a leader's is that of his unit or formation."""
    for file, walked in names.walks.items():
        if file in _MUST or names.file(file).kind == "figures":
            for path, entry in walked.entries:
                if path and hasattr(entry, "provenance") and not isinstance(entry, LeaderData):
                    yield file, path, entry


def _chain(names: Names, file: str, path: Path, entry: Any) -> Iterator[Provenance]:
    """The entry's own provenance, then those it inherits: formation and parents, then the file."""
    yield entry.provenance
    above = entry.formation if isinstance(entry, UnitData) else None
    above = entry.parent if isinstance(entry, FormationData) else above
    for _ in range(10):  # circles are a fault of their own
        formation = names.formations.get(above or "")
        if formation is None:
            break
        yield formation.provenance
        above = formation.parent
    if path:
        yield names.bundle.value(file).provenance


def _called(entry: Any) -> str:
    name = getattr(entry, "id", None) or getattr(entry, "place", None) or getattr(entry, "formation", None)
    return f"'{name}'" if isinstance(name, str) else "the entry"
