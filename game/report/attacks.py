"""The attacks worth a second look: the best and the worst by what they brought, and by what the dice made of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from attrs import frozen

from game.core.ids import SideId
from game.language.names import hex_at
from game.language.phrases import men, odds, percent
from game.model.scenario import Scenario
from game.report.account import AssaultLine

MOST = 3
"""Attacks of a kind that are told of a side."""


@frozen(kw_only=True)
class Remarkable:
    """An attack, and why it is told."""

    line: AssaultLine
    kind: str
    """best, worst, lucky or unlucky."""


KINDS = {
    "best": "brought most for what it cost",
    "worst": "cost most for what it brought",
    "lucky": "had the kindest dice",
    "unlucky": "had the unkindest dice",
}
"""Why an attack is told."""


def gain(line: AssaultLine) -> int:
    """Men taken from the defender less men lost by the attacker."""
    return line.drawn[1] - line.drawn[0]


def remarkable(assaults: Sequence[AssaultLine], side: SideId) -> tuple[Remarkable, ...]:
    """The attacks of a side by kind, each kind's first one first; those in which nothing happened are left out."""
    own = [line for line in assaults if line.side == side]
    orders: dict[str, tuple[Callable[[AssaultLine], float], float]] = {
        "best": (gain, 1.0),
        "worst": (gain, -1.0),
        "lucky": (lambda line: line.luck, 1.0),
        "unlucky": (lambda line: line.luck, -1.0),
    }
    found = []
    for kind, (worth, sign) in orders.items():
        ranked = sorted(own, key=lambda line: (-sign * worth(line), line.order))
        found += [Remarkable(line=line, kind=kind) for line in ranked[:MOST] if sign * worth(line) >= 1.0]
    return tuple(found)


def words(scenario: Scenario, found: Remarkable) -> str:
    """An attack in a sentence."""
    line = found.line
    came = "it broke the defender" if line.won else "the defender held"
    return (
        f"{KINDS[found.kind].capitalize()}: order {line.order}, turn {line.turn}, at "
        f"{hex_at(scenario.board, line.hex)}, {odds(line.ratio)}, chance {percent(line.win_chance)}: {came}; lost "
        f"{men(line.drawn[0])} ({line.expected[0]:.0f} to be expected), inflicted {line.drawn[1]} "
        f"({line.expected[1]:.0f})."
    )


def lines(scenario: Scenario, assaults: Sequence[AssaultLine]) -> list[str]:
    """Both sides' attacks worth telling."""
    told = []
    for side in scenario.sides:
        own = remarkable(assaults, side.number)
        told += [f"{side.name}:", *(f"  {words(scenario, one)}" for one in own)] if own else []
    return told or ["No attack stands out."]


def plain(scenario: Scenario, assaults: Sequence[AssaultLine]) -> dict[str, Any]:
    """The numbers of the orders by side and kind."""
    return {
        side.id: {
            kind: [one.line.order for one in remarkable(assaults, side.number) if one.kind == kind] for kind in KINDS
        }
        for side in scenario.sides
    }
