"""Tests of the window run without a screen unless somebody asks for one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.ui.script_player import Player

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")


@pytest.fixture
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Saves, settings, reports and logs of a test lie in a folder of its own."""
    monkeypatch.setattr("game.record.storage.data_folder", lambda: tmp_path / "data")
    monkeypatch.setattr("game.ui.comparison.reports_folder", lambda: tmp_path / "reports")
    monkeypatch.setattr("game.ui.app.log_folder", lambda: tmp_path / "log")
    monkeypatch.setattr("game.ui.settings.settings_folder", lambda: tmp_path / "config")
    return tmp_path


@pytest.fixture
def player(own_folders: Path) -> Iterator[Player]:
    """The program in a window without a screen, at its title."""
    from tests.ui.script_player import Player

    found = Player(own_folders)
    yield found
    found.close()
