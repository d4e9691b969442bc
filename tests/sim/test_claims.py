"""Claims are judged by intervals, one rule for all, and an hour that never comes is the latest of all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from game.data.catalogue import Catalogue, shipped_root
from game.data.changes import Changes
from game.data.claims import Claim, Expectation, load_claim
from game.model.provenance import Provenance, Sourced
from game.sim import claims, stats
from game.sim.batch import played
from game.sim.claims import FAILS, HOLDS, PARTLY, UNCERTAIN, Grounds, sides_of, tried, verdict_of, verdict_of_all, weigh
from game.sim.run import Run
from game.sim.runs import RunFile
from game.sim.setting import Setting
from game.sim.workers import Hands, games_of

GROUNDS = Grounds(("a", "p"), ("b", "p"))


@pytest.mark.parametrize(
    ("effect", "by", "low", "high", "verdict"),
    [
        ("more", None, 1.0, 9.0, HOLDS),
        ("more", None, -1.0, 9.0, UNCERTAIN),
        ("more", None, -9.0, -1.0, FAILS),
        ("more", None, 0.0, 0.0, FAILS),
        ("more", 5.0, 5.0, 9.0, HOLDS),
        ("more", 5.0, 4.0, 9.0, UNCERTAIN),
        ("more", 5.0, 1.0, 4.0, FAILS),
        ("less", None, -9.0, -1.0, HOLDS),
        ("less", 5.0, -9.0, -5.0, HOLDS),
        ("less", 5.0, -4.0, -1.0, FAILS),
        ("less", None, 1.0, 2.0, FAILS),
        ("earlier", 30.0, -90.0, -31.0, HOLDS),
        ("later", 30.0, -90.0, -31.0, FAILS),
        ("later", 30.0, 20.0, 60.0, UNCERTAIN),
        ("same", 5.0, -5.0, 5.0, HOLDS),
        ("same", 5.0, -6.0, 5.0, UNCERTAIN),
        ("same", 5.0, 5.5, 9.0, FAILS),
        ("same", 5.0, -9.0, -5.5, FAILS),
        ("more", None, None, None, UNCERTAIN),
    ],
)
def test_one_rule_for_every_expectation(
    effect: str, by: float | None, low: float | None, high: float | None, verdict: str
) -> None:
    assert verdict_of(effect, by, low, high) == verdict


@pytest.mark.parametrize(
    ("verdicts", "verdict"),
    [
        ([HOLDS], HOLDS),
        ([FAILS, FAILS], FAILS),
        ([UNCERTAIN, UNCERTAIN], UNCERTAIN),
        ([HOLDS, FAILS], PARTLY),
        ([HOLDS, UNCERTAIN], PARTLY),
        ([FAILS, UNCERTAIN], FAILS),
    ],
)
def test_a_claim_of_several(verdicts: list[str], verdict: str) -> None:
    assert verdict_of_all(verdicts) == verdict


def claim(*wishes: tuple[str, str, float | None]) -> Claim:
    return Claim(
        id="c",
        path=Path("claims/c.yaml"),
        scenario="s",
        before=Path("s"),
        after=Path("s"),
        changes=Changes(),
        plans={},
        title="T",
        text="X",
        expect=tuple(Expectation(measure=m, effect=e, by=b, why="So.") for m, e, b in wishes),
        games=3,
        seed=1938,
        provenance=Sourced(Provenance()),
    )


def run(seed: int, **figures: float | None) -> Run:
    named = {key.replace("_", ".", 1): value for key, value in figures.items()}
    return Run(
        seed=seed, digest="", level="", points=(0, 0), turns=1, orders=0, unit_turns=0, cpu_seconds=0.0, figures=named
    )


def test_differences_are_taken_game_by_game() -> None:
    before = [run(n, red_killed=value) for n, value in enumerate((10.0, 40.0, 25.0))]
    after = [run(n, red_killed=value) for n, value in enumerate((15.0, 44.0, 34.0))]
    trial = weigh(
        claim(("red.killed", "more", None), ("red.killed", "more", 9.0)), GROUNDS, before, iter(after), (60, 60)
    )
    first, second = trial.outcomes
    middle, low, high = stats.mean_difference([10.0, 40.0, 25.0], [15.0, 44.0, 34.0])
    assert (first.difference, first.low, first.high) == pytest.approx((middle, low, high)), "small against the spread"
    assert (first.before, first.after, first.came_about) == (25.0, 31.0, None)
    assert first.verdict == (HOLDS if low > 0 else UNCERTAIN) and second.verdict == UNCERTAIN
    assert trial.games == 3


def test_a_place_that_never_falls_counts_as_latest() -> None:
    before = [run(n, fall_hill=value) for n, value in enumerate((100.0, 200.0, None))]
    after = [run(n, fall_hill=value) for n, value in enumerate((None, None, None))]
    (found,) = weigh(claim(("fall.hill", "later", None)), GROUNDS, before, after, (480, 600)).outcomes
    assert found.came_about == (2, 0)
    assert (found.before, found.after) == (300.0, 600.0), "the later end serves for both, so that never is never"


def test_only_the_same_seeds_and_measures_can_be_weighed() -> None:
    wish = claim(("red.killed", "more", None))
    with pytest.raises(ValueError, match="same seeds"):
        weigh(wish, GROUNDS, [run(1, red_killed=1.0)], [run(2, red_killed=1.0)], (1, 1))
    with pytest.raises(ValueError, match="argument 2 is shorter"):
        weigh(wish, GROUNDS, [run(1, red_killed=1.0), run(2, red_killed=1.0)], [run(1, red_killed=1.0)], (1, 1))
    with pytest.raises(ValueError, match="needs games"):
        weigh(wish, GROUNDS, [], [], (1, 1))
    with pytest.raises(LookupError, match=r"do not take 'red\.killed'"):
        weigh(wish, GROUNDS, [run(1, red_losses=1.0)], [run(1, red_losses=1.0)], (1, 1))
    (alone,) = weigh(wish, GROUNDS, [run(1, red_killed=1.0)], [run(1, red_killed=3.0)], (1, 1)).outcomes
    assert (alone.difference, alone.low, alone.verdict) == (2.0, None, UNCERTAIN)


def test_games_that_are_there_are_not_played_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    catalogue = Catalogue()
    path = shipped_root() / "khasan-outpost" / "claims" / "reserve-on-the-small-hill.yaml"
    found = load_claim(path, catalogue.library).claim
    assert found is not None
    before, after = sides_of(found, catalogue)
    fresh = tried(found, before, after, 3)
    file = RunFile.open(tmp_path / "khasan-outpost.jsonl", before[0])
    for one in played(before[0], 2):
        file.append(one)
    numbers: list[range] = []

    def counted(setting: Setting, asked: range, by: Hands | None) -> Iterator[Run]:
        numbers.append(asked)
        return games_of(setting, asked, by)

    monkeypatch.setattr(claims, "games_of", counted)
    assert tried(found, before, after, 3, clouds=tmp_path) == fresh
    assert numbers == [range(2, 3)], "two were there, one more was asked for"
    (tmp_path / "khasan-outpost.jsonl").write_text("nonsense", encoding="utf-8")
    assert tried(found, before, after, 3, clouds=tmp_path) == fresh, "what is no run file is passed over"
