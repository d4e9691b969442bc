"""Batches: many games of computer against computer, the same for any number of workers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from pathlib import Path
from typing import Any

from attrs import define, field

from game.data.catalogue import Catalogue
from game.data.changes import NONE, Changes
from game.language.describe_figures import is_clock
from game.model.history import Figure
from game.model.scenario import Scenario
from game.model.sides import CONTESTED
from game.record.replay import RULES_VERSION
from game.sim import stats
from game.sim.chronicle import day_ends, recorded_holder
from game.sim.run import Run
from game.sim.runs import RunFile
from game.sim.setting import Setting, setting_of
from game.sim.tally import Tally
from game.sim.workers import Hands, games_of, hands

DEFAULT_LEVEL = "staff"
HISTORY_KEYS = ("measure", "low", "high", "sources", "share_inside", "percentile")
"""What is printed of a recorded figure beside the simulated games."""
Progress = Callable[[int, int], None]
"""Told (games done, games in all) now and then."""


@define(kw_only=True)
class Batch:
    """Simulated games of one scenario, added up: what it takes does not grow with their number."""

    scenario: Scenario
    seed: int
    levels: tuple[str, str]
    plans: tuple[str, str] = ("", "")
    games: int = 0
    orders: int = 0
    unit_turns: int = 0
    cpu_seconds: float = 0.0
    """CPU time of all games, without reading files and starting workers."""
    tallies: dict[str, Tally] = field(factory=dict)
    """Figures by measure."""
    reached: dict[str, int] = field(factory=dict)
    """Games by the level of victory that they reached."""
    held: dict[tuple[int, int], dict[int, int]] = field(factory=dict)
    """By (objective, position in `day_ends`): games by holder."""

    def add(self, run: Run) -> None:
        """Takes one game in."""
        self.games += 1
        self.orders += run.orders
        self.unit_turns += run.unit_turns
        self.cpu_seconds += run.cpu_seconds
        self.reached[run.level] = self.reached.get(run.level, 0) + 1
        for measure, value in run.figures.items():
            self.tallies.setdefault(measure, Tally()).add(value)
        for place, days in enumerate(run.control):
            for day, holder in enumerate(days):
                counts = self.held.setdefault((place, day), {})
                counts[holder] = counts.get(holder, 0) + 1

    @property
    def measures(self) -> tuple[str, ...]:
        """Names of all measures, in order."""
        return tuple(sorted(self.tallies))

    @property
    def results(self) -> Mapping[str, int]:
        """Games by the level of victory that they reached, from the first side's best."""
        return {n.name: self.reached[n.name] for n in self.scenario.victory.levels if n.name in self.reached}

    def tally(self, measure: str) -> Tally:
        """Counts of a measure; empty for one that no game has."""
        return self.tallies.get(measure, Tally())

    def values(self, measure: str) -> list[float]:
        """A figure over the games in which it came about, rising."""
        return self.tally(measure).values()


def gather(setting: Setting, scenario: Scenario, runs: Iterable[Run]) -> Batch:
    """Games added up."""
    batch = Batch(scenario=scenario, seed=setting.seed, levels=setting.levels, plans=setting.plans)
    for run in runs:
        batch.add(run)
    return batch


def played(
    setting: Setting,
    games: int,
    by: Hands | None = None,
    *,
    out: RunFile | None = None,
    progress: Progress | None = None,
) -> Iterator[Run]:
    """Games of a setting in the order of their numbers, whatever the number of workers.

    Args:
        by: who plays; None for this process.
        out: where they are kept; games that are in it already are not played again.

    Raises:
        ValueError: no games are asked for.
    """
    if games < 1:
        raise ValueError("a batch needs games")
    done = 0
    for run in out.kept(games) if out is not None else ():
        done += 1
        yield run
    for run in games_of(setting, range(done, games), by):
        if out is not None:
            out.append(run)
        done += 1
        if progress is not None:
            progress(done, games)
        yield run


def simulate(
    which: str | Path,
    *,
    games: int,
    seed: int = 1,
    jobs: int = 1,
    levels: tuple[str, str] = (DEFAULT_LEVEL, DEFAULT_LEVEL),
    plans: tuple[str, str] = ("", ""),
    changes: Changes = NONE,
    out: Path | None = None,
    progress: Progress | None = None,
    executor: Executor | None = None,
    catalogue: Catalogue | None = None,
) -> Batch:
    """Many games of a scenario, added up.

    Args:
        which: id or folder of the scenario, or the file of a variant.
        plans: ids of the staffs' plans by side; empty for their own choice.
        changes: laid over the scenario.
        out: run file to keep the games in, and to go on from.

    Raises:
        LookupError: there is no such scenario, or it is broken.
        ValueError: no games are asked for.
        RecordProblem: the run file is of other games, or damaged.
    """
    setting, scenario = setting_of(which, seed=seed, levels=levels, plans=plans, changes=changes, catalogue=catalogue)
    file = None if out is None else RunFile.open(out, setting)
    with hands(jobs, executor) as by:
        return gather(setting, scenario, played(setting, games, by, out=file, progress=progress))


def plain(batch: Batch) -> dict[str, Any]:
    """A batch as it is printed: results, spread of each measure, and where history lies in it."""
    return {
        "scenario": batch.scenario.id,
        "rules_version": RULES_VERSION,
        "games": batch.games,
        "seed": batch.seed,
        "levels": dict(batch.results),
        "measures": {name: spread(batch, name) for name in batch.measures},
        "history": [
            {key: found[key] for key in HISTORY_KEYS}
            for found in (against(batch, figure) for figure in batch.scenario.history.figures)
        ],
        "control": [line for line in control_lines(batch) if line["record"] is not None],
        "orders": batch.orders,
        "unit_turns": batch.unit_turns,
        "cpu_seconds": round(batch.cpu_seconds, 3),
        "ai": dict(zip((side.id for side in batch.scenario.sides), batch.levels, strict=True)),
    }


def control_lines(batch: Batch) -> list[dict[str, Any]]:
    """Who holds each objective at each day's end: by the record, and in what share of the games."""
    scenario, found = batch.scenario, list[dict[str, Any]]()
    names = {-1: "nobody", CONTESTED: "contested"} | {side.number: side.id for side in scenario.sides}
    for index, place in enumerate(scenario.board.objectives):
        for position, minute in enumerate(day_ends(scenario)):
            recorded = recorded_holder(scenario, index, minute)
            held = batch.held.get((index, position), {})
            agree = 0 if recorded is None else held.get(recorded, 0)
            low, high = stats.wilson(agree, batch.games)
            found.append(
                {
                    "place": place.id,
                    "at": scenario.calendar.stamp(minute),
                    "record": None if recorded is None else names[recorded],
                    "shares": {names[n]: round(held[n] / batch.games, 4) for n in sorted(held)},
                    "agree": round(agree / batch.games, 4),
                    "interval": [round(low, 4), round(high, 4)],
                }
            )
    return found


def spread(batch: Batch, measure: str) -> dict[str, float | None]:
    """p10, p50, p90 and mean of a measure; for the fall of a place over the games in which it fell, and their share."""
    tally = batch.tally(measure)
    found: dict[str, float | None] = {"p10": None, "p50": None, "p90": None, "mean": None}
    if tally.counts:
        found = {
            "p10": round(tally.quantile(0.1), 2),
            "p50": round(tally.quantile(0.5), 2),
            "p90": round(tally.quantile(0.9), 2),
            "mean": round(tally.mean(), 2),
        }
    if is_clock(measure):
        found["share"] = round(tally.count / batch.games, 4)
    return found


def against(batch: Batch, figure: Figure) -> dict[str, Any]:
    """A recorded figure beside the simulated games.

    `share_inside` counts all games, one in which a place never fell as outside; `percentile` is where the middle of the
    recorded range lies among the games in which the figure came about.
    """
    tally = batch.tally(figure.key)
    inside = tally.inside(figure.low, figure.high)
    middle = (figure.low + figure.high) / 2.0
    low, high = stats.wilson(inside, batch.games)
    return {
        "measure": figure.key,
        "low": figure.low,
        "high": figure.high,
        "sources": list(figure.provenance.entry.sources),
        "share_inside": round(inside / batch.games, 4),
        "share_interval": [round(low, 4), round(high, 4)],
        "percentile": round(tally.percentile(middle), 1) if tally.counts else None,
        "confidence": figure.provenance.entry.confidence,
        "estimate": figure.provenance.entry.estimate,
    }
