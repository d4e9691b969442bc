"""Shows, noise in the dark, false wireless and concealment: what passes for real, and how it is found out."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from game.core.dice import Dice
from game.core.ids import NOWHERE
from game.engine import Game
from game.model import events as ev
from game.model.events import IDENTIFIED, SEEN
from game.model.happenings import AtTurn, Happening, Rumour
from game.model.units import Dummy
from game.rules import air, concealment, guise, hearing, observation, snapshot
from game.rules.ground import known_zoc, zoc
from game.rules.ledger import Ledger
from tests.two_worlds import answers, differences
from tests.vignette import BLUE, RED, Scene, only, rules, those, vignette

TABLE = rules().deception


def show(kind: str = "rifle-battalion", men: int = 500, by: str = "sight", **more: Any) -> dict[str, Any]:
    """A section that pretends."""
    section = {"sight": "dummy-section", "noise": "sound-section", "radio": "wireless-section"}[by]
    return {
        "kind": section,
        "men": 10,
        "arms": {"rifle": 8},
        "dummy": Dummy(shows=rules().kinds[kind], men=men, by=by),
        **more,
    }


def contact(scene: Scene, side: int = 0) -> Any:
    """The one contact of a side."""
    found = scene.desk(side).view().contacts
    assert len(found) == 1, f"one contact was expected, not {found}"
    return found[0]


def answered(scene: Scene) -> dict[str, Any]:
    """What the first side's desk says, by the same questions in every world."""
    found = answers(scene.game, RED, Dice(1, "questions"))
    # Their lines carry the number of the unit beside that of the contact; only the latter is ever shown.
    return {question: answer for question, answer in found.items() if "odds of discovery" not in question}


def test_r5_9_a_show_looks_like_what_it_shows() -> None:
    both = {"b": show(), "c": {"kind": "rifle-battalion", "men": 500}}
    false, true = vignette("A . b", **both), vignette("A . c", **both)
    assert contact(false).grade == SEEN and contact(false).men_high > 500
    here, there = answered(false), answered(true)
    assert here == there, f"told apart by {[q for q in here if here[q] != there.get(q)]}"
    assert false.desk(1).view().units[0].men == 10, "its own side knows better"


def test_r5_9_tanks_of_plywood_are_seen_from_as_far_as_tanks() -> None:
    false = vignette("A . . . . . . . b", b=show("tank-battalion", 200))
    true = vignette("A . . . . . . . b", b={"kind": "tank-battalion", "men": 200, "vehicles": {"t-26": 30}})
    for scene in (false, true):
        scene.poke("b", noise=1)
    assert observation.detection_m(false.state, false["b"]) == observation.detection_m(true.state, true["b"])
    assert guise.has_engines(false.state, false["b"])


def test_r5_9_a_show_holds_nothing() -> None:
    scene = vignette("A . b", b=show(), objectives={"hill": "0301"})
    assert not zoc(scene.state, BLUE), "it troubles nobody"
    assert known_zoc(scene.state, RED), "but who takes it for real keeps away"
    assert scene.state.holder[0] == -1


def test_r5_91_whoever_comes_near_by_day_sees_through_it() -> None:
    scene = vignette("A . b", b=show(), minutes=240)
    assert contact(scene).unit is None
    scene.do(scene.move("A", "0201"))
    assert contact(scene).unit == scene["b"] and contact(scene).men_high < 20
    scene.do(scene.move("A", "0101"))
    scene.end_turn()
    assert contact(scene).grade == IDENTIFIED, "it deceives nobody twice"


def test_r5_91_by_night_it_passes_from_the_next_hex() -> None:
    scene = vignette("A b", b=show(), light=0.1)
    scene.poke("b", noise=1)
    assert observation.grade_of(scene.state, scene.hex("0101"), scene["b"]) == SEEN


def test_r5_91_an_assault_finds_it_out() -> None:
    scene = vignette("A b", b=show(), light=0.1, minutes=120)
    ledger = Ledger(snapshot.clone(scene.state), Dice(1, "look"))
    observation.make_contact(ledger, RED, scene["b"], SEEN, "sight")
    scene = Scene(Game(scene.scenario, 1, ledger.state))
    assert contact(scene).men_high > 500
    events = scene.do(scene.assault("A", "0201"))
    assert any(e.unit == scene["b"] and e.grade == IDENTIFIED for e in those(events, ev.ContactMade))


def test_r5_91_from_the_air_by_chance() -> None:
    scene = vignette("A . . . . . b", b=show(), visibility_m=100)
    ledgers = [Ledger(snapshot.clone(scene.state), Dice(seed, "air")) for seed in range(40)]
    assert {concealment.grade_from_above(ledger, scene["b"]) for ledger in ledgers} == {SEEN, IDENTIFIED}
    assert air.sighting(scene.state, scene["b"], 1) > 0


def night(rows: str = "A . . . . . . b", **more: Any) -> Scene:
    """A black night of hexes of a kilometre in which blue moves first."""
    return vignette(rows, light=0.0, minutes=240, hex_m=1000, first=BLUE, turns=8, **more)


def test_r5_92_engines_are_heard_and_not_seen() -> None:
    scene = night("A . . . b", b={"kind": "tank-company"})
    scene.do(scene.move("b", "0401"))
    assert not scene.desk(0).view().contacts, "they are heard when the part ends"
    made = only(scene.do(scene.end()), ev.ContactMade)
    assert made.by == "noise" and contact(scene).by_ear and not contact(scene).in_sight
    assert contact(scene).symbol == "tank"
    assert scene.state.alert[scene["A"]] == round(1000 * rules().stealth.alert["heard"])


def test_r5_92_a_sound_section_cannot_be_told_from_tanks() -> None:
    both = {"b": show("tank-company", 30, "noise"), "c": {"kind": "tank-company", "men": 30}}
    false, true = night("A . . b .", **both), night("A . . . c", **both)
    false.do(false.feign("b", "0401"), false.end())
    true.do(true.move("c", "0401"), true.end())
    here, there = answered(false), answered(true)
    assert contact(false).hex == false.hex("0401")
    assert here == there, f"told apart by {[q for q in here if here[q] != there.get(q)]}"
    assert not differences(false.state, RED, 3)


def test_r5_92_it_makes_noise_elsewhere_once_a_turn_and_in_the_dark() -> None:
    scene = night("A . . b .", b=show("tank-company", 100, "noise"))
    assert scene.refused(scene.feign("b", "0101")).code == "feign-range"
    scene.do(scene.feign("b", "0301"))
    assert scene.refused(scene.feign("b", "0401")).code == "feigned-already"
    day = vignette("A . . b .", b=show("tank-company", 100, "noise"), minutes=240, hex_m=1000, first=BLUE)
    assert day.refused(day.feign("b", "0301")).code == "noise-by-day"
    other = night("A . . b .")
    assert other.refused(other.feign("b", "0301")).code == "cannot-feign"
    scene.do(scene.end())
    assert scene.name(contact(scene).hex) == "0301" and scene.where("b") == "0401"


def test_r5_92_a_look_at_the_place_ends_the_show() -> None:
    scene = night("A . . b .", b=show("tank-company", 100, "noise"))
    scene.do(scene.feign("b", "0301"), scene.end())
    scene.do(scene.move("A", "0201"))
    scene.do(scene.assault("A", "0301"))
    assert not [c for c in scene.desk(0).view().contacts if scene.name(c.hex) == "0301"], "nobody is there"


def nights(scene: Scene, count: int, at: str) -> None:
    """So many noisy turns."""
    for _ in range(count):
        scene.do(scene.feign("b", at), scene.end())
        scene.do(scene.end())


def test_r5_93_the_ear_grows_used_to_noise() -> None:
    scene = night("A . . b .", b=show("tank-company", 100, "noise"))
    far = hearing.hearing_m(scene.state, RED, scene.hex("0301"))
    assert far == TABLE.noise["engines_m"]
    nights(scene, 4, "0301")
    used = hearing.hearing_m(scene.state, RED, scene.hex("0301"))
    assert used < 0.5 * far, "after four nights real columns come nearer unheard"
    before = scene.state.alert[scene["A"]]
    scene.do(scene.feign("b", "0301"), scene.end())
    assert scene.state.alert[scene["A"]] - before < 1000 * rules().stealth.alert["heard"] / 2, "and startle less"


def test_r5_93_quiet_and_fighting_sharpen_it() -> None:
    scene = night("A . . b c", b=show("tank-company", 100, "noise"))
    nights(scene, 3, "0301")
    sector = hearing.sector(scene.state, scene.hex("0301"))
    level = scene.state.used_to[RED][sector]
    scene.end_turn()
    assert scene.state.used_to[RED][sector] < level, "quiet hours give some back"
    scene.poke("c", hex=scene.hex("0201"))
    scene.do(scene.move("c", "0101"), scene.assault("c", "0101"))
    scene.do(scene.end())
    assert sector not in scene.state.used_to[RED], "an assault all of it"


def listeners(scene: Scene, chance: float) -> Scene:
    """The same with a listening service on the first side."""
    first = attrs.evolve(scene.scenario.sides[0], intercepts=chance)
    object.__setattr__(scene.scenario, "sides", (first, scene.scenario.sides[1]))
    return scene


def test_r5_94_a_listening_service_places_staffs_true_and_false() -> None:
    true = listeners(night("A" + " ." * 12 + " b", b="battalion-hq"), 1.0)
    assert only(true.do(true.end()), ev.ContactMade).by == "radio"
    false = listeners(night("A" + " ." * 12 + " b", b=show("battalion-hq", 40, "radio")), 1.0)
    assert not those(false.do(false.end()), ev.ContactMade), "who sends nothing is not placed"
    false.do(false.end())
    made = only(false.do(false.feign("b", "0801"), false.end()), ev.ContactMade)
    assert made.hex == false.hex("0801")
    deaf = night("A" + " ." * 12 + " b", b="battalion-hq")
    assert not those(deaf.do(deaf.end()), ev.ContactMade)


def test_r5_94_messages_of_defence_lull() -> None:
    scene = listeners(night("A" + " ." * 12 + " b", b=show("battalion-hq", 40, "radio")), 1.0)
    events = scene.do(scene.feign("b", scene.where("b")), scene.end())
    assert only(events, ev.SideLulled).minutes == TABLE.radio["lull"]
    assert scene.state.stirred[RED] == -TABLE.radio["lull"] and not those(events, ev.ContactMade)


def test_r5_94_a_planted_report_makes_a_contact() -> None:
    plain = vignette("A . . . . . b", c=show())
    at, number = plain.hex("0401"), plain["c"]
    tale = Happening(id="tale", when=AtTurn(2), then=(Rumour(number, at),))
    scene = vignette("A ^ . . . . b", c=show(), heights={"0201": 90}, happenings=[tale])
    assert scene.state.hex[scene["c"]] == NOWHERE
    made = [e for e in those(scene.end_turn(), ev.ContactMade) if e.by == "rumour"]
    assert [e.hex for e in made] == [at] and made[0].men_high > 500


def test_r5_95_nets_and_stillness_hide_from_above() -> None:
    scene = vignette("A . . . b", minutes=600, turns=3, b={"dug": 240})
    fresh = vignette("A . . . b", minutes=600, turns=3, b={"dug": 240})
    fresh.poke("b", line_since=0)
    still = concealment.exposure(scene.state, scene["b"])
    scene.poke("b", line_since=scene.state.minute - int(TABLE.nets["minutes"]))
    netted = concealment.exposure(scene.state, scene["b"])
    assert netted == pytest.approx(concealment.exposure(fresh.state, fresh["b"]) * TABLE.nets["air"])
    assert netted <= still
    scene.poke("b", noise=1)
    assert concealment.exposure(scene.state, scene["b"]) > netted, "movement gives away"
