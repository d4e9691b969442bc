"""Chapter 12: headquarters and commanders."""

from __future__ import annotations

from typing import Any

from attrs import evolve

from game.core.dice import LoadedDice
from game.core.ids import UnitId
from game.language.describe_fight import budget_lines
from game.language.describe_unit import formation_lines
from game.model import events as ev
from game.model.happenings import Attach, AtTurn, Happening
from game.model.units import Formation, Leader
from game.rules import command, minutes
from game.rules.ledger import Ledger
from tests.vignette import BLUE, RED, Scene, only, rules, those, vignette

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


def test_r12_41_a_deputy_takes_over_a_battalion_or_a_staff() -> None:
    deputy = TABLE.leader["deputy"]
    battalion = {"kind": "rifle-battalion", "men": 500, "leader": 5}
    scene = vignette("A B . b", A=battalion, B={"leader": 5})
    budget = scene.state.allotted[scene["A"]]
    for unit in "AB":
        scene.poke(unit, leader=False)
    assert [command.rating(scene.state, scene[u]) for u in "AB"] == [deputy, 3], "a company has its battalion"
    assert minutes.allotment(scene.state, scene["A"]) < budget, "and orders take longer"
    chief = Formation(id="red", name="red", side=RED, leader=Leader(name="Chief", rating=5), hq=UnitId(1))
    staff = vignette("AH . b", H="battalion-hq", formations=[chief])
    assert command.rating(staff.state, staff["A"]) == 5 and staff.state.leader[staff["H"]]
    staff.poke("H", leader=False)
    assert command.rating(staff.state, staff["A"]) == deputy


def test_r12_41_the_chief_may_fall_with_his_staff() -> None:
    chief = Formation(id="blue", name="blue", side=BLUE, leader=Leader(name="Chief", rating=5), hq=UnitId(1))
    scene = vignette("A h", h={"kind": "battalion-hq", "men": 40}, formations=[chief])
    events = scene.rolled(scene.assault("A", "0201"), 0, *[1] * 40, spare=True)
    assert "Chief" in [e.name for e in those(events, ev.LeaderLost)]


LAY = int(TABLE.wire["lay"])


def wired(rows: str, **more: Any) -> Scene:
    """A vignette with a regiment's headquarters whose turns are as long as laying a line takes."""
    return vignette(rows, **{"H": "regiment-hq", "minutes": LAY, "turns": 5, **more})


def led(scene: Scene, letter: str) -> str:
    """How orders come to a unit, as its side sees it."""
    return scene.desk(scene.side(letter)).view().unit_of[scene[letter]].led


def test_r12_5_a_line_is_laid_by_standing_still() -> None:
    far = " ." * int(TABLE.range_km["regiment"] / 0.5 + 0.5)
    scene = wired(f"H{far} A B . b", B={"dug": LAY})
    assert [led(scene, u) for u in "HAB"] == ["staff", "", ""]
    scene.end_turn()
    assert [led(scene, u) for u in "HAB"] == ["staff", "wire", "wire"]
    assert in_command(scene, "A") and scene.state.allotted[scene["A"]] == LAY, "no minutes lost"
    column, row = scene.where("A")[:2], scene.where("A")[2:]
    scene.do(scene.move("A", f"{int(column) + 1:02d}{row}"))
    assert (led(scene, "A"), led(scene, "B")) == ("", "wire"), "whoever moves leaves his line"
    scene.do(scene.move("H", "0201"))
    assert led(scene, "B") == "", "and a staff all its lines"


def test_r12_5_a_line_reaches_so_far_by_night_too_and_those_who_dug_have_theirs() -> None:
    length = int(TABLE.wire_km["regiment"] / 0.5)
    both = {"H": {"kind": "regiment-hq", "dug": LAY}, "A": {"dug": LAY}, "B": {"dug": LAY}}
    scene = wired("H" + " ." * (length - 1) + " A B . b", light=0.0, **both)
    assert [led(scene, u) for u in "AB"] == ["wire", ""]


def test_r12_51_heavy_fire_cuts_a_line_and_a_quiet_turn_mends_it() -> None:
    far = " ." * int(TABLE.range_km["regiment"] / 0.5 + 0.5)
    for letter in "AH":
        both = {"H": {"kind": "regiment-hq", "dug": LAY}, "A": {"dug": LAY}}
        scene = wired(f"H{far} A . . . b", **both)
        assert led(scene, "A") == "wire"
        light, heavy = (Ledger(scene.state, LoadedDice()) for _ in range(2))
        command.cut_lines(light, scene[letter], TABLE.wire["cut"] - 0.01)
        assert not light.events, "a few shells do not find it"
        command.cut_lines(heavy, scene[letter], TABLE.wire["cut"])
        assert only(heavy.events, ev.LineCut).unit == scene[letter] and led_now(scene, "A") == ""
        scene.end_turn()
        assert led(scene, "A") == "", "mending begins when the turn is over"
        scene.end_turn()
        assert led(scene, "A") == "wire"


def led_now(scene: Scene, letter: str) -> str:
    """How orders come to a unit in truth."""
    return command.how_led(scene.state, scene[letter])


def test_r12_51_a_bombardment_cuts_it() -> None:
    far = " ." * int(TABLE.range_km["regiment"] / 0.5 + 0.5)
    guns = {"kind": "field-battery", "arms": {"how122": 12}, "shells": 3000}
    both = {"H": {"kind": "regiment-hq", "dug": LAY}, "A": {"dug": LAY}}
    scene = wired(f"H{far} A . . g", g=guns, first=BLUE, **both)
    events = scene.do(scene.bombard("g", scene.where("A")))
    assert those(events, ev.UnitPinned)[0].pinned > 1000 * TABLE.wire["cut"], "the fire must be heavy enough"
    assert only(events, ev.LineCut).unit == scene["A"] and led(scene, "A") == ""


def test_r12_6_a_formation_comes_under_another() -> None:
    corps = Formation(id="corps", name="Corps", side=RED, hq=UnitId(2))
    guard = Formation(id="guard", name="Border guard", side=RED)
    more: dict[str, Any] = {"A": {"formation": "guard"}, "B": {"formation": "corps"}}
    attach = Happening(id="order", when=AtTurn(2), then=(Attach("guard", "corps"),))
    free = Happening(id="back", when=AtTurn(3), then=(Attach("guard", ""),))
    base = {"C": {"kind": "corps-hq", "formation": "corps"}, "formations": [corps, guard], "turns": 4}
    scene = vignette("AB C . . b", happenings=[attach, free], **base, **more)
    pair = (scene["A"], scene["B"])
    assert led_now(scene, "A") == "alone" and not command.common_headquarters(scene.state, pair)
    assert scene.desk(0).view().units_in["corps"] == (scene["B"], scene["C"])
    events = scene.end_turn()
    assert only(events, ev.FormationAttached).to == "corps"
    view = scene.desk(0).view()
    assert led_now(scene, "A") == "reach" and command.common_headquarters(scene.state, pair)
    assert view.parent("guard") == "corps" and view.units_in["corps"] == (scene["A"], scene["B"], scene["C"])
    assert not scene.desk(1).view().attached, "the enemy's orders are his own affair"
    assert any("under Corps" in line for line in formation_lines(view, "guard"))
    scene.end_turn()
    assert led_now(scene, "A") == "alone" and scene.desk(0).view().parent("guard") == ""


def test_r12_7_brigades_divisions_and_corps_reach_further() -> None:
    reach = []
    for kind, echelon in (("brigade-hq", "brigade"), ("division-hq", "division"), ("corps-hq", "corps")):
        scene = vignette("H . b", H=kind)
        reach.append(command.reach_hexes(scene.state, scene["H"]))
        assert reach[-1] == int(TABLE.range_km[echelon] / 0.5 + 0.5)
    assert reach == sorted(reach) and len(set(reach)) == 3


def test_r12_5_why_tells_how_orders_come() -> None:
    scene = vignette("H . . A B . . b", H="battalion-hq")
    desk = scene.desk(0)
    told = ["\n".join(budget_lines(desk.view(), scene[u], desk.budget(scene[u]))) for u in "AB"]
    assert "in reach of its headquarters" in told[0] and "out of reach of every headquarters" in told[1]


def test_r12_41_one_is_told_that_the_chief_has_fallen() -> None:
    chief = Formation(id="red", name="red", side=RED, leader=Leader(name="Chief", rating=5), hq=UnitId(1))
    scene = vignette("AH . b", H="battalion-hq", formations=[chief])
    assert any("rated 5" in line for line in formation_lines(scene.desk(0).view(), "red"))
    scene.poke("H", leader=False)
    assert "Chief has fallen." in formation_lines(scene.desk(0).view(), "red")
