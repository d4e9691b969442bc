"""Luck: what the dice gave in assaults against what was to be expected."""

from __future__ import annotations

from functools import partial
from typing import Any

from game.language.names import hex_name
from game.language.phrases import count, decimal, men, percent
from game.model.scenario import Scenario
from game.report.account import Account, AssaultLine, LuckLine
from game.report.sections.section import Section
from game.report.whole import Report

DICE_ONLY = "Luck counts the outcomes of assaults only; the fire of guns and rifles between them is not in it."


def luck_lines(scenario: Scenario, found: Account) -> list[str]:
    """Every assault drawn against expected, and the sums."""
    if not found.assaults:
        return ["There was no assault."]
    told = [luck_words(scenario, line) for line in found.luck]
    told.append("Assault by assault, attacker first; drawn against the mean of the equally likely outcomes:")
    return [*told, *(f"  {assault_words(scenario, line)}" for line in found.assaults), DICE_ONLY]


def luck_words(scenario: Scenario, line: LuckLine) -> str:
    """Luck of a side over the game."""
    hulls = ""
    if line.vehicles_lost or line.vehicles_expected >= 0.5:
        expected = decimal(line.vehicles_expected, 1)
        hulls = f", with {count(line.vehicles_lost, 'vehicle')} where {expected} were to be expected"
    attacks = "no assault of its own"
    if line.attacks:
        expected = decimal(line.won_expected, 1)
        attacks = f"{line.won} of {count(line.attacks, 'assault')} broke the enemy where {expected} were to be expected"
    return (
        f"{scenario.sides[line.side].name}: {attacks}; lost {men(line.lost)} where {line.lost_expected:.0f} "
        f"were to be expected{hulls}, and inflicted {line.inflicted} where {line.inflicted_expected:.0f} were. "
        f"The dice were {line.verdict}: {line.net:+.0f} men."
    )


def assault_words(scenario: Scenario, line: AssaultLine) -> str:
    """One assault: drawn against expected."""
    came = f"{'won' if line.won else 'not won'} (chance {percent(line.win_chance)})"
    return (
        f"order {line.order}, turn {line.turn}, {scenario.sides[line.side].name} at "
        f"{hex_name(scenario.board, line.hex)}: {came}; "
        f"lost {line.drawn[0]} (expected {line.expected[0]:.0f}), "
        f"inflicted {line.drawn[1]} (expected {line.expected[1]:.0f})."
    )


def _lines(report: Report) -> list[str]:
    return luck_lines(report.played.scenario, report.account)


def _plain(report: Report) -> dict[str, Any]:
    grid, sides, found = report.played.scenario.board.grid, report.side_ids, report.account
    return {
        "assaults": [
            {"hex": grid.name(line.hex), "side": sides[line.side], **_assault(line)} for line in found.assaults
        ],
        "luck": {sides[line.side]: _luck(line) for line in found.luck},
    }


def _assault(line: AssaultLine) -> dict[str, Any]:
    return {
        "order": line.order,
        "turn": line.turn,
        "ratio": round(line.ratio, 4),
        "win_chance": round(line.win_chance, 4),
        "won": line.won,
        "drawn": list(line.drawn),
        "expected": [round(men, 2) for men in line.expected],
        "vehicles_drawn": list(line.vehicles_drawn),
        "vehicles_expected": [round(n, 2) for n in line.vehicles_expected],
    }


def _luck(line: LuckLine) -> dict[str, Any]:
    return {
        "attacks": line.attacks,
        "won": line.won,
        "won_expected": round(line.won_expected, 2),
        "lost": line.lost,
        "lost_expected": round(line.lost_expected, 2),
        "inflicted": line.inflicted,
        "inflicted_expected": round(line.inflicted_expected, 2),
        "vehicles_lost": line.vehicles_lost,
        "vehicles_expected": round(line.vehicles_expected, 2),
        "net": round(line.net, 2),
        "verdict": line.verdict,
    }


def _values(report: Report) -> dict[str, Any]:
    words = partial(luck_words, report.played.scenario)
    return {"account": report.account, "luck_words": words, "dice_only": DICE_ONLY}


SECTION = Section(key="luck", title="Luck", lines=_lines, plain=_plain, values=_values)
