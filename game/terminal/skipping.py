"""Letting quiet turns go by at a terminal. Rule 3.5."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from attrs import define

from game.core.ids import SideId
from game.match import Match
from game.table.formations import Formations
from game.table.hearing import Ear
from game.table.quiet import Quiet
from game.terminal.paper import Paper


@define(eq=False)
class Skipper:
    """Ends a player's parts for him until something wants him."""

    match: Match
    formations: Formations
    paper: Paper
    ears: Mapping[SideId, Ear]
    end: Callable[[SideId], None]
    """Ends the part of a side."""
    watch: Quiet | None = None

    def start(self, side: SideId) -> None:
        """Ends this part and those that follow."""
        if sum(seat is None for seat in self.match.seats) > 1:
            self.paper.line("With two players each ends his own parts.", "fault")
            return
        self.watch = Quiet(side, self.formations, self.match.desk(side).view(), self.ears[side])
        self.end(side)

    def stop(self) -> None:
        """Lets no more turns go by."""
        self.watch = None

    def goes_by(self, ear: Ear) -> bool:
        """Whether the part that begins was ended at once; if not, and turns went by, says what wants the player."""
        if self.watch is None:
            return False
        view = self.match.desk(ear.side).view()
        reasons = self.watch.reasons(view)
        if reasons:
            self.stop()
            self.paper.lines(reasons, "heading")
            return False
        self.paper.line(self.watch.passed(view))
        ear.news()
        self.end(ear.side)
        return True
