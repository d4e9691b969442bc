"""Batches: the same for any number of workers, and figures that agree with the game they come from."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from attrs import evolve

from game.core.dice import Dice
from game.data.catalogue import shipped_root
from game.engine import Game
from game.language.describe_figures import is_clock
from game.match import new_match
from game.model.events import PhaseBegan
from game.model.history import Figure
from game.model.orders import UNIT_ORDERS
from game.model.provenance import Provenance, Sourced
from game.model.scenario import Scenario
from game.model.units import DESTROYED, SURRENDERED
from game.sim.batch import Batch, against, plain, simulate, spread
from game.sim.chronicle import chronicle_of
from game.sim.measures import measures
from game.sim.run import Run, play, run_seed
from game.sim.runs import read_runs
from tests.vignette import sketch

NIGHT = "khasan-night-assault"
LEVELS = ("drill", "drill")


def _without_clock(found: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in found.items() if key != "cpu_seconds"}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a few games are kept."""
    return tmp_path_factory.mktemp("runs") / "night.jsonl"


@pytest.fixture(scope="module")
def batch(file: Path) -> Batch:
    """A few games."""
    return simulate(NIGHT, games=6, seed=9, levels=LEVELS, out=file)


@pytest.fixture(scope="module")
def runs(batch: Batch, file: Path) -> list[Run]:
    """The same, one by one."""
    return list(read_runs(file)[1])


def test_workers_change_nothing(batch: Batch) -> None:
    two = simulate(NIGHT, games=6, seed=9, levels=LEVELS, jobs=2)
    assert _without_clock(plain(two)) == _without_clock(plain(batch))


def test_any_executor_will_do_and_is_left_open(batch: Batch) -> None:
    with ThreadPoolExecutor(2) as pool:
        found = simulate(NIGHT, games=6, seed=9, levels=LEVELS, executor=pool)
        assert pool.submit(int, "7").result() == 7, "the executor belongs to who brought it"
    assert _without_clock(plain(found)) == _without_clock(plain(batch))


def test_hash_seeds_change_nothing(runs: list[Run]) -> None:
    words = ["simulate", NIGHT, "--games", "2", "--seed", "9", "--level", "drill", "--json"]
    for hash_seed in ("1", "2024"):
        env = {**os.environ, "PYTHONHASHSEED": hash_seed}
        done = subprocess.run([sys.executable, "-m", "game", *words], check=True, capture_output=True, env=env)
        assert json.loads(done.stdout)["results"] == [run.row() for run in runs[:2]], (
            "the first games of a batch are the same"
        )


TURNS_OF_STAFFS = """
from game.data.catalogue import load_scenario
from game.match import new_match
match = new_match(load_scenario("zhukov-august").scenario, 5, ("staff", "staff"))
while match.game.state.turn < 3:
    match.submit(match.seats[match.game.actor()].choose(match.desk(match.game.actor())))
print(match.faults, len(match.orders), match.game.digest())
"""


@pytest.mark.slow
def test_hash_seeds_change_nothing_in_the_battle_of_august() -> None:
    told = set()
    for hash_seed in ("1", "2024"):
        env = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(shipped_root().parent)}
        done = subprocess.run(
            [sys.executable, "-c", TURNS_OF_STAFFS], check=True, capture_output=True, env=env, text=True
        )
        assert done.stdout.startswith("[] ") and int(done.stdout.split()[1]) > 100, done.stdout
        told.add(done.stdout)
    assert len(told) == 1, f"hash seeds give other games: {told}"


def test_seeds_hang_on_the_batch_and_the_number() -> None:
    assert run_seed(9, 3) == Dice(9, "run", 3).below(1 << 31)
    assert len({run_seed(9, n) for n in range(1000)}) == 1000


def test_a_run_opens_as_a_match(batch: Batch, runs: list[Run]) -> None:
    run = runs[2]
    match = new_match(batch.scenario, run.seed, LEVELS)
    match.run_computers()
    assert match.faults == []
    assert match.game.digest() == run.digest, "an odd run can be looked at as a match of the same seed"
    assert measures(match.game, chronicle_of(match.scenario, match.events)) == run.figures
    assert sum(isinstance(order, UNIT_ORDERS) for order in match.orders) == run.orders


def test_unit_turns_count_the_units_of_the_side_to_move(batch: Batch, runs: list[Run]) -> None:
    run = runs[0]
    match = new_match(batch.scenario, run.seed, LEVELS)
    match.run_computers()
    began = [len(event.minutes) for event in match.events if isinstance(event, PhaseBegan)][1:]
    # The first entry is the waiting side's stock of minutes in turn 1. Units may fall or arrive within a part.
    assert abs(sum(began) - run.unit_turns) <= 0.05 * run.unit_turns


def test_the_plain_form_has_the_agreed_shape(batch: Batch) -> None:
    found = json.loads(json.dumps(plain(batch)))
    assert set(found) == {
        "scenario",
        "rules_version",
        "games",
        "seed",
        "levels",
        "measures",
        "history",
        "control",
        "orders",
        "unit_turns",
        "cpu_seconds",
        "ai",
    }
    assert found["games"] == sum(found["levels"].values()) == 6
    for name, row in found["measures"].items():
        assert set(row) == {"p10", "p50", "p90", "mean"} | ({"share"} if is_clock(name) else set())
    for row in found["history"]:
        assert set(row) == {"measure", "low", "high", "sources", "share_inside", "percentile"}
        assert row["measure"] in found["measures"], "every recorded figure is measured"
    for row in found["control"]:
        assert set(row) == {"place", "at", "record", "shares", "agree", "interval"}
        assert abs(sum(row["shares"].values()) - 1.0) < 0.001
        assert row["agree"] == row["shares"].get(row["record"], 0.0)
    assert found["orders"] == batch.orders
    for side in ("japan", "ussr"):
        assert {
            f"{side}.{loss}"
            for loss in (
                "killed",
                "wounded",
                "missing",
                "casualties",
                "tanks_out",
                "tanks_lost",
                "tanks_repaired",
                "guns_lost",
            )
        } <= set(found["measures"])


def test_a_batch_needs_games_and_a_scenario() -> None:
    with pytest.raises(ValueError):
        simulate(NIGHT, games=0)
    with pytest.raises(ValueError):
        simulate(NIGHT, games=1, jobs=0)
    with pytest.raises(LookupError, match="waterloo"):
        simulate("waterloo", games=1)


def test_progress_is_told() -> None:
    told: list[tuple[int, int]] = []
    simulate("khasan-outpost", games=3, levels=LEVELS, progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_workers_find_scenarios_outside_the_game(tmp_path: Path) -> None:
    # The copy stands alone: map, rules and sources are those of the game.
    copy = tmp_path / "own"
    copy.mkdir()
    for file in (shipped_root() / "khasan-outpost").glob("*.yaml"):
        text = file.read_text(encoding="utf-8").replace("id: khasan-outpost", "id: own", 1)
        (copy / file.name).write_text(text, encoding="utf-8")
    found = simulate(copy, games=2, levels=LEVELS, jobs=2)
    assert found.scenario.id == "own"
    assert found.games == 2


# Measures -------------------------------------------------------------------------------------------------------------


def test_losses_are_those_of_the_units(batch: Batch, runs: list[Run]) -> None:
    for run in runs[:2]:
        match = new_match(batch.scenario, run.seed, LEVELS)
        match.run_computers()
        state, scenario = match.game.state, match.scenario
        for side in scenario.sides:
            gone = sum(scenario.units[u].men - state.men[u] for u in scenario.units_of[side.number])
            assert run.figures[f"{side.id}.casualties"] == gone, "every man lost has a cause"
            for unit in scenario.units_of[side.number]:
                if state.status[unit] in (DESTROYED, SURRENDERED):
                    assert not any(state.arms[unit]), "what is destroyed keeps no guns, so the count of losses is whole"
                    assert not any(state.vehicles[unit])


def test_figures_of_a_game_in_hand() -> None:
    scenario = sketch("A . . b", objectives={"hill": "0401", "field": "0201"})
    game = Game.new(scenario, 1)
    found = measures(game)
    assert found["fall.hill"] is None, "blue held it from the start and has not lost it"
    assert "fall.field" not in found, "nobody held the field, so it cannot fall"
    state = game.state
    state.killed[0], state.wounded[0], state.missing[0] = 3, 4, 5
    state.first_taken[0] = (90, 0)
    found = measures(game)
    assert (found["red.killed"], found["red.casualties"]) == (3, 12)
    assert found["fall.hill"] == 90


def _run(**figures: float | None) -> Run:
    return Run(
        seed=0,
        digest="",
        level="",
        points=(0, 0),
        turns=1,
        orders=1,
        unit_turns=1,
        cpu_seconds=0.0,
        figures={name.replace("_", "."): value for name, value in figures.items()},
    )


def _batch_of(*runs: Run) -> Batch:
    figures = (
        Figure(id="k", measure="red.killed", low=10, high=20, provenance=Sourced(Provenance(sources=("S1",)))),
        Figure(id="f", measure="fall.hill", low=100, high=200, unit="time"),
        Figure(id="x", measure="red.mules", low=1, high=1),
    )
    scenario = sketch("A . b")
    batch = Batch(scenario=evolve(scenario, history=evolve(scenario.history, figures=figures)), seed=1, levels=LEVELS)
    for run in runs:
        batch.add(run)
    return batch


def test_history_is_placed_among_the_games() -> None:
    batch = _batch_of(
        _run(red_killed=5, fall_hill=150),
        _run(red_killed=12, fall_hill=None),
        _run(red_killed=20, fall_hill=300),
        _run(red_killed=40, fall_hill=None),
    )
    killed, fall, mules = (against(batch, figure) for figure in batch.scenario.history.figures)
    assert killed["share_inside"] == 0.5
    assert killed["percentile"] == 50.0
    assert killed["sources"] == ["S1"]
    assert fall["share_inside"] == 0.25, "a game in which it never fell is outside"
    assert fall["percentile"] == 25.0, "among the two games in which it fell, the tie counted half"
    assert mules["percentile"] is None, "a figure that nobody measures is not judged"
    assert spread(batch, "fall.hill")["share"] == 0.5
    assert spread(batch, "fall.hill")["p50"] == 225.0


def test_a_place_that_never_fell_has_no_middle() -> None:
    assert spread(_batch_of(_run(fall_hill=None)), "fall.hill") == {
        "p10": None,
        "p50": None,
        "p90": None,
        "mean": None,
        "share": 0.0,
    }


def test_one_game_is_played_to_its_end(shipped: dict[str, Scenario]) -> None:
    run = play(shipped["khasan-outpost"], 4, LEVELS, process_time)
    assert run.turns == len(shipped["khasan-outpost"].calendar.turns)
    assert run.level in {level.name for level in shipped["khasan-outpost"].victory.levels}
