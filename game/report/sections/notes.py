"""The historical notes that were shown: text, voices, what the article says, what research corrects."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from game.language import dates
from game.language.phrases import count
from game.model.history import Note
from game.model.scenario import Paragraph, Scenario
from game.report.sections.section import Section
from game.report.whole import Report

CERTAINTY = {"high": "well attested", "medium": "attested", "low": "disputed or thin"}
"""Confidence in words."""


def _shown(report: Report) -> list[tuple[int, int]]:
    """Notes that were shown, with the minute, by position in `Scenario.notes`."""
    scenario = report.played.scenario
    starts = [turn.start for turn in scenario.calendar.turns]
    return [(note, starts[turn.number - 1]) for turn in report.story for note in turn.notes]


def _lines(report: Report) -> list[str]:
    scenario = report.played.scenario
    told: list[str] = []
    for number, minute in _shown(report):
        note = scenario.notes[number]
        told.append(f"{dates.when(scenario.calendar, minute)}: {note.title}")
        told += [f"  {text}" for text in _paragraphs(note.text)]
        told += [f"  {voice.who}: {_flat(voice.text)}" for voice in note.voices]
        told += [f"  The article, {_claims(paragraph)}" for paragraph in _restated(scenario, note)]
        told += [f"  Correction: {_flat(note.correction)}"] if note.correction else []
        told += [f"  In the game: {_flat(note.game)}"] if note.game else []
    return told or ["No note was shown."]


def _paragraphs(text: str) -> list[str]:
    return [_flat(part) for part in text.strip().split("\n\n") if part.strip()]


def _flat(text: str) -> str:
    return " ".join(text.split())


def _restated(scenario: Scenario, note: Note) -> list[Paragraph]:
    by_id: Mapping[str, Paragraph] = {paragraph.id: paragraph for paragraph in scenario.article}
    return [by_id[name] for name in note.article if name in by_id]


def _claims(paragraph: Paragraph) -> str:
    return f"{paragraph.section} ({paragraph.id}): {' '.join(_flat(claim) for claim in paragraph.claims)}"


def _values(report: Report) -> dict[str, Any]:
    scenario = report.played.scenario
    rows = [_row(scenario, number, minute) for number, minute in _shown(report)]
    return {"rows": rows, "of": count(len(scenario.notes), "note")}


def _row(scenario: Scenario, number: int, minute: int) -> dict[str, Any]:
    note = scenario.notes[number]
    told, place = note.provenance.entry, scenario.board.place_by_id.get(note.place)
    titles = [scenario.sources[name].title if name in scenario.sources else name for name in told.sources]
    reader = "" if note.audience is None else f"for {scenario.sides[note.audience].name} alone"
    where = [dates.when(scenario.calendar, minute), note.date, place.name if place else "", reader]
    return {
        "anchor": f"note-{number + 1}",
        "note": note,
        "where": " · ".join(part for part in where if part),
        "paragraphs": _paragraphs(note.text),
        "article": [_claims(paragraph) for paragraph in _restated(scenario, note)],
        "sources": titles,
        "certainty": CERTAINTY.get(told.confidence, told.confidence),
    }


SECTION = Section(
    key="notes",
    title="The notes shown",
    lines=_lines,
    plain=lambda report: {"notes": [report.played.scenario.notes[number].id for number, _ in _shown(report)]},
    values=_values,
)
