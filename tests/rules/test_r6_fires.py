"""Chapter 6: guns on the map: bombardments, volleys, barrages, support."""

from __future__ import annotations

from math import exp

import pytest

from game.engine import FireForecast
from game.model import events as ev
from game.model.orders import Refusal
from game.rules import blows, fires
from game.rules.ground import pinned_now
from tests.vignette import Scene, only, rules, those, vignette

FIRES, SHELLS = rules().fires, rules().combat.shellfire
SETUP = int(FIRES.rate["setup"])
GUNS = {"kind": "field-battery", "shells": 400}
PACE = 4 * rules().weapons["field76"].rounds_hour * FIRES.rate["sustained"] / 60
"""Rounds a minute of a field battery."""


def fire_forecast(scene: Scene, letter: str, target: str, rounds: int = 0) -> FireForecast:
    """What the desk says of a bombardment."""
    found = scene.desk(scene.side(letter)).forecast_fire(scene.bombard(letter, target, rounds))
    assert isinstance(found, FireForecast), f"refused: {found}"
    return found


def test_r6_1_who_may_bombard_what() -> None:
    scene = vignette("G . . A . B . . . . . . . b", G={"kind": "infantry-gun-platoon"}, B={"kind": "field-battery"})
    assert scene.refused(scene.bombard("A", "0901")).code == "cannot-fire"
    assert scene.refused(scene.bombard("G", "0801")).code == "out-of-range", "2,800 m is the range of the 70-mm gun"
    assert scene.refused(scene.bombard("B", "0401")).code == "friends-there"
    scene.do(scene.bombard("B", "0901", 10))
    scene.poke("B", shells=0)
    assert scene.refused(scene.bombard("B", "0901")).code == "no-shells"
    scene.poke("G", arms=(0,))
    assert scene.refused(scene.bombard("G", "0301")).code == "cannot-fire", "a gunless gunner has nothing to fire"


def test_r6_1_a_flat_shooting_gun_needs_a_line() -> None:
    at = {"kind": "at-platoon", "arms": {"at37": 4}}
    scene = vignette("T . . b", T=at, heights={"0201": 60})
    assert scene.refused(scene.bombard("T", "0401")).code == "no-line"
    howitzer = vignette("T . . b", T={"kind": "field-battery"}, heights={"0201": 60})
    howitzer.do(howitzer.bombard("T", "0401", 5))


def test_r6_1_minutes_and_rounds() -> None:
    scene = vignette("G . . b", G=GUNS)
    events = scene.do(scene.bombard("G", "0401", 40))
    assert only(events, ev.Bombarded).rounds == 40 and scene.state.shells[scene["G"]] == 360
    assert only(events, ev.MinutesSpent).minutes == SETUP + int(40 / PACE + 0.999), "laying, then so many a minute"
    events = scene.do(scene.bombard("G", "0401"))
    assert scene.state.minutes[scene["G"]] == 0, "without a number it fires as long as it can"
    assert scene.refused(scene.bombard("G", "0401")).code == "too-little-time"
    few = vignette("G . . b", G=GUNS | {"shells": 3})
    assert only(few.do(few.bombard("G", "0401")), ev.Bombarded).rounds == 3


def test_r6_11_fire_is_observed_if_somebody_would_see_a_march_there() -> None:
    seen, unseen = vignette("G . . b", G=GUNS), vignette("G . . b", G=GUNS, heights={"0201": 60})
    both = [only(s.do(s.bombard("G", "0401", 20)), ev.Bombarded) for s in (seen, unseen)]
    assert [event.observed for event in both] == [True, False]
    assert both[0].killed_share == pytest.approx(both[1].killed_share * 2, rel=0.02), "an observer doubles the effect"
    helped = vignette("G . . b\n . . A .", G=GUNS, heights={"0201": 60})
    assert only(helped.do(helped.bombard("G", "0401", 20)), ev.Bombarded).observed, "any friend may observe"


def test_r6_12_fog_and_blind_fire() -> None:
    fog = vignette("G . . b", G=GUNS, sky="fog")
    line = only(fog.do(fog.bombard("G", "0401", 20)), ev.Bombarded).modifiers[0]
    assert (line.value, line.rule) == (FIRES.effect["fog"], "6.12")
    night = vignette("G . . b", G=GUNS, light=0.02)
    line = only(night.do(night.bombard("G", "0401", 20)), ev.Bombarded).modifiers[0]
    assert (line.value, line.rule) == (FIRES.effect["blind"], "6.12")
    known = vignette("G . . b", G=GUNS, light=0.02, registered=("0401", ""))
    assert not only(known.do(known.bombard("G", "0401", 20)), ev.Bombarded).modifiers, "a registered hex is not blind"


def test_r6_2_shells_hit_by_lethal_area_over_the_ground() -> None:
    scene = vignette("G . . b", G=GUNS, b={"dug": 0})
    event = only(scene.do(scene.bombard("G", "0401", 100)), ev.Bombarded)
    weapon, tables = rules().weapons["field76"], rules().combat
    area = 500 * 500 * 0.8660254037844386
    hits = SHELLS.kill * 100 * weapon.lethal_area_m2 / area * tables.cover["hasty"] * tables.aim["observed"]
    assert event.killed_share == pytest.approx(1 - exp(-hits))


def test_r6_2_men_hit_cost_cohesion_and_wake_the_unit() -> None:
    scene = vignette("G . . b", G=GUNS)
    before = scene.state.cohesion[scene["b"]]
    events = scene.rolled(scene.bombard("G", "0401", 200), 1, 1, 1, 1, spare=True)
    loss = only(events, ev.LossSuffered)
    men = loss.killed + loss.wounded + loss.missing
    assert loss.cause == "shells" and loss.missing == 0 and men > 0
    lost = before - scene.state.cohesion[scene["b"]]
    points = rules().combat.cohesion.points
    assert lost == int(points * men / 150 * 10 + 0.5), "as many points of a hundred as the share that fell"
    assert scene.state.alert[scene["b"]] >= 1000 * rules().stealth.alert["fired_on"]


def test_r6_2_nobody_is_hit_in_an_empty_hex() -> None:
    scene = vignette("G . . .", G=GUNS)
    events = scene.do(scene.bombard("G", "0401", 50))
    assert not those(events, ev.LossSuffered) and only(events, ev.Bombarded).killed_share == 0.0


def test_r6_3_fire_pins_towards_its_level() -> None:
    scene = vignette("G . . b", G=GUNS)
    events = scene.rolled(scene.bombard("G", "0401"), *[0] * 9, spare=True)
    fired = only(events, ev.Bombarded)
    hours = only(events, ev.MinutesSpent).minutes / 60
    density = fired.rounds * rules().weapons["field76"].shell_76 / (blows.hectares(scene.state) * hours)
    level = 1 - exp(-density / SHELLS.pin_shells)
    assert fired.pinned == pytest.approx(level * (1 - exp(-hours / SHELLS.pin_hours)), abs=0.0005)
    assert scene.state.pinned[scene["b"]] == round(fired.pinned * 1000)


def test_r6_31_pinning_fades() -> None:
    scene = vignette("A . . b", minutes=30)
    scene.poke("b", pinned=800, pinned_at=0)
    assert pinned_now(scene.state, scene["b"]) == 0.8
    scene.end_turn()
    later = pinned_now(scene.state, scene["b"], scene.state.minute)
    assert later == pytest.approx(0.8 * exp(-0.5 / SHELLS.pin_hours))
    fresh = vignette("A b", b={"alert": 1.0})
    power = fires.volley_power(fresh.state, fresh["b"], 1.0)
    held = rules().combat.condition.pinned
    fresh.poke("b", pinned=1000, pinned_at=0)
    left = fires.volley_power(fresh.state, fresh["b"], 1.0)
    assert left == pytest.approx((1 - held) * power), "pinned men fire little"


AWAKE = {"alert": 0.9}


def test_r6_4_men_who_step_beside_the_enemy_are_fired_at() -> None:
    scene = vignette("A . b", b=AWAKE)
    events = scene.rolled(scene.move("A", "0201"), 1, 1, 1, spare=True)
    loss = only(events, ev.LossSuffered)
    assert (scene.scenario.units[loss.unit].id, loss.cause, loss.by) == ("A", "fire", 1)
    volley = next(e for e in those(events, ev.MinutesSpent) if e.on == "volley")
    assert volley.minutes == FIRES.effect["volley_minutes"] and scene.state.noise[scene["b"]] == 2
    assert those(events, ev.UnitPinned), "and pinned"
    assert scene.state.grade[0][scene["b"]], "whoever fires is seen"


@pytest.mark.parametrize(
    "state", [{"minutes": 7}, {"ammo": 0}, {"alert": int(FIRES.defensive["alert"] * 1000) - 260}], ids=str
)
def test_r6_4_a_volley_needs_minutes_cartridges_and_men_awake(state: dict[str, int]) -> None:
    scene = vignette("A . b", b=AWAKE)
    scene.poke("b", **state)
    events = scene.do(scene.move("A", "0201"))
    assert not [e for e in those(events, ev.MinutesSpent) if e.on == "volley"]


def test_r6_4_two_of_the_strongest_fire() -> None:
    scene = vignette("A . abc", a=AWAKE | {"men": 20, "arms": {"rifle": 5}}, b=AWAKE, c=AWAKE)
    events = scene.rolled(scene.move("A", "0201"), *[1] * 9, spare=True)
    shooters = [scene.scenario.units[e.unit].id for e in those(events, ev.MinutesSpent) if e.on == "volley"]
    assert shooters == ["b", "c"]


def test_r6_5_registering_a_target() -> None:
    scene = vignette("G . . . A", G=GUNS, heights={"0301": 60})
    assert scene.refused(scene.register("A", "0501")).code == "cannot-fire"
    scene.do(scene.register("G", "0401"))
    assert scene.state.shells[scene["G"]] == 396 and scene.state.minutes[scene["G"]] == 60 - 2 * SETUP
    assert scene.names(scene.desk(0).view().registered) == {"0401"}
    assert scene.refused(scene.register("G", "0401")).code == "already-registered"
    dark = vignette("G . . .", G=GUNS, light=0.02)
    assert dark.refused(dark.register("G", "0401")).code == "no-line", "nobody sees where the shells fall"


def test_r6_5_a_barrage_falls_on_whoever_is_noticed_on_a_registered_hex() -> None:
    scene = vignette("A . b . g", g=GUNS, b={"alert": 0.0}, registered=("", "0201"))
    events = scene.rolled(scene.move("A", "0201"), *[1] * 9, spare=True)
    shot = only(events, ev.Bombarded)
    most = int(PACE * FIRES.defensive["minutes"])
    assert (shot.reason, shot.rounds) == ("defensive", min(int(400 * FIRES.defensive["share"]), most))
    assert only(events, ev.LossSuffered).unit == scene["A"]
    again = scene.do(scene.move("A", "0101"), scene.move("A", "0201"))
    assert not those(again, ev.Bombarded), "once an hour"
    quiet = vignette("A . b . g", g=GUNS, b={"alert": 0.0})
    assert not those(quiet.do(quiet.move("A", "0201")), ev.Bombarded), "nothing falls on other hexes"


def test_r6_5_a_barrage_takes_minutes_that_were_kept() -> None:
    scene = vignette("A . b . g", g=GUNS, b={"alert": 0.0}, registered=("", "0201"))
    scene.poke("g", minutes=int(FIRES.defensive["minutes"]) - 1)
    assert not those(scene.do(scene.move("A", "0201")), ev.Bombarded)


def test_r6_6_guns_support_an_assault_from_where_they_stand() -> None:
    scene = vignette("G A b", G=GUNS)
    bare, helped = (scene.desk(0).forecast(scene.assault(letters, "0301")) for letters in ("A", "AG"))
    assert not isinstance(bare, Refusal) and not isinstance(helped, Refusal)
    assert helped.ratio > bare.ratio and helped.a_power > bare.a_power
    events = scene.do(scene.assault("AG", "0301"))
    (unit, rounds), *rest = only(events, ev.AssaultResolved).support
    assert (unit, rest) == (scene["G"], []) and 0 < rounds <= min(
        int(400 * FIRES.defensive["support_share"]), PACE * 60
    )
    assert scene.state.shells[unit] < 400 and scene.state.minutes[unit] < 60, "shells and minutes are spent"


def test_r6_6_more_guns_than_the_men_can_use_fire_fewer_rounds() -> None:
    """Guns from elsewhere bring at most as much as the men on the spot, and spend no more shells than that."""
    scene = vignette("G A b", G=GUNS | {"arms": {"how152": 16}})
    bare, helped = (scene.desk(0).forecast(scene.assault(letters, "0301")) for letters in ("A", "AG"))
    assert not isinstance(bare, Refusal) and not isinstance(helped, Refusal)
    gain = helped.a_power / bare.a_power
    assert 2.0 < gain <= 1.0 + FIRES.defensive["support_most"] + 0.05
    fired = only(scene.do(scene.assault("AG", "0301")), ev.AssaultResolved).support[0][1]
    assert fired < 400 * FIRES.defensive["support_share"], "what would be wasted is not fired"


def test_r6_6_support_is_refused_out_of_reach_or_without_shells() -> None:
    far = vignette("G . . . . . . . A b", G={"kind": "infantry-gun-platoon"})
    refusal = far.refused(far.assault("AG", "1001"))
    assert (refusal.code, refusal.rule) == ("out-of-range", "6.1")
    scene = vignette("G A b", G=GUNS | {"shells": 0})
    assert scene.refused(scene.assault("AG", "0301")).code == "no-shells"
    scene.poke("G", shells=10, minutes=5)
    assert scene.refused(scene.assault("AG", "0301")).code == "too-little-time"


def test_r6_6_the_defender_s_guns_join_by_themselves() -> None:
    scene = vignette("A b . g", g=GUNS)
    assert [u for u, _ in only(scene.do(scene.assault("A", "0201")), ev.AssaultResolved).support] == [scene["g"]]
    dark = vignette("A b . g", g=GUNS, b={"dug": 100}, light=0.02)
    assert not only(dark.do(dark.assault("A", "0201")), ev.AssaultResolved).support, "not at what they cannot see"
    known = vignette("A b . g", g=GUNS, b={"dug": 100}, light=0.02, registered=("", "0101"))
    assert only(known.do(known.assault("A", "0201")), ev.AssaultResolved).support, "but on a registered hex"
    inside = vignette("A bg", g=GUNS, b={"dug": 100}, light=0.02)
    assert only(inside.do(inside.assault("A", "0201")), ev.AssaultResolved).support, "and in the assaulted hex always"


def test_r6_21_crews_in_their_vehicles_are_hardly_hit() -> None:
    for unit, least, most in (({"men": 150}, 5, 60), ({"men": 150, "vehicles": {"t-26": 30}}, 0, 1)):
        scene = vignette("G . b", G=GUNS, b=unit)
        scene.poke("b", noise=1)
        scene.do(scene.bombard("G", "0301", 200))
        assert least <= 150 - scene.state.men[scene["b"]] <= most, unit


def test_r6_4_nobody_fires_small_arms_at_tanks() -> None:
    for vehicles, volleys in (({}, True), ({"t-26": 40}, False)):
        scene = vignette("A . b", A={"vehicles": vehicles}, b={"alert": 1.0})
        assert bool(those(scene.do(scene.move("A", "0201")), ev.UnitPinned)) == volleys


def test_r6_7_what_fire_is_expected_to_do() -> None:
    scene = vignette("G . b", G=GUNS)
    told = fire_forecast(scene, "G", "0301", 100)
    assert told.observed and told.rounds == 100 and told.minutes == SETUP + int(100 / PACE + 0.999)
    before = scene.game.digest()
    assert scene.game.digest() == before, "asking spends nothing"
    event = only(scene.do(scene.bombard("G", "0301", 100)), ev.Bombarded)
    assert told.killed == pytest.approx(event.killed_share * 150) and told.pinned == pytest.approx(event.pinned)
