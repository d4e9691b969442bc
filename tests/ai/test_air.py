"""The staff's squadrons: tasks of a plan, and fighters where the enemy flies."""

from __future__ import annotations

from typing import Any

from attrs import evolve

from game.ai.seat import make_seat
from game.core.ids import SquadronId
from game.engine import Game
from game.model import orders as od
from game.model.aircraft import AirBase
from game.model.plan import AirTask, Plan, PlanGroup, PlanPhase
from game.model.sides import Price, Restraint
from tests.ai.test_puzzles import know, phase, turns
from tests.vignette import RED, Scene, vignette

FIELD = {"base": AirBase(name="Their Field", km=80)}
SQUADRONS = {
    "sb": {"aircraft": "sb", "count": 12},
    "i16": {"aircraft": "i-16", "count": 12},
    "ki27": {"aircraft": "ki-27", "side": "blue", "count": 12, **FIELD},
}
BAN = Restraint(id="no-raids", side=RED, forbids="raid", region="", text="No raids.", price=Price(points=3))


def planned(*tasks: AirTask, obeys: bool = False, **more: Any) -> Scene:
    """Two units that hold far from each other, and a plan of red with some air tasks."""
    given: dict[str, Any] = {"minutes": 240, "squadrons": SQUADRONS, "restraints": [BAN]}
    scene = vignette("A . . . . . . . . b", **given | more)
    group = PlanGroup(id="all", units=(scene["A"],), mission="hold", object=scene.hex("0101"))
    stage = PlanPhase(id="one", from_minute=0, until=None, groups=(group,), air=tasks)
    plan = Plan(id="plan", side=RED, title="Plan", obeys=obeys, phases=(stage,))
    scenario = evolve(scene.scenario, plans=(plan,))
    scene.game, scene.scenario = Game.new(scenario, scene.game.seed), scenario
    return scene


def flown(scene: Scene) -> list[od.Fly]:
    orders = phase(scene, make_seat("seasoned", scene.scenario, RED, 3))
    return [order for order in orders if isinstance(order, od.Fly)]


def ids(*numbers: int) -> tuple[SquadronId, ...]:
    return tuple(SquadronId(number) for number in numbers)


def test_tasks_are_flown_in_their_order_with_their_share() -> None:
    scene = planned(
        AirTask(squadrons=ids(1), mission="sweep", at=(5,), share=0.25),
        AirTask(squadrons=ids(0), mission="strike", at=(9, 7), share=0.5),
    )
    left = {s.number: s.left for s in scene.desk(RED).view().squadrons}
    first, *rest = flown(scene)
    assert (first.mission, first.target, first.sorties) == ("sweep", 5, int(left[SquadronId(1)] * 0.25 + 0.5))
    strikes = [o for o in rest if o.mission == "strike"]
    assert [o.target for o in strikes] == [9, 7], "one squadron over both hexes, for want of another"
    assert sum(o.sorties for o in strikes) == int(left[SquadronId(0)] * 0.5 + 0.5)


def test_strikes_seek_the_enemies_known_near_their_hexes() -> None:
    scene = know(planned(AirTask(squadrons=ids(0), mission="strike", at=(8,))))
    assert [o.target for o in flown(scene) if o.mission == "strike"] == [scene.hex("1001")]


def test_a_task_has_its_hours() -> None:
    task = AirTask(squadrons=ids(0), mission="strike", at=(9,), from_minute=300, to_minute=480, share=0.5)
    scene = planned(task)
    seat = make_seat("seasoned", scene.scenario, RED, 3)
    played = turns(scene, seat, 3)
    strikes = [len([o for o in orders if isinstance(o, od.Fly) and o.mission == "strike"]) for orders in played]
    assert strikes == [0, 1, 0], "due in the second of three turns of four hours"


def test_a_raid_that_is_forbidden_waits_for_a_plan_that_breaks_the_ban() -> None:
    task = AirTask(squadrons=ids(0), mission="raid", base="their-field")
    assert not [o for o in flown(planned(task)) if o.mission == "raid"]
    bold = evolve(task, breaks="no-raids")
    scene = planned(bold)
    orders = phase(scene, make_seat("seasoned", scene.scenario, RED, 3))
    assert od.BreakRestraint(RED, "no-raids") in orders
    assert [o.base for o in orders if isinstance(o, od.Fly) and o.mission == "raid"] == ["their-field"]
    tame = planned(bold, obeys=True)
    assert not [o for o in flown(tame) if o.mission == "raid"], "a plan that obeys every ban obeys this one"


def test_fighters_keep_watch_only_where_the_enemy_flies() -> None:
    watched = {o.mission for o in flown(planned())}
    assert "patrol" in watched
    grounded = Restraint(id="none", side=1, forbids="air", region="", text="None.")  # type: ignore[arg-type]
    assert not {"patrol", "sweep", "escort"} & {o.mission for o in flown(planned(restraints=[BAN, grounded]))}
