"""From files to the model: names become numbers, nothing is lost, and the digest stands for what is played."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.core.ids import NOWHERE
from game.data.files import Library, read_bundle
from game.data.load import LoadResult, build_scenario, load_folder, scenario_digest
from game.model import happenings as happen
from game.model.scenario import Scenario, hexside
from game.model.units import STANCES


@pytest.fixture
def scenario(root: Path, library: Library) -> Scenario:
    result = load_folder(root / "skirmish", library)
    assert result.scenario, [str(problem) for problem in result.problems]
    return result.scenario


def test_board(scenario: Scenario) -> None:
    board = scenario.board
    knoll = board.place_by_id["knoll"]
    assert board.grid.name(knoll.hex) == "0403"
    assert board.terrain(knoll.hex).id == "hill"
    assert board.elevation[knoll.hex] == 60
    assert [place.id for place in board.objectives] == ["knoll"]
    lane = [board.grid.name(h) for h in board.roads[0].hexes]
    assert lane == ["0501", "0502", "0602", "0703", "0604"], "way-points are joined by straight lines"
    assert {board.grid.name(h) for h in board.regions["east"].hexes} == {"0601", "0701", "0801", "0602", "0702", "0802"}
    assert board.grid.mask(board.regions["east"].hexes) == board.regions["east"].mask
    assert board.reference.distance_km(board.grid, knoll.hex, 42.4465, 130.595) == 0


def test_units_and_what_they_inherit(scenario: Scenario) -> None:
    units = {unit.id: unit for unit in scenario.units}
    assert [unit.number for unit in scenario.units] == [0, 1, 2, 3]
    first, post, reserve = units["1/1"], units["r/1"], units["rr/1"]
    assert (first.quality, first.night, STANCES[first.stance]) == (1.2, 0.9, "attack"), "of battalion and side"
    assert (post.quality, post.surrenders, STANCES[post.stance]) == (0.9, False, "hold"), "of the parent's parent"
    assert (first.flares, units["hq/1"].flares) == (first.flares, 2)
    assert first.flares > 0, "a company has its kind's flares"
    assert post.hex == scenario.board.place_by_id["knoll"].hex, "a place does as well as a hex"
    assert (reserve.hex, reserve.arrives_minute) == (NOWHERE, None)
    assert [(arm.weapon.id, arm.count) for arm in first.arms] == [("rifle", 110), ("lmg", 8)]
    assert scenario.formations["I/1"].hq == units["hq/1"].number
    assert scenario.units_in["I/9"] == (2, 3), "with the formations below it"


def test_provenance_is_inherited_and_overridden(scenario: Scenario) -> None:
    post = scenario.units[2].provenance
    assert post.of("dug").sources == ("T1",), "from the top of the file"
    assert (post.of("men").estimate, post.of("men").sources) == ("A guess.", ()), "a field's own replaces it"
    assert scenario.sources["T1"].title == "A made-up war diary"
    assert scenario.rules.provenance["movement.speed.foot"].is_known, "figures of the rules have theirs by path"


def test_calendar(scenario: Scenario) -> None:
    turns = scenario.calendar.turns
    assert [(t.start, t.minutes) for t in turns] == [(0, 60), (60, 60), (120, 120), (240, 120)]
    assert [t.label for t in turns] == ["night", "night", "", ""]
    assert [t.weather.sky for t in turns] == ["fog", "fog", "rain", "rain"]
    assert turns[0].weather.visibility_m == 300
    assert turns[2].weather.visibility_m == 4000, "rain that names no range has its usual one"
    assert all(t.is_dark for t in turns)


def test_events_works_and_victory(scenario: Scenario) -> None:
    alarm, question = scenario.happenings
    assert alarm.when == happen.AnyOf((happen.HasContact(scenario.side_by_id["red"]), happen.AtTime(180)))
    assert alarm.then[1] == happen.Reinforce((scenario.unit_by_id["rr/1"],), scenario.board.grid.parse("0801"))
    offer = question.then[0]
    assert isinstance(offer, happen.Offer)
    assert offer.options[1].then == (happen.EndBattle("Red has had enough."),)
    knoll = scenario.board.place_by_id["knoll"].hex
    assert scenario.works.wire == {hexside(scenario.board, knoll, 4), hexside(scenario.board, knoll, 3)}
    assert scenario.works.dug == {knoll: 120}
    assert [len(hexes) for hexes in scenario.works.registered] == [0, 1]
    assert scenario.victory.items[0].by_minute == 300
    assert scenario.victory.level(0).name == "Draw"
    assert scenario.restraints[0].price.releases == ("no-guns",)


def test_texts_and_plans(scenario: Scenario) -> None:
    told, start = scenario.notes
    assert told.when == happen.AnyOf(()), "a note that an event shows has no moment of its own"
    assert (start.when, start.audience) == (happen.AtTurn(1), scenario.side_by_id["blue"])
    fall = scenario.history.figures[1]
    assert (fall.low, fall.high) == (180, 240), "times of the record are minutes of the scenario"
    assert [(r.minute, r.side) for r in scenario.history.control] == [(-120, 1), (210, None)]
    phase = scenario.plans[0].phases[0]
    assert phase.groups[0].units == (0,), "the staff is named by the reserve and leaves its battalion's group"
    assert phase.reserve and phase.reserve.units == (1,)


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new", "same"),
    [
        ("skirmish/forces.yaml", "men: 80      # counted twice", "men: 80", True),
        ("skirmish/forces.yaml", "dug: 120", "dug: 120\n    fatigue: 0", True),
        ("skirmish/forces.yaml", "estimate: A guess.", "estimate: Another guess.", True),
        ("skirmish/history.yaml", "low: 10, high: 20", "low: 11, high: 20", True),
        ("skirmish/plans.yaml", "press: storm", "press: probe", True),
        ("skirmish/notes.yaml", "Somebody has seen", "Nobody has seen", True),
        ("skirmish/notes.yaml", "when: {turn: 1}", "when: {turn: 2}", False),
        ("skirmish/forces.yaml", "men: 80 ", "men: 81 ", False),
        ("skirmish/scenario.yaml", "points: 8", "points: 9", False),
        ("maps/field.yaml", '"5 5 4 60 55 9 9 9"', '"5 5 4 61 55 9 9 9"', False),
    ],
)
def test_digest(root: Path, library: Library, file: str, old: str, new: str, same: bool) -> None:
    before = scenario_digest(read_bundle(root / "skirmish", library))
    edit(root / file, old, new)
    library.forget()
    after = scenario_digest(read_bundle(root / "skirmish", library))
    assert (after == before) is same, f"{old} -> {new}"


def test_line_ends_do_not_change_the_digest(root: Path, library: Library) -> None:
    before = scenario_digest(read_bundle(root / "skirmish", library))
    for path in root.rglob("*.yaml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    library.forget()
    assert scenario_digest(read_bundle(root / "skirmish", library)) == before


def test_loading_twice_gives_the_same(root: Path, library: Library) -> None:
    bundle = read_bundle(root / "skirmish", library)
    one, two = build_scenario(bundle), build_scenario(bundle)
    assert (one.digest, one.units, one.happenings) == (two.digest, two.units, two.happenings)


def test_a_fault_gives_no_scenario(root: Path, library: Library) -> None:
    edit(root / "skirmish" / "forces.yaml", "at: 0305", "at: 9999")
    result: LoadResult = load_folder(root / "skirmish", library)
    assert result.scenario is None
    assert result.first_fault is not None
    assert result.first_fault.code == "M05"


def test_squadrons(scenario: Scenario) -> None:
    (squadron,) = scenario.squadrons
    assert (squadron.id, squadron.aircraft.id, squadron.count, squadron.crews) == ("sb-1", "sb", 6, 6)
    assert (squadron.base.name, squadron.base.km, squadron.from_minute) == ("Far Field", 60, 0)
    assert scenario.sides[squadron.side].id == "blue" and squadron.provenance.entry.sources == ("T1",)
    assert [(weapon.id, n) for weapon, n in squadron.aircraft.load] == [("bomb-100", 4)]


def test_squadrons_of_a_base_come_when_they_are_listed(root: Path, library: Library) -> None:
    army, forces = root / "forces" / "army.yaml", root / "skirmish" / "forces.yaml"
    line = "  - {id: ID, name: Fighters, side: red, aircraft: i-15, count: 12, base: {name: Field, km: 30}}\n"
    with army.open("a", encoding="utf-8") as stream:
        stream.write("squadrons:\n" + line.replace("ID", "i15-1") + line.replace("ID", "i15-2"))
    with forces.open("a", encoding="utf-8") as stream:
        stream.write("  - {id: i15-2, count: 5, from: 07-31 01:00}\n")
    result = load_folder(root / "skirmish", library)
    assert result.scenario is not None, result.problems
    found = {s.id: (s.count, s.from_minute, s.base.km) for s in result.scenario.squadrons}
    assert found == {"sb-1": (6, 0, 60), "i15-2": (5, 180, 30)}
