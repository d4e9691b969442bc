"""Orders of battle that build on another: what comes from where, and where faults are shown."""

from __future__ import annotations

from pathlib import Path

from game.data.catalogue import Catalogue, validate
from game.data.datafile import DataFile
from game.data.files import Library, read_bundle
from game.data.layers import Layered
from game.data.load import scenario_digest
from game.data.schema_forces import FormationData, UnitData
from tests.data.conftest import SHIPPED

OWN = """base: army
source: [T1]
confidence: low
formations:
  - {id: I/1, name: Blue Battalion, side: blue}
units:
  - {id: 1/1, name: 1st Company, kind: rifle-company, formation: I/1, at: 0304, men: 150, weapons: {rifle: 110}}
  - {id: rr/1, at: knoll, weapons: {rifle: 0, lmg: 4}, leader: {rating: 4}}
"""


def forces_of(root: Path, text: str) -> DataFile:
    (root / "skirmish" / "forces.yaml").write_text(text, encoding="utf-8")
    return read_bundle(root / "skirmish", Library((root, SHIPPED))).files["forces"]


def entry(file: DataFile, name: str) -> UnitData:
    found: UnitData = next(unit for unit in file.value.units if unit.id == name)
    return found


def test_an_entry_changes_only_what_it_says(root: Path) -> None:
    file = forces_of(root, OWN)
    unit = entry(file, "rr/1")
    assert file.faults == ()
    assert (unit.name, unit.men, unit.at) == ("Reserve", 90, "knoll"), "name and men are the base's"
    assert unit.weapons == {"lmg": 4}, "0 strikes out the base's rifles"
    assert unit.leader and (unit.leader.name, unit.leader.rating) == ("Red", 4), "mappings are joined key by key"
    assert [unit.id for unit in file.value.units] == ["1/1", "rr/1"], "only those named, in the own file's order"


def test_formations_come_along_without_an_absent_headquarters(root: Path) -> None:
    found: dict[str, FormationData] = {f.id: f for f in forces_of(root, OWN).value.formations}
    assert list(found) == ["I/9", "I/1"], "the base's that are used, then the own ones; 'army' has no unit"
    assert found["I/9"].native == "第九"
    assert found["I/9"].hq is None, "its staff stays away"
    staffed = forces_of(root, OWN + "  - {id: hq/9, at: 0801}\n").value
    assert staffed.formations[0].hq == "hq/9"


def test_faults_are_shown_where_the_value_stands(root: Path) -> None:
    army = root / "forces" / "army.yaml"
    army.write_text(army.read_text(encoding="utf-8").replace("men: 90", "men: many"), encoding="utf-8")
    place = "root/forces/army.yaml:14:10: error V02: units[1].men"
    shown = [str(problem) for problem in validate([root / "skirmish"], Catalogue([root], SHIPPED))]
    assert [line[: len(place)] for line in shown] == [place], "though the skirmish has its own men"
    file = forces_of(root, OWN)
    assert isinstance(file.source, Layered)
    shown = [str(problem) for problem in file.faults]
    assert [line[: len(place)] for line in shown] == [place]
    own = forces_of(root, OWN.replace("at: knoll", "at: knoll, men: few"))
    assert [str(problem).split(": units")[0] for problem in own.faults] == ["root/skirmish/forces.yaml:8:32: error V02"]


def test_a_base_is_judged_by_itself(root: Path) -> None:
    army = root / "forces" / "army.yaml"
    catalogue = Catalogue([root], SHIPPED)
    assert validate([army], catalogue) == []
    text = army.read_text(encoding="utf-8").replace("kind: battalion-hq", "kind: battalion-staff")
    army.write_text(text, encoding="utf-8")
    catalogue.reload()
    shown = [problem.code for problem in validate([army], catalogue)]
    assert shown == ["R05"], "hq/9 is in no scenario, and its kind is judged all the same"
    assert [problem.code for problem in validate([root / "skirmish"], catalogue)] == ["R05"]


def test_the_digest_covers_what_is_taken_from_the_base(root: Path) -> None:
    def digest() -> str:
        return scenario_digest(read_bundle(root / "skirmish", Library((root, SHIPPED))))

    forces_of(root, OWN)
    before = digest()
    army = root / "forces" / "army.yaml"
    text = army.read_text(encoding="utf-8")
    army.write_text(text.replace("men: 20", "men: 21") + "# a comment\n", encoding="utf-8")
    assert digest() == before, "a unit that is not present"
    army.write_text(text.replace("men: 90", "men: 91"), encoding="utf-8")
    assert digest() != before


def test_a_base_may_have_a_base(root: Path) -> None:
    lower = "source: [T1]\nconfidence: low\nformations:\n  - {id: III/9, name: Third, side: red}\nunits:\n"
    lower += "  - {id: rr/3, name: Far Reserve, kind: rifle-company, formation: III/9, at: off, men: 55}\n"
    (root / "forces" / "corps.yaml").write_text(lower, encoding="utf-8")
    army = root / "forces" / "army.yaml"
    text = army.read_text(encoding="utf-8")
    army.write_text(f"base: corps\n{text}  - {{id: rr/3, men: 54}}\n", encoding="utf-8")
    file = forces_of(root, OWN + "  - {id: rr/3, at: 0801}\n")
    assert file.faults == ()
    assert (entry(file, "rr/3").men, entry(file, "rr/3").name) == (54, "Far Reserve")
    assert file.source and file.source.problem("X", ("units", 2, "name"), "").file == "root/forces/corps.yaml"
    (root / "forces" / "corps.yaml").write_text("base: army\n" + lower, encoding="utf-8")
    bundle = read_bundle(root / "skirmish", Library((root, SHIPPED)))
    assert bundle.forces is None
    assert [str(problem).split(" (")[0] for base in bundle.bases for problem in base.faults] == [
        "root/forces/corps.yaml:1:7: error B02: base: 'army' builds on 'corps' builds on 'army', in a circle; "
        "name another base, or delete `base` in one of them"
    ]
