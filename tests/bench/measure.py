"""Our own figures as one line of JSON, to be set beside those of other programs.

    python -m tests.bench.measure --level drill            # the fast computer, for batches
    python -m tests.bench.measure --level staff --games 8  # the planning one

Everything is CPU time of this machine, so only ratios to another program in the same minutes mean anything; a script
that runs two commands in turn and divides one key by another is the way to take them. Keys:

    unit_turns_per_cpu_s, games_per_cpu_s, ms_per_side_turn   whole games of a level against itself, nothing recorded
    actions_per_cpu_s       unit orders of these games; orders_per_game has their number
    mean_units_alive        on the map, both sides together, over all turns
    clone_us                a copy of the state of the game
    reach_us                reach of 8 minutes on 64 by 48 open hexes, searched anew each time
    reach_in_contact_us     reach by the game's own rules, mean over a side in contact
    forecast_us             exact odds of an assault of several units
    hand_us                 list what a unit can do, copy the game, do one thing, book it; hands_per_cpu_s its inverse
    start_cpu_s             a process from nothing to the first order of a battle
    window_wall_s           a process from nothing to the first frame of the map, and its end; no screen
    redraw_ms, scroll_ms, move_ms   frames: everything, while dragging, after a march; no screen
    peak_mib, peak_window_mib       most memory of the games, and of a window
    record_ratio            CPU of a game played as a match, which keeps everything, over one that keeps nothing
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from game.ai.levels import LEVELS
from game.engine import Game
from game.match import new_match
from game.model.orders import Move
from game.rules import action, attrition, reach, snapshot
from game.rules.terrain_costs import open_reach
from game.sim.run import play, run_seed
from tests.bench import positions

ROOT = Path(__file__).parents[2]


_WINDOW = """
import sys
from pathlib import Path
from tests.bench.windows import Screen

Screen(Path(sys.argv[1])).close()
"""
_FRAMES = """
import json, resource, sys, time
from pathlib import Path
from tests.bench.windows import Screen

screen = Screen(Path(sys.argv[1]))

def median(step, count, before=lambda: None):
    found = []
    for _ in range(count):
        before()
        began = time.process_time()
        step()
        found.append((time.process_time() - began) * 1e3)
    return sorted(found)[count // 2]

redraw = median(screen.redraw, 30)
screen.zoom("2")
scroll = median(screen.scroll, 100)
move = median(screen.app.refresh, 30, screen.move)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"redraw_ms": redraw, "scroll_ms": scroll, "move_ms": move, "peak_window_mib": peak}))
screen.close()
"""


def each(step: Callable[[], object], count: int, rounds: int = 7) -> float:
    """Microseconds of CPU of one step, the median over rounds."""
    step()
    found = []
    for _ in range(rounds):
        began = time.process_time()
        for _ in range(count):
            step()
        found.append((time.process_time() - began) / count * 1e6)
    return statistics.median(found)


def games(level: str, number: int) -> dict[str, float]:
    """Rates of whole games."""
    scenario = positions.night()
    levels = (level, level)
    play(scenario, run_seed(0, 0), levels, time.process_time)  # so that maps and tables are there
    runs = [play(scenario, run_seed(1, n), levels, time.process_time) for n in range(number)]
    cpu = sum(run.cpu_seconds for run in runs)
    turns = sum(run.turns for run in runs)
    unit_turns = sum(run.unit_turns for run in runs)
    orders = sum(run.orders for run in runs)
    return {
        "games": number,
        "unit_turns_per_cpu_s": unit_turns / cpu,
        "games_per_cpu_s": number / cpu,
        "ms_per_side_turn": cpu / (2 * turns) * 1e3,
        "actions_per_cpu_s": orders / cpu,
        "orders_per_game": orders / number,
        "mean_units_alive": unit_turns / turns,
    }


def record_ratio(level: str, number: int) -> float:
    """CPU of a recorded game over one that is not."""
    scenario = positions.night()
    found = []
    for n in range(number):
        seed = run_seed(1, n)
        bare = play(scenario, seed, (level, level), time.process_time).cpu_seconds
        began = time.process_time()
        new_match(scenario, seed, (level, level)).run_computers()
        found.append((time.process_time() - began) / bare)
    return statistics.median(found)


def blocks() -> dict[str, float]:
    """Microseconds of the building blocks."""
    game = positions.middle()
    table, starts = positions.open_field()
    units = positions.marchers(game)
    before, storm = positions.before_the_storm()

    def reaches() -> None:
        table.reaches.clear()
        for start in starts:
            open_reach(table, start, positions.BUDGET)

    def in_contact() -> None:
        for unit in units:
            reach.reach(game.state, unit)

    hand = _hand()
    return {
        "clone_us": each(lambda: snapshot.clone(game.state), 2000),
        "reach_us": each(reaches, 1, 5) / len(starts),
        "reach_in_contact_us": each(in_contact, 20) / len(units),
        "forecast_us": each(lambda: attrition.outcomes(action.gather(before.state, storm, true=False).prepared), 200),
        "hand_us": hand,
        "hands_per_cpu_s": 1e6 / hand,
    }


def _hand() -> float:
    game = Game.new(positions.night(), 1)
    units = positions.marchers(game)[:8]

    def hands() -> None:
        for unit in units:
            options = game.desk(game.state.side).unit_options(unit)
            if options.moves:
                game.clone().submit(Move(game.state.side, unit, positions.halfway(options.moves)))

    return each(hands, 5) / len(units)


def processes() -> dict[str, float]:
    """Start of the program as processes of their own: seconds, and the most memory of a window."""
    with tempfile.TemporaryDirectory() as folder:
        own = {name: folder for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")}
        # As a player starts it: without the settings of a workshop, and with compiled files from the time before.
        usual = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        env = {**usual, **own, "SDL_VIDEODRIVER": "dummy"}
        script = Path(folder) / "nothing.txt"
        script.write_text("", encoding="utf-8")
        battle = ["-m", "game", "play", positions.SCENARIO, "--seed", "1", "--script", str(script)]
        start = [_process(battle, env)[0] for _ in range(6)][1:]
        walls = [_process(["-c", _WINDOW, folder], env)[1] for _ in range(4)][1:]
        frames = _process(["-c", _FRAMES, folder], env)[2]
    found: dict[str, float] = json.loads(frames)
    return {"start_cpu_s": statistics.median(start), "window_wall_s": statistics.median(walls), **found}


def _process(words: list[str], env: dict[str, str]) -> tuple[float, float, str]:
    """CPU seconds, wall seconds and output of a process."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(
        [sys.executable, *words],
        check=True,
        cwd=ROOT,
        env=env,
        text=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall, done.stdout


def main() -> None:
    """Measures and prints one line."""
    parser = argparse.ArgumentParser(description="Prints timings of the night assault as one line of JSON.")
    parser.add_argument("--level", choices=LEVELS, default="drill", help="level of both computers (drill)")
    parser.add_argument("--games", type=int, default=20, help="games to play (20)")
    parser.add_argument("--only-games", action="store_true", help="leave out building blocks and processes")
    parsed = parser.parse_args()
    found: dict[str, float] = games(parsed.level, parsed.games)
    found["peak_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if not parsed.only_games:
        found["record_ratio"] = record_ratio(parsed.level, max(1, parsed.games // 4))
        found |= blocks() | processes()
    head = {"bench": "undeclared-war", "level": parsed.level, "scenario": positions.SCENARIO}
    print(json.dumps({**head, **{name: round(value, 3) for name, value in found.items()}}))


if __name__ == "__main__":
    main()
