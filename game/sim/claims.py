"""Claims put to the test: a battle with a change and without it, game by game over the same seeds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from attrs import define, field, frozen

from game.data.catalogue import Catalogue
from game.data.claims import Claim, Expectation
from game.language.describe_figures import is_clock
from game.model.scenario import Scenario
from game.record.problems import RecordProblem
from game.sim import stats
from game.sim.batch import DEFAULT_LEVEL, Progress, played
from game.sim.run import Run
from game.sim.runs import RunFile, differing, read_runs
from game.sim.setting import Setting, setting_of
from game.sim.tally import Tally
from game.sim.workers import Hands, games_of

HOLDS, FAILS, UNCERTAIN, PARTLY = "holds", "fails", "uncertain", "partly"
"""Verdicts; the last one is only given of a claim with several expectations."""
RISING = ("more", "later")
"""Effects that are a difference above 0."""


@frozen(kw_only=True)
class Outcome:
    """What became of one expectation."""

    wish: Expectation
    before: float
    after: float
    """Means over all games; for an hour, minutes of the scenario, with the end for a game in which it never came."""
    difference: float
    """Mean of the differences after - before."""
    low: float | None
    high: float | None
    """Its 95 % interval; None with fewer than two games."""
    came_about: tuple[int, int] | None
    """For an hour: in how many games it came, before and after. None for what is counted."""
    verdict: str


@frozen
class Grounds:
    """What a claim's games were played on."""

    before: tuple[str, str]
    """Digests of the scenario and of its plans."""
    after: tuple[str, str]
    """The same with the change."""

    @classmethod
    def of(cls, before: Scenario, after: Scenario) -> Grounds:
        """Those of a scenario without the change and with it."""
        return cls((before.digest, before.plans_digest), (after.digest, after.plans_digest))


@frozen(kw_only=True)
class Trial:
    """A claim and what its games said of it."""

    claim: Claim
    grounds: Grounds
    games: int
    outcomes: tuple[Outcome, ...]
    verdict: str


def verdict_of(effect: str, by: float | None, low: float | None, high: float | None) -> str:
    """Whether an expectation holds, by the 95 % interval of the difference after - before.

    The interval is turned so that what is expected lies above 0. Then the expectation holds if the whole interval lies
    above 0, and not below the least size where one is given; it fails if the interval ends at or below 0, or below the
    least size; else it is uncertain. For `same` it holds if the whole interval lies within the size on both sides of
    0, fails if it lies wholly outside, and is uncertain else. Without an interval nothing is certain.

    Args:
        effect: more, less, earlier, later or same.
        by: least size of the difference, or greatest for same; None: any.
        low, high: ends of the interval; None with fewer than two games.
    """
    if low is None or high is None:
        return UNCERTAIN
    size = by or 0.0
    if effect == "same":
        if -size <= low and high <= size:
            return HOLDS
        return FAILS if low > size or high < -size else UNCERTAIN
    least, most = (low, high) if effect in RISING else (-high, -low)
    if least > 0.0 and least >= size:
        return HOLDS
    return FAILS if most <= 0.0 or most < size else UNCERTAIN


def verdict_of_all(verdicts: Sequence[str]) -> str:
    """Verdict on a claim: that of all its expectations; partly if some hold; fails if none holds and one fails."""
    if len(set(verdicts)) == 1:
        return verdicts[0]
    return PARTLY if HOLDS in verdicts else FAILS


@define
class _Gaps:
    """Differences of one figure, game by game."""

    wish: Expectation
    counts: Tally = field(factory=Tally)
    sums: list[float] = field(factory=lambda: [0.0, 0.0])
    came_about: list[int] = field(factory=lambda: [0, 0])

    def add(self, values: tuple[float | None, float | None], latest: float) -> None:
        """One pair of games; what did not come about counts as the latest minute."""
        filled = [latest if value is None else value for value in values]
        for which, value in enumerate(values):
            self.came_about[which] += value is not None
            self.sums[which] += filled[which]
        self.counts.add(filled[1] - filled[0])

    def outcome(self) -> Outcome:
        """What they say of the expectation."""
        pairs, wish = self.counts.count, self.wish
        middle, *edges = stats.mean_interval(self.counts)
        low, high = edges if pairs > 1 else (None, None)
        return Outcome(
            wish=wish,
            before=self.sums[0] / pairs,
            after=self.sums[1] / pairs,
            difference=middle,
            low=low,
            high=high,
            came_about=(self.came_about[0], self.came_about[1]) if is_clock(wish.measure) else None,
            verdict=verdict_of(wish.effect, wish.by, low, high),
        )


def weigh(claim: Claim, grounds: Grounds, before: Iterable[Run], after: Iterable[Run], ends: tuple[int, int]) -> Trial:
    """A claim judged by two batches over the same seeds.

    Args:
        ends: last minute of either scenario; an hour that never comes counts as the later of the two.

    Raises:
        ValueError: the batches have other seeds, no games, or not the same number of them.
        LookupError: the games do not take a measure that the claim expects something of.
    """
    latest = float(max(ends))
    gaps = [_Gaps(wish) for wish in claim.expect]
    games = 0
    for one, other in zip(before, after, strict=True):
        if one.seed != other.seed:
            raise ValueError("only batches over the same seeds can be compared game by game")
        games += 1
        for gap in gaps:
            gap.add((_value(one, gap.wish.measure), _value(other, gap.wish.measure)), latest)
    if not games:
        raise ValueError("a claim needs games")
    outcomes = tuple(gap.outcome() for gap in gaps)
    verdict = verdict_of_all([found.verdict for found in outcomes])
    return Trial(claim=claim, grounds=grounds, games=games, outcomes=outcomes, verdict=verdict)


def _value(run: Run, measure: str) -> float | None:
    if measure not in run.figures:
        raise LookupError(f"the games do not take '{measure}'; they take {', '.join(sorted(run.figures))}")
    return run.figures[measure]


def sides_of(claim: Claim, catalogue: Catalogue) -> tuple[tuple[Setting, Scenario], tuple[Setting, Scenario]]:
    """What a claim has played, without the change and with it.

    Raises:
        LookupError: the scenario, or what the claim makes of it, is broken.
    """
    levels = (DEFAULT_LEVEL, DEFAULT_LEVEL)
    before = setting_of(claim.before, seed=claim.seed, levels=levels, catalogue=catalogue)
    names = [side.id for side in before[1].sides]
    after = setting_of(
        claim.after,
        seed=claim.seed,
        levels=levels,
        plans=(claim.plans.get(names[0], ""), claim.plans.get(names[1], "")),
        changes=claim.changes,
        catalogue=catalogue,
    )
    return before, after


def tried(
    claim: Claim,
    before: tuple[Setting, Scenario],
    after: tuple[Setting, Scenario],
    games: int,
    by: Hands | None = None,
    *,
    clouds: Path | None = None,
    out: RunFile | None = None,
    progress: Progress | None = None,
) -> Trial:
    """A claim put to the test.

    Args:
        before, after: as `sides_of` gave them.
        by: who plays; None for this process.
        clouds: folder of run files by scenario, whose games are not played again where they are those of a side.
        out: where the games with the change are kept; those in it already are not played again.
        progress: told (games done, games in all).

    Raises:
        LookupError: the games do not take a measure that the claim expects something of.
    """
    first = _kept(before[0], games, by, clouds) or played(before[0], games, by)
    second = _kept(after[0], games, by, clouds) or played(after[0], games, by, out=out, progress=progress)
    ends = (before[1].calendar.end_minute, after[1].calendar.end_minute)
    return weigh(claim, Grounds.of(before[1], after[1]), first, second, ends)


def _kept(setting: Setting, games: int, by: Hands | None, clouds: Path | None) -> Iterator[Run] | None:
    """Games of a setting from the run file of its scenario, and as many more as are asked for; None if none fit."""
    path = clouds / f"{setting.scenario}.jsonl" if clouds is not None else None
    if path is None or not path.is_file():
        return None
    try:
        header, runs = read_runs(path)
        known = 0 if differing(header, setting.header()) else min(games, sum(1 for _ in runs))
    except RecordProblem:
        return None
    if not known:
        return None
    return chain(RunFile(path, setting.seed).kept(known), games_of(setting, range(known, games), by))
