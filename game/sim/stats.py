"""Quantiles, shares and intervals of simulated figures."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

Z95 = 1.959963984540054
"""Two-sided 95 % point of the normal law."""


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which a share of the sorted values lies, by linear interpolation between ranks (type 7).

    Raises:
        ValueError: there are no values, or the share is outside 0 to 1.
    """
    if not values or not 0.0 <= share <= 1.0:
        raise ValueError("a quantile needs values and a share from 0 to 1")
    ranked = sorted(values)
    place = share * (len(ranked) - 1)
    low = int(place)
    high = min(low + 1, len(ranked) - 1)
    return ranked[low] + (ranked[high] - ranked[low]) * (place - low)


def mean(values: Sequence[float]) -> float:
    """Mean, summed in order.

    Raises:
        ValueError: there are no values.
    """
    if not values:
        raise ValueError("a mean needs values")
    total = 0.0
    for value in values:
        total += value
    return total / len(values)


def wilson(hits: int, trials: int) -> tuple[float, float]:
    """95 % interval of a share, after Wilson; (0, 1) without trials."""
    if not trials:
        return 0.0, 1.0
    share, z2 = hits / trials, Z95 * Z95
    middle = share + z2 / (2 * trials)
    spread = Z95 * sqrt(share * (1 - share) / trials + z2 / (4 * trials * trials))
    below = 1 + z2 / trials
    return max(0.0, (middle - spread) / below), min(1.0, (middle + spread) / below)


def percentile(values: Sequence[float], at: float) -> float:
    """Share in per cent of the values below a figure, those equal to it counted half.

    Raises:
        ValueError: there are no values.
    """
    if not values:
        raise ValueError("a percentile needs values")
    below = sum(value < at for value in values)
    equal = sum(value == at for value in values)
    return 100.0 * (below + equal / 2.0) / len(values)


def mean_difference(before: Sequence[float], after: Sequence[float]) -> tuple[float, float, float]:
    """Mean of the paired differences after - before, with its 95 % interval (normal law).

    Raises:
        ValueError: the two do not pair.
    """
    if len(before) != len(after) or not before:
        raise ValueError("differences need pairs")
    gaps = [b - a for a, b in zip(before, after, strict=True)]
    middle = mean(gaps)
    if len(gaps) < 2:
        return middle, middle, middle
    variance = sum((gap - middle) ** 2 for gap in gaps) / (len(gaps) - 1)
    half = Z95 * sqrt(variance / len(gaps))
    return middle, middle - half, middle + half
