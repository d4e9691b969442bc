"""Shape of a variant, `variants/<id>.yaml` in a scenario's folder: what is otherwise than in the scenario itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from attrs import field, frozen

from game.data.schema import SPREAD, Part, Provenance, Text, Whole


@frozen(kw_only=True, eq=False, repr=False)
class VariantFile:
    """A scenario that differs from the one in whose folder it lies. What it does not name stays as it is there."""

    title: Text
    """Name shown to the player."""
    summary: Text
    """One line for the list of scenarios."""
    text: Text
    """What is different, why it was possible, and what one would expect of it."""
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
    provenance: Provenance = field(factory=Provenance, metadata=SPREAD)
