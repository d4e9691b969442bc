"""Terrain kinds and what lies along or in a hex."""

from __future__ import annotations

from attrs import field, frozen

from game.model.provenance import Sourced

MOBILITIES = ("foot", "horse", "wheel", "track", "towed", "boat", "rail", "motor")
"""Mobility classes, in the order of tables by class."""


@frozen(kw_only=True)
class Terrain:
    """A kind of ground. Combat columns are those of Dupuy's QJM."""

    id: str
    name: str
    glyph: str
    """clear, dune, hill, steep, rough, marsh, wood, town, lake or river."""
    defence: float
    """Factor on the defender's power (QJM r_u)."""
    infantry: float
    guns: float
    tanks: float
    """Factors on the worth of infantry weapons, guns and tanks."""
    losses: float
    """Factor on the losses of both sides (QJM casualties c)."""
    going: float
    """Speed against flat hard ground, 1 = full (QJM mobility m, adjusted)."""
    concealment: float
    """Share by which the range of sight to a unit here falls, 0 to 1."""
    height_m: float = 0.0
    """Height of what grows or stands here, for sight."""
    water: str = "none"
    """none, lake, river or marsh."""
    bare: bool = False
    """Whether men on higher ground see far over it. Rule 6.17."""
    closed: frozenset[str] = frozenset()
    """Mobility classes that may not enter."""
    note: str = ""
    provenance: Sourced = field(default=Sourced(), eq=False, repr=False)

    @property
    def is_water(self) -> bool:
        """Whether nobody can stand here without a boat."""
        return self.water in ("lake", "river")
