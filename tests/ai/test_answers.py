"""Staffs with a plan that says what it answers, and that keeps what the capital forbids."""

from __future__ import annotations

from attrs import evolve

from game.ai.seat import make_seat
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
