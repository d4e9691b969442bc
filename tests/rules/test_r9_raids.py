"""Rules 9.13 to 9.19, 9.76 and 9.77: sweeps, escorts, raids on airfields, skill, height and the dark."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

from game.core.ids import NOWHERE, SideId
from game.model import events as ev
from game.model import orders as od
from game.model.aircraft import AirBase
from game.model.sides import Price, Restraint
from game.rules import air, dogfight, raids
from tests.vignette import BLUE, RED, Scene, only, rules, those, vignette

AIR = rules().air
KI27, I16, SB = (rules().aircraft[name] for name in ("ki-27", "i-16", "sb"))
FIELD = {"base": AirBase(name="Tamsag Field", km=120)}


def scene_with(rows: str = "A . . . . b", **more: Any) -> Scene:
    """Bombers and fighters of red against fighters and bombers of blue on one field."""
    given: dict[str, Any] = {
        "minutes": 450,
        "squadrons": {
            "sb": {"aircraft": "sb", "count": 20},
            "i16": {"aircraft": "i-16", "count": 20, "base": AirBase(name="Strip", km=30)},
            "ki27": {"aircraft": "ki-27", "side": "blue", "count": 12, **FIELD},
            "ki30": {"aircraft": "ki-30", "side": "blue", "count": 8, **FIELD},
        },
    }
    return vignette(rows, **given | more)


def patrolled(machines: int = 12, **more: Any) -> Scene:
    """Blue's fighters are over the middle, and it is red's part of the turn."""
    scene = scene_with(first=BLUE, **more)
    scene.do(scene.fly("ki27", "patrol", "0301", machines), scene.end())
    return scene


def raid(scene: Scene, squadron: str = "sb", sorties: int = 0, base: str = "tamsag-field") -> od.Fly:
    number = scene.scenario.squadron_by_id[squadron]
    return od.Fly(scene.scenario.squadrons[number].side, number, "raid", NOWHERE, sorties, base)


# 9.13 ---------------------------------------------------------------------------------------------------------------


def test_r9_13_a_sweep_finds_and_attacks_patrols() -> None:
    scene = patrolled()
    events = scene.do(scene.fly("i16", "sweep", "0301", 20))
    met = only(events, ev.Intercepted)
    names = scene.scenario.squadron_by_id
    assert (met.squadron, met.by) == (names["ki27"], names["i16"]), "the sweep attacks, the patrol is attacked"
    assert met.driven == 0, "fighters do not turn back from a fight"
    assert [f.sorties for f in scene.state.aloft] == [6], "half of the patrol has to land"
    assert not those(scene.do(scene.fly("i16", "sweep", "0301", 20)), ev.FlightStays), "a sweep does not stay"


def test_r9_13_a_sweep_reaches_so_far_and_meets_nobody_where_nobody_is() -> None:
    scene = scene_with("A . . . . b" + " ." * 26, first=BLUE)
    scene.do(scene.fly("ki27", "patrol", "3101", 12), scene.end())
    assert 30 * scene.scenario.board.hex_m > AIR.combat["sweep_m"]
    assert not those(scene.do(scene.fly("i16", "sweep", "0101", 20)), ev.Intercepted)
    assert those(scene.do(scene.fly("i16", "sweep", "1001", 20)), ev.Intercepted)


def test_r9_13_only_fighters_sweep_and_escort() -> None:
    scene = scene_with()
    assert scene.refused(scene.fly("sb", "sweep", "0301")).code == "bad-mission"
    assert scene.refused(scene.fly("sb", "escort", "0301")).code == "bad-mission"
    assert scene.game.check(scene.fly("i16", "escort", "0301")) is None


# 9.14 ---------------------------------------------------------------------------------------------------------------


def test_r9_14_escorts_draw_a_patrol_off() -> None:
    scene = patrolled()
    scene.do(scene.fly("i16", "escort", "0601", 12))
    events = scene.do(scene.fly("sb", "strike", "0601", 20))
    names = scene.scenario.squadron_by_id
    met = only(events, ev.Intercepted)
    assert met.squadron == names["i16"], "each of the twelve fighters has an escort to deal with"
    assert only(events, ev.Bombed).sorties == 20, "so the bombers come through, in the plain weather of this day"
    assert sorted(f.mission for f in scene.state.aloft) == ["escort", "patrol"]


def test_r9_14_fighters_without_an_opponent_go_for_the_bombers() -> None:
    scene = patrolled()
    scene.do(scene.fly("i16", "escort", "0601", 5))
    first, second = those(scene.do(scene.fly("sb", "strike", "0601", 20)), ev.Intercepted)
    names = scene.scenario.squadron_by_id
    assert (first.squadron, first.fighters) == (names["i16"], 5)
    assert (second.squadron, second.fighters) == (names["sb"], 7)


def test_r9_14_an_escort_far_off_is_no_help() -> None:
    scene = patrolled(rows="A . . . . b" + " ." * 26)
    scene.do(scene.fly("i16", "escort", "3001", 12))
    met = only(scene.do(scene.fly("sb", "strike", "0601", 20)), ev.Intercepted)
    assert met.squadron == scene.scenario.squadron_by_id["sb"]


# 9.15 and 9.77 ------------------------------------------------------------------------------------------------------


def test_r9_15_a_raid_destroys_aircraft_on_the_ground() -> None:
    scene = scene_with()
    # No accident, no warning, no flak; then two machines hit, dealt to the ninth and the fifteenth, one of them lost.
    events = scene.do(raid(scene))
    raided = only(events, ev.BaseRaided)
    assert (raided.there, raided.base) == (20, "tamsag-field"), "all that stand on the field, of both squadrons"
    assert raided.hit == pytest.approx(raids.expected(scene.state, scene.scenario.squadrons[0], raided.sorties, 20))
    lost = [e for e in those(events, ev.AircraftLost) if e.cause == "ground"]
    assert int(raided.hit) <= sum(e.lost + e.damaged for e in lost) <= int(raided.hit) + 1
    assert all(scene.scenario.squadrons[e.squadron].side == BLUE for e in lost)


def test_r9_15_a_raid_asks_for_range_and_a_field() -> None:
    scene = scene_with()
    refusal = scene.refused(raid(scene, base="nowhere"))
    assert (refusal.code, refusal.rule) == ("no-such-base", "9.15")
    assert scene.refused(raid(scene, base="strip")).code == "no-such-base", "one's own"
    far = scene_with(squadrons={"i16": {"aircraft": "i-16"}, "ki27": {"aircraft": "ki-27", "side": "blue", **FIELD}})
    assert I16.radius_km < 100 + 120
    assert far.refused(raid(far, "i16")).code == "field-too-far"


def test_r9_15_too_far_is_too_far() -> None:
    near, far = AirBase(name="Near", km=I16.radius_km - 30), AirBase(name="Far", km=I16.radius_km - 29)
    scene = scene_with(
        squadrons={
            "i16": {"aircraft": "i-16", "base": AirBase(name="Strip", km=30)},
            "k1": {"aircraft": "ki-27", "side": "blue", "base": near},
            "k2": {"aircraft": "ki-27", "side": "blue", "base": far},
        }
    )
    assert scene.game.check(raid(scene, "i16", base="near")) is None
    assert scene.refused(raid(scene, "i16", base="far")).code == "field-too-far"
    assert scene.desk(0).options().squadrons[0].bases == ("near",)


def test_r9_15_who_is_warned_fights() -> None:
    scene = scene_with()
    # No accident, and warned; then nothing is hit.
    events = scene.rolled(raid(scene), 0, 1, *[0] * 30, spare=True)
    met = only(events, ev.Intercepted)
    up = int(12 * AIR.raid["scramble"] + 0.5)
    assert (met.fighters, met.hex) == (up, NOWHERE), "bombers do not take off to fight"
    assert "taking off" in [line.name for line in met.modifiers]
    asleep = scene_with()
    assert not those(asleep.rolled(raid(asleep), *[0] * 30, spare=True), ev.Intercepted)


def test_r9_15_a_restraint_forbids_raids_at_a_price() -> None:
    ban = Restraint(id="no-raids", side=RED, forbids="raid", region="", text="No raids.", price=Price(points=7))
    scene = scene_with(restraints=[ban])
    refusal = scene.refused(raid(scene))
    assert (refusal.code, refusal.rule, dict(refusal.facts)["restraint"]) == ("restraint", "14.2", "no-raids")
    assert not scene.desk(0).options().squadrons[0].bases
    assert scene.game.check(scene.fly("sb", "strike", "0601")) is None, "the front is not forbidden"
    scene.do(od.BreakRestraint(RED, "no-raids"))
    assert scene.state.points[0] == -7 and scene.game.check(raid(scene)) is None


def test_r9_15_machines_over_the_front_are_not_on_the_field() -> None:
    scene = patrolled()
    assert [n for _, n in raids.parked(scene.state, BLUE, "tamsag-field")] == [8], "twelve of twenty are aloft"


def test_r9_77_crews_of_machines_that_burn_live() -> None:
    scene = scene_with()
    squadron = scene.scenario.squadrons[scene.scenario.squadron_by_id["ki27"]]
    before = air.squadrons.crews_left(scene.state, squadron)
    scene.state.air_lost[squadron.number], scene.state.air_causes[squadron.number] = 4, (1, 0, 3, 0)
    assert air.squadrons.crews_left(scene.state, squadron) == before - 1


def test_r9_77_a_field_loses_no_more_than_its_share() -> None:
    scene = scene_with()
    bombers = scene.scenario.squadrons[0]
    assert raids.expected(scene.state, bombers, 10, 20) == pytest.approx(10 * AIR.raid["hit"]), "four bombs of 100 kg"
    assert raids.expected(scene.state, bombers, 500, 20) == 20 * AIR.raid["most"]
    fighters = scene.scenario.squadrons[1]
    assert raids.expected(scene.state, fighters, 10, 20) < 0.2, "machine guns alone burn little"


def test_r9_15_the_27th_of_june() -> None:
    """Some 120 machines, about a third of them bombers, against two fields: 16 to 20 aircraft in all are recorded."""
    scene = scene_with(
        squadrons={
            "ki21": {"aircraft": "ki-21", "count": 30, "quality": 1.3},
            "ki27": {"aircraft": "ki-27", "count": 75, "quality": 1.3},
            "i16": {"aircraft": "i-16", "count": 60, "side": "blue", **FIELD},
            "i15": {"aircraft": "i-15bis", "count": 40, "side": "blue", **FIELD},
        }
    )
    state, every = scene.state, scene.scenario.squadrons
    burnt = raids.expected(state, every[0], 30, 100) * AIR.raid["down"]
    burnt += raids.expected(state, every[1], 75, 100) * AIR.raid["down"]
    up = int(60 * AIR.raid["scramble"] + 0.5)
    air_won = dogfight.fight(state, every[1], "raid", 75, every[2], up, AIR.raid["climb"])
    shot = AIR.raid["warned"] * air_won.hit_back * AIR.combat["down"]
    own = AIR.raid["warned"] * air_won.hit * AIR.combat["down"]
    assert 4 < burnt + shot < 20, f"{burnt:.1f} on the ground and {shot:.1f} in the air"
    assert own < 4


# 9.16, 9.17 and 9.76 ------------------------------------------------------------------------------------------------


def fighting(first: str = "i-16", second: str = "ki-27", **more: Any) -> tuple[Scene, dogfight.Fight]:
    given = {"a": {"aircraft": first}, "z": {"aircraft": second, "side": "blue", **more}}
    scene = scene_with(squadrons=given)
    a, z = scene.scenario.squadrons
    return scene, dogfight.fight(scene.state, a, "patrol" if first != "sb" else "strike", 10, z, 10)


def test_r9_16_skill_and_weariness_count() -> None:
    _, plain = fighting()
    scene, skilled = fighting(quality=1.3)
    assert skilled.hit == pytest.approx(plain.hit * 1.3) and skilled.hit_back == plain.hit_back
    scene.state.air_tired[1] = 1000
    a, z = scene.scenario.squadrons
    weary = dogfight.fight(scene.state, a, "patrol", 10, z, 10)
    assert weary.hit == pytest.approx(skilled.hit * (1 - AIR.combat["weary"]))
    assert {line.name for line in weary.modifiers} >= {"skill", "weary crews"}


def test_r9_16_one_machine_fights_no_more_than_it_can_reach() -> None:
    scene, _ = fighting()
    a, z = scene.scenario.squadrons
    crowd = int(AIR.combat["crowd"])
    twice, many = (dogfight.fight(scene.state, a, "patrol", 3, z, n) for n in (3 * crowd, 30 * crowd))
    assert twice.hit == many.hit, "the rest wait for their turn"
    assert many.hit_back <= 3 * crowd


def test_r9_17_bombers_above_the_ceiling_are_hardly_caught() -> None:
    _, high = fighting("sb")
    scene, _ = fighting("sb")
    a, z = scene.scenario.squadrons
    low = dogfight.fight(scene.state, evolve(a, aircraft=evolve(SB, height_m=KI27.ceiling_m)), "strike", 10, z, 10)
    assert high.hit == pytest.approx(low.hit * AIR.combat["above"])
    assert high.driven == pytest.approx(low.driven * AIR.combat["above"])
    assert SB.height_m > KI27.ceiling_m


def test_r9_76_who_attacks_dives_who_is_attacked_turns() -> None:
    _, diving = fighting("ki-27", "i-16")
    _, turning = fighting("i-16", "ki-27")
    assert I16.dive > 1 > I16.turn and KI27.turn > 1 > KI27.dive
    assert diving.hit / diving.hit_back > turning.hit_back / turning.hit, "the I-16 does better when it attacks"
    names = {(line.side, line.name) for line in diving.modifiers}
    assert names >= {("D", "dive"), ("A", "turn")}
    _, bombers = fighting("sb")
    assert not {"dive", "turn"} & {line.name for line in bombers.modifiers}, "nobody turns with a bomber"


# 9.19 ---------------------------------------------------------------------------------------------------------------


def test_r9_19_marches_by_night_are_hardly_seen_from_the_air() -> None:
    day, night = scene_with(), scene_with(light=0.3)
    for scene in (day, night):
        scene.poke("b", noise=1)
    b = day["b"]
    by_day, by_night = air.sighting(day.state, b, 1), air.sighting(night.state, b, 1)
    assert by_night == pytest.approx(by_day / AIR.look["moving"] * AIR.look["dark"]), "no dust is seen at night"
    assert by_night < by_day / 5


def test_views_tell_neither_side_what_stands_on_the_other_field() -> None:
    scene = scene_with()
    before = scene.desk(0).view()
    scene.state.air_ready[scene.scenario.squadron_by_id["ki30"]] = 1
    scene.state.caches.clear()
    scene.game._desks.clear()
    after = scene.desk(0).view()
    assert before.squadrons == after.squadrons
    assert scene.desk(0).options().squadrons[0].bases == ("tamsag-field",)
    assert SideId(0) == RED
