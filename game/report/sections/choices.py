"""Decisions taken and their price, and the restraints that were broken or kept."""

from __future__ import annotations

from typing import Any

from game.language import dates
from game.report.choices import history_words, lines, plain, price_words, restraint_words
from game.report.sections.section import Section
from game.report.whole import Report


def _values(report: Report) -> dict[str, Any]:
    scenario, found = report.played.scenario, report.choices
    return {
        "decisions": [
            {
                "choice": choice,
                "when": dates.when(scenario.calendar, choice.minute),
                "history": history_words(choice),
                "price": price_words(scenario, choice),
            }
            for choice in found.decisions
        ],
        "restraints": [(breach, restraint_words(scenario, breach)) for breach in found.restraints],
    }


SECTION = Section(
    key="choices",
    title="Decisions, restraints and their price",
    lines=lambda report: lines(report.played.scenario, report.choices),
    plain=lambda report: plain(report.played.scenario, report.choices),
    values=_values,
)
