"""What the enemy's guns will do to an assault that the odds, reckoned on what is known, leave out."""

from __future__ import annotations

from game.ai.memory import Memory
from game.ai.office import Office
from game.core.ids import enemy_of
from game.core.portable import total
from game.engine import Forecast
from game.model.units import Unit

BEAR = 0.4
"""Share of an army's guns that bear on one place by day."""
BLIND = 0.15
"""The same in a black night."""
FEEL = 5
"""Men added to both sides of a comparison, since small losses say little."""
LEAST, MOST = 20, 200
"""Bounds of what experience makes of the enemy's guns, in hundredths of what his tables promise."""


def against(office: Office, odds: Forecast) -> float:
    """QJM points of guns that may fire on the attackers: by the enemy's tables, light, his bans and experience."""
    picture, target = office.picture, odds.order.target
    if target in picture.stacks:
        return 0.0
    origins = {picture.by_number[u].hex for u in odds.order.units if u in picture.by_number}
    beside = [h for h in sorted(origins) if h in office.scenario.board.grid.adjacent[target]]
    open_ = sum([1 for h in beside if not picture.sheltered >> h & 1])
    if not beside or not open_:
        return 0.0
    light = BLIND + (BEAR - BLIND) * picture.view.light
    guns = promised(office) * light * open_ / len(beside) * office.memory.enemy_guns / 100.0
    return min(guns, office.scenario.rules.fires.defensive["support_most"] * odds.d_power)


def promised(office: Office) -> float:
    """QJM points of all the guns in the enemy's tables, at a steady pace: every staff knows the other army's tables."""
    if office.table_guns is None:
        pace = office.scenario.rules.fires.rate["sustained"]
        now = office.desk.view().minute
        units = [office.scenario.units[u] for u in office.scenario.units_of[enemy_of(office.side)]]
        office.table_guns = total([_points(u) for u in units if (u.arrives_minute or 0) <= now]) * pace
    return office.table_guns


def _points(unit: Unit) -> float:
    if not unit.kind.fires or not unit.shells:
        return 0.0
    return total([arm.weapon.oli * arm.count for arm in unit.arms if arm.weapon.indirect])


def learn(memory: Memory, lost: int, expected: int) -> None:
    """Takes an assault's own losses into account: dearer than expected means more guns than expected."""
    share = (lost + FEEL) * 100 // (expected + FEEL)
    share = max(50, min(200, share))
    memory.enemy_guns = max(LEAST, min(MOST, memory.enemy_guns * (300 + share) // 400))
