"""This game and history among many games of computer against computer."""

from __future__ import annotations

from attrs import frozen

from game.language.describe_figures import measure_words
from game.language.names import short_place
from game.model.history import Figure
from game.model.scenario import Scenario
from game.model.sides import CONTESTED
from game.report.standing import Standing
from game.sim.batch import Batch, against, control_lines, spread
from game.sim.chronicle import day_ends

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
    """Figures of all games in which it came about, ascending."""
    game: float | None
    """This game's; None for a place that has not fallen, and for what the reader does not know."""
    is_known: bool = True
    """Whether the reader knows this game's."""
    is_open: bool = False
    """Whether this game's may still change, so that it cannot be held against whole games."""
    is_claimed: bool = False
    """Whether this game's is what the reader's side believes, and may be wrong."""
    lower: int
    """Simulated games with a lower figure; one in which a place never fell has the highest of all."""
    same: int
    higher: int
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
    def game_percentile(self) -> float | None:
        """Percentage of the simulated games with a lower figure, equal ones counted half; None before it stands."""
        if self.is_open or not self.is_known:
            return None
        return round(100.0 * (self.lower + self.same / 2.0) / (self.lower + self.same + self.higher), 1)

    @property
    def is_idle(self) -> bool:
        """Whether nothing can be learnt from it: no record, and the same figure in every game and in this one."""
        if self.low is not None:
            return False
        if self.game is None:
            return not self.values
        return set(self.values) == {self.game} and self.share in (None, 1.0)


@frozen(kw_only=True)
class DayLine:
    """Who held a place at the end of a day: by the record, in this game, in the simulated games."""

    place: str
    """Id."""
    name: str
    minute: int
    record: str
    """Id of a side, "contested" or "nobody"; empty where the record is silent or disputed."""
    game: str
    """The same of this game; empty for a day that it has not reached."""
    shares: tuple[tuple[str, float], ...]
    """Holders with the share of the simulated games in which they held it then."""

    def share(self, holder: str) -> float:
        """Share of the simulated games in which it was in those hands."""
        return dict(self.shares).get(holder, 0.0)


@frozen(kw_only=True)
class Source:
    """The file from which simulated games were read."""

    name: str
    digest: str
    """Of what the file says about the games; the time they took is not in it."""
    rules_version: int


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
    level: str = ""
    """This game's; empty while it goes on."""
    minute: int | None = None
    """The present of a game that goes on; None of one that is over."""
    days: tuple[DayLine, ...] = ()
    """By place, then by day."""
    source: Source | None = None
    """None where the games were played for the occasion."""


def cloud(batch: Batch, found: Standing, source: Source | None = None) -> Cloud:
    """A game among those of a batch of the same scenario."""
    scenario = batch.scenario
    recorded = {figure.key: figure for figure in scenario.history.figures}
    rest = sorted(name for name in batch.measures if name not in recorded)
    counts = batch.results
    return Cloud(
        games=batch.games,
        seed=batch.seed,
        levels=batch.levels,
        lines=tuple(_line(batch, name, found, recorded.get(name)) for name in (*recorded, *rest)),
        results=tuple((level.name, counts.get(level.name, 0)) for level in scenario.victory.levels),
        level=found.level,
        minute=None if found.is_over else found.minute,
        days=_days(batch, found),
        source=source,
    )


def _line(batch: Batch, measure: str, found: Standing, figure: Figure | None) -> CloudLine:
    wide, values = spread(batch, measure), batch.values(measure)
    history = against(batch, figure) if figure is not None else None
    is_known, value = measure in found.figures, found.figures.get(measure)
    at = _NEVER if value is None else value
    never = batch.games - len(values)
    lower, same = sum(v < at for v in values), sum(v == at for v in values) + (never if value is None else 0)
    return CloudLine(
        measure=measure,
        title=measure_words(batch.scenario, measure),
        p10=wide["p10"],
        p50=wide["p50"],
        p90=wide["p90"],
        mean=wide["mean"],
        share=wide.get("share"),
        values=tuple(float(v) for v in values),
        game=value,
        is_known=is_known,
        is_open=measure in found.open,
        is_claimed=measure in found.claimed,
        lower=lower,
        same=same,
        higher=batch.games - lower - same,
        low=figure.low if figure is not None else None,
        high=figure.high if figure is not None else None,
        history_percentile=history["percentile"] if history else None,
        share_inside=history["share_inside"] if history else None,
        share_interval=(history["share_interval"][0], history["share_interval"][1]) if history else None,
        confidence=history["confidence"] if history else "",
        is_estimate=bool(history and history["estimate"]),
    )


def _days(batch: Batch, found: Standing) -> tuple[DayLine, ...]:
    scenario = batch.scenario
    ends, rows, lines = day_ends(scenario), control_lines(batch), list[DayLine]()
    for index, place in enumerate(scenario.board.objectives):
        for number, minute in enumerate(ends):
            row = rows[index * len(ends) + number]
            game = found.held[index][number] if found.held else None
            lines.append(
                DayLine(
                    place=place.id,
                    name=short_place(place),
                    minute=minute,
                    record=row["record"] or "",
                    game="" if game is None else holder_id(scenario, game),
                    shares=tuple(row["shares"].items()),
                )
            )
    return tuple(lines)


def holder_id(scenario: Scenario, holder: int) -> str:
    """A holder as data: a side's id, "contested" or "nobody"."""
    if holder == CONTESTED:
        return "contested"
    return scenario.sides[holder].id if holder >= 0 else "nobody"
