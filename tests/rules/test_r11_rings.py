"""Rules 11.42 to 11.45: ways home, rings, and what becomes of those inside."""

from __future__ import annotations

from typing import Any

import pytest

from game.core.dice import Dice
from game.core.ids import SideId
from game.model import happenings as hp
from game.model.victory import VictoryItem
from game.model.view import CUT, ENCIRCLED, OPEN, THREATENED
from game.rules import happenings, losses, rings, stores, supply
from game.rules.ledger import Ledger
from tests.vignette import Scene, rules, vignette

RED = SideId(0)
TABLE = rules().supply
SOURCE: dict[str, Any] = {"supply": ("0101", "")}
RING = "A . . . . b . .\n ~ ~ ~ ~ c B d ~"
"""B with an enemy on three sides of it, far from A's source."""


def ring(scene: Scene, letter: str) -> int:
    """Grade of a unit's way home as its own side is told."""
    return scene.desk(scene.side(letter)).view().unit_of[scene[letter]].ring


def test_r11_42_a_way_home_is_open_threatened_cut_or_closed() -> None:
    assert ring(vignette("A . . B . . . b", **SOURCE), "B") == OPEN
    assert ring(vignette("A . . B . . . b"), "B") == OPEN, "a side without sources is always at home"
    shut = vignette("A . . b . B", **SOURCE)
    assert ring(shut, "B") == ENCIRCLED, "there is no way past him"
    few = vignette("A . . b . . B\n . . . . . . .", b={"men": 3}, **SOURCE)
    assert ring(few, "B") == OPEN, "three men shut nobody in"
    corridor = vignette("A C D B . .\n ~ b ~ ~ ~ ~", **SOURCE)
    assert ring(corridor, "B") == THREATENED, "friends keep the way open past his nose"
    far = int(TABLE.flow["range_minutes"]) // 7
    assert ring(vignette("A" + " ." * far + " B . . . b", ground="mud", sky="rain", **SOURCE), "B") == CUT


def test_r11_42_rings_are_kept_with_their_hours_and_men() -> None:
    scene = vignette("A . . b . B", minutes=60, **SOURCE)
    assert scene.state.ringed[scene["B"]] == 0 and scene.state.ringed[scene["A"]] == -1
    assert rings.encircled_men(scene.state, RED) == scene.state.men[scene["B"]]
    assert scene.state.ring_closed[RED] == -1, "a company is no ring that history would name"
    many = vignette("A . . b . B", minutes=60, B={"men": int(TABLE.ring["men"])}, **SOURCE)
    assert many.state.ring_closed[RED] == 0
    scene.poke("b", hex=scene.hex("0601"))
    scene.poke("B", hex=scene.hex("0201"))
    scene.end_turn()
    assert scene.state.ringed[scene["B"]] == -1, "it has come home"


def test_r11_42_events_can_ask_how_many_are_shut_in() -> None:
    scene = vignette("A . . b . B", **SOURCE)
    men = scene.state.men[scene["B"]]
    assert happenings.holds(scene.state, hp.Encircled(RED, men))
    assert not happenings.holds(scene.state, hp.Encircled(RED, men + 1))


def test_r11_42_what_one_is_told_rests_on_the_enemies_one_knows() -> None:
    scene = vignette("A . . b . . . B", light=0.02, **SOURCE)
    assert ring(scene, "B") == OPEN, "nobody has told us of the enemy on the road"
    assert rings.grade(scene.state, scene["B"], rings.ways(scene.state, RED), -1) == ENCIRCLED


def test_r11_42_a_flood_goes_where_a_walk_would() -> None:
    """By hand: every hex that men can walk to without entering those that are shut."""
    scene = vignette("A . . = .\n . . . = .\n. = . = B\n b . . . .\n. . . . .", supply=("0101", ""))
    board = scene.scenario.board
    state = scene.state
    shut = rings.side_masks(state)[1] | rings.zoc(state, SideId(1)) & ~rings.side_masks(state)[0]
    seen, front = {0}, [0]
    while front:
        here = front.pop()
        for there in board.grid.adjacent[here]:
            if there not in seen and not shut >> there & 1 and not board.terrain(there).is_water:
                seen.add(there)
                front.append(there)
    assert rings.ways(state, RED).open == sum(1 << h for h in seen)
    assert 1 < len(seen) < board.grid.size, "the enemy and the water stand in some way"


def test_r11_46_the_wounded_lie_with_their_unit_until_the_ring_opens() -> None:
    scene = vignette("A . . b . B", minutes=60, **SOURCE)
    for letter in "AB":
        unit = scene[letter]
        ledger = Ledger(scene.state, Dice(1, "wounds"))
        losses.inflict(ledger, unit, 20, situation="assault", cause="assault", by=SideId(1))
    assert scene.state.stranded[scene["B"]] > 0 and scene.state.stranded[scene["A"]] == 0
    scene.poke("B", hex=scene.hex("0201"))
    scene.end_turn()
    assert scene.state.stranded[scene["B"]] == 0


def lines() -> dict[str, Any]:
    """A scene with a dump at A and B shut in beyond zones of control."""
    return {"lines": ({"at": "0101", "tons_day": 0.0, "stores_kg": 50_000},)}


def test_r11_43_after_a_night_nobody_slips_in_any_more() -> None:
    hours = int(TABLE.ring["slip_hours"])
    scene = vignette("A . . . . B .\n ~ ~ b ~ ~ ~ ~", minutes=hours * 60, light=0.0, turns=3, **SOURCE, **lines())
    assert rings.ways(scene.state, RED).open >> scene.state.hex[scene["B"]] & 1 == 0
    assert not rings.sealed(scene.state, scene["B"])
    scene.end_turn()
    assert rings.sealed(scene.state, scene["B"])
    scene.poke("B", ammo=10)
    scene.end_turn()
    assert scene.state.ammo[scene["B"]] == 10, "nothing comes"


def test_r11_44_those_who_do_not_surrender_keep_heart_longer() -> None:
    rate = TABLE.isolation["cohesion"]
    loose = vignette("A . . b . B", **SOURCE)
    assert supply.despair(loose.state, loose["B"]) == rate
    firm = vignette("A . . b . B", B={"surrenders": False}, **SOURCE)
    assert supply.despair(firm.state, firm["B"]) == rate * TABLE.ring["stubborn"]
    assert supply.despair(firm.state, firm["A"]) == rate, "only inside a ring"


def test_r11_45_there_is_no_water_in_the_dunes() -> None:
    dry = vignette("A . . b . B", **SOURCE)
    assert stores.thirst(dry.state, dry["B"]) == TABLE.ring["thirst"]
    assert stores.thirst(dry.state, dry["A"]) == 1.0, "whoever is not shut in fetches it"
    wet = vignette("A . . b . B =", **SOURCE)
    assert stores.thirst(wet.state, wet["B"]) == 1.0
    rain = vignette("A . . b . B", sky="rain", **SOURCE)
    assert stores.thirst(rain.state, rain["B"]) == 1.0


@pytest.mark.parametrize("known", [True, False])
def test_and_r16_1_units_in_a_ring_at_the_end_earn_points(known: bool) -> None:
    item = VictoryItem(id="p", side=SideId(1), kind="pocketed", points=5, text="", per=50, of=RED)
    scene = vignette("A . . b . B", victory=(item,), **SOURCE)
    if known:
        assert scene.desk(0).view().points == (0, 5)
    else:
        assert scene.game.scores()[0].points == 5
