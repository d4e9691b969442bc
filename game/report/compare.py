"""Two scenarios, or two levels of the computer, over the same seeds: what differs, and how surely."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from attrs import define, field, frozen

from game.language.describe_figures import is_clock, measure_words
from game.model.scenario import Scenario
from game.sim import stats
from game.sim.batch import Batch, Progress, gather, played
from game.sim.run import Run
from game.sim.setting import Setting
from game.sim.tally import Tally
from game.sim.workers import Hands

WARNING = (
    "The computer is the yardstick: the differences hold for its commanders on both sides and may not hold for people."
)


@frozen(kw_only=True)
class Contrast:
    """One figure in two batches. All means are over the pairs of games in which the figure came about in both."""

    measure: str
    title: str
    pairs: int
    before: float | None
    after: float | None
    difference: float | None
    """Mean of the differences after - before; None without a pair."""
    low: float | None
    high: float | None
    """Its 95 % interval; None with fewer than two pairs."""
    share: tuple[float, float] | None
    """For the fall of a place: share of the games in which it fell in each batch. None for all other figures."""

    @property
    def is_same(self) -> bool:
        """Whether no pair of games differs in it."""
        same = self.difference in (None, 0.0) and self.low in (None, 0.0) and self.high in (None, 0.0)
        return same and (self.share is None or self.share[0] == self.share[1])

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves out 0."""
        return self.low is not None and self.high is not None and (self.low > 0.0 or self.high < 0.0)


@frozen(kw_only=True)
class LevelShare:
    """A level of victory in two batches."""

    name: str
    before: float
    before_interval: tuple[float, float]
    after: float
    after_interval: tuple[float, float]
    """95 % intervals of the shares."""


@frozen(kw_only=True)
class Contrasts:
    """Two batches side by side."""

    before: Batch
    after: Batch
    measures: tuple[Contrast, ...]
    levels: tuple[LevelShare, ...]
    """Levels that some game reached, from the first side's best; by name where two scenarios differ in them."""


def contrast(before: Batch, after: Batch, pairs: Iterable[tuple[Run, Run]]) -> Contrasts:
    """Two batches, game by game; what it takes does not grow with the number of games.

    Args:
        before: the batch without its games, which are added here.
        after: likewise.
        pairs: the games of both, by number.

    Raises:
        ValueError: they were not played with the same seeds, or there are none.
    """
    gaps: dict[str, _Gaps] = {}
    for one, other in pairs:
        if one.seed != other.seed:
            raise ValueError("only batches over the same seeds can be compared game by game")
        before.add(one)
        after.add(other)
        for measure, value in one.figures.items():
            if measure in other.figures:
                gaps.setdefault(measure, _Gaps()).add(value, other.figures[measure])
    if not before.games:
        raise ValueError("there are no games to compare")
    return Contrasts(
        before=before,
        after=after,
        measures=tuple(gaps[name].contrast(before.scenario, name) for name in sorted(gaps)),
        levels=_levels(before, after),
    )


def contrast_games(
    before: tuple[Setting, Scenario],
    after: tuple[Setting, Scenario],
    games: int,
    by: Hands | None = None,
    progress: Progress | None = None,
) -> Contrasts:
    """Two settings played in pairs.

    Args:
        by: who plays; None for this process.
        progress: told (pairs done, pairs in all).
    """
    first, second = (gather(setting, scenario, ()) for setting, scenario in (before, after))
    pairs = zip(played(before[0], games, by), played(after[0], games, by, progress=progress), strict=True)
    return contrast(first, second, pairs)


@define
class _Gaps:
    """Differences of one figure, game by game."""

    counts: Tally = field(factory=Tally)
    """Differences after - before, over the pairs in which it came about in both."""
    sums: list[float] = field(factory=lambda: [0.0, 0.0])
    """Of the figures before and after, over these pairs."""
    fell: list[int] = field(factory=lambda: [0, 0])
    """Games in which it came about, before and after."""

    def add(self, before: float | None, after: float | None) -> None:
        self.fell[0] += before is not None
        self.fell[1] += after is not None
        if before is None or after is None:
            self.counts.add(None)
            return
        self.sums[0] += before
        self.sums[1] += after
        self.counts.add(after - before)

    def contrast(self, scenario: Scenario, measure: str) -> Contrast:
        pairs, games = self.counts.count, self.counts.games
        middle, low, high = stats.mean_interval(self.counts) if pairs else (None, None, None)
        return Contrast(
            measure=measure,
            title=measure_words(scenario, measure),
            pairs=pairs,
            before=self.sums[0] / pairs if pairs else None,
            after=self.sums[1] / pairs if pairs else None,
            difference=middle,
            low=low if pairs > 1 else None,
            high=high if pairs > 1 else None,
            share=(self.fell[0] / games, self.fell[1] / games) if is_clock(measure) else None,
        )


def _levels(before: Batch, after: Batch) -> tuple[LevelShare, ...]:
    names = dict.fromkeys(level.name for batch in (before, after) for level in batch.scenario.victory.levels)
    games = before.games
    found = []
    for name in names:
        a, b = before.reached.get(name, 0), after.reached.get(name, 0)
        if a or b:
            found.append(
                LevelShare(
                    name=name,
                    before=a / games,
                    before_interval=stats.wilson(a, games),
                    after=b / games,
                    after_interval=stats.wilson(b, games),
                )
            )
    return tuple(found)


# Data and words -------------------------------------------------------------------------------------------------------


def plain(found: Contrasts) -> dict[str, Any]:
    """The comparison as plain data."""
    return {
        "a": _batch_plain(found.before),
        "b": _batch_plain(found.after),
        "games": found.before.games,
        "seed": found.before.seed,
        "measures": {
            line.measure: {
                "a": _rounded(line.before),
                "b": _rounded(line.after),
                "difference": _rounded(line.difference),
                "interval": None if line.low is None else [_rounded(line.low), _rounded(line.high)],
                "pairs": line.pairs,
                **({} if line.share is None else {"share": [round(share, 4) for share in line.share]}),
            }
            for line in found.measures
        },
        "levels": {
            line.name: {
                "a": round(line.before, 4),
                "a_interval": [round(edge, 4) for edge in line.before_interval],
                "b": round(line.after, 4),
                "b_interval": [round(edge, 4) for edge in line.after_interval],
            }
            for line in found.levels
        },
        "warning": WARNING,
    }


def _batch_plain(batch: Batch) -> dict[str, Any]:
    sides = [side.id for side in batch.scenario.sides]
    return {
        "scenario": batch.scenario.id,
        "scenario_digest": batch.scenario.digest,
        "ai": dict(zip(sides, batch.levels, strict=True)),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def lines(found: Contrasts) -> tuple[str, ...]:
    """The comparison as text."""
    games = found.before.games
    told = [
        f"A: {_batch_words(found.before)}",
        f"B: {_batch_words(found.after)}",
        f"{games} games each, seed {found.before.seed}, game by game with the same dice seeds.",
        "",
        f"{'measure':<36} {'A':>9} {'B':>9} {'B - A':>9}   95 % interval",
    ]
    told += [_line(line, games) for line in found.measures if not line.is_same]
    if same := [line.title for line in found.measures if line.is_same]:
        told.append(f"The same on both sides: {'; '.join(same)}.")
    told += ["", f"{'result':<36} {'A':>9} {'B':>9}   95 % intervals"]
    for level in found.levels:
        a, b = level.before_interval, level.after_interval
        told.append(
            f"{level.name[:36]:<36} {level.before:>9.0%} {level.after:>9.0%}   "
            f"{a[0]:.0%} to {a[1]:.0%}; {b[0]:.0%} to {b[1]:.0%}"
        )
    return (*told, "", "* the interval leaves out no difference. Falls of places in minutes of the scenario.", WARNING)


def _batch_words(batch: Batch) -> str:
    sides = zip(batch.scenario.sides, batch.levels, strict=True)
    return f"{batch.scenario.title} ({batch.scenario.id}), {', '.join(f'{s.name} {level}' for s, level in sides)}"


def _line(line: Contrast, games: int) -> str:
    title = line.title[:36]
    fell = "" if line.share is None else f"  fell in {line.share[0]:.0%} and {line.share[1]:.0%}"
    if line.before is None or line.after is None or line.difference is None:
        return f"{title:<36} {'-':>9} {'-':>9} {'-':>9}   no pair of games{fell}"
    interval = "one pair only" if line.low is None or line.high is None else f"{line.low:+.2f} to {line.high:+.2f}"
    few = f"  over {line.pairs} pairs" if line.pairs < games else ""
    mark = " *" if line.is_clear else ""
    return f"{title:<36} {line.before:>9.2f} {line.after:>9.2f} {line.difference:>+9.2f}   {interval}{mark}{few}{fell}"
