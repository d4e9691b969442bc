"""Building blocks of the file-shaped classes: scalar types that read a text, provenance, and the marks on fields.

A class here has one field for each key of a file. A string below a field is its documentation and goes into the JSON
Schema. Lower and upper bounds belong to the type, so that reader, schema and message agree. The classes are neither
compared nor printed, and doing without the methods for it saves a quarter of the time that importing them takes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Literal

from attrs import field, frozen

INLINE = "inline"
"""Metadata key: the field's own keys stand in the mapping of the class that holds it."""
REST = "rest"
"""Metadata key: the field takes all keys of the mapping that no other field claims."""
KEY = "key"
"""Metadata key: what the file calls the field, where Python reserves the word."""


def called(key: str) -> dict[str, str]:
    """Metadata for a field whose key in the file is a reserved word."""
    return {KEY: key}


@frozen
class Whole:
    """Marks a whole number between two bounds, both allowed."""

    low: int
    high: int


@frozen
class Number:
    """Marks a number between two bounds, both allowed."""

    low: float
    high: float


@frozen
class Written:
    """Marks a text that must match a pattern."""

    code: str
    """Problem code of a text that does not."""
    what: str
    """Name of the form in messages: "a hex"."""
    pattern: str
    """Regular expression of the whole text."""
    hint: str
    """What a right one looks like."""

    @property
    def takes_digits(self) -> bool:
        """Whether a text of digits alone may match, which YAML editors take for a number."""
        return any(re.fullmatch(self.pattern, text) for text in ("1422", "1938", "45"))


@frozen
class Refers:
    """Marks a text that names something else; `checks_names` asks whether that exists."""

    to: str
    """What it names, such as "side" or "hex"."""
    besides: tuple[str, ...] = ()
    """Words that may stand instead."""


@frozen
class Length:
    """Marks a list with a fixed number of entries."""

    entries: int


_MONTH_DAY = r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
_CLOCK = r"([01]\d|2[0-3]):[0-5]\d"


class Part:
    """A part of another kind of file as it is written; it is judged where it belongs."""


Text = Annotated[str, Written("V09", "a text", r"(?s).*\S.*", "write a sentence, or leave the key out")]
"""Words for people; not empty."""
Id = Annotated[str, Written("V07", "an id", r"(?!\d+$)[a-z0-9][a-z0-9-]*", "use small letters, digits and '-'")]
"""Name by which other entries refer to this one."""
UnitId = Annotated[
    str, Written("V07", "a unit id", r"[A-Za-z0-9][A-Za-z0-9./-]*", "use letters, digits, '-', '.' and '/'")
]
"""Id of a unit or formation, such as `1/75` or `I/75`."""
SourceId = Annotated[str, Written("V07", "a source id", r"[A-Za-z][A-Za-z0-9-]*", "such as S3")]
"""Id of an entry of sources.yaml."""

SideName = Annotated[Id, Refers("side")]
"""Id of a side."""
SideOrBoth = Annotated[Id, Refers("side", ("both",))]
"""Id of a side, or `both`."""
SideOrContested = Annotated[Id, Refers("side", ("contested", "disputed"))]
"""Id of a side, `contested` or `disputed`."""
PlaceName = Annotated[Id, Refers("place")]
"""Id of a place of the map."""
BridgeName = Annotated[Id, Refers("bridge")]
"""Id of the site of a bridge on the map."""
RegionName = Annotated[Id, Refers("region")]
"""Id of a region of the map."""
PlaceOrRegion = Annotated[Id, Refers("place-or-region")]
"""Id of a place or region of the map."""
MapName = Annotated[Id, Refers("map")]
"""Id of a map in maps/."""
TerrainName = Annotated[Id, Refers("terrain")]
"""Id in rules/terrain.yaml."""
KindName = Annotated[Id, Refers("kind")]
"""Id in rules/kinds.yaml."""
WeaponName = Annotated[Id, Refers("weapon")]
"""Id of a weapon in rules/weapons.yaml."""
VehicleName = Annotated[Id, Refers("vehicle")]
"""Id of a vehicle in rules/weapons.yaml."""
AircraftName = Annotated[Id, Refers("aircraft")]
"""Id of an aircraft in rules/weapons.yaml."""
FormationName = Annotated[UnitId, Refers("formation")]
"""Id of a formation in forces.yaml."""
UnitName = Annotated[UnitId, Refers("unit")]
"""Id of a unit in forces.yaml."""
SquadronName = Annotated[UnitId, Refers("squadron")]
"""Id of a squadron in forces.yaml."""
NoteName = Annotated[Id, Refers("note")]
"""Id in notes.yaml."""
EventName = Annotated[Id, Refers("event")]
"""Id of an event in scenario.yaml."""
RestraintName = Annotated[Id, Refers("restraint")]
"""Id of a restraint in scenario.yaml."""
SourceName = Annotated[SourceId, Refers("source")]
"""Id in sources.yaml."""
ParagraphName = Annotated[Id, Refers("paragraph")]
"""Id of a paragraph in article.yaml."""
GroupName = Annotated[Id, Refers("group")]
"""Id of a group of the same plan."""
OrderWord = Annotated[Id, Refers("order")]
"""First word of an order, such as dig."""

HexName = Annotated[str, Written("V05", "a hex", r"\d{4}", "write column and row as CCRR, such as 1422"), Refers("hex")]
"""Hex as CCRR: two digits of the column, two of the row, both from 1."""
HexSpan = Annotated[
    str,
    Written("V05", "a hex or a run of hexes", r"\d{4}(-\d{4})?", "write CCRR, or CCRR-CCRR along one row"),
    Refers("hexes"),
]
"""A hex, or all hexes of one row from the first to the second."""
HexSide = Annotated[
    str, Written("V05", "a hex or hexside", r"\d{4}(-(NE|E|SE|SW|W|NW))?", "write CCRR or CCRR-NE"), Refers("hexside")
]
"""A hex, or the side of a hex in direction NE, E, SE, SW, W or NW."""
_SPOT = Written("V05", "a hex or place", r"\d{4}|(?!\d+$)[a-z0-9][a-z0-9-]*", "write CCRR or the id of a place")
Spot = Annotated[str, _SPOT, Refers("spot")]
"""A hex as CCRR or the id of a place."""
SpotOrOff = Annotated[str, _SPOT, Refers("spot", ("off",))]
"""A hex, a place, or `off` for a unit that is not on the map at the start."""
When = Annotated[
    str,
    Written("V06", "a time", f"{_MONTH_DAY} {_CLOCK}", "write month-day hour:minute, such as 07-31 05:15"),
    Refers("time"),
]
"""Month, day, hour and minute by the scenario's clock."""
FullDate = Annotated[
    str, Written("V06", "a date and time", rf"\d{{4}}-{_MONTH_DAY} {_CLOCK}", "such as 1938-07-30 22:00")
]
"""Year, month, day, hour and minute."""
Date = Annotated[
    str, Written("V06", "a date", r"\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?", "a year, year-month or year-month-day")
]
"""A year, a month or a day."""
Bound = Annotated[
    str, Written("V02", "a number or time", rf"-?\d+(\.\d+)?|{_MONTH_DAY} {_CLOCK}", "such as 45 or 07-31 05:15")
]
"""Bound of a recorded figure: a number, or a time for measures of time."""

Count = Annotated[int, Whole(0, 1_000_000)]
"""A number of things."""
Some = Annotated[int, Whole(1, 1_000_000)]
"""A number of things, at least one."""
Minutes = Annotated[int, Whole(0, 100_000)]
"""A span of time in minutes."""
Hundred = Annotated[int, Whole(0, 100)]
"""0 to 100."""
Points = Annotated[int, Whole(-10_000, 10_000)]
"""Victory points, resolve points or a change of either."""
Rating = Annotated[int, Whole(1, 5)]
"""1 poor to 5 outstanding."""
Share = Annotated[float, Number(0.0, 1.0)]
"""0 to 1."""
Factor = Annotated[float, Number(0.0, 10.0)]
"""A factor on something; 1 changes nothing."""
Amount = Annotated[float, Number(0.0, 1_000_000.0)]
"""A measure in the unit that the field names."""
Kilometres = Annotated[float, Number(-1000.0, 1000.0)]
"""East or north of the map's anchor; west and south are negative."""
Latitude = Annotated[float, Number(-66.0, 66.0)]
"""Degrees north; beyond the polar circles the sun does not rise or set each day."""
Longitude = Annotated[float, Number(-180.0, 180.0)]
"""Degrees east."""
Degrees = Annotated[float, Number(-180.0, 180.0)]
"""Degrees north or east."""

Confidence = Literal["high", "medium", "low"]
Sky = Literal["clear", "cloud", "fog", "rain", "heavy-rain"]
GroundState = Literal["dry", "damp", "mud"]
Wind = Literal["calm", "breeze"]
Stance = Literal["storm", "attack", "hold", "last-man", "give-ground"]
Press = Literal["storm", "attack", "probe"]


@frozen(kw_only=True, eq=False, repr=False)
class FieldProvenance:
    """Where one field's figure comes from, where it differs from its entry."""

    source: tuple[SourceName, ...] = ()
    """Ids in sources.yaml."""
    confidence: Confidence | None = None
    """How far the figure can be trusted."""
    estimate: Text | None = None
    """Why the designer chose the figure; for figures that no source gives."""
    note: Text | None = None
    """Anything a reader should know about it."""


@frozen(kw_only=True, eq=False, repr=False)
class Provenance:
    """Where an entry's figures come from. What an entry leaves out it takes from its formation or file."""

    source: tuple[SourceName, ...] = ()
    """Ids in sources.yaml."""
    confidence: Confidence | None = None
    """How far the figures can be trusted."""
    estimate: Text | None = None
    """Why the designer chose the figures; for figures that no source gives."""
    fields: Mapping[str, FieldProvenance] = field(factory=dict)
    """Provenance of single fields that differ from the rest of the entry."""
    note: Text | None = None
    """Anything a reader should know about the entry."""


SPREAD = {INLINE: True}
"""Metadata of the field that lets `source`, `confidence`, `estimate`, `fields` and `note` stand in an entry."""
