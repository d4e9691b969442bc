"""show, by kind and by id; and what the lighter commands leave unloaded."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from game.cli import showing
from game.language.shelves import SHELVES
from game.model.scenario import Scenario
from tests.cli.conftest import Cli

NIGHT = "khasan-night-assault"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([], "Japan: "),
        (["units"], "hq/75"),
        (["1/75"], "confidence"),
        (["unit", "1/75"], "Rifle company"),
        (["I/75"], "men in"),
        (["place", "changkufeng"], "give or take"),
        (["movement.speed.foot"], "km/h"),
        (["weapons", "rifle"], "oli"),
        (["terrain", "hill"], "defence: "),
        (["victory"], "Hold Changkufeng"),
        (["source", "S3"], "title: "),
    ],
)
def test_everything_can_be_shown(words: list[str], says: str, cli: Cli) -> None:
    done = cli("show", NIGHT, *words)
    assert done.code == 0
    assert says in done.out
    plain = cli("show", NIGHT, *words, "--json")
    assert plain.code == 0
    assert isinstance(plain.json, dict)


def test_who_comes_later_is_shown_with_his_hour(cli: Cli) -> None:
    infantry = cli("show", "khasan", "I/75").out
    assert "comes 30 July, 20:00 at 1425" in infantry
    assert "Major Nakano, rating" in infantry
    bombers = cli("show", "khasan", "sb-1").out
    assert "22 SB" in bombers and "can be sent from 1 August, 05:00 on" in bombers
    assert "[S7] Executed Heroes" in bombers, "with its sources"
    assert cli("show", "khasan", "sb-1", "--json").json["count"] == 22


def test_every_figure_of_the_rules_is_shown_with_its_source(shipped: dict[str, Scenario]) -> None:
    scenario = shipped[NIGHT]
    for kind in SHELVES:
        for name in SHELVES[kind](scenario):
            found = showing.thing(scenario, name, kind)
            assert found is not None, f"{kind} {name} is listed and cannot be shown"
            json.dumps(found[1])
            if kind == "rules":
                assert not found[0][-1].endswith("no source"), f"{name} has neither source nor estimate"
                assert found[1].get("value", "") is not None, f"{name} has no value"


@pytest.mark.parametrize("words", [["wings", "1/75"], ["unit", "place", "changkufeng"], ["place", "1/75"]])
def test_a_kind_must_hold_what_is_asked_of_it(words: list[str], cli: Cli) -> None:
    done = cli("show", NIGHT, *words)
    assert (done.code, done.out) == (2, "")
    assert "undeclared-war: " in done.err


def test_a_near_miss_is_suggested(cli: Cli) -> None:
    assert "did you mean 'makhalin'" in cli("show", "khasan-outpost", "makhali").err


def test_a_group_of_rules_is_shown_figure_by_figure(cli: Cli) -> None:
    found = cli("show", NIGHT, "movement.speed", "--json").json
    assert {"movement.speed.foot", "movement.speed.track"} <= {row["name"] for row in found["figures"]}


# What is not loaded ---------------------------------------------------------------------------------------------------


def test_the_engine_comes_without_screens_plots_and_pages() -> None:
    heavy = "{'pygame', 'matplotlib', 'jinja2', 'rich', 'ephem', 'yaml', 'cattrs', 'numpy'}"
    code = f"import game.engine, sys; found = {heavy} & set(sys.modules); sys.exit(str(found) if found else 0)"
    assert subprocess.run([sys.executable, "-c", code], check=False, capture_output=True).returncode == 0


def test_a_simulation_loads_no_screen() -> None:
    heavy = "{'pygame', 'matplotlib', 'jinja2', 'rich', 'numpy'}"
    code = (
        "import sys; from game.cli import main;"
        "main(['simulate', 'khasan-outpost', '--games', '1', '--level', 'drill']);"
        f"found = {heavy} & set(sys.modules); sys.exit(str(found) if found else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True)
    assert done.returncode == 0, done.stderr
