"""Chapter 13: cohesion, fatigue, rest, resolve."""

from __future__ import annotations

from math import exp

import pytest

from game.model import events as ev
from game.model.orders import Order
from game.model.units import GIVE_GROUND, LAST_MAN
from tests.vignette import Scene, only, rules, those, vignette

TABLE = rules().morale
COMBAT = rules().combat


def resolve(scene: Scene) -> tuple[float, float]:
    """Resolve of both sides in points."""
    return scene.state.resolve[0] / 10, scene.state.resolve[1] / 10


def test_r13_11_cohesion_is_power() -> None:
    scene = vignette("A b", A={"cohesion": 50})
    event = only(scene.do(scene.assault("A", "0201")), ev.AssaultResolved)
    line = next(m for m in event.modifiers if m.name == "cohesion" and m.side == "A")
    assert (
        line.value == pytest.approx(exp((50 - COMBAT.cohesion.full) / COMBAT.cohesion.points)) and line.rule == "13.11"
    )


def test_r13_12_losses_cost_cohesion() -> None:
    scene = vignette("A b", b={"stance": LAST_MAN})
    before = scene.state.cohesion[scene["A"]]
    events = scene.do(scene.assault("A", "0201", "storm"))
    assert scene.state.men[scene["A"]] < 150 and scene.state.cohesion[scene["A"]] < before
    assert {e.why for e in those(events, ev.CohesionChanged)} == {"assault"}


def test_r13_13_those_told_to_give_ground_go_first() -> None:
    def broken(stance: int) -> int:
        scene = vignette("A b", A={"men": 400}, b={"stance": stance})
        event = only(scene.do(scene.assault("A", "0201")), ev.AssaultResolved)
        return sum(o.broke == "D" for o in event.outcomes)

    assert broken(GIVE_GROUND) > broken(LAST_MAN)


def test_r13_2_an_hour_s_rest() -> None:
    scene = vignette("A . . b", A={"fatigue": 50})
    scene.poke("A", cohesion=800)
    events = scene.do(scene.rest("A"))
    rested = only(events, ev.UnitRested)
    minutes = rested.minutes / 60
    assert scene.state.minutes[scene["A"]] == 0, "it takes all the minutes left"
    assert rested.cohesion == int(TABLE.rest["cohesion"] * minutes * 10 + 0.5)
    assert rested.fatigue == int(TABLE.rest["fatigue"] * minutes * 10 + 0.5)
    scene.end_turn()
    scene.poke("A", cohesion=949, fatigue=0)
    assert only(scene.do(scene.rest("A")), ev.UnitRested).cohesion == 1, "not above what it began with"
    scene.end_turn()
    scene.poke("A", fatigue=0)
    assert scene.refused(scene.rest("A")).code == "cannot-rest", "a fresh unit has nothing to gain"


def test_r13_2_nobody_sleeps_beside_the_enemy() -> None:
    scene = vignette("A b", A={"fatigue": 50})
    rested = only(scene.do(scene.rest("A")), ev.UnitRested)
    assert rested.fatigue == int(TABLE.rest["fatigue"] * TABLE.rest["shaken"] * rested.minutes / 60 * 10 + 0.5)


def test_r13_2_a_unit_that_did_nothing_settles_down() -> None:
    scene = vignette("AB . . b", A={"fatigue": 50}, B={"fatigue": 50})
    scene.do(scene.dig("B", 5))
    events = scene.do(scene.end())
    rested = only(events, ev.UnitRested)
    assert rested.unit == scene["A"] and rested.minutes == 0
    half = int(TABLE.rest["fatigue"] * scene.state.allotted[scene["A"]] / 60 * 10 + 0.5) // 2
    assert rested.fatigue == half, "half as much as one that was told to"


@pytest.mark.parametrize("kind", ["march", "stealth", "dig", "assault"])
def test_r13_3_work_wears(kind: str) -> None:
    scene = vignette("A b" if kind == "assault" else "A . . . . b")
    orders: dict[str, Order] = {
        "march": scene.move("A", "0201"),
        "stealth": scene.move("A", "0201", "stealth"),
        "dig": scene.dig("A", 30),
        "assault": scene.assault("A", "0201"),
    }
    scene.do(orders[kind])
    minutes = 60 - scene.state.minutes[scene["A"]]
    assert scene.state.fatigue[scene["A"]] == int(TABLE.fatigue[kind] * minutes / 60 * 10 + 0.5)


def test_r13_4_casualties_objectives_and_units_move_resolve() -> None:
    scene = vignette("A . b .", objectives={"hill": "0201"}, light=0.02)
    assert resolve(scene) == (100, 100)
    scene.do(scene.move("A", "0201"))
    assert resolve(scene)[1] == 100, "nobody held it"
    taken = vignette("A . b .", objectives={"hill": "0301"}, light=0.02)
    taken.poke("b", hex=taken.hex("0401"))
    taken.do(taken.move("A", "0301"))
    assert resolve(taken) == (100 + TABLE.resolve["objective"] / 2, 100 - TABLE.resolve["objective"])


def test_r13_4_each_hundred_casualties() -> None:
    scene = vignette("A b", A={"men": 600}, b={"men": 600, "stance": LAST_MAN})
    events = scene.do(scene.assault("A", "0201", "storm"))
    for side, letter in ((0, "A"), (1, "b")):
        men = sum(e.killed + e.wounded + e.missing for e in those(events, ev.LossSuffered) if e.unit == scene[letter])
        routs = sum(
            TABLE.resolve["rout"]
            for e in those(events, ev.UnitRetreated)
            if e.unit == scene[letter] and e.how == "rout"
        )
        assert men > 30 and 100 - resolve(scene)[side] == pytest.approx(
            men * TABLE.resolve["per_100_men"] / 100 + routs, abs=0.2
        )


def test_r13_4_an_army_whose_resolve_is_spent_breaks_off() -> None:
    scene = vignette("A b", A={"men": 600}, b={"men": 600}, break_at=(99, 0))
    events = scene.do(scene.assault("A", "0201", "storm"))
    assert only(events, ev.GameEnded).reason == "resolve of red"


def test_r13_5_a_shaken_unit_does_not_attack() -> None:
    scene = vignette("A b", A={"cohesion": int(TABLE.limits["rally"]) - 1})
    refusal = scene.refused(scene.assault("A", "0201"))
    assert (refusal.code, refusal.rule, refusal.fact("cohesion")) == ("shaken", "13.5", TABLE.limits["rally"] - 1)
    assert scene.desk(0).unit_options(scene["A"]).assaults == ()
    scene.do(scene.dig("A", 5))
    scene.poke("A", cohesion=int(TABLE.limits["rally"]) * 10)
    scene.do(scene.assault("A", "0201"))
