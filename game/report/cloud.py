"""This game and history among many games of computer against computer."""

from __future__ import annotations

from attrs import frozen

from game.language.describe_figures import measure_words
from game.model.history import Figure
from game.sim import stats
from game.sim.batch import Batch, against, spread
from game.sim.measures import Measures

YARDSTICK = (
    "The simulated games were played by the computer on both sides. They say what its commanders make of the battle, "
    "which is not what people would."
)
_NEVER = float("inf")
"""Stands for a place that did not fall: later than every minute."""


@frozen(kw_only=True)
class CloudLine:
    """One figure among the simulated games."""

    measure: str
    title: str
    p10: float | None
    p50: float | None
    p90: float | None
    mean: float | None
    """Over the games in which the figure came about; None if there was none."""
    share: float | None
    """For the fall of a place: share of the games in which it fell. None for all other figures."""
    values: tuple[float, ...]
    """Figures of all games in which it came about, in the order of the games."""
    game: float | None
    game_percentile: float
    """Percentage of the simulated games with a lower figure, equal ones counted half; never counts as the latest."""
    low: float | None = None
    high: float | None = None
    """The recorded range; None where the record is silent."""
    history_percentile: float | None = None
    """Where the middle of the recorded range lies among the games in which the figure came about."""
    share_inside: float | None = None
    """Share of all games inside the recorded range."""
    share_interval: tuple[float, float] | None = None
    """Its 95 % interval."""
    confidence: str = ""
    is_estimate: bool = False

    @property
    def is_idle(self) -> bool:
        """Whether nothing can be learnt from it: no record, and the same figure in every game and in this one."""
        if self.low is not None:
            return False
        if self.game is None:
            return not self.values
        return set(self.values) == {self.game} and self.share in (None, 1.0)


@frozen(kw_only=True)
class Cloud:
    """Simulated games as a yardstick."""

    games: int
    seed: int
    levels: tuple[str, str]
    lines: tuple[CloudLine, ...]
    """First the recorded figures, in the order of the record, then the rest by name."""
    results: tuple[tuple[str, int], ...]
    """Levels of victory with the number of games that ended so, from the first side's best."""


def cloud(batch: Batch, found: Measures) -> Cloud:
    """A game's figures among those of a batch of the same scenario."""
    scenario = batch.scenario
    recorded = {figure.key: figure for figure in scenario.history.figures}
    rest = sorted(name for name in batch.runs[0].figures if name not in recorded)
    names = [level.name for level in scenario.victory.levels]
    return Cloud(
        games=len(batch.runs),
        seed=batch.seed,
        levels=batch.levels,
        lines=tuple(_line(batch, name, found.get(name), recorded.get(name)) for name in (*recorded, *rest)),
        results=tuple((name, sum(run.level == name for run in batch.runs)) for name in names),
    )


def _line(batch: Batch, measure: str, value: float | None, figure: Figure | None) -> CloudLine:
    wide = spread(batch, measure)
    all_values = [_NEVER if (one := run.figures.get(measure)) is None else one for run in batch.runs]
    history = against(batch, figure) if figure is not None else None
    return CloudLine(
        measure=measure,
        title=measure_words(batch.scenario, measure),
        p10=wide["p10"],
        p50=wide["p50"],
        p90=wide["p90"],
        mean=wide["mean"],
        share=wide.get("share"),
        values=tuple(float(v) for v in batch.values(measure)),
        game=value,
        game_percentile=round(stats.percentile(all_values, _NEVER if value is None else value), 1),
        low=figure.low if figure is not None else None,
        high=figure.high if figure is not None else None,
        history_percentile=history["percentile"] if history else None,
        share_inside=history["share_inside"] if history else None,
        share_interval=(history["share_interval"][0], history["share_interval"][1]) if history else None,
        confidence=history["confidence"] if history else "",
        is_estimate=bool(history and history["estimate"]),
    )
