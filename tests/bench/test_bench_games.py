"""Timings of turns and whole games, and of what a player or a program waits for at the command line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from game.ai.seat import make_seat
from game.core.ids import SideId
from game.engine import Game
from game.match import Match, new_match
from game.model.orders import EndPhase, Refusal
from tests.bench import positions
from tests.bench.rates import walls

pytestmark = pytest.mark.bench
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("level", ["drill", "staff", "seasoned"])
def test_one_computer_turn(benchmark: Any, level: str) -> None:
    """One side's whole phase in the middle of the night, planning and engine together."""
    start = positions.middle()

    def turn() -> None:
        game = start.clone()
        side = game.state.side
        seat = make_seat(level, positions.night(), side, positions.SEED)
        while game.actor() == side:
            order = seat.choose(game.desk(side))
            done = game.submit(order)
            assert not isinstance(done, Refusal), done
            if isinstance(order, EndPhase):
                return

    benchmark.pedantic(turn, rounds=5, warmup_rounds=1)


@pytest.mark.parametrize("level", ["drill", "staff", "seasoned"])
def test_one_game(benchmark: Any, level: str) -> None:
    """Nothing recorded: as in a batch."""

    def play() -> None:
        game = Game.new(positions.night(), 7)
        seats = [make_seat(level, positions.night(), SideId(side), 7) for side in (0, 1)]
        while (side := game.actor()) is not None:
            game.submit(seats[side].choose(game.desk(side)))

    benchmark.pedantic(play, rounds=3, warmup_rounds=1)


def test_the_whole_battle(benchmark: Any) -> None:
    """Some 2,700 unit-turns; what the tables of the map cost at first is in the round that warms up."""

    def play() -> None:
        game = Game.new(positions.corps(), 7)
        seats = [make_seat("staff", positions.corps(), SideId(side), 7) for side in (0, 1)]
        while (side := game.actor()) is not None:
            game.submit(seats[side].choose(game.desk(side)))

    benchmark.pedantic(play, rounds=3, warmup_rounds=1)


@pytest.mark.parametrize("level", ["drill", "staff"])
def test_one_game_with_its_record(benchmark: Any, level: str) -> None:
    """The same game as a match: events, notes, digests, what can be taken back."""

    def play() -> None:
        match = new_match(positions.night(), 7, (level, level))
        match.run_computers()
        assert match.game.state.result is not None

    benchmark.pedantic(play, rounds=3, warmup_rounds=1)


def test_save_and_load(benchmark: Any, tmp_path: Path) -> None:
    """Half a game written, read back and played up to where it was."""
    match = new_match(positions.night(), 7, ("drill", "drill"))
    while match.game.state.turn < len(positions.night().calendar.turns) // 2:
        actor = match.game.actor()
        seat = None if actor is None else match.seats[actor]
        assert actor is not None
        assert seat is not None
        match.submit(seat.choose(match.desk(actor)))
    path = tmp_path / "half.jsonl"

    def turn_over() -> None:
        match.save(path)
        Match.load(path, match.scenario)

    benchmark.pedantic(turn_over, rounds=3)


@pytest.mark.timeout(1800)
def test_a_batch_over_two_processes(benchmark: Any) -> None:
    """The whole command with one process and with two; `times_as_fast` stands beside the timing."""
    found: dict[int, float] = {}
    benchmark.pedantic(lambda: found.update(walls(positions.SCENARIO, games=60, rounds=1)), rounds=1)
    benchmark.extra_info["times_as_fast"] = round(found[1] / found[2], 2)


def _run(folder: Path, *words: str) -> None:
    own = {name: str(folder) for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")}
    subprocess.run(
        [sys.executable, "-m", "game", *words],
        check=True,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **own},
    )


def test_print_the_list_as_json(benchmark: Any, tmp_path: Path) -> None:
    """A whole process: start, read every scenario, print."""
    benchmark.pedantic(lambda: _run(tmp_path, "list", "--json"), rounds=3, warmup_rounds=1)


def test_print_a_scenario_as_json(benchmark: Any, tmp_path: Path) -> None:
    """A whole process: start, read one scenario, print all of its units."""
    benchmark.pedantic(lambda: _run(tmp_path, "show", positions.SCENARIO, "--json"), rounds=3, warmup_rounds=1)


def test_start_at_the_terminal(benchmark: Any, tmp_path: Path) -> None:
    """A whole process: start, read one scenario, brief the player, and stand ready for his first order."""
    script = tmp_path / "nothing.txt"
    script.write_text("", encoding="utf-8")
    words = ("play", positions.SCENARIO, "--seed", "1", "--script", str(script))
    benchmark.pedantic(lambda: _run(tmp_path, *words), rounds=3, warmup_rounds=1)
