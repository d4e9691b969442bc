"""The map: everything about the ground that no order changes, in flat tuples by hex."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from itertools import pairwise

from attrs import field, frozen

from game.core.geo import Georeference
from game.core.hexgrid import Grid
from game.core.ids import HexId
from game.model.crossings import BridgeSite, Ford
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
    """wide, stream or boggy (rivers); road, track or rail."""
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
    bridges: tuple[BridgeSite, ...] = ()
    """Sites of bridges; positions index `GameState.spans`."""
    fords: tuple[Ford, ...] = ()
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
        return self.grid.mask([h for river in self.rivers if river.kind in STREAMS for h in river.hexes])

    @cached_property
    def boggy_steps(self) -> dict[tuple[HexId, HexId], HexId]:
        """Steps over a boggy stream, both ways, with the hex that the stream runs through."""
        found: dict[tuple[HexId, HexId], HexId] = {}
        for river in self.rivers if self.boggy else ():
            chain = river.hexes if river.kind == "boggy" else ()
            for position, here in enumerate(chain):
                for there in left_bank(self.grid, chain, position):
                    if not self.boggy >> there & 1 and not self.terrain(there).is_water:
                        found[here, there] = found[there, here] = here
        return found

    @cached_property
    def boggy(self) -> int:
        """Bit set of the hexes through which a boggy stream runs."""
        return self.grid.mask([h for river in self.rivers if river.kind == "boggy" for h in river.hexes])

    @cached_property
    def bridge_steps(self) -> dict[tuple[HexId, HexId], int]:
        """Steps that a bridge makes, both ways, with the site's position."""
        return {step: n for n, site in enumerate(self.bridges) for step in self._steps_over(site.ends)}

    @cached_property
    def ford_steps(self) -> dict[tuple[HexId, HexId], int]:
        """Steps through a ford, both ways, with its position."""
        return {step: n for n, ford in enumerate(self.fords) for step in self._steps_over(ford.ends)}

    @cached_property
    def forded(self) -> dict[HexId, tuple[HexId, ...]]:
        """Banks opposite at the fords of wide rivers, by bank."""
        found: dict[HexId, tuple[HexId, ...]] = {}
        for here, there in self.ford_steps:
            if there not in self.grid.adjacent[here]:
                found[here] = (*found.get(here, ()), there)
        return found

    @cached_property
    def bridges_at(self) -> dict[HexId, tuple[int, ...]]:
        """Positions of the sites of bridges by the hexes at their ends."""
        found: dict[HexId, tuple[int, ...]] = {}
        for number, site in enumerate(self.bridges):
            for end in dict.fromkeys(site.ends):
                found[end] = (*found.get(end, ()), number)
        return found

    def _steps_over(self, ends: tuple[HexId, HexId]) -> list[tuple[HexId, HexId]]:
        """Steps from end to end, or those over the boggy stream of a hex."""
        one, other = ends
        if one != other:
            return [(one, other), (other, one)]
        return [step for step, wet in self.boggy_steps.items() if wet == one]

    @cached_property
    def watered(self) -> int:
        """Bit set of the hexes with water to drink: lakes, rivers, marshes and streams."""
        return self.streams | self.grid.mask(
            [HexId(h) for h in range(self.grid.size) if self.terrain(HexId(h)).water != "none"]
        )

    @cached_property
    def ferry_from(self) -> dict[HexId, tuple[Ferry, ...]]:
        """Ferries by landing."""
        found: dict[HexId, tuple[Ferry, ...]] = {}
        for ferry in self.ferries:
            for landing in ferry.ends:
                found[landing] = (*found.get(landing, ()), ferry)
        return found


STREAMS = ("stream", "boggy")
"""Classes of rivers that are waded."""


def left_bank(grid: Grid, chain: tuple[HexId, ...], position: int) -> tuple[HexId, ...]:
    """Neighbours of a hex of a stream on its left bank, looking downstream; the hex itself lies on the right bank."""
    here = chain[position]
    down = grid.direction(here, chain[position + 1]) if position + 1 < len(chain) else None
    up = grid.direction(here, chain[position - 1]) if position else None
    if down is None:
        down = ((up or 0) + 3) % 6
    if up is None:
        up = (down + 3) % 6
    around = [grid.neighbours[here][direction % 6] for direction in range(up + 1, up + 1 + (down - up - 1) % 6)]
    return tuple([there for there in around if there >= 0])
