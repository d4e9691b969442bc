"""What the lorries are told to bring: food and petrol as needed, shells with all that is left."""

from __future__ import annotations

from collections.abc import Iterator

from game.ai.office import Office
from game.core.portable import total
from game.model.orders import Haul, Order
from game.model.sides import FOOD, FUEL, SHELLS, WORKS
from game.rules.haul import unit_of_fire_kg

DAYS = 4
"""Days of food that a staff wants in its dumps."""
PLENTY = 6.0
"""Units of fire of all guns beyond which petrol and timber are worth more than more shells."""
RICH = 0.5
"""Units of fire of all guns in the dumps from which shells are not spared."""
STEP = 8
"""Hundredths by which shares must differ before they are set anew."""
THIRST = 12.0
"""Kilograms of fuel in the dumps for each man of motor units, by which a staff calls itself well off."""


def haul(office: Office) -> Iterator[Order]:
    """Sets the shares anew when the stocks ask for others."""
    view = office.desk.view()
    if not view.haul or office.only is not None:
        return
    wanted = shares(office)
    if max([abs(a - b) for a, b in zip(wanted, view.haul, strict=True)]) >= STEP:
        order = Haul(office.side, *wanted)
        if office.may(order):
            yield order


def is_rich(office: Office) -> bool:
    """Whether the dumps hold shells for all guns to fill up from tomorrow, by what is told apart (rule 11.11)."""
    view = office.desk.view()
    if not view.haul:
        return False
    return sum([int(piles[SHELLS]) for piles in view.piles.values()]) > RICH * unit_of_fire_kg(view)


def shares(office: Office) -> tuple[int, int, int, int]:
    """Hundredths of shells, fuel, food and works that a staff wants brought."""
    view, scenario = office.desk.view(), office.scenario
    stock = [sum([int(piles[kind]) for piles in view.piles.values()]) for kind in range(4)]
    tons = total([line.tons_day for line in scenario.lines_of[office.side]])
    eats = office.scenario.rules.supply.weights["food"] * sum([own.men for own in office.picture.units])
    share = int(100.0 * eats / (1000.0 * tons) + 1.0) if tons else 25
    food = min(50, share * 3 // 2 if stock[FOOD] < DAYS * eats else share // 2)
    motor = [own.men for own in office.picture.units if own.fuel >= 0]
    fuel = 30 if stock[FUEL] < THIRST * sum(motor) else 10
    works = 5 if stock[WORKS] else 10
    if stock[SHELLS] > PLENTY * unit_of_fire_kg(view):
        fuel, works = fuel + 15, works + 5
    return max(0, 100 - food - fuel - works), fuel, food, works
