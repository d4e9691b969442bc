"""Timings of the same night in other sizes: what a unit costs in a turn must not grow with them."""

from __future__ import annotations

from typing import Any

import pytest

from game.sim.run import play
from tests.bench import positions
from tests.bench.sizes import SIZES

pytestmark = pytest.mark.bench


@pytest.mark.parametrize("level", ["drill", "staff"])
@pytest.mark.parametrize("size", SIZES)
def test_a_game_by_size(benchmark: Any, level: str, size: str) -> None:
    """CPU microseconds of a unit in a turn stand beside the timing, as `us_per_unit_turn`."""
    scenario = SIZES[size](positions.night())
    costs: list[float] = []

    def game() -> None:
        run = play(scenario, 7, (level, level), benchmark._timer)
        costs.append(run.cpu_seconds / run.unit_turns * 1e6)
        benchmark.extra_info["units_alive"] = round(run.unit_turns / run.turns, 1)

    benchmark.pedantic(game, rounds=3, warmup_rounds=1)
    benchmark.extra_info["us_per_unit_turn"] = round(min(costs), 1)
