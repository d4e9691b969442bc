"""The staff's tools, one by one: minutes to a goal, powers, prices, conditions, plans of its own, reasons."""

from __future__ import annotations

import pytest
from attrs import evolve

from game.ai import knowledge, liberties
from game.ai.aims import LEAST_MAN, POINT, worth
from game.ai.budget import Ration
from game.ai.courses import make_plan
from game.ai.drill import DrillSeat
from game.ai.memory import Course, Memory, from_saved
from game.ai.picture import Picture
from game.ai.staff import choose_plan
from game.ai.trace import Reason, from_plain, plain
from game.ai.ways import FAR, going, minutes_to, walk
from game.ai.words import sentence
from game.core.ids import HexId, SideId
from game.engine import Game, Route
from game.model import happenings as hp
from game.model.scenario import Scenario
from game.model.sides import Price, Restraint
from game.model.victory import VictoryItem
from tests.vignette import BLUE, RED, vignette


def test_a_field_says_what_a_route_takes(shipped: dict[str, Scenario]) -> None:
    """Minutes to a goal agree with the march the engine lays out, where no enemy is known on the way."""
    game = Game.new(shipped["khasan-night-assault"], 1)
    desk, scenario = game.desk(RED), game.scenario
    unit = scenario.unit_by_id["1/75"]
    at = going(desk.view(), "foot")
    compared = 0
    for name in ("1424", "1324", "1124", "1525"):
        goal = scenario.board.grid.parse(name)
        assert goal is not None
        field = minutes_to(scenario.board, scenario.rules, at, goal)
        route = desk.route(unit, goal)
        if isinstance(route, Route) and "zoc" not in route.remarks and "boat" not in route.remarks:
            assert field[game.state.hex[unit]] == route.total, f"to {name}"
            compared += 1
    assert compared >= 3, "there are open marches to compare"


def test_a_field_is_kept_and_water_is_far() -> None:
    scene = vignette("A . ~ .\n . ~ ~ .")
    view = scene.game.view(RED)
    at = going(view, "foot")
    board, rules = scene.scenario.board, scene.scenario.rules
    field = minutes_to(board, rules, at, scene.hex("0101"))
    assert minutes_to(board, rules, at, scene.hex("0101")) is field, "one search serves all games on a map"
    assert field[scene.hex("0401")] == FAR and walk(board, rules, at, scene.hex("0401"), scene.hex("0101")) == ()
    way = walk(board, rules, at, scene.hex("0201"), scene.hex("0101"))
    assert way == (scene.hex("0201"), scene.hex("0101"))


def test_power_counts_men_light_and_spirit() -> None:
    scene = vignette("AB . c", A={"men": 150}, B={"men": 150, "arms": {"rifle": 60}}, light=[1.0, 0.0])
    day = Picture(scene.game.view(RED)).powers
    assert day[scene["A"]] > day[scene["B"]] > 0, "weapons make power"
    scene.poke("A", cohesion=400)
    assert Picture(scene.game.view(RED)).powers[scene["A"]] < day[scene["A"]], "and so does spirit"
    scene.poke("A", cohesion=950)
    scene.end_turn()
    night = Picture(scene.game.view(RED)).powers
    assert night[scene["A"]] < day[scene["A"]], "the dark takes power"


def test_a_picture_knows_only_contacts() -> None:
    scene = vignette("A . . . . . . . b", visibility_m=800)
    assert not Picture(scene.game.view(RED)).foes, "an enemy nobody has seen is not in the picture"
    near = vignette("A b")
    found = Picture(near.game.view(RED)).foes
    assert list(found) == [near.hex("0201")] and found[near.hex("0201")].power > 0


def test_places_and_men_are_priced_by_the_victory_list() -> None:
    items = [
        VictoryItem(id="h", side=RED, kind="hold", place="hill", points=4, text=""),
        VictoryItem(id="i", side=BLUE, kind="hold", place="hill", points=6, text=""),
        VictoryItem(id="t", side=RED, kind="take", place="hill", points=3, by_minute=60, text=""),
        VictoryItem(id="l", side=BLUE, kind="losses", of=RED, per=10, points=1, text=""),
    ]
    scene = vignette("A . b", objectives={"hill": "0201"}, victory=items, turns=5)
    prices = worth(scene.game.view(RED))
    early = prices.of(scene.hex("0201"))
    assert early >= 13 * POINT, "earning points and keeping the enemy from his are worth the same"
    assert prices.own_man >= POINT // 10 and prices.enemy_man == LEAST_MAN, "men count where the list counts them"
    for _ in range(2):
        scene.end_turn()
    assert worth(scene.game.view(RED)).of(scene.hex("0201")) == early - 3 * POINT, "what is too late is worth nothing"


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (hp.AtTime(0), True),
        (hp.AtTime(60), False),
        (hp.AtTurn(1), True),
        (hp.Not(hp.AtTurn(1)), False),
        (hp.All((hp.AtTurn(1), hp.AtTurn(2))), False),
        (hp.AnyOf((hp.AtTurn(1), hp.AtTurn(2))), True),
        (hp.Control("hill", RED), True),
        (hp.Control("hill", BLUE), False),
        (hp.LossesOver(RED, 0), False),
        (hp.HasContact(RED), False),
        (hp.HasContact(BLUE), False),
        (hp.HasAssaulted(RED), False),
        (hp.UnitAt(RED, HexId(0)), True),
        (hp.UnitAt(BLUE, HexId(8)), False),
        (hp.ResolveBelow(RED, 101), True),
        (hp.Alerted(BLUE), False),
        (hp.Fired("event"), False),
    ],
)
def test_conditions_are_judged_by_what_a_side_knows(condition: hp.Condition, expected: bool) -> None:
    scene = vignette("A . . . . . . . b", objectives={"hill": "0101"}, visibility_m=300)
    assert knowledge.holds(scene.game.view(RED), condition) == expected


def test_own_assaults_are_remembered_by_the_staff() -> None:
    scene = vignette("A b")
    view, hex_ = scene.game.view(RED), scene.hex("0201")
    assert knowledge.holds(view, hp.HasAssaulted(RED, hex_), frozenset({hex_}))
    assert not knowledge.holds(view, hp.HasAssaulted(RED, scene.hex("0101")), frozenset({hex_}))


def test_a_plan_of_its_own_holds_and_seizes_by_worth(shipped: dict[str, Scenario]) -> None:
    scenario = evolve(shipped["khasan-night-assault"], plans=())
    for side in (RED, BLUE):
        picture = Picture(Game.new(scenario, 1).view(side))
        plan = make_plan(picture)
        groups = plan.phases[0].groups
        used = [u for g in groups for u in g.units] + list(
            plan.phases[0].reserve.units if plan.phases[0].reserve else ()
        )
        assert sorted(used) == sorted(u.number for u in picture.units), "every unit on the map has a task, and one"
        for group in groups:
            assert group.object is not None
            mine = picture.holder(group.object) == side
            assert group.mission == ("hold" if mine else "seize")
    red = make_plan(Picture(Game.new(scenario, 1).view(RED)))
    first = max(red.phases[0].groups, key=lambda g: len(g.units))
    assert first.id == "changkufeng", "most go where most is to be won"


def test_every_side_without_a_plan_still_plays(shipped: dict[str, Scenario]) -> None:
    scenario = evolve(shipped["khasan-outpost"], plans=())
    assert choose_plan(scenario, RED, None) is None
    game = Game.new(scenario, 1)
    seat = DrillSeat(scenario, game.state.side, 1)
    assert seat.choose(game.desk(game.state.side)) is not None
    assert "None" not in seat.sentences()[0]


def test_the_historical_plan_comes_first(shipped: dict[str, Scenario]) -> None:
    scenario = shipped["khasan-night-assault"]
    plan = choose_plan(scenario, SideId(0), None)
    assert plan is not None and plan.historical
    assert choose_plan(scenario, SideId(0), plan.id) is plan


def test_a_ban_is_priced_with_what_it_frees() -> None:
    dear, cheap = (
        Restraint(id=f"r{points}", side=RED, forbids="enter", region="", text="", price=Price(points=points, resolve=0))
        for points in (30, 1)
    )
    scene = vignette("AB . . .", restraints=[dear, cheap], objectives={"hill": "0401"}, victory=[
        VictoryItem(id="h", side=RED, kind="hold", place="hill", points=9, text="")
    ], b={"at": "0401", "arrives_minute": 9999})  # fmt: skip
    picture = Picture(scene.game.view(RED))
    assert liberties.gain(picture, 0) == liberties.gain(picture, 1) > 0
    assert not liberties.is_worth_breaking(picture, 0) and liberties.is_worth_breaking(picture, 1)


def test_reasons_survive_a_save_and_become_sentences(shipped: dict[str, Scenario]) -> None:
    reason = Reason("late", "nakano", (("minute", 420), ("phase", "p"), ("place", "the hill"), ("by", 400)))
    assert from_plain(plain(reason)) == reason
    line = sentence(shipped["khasan-night-assault"], reason)
    assert "05:00" in line and "04:40" in line and "the hill" in line
    for bad in (None, ["late"], ["late", "x", [["a"]], []], ["late", "x", [], [[1, 2]]]):
        with pytest.raises(ValueError, match="reason"):
            from_plain(bad)


def test_a_memory_survives_a_save() -> None:
    memory = Memory(turn=4, phase=1, choices=9, committed=True)
    memory.groups["x"] = Course(failed=1, stalled=2, taken=300)
    memory.assaulted.add(HexId(5))
    memory.worn[HexId(5)] = 20
    memory.tell(Reason("phase", "x"))
    memory.tell(Reason("phase", "x"))
    assert len(memory.reasons) == 1, "the same reason is told once"
    assert from_saved(memory.as_plain()) == memory
    with pytest.raises(ValueError, match="memory"):
        from_saved({"turn": 1})


def test_a_ration_stops_what_may_be_left_undone() -> None:
    ration = Ration(100)
    assert ration.affords(100)
    ration.spend(70)
    assert not ration.affords(40) and ration.affords(30) and ration.share == 0.7
    ration.spend(60)
    assert not ration.affords(1), "what must be done is done all the same, and then nothing else is"
