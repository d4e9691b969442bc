"""Chapter 15: events, decisions, arrivals."""

from __future__ import annotations

from typing import Any

import pytest

from game.core.ids import HexId, UnitId
from game.model import events as ev
from game.model import happenings as hp
from game.model import orders as od
from game.model.calendar import Weather
from game.model.history import Note
from game.model.sides import Restraint
from game.model.units import ON_MAP, WAITING, WITHDRAWN
from game.rules.happenings import holds
from tests.vignette import BLUE, RED, Scene, only, those, vignette


def event(when: hp.Condition, *then: hp.Effect, name: str = "it") -> hp.Happening:
    """An event of the scenario."""
    return hp.Happening(id=name, when=when, then=then)


NOW = hp.AtTime(0)
RESTRAINT = Restraint(id="no", side=RED, forbids="enter", region="", text="No.")
AT: dict[str, Any] = {"objectives": {"hill": "0101"}, "restraints": [RESTRAINT]}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (hp.AtTime(0), True),
        (hp.AtTime(1), False),
        (hp.AtTurn(1), True),
        (hp.AtTurn(2), False),
        (hp.All((hp.AtTime(0), hp.AtTurn(2))), False),
        (hp.AnyOf((hp.AtTime(0), hp.AtTurn(2))), True),
        (hp.Not(hp.AtTurn(2)), True),
        (hp.Control("hill", RED), True),
        (hp.Control("hill", BLUE), False),
        (hp.LossesOver(RED, 0), False),
        (hp.HasContact(RED), True),
        (hp.HasAssaulted(RED), False),
        (hp.HasBombarded(RED), False),
        (hp.RestraintIs("no", "in-force"), True),
        (hp.RestraintIs("no", "broken"), False),
        (hp.Fired("first"), True),
        (hp.Fired("never"), False),
        (hp.Decided("first", "yes"), False),
        (hp.UnitAt(RED, HexId(0)), True),
        (hp.UnitAt(BLUE, HexId(0)), False),
        (hp.Gone(UnitId(0)), False),
        (hp.ResolveBelow(RED, 101), True),
        (hp.ResolveBelow(RED, 100), False),
        (hp.Alerted(BLUE), False),
        (hp.HasOrdered(RED, "move"), False),
    ],
    ids=str,
)
def test_r15_1_conditions(condition: hp.Condition, expected: bool) -> None:
    events = [event(NOW, name="first"), event(hp.AtTime(999), name="never")]
    scene = vignette("A . b", happenings=events, **AT)
    assert holds(scene.state, condition) is expected


def test_r15_1_conditions_of_what_was_done() -> None:
    scene = vignette("AG b", A={"men": 600}, G={"kind": "field-battery", "shells": 99})
    scene.do(scene.hold("A"), scene.bombard("G", "0201", 5), scene.assault("A", "0201"))
    for condition in (
        hp.HasOrdered(RED, "hold"),
        hp.HasBombarded(RED),
        hp.HasAssaulted(RED),
        hp.HasAssaulted(RED, scene.hex("0201")),
        hp.LossesOver(BLUE, 0),
    ):
        assert holds(scene.state, condition), condition
    assert not holds(scene.state, hp.HasAssaulted(RED, scene.hex("0101")))
    scene.poke("b", alert=1000)
    assert holds(scene.state, hp.Alerted(BLUE))


def test_r15_1_an_event_happens_once_when_its_condition_holds() -> None:
    events = [
        event(hp.AtTime(60), hp.Message(None, "Noon.")),
        event(hp.Fired("it"), hp.ChangePoints(RED, 1), name="after"),
    ]
    scene = vignette("A . b", happenings=events)
    assert not scene.state.fired
    happened = scene.end_turn()
    assert [e.happening for e in those(happened, ev.HappeningFired)] == [0, 1], "one may bring another at once"
    assert only(happened, ev.MessageSent).text == "Noon."
    assert not those(scene.end_turn(), ev.HappeningFired), "once"


def test_r15_2_effects() -> None:
    fog = Weather(sky="fog", visibility_m=200)
    scene = vignette(
        "AB . . b",
        happenings=[
            event(
                hp.AtTime(60),
                hp.Withdraw((UnitId(1),)),
                hp.ChangeWeather(fog),
                hp.ChangeResolve(RED, -9),
                hp.ChangePoints(BLUE, 4),
                hp.Message(RED, "Go home."),
                hp.ShowNote("n"),
            )
        ],
        notes=[Note(id="n", title="", text="", when=hp.AtTime(999), audience=RED)],
    )
    events = scene.end_turn()
    assert scene.state.status[scene["B"]] == WITHDRAWN and scene.where("B") == "off map"
    assert scene.desk(0).view().weather == fog
    assert scene.desk(0).view().resolve[0] == 91 and scene.state.points == [0, 4]
    assert only(events, ev.NoteShown).note == 0 and scene.desk(0).view().notes == (0,)
    assert scene.desk(1).view().notes == (), "a note is for those it is addressed to"


def test_r15_2_notes_have_conditions_of_their_own() -> None:
    scene = vignette("A . b", notes=[Note(id="n", title="", text="", when=hp.HasOrdered(RED, "hold"))])
    assert only(scene.do(scene.hold("A")), ev.NoteShown).note == 0
    assert not those(scene.do(scene.hold("A")), ev.NoteShown)


def test_r15_2_an_event_may_end_the_battle() -> None:
    scene = vignette("A . b", happenings=[event(hp.HasOrdered(RED, "hold"), hp.EndBattle("armistice"))])
    assert only(scene.do(scene.hold("A")), ev.GameEnded).reason == "armistice" and scene.game.actor() is None


def asking() -> Scene:
    """A scene with a question to each side."""
    yes = hp.Option("yes", "Yes.", (hp.ChangePoints(RED, 2),))
    no = hp.Option("no", "No.", (hp.EndBattle("refused"),))
    return vignette(
        "A . b",
        happenings=[
            event(hp.HasOrdered(RED, "hold"), hp.Offer(BLUE, "Well?", (yes, no)), name="blue"),
            event(hp.HasOrdered(RED, "hold"), hp.Offer(RED, "And you?", (yes, no)), name="red"),
        ],
    )


def test_r15_3_a_decision_comes_before_everything_else() -> None:
    scene = asking()
    assert scene.refused(od.Decide(RED, "yes")).code == "no-decision"
    result = scene.accepted(scene.hold("A"))
    assert not result.undoable and result.revealed == "decision"
    assert scene.game.actor() == BLUE, "the first to be asked answers first"
    assert scene.refused(scene.hold("A")).code == "decision-pending"
    assert scene.desk(0).options().may_end is False and len(scene.desk(1).options().decisions) == 1
    unknown = scene.refused(od.Decide(BLUE, "maybe"))
    assert unknown.code == "unknown-option" and unknown.fact("options") == "yes, no"
    scene.do(od.Decide(BLUE, "yes"), od.Decide(RED, "yes"))
    assert scene.state.points == [4, 0] and scene.game.actor() == RED and not scene.state.pending
    assert holds(scene.state, hp.Decided("blue", "yes")) and not holds(scene.state, hp.Decided("blue", "no"))


def test_r15_3_an_answer_may_end_the_battle() -> None:
    scene = asking()
    scene.do(scene.hold("A"))
    assert only(scene.do(od.Decide(BLUE, "no")), ev.GameEnded).reason == "refused"


def test_r15_4_arrivals_by_date_have_their_full_budget() -> None:
    scene = vignette("A . b .", B={"arrives_minute": 60, "at": "0201"}, c={"arrives_minute": 60, "at": "0401"})
    assert scene.state.status[scene["B"]] == WAITING
    events = scene.end_turn()
    assert [scene.scenario.units[e.unit].id for e in those(events, ev.UnitArrived)] == ["B", "c"]
    assert scene.where("B") == "0201" and scene.state.minutes[scene["B"]] == 60
    scene.do(scene.end())
    assert scene.state.minutes[scene["c"]] == 60


@pytest.mark.parametrize(
    ("rows", "came"),
    [("A ~ .\n . . .", {"0101", "0301", "0102", "0202"}), ("A b .\n . . .", {"0101", "0301", "0102", "0202"})],
)
def test_r15_4_a_closed_or_held_hex_is_replaced_by_the_nearest(rows: str, came: set[str]) -> None:
    scene = vignette(rows, B={"arrives_minute": 60, "at": "0201"})
    scene.end_turn()
    assert scene.where("B") in came


def test_r15_4_an_event_brings_units_with_half_a_turn_left() -> None:
    late: dict[str, Any] = {"B": {"at": "0201"}, "c": {"at": "0301"}}
    bring = event(hp.HasOrdered(RED, "hold"), hp.Reinforce((UnitId(1), UnitId(3))))
    scene = vignette("A . . . b", happenings=[bring], **late)
    scene.do(scene.hold("A"))
    assert scene.state.status[scene["B"]] == ON_MAP and scene.state.minutes[scene["B"]] == 30
    assert scene.where("c") == "0301" and scene.state.minutes[scene["c"]] == 0, "the other side's wait for their part"
    elsewhere = event(hp.HasOrdered(RED, "hold"), hp.Reinforce((UnitId(1),), at=HexId(3)))
    scene = vignette("A . . . . b", happenings=[elsewhere], B={"at": "0201"})
    scene.do(scene.hold("A"))
    assert scene.where("B") == "0401", "at the hex that the event names"
