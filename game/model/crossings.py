"""Crossings of rivers: sites of bridges and fords on the map, and what stands at a site."""

from __future__ import annotations

from attrs import field, frozen

from game.core.ids import HexId, SideId, UnitId
from game.model.provenance import Sourced

TIMBER, PONTOON = "timber", "pontoon"
"""Kinds of bridge: on trestles, or on the floats of a park."""
NO_UNIT = UnitId(-1)
"""Stands for no unit."""


@frozen(kw_only=True)
class BridgeSite:
    """A place where a bridge can stand."""

    id: str
    name: str
    ends: tuple[HexId, HexId]
    """The hexes at its two ends; over a stream, twice the hex that the stream runs through."""
    width_m: int = 100
    """Metres of water."""
    load_t: float = 16.0
    """Heaviest piece in tonnes that the best bridge there would bear."""
    provenance: Sourced = field(default=Sourced(), eq=False, repr=False)


@frozen(kw_only=True)
class Ford:
    """A place where men and horses wade a wide river, or anybody a boggy stream."""

    id: str
    name: str
    ends: tuple[HexId, HexId]
    """The hexes on its two banks; over a stream, twice the hex that the stream runs through."""
    provenance: Sourced = field(default=Sourced(), eq=False, repr=False)


@frozen
class Span:
    """What there is at a site: nothing, a bridge, a part of one or what is left of it."""

    kind: str = ""
    """`TIMBER`, `PONTOON`, or empty: nothing was ever built."""
    side: int = -1
    """Side that built it."""
    load_kg: int = 0
    """Heaviest piece that it bears when it stands."""
    work: int = 0
    """Minutes of a company's work in it."""
    need: int = 0
    """Minutes of work of the whole bridge."""
    unit: int = NO_UNIT
    """Number of the unit whose park lies there."""

    @property
    def stands(self) -> bool:
        """Whether it can be crossed from end to end."""
        return 0 < self.need <= self.work

    @property
    def share(self) -> float:
        """Part of it that stands, 0 to 1."""
        return min(1.0, self.work / self.need) if self.need else 0.0


@frozen(kw_only=True)
class Bridging:
    """A bridge of the scenario: what stands where and from when."""

    site: int
    """Position in `Board.bridges`."""
    kind: str
    side: SideId
    load_t: float
    from_minute: int = 0
    """Minute of the scenario from which it is there."""
    done: float = 1.0
    """Part of it that stands then, 0 to 1."""
    unit: UnitId = NO_UNIT
    """Unit whose park it is."""
    provenance: Sourced = field(default=Sourced(), eq=False, repr=False)
