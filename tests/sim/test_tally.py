"""Tallies: counts that tell what the list of all values would."""

from __future__ import annotations

from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.sim import stats
from game.sim.tally import Tally

VALUES = st.lists(st.integers(-50, 50).map(float), min_size=1, max_size=60)


def tally_of(values: list[float], never: int = 0) -> Tally:
    """Counts of some values."""
    tally = Tally()
    for value in [*values, *[None] * never]:
        tally.add(value)
    return tally


@given(VALUES, st.integers(0, 5), st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.9, 1.0]), st.integers(-60, 60))
def test_counts_tell_what_the_list_would(values: list[float], never: int, share: float, at: int) -> None:
    tally = tally_of(values, never)
    assert (tally.count, tally.games) == (len(values), len(values) + never)
    assert tally.values() == sorted(values)
    assert tally.quantile(share) == stats.quantile(values, share)
    assert tally.mean() == pytest.approx(fmean(values))
    assert tally.percentile(at) == stats.percentile(values, at)
    assert tally.inside(-10, at) == sum(-10 <= value <= at for value in values)


def test_nothing_has_no_middle() -> None:
    empty = tally_of([], never=3)
    for ask in (empty.mean, lambda: empty.quantile(0.5), lambda: empty.percentile(1)):
        with pytest.raises(ValueError):
            ask()
    assert (empty.games, empty.values()) == (3, [])


def test_a_tally_grows_with_distinct_values_only() -> None:
    tally = Tally()
    for number in range(100_000):
        tally.add(number % 7)
    assert len(tally.counts) == 7 and tally.games == 100_000
