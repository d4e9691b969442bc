"""What the record says: figures as ranges, control by time, positions, notes, chronicle."""

from __future__ import annotations

from attrs import field, frozen

from game.core.ids import HexId, SideId
from game.model.happenings import Condition
from game.model.provenance import Sourced

TOLLS = (
    "killed",
    "wounded",
    "missing",
    "casualties",
    "captured",
    "tanks_out",
    "tanks_lost",
    "cars_out",
    "cars_lost",
    "guns_lost",
    "field_guns_lost",
    "vehicles_captured",
    "guns_captured",
)
"""Figures of a loss, in the order in which tables show them; of a side, a formation or a unit."""


@frozen(kw_only=True)
class Said:
    """Who says what of a figure: one voice beside others."""

    voice: str
    """Whose count it is: soviet, japanese, mongolian, manchukuoan, modern or press."""
    kind: str = "count"
    """count; claim, of an enemy's losses; or outlier, which the range leaves aside."""
    by: str = ""
    """Which count of that voice, if it has several: a year, an author, a paper."""
    low: float | None = None
    """None: no lower bound was given."""
    high: float | None = None
    """None: no upper bound was given."""
    sources: tuple[str, ...] = ()
    note: str = ""


@frozen(kw_only=True)
class Measured:
    """Something that a game measures and the record was searched for: at least, whether anybody wrote it down."""

    id: str
    measure: str
    """Name of the measure, such as japan.killed, japan.killed/75ir or fall.changkufeng."""
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
class Figure(Measured):
    """A recorded figure as a range, by which games are judged."""

    low: float
    high: float
    """Bounds in the measure's unit; clock measures are minutes of the scenario."""
    said: tuple[Said, ...] = ()
    """Who says what; empty where the range is a reckoning and nobody's count."""
    misfit: str = ""
    """Where the model is known to miss the range: why it is thought to."""


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
class Front:
    """Where the front ran, or the edge of a pocket, from a time on."""

    id: str
    name: str
    minute: int
    """Minute of the scenario; lines of one minute make one picture, which holds until the next."""
    holder: SideId
    """The side behind the line: to the right of whoever walks along it, or inside a closed one."""
    points: tuple[tuple[float, float], ...]
    """Kilometres east and north of the map's anchor."""
    is_closed: bool = False
    provenance: Sourced = field(default=Sourced(), eq=False, repr=False)


@frozen(kw_only=True)
class History:
    """The record of one battle."""

    figures: tuple[Figure, ...] = ()
    unknown: tuple[Measured, ...] = ()
    """What nobody recorded, as far as the sources were seen. No game is judged by it."""
    control: tuple[ControlRecord, ...] = ()
    ghosts: tuple[Ghost, ...] = ()
    fronts: tuple[Front, ...] = ()
    """In order of time."""

    @property
    def measured(self) -> tuple[Measured, ...]:
        """All that games are measured by beside the record: what is told, then what is not."""
        return (*self.figures, *self.unknown)

    def fronts_at(self, minute: int) -> tuple[Front, ...]:
        """The picture of the front that holds at a minute: the lines of the last time at or before it."""
        past = [front.minute for front in self.fronts if front.minute <= minute]
        return tuple(front for front in self.fronts if past and front.minute == past[-1])


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
