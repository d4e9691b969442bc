"""The simulated games that ship with a scenario: `assets/clouds/ID.jsonl`, a file of runs of `simulate --out`.

Made by `undeclared-war simulate ID --games 100 --seed 1938 --jobs 2 --out assets/clouds/ID.jsonl`, and used only while
rules, scenario and plans are those with which it was made.
"""

from __future__ import annotations

from attrs import frozen

from game.model.scenario import Scenario
from game.report.cloud import Source
from game.sim.batch import Batch


@frozen(kw_only=True)
class Simulated:
    """Simulated games of a scenario."""

    batch: Batch
    source: Source | None = None
    """The file they were read from; None if they were played for the occasion."""


@frozen
class NoCloud:
    """Why there are no simulated games to use."""

    code: str
    """none, unwanted, stale, damaged or too-large."""
    reason: str
    """As the end of a sentence."""


def shipped_cloud(scenario: Scenario) -> Simulated | NoCloud:
    """The games that ship with a scenario, or why they cannot be used."""
    return NoCloud("none", f"none ship with {scenario.id}")
