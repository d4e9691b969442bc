"""Chapter 4: marches."""

from __future__ import annotations

from typing import Any

import pytest

from game.engine import Route
from game.model import events as ev
from game.model.calendar import Weather
from game.model.happenings import AtTime, ChangeWeather, Happening
from game.model.sides import Restraint
from game.model.units import ON_MAP
from tests.vignette import BLUE, RED, Scene, only, rules, those, vignette

TABLE = rules().movement
GOING = {kind.id: kind.going for kind in rules().terrains.values()}
SLOW: dict[str, Any] = {"turns": 1, "minutes": 240}
"""A turn long enough for the slowest step."""


def step(scene: Scene, letter: str, to: str, gait: str = "march") -> int:
    """Minutes of one step as the desk foretells it, which are those that it takes."""
    minutes = scene.desk(scene.side(letter)).reach(scene[letter], gait)[scene.hex(to)]
    before = scene.state.minutes[scene[letter]]
    scene.do(scene.move(letter, to, gait))
    assert before - scene.state.minutes[scene[letter]] == minutes, "a step costs what was foretold"
    return minutes


def crossing(km_hour: float, *going: float) -> int:
    """Minutes over one hex of 500 m, half of it on either ground."""
    slowness = sum(1 / g for g in going) / len(going) if going else 1.0
    return int(0.5 / km_hour * 60 * slowness + 0.5)


@pytest.mark.parametrize(
    ("kind", "mobility"),
    [("rifle-company", "foot"), ("cavalry-squadron", "horse"), ("tank-company", "track"), ("field-battery", "towed")],
)
def test_r4_1_speed_by_class(kind: str, mobility: str) -> None:
    scene = vignette("A .", A=kind, **SLOW)
    assert step(scene, "A", "0201") == crossing(TABLE.speed[mobility], GOING["flat"])


def test_r4_1_a_company_crosses_a_flat_hex_in_seven_minutes() -> None:
    assert step(vignette("A ."), "A", "0201") == 7, "the manual's example"


def test_r4_1_half_of_each_hex_counts() -> None:
    scene = vignette("A , .", **SLOW)
    expected = crossing(TABLE.speed["foot"], GOING["flat"], GOING["marsh"])
    assert [step(scene, "A", "0201"), step(scene, "A", "0301")] == [expected, expected], "into the marsh and out of it"


def test_r4_1_closed_ground_and_the_map_s_edge() -> None:
    scene = vignette("A ~ .\n . = .\nG , .", G="field-battery")
    assert scene.refused(scene.move("A", "0201")).code == "closed-terrain"
    assert scene.refused(scene.move("A", "0202")).code == "closed-terrain"
    assert scene.refused(scene.move("G", "0203")).code == "closed-terrain", "a gun on a limber does not cross a bog"
    assert scene.refused(scene.move("A", "0101")).code == "same-hex"
    island = vignette("A ~ .\n ~ ~ .")
    assert island.refused(island.move("A", "0301")).code == "no-way"


def test_r4_1_far_marches_take_several_turns() -> None:
    scene = vignette("A . . . . . . . . . . .", minutes=30)
    refusal = scene.refused(scene.move("A", "1201"))
    assert (refusal.code, refusal.fact("minutes"), refusal.fact("left")) == ("too-far", 11 * 7, 30)


def test_r4_1_way_points_are_kept() -> None:
    scene = vignette("A . .\n . . .")
    events = scene.do(scene.move("A", "0301", via="0102 0202"))
    walked = [scene.name(e.path[-1]) for e in those(events, ev.UnitMoved)]
    assert walked == ["0102", "0202", "0301"], "the march leads over the way-points"


def test_r4_2_climbing_costs_and_going_down_saves_nothing() -> None:
    scene = vignette("A .", heights={"0201": 100}, **SLOW)
    flat = crossing(TABLE.speed["foot"], GOING["flat"])
    assert step(scene, "A", "0201") == pytest.approx(flat + 100 * TABLE.slope["climb_minutes"], abs=1)
    assert step(scene, "A", "0101") == flat
    guns = vignette("G .", G="field-battery", heights={"0201": 100}, **SLOW)
    flat = crossing(TABLE.speed["towed"], GOING["flat"])
    assert step(guns, "G", "0201") == pytest.approx(flat + 100 * TABLE.slope["wheeled"], abs=1)


def test_r4_21_wheels_sink_in_dunes() -> None:
    soft = TABLE.soft["dune"]
    cars = vignette("A :", A="armoured-car-company", **SLOW)
    expected = crossing(TABLE.speed["wheel"], GOING["flat"], GOING["dune"] * soft)
    assert step(cars, "A", "0201") == expected, "half of the step is on the flat, half in the sand"
    tanks = vignette("A :", A="tank-company", **SLOW)
    assert step(tanks, "A", "0201") == crossing(TABLE.speed["track"], GOING["flat"], GOING["dune"]), "tracks do not"


def test_r4_22_motor_infantry_rides_and_walks() -> None:
    scene = vignette("A . *", A="motor-rifle-company", **SLOW)
    assert step(scene, "A", "0201") == crossing(TABLE.speed["motor"]), "on lorries over firm ground"
    assert step(scene, "A", "0301") == crossing(TABLE.speed["motor"], GOING["flat"], GOING["sand"] * TABLE.soft["sand"])
    cars = vignette("A *", A="armoured-car-company")
    assert cars.refused(cars.move("A", "0201")).code == "closed-terrain", "cars stay out of what men can walk through"
    night = {"light": 0.0, **SLOW}
    walker, rider = (vignette("A .", A=kind, **night) for kind in ("rifle-company", "motor-rifle-company"))
    assert step(rider, "A", "0201", "stealth") == step(walker, "A", "0201", "stealth"), "who creeps gets down"


def test_r4_3_roads_are_faster_and_ground_no_longer_counts() -> None:
    road = vignette("A ,", roads=["0101 0201"], **SLOW)
    track = vignette("A ,", tracks=["0101 0201"], **SLOW)
    tanks = vignette("A ,", A="tank-company", roads=["0101 0201"], **SLOW)
    assert step(road, "A", "0201") == crossing(TABLE.speed["foot"] * TABLE.road["road"])
    assert step(track, "A", "0201") == crossing(TABLE.speed["foot"] * TABLE.road["track"])
    wheeled = TABLE.speed["track"] * TABLE.road["road"] * TABLE.road["wheeled"]
    assert step(tanks, "A", "0201") == crossing(wheeled)


@pytest.mark.parametrize(
    ("more", "factor"),
    [
        ({"light": 0.0}, TABLE.conditions["dark"]),
        ({"light": 0.5}, (1 + TABLE.conditions["dark"]) / 2),
        ({"sky": "fog"}, TABLE.conditions["fog"]),
        ({"sky": "heavy-rain", "ground": "mud"}, TABLE.conditions["heavy-rain"] * TABLE.conditions["mud"]),
        ({"sky": "cloud", "ground": "dry"}, 1.0),
    ],
)
def test_r4_4_night_and_weather_slow_a_march(more: dict[str, Any], factor: float) -> None:
    scene = vignette("A .", **SLOW, **more)
    assert step(scene, "A", "0201") == crossing(TABLE.speed["foot"] * factor, GOING["flat"])


def test_r4_4_creeping_takes_longer_and_weather_may_change() -> None:
    scene = vignette("A . .", **SLOW)
    creeping = TABLE.speed["foot"] * TABLE.conditions["stealth"]
    assert step(scene, "A", "0201", "stealth") == crossing(creeping, GOING["flat"])
    mud = Happening(id="mud", when=AtTime(0), then=(ChangeWeather(Weather(ground="mud")),))
    scene = vignette("A . .", happenings=[mud], **SLOW)
    assert step(scene, "A", "0201") == crossing(TABLE.speed["foot"] * TABLE.conditions["mud"], GOING["flat"])


def test_r4_4_there_are_two_ways_to_go() -> None:
    scene = vignette("A . .")
    assert scene.refused(scene.move("A", "0201", "gallop")).code == "bad-gait"


def test_r4_3_an_armoured_train_goes_along_rails_only() -> None:
    scene = vignette("A + .\n . . .", A="armoured-train", rails=["0101 0201"], heights={"0201": 30})
    assert scene.names(scene.desk(0).reach(scene["A"])) == {"0201"}, "nowhere off the line"
    assert step(scene, "A", "0201") == crossing(TABLE.speed["rail"]), "hills cost a train nothing"


def test_r4_5_a_stream_costs_minutes_but_not_under_a_road() -> None:
    dry, wet = vignette("A ."), vignette("A .", streams=["0201"])
    assert step(wet, "A", "0201") == step(dry, "A", "0201") + TABLE.obstacle["stream"]
    bridge = vignette("A .", streams=["0201"], roads=["0101 0201"])
    assert step(bridge, "A", "0201") == crossing(TABLE.speed["foot"] * TABLE.road["road"])


def test_r4_6_a_known_zone_costs_minutes_and_stops_a_march() -> None:
    scene = vignette("A . . . .\n ~ b ~ ~ ~")
    free = crossing(TABLE.speed["foot"], GOING["flat"])
    reach = scene.desk(0).reach(scene["A"])
    assert scene.names(reach) == {"0201"}, "nobody marches through the zone"
    assert reach[scene.hex("0201")] == free + TABLE.obstacle["zoc"], "deploying takes time"
    events = scene.do(scene.move("A", "0201"))
    assert those(events, ev.UnitMoved)[-1].minutes == free + TABLE.obstacle["zoc"]
    assert scene.names(scene.desk(0).reach(scene["A"])) == {"0101", "0301"}, "the first step may be in the zone"


def test_r4_6_a_longer_way_round_a_zone_is_taken_if_there_is_time() -> None:
    scene = vignette(". . . . . .\n A . . . . .\n. . b . . .")
    planned = scene.desk(0).route(scene["A"], scene.hex("0602"))
    assert isinstance(planned, Route) and planned.arrives
    assert "zoc" not in planned.remarks, "a march that can get there goes where nothing stops it"
    scene.do(scene.move("A", "0602"))
    assert scene.where("A") == "0602"


def test_r4_6_an_unseen_zone_stops_a_march_too() -> None:
    scene = vignette("A . . .\n . . b .", light=0.02)
    assert not scene.desk(0).view().contacts
    events = scene.do(scene.move("A", "0401"))
    last = those(events, ev.UnitMoved)[-1]
    assert last.halted == "zoc" and scene.where("A") == "0301", "it stops beside the enemy it had not seen"


def test_r4_6_too_few_men_make_no_zone_and_creeping_is_not_stopped() -> None:
    few = vignette("A . . .\n . . b .", b={"men": 5}, light=0.02)
    few.do(few.move("A", "0401"))
    assert few.where("A") == "0401", "five men trouble nobody"
    scene = vignette("A . . .\n . . b .", light=0.02, minutes=120, A={"night": 1.0, "men": 20})
    scene.rolled(scene.move("A", "0401", "stealth"), 0, 0, 0, 0, spare=True)
    assert scene.where("A") == "0401", "a creeping unit slips past"


def test_r4_6_nobody_marches_at_a_known_enemy() -> None:
    scene = vignette("A . b")
    assert scene.refused(scene.move("A", "0301")).rule == "4.6"


def test_r4_7_wire_is_cut_by_whoever_crosses_it() -> None:
    free, wired = vignette("A ."), vignette("A .", wire=["0101-E"], **SLOW)
    assert step(wired, "A", "0201") == step(free, "A", "0201") + TABLE.obstacle["wire_cut"]
    assert not wired.state.wire, "wire that was cut is gone"
    quiet = vignette("A .", wire=["0201-W"], **SLOW)
    creeping = crossing(TABLE.speed["foot"] * TABLE.conditions["stealth"], GOING["flat"])
    assert step(quiet, "A", "0201", "stealth") == creeping + TABLE.obstacle["wire_cut_stealth"]


FERRY: dict[str, Any] = {"ferries": {"0101 0301": 600}, "minutes": 60}


def test_r4_7_a_ferry_carries_from_landing_to_landing() -> None:
    scene = vignette("A = .", **FERRY)
    assert step(scene, "A", "0301") == TABLE.obstacle["boat_load"] + 15, "150 men at 600 an hour"
    assert scene.desk(0).reach(scene["A"]), "the unit goes on from there"


def test_r4_7_boats_turn_back_from_a_held_landing() -> None:
    scene = vignette("A = b", light=0.02, **FERRY)
    assert "0301" in scene.names(scene.desk(0).reach(scene["A"])), "nobody is known to be there"
    events = scene.do(scene.move("A", "0301"))
    assert only(events, ev.UnitMoved).halted == "contact" and scene.where("A") == "0101"
    assert "0301" not in scene.names(scene.desk(0).reach(scene["A"])), "now somebody is"
    assert scene.refused(scene.move("A", "0301")).code == "enemy-there"


def test_r4_7_a_ferry_obeys_the_ground_the_room_and_the_capital() -> None:
    full = vignette("A = BCDEFG", **FERRY)
    assert "0301" not in full.names(full.desk(0).reach(full["A"]))
    marsh = vignette("G = ,", G="field-battery", **FERRY)
    assert "0301" not in marsh.names(marsh.desk(0).reach(marsh["G"])), "guns do not land in a marsh"
    no = Restraint(id="no", side=RED, forbids="enter", region="far", text="No.")
    forbidden = vignette("A = .", regions={"far": "0301"}, restraints=[no], **FERRY)
    assert "0301" not in forbidden.names(forbidden.desk(0).reach(forbidden["A"]))


def test_r4_8_a_hex_holds_so_many_men() -> None:
    limit = int(TABLE.stacking["men_km"] * 0.5)
    scene = vignette("A BCDEF .", A={"men": 200})
    assert scene.desk(0).stack_limit()[0] == limit == 900
    refusal = scene.refused(scene.move("A", "0201"))
    assert (refusal.code, refusal.fact("limit")) == ("stack-full", limit)
    assert scene.refused(scene.move("A", "0301")).code == "no-way", "nor is there a way through"
    scene.poke("A", men=150)
    assert scene.do(scene.move("A", "0201")), "150 more make 900, which is room"


def test_r4_8_a_hex_holds_so_many_vehicles() -> None:
    tanks = {"kind": "tank-company", "vehicles": {"t-26": 20}}
    scene = vignette("A BC", A=tanks, B=tanks, C=tanks)
    assert scene.refused(scene.move("A", "0201")).code == "stack-full"
    scene.poke("C", vehicles=(0,))
    scene.do(scene.move("A", "0201"))


def test_r4_9_one_step_is_always_possible() -> None:
    scene = vignette("A .\n . .", heights={"0201": 1000}, minutes=20)
    assert scene.desk(0).reach(scene["A"])[scene.hex("0201")] == 20
    route = scene.desk(0).route(scene["A"], scene.hex("0201"))
    assert isinstance(route, Route) and "all its minutes" in route.remarks
    scene.do(scene.move("A", "0201"))
    assert scene.where("A") == "0201" and scene.state.minutes[scene["A"]] == 0
    again = vignette("A .\n . .", heights={"0201": 1000}, minutes=20)
    again.do(again.dig("A", 1))
    assert again.refused(again.move("A", "0201")).code == "too-far", "only for a unit that has spent nothing"


def test_r4_9_the_dear_step_is_offered_though_a_longer_way_is_quicker() -> None:
    scene = vignette("A %\n . .", minutes=11, heights={"0201": 30}, roads=["0101 0102 0201"])
    assert scene.desk(0).reach(scene["A"])[scene.hex("0201")] == 11
    scene.do(scene.move("A", "0201"))
    assert scene.where("A") == "0201", "what reach offers a march can do"


TANKS = {"kind": "tank-company", "vehicles": {"t-26": 10}}


def test_r4_11_each_vehicle_may_stick_in_a_marsh() -> None:
    scene = vignette("T , .", T=TANKS, **SLOW)
    events = scene.rolled(scene.move("T", "0201"), *[0] * 8, 1, 1)
    stuck = only(events, ev.VehiclesBogged)
    assert (stuck.vehicles, stuck.halted) == ((2,), False), "one roll for each vehicle"
    own = scene.desk(0).view().unit_of[scene["T"]]
    assert (own.vehicles, own.bogged) == ((10,), (2,)), "they are still its own"
    left = only(scene.rolled(scene.move("T", "0301")), ev.VehiclesLeft)
    assert left.vehicles == (2,) and scene.state.vehicles[scene["T"]] == (8,)
    assert [scene.name(d.hex) for d in scene.desk(0).view().derelicts] == ["0201"]
    scene.rolled(scene.move("T", "0201"), *[0] * 8)
    assert (scene.state.vehicles[scene["T"]], scene.state.bogged[scene["T"]]) == ((10,), (2,)), "it has them again"
    assert not scene.state.derelicts


def test_r4_11_a_march_halts_where_too_many_stick_and_the_last_is_not_left() -> None:
    scene = vignette("T , . .", T=TANKS, **SLOW)
    events = scene.rolled(scene.move("T", "0401"), *[1] * 4, *[0] * 6)
    assert only(events, ev.VehiclesBogged).halted and scene.where("T") == "0201"
    scene.poke("T", bogged=(10,))
    assert scene.refused(scene.move("T", "0301")).code == "all-bogged"
    assert not scene.desk(0).reach(scene["T"]), "nor is any hex offered"


@pytest.mark.parametrize(
    ("more", "factor"),
    [
        ({"ground": "dry"}, TABLE.bog["dry"]),
        ({"ground": "damp"}, 1.0),
        ({"ground": "mud"}, TABLE.bog["wet"]),
        ({"ground": "damp", "light": 0.0}, TABLE.bog["dark"]),
        ({"ground": "damp", "light": 0.5}, (1 + TABLE.bog["dark"]) / 2),
    ],
)
def test_r4_11_weather_and_light_change_the_chance(more: dict[str, Any], factor: float) -> None:
    scene = vignette("T , .", T=TANKS, **SLOW, **more)
    route = scene.desk(0).route(scene["T"], scene.hex("0201"))
    weight = rules().vehicles["t-26"].weight_t / TABLE.bog["weight_t"]
    assert isinstance(route, Route) and route.bogged == pytest.approx(10 * TABLE.bog["marsh"] * weight * factor)
    assert "bog" in route.remarks and not route.undoable


def test_r4_11_streams_and_mud_stick_too_roads_do_not_and_men_never() -> None:
    stream = vignette("T .", T=TANKS, streams=["0201"], ground="damp", **SLOW)
    route = stream.desk(0).route(stream["T"], stream.hex("0201"))
    weight = rules().vehicles["t-26"].weight_t / TABLE.bog["weight_t"]
    assert isinstance(route, Route) and route.bogged == pytest.approx(10 * TABLE.bog["stream"] * weight)
    mud = vignette("T .", T=TANKS, ground="mud", **SLOW)
    route = mud.desk(0).route(mud["T"], mud.hex("0201"))
    assert isinstance(route, Route) and route.bogged == pytest.approx(10 * TABLE.bog["mud"] * TABLE.bog["wet"] * weight)
    track = vignette("T ,", T=TANKS, tracks=["0101 0201"], **SLOW)
    track.rolled(track.move("T", "0201"))
    foot = vignette("A ,", **SLOW)
    foot.rolled(foot.move("A", "0201"))
    assert not any(foot.state.bogged[foot["A"]])


def test_r4_11_tracks_crawl_in_a_marsh() -> None:
    scene = vignette("T , ,", T=TANKS, **SLOW)
    scene.rolled(scene.move("T", "0201"), *[0] * 10)
    before = scene.state.minutes[scene["T"]]
    scene.rolled(scene.move("T", "0301"), *[0] * 10)
    assert before - scene.state.minutes[scene["T"]] == crossing(TABLE.bog["speed_kmh"])


def test_r4_6_a_beaten_mover_is_gone() -> None:
    scene = vignette("A . . b", A={"men": 1, "arms": {"rifle": 1}}, b={"alert": 1.0, "arms": {"hmg": 200}})
    events = scene.rolled(scene.move("A", "0301"), *[1] * 20, spare=True)
    assert those(events, ev.UnitRemoved) and scene.state.status[scene["A"]] != ON_MAP
    assert scene.side("b") == BLUE


def test_r4_1_the_account_of_a_march_names_every_factor() -> None:
    more: dict[str, Any] = {"ground": "mud", "light": 0.5, "streams": ["0201"], "heights": {"0201": 30}}
    scene = vignette("A ,", **SLOW, **more)
    route = scene.desk(0).route(scene["A"], scene.hex("0201"))
    assert isinstance(route, Route)
    (only_step,) = scene.desk(0).march_account(route)
    found = {line.name: line.value for line in only_step.lines}
    assert found["mud"] == TABLE.conditions["mud"] and found["stream"] == TABLE.obstacle["stream"]
    assert found["darkness"] == (1 + TABLE.conditions["dark"]) / 2 and "climb of 30 m" in found
    assert only_step.reckoned() == only_step.minutes == route.total


def test_r4_7_the_account_of_a_passage_has_the_boats() -> None:
    scene = vignette("A = .", **FERRY)
    route = scene.desk(0).route(scene["A"], scene.hex("0301"))
    assert isinstance(route, Route)
    (passage,) = scene.desk(0).march_account(route)
    assert passage.reckoned() == passage.minutes == route.total
    assert [line.name for line in passage.lines] == ["loading and landing", "the boats"]
