"""Chapter 10: digging and wire."""

from __future__ import annotations

from typing import Any

import pytest

from game.model import events as ev
from game.model.units import ON_MAP
from tests.vignette import Scene, only, rules, those, vignette

TABLE = rules().engineering


def test_r10_1_digging_gathers_minutes_until_the_works_are_done() -> None:
    scene = vignette("A . . b", A={"dug": int(TABLE.works["prepared"]) - 20})
    assert scene.desk(0).view().unit_of[scene["A"]].posture == "hasty"
    events = scene.do(scene.dig("A", 20))
    assert only(events, ev.UnitDug).work == 20
    assert scene.desk(0).view().unit_of[scene["A"]].posture == "prepared"
    scene.poke("A", dug=int(TABLE.works["fortified"]))
    assert scene.desk(0).view().unit_of[scene["A"]].posture == "fortified"
    assert scene.refused(scene.dig("A")).code == "fully-dug"


def test_r10_1_some_kinds_do_not_dig() -> None:
    scene = vignette("A . b")
    kind = scene.scenario.units[scene["A"]].kind
    object.__setattr__(kind, "digs", 0.0)
    try:
        assert scene.refused(scene.dig("A")).code == "cannot-dig"
        assert not scene.desk(0).unit_options(scene["A"]).may_dig
    finally:
        object.__setattr__(kind, "digs", 1.0)


@pytest.mark.parametrize(
    ("kind", "ground", "light", "factor"),
    [
        ("rifle-company", ".", 1.0, 1.0),
        ("engineer-company", ".", 1.0, rules().kinds["engineer-company"].digs),
        ("rifle-company", ".", 0.0, TABLE.rate["dark"]),
        ("rifle-company", "^", 1.0, TABLE.rate["rock"]),
        ("rifle-company", "^", 0.5, TABLE.rate["rock"] * (1 + TABLE.rate["dark"]) / 2),
    ],
)
def test_r10_2_how_fast(kind: str, ground: str, light: float, factor: float) -> None:
    scene = vignette(f"A{ground} . b", A=kind, light=light)
    assert only(scene.do(scene.dig("A", 40)), ev.UnitDug).work == int(40 * factor + 0.5)


def test_r10_3_wire_on_one_hexside() -> None:
    scene = vignette("A . . . .\n . . . . b", minutes=90)
    events = scene.do(scene.wire("A", "E"))
    assert only(events, ev.MinutesSpent).minutes == TABLE.rate["wire"]
    assert only(events, ev.WireLaid).hexside in scene.desk(0).view().wire
    assert scene.refused(scene.wire("A", "E")).code == "has-wire"
    assert scene.refused(scene.wire("A", "NE")).code == "no-side", "the map's edge cannot be wired"
    assert scene.refused(scene.wire("A", "SE")).code == "too-little-time"


def test_r10_3_never_more_than_three_quarters_of_a_turn() -> None:
    scene = vignette("A . . . b", A="raiding-party", minutes=60)
    assert only(scene.do(scene.wire("A", "E")), ev.MinutesSpent).minutes == 45


def test_r10_3_not_beside_an_enemy_that_is_known() -> None:
    seen, unseen = vignette("A b", minutes=90), vignette("A b", minutes=90, light=0.02)
    assert seen.refused(seen.wire("A", "E")).code == "beside-enemy" and not seen.desk(0).unit_options(seen["A"]).wire
    unseen.do(unseen.wire("A", "E"))
    assert unseen.state.wire, "a refusal would tell of an enemy whom nobody has seen"


def test_r10_4_works_that_others_dug_are_worth_half() -> None:
    scene = vignette("A . . . b", A={"dug": 900})
    scene.do(scene.move("A", "0201"), scene.move("A", "0101"))
    assert scene.state.dug[scene["A"]] == 450, "even one's own, once left"
    found = vignette("A . . b", dug={"0201": 800})
    found.do(found.move("A", "0201"))
    assert found.state.dug[found["A"]] == 400 and found.state.status[found["A"]] == ON_MAP
    start = vignette("A . . b", dug={"0101": 800})
    assert start.state.dug[start["A"]] == 800, "who stands in them at the start has dug them"


def test_r10_5_engineers_mend_a_road_and_mud_no_longer_slows_it() -> None:
    roads = {"roads": ["0101 0201 0301"], "ground": "mud", "minutes": 240}
    scene = vignette("A E .", E="engineer-company", **roads)
    slow = scene.desk(0).reach(scene["A"])[scene.hex("0201")]
    events = scene.do(scene.mend("E"))
    assert scene.name(only(events, ev.RoadMended).hex) == "0201"
    cost = int(TABLE.rate["mend"] / rules().kinds["engineer-company"].digs)
    assert only(events, ev.MinutesSpent).minutes == min(cost, 180)
    quick = scene.desk(0).reach(scene["A"])[scene.hex("0201")]
    speed = rules().movement
    assert quick < slow and quick == int(0.5 / (speed.speed["foot"] * speed.road["road"]) * 60 + 0.5)
    scene.poke("E", minutes=240)
    assert scene.refused(scene.mend("E")).code == "road-mended"


def test_r10_5_who_mends_and_where() -> None:
    scene = vignette("A E b", E="engineer-company", roads=["0101 0201"], minutes=240)
    assert scene.refused(scene.mend("A")).code == "cannot-mend"
    assert scene.refused(scene.mend("E")).code == "mend-beside-enemy"
    bare = vignette("E . . b", E="engineer-company", minutes=240)
    assert bare.refused(bare.mend("E")).code == "no-road"
    assert not bare.desk(0).unit_options(bare["E"]).may_mend


FERRY = {"ferries": {"0101 0301": 300}}


def test_r10_6_the_boats_of_a_turn_are_shared() -> None:
    scene = vignette("ABC = . . . .", **FERRY, minutes=60)
    load = int(rules().movement.obstacle["boat_load"])
    assert scene.desk(0).reach(scene["A"])[scene.hex("0301")] == load + 30, "150 men at 300 an hour"
    scene.do(scene.move("A", "0301"), scene.move("B", "0301"))
    assert scene.refused(scene.move("C", "0301")).code == "ferry-full", "an hour's work is done"
    assert "0301" not in scene.names(scene.desk(0).reach(scene["C"]))
    scene.end_turn()
    scene.do(scene.move("C", "0301"))


def test_r10_6_an_idle_ferry_takes_a_unit_of_any_size() -> None:
    scene = vignette("A = . . . .", A={"men": 200}, ferries={"0101 0301": 180}, minutes=60)
    assert scene.refused(scene.move("A", "0301")).code == "too-far", "its own minutes are another matter"
    scene.poke("A", minutes=90)
    scene.do(scene.move("A", "0301"))


def test_r10_6_engineers_at_a_landing_bring_boats() -> None:
    scene = vignette("AE = . . . .", E="engineer-company", **FERRY)
    load = int(rules().movement.obstacle["boat_load"])
    assert scene.desk(0).reach(scene["A"])[scene.hex("0301")] == load + int(30 / TABLE.ferry["engineers"] + 0.999)


def test_r10_6_boats_bear_mountain_guns_and_no_howitzers() -> None:
    light = {"kind": "mountain-battery", "arms": {"mtn75": 4}, "shells": 100}
    heavy = {"kind": "mountain-battery", "arms": {"how150": 4}, "shells": 100}
    scene = vignette("LHT = . . . .", L=light, H=heavy, T="tank-company", **FERRY)
    assert "0301" in scene.names(scene.desk(0).reach(scene["L"]))
    for letter in "HT":
        assert scene.refused(scene.move(letter, "0301")).code == "too-heavy"
        assert not scene.desk(0).reach(scene[letter])


def crossing(**more: Any) -> tuple[Scene, list[ev.Bombarded]]:
    """A passage under the eyes of a battery, and the fire that it draws."""
    guns = {"kind": "field-battery", "arms": {"field76": 12}, "shells": 900, "alert": 1.0}
    scene = vignette("A = . . . b\n ~ ~ ~ ~ ~ g", g=guns, **FERRY, **more)
    return scene, those(scene.do(scene.move("A", "0301")), ev.Bombarded)


def test_r10_6_boats_draw_fire_by_day_and_not_by_night() -> None:
    scene, shelling = crossing()
    assert [s.reason for s in shelling] == ["opportunity"] and scene.name(shelling[0].hex) == "0301"
    assert scene.state.shells[scene["g"]] == 900 - shelling[0].rounds
    assert not crossing(light=0.0)[1]
    assert not crossing(sky="fog", visibility_m=300)[1]


def test_r10_7_breastworks_on_rock_take_longer_and_are_worth_as_much() -> None:
    need = int(TABLE.works["fortified"])
    scene = vignette("A^ . . b", A={"dug": need - 30}, minutes=60)
    scene.do(scene.dig("A", 40))
    assert scene.desk(0).view().unit_of[scene["A"]].posture == "prepared", "40 minutes are not enough on rock"
    scene.do(scene.dig("A", 20))
    assert scene.desk(0).view().unit_of[scene["A"]].posture == "fortified"


def test_r10_5_only_the_side_that_mended_knows_the_way_over_it() -> None:
    scene = vignette(
        "A E . . b a", E="engineer-company", roads=["0101 0201 0301 0401 0501 0601"], ground="mud", minutes=240
    )
    scene.state.mended[1] = 1 << scene.hex("0201")
    scene.state.caches.clear()
    speed = rules().movement
    muddy = speed.speed["foot"] * speed.road["road"] * speed.conditions["mud"]
    assert scene.desk(0).reach(scene["A"])[scene.hex("0201")] == int(0.5 / muddy * 60 + 0.5)
    assert not scene.desk(0).view().mended and scene.desk(1).view().mended
