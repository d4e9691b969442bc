"""simulate."""

from __future__ import annotations

import re
from pathlib import Path

from game.ai.levels import LEVELS
from game.cli.output import BAD, FINE, USAGE
from game.language.describe_figures import is_clock
from game.model.scenario import Scenario
from game.record.replay import RULES_VERSION
from tests.cli.conftest import Cli

KEYS = [
    "scenario",
    "rules_version",
    "games",
    "seed",
    "levels",
    "measures",
    "history",
    "control",
    "orders",
    "unit_turns",
    "cpu_seconds",
    "ai",
    "results",
]


def test_a_batch_as_json_has_its_shape(cli: Cli, shipped: dict[str, Scenario]) -> None:
    scenario = shipped["khasan-outpost"]
    found = cli("simulate", "khasan-outpost", "--games", "3", "--level", "drill", "--seed", "5", "--json").json
    assert list(found) == KEYS
    assert (found["scenario"], found["games"], found["seed"]) == ("khasan-outpost", 3, 5)
    assert found["rules_version"] == RULES_VERSION
    assert found["ai"] == {"japan": "drill", "ussr": "drill"}
    assert len({row["seed"] for row in found["results"]}) == 3, "every game has dice of its own"
    for row in found["results"]:
        assert list(row) == ["seed", "digest", "level", "points", "turns", "orders"]
        assert row["level"] in {level.name for level in scenario.victory.levels}
        assert re.fullmatch(r"[0-9a-f]{16}", row["digest"])
        assert row["turns"] == len(scenario.calendar.turns)
    assert found["orders"] == sum(row["orders"] for row in found["results"])
    assert sum(found["levels"].values()) == 3
    for name, row in found["measures"].items():
        wanted = {"p10", "p50", "p90", "mean"} | ({"share"} if is_clock(name) else set())
        assert set(row) == wanted
        if row["p50"] is not None:
            assert row["p10"] <= row["p50"] <= row["p90"]
    assert [row["measure"] for row in found["history"]] == [figure.measure for figure in scenario.history.figures]
    assert all(0 <= row["share_inside"] <= 1 for row in found["history"])


def test_a_batch_is_kept_and_gone_on_with(cli: Cli, tmp_path: Path) -> None:
    out = tmp_path / "runs.jsonl"
    line = ["simulate", "khasan-outpost", "--level", "drill", "--out", str(out), "--json"]
    two, four = cli(*line, "--games", "2").json, cli(*line, "--games", "4").json
    assert four["results"][:2] == two["results"] and len(four["results"]) == 4
    other = cli(*line, "--games", "4", "--seed", "2")
    assert other.code == BAD and "seed is 1, not 2" in other.err


def test_a_changed_scenario_is_another(cli: Cli, tmp_path: Path) -> None:
    line = ["simulate", "khasan-outpost", "--level", "drill", "--games", "2", "--json"]
    plain = cli(*line).json
    fewer = cli(*line, "--set", "rules.combat.rates.per_hour=0.24").json
    assert fewer["results"] != plain["results"]
    wrong = cli(*line, "--set", "rules.combat.rates.per_our=0.24")
    assert wrong.code == BAD and "per_hour" in wrong.err
    plans = cli(*line, "--plan", "japan=nonsense")
    assert plans.code == USAGE and "nonsense" in plans.err


def test_the_same_batch_gives_the_same_games_with_any_number_of_processes(cli: Cli) -> None:
    line = ["simulate", "khasan-outpost", "--games", "6", "--level", "drill", "--json"]
    alone, together = cli(*line), cli(*line, "--jobs", "2")
    assert together.code == FINE, together.err
    plain = {key: value for key, value in alone.json.items() if key != "cpu_seconds"}
    assert plain == {key: value for key, value in together.json.items() if key != "cpu_seconds"}
    assert cli(*line, "--seed", "2").json["results"] != plain["results"]


def test_a_batch_in_words_says_the_same(cli: Cli) -> None:
    line = ["simulate", "khasan-outpost", "--games", "3", "--level", "drill"]
    plain, told = cli(*line, "--json").json, cli(*line)
    assert told.out.startswith("A post of eleven: 3 games, seed 1, drill against drill\n")
    for level in {row["level"] for row in plain["results"]}:
        assert re.search(rf"^ +{[row['level'] for row in plain['results']].count(level)}  {level}$", told.out, re.M)
    assert f"{plain['orders']} orders, {plain['unit_turns']} unit-turns" in told.out
    assert told.err == "", "no progress where nobody watches"


def test_every_level_plays(cli: Cli) -> None:
    for level in LEVELS:
        assert cli("simulate", "khasan-outpost", "--games", "1", "--level", level, "--json").json["ai"] == {
            "japan": level,
            "ussr": level,
        }
