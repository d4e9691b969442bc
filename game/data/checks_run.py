"""All checks of a scenario, in one call."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from game.data import (
    checks_air,
    checks_bridges,
    checks_claims,
    checks_figures,
    checks_forces,
    checks_map,
    checks_names,
    checks_plans,
    checks_rules,
    checks_shows,
    checks_supply,
    checks_texts,
    checks_time,
    checks_victory,
)
from game.data.checks import CHECKS, Check
from game.data.datafile import DataFile
from game.data.files import Bundle
from game.data.names import Names
from game.data.problems import Problem, in_order

MODULES = (
    checks_names,
    checks_map,
    checks_bridges,
    checks_figures,
    checks_rules,
    checks_forces,
    checks_air,
    checks_shows,
    checks_supply,
    checks_time,
    checks_victory,
    checks_texts,
    checks_plans,
    checks_claims,
)
"""Where checks stand; importing them fills the register."""


def all_checks() -> dict[str, Check]:
    """The whole register, by code."""
    return dict(CHECKS)


_ENTRIES = ("K04", "P01", "P02", "R01", "R05", "R06", "R07", "R08", "R09", "R13", "R19")
ALONE = (*_ENTRIES, "U04", "U05", "U10", "U11", "U12", "U13", "U15")
"""Checks of a base by itself; the others ask where units are and when they come, which a base need not say."""

MAP_ALONE = (
    *("K04", "K05", "P01", "P02", "R02", "R04", "R13", "R19", "M16", "M17"),
    *("M01", "M02", "M03", "M04", "M05", "M06", "M07", "M08", "M09", "M10", "M11", "M12", "M13", "M15"),
)
"""Checks of a map that no scenario uses; only whether its sides are known must wait for a scenario."""


def judge(bundle: Bundle, codes: Iterable[str] | None = None) -> list[Problem]:
    """Everything wrong with a scenario's files: faults of reading, then of sense, in order of place.

    `codes` limits the checks of sense; None runs all.
    """
    found = list(bundle.faults)
    for file in bundle.all_files():
        found += file.faults
    names = Names(bundle)
    for code in CHECKS if codes is None else codes:
        check = CHECKS[code]
        for finding in check.judge(names):
            file = bundle.files[finding.file]
            found.append(
                file.problem(
                    code,
                    finding.path,
                    finding.text,
                    finding.hint,
                    severity=check.severity,
                    of_key=finding.of_key,
                )
            )
    return in_order(found)


def judge_base(bundle: Bundle, base: DataFile) -> list[Problem]:
    """What is wrong with an order of battle in itself, its entries that the scenario leaves out among them."""
    alone = attrs.evolve(bundle, files={**bundle.files, "forces": base}, bases=())
    return [problem for problem in judge(alone, ALONE) if problem.file == base.label]


def judge_map(bundle: Bundle) -> list[Problem]:
    """What is wrong with a map in itself; `bundle` needs no scenario."""
    label = bundle.files["map"].label
    return [problem for problem in judge(bundle, MAP_ALONE) if problem.file == label]
