"""Rules 10.8 to 10.14: bridges built, repaired, blown, hit and known of."""

from __future__ import annotations

from typing import Any

from game.model import events as ev
from game.model.crossings import PONTOON, TIMBER, Span
from tests.vignette import only, rules, those, vignette

TABLE = rules().engineering
OVER = "0101 0301"
PARK: dict[str, Any] = {"kind": "engineer-pontoon", "men": 150}


def test_r10_8_a_bridge_stands_from_its_hour() -> None:
    scene = vignette("A = . . .", bridges={OVER: {"from_minute": 60}}, minutes=60, turns=3)
    assert not scene.state.spans[0].stands
    scene.end_turn()
    assert scene.state.spans[0].stands and scene.desk(0).view().bridges[0].stands


def test_r10_9_a_park_becomes_a_bridge_and_more_companies_help() -> None:
    scene = vignette("EF = . . .", E=PARK, F="engineer-company", bridges={OVER: None}, minutes=480, turns=3)
    event = only(scene.do(scene.bridge("E")), ev.BridgeChanged)
    assert (event.how, event.span.kind, event.span.work) == ("work", PONTOON, 480)
    assert event.span.load_kg == TABLE.park["light_load"] * 1000
    built = only(scene.do(scene.bridge("F")), ev.BridgeChanged)
    assert built.how == "built" and scene.state.spans[0].stands
    assert scene.state.minutes[scene["F"]] > 300, "it works no longer than there is work"
    assert scene.refused(scene.bridge("F")).code == "bridge-stands"


def test_r10_9_without_a_park_there_is_timber_and_the_park_lies_in_one_river() -> None:
    scene = vignette("E = . . .", E="engineer-company", bridges={OVER: None}, minutes=60)
    span = only(scene.do(scene.bridge("E", 30)), ev.BridgeChanged).span
    assert span.kind == TIMBER and span.need == TABLE.bridging["timber_minutes"]
    laid = vignette("E = . . .", E=PARK, bridges={OVER: None, "0501 0501": {"unit": 0, "kind": PONTOON}}, minutes=60)
    assert only(laid.do(laid.bridge("E", 30)), ev.BridgeChanged).span.kind == TIMBER, "its pontoons are elsewhere"


def test_r10_9_refusals() -> None:
    scene = vignette("A = . . .", bridges={OVER: None})
    assert scene.refused(scene.bridge("A")).code == "cannot-bridge"
    away = vignette("E = . . .", E=PARK, bridges={"0201 0301": None})
    assert away.refused(away.bridge("E")).code == "no-bridge-site"
    beside = vignette("E = .\n b . .", E=PARK, bridges={OVER: None})
    assert beside.refused(beside.bridge("E")).code == "bridge-beside-enemy"


def test_r10_11_boats_carry_men_before_the_bridge_stands() -> None:
    kinds: dict[str, Any] = {"E": PARK, "H": {"kind": "field-battery", "arms": {"field76": 4}}}
    scene = vignette("AEH = . . .", bridges={OVER: None}, minutes=240, **kinds)
    assert not scene.desk(0).reach(scene["A"])
    scene.do(scene.bridge("E", int(TABLE.bridging["boats"])))
    assert "0301" in scene.names(scene.desk(0).reach(scene["A"]))
    assert "0301" not in scene.names(scene.desk(0).reach(scene["H"])), "no gun"
    used = only(scene.do(scene.move("A", "0301")), ev.BridgeUsed).minutes
    assert used >= 150 * 60 / TABLE.bridging["boats_men"]


def test_r10_11_work_under_fire_goes_slowly() -> None:
    def worked(fire: bool) -> int:
        scene = vignette("E = . . . . b", E=PARK, bridges={OVER: None}, minutes=120)
        if fire:
            scene.state.fire_on[1][scene.hex("0101")] = ev.Concentration(0, 10, 100, 0, 0)
        return only(scene.do(scene.bridge("E", 100)), ev.BridgeChanged).span.work

    assert worked(True) == worked(False) * TABLE.bridging["fire"] == 50


def test_r10_12_engineers_blow_a_bridge_and_others_may_fail() -> None:
    scene = vignette("EA = . . .", E="engineer-company", bridges={OVER: 16}, minutes=120)
    event = only(scene.rolled(scene.blow("E"), 1), ev.BridgeChanged)
    assert event.how == "blown" and not scene.state.spans[0].stands
    assert event.span.work == TABLE.blowing["left"] * event.span.need, "piles are left"
    assert scene.refused(scene.blow("A")).code == "no-bridge"
    failed = vignette("A = . . .", bridges={OVER: 16}, minutes=120)
    assert only(failed.rolled(failed.blow("A"), 0), ev.BridgeChanged).how == "failed"
    assert failed.state.spans[0].stands
    tanks = vignette("T = . . .", T="tank-company", bridges={OVER: 16}, minutes=120)
    assert tanks.refused(tanks.blow("T")).code == "cannot-blow"
    scene.do(scene.bridge("E"))
    assert scene.state.spans[0].work > event.span.work, "the same men repair it"


def test_r10_13_shells_on_an_end_may_hit_the_bridge() -> None:
    guns = {"kind": "heavy-battery", "arms": {"how152": 12}, "shells": 900}
    scene = vignette("A = . . . . g", g=guns, bridges={OVER: 16}, minutes=240, first=1)
    scene.state.spans[0] = Span(TIMBER, 0, 16000, 2400, 2400)
    hits = 0
    for _ in range(3):
        for event in those(scene.do(scene.bombard("g", "0101")), ev.BridgeChanged):
            hits += event.how == "hit"
        scene.poke("g", minutes=240, shells=900)
    assert hits and not scene.state.spans[0].stands, "hundreds of heavy shells"
    assert scene.state.spans_known[0][0] == scene.state.spans[0], "its builders know at once"


def test_r10_14_a_bridge_is_known_as_it_was_seen_last() -> None:
    scene = vignette("E = . . . . . . . . . b", E="engineer-company", bridges={OVER: 16}, minutes=120, visibility_m=600)
    assert scene.desk(1).view().bridges[0].stands, "it stood when the battle began"
    scene.do(scene.blow("E"))
    assert not scene.desk(0).view().bridges[0].stands
    assert scene.desk(1).view().bridges[0].stands, "nobody of blue saw it fall"
    scene.do(scene.end())
    seen = those(scene.do(scene.move("b", "0401")), ev.BridgeSeen)
    assert [e.side for e in seen] == [1] and not scene.desk(1).view().bridges[0].stands
