"""Sections that deceive serve the groups that are to deceive, and the staff doubts what nobody has seen."""

from __future__ import annotations

from typing import Any

from attrs import evolve

from game.ai.missions import FormationStaff
from game.ai.picture import DOUBT, Picture
from game.core.dice import Dice
from game.engine import Game
from game.model import events as ev
from game.model import orders as od
from game.model.missions import Mission
from game.model.units import Dummy
from game.rules import hearing, observation, snapshot
from game.rules.ledger import Ledger
from tests.ai.test_formation_staff import carry_out
from tests.vignette import RED, Scene, only, rules, those, vignette


def sound(**more: Any) -> dict[str, Any]:
    return {
        "kind": "sound-section",
        "men": 10,
        "arms": {"rifle": 8},
        "dummy": Dummy(shows=rules().kinds["tank-battalion"], men=300, by="noise"),
        **more,
    }


def night(rows: str, **more: Any) -> Scene:
    return vignette(rows, light=0.0, minutes=480, hex_m=1000, turns=8, **more)


def staff(scene: Scene, place: str) -> FormationStaff:
    order = Mission(side=RED, formation="red", verb="deceive", object=scene.hex(place))
    return FormationStaff(scene.scenario, RED, 1, order)


def test_a_sound_section_is_heard_where_the_plan_wants_it() -> None:
    scene = night("B A . . . a", A=sound())
    orders = carry_out(scene, staff(scene, "0401"))
    assert only(orders, od.Feign).target == scene.hex("0401")
    assert not [o for o in orders if isinstance(o, od.Move) and o.unit == scene["B"]], "real units stay"
    heard = [e for e in those(scene.do(scene.end()), ev.ContactMade) if e.by == "noise"]
    assert [e.hex for e in heard] == [scene.hex("0401")]


def test_one_that_stands_too_far_off_comes_nearer_in_the_dark() -> None:
    scene = night("A" + " ." * 9 + " a", A=sound())
    orders = carry_out(scene, staff(scene, "0801"))
    assert any(isinstance(o, od.Move) for o in orders) and scene.where("A") > "0301"
    day = vignette("A" + " ." * 9 + " a", A=sound(), minutes=480, hex_m=1000, turns=8)
    assert not [o for o in carry_out(day, staff(day, "0801")) if isinstance(o, od.Move)], "by day it lies still"


def test_sections_without_a_group_are_left_alone() -> None:
    scene = night("B A . . . a", A=sound())
    found = FormationStaff(
        scene.scenario, RED, 1, Mission(side=RED, formation="red", verb="seize", object=scene.hex("0401"))
    )
    assert all(scene["A"] not in getattr(o, "units", (getattr(o, "unit", -1),)) for o in carry_out(scene, found))


def test_the_staff_counts_half_of_what_it_only_heard() -> None:
    scene = night("A . . b .", b={"kind": "rifle-battalion", "men": 500})
    ledger = Ledger(snapshot.clone(scene.state), Dice(1, "report"))
    observation.report(ledger, RED, scene["b"], scene.hex("0401"), "noise")
    view = Game(scene.scenario, 1, ledger.state).view(RED)
    heard = Picture(view).foes[scene.hex("0401")]
    seen = Picture(evolve(view, contacts=tuple(evolve(c, by_ear=False) for c in view.contacts)))
    assert heard.power == seen.foes[scene.hex("0401")].power * DOUBT // 100 > 0
    assert hearing.noise_of(ledger.state, scene["b"]) < 0, "it stands still in truth"
