"""Checks of notes, of positions and lines of the record, and of where figures come from."""

from __future__ import annotations

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

_MUST = ("forces", "history", "map", "terrain", "weapons", "kinds")
"""Files whose every entry must say where it comes from; the chapters of the rules as well."""
_SHOULD = (WeatherData, WorksData, RestraintData, NoteData, ChronicleData)


@check("N01", "warning", "A note is never shown: it has no condition, and no event shows it.")
def hidden_notes(names: Names) -> Iterator[Finding]:
    """Notes without `when` that no effect names."""
    shown = {effect.note for _, _, effect in names.entries(EffectData) if effect.note}
    if not names.is_whole("scenario", "events") or not shown <= set(names.known("notes", "notes") or ()):
        return  # a misspelt name in an event may be meant for any note
    for file, path, note in names.entries(NoteData, "notes"):
        if note.when is None and note.id not in shown:
            yield Finding(file, path, f"nothing shows note '{note.id}'", "give it `when`, or an event with `note`")


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
    """Confidence of the same entries; figures of the rules need none, and what nobody recorded has none."""
    for file, path, entry in _sourced(names):
        chain = list(_chain(names, file, path, entry))
        known = any(own.source or own.estimate for own in chain)
        needs_none = isinstance(entry, RuleFigure) or (isinstance(entry, FigureData) and entry.unknown)
        if known and not needs_none and not any(own.confidence for own in chain):
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
