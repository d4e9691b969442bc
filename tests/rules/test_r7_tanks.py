"""Chapter 7 at Khalkhin Gol: tanks and armoured cars on open steppe, bottles and heat, flame, and what put them out."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

from game.model import events as ev
from game.model.units import LAST_MAN
from game.rules import action
from game.rules.armour import causes, crew_hit, duel, heat, piercing, stalking, written_off
from game.rules.attrition import prepare
from tests.rules.armoury import combat_tables, force, on, rifles
from tests.vignette import Scene, only, rules, those, vignette

TABLES = combat_tables()
PLAIN = on("flat desert")
HULLS = rules().vehicles
BATTALION: dict[str, Any] = {
    "kind": "rifle-battalion",
    "men": 900,
    "arms": {"rifle": 650, "lmg": 33, "hmg": 9, "discharger": 30, "gun70": 2},
    "shells": 160,
    "alert": 0.8,
}
ANTI_TANK: dict[str, Any] = {"kind": "at-company", "men": 90, "arms": {"at37": 5}, "shells": 500, "alert": 0.9}
GUNS: dict[str, Any] = {
    "kind": "regimental-gun-company",
    "men": 120,
    "arms": {"gun75": 4},
    "shells": 400,
    "alert": 0.8,
}


def tanks(kind: str, **hulls: int) -> dict[str, Any]:
    """A battalion of vehicles and nothing else."""
    names = {name.replace("_", "-"): count for name, count in hulls.items()}
    return {"kind": kind, "men": sum(names.values()) * 3 + 16, "vehicles": names, "arms": {}, "quality": 0.95}


def scene(**more: Any) -> Scene:
    """Two hexes of steppe, tanks in one of them and whatever stands in the other."""
    return vignette(
        "T_ " + "".join(k for k in more if len(k) == 1 and k.islower()) + "_ _", hex_m=1000, minutes=180, **more
    )


def ready(given: Scene, press: str = "attack") -> action.Action:
    """The assault of the tanks gathered as it is."""
    return action.gather(given.state, given.assault("T", "0201", press, 60), true=True)


def test_r7_28_tanks_ride_up_on_open_ground() -> None:
    near = rules().combat.duel_range
    company = tanks("tank-company", bt_5=10)
    for press in ("probe", "attack", "storm"):
        found = ready(scene(T=company, b=BATTALION), press).prepared.circumstances
        assert (found.range_m, found.bearing) == (near[press], rules().combat.bearing["open"])
    assert near["storm"] < near["attack"] < near["elsewhere"] < near["probe"]
    for sign, key in ((":", "dunes"), ("^", "elsewhere")):
        ground = vignette(f"T_ b{sign}", hex_m=1000, T=company, b=BATTALION)
        found = action.gather(ground.state, ground.assault("T", "0201"), true=True).prepared.circumstances
        assert (found.range_m, found.bearing) == (near[key], rules().combat.bearing["elsewhere"])


def test_r7_28_guns_of_tanks_against_tanks() -> None:
    armour = rules().combat.armour
    for target in ("type-89", "type-95", "type-97"):
        assert piercing(HULLS["bt-7"].penetration_mm, 800, HULLS[target], armour) > 0.95, "45 mm kills them from afar"
    for gun in ("type-89", "type-95"):
        far, near = (piercing(HULLS[gun].penetration_mm, metres, HULLS["bt-5"], armour) for metres in (900, 250))
        assert far < 0.3 and near > 0.6, f"the {gun} must come near a BT"
    assert piercing(27, 800, HULLS["ba-10"], armour) > 0.99, "a 37-mm gun goes through every car"


def test_r7_29_crews_fall_with_their_vehicles() -> None:
    company = scene(T=tanks("tank-battalion", bt_5=48), b={**BATTALION, "stance": LAST_MAN})
    found = ready(company).prepared
    assert found.attacker.plated == 1.0, "drivers and fitters without arms stay back as well"
    plate = next(m for m in found.modifiers if m.name == "crews behind plate")
    assert plate.value == pytest.approx(1 - rules().combat.armour.plate) and (plate.side, plate.effect) == ("A", "V")
    mixed = vignette("TI_ b_", hex_m=1000, T=tanks("tank-company", bt_5=10), I={"men": 400}, b=BATTALION)
    lead = action.gather(mixed.state, mixed.assault("TI", "0201"), true=True)
    shares = action.share_men(44, lead.lead, rules().combat)
    assert sum(shares) == 44 and shares[1] > 8 * shares[0], "forty-six behind plate are nine on foot"
    assert action.share_men(446, lead.lead, rules().combat) == [46, 400], "and all of them when nobody is left"


def test_r7_35_petrol_burns_on_hot_days() -> None:
    hot = ready(scene(T=tanks("tank-company", bt_5=10), b=BATTALION, hot=True)).prepared.circumstances
    assert hot.hot == rules().combat.weather.hot_decks
    night = ready(scene(T=tanks("tank-company", bt_5=10), b=BATTALION, hot=True, light=0.1)).prepared.circumstances
    mild = ready(scene(T=tanks("tank-company", bt_5=10), b=BATTALION)).prepared.circumstances
    assert night.hot == mild.hot == 1.0, "the plates are cool by night"
    petrol, diesel = (
        ready(scene(T=tanks("tank-company", **{k: 10}), b=BATTALION)).prepared for k in ("bt_5", "type_95")
    )
    assert heat(petrol.attacker, hot) == hot.hot and heat(diesel.attacker, hot) == 1.0


def test_r7_36_trenches_and_darkness_help_the_stalkers() -> None:
    by_posture = [stalking(evolve(PLAIN, posture=word), TABLES) for word in ("march", "hasty", "prepared")]
    assert by_posture == sorted(set(by_posture)) and by_posture[1] == 1.0
    assert stalking(evolve(PLAIN, light=0.0), TABLES) == pytest.approx(1 + TABLES.stalkers["dark"])
    alone = evolve(PLAIN, unsupported=1.0)
    riders, crowd = force("tanks", 60, {}, {"BT": 18}), force("rifles", 900, rifles(700, 30, 0))
    rates = [duel(riders, crowd, evolve(alone, posture=p), TABLES, attacking=True) for p in ("march", "prepared")]
    assert rates[0] and rates[1] and rates[0].close < rates[1].close


def test_r7_38_petrol_and_bottles_leave_wrecks() -> None:
    wrecks = rules().combat.wrecks
    assert HULLS["ba-10"].burns > HULLS["bt-5"].burns > HULLS["t-26"].burns == 1.0
    plain, open_ground = (written_off(10, TABLES, holds_field=None, in_open=flag) for flag in (False, True))
    assert plain == pytest.approx(10 * wrecks.between) and open_ground == pytest.approx(10 * wrecks.open)
    assert written_off(10, TABLES, holds_field=None, burns=1.5) == pytest.approx(15 * wrecks.between)
    assert written_off(10, TABLES, holds_field=False, burns=9) == pytest.approx(10 * wrecks.most)
    assert written_off(10, TABLES, holds_field=None, bogged=1.0, burns=9) == pytest.approx(10 * wrecks.bogged)


def test_r7_39_crews_that_stay() -> None:
    assert crew_hit(10, 3, TABLES, stays=True) > crew_hit(10, 3, TABLES)
    hit = []
    for surrenders in (True, False):
        given = scene(T={**tanks("tank-battalion", type_95=40), "surrenders": surrenders}, b=BATTALION)
        lead = ready(given).lead
        hit.append(action.crews_out(lead, ((20,),), rules().combat)[0])
    assert hit == [24, 39], "four in ten, and six and a half"


def test_r7_58_flame_drives_men_from_trenches() -> None:
    def fight(posture: str, flames: int) -> Any:
        attackers = force("attackers", 900, rifles(700, 30, 10), {"T-26": 10})
        kind = evolve(next(v for v, _ in attackers.vehicles), class_="flame")
        attackers = evolve(attackers, vehicles=(*attackers.vehicles, *(((kind, flames),) if flames else ())))
        holders = force("holders", 600, rifles(450, 20, 8), stance="hold")
        return prepare(attackers, holders, evolve(PLAIN, posture=posture), 60, TABLES)

    held = fight("prepared", 0)
    burnt = fight("prepared", 10)
    assert {m.name for m in burnt.modifiers} - {m.name for m in held.modifiers} == {"flame in the trenches"}
    assert burnt.slack_d == pytest.approx(held.slack_d - TABLES.flame.fear / TABLES.cohesion.points)
    assert burnt.ratio > 1.2 * held.ratio and burnt.rate_d > held.rate_d, "ten tanks reach six hundred men"
    assert "flame in the trenches" not in {m.name for m in fight("hasty", 10).modifiers}, "only trenches"


def test_r7_59_flame_tanks_are_easier_marks() -> None:
    crew = force("guns", 300, rifles(200, 8, 2, at37=6))
    gun_tanks = force("tanks", 60, {}, {"T-26": 12})
    flame = evolve(gun_tanks, vehicles=tuple((evolve(v, class_="flame"), n) for v, n in gun_tanks.vehicles))
    plain, near = (duel(f, crew, PLAIN, TABLES, attacking=True) for f in (gun_tanks, flame))
    assert plain and near and near.vehicles == pytest.approx(TABLES.armour.flame_exposed * plain.vehicles)
    kept, still = (duel(f, crew, PLAIN, TABLES, attacking=False) for f in (gun_tanks, flame))
    assert kept == still, "in defence they are tanks like others"


def test_r7_75_losses_are_told_by_cause() -> None:
    armour = TABLES.armour
    target, shooter = (
        force("t", 60, {}, {"BT": 18}),
        force("s", 900, rifles(600, 30, 8, at37=6, gun75=4), {"Type89": 5}),
    )
    found = dict(causes(target, shooter, 300, armour, attacking=True, close=0.2))
    assert set(found) == {"anti-tank", "field-guns", "tanks", "close-assault"}
    assert sum(found.values()) == pytest.approx(1.0) and found["close-assault"] == pytest.approx(0.2)
    assert found["anti-tank"] > found["field-guns"], "six at full worth against four at less than half"
    told: dict[str, int] = {}
    for seed in range(12):
        given = scene(T=tanks("tank-battalion", bt_5=48), b=BATTALION, c=ANTI_TANK, e=GUNS, hot=True, seed=seed)
        events = given.do(given.assault("T", "0201"))
        mine = [e for e in those(events, ev.LossSuffered) if e.unit == given["T"]]
        for event in mine:
            told[event.cause] = told.get(event.cause, 0) + sum(event.vehicles)
        line = only(events, ev.AssaultResolved)
        assert sum(sum(e.vehicles) for e in mine) == line.outcomes[line.drawn].a_vehicles
        assert sum(e.killed + e.wounded + e.missing for e in mine) == line.outcomes[line.drawn].a_men
    assert told["anti-tank"] > told["close-assault"] > 0 and told["field-guns"] > 0
