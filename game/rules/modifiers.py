"""Named factors of an assault and their products, from which every printed ratio re-computes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from game.model.events import ModifierLine

Tag = Literal["A", "D", "both"]
"""Attacker, defender, or both."""

Effect = Literal["P", "V", "T"]
"""P power of a side, V losses of a side, T losses of both."""


class Products(NamedTuple):
    """All factors of a list multiplied together."""

    power_a: float
    """Factor on the attacker's raw power."""
    power_d: float
    """Factor on the defender's raw power."""
    losses_a: float
    """Factor on the attacker's hourly losses."""
    losses_d: float
    """Factor on the defender's hourly losses."""


def products(modifiers: Iterable[ModifierLine]) -> Products:
    """The four products of a list, multiplied in its order so that the same list gives the same bits."""
    power_a = power_d = losses_a = losses_d = 1.0
    for side, effect, _, value, _, _ in modifiers:
        if effect == "P":
            if side != "D":
                power_a *= value
            if side != "A":
                power_d *= value
        else:
            if side != "D":
                losses_a *= value
            if side != "A":
                losses_d *= value
    return Products(power_a, power_d, losses_a, losses_d)


def power_ratio(raw_a: float, raw_d: float, modifiers: Iterable[ModifierLine]) -> float:
    """Attacker's power over the defender's, re-computed from raw powers and the list. Rule 7.4."""
    product = products(modifiers)
    return raw_a * product.power_a / (raw_d * product.power_d)
