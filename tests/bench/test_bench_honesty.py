"""The report card: made of the games that ship, and of nothing else."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from game.data.catalogue import Catalogue
from game.report import clouds
from game.report.claims import FORMAT
from game.sim.batch import simulate
from tests.bench import honesty

OUTPOST = "khasan-outpost"


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a card and a README, and games of one battle that ship."""
    monkeypatch.setattr(clouds, "cloud_file", lambda name: tmp_path / f"{name}.jsonl")
    monkeypatch.setattr(honesty, "CARD", tmp_path / "card.md")
    monkeypatch.setattr(honesty, "README", tmp_path / "README.md")
    monkeypatch.setattr(honesty, "CLAIMED", tmp_path / "claims")
    (tmp_path / "README.md").write_text(f"Before.\n{honesty.BEGIN}\nold\n{honesty.END}\nAfter.\n", encoding="utf-8")
    simulate(OUTPOST, games=2, seed=1938, levels=("drill", "drill"), out=tmp_path / f"{OUTPOST}.jsonl")
    return tmp_path


def run(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    """The script with these words behind its name."""
    monkeypatch.setattr(sys, "argv", ["honesty", *words])
    return honesty.main()


def test_the_card_names_scenarios_without_games(
    made: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "--write") == 1, "most have no games"
    told = capsys.readouterr().err
    assert OUTPOST not in told
    assert all(f"{entry.id}: no games: " in told for entry in Catalogue().scenarios() if entry.id != OUTPOST)
    card = (made / "card.md").read_text(encoding="utf-8")
    found = honesty.sections(card)
    assert set(found) == {OUTPOST, honesty.VARIANTS, honesty.CLAIMS}
    scenario = Catalogue().find(OUTPOST)
    assert scenario is not None and scenario.scenario is not None
    rows = [line for line in found[OUTPOST].splitlines() if line.endswith(("tested |", "fitted |", "in view |"))]
    assert len(rows) == len(scenario.scenario.history.figures)
    readme = (made / "README.md").read_text(encoding="utf-8")
    assert readme.startswith("Before.") and readme.endswith("After.\n")
    assert f"| `{OUTPOST}` | 2 |" in readme and "old" not in readme


def test_one_section_is_written_anew_beside_the_others(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (made / "card.md").write_text("# Report card\n\n## khasan\n\nKept.\n", encoding="utf-8")
    assert run(monkeypatch, OUTPOST, "--write") == 0
    assert list(honesty.sections((made / "card.md").read_text(encoding="utf-8"))) == ["khasan", OUTPOST]


def test_claims_are_told_with_what_came_of_them(tmp_path: Path) -> None:
    wish = {"measure": "japan.killed", "effect": "more", "by": 5.0, "before": 10.0, "after": 12.5, "difference": 2.5}
    hour = {"measure": "fall.hill", "effect": "later", "by": None, "before": 1.0, "after": 1.0, "difference": 0.0}
    found = {
        "claims": FORMAT,
        "claim": "early",
        "title": "An earlier start.",
        "scenario": OUTPOST,
        "games": 30,
        "verdict": "fails",
        "expect": [
            wish | {"interval": [-1.0, 6.0], "verdict": "uncertain"},
            hour | {"interval": None, "verdict": "fails"},
        ],
    }
    (tmp_path / OUTPOST).mkdir()
    (tmp_path / OUTPOST / "early.json").write_text(json.dumps(found), encoding="utf-8")
    told = honesty.claims(tmp_path)
    assert "1 claims: 1 fails." in told
    assert "| Japan, killed: more by 5 | 10.0 | 12.5 | +2.5 (-1.0 to +6.0) | uncertain | 30 | fails |" in told
