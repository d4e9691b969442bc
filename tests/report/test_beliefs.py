"""What each side believed, against the truth: false contacts, contacts astray, and who was never seen."""

from __future__ import annotations

from typing import Any

from game.model.events import Event
from game.model.units import Dummy
from game.report import beliefs
from tests.vignette import BLUE, RED, Scene, rules, vignette


def told(scene: Scene, *more: tuple[Event, ...]) -> beliefs.Beliefs:
    """The beliefs of a game from its start and some events more."""
    return beliefs.beliefs(scene.scenario, [*scene.game.start_events, *[e for batch in more for e in batch]])


def plywood(**more: Any) -> dict[str, Any]:
    return {
        "kind": "dummy-section",
        "men": 10,
        "arms": {"rifle": 8},
        "dummy": Dummy(shows=rules().kinds["tank-battalion"], men=300),
        **more,
    }


def test_a_show_counts_as_false_until_it_is_seen_through() -> None:
    scene = vignette("A . b", b=plywood(), minutes=240)
    first = told(scene)
    line = next(line for line in first.lines if line.side == RED)
    assert (line.contacts, line.false, line.tanks) == (1, 1, 1) and line.men_high > 300
    assert (line.units, line.men, line.tank_units, line.unseen) == (1, 10, 0, 0)
    assert [(d.side, d.unit, d.seen_through) for d in first.deceits] == [(RED, scene["b"], None)]
    found = told(scene, scene.do(scene.move("A", "0201")))
    assert found.lines[-2].false == 0 and found.deceits[0].seen_through == 0


def test_who_was_never_seen_is_named_with_his_men() -> None:
    scene = vignette("A" + " ." * 12 + " b", visibility_m=900)
    found = told(scene)
    assert {(o.side, o.formation, o.men, o.seen) for o in found.oversights} == {
        (RED, "blue", 150, None),
        (BLUE, "red", 150, None),
    }
    assert [line.unseen for line in found.lines] == [1, 1]
    assert any("never seen" in line for line in beliefs.lines(scene.scenario, found))


def test_a_contact_of_a_unit_that_has_gone_is_astray() -> None:
    scene = vignette("A . b . . .", light=[1.0, 0.0], minutes=120)
    start = list(scene.game.start_events)
    events = scene.do(scene.end())
    scene.poke("b", hidden=False)
    found = beliefs.beliefs(scene.scenario, [*start, *events])
    assert found.lines[-2].astray == 0
    events += scene.do(scene.end())
    events += scene.do(scene.end())
    events += scene.do(scene.move("b", "0601"))
    found = beliefs.beliefs(scene.scenario, [*start, *events])
    assert found.lines[-2].side == RED and found.lines[-2].astray == found.lines[-2].contacts == 1


def test_the_data_and_the_words_say_the_same() -> None:
    scene = vignette("A . b", b=plywood())
    found = told(scene)
    data: Any = beliefs.plain(scene.scenario, found)
    assert len(data["pictures"]) == len(found.lines) and data["deceived"][0]["unit"] == "b"
    words = beliefs.lines(scene.scenario, found)
    assert sum("contact" in line for line in words) == len(found.lines)
    assert any("passed for a tank battalion of 300 men" in line for line in words)
