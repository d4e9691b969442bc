"""Workers that die, and workers elsewhere: nothing is lost, and the games are the same."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from game.sim.batch import played
from game.sim.run import Run
from game.sim.runs import RunFile
from game.sim.setting import Setting, setting_of
from game.sim.workers import TRIES, WINDOW, Lent, Own, WorkersLost, given_out, hands

OUTPOST = "khasan-outpost"
LEVELS = ("drill", "drill")


@pytest.fixture(scope="module")
def setting() -> Setting:
    """The outpost, drill against drill."""
    return setting_of(OUTPOST, seed=5, levels=LEVELS)[0]


def rows(runs: Iterator[Run]) -> list[dict[str, Any]]:
    """Games less the time they took."""
    return [run.plain() | {"cpu_seconds": 0} for run in runs]


class Fragile(Executor):
    """Loses every other piece of work with its worker, and some before they are begun."""

    def __init__(self, deaths: int) -> None:
        self.deaths = deaths
        self.given = 0

    def submit(self, fn: Any, /, *args: Any, **named: Any) -> Future[Any]:
        """Plays at once, or dies."""
        self.given += 1
        future: Future[Any] = Future()
        if self.given % 2 and self.deaths:
            self.deaths -= 1
            future.cancel() if self.given % 3 else future.set_exception(BrokenExecutor("died"))
            if future.cancelled():
                future.set_running_or_notify_cancel()
        else:
            future.set_result(fn(*args, **named))
        return future


def test_what_a_dead_worker_had_is_played_by_another(setting: Setting) -> None:
    alone = rows(played(setting, 9))
    with hands(1, Fragile(deaths=4)) as by:
        assert rows(played(setting, 9, by)) == alone


def test_work_that_kills_every_worker_is_given_up(setting: Setting) -> None:
    class Deadly(Fragile):
        def submit(self, fn: Any, /, *args: Any, **named: Any) -> Future[Any]:
            self.given += 1
            future: Future[Any] = Future()
            future.set_exception(BrokenExecutor("died"))
            return future

    deadly = Deadly(0)
    with hands(1, deadly) as by, pytest.raises(WorkersLost, match=f"game 1 was given out {TRIES} times"):
        list(played(setting, 2, by))


def test_a_fault_of_the_work_is_not_tried_again(setting: Setting) -> None:
    class Wrong(Fragile):
        def submit(self, fn: Any, /, *args: Any, **named: Any) -> Future[Any]:
            self.given += 1
            future: Future[Any] = Future()
            future.set_exception(ZeroDivisionError())
            return future

    wrong = Wrong(0)
    with hands(1, wrong) as by, pytest.raises(ZeroDivisionError):
        list(played(setting, 1, by))
    assert wrong.given == 1


@pytest.mark.slow
def test_a_killed_process_loses_nothing() -> None:
    mine = setting_of(OUTPOST, seed=5, levels=("staff", "staff"))[0]
    alone = rows(played(mine, 12))
    said: list[str] = []
    with hands(2, tell=said.append) as by:
        assert isinstance(by, Own)
        # Two who wait for games of the same workers, as when two settings are compared.
        pairs = []
        for number, pair in enumerate(zip(played(mine, 12, by), played(mine, 12, by), strict=True)):
            if number in (1, 6):
                os.kill(next(iter(by.executor._processes)), signal.SIGKILL)
            pairs.append(pair)
    for column in zip(*pairs, strict=True):
        assert rows(iter(column)) == alone
    assert said == ["a worker has died; others are started, and play its games again"] * 2, "each death is told once"


class Counting(Executor):
    """Does the work at once, and keeps the pieces that were given out."""

    def __init__(self) -> None:
        self.pieces: list[tuple[int, ...]] = []

    def submit(self, fn: Any, /, *args: Any, **named: Any) -> Future[Any]:
        """Plays at once."""
        future: Future[Any] = Future()
        future.set_result(fn(*args, **named))
        self.pieces.append(args[0])
        return future


def test_pieces_of_work_grow_while_games_are_short(setting: Setting) -> None:
    (sample,) = played(setting, 1)
    for seconds, longest in ((1e-9, 32), (0.1, 5), (100.0, 1)):
        counting = Counting()
        work = lambda piece, s=seconds: [evolve(sample, seed=n, cpu_seconds=s) for n in piece]  # noqa: E731
        found = [run.seed for run in given_out(work, range(200), Lent(counting, workers=2))]
        assert found == list(range(200)), "in order, and each once"
        assert max(map(len, counting.pieces)) == longest
        assert len(counting.pieces[0]) == len(counting.pieces[-1]) == 1, "no worker waits for another at the end"


def test_no_more_is_given_out_than_fits_the_window(setting: Setting) -> None:
    (sample,) = played(setting, 1)
    counting = Counting()
    games = given_out(lambda piece: [sample] * len(piece), range(10**9), Lent(counting, workers=2))
    next(games)
    assert len(counting.pieces) == 2 * WINDOW


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="a process cannot be interrupted alone there")
def test_an_interruption_keeps_what_is_done(tmp_path: Path) -> None:
    words = ["simulate", OUTPOST, "--games", "60", "--seed", "5", "--jobs", "2", "--json"]
    kept = tmp_path / "runs.jsonl"
    started = subprocess.Popen(
        [sys.executable, "-m", "game", *words, "--out", str(kept)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    until = time.monotonic() + 120
    while (not kept.exists() or kept.read_bytes().count(b"\n") < 4) and time.monotonic() < until:
        time.sleep(0.02)
    os.killpg(started.pid, signal.SIGINT)  # all of them, as the keyboard does
    _, said = started.communicate(timeout=60)
    assert started.returncode == 130, said
    assert said.splitlines()[-2:] == [
        f"undeclared-war: the games played so far are kept in {kept}; the same command goes on from there",
        "undeclared-war: interrupted",
    ]
    done = kept.read_bytes().count(b"\n") - 1
    assert 3 <= done < 60
    before = kept.read_bytes()
    mine = setting_of(OUTPOST, seed=5, levels=("staff", "staff"))[0]
    again = rows(played(mine, done + 2, out=RunFile.open(kept, mine)))
    assert kept.read_bytes().startswith(before), "nothing is played twice"
    assert again == rows(played(mine, done + 2))


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="process ids are asked after otherwise there")
def test_workers_end_with_whoever_started_them(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from game.sim.batch import played\n"
        "from game.sim.setting import setting_of\n"
        "from game.sim.workers import hands\n"
        "if __name__ == '__main__':\n"
        f"    setting = setting_of('{OUTPOST}', seed=5, levels=('staff', 'staff'))[0]\n"
        "    with hands(2) as by:\n"
        "        for run in played(setting, 10_000, by):\n"
        "            print(*by.executor._processes, flush=True)\n"
    )
    script = tmp_path / "endless.py"
    script.write_text(code, encoding="utf-8")
    started = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True)
    assert started.stdout is not None
    workers = [int(word) for word in started.stdout.readline().split()]
    started.kill()
    started.communicate()
    until = time.monotonic() + 20
    while (alive := [pid for pid in workers if _is_alive(pid)]) and time.monotonic() < until:
        time.sleep(0.05)
    assert workers and not alive


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
