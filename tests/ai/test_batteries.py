"""The counter-battery office and what lorries are told to bring."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

from game.ai.seat import make_seat
from game.engine import Game
from game.model import orders as od
from game.model.plan import FireTask, Plan, PlanPhase
from tests.ai.test_puzzles import STAFFS, know, phase, those
from tests.kg import steppe_battle
from tests.vignette import RED, Scene, vignette

LONG = {"kind": "heavy-artillery-battalion", "men": 300, "arms": {"gun105-t92": 8}, "shells": 480, "shells_full": 480}
FIELD = {"kind": "artillery-battalion", "men": 250, "arms": {"field75": 12}, "shells": 1200, "shells_full": 1200}
SOVIET = {"kind": "heavy-artillery-battalion", "men": 300, "arms": {"how152-ml20": 12}, "shells": 900}
FOOT = {"kind": "rifle-battalion", "men": 600}


def duel(*tasks: FireTask, **more: Any) -> Scene:
    units: dict[str, tuple[str, Any]] = {
        "A": ("3427", LONG),
        "B": ("3227", FIELD),
        "F": ("3028", FOOT),
        "a": ("2332", SOVIET),
        "b": ("2336", SOVIET),
        "c": ("2731", FOOT),
    }
    scene = steppe_battle(units, minutes=300, turns=6, **more)
    phases = (PlanPhase(id="guns", from_minute=0, until=None, groups=(), fire=tasks),)
    plan = Plan(id="plan", side=RED, title="A plan", phases=phases)
    scene.game = know(Scene(Game.new(evolve(scene.scenario, plans=(plan,)), scene.game.seed))).game
    scene.scenario = scene.game.scenario
    return scene


@pytest.mark.parametrize("level", STAFFS)
def test_long_guns_fire_at_enemy_guns_without_a_plan_and_keep_shells(level: str) -> None:
    scene = duel()
    shots = those(phase(scene, make_seat(level, scene.scenario, RED, 1)), od.Bombard)
    at_guns = [o for o in shots if o.target in (scene.hex("2332"), scene.hex("2336"))]
    assert {o.unit for o in at_guns} == {scene["A"]}, "the field guns wait for the enemy's infantry"
    assert scene.state.shells[scene["A"]] >= 480 * 60 // 100, "and three fifths are kept for defence"


@pytest.mark.parametrize("level", STAFFS)
def test_a_task_of_the_plan_lets_others_join_within_its_load(level: str) -> None:
    scene = duel()
    task = FireTask(units=(scene["B"],), task="counter-battery", load=0.1)
    scene = duel(task)
    shots = those(phase(scene, make_seat(level, scene.scenario, RED, 1)), od.Bombard)
    mine = [o for o in shots if o.unit == scene["B"] and o.target in (scene.hex("2332"), scene.hex("2336"))]
    assert mine and sum([o.rounds for o in mine]) <= 120, "a tenth of its shells"
    idle = duel(evolve(task, load=0.0))
    shots = those(phase(idle, make_seat(level, idle.scenario, RED, 1)), od.Bombard)
    assert not [o for o in shots if o.unit == idle["B"] and o.target == idle.hex("2332")]


@pytest.mark.parametrize("level", STAFFS)
def test_nobody_duels_in_the_dark(level: str) -> None:
    scene = duel(light=0.0)
    shots = those(phase(scene, make_seat(level, scene.scenario, RED, 1)), od.Bombard)
    assert not [o for o in shots if o.target in (scene.hex("2332"), scene.hex("2336"))]


@pytest.mark.parametrize("level", STAFFS)
def test_lorries_bring_food_to_the_hungry_and_shells_to_the_fed(level: str) -> None:
    line = {"at": "0101", "tons_day": 10.0, "most_kg": 900_000}
    found = {}
    for name, food in (("hungry", 100), ("fed", 90_000)):
        stock = (1_000, 9_000, food, 4_000)
        lines = ({**line, "stock_kg": stock, "stores_kg": sum(stock)},)
        guns = {"kind": "field-battery", "men": 100, "arms": {"field76": 4}, "shells": 300}
        scene = vignette("G B . . . . a", G=guns, B=FOOT, lines=lines, haul=((25, 25, 25, 25), ()), minutes=300)
        orders = those(phase(scene, make_seat(level, scene.scenario, RED, 1)), od.Haul)
        assert len(orders) == 1, "the shares are set once"
        found[name] = orders[0]
    assert found["hungry"].food > found["fed"].food and found["fed"].shells > found["hungry"].shells
