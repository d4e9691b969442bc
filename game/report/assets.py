"""Files that ship with the game beside its scenarios: in the installed package, or in the source tree."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


def asset(*names: str) -> Traversable:
    """A file or folder of the assets, which may not exist."""
    inside = files("game").joinpath("_data", "assets")
    root = inside if inside.is_dir() else Path(__file__).resolve().parents[2] / "assets"
    return root.joinpath(*names)
