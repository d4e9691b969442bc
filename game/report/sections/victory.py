"""The result and the victory list, line by line, with history's points beside."""

from __future__ import annotations

from typing import Any

from game.language.phrases import count, sentence
from game.model.scenario import Scenario
from game.report.history import Comparison, VictoryLine
from game.report.sections.section import Section
from game.report.whole import Report


def result_lines(scenario: Scenario, found: Comparison) -> list[str]:
    """The result, and what history scores on the same list."""
    first, second = scenario.sides
    told = [sentence(f"The battle is over: {found.reason}")] if found.is_over else ["The battle is not over."]
    name = "Result" if found.is_over else "Result if it ended now"
    told.append(f"{name}: {found.level}. Points: {first.name} {found.points[0]}, {second.name} {found.points[1]}.")
    if found.history_level:
        rest = f" The record is silent about {count(found.silent, 'line')}." if found.silent else ""
        a, b = found.history_points
        told.append(f"History on the same list: {found.history_level}. {first.name} {a}, {second.name} {b}.{rest}")
    return told


def victory_lines(scenario: Scenario, found: Comparison) -> list[str]:
    """The victory list with history's points beside."""
    told = [f"{scenario.sides[v.side].name}, {points_words(v)}: {sentence(v.text)}" for v in found.victory]
    for side, points in zip(scenario.sides, found.beside_list, strict=True):
        if points:
            told.append(f"{side.name}, {points:+d} for events and restraints, which stand outside the list.")
    return told


def points_words(line: VictoryLine) -> str:
    """Points of a line: "6 of 6 (history 6)"."""
    most = "" if line.most is None else f" of {line.most}"
    return f"{line.points}{most} ({'the record is silent' if line.history is None else f'history {line.history}'})"


def _lines(report: Report) -> list[str]:
    return victory_lines(report.played.scenario, report.comparison)


def _plain(report: Report) -> dict[str, Any]:
    found, sides = report.comparison, report.side_ids
    return {
        "finished": found.is_over,
        "result": {
            "reason": found.reason,
            "level": found.level,
            "points": dict(zip(sides, found.points, strict=True)),
            "outside_list": dict(zip(sides, found.beside_list, strict=True)),
        },
        "history_result": {
            "level": found.history_level,
            "points": dict(zip(sides, found.history_points, strict=True)),
            "silent": found.silent,
        },
        "victory": [
            {"side": sides[v.side], "text": v.text, "points": v.points, "most": v.most, "history": v.history}
            for v in found.victory
        ],
    }


SECTION = Section(
    key="victory",
    title="The victory list, line by line",
    lines=_lines,
    plain=_plain,
    values=lambda report: {"comparison": report.comparison},
)
