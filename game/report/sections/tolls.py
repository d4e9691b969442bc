"""Losses by day and by formation."""

from __future__ import annotations

from typing import Any

from game.report.drawing.bars import loss_bars
from game.report.sections.section import Section
from game.report.tolls import COLUMNS, columns, lines, plain
from game.report.whole import Report


def _values(report: Report) -> dict[str, Any]:
    found = report.tolls
    by_day = columns([lost for day in found.days for lost in day.lost])
    by_formation = columns([one.lost for one in found.formations])
    return {
        "days": found.days,
        "formations": found.formations,
        "day_columns": by_day,
        "columns": by_formation,
        "day_heads": ["#" + COLUMNS[name].capitalize() for name in by_day],
        "heads": ["#" + COLUMNS[name].capitalize() for name in by_formation],
    }


SECTION = Section(
    key="tolls",
    title="Losses by day and formation",
    lines=lambda report: lines(report.played.scenario, report.tolls),
    plain=lambda report: plain(report.played.scenario, report.tolls),
    values=_values,
    drawings=lambda report: {"bars": loss_bars(report.played.scenario, report.story)},
)
