"""Run files: what was played is kept, goes on after an interruption, and is refused for other games."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import pytest
from attrs import evolve

from game.record.problems import RecordProblem
from game.sim.batch import gather, plain, played, simulate
from game.sim.run import Run, run_seed
from game.sim.runs import RunFile, read_runs
from game.sim.setting import OtherGame, setting_of
from game.sim.workers import Lent, given_out, hands, play_piece

OUTPOST = "khasan-outpost"
LEVELS = ("drill", "drill")


def setting(seed: int = 3):
    """The outpost, drill against drill."""
    return setting_of(OUTPOST, seed=seed, levels=LEVELS)[0]


def test_a_batch_goes_on_where_it_stopped(tmp_path: Path) -> None:
    whole, part = tmp_path / "whole.jsonl", tmp_path / "part.jsonl"
    simulate(OUTPOST, games=5, seed=3, levels=LEVELS, out=whole)
    simulate(OUTPOST, games=2, seed=3, levels=LEVELS, out=part)
    with part.open("a") as file:
        file.write('{"seed":12,"dig')  # the power went off here
    told = []
    found = simulate(OUTPOST, games=5, seed=3, levels=LEVELS, out=part, progress=lambda *at: told.append(at))
    assert told == [(3, 5), (4, 5), (5, 5)], "only the missing games are played"
    again = simulate(OUTPOST, games=5, seed=3, levels=LEVELS, out=whole)
    assert plain(found) | {"cpu_seconds": 0} == plain(again) | {"cpu_seconds": 0}
    rows = [[run.row() for run in read_runs(path)[1]] for path in (whole, part)]
    assert rows[0] == rows[1] and len(rows[0]) == 5


def test_fewer_games_than_are_kept_are_the_first(tmp_path: Path) -> None:
    path = tmp_path / "runs.jsonl"
    simulate(OUTPOST, games=3, seed=3, levels=LEVELS, out=path)
    before = path.read_bytes()
    assert simulate(OUTPOST, games=2, seed=3, levels=LEVELS, out=path).games == 2
    assert path.read_bytes() == before, "nothing that was played is lost"


@pytest.mark.parametrize(
    ("other", "words"),
    [({"seed": 4}, "seed is 3, not 4"), ({"levels": ("drill", "staff")}, "ai is"), ({"games": 1}, "")],
)
def test_other_games_are_refused_by_name(tmp_path: Path, other: dict[str, object], words: str) -> None:
    path = tmp_path / "runs.jsonl"
    asked = {"games": 1, "seed": 3, "levels": LEVELS, "out": path}
    simulate(OUTPOST, **asked)
    before = path.read_bytes()
    if words:
        with pytest.raises(RecordProblem, match=words):
            simulate(OUTPOST, **(asked | other))
    else:
        simulate(OUTPOST, **(asked | other))
    assert path.read_bytes() == before


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("", encoding="utf-8")
    with pytest.raises(RecordProblem, match="cannot be written"):
        simulate(OUTPOST, games=1, levels=LEVELS, out=tmp_path / "letter" / "runs.jsonl")


def test_a_file_of_something_else_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Mother,\n", encoding="utf-8")
    with pytest.raises(RecordProblem, match="no run file"):
        simulate(OUTPOST, games=1, levels=LEVELS, out=path)
    assert path.read_text(encoding="utf-8") == "Dear Mother,\n"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda line: line[:50] + "\n",
        lambda line: line.replace('"turns":', '"turns":"many","was":'),
        lambda line: line.replace('"figures":{', '"figures":{"x":NaN,'),
        lambda line: "[" * 5000 + "\n",
    ],
)
def test_a_damaged_line_is_named(tmp_path: Path, spoil) -> None:
    path = tmp_path / "runs.jsonl"
    simulate(OUTPOST, games=2, seed=3, levels=LEVELS, out=path)
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    lines[1] = spoil(lines[1])
    path.write_text("".join(lines), encoding="utf-8")
    with pytest.raises(RecordProblem) as caught:
        simulate(OUTPOST, games=2, seed=3, levels=LEVELS, out=path)
    assert (caught.value.file, caught.value.line) == ("runs.jsonl", 2)


def test_a_game_of_another_batch_is_found_out(tmp_path: Path) -> None:
    path = tmp_path / "runs.jsonl"
    simulate(OUTPOST, games=2, seed=3, levels=LEVELS, out=path)
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([lines[0], lines[2], lines[1]]), encoding="utf-8")
    with pytest.raises(RecordProblem, match="seed of that game"):
        simulate(OUTPOST, games=2, seed=3, levels=LEVELS, out=path)


def test_workers_refuse_other_rules_and_other_files() -> None:
    mine = setting()
    for other, words in (
        (evolve(mine, rules_version=99), "rules 99"),
        (evolve(mine, digest="0" * 16), "scenario of 'khasan-outpost'"),
        (evolve(mine, plans_digest="0" * 16), "plans of 'khasan-outpost'"),
    ):
        with pytest.raises(OtherGame, match=words):
            play_piece(other, (0,))
        with hands(2) as by, pytest.raises(OtherGame, match=words):
            list(played(other, 2, by))


def test_a_kept_game_says_all_of_itself(tmp_path: Path) -> None:
    path, mine = tmp_path / "runs.jsonl", setting()
    file = RunFile.open(path, mine)
    (run,) = play_piece(mine, (0,))
    file.append(run)
    header, found = read_runs(path)
    assert list(found) == [evolve(run, cpu_seconds=round(run.cpu_seconds, 3))]
    assert header["seed"] == 3 and header["ai"] == {"japan": "drill", "ussr": "drill"}
    assert json.loads(path.read_text(encoding="utf-8").splitlines()[1])["seed"] == run_seed(3, 0)


def test_a_batch_does_not_grow_with_its_games(tmp_path: Path) -> None:
    mine, scenario = setting_of(OUTPOST, seed=3, levels=LEVELS)
    (sample,) = play_piece(mine, (0,))
    chance = Random(1)

    def some(numbers: Sequence[int]) -> list[Run]:
        figures = [{str(key): chance.randrange(20) for key in range(8)} for _ in numbers]
        return [
            evolve(sample, seed=run_seed(3, number), figures=own, cpu_seconds=1.0)
            for number, own in zip(numbers, figures, strict=True)
        ]

    def most(games: int) -> int:
        """Bytes: games from workers, kept in a file, added up, and read from the file again."""
        file = RunFile.open(tmp_path / f"{games}.jsonl", mine)
        with ThreadPoolExecutor(1) as threads:
            tracemalloc.start()
            for run in given_out(some, range(games), Lent(threads, workers=2)):
                file.append(run)
            batch = gather(mine, scenario, file.kept(games))
            _, peak = tracemalloc.get_traced_memory()
            tracemalloc.stop()
        assert batch.games == games
        return peak

    most(100)
    few, many = most(300), most(3000)
    # A game that stayed would take a kilobyte; what Python keeps of small things to use again comes to an end.
    assert many - few < 64 * 2700, f"{few} bytes for 300 games, {many} for 3000"
