"""A report as lines of text."""

from __future__ import annotations

from game.report.harmless import harmless
from game.report.sections import SECTIONS
from game.report.sections.victory import result_lines
from game.report.transcript import heading
from game.report.whole import Report


def lines(report: Report) -> tuple[str, ...]:
    """The whole report, section by section."""
    told = [*heading(report.played), *result_lines(report.played.scenario, report.comparison)]
    for section in SECTIONS:
        if part := section.lines(report):
            told += ["", section.title, "-" * len(section.title), *part]
    return tuple(harmless(line) for line in told)
