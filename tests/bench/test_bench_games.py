"""Timings of whole games and of what the user waits for."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

import pytest

from game.ai.seat import make_seat
from game.core.ids import SideId
from game.engine import Game
from game.model.orders import EndPhase, Refusal
from game.sim.batch import simulate
from tests.bench import positions

pytestmark = pytest.mark.bench


@pytest.mark.parametrize("level", ["drill", "staff", "seasoned"])
def test_one_computer_turn(benchmark: Any, level: str) -> None:
    """One side's whole phase in the middle of the night, planning and engine together."""
    start = positions.middle()

    def turn() -> None:
        game = start.clone()
        side = game.state.side
        seat = make_seat(level, positions.night(), side, 38)
        while game.state.result is None and game.actor() == side:
            order = seat.choose(game.desk(side))
            done = game.submit(order)
            assert not isinstance(done, Refusal), done
            if isinstance(order, EndPhase):
                break

    benchmark.pedantic(turn, rounds=5)


@pytest.mark.parametrize("level", ["drill", "staff"])
def test_one_game(benchmark: Any, level: str) -> None:
    def play() -> None:
        game = Game.new(positions.night(), 7)
        seats = [make_seat(level, positions.night(), SideId(side), 7) for side in (0, 1)]
        while (side := game.actor()) is not None:
            game.submit(seats[side].choose(game.desk(side)))

    benchmark.pedantic(play, rounds=3)


def test_batch_of_eight_games(benchmark: Any) -> None:
    benchmark.pedantic(lambda: simulate("khasan-night-assault", games=8, seed=1, jobs=1), rounds=1)


def _run(*words: str) -> None:
    env = {**os.environ, "SDL_VIDEODRIVER": "dummy"}
    subprocess.run([sys.executable, "-m", "game", *words], check=True, stdout=subprocess.DEVNULL, env=env)


def test_print_the_list_as_json(benchmark: Any) -> None:
    """A whole process: start, read every scenario, print."""
    benchmark.pedantic(lambda: _run("list", "--json"), rounds=3)
