"""Quiet weeks, and the blow that ends them."""

from __future__ import annotations

from typing import Any

import attrs

from game.core.ids import SideId
from game.model import events as ev
from game.rules import minutes, surprise
from tests.vignette import BLUE, RED, Scene, rules, those, vignette

TABLE = rules().deception.lull
BIG = {"kind": "rifle-battalion", "men": 1200, "arms": {"rifle": 900, "lmg": 40}}


def after(days: int, rows: str = "A . . . . . d b C", **more: Any) -> Scene:
    """Blue has been left in peace for so many days; red strikes."""
    units = {"C": BIG, "b": {"men": 400}, "d": {}, **more}
    scene = vignette(rows, minutes=240, turns=9, **units)
    scene.state.stirred[:] = [-days * surprise.DAY] * 2
    scene.state.caches.clear()
    return scene


def test_r8_7_a_side_falls_asleep_in_quiet_weeks() -> None:
    levels = [surprise.lull(after(days).state, BLUE) for days in (0, 3, 6, 12, 30)]
    assert levels[0] == levels[1] == 0.0
    assert 0.0 < levels[2] < levels[3] == levels[4] == TABLE["most"]


def test_r8_7_alertness_sinks_below_what_the_scenario_gave() -> None:
    sleepy, awake = (after(days, b={"men": 400, "alert": 0.6}) for days in (12, 0))
    for scene in (sleepy, awake):
        scene.end_turn()
        scene.end_turn()
    assert sleepy.state.alert[sleepy["d"]] <= awake.state.alert[awake["d"]]
    rows = "A" + " ." * 12 + " b"
    far = [vignette(rows, minutes=240, turns=9, b={"alert": 0.6}, visibility_m=500) for _ in range(2)]
    far[1].state.stirred[:] = [-12 * surprise.DAY] * 2
    for scene in far:
        scene.end_turn()
        scene.end_turn()
    assert far[0].state.alert[far[0]["b"]] == 600 > far[1].state.alert[far[1]["b"]]


def test_r8_7_an_attack_in_earnest_wakes_both_and_a_raid_nobody() -> None:
    scene = after(12)
    scene.do(scene.assault("C", "0801"))
    events = those(scene.do(scene.end()), ev.SideStirred)
    assert [e.side for e in events] == [BLUE, RED] and events[0].shock == round(1000 * TABLE["most"])
    assert surprise.lull(scene.state, BLUE) == surprise.lull(scene.state, RED) == 0.0
    raid = after(12, C={"men": 150})
    raid.do(raid.assault("C", "0801"))
    assert not those(raid.do(raid.end()), ev.SideStirred)


def test_r8_8_reserves_are_late_after_quiet_weeks_and_it_wears_off() -> None:
    def struck(days: int) -> Scene:
        scene = after(days, rows="A" + " ." * 9 + " d . . . . . . b C")
        scene.do(scene.assault("C", scene.where("b")), scene.end())
        return scene

    slept, woke = struck(12), struck(0)
    lines = {line.name: line for line in minutes.budget(slept.state, slept["d"])}
    assert lines["surprise"].rule == "8.8" and lines["surprise"].minutes < -30
    assert slept.state.minutes[slept["d"]] < woke.state.minutes[woke["d"]]
    assert "surprise" not in {line.name for line in minutes.budget(woke.state, woke["d"])}
    slept.state.minute += int(TABLE["shock_hours"] * 60)
    assert surprise.shock(slept.state, BLUE) == 0.0


def test_r8_9_guns_answer_with_fewer_rounds() -> None:
    slept, woke = after(12, b="field-battery"), after(0, b="field-battery")
    gun = slept["b"]
    assert surprise.readiness(woke.state, gun) == 1.0
    assert surprise.readiness(slept.state, gun) == 1.0 - TABLE["guns"] * TABLE["most"] * (
        1.0 - slept.state.alert[gun] / 1000.0
    )
    slept.poke("b", alert=1000)
    assert surprise.readiness(slept.state, gun) == 1.0, "who is awake fires"


def test_r8_7_a_scenario_may_begin_after_quiet_days() -> None:
    from game.rules import snapshot

    scenario = vignette("A . b").scenario
    second = attrs.evolve(scenario.sides[1], quiet_days=12)
    object.__setattr__(scenario, "sides", (scenario.sides[0], second))
    assert surprise.lull(snapshot.opening_state(scenario), SideId(1)) == TABLE["most"]
