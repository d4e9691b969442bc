"""simulate --claim, and show ID claims."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.cli.output import BAD, FINE, USAGE
from game.model.scenario import Scenario
from game.report import claims as words
from tests.cli.conftest import Cli

CLAIM = "khasan-outpost/reserve-on-the-small-hill"
FILE = f"scenarios/khasan-outpost/claims/{CLAIM.rpartition('/')[2]}.yaml"


def test_a_claim_is_played_and_judged(cli: Cli, tmp_path: Path) -> None:
    found = cli("simulate", "--claim", CLAIM, "--games", "3", "--json", "--write", str(tmp_path)).json
    assert (found["claim"], found["scenario"], found["games"], found["seed"]) == (
        "reserve-on-the-small-hill",
        "khasan-outpost",
        3,
        1938,
    )
    assert found["before"]["scenario_digest"] != found["after"]["scenario_digest"]
    for row in found["expect"]:
        assert row["interval"][0] <= row["difference"] <= row["interval"][1]
        assert row["verdict"] in ("holds", "fails", "uncertain")
    assert found["expect"][0]["came_about"][0] <= 3
    assert json.loads((tmp_path / f"{CLAIM}.json").read_text(encoding="utf-8")) == found
    told = cli("simulate", "--claim", FILE, "--games", "3")
    assert told.code == FINE and "fall of Bezymyannaya, expected later by 30 minutes" in told.out
    assert told.out.splitlines()[-1] == found["warning"]
    one = f"{found['expect'][1]['difference']:+.1f}"
    assert one in told.out, "text and data are of the same games"


@pytest.mark.parametrize(
    ("effect", "interval", "told"),
    [
        ("more", [1.0, 4.0], "casualties, expected more by 5: fails, the difference is smaller than that"),
        ("less", [-4.0, -1.0], "casualties, expected less by 5: fails, the difference is smaller than that"),
        ("more", [0.0, 0.0], "casualties, expected more by 5: fails, no game differs"),
        ("more", [-4.0, -1.0], "casualties, expected more by 5: fails"),
        ("more", None, "casualties, expected more by 5: fails"),
    ],
)
def test_why_an_expectation_fails(
    shipped: dict[str, Scenario], effect: str, interval: list[float] | None, told: str
) -> None:
    row = {"measure": "japan.casualties", "effect": effect, "by": 5.0, "before": 9.0, "after": 8.0, "difference": -1.0}
    row |= {"interval": interval, "verdict": "fails"}
    head = {"title": "T", "scenario": "s", "claim": "c", "text": "X", "games": 2, "seed": 1, "verdict": "fails"}
    scenario = shipped["khasan-outpost"]
    lines = words.lines({**head, "expect": [row], "warning": "W"}, scenario, scenario)
    assert f"Japan, {told}" in lines


def test_words_that_do_not_go_together(cli: Cli) -> None:
    assert cli("simulate").code == USAGE
    assert cli("simulate", "khasan-outpost", "--claim", CLAIM).code == USAGE
    assert cli("simulate", "--claim", CLAIM, "--set", "a=b").code == USAGE
    assert cli("simulate", "khasan-outpost", "--write", "x").code == USAGE
    missing = cli("simulate", "--claim", "reserve-on-the-smal-hill")
    assert missing.code == BAD and "did you mean 'reserve-on-the-small-hill'?" in missing.err


def test_a_broken_claim_is_told_with_its_line(cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "root" / "x" / "claims"
    folder.mkdir(parents=True)
    (folder / "c.yaml").write_text("title: T\n", encoding="utf-8")
    found = cli("simulate", "--claim", str(folder / "c.yaml"))
    assert found.code == BAD and "c.yaml:1:1: error K02" in found.err


def test_claims_are_listed_with_the_verdicts_that_ship(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(words, "asset", tmp_path.joinpath)
    listed = cli("show", "khasan-outpost", "claims")
    assert listed.code == FINE and "Thirty more on the small hill: not tested" in listed.out
    assert "simulate --claim" in cli("show", "khasan-outpost", "claims", "reserve-on-the-small-hill").out
    cli("simulate", "--claim", CLAIM, "--games", "2", "--write", str(tmp_path / "claims"))
    file = tmp_path / "claims" / f"{CLAIM}.json"
    found = json.loads(file.read_text(encoding="utf-8"))
    assert f"{words.verdict_words(found['verdict'])} (2 games)" in cli("show", "khasan-outpost", "claims").out
    one = cli("show", "khasan-outpost", "claims", "reserve-on-the-small-hill")
    assert "95 % interval" in one.out and "Four times the rifles" in one.out and "stale" not in one.out
    file.write_text(json.dumps({**found, "rules_version": 0}), encoding="utf-8")
    assert "(stale: the rules have changed)" in cli("show", "khasan-outpost", "claims").out
    file.write_text(json.dumps({**found, "seed": 1}), encoding="utf-8")
    assert "(stale: the claim has changed)" in cli("show", "khasan-outpost", "claims").out
    file.write_text(json.dumps({**found, "before": {}}), encoding="utf-8")
    row = next(row for row in cli("show", "khasan-outpost", "claims", "--json").json["claims"])
    assert row["stale"] == "the scenario has changed"
    file.write_text("{", encoding="utf-8")
    assert "not tested" in cli("show", "khasan-outpost", "claims").out
    assert cli("show", "khasan-outpost", "claims", "nothing").code == USAGE
