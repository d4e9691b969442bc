"""Chapter 7 on the map: vehicles bogged, out of action, pulled out and repaired."""

from __future__ import annotations

from game.model import events as ev
from game.model.units import LAST_MAN, ON_MAP
from game.sim.measures import measures
from tests.vignette import Scene, only, vignette


def resolved(scene: Scene, letters: str, target: str) -> ev.AssaultResolved:
    """The assault carried out."""
    return only(scene.do(scene.assault(letters, target)), ev.AssaultResolved)


def test_r7_55_bogged_vehicles_give_less_power_and_are_easier_hit() -> None:
    guns = {"arms": {"rifle": 100, "at37": 4}, "shells": 300}
    firm = resolved(vignette("TA b", T="tank-company", A={"men": 300}, b=guns), "TA", "0201")
    stuck = vignette("TA b", T="tank-company", A={"men": 300}, b=guns)
    stuck.poke("T", bogged=(6,))
    bogged = resolved(stuck, "TA", "0201")
    assert bogged.a_power < firm.a_power, "six of ten give less power"
    assert sum(o.a_vehicles for o in bogged.outcomes) > sum(o.a_vehicles for o in firm.outcomes), "and are easier marks"
    marsh = resolved(vignette("TA, b", T="tank-company", A={"men": 300}, b=guns), "TA", "0201")
    assert marsh.a_power < firm.a_power, "half of those that attack from marsh stick"


def test_r7_55_bogged_vehicles_are_left_by_whoever_goes_and_stay_with_the_loser_s_ground() -> None:
    scene = vignette("T b", T={"kind": "tank-company", "men": 200}, b={"men": 10, "arms": {"rifle": 5}, "cohesion": 30})
    scene.poke("T", bogged=(4,))
    events = scene.drawn(scene.assault("T", "0201"), 35)
    assert only(events, ev.VehiclesLeft).vehicles == (4,) and scene.where("T") == "0201"


def test_r7_74_out_of_action_is_damaged_or_lost() -> None:
    scene = vignette(
        "TA b",
        T={"kind": "tank-company", "vehicles": {"t-26": 20}},
        A={"men": 400},
        b={"arms": {"rifle": 120, "at37": 8}, "shells": 400, "stance": LAST_MAN},
    )
    scene.do(scene.assault("TA", "0201"))
    tank, state = scene["T"], scene.state
    out = 20 - state.vehicles[tank][0]
    assert out and state.damaged[tank][0] + state.wrecked[tank][0] == out == state.tanks_out[0]
    assert scene.desk(0).view().unit_of[tank].damaged == state.damaged[tank]
    figures = measures(scene.game)
    assert (figures["red.tanks_out"], figures["red.tanks_lost"]) == (out, state.wrecked[tank][0])
    assert figures["red.tanks_repaired"] == 0


def test_r7_74_a_unit_that_is_destroyed_loses_all_its_vehicles() -> None:
    scene = vignette("~ ~ ~\n ~ T b\n ~ ~ ~", T={"kind": "tank-company", "men": 12, "cohesion": 5})
    scene.do(scene.end(), scene.assault("b", "0202"))
    tank, state = scene["T"], scene.state
    assert state.status[tank] != ON_MAP and state.wrecked[tank] == (10,)
    assert state.tanks_out[0] == 10
