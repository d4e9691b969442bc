"""Who may import whom, as `pyproject.toml` says."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parents[1]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]


def test_contracts_are_kept(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    code = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    told = capsys.readouterr().out
    assert f"Contracts: {len(CONTRACTS)} kept, 0 broken" in told and code == 0, told


def test_every_part_of_the_game_has_its_layer() -> None:
    layers = next(contract for contract in CONTRACTS if contract["type"] == "layers")["layers"]
    named = {name for layer in layers for name in re.findall(r"game\.(\w+)", layer)}
    parts = {path.stem for path in (ROOT / "game").iterdir() if not path.name.startswith("_")}
    assert parts <= named, f"these stand in no layer: {sorted(parts - named)}"
