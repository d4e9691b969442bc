"""Shape of what is read rather than played: sources, article, notes and the historical record."""

from __future__ import annotations

from typing import Annotated, Literal

from attrs import field, frozen

from game.data.schema import (
    SPREAD,
    Bound,
    Date,
    Degrees,
    HexName,
    Id,
    Length,
    ParagraphName,
    PlaceName,
    Provenance,
    SideName,
    SideOrBoth,
    SideOrContested,
    SourceId,
    SourceName,
    Text,
    When,
    called,
)
from game.data.schema_events import ConditionData

Trust = Literal["high", "medium", "low"]


@frozen(kw_only=True, eq=False, repr=False)
class SourceData:
    """A work that figures are taken from."""

    id: SourceId
    """Name used in `source:` lists, such as S3."""
    title: Text
    """Title, or what it is."""
    author: Text = ""
    """Who wrote it."""
    kind: Literal["book", "article", "web", "archive", "computation", "memory", "model"] = "book"
    """What it is."""
    trust: Trust = "medium"
    """How far it is to be trusted."""
    note: Text = ""
    """What was read of it, and its leanings."""


@frozen(kw_only=True, eq=False, repr=False)
class SourcesFile:
    """The list of sources."""

    sources: tuple[SourceData, ...]
    """The sources."""


@frozen(kw_only=True, eq=False, repr=False)
class ParagraphData:
    """A paragraph of the article."""

    id: Id
    """Name used in notes."""
    section: Text
    """Heading it stands under."""
    claims: tuple[Text, ...]
    """What it says, in our own words."""


@frozen(kw_only=True, eq=False, repr=False)
class ChronicleData:
    """A dated line of the chronicle."""

    date: Date
    """A year, a month or a day."""
    text: Text
    """What happened."""
    provenance: Provenance = field(factory=Provenance, metadata=SPREAD)


@frozen(kw_only=True, eq=False, repr=False)
class ArticleFile:
    """The article that the project started from, and a chronicle."""

    title: Text
    """Title of the article."""
    source_note: Text = ""
    """Where it comes from and how it is used."""
    paragraphs: tuple[ParagraphData, ...]
    """Its paragraphs."""
    chronicle: tuple[ChronicleData, ...] = ()
    """Dated lines, in order."""
    provenance: Provenance = field(factory=Provenance, metadata=SPREAD)


@frozen(kw_only=True, eq=False, repr=False)
class VoiceData:
    """One side's account."""

    who: Text
    """Whose."""
    text: Text
    """What they say."""


@frozen(kw_only=True, eq=False, repr=False)
class NoteData:
    """A historical note."""

    id: Id
    """Name used in events."""
    title: Text
    """Heading."""
    native: tuple[Text, ...] = ()
    """Names in the languages of the country."""
    article: tuple[ParagraphName, ...] = ()
    """Paragraphs of the article that it restates."""
    place: PlaceName | None = None
    """Place it speaks of."""
    date: Date | None = None
    """Day it speaks of."""
    when: ConditionData | None = None
    """When it is shown; left out if an event shows it."""
    audience: SideOrBoth = "both"
    """A side, or both."""
    text: Text
    """The note."""
    correction: Text = ""
    """What research corrects in the article."""
    voices: tuple[VoiceData, ...] = ()
    """Accounts of the two sides, where they differ."""
    game: Text = ""
    """What the matter changes in the game."""
    provenance: Provenance = field(factory=Provenance, metadata=SPREAD)


@frozen(kw_only=True, eq=False, repr=False)
class NotesFile:
    """Historical notes."""

    notes: tuple[NoteData, ...]
    """The notes."""
    provenance: Provenance = field(factory=Provenance, metadata=SPREAD)


@frozen(kw_only=True, eq=False, repr=False)
class SaidData:
    """Who says what of a figure: one voice beside others."""

    source: tuple[SourceName, ...]
    """Works in which it stands."""
    voice: Literal["soviet", "japanese", "mongolian", "manchukuoan", "modern", "press"]
    """Whose count it is; `modern` for later historians who weighed the papers of both sides."""
    kind: Literal["count", "claim", "outlier"] = "count"
    """`claim` for what one side said of the other's losses, `outlier` for what the range leaves aside."""
    by: Text = ""
    """Which count of that voice, if it has several: a year, an author, a paper."""
    low: Bound | None = None
    """Lowest; left out if only "at most" was said."""
    high: Bound | None = None
    """Highest; left out if only "at least" was said."""
    note: Text = ""
    """What is to be known about it."""


@frozen(kw_only=True, eq=False, repr=False)
class FigureData:
    """A recorded figure as a range, or one that nobody recorded."""

    id: Id
    """Name used in reports."""
    measure: Text
    """SIDE.killed and the like, SIDE.killed/FORMATION, fall.PLACE, ring.SIDE, clear.SIDE.REGION or depth.SIDE."""
    from_: When | None = field(default=None, metadata=called("from"))
    """Since when it was counted; the start of the battle if left out. A turn must begin then."""
    at: Text = "end"
    """`end`, or the time up to which it was counted. A turn must begin then."""
    low: Bound | None = None
    """Lowest figure of the sources; needed unless `unknown`."""
    high: Bound | None = None
    """Highest figure of the sources; needed unless `unknown`."""
    unit: Literal["men", "tanks", "guns", "vehicles", "aircraft", "shells", "km", "time"] = "men"
    """What is counted."""
    unknown: bool = False
    """Whether nobody recorded it. Then it has no bounds, and no game is judged by it."""
    said: tuple[SaidData, ...] = ()
    """Who says what. Left out where the range is a reckoning and nobody's count."""
    misfit: Text = ""
    """Where the games are known to miss the range: why they are thought to."""
    provenance: Provenance = field(factory=Provenance, metadata=SPREAD)


@frozen(kw_only=True, eq=False, repr=False)
class ControlData:
    """Who held a place from a time on."""

    place: PlaceName
    """The place."""
    from_: When = field(metadata=called("from"))
    """Since when."""
    side: SideOrContested
    """The side; `contested` where both held part of it, `disputed` where the sources do not agree."""
    provenance: Provenance = field(factory=Provenance, metadata=SPREAD)


@frozen(kw_only=True, eq=False, repr=False)
class GhostPoint:
    """A position at a time."""

    time: When
    """The time."""
    hex: HexName
    """The hex."""


@frozen(kw_only=True, eq=False, repr=False)
class GhostData:
    """Where a formation stood in history."""

    formation: Text
    """Formation of forces.yaml, or a name of its own for one that is not in it."""
    name: Text
    """Name shown to the player."""
    side: SideName
    """Its side."""
    at: tuple[GhostPoint, ...]
    """Positions by time, in order."""
    provenance: Provenance = field(factory=Provenance, metadata=SPREAD)


@frozen(kw_only=True, eq=False, repr=False)
class FrontData:
    """Where the front ran, or the edge of a pocket, at a time. All lines of one time make one picture of the front."""

    id: Id
    """Name used in reports."""
    time: When
    """From when the picture holds, until the next one."""
    name: Text
    """Name shown to the player."""
    holder: SideName
    """The side behind the line: to the right of whoever walks along it, or inside a closed one."""
    line: tuple[Annotated[tuple[Degrees, ...], Length(2)], ...]
    """Points as [latitude, longitude] in degrees: two at least, three for a pocket."""
    closed: bool = False
    """Whether the line is the edge of a pocket and comes back to its first point."""
    provenance: Provenance = field(factory=Provenance, metadata=SPREAD)


@frozen(kw_only=True, eq=False, repr=False)
class HistoryFile:
    """The record of the battle."""

    figures: tuple[FigureData, ...] = ()
    """Figures as ranges."""
    control: tuple[ControlData, ...] = ()
    """Who held what, by time."""
    ghosts: tuple[GhostData, ...] = ()
    """Positions by time."""
    fronts: tuple[FrontData, ...] = ()
    """Lines of the front by time."""
    provenance: Provenance = field(factory=Provenance, metadata=SPREAD)
