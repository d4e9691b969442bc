"""Shape of a claim, `claims/<id>.yaml` in a scenario's folder: what somebody says would have made a difference."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from attrs import field, frozen

from game.data.schema import SPREAD, Amount, Id, Part, Provenance, SideName, Text, Whole
from game.data.schema_variant import Laid

Effect = Literal["more", "less", "earlier", "later", "same"]


@frozen(kw_only=True, eq=False, repr=False)
class ChangeData(Laid):
    """What is otherwise in the games that test a claim. What it does not name stays as it is in the scenario."""

    variant: Id | None = None
    """Id of a variant of the scenario, on which the other changes are laid."""
    set: Mapping[str, Part] = field(factory=dict)
    """Single values by their path, such as `forces.units.1/75.men: 500`; they are set last."""
    plan: Mapping[SideName, Id] = field(factory=dict)
    """By side, the id of the plan that its computer follows."""


@frozen(kw_only=True, eq=False, repr=False)
class ExpectData:
    """One figure that a claim says something about."""

    measure: Text
    """Such as ussr.casualties or fall.changkufeng; `simulate` prints all there are."""
    effect: Effect
    """more or less for what is counted, earlier or later for an hour, same for either."""
    by: Amount | None = None
    """Least size of the difference, for an hour in minutes; for same the greatest. Without it, any size will do."""
    why: Text
    """Why one would expect it."""


@frozen(kw_only=True, eq=False, repr=False)
class ClaimFile:
    """A sentence about what would have been otherwise, and the experiment that asks the rules about it."""

    title: Text
    """Name shown in lists."""
    text: Text
    """The claim in words of its own, and why somebody holds it."""
    change: ChangeData
    """What is changed."""
    expect: tuple[ExpectData, ...]
    """What is said to follow, at least one."""
    games: Annotated[int, Whole(2, 100_000)] = 100
    """Games with the change, and without it."""
    seed: Annotated[int, Whole(0, 999_999_999_999)] = 1938
    """Seed of both batches; with this one the unchanged games are those that ship with the game."""
    provenance: Provenance = field(factory=Provenance, metadata=SPREAD)
