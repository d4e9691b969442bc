"""Rules 7.66, 7.67 and 16.5: both sides in one hex."""

from __future__ import annotations

from typing import Any

from game.model import events as ev
from game.model import happenings as hp
from game.model.state import Fight
from game.model.victory import VictoryItem
from game.rules.ground import zoc
from game.rules.happenings import holds
from game.rules.observation import watchers
from tests.vignette import BLUE, RED, Scene, only, those, vignette

GUNS = {"kind": "field-battery", "shells": 400}


def crest(**more: Any) -> Scene:
    """A company beside a defended crest, with a fight behind it of nearly two hours."""
    lines = (
        VictoryItem(id="red", side=RED, kind="hold", points=10, text="", place="crest"),
        VictoryItem(id="blue", side=BLUE, kind="hold", points=10, text="", place="crest"),
    )
    scene = vignette("B A b^ . a", objectives={"crest": "0301"}, victory=lines, **({"b": {"stance": 3}} | more))
    scene.do(scene.end())
    scene.do(scene.end())
    scene.state.fights[scene.hex("0301")] = Fight(300, 2, 100, scene.state.turn, RED)
    return scene


def lodged(**more: Any) -> Scene:
    """The same with the attacker on the crest beside the defender."""
    scene = crest(**more)
    scene.poke("A", hex=scene.hex("0301"))
    scene.do(scene.end())
    return scene


def test_r7_66_a_long_undecided_fight_on_steep_ground_gives_a_footing() -> None:
    scene = crest()
    events = scene.rolled(scene.assault("A", "0301", minutes=20), 2, *[0] * 40, spare=True)
    assert only(events, ev.AssaultResolved).outcomes[2].broke == ""
    assert only(events, ev.UnitAdvanced).path[-1] == scene.hex("0301")
    assert scene.where("A") == scene.where("b") == "0301"
    assert only(events, ev.ContestChanged).is_contested


def test_r7_66_no_footing_after_a_short_fight_a_probe_or_on_easy_ground() -> None:
    for press, minutes, start in (("attack", 10, 100), ("probe", 20, 100)):
        scene = crest()
        scene.state.fights[scene.hex("0301")] = Fight(300, 2, start, scene.state.turn, RED)
        events = scene.rolled(scene.assault("A", "0301", press, minutes), 2, *[0] * 40, spare=True)
        assert not those(events, ev.UnitAdvanced), (press, minutes)
    flat = vignette("A b .", b={"stance": 3})
    flat.do(flat.end())
    flat.do(flat.end())
    flat.state.fights[flat.hex("0201")] = Fight(300, 2, 500, flat.state.turn, RED)
    assert not those(flat.rolled(flat.assault("A", "0201", minutes=20), 2, *[0] * 40, spare=True), ev.UnitAdvanced)


def test_r7_67_both_may_assault_inside_without_slope_and_friends_may_join() -> None:
    scene = lodged()
    forecast = scene.desk(BLUE).forecast(scene.assault("b", "0301"))
    assert "uphill" not in str(forecast) and forecast.win >= 0.0
    scene.do(scene.end())
    inside = scene.desk(RED).forecast(scene.assault("A", "0301"))
    assert not [line for line in inside.modifiers if line.rule == "7.23"], "nobody climbs inside a hex"
    assert scene.hex("0301") in scene.desk(RED).unit_options(scene["A"]).assaults
    scene.do(scene.move("B", "0201"))
    scene.do(scene.move("B", "0301"))
    assert scene.where("B") == "0301", "a friend feeds the fight"


def test_r7_67_no_guns_fire_into_a_shared_hex() -> None:
    scene = lodged(B=GUNS)
    scene.do(scene.end())
    refusal = scene.refused(scene.bombard("B", "0301"))
    assert refusal.code == "friends-there"
    assert scene.refused(scene.assault("AB", "0301")).code == "friends-there", "nor do they support the fight inside"


def test_r7_67_everyone_inside_stands_in_an_enemy_zone() -> None:
    scene = lodged()
    inside = scene.hex("0301")
    assert zoc(scene.state, RED) >> inside & 1 and zoc(scene.state, BLUE) >> inside & 1


def test_r7_67_friends_inside_neither_report_nor_fire_at_friends_who_come_up() -> None:
    tanks = {"kind": "tank-company", "vehicles": {"t-26": 10}}
    scene = lodged(B=tanks)
    scene.do(scene.end())
    guns = scene["A"]
    scene.poke("A", shells=100, alert=1000, minutes=200)
    assert scene["b"] in watchers(scene.state, scene["B"]) and guns not in watchers(scene.state, scene["B"])
    events = scene.do(scene.move("B", "0201"))
    assert not [c for c in those(events, ev.ContactMade) if scene.state.side_of(c.unit) == c.side]
    assert not any(scene.state.grade[RED][scene[u]] for u in "AB"), "one's own are no contacts"


def test_r7_67_room_is_counted_by_side() -> None:
    scene = lodged(b={"men": 850})
    scene.do(scene.end())
    scene.do(scene.move("B", "0201"))
    scene.do(scene.move("B", "0301"))
    assert scene.where("B") == "0301", "the defender's 850 men take no room from the attacker"


def test_r16_5_a_contested_place_pays_half_and_gives_nobody_time() -> None:
    scene = lodged()
    assert [score.points for score in scene.game.scores()] == [5, 5]
    assert holds(scene.state, hp.Contested("crest"))
    before = scene.state.held_minutes[0]
    scene.do(scene.end())
    scene.do(scene.end())
    assert scene.state.held_minutes[0] == before


def test_r16_5_whoever_is_left_alone_has_the_place() -> None:
    scene = lodged()
    events = scene.do(scene.move("b", "0401"))
    assert not only(events, ev.ContestChanged).is_contested
    assert only(events, ev.ControlChanged).side == RED
