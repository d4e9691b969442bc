"""Puzzles of long battles: turns of many hours, battalions, guns and tanks; beside each the opposite case."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

from game.ai import contest, words
from game.ai.courses import make_plan
from game.ai.memory import Memory
from game.ai.picture import Picture
from game.ai.seat import make_seat
from game.ai.trace import Reason
from game.core.ids import HexId, SideId
from game.engine import Accepted, Game
from game.model import orders as od
from game.model.plan import Plan, PlanGroup, PlanPhase, ReserveRule
from game.model.scenario import Scenario
from tests.ai.test_puzzles import STAFFS, know, phase, those, turns, worth
from tests.vignette import RED, Scene, vignette

DAY = 450
BATTALION = {"men": 400, "arms": {"rifle": 300, "lmg": 18, "hmg": 12}}
PLATOON = {"men": 40, "arms": {"rifle": 30}}


def battle(rows: str, **more: Any) -> Scene:
    """A vignette in turns of seven and a half hours; capital letters are battalions unless it says otherwise."""
    units = {letter: BATTALION for letter in "ABCDEF" if letter in rows and letter not in more}
    return vignette(rows, **{"turns": 6, "minutes": DAY, **units, **more})


def planned(scene: Scene, *groups: PlanGroup, reserve: ReserveRule | None = None, main: str = "") -> Scene:
    """The same battle with a plan for red, in which both sides know where all the enemies stand."""
    one = PlanPhase(id="battle", from_minute=0, until=None, groups=groups, reserve=reserve)
    plan = Plan(id="given", side=RED, title="A plan", main_effort=main, phases=(one,))
    scenario = evolve(scene.scenario, plans=(plan,))
    scene.game = know(Scene(Game.new(scenario, scene.game.seed))).game
    scene.scenario = scenario
    return scene


def group(scene: Scene, letters: str, goal: str, **fields: Any) -> PlanGroup:
    values: dict[str, Any] = {"id": letters, "mission": "seize", "object": scene.hex(goal), **fields}
    return PlanGroup(units=tuple(scene[letter] for letter in letters), **values)


# --- use the hours ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", STAFFS)
def test_a_long_turn_is_used_for_march_and_fight(level: str) -> None:
    scene = know(battle("ABCD . . a .", a=PLATOON, **worth(hill="0401", points=20)))
    orders = phase(scene, make_seat(level, scene.scenario, RED, 1))
    kinds = [type(order) for order in orders]
    assert od.Move in kinds and od.Assault in kinds, "they come up and go in on the same day"
    assert kinds.index(od.Move) < kinds.index(od.Assault)
    assert scene.hex("0401") in {scene.state.hex[scene[letter]] for letter in "ABCD"}, "and the hill is theirs"


@pytest.mark.parametrize("level", STAFFS)
def test_a_position_in_the_way_falls_first(level: str) -> None:
    rows = "ABC . a b ~\n ~ ~ ~ ~ ~"
    scene = battle(rows, a=PLATOON, b=PLATOON, **worth(hill="0401", points=20))
    scene = planned(scene, group(scene, "ABC", "0401"))
    orders = phase(scene, make_seat(level, scene.scenario, RED, 1))
    first = those(orders, od.Assault)
    assert first and first[0].target == scene.hex("0301"), "the only way to the hill leads over the outpost"


# --- arrive together ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", STAFFS)
@pytest.mark.parametrize(("men", "waits"), [(400, True), (20, False)])
def test_the_first_line_waits_for_most_of_its_power(level: str, men: int, waits: bool) -> None:
    """A battalion three hours away is waited for on the same day; a squad is not."""
    late = {"men": men, "arms": {"rifle": men * 3 // 4}}
    rows = "A a" + " ." * 24 + " B\n" + " ." * 27
    scene = battle(rows, a={"men": 120, "arms": {"rifle": 90}}, B=late, **worth(hill="0201", points=20))
    scene = planned(scene, group(scene, "AB", "0201"))
    first = those(phase(scene, make_seat(level, scene.scenario, RED, 1)), od.Assault)[0]
    assert (scene["B"] in first.units) == waits


@pytest.mark.parametrize("level", STAFFS)
def test_nobody_is_sent_where_there_is_no_room(level: str) -> None:
    scene = know(battle("ABCDEF . . a", a=BATTALION, **worth(hill="0401", points=20)))
    seat = make_seat(level, scene.scenario, RED, 1)
    most = scene.desk(RED).stack_limit()[0]
    for _ in range(2):
        phase(scene, seat)
        scene.do(scene.end())
    men: dict[int, int] = {}
    for letter in "ABCDEF":
        hex_ = scene.state.hex[scene[letter]]
        men[hex_] = men.get(hex_, 0) + scene.state.men[scene[letter]]
    forward = [count for hex_, count in men.items() if hex_ != scene.hex("0101")]
    assert forward and max(forward) <= most, "whoever finds no room in front waits behind"


# --- the plan's orders --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", STAFFS)
@pytest.mark.parametrize(("fields", "goes"), [
    ({"by_minute": 2 * DAY, "loss_limit": 0.5}, True),
    ({"by_minute": None, "loss_limit": 0.01}, False),
    ({"by_minute": 2 * DAY, "loss_limit": 0.01}, False),
])  # fmt: skip
def test_an_ordered_assault_is_made_within_its_limit(level: str, fields: dict[str, Any], goes: bool) -> None:
    """Poor odds stop a staff unless its plan wants the ground by an hour and pays for it."""
    strong = {"men": 800, "arms": {"rifle": 600, "lmg": 36, "hmg": 30}}
    scene = battle("AB a^", a=strong, dug={"0201": 5000}, heights={"0201": 80}, **worth(hill="0201", points=1))
    scene = planned(scene, group(scene, "AB", "0201", **fields))
    assert bool(those(phase(scene, make_seat(level, scene.scenario, RED, 1)), od.Assault)) == goes


@pytest.mark.parametrize("level", STAFFS)
@pytest.mark.parametrize(("mission", "goes"), [("seize", True), ("pin", False)])
def test_who_pins_keeps_out_of_the_fight(level: str, mission: str, goes: bool) -> None:
    scene = battle("AB . . a", a={"men": 200, "arms": {"rifle": 150}}, **worth(hill="0401", points=1))
    scene = planned(scene, group(scene, "AB", "0401", mission=mission, by_minute=2 * DAY, press="attack"))
    orders = phase(scene, make_seat(level, scene.scenario, RED, 1))
    assert bool(those(orders, od.Assault)) == goes
    assert those(orders, od.Move), "both come up to the enemy"


@pytest.mark.parametrize("level", STAFFS)
def test_a_reserve_waits_for_its_trigger(level: str) -> None:
    rows = "ABC . . a"
    scene = battle(rows, a={**BATTALION, "men": 800}, dug={"0401": 5000}, **worth(hill="0401", points=10))
    rule = ReserveRule(units=(scene["C"],), stalled="AB", turns=2)
    scene = planned(scene, group(scene, "AB", "0401"), reserve=rule)
    seat = make_seat(level, scene.scenario, RED, 1)
    first = phase(scene, seat)
    assert scene["C"] not in {u for order in those(first, od.Assault) for u in order.units}
    assert scene.where("C") == "0101", "a third of the force stands behind"


# --- guns and tanks -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", STAFFS)
def test_shells_are_left_for_the_third_day(level: str) -> None:
    guns = {"G": "field-battery"}
    scene = battle("G AB a", a=BATTALION, visibility_m=5000, **guns, **worth(hill="0301", points=20))
    scene = planned(know(scene), group(scene, "AB", "0301"))
    turns(scene, make_seat(level, scene.scenario, RED, 1), 3)
    assert scene.state.shells[scene["G"]] >= 400 * 10 // 100, "a tenth at least is kept through three days of attack"


@pytest.mark.parametrize("level", STAFFS)
@pytest.mark.parametrize(("ground", "goes"), [(",", False), (".", True)])
def test_tanks_stay_out_of_the_bog(level: str, ground: str, goes: bool) -> None:
    rows = f"TA {ground} a ~\n ~ ~ ~ ~"
    scene = battle(rows, T="tank-company", a=PLATOON, **worth(hill="0301", points=20))
    scene = planned(scene, group(scene, "TA", "0301"))
    orders = phase(scene, make_seat(level, scene.scenario, RED, 1))
    went = [order for order in those(orders, od.Move) if order.unit == scene["T"] and order.to == scene.hex("0201")]
    assert bool(went) == goes, "no tank forms up in a marsh; on hard ground it comes along"


@pytest.mark.parametrize("level", STAFFS)
def test_tanks_do_not_go_ahead_of_the_infantry(level: str) -> None:
    rows = "T . . a" + " ." * 30 + " A"
    scene = battle(rows, T="tank-company", a=BATTALION, **worth(hill="0401", points=20))
    scene = planned(scene, group(scene, "TA", "0401"))
    phase(scene, make_seat(level, scene.scenario, RED, 1))
    grid = scene.scenario.board.grid
    assert grid.distance(scene.state.hex[scene["T"]], scene.hex("0401")) > 1, "nobody on foot is there yet"


# --- spades and sleep ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", STAFFS)
def test_men_who_dig_are_not_dug_under(level: str) -> None:
    scene = battle("A . . . b", b=BATTALION, **worth(hill="0101", points=20))
    scene = planned(scene, group(scene, "A", "0101", mission="hold"))
    turns(scene, make_seat(level, scene.scenario, RED, 1), 4)
    assert scene.state.dug[scene["A"]] >= 700, "four days make a position"
    assert scene.state.fatigue[scene["A"]] <= 450, "and leave the men fit to hold it"


# --- the thought behind it ----------------------------------------------------------------------------------------


def test_a_long_fight_is_thought_through_to_its_end() -> None:
    """Whoever bears more hours wins more often; time that is too short takes from the chance."""
    scenario = vignette("A . a").scenario

    def hour(ratio: float, own: float, foe: float) -> contest.Hour:
        return contest.Hour(ratio=ratio, own_men=1000, own_loss=own, own_spirit=90.0, enemy_men=500, enemy_loss=foe)

    good = contest.outlook(scenario, hour(3.0, 30.0, 40.0), "attack", 8.0)
    poor = contest.outlook(scenario, hour(0.5, 90.0, 10.0), "attack", 8.0)
    short = contest.outlook(scenario, hour(3.0, 30.0, 40.0), "attack", 1.0)
    assert good.win > 60 and poor.win < 20 and short.win < good.win
    assert poor.hours < 8.0, "a beaten attacker stops before the day is over"
    assert short.own_loss < good.own_loss


def test_two_runs_of_a_corps_give_the_same_orders() -> None:
    found = []
    for _ in range(2):
        scene = know(battle("ABCD . . ab", a=BATTALION, b=BATTALION, **worth(hill="0401", points=20)))
        seat = make_seat("staff", scene.scenario, RED, 1)
        found.append([order for orders in turns(scene, seat, 3) for order in orders])
    assert found[0] == found[1] and len(found[0]) > 5
    assert HexId(0) not in {order.target for order in those(found[0], od.Assault)}


def test_a_corps_plans_for_itself(listed: dict[str, Scenario]) -> None:
    """Every unit has one task, the main effort goes for the dearest ground, some wait, guns have targets."""
    scenario = evolve(listed["khasan-corps-offensive"], plans=())
    game = Game.new(scenario, 1)
    for side in (0, 1):
        picture = Picture(game.view(SideId(side)))
        plan = make_plan(picture)
        only = plan.phases[0]
        used = [u for g in only.groups for u in g.units]
        waiting = only.reserve.units if only.reserve is not None else ()
        assert sorted([*used, *waiting]) == sorted(u.number for u in picture.units)
        for part in only.groups:
            if part.object is not None and part.mission in ("hold", "seize"):
                assert (part.mission == "hold") == picture.is_mine(part.object)
        if side == 1:
            men = {g.id: sum(picture.by_number[u].men for u in g.units) for g in only.groups if g.mission == "seize"}
            assert plan.main_effort == "changkufeng", "most is to be won there"
            assert men["changkufeng"] * 4 >= sum(men.values()), "weight before width"
            assert any(task.task == "prepare" for task in only.fire)
            behind = sum(picture.by_number[u].men for u in waiting if scenario.units[u].kind.assaults)
            assert behind * 12 >= sum(men.values()), "about a ninth is kept back"


def test_the_air_waits_for_weather_and_for_an_assault(listed: dict[str, Scenario]) -> None:
    """Squadrons that are free to fly bomb what is assaulted; those that are forbidden stay on the ground."""
    scenario = listed["khasan-corps-offensive"]
    game = Game.new(scenario, 1)
    seats = [make_seat("staff", scenario, SideId(side), 1) for side in (0, 1)]
    flown: list[tuple[int, od.Order]] = []
    struck: list[HexId] = []
    while game.state.turn <= 2 and (actor := game.actor()) is not None:
        order = seats[actor].choose(game.desk(actor))
        assert isinstance(game.submit(order), Accepted), f"{order} was refused"
        if isinstance(order, od.Fly):
            flown.append((actor, order))
            struck += [order.target] if order.mission == "strike" else []
        if isinstance(order, od.Assault) and struck:
            assert order.target == struck[-1], "bombs fall on what is assaulted next"
            struck = []
    assert flown and all(actor == 1 for actor, _ in flown), "Soviet aircraft fly, Japanese ones may not"


@pytest.mark.parametrize("level", STAFFS)
@pytest.mark.parametrize(("men", "goes"), [(200, False), (30, True)])
def test_tanks_alone_assault_no_more_than_a_picket(level: str, men: int, goes: bool) -> None:
    few = {"men": men, "arms": {"rifle": men * 3 // 4}}
    scene = battle("T a", T="tank-company", a=few, **worth(hill="0201", points=20))
    scene = planned(scene, group(scene, "T", "0201"))
    assert bool(those(phase(scene, make_seat(level, scene.scenario, RED, 1)), od.Assault)) == goes


@pytest.mark.parametrize("level", STAFFS)
@pytest.mark.parametrize("alone", [False, True])
def test_tanks_go_in_alone_when_the_plan_says_so(level: str, alone: bool) -> None:
    few = {"men": 200, "arms": {"rifle": 150}, "cohesion": 60}
    tanks = {"kind": "tank-battalion", "vehicles": {"bt-7": 40}, "men": 130}
    scene = battle("T . . a", T=tanks, a=few, minutes=240, **worth(hill="0401", points=20))
    scene = planned(know(scene), group(scene, "T", "0401", alone=alone))
    assert bool(those(phase(scene, make_seat(level, scene.scenario, RED, 1)), od.Assault)) == alone


def test_a_long_account_gives_the_day_and_draws_hours_together(listed: dict[str, Scenario]) -> None:
    """Four assaults of a turn are one sentence, and five o'clock is told with its day."""
    facts = (("minute", 810), ("place", "the hill"), ("units", "I/118"), ("guns", 2), ("press", "storm"))
    memory = Memory()
    for score in range(4):
        memory.tell(Reason("assault", "south", (*facts, ("score", score))))
    scenario = listed["khasan-corps-offensive"]
    plan = next(plan for plan in scenario.plans if plan.side == 1)
    told = words.account(scenario, SideId(1), plan, memory, None)
    lines = [words.sentence(scenario, reason) for reason in told if reason.code == "assault"]
    assert len(lines) == 1 and "4 times" in lines[0] and "05:00 on 7 August" in lines[0] and "2 gun units" in lines[0]
