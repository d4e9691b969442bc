"""Chapter 11: carriers, ammunition, isolation."""

from __future__ import annotations

from typing import Any

import pytest

from game.model import events as ev
from game.rules import supply
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
