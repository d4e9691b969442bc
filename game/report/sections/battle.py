"""What happened, turn by turn."""

from __future__ import annotations

from typing import Any

from game.report.sections.section import Section
from game.report.story import lines, plain
from game.report.whole import Report

REST = "undeclared-war replay FILE --transcript"
"""The command that tells what is left out here."""


def _values(report: Report) -> dict[str, Any]:
    told = report.story
    return {
        "turns": told,
        "notes": report.played.scenario.notes,
        "left_out": sum(turn.left_out for turn in told),
        "rest": REST,
    }


SECTION = Section(
    key="battle",
    title="What happened, turn by turn",
    lines=lambda report: lines(report.story, report.played.scenario),
    plain=lambda report: {"by_turn": plain(report.story, report.played.scenario)},
    values=_values,
)
