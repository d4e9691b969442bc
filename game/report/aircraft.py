"""Aircraft lost and damaged, by what did it."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from game.core.ids import SideId
from game.model.aircraft import CAUSES
from game.model.events import AircraftLost
from game.model.scenario import Scenario

AIR_CAUSE_WORDS = {
    "fighters": "enemy aircraft",
    "flak": "fire from the ground",
    "ground": "on the ground",
    "accident": "accidents",
}
"""Causes of `AircraftLost` in words."""


@frozen(kw_only=True)
class AircraftLine:
    """What one side lost in the air by one cause."""

    side: SideId
    cause: str
    lost: int
    damaged: int


def aircraft(scenario: Scenario, losses: Iterable[AircraftLost]) -> tuple[AircraftLine, ...]:
    """Aircraft lost and damaged by side and cause, causes in the order of the rules."""
    sums: dict[tuple[SideId, str], list[int]] = {}
    for event in losses:
        found = sums.setdefault((scenario.squadrons[event.squadron].side, event.cause), [0, 0])
        found[0] += event.lost
        found[1] += event.damaged
    return tuple(
        AircraftLine(
            side=SideId(side), cause=cause, lost=sums[SideId(side), cause][0], damaged=sums[SideId(side), cause][1]
        )
        for side in (0, 1)
        for cause in CAUSES
        if (SideId(side), cause) in sums
    )
