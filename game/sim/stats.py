"""Quantiles, shares and intervals of simulated figures."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf, sqrt

from game.sim.tally import Tally

Z95 = 1.959963984540054
"""Two-sided 95 % point of the normal law."""
_T95 = (
    *(12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228),
    *(2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086),
    *(2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042),
)
"""Two-sided 95 % points of Student's law for 1 to 30 degrees of freedom, from the usual tables."""


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
    # Rounding must not put the bound of an extreme share on its wrong side.
    low = max(0.0, (middle - spread) / below) if hits else 0.0
    high = min(1.0, (middle + spread) / below) if hits < trials else 1.0
    return low, high


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


def mean_interval(tally: Tally) -> tuple[float, float, float]:
    """Mean of some values, such as paired differences, with its 95 % interval after Student.

    One value alone says nothing of the spread: its interval is infinite.

    Raises:
        ValueError: there are no values.
    """
    middle, count = tally.mean(), tally.count
    if count < 2:
        return middle, -inf, inf
    variance = sum(times * (value - middle) ** 2 for value, times in tally.steps()) / (count - 1)
    half = student(count - 1) * sqrt(variance / count)
    return middle, middle - half, middle + half


def mean_difference(before: Sequence[float], after: Sequence[float]) -> tuple[float, float, float]:
    """Mean of the paired differences after - before, with its 95 % interval, as `mean_interval` has it.

    Raises:
        ValueError: the two do not pair.
    """
    if len(before) != len(after) or not before:
        raise ValueError("differences need pairs")
    gaps = Tally()
    for one, other in zip(before, after, strict=True):
        gaps.add(other - one)
    return mean_interval(gaps)


def student(freedom: int) -> float:
    """Two-sided 95 % point of Student's law; beyond 30 degrees of freedom within 0.001 by the first correction."""
    if freedom <= len(_T95):
        return _T95[freedom - 1]
    return Z95 + (Z95**3 + Z95) / (4 * freedom)
