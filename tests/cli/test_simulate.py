"""simulate."""

from __future__ import annotations

import re

from game.ai.levels import LEVELS
from game.cli.output import FINE
from game.language.describe_figures import is_clock
from game.model.scenario import Scenario
from game.record.replay import RULES_VERSION
from tests.cli.conftest import Cli

KEYS = [
    "scenario",
    "rules_version",
    "games",
    "seed",
    "results",
    "measures",
    "history",
    "control",
    "orders",
    "unit_turns",
    "cpu_seconds",
    "ai",
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
    for name, row in found["measures"].items():
        wanted = {"p10", "p50", "p90", "mean"} | ({"share"} if is_clock(name) else set())
        assert set(row) == wanted
        if row["p50"] is not None:
            assert row["p10"] <= row["p50"] <= row["p90"]
    assert [row["measure"] for row in found["history"]] == [figure.measure for figure in scenario.history.figures]
    assert all(0 <= row["share_inside"] <= 1 for row in found["history"])


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
