"""Fights of several hours: who gives way first, after how long, and what it costs both."""

from __future__ import annotations

from attrs import frozen

from game.core.portable import power
from game.model.scenario import Scenario
from game.model.tables import CombatTables
from game.rules.belief import ASSUMED_COHESION

SURE = 97
"""Most that is promised of any fight, in hundredths."""
LEAST_RATIO = 0.01
"""Least power against power that is reckoned with."""
LEAST_SHARE = 0.002
"""Least share of a side that an hour is taken to cost it."""


@frozen
class Outlook:
    """What a fight promises that is pressed as long as there is time."""

    win: int
    """Hundredths of a chance that the ground falls in that time."""
    own_loss: int
    """Men."""
    enemy_loss: int
    hours: float
    """Until one side gives way or the time is over."""


@frozen(kw_only=True)
class Hour:
    """What one hour of it is expected to do."""

    ratio: float
    """Power against power."""
    own_men: int
    own_loss: float
    own_spirit: float
    """Cohesion, 0 to 100."""
    enemy_men: int
    enemy_loss: float


def outlook(scenario: Scenario, hour: Hour, press: str, hours: float) -> Outlook:
    """How a fight ends that goes on hour after hour: both sides are worn until one breaks. Rules 13.12 and 13.13.

    The chance follows from how many hours each side would bear; luck of the red die lasts for a whole fight, so even a
    side that would bear twice as many does not always win.

    Args:
        press: how the attack is pressed, which says when he gives up.
        hours: that are left for it.
    """
    tables = scenario.rules.combat
    own_points, foe_points = hour.own_spirit - tables.breaks[press], ASSUMED_COHESION - tables.breaks["hold"]
    own = _bears(tables, own_points, hour.own_loss / max(1, hour.own_men), 1.0 / max(LEAST_RATIO, hour.ratio))
    foe = _bears(tables, foe_points, hour.enemy_loss / max(1, hour.enemy_men), max(LEAST_RATIO, hour.ratio))
    win = own * own / (own * own + foe * foe)
    if foe > hours:
        win *= (hours / foe) * (hours / foe)
    lasts = min(own, foe, hours)
    return Outlook(
        win=max(0, min(SURE, int(100.0 * win))),
        own_loss=int(min(float(hour.own_men), hour.own_loss * lasts)),
        enemy_loss=int(min(float(hour.enemy_men), hour.enemy_loss * lasts)),
        hours=lasts,
    )


def _bears(tables: CombatTables, points: float, loss: float, against: float) -> float:
    """Hours until so many points of cohesion are gone, at a share of men lost an hour and powers against it."""
    spirit = tables.cohesion
    strain = min(spirit.strain_most, max(spirit.strain_least, power(against, spirit.strain)))
    return max(0.1, points) / (spirit.points * max(LEAST_SHARE, loss) * strain)
