"""Stores by kind, what lorries bring, what depots issue, fuel by the minute, engineers' stores."""

from __future__ import annotations

from typing import Any

import pytest

from game.language.words_supply import supply_lines
from game.model import events as ev
from game.model import orders as od
from game.model.sides import FOOD, FUEL, SHELLS, WORKS
from game.rules import haul
from tests.vignette import RED, Scene, only, those, vignette

SHARES = (40, 30, 20, 10)
LINE = {
    "at": "0101",
    "tons_day": 24.0,
    "most_kg": 400_000,
    "stock_kg": (4_000, 3_000, 2_000, 7_000),
    "stores_kg": 16_000,
}


def camp(row: str = "A B . . . b", haul: tuple[int, ...] = SHARES, **more: Any) -> Scene:
    line = {**LINE, **more.pop("line", {})}
    return vignette(row, **({"lines": (line,), "haul": (haul, ()), "turns": 4} | more))


def test_r11_11_stores_come_and_go_by_kind() -> None:
    scene = camp()
    assert scene.state.piles[0] == (4_000, 3_000, 2_000, 7_000)
    events = scene.end_turn()
    came = only(those(events, ev.StoresBrought), ev.StoresBrought)
    assert came.piles == (400, 300, 200, 100), "a ton an hour, by the shares"
    for drawn in those(events, ev.StoresDrawn):
        assert drawn.pile in (SHELLS, FUEL, FOOD)
    assert sum(scene.state.piles[0]) == scene.state.stores[0]


def test_r11_11_full_piles_of_one_kind_do_not_feed_those_who_want_another() -> None:
    scene = camp(line={"tons_day": 0.1, "stock_kg": (10_000, 10_000, 0, 0), "stores_kg": 20_000})
    scene.end_turn()
    assert scene.state.hunger[scene["A"]] > 0


def test_r11_11_a_dump_that_falls_takes_all_piles_with_it() -> None:
    scene = camp("Ab . .", line={"stock_kg": (1, 2, 3, 4), "stores_kg": 10})
    scene.state.hex[scene["A"]] = scene.hex("0301")
    scene.state.caches.clear()
    taken = [e for e in scene.end_turn() if isinstance(e, ev.StoresDrawn) and e.taken]
    assert taken and sum(scene.state.piles[0]) == scene.state.stores[0] == 0


def test_r11_12_the_shares_are_an_order_of_the_side() -> None:
    scene = camp()
    assert scene.refused(od.Haul(RED, 50, 50, 50, 0)).code == "haul-sum"
    assert scene.refused(od.Haul(RED, 110, -10, 0, 0)).code == "haul-sum"
    scene.do(od.Haul(RED, 100, 0, 0, 0))
    assert scene.desk(0).view().haul == (100, 0, 0, 0)
    assert only(those(scene.end_turn(), ev.StoresBrought), ev.StoresBrought).piles == (1000, 0, 0, 0)
    assert vignette("A . b").refused(od.Haul(RED, 100, 0, 0, 0)).code == "no-haul"


def test_r11_12_the_enemy_is_told_nothing_of_it() -> None:
    scene = camp()
    view = scene.desk(1).view()
    assert view.haul == () and view.piles == {}


def test_r11_12_no_kind_fills_more_than_half_of_a_dump() -> None:
    scene = camp(haul=(0, 0, 0, 100), line={"most_kg": 15_000})
    came = only(those(scene.end_turn(), ev.StoresBrought), ev.StoresBrought)
    assert came.piles == (0, 0, 0, 500) or came.piles[WORKS] < 1000
    assert "full" in came.hindered


def test_r11_13_depots_issue_so_many_tons_of_ammunition_and_no_more() -> None:
    scene = camp(haul=(100, 0, 0, 0), line={"shells_day": 2.4})
    came = only(those(scene.end_turn(), ev.StoresBrought), ev.StoresBrought)
    assert came.piles == (100, 0, 0, 0) and "depot" in came.hindered


def test_r11_14_tanks_empty_by_the_minutes_of_march() -> None:
    scene = camp(
        "A T . . . b",
        T="tank-company",
        minutes=240,
        line={"stock_kg": (0, 0, 9_000, 0), "stores_kg": 9_000},
        haul=(0, 0, 100, 0),
    )
    full = scene.state.fuel[scene["T"]]
    assert full == 480 and scene.state.fuel[scene["A"]] == 0, "men on foot need none"
    moved = those(scene.do(scene.move("T", "0401")), ev.UnitMoved)
    assert scene.state.fuel[scene["T"]] == full - sum([step.minutes for step in moved]) < full
    scene.poke("T", fuel=0)
    assert scene.refused(scene.move("T", "0501")).code == "no-fuel"
    assert not scene.desk(0).unit_options(scene["T"]).moves


def test_r11_14_dumps_fill_tanks_while_they_have_fuel() -> None:
    scene = camp("A T . . . b", T="tank-company")
    scene.poke("T", fuel=100)
    before = scene.state.piles[0][FUEL]
    events = scene.end_turn()
    filled = [e for e in events if isinstance(e, ev.FuelReceived)]
    assert filled and scene.state.fuel[scene["T"]] == 480
    drawn = sum([e.kg for e in events if isinstance(e, ev.StoresDrawn) and e.pile == FUEL])
    assert drawn == pytest.approx(haul.fuel_kg(scene.state, scene["T"]) * 380, abs=2)
    assert scene.state.piles[0][FUEL] == before + 300 - drawn


def test_r11_15_wire_takes_engineers_stores() -> None:
    scene = camp("A E . . . b", E="sapper-company", minutes=480)
    scene.do(scene.wire("E", "E"))
    assert scene.state.piles[0][WORKS] == 4_000
    scene.do(scene.wire("E", "NE")) if scene.game.check(scene.wire("E", "NE")) is None else None
    scene.state.piles[0] = (0, 0, 0, 100)
    scene.state.stores[0] = 100
    assert scene.game.check(scene.wire("E", "W")) is not None
    assert haul.check_works(scene.state, RED, 3000.0) == od.Refusal(
        "no-works-stores", "11.15", (("kilograms", 3000), ("left", 100))
    )


def test_r11_16_supply_tells_how_long_the_shells_last() -> None:
    scene = camp("A G . . . b", G={"kind": "field-battery", "arms": {"field76": 4}, "men": 100, "shells": 560})
    told = " ".join(supply_lines(scene.desk(0).view()))
    assert "4 tons of shells" in told and "0.7 units of fire of all guns" in told, told
    assert "40 shells, 30 fuel" in told
