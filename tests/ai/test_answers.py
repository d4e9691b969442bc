"""Staffs with a plan that says what it answers, and that keeps what the capital forbids."""

from __future__ import annotations

from attrs import evolve

from game.ai.seat import make_seat
from game.ai.trace import Reason
from game.ai.words import sentence
from game.core.ids import SideId
from game.engine import Game
from game.model.orders import BreakRestraint, Decide, EndPhase, Order
from game.model.scenario import Scenario

JAPAN, USSR = SideId(0), SideId(1)


def first_orders(scenario: Scenario, side: SideId, plan: str, count: int) -> list[Order]:
    """What a staff orders first, as long as its phase lasts."""
    game, found = Game.new(scenario, 1), list[Order]()
    seat = make_seat("staff", scenario, side, 1, plan)
    while len(found) < count and not (found and isinstance(found[-1], EndPhase)):
        found.append(seat.choose(game.desk(side)))
        game.submit(found[-1])
    return found


def test_a_plan_says_what_it_answers(listed: dict[str, Scenario]) -> None:
    scenario = listed["khasan-corps-offensive"]
    for plan, answer in (("historical-ussr", "cross"), ("turn-by-yangguanping", "turn")):
        assert first_orders(scenario, USSR, plan, 2) == [Decide(USSR, "now"), Decide(USSR, answer)]


def test_a_plan_without_an_answer_leaves_it_to_the_staff(listed: dict[str, Scenario]) -> None:
    scenario = listed["khasan-corps-offensive"]
    silent = evolve(scenario, plans=tuple(evolve(plan, answers=()) for plan in scenario.plans))
    orders = first_orders(silent, USSR, "turn-by-yangguanping", 2)
    assert all(isinstance(order, Decide) for order in orders), "it has to answer all the same"
    assert orders[1] != Decide(USSR, "turn"), "six points are more than the staff would give for it"


def test_a_plan_that_obeys_breaks_no_restraint(listed: dict[str, Scenario]) -> None:
    scenario = listed["khasan"]
    free = evolve(scenario, plans=tuple(evolve(plan, obeys=False) for plan in scenario.plans))
    assert any(isinstance(o, BreakRestraint) for o in first_orders(free, JAPAN, "historical-japan", 5)), (
        "an unguarded hill tempts a staff that weighs its price"
    )
    assert not any(isinstance(o, BreakRestraint) for o in first_orders(scenario, JAPAN, "historical-japan", 40))


def test_the_account_tells_of_answers_and_groups_in_words(listed: dict[str, Scenario]) -> None:
    scenario = listed["khasan"]
    asked = Reason("decided", "second-battalion", (("option", "one"), ("minute", 330), ("planned", 1)))
    assert sentence(scenario, asked) == "Decided at 20:00 on 29 July: “One battalion, as was done”, as its plan has it."
    goal = Reason("outcome", "machine-gun-hill", (("place", "Hill 52"), ("by", 330), ("taken", -1), ("failed", 2)))
    told = "The group “machine gun hill” was to take Hill 52 by 20:00 on 29 July; it never had it, thrown back 2 times."
    assert sentence(scenario, goal) == told
    late = Reason("phase", "seventh", (("a", "Hill 52"), ("b", "Chernaya"), ("c", "Changkufeng"), ("minute", 330)))
    assert "though “a” had not got Hill 52, “b” had not got Chernaya and “c” had" in sentence(scenario, late)
