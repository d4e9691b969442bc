"""Small positions with one thing to see in each, and beside each a position in which the opposite is right."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

from game.ai.seat import ComputerSeat, make_seat
from game.core.ids import SideId
from game.engine import Accepted, Game
from game.model import happenings as hp
from game.model import orders as od
from game.model.plan import Plan, PlanGroup, PlanPhase
from game.model.sides import Price, Restraint
from game.model.victory import VictoryItem
from tests.vignette import BLUE, RED, Scene, vignette

STAFFS = ("staff", "seasoned")


def hold(place: str, side: SideId, points: int = 10) -> VictoryItem:
    """Points for holding a place at the end."""
    return VictoryItem(id=f"{place}-{side}", side=side, kind="hold", place=place, points=points, text="")


def worth(points: int = 10, **places: str) -> dict[str, Any]:
    """Objectives that are worth something to both sides."""
    items = [hold(place, side, points) for place in places for side in (RED, BLUE)]
    return {"objectives": places, "victory": items}


def know(scene: Scene) -> Scene:
    """Lets both sides know where all the enemies stand, as after days of watching."""
    state = scene.state
    for unit, hex_ in enumerate(state.hex):
        if hex_ >= 0:
            foe = 1 - scene.scenario.units[unit].side
            state.grade[foe][unit], state.seen_hex[foe][unit] = 1, hex_
            state.seen_men[foe][unit] = (state.men[unit] * 3 // 4, state.men[unit] * 5 // 4)
            state.contacts_made[foe] += 1
            state.contact_number[foe][unit] = state.contacts_made[foe]
    state.caches.clear()
    scene.game._desks.clear()
    return scene


def phase(scene: Scene, seat: ComputerSeat) -> list[od.Order]:
    """All orders of the side to move in its part of the turn."""
    side, turn, found = scene.state.side, scene.state.turn, list[od.Order]()
    while scene.game.actor() == side and scene.state.turn == turn:
        order = seat.choose(scene.desk(side))
        assert isinstance(scene.game.submit(order), Accepted), f"{order} was refused"
        found.append(order)
        assert len(found) < 200, "the phase does not end"
    return found


def turns(scene: Scene, seat: ComputerSeat, count: int) -> list[list[od.Order]]:
    """Orders of some turns of one side; the other side does nothing."""
    found = []
    for _ in range(count):
        found.append(phase(scene, seat))
        if scene.game.actor() is not None:
            scene.do(scene.end())
    return found


def those(orders: list[od.Order], kind: type) -> list[Any]:
    return [order for order in orders if isinstance(order, kind)]


def planned(scene: Scene, *groups: PlanGroup, reserve: Any = None) -> Scene:
    """The same battle with a plan for red."""
    phases = (PlanPhase(id="battle", from_minute=0, until=None, groups=groups, reserve=reserve),)
    plan = Plan(id="plan", side=RED, title="A plan", phases=phases)
    scenario = evolve(scene.scenario, plans=(plan,))
    scene.game = know(Scene(Game.new(scenario, scene.game.seed))).game
    scene.scenario = scenario
    return scene


# --- use the night ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", STAFFS)
@pytest.mark.parametrize(("light", "gait"), [(0.0, "stealth"), (1.0, "march")])
def test_the_last_steps_are_made_unseen_by_night_only(level: str, light: float, gait: str) -> None:
    rows = "ABC . . a"
    more = worth(hill="0401", points=20)
    company = {"night": 0.9, "stance": 0}
    scene = know(vignette(rows, light=light, turns=6, A=company, B=company, C=company, **more))
    seat = make_seat(level, scene.scenario, RED, 1)
    moves = [order for orders in turns(scene, seat, 3) for order in those(orders, od.Move)]
    last = [m.gait for m in moves if scene.scenario.board.grid.distance(m.to, scene.hex("0401")) == 1]
    assert last, "the companies come up to the enemy"
    assert set(last) == {gait}, "creeping hides in the dark and only costs time by day"


@pytest.mark.parametrize("level", STAFFS)
def test_an_assault_by_night_goes_in_from_cover(level: str) -> None:
    company = {"night": 0.9}
    rows = "ABC . . a"
    more = worth(hill="0401", points=20)
    scene = know(vignette(rows, light=0.0, turns=6, A=company, B=company, C=company, **more))
    seat = make_seat(level, scene.scenario, RED, 1)
    turns(scene, seat, 4)
    told = [reason for reason in seat.account() if reason.code == "assault"]
    assert told and int(told[0].fact("surprise")) > 25, "men who came up unseen surprise"


# --- no one to one uphill -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", ("drill", *STAFFS))
@pytest.mark.parametrize(("attackers", "goes"), [("A", False), ("ABCDE", True)])
def test_uphill_one_to_one_by_day_is_refused(level: str, attackers: str, goes: bool) -> None:
    scene = vignette(
        f"{attackers} a^", heights={"0201": 120}, dug={"0201": 800}, turns=4, **worth(height="0201", points=15)
    )
    seat = make_seat(level, know(scene).scenario, RED, 1)
    assert bool(those(phase(scene, seat), od.Assault)) == goes, "five companies may try what one must not"


# --- arrive together ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", STAFFS)
def test_nobody_closes_before_the_others_can(level: str) -> None:
    far = vignette("A . . b . . . . . BC\n . . . . . . . . . .", turns=8, light=0.0, **worth(hill="0401", points=20))
    units = tuple(far[letter] for letter in "ABC")
    group = PlanGroup(id="all", units=units, mission="seize", object=far.hex("0401"), stealth=True, press="storm")
    scene = planned(far, group)
    seat = make_seat(level, scene.scenario, RED, 1)
    grid, goal = scene.scenario.board.grid, scene.hex("0401")
    for orders in turns(scene, seat, 6):
        closing = [m.unit for m in those(orders, od.Move) if grid.distance(m.to, goal) == 1]
        if closing:
            break
    near = [u for u in units if grid.distance(scene.state.hex[u], goal) <= 2]
    assert closing and len(near) == 3, "the company that is there already waits for the two that are not"


@pytest.mark.parametrize("level", STAFFS)
def test_an_assault_waits_for_those_who_are_meant_for_it(level: str) -> None:
    far = vignette("A a . . . . . . . BC", turns=6, **worth(hill="0201", points=20), a={"men": 60})
    units = tuple(far[letter] for letter in "ABC")
    group = PlanGroup(id="all", units=units, mission="seize", object=far.hex("0201"))
    scene = planned(far, group)
    seat = make_seat(level, scene.scenario, RED, 1)
    assert not those(phase(scene, seat), od.Assault), "two companies are still on the way"
    alone = vignette("A a . . . .", turns=6, **worth(hill="0201", points=20), a={"men": 60})
    scene = planned(alone, evolve(group, units=(alone["A"],)))
    seat = make_seat(level, scene.scenario, RED, 1)
    assert those(phase(scene, seat), od.Assault), "for one that is all there is no reason to wait"


# --- not a step over ----------------------------------------------------------------------------------------------


def tempted(price: int) -> Scene:
    """An undefended village beyond a line that must not be crossed."""
    ban = Restraint(
        id="line", side=RED, forbids="enter", region="beyond", text="", price=Price(points=price, resolve=0)
    )
    return know(
        vignette(
            "AB . . .\n . . . .",
            turns=5,
            regions={"beyond": "0301 0401 0302 0402"},
            restraints=[ban],
            a={"at": "0401", "arrives_minute": 9999},
            **worth(village="0401"),
        )
    )


@pytest.mark.parametrize("level", ("drill", *STAFFS))
def test_a_line_is_not_crossed_for_less_than_it_costs(level: str) -> None:
    scene = tempted(price=20)
    seat = make_seat(level, scene.scenario, RED, 1)
    given = [order for orders in turns(scene, seat, 4) for order in orders]
    assert not those(given, od.BreakRestraint)
    beyond = scene.scenario.board.regions["beyond"].mask
    assert not any(beyond >> scene.state.hex[scene[letter]] & 1 for letter in "AB"), "nobody is over the line"


@pytest.mark.parametrize("level", STAFFS)
def test_a_line_is_crossed_for_half_as_much_again_as_it_costs(level: str) -> None:
    scene = tempted(price=2)
    seat = make_seat(level, scene.scenario, RED, 1)
    given = [order for orders in turns(scene, seat, 4) for order in orders]
    assert those(given, od.BreakRestraint), "twenty points for two are worth a broken promise"
    assert any(reason.code == "restraint" for reason in seat.account()), "and it is told"


# --- hold what is held --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", STAFFS)
def test_ground_is_not_left_bare_for_a_tempting_target(level: str) -> None:
    scene = know(vignette("A a .", a={"men": 30, "arms": {"rifle": 20}}, turns=4, **worth(hill="0101", points=20)))
    seat = make_seat(level, scene.scenario, RED, 1)
    orders = phase(scene, seat)
    assert not those(orders, od.Assault) and scene.where("A") == "0101", "the only company stays on the hill"


@pytest.mark.parametrize("level", STAFFS)
@pytest.mark.parametrize(("men", "goes"), [(40, True), (500, False)])
def test_a_lost_hill_is_taken_back_when_the_odds_allow(level: str, men: int, goes: bool) -> None:
    scene = vignette(
        "A a^ B",
        a={"men": men, "arms": {"rifle": men * 3 // 4}},
        heights={"0201": 60},
        turns=4,
        **worth(hill="0201", points=12),
    )
    group = PlanGroup(id="hill", units=(scene["A"], scene["B"]), mission="hold", object=scene.hex("0201"))
    scene = planned(scene, group)
    seat = make_seat(level, scene.scenario, RED, 1)
    assert bool(those(phase(scene, seat), od.Assault)) == goes, "forty men are thrown out, a battalion is not"


@pytest.mark.parametrize("level", STAFFS)
def test_a_reserve_is_kept(level: str) -> None:
    rows = "ABCDEFGHI . . a"
    scene = know(vignette(rows, turns=6, hex_m=1000, **worth(hill="0401", points=20)))
    seat = make_seat(level, scene.scenario, RED, 1)
    phase(scene, seat)
    stay = [letter for letter in "ABCDEFGHI" if scene.where(letter) == "0101"]
    assert len(stay) >= 1, "a ninth at least waits behind"


@pytest.mark.parametrize("level", STAFFS)
def test_shells_are_spared(level: str) -> None:
    scene = know(vignette("G A a", G="field-battery", turns=6, visibility_m=5000, **worth(hill="0301", points=20)))
    seat = make_seat(level, scene.scenario, RED, 1)
    turns(scene, seat, 5)
    assert scene.state.shells[scene["G"]] >= 400 * 2 // 5 - 1, "two fifths are kept for defence unless the plan says so"


# --- what a wider search adds -------------------------------------------------------------------------------------


def test_an_experienced_staff_reinforces_ground_in_danger() -> None:
    rows = "B A abcd"
    for level, sent in (("staff", False), ("seasoned", True)):
        scene = vignette(rows, turns=6, **worth(hill="0201", points=20))
        groups = (
            PlanGroup(id="hill", units=(scene["A"],), mission="hold", object=scene.hex("0201")),
            PlanGroup(id="rear", units=(scene["B"],), mission="reserve", object=scene.hex("0101")),
        )
        scene = planned(scene, *groups)
        phase(scene, make_seat(level, scene.scenario, RED, 1))
        assert (scene.where("B") == "0201") == sent, f"{level}: four companies stand before one"


def test_an_experienced_staff_turns_to_what_can_be_had() -> None:
    rows = "AB a^ . .\n . . . .\n . . . .\n . . . ."
    for level, turned in (("staff", False), ("seasoned", True)):
        scene = vignette(
            rows,
            turns=8,
            heights={"0201": 150},
            dug={"0201": 5000},
            **worth(height="0201", village="0204", points=12),
            a={"men": 300, "arms": {"rifle": 250, "hmg": 12}},
        )
        group = PlanGroup(id="both", units=(scene["A"], scene["B"]), mission="seize", object=scene.hex("0201"))
        scene = planned(scene, group)
        turns(scene, make_seat(level, scene.scenario, RED, 1), 6)
        there = {scene.where(letter) for letter in "AB"}
        assert ("0204" in there) == turned, f"{level}: the height cannot be taken, the village is empty"


# --- decisions ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("first", "second", "answer"), [(3, 1, "one"), (-2, 0, "two")])
def test_a_decision_goes_to_the_dearer_option(first: int, second: int, answer: str) -> None:
    options = tuple(
        hp.Option(name, name, (hp.ChangePoints(RED, points),)) for name, points in (("one", first), ("two", second))
    )
    asked = hp.Happening(id="asked", when=hp.AtTurn(1), then=(hp.Offer(RED, "?", options),))
    scene = vignette("A . b", happenings=[asked])
    seat = make_seat("staff", scene.scenario, RED, 1)
    assert seat.choose(scene.desk(RED)) == od.Decide(RED, answer)
    told = next(reason for reason in seat.account() if reason.code == "decided")
    assert told.fact("option") == answer and told.against, "the choice and the runner-up are told"


def test_a_promise_is_weighed_by_its_likelihood() -> None:
    """Points for ground that the enemy holds in strength are not counted as if they were in hand."""
    options = (hp.Option("promise", "", ()), hp.Option("silence", "", (hp.ChangeResolve(RED, 4),)))
    asked = hp.Happening(id="asked", when=hp.AtTurn(1), then=(hp.Offer(RED, "?", options),))
    paid = hp.Happening(
        id="paid",
        when=hp.All((hp.Decided("asked", "promise"), hp.Control("hill", RED))),
        then=(hp.ChangePoints(RED, 3),),
    )
    for rows, answer in (("A bcdef .", "silence"), ("ABCDE b .", "promise")):
        scene = know(vignette(rows, happenings=[asked, paid], objectives={"hill": "0201"}))
        seat = make_seat("staff", scene.scenario, RED, 1)
        assert seat.choose(scene.desk(RED)) == od.Decide(RED, answer)
