"""Chapter 3: turns, minutes, what may be taken back."""

from __future__ import annotations

from math import exp

from game.core.ids import SideId
from game.model import events as ev
from game.model import orders as od
from game.model.units import ATTACK
from tests.vignette import BLUE, RED, only, rules, those, vignette

BUDGET = rules().movement.budget
PIN_HOURS = rules().combat.shellfire.pin_hours


def test_r3_1_both_sides_act_in_each_turn_then_the_clock_moves_on() -> None:
    scene = vignette("A . . . b", turns=2, minutes=30)
    assert (scene.state.turn, scene.state.minute, scene.game.actor()) == (1, 0, RED)
    assert scene.refused(scene.rest("b")).code == "not-your-turn"
    events = scene.do(scene.end())
    assert [e.side for e in those(events, ev.PhaseEnded)] == [RED] and scene.game.actor() == BLUE
    events = scene.do(scene.end())
    assert only(events, ev.TurnBegan) == ev.TurnBegan(2, 30), "the second turn begins when the first has lasted"
    scene.do(scene.end())
    events = scene.do(scene.end())
    assert only(events, ev.GameEnded).reason == "time" and scene.game.actor() is None
    assert scene.refused(scene.end()).code == "game-over"


def test_r3_1_minutes_are_new_in_each_turn() -> None:
    scene = vignette("A . . . b")
    scene.do(scene.dig("A", 50))
    assert scene.state.minutes[scene["A"]] == 10
    scene.end_turn()
    assert scene.state.minutes[scene["A"]] == 60, "nothing is carried over"


def test_r3_2_what_shortens_the_budget() -> None:
    scene = vignette("ABCDE . . . . . b", A={"leader": 1}, B={"fatigue": 50}, D={"leader": 5})
    scene.poke("C", pinned=1000, pinned_at=0)
    accounts = {letter: scene.desk(0).budget(scene[letter]) for letter in "ABCDE"}
    for letter, name, lost in (
        ("A", "leader", 2 * BUDGET["rating"]),
        ("B", "fatigue", 0.5 * BUDGET["fatigue"]),
        ("C", "pinned", BUDGET["pinned"] * PIN_HOURS * (1 - exp(-1 / PIN_HOURS))),
    ):
        line = next(line for line in accounts[letter] if line.name == name)
        assert line.minutes == -int(60 * lost), f"{letter} loses minutes by {name}"
    assert [line.minutes for line in accounts["D"]] == [60], "a good commander saves no time on the clock"
    assert sum(line.minutes for line in accounts["B"]) == scene.state.allotted[scene["B"]], "the account adds up"


def test_r3_2_out_of_command_costs_minutes() -> None:
    scene = vignette("A . . . . . . . . . . H . b", H="battalion-hq")
    assert not scene.desk(0).view().unit_of[scene["A"]].in_command
    assert scene.state.minutes[scene["A"]] == 60 - int(60 * BUDGET["out_of_command"])


def test_r3_3_nobody_spends_what_he_does_not_have() -> None:
    scene = vignette("A . . . G . a", G="field-battery")
    scene.do(scene.dig("A", 55))
    assert scene.refused(scene.dig("A", 6)).code == "too-little-time"
    assert scene.refused(scene.dig("A", -6)).code == "too-little-time", "time cannot be dug up"
    assert scene.refused(scene.move("A", "0301")).code == "too-far"
    scene.do(scene.dig("A"))
    for order in (scene.rest("A"), scene.dig("A"), scene.move("A", "0201")):
        assert scene.refused(order).code == "no-minutes"
    scene.do(scene.stance("A", ATTACK), scene.hold("A"))
    scene.poke("G", minutes=int(rules().fires.rate["setup"]))
    assert scene.refused(scene.bombard("G", "0701")).code == "too-little-time"


def test_r3_4_what_reveals_nothing_may_be_taken_back() -> None:
    scene = vignette("A . . . . b", heights={"0401": 80})
    assert scene.accepted(scene.move("A", "0201")).undoable, "a march behind the hill shows nobody anything"
    assert scene.accepted(scene.dig("A", 5)).undoable
    met = scene.accepted(scene.move("A", "0401"))
    assert not met.undoable and met.revealed == "contact", "from the hill the enemy is seen"
    ended = scene.accepted(scene.end())
    assert not ended.undoable and ended.revealed == "phase"


def test_r3_4_a_march_that_an_unseen_enemy_stops_stands() -> None:
    scene = vignette("A . . . .\n . . b . .", light=0.02)
    result = scene.accepted(scene.move("A", "0401"))
    assert scene.where("A") == "0301" and not scene.desk(0).view().contacts, "it stops beside it knows not whom"
    assert not result.undoable and result.revealed == "contact", "but now it knows that somebody is there"


def test_r3_4_a_step_that_an_unseen_enemy_makes_too_dear_is_told() -> None:
    scene = vignette("A . . . .\n . b . . .", light=0.02)
    scene.poke("A", minutes=13, allotted=60)
    assert "0201" in scene.names(scene.desk(0).reach(scene["A"]))
    result = scene.accepted(scene.move("A", "0201"))
    moved = only(result.events, ev.UnitMoved)
    assert (moved.path, moved.minutes, moved.halted) == ((scene.hex("0101"),), 0, "zoc") and not result.undoable


def test_r3_4_a_roll_stands() -> None:
    scene = vignette("A b", light=1.0)
    result = scene.accepted(scene.assault("A", "0201"))
    assert result.rolled and not result.undoable and result.revealed in ("dice", "contact")


def test_r3_4_holding_keeps_the_minutes() -> None:
    scene = vignette("A . . b")
    scene.do(scene.hold("A"))
    unit = scene.desk(0).view().unit_of[scene["A"]]
    assert unit.held and unit.minutes == 60
    scene.end_turn()
    assert not scene.desk(0).view().unit_of[scene["A"]].held, "the next turn asks again"


def test_r3_1_only_the_moving_side_has_options() -> None:
    scene = vignette("A . . b")
    assert scene.desk(0).options().may_end and not scene.desk(1).options().may_end
    assert scene.desk(1).options().units == ()
    assert scene.refused(od.EndPhase(SideId(1))).code == "not-your-turn"


def test_r3_6_a_long_turn_gives_a_days_minutes_and_rest_beyond_them() -> None:
    scene = vignette("A . . . . . . . b", A={"fatigue": 60}, minutes=2880, turns=3)
    lines = {line.name: line.minutes for line in scene.desk(0).budget(scene["A"])}
    assert lines["turn"] == 2880 and lines["long"] == -1440
    assert scene.state.minutes[scene["A"]] == sum(lines.values()) <= 1440
    scene.do(scene.dig("A"))
    tired = scene.state.fatigue[scene["A"]]
    scene.end_turn()
    assert scene.state.fatigue[scene["A"]] < tired, "it worked a day and rested the other, unasked"


def test_r3_6_workshops_work_in_every_night_of_a_long_turn() -> None:
    tanks = {"kind": "tank-company", "vehicles": {"t-26": 40}}
    scene = vignette("T . . . . b", T=tanks, light=[0.6, 0.6, 0.6], minutes=2880, turns=3)
    scene.poke("T", vehicles=(0,), damaged=(40,))
    nights = those(scene.end_turn(), ev.VehiclesRepaired)
    assert len(nights) == 2, "two nights lay in the two days"
