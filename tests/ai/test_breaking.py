"""A staff whose men are shut in slips away by night when nothing is left to wait for."""

from __future__ import annotations

from typing import Any

from game.ai.breaking import EMPTY, SHUT_IN, should_come_out
from game.ai.missions import FormationStaff
from game.model import orders as od
from game.model.missions import Mission
from game.model.units import LAST_MAN
from tests.ai.test_formation_staff import carry_out
from tests.vignette import RED, Scene, vignette


def pocket(light: float = 0.25, hours: int = SHUT_IN // 60, ammo: int = int(EMPTY * 100) - 1, **more: Any) -> Scene:
    """B between two enemies, nearly out of cartridges, for a day."""
    rows = "A . . . . . . .\n . . b B c . . .\n. . . . . . . ."
    scene = vignette(rows, light=light, minutes=480, supply=("0101", ""), turns=4, **more)
    scene.state.minute = hours * 60
    scene.poke("B", ammo=ammo)
    return scene


def came_out(scene: Scene) -> bool:
    """Whether the staff of a formation that is to hold its ground lets B break out."""
    order = Mission(side=RED, formation="red", verb="hold", object=scene.hex("0402"))
    orders = carry_out(scene, FormationStaff(scene.scenario, RED, 1, order))
    return any(isinstance(o, od.BreakOut) and o.unit == scene["B"] for o in orders)


def test_men_without_hope_come_out_by_night() -> None:
    assert came_out(pocket())


def test_the_order_to_stand_to_the_last_man_is_kept_until_told_otherwise() -> None:
    scene = pocket(B={"stance": LAST_MAN})
    unit = scene.desk(0).view().unit_of[scene["B"]]
    assert not should_come_out(unit, told=False) and should_come_out(unit, told=True)


def test_nobody_comes_out_by_day_or_in_good_heart_or_in_the_first_hours() -> None:
    assert not came_out(pocket(light=1.0))
    assert not came_out(pocket(ammo=100))
    assert not came_out(pocket(hours=6))
