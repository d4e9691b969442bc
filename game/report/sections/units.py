"""Losses by unit, the heaviest first."""

from __future__ import annotations

from typing import Any

from game.language.phrases import count
from game.model.scenario import Scenario
from game.model.units import FATES
from game.report.account import Account, UnitLine, fate_words
from game.report.sections.section import Section
from game.report.whole import Report


def unit_lines(scenario: Scenario, found: Account) -> list[str]:
    """What each unit lost, the heaviest losses first."""
    return [unit_words(scenario, line) for line in found.units] or ["No unit lost anything."]


def unit_words(scenario: Scenario, line: UnitLine) -> str:
    """What a unit lost and what is left of it."""
    unit = scenario.units[line.unit]
    hulls = f", {count(line.vehicles, 'vehicle')}" if line.vehicles else ""
    guns = f", {count(line.guns, 'gun')}" if line.guns else ""
    gone = f"; {line.uncounted} more went with it" if line.uncounted else ""
    return (
        f"{scenario.sides[unit.side].name} {unit.id}: {line.lost} of {line.start} ({line.killed} killed){hulls}{guns}, "
        f"{fate_words(line)}{gone}."
    )


def _lines(report: Report) -> list[str]:
    return unit_lines(report.played.scenario, report.account)


def _plain(report: Report) -> dict[str, Any]:
    units = report.played.scenario.units
    return {"units": [{"unit": units[line.unit].id, **_unit(line)} for line in report.account.units]}


def _unit(line: UnitLine) -> dict[str, Any]:
    return {
        "start": line.start,
        "killed": line.killed,
        "wounded": line.wounded,
        "missing": line.missing,
        "vehicles": line.vehicles,
        "guns": line.guns,
        "left": line.left,
        "uncounted": line.uncounted,
        "fate": FATES[line.fate],
    }


SECTION = Section(
    key="units",
    title="Losses by unit",
    lines=_lines,
    plain=_plain,
    values=lambda report: {"account": report.account, "fate_words": fate_words},
)
