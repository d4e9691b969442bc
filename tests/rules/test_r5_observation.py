"""Chapter 5: who sees whom, and what he knows of him."""

from __future__ import annotations

import pytest

from game.core.ids import HexId, UnitId
from game.model import events as ev
from game.model.events import IDENTIFIED, SEEN
from game.model.victory import VictoryItem
from game.model.view import Contact
from game.rules import observation
from game.rules.viewing import CLAIM_STEP, RESOLVE_STEP
from tests.random_play import Play
from tests.random_scenes import random_scene
from tests.two_worlds import differences
from tests.vignette import BLUE, RED, Scene, only, rules, those, vignette

SIGHT = rules().sight


def seen(scene: Scene, side: int) -> dict[str, Contact]:
    """What a side has on its map, by hex."""
    return {scene.name(c.hex): c for c in scene.desk(side).view().contacts}


def test_r5_1_a_hill_between_hides() -> None:
    scene = vignette("A . b", heights={"0201": 30})
    line = scene.desk(0).sight_line(scene.hex("0101"), scene.hex("0301"))
    assert not line.visible and scene.name(line.blocked_by or HexId(0)) == "0201"
    assert line.by_m == 30 - SIGHT.limits["eye_m"], "the hill rises so far above the line from eye to eye"
    assert not seen(scene, 0) and not seen(scene, 1)
    assert len(seen(vignette("A . b"), 0)) == 1, "over flat ground they see each other"


def test_r5_1_what_grows_between_counts_as_height() -> None:
    assert not seen(vignette("A % b"), 0), "nobody looks through a wood"
    assert seen(vignette("A % b", heights={"0101": 40, "0301": 40}), 0), "but over it"


def test_r5_1_the_line_is_the_same_both_ways() -> None:
    scene = random_scene(12)
    size = scene.scenario.board.grid.size
    for a in range(0, size, 3):
        for b in range(1, size, 4):
            there, back = (observation.sight_line(scene.state, HexId(x), HexId(y)) for x, y in ((a, b), (b, a)))
            assert there.blocked_by == back.blocked_by and there.profile == tuple(reversed(back.profile))
            assert observation.is_clear(scene.state, HexId(a), HexId(b)) == (there.blocked_by is None)


@pytest.mark.parametrize(
    ("noise", "more", "base"),
    [
        (0, {}, SIGHT.range_m["quiet"]),
        (0, {"dug": 800}, SIGHT.range_m["quiet"] * SIGHT.limits["dug"]),
        (1, {}, SIGHT.range_m["moving"]),
        (1, {"kind": "tank-company"}, SIGHT.range_m["vehicles"]),
        (2, {"dug": 800}, SIGHT.range_m["firing"]),
    ],
)
def test_r5_2_how_far_a_unit_is_noticed_by_day(noise: int, more: dict[str, object], base: float) -> None:
    scene = vignette("A . . . . . . . . . . . b", b=more)
    scene.poke("b", noise=noise)
    hidden = rules().terrains["flat"].concealment
    assert observation.detection_m(scene.state, scene["b"]) == pytest.approx(base * (1 - hidden))


def test_r5_2_darkness_and_weather_end_it() -> None:
    night, fog = vignette("A . b", light=0.0), vignette("A . b", visibility_m=300)
    assert observation.detection_m(night.state, night["b"]) == SIGHT.limits["dark_m"]
    assert observation.detection_m(fog.state, fog["b"]) == 300
    night.poke("b", noise=1)
    assert observation.detection_m(night.state, night["b"]) == SIGHT.limits["hear_m"], "a march is heard"
    night.poke("b", noise=2)
    flash = SIGHT.range_m["firing"] * (1 - rules().terrains["flat"].concealment) * SIGHT.limits["flash"]
    assert observation.detection_m(night.state, night["b"]) == pytest.approx(flash), "a flash is seen far off"


def test_r5_2_distance_is_from_near_side_to_near_side() -> None:
    scene = vignette("A . . . b")
    metres = [observation.distance_m(scene.state, scene.hex("0101"), scene.hex(h)) for h in ("0101", "0201", "0501")]
    assert metres == [0, 250, 1750]


def test_r5_3_the_mover_and_those_he_passes_look_round() -> None:
    scene = vignette("A . . . . b")
    assert not seen(scene, 0) and not seen(scene, 1)
    scene.do(scene.move("A", "0201"))
    assert set(seen(scene, 1)) == {"0201"}, "a march is seen at four hexes"
    assert not seen(scene, 0), "who lies still is not"
    scene.do(scene.move("A", "0401"))
    assert set(seen(scene, 0)) == {"0601"}


def test_r5_3_grades() -> None:
    far, near = vignette("A . b"), vignette("A b")
    (glimpse,), (known,) = seen(far, 0).values(), seen(near, 0).values()
    assert (glimpse.grade, glimpse.unit, glimpse.echelon) == (SEEN, None, "")
    assert (known.grade, known.unit, known.echelon) == (IDENTIFIED, near["b"], "company")
    assert (glimpse.men_low, glimpse.men_high) == (75, 225), "a glimpse is wrong by half"
    assert (known.men_low, known.men_high) == (135, 165), "a known unit's men by a tenth"
    dim = vignette("A b", light=0.3)
    assert seen(dim, 0)["0201"].grade == SEEN, "in poor light nobody tells which unit it is"


def test_r5_3_the_band_does_not_give_the_number_away() -> None:
    views = [seen(vignette("A b", b={"men": men}), 0)["0201"] for men in (146, 150, 154)]
    assert len({(c.men_low, c.men_high) for c in views}) == 1, "men are rounded before they are reported"


def test_r5_3_works_are_seen_by_the_posture_they_make() -> None:
    works = rules().engineering.works
    for minutes in (works["hasty"], works["prepared"], works["prepared"] + 99):
        scene = vignette("A b", b={"dug": int(minutes)})
        told = scene.state.seen_dug[0][scene["b"]]
        assert told == max(need for need in works.values() if need <= minutes)


def test_r5_4_a_contact_stays_until_its_hex_proves_empty() -> None:
    scene = vignette("A . b .\n ~ ~ ~ ~", light=[1.0, 0.02, 0.02], heights={"0301": 0})
    scene.end_turn()
    scene.do(scene.end())
    scene.do(scene.move("b", "0401", "stealth"))
    assert set(seen(scene, 0)) == {"0301"}, "nobody saw it go"
    assert not seen(scene, 0)["0301"].in_sight
    scene.do(scene.end())
    scene.do(scene.move("A", "0201", "stealth"))
    assert set(seen(scene, 0)) == {"0301"}, "the next hex is too dark to see"
    assert scene.refused(scene.move("A", "0301")).code == "enemy-there"


def test_r5_4_an_empty_hex_in_sight_is_struck_off() -> None:
    scene = vignette("A . b . . .\n ~ ~ ~ ~ ~ ~", light=[0.02, 1.0])
    scene.poke("b", noise=0)
    observation_of(scene, "0301")
    assert set(seen(scene, 0)) == {"0301"}
    scene.poke("b", hex=scene.hex("0601"))
    events = scene.end_turn()
    assert [scene.scenario.units[e.unit].id for e in those(events, ev.ContactLost)] == ["b"]
    assert not seen(scene, 0)


def observation_of(scene: Scene, where: str) -> None:
    """Tells red that b stands somewhere."""
    unit = scene["b"]
    scene.state.grade[0][unit], scene.state.seen_hex[0][unit] = SEEN, scene.hex(where)
    scene.state.seen_men[0][unit], scene.state.contact_number[0][unit] = (100, 200), 1
    scene.poke("b")


def test_r5_4_old_contacts_of_units_that_left_are_struck_off() -> None:
    dropped = int(SIGHT.age["dropped"])
    scene = vignette("A . . b . . .\n ~ ~ ~ ~ ~ ~ ~", light=0.02, minutes=dropped // 2 + 1, turns=4)
    observation_of(scene, "0401")
    scene.poke("b", hex=scene.hex("0701"))
    scene.end_turn()
    assert seen(scene, 0), "the report is still young"
    scene.end_turn()
    assert not seen(scene, 0), "now it says nothing"
    scene = vignette("A . . b . . .\n ~ ~ ~ ~ ~ ~ ~", light=0.02, minutes=dropped // 2 + 1, turns=4)
    observation_of(scene, "0401")
    scene.end_turn()
    scene.end_turn()
    assert seen(scene, 0), "a garrison that nobody has looked at stays on the map"


def test_r5_5_a_march_into_unseen_enemies_makes_both_known() -> None:
    scene = vignette("A b", light=0.02)
    assert not seen(scene, 0)
    events = scene.do(scene.move("A", "0201"))
    assert only(events, ev.UnitMoved).halted == "contact" and scene.where("A") == "0101"
    assert seen(scene, 0)["0201"].grade == seen(scene, 1)["0101"].grade == IDENTIFIED


def test_r5_5_so_does_an_assault() -> None:
    scene = vignette("A b", light=0.02)
    observation_of(scene, "0201")
    scene.do(scene.assault("A", "0201"))
    assert scene.state.grade[0][scene["b"]] == scene.state.grade[1][scene["A"]] == IDENTIFIED


def test_r5_6_who_holds_an_objective_is_known_to_both() -> None:
    scene = vignette("A . . . . . . . . b", objectives={"hill": "1001", "ford": "0501"})
    assert scene.desk(0).view().holder == scene.desk(1).view().holder == (BLUE, -1)


def test_r5_7_the_enemy_s_losses_and_resolve_are_rough() -> None:
    lines = [VictoryItem(id="blood", side=RED, kind="losses", points=1, text="", per=2, of=BLUE)]
    scene = vignette("A b", victory=lines)
    scene.state.killed[1], scene.state.resolve[1] = 2 * CLAIM_STEP - 1, 10 * (2 * RESOLVE_STEP - 1)
    scene.state.killed[0] = 7
    red, blue = scene.desk(0).view(), scene.desk(1).view()
    assert red.losses == (7, CLAIM_STEP) and red.resolve == (100, RESOLVE_STEP)
    assert blue.losses == (0, 2 * CLAIM_STEP - 1) and blue.resolve[1] == 2 * RESOLVE_STEP - 1
    assert red.points == (CLAIM_STEP // 2, 0), "points for losses are reckoned from the claims"
    assert blue.points == ((2 * CLAIM_STEP - 1) // 2, 0), "the other side knows better"


def test_r5_7_where_the_enemy_stands_counts_by_contacts() -> None:
    lines = [VictoryItem(id="clear", side=RED, kind="evict", points=4, text="", place="hill")]
    scene = vignette("A . . . b .", objectives={"hill": "0601"}, victory=lines, light=0.02)
    assert scene.desk(0).view().points == (4, 0) and scene.desk(1).view().points == (0, 0)
    observation_of(scene, "0501")
    assert scene.desk(0).view().points == (0, 0)


def test_r5_8_positions_are_known_before_the_first_turn() -> None:
    scene = vignette("A . . . . b c", b={"dug": 100}, heights={"0701": 1}, light=0.02)
    told = seen(scene, 0)
    assert set(told) == {"0601"} and told["0601"].grade == SEEN, "works were watched for days, men in the open not"
    assert not seen(vignette("A . . + . b", b={"dug": 100}, heights={"0401": 50}), 0), "not behind a hill"


@pytest.mark.parametrize("seed", range(6))
def test_r5_3_a_desk_tells_nothing_that_its_side_cannot_know(seed: int) -> None:
    play = Play(random_scene(seed + 40).game, seed)
    while play.game.actor() is not None and len(play.orders) < 60:
        play.step()
        if len(play.orders) % 12 == 0:
            for side in (RED, BLUE):
                leaks = differences(play.game.state, side, seed)
                assert not leaks, f"after {len(play.orders)} orders these answers hang on what is hidden: {leaks}"


def test_the_other_world_is_another_world() -> None:
    scene = vignette("A . b")
    first = scene.game.digest()
    scene.poke("b", men=1)
    assert scene.game.digest() != first and not differences(scene.state, RED, 3)
    assert UnitId(1) == scene["b"]
