"""The victory list."""

from __future__ import annotations

from attrs import field, frozen

from game.core.ids import SideId, UnitId
from game.model.happenings import Condition
from game.model.provenance import Sourced

KINDS = ("hold", "take", "evict", "exit", "preserve", "destroy", "losses", "time", "pocketed")


@frozen(kw_only=True)
class VictoryItem:
    """One line of the list."""

    id: str
    side: SideId
    """Who earns it."""
    kind: str
    """One of `KINDS`; rule 16.1 says what each asks."""
    points: int
    text: str
    place: str = ""
    by_minute: int | None = None
    per: int = 0
    """For losses: casualties for each award; for time: minutes; for pocketed: least men at the start of a unit."""
    of: SideId | None = None
    """For losses and pocketed: whose."""
    unit: UnitId | None = None
    share: float = 0.0
    history: int | None = None
    """Points that the historical result scores on this line; None where the record is silent."""
    provenance: Sourced = field(default=Sourced(), eq=False, repr=False)


@frozen(kw_only=True)
class VictoryLevel:
    """A named result."""

    name: str
    side: SideId | None
    """Whose victory it is; None for a draw."""
    margin: int
    """Least margin (first side's points less the second's) for this level."""


@frozen(kw_only=True)
class Victory:
    """How the game is judged."""

    items: tuple[VictoryItem, ...]
    levels: tuple[VictoryLevel, ...]
    """From the best for the first side to the best for the second."""
    sudden: Condition | None = None

    def level(self, margin: int) -> VictoryLevel:
        """The level that a margin reaches."""
        for level in self.levels:
            if margin >= level.margin:
                return level
        return self.levels[-1]
