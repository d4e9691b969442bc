"""Names to numbers, for building the model of a scenario that has no faults."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from game.core.hexgrid import Grid
from game.core.ids import HexId, SideId, UnitId
from game.data.clock import Clock
from game.data.schema import FieldProvenance
from game.data.schema import Provenance as Written
from game.model.provenance import Provenance, Sourced


@frozen(kw_only=True)
class Numbers:
    """Numbers of everything that a scenario's files name. All names are known to exist."""

    grid: Grid
    places: dict[str, HexId]
    sides: dict[str, SideId]
    units: dict[str, UnitId]
    clock: Clock

    def hex(self, name: str) -> HexId:
        """The hex called CCRR."""
        found = self.grid.parse(name)
        if found is None:
            raise LookupError(f"hex {name} was checked and is not there")
        return found

    def spot(self, name: str) -> HexId:
        """The hex of a hex name or place."""
        return self.hex(name) if name.isdigit() else self.places[name]

    def spot_or_none(self, name: str | None) -> HexId | None:
        """The hex of a hex name or place, if one is named."""
        return None if name is None else self.spot(name)

    def side_or_none(self, name: str | None) -> SideId | None:
        """The side; None for both, contested, disputed, or none named."""
        return self.sides.get(name) if name else None

    def minute(self, when: str) -> int:
        """Minute of the scenario of a time."""
        found = self.clock.minute(when)
        if found is None:
            raise LookupError(f"time {when} was checked and is not there")
        return found

    def minute_or_none(self, when: str | None) -> int | None:
        """Minute of the scenario, if a time is given."""
        return None if when is None else self.minute(when)

    def unit_numbers(self, names: Iterable[str]) -> tuple[UnitId, ...]:
        """Numbers of units."""
        return tuple(self.units[name] for name in names)


def provenance_of(own: Written | FieldProvenance, *above: Written) -> Provenance:
    """What holds for an entry: its own source or estimate, else the nearest above; confidence likewise."""
    chain = (own, *above)
    giver = next((p for p in chain if p.source or p.estimate), own)
    confidence = next((p.confidence for p in chain if p.confidence), "")
    return Provenance(giver.source, confidence, " ".join((giver.estimate or "").split()))


def sourced(own: Written, *above: Written) -> Sourced:
    """Provenance of an entry and of its single fields; `above` lists what it inherits from, nearest first."""
    fields = {name: provenance_of(field, own, *above) for name, field in own.fields.items()}
    return Sourced(provenance_of(own, *above), fields)
