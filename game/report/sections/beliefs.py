"""What each side believed of the enemy, and what was so."""

from __future__ import annotations

from functools import partial
from typing import Any

from game.report import beliefs
from game.report.sections.section import Section
from game.report.whole import Report


def _lines(report: Report) -> list[str]:
    return beliefs.lines(report.played.scenario, report.beliefs)


def _plain(report: Report) -> dict[str, Any]:
    return {"beliefs": beliefs.plain(report.played.scenario, report.beliefs)}


def _values(report: Report) -> dict[str, Any]:
    return {
        "beliefs": report.beliefs,
        "error_lines": partial(beliefs.error_lines, report.played.scenario, report.beliefs),
    }


SECTION = Section(key="beliefs", title="What each side believed", lines=_lines, plain=_plain, values=_values)
