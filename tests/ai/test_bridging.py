"""Staffs at rivers: engineers build and mend bridges, and bring them down, by the plan and without one."""

from __future__ import annotations

from typing import Any

from attrs import evolve

from game.ai.levels import STAFF
from game.ai.staff import StaffSeat
from game.model.orders import EndPhase
from game.model.plan import Plan, PlanGroup, PlanPhase
from tests.vignette import BLUE, RED, Scene, vignette

PARK: dict[str, Any] = {"kind": "engineer-pontoon", "men": 150}
OVER = "0201 0401"


def played(scene: Scene, mission: str, goal: str, turns: int = 3) -> Scene:
    """The scene after some turns in which red's staff has one group with a mission."""
    group = PlanGroup(id="works", units=(scene["E"],), mission=mission, object=scene.hex(goal))
    plan = Plan(
        id="works", side=RED, title="Works", phases=(PlanPhase(id="1", from_minute=0, until=None, groups=(group,)),)
    )
    scenario = evolve(scene.scenario, plans=(plan,))
    scene.game.state.scenario = scenario
    seat = StaffSeat(scenario, RED, 1, STAFF, "works")
    for _ in range(turns):
        while scene.state.side == RED and scene.state.result is None and scene.state.turn <= turns:
            scene.do(seat.choose(scene.desk(0)))
        if scene.state.result is None:
            scene.do(EndPhase(BLUE))
    return scene


def test_a_group_with_the_mission_goes_to_the_near_end_and_builds() -> None:
    scene = played(vignette("E . = . . . . b", E=PARK, bridges={OVER: None}, minutes=480, turns=4), "bridge", "0401")
    assert scene.state.spans[0].stands, "the object is the far bank; the pontoons come from this one"


def test_a_group_demolishes_and_nobody_mends_what_it_blew() -> None:
    kinds: dict[str, Any] = {"E": "engineer-company", "F": "engineer-company"}
    scene = played(
        vignette("EF . = . . . . b", bridges={"0201 0401": 16}, minutes=240, turns=4, **kinds), "demolish", "0201"
    )
    assert not scene.state.spans[0].stands


def test_idle_engineers_mend_their_own_bridge() -> None:
    kinds: dict[str, Any] = {"E": "engineer-company", "F": "engineer-company"}
    broken = {OVER: {"done": 0.8}}
    scene = played(vignette("EF . = . . . . b", bridges=broken, minutes=480, turns=4, **kinds), "reserve", "0101")
    assert scene.state.spans[0].stands
