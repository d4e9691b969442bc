"""Hex geometry: pointy-top hexes in rows, odd rows shifted right by half a hex."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, cached_property
from itertools import compress
from typing import cast

from attrs import field, frozen

from game.core.ids import NOWHERE, HexId

DIRECTIONS = ("NE", "E", "SE", "SW", "W", "NW")
"""Names of the six directions, clockwise from north-east; the index is the direction."""
_EVEN = ((0, -1), (1, 0), (0, 1), (-1, 1), (-1, 0), (-1, -1))
_FINE = 1 << 12
"""Parts of a hex in which lines are drawn."""
_ODD = ((1, -1), (1, 0), (1, 1), (0, 1), (-1, 0), (0, -1))


def opposite(direction: int) -> int:
    """The direction that points back."""
    return (direction + 3) % 6


@frozen(slots=False)
class Grid:
    """A rectangle of hexes. Hex names are CCRR, column and row from 1, two digits each."""

    columns: int = field()
    rows: int = field()

    @property
    def size(self) -> int:
        """Number of hexes."""
        return self.columns * self.rows

    @cached_property
    def neighbours(self) -> tuple[tuple[HexId, ...], ...]:
        """For each hex its six neighbours by direction; `NOWHERE` beyond the edge."""
        table = []
        for row in range(self.rows):
            steps = _ODD if row & 1 else _EVEN
            for column in range(self.columns):
                around = []
                for d_column, d_row in steps:
                    c, r = column + d_column, row + d_row
                    inside = 0 <= c < self.columns and 0 <= r < self.rows
                    around.append(HexId(r * self.columns + c) if inside else NOWHERE)
                table.append(tuple(around))
        return tuple(table)

    @cached_property
    def adjacent(self) -> tuple[tuple[HexId, ...], ...]:
        """For each hex its neighbours on the map, in order of direction."""
        return tuple(tuple(n for n in around if n >= 0) for around in self.neighbours)

    @cached_property
    def near_mask(self) -> tuple[int, ...]:
        """For each hex the bit set of its neighbours."""
        return tuple(sum(1 << n for n in around) for around in self.adjacent)

    def at(self, column: int, row: int) -> HexId:
        """The hex in `column` and `row`, both from 0.

        Raises:
            LookupError: outside the map.
        """
        if not (0 <= column < self.columns and 0 <= row < self.rows):
            raise LookupError(f"column {column}, row {row} is off the map")
        return HexId(row * self.columns + column)

    def name(self, hex_: HexId) -> str:
        """CCRR name of a hex; "off map" for `NOWHERE`."""
        if hex_ < 0:
            return "off map"
        row, column = divmod(hex_, self.columns)
        return f"{column + 1:02d}{row + 1:02d}"

    def parse(self, name: str) -> HexId | None:
        """The hex called `name` (CCRR), or None if there is none."""
        if len(name) != 4 or not (name.isascii() and name.isdigit()):
            return None
        column, row = int(name[:2]) - 1, int(name[2:]) - 1
        if not (0 <= column < self.columns and 0 <= row < self.rows):
            return None
        return HexId(row * self.columns + column)

    def axial(self, hex_: HexId) -> tuple[int, int]:
        """Axial coordinates (q, r) of a hex."""
        row, column = divmod(hex_, self.columns)
        return column - (row - (row & 1)) // 2, row

    def from_axial(self, q: int, r: int) -> HexId:
        """The hex at axial (q, r), or `NOWHERE` off the map."""
        column = q + (r - (r & 1)) // 2
        if 0 <= column < self.columns and 0 <= r < self.rows:
            return HexId(r * self.columns + column)
        return NOWHERE

    @cached_property
    def _axials(self) -> tuple[tuple[int, int], ...]:
        return tuple(self.axial(HexId(h)) for h in range(self.size))

    def distance(self, a: HexId, b: HexId) -> int:
        """Hexes between two hexes, 0 for the same one."""
        qa, ra = self._axials[a]
        qb, rb = self._axials[b]
        dq, dr = qa - qb, ra - rb
        return max(abs(dq), abs(dr), abs(dq + dr))

    def direction(self, start: HexId, end: HexId) -> int | None:
        """Direction 0-5 from a hex to an adjacent one; None if they do not touch."""
        around = self.neighbours[start]
        return around.index(end) if end in around else None

    def within(self, centre: HexId, radius: int) -> Iterator[HexId]:
        """Hexes at most `radius` away, the centre among them, by row and column."""
        q0, r0 = self._axials[centre]
        for dr in range(-radius, radius + 1):
            for dq in range(max(-radius, -dr - radius), min(radius, -dr + radius) + 1):
                found = self.from_axial(q0 + dq, r0 + dr)
                if found >= 0:
                    yield found

    @cached_property
    def _disks(self) -> dict[tuple[int, int], int]:
        return {}

    def disk(self, centre: HexId, radius: int) -> int:
        """Bit set of the hexes at most `radius` away, the centre among them; kept once made."""
        found = self._disks.get((centre, radius))
        if found is None:
            found = self._disks[centre, radius] = self.mask(list(self.within(centre, radius)))
        return found

    def line(self, start: HexId, end: HexId) -> tuple[HexId, ...]:
        """Hexes on the straight line between two hex centres, both ends among them."""
        (q, r), (qb, rb) = self._axials[start], self._axials[end]
        found = [self.from_axial(q + dq, r + dr) for dq, dr in _axial_line(qb - q, rb - r)]
        return tuple([h for h in found if h >= 0])

    def mask(self, hexes: Iterator[HexId] | tuple[HexId, ...] | list[HexId] | frozenset[HexId]) -> int:
        """Bit set of some hexes."""
        bits = 0
        for h in hexes:
            bits |= 1 << h
        return bits


@cache
def _axial_line(dq: int, dr: int) -> tuple[tuple[int, int], ...]:
    """Axial steps from the start along a line; the same wherever it begins."""
    steps = max(abs(dq), abs(dr), abs(dq + dr))
    if steps == 0:
        return ((0, 0),)
    # Integers only, nudged by less than any true difference so that ties fall to one side everywhere.
    return tuple(_round_axial(dq * i * _FINE + 1, dr * i * _FINE + 2, steps * _FINE) for i in range(steps + 1))


def _round_axial(q: int, r: int, scale: int) -> tuple[int, int]:
    """Nearest hex to the point (q/scale, r/scale), by cube rounding in integers."""
    s = -q - r
    half = scale // 2
    rq, rr, rs = (q + half) // scale, (r + half) // scale, (s + half) // scale
    dq, dr, ds = abs(rq * scale - q), abs(rr * scale - r), abs(rs * scale - s)
    if dq > dr and dq > ds:
        rq = -rr - rs
    elif dr > ds:
        rr = -rq - rs
    return rq, rr


_BITS = bytes.maketrans(b"01", b"\x00\x01")


def hexes_of(mask: int) -> list[HexId]:
    """The hexes in a bit set, in rising order."""
    if mask.bit_count() < DENSE:
        found = []
        while mask:
            low = mask & -mask
            found.append(HexId(low.bit_length() - 1))
            mask ^= low
        return found
    # Taking bit after bit from a long number copies it each time: its digits are read instead.
    return cast("list[HexId]", list(compress(range(mask.bit_length()), flags_of(mask))))


def flags_of(mask: int) -> bytes:
    """A byte of 0 or 1 for each hex up to the last in a bit set."""
    return format(mask, "b")[::-1].encode("ascii").translate(_BITS)


DENSE = 200
"""Hexes from which a bit set is quicker read digit by digit."""
