"""list, show, validate, schema."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

import jsonschema
import pytest
import yaml

from game.cli import showing
from game.cli.output import BAD, FINE, USAGE
from game.data.catalogue import shipped_root
from game.language.shelves import SHELVES
from game.model.scenario import Scenario
from game.record.storage import scenarios_folder
from tests.cli.conftest import Cli
from tests.conftest import LARGE, SHIPPED, STEPPE, VARIANTS


def _in_order(names: Iterable[str]) -> list[str]:
    """Scenarios by id, the variants after the one that they change, which is the last."""
    return [*sorted(set(names) - set(VARIANTS)), *VARIANTS]


def _own(name: str, as_: str = "") -> Path:
    """A copy of a scenario in the player's folder."""
    folder = scenarios_folder() / (as_ or name)
    shutil.copytree(shipped_root() / name, folder)
    return folder


def _break(folder: Path) -> Path:
    """Misspells a key of a scenario."""
    path = folder / "scenario.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("clock: JST", "clokc: JST"), encoding="utf-8")
    return folder


def test_the_list_as_json_has_its_shape(cli: Cli, listed: dict[str, Scenario]) -> None:
    found = cli("list", "--json").json
    assert list(found) == ["scenarios"]
    for row in found["scenarios"]:
        assert list(row) == ["id", "variant_of", "title", "start", "end", "turns", "hex_m", "sides", "problems"]
        scenario = listed[row["id"]]
        assert row["title"] == scenario.title
        assert row["turns"] == len(scenario.calendar.turns)
        assert row["hex_m"] == scenario.board.hex_m
        assert re.fullmatch(r"193[89]-\d\d-\d\dT\d\d:\d\d", row["start"])
        assert row["start"] < row["end"]
        assert row["problems"] == []
        for number, side in enumerate(row["sides"]):
            own = [unit for unit in scenario.units if unit.side == number]
            assert side == {
                "id": scenario.sides[number].id,
                "name": scenario.sides[number].name,
                "men": sum(unit.men for unit in own),
                "units": len(own),
            }
    assert [row["id"] for row in found["scenarios"]] == _in_order(listed)


def test_the_notes_as_json_have_their_shape(cli: Cli, listed: dict[str, Scenario]) -> None:
    found = cli("list", "--notes", "--json").json
    assert list(found) == ["notes"]
    assert all(list(row) == ["id", "scenario", "article", "title"] for row in found["notes"])
    told = [(row["scenario"], row["id"], tuple(row["article"]), row["title"]) for row in found["notes"]]
    assert told == [(s, n.id, n.article, n.title) for s in _in_order(listed) for n in listed[s].notes]


def test_the_list_in_words_names_every_scenario(cli: Cli, listed: dict[str, Scenario]) -> None:
    told = cli("list").out
    assert all(name in told and scenario.title in told for name, scenario in listed.items())
    notes = cli("list", "--notes").out
    assert notes.count("\n") == sum(len(scenario.notes) for scenario in listed.values())


def test_a_broken_scenario_is_listed_with_its_first_fault(cli: Cli) -> None:
    _break(_own("khasan-outpost"))
    told = cli("list")
    assert told.code == FINE, "a fault of one scenario keeps nobody from the others"
    line = next(line for line in told.out.splitlines() if line.startswith("khasan-outpost"))
    assert "broken: " in line
    assert "clokc" in line
    assert "did you mean 'clock'?" in line
    row = next(row for row in cli("list", "--json").json["scenarios"] if row["id"] == "khasan-outpost")
    assert (row["start"], row["end"], row["turns"], row["hex_m"], row["sides"]) == (None, None, 0, None, [])
    assert any("clokc" in problem for problem in row["problems"])


@pytest.mark.parametrize("line", ["play khasan-outpost --terminal", "show khasan-outpost", "simulate khasan-outpost"])
def test_a_broken_scenario_is_not_played_nor_replaced(cli: Cli, line: str) -> None:
    _break(_own("khasan-outpost"))
    found = cli(*line.split())
    assert found.code == BAD
    assert found.out == "", "the game's own scenario of the same name must not take its place"
    assert "'khasan-outpost' cannot be played" in found.err
    assert "clokc" in found.err


@pytest.mark.parametrize(
    "line", ["play khasan-outpots", "show khasan-outpots", "simulate khasan-outpots", "edit khasan-outpots"]
)
def test_an_unknown_scenario_gets_a_suggestion(cli: Cli, line: str) -> None:
    found = cli(*line.split())
    assert (found.code, found.out) == (BAD, "")
    assert "there is no scenario 'khasan-outpots'; did you mean 'khasan-outpost'?" in found.err


def test_something_quite_unknown_points_to_the_list(cli: Cli) -> None:
    assert "'list' shows" in cli("show", "zzzzzz").err


def test_a_scenario_of_ones_own_stands_in_the_list_and_can_be_named_by_its_folder(cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    shutil.copytree(shipped_root() / "khasan-outpost", folder)
    path = folder / "scenario.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("id: khasan-outpost", "id: mine", 1), encoding="utf-8")
    assert cli("show", folder).code == FINE
    shutil.copytree(folder, scenarios_folder() / "mine")
    assert [row["id"] for row in cli("list", "--json").json["scenarios"]] == _in_order(
        [*SHIPPED, *LARGE, *STEPPE, *VARIANTS, "mine"]
    )


def test_show_gives_a_scenario_on_a_page(cli: Cli, shipped: dict[str, Scenario]) -> None:
    scenario = shipped["khasan-outpost"]
    found = cli("show", scenario.id).out
    assert all(side.aims in found for side in scenario.sides)
    assert all(item.text in found for item in scenario.victory.items)
    assert all(f"{unit.id} ({unit.men})" in found for unit in scenario.units)


@pytest.mark.parametrize("kind", SHELVES)
def test_show_lists_a_kind_and_tells_of_each_of_it(
    cli: Cli, shipped: dict[str, Scenario], listed: dict[str, Scenario], kind: str
) -> None:
    ready = [s for s in shipped.values() if SHELVES[kind](s)]
    scenarios = ready or [next(s for s in listed.values() if SHELVES[kind](s))]
    for scenario in scenarios:
        known = SHELVES[kind](scenario)
        shown = cli("show", scenario.id, kind)
        assert shown.code == FINE
        assert [line.split()[0] for line in shown.out.splitlines()] == list(known) != []
        for name in known:
            found = showing.thing(scenario, name, kind)
            assert found is not None
            lines, plain = found
            assert len(lines) > 1, f"there is nothing to tell of {name}"
            assert json.loads(json.dumps(plain)), f"{name} is no plain data"
    last = list(known)[-1]
    assert cli("show", scenario.id, kind, last).code == FINE
    assert cli("show", scenario.id, kind, last, "--json").json


def test_a_unit_is_shown_with_its_strength_and_its_sources(cli: Cli, shipped: dict[str, Scenario]) -> None:
    unit = next(unit for unit in shipped["khasan-outpost"].units if unit.id == "sakuma")
    told = cli("show", "khasan-outpost", "sakuma")
    assert unit.name in told.out
    assert f"{unit.men} men" in told.out
    assert "[S3]" in told.out, "where its figures come from"
    plain = cli("show", "khasan-outpost", "sakuma", "--json").json
    assert (plain["men"], plain["provenance"]["sources"]) == (unit.men, ["S3"])


def test_show_knows_when_there_is_no_such_thing(cli: Cli) -> None:
    found = cli("show", "khasan-outpost", "sakumo")
    assert (found.code, found.out) == (USAGE, "")
    assert "'sakumo'" in found.err
    assert "did you mean 'sakuma'?" in found.err
    assert cli("show", "khasan-outpost", "cats", "tom").code == USAGE


def test_what_is_shipped_is_valid(cli: Cli) -> None:
    found = cli("validate")
    assert found.code == FINE
    assert "0 errors" in found.err or "nothing to complain of" in found.err
    assert all(" remark " in line for line in found.out.splitlines())


def test_faults_are_told_with_file_line_and_column(cli: Cli) -> None:
    folder = _break(_own("khasan-outpost", "mine"))
    found = cli("validate", folder)
    assert found.code == BAD
    assert found.out
    for line in found.out.splitlines():
        assert re.match(r"\S+\.yaml:\d+:\d+: (error|warning|remark) [A-Z]\d\d: ", line), line
    number = next(
        n
        for n, line in enumerate((folder / "scenario.yaml").read_text(encoding="utf-8").splitlines(), 1)
        if line.startswith("clokc")
    )
    assert f"scenario.yaml:{number}:1: error K01" in found.out
    assert re.search(r"[1-9]\d* error", found.err)
    plain = cli("validate", folder, "--json")
    assert plain.code == BAD
    assert [list(row) for row in plain.json["problems"]] == [
        ["file", "line", "column", "path", "code", "severity", "text", "hint"]
    ] * found.out.count("\n")


def test_one_file_can_be_checked(cli: Cli) -> None:
    folder = _break(_own("khasan-outpost"))
    assert cli("validate", folder / "scenario.yaml").code == BAD
    assert cli("validate", folder / "notes.yaml").code == FINE, "the faults of other files are not this one's"


def test_nothing_to_check_is_a_fault(cli: Cli, tmp_path: Path) -> None:
    assert cli("validate", tmp_path / "nowhere").code != FINE
    assert cli("validate", "khasan-outpost").code == FINE, "an id does as well as a folder"
    assert "did you mean 'khasan-outpost'" in cli("validate", "khasan-outpots").out
    assert cli("validate", tmp_path).code == BAD


@pytest.mark.parametrize("kind", ["scenario", "forces", "notes", "history", "plans", "map", "weapons"])
def test_the_schema_accepts_what_is_shipped(cli: Cli, kind: str) -> None:
    schema = cli("schema", kind).json
    places = {"map": "maps/khasan.yaml", "weapons": "rules/weapons.yaml"}
    path = shipped_root() / places.get(kind, f"khasan-outpost/{kind}.yaml")
    # Without dates of Python's own, as an editor sees the file.
    loader = type(
        "Loader",
        (yaml.SafeLoader,),
        {
            "yaml_implicit_resolvers": {
                sign: [rule for rule in rules if rule[0] != "tag:yaml.org,2002:timestamp"]
                for sign, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
            }
        },
    )
    jsonschema.Draft202012Validator(schema).validate(yaml.load(path.read_text(encoding="utf-8"), loader))
