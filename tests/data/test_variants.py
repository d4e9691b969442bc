"""Variants: what they change, what they keep, and where their faults are shown."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from game.data.catalogue import Catalogue, load_scenario, validate
from game.data.layers import by_id, shifted
from game.model.scenario import Scenario
from tests.data.conftest import SHIPPED

HEAD = """title: More reserves
summary: The same, with more.
text: Red would have kept the knoll.
source: [T1]
confidence: low
"""
FORCES = """forces:
  units:
    - {id: rr/1, men: 99}
    - {id: hq/9, at: 0801}
    - {id: 1/1, weapons: {lmg: 0}}
"""


def variant(root: Path, text: str) -> Path:
    path = root / "skirmish" / "variants" / "more-reserves.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(HEAD + text, encoding="utf-8")
    return path


def loaded(root: Path, text: str) -> Scenario:
    result = load_scenario(variant(root, text), Catalogue([root], SHIPPED))
    assert result.scenario is not None, [str(problem) for problem in result.problems]
    return result.scenario


def test_a_variant_changes_only_what_it_names(root: Path) -> None:
    found, plain = loaded(root, FORCES), load_scenario("skirmish", Catalogue([root], SHIPPED)).scenario
    assert plain is not None and found.digest != plain.digest
    assert (found.id, found.title) == ("more-reserves", "More reserves")
    men = {unit.id: unit.men for unit in found.units}
    before = {unit.id: unit.men for unit in plain.units}
    assert men == {**before, "rr/1": 99, "hq/9": 20}, "the staff comes from the order of battle by its id alone"
    arms = {arm.weapon.id for arm in found.units[found.unit_by_id["1/1"]].arms}
    assert arms == {"rifle"}, "0 strikes out what the scenario has"
    assert found.happenings == plain.happenings and found.calendar == plain.calendar


def test_entries_join_by_id_and_other_lists_are_replaced(root: Path) -> None:
    before = load_scenario("skirmish", Catalogue([root], SHIPPED)).scenario
    assert before is not None
    dropped = before.happenings[-1].id
    text = f"scenario:\n  turns: [{{count: 7, minutes: 60}}]\n  events: [{{id: {dropped}, drop: true}}]\n"
    found = loaded(root, text + "  sides: [{id: blue, resolve: 55}]\n")
    assert len(found.calendar.turns) == 7
    assert [h.id for h in found.happenings] == [h.id for h in before.happenings[:-1]]
    assert [side.resolve for side in found.sides] == [55, before.sides[1].resolve]


def test_faults_are_shown_where_the_value_stands(root: Path) -> None:
    path = variant(root, FORCES.replace("men: 99", "men: many"))
    shown = [str(problem) for problem in validate([path], Catalogue([root], SHIPPED))]
    assert len(shown) == 1 and shown[0].startswith("root/skirmish/variants/more-reserves.yaml:8:23: error V02:")
    path = variant(root, FORCES.replace("rr/1, men", "rr/7, men"))
    (fault,) = [p for p in validate([path], Catalogue([root], SHIPPED)) if p.code == "B03"]
    assert (fault.file, fault.line) == ("root/skirmish/variants/more-reserves.yaml", 8)
    forces = root / "skirmish" / "forces.yaml"
    forces.write_text(forces.read_text(encoding="utf-8").replace("at: 0305", "at: 0909"), encoding="utf-8")
    shown = [p.file for p in validate([root / "skirmish"], Catalogue([root], SHIPPED)) if p.code == "M05"]
    assert shown == ["root/skirmish/forces.yaml"], "the scenario's own fault is told once, in its own file"


@pytest.mark.parametrize(
    ("text", "code"), [("scenarios: {}\n", "K01"), ("scenario: []\n", "V01"), ("forces: {unit: []}\n", "K01")]
)
def test_a_variant_says_only_what_it_can(root: Path, text: str, code: str) -> None:
    assert [p.code for p in validate([variant(root, text)], Catalogue([root], SHIPPED))] == [code]


def test_variants_are_listed_after_their_scenario(root: Path) -> None:
    variant(root, "")
    entries = Catalogue([root], SHIPPED).scenarios()
    place = next(number for number, entry in enumerate(entries) if entry.id == "skirmish")
    assert entries[place + 1].id == "more-reserves" and entries[place + 1].variant_of == "skirmish"
    assert entries[place + 1].title == "More reserves"
    found = Catalogue([root], SHIPPED).find("more-reserves")
    assert found is not None and found.folder == root / "skirmish"


def test_by_id_takes_the_first_of_two() -> None:
    assert by_id([{"id": "a", "n": 1}, {"id": "a", "n": 2}, {"n": 3}, "x"]) == {"a": (0, {"id": "a", "n": 1})}


def test_a_battle_may_come_days_later(root: Path) -> None:
    before = load_scenario("skirmish", Catalogue([root], SHIPPED)).scenario
    assert before is not None
    found = loaded(root, "shift_days: 2\n")
    assert found.calendar.start == before.calendar.start + timedelta(days=2)
    assert found.happenings == before.happenings and found.history == before.history, "all by the battle's own clock"
    earlier = loaded(root, "shift_days: 2\nscenario: {start: 1938-07-31 22:00, turns: [{count: 20, minutes: 180}]}\n")
    assert [e.minute - 24 * 60 for e in earlier.history.control] == [e.minute for e in before.history.control]


def test_only_times_are_shifted() -> None:
    data = {"at": "07-31 22:00", "hexes": ["0101", "07-31"], "start": "1938-12-31 05:00", "text": "on 07-31 22:00"}
    assert shifted(data, 1) == {**data, "at": "08-01 22:00", "start": "1939-01-01 05:00"}
    assert shifted("02-30 10:00", 1) == "02-30 10:00", "left to the checks"
