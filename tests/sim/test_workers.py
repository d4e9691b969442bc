"""Workers that die, and workers elsewhere: nothing is lost, and the games are the same."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from typing import Any

import pytest

from game.sim.batch import played
from game.sim.run import Run
from game.sim.setting import Setting, setting_of
from game.sim.workers import TRIES, Own, hands

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
    with hands(1, deadly) as by, pytest.raises(RuntimeError, match=f"killed {TRIES} workers"):
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
    with hands(2) as by:
        assert isinstance(by, Own)
        found = []
        for number, run in enumerate(played(mine, 12, by)):
            if number == 1 and by.executor is not None:
                os.kill(next(iter(by.executor._processes)), signal.SIGKILL)
            found.append(run)
    assert rows(iter(found)) == alone
