"""The linear pair of equations behind the assault and the duel of vehicles with guns, solved exactly. Rule 7.41.

`dp/dt = -a q`, `dq/dt = -d p` with p = q = 1 at the start. With growth e = exp(t sqrt(a d)) and balance
g = sqrt(a / d), p = [(1 - g) e + (1 + g) / e] / 2, and q is the same with 1 / g. Nothing in it depends on the time
already fought, so a fight cut in slices ends as the whole does.
"""

from __future__ import annotations

from math import inf, sqrt


def share_at(growth: float, balance: float) -> float:
    """p when exp(t sqrt(a d)) has come to `growth`; q if the inverse of the balance is given."""
    return 0.5 * ((1.0 - balance) * growth + (1.0 + balance) / growth)


def growth_until(level: float, balance: float) -> float:
    """exp(t sqrt(a d)) at the moment p falls to `level`; infinite if the other side is spent before that."""
    discriminant = level * level - 1.0 + balance * balance
    if discriminant < 0.0:
        return inf
    return (1.0 + balance) / (level + sqrt(discriminant))
