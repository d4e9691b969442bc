"""The journal: notes that were shown and remarks that players wrote, each pinned to an order."""

from __future__ import annotations

import re

from attrs import define, field, frozen

from game.core.ids import SideId
from game.model.scenario import Scenario

REMARK_LIMIT = 2000
"""Characters that a remark may have."""
UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)
"""Letters that steer a screen or a line instead of being read; no record holds any."""


@frozen(kw_only=True)
class JournalEntry:
    """One line of the journal."""

    after: int
    """Number of orders given before it."""
    turn: int
    minute: int
    """Start of the turn, in minutes of the scenario."""
    note: int | None = None
    """Position in `Scenario.notes`; None for a remark."""
    text: str = ""
    """The remark; empty for a note."""


@define
class Journal:
    """What a player may look up again, in order of time."""

    scenario: Scenario
    entries: list[JournalEntry] = field(factory=list)

    def show_note(self, note: int, *, after: int, turn: int, minute: int) -> None:
        """Enters a note that was shown."""
        self.entries.append(JournalEntry(after=after, turn=turn, minute=minute, note=note))

    def remark(self, text: str, *, after: int, turn: int, minute: int) -> JournalEntry | None:
        """Enters a remark and returns it; None if nothing is left of the text without its blanks."""
        text = " ".join(UNSEEN.sub(" ", text).split())[:REMARK_LIMIT]
        if not text:
            return None
        entry = JournalEntry(after=after, turn=turn, minute=minute, text=text)
        self.entries.append(entry)
        return entry

    def undo_to(self, orders: int) -> None:
        """Strikes the notes shown by orders beyond the first `orders`; remarks stay, pinned to the last order left."""
        kept = []
        for entry in self.entries:
            if entry.after <= orders:
                kept.append(entry)
            elif entry.note is None:
                kept.append(JournalEntry(after=orders, turn=entry.turn, minute=entry.minute, text=entry.text))
        self.entries[:] = kept

    def for_side(self, side: SideId | None) -> tuple[JournalEntry, ...]:
        """Entries that a side may read: remarks, and notes for it or for both. None reads everything."""
        return tuple(e for e in self.entries if e.note is None or self._may_read(e.note, side))

    def notes(self, side: SideId | None = None) -> tuple[int, ...]:
        """Notes in the journal that a side may read, by position in `Scenario.notes`, in order of showing."""
        return tuple(e.note for e in self.for_side(side) if e.note is not None)

    def _may_read(self, note: int, side: SideId | None) -> bool:
        audience = self.scenario.notes[note].audience
        return side is None or audience is None or audience == side
