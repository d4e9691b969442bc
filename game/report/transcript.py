"""A record told from beginning to end in the umpire's words."""

from __future__ import annotations

from typing import Any

from attrs import frozen

from game.language import dates
from game.language.grammar import format_order
from game.language.wording import events_for_umpire
from game.model.events import Event
from game.report.harmless import harmless
from game.report.played import Played, Step


@frozen
class Told:
    """One order and the lines that tell what came of it."""

    number: int
    """From 1; 0 for the opening."""
    order: str
    """The order as a player would type it, with its side before; empty for the opening."""
    lines: tuple[str, ...]


def transcript(played: Played, *, details: bool = False) -> tuple[Told, ...]:
    """Everything that happened, order by order; remarks follow the order after which they were written.

    Args:
        details: with the lines that a player sees only on demand.
    """
    remarks: dict[int, list[str]] = {}
    for entry in played.record.journal:
        if "remark" in entry:
            remarks.setdefault(entry["after"], []).append(f"Remark: {entry['remark']}")
    opening = Told(0, "", (*_lines(played.opening, played, details), *remarks.get(0, ())))
    return (opening, *(_told(step, played, details, remarks.get(step.number, [])) for step in played.steps))


def _told(step: Step, played: Played, details: bool, remarks: list[str]) -> Told:
    scenario = played.scenario
    order = f"{scenario.sides[step.order.side].name}: {format_order(step.order, scenario)}"
    return Told(step.number, order, (*_lines(step.events, played, details), *remarks))


def _lines(events: tuple[Event, ...], played: Played, details: bool) -> tuple[str, ...]:
    return tuple(line.text for line in events_for_umpire(events, played.scenario) if details or not line.detail)


def heading(played: Played) -> tuple[str, ...]:
    """What was played, when, by whom and with which seed."""
    scenario, header = played.scenario, played.record.header
    start = dates.when(scenario.calendar, 0)
    seats = ", ".join(f"{side.name} {seat}" for side, seat in zip(scenario.sides, header.seats, strict=True))
    return (
        f"{scenario.title} ({scenario.id}), from {start}, {scenario.calendar.start.year}, {scenario.calendar.clock}.",
        f"Seats: {seats}. Seed {header.seed}, rules {header.rules_version}, scenario {header.digest}.",
    )


def transcript_lines(told: tuple[Told, ...]) -> tuple[str, ...]:
    """A transcript as text: orders numbered, what came of them indented below."""
    found: list[str] = []
    for entry in told:
        if entry.order:
            found.append(f"{entry.number}. {entry.order}")
        found += [f"   {line}" if entry.order else line for line in entry.lines]
    return tuple(harmless(line) for line in found)


def plain(told: tuple[Told, ...]) -> list[dict[str, Any]]:
    """A transcript as plain data."""
    return [{"order": entry.number, "text": entry.order, "lines": list(entry.lines)} for entry in told]
