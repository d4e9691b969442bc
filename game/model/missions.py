"""Formation orders: what is asked of a formation, what its staff answers, how it stands. Rules 12.8, 12.9."""

from __future__ import annotations

from attrs import frozen

from game.core.ids import HexId, SideId, UnitId
from game.model.plan import MISSIONS as VERBS

WAITING, UNDER_WAY, DONE, GIVEN_UP, IMPOSSIBLE = "waiting", "under-way", "done", "given-up", "impossible"
STATES = (WAITING, UNDER_WAY, DONE, GIVEN_UP, IMPOSSIBLE)
"""How a mission stands: its staff gathers the units, carries it out, has done it, has met its limit of losses, or sees
no way to it."""
OVER = (DONE, GIVEN_UP, IMPOSSIBLE)
"""States in which the staff gives no more orders."""
GROUND = tuple(verb for verb in VERBS if verb not in ("reserve", "support"))
"""Verbs that want a place: to take, to keep, or to go to."""

__all__ = [
    "DONE",
    "GIVEN_UP",
    "GROUND",
    "IMPOSSIBLE",
    "OVER",
    "STATES",
    "UNDER_WAY",
    "VERBS",
    "WAITING",
    "Appraisal",
    "Late",
    "Mission",
    "Progress",
]


@frozen(kw_only=True)
class Mission:
    """An order to a formation, in the commander's words."""

    side: SideId
    formation: str
    """Id of the formation; all its units on the map take part, those of formations under it among them."""
    verb: str
    """One of `VERBS`."""
    object: HexId | None = None
    """The place that the verb is about; None for those that need none."""
    by_minute: int | None = None
    """When it is to be done; None for whenever it can be."""
    loss_limit: int = 0
    """Men; the staff gives the mission up when the formation has lost more since. 0 for no limit."""
    kept: tuple[UnitId, ...] = ()
    """Units of the formation that are to stay where they are."""
    press: str = "attack"
    """How hard its assaults are pressed at most: one of `game.model.orders.PRESSES`."""


@frozen(kw_only=True)
class Late:
    """A unit that cannot be there by the hour."""

    unit: UnitId
    minute: int | None
    """When it could be; None for never."""
    why: str
    """In a few words, such as "the north corridor is bog"."""


@frozen(kw_only=True)
class Appraisal:
    """A staff's answer before it acts, on what its side knows."""

    possible: bool
    """Whether the staff can begin at all."""
    ready_minute: int | None = None
    """When enough of the formation stands where it must."""
    ready: int = 0
    """Units that will have come by the hour."""
    units: int = 0
    """Units that take part."""
    chance: int | None = None
    """Per cent that it is done by the hour; None where that cannot be told."""
    losses: tuple[int, int] | None = None
    """Men that it is likely to cost: low and high."""
    late: tuple[Late, ...] = ()
    remarks: tuple[str, ...] = ()
    """What else the commander should hear, and why it is impossible, in whole sentences."""


@frozen(kw_only=True)
class Progress:
    """How a mission stands."""

    state: str
    """One of `STATES`."""
    remarks: tuple[str, ...] = ()
    """What the staff has to say, in whole sentences."""
