"""Every shipped battle from end to end: batches between staffs, and every assault's odds reckoned again."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.core.ids import SideId
from game.match import new_match
from game.model.scenario import Scenario
from game.sim.batch import simulate
from game.sim.runs import read_runs
from tests.conftest import LARGE, SHIPPED, STEPPE, VARIANTS
from tests.odds import hold_the_odds

GAMES = {"khasan-outpost": 12, "khasan-night-assault": 8, "khalkhin-gol": 1, "zhukov-august": 1}
"""Games of a batch; 2 of the other battles. Variants are played once, below."""
DRILLED = ("khalkhin-gol", *VARIANTS)
"""Battles in which two staffs would think too long for one more game."""


@pytest.mark.slow
@pytest.mark.parametrize("name", ("khasan-outpost", *DRILLED))
def test_a_battle_of_computers_ends_and_every_assault_adds_up_from_its_list(
    name: str, listed: dict[str, Scenario]
) -> None:
    """The others are played by staffs below, and their assaults reckoned where they are on record: `test_golden`."""
    level = "drill" if name in DRILLED else "staff"
    played = new_match(listed[name], 11, (level, level))
    played.run_computers()
    assert played.faults == [] and played.game.state.result is not None
    checked = hold_the_odds(played.events, played.game.state)
    assert checked > 0, "a battle without an assault is none"


@pytest.mark.slow
@pytest.mark.parametrize("name", (*SHIPPED, *LARGE, *STEPPE))
def test_a_batch_of_staffs_on_their_plans(name: str, tmp_path: Path) -> None:
    games = GAMES.get(name, 2)
    found = simulate(name, games=games, seed=1938, jobs=2, out=tmp_path / "runs.jsonl")
    runs = list(read_runs(tmp_path / "runs.jsonl")[1])
    assert len({run.digest for run in runs}) == games, "no two seeds lead to the same end"
    assert all(run.turns >= 1 and run.orders > 0 for run in runs)
    sides = [side.id for side in found.scenario.sides]
    assert all(run.figures[f"{side}.casualties"] is not None for run in runs for side in sides)
    fought = sum(run.figures[f"{sides[SideId(0)]}.casualties"] or 0 for run in runs)
    assert fought > 0, "somebody is hurt in every battle"
