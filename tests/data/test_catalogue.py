"""The list of scenarios, broken ones too, and validation of whatever path is given."""

from __future__ import annotations

import shutil
from pathlib import Path

from game.data.catalogue import Catalogue, load_scenario, shipped_root, validate
from game.data.problems import errors
from tests.data.conftest import SHIPPED


def test_the_game_ships_scenarios_without_faults() -> None:
    assert shipped_root() == SHIPPED
    found = validate()
    assert [str(p) for p in found if p.severity != "remark"] == [], "what we ship must pass our own checks"
    for entry in Catalogue().scenarios():
        assert entry.scenario is not None, str(entry.first_fault)
        assert entry.scenario.id == entry.id


def test_a_broken_scenario_is_listed_with_its_fault(root: Path) -> None:
    shutil.copytree(root / "skirmish", root / "wreck")
    (root / "wreck" / "scenario.yaml").write_text("id: wreck\n", encoding="utf-8")
    entries = {entry.id: entry for entry in Catalogue([root]).scenarios()}
    assert {"skirmish", "wreck"} <= set(entries)
    wreck = entries["wreck"]
    assert wreck.scenario is None
    assert wreck.title == "wreck", "no title could be read"
    assert wreck.first_fault is not None
    assert wreck.first_fault.code == "K02"
    assert entries["skirmish"].title == "Skirmish at the knoll"


def test_no_other_scenario_instead(root: Path) -> None:
    result = load_scenario("skirmsh", Catalogue([root]))
    assert result.scenario is None
    assert str(result.first_fault) == "skirmsh: error Y01: there is no scenario 'skirmsh'; did you mean 'skirmish'?"


def test_a_user_scenario_hides_the_game_s(root: Path) -> None:
    name = next(SHIPPED.glob("*/scenario.yaml")).parent.name
    shutil.copytree(SHIPPED / name, root / name)
    found = Catalogue([root]).find(name)
    assert found is not None
    assert found.folder == root / name
    assert found.scenario is not None, "map, rules and sources of the game serve a scenario elsewhere"


def test_validate_takes_folders_roots_and_files(root: Path) -> None:
    forces = root / "skirmish" / "forces.yaml"
    forces.write_text(forces.read_text(encoding="utf-8").replace("at: 0305", "at: 0909"), encoding="utf-8")
    catalogue = Catalogue([root])
    for path in (forces, root / "skirmish", root):
        assert [p.code for p in errors(validate([path], catalogue))] == ["M05"], f"found by way of {path.name}"
    assert validate([root / "skirmish" / "notes.yaml"], catalogue) == [], "faults of other files are not this one's"
    assert validate([root / "maps" / "field.yaml"], catalogue) == []
    assert [p.code for p in validate([root / "nowhere", Path(__file__), root / "maps"], catalogue)] == ["Y01"] * 3


def test_a_map_by_path_reaches_nothing(root: Path) -> None:
    scenario = root / "skirmish" / "scenario.yaml"
    text = scenario.read_text(encoding="utf-8")
    for name in ("../maps/field", "/etc/passwd", "field.yaml"):
        scenario.write_text(text.replace("map: field", f"map: {name}"), encoding="utf-8")
        found = errors(validate([root / "skirmish"], Catalogue([root])))
        assert [p.code for p in found] == ["V07"], "an id has no slashes and no dots"


def test_reload_sees_changes(root: Path) -> None:
    catalogue = Catalogue([root])
    assert load_scenario("skirmish", catalogue).scenario
    forces = root / "skirmish" / "forces.yaml"
    forces.write_text(forces.read_text(encoding="utf-8").replace("men: 80", "men: 81"), encoding="utf-8")
    catalogue.reload()
    scenario = load_scenario("skirmish", catalogue).scenario
    assert scenario is not None
    assert scenario.units[2].men == 81


def test_a_map_that_no_scenario_uses_is_checked_too(root: Path) -> None:
    idle = root / "maps" / "idle.yaml"
    text = (root / "maps" / "field.yaml").read_text(encoding="utf-8").replace("id: field", "id: idle")
    idle.write_text(text, encoding="utf-8")
    catalogue = Catalogue([root])
    for path in (idle, root):
        assert errors(validate([path], catalogue)) == [], f"a sound map is no fault, by way of {path.name}"
    catalogue.reload()
    idle.write_text(text.replace("anchor: {hex: 0403", "anchor: {hex: 0909"), encoding="utf-8")
    for paths in ([idle], [root], []):
        found = errors(validate(paths, catalogue))
        assert {p.code for p in found} == {"M05"} and {Path(p.file).name for p in found} == {"idle.yaml"}, str(paths)
