"""What ground, men and time are worth to a side: the victory list in thousandths of a point."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from game.core.ids import HexId, SideId, UnitId, enemy_of
from game.model.scenario import Scenario
from game.model.victory import VictoryItem
from game.model.view import View

POINT = 1000
"""Thousandths in a point."""
LEAST_MAN = 8
"""What a man is worth where no line of the list counts him: nobody spends men for nothing."""
RESOLVE_POINT = 100
"""What a point of an army's resolve is worth."""
SHELL = 12
"""What a shell kept back is worth, a 76-mm one."""


@frozen
class Worth:
    """Prices of one side at one moment."""

    places: Mapping[HexId, int]
    """Gain of having an objective at the end over leaving it to the enemy."""
    own_man: int
    """Price of one own casualty."""
    enemy_man: int
    """Reward for one enemy casualty."""
    shut_in: int = 0
    """Further reward for one of those shut in."""
    units: Mapping[UnitId, int] = field(factory=dict)
    """Reward for the destruction of a unit."""

    def of(self, hex_: HexId) -> int:
        """Worth of a hex; 0 for one that is no objective."""
        return self.places.get(hex_, 0)


def worth(view: View) -> Worth:
    """Prices by the victory list as things stand. Rule 16.1."""
    scenario, side = view.scenario, view.side
    hexes = {place.id: place.hex for place in scenario.board.objectives}
    places: dict[HexId, int] = {}
    for item in scenario.victory.items:
        hex_ = hexes.get(item.place)
        if hex_ is not None and (gain := _gain(item, view)):
            places[hex_] = places.get(hex_, 0) + gain
    lost = int(scenario.rules.morale.resolve["objective"] * RESOLVE_POINT)
    places = {h: gain + lost for h, gain in places.items()}
    mine = [item for item in scenario.victory.items if item.side == side]
    shut_in = sum([i.points * POINT // max(1, 2 * i.per) for i in mine if i.kind == "pocketed" and i.of != side])
    units = {item.unit: item.points * POINT for item in mine if item.kind == "destroy" and item.unit is not None}
    return Worth(places, _man(scenario, side, side), _man(scenario, side, enemy_of(side)), shut_in, units)


def _gain(item: VictoryItem, view: View) -> int:
    """What one line makes a place worth: earned for oneself or kept from the enemy."""
    points = item.points * POINT
    match item.kind:
        case "hold":
            return points
        case "evict":
            return points // 2
        case "take":
            late = item.by_minute is not None and view.minute > item.by_minute
            return 0 if late else points
        case "time":
            left = view.scenario.calendar.end_minute - view.minute
            return points * left // max(1, item.per)
        case _:
            return 0


def _man(scenario: Scenario, side: SideId, of: SideId) -> int:
    """Thousandths of a point for one casualty of a side, as the other lines' mean, with what it does to resolve."""
    rate = scenario.rules.morale.resolve["per_100_men"] * RESOLVE_POINT / 100.0
    for item in scenario.victory.items:
        if item.kind == "losses" and (item.of if item.of is not None else enemy_of(item.side)) == of:
            gains = item.side != of
            rate += item.points * POINT / max(1, item.per) * (1.0 if gains else -1.0)
    return max(LEAST_MAN, int(rate))
