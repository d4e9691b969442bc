"""Chapters 7.1 to 7.3 and 8.12: what weapons bring, and the modifiers of an assault one by one."""

from __future__ import annotations

import math
from typing import Any

import pytest
from attrs import evolve

from game.rules.attrition import prepare
from game.rules.force import Circumstances, Force
from game.rules.power import BARE_HANDS
from tests.rules.armoury import ATTACKER, DEFENDER, combat_tables, force, on, rifles

TABLES = combat_tables()
PLAIN = on("rolling bare")


def line(side: str, effect: str, name: str, attacker: Force, defender: Force, where: Circumstances) -> float:
    """Value of one modifier of an assault of an hour; 1 if it is not listed."""
    listed = prepare(attacker, defender, where, 60, TABLES).modifiers
    return next((m.value for m in listed if (m.side, m.effect, m.name) == (side, effect, name)), 1.0)


@pytest.mark.parametrize(
    ("change", "side", "effect", "name", "value"),
    [
        ({"press": "storm"}, "both", "T", "press: storm", 2.5),
        ({"press": "probe"}, "both", "T", "press: probe", 0.5),
        ({}, "D", "P", "ground", 1.2),
        ({}, "both", "T", "cover of the ground", 0.8),
        ({"posture": "prepared"}, "D", "P", "entrenchment", 1.5),
        ({"posture": "fortified"}, "D", "V", "entrenchment", 0.5),
        ({"slope": 0.9}, "A", "P", "slope", 0.9),
        ({"wet": 1.3}, "A", "V", "wet ground", 1.3),
        ({"wire": 1.2}, "A", "V", "wire", 1.2),
        ({"cold": 0.7}, "both", "T", "great cold", 0.7),
        ({"flank": 0.5}, "A", "P", "flank and rear", 1.125),
        ({"flank": 0.5}, "D", "V", "flank and rear", 1.2),
        ({"light": 0.0}, "both", "T", "darkness", 0.5),
        ({"light": 0.0, "press": "storm"}, "both", "T", "darkness", 0.8),
        ({"surprise": 1.0}, "A", "P", "surprise", 1 + 1.24 * (1 - math.exp(-1))),
        ({"surprise": 1.0}, "A", "V", "surprise", 1 - 0.6 * (1 - math.exp(-1))),
        ({"surprise": 1.0}, "D", "V", "surprise", 1 + 2 * (1 - math.exp(-1))),
        ({"surprise": 1.0, "started_minutes": 60}, "D", "V", "surprise", 1 + 2 * (1 - math.exp(-1)) * math.exp(-1)),
    ],
)
def test_r7_2_circumstances(change: dict[str, Any], side: str, effect: str, name: str, value: float) -> None:
    found = line(side, effect, name, ATTACKER, DEFENDER, evolve(PLAIN, **change))
    assert found == pytest.approx(value), f"{name} has another value"


@pytest.mark.parametrize(
    ("change", "name", "value"),
    [
        ({"quality": 1.15}, "quality", 1.15),
        ({"cohesion": 60.0}, "cohesion", math.exp(-0.4)),
        ({"fatigue": 0.47}, "fatigue", 0.85),
        ({"fatigue": 1.0}, "fatigue", 0.7),
        ({"ammunition": 0.0}, "ammunition", 0.3),
        ({"pinned": 1.0}, "suppression", 1 - 0.7 * 0.5 * (1 - math.exp(-2))),
        ({"command": 0.75}, "command", 0.75),
        ({"closed": 1.0}, "ways out shut", 0.8),
    ],
)
def test_r7_3_state_of_either_side(change: dict[str, Any], name: str, value: float) -> None:
    attacker, defender = evolve(ATTACKER, **change), evolve(DEFENDER, **change)
    assert line("A", "P", name, attacker, DEFENDER, PLAIN) == pytest.approx(value), f"attacker's {name} differs"
    assert line("D", "P", name, ATTACKER, defender, PLAIN) == pytest.approx(value), f"defender's {name} differs"


def contribution(side: Force, where: Circumstances, weapon: str, enemy: Force = DEFENDER) -> float:
    """Power that a type of weapon brings to an attack."""
    arms = prepare(side, enemy, where, 60, TABLES).raw_a.arms
    return next(part.value for part in arms if part.id == weapon)


def test_r7_13_guns_count_by_the_rounds_they_fire() -> None:
    for rounds, share in ((10, 10 / 152), (152, 1.0), (400, 1.0)):
        side = force("guns", 300, {"gun76": 4}, rounds=rounds)
        assert contribution(side, PLAIN, "gun76") == pytest.approx(4 * 95 * share), f"at {rounds} rounds an hour"


def test_r7_14_anti_tank_guns_count_up_to_the_enemys_armour() -> None:
    side = force("guns", 300, rifles(100, 0, 0, at45=10), rounds=210)
    tanks = force("tanks", 300, rifles(100, 0, 0), {"T-26": 20})
    armour = 0.35 * 20 * 36
    assert contribution(side, PLAIN, "at45") == pytest.approx(230), "without armour before them they count half"
    assert contribution(side, PLAIN, "at45", tanks) == pytest.approx(armour + 0.5 * (460 - armour)), "beyond it, half"


@pytest.mark.parametrize(("weapon", "share"), [("rifle", 0.7), ("hmg", 0.5), ("gun76", 0.25), ("at45", 0.4)])
def test_r8_12_darkness_by_weapon(weapon: str, share: float) -> None:
    side = force("mixed", 800, rifles(500, 20, 10, gun76=4, at45=4))
    day, night = contribution(side, PLAIN, weapon), contribution(side, evolve(PLAIN, light=0.0), weapon)
    assert night / day == pytest.approx(share), f"a black night takes another share of the {weapon}"


def test_r7_34_tanks_without_infantry_lose_up_to_half_of_their_power() -> None:
    tanks = force("tanks", 100, {}, {"BT": 20})
    alone = evolve(PLAIN, unsupported=1.0)
    assert line("A", "P", "tanks without infantry", tanks, DEFENDER, alone) == pytest.approx(0.5, abs=0.01)
    assert line("A", "P", "tanks without infantry", ATTACKER, DEFENDER, alone) == 1.0, "there is no tank to lose it"
    spared = 1.0 - TABLES.armour.passed_over
    assert line("D", "V", "passed over by tanks", tanks, DEFENDER, alone) == pytest.approx(spared, abs=0.02)


def test_men_without_weapons_still_have_a_little_power() -> None:
    clerks = prepare(force("clerks", 50, {}), DEFENDER, PLAIN, 60, TABLES).raw_a
    assert clerks.arms[-1].id == BARE_HANDS and clerks.total == pytest.approx(1.0), "fifty times a fiftieth"


def test_prepare_refuses_nonsense() -> None:
    for attacker, minutes in ((evolve(ATTACKER, men=0), 60), (ATTACKER, 0)):
        with pytest.raises(ValueError):
            prepare(attacker, DEFENDER, PLAIN, minutes, TABLES)
    with pytest.raises(KeyError):
        prepare(evolve(ATTACKER, stance="dance"), DEFENDER, PLAIN, 60, TABLES)
