"""Levels: how far a staff looks and how widely it searches. Same rules, dice and view for all."""

from __future__ import annotations

from attrs import frozen

LEVELS = ("random", "drill", "staff", "seasoned")
"""From the weakest; `random` is for tests."""


@frozen(kw_only=True)
class Level:
    """What a staff of a level may spend and look at."""

    name: str
    ration: int
    """Work a phase for what may be left undone."""
    presses: int
    """How many ways of pressing an assault it compares."""
    subsets: int
    """How many smaller sets of attackers it tries against each target."""
    threats: bool
    """Whether it asks what the enemy could do to what it holds, and what guns would do that may not fire."""
    alternatives: bool
    """Whether it looks for another object when the plan's cannot be had."""
    waits: bool
    """Whether it compares an assault now with one a turn later."""


STAFF = Level(name="staff", ration=1500, presses=2, subsets=0, threats=False, alternatives=False, waits=False)
SEASONED = Level(name="seasoned", ration=12000, presses=3, subsets=3, threats=True, alternatives=True, waits=True)
