"""A small root of made-up scenarios, copied so that tests may break it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from game.data.files import Library

HERE = Path(__file__).parent
SHIPPED = HERE.parents[1] / "scenarios"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the made-up root; the present folder is the one above it, so that messages name short paths."""
    shutil.copytree(HERE / "root", tmp_path / "root")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "root"


@pytest.fixture
def library(root: Path) -> Library:
    """The made-up root, with the game's own rules behind it."""
    return Library((root, SHIPPED))
