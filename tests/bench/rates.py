"""How fast batches are: `python -m tests.bench.rates [ID ...] [--seconds S] [--write]`, and `--scaling ID`.

Games of staff against staff on one core, in CPU time, so that other work on the machine disturbs little: games per CPU
minute of each scenario, and how a game's cost grows with units, hexes and turns when one battle is made larger or
smaller. `--scaling` times the whole command `simulate` with one process and with two, in turn, and prints the ratio;
that is wall time, and only means something on a quiet machine. `--write` puts what was measured into `assets/rates.md`.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from attrs import frozen

from game.data.catalogue import Catalogue
from game.model.scenario import Scenario
from game.sim.run import Run, play, run_seed
from tests.bench import positions
from tests.bench.honesty import table
from tests.bench.sizes import SIZES

ROOT = Path(__file__).resolve().parents[2]
RATES = ROOT / "assets" / "rates.md"
LEVELS = ("staff", "staff")
SEED = 1938
HEADS = ("", "units", "hexes", "turns", "orders", "CPU s a game", "games a CPU minute", "µs a unit-turn")
HEAD = """# Rates of simulated games

Games of staff against staff on one core, made by `python -m tests.bench.rates --write`. Units are those alive in the
mean of all turns, both sides together; a unit-turn is one unit in one turn of its side. The figures are CPU time of one
core of the machine on which they were taken: only their ratios mean anything elsewhere.
"""


@frozen
class Rate:
    """Mean over some games."""

    name: str
    units: float
    hexes: int
    turns: float
    orders: float
    cpu_seconds: float
    unit_turns: float

    @classmethod
    def of(cls, name: str, scenario: Scenario, runs: Sequence[Run]) -> Rate:
        """From games of a scenario."""
        games, turns = len(runs), sum(run.turns for run in runs)
        unit_turns = sum(run.unit_turns for run in runs)
        return cls(
            name=name,
            units=unit_turns / turns,
            hexes=scenario.board.grid.size,
            turns=turns / games,
            orders=sum(run.orders for run in runs) / games,
            cpu_seconds=sum(run.cpu_seconds for run in runs) / games,
            unit_turns=unit_turns / games,
        )

    @property
    def cells(self) -> tuple[str, ...]:
        """As a line of the table."""
        return (
            self.name,
            f"{self.units:.0f}",
            f"{self.hexes:,}",
            f"{self.turns:.1f}",
            f"{self.orders:.0f}",
            f"{self.cpu_seconds:.3g}",
            f"{60 / self.cpu_seconds:.3g}",
            f"{self.cpu_seconds / self.unit_turns * 1e6:.0f}",
        )


def rate(name: str, scenario: Scenario, seconds: float) -> Rate:
    """Plays for so many CPU seconds; the first game makes the tables of the map, and counts only if it is alone."""
    began = time.process_time()
    runs: list[Run] = []
    while not runs or time.process_time() - began < seconds:
        runs.append(play(scenario, run_seed(SEED, len(runs)), LEVELS, time.process_time))
    return Rate.of(name, scenario, runs[1:] or runs)


def scenarios(ids: Iterable[str]) -> list[Scenario]:
    """Those asked for, or all that ship."""
    library = Catalogue()
    entries = [library.find(one) for one in ids] if ids else library.scenarios()
    return [entry.result.scenario for entry in entries if entry is not None and entry.result.scenario is not None]


def growth(seconds: float) -> list[Rate]:
    """The night assault in other sizes."""
    return [rate(name, change(positions.night()), seconds) for name, change in SIZES.items()]


def walls(which: str, games: int, rounds: int) -> dict[int, float]:
    """Wall seconds of the whole command by number of processes: the best of some rounds, taken in turn."""
    best: dict[int, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        own = {name: folder for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")}
        for _ in range(rounds):
            for jobs in (1, 2):
                words = ["simulate", which, "--games", str(games), "--seed", str(SEED), "--jobs", str(jobs), "--json"]
                began = time.perf_counter()
                subprocess.run(
                    [sys.executable, "-m", "game", *words],
                    check=True,
                    cwd=ROOT,
                    env={**os.environ, **own},
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                )
                taken = time.perf_counter() - began
                best[jobs] = min(taken, best.get(jobs, taken))
    return best


def main() -> None:
    """Measures, prints, and writes if asked to."""
    parser = argparse.ArgumentParser(description="Prints games per CPU minute, their growth, and scaling.")
    parser.add_argument("ids", nargs="*", metavar="ID", help="scenarios (all)")
    parser.add_argument("--seconds", type=float, default=20.0, help="CPU seconds for each line (20)")
    parser.add_argument("--write", action="store_true", help="write assets/rates.md")
    parser.add_argument("--scaling", metavar="ID", help="time simulate with one process and with two instead")
    parser.add_argument("--games", type=int, default=100, help="games of --scaling (100)")
    parser.add_argument("--rounds", type=int, default=2, help="rounds of --scaling (2)")
    parsed = parser.parse_args()
    if parsed.scaling:
        one, two = walls(parsed.scaling, parsed.games, parsed.rounds).values()
        busy = os.getloadavg()[0]
        print(
            f"{parsed.scaling}, {parsed.games} games: {one:.1f} s with one process, {two:.1f} s with two: "
            f"{one / two:.2f} times as fast (load of the machine {busy:.1f}, should be below 2.5)"
        )
        return
    found = [rate(scenario.id, scenario, parsed.seconds) for scenario in scenarios(parsed.ids)]
    told = [HEAD, "## Scenarios", "", *table(HEADS, (line.cells for line in found)), ""]
    told += ["## Growth", "", f"One game of `{positions.SCENARIO}`, made larger and smaller.", ""]
    told += table(HEADS, (line.cells for line in growth(parsed.seconds)))
    text = "\n".join(told) + "\n"
    print(text)
    if parsed.write:
        RATES.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
