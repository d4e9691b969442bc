"""Chapter 7.5: piercing, the duel of vehicles with guns, close assault, and what is left afterwards."""

from __future__ import annotations

import math

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from game.rules.armour import Duel, crew_hit, fought, piercing, written_off
from game.rules.attrition import outcomes, prepare, tubes_lost
from tests.rules.armoury import VEHICLES, combat_tables, force, on, rifles

TABLES = combat_tables()
STILL = evolve(TABLES, chance=evolve(TABLES.chance, luck=0.0, heat=0.0))
"""The tables with the dice held at their middle."""

PLAIN = on("rolling bare")


def test_r7_51_piercing() -> None:
    t26, chi_ha = VEHICLES["T-26"], VEHICLES["ChiHa"]
    chance = [piercing(27, metres, t26, TABLES.armour) for metres in (100, 300, 500, 800, 1500)]
    assert chance == sorted(chance, reverse=True), "range may not help"
    assert chance[2] > 0.95, "a 37-mm gun goes through a T-26 at 500 m"
    assert piercing(20, 500, chi_ha, TABLES.armour) < 0.02, "a 57-mm gun does not go through 25 mm"
    assert piercing(41, 1000, chi_ha, TABLES.armour) > 0.6, "a 45-mm gun does, at a kilometre"
    assert piercing(0, 100, t26, TABLES.armour) == 0.0, "a rifle never does"


@given(st.floats(0.0, 3.0), st.floats(0.0, 3.0), st.floats(0.1, 6.0), st.floats(0.2, 5.0))
def test_r7_52_duels_stay_within_bounds(vehicles: float, tubes: float, hours: float, tilt: float) -> None:
    result = fought(Duel(vehicles, tubes, 0.2), hours, tilt, TABLES.armour)
    assert 0.0 <= result.close <= result.vehicles <= 1.0, "vehicles outside 0 to 1"
    assert 0.0 <= result.tubes <= 1.0, "tubes outside 0 to 1, as when a duel runs on after its end"


@given(st.floats(0.01, 0.4), st.floats(0.01, 0.4), st.floats(0.1, 2.0))
def test_r7_52_halves_of_a_duel_add_up(vehicles: float, tubes: float, hours: float) -> None:
    whole = fought(Duel(vehicles, tubes, 0.0), hours, 1.0, TABLES.armour)
    half = fought(Duel(vehicles, tubes, 0.0), hours / 2, 1.0, TABLES.armour)
    thinned = math.sqrt((1 - half.tubes) / (1 - half.vehicles))
    rest = fought(Duel(vehicles * thinned, tubes / thinned, 0.0), hours / 2, 1.0, TABLES.armour)
    left = (1 - half.vehicles) * (1 - rest.vehicles)
    assert 1 - left == pytest.approx(whole.vehicles, abs=1e-9), "vehicles differ between halves and the whole"


def test_r7_52_more_tubes_and_a_closer_range_cost_more_tanks() -> None:
    tanks = force("tanks", 250, rifles(120, 8, 2), {"BT": 18})

    def out(guns: float, metres: float) -> float:
        crew = force("guns", 500, rifles(330, 12, 8, at37=guns))
        return outcomes(prepare(tanks, crew, evolve(PLAIN, range_m=metres), 75, STILL))[0].a_vehicles

    assert out(2, 500) < out(6, 500) < out(12, 500), "tubes"
    assert out(6, 900) < out(6, 500) < out(6, 200), "range"
    assert out(0, 500) < 0.02, "machine guns alone hardly touch a BT"


def test_r7_53_bottles_need_tanks_without_infantry() -> None:
    tanks = force("tanks", 250, rifles(120, 8, 2), {"BT": 18})
    crowd = force("rifles", 900, rifles(700, 30, 0))
    lone = outcomes(prepare(tanks, crowd, evolve(PLAIN, unsupported=1.0), 60, STILL))[0]
    hot = outcomes(prepare(tanks, crowd, evolve(PLAIN, unsupported=1.0, hot=1.6), 60, STILL))[0]
    kept = outcomes(prepare(tanks, crowd, PLAIN, 60, STILL))[0]
    assert lone.a_close > kept.a_close == 0.0, "infantry beside them keeps the bottles away"
    assert hot.a_close > lone.a_close, "hot decks burn"


def test_r7_73_wrecks_crews_and_guns() -> None:
    assert written_off(40, TABLES, holds_field=True) == pytest.approx(18), "on own ground"
    assert written_off(40, TABLES, holds_field=False) == pytest.approx(28.8), "on lost ground"
    assert written_off(40, TABLES, holds_field=False, bogged=1.0) == pytest.approx(6), "bogged ones come back"
    assert crew_hit(10, 3, TABLES) == pytest.approx(12), "four men in ten"
    assert tubes_lost(0.3, 0.0, "retreat", TABLES) == pytest.approx(0.06), "guns fall at a fifth of the men's rate"
    assert tubes_lost(0.3, 0.5, "", TABLES) == 0.5, "unless tanks find them"
    assert tubes_lost(0.3, 0.5, "rout", TABLES) == pytest.approx(0.75), "half of the rest stays behind in a rout"
