"""Guns on the steppe: range tables, the ground men hold, looking down, guns fixed by their flash."""

from __future__ import annotations

import pytest

from game.core.ids import HexId, SideId
from game.model import events as ev
from game.rules import blows, crests, fires, gunnery, observation
from tests.kg import kg_board, steppe_battle
from tests.vignette import RED, only, vignette

BATTERY = {"kind": "heavy-artillery-battalion", "men": 300, "arms": {"how152-ml20": 12}, "shells": 900}
DUG = {"kind": "artillery-battalion", "men": 250, "arms": {"field75": 12}, "shells": 600, "dug": 600}


def test_r6_15_rounds_count_less_towards_the_end_of_a_guns_range() -> None:
    pieces = [(vignette("A . b").scenario.rules.weapons["gun105-t92"], 16)]
    scene = vignette("A . b")
    assert gunnery.range_worth(scene.state, pieces, 10_900) == 1.0, "up to three fifths of 18.3 km all count"
    assert gunnery.range_worth(scene.state, pieces, 18_300) == pytest.approx(0.75), "a quarter is lost at the end"
    assert 0.75 < gunnery.range_worth(scene.state, pieces, 15_000) < 1.0


def test_r6_15_only_pieces_that_reach_fire() -> None:
    mixed = {"kind": "artillery-battalion", "men": 300, "arms": {"field75": 8, "how120-t38": 4}, "shells": 800}
    scene = steppe_battle({"A": ("3028", mixed), "a": ("2332", BATTERY)})
    far = scene.hex("2332")
    assert fires.distance_m(scene.state, scene["A"], far) == 9000
    salvo = fires.salvo(scene.state, scene["A"], far, 100.0)
    assert [weapon.id for weapon, _ in salvo] == ["field75"], "the howitzers end at 5.7 km"
    near = fires.rounds_a_minute(scene.state, scene["A"], None, 4000)
    assert fires.rounds_a_minute(scene.state, scene["A"], None, 8000) < near


def test_r6_16_shells_laid_on_men_fall_on_what_they_hold_of_a_large_hex() -> None:
    scene = steppe_battle({"A": ("3028", DUG), "a": ("2332", BATTERY)})
    whole = blows.hectares(scene.state)
    assert whole == pytest.approx(86.6, abs=0.1)
    assert gunnery.ground_ha(scene.state, 250, laid=True) == pytest.approx(21.7), "a battery holds a quarter of it"
    assert gunnery.ground_ha(scene.state, 1000, laid=True) == pytest.approx(40.0)
    assert gunnery.ground_ha(scene.state, 9000, laid=True) == whole
    assert gunnery.ground_ha(scene.state, 250, laid=False) == whole, "nobody knows where in it to lay"
    small = vignette("A . b")
    assert gunnery.ground_ha(small.state, 150, laid=True) == blows.hectares(small.state), "on 500 m nothing changes"


def test_r6_17_the_western_rim_looks_far_over_the_eastern_bank() -> None:
    scene = steppe_battle({"A": ("3328", "rifle-battalion"), "a": ("2336", "observation-post")})
    board, rim = kg_board(), scene.hex("2336")
    east = [HexId(h) for h in board.regions["east-bank"].hexes if board.grid.distance(rim, HexId(h)) in range(5, 12)]
    seen = observation.in_sight(scene.state, SideId(1))
    from_rim = sum([seen >> h & 1 for h in east])
    back = observation.in_sight(scene.state, SideId(0))
    west = [HexId(h) for h in board.regions["west-bank"].hexes if board.grid.distance(scene.hex("3328"), HexId(h)) < 12]
    assert from_rim > len(east) // 3, f"{from_rim} of {len(east)} hexes 5 to 11 km off"
    assert sum([back >> h & 1 for h in west]) == 0, "nobody down there sees the plateau"


def test_r6_17_guns_that_fire_are_seen_from_above_and_not_from_beside() -> None:
    board = kg_board()
    rim = board.grid.parse("2336")
    assert rim is not None
    guns = {"A": ("3032", DUG), "a": ("2336", "observation-post"), "b": ("3026", "observation-post")}
    scene = steppe_battle(guns)
    assert board.grid.distance(rim, scene.hex("3032")) > board.grid.distance(scene.hex("3026"), scene.hex("3032"))
    assert not observation.notices(scene.state, rim, scene["A"]), "a silent battery in its pits is not"
    scene.poke("A", noise=2)
    assert observation.notices(scene.state, rim, scene["A"]), "smoke and flashes are, nine kilometres off"
    assert not observation.notices(scene.state, scene.hex("3026"), scene["A"]), "from a hummock beside it they are not"


def test_r6_17_bare_ground_from_above_is_the_only_ground_it_holds_for() -> None:
    low = vignette("A . . . . . . . . . b", heights={"0101": 60})
    assert not observation.in_sight(low.state, RED) >> low.hex("1001") & 1, "grass and fields hide men as before"


def test_r6_25_fire_at_guns_fixed_by_their_flash_is_laid_on_them() -> None:
    scene = steppe_battle({"A": ("3028", DUG), "a": ("2332", BATTERY), "b": ("1820", "rifle-battalion")}, minutes=240)
    target = scene.hex("2332")
    assert not gunnery.is_laid_on(scene.state, RED, target, observed=False)
    scene.state.grade[0][scene["a"]] = ev.SEEN
    scene.state.seen_hex[0][scene["a"]] = target
    scene.state.contact_number[0][scene["a"]] = 1
    assert gunnery.is_laid_on(scene.state, RED, target, observed=False)


def test_r6_24_and_r6_25_a_duel_silences_guns_and_smashes_few() -> None:
    scene = steppe_battle({"A": ("3028", DUG), "a": ("2332", BATTERY)}, minutes=240)
    scene.do(scene.end())
    state = scene.state
    state.grade[1][scene["A"]], state.seen_hex[1][scene["A"]] = ev.SEEN, scene.hex("3028")
    state.contact_number[1][scene["A"]] = 1
    free = fires.rounds_a_minute(state, scene["A"])
    fired = only(scene.do(scene.bombard("a", "3028", 260)), ev.Bombarded)
    assert fired.rounds == 260
    after = fires.rounds_a_minute(scene.state, scene["A"], 70)
    assert after < 0.75 * free, "the crews sit in their pits"
    assert scene.state.arms[scene["A"]][0] >= 10, "and most guns are whole"


def test_r6_13_a_crest_must_be_higher_where_hexes_are_larger() -> None:
    slope = {"0301": 30}
    row = "A . . b"
    fine, coarse = vignette(row, heights=slope), vignette(row, heights=slope, hex_m=1000)
    assert crests.is_behind(fine.state, fine.hex("0101"), fine.hex("0401"))
    assert not crests.is_behind(coarse.state, coarse.hex("0101"), coarse.hex("0401"))
