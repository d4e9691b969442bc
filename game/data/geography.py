"""A map file's hexes: runs, regions, and the tie to the globe."""

from __future__ import annotations

from game.core.geo import Georeference
from game.core.hexgrid import Grid
from game.core.ids import HexId
from game.data.schema_map import MapFile, RegionData

KM_PER_DEGREE_LONGITUDE = 111.32
"""At the equator. Source: equatorial radius of 6378.1 km."""


def georeference(board: MapFile, anchor: HexId) -> Georeference:
    """The map's tie to the globe; a degree of longitude shrinks with the cosine of the latitude."""
    return Georeference(
        anchor=anchor,
        latitude=board.anchor.lat,
        longitude=board.anchor.lon,
        hex_km=board.hex_m / 1000,
        km_per_degree_longitude=round(KM_PER_DEGREE_LONGITUDE * cosine(board.anchor.lat), 4),
    )


def cosine(degrees: float) -> float:
    """Cosine of a latitude, by its series; good to 1e-9 up to 66 degrees and the same on every machine."""
    x = degrees * 0.017453292519943295
    term = total = 1.0
    for k in range(1, 12):
        term *= -x * x / ((2 * k - 1) * (2 * k))
        total += term
    return total


def run_of(span: str) -> list[str] | None:
    """Hex names of a hex or run of hexes; None if the ends are not in one row, or the wrong way round."""
    first, _, last = span.partition("-")
    last = last or first
    if first[2:] != last[2:] or int(first[:2]) > int(last[:2]):
        return None
    return [f"{column:02d}{first[2:]}" for column in range(int(first[:2]), int(last[:2]) + 1)]


def region_hexes(region: RegionData, grid: Grid) -> list[HexId]:
    """Hexes of a region without faults."""
    names = [name for span in region.hexes for name in run_of(span) or ()]
    return [hex_ for name in names if (hex_ := grid.parse(name)) is not None]
