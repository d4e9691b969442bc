"""Batches on a cluster, and how far they are."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.cli.output import Meter
from game.sim.cluster import NoCluster, cluster
from tests.cli.conftest import Cli

OUTPOST = "khasan-outpost"
SCHEDULER = "from distributed.cli.dask_scheduler import main; main()"
WORKER = "from distributed.cli.dask_worker import main; main()"


@pytest.fixture
def dask(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[str]]]]:
    """A scheduler on this machine with two workers, each a process of its own without a nurse."""
    pytest.importorskip("distributed", reason="of the extra 'test', so that it is never missing in the checks")
    file = tmp_path / "scheduler.json"
    common = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "text": True, "cwd": tmp_path}
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    words = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file)]
    started = [subprocess.Popen([sys.executable, "-c", SCHEDULER, *words], env=env, **common)]
    try:
        until = time.monotonic() + 60
        while not file.exists() or not file.read_text(encoding="utf-8").strip().endswith("}"):
            assert time.monotonic() < until, "the scheduler does not start"
            time.sleep(0.1)
        words = ["--scheduler-file", str(file), "--nthreads", "1", "--no-nanny", "--no-dashboard"]
        started += [subprocess.Popen([sys.executable, "-c", WORKER, *words], env=env, **common) for _ in range(2)]
        yield json.loads(file.read_text(encoding="utf-8"))["address"], started[1:]
    finally:
        for process in started:
            process.kill()
            process.wait()


@pytest.mark.slow
def test_a_cluster_that_loses_a_worker_plays_the_same_games(
    cli: Cli, dask: tuple[str, list[subprocess.Popen[str]]], tmp_path: Path
) -> None:
    address, workers = dask
    line = ["simulate", OUTPOST, "--games", "40", "--seed", "5", "--json"]
    here = cli(*line, "--jobs", "2")
    assert here.code == 0, here.err
    kept = tmp_path / "runs.jsonl"

    def kill_one() -> None:
        until = time.monotonic() + 120
        while time.monotonic() < until and (not kept.exists() or kept.read_bytes().count(b"\n") < 6):
            time.sleep(0.02)
        killed.append(kept.read_bytes().count(b"\n"))
        workers[0].kill()

    killed: list[int] = []
    killer = threading.Thread(target=kill_one)
    killer.start()
    there = cli(*line, "--scheduler", address, "--out", str(kept))
    killer.join()
    assert there.code == 0, there.err
    assert 6 <= killed[0] < 41, "a worker was killed while games were under way"
    assert workers[0].poll() is not None and workers[1].poll() is None
    assert {k: v for k, v in there.json.items() if k != "cpu_seconds"} == {
        k: v for k, v in here.json.items() if k != "cpu_seconds"
    }


def test_a_scheduler_that_does_not_answer_is_named(cli: Cli) -> None:
    with pytest.raises(NoCluster, match="no scheduler answers at tcp"), cluster("tcp://127.0.0.1:9", 1.0):
        pass
    with pytest.raises(NoCluster, match="no scheduler answers at nonsense"), cluster("nonsense://", 1.0):
        pass


def test_progress_tells_rate_and_time_left(capsys: pytest.CaptureFixture[str]) -> None:
    now = [0.0]
    meter = Meter(clock=lambda: now[0])
    for done in range(1, 11):
        now[0] += 20.0
        meter(done, 10)
    told = capsys.readouterr().err.splitlines()
    assert told[0] == "undeclared-war: 2 of 10 games, 3 a minute, 3 min left"
    assert told[-1] == "undeclared-war: 10 of 10 games, 3 a minute in 3 min"
    assert len(told) == 5, "one line in half a minute at most"
