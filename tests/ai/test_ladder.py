"""Each level beats the one below in at least three pairs of five: common seeds, both sides of the night assault."""

from __future__ import annotations

import pytest

from game.engine import Game
from game.model.scenario import Scenario
from tests.ai.playing import play

SEEDS = range(40, 52)
SHARE = 0.6


@pytest.mark.slow
@pytest.mark.parametrize(("better", "worse"), [("drill", "random"), ("staff", "drill"), ("seasoned", "staff")])
def test_each_level_beats_the_one_below(better: str, worse: str, shipped: dict[str, Scenario]) -> None:
    scenario = shipped["khasan-night-assault"]
    won = 0
    for seed in SEEDS:
        attacking = play(Game.new(scenario, seed), (better, worse), seed).margin
        defending = play(Game.new(scenario, seed), (worse, better), seed).margin
        won += attacking > defending
    assert won >= SHARE * len(SEEDS), f"{better} won {won} of {len(SEEDS)} pairs against {worse}"


@pytest.mark.slow
@pytest.mark.parametrize(("better", "worse", "seeds"), [("drill", "random", 2), ("staff", "drill", 4)])
def test_each_level_beats_the_one_below_with_a_corps(
    better: str, worse: str, seeds: int, listed: dict[str, Scenario]
) -> None:
    scenario = listed["khasan-corps-offensive"]
    won = 0
    for seed in range(60, 60 + seeds):
        defending = play(Game.new(scenario, seed), (better, worse), seed, most=20000).margin
        attacking = play(Game.new(scenario, seed), (worse, better), seed, most=20000).margin
        won += defending > attacking
    assert won >= SHARE * seeds, f"{better} won {won} of {seeds} pairs against {worse}"


@pytest.mark.slow
def test_the_historical_plans_bring_the_hills_down_in_the_hours_of_history(shipped: dict[str, Scenario]) -> None:
    """Not a law but a watch on judgement and plans: most nights end as that one did."""
    scenario = shipped["khasan-night-assault"]
    names = [place.id for place in scenario.board.objectives]
    hours, lost = [], []
    for seed in range(24):
        played = play(Game.new(scenario, seed), ("staff", "staff"), seed)
        state = played.game.state
        taken = [state.first_taken[names.index(name)][0] for name in ("changkufeng", "bezymyannaya")]
        hours.append(all(360 <= minute <= 600 for minute in taken))
        lost.append(state.killed[0] + state.wounded[0] + state.missing[0])
    assert sum(hours) >= len(hours) * 0.4, f"both hills fell between four and eight in {sum(hours)} games only"
    assert 70 <= sorted(lost)[len(lost) // 2] <= 356, "Japanese losses within a factor of two of 139 to 178"
