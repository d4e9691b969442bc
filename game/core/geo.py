"""Latitude and longitude against hexes, on a plane that is exact enough for maps below 100 km."""

from __future__ import annotations

from math import sqrt

from attrs import frozen

from game.core.hexgrid import Grid
from game.core.ids import HexId

KM_PER_DEGREE_LATITUDE = 111.06
"""Source: the Khasan dossier, section 4; within 0.1 % on the maps used."""
ROW_SPACING = sqrt(3.0) / 2.0
"""Distance between rows, in hexes across the flats."""


@frozen(kw_only=True)
class Georeference:
    """Ties one hex centre to a point on earth."""

    anchor: HexId
    latitude: float
    """Degrees north of the anchor hex's centre."""
    longitude: float
    """Degrees east of the anchor hex's centre."""
    hex_km: float
    """Kilometres across the flats of a hex."""
    km_per_degree_longitude: float
    """At the anchor's latitude."""

    def offset_km(self, grid: Grid, hex_: HexId) -> tuple[float, float]:
        """Kilometres east and north from the anchor to the centre of a hex."""
        (x, y), (x0, y0) = _flat(grid, hex_), _flat(grid, self.anchor)
        return (x - x0) * self.hex_km, (y0 - y) * ROW_SPACING * self.hex_km

    def position(self, grid: Grid, hex_: HexId) -> tuple[float, float]:
        """Latitude and longitude in degrees of the centre of a hex."""
        east, north = self.offset_km(grid, hex_)
        return (
            self.latitude + north / KM_PER_DEGREE_LATITUDE,
            self.longitude + east / self.km_per_degree_longitude,
        )

    def from_anchor_km(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Kilometres east and north from the anchor to a point on earth."""
        east = (longitude - self.longitude) * self.km_per_degree_longitude
        return east, (latitude - self.latitude) * KM_PER_DEGREE_LATITUDE

    def distance_km(self, grid: Grid, hex_: HexId, latitude: float, longitude: float) -> float:
        """Kilometres between the centre of a hex and a point on earth."""
        east, north = self.offset_km(grid, hex_)
        there_east, there_north = self.from_anchor_km(latitude, longitude)
        de, dn = there_east - east, there_north - north
        return sqrt(de * de + dn * dn)


def _flat(grid: Grid, hex_: HexId) -> tuple[float, float]:
    row, column = divmod(hex_, grid.columns)
    return column + (0.5 if row & 1 else 0.0), float(row)
