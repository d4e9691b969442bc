"""Rules 14.5 and 14.6: bans on tanks and on attacks."""

from __future__ import annotations

from game.core.ids import SideId
from game.model import orders as od
from game.model.sides import Restraint
from tests.vignette import Scene, vignette


def banned(forbids: str, rows: str, region: str = "") -> Scene:
    """A scene in which red's capital forbids something."""
    ban = Restraint(id="ban", side=SideId(0), forbids=forbids, region=region, text="No.")
    return vignette(rows, restraints=(ban,), regions={"east": "0401 0501 0601"}, T={"kind": "tank-company"})


def test_r14_5_tanks_neither_attack_nor_go_up_to_the_enemy() -> None:
    scene = banned("tanks", "T . . b A .")
    assert scene.refused(scene.move("T", "0301")).code == "restraint", "beside a known enemy"
    assert not scene.desk(0).unit_options(scene["T"]).moves >> scene.hex("0301") & 1, "nor is it offered"
    scene.do(scene.move("T", "0201"))
    close = banned("tanks", "AT b . . . .")
    assert close.refused(close.assault("AT", "0201")).code == "restraint"
    assert not close.desk(0).unit_options(close["T"]).assaults
    close.do(close.assault("A", "0201"))


def test_r14_5_a_ban_holds_in_its_region_and_until_it_is_broken() -> None:
    scene = banned("tanks", "AT b . . . .", "east")
    scene.do(scene.assault("AT", "0201"))
    here = banned("tanks", ". . AT b . .", "east")
    assert here.refused(here.assault("AT", "0401")).code == "restraint"
    here.do(od.BreakRestraint(SideId(0), "ban"))
    here.do(here.assault("AT", "0401"))


def test_r14_6_no_attack_but_guns_and_hand_to_hand_fights() -> None:
    scene = banned("attack", "AT b . . . .")
    assert scene.refused(scene.assault("A", "0201")).code == "restraint"
    assert not scene.desk(0).unit_options(scene["A"]).assaults
    both = banned("attack", "T Ab . . . .")
    both.do(both.assault("A", "0201"))
