"""Luck over a whole game, in men: what was drawn against what was to be expected."""

from __future__ import annotations

from attrs import define

from game.core.ids import SideId
from game.language.phrases import about, count, men
from game.model.events import AssaultResolved


@define
class Luck:
    """Sums over all assaults that one side fought."""

    fights: int = 0
    own_lost: int = 0
    own_expected: float = 0.0
    """Means of the outcomes that were possible, in men."""
    foe_lost: int = 0
    foe_expected: float = 0.0

    def add(self, event: AssaultResolved, side: SideId) -> None:
        """Counts one assault."""
        total = len(event.outcomes)
        drawn = event.outcomes[event.drawn]
        a_mean = sum(outcome.a_men for outcome in event.outcomes) / total
        d_mean = sum(outcome.d_men for outcome in event.outcomes) / total
        attacks = event.side == side
        self.fights += 1
        self.own_lost += drawn.a_men if attacks else drawn.d_men
        self.own_expected += a_mean if attacks else d_mean
        self.foe_lost += drawn.d_men if attacks else drawn.a_men
        self.foe_expected += d_mean if attacks else a_mean

    def sentence(self, *, exact: bool) -> str:
        """The account in a sentence or two; the enemy's part rounded unless the game is over."""
        if not self.fights:
            return "Luck: there was no assault."
        own, foe = round(self.own_expected), round(self.foe_expected)
        net = (own - self.own_lost) + (self.foe_lost - foe)
        verdict = "even" if abs(net) < 5 else "kind to you" if net > 0 else "unkind to you"
        theirs = (
            f"of the enemy {men(self.foe_lost)} fell where {foe} were to be expected"
            if exact
            else f"of the enemy {about(self.foe_lost)} fell where {about(foe)} were to be expected"
        )
        return (
            f"Luck over {count(self.fights, 'assault')}: you lost {men(self.own_lost)} where {own} were to be "
            f"expected; {theirs}. The dice were {verdict}."
        )
