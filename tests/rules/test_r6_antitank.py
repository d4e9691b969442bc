"""Chapter 6.9: anti-tank guns fire by themselves at vehicles in their sight."""

from __future__ import annotations

from math import prod

import pytest

from game.model import events as ev
from game.model.sides import Restraint
from game.model.state import Derelict
from tests.vignette import BLUE, Scene, only, rules, those, vignette

TABLE = rules().fires.antitank
TANKS = {"kind": "tank-company", "vehicles": {"t-26": 20}, "men": 60}
GUNS = {"kind": "at-company", "alert": 1.0, "arms": {"at37": 6}, "shells": 300}
ROW = "T . . . b . . ."


def march(row: str = ROW, to: str = "0301", **more: object) -> tuple[Scene, list[ev.VehiclesShot]]:
    """A company of tanks that marches, and the anti-tank fire it draws."""
    scene = vignette(row, **{"T": TANKS, "b": GUNS, "minutes": 120, **more})
    return scene, those(scene.do(scene.move("T", to)), ev.VehiclesShot)


def test_r6_9_guns_open_fire_within_a_kilometre() -> None:
    scene, shots = march()
    assert [scene.name(s.hex) for s in shots] == ["0301"], "two hexes off, not three"
    assert (shots[0].metres, shots[0].still, shots[0].target) == (1000, False, scene["T"])
    assert shots[0].minutes == 3, "as long as the step took"
    gun = scene["b"]
    assert scene.state.minutes[gun] == 120 - 3 and scene.state.shells[gun] < 300
    assert scene.state.grade[0][gun] >= ev.SEEN, "they give themselves away"


def test_r6_9_the_factors_make_the_share() -> None:
    for more in ({}, {"light": 0.6}):
        _, shots = march(to="0401", **more)
        for shot in shots:
            hazard = shot.kill * prod(line.value for line in shot.modifiers)
            left = 1 - hazard / 2 * shot.minutes / 60
            assert shot.share == pytest.approx(1 - left * left)
        assert shots and shots[-1].share > shots[0].share > 0, "nearer is deadlier"


def test_r6_9_bogged_vehicles_are_under_fire_for_longer() -> None:
    _, dry = march()
    _, wet = march("T . , . b . . .")
    assert wet[0].minutes >= 2 * dry[0].minutes and wet[0].share > 1.9 * dry[0].share


@pytest.mark.parametrize("change", [{"shells": 0}, {"arms": {"rifle": 40}}])
def test_r6_9_not_without_shells_or_guns(change: dict[str, object]) -> None:
    assert not march(b={**GUNS, **change})[1]


def test_r6_9_not_through_a_hill_nor_against_orders_nor_at_men() -> None:
    assert not march(heights={"0401": 80})[1], "no line of sight"
    no = Restraint(id="no", side=BLUE, forbids="fire-into", region="far", text="No.")
    assert not march(regions={"far": "0101 0201 0301 0401"}, restraints=[no])[1]
    assert not march(T={"kind": "rifle-company"})[1]


def test_r6_9_two_units_of_guns_at_most_the_strongest_first() -> None:
    weak = {**GUNS, "arms": {"at37": 1}}
    scene, shots = march("T . . . bcd . . .", c=weak, d={**GUNS, "arms": {"at37": 8}})
    assert [s.unit for s in shots] == [scene["d"], scene["b"]]


def test_r6_9_what_is_put_out_is_recorded() -> None:
    deadly = {**GUNS, "arms": {"at37": 400}}
    scene, shots = march(to="0401", b=deadly)
    out = sum(s.out[0] for s in shots)
    tank, state = scene["T"], scene.state
    assert out and state.vehicles[tank] == (20 - out,) and state.tanks_out[0] == out
    assert state.damaged[tank][0] + state.wrecked[tank][0] == out
    assert state.men[tank] < 60 and state.cohesion[tank] < 950


def test_r6_9_known_guns_are_fired_at_in_return() -> None:
    scene = vignette(ROW, T={**TANKS, "vehicles": {"t-26": 900}}, b={**GUNS, "arms": {"at37": 60}}, minutes=400)
    scene.state.grade[0][scene["b"]] = ev.IDENTIFIED
    scene.state.seen_hex[0][scene["b"]] = scene.hex("0501")
    scene.state.caches.clear()
    lost = []
    for to in ("0301", "0201", "0301", "0201", "0301"):
        events = scene.do(scene.move("T", to))
        lost += [e for e in those(events, ev.LossSuffered) if e.unit == scene["b"]]
    assert lost and sum(lost[0].arms) >= 1 and lost[0].cause == "tanks"


def test_r6_9_vehicles_that_lie_bogged_in_sight_as_their_part_begins() -> None:
    scene = vignette(", . T , b . .", T=TANKS, b=GUNS, minutes=60, turns=4)
    scene.poke("T", bogged=(6,))
    shot = only(scene.end_turn(), ev.VehiclesShot)
    assert shot.still and shot.minutes == TABLE["still_minutes"] and shot.hex == scene.hex("0301")
    assert any(line.name == "bogged" and line.value > 1 for line in shot.modifiers)


def test_r6_9_vehicles_left_behind_are_shot_up_too() -> None:
    scene = vignette("T . . , b . .", T=TANKS, b={**GUNS, "arms": {"at37": 300}}, minutes=60, turns=4)
    scene.state.derelicts = (Derelict(scene.hex("0301"), scene["T"], (5,)),)
    events = scene.end_turn()
    shot = only(events, ev.VehiclesShot)
    loss = only(events, ev.LossSuffered)
    assert shot.hex == loss.left_at == scene.hex("0301") and loss.vehicles == shot.out
    assert scene.state.vehicles[scene["T"]] == (20,)
    assert sum(d.vehicles[0] for d in scene.state.derelicts) == 5 - shot.out[0]
