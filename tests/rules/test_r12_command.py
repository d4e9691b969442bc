"""Chapter 12: headquarters and commanders."""

from __future__ import annotations

from attrs import evolve

from game.core.ids import UnitId
from game.model import events as ev
from game.model.units import Formation, Leader
from game.rules import command
from tests.vignette import RED, Scene, only, rules, vignette

TABLE = rules().command
COMBAT = rules().combat


def in_command(scene: Scene, letter: str) -> bool:
    """Whether a unit is in command, as its side sees it."""
    return scene.desk(scene.side(letter)).view().unit_of[scene[letter]].in_command


def test_r12_1_how_far_a_headquarters_reaches() -> None:
    battalion = int(TABLE.range_km["battalion"] / 0.5 + 0.5)
    for kind, light, hexes in (
        ("battalion-hq", 1.0, battalion),
        ("regiment-hq", 1.0, int(TABLE.range_km["regiment"] / 0.5 + 0.5)),
        ("battalion-hq", 0.0, int(TABLE.range_km["battalion"] * TABLE.range_km["dark"] / 0.5 + 0.5)),
    ):
        scene = vignette("H" + " ." * 8 + " . . b", H=kind, light=light)
        assert command.reach_hexes(scene.state, scene["H"]) == hexes


def test_r12_2_in_reach_of_one_s_own_headquarters_or_one_above() -> None:
    scene = vignette("H . . A B . . b", H="battalion-hq")
    assert in_command(scene, "H") and in_command(scene, "A") and not in_command(scene, "B")
    assert in_command(scene, "b"), "where nobody leads from the map each commands himself"
    above = Formation(id="red", name="red", side=RED, hq=UnitId(2))
    below = Formation(id="I", name="I", side=RED, parent="red")
    nested = vignette("H . . A B . . b", H="regiment-hq", A={"formation": "I"}, formations=[above, below])
    assert in_command(nested, "A"), "a headquarters above will do"


def test_r12_2_the_light_of_the_turn_counts_at_once() -> None:
    scene = vignette("H . . A . . . . b", H="battalion-hq", light=[1.0, 0.0])
    assert in_command(scene, "A")
    scene.end_turn()
    assert not in_command(scene, "A") and scene.state.allotted[scene["A"]] < 60, "the new budget knows of the dark"


def test_r12_2_a_headquarters_that_is_gone_leads_nobody() -> None:
    scene = vignette("H A . . . . . . b", H="battalion-hq")
    scene.poke("H", status=2, hex=-1)
    assert not in_command(scene, "A")


def test_r12_21_one_attack_or_several() -> None:
    two = [Formation(id="I", name="I", side=RED), Formation(id="II", name="II", side=RED)]
    together = vignette("AB b", A={"formation": "I"}, B={"formation": "I"}, formations=two)
    apart = vignette("AB b", A={"formation": "I"}, B={"formation": "II"}, formations=two)
    values = []
    for scene in (together, apart):
        event = only(scene.do(scene.assault("AB", "0201")), ev.AssaultResolved)
        values.append(next((m.value for m in event.modifiers if m.name == "command" and m.side == "A"), 1.0))
    assert values == [COMBAT.command["good"], COMBAT.command["piecemeal"]]


def test_r12_3_commanders_move_the_power_of_those_they_lead() -> None:
    for rating in (1, 4, 5):
        scene = vignette("A b", A={"leader": rating})
        event = only(scene.do(scene.assault("A", "0201")), ev.AssaultResolved)
        value = next(m.value for m in event.modifiers if m.name == "command")
        assert abs(value - (1 + TABLE.leader["power"] * (rating - 3))) < 1e-12


def test_r12_3_the_nearest_commander_above_leads_a_unit_without_one() -> None:
    chief = Leader(name="Chief", rating=5)
    above = Formation(id="red", name="red", side=RED, leader=chief)
    below = Formation(id="I", name="I", side=RED, parent="red")
    scene = vignette("AB . b", A={"formation": "I"}, B={"formation": "I", "leader": 2}, formations=[above, below])
    assert [command.rating(scene.state, scene[u]) for u in "ABb"] == [5, 2, 3]
    scene.poke("B", leader=False)
    assert command.rating(scene.state, scene["B"]) == 5, "when he falls the next above leads"
    led = vignette("AH . b", H="battalion-hq", formations=[evolve(above, hq=UnitId(1))])
    led.poke("H", status=2, hex=-1)
    assert command.rating(led.state, led["A"]) == 3, "not one whose headquarters is gone"


def test_r12_4_a_commander_may_be_among_those_who_fall() -> None:
    scene = vignette("A b", A={"leader": 4})
    events = scene.rolled(scene.assault("A", "0201"), 0, *[1] * 30, spare=True)
    assert only(events, ev.LeaderLost).name == "Captain A"
    assert not scene.state.leader[scene["A"]]
