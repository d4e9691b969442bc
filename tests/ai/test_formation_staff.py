"""The staff of one formation: it answers before it acts, orders nobody else, and says how its mission stands."""

from __future__ import annotations

from typing import Any

import pytest

from game.ai.missions import FormationStaff
from game.core.ids import HexId
from game.engine import Accepted
from game.model import orders as od
from game.model.happenings import Attach, AtTurn, Happening
from game.model.missions import DONE, GIVEN_UP, IMPOSSIBLE, UNDER_WAY, WAITING, Mission
from game.model.units import Formation
from game.model.victory import VictoryItem
from tests.ai.test_puzzles import know
from tests.vignette import RED, Scene, vignette


def mission(scene: Scene, **changes: Any) -> Mission:
    """An order to the formation of all red units of a vignette."""
    formation = scene.scenario.units[scene["A"]].formation
    fields: dict[str, Any] = {"side": RED, "formation": formation, "verb": "seize", "object": scene.hex("0401")}
    return Mission(**{**fields, **changes})


def staff(scene: Scene, **changes: Any) -> FormationStaff:
    return FormationStaff(scene.scenario, RED, 1, mission(scene, **changes))


def carry_out(scene: Scene, found: FormationStaff) -> list[od.Order]:
    """Its orders of one phase, every one of which must be accepted."""
    given = []
    for order in found.orders(scene.desk(RED)):
        assert isinstance(scene.game.submit(order), Accepted), f"{order} was refused"
        given.append(order)
        assert len(given) < 100, "the phase does not end"
    return given


def numbers(order: od.Order) -> set[int]:
    match order:
        case od.Assault(units=units):
            return set(units)
        case od.EndPhase() | od.BreakRestraint() | od.Decide():
            raise AssertionError(f"{order} is not a formation's to give")
        case _:
            return {order.unit}


def strong(**more: Any) -> Scene:
    """Five companies before a platoon, the way open."""
    hill = VictoryItem(id="h", side=RED, kind="hold", place="hill", points=10, text="")
    few = {"men": 40, "arms": {"rifle": 30}}
    return know(vignette("ABCDE . . a", turns=6, a=few, objectives={"hill": "0401"}, victory=[hill], **more))


def test_it_takes_its_object_and_says_so() -> None:
    scene = strong()
    found = staff(scene)
    assert found.progress(scene.desk(RED)).state == WAITING
    for _ in range(5):
        carry_out(scene, found)
        if found.progress(scene.desk(RED)).state == DONE:
            break
        scene.do(scene.end())
        scene.do(scene.end())
    stands = found.progress(scene.desk(RED))
    assert stands.state == DONE and stands.remarks, "five companies throw forty men out, and it is told"
    assert not carry_out(scene, found), "what is done needs no more orders"


def test_it_orders_nobody_but_its_own_and_leaves_whom_it_was_told_to_leave() -> None:
    scene = strong()
    found = staff(scene, kept=(scene["A"],))
    used = set[int]()
    for _ in range(4):
        for order in carry_out(scene, found):
            used |= numbers(order)
        scene.do(scene.end())
        scene.do(scene.end())
    assert used and scene["A"] not in used, "A stays where it is, the others go"
    assert all(scene.scenario.units[u].side == RED for u in used)


def test_an_answer_tells_readiness_hope_and_price() -> None:
    scene = strong()
    answer = staff(scene).appraise(scene.desk(RED))
    assert answer.possible and answer.ready == answer.units == 5 and not answer.late
    assert answer.ready_minute is not None and answer.ready_minute > 0, "the march takes its time"
    assert answer.chance is not None and answer.chance > 50, "five to one"
    assert answer.losses is not None and 0 <= answer.losses[0] <= answer.losses[1]
    weak = know(vignette("A . . abcde", turns=6))
    poor = staff(weak).appraise(weak.desk(RED))
    assert poor.chance is not None and poor.chance < 20, "one to five"


def test_who_comes_late_is_named_with_the_hour() -> None:
    scene = know(vignette("A . . b . . . . . . B", turns=6))
    answer = staff(scene, by_minute=30).appraise(scene.desk(RED))
    assert [late.unit for late in answer.late] == [scene["B"]]
    assert answer.late[0].minute is not None and answer.late[0].minute > 30 and answer.late[0].why
    assert answer.ready == 1


@pytest.mark.parametrize("lost", [0, 60])
def test_a_limit_of_losses_ends_it(lost: int) -> None:
    scene = strong()
    found = staff(scene, loss_limit=50)
    carry_out(scene, found)
    scene.poke("B", men=scene.state.men[scene["B"]] - lost)
    over = found.progress(scene.desk(RED)).state == GIVEN_UP
    assert over == (lost > 50)
    assert bool(lost) == (not carry_out(scene, found) and over)


def test_where_no_way_leads_it_says_so() -> None:
    scene = know(vignette("A ~ ~ a\n ~ ~ ~ ."))
    found = staff(scene)
    assert not found.appraise(scene.desk(RED)).possible
    stands = found.progress(scene.desk(RED))
    assert stands.state == IMPOSSIBLE and stands.remarks


def test_a_lasting_order_lasts_and_a_memory_is_kept() -> None:
    scene = strong()
    found = staff(scene, verb="hold", object=scene.hex("0101"))
    carry_out(scene, found)
    assert found.progress(scene.desk(RED)).state == UNDER_WAY
    again = staff(scene, verb="hold", object=scene.hex("0101"))
    again.restore(found.memory())
    assert again.memory() == found.memory()
    with pytest.raises(ValueError, match="formation"):
        again.restore({"men": 1})


def test_a_formation_without_a_place_may_wait() -> None:
    scene = strong()
    answer = staff(scene, verb="reserve", object=None).appraise(scene.desk(RED))
    assert answer.possible and answer.ready == answer.units
    assert HexId(0) not in {
        order.to for order in carry_out(scene, staff(scene, verb="reserve", object=None)) if isinstance(order, od.Move)
    }


def test_it_leads_what_has_come_under_it() -> None:
    names = [Formation(id=name, name=name, side=RED) for name in ("corps", "guard")]
    order = Happening(id="order", when=AtTurn(2), then=(Attach("guard", "corps"),))
    more: dict[str, Any] = {"A": {"formation": "corps"}, "B": {"formation": "guard"}}
    scene = vignette("AB . . . . a", formations=names, happenings=[order], turns=4, **more)
    found = staff(scene, formation="corps")
    found.appraise(scene.desk(RED))
    assert found.units == (scene["A"],)
    scene.end_turn()
    found.appraise(scene.desk(RED))
    assert found.units == (scene["A"], scene["B"]), "an order given before the attachment"
    assert staff(scene, formation="corps", kept=(scene["A"],)).appraise(scene.desk(RED)), "and one given after it"
