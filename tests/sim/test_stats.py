"""Statistics against values worked out elsewhere."""

from __future__ import annotations

from math import inf
from statistics import NormalDist, quantiles

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.sim import stats


def test_quantiles_are_those_of_linear_interpolation() -> None:
    values = [3.0, 1.0, 4.0, 1.0, 5.0]
    assert stats.quantile(values, 0.5) == 3.0
    assert stats.quantile(values, 0.0) == 1.0
    assert stats.quantile(values, 1.0) == 5.0
    assert stats.quantile(values, 0.9) == pytest.approx(4.6), "type 7: 0.6 of the way from the fourth to the fifth"
    assert stats.quantile([7.0], 0.1) == 7.0


@given(st.lists(st.integers(-1000, 1000), min_size=2, max_size=40))
def test_quantiles_agree_with_the_standard_library(values: list[int]) -> None:
    tenths = quantiles(values, n=10, method="inclusive")
    for number, expected in enumerate(tenths, 1):
        assert stats.quantile(values, number / 10) == pytest.approx(expected)


@pytest.mark.parametrize(("values", "share"), [([], 0.5), ([1.0], 1.1), ([1.0], -0.1)])
def test_quantiles_of_nothing_are_refused(values: list[float], share: float) -> None:
    with pytest.raises(ValueError):
        stats.quantile(values, share)


def test_wilson_intervals_match_the_textbook() -> None:
    # Newcombe 1998, table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
    for hits, trials, low, high in (
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ):
        assert stats.wilson(hits, trials) == pytest.approx((low, high), abs=1e-4)
    assert stats.wilson(0, 0) == (0.0, 1.0)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_holds_the_share_and_stays_within_bounds(drawn: tuple[int, int]) -> None:
    hits, trials = drawn
    low, high = stats.wilson(hits, trials)
    assert 0.0 <= low <= hits / trials <= high <= 1.0


def test_percentiles_count_ties_by_half() -> None:
    assert stats.percentile([1, 2, 2, 3], 2) == 50.0
    assert stats.percentile([1, 2, 3, 4], 10) == 100.0
    assert stats.percentile([1, 2, 3, 4], 0) == 0.0
    with pytest.raises(ValueError):
        stats.percentile([], 1)


def test_differences_are_paired() -> None:
    # The pairs differ by 1 each time though the values are all over the place: the interval must be narrow.
    middle, low, high = stats.mean_difference([10, 50, 90], [11, 51, 91])
    assert (middle, low, high) == (1.0, 1.0, 1.0)
    # Gaps 1, 2, 3: mean 2, standard error 1/sqrt(3), t(2) = 4.303.
    middle, low, high = stats.mean_difference([0, 0, 0], [1, 2, 3])
    assert middle == 2.0
    assert high - middle == pytest.approx(4.303 / 3**0.5, abs=1e-3)
    assert middle - low == pytest.approx(high - middle)
    assert stats.mean_difference([1], [4]) == (3.0, -inf, inf), "one pair does not show how much pairs vary"
    for before, after in (([1], [1, 2]), ([], [])):
        with pytest.raises(ValueError):
            stats.mean_difference(before, after)


def test_students_points_go_over_into_the_normal_law() -> None:
    assert NormalDist().inv_cdf(0.975) == pytest.approx(stats.Z95)
    points = [stats.student(freedom) for freedom in range(1, 400)]
    assert points == sorted(points, reverse=True), "more pairs never widen the interval"
    assert stats.student(60) == pytest.approx(2.000, abs=1e-3)
    assert stats.student(120) == pytest.approx(1.980, abs=1e-3)
