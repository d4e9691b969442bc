"""The five fitted constants, and what the fit makes least: the misfit of the fitted engagements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import sqrt
from typing import NamedTuple

from attrs import evolve

from game.core.portable import exp, ln
from game.model.tables import CombatTables
from tests.rules.armoury import shipped_tables, trying
from tests.rules.courses import distribution
from tests.rules.engagements import TAKEN, all_engagements


class Constant(NamedTuple):
    """One fitted constant."""

    path: str
    """Where it stands in the rules: file, group and name."""
    start: float
    """Where the first fit began; a weak pull leads back to it."""
    words: str
    """What it is."""

    @property
    def place(self) -> tuple[str, str]:
        """Its group and name in `CombatTables`."""
        _, group, name = self.path.split(".")
        return group, name


FITTED = (
    Constant("combat.rates.per_hour", 0.12, "loss in an hour at equal power, 1,000 men in the action"),
    Constant("combat.rates.size_exponent", 0.40, "how much bloodier small actions are by the head"),
    Constant("combat.armour.tank_kill", 0.27, "vehicles put out in an hour at one perfect tube to a vehicle"),
    Constant("combat.shellfire.kill", 0.092, "scale on the lethal areas of shells"),
    Constant("combat.cohesion.points", 100.0, "cohesion lost for the logarithm of men before over men after"),
)
"""The constants that the fit may move."""
PULL = 0.05
"""Weight of the squared logarithm of a constant over its start, so that one which the data hardly see stays."""
CHANCE = 2.0
"""Weight of the square by which a chance lies outside its range."""
COURSES = 60
"""Courses of an engagement of several stages; those of one stage are exact."""
STEP, LEAST_STEP = 0.35, 0.03
"""First and last step of the search, in logarithms."""

Values = tuple[float, ...]
"""Values of the fitted constants, in their order."""


def shipped() -> Values:
    """The constants as the rules have them."""
    return tuple([float(getattr(getattr(shipped_tables(), group), name)) for group, name in (c.place for c in FITTED)])


def tables_with(values: Values) -> CombatTables:
    """The tables of the rules with other values of the fitted constants."""
    tables = shipped_tables()
    for constant, value in zip(FITTED, values, strict=True):
        group, name = constant.place
        tables = evolve(tables, **{group: evolve(getattr(tables, group), **{name: value})})
    return tables


def misfit(values: Values, without: str = "") -> float:
    """Squared error of the logarithm of every median against the geometric middle of its recorded range.

    Over the fitted engagements alone; a chance counts by how far it lies outside its range; and a weak pull to the
    start. It is the objective of the first fit (a script of its own, before there was a game), on the game's rules.

    Args:
        without: title of an engagement that is left out.
    """
    pull = [ln(value / constant.start) ** 2 for constant, value in zip(FITTED, values, strict=True)]
    with trying(tables_with(values)):
        errors = [
            error
            for engagement in all_engagements()
            if engagement.fitted and engagement.title != without
            for error in _errors(distribution(engagement, COURSES), engagement.recorded)
        ]
    return PULL * _sum(pull) + _sum(errors)


def _errors(found: Mapping[str, list[float]], recorded: Mapping[str, tuple[float, float]]) -> list[float]:
    errors = []
    for figure, (low, high) in recorded.items():
        run = found[figure]
        if figure == TAKEN:
            chance = _sum(run) / len(run)
            errors.append(CHANCE * max(0.0, low - chance, chance - high) ** 2)
        else:
            errors.append(ln(max(1e-3, run[len(run) // 2]) / sqrt(low * high)) ** 2)
    return errors


def _sum(values: Iterable[float]) -> float:
    """A sum that is the same on every Python."""
    whole = 0.0
    for value in values:
        whole += value
    return whole


def fit(start: Values, without: str = "") -> tuple[Values, float]:
    """The values of least misfit by coordinate descent, and that misfit: steps are halved when none helps."""
    values, best, step = start, misfit(start, without), STEP
    while step > LEAST_STEP:
        moved = False
        for place in range(len(values)):
            for factor in (exp(step), exp(-step)):
                trial = (*values[:place], values[place] * factor, *values[place + 1 :])
                score = misfit(trial, without)
                if score < best - 1e-6:
                    best, values, moved = score, trial, True
        step = step if moved else step / 2.0
    return values, best


def scaled(values: Values, place: int, factor: float) -> Values:
    """The values with one of them multiplied."""
    return (*values[:place], values[place] * factor, *values[place + 1 :])
