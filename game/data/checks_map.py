"""Checks of the map, and of hexes wherever they are named."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from game.core.hexgrid import DIRECTIONS, Grid
from game.core.ids import HexId
from game.data.checks import Finding, check
from game.data.geography import georeference, run_of
from game.data.names import Names
from game.data.schema_map import FerryData, PlaceData, RiverData, RoadData

_WATER = ("lake", "river")
HIGHEST_M = 9000
ROWED_M = 3000
"""Longest crossing of a ferry's boats, from the middle of one landing's hex to that of the other's."""


@check("M01", "error", "The map has more or fewer rows of terrain or heights than `rows` says.")
def rows(names: Names) -> Iterator[Finding]:
    """Number of rows."""
    board = names.bundle.map
    for key in ("terrain", "elevation"):
        if board and len(found := getattr(board, key)) != board.rows:
            yield Finding("map", (key,), f"{len(found)} rows stand here, the map has {board.rows}")


@check("M02", "error", "A row of terrain or heights has more or fewer entries than `columns` says.")
def row_lengths(names: Names) -> Iterator[Finding]:
    """Length of each row."""
    board = names.bundle.map
    for key in ("terrain", "elevation") if board else ():
        for index, row in enumerate(getattr(board, key)):
            if board and (count := len(row.split())) != board.columns:
                text = f"{count} entries in row {index + 1}, the map has {board.columns} columns"
                yield Finding("map", (key, index), text, "separate entries by spaces")


@check("M03", "error", "A row of terrain has a code that the legend does not explain.")
def codes(names: Names) -> Iterator[Finding]:
    """Codes against the legend; each unknown code is reported where it first stands."""
    board = names.bundle.map
    seen: set[str] = set()
    for index, row in enumerate(names.terrain_rows):
        for column, code in enumerate(row or ()):
            if board and code not in board.legend and code not in seen:
                seen.add(code)
                known = " ".join(board.legend)
                text = f"the legend has no code '{code}' (hex {column + 1:02d}{index + 1:02d})"
                yield Finding("map", ("terrain", index), text, f"known are {known}")


@check("M04", "error", "A height is not a whole number of metres.")
def heights(names: Names) -> Iterator[Finding]:
    """Entries of the rows of heights."""
    board = names.bundle.map
    for index, row in enumerate(board.elevation if board else ()):
        for column, word in enumerate(row.split()):
            if not word.lstrip("-").isdigit() or abs(int(word)) > HIGHEST_M:
                text = f"'{word}' is not a height in metres (hex {column + 1:02d}{index + 1:02d})"
                yield Finding("map", ("elevation", index), text, "write a whole number")
                break


@check("M05", "error", "A hex lies off the map.")
def off_map(names: Names) -> Iterator[Finding]:
    """Every hex named in any file."""
    grid = names.grid
    if grid is None:
        return
    size = f"the map has {grid.columns} columns and {grid.rows} rows"
    for file, walked in names.walks.items():
        for ref in walked.references:
            if ref.to in ("hex", "hexes", "hexside") or (ref.to == "spot" and ref.name.isdigit()):
                for name in [part for part in ref.name.split("-") if part.isdigit()]:
                    if grid.parse(name) is None:
                        yield Finding(file, ref.path, f"hex {name} is off the map", size)
                        break


@check("M06", "error", "A place's hex lies further from its coordinates than their error and one hex.")
def coordinates(names: Names) -> Iterator[Finding]:
    """Hexes of places against latitude and longitude."""
    board, grid = names.bundle.map, names.grid
    anchor = grid.parse(board.anchor.hex) if board and grid else None
    if board is None or grid is None or anchor is None:
        return
    reference = georeference(board, anchor)
    for file, path, place in names.entries(PlaceData, "map"):
        hex_ = grid.parse(place.hex)
        if place.lat is None or place.lon is None or hex_ is None:
            continue
        off = reference.distance_km(grid, hex_, place.lat, place.lon)
        if off > place.error_km + reference.hex_km:
            nearest = min(range(grid.size), key=lambda h: reference.distance_km(grid, HexId(h), *_point(place)))
            text = f"hex {place.hex} lies {off:.1f} km from {place.lat} N {place.lon} E"
            hint = f"the error is {place.error_km:g} km; the nearest hex is {grid.name(HexId(nearest))}"
            yield Finding(file, (*path, "hex"), text, hint)


def _point(place: PlaceData) -> tuple[float, float]:
    return place.lat or 0.0, place.lon or 0.0


@check("M07", "error", "A wide river runs through a hex that is not river in the terrain rows.")
def river_hexes(names: Names) -> Iterator[Finding]:
    """Hexes of wide rivers."""
    for file, path, river in names.entries(RiverData, "map"):
        for index, name in enumerate(river.hexes if river.class_ == "wide" else ()):
            hex_ = names.grid.parse(name) if names.grid else None
            ground = names.terrain(hex_) if hex_ is not None else None
            if ground and ground.water != "river":
                text = f"hex {name} is {ground.id} in the terrain rows"
                yield Finding(file, (*path, "hexes", index), text, "a wide river needs river there")


@check("M08", "warning", "Consecutive hexes of a river do not touch.")
def river_gaps(names: Names) -> Iterator[Finding]:
    """Gaps in rivers."""
    grid = names.grid
    for file, path, river in names.entries(RiverData, "map") if grid else ():
        for index, (a, b) in enumerate(pairwise(river.hexes), start=1):
            start, end = (grid.parse(a), grid.parse(b)) if grid else (None, None)
            if grid and start is not None and end is not None and grid.distance(start, end) != 1:
                yield Finding(file, (*path, "hexes", index), f"hex {b} does not touch {a}", "list every hex in order")


@check("M09", "warning", "A road runs through water.")
def wet_roads(names: Names) -> Iterator[Finding]:
    """Road hexes on lakes and rivers. Railways may have bridges that the game does not use."""
    grid = names.grid
    for file, path, road in names.entries(RoadData, "map") if grid else ():
        points = [names.spot(step) for step in road.path]
        if grid is None or road.class_ == "rail" or None in points:
            continue
        for index, (a, b) in enumerate(pairwise([p for p in points if p is not None]), start=1):
            wet = [h for h in grid.line(a, b) if (ground := names.terrain(h)) and ground.water in _WATER]
            if wet:
                text = f"the way from {road.path[index - 1]} to {road.path[index]} crosses water at {grid.name(wet[0])}"
                yield Finding(file, (*path, "path", index), text, "add way-points on land")


@check("M10", "warning", "A landing of a ferry is not on land.")
def landings(names: Names) -> Iterator[Finding]:
    """Both ends of each ferry."""
    for file, path, ferry in names.entries(FerryData, "map"):
        for key, name in (("from", ferry.from_), ("to", ferry.to)):
            hex_ = names.grid.parse(name) if names.grid else None
            ground = names.terrain(hex_) if hex_ is not None else None
            if ground and ground.water in _WATER:
                yield Finding(file, (*path, key), f"hex {name} is {ground.id}", "a landing stands on the bank")


@check("M16", "error", "The two landings of a ferry are the same hex, or lie too far apart to row.")
def crossings(names: Names) -> Iterator[Finding]:
    """Length of each crossing."""
    board, grid = names.bundle.map, names.grid
    for file, path, ferry in names.entries(FerryData, "map") if board and grid else ():
        ends = [grid.parse(ferry.from_), grid.parse(ferry.to)] if grid else []
        if not board or not grid or None in ends:
            continue
        metres = grid.distance(*(h for h in ends if h is not None)) * board.hex_m
        if not 0 < metres <= ROWED_M:
            text = f"hexes {ferry.from_} and {ferry.to} are {metres} m apart" if metres else "both landings are one hex"
            yield Finding(file, (*path, "to"), text, f"choose the landing opposite, within {ROWED_M} m")


@check("M11", "error", "A run of hexes does not go along one row from left to right.")
def runs(names: Names) -> Iterator[Finding]:
    """Runs such as 0101-2401."""
    for file, walked in names.walks.items():
        for ref in walked.references:
            if ref.to == "hexes" and "-" in ref.name and run_of(ref.name) is None:
                text = f"'{ref.name}' does not run along one row"
                yield Finding(file, ref.path, text, "write first and last hex of one row, such as 0105-2405")


@check("M12", "error", "A code of the legend is not a single character.")
def legend(names: Names) -> Iterator[Finding]:
    """Codes of the legend."""
    board = names.bundle.map
    for code in board.legend if board else ():
        if len(code) != 1 or code.isspace():
            yield Finding("map", ("legend", code), f"'{code}' is not one character", of_key=True)


@check("M13", "remark", "A code of the legend is used nowhere.")
def unused_codes(names: Names) -> Iterator[Finding]:
    """Codes that no row has."""
    board = names.bundle.map
    used = {code for row in board.terrain for code in row.split()} if board else set()
    for code in board.legend if board else ():
        if len(code) == 1 and code not in used:
            yield Finding("map", ("legend", code), f"no hex has code '{code}'", of_key=True)


@check("M14", "error", "A wire hexside is named without its direction, or lies on the edge of the map.")
def hexsides(names: Names) -> Iterator[Finding]:
    """Hexes and hexsides of field works."""
    scenario, grid = names.bundle.scenario, names.grid
    for number, work in enumerate(scenario.works if scenario else ()):
        for index, name in enumerate(work.at):
            fault = _works_fault(grid, work.kind, name)
            if fault:
                yield Finding("scenario", ("works", number, "at", index), *fault)


def _works_fault(grid: Grid | None, kind: str, name: str) -> tuple[str, str] | None:
    hex_name, _, direction = name.partition("-")
    if (kind == "wire") != bool(direction):
        if kind == "wire":
            return f"wire lies on a side of hex {hex_name}", f"write {hex_name}-NE or another direction"
        return f"'{name}' is a hexside", f"write {hex_name}"
    hex_ = grid.parse(hex_name) if grid else None
    if grid and hex_ is not None and direction and grid.neighbours[hex_][DIRECTIONS.index(direction)] < 0:
        return f"nothing lies beyond {name}", "choose a side within the map"
    return None


@check("M15", "error", "An objective lies in water, where nobody can hold it.")
def sunken_objectives(names: Names) -> Iterator[Finding]:
    """Ground of objectives."""
    for file, path, place in names.entries(PlaceData, "map"):
        hex_ = names.grid.parse(place.hex) if names.grid else None
        ground = names.terrain(hex_) if hex_ is not None else None
        if place.objective and ground and ground.water in _WATER:
            yield Finding(file, (*path, "hex"), f"hex {place.hex} is {ground.id}", "choose a hex on land")
