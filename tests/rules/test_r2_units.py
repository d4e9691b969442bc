"""Chapter 2: whose unit it is, and where."""

from __future__ import annotations

from game.core.ids import SideId, UnitId
from game.model import orders as od
from game.model.units import ON_MAP, WAITING
from tests.vignette import RED, vignette


def test_r2_1_orders_go_to_one_s_own_units_once_each() -> None:
    scene = vignette("AB . b")
    assert scene.refused(od.Rest(RED, scene["b"])).code == "not-yours", "nobody commands the enemy"
    for number in (-1, 99):
        assert scene.refused(od.Rest(RED, UnitId(number))).code == "no-such-unit"
    twice = scene.refused(od.Assault(RED, (scene["A"], scene["A"]), scene.hex("0301")))
    assert twice.rule == "7.1", "a unit appears once in an order"
    assert scene.desk(0).check(od.EndPhase(SideId(1))) is not None, "a desk gives no orders for the other side"


def test_r2_2_a_unit_off_the_map_takes_no_orders() -> None:
    scene = vignette("A . b", B={"arrives_minute": 60, "at": "0101"})
    refusal = scene.refused(scene.rest("B"))
    assert (refusal.code, refusal.rule, refusal.fact("unit")) == ("not-on-map", "2.2", "B")
    assert scene.state.status[scene["B"]] == WAITING
    scene.end_turn()
    assert scene.state.status[scene["B"]] == ON_MAP and scene.where("B") == "0101"
    scene.do(scene.hold("B"))
