"""Timings of the window, on a driver without a screen."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.bench.windows import Screen

pytestmark = pytest.mark.bench
ROOT = Path(__file__).parents[2]


@pytest.fixture
def screen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Screen]:
    """The night assault at its start."""
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    found = Screen(tmp_path)
    yield found
    found.close()


def test_start_with_the_map_drawn(benchmark: Any, tmp_path: Path) -> None:
    """A whole process: start, read the scenario, open the window, draw the first frame, end. Wall time counts."""
    code = "import sys, pathlib, tests.bench.windows as w; w.Screen(pathlib.Path(sys.argv[1])).close()"
    own = {name: str(tmp_path) for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")}
    env = {**os.environ, **own, "SDL_VIDEODRIVER": "dummy"}

    def start() -> None:
        subprocess.run(
            [sys.executable, "-c", code, str(tmp_path)], check=True, cwd=ROOT, env=env, stdout=subprocess.DEVNULL
        )

    benchmark.pedantic(start, rounds=3, warmup_rounds=1)


def test_redraw_all_from_what_is_kept(benchmark: Any, screen: Screen) -> None:
    benchmark(screen.redraw)


def test_redraw_all_from_nothing(benchmark: Any, screen: Screen) -> None:
    """As after a change of size or theme."""
    benchmark.pedantic(screen.rebuild, rounds=3)


def test_frame_of_scrolling(benchmark: Any, screen: Screen) -> None:
    screen.zoom("2")
    benchmark(screen.scroll)


def test_frame_after_a_move(benchmark: Any, screen: Screen) -> None:
    """The order itself is not counted, only the frame that shows what came of it."""
    screen.move()
    screen.app.refresh()
    benchmark.pedantic(screen.app.refresh, setup=screen.move, rounds=20)


def test_frame_in_which_nothing_changes(benchmark: Any, screen: Screen) -> None:
    benchmark(screen.app.refresh)
