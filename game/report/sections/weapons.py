"""Losses by the weapon that did them."""

from __future__ import annotations

from functools import partial
from typing import Any

from game.language.names import side_name
from game.language.phrases import count, listing, men, sentence
from game.model.scenario import Scenario
from game.report.account import Account, LossLine
from game.report.sections.section import Section
from game.report.weapons import WeaponLine, by_kind, kind_name
from game.report.whole import Report


def weapon_lines(scenario: Scenario, found: Account) -> list[str]:
    """What each side lost to each kind of weapon, the deadliest first."""
    told = []
    for total in found.totals:
        kinds = by_kind(found.weapons, total.side)
        if kinds:
            who = side_name(scenario, total.side)
            told.append(f"{who[0].upper()}{who[1:]} lost to:")
            told += [f"  {kind_name(scenario, line.kind)}: {weapon_words(line)}." for line in kinds]
        if total.bogged:
            told.append(bog_words(scenario, total))
    return told or ["Nothing was lost."]


def weapon_words(line: WeaponLine) -> str:
    """A loss in short: "52 men, 2 vehicles and 1 gun"."""
    parts = [men(line.men)] if line.men else []
    parts += [count(line.vehicles, "vehicle")] if line.vehicles else []
    parts += [count(line.guns, "gun")] if line.guns else []
    return listing(parts)


def bog_words(scenario: Scenario, total: LossLine) -> str:
    """How many of the vehicles lost lay bogged."""
    who = side_name(scenario, total.side)
    return sentence(f"Of the {count(total.vehicles, 'vehicle')} that {who} lost, {total.bogged} lay bogged")


def _lines(report: Report) -> list[str]:
    return weapon_lines(report.played.scenario, report.account)


def _plain(report: Report) -> dict[str, Any]:
    sides = report.side_ids
    return {
        "weapons": [
            {
                "side": sides[line.side],
                "cause": line.cause,
                "kind": line.kind,
                "men": line.men,
                "vehicles": line.vehicles,
                "guns": line.guns,
            }
            for line in report.account.weapons
        ],
        "bogged": {sides[line.side]: line.bogged for line in report.account.totals},
    }


def _values(report: Report) -> dict[str, Any]:
    scenario, found = report.played.scenario, report.account
    return {
        "kinds": [(total, by_kind(found.weapons, total.side)) for total in found.totals],
        "kind_name": partial(kind_name, scenario),
        "bog_words": partial(bog_words, scenario),
    }


SECTION = Section(key="weapons", title="Losses by weapon", lines=_lines, plain=_plain, values=_values)
