"""Exact counts of a measure's values over any number of games; what it takes grows with distinct values only."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define, field


@define
class Tally:
    """How often each value of one measure came about."""

    counts: dict[float, int] = field(factory=dict)
    never: int = 0
    """Games in which it did not come about, such as those in which a place never fell."""

    def add(self, value: float | None) -> None:
        """Counts one game."""
        if value is None:
            self.never += 1
        else:
            self.counts[value] = self.counts.get(value, 0) + 1

    @property
    def count(self) -> int:
        """Games in which it came about."""
        return sum(self.counts.values())

    @property
    def games(self) -> int:
        """All games."""
        return self.count + self.never

    def steps(self) -> Iterator[tuple[float, int]]:
        """(value, games), rising."""
        return iter(sorted(self.counts.items()))

    def values(self) -> list[float]:
        """A value for each game in which it came about, rising."""
        return [value for value, times in self.steps() for _ in range(times)]

    def _rank(self, rank: int) -> float:
        """The value of a rank, from 0."""
        passed = 0
        for value, times in self.steps():
            passed += times
            if rank < passed:
                return value
        raise ValueError(f"there is no rank {rank}")

    def quantile(self, share: float) -> float:
        """The value below which a share of the games lies, as `stats.quantile` has it.

        Raises:
            ValueError: there are no values, or the share is outside 0 to 1.
        """
        if not self.counts or not 0.0 <= share <= 1.0:
            raise ValueError("a quantile needs values and a share from 0 to 1")
        last = self.count - 1
        place = share * last
        low = int(place)
        below, above = self._rank(low), self._rank(min(low + 1, last))
        return below + (above - below) * (place - low)

    def mean(self) -> float:
        """Mean over the games in which it came about.

        Raises:
            ValueError: there are no values.
        """
        if not self.counts:
            raise ValueError("a mean needs values")
        return sum(value * times for value, times in self.steps()) / self.count

    def inside(self, low: float, high: float) -> int:
        """Games whose value lies between two bounds, both counted in."""
        return sum(times for value, times in self.counts.items() if low <= value <= high)

    def percentile(self, at: float) -> float:
        """Share in per cent of the games with a lower value than `at`, those equal to it counted half.

        Raises:
            ValueError: there are no values.
        """
        if not self.counts:
            raise ValueError("a percentile needs values")
        below = sum(times for value, times in self.counts.items() if value < at)
        return 100.0 * (below + self.counts.get(at, 0) / 2.0) / self.count
