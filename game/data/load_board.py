"""A map file to the board."""

from __future__ import annotations

from itertools import pairwise

from game.core.hexgrid import Grid
from game.core.ids import HexId
from game.data.files import Bundle
from game.data.geography import georeference, region_hexes, run_of
from game.data.load_names import sourced
from game.data.schema_map import MapFile, PlaceData, RegionData
from game.model.board import Board, Border, Ferry, Path, Place, Region
from game.model.crossings import BridgeSite, Ford
from game.model.terrain import Terrain


def board(bundle: Bundle, terrains: dict[str, Terrain]) -> Board:
    """The board of a scenario's map, which has no faults."""
    data: MapFile = bundle.value("map")
    grid = Grid(data.columns, data.rows)
    places = tuple(_place(place, data, grid) for place in data.places)
    spots = {place.id: place.hex for place in places}
    used = list(dict.fromkeys(data.legend.values()))
    number = {code: used.index(name) for code, name in data.legend.items()}
    return Board(
        id=data.id,
        title=data.title,
        grid=grid,
        hex_m=data.hex_m,
        reference=georeference(data, _hex(grid, data.anchor.hex)),
        terrains=tuple(terrains[name] for name in used),
        terrain_of=tuple(number[code] for row in data.terrain for code in row.split()),
        elevation=tuple(int(word) for row in data.elevation for word in row.split()),
        rivers=_rivers(data, grid),
        roads=_roads(data, grid, spots),
        ferries=tuple(
            Ferry(
                id=f.id,
                name=f.name,
                ends=(_hex(grid, f.from_), _hex(grid, f.to)),
                men_hour=f.men_hour,
                load_t=f.load_t,
                provenance=sourced(f.provenance, data.provenance),
            )
            for f in data.ferries
        ),
        bridges=_bridges(data, grid),
        fords=_fords(data, grid),
        borders=_borders(data),
        regions={region.id: _region(region, data, grid) for region in data.regions},
        places=places,
    )


def _hex(grid: Grid, name: str) -> HexId:
    found = grid.parse(name)
    if found is None:
        raise LookupError(f"hex {name} was checked and is not there")
    return found


def _rivers(data: MapFile, grid: Grid) -> tuple[Path, ...]:
    return tuple(
        Path(
            id=river.id,
            name=river.name,
            native=river.native,
            kind=river.class_,
            hexes=tuple(_hex(grid, name) for name in river.hexes),
            provenance=sourced(river.provenance, data.provenance),
        )
        for river in data.rivers
    )


def _roads(data: MapFile, grid: Grid, spots: dict[str, HexId]) -> tuple[Path, ...]:
    found = []
    for road in data.roads:
        points = [_hex(grid, step) if step.isdigit() else spots[step] for step in road.path]
        hexes = points[:1]
        for a, b in pairwise(points):
            hexes += grid.line(a, b)[1:]
        found.append(
            Path(
                id=road.id,
                name=road.name,
                native=road.native,
                kind=road.class_,
                hexes=tuple(hexes),
                provenance=sourced(road.provenance, data.provenance),
            )
        )
    return tuple(found)


def _bridges(data: MapFile, grid: Grid) -> tuple[BridgeSite, ...]:
    return tuple(
        BridgeSite(
            id=site.id,
            name=site.name,
            ends=(_hex(grid, site.from_), _hex(grid, site.to or site.from_)),
            width_m=site.width_m,
            load_t=site.load_t,
            provenance=sourced(site.provenance, data.provenance),
        )
        for site in data.bridges
    )


def _fords(data: MapFile, grid: Grid) -> tuple[Ford, ...]:
    return tuple(
        Ford(
            id=ford.id,
            name=ford.name,
            ends=(_hex(grid, ford.from_), _hex(grid, ford.to or ford.from_)),
            provenance=sourced(ford.provenance, data.provenance),
        )
        for ford in data.fords
    )


def _borders(data: MapFile) -> tuple[Border, ...]:
    return tuple(
        Border(
            id=border.id,
            name=border.name,
            claimed_by=border.claimed_by,
            points=tuple((east, north) for east, north in border.points_km),
            provenance=sourced(border.provenance, data.provenance),
        )
        for border in data.borders
    )


def _region(region: RegionData, data: MapFile, grid: Grid) -> Region:
    hexes = frozenset(region_hexes(region, grid))
    return Region(
        id=region.id,
        name=region.name,
        hexes=hexes,
        mask=grid.mask(hexes),
        provenance=sourced(region.provenance, data.provenance),
    )


def _place(place: PlaceData, data: MapFile, grid: Grid) -> Place:
    hexes = [_hex(grid, name) for span in place.hexes for name in run_of(span) or ()]
    own = _hex(grid, place.hex)
    return Place(
        id=place.id,
        name=place.name,
        native=place.native,
        kind=place.kind,
        hex=own,
        hexes=tuple(dict.fromkeys([own, *hexes])),
        latitude=place.lat,
        longitude=place.lon,
        error_km=place.error_km,
        height_m=place.height_m,
        is_objective=place.objective,
        provenance=sourced(place.provenance, data.provenance),
    )
