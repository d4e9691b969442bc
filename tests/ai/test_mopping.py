"""Behind a break-in: positions near taken ground are cleared, somebody stays, and rich guns do not stay silent."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

from game.ai import mopping, words
from game.ai.picture import Picture
from game.ai.seat import make_seat
from game.engine import Game
from game.model import orders as od
from game.model.plan import Plan, PlanPhase
from tests.ai.test_corps_puzzles import PLATOON, battle, group, planned
from tests.ai.test_puzzles import STAFFS, know, phase, those, worth
from tests.vignette import RED, Scene


def on_the_hill(stance: str = "attack", men: int = 60) -> Scene:
    """A group on the hill it was sent for, and a position two hexes further on that no order names."""
    foe = {"men": men, "arms": {"rifle": men * 3 // 4}}
    scene = battle(". ABC . a .\n . . . . .\n. . . . .", a=foe, **worth(hill="0201", points=20))
    return planned(scene, group(scene, "ABC", "0201", stance=stance))


@pytest.mark.parametrize("level", STAFFS)
def test_a_group_that_has_its_hill_clears_what_lies_beside_it_and_keeps_the_hill(level: str) -> None:
    scene = on_the_hill()
    orders = phase(scene, make_seat(level, scene.scenario, RED, 1))
    assert scene.hex("0401") in {o.target for o in those(orders, od.Assault)}
    assert scene.hex("0201") in {scene.state.hex[scene[letter]] for letter in "ABC"}, "somebody stays"


@pytest.mark.parametrize(("stance", "men"), [("hold", 60), ("attack", 3000)])
def test_who_is_to_hold_or_is_too_weak_leaves_it_alone(stance: str, men: int) -> None:
    scene = on_the_hill(stance, men)
    orders = phase(scene, make_seat("staff", scene.scenario, RED, 1))
    assert scene.hex("0401") not in {o.target for o in those(orders, od.Assault)}


def test_a_position_that_is_shut_in_comes_first_though_it_lies_farther() -> None:
    scene = on_the_hill()
    view = scene.game.view(RED)
    picture = Picture(evolve(view, enclosed=1 << scene.hex("0401")))
    units = picture.units
    assert mopping.position_near(picture, units, scene.hex("0201"), ()) == scene.hex("0401")
    assert mopping.position_near(picture, units, scene.hex("0201"), {scene.hex("0401")}) is None, "others have it"
    far = scene.hex("0103")
    near, shut = Picture(view), picture
    assert (
        mopping.position_near(near, units, far, ()) is None and mopping.position_near(shut, units, far, ()) is not None
    )


@pytest.mark.parametrize(
    ("away", "mission", "stays"),
    [("0601", "seize", True), ("0604", "seize", False), ("0601", "withdraw", False), ("0601", "break-out", False)],
)
def test_a_guard_stays_on_dear_ground_that_the_next_phase_leaves(away: str, mission: str, stays: bool) -> None:
    """Who is told to go back leaves nobody behind."""
    rows = ". ABC . . . . .\n . . . . . . .\n. . . . . . .\n . . . . . a ."
    scene = battle(rows, a=PLATOON, **worth(hill="0201", points=20))
    first = PlanPhase(id="one", from_minute=0, until=None, groups=(group(scene, "ABC", "0201"),))
    second = PlanPhase(id="two", from_minute=1, until=None, groups=(group(scene, "ABC", away, mission=mission),))
    if away == "0604":
        second = evolve(second, groups=(*second.groups, group(scene, "", "0201", id="later")))
    plan = Plan(id="given", side=RED, title="A plan", phases=(first, second))
    scene.game = know(Scene(Game.new(evolve(scene.scenario, plans=(plan,)), scene.game.seed))).game
    scene.scenario = scene.game.scenario
    seat: Any = make_seat("staff", scene.scenario, RED, 1)
    phase(scene, seat)
    scene.end_turn()
    know(scene)
    phase(scene, seat)
    told = [r for r in seat._memory.reasons if r.code == "guard"]
    assert bool(told) is stays
    if told:
        assert scene.hex("0201") in {scene.state.hex[scene[letter]] for letter in "ABC"}
        assert "keep" in words.sentence(scene.scenario, told[0])


@pytest.mark.parametrize("level", STAFFS)
def test_guns_whose_dumps_are_full_do_not_spare_shells(level: str) -> None:
    """A target that is not worth a scarce shell is worth one that cannot be stacked anyway."""
    fired = {}
    guns = {"kind": "artillery-battalion", "men": 250, "arms": {"field76": 12}, "shells": 1200, "shells_full": 1200}
    for name, shells_kg in (("rich", 400_000), ("poor", 10)):
        stock = (shells_kg, 1_000, 1_000, 1_000)
        line = {"id": "lorries", "tons_day": 10.0, "at": "0101", "by": "road"}
        lines = ({**line, "stock_kg": stock, "stores_kg": sum(stock)},)
        scene = battle(
            "G B . . b", G=guns, b={"men": 1800, "arms": {"rifle": 1300}}, lines=lines, haul=((25, 25, 25, 25), ())
        )
        orders = phase(know(scene), make_seat(level, scene.scenario, RED, 1))
        fired[name] = sum([o.rounds for o in those(orders, od.Bombard)])
    assert fired["rich"] > fired["poor"]
    assert fired["rich"] <= 1200 * 15 // 100, "little in one turn, since there is another tomorrow"
