"""What the record says: figures as ranges, control by time, positions, notes, chronicle."""

from __future__ import annotations

from attrs import field, frozen

from game.core.ids import HexId, SideId
from game.model.happenings import Condition
from game.model.provenance import Sourced


@frozen(kw_only=True)
class Figure:
    """A recorded figure as a range."""

    id: str
    measure: str
    """Name of the measure, such as japan.killed or fall.changkufeng."""
    low: float
    high: float
    """Bounds in the measure's unit; clock measures are minutes of the scenario."""
    from_minute: int = 0
    """Start of the time over which it was counted."""
    to_minute: int | None = None
    """End of that time; None: the end of the battle."""
    unit: str = "men"
    """men, tanks, guns or time."""
    note: str = ""
    provenance: Sourced = field(default=Sourced(), eq=False, repr=False)

    @property
    def key(self) -> str:
        """Name under which a game's figures hold it: the measure, with the minutes if it is counted over a part."""
        if not self.from_minute and self.to_minute is None:
            return self.measure
        return f"{self.measure}@{self.from_minute}-{'end' if self.to_minute is None else self.to_minute}"


@frozen(kw_only=True)
class ControlRecord:
    """Who held a place from a time on."""

    place: str
    minute: int
    """Minute of the scenario; negative before its start."""
    side: SideId | None
    """None where it was contested or is disputed."""
    is_contested: bool = False
    """Both sides held part of it."""
    note: str = ""
    provenance: Sourced = field(default=Sourced(), eq=False, repr=False)


@frozen(kw_only=True)
class Ghost:
    """Where a formation stood, by time."""

    id: str
    name: str
    side: SideId
    at: tuple[tuple[int, HexId], ...]
    """(minute, hex), rising."""
    provenance: Sourced = field(default=Sourced(), eq=False, repr=False)


@frozen(kw_only=True)
class History:
    """The record of one battle."""

    figures: tuple[Figure, ...] = ()
    control: tuple[ControlRecord, ...] = ()
    ghosts: tuple[Ghost, ...] = ()


@frozen(kw_only=True)
class Voice:
    """One side's account."""

    who: str
    text: str


@frozen(kw_only=True)
class Note:
    """A historical note."""

    id: str
    title: str
    text: str
    when: Condition
    article: tuple[str, ...] = ()
    """Ids of the article's paragraphs that it restates."""
    native: tuple[str, ...] = ()
    place: str = ""
    date: str = ""
    audience: SideId | None = None
    """None: both sides read it."""
    correction: str = ""
    """What research corrects in the article."""
    voices: tuple[Voice, ...] = ()
    game: str = ""
    """What the matter changes in the game."""
    provenance: Sourced = field(default=Sourced(), eq=False, repr=False)
