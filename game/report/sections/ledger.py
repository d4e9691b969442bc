"""The ledger: how the losses came about, divided among the factors of every combat."""

from __future__ import annotations

from typing import Any

from game.core.ids import SideId
from game.language.names import side_name
from game.language.phrases import count, listing, men, sentence
from game.model.scenario import Scenario
from game.report.account import CAUSE_WORDS
from game.report.aircraft import AIR_CAUSE_WORDS
from game.report.combats import AIRCRAFT, MEN
from game.report.ledger import BOTH, OWN, FactorLine, Ledger, SideSum, by_factor
from game.report.sections.section import Section
from game.report.weapons import rounded
from game.report.whole import Report

MOST = 8
"""Factors that a sentence names; the rest are added up."""
HOW = (
    "How a loss is divided is rule 7.78: the bare law takes men of equal power in the open by day, each factor has the "
    "part that its own growth adds, flight and crews in their vehicles are told apart, and what was drawn beyond the "
    "mean of the outcomes is luck. The lines say what bore on the losses, not how the battle had gone otherwise."
)
CAUSES = ("assault", "shells", "bombing", "fire")
"""Causes that have a column of their own in the page: those of men."""


def ledger_lines(scenario: Scenario, found: Ledger) -> list[str]:
    """The sums of both sides, and their weightiest factors."""
    told = []
    for line in found.sums:
        if line.lost:
            told.append(sum_words(scenario, line))
            told += [f"  {words}" for words in factor_sentences(found, line)]
    return [*told, HOW] if told else ["Nothing was lost."]


def sum_words(scenario: Scenario, line: SideSum) -> str:
    """How the losses of a side come about, in whole numbers that add up."""
    apart = [*line.apart, *((_cause(cause), float(number)) for cause, number in line.outside)]
    values = rounded([line.base, line.factors, *(value for _, value in apart), line.luck], line.lost)
    names = ["the factors", *(name for name, _ in apart), "luck"]
    parts = [f"{name} {value:+d}" for name, value in zip(names, values[1:], strict=True) if value]
    rest = f", {listing(parts)}" if parts else ""
    who, what = side_name(scenario, line.side), _lost(line)
    return sentence(f"{who} {what} in {count(line.combats, 'combat')}: by the bare law {values[0]}{rest}")


def _lost(line: SideSum) -> str:
    """What a side lost: "lost 52 men", "had 7 aircraft hit"."""
    if line.what == AIRCRAFT:
        return f"had {line.lost} aircraft hit"
    return f"lost {men(line.lost) if line.what == MEN else count(line.lost, 'vehicle')}"


def _cause(cause: str) -> str:
    """A cause of men, vehicles or aircraft in words."""
    return CAUSE_WORDS.get(cause) or AIR_CAUSE_WORDS.get(cause, cause)


def factor_sentences(found: Ledger, line: SideSum) -> list[str]:
    """The weightiest factors of a side: "Spared: darkness 212, own entrenchment 64. Cost: press: storm 30."."""
    factors = [f for f in by_factor(found, line.side, line.what) if abs(f.value) >= 0.5]
    if not factors:
        return []
    told = []
    for word, sign in (("Spared", -1), ("Cost", 1)):
        same = [f for f in factors[:MOST] if f.value * sign > 0]
        if same:
            told.append(f"{word}: " + ", ".join(f"{factor_words(f)} {abs(f.value):.0f}" for f in same) + ".")
    rest = sum(f.value for f in factors[MOST:])
    if factors[MOST:]:
        told.append(sentence(f"{count(len(factors) - MOST, 'lesser factor')} together {rest:+.0f}"))
    return told


def factor_words(line: FactorLine) -> str:
    """A factor with whose it is: "own entrenchment", "the enemy's quality", "darkness"."""
    name = line.name.replace(": ", " ")
    return name if line.whose == BOTH else f"own {name}" if line.whose == OWN else f"the enemy's {name}"


def _lines(report: Report) -> list[str]:
    return ledger_lines(report.played.scenario, report.account.ledger)


def _plain(report: Report) -> dict[str, Any]:
    sides, found = report.side_ids, report.account.ledger
    return {
        "ledger": {
            "sums": [_sum(line, sides) for line in found.sums],
            "factors": [_factor(line, sides) for line in found.factors],
        }
    }


def _sum(line: SideSum, sides: tuple[str, str]) -> dict[str, Any]:
    return {
        "side": sides[line.side],
        "what": line.what,
        "combats": line.combats,
        "lost": line.lost,
        "base": round(line.base, 2),
        "factors": round(line.factors, 2),
        "apart": {name: round(value, 2) for name, value in line.apart},
        "luck": round(line.luck, 2),
        "outside": dict(line.outside),
    }


def _factor(line: FactorLine, sides: tuple[str, str]) -> dict[str, Any]:
    return {
        "side": sides[line.side],
        "what": line.what,
        "cause": line.cause,
        "name": line.name,
        "whose": line.whose,
        "rule": line.rule,
        "value": round(line.value, 2),
        "combats": line.combats,
    }


def _by_cause(found: Ledger, line: FactorLine) -> list[float]:
    """A factor of men in its columns."""
    same = [f for f in found.factors if (f.side, f.what, f.name, f.whose) == (line.side, MEN, line.name, line.whose)]
    return [sum(f.value for f in same if f.cause == cause) for cause in CAUSES]


def _values(report: Report) -> dict[str, Any]:
    scenario, found = report.played.scenario, report.account.ledger
    rows = [
        (line, _by_cause(found, line))
        for side in (SideId(0), SideId(1))
        for line in by_factor(found, side)
        if abs(line.value) >= 0.5
    ]
    told = [(sum_words(scenario, line), factor_sentences(found, line)) for line in found.sums if line.lost]
    return {
        "told": told,
        "rows": rows,
        "columns": [*(f"#{sentence(CAUSE_WORDS[cause])[:-1]}" for cause in CAUSES), "#All"],
        "factor_words": factor_words,
        "how": HOW,
        "signed": "{:+.0f}".format,
    }


SECTION = Section(key="ledger", title="What bore on the losses", lines=_lines, plain=_plain, values=_values)
