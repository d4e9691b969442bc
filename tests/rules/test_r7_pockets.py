"""Rules 7.81 to 7.86: the end of a pocket, troops who give way, and breaking out."""

from __future__ import annotations

from typing import Any

import pytest

from game.core.dice import Dice
from game.core.ids import SideId
from game.model import events as ev
from game.model import orders as od
from game.model.units import DESTROYED, ON_MAP, SURRENDERED
from game.rules import breakout, losses, panic
from game.rules.ledger import Ledger
from tests.vignette import Scene, only, rules, those, vignette

TABLE = rules().morale.breakout
SOURCE: dict[str, Any] = {"supply": ("0101", ""), "minutes": 480}


def shut_in(**more: Any) -> Scene:
    """B between two enemies, whose zones close all ways out."""
    rows = "A . . . . . . .\n . . b B c . . .\n. . . . . . . ."
    given: dict[str, Any] = {"light": 0.25} | SOURCE | more
    return vignette(rows, **given)


def test_r7_81_few_of_those_who_do_not_surrender_are_taken() -> None:
    for surrenders, share in ((False, TABLE["taken"]), (True, 1.0)):
        scene = vignette("A B . b", A={"surrenders": surrenders, "men": 400})
        ledger = Ledger(scene.state, Dice(3, "last"))
        losses.end(ledger, scene["A"], DESTROYED)
        gone = only(tuple(ledger.events), ev.LossSuffered)
        assert gone.missing / 400 == pytest.approx(share, abs=0.01)


def test_r7_81_the_wounded_of_a_pocket_fall_with_it() -> None:
    scene = shut_in(B={"surrenders": False, "men": 400})
    ledger = Ledger(scene.state, Dice(3, "last"))
    losses.inflict(ledger, scene["B"], 100, situation="assault", cause="assault", by=SideId(1))
    lying = scene.state.stranded[scene["B"]]
    before = scene.state.killed[0] + scene.state.wounded[0] + scene.state.missing[0]
    assert lying > 50
    losses.abandon_wounded(ledger, scene["B"])
    assert scene.state.stranded[scene["B"]] == 0
    assert scene.state.wounded[0] == 0 and scene.state.missing[0] == pytest.approx(lying * TABLE["taken"], abs=1)
    assert scene.state.killed[0] + scene.state.wounded[0] + scene.state.missing[0] == before, "they count once"


def test_r7_82_shaky_troops_run_before_armour_or_go_over_in_a_ring() -> None:
    scene = vignette("AT b . .", T={"kind": "tank-company"}, b={"shaky": True})
    ran = 0
    for seed in range(40):
        ledger = Ledger(scene.game.clone().state, Dice(seed, "nerves"))
        panic.before_assault(ledger, (scene["b"],), (scene["A"], scene["T"]))
        ran += bool(those(tuple(ledger.events), ev.UnitBroke))
    expected = 40 * panic.chance(scene.state, scene["b"], "armour", 1.0)
    assert abs(ran - expected) < 12
    ledger = Ledger(scene.game.clone().state, Dice(1, "nerves"))
    panic.before_assault(ledger, (scene["b"],), (scene["A"],))
    assert not ledger.events, "infantry alone frightens nobody"


def test_r7_82_in_a_ring_they_go_over() -> None:
    scene = shut_in(B={"shaky": True}, minutes=1440)
    for seed in range(60):
        ledger = Ledger(scene.game.clone().state, Dice(seed, "nerves"))
        panic.at_part(ledger, SideId(0))
        if ledger.state.status[scene["B"]] != ON_MAP:
            assert ledger.state.status[scene["B"]] == SURRENDERED
            return
    raise AssertionError("nobody ever went over")


def test_r7_83_an_encircled_unit_slips_out_and_leaves_its_guns() -> None:
    scene = shut_in(B={"kind": "field-battery", "men": 200, "shells": 100})
    assert scene.refused(scene.break_out("A", "0202")).code == "not-encircled"
    events = scene.do(_out(scene, "B"))
    assert only(events, ev.BrokeOut).zones >= 1
    assert sum(scene.state.arms[scene["B"]][:1]) == 0, "the guns stay"
    assert scene.state.men[scene["B"]] < 200


def test_r7_83_nobody_lies_up_on_ground_that_is_closed_to_his_class() -> None:
    rows = "A , , , , , , ,\n, , b B c , , ,\n, , , , , , , ,"
    for kind, there in (("field-battery", False), ("rifle-company", True)):
        scene = vignette(rows, light=0.25, B={"kind": kind}, **SOURCE)
        assert bool(scene.desk(0).unit_options(scene["B"]).breaks_out) == there, f"a {kind} in the midst of a marsh"


def _out(scene: Scene, letter: str) -> od.BreakOut:
    """A break-out to the farthest hex that is offered."""
    mask = scene.desk(0).unit_options(scene[letter]).breaks_out
    assert mask, "there is somewhere to go"
    hexes = [h for h in range(mask.bit_length()) if mask >> h & 1]
    start = scene.state.hex[scene[letter]]
    best = max(hexes, key=lambda h: (scene.scenario.board.grid.distance(start, h), h))  # type: ignore[arg-type]
    return od.BreakOut(scene.side(letter), scene[letter], best)  # type: ignore[arg-type]


def test_r7_84_it_is_the_own_side_that_must_believe_it() -> None:
    free = vignette("A . . B . . . b", **SOURCE)
    assert free.refused(free.break_out("B", "0201")).code == "not-encircled"
    tanks = shut_in(B={"kind": "tank-company"})
    assert tanks.refused(tanks.break_out("B", "0502")).code == "cannot-break-out"
    assert not tanks.desk(0).unit_options(tanks["B"]).breaks_out


def test_r7_85_light_and_guards_and_numbers_cost_men() -> None:
    dark, day = shut_in(), shut_in(light=1.0)
    unit, at = dark["B"], dark.hex("0401")
    night = breakout.toll(dark.state, unit, at, true=True)
    dusk = 0.75 * TABLE["dark"] + 0.25 * TABLE["day"]
    assert breakout.toll(day.state, unit, at, true=True) == pytest.approx(night * TABLE["day"] / dusk)
    many = shut_in(b={"men": 900})
    assert breakout.toll(many.state, unit, many.state.hex[unit], true=True) > breakout.toll(
        dark.state, unit, dark.state.hex[unit], true=True
    )
    large = shut_in(B={"men": 450})
    assert breakout.toll(large.state, unit, at, true=True) > night


def test_r7_86_those_who_come_through_have_lost_heart() -> None:
    scene = shut_in(B={"men": 200})
    before = scene.state.cohesion[scene["B"]]
    scene.do(_out(scene, "B"))
    assert before - scene.state.cohesion[scene["B"]] == TABLE["cohesion"] * 10
    assert scene.state.alert[scene["b"]] > 0
