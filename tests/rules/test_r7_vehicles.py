"""Chapter 7 on the map: vehicles bogged, out of action, pulled out and repaired."""

from __future__ import annotations

import math

import pytest

from game.core.dice import Dice
from game.model import events as ev
from game.model.state import Derelict
from game.model.units import LAST_MAN, ON_MAP
from game.rules import losses
from game.rules.armour import written_off
from game.rules.ledger import Ledger
from game.rules.recovery import chance
from game.sim.measures import measures
from tests.vignette import Scene, only, rules, those, vignette


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


def test_r7_74_cars_are_counted_apart_from_tanks() -> None:
    both = {"kind": "tank-company", "vehicles": {"t-26": 6, "ba-10": 4}, "men": 60}
    scene = vignette("T . b", T=both)
    ledger = Ledger(scene.state, Dice(1, "cars"))
    lost = {"situation": "assault", "cause": "anti-tank", "by": None, "vehicles": (3, 2), "wrecked": (1, 2)}
    losses.inflict(ledger, scene["T"], 5, **lost)
    figures = measures(scene.game)
    assert [figures[f"red.tanks_{word}"] for word in ("out", "lost", "repaired")] == [3, 1, 0]
    assert [figures[f"red.cars_{word}"] for word in ("out", "lost", "repaired")] == [2, 2, 0]
    ledger.emit(ev.VehiclesRepaired(scene["T"], (1, 0), (0, 0)))
    assert scene.state.tanks_repaired[0] == 1 and scene.state.cars_repaired[0] == 0
    assert "red.cars_out" not in measures(vignette("T . b", T=TANKS).game), "where nobody has cars nothing is said"


def test_r7_74_a_unit_that_is_destroyed_loses_all_its_vehicles() -> None:
    scene = vignette("~ ~ ~\n ~ T b\n ~ ~ ~", T={"kind": "tank-company", "men": 12, "cohesion": 5})
    scene.do(scene.end(), scene.assault("b", "0202"))
    tank, state = scene["T"], scene.state
    assert state.status[tank] != ON_MAP and state.wrecked[tank] == (10,)
    assert state.tanks_out[0] == 10


TANKS = {"kind": "tank-company", "vehicles": {"t-26": 10}}
FIGURES = rules().engineering.recovery


def test_r7_56_a_crew_frees_its_own_and_engineers_help() -> None:
    scene = vignette("T, . . b", T=TANKS, minutes=120)
    assert scene.refused(scene.recover("T")).code == "nothing-bogged"
    scene.poke("T", bogged=(2,))
    assert scene.desk(0).unit_options(scene["T"]).may_recover
    freed = only(scene.rolled(scene.recover("T", 60), 1, 0), ev.VehiclesFreed)
    assert freed.vehicles == (1,) and scene.state.bogged[scene["T"]] == (1,)
    assert scene.state.minutes[scene["T"]] == 60
    alone = chance(scene.state, scene["T"], 60)
    helped = vignette("TE, . . b", T=TANKS, E="engineer-company", minutes=120)
    helped.poke("T", bogged=(2,))
    mean = FIGURES["pull_minutes"] / FIGURES["engineers"] / FIGURES["tow"]
    assert chance(helped.state, helped["E"], 60) == pytest.approx(1 - math.exp(-60 / mean)) and mean < 240
    assert chance(helped.state, helped["E"], 60) > alone
    assert only(helped.rolled(helped.recover("E"), 1, 1), ev.VehiclesFreed).by == helped["E"]


def test_r7_56_half_an_hour_twice_is_an_hour() -> None:
    scene = vignette("T, . . b", T=TANKS)
    half, whole = chance(scene.state, scene["T"], 30), chance(scene.state, scene["T"], 60)
    assert 1 - (1 - half) ** 2 == pytest.approx(whole)


def test_r7_56_infantry_cannot_and_nobody_does_beside_the_enemy() -> None:
    scene = vignette("TA, b", T=TANKS)
    scene.poke("T", bogged=(2,))
    assert scene.refused(scene.recover("A")).code == "cannot-recover"
    assert scene.refused(scene.recover("T")).code == "recover-beside-enemy"


def test_r7_56_what_was_left_drives_after_its_unit() -> None:
    scene = vignette("E, T . . b", T=TANKS, E="engineer-company", minutes=240)
    scene.state.derelicts = (Derelict(scene.hex("0101"), scene["T"], (3,)),)
    scene.poke("T", vehicles=(7,))
    scene.rolled(scene.recover("E"), 1, 0, 1)
    assert scene.state.vehicles[scene["T"]] == (9,) and scene.state.derelicts[0].vehicles == (1,)


def test_r7_56_crews_work_by_themselves_while_they_rest_or_wait() -> None:
    scene = vignette("T, . . b", T={**TANKS, "fatigue": 50}, minutes=600)
    scene.poke("T", bogged=(9,))
    events = scene.do(scene.rest("T"))
    assert those(events, ev.VehiclesFreed), "nine vehicles for ten hours"
    waiting = vignette("T, . . b", T=TANKS, minutes=600)
    waiting.poke("T", bogged=(9,))
    assert those(waiting.do(waiting.end()), ev.VehiclesFreed)


def test_r7_57_a_night_in_the_workshops() -> None:
    lights = [1.0, 0.0, 0.0, 1.0]
    scene = vignette("T . . . . b", T={"kind": "tank-company", "vehicles": {"t-26": 40}}, light=lights, turns=4)
    scene.poke("T", vehicles=(0,), damaged=(40,))
    repair = only(scene.end_turn(), ev.VehiclesRepaired)
    assert repair.repaired[0] == pytest.approx(40 * FIGURES["repaired"], abs=1)
    assert repair.evacuated[0] == pytest.approx(40 * FIGURES["evacuated"], abs=1)
    tank, state = scene["T"], scene.state
    assert state.vehicles[tank] == repair.repaired and measures(scene.game)["red.tanks_repaired"] == repair.repaired[0]
    assert state.damaged[tank] == (40 - repair.repaired[0] - repair.evacuated[0],)
    assert not those(scene.end_turn(), ev.VehiclesRepaired), "once a night, not in every dark turn"


def test_r7_76_what_was_towed_away_comes_back_after_weeks() -> None:
    days = int(FIGURES["rear_days"])
    dark = [1.0, 0.0] * (days + 3)
    scene = vignette("T . . . . b", T=TANKS, light=dark, turns=len(dark), minutes=720)
    ledger = Ledger(scene.state, Dice(1, "rear"))
    scene.poke("T", damaged=(5,))
    ledger.emit(ev.VehiclesRepaired(scene["T"], (0,), (5,)))
    assert scene.state.damaged[scene["T"]] == (0,) and scene.state.in_rear[0].vehicles == (5,)
    before = scene.game.digest()
    back = [(scene.state.turn, e) for _ in range(len(dark) - 1) for e in those(scene.end_turn(), ev.VehiclesReturned)]
    assert [e.vehicles for _, e in back] == [(5,)] and back[0][0] == 2 * days + 2, "the first night after so many days"
    assert scene.state.vehicles[scene["T"]] == (15,) and not scene.state.in_rear
    assert measures(scene.game)["red.tanks_repaired"] == 5 and scene.game.digest() != before


def test_r7_57_not_beside_the_enemy_nor_cut_off() -> None:
    beside = vignette("T b", T=TANKS, light=[1.0, 0.0], turns=3)
    beside.poke("T", damaged=(5,))
    assert not those(beside.end_turn(), ev.VehiclesRepaired)
    cut = vignette("T . . . . b", T=TANKS, light=[1.0, 0.0], turns=3, supply=("0601", ""))
    cut.poke("T", damaged=(5,))
    assert not those(cut.end_turn(), ev.VehiclesRepaired)


def test_r7_74_what_is_left_to_the_enemy_is_lost() -> None:
    scene = vignette("T . , . b", T=TANKS, minutes=120)
    scene.state.derelicts = (Derelict(scene.hex("0301"), scene["T"], (3,)),)
    scene.do(scene.end())
    lost = only(scene.do(scene.move("b", "0301")), ev.LossSuffered)
    assert (lost.vehicles, lost.wrecked, lost.cause) == ((3,), (3,), "bog") and not scene.state.derelicts
    assert measures(scene.game)["red.tanks_lost"] == 3 == scene.state.tanks_out[0]
    assert scene.state.vehicles[scene["T"]] == (10,), "those with the unit are not touched"


def test_r7_74_with_its_last_crew_a_unit_loses_what_is_left() -> None:
    scene = vignette("T . b", T=TANKS)
    ledger = Ledger(scene.state, Dice(1, "crew"))
    losses.inflict(ledger, scene["T"], 999, situation="assault", cause="shells", by=None)
    assert scene.state.status[scene["T"]] != ON_MAP and scene.state.tanks_out[0] == 10
    assert scene.state.wrecked[scene["T"]] == (10,)


def test_r7_74_wrecks_between_the_lines_are_mostly_saved() -> None:
    wrecks = rules().combat.wrecks
    found = [written_off(100.0, rules().combat, holds_field=held) for held in (None, True, False)]
    assert found == pytest.approx([100 * wrecks.between, 100 * wrecks.field_held, 100 * wrecks.field_lost])
    assert found == sorted(found)
    guns = {"arms": {"rifle": 400, "at37": 40, "hmg": 30}, "men": 600, "shells": 4000, "stance": LAST_MAN, "dug": 5000}
    lost = out = 0
    for seed in range(20):
        scene = vignette("T b", seed=seed, T={"kind": "tank-company", "men": 80, "vehicles": {"t-26": 40}}, b=guns)
        event = only(scene.do(scene.assault("T", "0201", "probe", 20)), ev.AssaultResolved)
        if event.outcomes[event.drawn].flight != "rout":
            lost, out = lost + scene.state.wrecked[scene["T"]][0], out + scene.state.tanks_out[0]
    assert out > 20 and abs(lost / out - wrecks.open) < 0.12
