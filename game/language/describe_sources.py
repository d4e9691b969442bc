"""Where a figure comes from, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from game.language.origins import Origin, kinds_line, listed, near_paths, origins
from game.language.phrases import choice, sentence
from game.model.provenance import Provenance, Source
from game.model.scenario import Scenario
from game.model.view import View

_MOST = 12
"""Figures of a group that are told in full."""


def source_lines(scenario: Scenario, subject: str, field: str = "", view: View | None = None) -> tuple[str, ...]:
    """Where a figure comes from: of a unit, a place, a record, a note, or of the rules by its path.

    Args:
        view: who asks; None: somebody who may know everything.
    """
    path = f"{subject}.{field}" if field else subject
    found = origins(scenario, path, view)
    if not found:
        return _nothing(scenario, path.rstrip("."), view)
    works: dict[str, Source] = {}
    lines: list[str] = []
    for origin in found[:_MOST]:
        lines += origin_lines(origin)
        works |= {source.id: source for source in origin.sources}
    if len(found) > _MOST:
        lines.append(f"And {len(found) - _MOST} more: {choice([o.path for o in found[_MOST:]], 20)}.")
    return (*lines, *(work_sentence(source) for source in works.values()))


def _nothing(scenario: Scenario, path: str, view: View | None) -> tuple[str, ...]:
    """What can be asked about, where a path stands for nothing."""
    names = listed(scenario, path, view) if path and "." not in path else ()
    if names:
        return (f"Ask about one of them: {choice([f'source {name}' for name in names], 60)}.",)
    close = [f"'source {name}'" for name in near_paths(scenario, path, view)]
    hint = (f"Did you mean {choice(close)}?",) if close else ()
    return (f"Nothing that you may ask about is called '{path}'.", *hint, kinds_line(scenario, view))


def origin_lines(origin: Origin) -> Iterator[str]:
    """What is known of a figure's origin: what it is, the ids of its works, the reasoning, how sure it is."""
    head = f"{origin.title}: {origin.value}" if origin.value else origin.title
    refs = [source.id for source in origin.sources]
    estimate = "an estimate" if origin.where.estimate else ""
    told = " and ".join(part for part in (", ".join(refs), estimate) if part)
    sure = f"; confidence {origin.where.confidence}" if origin.where.confidence else ""
    yield f"{head.rstrip('.')} ({told or 'nobody noted where it comes from'}{sure})."
    if origin.where.estimate:
        yield f"Estimate: {sentence(origin.where.estimate)}"
    yield from origin.voices
    if origin.remark:
        yield f"Note: {sentence(origin.remark)}"
    if origin.parts:
        yield f"Parts with sources of their own: {choice([f'source {path}' for path in origin.parts], 24)}."


def work_sentence(source: Source) -> str:
    """A work with its author, its kind and how far it is trusted, and what was seen of it."""
    if not source.kind:
        return f"Source {source.id}, which the list of sources lacks."
    author = f", by {source.author}" if source.author else ""
    note = f" {sentence(source.note)}" if source.note else ""
    return f"{source.id}: {source.title}{author} ({source.kind}, trust {source.trust}).{note}"


def origin_words(scenario: Scenario, where: Provenance) -> str:
    """Sources, confidence and estimate of a value on one line."""
    parts = [f"[{s}] {scenario.sources[s].title}" if s in scenario.sources else f"[{s}]" for s in where.sources]
    if where.confidence:
        parts.append(f"confidence {where.confidence}")
    if where.estimate:
        parts.append(f"{'estimate' if where.sources else 'no source but an estimate'}: {where.estimate}")
    return "; ".join(parts) or "no source"
