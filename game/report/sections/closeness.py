"""How close the game kept to history."""

from __future__ import annotations

from typing import Any

from game.report import closeness
from game.report.sections.section import Section
from game.report.whole import Report


def _lines(report: Report) -> list[str]:
    return closeness.lines(report.closeness)


def _plain(report: Report) -> dict[str, Any]:
    found = report.closeness
    return {
        "closeness": {
            "share": None if found.share is None else round(found.share, 4),
            "decisions": list(found.decisions),
            "ground": None if found.ground is None else round(found.ground, 4),
            "figures": list(found.figures),
            "departures": list(found.departures),
        }
    }


SECTION = Section(
    key="closeness",
    title="How close it kept to history",
    lines=_lines,
    plain=_plain,
    values=lambda report: {"closeness": _lines(report)},
)
