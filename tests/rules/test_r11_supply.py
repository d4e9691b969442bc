"""Chapter 11: carriers, ammunition, isolation."""

from __future__ import annotations

from typing import Any

import pytest

from game.core.ids import SideId
from game.language.wording import events_for
from game.language.words_supply import supply_lines
from game.model import events as ev
from game.model.aircraft import Flight
from game.rules import morale, snapshot, stores, supply
from tests.vignette import Scene, only, rules, those, vignette

TABLE = rules().supply


def supplied(scene: Scene, letter: str) -> bool:
    """Whether carriers reach a unit in truth."""
    return supply.in_supply(scene.state, scene[letter])


def test_r11_1_carriers_walk_from_the_sources() -> None:
    scene = vignette("A . . . B . . . . b", supply=("0101", ""))
    assert supplied(scene, "A") and supplied(scene, "B") and supplied(scene, "b"), "no source: always in supply"
    wall = vignette("A . = . B . . . . b", supply=("0101", ""))
    assert supplied(wall, "A") and not supplied(wall, "B"), "nobody walks over a river"
    boats = vignette("A . = . B . . . . b", supply=("0101", ""), ferries={"0201 0401": 100})
    assert supplied(boats, "B"), "but boats carry on what reaches a landing"


def test_r11_1_the_enemy_and_his_zones_shut_the_way() -> None:
    rows = "A . . b . . B"
    assert not supplied(vignette(rows, supply=("0101", "")), "B")
    zone = "A . . . . . B\n ~ ~ b ~ ~ ~ ~"
    assert not supplied(vignette(zone, supply=("0101", "")), "B"), "nor past an enemy's nose"
    few: dict[str, Any] = {"b": {"men": 3}}
    assert supplied(vignette(zone, supply=("0101", ""), **few), "B"), "three men stop nobody"
    guarded = "A . C C . . B\n ~ ~ b ~ ~ ~ ~".replace("C C", "C D")
    assert supplied(vignette(guarded, supply=("0101", "")), "B"), "friends keep the way open"
    lost = vignette("b . A", supply=("0101", ""))
    assert not supplied(lost, "A"), "an enemy on a source shuts it"


def test_r11_1_carriers_go_so_far_in_the_light_and_weather_of_now() -> None:
    most = int(TABLE.flow["range_minutes"]) // 7
    row = "A" + " ." * (most - 2) + " B . . b"
    fine, mud = vignette(row, supply=("0101", "")), vignette(row, supply=("0101", ""), ground="mud", sky="rain")
    assert supplied(fine, "B") and not supplied(mud, "B")
    dusk = vignette(row, supply=("0101", ""), light=[1.0, 0.0])
    dusk.end_turn()
    assert not supplied(dusk, "B"), "in the dark they do not come so far"


def test_r11_1_what_one_is_told_rests_on_the_enemies_one_knows() -> None:
    scene = vignette("A . . . . . B\n ~ ~ b ~ ~ ~ ~", supply=("0101", ""), light=0.02)
    view = scene.desk(0).view().unit_of[scene["B"]]
    assert view.in_supply and not supplied(scene, "B"), "nobody has told us of the enemy on the road"


def test_r11_2_ammunition_comes_up_when_a_part_begins() -> None:
    scene = vignette("AG . . . b", G={"kind": "field-battery", "shells": 400}, minutes=60, b={"ammo": 1.0})
    scene.poke("A", ammo=50)
    scene.poke("G", shells=100)
    scene.poke("b", ammo=98)
    events = scene.end_turn()
    came = {scene.scenario.units[e.unit].id: (e.ammo, e.shells) for e in those(events, ev.AmmoReceived)}
    assert came["A"] == (round(100 * TABLE.flow["ammo"]), 0)
    assert came["G"] == (0, round(400 * TABLE.flow["shells"]))
    events = scene.do(scene.end())
    assert only(events, ev.AmmoReceived).ammo == 2, "up to what it began with"


def test_r11_3_isolation_costs_cohesion() -> None:
    scene = vignette("A . = B . . . b", supply=("0101", ""))
    before = scene.state.cohesion[scene["B"]]
    events = scene.end_turn()
    assert [e.why for e in those(events, ev.CohesionChanged)] == ["isolated"]
    assert before - scene.state.cohesion[scene["B"]] == 10 * TABLE.isolation["cohesion"]
    assert scene.state.cohesion[scene["A"]] == 950


def test_r11_4_fighting_uses_cartridges() -> None:
    scene = vignette("A b")
    event = only(scene.do(scene.assault("A", "0201")), ev.AssaultResolved)
    used = int(100 * TABLE.use["assault"] * event.minutes / 60 + 0.5)
    assert scene.state.ammo[scene["A"]] == scene.state.ammo[scene["b"]] == 100 - used, "attackers and defenders alike"
    volley = vignette("A . b", b={"alert": 1.0})
    volley.rolled(volley.move("A", "0201"), 1, 1, 1, spare=True)
    assert volley.state.ammo[volley["b"]] == 100 - 100 * TABLE.use["volley"]


def test_r11_41_without_cartridges_men_fight_with_the_bayonet() -> None:
    least = rules().combat.condition.ammunition_least
    for ammo, factor in ((0.0, least), (0.5, (1 + least) / 2)):
        scene = vignette("A b", A={"ammo": ammo})
        event = only(scene.do(scene.assault("A", "0201")), ev.AssaultResolved)
        line = next(m for m in event.modifiers if m.name == "ammunition")
        assert (line.side, line.rule) == ("A", "11.41") and line.value == pytest.approx(factor)


# Supply lines


def dump(at: str = "0101", tons_day: float = 0.0, tons: float = 0.0, **more: Any) -> dict[str, Any]:
    """A supply line of the red side."""
    return {"at": at, "tons_day": tons_day, "stores_kg": round(tons * 1000), **more}


def came(scene: Scene, line: int = 0) -> tuple[int, tuple[str, ...]]:
    """Kilograms that a line brought when the present turn began, and why no more."""
    return scene.state.brought[line]


def test_r11_5_lines_fill_their_dumps_by_the_hour() -> None:
    scene = vignette(". . . . b", lines=[dump(tons_day=24.0), dump("0201", 24.0, most_kg=300)], A={})
    scene.end_turn()
    assert scene.state.stores == [1000, 300] and came(scene, 1) == (300, ("full",))
    assert came(scene, 0) == (1000, ())
    view = scene.desk(0).view()
    assert view.stores == {0: (1000, 1000, ()), 1: (300, 300, ("full",))} and not scene.desk(1).view().stores


def test_r11_5_a_line_works_in_its_time_and_by_night_alone_in_the_dark() -> None:
    late = vignette("A . . . b", lines=[dump(tons_day=24.0, from_minute=120)], turns=4)
    late.end_turn()
    assert came(late) == (0, ("closed",))
    late.end_turn()
    assert came(late)[0] == 1000
    night = vignette("A . . . b", lines=[dump(tons_day=9.0, night_only=True)], light=[1.0, 1.0, 0.0])
    night.end_turn()
    assert came(night) == (0, ("day",))
    night.end_turn()
    assert came(night) == (round(9000 / TABLE.lines["night_hours"]), ())


def test_r11_5_an_enemy_in_the_dump_takes_it_and_one_beside_it_shuts_the_line() -> None:
    taken = vignette("b . . . A", lines=[dump(tons_day=24.0, tons=5.0)], first=0)
    events = taken.end_turn()
    assert [e.kg for e in those(events, ev.StoresDrawn) if e.taken] == [5000] and taken.state.stores == [0]
    beside = vignette(". b . . A", lines=[dump(tons_day=24.0, tons=5.0)])
    beside.end_turn()
    assert came(beside) == (0, ("shut",)) and beside.state.stores == [5000], "nobody is in it yet"


def test_r11_51_what_is_short_goes_round_and_food_goes_first() -> None:
    more = {"A": {"men": 100, "ammo": 1.0}, "B": {"men": 300, "ammo": 1.0}}
    hours = 2
    food = (100 + 300) * TABLE.weights["food"] * hours / 24
    scene = vignette("AB . . . b", lines=[dump(tons=food / 2 / 1000)], minutes=60 * hours, **more)
    scene.poke("A", ammo=0)
    scene.end_turn()
    assert [scene.state.hunger[scene[u]] for u in "AB"] == [60, 60], "half rations for both"
    assert scene.state.ammo[scene["A"]] == 0 and scene.state.stores == [0]
    rich = vignette("AB . . . b", lines=[dump(tons=50.0)], minutes=60 * hours, **more)
    rich.poke("A", ammo=0)
    rich.poke("B", ammo=0)
    rich.end_turn()
    assert {rich.state.ammo[rich[u]] for u in "AB"} == {round(100 * TABLE.flow["ammo"] * hours)}
    used = 50_000 - rich.state.stores[0]
    fire = 2 * stores.fire_kg(rich.state, rich["A"]) * TABLE.flow["ammo"] * hours
    assert used == pytest.approx(food + fire, abs=3.0)


def test_r11_51_each_unit_asks_the_nearest_dump_first() -> None:
    row = "A" + " ." * 40 + " B . . b"
    scene = vignette(row, lines=[dump(tons=1.0), dump("4201", tons=1.0)])
    scene.end_turn()
    assert all(0 < 1000 - kept < 20 for kept in scene.state.stores), "an hour's food for a company from each"


def test_r11_6_mud_and_rain_slow_a_line() -> None:
    for sky, ground, factor, why in (
        ("clear", "mud", 0.5, ("mud",)),
        ("rain", "dry", 0.8, ("rain",)),
        ("heavy-rain", "mud", 0.5 * 0.8 * 0.8, ("mud", "rain")),
    ):
        scene = vignette("A . . . b", lines=[dump(tons_day=24.0, mud=0.5, rain=0.8)], sky=sky, ground=ground)
        scene.end_turn()
        assert came(scene) == (round(1000 * factor), why)
    mended = vignette("A . . . b", lines=[dump(tons_day=24.0, mud=0.5)], ground="mud")
    mended.state.mended[0] = 1 << mended.hex("0101")
    mended.end_turn()
    assert came(mended)[0] == round(1000 * (1 - 0.5 * TABLE.lines["mended"])), "a mended road loses less"


def test_r11_7_grades_of_supply() -> None:
    far = int(TABLE.lines["strained_minutes"]) // 7 + 3
    scene = vignette("A" + " ." * far + " B . = C . . . . b", lines=[dump(tons=50.0)])
    grades = {u: scene.desk(0).view().unit_of[scene[u]].supply for u in "ABC"}
    assert grades == {"A": stores.IN_SUPPLY, "B": stores.STRAINED, "C": stores.ISOLATED}
    scene.poke("A", hunger=10)
    assert scene.desk(0).view().unit_of[scene["A"]].supply == stores.STRAINED, "short rations"
    close = vignette("A b", lines=[dump(tons=50.0)], light=[1.0, 0.0])
    assert close.desk(0).view().unit_of[close["A"]].supply == stores.STRAINED, "carriers wait for the dark"
    close.poke("A", ammo=0)
    close.end_turn()
    by_night = close.state.ammo[close["A"]]
    assert close.desk(0).view().unit_of[close["A"]].supply == stores.IN_SUPPLY
    day = vignette("A b", lines=[dump(tons=50.0)])
    day.poke("A", ammo=0)
    day.end_turn()
    assert day.state.ammo[day["A"]] == by_night * TABLE.lines["strained_share"]
    zone = "A . . . . . B\n ~ ~ b ~ ~ ~ ~"
    for rows, wanted in ((zone, stores.STRAINED), ("A . . b . . B", stores.ISOLATED)):
        scene = vignette(rows, lines=[dump(tons=50.0)])
        ways = supply.carriage(scene.state, SideId(0))
        assert stores.grade(scene.state, scene["B"], ways, 0) == wanted, "by night past his nose, not through him"
        scene.poke("B", ammo=0)
        scene.end_turn()
        assert (
            bool(scene.state.ammo[scene["B"]]) == (wanted == stores.STRAINED) == (scene.state.hunger[scene["B"]] == 0)
        )
    plain = vignette("A" + " ." * far + " B . = C . . . . b", supply=("0101", ""))
    grades = {u: plain.desk(0).view().unit_of[plain[u]].supply for u in "ABC"}
    assert grades == {"A": stores.IN_SUPPLY, "B": stores.IN_SUPPLY, "C": stores.ISOLATED}, "no strain without lines"


def test_r11_7_shells_weigh_and_a_battery_without_any_is_filled_up() -> None:
    gun = {"kind": "field-battery", "shells": 0, "shells_full": 400}
    scene = vignette("G . . . b", G=gun, lines=[dump(tons=50.0)])
    scene.end_turn()
    assert scene.state.shells[scene["G"]] == round(400 * TABLE.flow["shells"])
    each = rules().weapons["field76"].round_kg
    assert 50_000 - scene.state.stores[0] == pytest.approx(16 * each + 100 * TABLE.weights["food"] / 24, abs=2.0)


def test_r11_71_the_hungry_lose_heart_and_rest_badly() -> None:
    carried = int(TABLE.hunger["carried"])
    scene = vignette("A . . . b", lines=[dump()], A={"cohesion": 90, "fatigue": 50}, turns=4)
    gain = morale.rest_gain(scene.state, scene["A"], 60, beside=False)
    scene.poke("A", hunger=carried * 60 - 60)
    assert not those(scene.end_turn(), ev.CohesionChanged), "the last of the bread"
    lost = [e for e in those(scene.end_turn(), ev.CohesionChanged) if e.why == "hunger"]
    assert [e.by for e in lost] == [-round(10 * TABLE.hunger["cohesion"])]
    hungry = morale.rest_gain(scene.state, scene["A"], 60, beside=False)
    assert hungry[1] == pytest.approx(gain[1] * TABLE.hunger["rest"], abs=1.0)
    scene.state.stores[0] = 1000
    assert [e.hunger for e in those(scene.end_turn(), ev.UnitFed)] == [0], "a full ration ends it"


def test_r11_8_boats_are_a_line_and_fear_the_day_under_the_enemys_eyes() -> None:
    row = ". = A . . . . b"
    boats = vignette(row, lines=[dump("0101", tons=9.0)], ferries={"0101 0301": 100})
    assert not supplied(boats, "A"), "no ferry carries for a side that has lines"
    for light, factor, why in ((1.0, 0.25, ("watched",)), (0.0, 1.0, ())):
        scene = vignette("= . A . b", lines=[dump("0201", tons_day=24.0, watched=0.25, by="boat")], light=light)
        scene.end_turn()
        assert came(scene) == (round(1000 * factor), why)
    hidden = vignette("= . A . b", lines=[dump("0201", 24.0, watched=0.25)], sky="fog", visibility_m=300)
    hidden.end_turn()
    assert came(hidden) == (1000, ()), "nobody sees the landing in fog"


def test_r11_5_what_supply_says() -> None:
    lines = [dump(tons_day=24.0, tons=2.0), {"at": "0501", "side": 1}]
    scene = vignette("A . . . b", lines=lines, A={"ammo": 2.0})
    scene.poke("A", ammo=50)
    told = "\n".join(supply_lines(scene.desk(0).view()))
    assert "Line 0, 24 tons a day by road: 2 tons" in told and "A: 0.5 of 2 units of fire." in told
    assert "Line 1" not in told, "the enemy's dumps are his own affair"


def test_r11_5_the_log_tells_the_owner_alone() -> None:
    scene = vignette("A . . . b", lines=[dump(tons_day=24.0, tons=5.0)])
    view = [scene.desk(side).view() for side in (0, 1)]
    events = scene.end_turn()
    told = [{line.text for line in events_for(SideId(s), events, view[s], scene.desk(s).view())} for s in (0, 1)]
    assert "Line 0: 1 ton came." in told[0] and not any("Line 0" in text for text in told[1])


def test_r11_5_nothing_is_lost_on_the_way() -> None:
    more = {"A": {"ammo": 3.0}, "B": {"ammo": 3.0}, "G": {"kind": "field-battery", "shells": 0, "shells_full": 900}}
    lines = [dump(tons_day=5.0, tons=0.4, most_kg=500), dump("0401", tons_day=2.0), {"at": "0901", "side": 1}]
    scene = vignette("A B . . G . . . b", lines=lines, turns=8, **more)
    for letter in "AB":
        scene.poke(letter, ammo=0)
    stock = list(scene.state.stores)
    while scene.state.turn < 7:
        events = scene.end_turn()
        for brought in those(events, ev.StoresBrought):
            stock[brought.line] += brought.kg
        for drawn in those(events, ev.StoresDrawn):
            stock[drawn.line] -= drawn.kg
        assert stock == scene.state.stores and min(stock) >= 0 and stock[0] <= 500
    assert 0 < scene.state.shells[scene["G"]] < 900 * TABLE.flow["shells"] * 6, "shells were short, and were shared"
    assert scene.state.ammo[scene["A"]] == scene.state.ammo[scene["B"]] > 0
    assert snapshot.digest(snapshot.clone(scene.state)) == scene.game.digest()


def test_r11_8_aircraft_over_a_dump_hold_its_line_down() -> None:
    zs = {"aircraft": "i-15", "side": "blue"}
    scene = vignette("A B . . . b", lines=[dump(tons_day=24.0, tons=9.0)], squadrons={"z": zs})
    scene.state.aloft = (Flight(scene.scenario.squadron_by_id["z"], "interdict", scene.hex("0101"), 6),)
    kilograms, why = stores.deliverable(scene.state, scene.scenario.lines[0])
    assert (kilograms, why) == (round(1000 * TABLE.lines["harried"]), ("harried",))
    ways = supply.carriage(scene.state, SideId(0))
    assert stores.grade(scene.state, scene["B"], ways, 0) == stores.STRAINED, "carriers wait until they are gone"
