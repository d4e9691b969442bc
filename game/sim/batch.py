"""Batches: many games of computer against computer, the same for any number of workers."""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from time import process_time
from typing import Any

from attrs import field, frozen

from game.ai.seat import make_seat
from game.core.dice import Dice
from game.core.ids import SideId
from game.data.catalogue import Catalogue, load_scenario
from game.engine import Game
from game.language.describe_figures import is_clock
from game.model.history import Figure
from game.model.orders import UNIT_ORDERS, EndPhase, Refusal
from game.model.scenario import Scenario
from game.model.sides import CONTESTED
from game.model.units import ON_MAP
from game.record.replay import RULES_VERSION
from game.sim import stats
from game.sim.chronicle import Chronicle, day_ends, recorded_holder
from game.sim.measures import Measures, measures

DEFAULT_LEVEL = "staff"
SEED_RANGE = 1 << 31
HISTORY_KEYS = ("measure", "low", "high", "sources", "share_inside", "percentile")
"""What is printed of a recorded figure beside the simulated games."""
_CHUNK = 4
"""Games handed to a worker at a time."""


@frozen(kw_only=True)
class Run:
    """One simulated game."""

    seed: int
    digest: str
    level: str
    points: tuple[int, int]
    turns: int
    orders: int
    """Unit orders that were accepted."""
    unit_turns: int
    """Over all turns, the units alive of the side to move."""
    cpu_seconds: float
    figures: Measures = field(factory=dict)
    control: tuple[tuple[int, ...], ...] = ()
    """By objective: who held it at each of `day_ends`, as `Chronicle.holder` says."""


@frozen(kw_only=True)
class Batch:
    """Simulated games of one scenario."""

    scenario: Scenario
    seed: int
    levels: tuple[str, str]
    runs: tuple[Run, ...]
    plans: tuple[str, str] = ("", "")

    @property
    def games(self) -> int:
        """Number of games."""
        return len(self.runs)

    @property
    def measures(self) -> tuple[str, ...]:
        """Names of the figures."""
        return tuple(self.runs[0].figures)

    @property
    def results(self) -> dict[str, int]:
        """Games by the level in which they ended."""
        return dict(Counter(run.level for run in self.runs))

    def values(self, measure: str) -> list[float]:
        """A figure over the games in which it came about, ascending."""
        return sorted(value for run in self.runs if (value := run.figures.get(measure)) is not None)

    @property
    def cpu_seconds(self) -> float:
        """CPU time of all games, without reading files and starting workers."""
        return sum(run.cpu_seconds for run in self.runs)


def run_seed(seed: int, number: int) -> int:
    """Seed of one game of a batch: it hangs on the batch's seed and the game's number alone."""
    return Dice(seed, "run", number).below(SEED_RANGE)


def play(scenario: Scenario, seed: int, levels: tuple[str, str], clock: Callable[[], float]) -> Run:
    """One game of computer against computer.

    Args:
        clock: CPU seconds of the process; only for the account, never for the game.

    Raises:
        RuntimeError: a computer gave an order that the rules refuse.
    """
    began = clock()
    game = Game.new(scenario, seed)
    chronicle = Chronicle(scenario)
    chronicle.take(game.start_events)
    seats = [make_seat(level, scenario, SideId(side), seed) for side, level in enumerate(levels)]
    orders = unit_turns = 0
    while (actor := game.actor()) is not None:
        order = seats[actor].choose(game.desk(actor))
        if isinstance(order, EndPhase):
            state = game.state
            unit_turns += sum(1 for unit in scenario.units_of[actor] if state.status[unit] == ON_MAP)
        found = game.submit(order)
        if isinstance(found, Refusal):
            raise RuntimeError(f"the computer's order was refused ({found.code}): {order}")
        chronicle.take(found.events)
        orders += isinstance(order, UNIT_ORDERS)
    result = game.state.result
    if result is None:
        raise RuntimeError("a game without an actor has no result")
    return Run(
        seed=seed,
        digest=game.digest(),
        level=scenario.victory.levels[result.level].name,
        points=result.points,
        turns=game.state.turn,
        orders=orders,
        unit_turns=unit_turns,
        cpu_seconds=clock() - began,
        figures=measures(game, chronicle),
        control=chronicle.by_day(),
    )


def simulate(
    which: str | Path,
    *,
    games: int,
    seed: int = 1,
    jobs: int = 1,
    levels: tuple[str, str] = (DEFAULT_LEVEL, DEFAULT_LEVEL),
    progress: Callable[[int, int], None] | None = None,
    executor: Executor | None = None,
    catalogue: Catalogue | None = None,
) -> Batch:
    """Many games of a scenario, in the order of their numbers whatever the number of workers.

    Args:
        which: id or folder of the scenario.
        jobs: processes to use, if there is no executor.
        progress: told (games done, games in all) now and then.
        executor: does the work instead of processes of our own; it is left open.

    Raises:
        LookupError: there is no such scenario, or it is broken.
        ValueError: no games are asked for.
    """
    if games < 1 or jobs < 1:
        raise ValueError("a batch needs games and workers")
    catalogue = catalogue or Catalogue()
    result = load_scenario(which, catalogue)
    if result.scenario is None:
        raise LookupError(str(result.first_fault))
    seeds = [run_seed(seed, number) for number in range(games)]
    if executor is None and jobs == 1:
        found: Iterator[Run] = (play(result.scenario, one, levels, process_time) for one in seeds)
    else:
        chunks = [seeds[i : i + _CHUNK] for i in range(0, games, _CHUNK)]
        task = partial(_play_chunk, str(result.address.resolve()), catalogue.library.roots, levels)
        found = _scattered(executor, jobs, task, chunks)
    runs: list[Run] = []
    for run in found:
        runs.append(run)
        if progress is not None:
            progress(len(runs), games)
    return Batch(scenario=result.scenario, seed=seed, levels=levels, runs=tuple(runs))


def _scattered(
    executor: Executor | None, jobs: int, task: Callable[[Sequence[int]], list[Run]], chunks: Sequence[Sequence[int]]
) -> Iterator[Run]:
    """Runs from workers, in order."""
    if executor is not None:
        for part in executor.map(task, chunks):
            yield from part
        return
    # Spawned, not forked: a window may have threads of its own.
    pool = ProcessPoolExecutor(min(jobs, len(chunks)), mp_context=get_context("spawn"), initializer=_deafen)
    try:
        for part in pool.map(task, chunks):
            yield from part
    finally:
        # On an interruption the games not begun are given up; those at work take a moment at most.
        pool.shutdown(cancel_futures=True)


def _deafen() -> None:
    """Leaves an interruption by the keyboard to the parent, which ends the workers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


_LOADED: dict[str, Scenario] = {}


def _play_chunk(folder: str, roots: Sequence[Path], levels: tuple[str, str], seeds: Sequence[int]) -> list[Run]:
    """Games of one piece of work, in a worker that reads the scenario once."""
    scenario = _LOADED.get(folder)
    if scenario is None:
        *own, shipped = roots
        scenario = load_scenario(Path(folder), Catalogue(own, shipped)).scenario
        if scenario is None:
            raise LookupError(f"the scenario in {folder} has become unreadable")
        _LOADED[folder] = scenario
    return [play(scenario, seed, levels, process_time) for seed in seeds]


def plain(batch: Batch) -> dict[str, Any]:
    """A batch as it is printed: results, spread of each measure, and where history lies in it."""
    runs = batch.runs
    return {
        "scenario": batch.scenario.id,
        "rules_version": RULES_VERSION,
        "games": len(runs),
        "seed": batch.seed,
        "results": [
            {
                "seed": run.seed,
                "digest": run.digest,
                "level": run.level,
                "points": list(run.points),
                "turns": run.turns,
                "orders": run.orders,
            }
            for run in runs
        ],
        "measures": {name: spread(batch, name) for name in sorted(runs[0].figures)},
        "history": [
            {key: found[key] for key in HISTORY_KEYS}
            for found in (against(batch, figure) for figure in batch.scenario.history.figures)
        ],
        "control": [line for line in control_lines(batch) if line["record"] is not None],
        "orders": sum(run.orders for run in runs),
        "unit_turns": sum(run.unit_turns for run in runs),
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
            held = [run.control[index][position] for run in batch.runs]
            agree = sum(holder == recorded for holder in held)
            low, high = stats.wilson(agree, len(held))
            found.append(
                {
                    "place": place.id,
                    "at": scenario.calendar.stamp(minute),
                    "record": None if recorded is None else names[recorded],
                    "shares": {names[n]: round(held.count(n) / len(held), 4) for n in sorted(set(held))},
                    "agree": round(agree / len(held), 4),
                    "interval": [round(low, 4), round(high, 4)],
                }
            )
    return found


def spread(batch: Batch, measure: str) -> dict[str, float | None]:
    """p10, p50, p90 and mean of a measure; for the fall of a place over the games in which it fell, and their share."""
    values = batch.values(measure)
    found: dict[str, float | None] = {"p10": None, "p50": None, "p90": None, "mean": None}
    if values:
        found = {
            "p10": round(stats.quantile(values, 0.1), 2),
            "p50": round(stats.quantile(values, 0.5), 2),
            "p90": round(stats.quantile(values, 0.9), 2),
            "mean": round(stats.mean(values), 2),
        }
    if is_clock(measure):
        found["share"] = round(len(values) / len(batch.runs), 4)
    return found


def against(batch: Batch, figure: Figure) -> dict[str, Any]:
    """A recorded figure beside the simulated games.

    `share_inside` counts all games, one in which a place never fell as outside; `percentile` is where the middle of the
    recorded range lies among the games in which the figure came about.
    """
    values = batch.values(figure.key)
    inside = sum(figure.low <= value <= figure.high for value in values)
    middle = (figure.low + figure.high) / 2.0
    low, high = stats.wilson(inside, len(batch.runs))
    return {
        "measure": figure.key,
        "low": figure.low,
        "high": figure.high,
        "sources": list(figure.provenance.entry.sources),
        "share_inside": round(inside / len(batch.runs), 4),
        "share_interval": [round(low, 4), round(high, 4)],
        "percentile": round(stats.percentile(values, middle), 1) if values else None,
        "confidence": figure.provenance.entry.confidence,
        "estimate": figure.provenance.entry.estimate,
    }
