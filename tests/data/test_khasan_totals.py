"""The order of battle of Lake Khasan against the sums that are recorded: who and what was there on which day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import pytest

from game.core.ids import NOWHERE
from game.data.catalogue import load_scenario
from game.match import new_match
from game.model.scenario import Scenario
from game.model.units import Unit
from game.rules.command import how_led
from game.rules.supply import in_supply

Span = tuple[int, int]

SOVIET_GUNS = {"at45", "gun76", "mtn76", "field76", "how122", "gun107", "how152"}
"""All 237: every piece from 45 mm up; self-propelled howitzers, mortars and anti-aircraft guns are counted apart."""
JAPANESE_GUNS = {"gun75", "mtn75", "field75", "how150"}
"""All 37: pieces of 75 mm and more against ground targets; battalion guns and 37 mm guns are not among them."""
MACHINE_GUNS = {"lmg", "hmg"}
TANKS = {"t-26", "kht-26", "bt-5", "bt-7"}
"""Gun and flame tanks; bridgelayers and self-propelled howitzers are tracked, but no tanks."""
LOST_BY_5_AUGUST: Span = (860, 1300)
"""Soviet casualties of 29 July to 5 August: 24 to 36 per cent of 3,600."""


@pytest.fixture(scope="module")
def khasan() -> Scenario:
    return loaded("khasan")


def loaded(name: str) -> Scenario:
    scenario = load_scenario(name).scenario
    assert scenario is not None, name
    return scenario


def there(scenario: Scenario, side: str, until: str = "") -> list[Unit]:
    """Units of a side on the map at a time, or at the start."""
    moment = datetime.strptime(f"1938-{until}", "%Y-%m-%d %H:%M") if until else scenario.calendar.start
    minute = int((moment - scenario.calendar.start).total_seconds()) // 60
    return [
        unit
        for unit in scenario.units
        if scenario.sides[unit.side].id == side
        and (unit.hex != NOWHERE or (unit.arrives_minute is not None and unit.arrives_minute <= minute))
    ]


def men(units: Iterable[Unit]) -> int:
    return sum(unit.men for unit in units)


def arms(units: Iterable[Unit], names: set[str]) -> int:
    return sum(arm.count for unit in units for arm in unit.arms if arm.weapon.id in names)


def vehicles(units: Iterable[Unit], *names: str) -> int:
    return sum(part.count for unit in units for part in unit.vehicles if part.vehicle.id in names)


def assert_within(number: int, span: Span, what: str) -> None:
    assert span[0] <= number <= span[1], f"{what}: {number}, recorded {span[0]} to {span[1]}"


def test_the_whole_operation(khasan: Scenario) -> None:
    soviet, japanese = there(khasan, "ussr", "08-11 12:00"), there(khasan, "japan", "08-11 12:00")
    assert men(soviet) == 22_950, "the published total, drafts and the 115th Regiment among it"
    assert arms(soviet, SOVIET_GUNS) == 237
    assert vehicles(soviet, "t-26", "kht-26") == 257 and vehicles(soviet, "kht-26") == 10
    assert vehicles(soviet, "st-26") == 3
    assert vehicles(soviet, "bt-5", "bt-7") == 81
    assert vehicles(soviet, "su-5-2") == arms(soviet, {"how122-sp"}) == 13
    assert vehicles(soviet, *TANKS, "st-26", "su-5-2") == 354
    assert_within(men(japanese), (7_000, 7_300), "Japanese men")
    assert arms(japanese, JAPANESE_GUNS) == 37
    assert vehicles(japanese, *TANKS) == 0, "Japan had no tanks here"
    assert_within(
        men(khasan.units[unit.number] for unit in soviet if "draft" not in unit.id), (16_000, 18_500), "in units"
    )


def test_the_corps_of_5_august(khasan: Scenario) -> None:
    units = there(khasan, "ussr", "08-05 23:59")
    assert_within(men(units) - LOST_BY_5_AUGUST[1], (14_500, 15_600), "Soviet men, at the most lost")
    assert_within(men(units) - LOST_BY_5_AUGUST[0], (15_000, 15_600), "Soviet men, at the least lost")
    assert arms(units, SOVIET_GUNS) == 237
    assert vehicles(units, *TANKS) == 285
    guns_and_tanks = arms(units, MACHINE_GUNS) + vehicles(units, *TANKS)
    assert_within(guns_and_tanks, (950, 1_060), "machine guns, those of the tanks among them; 1,014 remembered")
    assert arms([unit for unit in units if unit.formation == "39cap"], SOVIET_GUNS) == 30
    assert arms([unit for unit in units if unit.id == "ap/2"], SOVIET_GUNS) == 15


def test_the_corps_of_8_august(khasan: Scenario) -> None:
    """With the 115th Regiment and its tanks: the assembled corps and 1,500 to 2,000 more, nobody's losses taken off."""
    before, soviet = there(khasan, "ussr", "08-05 23:59"), there(khasan, "ussr", "08-08 23:59")
    fresh = [unit for unit in soviet if unit.formation == "115rr"]
    assert_within(men(fresh), (1_500, 2_000), "the 115th Regiment")
    assert vehicles(fresh, *TANKS) == 10
    assert_within(men(soviet) - men(before), (1_500, 2_600), "who came after the 5th")
    assert_within(men(soviet) - LOST_BY_5_AUGUST[1], (16_000, 18_500), "Soviet men on the 8th")
    assert arms(soviet, SOVIET_GUNS) == 237
    assert_within(vehicles(soviet, *TANKS), (285, 338), "tanks, of the 338 of the whole operation")
    assert sum(aircraft(khasan, "ussr", "08-08 12:00").values()) == 250
    japanese = there(khasan, "japan", "08-08 23:59")
    assert_within(men(japanese), (6_000, 7_300), "Japanese men, most of the 7,000 to 7,300")
    assert arms(japanese, JAPANESE_GUNS) <= 37


@pytest.mark.parametrize(
    ("division", "regiments"), [("40rd", ("118rr", "119rr", "120rr")), ("32rd", ("94rr", "95rr", "96rr"))]
)
def test_the_divisions(khasan: Scenario, division: str, regiments: tuple[str, ...]) -> None:
    own = [unit for unit in khasan.units if division in (unit.formation, khasan.formations[unit.formation].parent)]
    assert_within(men(own), (5_500, 7_000), division)
    assert arms(own, SOVIET_GUNS) == 96
    for regiment in regiments:
        units = [unit for unit in own if unit.formation == regiment]
        assert_within(men(units), (1_600, 2_000), regiment)
        assert_within(arms(units, {"lmg"}), (70, 80), f"light machine guns of {regiment}")
        assert_within(arms(units, {"hmg"}), (30, 40), f"heavy machine guns of {regiment}")


def test_the_night_of_31_july(khasan: Scenario) -> None:
    east = [unit for unit in there(khasan, "japan", "07-31 05:00") if khasan.formations[unit.formation].id in EAST]
    assert_within(men(east), (1_500, 2_000), "Japanese east of the Tumen")
    near = {"post-zao", "post-bez", "2/119", "III/118"}
    assert_within(
        men(u for u in there(khasan, "ussr", "07-30 12:00") if u.id in near), (420, 700), "Soviets near the hills"
    )


EAST = {"75ir", "76ir", "74ir", "kucheng"}
"""Japanese formations that fought east of the river."""


def test_the_japanese_come_over_by_degrees(khasan: Scenario) -> None:
    def over(until: str) -> int:
        return men(unit for unit in there(khasan, "japan", until) if unit.formation in EAST)

    assert_within(over("08-03 12:00"), (3_000, 3_600), "3 August, less some 350 lost by then")
    assert_within(over("08-09 12:00"), (4_400, 5_500), "9 August: 4,000 to 5,000 after losses of 500 to 1,000")


@pytest.mark.parametrize("regiment", ["75ir", "76ir", "74ir"])
def test_the_japanese_regiments(khasan: Scenario, regiment: str) -> None:
    assert_within(men(unit for unit in khasan.units if unit.formation == regiment), (1_500, 1_900), regiment)


def test_the_start_of_the_offensive() -> None:
    scenario = loaded("khasan-corps-offensive")
    soviet, japanese = there(scenario, "ussr"), there(scenario, "japan")
    assert_within(men(soviet), (15_000, 15_600), "Soviet men on 6 August")
    assert_within(arms(soviet, SOVIET_GUNS), (225, 237), "Soviet guns, some lost by then")
    assert vehicles(soviet, *TANKS) == 285
    full = loaded("khasan")
    lost = {
        side: men(unit for unit in full.units if full.sides[unit.side].id == side)
        - men(unit for unit in scenario.units if scenario.sides[unit.side].id == side)
        for side in ("japan", "ussr")
    }
    assert_within(lost["japan"], (331, 518), "Japanese losses to 5 August, 23 to 36 per cent of 1,440")
    assert_within(lost["ussr"], LOST_BY_5_AUGUST, "Soviet losses to 5 August")
    assert arms(japanese, JAPANESE_GUNS) + arms([u for u in scenario.units if u.id == "rg/73"], JAPANESE_GUNS) == 37


def test_the_start_of_the_rushed_attack() -> None:
    scenario = loaded("khasan-rushed-attack")
    soldiers = [u for u in there(scenario, "ussr", "08-03 20:00") if u.kind.id.startswith("rifle")]
    assert_within(men(soldiers), (3_000, 4_600), "3,000 in the first assault, and its reserve")
    east = [unit for unit in there(scenario, "japan") if unit.formation in EAST]
    assert_within(men(east), (1_900, 2_600), "Japanese east of the river on 1 August")


@pytest.mark.parametrize("name", ["khasan", "khasan-corps-offensive", "khasan-rushed-attack"])
def test_everybody_is_led_and_fed_at_the_start(name: str) -> None:
    state = new_match(loaded(name), 1, ("human", "human")).game.state
    units = [unit for unit in state.scenario.units if unit.hex != NOWHERE]
    assert [unit.id for unit in units if not how_led(state, unit.number)] == [], "in reach of a headquarters"
    assert [unit.id for unit in units if not in_supply(state, unit.number)] == []


def aircraft(scenario: Scenario, side: str, until: str = "") -> dict[str, int]:
    """Machines of a side by role, from the time when they can be sent."""
    moment = datetime.strptime(f"1938-{until}", "%Y-%m-%d %H:%M") if until else scenario.calendar.start
    minute = int((moment - scenario.calendar.start).total_seconds()) // 60
    found: dict[str, int] = {}
    for squadron in scenario.squadrons:
        if scenario.sides[squadron.side].id == side and squadron.from_minute <= minute:
            found[squadron.aircraft.role] = found.get(squadron.aircraft.role, 0) + squadron.count
    return found


@pytest.mark.parametrize(("name", "until"), [("khasan", "08-06 05:00"), ("khasan-corps-offensive", "")])
def test_the_air_force(name: str, until: str) -> None:
    roles = aircraft(loaded(name), "ussr", until)
    assert roles == {"bomber": 60, "heavy-bomber": 40, "attack": 80, "fighter": 70}, "180 bombers and 70 fighters"


def test_the_first_air_days(khasan: Scenario) -> None:
    assert aircraft(khasan, "ussr", "07-31 20:00") == {}, "no air before 1 August by order"
    assert sum(aircraft(khasan, "ussr", "08-02 07:00").values()) == 59, "those that took off on 2 August"
    assert sum(aircraft(loaded("khasan-rushed-attack"), "ussr").values()) == 59
    flying = [r for r in khasan.restraints if r.forbids == "air" and khasan.sides[r.side].id == "japan"]
    assert aircraft(khasan, "japan", "08-11 12:00") and flying, "there, and forbidden"
