"""Chapter 8: creeping, discovery, alarm, flares, surprise."""

from __future__ import annotations

from math import sqrt

import pytest

from game.engine import Forecast
from game.model import events as ev
from game.rules import stealth
from game.rules.ground import light_at
from tests.vignette import Scene, only, rules, those, vignette

TABLE = rules().stealth
DARK = 0.0
CREEPER = {"night": 0.9, "men": 150}
"""A company trained for the night."""


def surprise_of(scene: Scene, letters: str, target: str) -> float:
    """The share of complete surprise that the desk expects of a storm."""
    found = scene.desk(scene.side(letters[0])).forecast(scene.assault(letters, target, "storm"))
    assert isinstance(found, Forecast), f"refused: {found}"
    return found.surprise


def test_r8_1_only_men_on_foot_creep() -> None:
    scene = vignette("ACGV . b", C="cavalry-squadron", G="field-battery", V={"vehicles": {"t-37": 2}})
    for letter in "CGV":
        assert scene.refused(scene.move(letter, "0201", "stealth")).rule == "8.1"
    scene.do(scene.move("A", "0201", "stealth"))


def test_r8_1_a_creeper_stays_hidden_until_it_marches_or_fights() -> None:
    scene = vignette("A . . . . b", A=CREEPER, light=DARK)
    scene.do(scene.move("A", "0201", "stealth"))
    assert scene.state.hidden[scene["A"]]
    scene.end_turn()
    assert scene.state.hidden[scene["A"]], "in later turns too"
    scene.do(scene.move("A", "0301"))
    assert not scene.state.hidden[scene["A"]], "a march gives it away"


def test_r8_1_daylight_shows_a_creeper_in_view() -> None:
    scene = vignette("A . . b", A=CREEPER, light=1.0)
    events = scene.do(scene.move("A", "0201", "stealth"))
    assert those(events, ev.ContactMade)[0].by == "approach" and not scene.state.hidden[scene["A"]]
    dawn = vignette("A . . . . . . b", A=CREEPER, light=[DARK, 1.0])
    dawn.do(dawn.move("A", "0201", "stealth"))
    dawn.poke("A", hex=dawn.hex("0601"))
    dawn.end_turn()
    assert not dawn.state.hidden[dawn["A"]], "it is found out when the light comes"


def test_r8_1_a_small_party_finds_dead_ground_by_day() -> None:
    party = {"kind": "raiding-party", "night": 0.5, "men": int(TABLE.stalk["men"]), "arms": {"rifle": 10}}
    scene = vignette("A ^ . b", A=party)
    hidden = stealth.veil(scene.state, scene["A"], scene.hex("0201"))
    assert hidden == TABLE.stalk["veil"] and stealth.veil(scene.state, scene["A"], scene.hex("0301")) == 0.0
    scene.poke("A", men=int(TABLE.stalk["men"]) + 1)
    assert stealth.veil(scene.state, scene["A"], scene.hex("0201")) == 0.0, "not for a whole company"


def test_r8_2_the_example_of_the_manual() -> None:
    scene = vignette("A . b", A=CREEPER, b={"alert": 0.5}, light=DARK, sky="fog")
    line = stealth.discovery(scene.state, scene["A"], scene.hex("0201"), scene["b"])
    assert line.stealth == pytest.approx(0.9 * TABLE.cover["fog"] * 0.5)
    assert line.chance == pytest.approx(TABLE.spotting["adjacent"] * (1 - line.stealth))


@pytest.mark.parametrize(("men", "factor"), [(150, 1.0), (20, 0.5), (75, sqrt(0.5)), (2000, 1.5)])
def test_r8_2_more_men_are_noticed_sooner(men: int, factor: float) -> None:
    scene = vignette("A . b", A={"men": men, "night": 0.5}, light=DARK)
    line = stealth.discovery(scene.state, scene["A"], scene.hex("0201"), scene["b"])
    assert line.men == pytest.approx(factor * sqrt(150 / TABLE.spotting["men"]))


def test_r8_2_distance_line_and_light() -> None:
    scene = vignette("A . . b", A=CREEPER, light=DARK)
    bases = [stealth.discovery(scene.state, scene["A"], scene.hex(f"0{c}01"), scene["b"]).base for c in (3, 2, 1)]
    assert bases == [TABLE.spotting["adjacent"], TABLE.spotting["two_hexes"], 0.0]
    hill = vignette("A . + b", A=CREEPER, light=DARK, heights={"0301": 50})
    assert stealth.discovery(hill.state, hill["A"], hill.hex("0201"), hill["b"]).chance == 0.0
    day = vignette("A . . b", A=CREEPER, light=1.0)
    assert stealth.discovery(day.state, day["A"], day.hex("0301"), day["b"]).base == TABLE.spotting["day"]


def test_r8_2_one_roll_for_the_enemy_most_likely_to_notice() -> None:
    scene = vignette("A . bc", A=CREEPER, b={"alert": 0.1}, c={"alert": 0.9}, light=DARK)
    best = stealth.best_spotter(scene.state, scene["A"], scene.hex("0201"))
    assert best is not None and best.enemy == scene["c"]
    scene.rolled(scene.move("A", "0201", "stealth"), 0)
    assert scene.state.hidden[scene["A"]], "one throw, and it holds"


def test_r8_2_the_desk_assumes_an_enemy_half_awake() -> None:
    scene = vignette("A . b", A=CREEPER, b={"alert": 1.0, "dug": 100}, light=DARK)
    ((number, line),) = scene.desk(0).stealth_odds(scene["A"], scene.hex("0201"))
    assert number == 1 and line.stealth == pytest.approx(0.9 * TABLE.cover["clear"] * 0.5)


def test_r8_3_who_is_discovered_halts_and_is_fired_at() -> None:
    scene = vignette("A . . b", A=CREEPER, b={"alert": 0.9, "flares": 0}, light=DARK, minutes=120)
    events = scene.rolled(scene.move("A", "0301", "stealth"), 0, 1, 1, 1, 1, 1, spare=True)
    assert only([e for e in those(events, ev.ContactMade) if e.side == 1], ev.ContactMade).by == "approach"
    assert [e.on for e in those(events, ev.MinutesSpent)] == ["volley"] and not scene.state.hidden[scene["A"]]
    early = vignette("A . . b", A=CREEPER, b={"flares": 0}, light=DARK, minutes=120)
    early.rolled(early.move("A", "0301", "stealth"), 1, spare=True)
    assert early.where("A") == "0201", "it halts where it is found"


def test_r8_31_surprise_follows_from_the_stealth_score() -> None:
    scene = vignette("A . b", A=CREEPER, b={"alert": 0.0, "dug": 100}, light=DARK, sky="fog", minutes=120)
    scene.rolled(scene.move("A", "0201", "stealth"), 0)
    told = surprise_of(scene, "A", "0301")
    assert told == pytest.approx(0.9 * TABLE.cover["fog"] * 0.5), "the staff takes the enemy as half awake"
    event = only(scene.do(scene.assault("A", "0301", "storm")), ev.AssaultResolved)
    assert event.surprise == pytest.approx(0.9 * TABLE.cover["fog"]), "he was fast asleep"
    named = {(m.side, m.effect): m.value for m in event.modifiers if m.name == "surprise"}
    assert named["A", "P"] > 1 and named["D", "V"] > 1 and named["A", "V"] < 1, "power and the losses of both"
    assert all(m.rule == "8.31" for m in event.modifiers if m.name == "surprise")


def test_r8_31_men_who_came_openly_spoil_it_by_their_share() -> None:
    scene = vignette("AB . b", A=CREEPER, B=CREEPER, b={"dug": 100}, light=DARK, minutes=120)
    scene.rolled(scene.move("A", "0201", "stealth"), 0)
    alone = surprise_of(scene, "A", "0301")
    scene.rolled(scene.move("B", "0201", "stealth"), 0)
    scene.poke("B", hidden=False)
    assert surprise_of(scene, "AB", "0301") == pytest.approx(alone / 2)


def test_r8_4_what_wakes_a_unit_and_what_it_does_to_its_neighbours() -> None:
    scene = vignette("A . b . . . d", light=DARK)
    scene.do(scene.move("A", "0201"))
    levels = [scene.state.alert[scene[u]] for u in "bd"]
    assert levels == [1000 * TABLE.alert["contact"], 0], "who saw it is more awake, the far one not"
    found = vignette("A . bc . . . d", A=CREEPER, b={"flares": 0}, light=DARK)
    found.rolled(found.move("A", "0201", "stealth"), *[1] * 9, spare=True)
    levels = [found.state.alert[found[u]] for u in "bcd"]
    assert levels[0] == 1000 * TABLE.alert["discovery"], "who finds men creeping up is alarmed"
    assert levels[1] == 1000 * TABLE.alert["neighbour"], "and rouses his neighbours"
    assert levels[2] == 0, "but not a friend four hexes away"


def test_r8_4_nerves_settle_to_what_the_scenario_set() -> None:
    scene = vignette("A . . . . . . . . b", b={"alert": 0.2})
    scene.poke("b", alert=400)
    scene.end_turn()
    assert scene.state.alert[scene["b"]] == 400 - 1000 * TABLE.alert["decay"]
    scene.poke("b", alert=210)
    scene.end_turn()
    assert scene.state.alert[scene["b"]] == 200, "not below that"


def test_r8_5_a_flare_by_order() -> None:
    scene = vignette("A . b . .", A={"flares": 1}, b=CREEPER, light=DARK)
    scene.poke("b", hidden=True)
    assert scene.refused(scene.flare("A", "0301")).code == "flare-range"
    events = scene.do(scene.flare("A", "0201"))
    assert only(events, ev.FlareFired).until == TABLE.flare["minutes"]
    assert light_at(scene.state, scene.hex("0201")) == TABLE.flare["light"]
    assert scene.state.minutes[scene["A"]] == 60 - TABLE.flare["cost"]
    assert scene.state.alert[scene["A"]] == 1000 * TABLE.alert["flare"]
    assert scene.refused(scene.flare("A", "0201")).code == "no-flares"
    scene.end_turn()
    assert light_at(scene.state, scene.hex("0201")) == DARK, "an hour later it is out"


def test_r8_5_whoever_stands_in_the_light_is_seen() -> None:
    scene = vignette("A b", A={"flares": 1}, b=CREEPER, light=DARK)
    scene.poke("b", hidden=True)
    events = scene.do(scene.flare("A", "0201"))
    assert [e.by for e in those(events, ev.ContactMade) if e.side == 0] == ["flare"]
    assert not scene.state.hidden[scene["b"]]


def test_r8_5_a_discovery_sends_a_flare_up() -> None:
    scene = vignette("A . b", A=CREEPER, b={"flares": 1, "alert": 0.0}, light=DARK)
    events = scene.rolled(scene.move("A", "0201", "stealth"), 1, 1, 1, 1, spare=True)
    assert scene.name(only(events, ev.FlareFired).hex) == "0201" and scene.state.flares[scene["b"]] == 0


def test_r8_5_a_flare_needs_minutes() -> None:
    scene = vignette("A . b", A={"flares": 1}, light=DARK)
    scene.poke("A", minutes=int(TABLE.flare["cost"]) - 1)
    assert scene.refused(scene.flare("A", "0101")).code == "too-little-time"


def test_r8_6_wire_costs_losses_and_surprise_and_is_cut() -> None:
    free = vignette("A b", A=CREEPER, b={"dug": 100}, light=DARK)
    wired = vignette("A b", A=CREEPER, b={"dug": 100}, light=DARK, wire=["0101-E"])
    for scene in (free, wired):
        scene.poke("A", hidden=True)
    assert surprise_of(wired, "A", "0201") == pytest.approx(surprise_of(free, "A", "0201") * (1 - TABLE.wire["spoil"]))
    events = wired.do(wired.assault("A", "0201"))
    line = next(m for m in only(events, ev.AssaultResolved).modifiers if m.name == "wire")
    assert (line.side, line.effect, line.value, line.rule) == ("A", "V", TABLE.wire["losses"], "8.6")
    assert only(events, ev.WireCut) and not wired.state.wire


def test_r8_11_the_dark_takes_losses_from_both() -> None:
    for press, share in rules().combat.dark_losses.items():
        scene = vignette("A b", b={"dug": 100}, light=DARK)
        event = only(scene.do(scene.assault("A", "0201", press)), ev.AssaultResolved)
        line = next(m for m in event.modifiers if m.name == "darkness")
        assert (line.side, line.effect, line.rule) == ("both", "T", "8.11") and line.value == pytest.approx(1 - share)


def test_r8_12_the_dark_takes_power_by_weapon() -> None:
    by_day, by_night = vignette("A b"), vignette("A b", b={"dug": 100}, light=DARK)
    powers = [only(s.do(s.assault("A", "0201")), ev.AssaultResolved).a_power for s in (by_day, by_night)]
    assert powers[1] == pytest.approx(powers[0] * (1 - rules().combat.dark_power["small"])), "rifles and light guns"
