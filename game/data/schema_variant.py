"""Shape of a variant, `variants/<id>.yaml` in a scenario's folder, and of an overlay for an experiment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from attrs import field, frozen

from game.data.schema import SPREAD, Part, Provenance, Text, Whole

PARTS = ("scenario", "forces", "history", "notes", "plans")
"""Files of a scenario's folder over which parts can be laid."""


@frozen(kw_only=True, eq=False, repr=False)
class Laid:
    """Parts of files that are laid over a scenario's own. What they do not name stays as it is there."""

    shift_days: Annotated[int, Whole(-365, 365)] = 0
    """Days by which everything in scenario.yaml, history.yaml, notes.yaml and plans.yaml happens later; forces stay."""
    scenario: Mapping[str, Part] = field(factory=dict)
    """Laid over scenario.yaml."""
    forces: Mapping[str, Part] = field(factory=dict)
    """Laid over forces.yaml."""
    history: Mapping[str, Part] = field(factory=dict)
    """Laid over history.yaml."""
    notes: Mapping[str, Part] = field(factory=dict)
    """Laid over notes.yaml."""
    plans: Mapping[str, Part] = field(factory=dict)
    """Laid over plans.yaml."""


@frozen(kw_only=True, eq=False, repr=False)
class VariantFile(Laid):
    """A scenario that differs from the one in whose folder it lies. What it does not name stays as it is there."""

    title: Text
    """Name shown to the player."""
    summary: Text
    """One line for the list of scenarios."""
    text: Text
    """What is different, why it was possible, and what one would expect of it."""
    provenance: Provenance = field(factory=Provenance, metadata=SPREAD)


@frozen(kw_only=True, eq=False, repr=False)
class OverlayFile(Laid):
    """What an experiment changes in a scenario or variant; it lies anywhere, and `--overlay` names it."""

    title: Text | None = None
    """Name of the changed scenario, in place of its own."""
    summary: Text | None = None
    """Its line in lists, in place of its own."""
    text: Text | None = None
    """What is different, and why."""
    set: Mapping[str, Part] = field(factory=dict)
    """Single values by their path, such as `forces.units.1/75.men: 500`; they are set last."""
    provenance: Provenance = field(factory=Provenance, metadata=SPREAD)
