"""Shape of a map file, `maps/<id>.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from attrs import field, frozen

from game.data.schema import (
    SPREAD,
    Amount,
    Count,
    HexName,
    HexSpan,
    Id,
    Kilometres,
    Latitude,
    Length,
    Longitude,
    Provenance,
    SideName,
    Some,
    Spot,
    TerrainName,
    Text,
    Whole,
    called,
)


@frozen(kw_only=True, eq=False, repr=False)
class AnchorData:
    """The hex whose centre is known on the globe."""

    hex: HexName
    """Hex of the anchor."""
    lat: Latitude
    """Its latitude in degrees north."""
    lon: Longitude
    """Its longitude in degrees east."""


@frozen(kw_only=True, eq=False, repr=False)
class RiverData:
    """A river through hexes."""

    id: Id
    """Name used in files."""
    name: Text
    """Name shown to the player."""
    native: tuple[Text, ...] = ()
    """Names in the languages of the country."""
    class_: Literal["wide", "stream", "boggy"] = field(metadata=called("class"))
    """wide: its hexes are water, and the terrain rows show them so; stream: waded at a cost in minutes; boggy:
    a stream that wheels, tracks and towed guns cross only at a bridge or a ford."""
    hexes: tuple[HexName, ...]
    """Hexes it runs through, from source to mouth."""
    provenance: Provenance = field(factory=Provenance, metadata=SPREAD)


@frozen(kw_only=True, eq=False, repr=False)
class RoadData:
    """A road, track or railway."""

    id: Id
    """Name used in files."""
    name: Text
    """Name shown to the player."""
    native: tuple[Text, ...] = ()
    """Names in the languages of the country."""
    class_: Literal["road", "track", "rail"] = field(metadata=called("class"))
    """road, track or rail."""
    path: tuple[Spot, ...]
    """Way-points, hexes or places, joined by straight lines of hexes."""
    provenance: Provenance = field(factory=Provenance, metadata=SPREAD)


@frozen(kw_only=True, eq=False, repr=False)
class FerryData:
    """A place where boats cross a wide river."""

    id: Id
    """Name used in files."""
    name: Text
    """Name shown to the player."""
    from_: HexName = field(metadata=called("from"))
    """One landing."""
    to: HexName
    """The other landing."""
    men_hour: Count
    """Men carried across in an hour."""
    load_t: Amount = 1.0
    """Heaviest gun or vehicle in tonnes that its boats bear; a mountain gun is below 1."""
    provenance: Provenance = field(factory=Provenance, metadata=SPREAD)


@frozen(kw_only=True, eq=False, repr=False)
class BridgeSiteData:
    """A place where a bridge can stand; whether one does, the scenario says."""

    id: Id
    """Name used in files."""
    name: Text
    """Name shown to the player."""
    from_: HexName = field(metadata=called("from"))
    """The hex at one end; over a boggy stream, the hex that the stream runs through."""
    to: HexName | None = None
    """The hex at the other end, beyond a wide river; left out over a stream."""
    width_m: Some = 100
    """Metres of water; a park bridges so many, see rules/engineering.yaml."""
    load_t: Amount = 16.0
    """Heaviest gun or vehicle in tonnes that the best bridge there would bear."""
    provenance: Provenance = field(factory=Provenance, metadata=SPREAD)


@frozen(kw_only=True, eq=False, repr=False)
class FordData:
    """A place where men and horses wade a wide river, or anybody a boggy stream."""

    id: Id
    """Name used in files."""
    name: Text
    """Name shown to the player."""
    from_: HexName = field(metadata=called("from"))
    """The hex on one bank; over a boggy stream, the hex that the stream runs through."""
    to: HexName | None = None
    """The hex on the other bank of a wide river; left out over a stream."""
    provenance: Provenance = field(factory=Provenance, metadata=SPREAD)


@frozen(kw_only=True, eq=False, repr=False)
class BorderData:
    """A border as one side claimed it; it is drawn and binds nobody."""

    id: Id
    """Name used in files."""
    name: Text
    """Name shown to the player."""
    claimed_by: tuple[SideName, ...] = ()
    """Sides that claimed it."""
    points_km: tuple[Annotated[tuple[Kilometres, ...], Length(2)], ...]
    """Corners of the line as [east, north] in kilometres from the anchor."""
    provenance: Provenance = field(factory=Provenance, metadata=SPREAD)


@frozen(kw_only=True, eq=False, repr=False)
class RegionData:
    """A named set of hexes."""

    id: Id
    """Name used in files."""
    name: Text
    """Name shown to the player."""
    hexes: tuple[HexSpan, ...]
    """Hexes, or runs of hexes along a row such as 0101-2401."""
    provenance: Provenance = field(factory=Provenance, metadata=SPREAD)


@frozen(kw_only=True, eq=False, repr=False)
class PlaceData:
    """A named spot."""

    id: Id
    """Name used in files and orders."""
    name: Text
    """Name shown to the player."""
    native: tuple[Text, ...] = ()
    """Names in the languages of the country."""
    kind: Literal["hill", "height", "ridge", "village", "pond", "lake", "station", "stone", "crossing", "post"]
    """What it is."""
    hex: HexName
    """Where its label stands; for an objective the hex that must be held."""
    hexes: tuple[HexSpan, ...] = ()
    """All its hexes, if it fills several."""
    lat: Latitude | None = None
    """Latitude by the source."""
    lon: Longitude | None = None
    """Longitude by the source."""
    error_km: Amount = 0.0
    """How far off the coordinates may be, in kilometres."""
    height_m: Annotated[float, Whole(-500, 9000)] | None = None
    """Height above the sea in metres."""
    objective: bool = False
    """Whether the game records who holds it."""
    provenance: Provenance = field(factory=Provenance, metadata=SPREAD)


@frozen(kw_only=True, eq=False, repr=False)
class MapFile:
    """A map: terrain and heights by row, and what lies on them."""

    id: Id
    """Name by which scenarios call for the map; the file's own name."""
    title: Text
    """Name shown to the player."""
    hex_m: Annotated[int, Whole(50, 20_000)]
    """Metres across the flats of a hex."""
    columns: Annotated[int, Whole(2, 99)]
    """Number of columns."""
    rows: Annotated[int, Whole(2, 99)]
    """Number of rows."""
    anchor: AnchorData
    """Ties the map to the globe."""
    legend: Mapping[str, TerrainName]
    """One-character codes and the terrain they stand for."""
    terrain: tuple[Text, ...]
    """One text for each row: as many codes as there are columns, with spaces between."""
    elevation: tuple[Text, ...]
    """One text for each row: as many heights in metres as there are columns, with spaces between."""
    rivers: tuple[RiverData, ...] = ()
    """Rivers and streams."""
    roads: tuple[RoadData, ...] = ()
    """Roads, tracks and railways."""
    ferries: tuple[FerryData, ...] = ()
    """Boat crossings."""
    bridges: tuple[BridgeSiteData, ...] = ()
    """Places where bridges can stand."""
    fords: tuple[FordData, ...] = ()
    """Places where the water is low."""
    borders: tuple[BorderData, ...] = ()
    """Border lines as claimed."""
    regions: tuple[RegionData, ...] = ()
    """Named sets of hexes that restraints refer to."""
    places: tuple[PlaceData, ...] = ()
    """Named spots."""
    provenance: Provenance = field(factory=Provenance, metadata=SPREAD)
