"""Chapter 14: what the capitals forbid."""

from __future__ import annotations

from typing import Any

from game.model import events as ev
from game.model import orders as od
from game.model.happenings import AtTime, Happening, Impose, Release
from game.model.sides import BROKEN, IN_FORCE, NOT_YET, RELEASED, Price, Restraint
from game.model.units import GIVE_GROUND
from tests.vignette import BLUE, RED, Scene, only, those, vignette

EAST = {"east": "0301 0401"}


def restraint(forbids: str, **more: Any) -> Restraint:
    """Red's restraint on the eastern half."""
    given: dict[str, Any] = {"id": forbids, "side": RED, "forbids": forbids, "region": "east", "text": "No."} | more
    return Restraint(**given)


def status(scene: Scene) -> list[int]:
    """Status of all restraints."""
    return list(scene.desk(0).view().restraints)


def test_r14_1_restraints_come_and_go_by_their_dates() -> None:
    later = restraint("enter", from_minute=60, to_minute=120)
    scene = vignette("A . . . b", regions=EAST, restraints=[later])
    assert status(scene) == [NOT_YET]
    scene.do(scene.move("A", "0301"), scene.move("A", "0101"))
    scene.end_turn()
    assert status(scene) == [IN_FORCE] and scene.refused(scene.move("A", "0301")).code == "restraint"
    scene.end_turn()
    assert status(scene) == [RELEASED]
    scene.do(scene.move("A", "0301"))


def test_r14_2_forbidden_ground_is_not_entered_nor_assaulted() -> None:
    scene = vignette("A . . b", regions=EAST, restraints=[restraint("enter")])
    refusal = scene.refused(scene.move("A", "0301"))
    assert (refusal.code, refusal.rule, refusal.fact("restraint")) == ("restraint", "14.2", "enter")
    assert scene.names(scene.desk(0).reach(scene["A"])) == {"0201"}
    beside = vignette(". A b .", regions=EAST, restraints=[restraint("enter")])
    assert beside.refused(beside.assault("A", "0301")).code == "restraint"
    assert beside.desk(0).unit_options(beside["A"]).assaults == ()
    round_about = vignette("A . . .\n . . . .", regions={"east": "0201"}, restraints=[restraint("enter")])
    events = round_about.do(round_about.move("A", "0301"))
    assert "0201" not in {round_about.name(h) for e in those(events, ev.UnitMoved) for h in e.path}, (
        "marches keep off it"
    )


def test_r14_2_guns_do_not_fire_into_or_from_it() -> None:
    guns: dict[str, Any] = {"kind": "field-battery", "shells": 100}
    into = vignette("G A b .", G=guns, regions=EAST, restraints=[restraint("fire-into")])
    assert into.refused(into.bombard("G", "0301")).fact("restraint") == "fire-into"
    assert into.refused(into.register("G", "0301")).code == "restraint"
    assert into.refused(into.assault("AG", "0301")).code == "restraint", "nor in support of an assault"
    assert into.desk(0).unit_options(into["G"]).bombards == 0
    into.do(into.assault("A", "0301"))
    out = vignette("b A G .", G=guns, regions=EAST, restraints=[restraint("fire-from")])
    assert out.refused(out.bombard("G", "0101")).fact("restraint") == "fire-from"
    everywhere = vignette("G . b .", G=guns, restraints=[restraint("fire-into", region="")])
    assert everywhere.refused(everywhere.bombard("G", "0301")).code == "restraint"


def test_r14_2_guns_that_join_by_themselves_obey_too() -> None:
    no = restraint("fire-into", side=BLUE, region="west")
    scene = vignette("A b . g", g={"kind": "field-battery", "shells": 100}, regions={"west": "0101"}, restraints=[no])
    assert not only(scene.do(scene.assault("A", "0201")), ev.AssaultResolved).support


def test_r14_2_only_a_beaten_unit_with_no_other_way_runs_over_the_line() -> None:
    no = restraint("enter", side=BLUE)
    scene = vignette("A b . .", A={"men": 600}, b={"men": 60, "stance": GIVE_GROUND}, regions=EAST, restraints=[no])
    table = only(scene.game.clone().submit(scene.assault("A", "0201")).events, ev.AssaultResolved).outcomes  # type: ignore[union-attr]
    index = next(i for i, o in enumerate(table) if o.broke == "D" and o.flight in ("retreat", "rout"))
    scene.drawn(scene.assault("A", "0201"), index)
    assert scene.where("b") in ("0301", "0401")


def test_r14_3_breaking_one_has_its_price() -> None:
    free = restraint("fire-into", id="theirs", side=BLUE)
    mine = restraint("enter", price=Price(points=3, resolve=7, releases=("theirs",)))
    scene = vignette("A . . . b", regions=EAST, restraints=[mine, free])
    assert scene.desk(0).options().restraints == (0,), "the enemy's are not yours to break"
    for name in ("theirs", "nothing"):
        assert scene.refused(od.BreakRestraint(RED, name)).code == "no-restraint"
    before = scene.game.digest()
    events = scene.do(od.BreakRestraint(RED, "enter"))
    assert only(events, ev.RestraintBroken).restraint == 0 and scene.game.digest() != before
    assert status(scene) == [BROKEN, RELEASED] and scene.state.points == [-3, 0] and scene.state.resolve == [930, 1000]
    assert scene.refused(od.BreakRestraint(RED, "enter")).code == "restraint-not-in-force"
    scene.do(scene.move("A", "0301"))


def test_r14_4_events_lift_and_impose_but_a_broken_one_stays_broken() -> None:
    events = [
        Happening(id="lift", when=AtTime(60), then=(Release("enter"), Release("later"))),
        Happening(id="back", when=AtTime(120), then=(Impose("enter"), Impose("fire-into"))),
    ]
    later = restraint("fire-from", id="later", from_minute=120)
    all_three = [restraint("enter"), restraint("fire-into"), later]
    scene = vignette("A . . . b", regions=EAST, restraints=all_three, happenings=events)
    scene.do(od.BreakRestraint(RED, "fire-into"))
    scene.end_turn()
    assert status(scene) == [RELEASED, BROKEN, RELEASED], "one that has not begun can be lifted too"
    scene.end_turn()
    assert status(scene) == [IN_FORCE, BROKEN, RELEASED]


def test_r14_4_and_r6_5_an_event_frees_the_far_bank_for_guns() -> None:
    guns = {"kind": "field-battery", "shells": 400}
    free = [Happening(id="free", when=AtTime(60), then=(Release("fire-into"),))]
    scene = vignette("G A b .", G=guns, regions=EAST, restraints=[restraint("fire-into")], happenings=free)
    for order in (scene.bombard("G", "0301"), scene.register("G", "0301"), scene.assault("AG", "0301")):
        assert scene.refused(order).code == "restraint"
    scene.end_turn()
    scene.do(scene.register("G", "0301"), scene.bombard("G", "0301", 20))
