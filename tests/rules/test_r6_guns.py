"""Chapter 6 at the scale of a corps: fires by the clock, guns found and shelled, crests."""

from __future__ import annotations

from math import exp

import pytest

from game.engine import FireForecast, Forecast
from game.model import events as ev
from game.rules import blows, concentration, fires, flash
from game.rules.ground import minute_of, pinned_now
from tests.vignette import Scene, only, rules, those, vignette

FIRES, SHELLS = rules().fires, rules().combat.shellfire
GUNS = {"kind": "field-battery", "shells": 4000}
HOWITZERS = GUNS | {"arms": {"how122": 4}}
LONG = {"minutes": 600, "turns": 2}
SPELL = int(FIRES.rate["spell"])


def odds(scene: Scene, letters: str, target: str) -> Forecast:
    """What the desk says of an assault."""
    found = scene.desk(scene.side(letters[0])).forecast(scene.assault(letters, target))
    assert isinstance(found, Forecast), f"refused: {found}"
    return found


def suppression(modifiers: tuple[ev.ModifierLine, ...]) -> float:
    """Factor on the defender's power for pinning."""
    return next((line.value for line in modifiers if (line.side, line.name) == ("D", "suppression")), 1.0)


def test_r6_1_an_order_without_rounds_is_for_an_hour() -> None:
    scene = vignette("G . . b", G=GUNS, **LONG)
    pace = fires.rounds_a_minute(scene.state, scene["G"])
    events = scene.do(scene.bombard("G", "0401"))
    assert only(events, ev.Bombarded).rounds == int(SPELL * pace), "not all that ten hours allow"
    most = scene.do(scene.bombard("G", "0401", 4000))
    assert only(most, ev.Bombarded).rounds > 2 * SPELL * pace, "who names the rounds gets them"


def test_r6_32_attackers_wait_for_their_guns_to_lift() -> None:
    scene = vignette("GA b", G=GUNS, **LONG)
    scene.do(scene.bombard("G", "0201"))
    lifts = minute_of(scene.state, scene["G"])
    foretold = odds(scene, "A", "0201")
    assert foretold.waits == lifts == FIRES.rate["setup"] + SPELL
    events = scene.do(scene.assault("A", "0201", minutes=30))
    waited = next(e for e in those(events, ev.MinutesSpent) if e.on == "wait")
    assert (waited.unit, waited.minutes) == (scene["A"], lifts)
    fought = only(events, ev.AssaultResolved)
    assert suppression(fought.modifiers) < 0.95, "who goes in as the guns lift meets pinned men"
    assert suppression(fought.modifiers) == pytest.approx(suppression(foretold.modifiers), abs=0.1), "as foretold"


def test_r6_32_guns_wait_for_the_attackers() -> None:
    scene = vignette("GA . b", G=GUNS, **LONG)
    scene.poke("A", minutes=400)
    scene.do(scene.bombard("G", "0301"), scene.move("A", "0201"))
    early = minute_of(scene.state, scene["A"]) - minute_of(scene.state, scene["G"])
    before = scene.state.minutes[scene["G"]]
    events = scene.do(scene.assault("A", "0301", minutes=30))
    assert before - scene.state.minutes[scene["G"]] == early, "the guns give up the minutes until then"
    assert suppression(only(events, ev.AssaultResolved).modifiers) < 0.95


def test_r6_32_fire_of_six_hours_ago_holds_nobody_down() -> None:
    scene = vignette("GA . b", G=GUNS, **LONG)
    scene.do(scene.bombard("G", "0301"))
    scene.poke("G", minutes=0)
    scene.poke("A", minutes=150)
    scene.do(scene.move("A", "0201"))
    assert suppression(only(scene.do(scene.assault("A", "0301", minutes=30)), ev.AssaultResolved).modifiers) > 0.99


def test_r6_32_fires_that_fall_together_add_up() -> None:
    one, both = vignette("GH . b", G=GUNS, H=GUNS, **LONG), vignette("GH . b", G=GUNS, H=GUNS, **LONG)
    alone = only(one.do(one.bombard("G", "0301")), ev.Bombarded)
    both.do(both.bombard("G", "0301"))
    joined = only(both.do(both.bombard("H", "0301")), ev.Bombarded)
    hours = joined.lifts / 60
    density = (alone.rounds + joined.rounds) / (blows.hectares(both.state) * hours)
    level = (1 - exp(-density / SHELLS.pin_shells)) * (1 - exp(-hours / SHELLS.pin_hours))
    assert joined.pinned == pytest.approx(level, abs=0.002) and joined.pinned > 1.7 * alone.pinned
    later = vignette("GH . b", G=GUNS, H=GUNS, **LONG)
    later.poke("H", minutes=200)
    later.do(later.bombard("G", "0301"))
    apart = only(later.do(later.bombard("H", "0301")), ev.Bombarded)
    assert apart.pinned < 1.1 * alone.pinned, "hours apart they do not"


def test_r6_32_the_preparation_of_6_august_1938() -> None:
    # 7,000 shells in 45 minutes on 130 hectares: on one hex of 21.65 a sixth of them.
    scene = vignette("G . . b", G=HOWITZERS)
    fire = concentration.joined(scene.state, scene.side("G"), scene.hex("0401"), 7000 * 21.65 / 130, 0, 45, ())
    assert 0.55 < fire.pinned / 1000 < 0.8


def test_r7_17_attackers_wait_for_each_other() -> None:
    scene = vignette("AB b", **LONG)
    scene.poke("B", minutes=300)
    scene.do(scene.assault("AB", "0201", minutes=20))
    clocks = {minute_of(scene.state, scene[letter]) for letter in "AB"}
    assert len(clocks) == 1 and clocks.pop() > 300, "the early ones have lost the time"


def test_r3_2_fire_costs_the_minutes_for_which_it_holds_men_down() -> None:
    lost = []
    for minutes in (60, 900):
        scene = vignette("A . b", minutes=minutes)
        scene.poke("A", pinned=1000, pinned_at=0)
        lost.append(-next(line.minutes for line in scene.desk(0).budget(scene["A"]) if line.name == "pinned"))
    fades = 60 * SHELLS.pin_hours * rules().movement.budget["pinned"]
    assert lost == [int(fades * (1 - exp(-hours / SHELLS.pin_hours))) for hours in (1, 15)], (
        "a long turn is not lost to one salvo"
    )


def test_r6_5_a_barrage_again_after_an_hour() -> None:
    scene = vignette("A . b . g", g=GUNS, b={"alert": 0.0}, registered=("", "0201"), **LONG)
    assert those(scene.do(scene.move("A", "0201")), ev.Bombarded)
    scene.do(scene.move("A", "0101"))
    scene.poke("A", minutes=600 - int(FIRES.defensive["again"]) - 60, men=150)
    assert those(scene.do(scene.move("A", "0201")), ev.Bombarded), "a long turn is longer than one barrage"


def test_r6_8_guns_that_fire_are_found_by_the_enemy_s_gunners() -> None:
    scene = vignette("G . . b . . . . g", G=GUNS, g=GUNS | {"alert": 1.0}, visibility_m=600)
    near = 1 - 8 * 500 / FIRES.flash["range_m"]
    assert flash.chance(scene.state, scene["G"], 60) == pytest.approx((1 - exp(-60 / FIRES.flash["rounds"])) * near)
    assert flash.chance(scene.state, scene["G"], 200) > flash.chance(scene.state, scene["G"], 20), "by every round more"
    scene.rolled(scene.bombard("G", "0401", 40), *[1] * 9, spare=True)
    found = [c for c in scene.desk(1).view().contacts if c.hex == scene.hex("0101")]
    assert found and found[0].grade == ev.SEEN and found[0].symbol == "guns"
    silent = vignette("G . . b . . . . g", G=GUNS, g={"kind": "rifle-company"}, visibility_m=600)
    assert flash.chance(silent.state, silent["G"], 200) == 0.0, "it takes gunners"
    fog = vignette("G . . b . . . . g", G=GUNS, g=GUNS, sky="fog", visibility_m=600)
    assert flash.chance(fog.state, fog["G"], 60) == pytest.approx(
        FIRES.flash["fog"] * flash.chance(scene.state, scene["G"], 60)
    )


def test_r6_8_no_bombardment_can_be_taken_back() -> None:
    scene = vignette("G . . .", G=GUNS)
    assert not scene.accepted(scene.bombard("G", "0401", 10)).undoable, "whether it was seen must not show"


def test_r6_24_fire_at_guns() -> None:
    scene = vignette("G . . g", G=HOWITZERS, g=GUNS, minutes=120)
    free = fires.rounds_a_minute(scene.state, scene["g"])
    scene.poke("g", pinned=600, pinned_at=0)
    held = rules().combat.condition.pinned
    assert fires.rounds_a_minute(scene.state, scene["g"], 0) == pytest.approx((1 - 0.6 * held) * free), (
        "pinned crews fire less"
    )
    events = scene.rolled(scene.bombard("G", "0401", 150), *[1] * 20, spare=True)
    loss = only(events, ev.LossSuffered)
    assert loss.arms == (1,) and loss.killed + loss.wounded, "crews and now and then a gun are hit"
    pits = vignette("G . . g", G=HOWITZERS, g=GUNS | {"dug": 10_000}, minutes=120)
    shares = [only(s.do(s.bombard("G", "0401", 20)), ev.Bombarded).killed_share for s in (scene, pits)]
    assert shares[1] < shares[0] / 3, "pits protect"


@pytest.mark.parametrize(("kind", "share"), [(GUNS, FIRES.crest["flat"]), (HOWITZERS, 1.0)], ids=["flat", "high"])
def test_r6_13_flat_fire_passes_over_who_lies_behind_a_crest(kind: dict[str, object], share: float) -> None:
    rise = int(FIRES.crest["rise_m"])
    open_, behind = (vignette("G . . b", G=kind, heights={"0301": h}) for h in (0, rise))
    one, two = (s.desk(0).forecast_fire(s.bombard("G", "0401", 60)) for s in (open_, behind))
    assert isinstance(one, FireForecast) and isinstance(two, FireForecast)
    named = [line.value for line in two.modifiers if line.rule == "6.13"]
    assert named == ([share] if share < 1.0 else []), "said in the forecast"
    low = vignette("G . . b", G=kind, heights={"0301": rise, "0101": 3 * rise})
    high = low.desk(0).forecast_fire(low.bombard("G", "0401", 60))
    assert isinstance(high, FireForecast) and not high.modifiers, "from a height it sees behind the crest"


def test_r6_13_and_r6_6_flat_guns_support_less_over_a_crest() -> None:
    power = []
    for height in (0, 60):
        scene = vignette(". G . + b A", G=GUNS, heights={"0401": height})
        power.append(odds(scene, "AG", "0501").a_power - odds(scene, "A", "0501").a_power)
    assert power[1] == pytest.approx(FIRES.crest["flat"] * power[0])


@pytest.mark.parametrize("sky", ["fog", "heavy-rain"])
def test_r6_12_thick_weather_makes_fire_by_the_map_blind(sky: str) -> None:
    scene = vignette("G . . . . b", G=GUNS, sky=sky, visibility_m=400)
    told = scene.desk(0).forecast_fire(scene.bombard("G", "0601", 60))
    assert isinstance(told, FireForecast) and not told.observed
    assert [line.value for line in told.modifiers] == [FIRES.effect["blind"]]
    known = vignette("G . . . . b", G=GUNS, sky=sky, visibility_m=400, registered=("0601", ""))
    told = known.desk(0).forecast_fire(known.bombard("G", "0601", 60))
    assert isinstance(told, FireForecast) and not told.modifiers, "but not on a registered hex"


def test_r6_31_a_pinned_unit_is_pinned_by_its_own_clock() -> None:
    scene = vignette("A . . b", **LONG)
    scene.poke("A", pinned=800, pinned_at=0, minutes=540)
    assert pinned_now(scene.state, scene["A"]) == pytest.approx(0.8 * exp(-1 / SHELLS.pin_hours))


def test_r6_14_guns_off_the_map_fire_and_cannot_be_touched() -> None:
    far = GUNS | {"arms": {"gun107": 4}, "off_map_m": 14_000, "dug": 400}
    scene = vignette("G . A b . . g", G=far, g=GUNS | {"alert": 1.0})
    near = vignette("G . A b . . g", G=far | {"off_map_m": 0}, g=GUNS)
    assert near.state.grade[1][near["G"]] and not scene.state.grade[1][scene["G"]], "nobody sees them"
    assert scene.refused(scene.bombard("G", "0701")).code == "out-of-range", "16 km less the 14 behind the edge"
    scene.rolled(scene.bombard("G", "0401", 40), *[1] * 9, spare=True)
    assert not scene.state.grade[1][scene["G"]], "nobody finds it by its flash"
    for order in (scene.move("G", "0201"), scene.dig("G", 5), scene.wire("G", "E")):
        assert scene.refused(order).code == "off-map-guns"
    assert not scene.desk(0).reach(scene["G"]) and not scene.desk(0).unit_options(scene["G"]).moves
    scene.do(scene.end())
    blow = only(scene.do(scene.bombard("g", "0101", 100)), ev.Bombarded)
    assert blow.killed_share == 0.0 and scene.state.men[scene["G"]] == 100, (
        "shells fall on the hex, not behind the edge"
    )


def test_r6_14_an_enemy_may_stand_on_the_edge_hex() -> None:
    scene = vignette("G b . A", G=GUNS | {"off_map_m": 3_000})
    scene.do(scene.end(), scene.move("b", "0101"))
    assert scene.where("b") == "0101" and scene.state.men[scene["G"]] == 100
