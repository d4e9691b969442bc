"""The cloud of simulated games, and two batches compared."""

from __future__ import annotations

import pytest
from attrs import evolve

from game.model.history import Figure, History
from game.report import compare, text
from game.report.cloud import YARDSTICK, cloud
from game.report.clouds import Simulated
from game.report.document import make_report, plain
from game.report.played import Played
from game.report.standing import Standing
from game.sim.batch import Batch, simulate
from game.sim.chronicle import day_ends
from game.sim.run import Run
from tests.vignette import sketch


def runs_of(*figures: dict[str, float | None], level: str = "Draw") -> list[Run]:
    """Games that gave these figures."""
    return [
        Run(seed=n, digest="", level=level, points=(0, 0), turns=3, orders=1, unit_turns=1, cpu_seconds=0.1, figures=f)
        for n, f in enumerate(figures)
    ]


def batch_of(*figures: dict[str, float | None]) -> Batch:
    """A batch whose games gave these figures."""
    history = History(figures=(Figure(id="k", measure="red.killed", low=10, high=20),))
    scenario = evolve(sketch("A . b", objectives={"hill": "0101"}), history=history)
    batch = Batch(scenario=scenario, seed=1, levels=("staff", "drill"))
    held = tuple((0,) * len(day_ends(scenario)) for _ in scenario.board.objectives)
    for run in runs_of(*figures):
        batch.add(evolve(run, control=held))
    return batch


def games(killed: list[float], fell: list[float | None]) -> list[dict[str, float | None]]:
    """Figures of games."""
    return [{"red.killed": k, "fall.hill": f} for k, f in zip(killed, fell, strict=True)]


def test_a_game_is_ranked_among_the_simulated() -> None:
    batch = batch_of(*games([5, 10, 20, 30], [60, None, 90, None]))
    found = cloud(batch, Standing(figures={"red.killed": 25, "fall.hill": None}))
    killed, fell = found.lines
    assert killed.measure == "red.killed", "the figures of the record come first"
    assert killed.game_percentile == 75.0
    assert killed.share_inside == 0.5
    assert killed.share_interval is not None
    assert killed.share_interval[0] < 0.5 < killed.share_interval[1]
    assert killed.history_percentile == 50.0
    assert fell.share == 0.5
    assert fell.game_percentile == 75.0, "never comes after every hour; the games without it count half"
    assert fell.p50 == 75.0, "the spread is that of the games in which it fell"
    assert found.results == (("Red victory", 0), ("Draw", 4), ("Blue victory", 0))


def test_what_teaches_nothing_is_left_out_of_the_text() -> None:
    batch = batch_of(*games([5, 10], [None, None]))
    killed, fell = cloud(batch, Standing(figures={"red.killed": 5, "fall.hill": None})).lines
    assert not killed.is_idle, "what the record speaks of is always shown"
    assert fell.is_idle
    assert not cloud(batch, Standing(figures={"red.killed": 5, "fall.hill": 30.0})).lines[1].is_idle


def test_a_report_holds_the_cloud(night_played: Played) -> None:
    batch = simulate(night_played.scenario.id, games=2, levels=("drill", "drill"))
    report = make_report(night_played, Simulated(batch=batch))
    data = plain(report)["cloud"]
    assert (data["games"], data["seed"], data["ai"]) == (2, 1, {"japan": "drill", "ussr": "drill"})
    assert set(data["measures"]) == set(report.figures)
    assert YARDSTICK in text.lines(report)
    with pytest.raises(ValueError, match="another scenario"):
        make_report(night_played, Simulated(batch=batch_of({"red.killed": 1})))


def test_differences_are_paired_game_by_game() -> None:
    before = runs_of(*games([10, 20, 30], [60, 60, None]))
    after = runs_of(*games([11, 22, 33], [50, None, 40]), level="Red victory")
    found = compare.contrast(batch_of(), batch_of(), zip(before, after, strict=True))
    fell, killed = found.measures
    assert killed.difference == pytest.approx(2.0)
    assert killed.low is not None
    assert killed.high is not None
    assert killed.low < 2.0 < killed.high
    assert fell.pairs == 1, "only the game in which it fell both times is a pair"
    assert (fell.difference, fell.low) == (-10.0, None), "one pair says nothing of the spread"
    assert fell.share == (2 / 3, 2 / 3)
    assert [(level.name, level.before, level.after) for level in found.levels] == [
        ("Red victory", 0.0, 1.0),
        ("Draw", 1.0, 0.0),
    ]
    data = compare.plain(found)
    assert data["measures"]["red.killed"]["difference"] == 2.0
    assert "yardstick" in data["warning"]
    assert compare.WARNING in compare.lines(found)


def test_only_equal_seeds_are_compared() -> None:
    one, other = runs_of(*games([1, 2], [1, 2]))
    with pytest.raises(ValueError, match="same seeds"):
        compare.contrast(batch_of(), batch_of(), [(one, other)])
    with pytest.raises(ValueError, match="no games"):
        compare.contrast(batch_of(), batch_of(), [])


def test_a_batch_does_not_differ_from_itself() -> None:
    runs = runs_of(*games([1, 2], [1, None]))
    found = compare.contrast(batch_of(), batch_of(), zip(runs, runs, strict=True))
    assert all(line.is_same and not line.is_clear for line in found.measures)
    assert "The same on both sides: fall of hill; Red, killed." in compare.lines(found)
