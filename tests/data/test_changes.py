"""Experiments: single values and overlays over a scenario, judged like its own files."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from game.data.catalogue import Catalogue, load_scenario
from game.data.changes import Changes
from game.data.load import LoadResult
from game.model.scenario import Scenario
from tests.data.conftest import SHIPPED
from tests.data.test_variants import FORCES, variant


def judged(root: Path, *sets: str, overlay: str = "", which: str | Path = "skirmish") -> LoadResult:
    overlays = (("mine.yaml", overlay),) if overlay else ()
    return load_scenario(which, Catalogue([root], SHIPPED), Changes(sets=sets, overlays=overlays))


def played(root: Path, *sets: str, overlay: str = "", which: str | Path = "skirmish") -> Scenario:
    result = judged(root, *sets, overlay=overlay, which=which)
    assert result.scenario is not None, [str(problem) for problem in result.problems]
    return result.scenario


def men(scenario: Scenario, unit: str) -> int:
    return scenario.units[scenario.unit_by_id[unit]].men


def test_values_are_set_by_their_path(root: Path) -> None:
    plain = played(root)
    found = played(root, "forces.units.rr/1.men=77", "scenario.sides.blue.resolve=55", "scenario.turns.0.minutes=90")
    assert men(found, "rr/1") == 77 != men(plain, "rr/1")
    assert found.sides[plain.side_by_id["blue"]].resolve == 55
    assert found.calendar.turns[0].minutes == 90 and len(found.calendar.turns) == len(plain.calendar.turns)
    assert found.id == plain.id and found.digest != plain.digest
    assert played(root, "scenario.title=Another").title == "Another"


def test_rules_are_changed_too_and_make_another_digest(root: Path) -> None:
    plain, found = played(root), played(root, "rules.combat.rates.per_hour=0.11")
    assert found.rules.combat.rates.per_hour == 0.11 != plain.rules.combat.rates.per_hour
    assert found.digest != plain.digest
    assert played(root, "rules.weapons.weapons.rifle.name=Gun").rules.weapons["rifle"].name == "Gun"


def test_entries_are_dropped_and_lists_replaced(root: Path) -> None:
    plain = played(root)
    found = played(root, f"scenario.events.{plain.happenings[-1].id}.drop=true")
    assert [h.id for h in found.happenings] == [h.id for h in plain.happenings[:-1]]
    assert len(played(root, "scenario.turns=[{count: 7, minutes: 60}]").calendar.turns) == 7


def test_later_changes_lie_over_earlier_ones_and_over_variants(root: Path) -> None:
    path = variant(root, FORCES)
    assert men(played(root, which=path), "rr/1") == 99
    overlay = "forces: {units: [{id: rr/1, men: 50}]}\nset: {forces.units.rr/1.men: 51}\n"
    found = played(root, overlay=overlay, which=path)
    assert men(found, "rr/1") == 51 and men(found, "hq/9") == 20, "the rest of the variant stays"
    assert men(played(root, "forces.units.rr/1.men=52", overlay=overlay, which=path), "rr/1") == 52
    assert men(played(root, "forces.units.rr/1.men=1", "forces.units.rr/1.men=2"), "rr/1") == 2
    assert men(played(root, "forces.units.hq/9.men=21", which=path), "hq/9") == 21, "known to the base alone"


def test_a_base_alone_knows_a_unit_that_can_be_brought_in(root: Path) -> None:
    assert men(played(root, "forces.units.hq/9.at=0801"), "hq/9") == 20


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("forces.units.rr/1.man=9", "error K01: forces.units.rr/1.man: no such key 'man'; did you mean 'men'?"),
        ("forces.units.rr/7.men=9", "error B03: forces.units.rr/7.men: no such entry 'rr/7'; did you mean 'rr/1'?"),
        ("forces.units.rr/1.men=many", "error V02: forces.units.rr/1.men: 'many' is not a whole number"),
        ("forces.units.rr/1.men=-3", "error V03: forces.units.rr/1.men: -3 is not between 0 and 1000000"),
        ("forces.units.rr/1.men.x=3", "error K01: forces.units.rr/1.men.x: nothing can stand below a single value"),
        ("force.units.rr/1.men=3", "error K01: force.units.rr/1.men: there is no file 'force' to set values in; did"),
        ("rules.combats.rates.per_hour=3", "error K01: rules.combats.rates.per_hour: there is no file 'rules.combats'"),
        ("rules.combat.rate.per_hour=3", "error K01: rules.combat.rate.per_hour: no such key 'rate'; did you mean"),
        ("rules.combat.rates.per_hours=3", "error K06: rules.combat.rates.per_hours: no rule uses 'per_hours'; did"),
        ("scenario.turns.9.count=3", "error K01: scenario.turns.9.count: no such entry '9'; entries count from 0 to"),
        ("scenario.id=other", "error K05: scenario.id: "),
        ("forces.units.rr/1.at=0909", "error M05: forces.units.rr/1.at: "),
        ("forces.units.rr/1.formation=x", "error R08: forces.units.rr/1.formation: "),
        ("forces.units.rr/1=3", "error V01: forces.units.rr/1: an entry is a mapping, not '3'"),
        ("scenario=3", "error K01: scenario: the path ends at a file"),
        ("scenario.title", "error K02: scenario.title: path or value is missing; write path=value"),
        ("scenario.title=&a x", "error Y07: scenario.title: anchor '&a'"),
        ("scenario.map=../../secret", "error V07: scenario.map: '../../secret' is not an id"),
        ("forces.base=../secret", "error B01: forces.base: there is no order of battle called '../secret' in forces/"),
        (
            f"scenario.events.alarm.when.{'not.' * 500}turn=3",
            f"error Y11: scenario.events.alarm.when.{'not.' * 500}turn: ",
        ),
        ("scenario.title=!!python/object:os.system x", "error Y08: scenario.title: tag"),
    ],
)
def test_faults_name_the_set_and_its_path(root: Path, text: str, shown: str) -> None:
    result = judged(root, "scenario.summary=All is well.", text)
    assert result.scenario is None
    found = [str(problem) for problem in result.problems if problem.severity == "error"]
    assert len(found) == 1 and found[0].startswith(f"--set 2: {shown}"), found


def test_no_file_outside_the_roots_is_read(root: Path) -> None:
    secret = root.parent / "secret.yaml"
    secret.write_text((root / "forces" / "army.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    (fault,) = (p for p in judged(root, "forces.base=../../secret").problems if p.severity == "error")
    assert fault.code == "B01", "though the file is there, and would do"


def test_faults_of_an_overlay_are_at_its_line(root: Path) -> None:
    overlay = "text: More.\nforces:\n  units:\n    - {id: rr/1, men: many}\n"
    assert [str(p) for p in judged(root, overlay=overlay).problems] == [
        "mine.yaml:4:23: error V02: forces.units[0].men: 'many' is not a whole number"
    ]
    (fault,) = judged(root, overlay="text: More.\nset:\n  forces.units.rr/1.man: 3\n").problems
    assert str(fault) == (
        "mine.yaml:3:26: error K01: set.forces.units.rr/1.man: no such key 'man'; did you mean 'men'?"
    )
    (fault,) = judged(root, overlay="scenari: {}\n").problems
    assert (fault.file, fault.line, fault.code) == ("mine.yaml", 1, "K01")
    (fault,) = judged(root, overlay="a: [\n").problems
    assert (fault.file, fault.code) == ("mine.yaml", "Y05")
    assert judged(root, overlay="text: More.\n" * 300_000).problems[0].code == "Y04"


def test_an_unchanged_scenario_is_the_same_game(root: Path) -> None:
    assert played(root, overlay="text: Nothing is changed.\n").digest == played(root).digest
    assert (
        played(root, "forces.units.rr/1.men=9").digest == played(root, overlay="set: {forces.units.rr/1.men: 9}").digest
    )


def test_changes_travel_as_text() -> None:
    changes = Changes(sets=("a=b",), overlays=(("x.yaml", "text: y"),))
    assert Changes.from_plain(changes.plain()) == changes == pickle.loads(pickle.dumps(changes))
    assert changes and not Changes() and Changes.from_plain({}) == Changes()
    for wrong in ({"sets": "a=b"}, {"sets": [1]}, {"overlays": ["x"]}, {"overlays": [["x"]]}, {"overlays": [["x", 1]]}):
        with pytest.raises(ValueError, match="is not a list"):
            Changes.from_plain(wrong)
