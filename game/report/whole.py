"""The whole of a report before anything of it is told: what was played and what was found."""

from __future__ import annotations

from attrs import frozen

from game.record.replay import Record
from game.report.account import Account
from game.report.beliefs import Beliefs
from game.report.choices import Choices
from game.report.closeness import Closeness
from game.report.cloud import Cloud
from game.report.history import Comparison
from game.report.played import Played
from game.report.story import TurnTold
from game.report.tolls import Tolls
from game.sim.measures import Measures


@frozen(kw_only=True, eq=False)
class Report:
    """Everything that a report says."""

    played: Played
    figures: Measures
    """Every named figure of the game."""
    comparison: Comparison
    closeness: Closeness
    account: Account
    beliefs: Beliefs
    story: tuple[TurnTold, ...]
    """Turn by turn."""
    choices: Choices
    tolls: Tolls
    cloud: Cloud | None = None

    @property
    def record(self) -> Record:
        """The record it was made from."""
        return self.played.record

    @property
    def side_ids(self) -> tuple[str, str]:
        """Ids of both sides, by number."""
        first, second = self.played.scenario.sides
        return first.id, second.id
