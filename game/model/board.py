"""The map: everything about the ground that no order changes, in flat tuples by hex."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from itertools import pairwise

from attrs import field, frozen

from game.core.geo import Georeference
from game.core.hexgrid import Grid
from game.core.ids import HexId
from game.model.provenance import Sourced
from game.model.terrain import Terrain


@frozen(kw_only=True)
class Place:
    """A named spot."""

    id: str
    name: str
    native: tuple[str, ...] = ()
    kind: str = "hill"
    """hill, ridge, village, pond, lake, station, stone."""
    hex: HexId
    """Where the label stands and, for an objective, the hex that must be held."""
    hexes: tuple[HexId, ...] = ()
    """All hexes of a place that fills several; else just `hex`."""
    latitude: float | None = None
    longitude: float | None = None
    error_km: float = 0.0
    height_m: float | None = None
    is_objective: bool = False
    """Whether the game records who holds it."""
    provenance: Sourced = field(default=Sourced(), eq=False, repr=False)


@frozen(kw_only=True)
class Path:
    """A river, road or railway: a chain of hexes."""

    id: str
    name: str
    kind: str
    """wide or stream (rivers); road, track or rail."""
    hexes: tuple[HexId, ...]
    native: tuple[str, ...] = ()
    provenance: Sourced = field(default=Sourced(), eq=False, repr=False)


@frozen(kw_only=True)
class Ferry:
    """A crossing of a wide river by boat."""

    id: str
    name: str
    ends: tuple[HexId, HexId]
    """The two landings."""
    men_hour: int
    """Men carried across in an hour."""
    load_t: float = 1.0
    """Heaviest piece in tonnes that its boats bear: a mountain gun, no lorry and no tank. Rule 10.6."""
    provenance: Sourced = field(default=Sourced(), eq=False, repr=False)


@frozen(kw_only=True)
class Border:
    """A border line as one side claimed it; for drawing."""

    id: str
    name: str
    claimed_by: tuple[str, ...]
    """Side ids."""
    points: tuple[tuple[float, float], ...]
    """Kilometres east and north of the map's anchor."""
    provenance: Sourced = field(default=Sourced(), eq=False, repr=False)


@frozen(kw_only=True)
class Region:
    """A named set of hexes, such as one side's soil."""

    id: str
    name: str
    hexes: frozenset[HexId]
    mask: int
    """The same hexes as a bit set."""
    provenance: Sourced = field(default=Sourced(), eq=False, repr=False)


@frozen(kw_only=True, slots=False, eq=False)
class Board:
    """A map. Tuples are indexed by HexId."""

    id: str
    title: str
    grid: Grid
    hex_m: int
    """Metres across the flats of a hex."""
    reference: Georeference
    terrains: tuple[Terrain, ...]
    """The kinds used, indexed by the numbers in `terrain_of`."""
    terrain_of: tuple[int, ...]
    elevation: tuple[int, ...]
    """Metres above the sea."""
    rivers: tuple[Path, ...] = ()
    roads: tuple[Path, ...] = ()
    ferries: tuple[Ferry, ...] = ()
    borders: tuple[Border, ...] = ()
    regions: Mapping[str, Region] = field(factory=dict)
    places: tuple[Place, ...] = ()

    def terrain(self, hex_: HexId) -> Terrain:
        """Kind of ground in a hex."""
        return self.terrains[self.terrain_of[hex_]]

    @cached_property
    def place_by_id(self) -> dict[str, Place]:
        """Places by id."""
        return {place.id: place for place in self.places}

    @cached_property
    def objectives(self) -> tuple[Place, ...]:
        """Places whose holder the game records; positions in this tuple index `GameState.holder`."""
        return tuple(place for place in self.places if place.is_objective)

    @cached_property
    def objective_index(self) -> dict[str, int]:
        """Positions of the objectives, by id."""
        return {place.id: index for index, place in enumerate(self.objectives)}

    @cached_property
    def place_at(self) -> dict[HexId, Place]:
        """The place labelled at a hex; the first one listed wins."""
        found: dict[HexId, Place] = {}
        for place in self.places:
            found.setdefault(place.hex, place)
        return found

    @cached_property
    def road_links(self) -> dict[tuple[HexId, HexId], str]:
        """Class of the best road between two adjacent hexes, both ways; railways are not walked faster."""
        links: dict[tuple[HexId, HexId], str] = {}
        for road in self.roads:
            if road.kind == "rail":
                continue
            for a, b in pairwise(road.hexes):
                if links.get((a, b)) != "road":
                    links[a, b] = links[b, a] = road.kind
        return links

    @cached_property
    def rail_links(self) -> frozenset[tuple[HexId, HexId]]:
        """Pairs of adjacent hexes that a railway joins, both ways."""
        pairs = [pair for road in self.roads if road.kind == "rail" for pair in pairwise(road.hexes)]
        return frozenset([*pairs, *((b, a) for a, b in pairs)])

    @cached_property
    def streams(self) -> int:
        """Bit set of the hexes through which a stream runs."""
        return self.grid.mask([h for river in self.rivers if river.kind == "stream" for h in river.hexes])

    @cached_property
    def ferry_from(self) -> dict[HexId, tuple[Ferry, ...]]:
        """Ferries by landing."""
        found: dict[HexId, tuple[Ferry, ...]] = {}
        for ferry in self.ferries:
            for landing in ferry.ends:
                found[landing] = (*found.get(landing, ()), ferry)
        return found
