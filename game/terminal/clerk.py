"""Taking back, giving again and saving at a terminal."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from attrs import define

from game.core.ids import SideId
from game.language.phrases import count
from game.match import Match
from game.record.storage import save_path
from game.table.hearing import Ear, hear_order, take_back
from game.terminal.paper import Paper


@define(eq=False)
class Clerk:
    """Keeps the papers of one match."""

    match: Match
    ears: Mapping[SideId, Ear]
    paper: Paper
    tell: Callable[[SideId], None]
    """Reads out what a side has not heard yet."""
    save_name: str = ""
    saved_at: int = -1
    """Number of orders at the last save."""

    def undo(self, *, all_: bool) -> None:
        """Takes back the last order, with those that the same staff gave with it, or all that can be."""
        wanted = len(self.match.orders) if all_ else max(1, self.match.staffs.batch(len(self.match.orders)))
        taken, reason = 0, ""
        while taken < wanted:
            result = self.match.undo()
            if not result.ok:
                reason = result.reason
                break
            taken += 1
            take_back(self.ears.values(), self.match.game)
        if not taken:
            self.paper.line(f"Nothing can be taken back: {reason}", "fault")
            return
        self.paper.line(f"{count(taken, 'order')} taken back.")
        if reason and not all_:
            self.paper.line(f"The staff's other orders stand: {reason}")

    def redo(self, side: SideId) -> None:
        """Gives the order again that was taken back last, with those of the same staff."""
        for number in range(max(1, self.match.staffs.batch_ahead(len(self.match.orders)))):
            mark = self.match.mark()
            result = self.match.redo()
            if not result.ok:
                if not number:
                    self.paper.line(f"Nothing can be given again: {result.reason}", "fault")
                return
            events = self.match.events_since(mark)
            hear_order(self.ears.values(), self.match.orders[-1], events, self.match.game)
            self.tell(side)

    @property
    def is_saved(self) -> bool:
        """Whether there is nothing to save since the last time."""
        return self.match.game.state.order_count in (0, self.saved_at)

    def save(self, name: str) -> None:
        """Saves under a name, the one in use if none is given."""
        self.save_name = name or self.save_name or self.match.game.scenario.id
        path = save_path(self.save_name)
        try:
            self.match.save(path)
        except OSError as error:
            self.paper.line(f"The game could not be saved in {path}: {error.strerror}.", "fault")
            return
        self.saved_at = self.match.game.state.order_count
        self.paper.line(f"Saved as {path}.")
