"""Running a command line within the test, with folders of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen

from game.cli import main
from game.record import storage


@frozen
class Done:
    """What a command line did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as one JSON value."""
        return json.loads(self.out)


@frozen
class Cli:
    """Runs command lines."""

    capsys: pytest.CaptureFixture[str]

    def __call__(self, *words: str | Path) -> Done:
        """What one did."""
        code = main([str(word) for word in words])
        shown = self.capsys.readouterr()
        return Done(code, shown.out, shown.err)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Folders of a user who has never played, on any system, in this process and in those it starts."""
    own = tmp_path / "home"
    for name in ("data", "settings", "log"):
        monkeypatch.setattr(storage, f"{name}_folder", lambda name=name: own / name)
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(own))
    for name in ("EDITOR", "VISUAL", "DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER"):
        monkeypatch.delenv(name, raising=False)
    return own


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Cli:
    """Runs command lines within the test."""
    return Cli(capsys)


def process(*words: str, code: str | None = None, env: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
    """A command line as a process of its own.

    Args:
        code: what Python runs instead of the program.
    """
    start = ["-m", "game"] if code is None else ["-c", code]
    return subprocess.Popen(
        [sys.executable, *start, *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **(env or {})},
    )
