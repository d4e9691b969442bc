"""Rules 4.12 to 4.16: bridges, fords and boggy streams."""

from __future__ import annotations

from typing import Any

from game.model import events as ev
from tests.vignette import Scene, only, rules, those, vignette

TABLE = rules().engineering
OVER = "0101 0301"


def test_r4_12_a_march_goes_over_a_bridge_and_on() -> None:
    scene = vignette("A = . . b", bridges={OVER: 16}, minutes=240)
    reach = scene.desk(0).reach(scene["A"])
    assert {"0301", "0401"} <= scene.names(reach), "over and beyond"
    route = scene.desk(0).route(scene["A"], scene.hex("0301"))
    assert "bridge" in route.remarks and route.total == reach[scene.hex("0301")]
    scene.do(scene.move("A", "0301"))
    assert scene.where("A") == "0301"


def test_r4_12_there_is_no_way_where_no_bridge_stands() -> None:
    for said in (None, {"done": 0.9}):
        scene = vignette("A = . . b", bridges={OVER: said}, minutes=240)
        assert not scene.desk(0).reach(scene["A"])
        assert scene.refused(scene.move("A", "0301")).code == "no-way"


def test_r4_12_a_bridge_serves_the_enemy_of_its_builder_and_carriers() -> None:
    scene = vignette("A = . . .", bridges={OVER: {"side": 1}}, supply=("0501", ""), minutes=240)
    assert "0301" in scene.names(scene.desk(0).reach(scene["A"]))
    assert scene.desk(0).view().unit_of[scene["A"]].in_supply, "carriers come over"
    bare = vignette("A = . . .", bridges={OVER: None}, supply=("0501", ""), minutes=240)
    assert not bare.desk(0).view().unit_of[bare["A"]].in_supply


def test_r4_12_a_beaten_unit_falls_back_over_its_bridge() -> None:
    from game.rules.retreat import refuges

    for said, ways in ((16, {"0101"}), (None, set())):
        scene = vignette(". = A b", bridges={OVER: said})
        assert scene.names(refuges(scene.state, scene["A"], scene.hex("0301"), (scene.hex("0401"),))) == ways


def test_r4_13_a_bridge_bears_so_many_tonnes() -> None:
    light = vignette("AT = . . .", T="tank-company", bridges={OVER: 2}, minutes=240)
    assert "0301" in light.names(light.desk(0).reach(light["A"]))
    assert light.refused(light.move("T", "0301")).code == "bridge-weak"
    assert not light.desk(0).reach(light["T"])
    heavy = vignette("T = . . .", T="tank-company", bridges={OVER: 16}, minutes=240)
    heavy.do(heavy.move("T", "0301"))


def test_r4_13_traffic_of_a_phase_is_shared() -> None:
    crowd: dict[str, Any] = {letter: {"men": 400} for letter in "AB"}
    scene = vignette("AB = . . .", bridges={OVER: 16}, minutes=60, **crowd)
    events = scene.do(scene.move("A", "0301"))
    used = only(events, ev.BridgeUsed).minutes
    assert used == 10, "400 men at 3,000 an hour, rounded up to ten minutes"
    scene.state.bridge_used[0] = 55
    assert scene.refused(scene.move("B", "0301")).code == "bridge-full"
    assert "0301" not in scene.names(scene.desk(0).reach(scene["B"]))
    scene.end_turn()
    scene.do(scene.move("B", "0301"))


def test_r4_13_light_bridges_take_one_vehicle_at_a_time() -> None:
    light = {"kind": "tank-company", "vehicles": {"t-37": 10}, "men": 20}
    minutes = {}
    for load in (4, 16):
        scene = vignette("T = . . .", T=light, bridges={OVER: load}, minutes=240)
        minutes[load] = only(scene.do(scene.move("T", "0301")), ev.BridgeUsed).minutes
    assert minutes[4] >= 10 * 60 / TABLE.passage["light_hour"] > minutes[16]


def test_r4_13_who_finds_the_bridge_down_stops_before_it() -> None:
    scene = vignette("A . = . . b", bridges={"0201 0401": {"side": 1}}, minutes=240)
    down = scene.state.spans[0]
    scene.state.spans[0] = type(down)(down.kind, 1, down.load_kg, 0, down.need)
    scene.do(scene.move("A", "0401"))
    assert scene.where("A") == "0201"
    assert not scene.desk(0).view().bridges[0].stands, "now it knows"


def crossing(**more: Any) -> tuple[Scene, list[ev.Bombarded]]:
    """A passage under the eyes of a battery, and the fire that it draws."""
    guns = {"kind": "field-battery", "arms": {"field76": 12}, "shells": 900, "alert": 1.0}
    scene = vignette("A = . . . b\n ~ ~ ~ ~ ~ g", g=guns, bridges={OVER: 16}, minutes=120, **more)
    return scene, those(scene.do(scene.move("A", "0301")), ev.Bombarded)


def test_r4_14_a_crossing_in_sight_draws_fire_and_shells_slow_the_next() -> None:
    scene, shelling = crossing()
    assert [s.reason for s in shelling] == ["opportunity"] and scene.name(shelling[0].hex) == "0301"
    assert not crossing(light=0.0)[1], "by night nobody sees it"
    quiet = vignette("AC = . . .", C={"men": 600}, bridges={OVER: 16}, minutes=120)
    before = quiet.desk(0).reach(quiet["C"])[quiet.hex("0301")]
    shelled = vignette("AC = . . .", C={"men": 600}, bridges={OVER: 16}, minutes=120)
    shelled.state.fire_on[1][shelled.hex("0301")] = ev.Concentration(0, 10, 100, 0, 0)
    shelled.state.caches.clear()
    after = shelled.desk(0).reach(shelled["C"])[shelled.hex("0301")]
    assert after > before, "they cross between salvoes"


def test_r4_15_men_and_horses_wade_at_a_ford() -> None:
    row = "AHGT = . . ."
    kinds: dict[str, Any] = {"H": "cavalry-squadron", "G": "field-battery", "T": "tank-company"}
    scene = vignette(row, fords=[OVER], minutes=240, **kinds)
    for letter in "AH":
        assert scene.desk(0).reach(scene[letter])[scene.hex("0301")] > TABLE.passage["ford"]
    for letter in "GT":
        assert not scene.desk(0).reach(scene[letter])
    scene.do(scene.move("A", "0301"))
    assert scene.where("A") == "0301"
    wet = vignette(row, fords=[OVER], minutes=240, ground="mud", **kinds)
    assert not wet.desk(0).reach(wet["A"]), "high water"


ROWS = """
  . A . .
   . . . .
  . . . .
"""
STREAM = {"boggy": ["0402 0302 0202 0102"]}


def test_r4_16_vehicles_cross_a_boggy_stream_only_at_bridge_or_ford() -> None:
    south = {"0103", "0203", "0303", "0403"}
    tanks: dict[str, Any] = {"A": "tank-company", "minutes": 240}
    plain = vignette(ROWS, **tanks)
    assert south <= plain.names(plain.desk(0).reach(plain["A"]))
    boggy = vignette(ROWS, **STREAM, **tanks)
    reached = boggy.names(boggy.desk(0).reach(boggy["A"]))
    assert "0202" in reached and not south & reached, "its hexes lie on the near, right bank"
    assert boggy.refused(boggy.move("A", "0203")).code in ("no-way", "too-far")
    men = vignette(ROWS, minutes=240, **STREAM)
    assert south <= men.names(men.desk(0).reach(men["A"])), "men wade"
    for more in ({"fords": ["0302"]}, {"bridges": {"0302": 16}}):
        scene = vignette(ROWS, **STREAM, **tanks, **more)
        assert south <= scene.names(scene.desk(0).reach(scene["A"]))
        scene.do(scene.move("A", "0303"))
        assert scene.where("A") == "0303"
    weak = vignette(ROWS, bridges={"0302": 2}, **STREAM, **tanks)
    assert not south & weak.names(weak.desk(0).reach(weak["A"]))
