"""Chapter 16: the list, who holds a place, the end."""

from __future__ import annotations

from typing import Any

import pytest

from game.core.ids import UnitId
from game.model import events as ev
from game.model import happenings as hp
from game.model.units import DESTROYED, SURRENDERED, WITHDRAWN
from game.model.victory import VictoryItem
from tests.vignette import BLUE, RED, Scene, only, those, vignette


def item(kind: str, **more: Any) -> VictoryItem:
    """A line of red's list worth five points."""
    given: dict[str, Any] = {"id": kind, "side": RED, "kind": kind, "points": 5, "text": ""} | more
    return VictoryItem(**given)


def scene_with(*items: VictoryItem, rows: str = "A . . . b", **more: Any) -> Scene:
    """A long row with a hill at its third hex."""
    return vignette(rows, victory=items, objectives={"hill": "0301"}, **more)


def points(scene: Scene) -> int:
    """Red's points as they stand in truth."""
    return sum(score.points for score in scene.game.scores())


def test_r16_1_hold_counts_who_holds_the_place_now() -> None:
    scene = scene_with(item("hold", place="hill"), light=0.02)
    assert points(scene) == 0
    scene.do(scene.move("A", "0301"))
    assert points(scene) == 5


@pytest.mark.parametrize(("by", "earned"), [(None, 5), (14, 5), (13, 0)])
def test_r16_1_take_counts_who_came_in_time(by: int | None, earned: int) -> None:
    scene = scene_with(item("take", place="hill", by_minute=by), light=1.0, rows="A . . .")
    scene.do(scene.move("A", "0301"))
    assert scene.state.first_taken[0][0] == 14, "two steps of seven minutes"
    assert points(scene) == earned


def test_r16_1_evict_counts_that_no_enemy_stands_there_or_beside() -> None:
    scene = scene_with(item("evict", place="hill"))
    assert points(scene) == 5
    scene.poke("b", hex=scene.hex("0401"))
    assert points(scene) == 0


def test_r16_1_exit_and_destroy_count_what_became_of_a_unit() -> None:
    for kind, unit, fates in (("exit", 0, (WITHDRAWN,)), ("destroy", 1, (DESTROYED, SURRENDERED))):
        scene = scene_with(item(kind, unit=UnitId(unit)))
        assert points(scene) == 0
        for fate in (DESTROYED, SURRENDERED, WITHDRAWN):
            scene.state.status[unit], scene.state.hex[unit] = fate, scene.hex("0101")
            assert points(scene) == (5 if fate in fates else 0), f"{kind} with fate {fate}"


def test_r16_1_preserve_counts_the_men_left_of_those_who_came() -> None:
    scene = scene_with(item("preserve", share=0.8), B={"arrives_minute": 999, "men": 5000})
    assert points(scene) == 5
    scene.poke("A", men=120)
    assert points(scene) == 5
    scene.poke("A", men=119)
    assert points(scene) == 0


def test_r16_1_losses_count_for_every_so_many() -> None:
    scene = scene_with(item("losses", per=10), item("losses", id="own", per=100, of=RED, points=1))
    scene.state.killed[BLUE], scene.state.wounded[BLUE], scene.state.missing[BLUE] = 10, 14, 5
    assert points(scene) == 10
    scene.state.wounded[RED] = 250
    assert points(scene) == 12


def test_r16_1_time_counts_the_minutes_a_place_was_held() -> None:
    scene = scene_with(item("time", place="hill", per=30, points=1), light=1.0, rows="A . . .", turns=3)
    scene.do(scene.move("A", "0301"))
    scene.end_turn()
    scene.end_turn()
    assert points(scene) == (120 - 14) // 30


def test_r16_2_events_count_in_the_sum() -> None:
    gift = hp.Happening(id="gift", when=hp.AtTime(0), then=(hp.ChangePoints(RED, 2), hp.ChangePoints(BLUE, 9)))
    scene = scene_with(item("evict", place="hill"), turns=1, happenings=[gift])
    ended = only(scene.end_turn(), ev.GameEnded)
    assert ended.points == (7, 9)
    assert scene.desk(0).view().points == scene.desk(1).view().points == (7, 9), "then everything is laid open"


def test_r16_3_a_place_belongs_to_whoever_stood_there_last() -> None:
    scene = scene_with(rows=". A . . . . b", light=0.02)
    events = scene.do(scene.move("A", "0301"))
    assert only(events, ev.ControlChanged) == ev.ControlChanged(
        0, RED, scene.state.minute + 60 - scene.state.minutes[0]
    )
    scene.do(scene.move("A", "0201"))
    assert scene.desk(1).view().holder == (RED,), "marching out does not give it up"
    scene.do(scene.end())
    scene.poke("b", hex=scene.hex("0301"))
    events = scene.do(scene.hold("b"))
    assert only(events, ev.ControlChanged).side == BLUE


def test_r16_3_what_is_held_at_the_start_was_taken_at_the_start() -> None:
    scene = scene_with(rows=". . A . b")
    assert scene.state.holder == [RED] and scene.state.first_taken == [(0, -1)]


def test_r16_3_a_place_may_be_held_without_anybody_there() -> None:
    scene = scene_with(item("hold", place="hill"), rows="A . . . b", held={"hill": RED})
    assert scene.state.holder == [RED] and scene.state.first_taken == [(0, -1)]
    assert points(scene) == 5


def test_r16_4_the_margin_gives_the_level() -> None:
    for mine, theirs, level in ((3, 2, 0), (2, 2, 1), (2, 3, 2)):
        gift = hp.Happening(
            id="gift", when=hp.AtTime(0), then=(hp.ChangePoints(RED, mine), hp.ChangePoints(BLUE, theirs))
        )
        scene = scene_with(turns=1, happenings=[gift])
        assert only(scene.end_turn(), ev.GameEnded).level == level


def test_r16_4_sudden_victory() -> None:
    scene = scene_with(sudden=hp.Control("hill", RED), light=0.02)
    events = scene.do(scene.move("A", "0301"))
    assert only(events, ev.GameEnded).reason == "sudden victory" and not scene.game.options(RED).may_end
    assert not those(events, ev.TurnBegan)
