"""Assaults that the plan orders whatever the odds: until its hour, and within the losses that it allows."""

from __future__ import annotations

from game.ai.campaign import OWN_PLAN
from game.ai.charges import ATTACKS, Charge
from game.ai.combined import Chosen
from game.ai.office import Office
from game.ai.stakes import expected
from game.core.ids import HexId
from game.model.units import WAITING
from game.rules.action import LONGEST
from game.rules.engineering import ROCK

SPELL = 100
"""Minutes of a turn for each assault on an ordered object: an hour's fight, and what lies between two."""
HOPELESS = 0.1
"""Power against power below which nobody is sent in, whatever the plan says."""


def is_ordered(office: Office, charge: Charge, target: HexId) -> bool:
    """Whether a plan wants an object, or the position before it, assaulted until its hour comes.

    Only plans that are given order so; what a staff plans itself, it does only if it pays.
    """
    group = charge.group
    due = group.by_minute
    return (
        office.is_long
        and office.plan.id != OWN_PLAN
        and not charge.improvised
        and charge.verb == "attack"
        and charge.goal == target
        and group.mission in ATTACKS
        and due is not None
        and office.desk.view().minute < due
        and office.fought.get(target, 0) < _times(office, target)
    )


def _times(office: Office, target: HexId) -> int:
    """Assaults ordered in one phase: as the hours allow, on steep ground enough for a footing. Rule 7.66."""
    hours = max(1, office.turn_minutes // SPELL)
    if office.scenario.board.terrain(target).glyph not in ROCK:
        return hours
    return max(hours, 1 + int(office.scenario.rules.combat.lodgement.minutes) // LONGEST)


def is_within_limit(office: Office, charge: Charge, best: Chosen) -> bool:
    """Whether there is hope, and the hour leaves a group within the share of losses that its mission allows."""
    hour = expected(office, best.odds)
    if hour.ratio < HOPELESS:
        return False
    own = office.desk.view().unit_of
    specs = office.scenario.units
    arrived = [u for u in charge.group.units if own[u].status != WAITING]
    before = sum([specs[u].men for u in arrived])
    lost = before - sum([own[u].men for u in arrived])
    return lost + hour.own_loss <= before * charge.group.loss_limit
