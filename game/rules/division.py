"""Rule 7.78: what a combat cost, divided among its factors.

The law makes the share of a side that a combat costs a function h of one number x, and x a product of factors: x is x0
times f1 times f2 and so on. Let all factors grow together from 1 to what they are, each by the same share of its
logarithm. On the way the loss grows from what it had been without them to what it was to be expected, and each factor
is given what its own growth added: (h(x) - h(x0)) ln fi / ln(f1 f2 ...). The parts add up to the loss, do not hang on
the order of the list, and a factor split in two has the two parts of the whole. With h straight this is the
logarithmic mean split (LMDI) of index numbers. What is drawn beyond the mean of all outcomes is luck.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import sqrt
from typing import Literal, NamedTuple

from attrs import frozen

from game.core.portable import exp, ln, total
from game.model.events import (
    AssaultResolved,
    BrokeOut,
    FlakMet,
    Intercepted,
    ModifierLine,
    UnitStruck,
    VehiclesShot,
)

Form = Literal["course", "burst", "plain"]
"""How the share lost hangs on x: the course of a fight 1 - (1 - x)^2, shells that fall at random 1 - exp(-x), or x."""
FORMS: dict[str, Form] = {"shells": "burst", "bombing": "burst", "fire": "plain"}
"""Of a fire, by its cause."""
OPPOSITION = 0.25
"""Exponent with which the ratio of powers bears on losses: rule 7.4."""
_LEAST = 1e-9
_EVEN = 1e-6
"""Sum of logarithms below which the factors as good as cancel, and the slope of the form serves for the difference."""


class Part(NamedTuple):
    """What one factor added to a loss, or spared of it."""

    line: ModifierLine
    """The factor, with the side that has it: A, D or both."""
    value: float
    """Men or vehicles; below 0 if it spared them."""


@frozen(kw_only=True)
class Division:
    """A loss of one side in one combat, in men or vehicles: lost = base + parts + apart + luck."""

    lost: int
    """What was drawn."""
    base: float
    """What the bare law takes: every factor 1."""
    parts: tuple[Part, ...] = ()
    apart: tuple[tuple[str, float], ...] = ()
    """What other laws take, on the mean: flight, crews in their vehicles, close quarters."""

    @property
    def expected(self) -> float:
        """The mean of what could have been drawn."""
        return total([self.base, *[part.value for part in self.parts], *[value for _, value in self.apart]])

    @property
    def luck(self) -> float:
        """What was lost beyond the mean."""
        return self.lost - self.expected


Factor = tuple[ModifierLine, float]
"""A line and the exponent with which its value bears on the loss."""


def divide(mean: float, whole: float, factors: Sequence[Factor], form: Form) -> tuple[float, tuple[Part, ...]]:
    """An expected loss as the bare law's and what each factor adds. Rule 7.78.

    Args:
        mean: what was to be expected.
        whole: what was there to be lost.
    """
    if mean <= 0.0 or whole <= 0.0:
        return max(0.0, mean), ()
    logs = [exponent * ln(max(_LEAST, line.value)) for line, exponent in factors]
    growth, x = total(logs), _exposure(min(1.0, mean / whole), form)
    if abs(growth) < _EVEN:
        rate = whole * x * _slope(x, form)
    else:
        rate = (whole * _share(x, form) - whole * _share(x * exp(-growth), form)) / growth
    parts = tuple([Part(line, rate * log) for (line, _), log in zip(factors, logs, strict=True)])
    return mean - total([part.value for part in parts]), parts


def _share(x: float, form: Form) -> float:
    if form == "burst":
        return 1.0 - exp(-min(700.0, x))
    left = max(0.0, 1.0 - x)
    return 1.0 - (left * left if form == "course" else left)


def _exposure(share: float, form: Form) -> float:
    """The x that gives a share."""
    if form == "burst":
        return -ln(max(_LEAST, 1.0 - share))
    return 1.0 - sqrt(1.0 - share) if form == "course" else share


def _slope(x: float, form: Form) -> float:
    if form == "burst":
        return exp(-x)
    return 2.0 * (1.0 - x) if form == "course" else 1.0


def of_assault(event: AssaultResolved) -> tuple[Division, Division]:
    """What an assault cost both sides in men, the attacker first. Rule 7.78."""
    return _men(event, "A"), _men(event, "D")


def _men(event: AssaultResolved, tag: str) -> Division:
    own = 0 if tag == "A" else 1
    drawn, number = event.outcomes[event.drawn], len(event.outcomes)
    whole = total([float((o.a_men, o.d_men)[own]) for o in event.outcomes]) / number
    crews = total([float((o.a_crews, o.d_crews)[own]) for o in event.outcomes]) / number
    fled = total([float(o.fled) for o in event.outcomes if o.broke == tag]) / number
    there = float(event.stakes.men[own]) if event.stakes is not None else 0.0
    base, parts = divide(whole - crews - fled, there, _bearing(event, tag), "course")
    apart = tuple([pair for pair in (("flight", fled), ("crews", crews)) if pair[1]])
    return Division(lost=(drawn.a_men, drawn.d_men)[own], base=base, parts=parts, apart=apart)


def _bearing(event: AssaultResolved, tag: str) -> list[Factor]:
    """The factors that bear on the losses of a side, and the raw powers as one of them. Rules 7.4 and 7.13."""
    odds = event.d_power / event.a_power if event.a_power > 0.0 else 1.0
    weight = ModifierLine(
        "both", "P", "numbers and weapons", odds if tag == "A" else 1.0 / max(_LEAST, odds), "7.13", ""
    )
    found = [(weight, OPPOSITION)]
    for line in event.modifiers:
        if line.effect == "P" and line.side != "both":
            found.append((line, -OPPOSITION if line.side == tag else OPPOSITION))
        elif line.effect != "P" and line.side in (tag, "both"):
            found.append((line, 1.0))
    return found


def vehicles_of_assault(event: AssaultResolved) -> tuple[Division, Division]:
    """What an assault cost both sides in vehicles, the attacker first. Rule 7.78."""
    drawn, number, made = event.outcomes[event.drawn], len(event.outcomes), list[Division]()
    for own, tag in enumerate("AD"):
        mean = total([float((o.a_vehicles, o.d_vehicles)[own]) for o in event.outcomes]) / number
        stakes = event.stakes
        close = min(mean, stakes.close) if stakes is not None and tag == "A" else 0.0
        lines = [(line, 1.0) for line in stakes.modifiers if line.side == tag] if stakes is not None else []
        there = float(stakes.vehicles[own]) if stakes is not None else 0.0
        base, parts = divide(mean - close, there, lines, "course")
        apart = (("close quarters", close),) if close else ()
        lost = (drawn.a_vehicles, drawn.d_vehicles)[own]
        made.append(Division(lost=lost, base=base, parts=parts, apart=apart))
    return made[0], made[1]


def of_fire(event: UnitStruck, lost: int) -> Division:
    """What shells, bombs or bullets cost a unit in men. Rule 7.78.

    Args:
        lost: men who fell.
    """
    base, parts = divide(event.expected, float(event.men), _all(event.modifiers), FORMS[event.cause])
    return Division(lost=lost, base=base, parts=parts)


def of_shots(event: VehiclesShot) -> Division:
    """What anti-tank fire cost a unit in vehicles. Rules 6.9 and 7.78."""
    base, parts = divide(event.share * event.there, float(event.there), _all(event.modifiers), "course")
    return Division(lost=sum([n for n in event.out]), base=base, parts=parts)


def of_interception(event: Intercepted) -> tuple[Division, Division]:
    """What a meeting in the air costs in machines hit, first the mission, then the fighters. Rules 7.78 and 9.8."""
    made = []
    for tag, mean, there in (("D", event.hit, event.sorties), ("A", event.hit_back, event.fighters)):
        lines = [line for line in event.modifiers if line.side == tag]
        base, parts = divide(mean, float(there), _all(lines), "plain")
        made.append(Division(lost=0, base=base, parts=parts))
    return made[0], made[1]


def of_flak(event: FlakMet) -> Division:
    """What fire from the ground costs in machines hit: its terms add up of themselves. Rules 7.78 and 9.71."""
    chance = total([line.value for line in event.modifiers])
    share = event.expected / chance if chance > 0.0 else 0.0
    return Division(lost=0, base=0.0, parts=tuple([Part(line, share * line.value) for line in event.modifiers]))


def of_break_out(event: BrokeOut, lost: int) -> Division:
    """What a break-out cost in men; it has no factors but the way. Rules 7.85 and 7.78."""
    return Division(lost=lost, base=event.share * event.men)


def _all(lines: Iterable[ModifierLine]) -> list[Factor]:
    return [(line, 1.0) for line in lines]
