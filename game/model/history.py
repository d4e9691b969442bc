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
    unit: str = "men"
    """men, tanks, guns or time."""
    note: str = ""
    provenance: Sourced = field(default=Sourced(), eq=False, repr=False)


@frozen(kw_only=True)
class ControlRecord:
    """Who held a place from a time on."""

    place: str
    minute: int
    """Minute of the scenario; negative before its start."""
    side: SideId | None
    """None where it was contested or unknown."""
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
