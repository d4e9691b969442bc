"""Losses by the weapon that did them."""

from __future__ import annotations

from functools import partial
from typing import Any

from game.language.names import side_name
from game.language.phrases import count, listing, men, sentence
from game.model.scenario import Scenario
from game.report.account import Account, LossLine
from game.report.aircraft import AIR_CAUSE_WORDS, AircraftLine
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
    told += [air_words(scenario, line) for line in found.aircraft]
    return told or ["Nothing was lost."]


def air_words(scenario: Scenario, line: AircraftLine) -> str:
    """Aircraft lost by one cause: "Japan, aircraft lost to enemy aircraft: 7, and 4 damaged"."""
    where = AIR_CAUSE_WORDS[line.cause] if line.cause == "ground" else f"to {AIR_CAUSE_WORDS[line.cause]}"
    damaged = f", and {line.damaged} damaged" if line.damaged else ""
    return sentence(f"{side_name(scenario, line.side)}, aircraft lost {where}: {line.lost}{damaged}")


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
        "aircraft": [
            {"side": sides[line.side], "cause": line.cause, "lost": line.lost, "damaged": line.damaged}
            for line in report.account.aircraft
        ],
        "bogged": {sides[line.side]: line.bogged for line in report.account.totals},
    }


def _values(report: Report) -> dict[str, Any]:
    scenario, found = report.played.scenario, report.account
    return {
        "kinds": [(total, by_kind(found.weapons, total.side)) for total in found.totals],
        "kind_name": partial(kind_name, scenario),
        "bog_words": partial(bog_words, scenario),
        "aircraft": [air_words(scenario, line) for line in found.aircraft],
    }


SECTION = Section(key="weapons", title="Losses by weapon", lines=_lines, plain=_plain, values=_values)
