"""Hills and hours: who held which place when, in history and in the game."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from game.language.phrases import minutes, percent, sentence
from game.model.sides import CONTESTED
from game.report import plots
from game.report.history import Comparison, ControlBar, GapLine, moment_words
from game.report.sections.section import Section
from game.report.whole import Report


def control_lines(found: Comparison) -> list[str]:
    """When places changed hands, and how long the game agreed with the record."""
    told = [sentence(gap.text) for gap in found.gaps] or ["No place changed hands, in history or in this game."]
    for bar in found.control:
        if bar.agreement is not None and bar.agreement < 1.0:
            share = percent(bar.agreement)
            told.append(sentence(f"{bar.name} was in the same hands as in history {share} of the time"))
    return told


def _lines(report: Report) -> list[str]:
    return control_lines(report.comparison)


def _plain(report: Report) -> dict[str, Any]:
    sides = report.side_ids
    return {
        "gaps": [
            {"place": g.place, "side": sides[g.side], "history": g.history, "game": g.game, "text": g.text}
            for g in report.comparison.gaps
        ],
        "control": [_control(bar, sides) for bar in report.comparison.control],
    }


def _control(bar: ControlBar, sides: Sequence[str]) -> dict[str, Any]:
    return {
        "place": bar.place,
        "agreement": None if bar.agreement is None else round(bar.agreement, 4),
        "history": [[_holder_id(sides, s.side), s.start, s.end] for s in bar.history],
        "game": [[_holder_id(sides, s.side), s.start, s.end] for s in bar.game],
    }


def _holder_id(sides: Sequence[str], side: int | None) -> str | None:
    """A holder as data: the side's id, "contested", or None for nobody or disputed."""
    if side is None:
        return None
    return "contested" if side == CONTESTED else sides[side]


def _values(report: Report) -> dict[str, Any]:
    """A row for each change of hands, and the share of time in which each place was in the hands of the record."""
    scenario, found = report.played.scenario, report.comparison
    missing = "never" if found.is_over else "not yet"
    return {
        "gaps": [
            {
                "name": gap.name,
                "side": scenario.sides[gap.side],
                "history": "never" if gap.history is None else moment_words(scenario, gap.history),
                "game": missing if gap.game is None else moment_words(scenario, gap.game),
                "apart": apart_words(gap),
            }
            for gap in found.gaps
        ],
        "agreement": [(bar.name, percent(bar.agreement)) for bar in found.control if bar.agreement is not None],
    }


def apart_words(gap: GapLine) -> str:
    """How much earlier or later than in history a place changed hands; empty where one of the two never came."""
    if gap.ahead is None:
        return ""
    if not gap.ahead:
        return "the same minute"
    return f"{minutes(abs(gap.ahead))} {'earlier' if gap.ahead > 0 else 'later'}"


SECTION = Section(
    key="control",
    title="Hills and hours",
    lines=_lines,
    plain=_plain,
    values=_values,
    drawings=lambda report: {"control": plots.control_plot(report.played.scenario, report.comparison.control)},
)
