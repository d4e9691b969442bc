"""Chapter 9: squadrons, weather, missions, bombs, losses, patrols."""

from __future__ import annotations

from math import prod
from typing import Any

import pytest

from game.core.ids import SideId, SquadronId
from game.engine import AirForecast
from game.model import events as ev
from game.model import orders as od
from game.model.aircraft import Flight
from game.model.sides import Price, Restraint
from game.rules import air, blows, concentration, flak, squadrons
from game.rules.shellfire import bombardment, pinned_by
from tests.vignette import RED, Scene, only, rules, those, vignette

AIR = rules().air
SB, I15 = rules().aircraft["sb"], rules().aircraft["i-15"]
ROWS = """
A . . . . b
 . . . . . .
"""


def scene_with(rows: str = ROWS, **more: Any) -> Scene:
    """A bomber and a fighter squadron of red, ten machines each, and a fighter squadron of blue."""
    given: dict[str, Any] = {
        "minutes": 450,
        "squadrons": {
            "sb": {"aircraft": "sb"},
            "i15": {"aircraft": "i-15"},
            "tb3": {"aircraft": "tb-3rn", "count": 4},
            "ki27": {"aircraft": "ki-27", "side": "blue"},
        },
        "b": {"men": 600},
    }
    return vignette(rows, **given | more)


def know(scene: Scene, side: int = 0) -> Scene:
    """Makes a side know the enemy units there are."""
    for unit in scene.scenario.units_of[1 - side]:
        scene.state.grade[side][unit] = ev.SEEN
        scene.state.seen_hex[side][unit] = scene.state.hex[unit]
        scene.state.seen_men[side][unit] = (500, 700)
    scene.state.caches.clear()
    scene.game._desks.clear()
    return scene


def number(scene: Scene, squadron: str) -> SquadronId:
    return scene.scenario.squadron_by_id[squadron]


# 9.1 ----------------------------------------------------------------------------------------------------------------


def test_r9_1_a_day_has_so_many_sorties() -> None:
    scene = scene_with()
    sb = number(scene, "sb")
    assert scene.state.air_left[sb] == 10 * AIR.sorties["bomber"]
    first = only(scene.do(scene.fly("sb", "strike", "0601", 6)), ev.SortiesFlown)
    assert first.sent == 6 and scene.state.air_left[sb] == 20 - 6
    second = only(scene.do(scene.fly("sb", "strike", "0601")), ev.SortiesFlown)
    assert second.sent == 14, "turns of 450 minutes allow three rounds, so the day's sorties are the bound"
    assert scene.refused(scene.fly("sb", "strike", "0601")).code == "no-sorties"


def test_r9_1_a_short_turn_sends_each_machine_once() -> None:
    scene = scene_with(minutes=60)
    squadron = scene.scenario.squadrons[number(scene, "sb")]
    assert squadrons.turn_round(scene.state, squadron) == 2 * 60 * 100 // SB.speed_kmh + 90
    assert only(scene.do(scene.fly("sb", "strike", "0601", 99)), ev.SortiesFlown).sent == 10
    assert scene.refused(scene.fly("sb", "strike", "0601")).code == "no-sorties"
    scene.end_turn()
    assert only(scene.do(scene.fly("sb", "strike", "0601")), ev.SortiesFlown).sent == 10, "the second of the day"


def test_r9_1_a_new_day_brings_new_sorties() -> None:
    scene = scene_with()
    scene.do(scene.fly("sb", "recon", "0601"))
    left = scene.state.air_left[number(scene, "sb")]
    scene.end_turn()
    assert scene.state.air_left[number(scene, "sb")] == left, "19:30 on the same day"
    scene.end_turn()
    assert scene.state.air_left[number(scene, "sb")] > left, "03:00 on the next"


def test_r9_1_a_squadron_comes_on_its_date_and_flies_for_its_side() -> None:
    scene = scene_with(squadrons={"sb": {"from_minute": 450}, "ki27": {"side": "blue", "aircraft": "ki-27"}})
    assert scene.refused(scene.fly("sb", "strike", "0601")).code == "squadron-away"
    foreign = od.Fly(RED, number(scene, "ki27"), "patrol", scene.hex("0601"))
    assert scene.refused(foreign).code == "no-such-squadron"
    assert scene.refused(od.Fly(RED, SquadronId(9), "patrol", scene.hex("0601"))).code == "no-such-squadron"
    assert [s.present for s in scene.desk(0).view().squadrons] == [False]
    scene.end_turn()
    assert scene.accepted(scene.fly("sb", "strike", "0601")).rolled


def test_r9_11_crews_tire_and_rest() -> None:
    scene = scene_with()
    sb = number(scene, "sb")
    scene.do(scene.fly("sb", "strike", "0601", 10), scene.fly("sb", "strike", "0601", 10))
    spent = 2 * int(AIR.crews["sortie"] * 1000)
    assert scene.state.air_tired[sb] == spent
    weary = squadrons.days_sorties(scene.state, scene.scenario.squadrons[sb], 1000)
    assert weary == int((10 - scene.state.air_lost[sb]) * AIR.sorties["bomber"] * (1 - AIR.crews["cost"]))
    scene.end_turn()
    scene.end_turn()
    assert scene.state.air_tired[sb] == max(0, spent - int(AIR.crews["rest"] * 1000))


# 9.2 ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sky", ["cloud", "rain", "heavy-rain", "fog"])
def test_r9_2_bad_weather_turns_flights_back(sky: str) -> None:
    scene = scene_with(sky=sky, visibility_m=2000)
    chance, lines = squadrons.finding(scene.state)
    assert chance == AIR.weather[sky] == lines[0].value
    twin = scene_with(sky=sky, visibility_m=2000)
    events = scene.rolled(scene.fly("sb", "strike", "0501"), 0, 0, 0, 0)
    flown = only(events, ev.SortiesFlown)
    assert (flown.sent, flown.arrived) == (20, 0), "three flights that did not find it; the fourth roll is the accident"
    assert scene.state.air_left[number(scene, "sb")] == 0, "sorties that turn back are spent"
    assert not those(events, ev.Bombed)
    found = only(twin.rolled(twin.fly("sb", "strike", "0501"), 0, 1, 0, 0), ev.SortiesFlown)
    assert found.arrived == AIR.limits["flight"], "one flight of nine found it"


def test_r9_2_fog_on_the_field_keeps_everybody_down() -> None:
    scene = know(scene_with(sky="fog", visibility_m=int(AIR.limits["field_m"]) - 1))
    refusal = scene.refused(scene.fly("sb", "strike", "0601"))
    assert (refusal.code, refusal.rule) == ("field-closed", "9.2")
    assert not scene.desk(0).options().squadrons


def test_r9_2_only_night_types_fly_in_the_dark() -> None:
    scene = know(scene_with(light=0.2))
    assert scene.refused(scene.fly("sb", "strike", "0601")).code == "no-night"
    assert [o.squadron for o in scene.desk(0).options().squadrons] == [number(scene, "tb3")]
    chance, lines = squadrons.finding(scene.state)
    dark = AIR.limits["dark"]
    assert chance == pytest.approx(dark + (1 - dark) * 0.2) and lines[0].name == "darkness"
    bombed = only(scene.rolled(scene.fly("tb3", "strike", "0601"), 1, 0, 0, spare=True), ev.Bombed)
    assert [line.name for line in bombed.modifiers] == ["night bombing"]


# 9.3 ----------------------------------------------------------------------------------------------------------------


def test_r9_3_missions_hang_on_the_type() -> None:
    scene = know(scene_with())
    assert scene.refused(scene.fly("sb", "patrol", "0601")).code == "bad-mission"
    assert scene.refused(scene.fly("tb3", "interdict", "0601")).code == "bad-mission"
    assert scene.refused(scene.fly("sb", "ramming", "0601")).code == "bad-mission"
    offered = {o.squadron: dict(o.missions) for o in scene.desk(0).options().squadrons}
    assert set(offered[number(scene, "sb")]) == {"strike", "interdict", "recon"}
    assert scene.names(offered[number(scene, "sb")]["strike"]) == {"0601"}, "attacks where enemies are known"
    for option in scene.desk(0).options().squadrons:
        for mission, mask in option.missions:
            for hex_ in scene.names(mask):
                squadron = scene.scenario.squadrons[option.squadron].id
                assert scene.game.check(scene.fly(squadron, mission, hex_)) is None, "what is offered is allowed"


def test_r9_3_nothing_falls_on_friends() -> None:
    scene = scene_with()
    refusal = scene.refused(scene.fly("sb", "strike", "0101"))
    assert (refusal.code, refusal.rule) == ("friends-there", "9.4")
    assert scene.refused(scene.fly("i15", "interdict", "0101")).code == "friends-there"
    assert scene.game.check(scene.fly("i15", "patrol", "0101")) is None


def banned(forbids: str, region: str = "east") -> Scene:
    ban = Restraint(id="ban", side=SideId(0), forbids=forbids, region=region, text="No.", price=Price(points=3))
    return know(scene_with(regions={"east": "0501 0601"}, restraints=[ban]))


def test_r9_3_a_ban_on_the_air_holds_until_it_is_broken() -> None:
    scene = banned("air")
    for mission in ("strike", "recon"):
        refusal = scene.refused(scene.fly("sb", mission, "0601"))
        assert (refusal.code, refusal.rule, refusal.fact("restraint")) == ("restraint", "14.2", "ban")
    assert scene.game.check(scene.fly("sb", "recon", "0301")) is None, "outside the region"
    assert "strike" not in {m for o in scene.desk(0).options().squadrons for m, _ in o.missions}
    scene.do(od.BreakRestraint(SideId(0), "ban"))
    assert scene.state.points[0] == -3
    assert those(scene.do(scene.fly("sb", "strike", "0601")), ev.Bombed)


def test_r9_3_a_ban_on_fire_forbids_bombs_but_not_looking() -> None:
    scene = banned("fire-into")
    assert scene.refused(scene.fly("sb", "strike", "0601")).code == "restraint"
    assert scene.refused(scene.fly("sb", "interdict", "0501")).code == "restraint"
    assert scene.game.check(scene.fly("sb", "recon", "0601")) is None


def test_r9_3_a_ban_over_the_whole_map_leaves_nothing_to_do() -> None:
    assert not banned("air", region="").desk(0).options().squadrons


# 9.4 ----------------------------------------------------------------------------------------------------------------


def recomputed(scene: Scene, event: ev.Bombed, posture: str) -> float:
    """Share of the men hit, from the event alone."""
    squadron = scene.scenario.squadrons[event.squadron]
    worth = 1.0
    for line in event.modifiers:
        worth *= line.value if line.effect == "P" else 1.0
    assert event.loads == pytest.approx(event.sorties * worth)
    shells = [(weapon, n * event.loads) for weapon, n in squadrons.payload(squadron, event.mission)]
    key = next(line.source.removeprefix("combat.aim.") for line in event.modifiers if line.effect == "V")
    area = blows.hectares(scene.state)
    return bombardment(shells, area, posture, AIR.attack["minutes"], key, rules().combat).killed


def test_r9_4_bombing_is_recomputed_from_its_event() -> None:
    scene = know(scene_with(sky="cloud"))
    events = scene.rolled(scene.fly("sb", "strike", "0601", 9), 1, 0, 0, 0, spare=True)
    bombed = only(events, ev.Bombed)
    assert [line.source for line in bombed.modifiers] == ["combat.aim.bombing", "air.attack.cloud"]
    assert bombed.killed_share == pytest.approx(recomputed(scene, bombed, "hasty"))
    assert only(events, ev.UnitPinned).pinned == round(bombed.pinned * 1000)
    area, weight = blows.hectares(scene.state), 4 * rules().weapons["bomb-100"].shell_76 * bombed.loads
    assert bombed.pinned == pytest.approx(
        pinned_by(weight, area, AIR.attack["minutes"], 0.0, rules().combat), abs=0.001
    )


def test_r9_4_bombs_pin_more_than_they_kill() -> None:
    scene = know(scene_with(squadrons={"sb": {"count": 22}}, b={"men": 600, "dug": 2000}))
    forecast = scene.desk(0).forecast_air(scene.fly("sb", "strike", "0601", 22))
    assert isinstance(forecast, AirForecast)
    assert forecast.pinned > 0.35 and forecast.killed < 2.0, "22 bombers over a battalion in its trenches"


def test_r9_4_a_low_attack_is_better_aimed_and_uses_guns() -> None:
    scene = know(scene_with())
    squadron = scene.scenario.squadrons[number(scene, "i15")]
    assert squadrons.payload(squadron, "strafe") == (*I15.load, *I15.guns)
    assert air.aim(scene.state, squadron, "strafe")[0] == "low-level"
    bombed = only(scene.do(scene.fly("i15", "strafe", "0601", 10)), ev.Bombed)
    assert bombed.killed_share == pytest.approx(recomputed(scene, bombed, "hasty"))


def test_r9_4_losses_are_from_bombing_and_friends_in_the_hex_are_never_hit() -> None:
    scene = know(scene_with(squadrons={"sb": {"count": 200, "crews": 200}}, b={"men": 600}))
    loss = only(scene.do(scene.fly("sb", "strike", "0601", 200)), ev.LossSuffered)
    assert loss.cause == "bombing" and loss.by == 0 and loss.unit == scene["b"]


def test_r9_41_raids_of_a_turn_fall_together() -> None:
    squads = {f"sb{i}": {"aircraft": "sb", "count": n} for i, n in enumerate((20, 5))}
    scene = know(scene_with(squadrons=squads))
    levels = [
        only(scene.do(scene.fly(name, "strike", "0601", n)), ev.Bombed).pinned for name, n in (("sb0", 20), ("sb1", 5))
    ]
    whole = know(scene_with(squadrons={"sb": {"count": 25}}))
    at_once = only(whole.do(whole.fly("sb", "strike", "0601", 25)), ev.Bombed).pinned
    assert levels[0] < levels[1] == pytest.approx(at_once, abs=0.002), "a weak raid adds to a strong one"


def test_r9_41_guns_and_bombs_add_up() -> None:
    scene = know(scene_with("AC . . . . b", C="field-battery"))
    shells = only(scene.do(scene.bombard("C", "0601", 60)), ev.Bombarded).pinned
    lifts = scene.state.fire_on[0][scene.hex("0601")].lifts
    forecast = scene.desk(0).forecast_air(scene.fly("sb", "strike", "0601", 10))
    bombed = only(scene.do(scene.fly("sb", "strike", "0601", 10)), ev.Bombed)
    fire = scene.state.fire_on[0][scene.hex("0601")]
    assert bombed.pinned > shells and fire.lifts == lifts and fire.guns, "the guns decide when"
    assert isinstance(forecast, AirForecast) and forecast.pinned == pytest.approx(bombed.pinned, abs=0.001)


def test_r9_41_a_raid_waits_for_the_assault() -> None:
    scene = know(scene_with("A . . . b"))
    scene.do(scene.move("A", "0401"), scene.fly("sb", "strike", "0501", 10))
    late = concentration.timing(scene.state, RED, scene.hex("0501"), (scene["A"],), 60)
    assert late.begins > scene.state.minute + AIR.attack["minutes"] and not late.waits
    assert late.early == late.begins - scene.state.fire_on[0][scene.hex("0501")].lifts, "as if it came only now"
    scene.do(scene.assault("A", "0501"))
    assert scene.state.fire_on[0][scene.hex("0501")].lifts == late.begins


# 9.5 ----------------------------------------------------------------------------------------------------------------


def interdicted(**more: Any) -> Scene:
    scene = scene_with("A . . . b .", **more)
    scene.do(scene.fly("i15", "interdict", "0401", 8), scene.end())
    return scene


def test_r9_5_whoever_marches_under_aircraft_is_attacked_and_stops() -> None:
    scene = interdicted()
    assert scene.names(scene.desk(1).view().harried) == {"0401"}, "everybody sees them"
    route = scene.desk(1).route(scene["b"], scene.hex("0301"))
    assert not isinstance(route, od.Refusal) and "aircraft" in route.remarks and not route.undoable
    before = scene.state.minutes[scene["b"]]
    events = scene.do(scene.move("b", "0301"))
    assert scene.where("b") == "0401", "its march ends there"
    bombed = only(events, ev.Bombed)
    assert (bombed.mission, bombed.sorties) == ("interdict", 2), "a quarter of eight"
    cover = [e for e in events if isinstance(e, ev.MinutesSpent) and e.on == "air attack"]
    assert cover[0].minutes == AIR.harry["cover"]
    assert scene.state.minutes[scene["b"]] < before - AIR.harry["cover"]
    assert scene.state.aloft == (Flight(number(scene, "i15"), "interdict", scene.hex("0401"), 6),)
    assert any(isinstance(e, ev.ContactMade) and e.by in ("air", "sight") for e in events)
    again = scene.do(scene.move("b", "0301"))
    assert not those(again, ev.Bombed), "it may go on, for it marches out of the hex"


def test_r9_5_whoever_is_wiped_out_under_aircraft_is_no_contact() -> None:
    scene = interdicted()
    scene.poke("b", men=1)
    events = scene.rolled(scene.move("b", "0401"), *[1] * 60, spare=True)
    gone = events.index(only(events, ev.UnitRemoved))
    assert not those(events[gone:], ev.ContactMade) and not those(events, ev.FatigueChanged)
    assert not scene.desk(0).view().contacts, "nobody is left to be seen"


def test_r9_5_carriers_keep_off_and_aircraft_go_home() -> None:
    scene = scene_with("A . . b . .", supply=("", "0601"))
    assert scene.desk(1).view().unit_of[scene["b"]].in_supply
    scene.do(scene.fly("i15", "interdict", "0501", 8), scene.end())
    assert not scene.desk(1).view().unit_of[scene["b"]].in_supply
    scene.do(scene.end())
    assert not scene.state.aloft, "they are home when their side's next part begins"
    assert scene.desk(1).view().unit_of[scene["b"]].in_supply


def test_r9_5_dark_sends_them_home() -> None:
    scene = scene_with(light=[1.0, 0.1], first=SideId(1))
    scene.do(scene.end(), scene.fly("i15", "interdict", "0401", 8))
    assert scene.state.aloft
    scene.do(scene.end())
    assert not scene.state.aloft


# 9.6 ----------------------------------------------------------------------------------------------------------------


def test_r9_6_reconnaissance_makes_contacts() -> None:
    scene = scene_with("A%" + " ." * 12 + " b", visibility_m=1000)
    assert not scene.desk(0).view().contacts
    events = scene.rolled(scene.fly("sb", "recon", "1201", 1), 0, 1)
    seen = only(events, ev.ContactMade)
    assert (seen.by, seen.grade, seen.unit) == ("air", ev.SEEN, scene["b"]), "two hexes from the target"
    assert [c.unit for c in scene.desk(0).view().contacts] == [None], "not identified"


def test_r9_6_chances_of_finding() -> None:
    scene = scene_with()
    b, look = scene["b"], AIR.look
    once = air.sighting(scene.state, b, 1)
    ground = 1.0 - scene.scenario.board.terrain(scene.state.hex[b]).concealment
    assert once == pytest.approx(look["chance"] * ground)
    assert air.sighting(scene.state, b, 2) == pytest.approx(1 - (1 - once) ** 2)
    scene.poke("b", noise=1)
    assert air.sighting(scene.state, b, 1) == pytest.approx(once * look["moving"])
    scene.poke("b", noise=0, dug=3000)
    assert air.sighting(scene.state, b, 1) == pytest.approx(once * look["dug"])
    tanks = scene_with(b="tank-company")
    assert air.sighting(tanks.state, tanks["b"], 1) == pytest.approx(look["chance"] * ground * look["vehicles"])


def test_r9_6_men_who_creep_are_not_found() -> None:
    scene = scene_with("A%" + " ." * 12 + " b", visibility_m=1000)
    scene.poke("b", hidden=True)
    assert not those(scene.do(scene.fly("sb", "recon", "1301")), ev.ContactMade)


# 9.7 ----------------------------------------------------------------------------------------------------------------


def test_r9_71_anti_aircraft_guns_reach_high() -> None:
    scene = scene_with(b={"men": 100, "arms": {"aa75": 4}})
    squadron = scene.scenario.squadrons[number(scene, "sb")]
    fire = flak.batteries(scene.state, SideId(0), scene.hex("0601"))
    chance, lines = flak.hit_chance(scene.state, squadron, "strike", fire)
    assert chance == pytest.approx(4 * AIR.flak["gun"] / 1000 * AIR.flak["high"] / SB.toughness)
    assert chance == pytest.approx(sum(line.value for line in lines)) and lines[0].rule == "9.71"
    far = scene_with("A . . . . . . . . . b", b={"men": 100, "arms": {"aa75": 4}})
    assert not flak.hit_chance(far.state, squadron, "strike", flak.batteries(far.state, RED, far.hex("0301")))[0]


def test_r9_72_machine_guns_reach_low() -> None:
    scene = scene_with(b={"men": 100, "arms": {"hmg": 20}})
    fire = flak.batteries(scene.state, RED, scene.hex("0601"))
    bomber, fighter = (scene.scenario.squadrons[number(scene, s)] for s in ("sb", "i15"))
    assert flak.hit_chance(scene.state, bomber, "strike", fire)[0] == 0.0
    low, lines = flak.hit_chance(scene.state, fighter, "strafe", fire)
    assert low == pytest.approx(20 * AIR.flak["mg"] / 1000 / I15.toughness) and lines[0].rule == "9.72"


def test_r9_73_hits_are_lost_or_damaged() -> None:
    scene = scene_with(b={"men": 100, "arms": {"hmg": 500}})
    # Accident no; then one hit for sure by the fraction; it is lost; then the men.
    events = scene.rolled(scene.fly("i15", "strafe", "0601", 10), 0, 1, 1, 0, 0, 0, 0, spare=True)
    lost = only(events, ev.AircraftLost)
    assert (lost.lost, lost.damaged, lost.cause) == (1, 0, "flak")
    assert only(events, ev.Bombed).sorties == 9
    own = scene.desk(0).view().squadrons[1]
    assert (own.ready, own.damaged, own.lost) == (9, 0, 1)


def test_r9_7_losses_at_khasan_are_one_or_two_in_a_thousand() -> None:
    flights = (("sb", "strike", 347), ("tb-3rn", "strike", 40), ("i-15", "strafe", 534), ("r-5sss", "strafe", 82))
    near = {"arms": {"hmg": 24, "lmg": 40, "aa75": 2}, "men": 600}
    given = {name: {"aircraft": name, "count": n, "crews": n} for name, _, n in flights}
    scene = know(vignette("A . . . b . c", minutes=450, squadrons=given, b=near, c=near))
    lost = 0.0
    for name, mission, sorties in flights:
        forecast = air.forecast(scene.state, scene.fly(name, mission, "0501", sorties))
        assert isinstance(forecast, AirForecast) and forecast.sent == sorties
        chance = flak.hit_chance(
            scene.state,
            scene.scenario.squadrons[number(scene, name)],
            mission,
            flak.batteries(scene.state, RED, scene.hex("0501")),
        )[0]
        lost += sorties * (chance * AIR.flak["down"] + AIR.flak["accident"] / 1000)
    assert 0.7 < lost < 2.5, f"{lost:.2f} of 1,003 sorties; one or two are recorded"


def test_r9_74_damaged_machines_are_mended_overnight() -> None:
    scene = scene_with()
    sb = number(scene, "sb")
    scene.state.air_ready[sb], scene.state.air_damaged[sb] = 5, 5
    scene.end_turn()
    assert scene.state.air_damaged[sb] == 5, "the same day"
    events = scene.end_turn()
    assert only(events, ev.AircraftRepaired).number == 5 * AIR.service["repair"]
    assert (scene.state.air_ready[sb], scene.state.air_damaged[sb]) == (7, 3)


def test_r9_75_the_enemy_claims_every_hit() -> None:
    scene = scene_with(b={"men": 100, "arms": {"hmg": 500}})
    scene.rolled(scene.fly("i15", "strafe", "0601", 10), 0, 1, 0, 0, 0, 0, 0, spare=True)
    assert scene.desk(0).view().aircraft_lost == (0, 0)
    assert scene.desk(1).view().aircraft_lost == (1, 0), "damaged, and claimed"
    assert not scene.desk(1).view().squadrons[0].lost


# 9.8 ----------------------------------------------------------------------------------------------------------------


def patrolled() -> Scene:
    scene = scene_with(first=SideId(1))
    scene.do(scene.fly("ki27", "patrol", "0401", 10), scene.end())
    return know(scene)


def test_r9_8_a_patrol_meets_missions_within_its_radius() -> None:
    scene = patrolled()
    assert scene.desk(1).view().flights and not scene.desk(0).view().flights, "patrols are not seen before they are met"
    events = scene.do(scene.fly("sb", "strike", "0601", 10))
    met = only(events, ev.Intercepted)
    table, ki27 = AIR.combat, rules().aircraft["ki-27"]
    speed = min(table["speed"], ki27.speed_kmh / SB.speed_kmh)
    fresh = 1 - table["weary"] * AIR.crews["sortie"]
    assert met.hit == pytest.approx(10 * table["hit"] * ki27.fight * speed / SB.toughness * table["above"] * fresh)
    assert met.hit_back == pytest.approx(10 * table["hit"] * SB.fight / ki27.toughness * fresh)
    for side, count, result in (("D", met.fighters, met.hit), ("A", met.sorties, met.hit_back)):
        worth = prod(line.value for line in met.modifiers if line.side == side)
        assert count * table["hit"] * worth == pytest.approx(result), "the event alone gives the result"
    assert met.driven in (0, 1), f"{10 * table['driven'] * table['above']} are expected"
    flown, lost = only(events, ev.SortiesFlown), those(events, ev.AircraftLost)
    hits = sum(e.lost + e.damaged for e in lost if e.squadron == flown.squadron and e.cause == "fighters")
    assert only(events, ev.Bombed).sorties == 10 - hits - met.driven
    assert scene.state.aloft[0].sorties == 5, "half of the patrol lands after a fight"


def test_r9_8_a_patrol_far_off_meets_nobody() -> None:
    scene = scene_with("A . . . . b" + " ." * 12, first=SideId(1))
    assert 11 * scene.scenario.board.hex_m > AIR.combat["radius_m"] >= 10 * scene.scenario.board.hex_m
    scene.do(scene.fly("ki27", "patrol", "1701", 10), scene.end())
    assert not those(scene.do(scene.fly("sb", "strike", "0601", 10)), ev.Intercepted)


def test_r9_8_fighters_fight_and_do_not_turn_back_on_patrol() -> None:
    scene = patrolled()
    met = only(scene.do(scene.fly("i15", "patrol", "0401", 10)), ev.Intercepted)
    assert met.driven == 0 and met.hit_back > 5 * AIR.combat["hit"]


# 9.9 ----------------------------------------------------------------------------------------------------------------


def test_r9_9_the_forecast_is_the_mean_and_knows_no_secrets() -> None:
    scene = know(scene_with(sky="rain", squadrons={"sb": {"count": 90, "crews": 90}}))
    order = scene.fly("sb", "strike", "0601", 90)
    forecast = scene.desk(0).forecast_air(order)
    assert isinstance(forecast, AirForecast)
    assert forecast.arrive == pytest.approx(90 * AIR.weather["rain"])
    scene.poke("b", arms=(0, 0), men=10, dug=9000)
    assert scene.desk(0).forecast_air(order) == forecast, "it hangs on what is known of the enemy"
    unknown = scene_with().desk(0)
    nothing = unknown.forecast_air(scene.fly("sb", "strike", "0501"))
    assert isinstance(nothing, AirForecast) and nothing.killed == nothing.pinned == nothing.hit == 0.0


def test_r9_9_whether_a_mission_can_be_taken_back_tells_nothing() -> None:
    for target in ("0501", "0601"):
        scene = scene_with()
        assert not scene.accepted(scene.fly("sb", "strike", target)).undoable
    assert not scene_with().accepted(scene_with().fly("i15", "patrol", "0301")).undoable
