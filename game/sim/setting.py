"""What is played: everything that a worker elsewhere needs to play the same games, and to refuse if it cannot."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from attrs import frozen

from game.data.catalogue import Catalogue, load_scenario
from game.data.changes import NONE, Changes
from game.model.scenario import Scenario
from game.record.replay import RULES_VERSION


class CannotPlay(RuntimeError):
    """Games cannot be played, through no fault of the scenario."""


class OtherGame(CannotPlay):
    """A worker would play other games: its rules or its files are not those that were asked for."""


@frozen(kw_only=True)
class Setting:
    """The scenario as it lies in files, who plays it, and what identifies both."""

    address: str
    """The scenario's folder or the variant's file."""
    roots: tuple[str, ...]
    """Roots of the catalogue, that of the game last."""
    changes: Changes = NONE
    levels: tuple[str, str]
    plans: tuple[str, str] = ("", "")
    """Ids of the staffs' plans by side; empty for their own choice."""
    seed: int
    scenario: str
    """Its id."""
    sides: tuple[str, str]
    """Their ids."""
    digest: str
    """Of the scenario, with its changes."""
    plans_digest: str
    rules_version: int = RULES_VERSION

    def header(self) -> dict[str, Any]:
        """What a run file says of its games."""
        return {
            "scenario": self.scenario,
            "scenario_digest": self.digest,
            "plans_digest": self.plans_digest,
            "rules_version": self.rules_version,
            "seed": self.seed,
            "ai": dict(zip(self.sides, self.levels, strict=True)),
            "plans": dict(zip(self.sides, self.plans, strict=True)),
            "changes": self.changes.plain(),
        }

    def load(self) -> Scenario:
        """The scenario, read from its files.

        Raises:
            OtherGame: rules or files are not those of the setting, or the scenario cannot be read here.
        """
        if self.rules_version != RULES_VERSION:
            raise OtherGame(f"the games are for rules {self.rules_version}, and this worker has rules {RULES_VERSION}")
        *own, shipped = map(Path, self.roots)
        if Path(self.address).exists():
            found = load_scenario(Path(self.address), Catalogue(own, shipped), self.changes)
        else:  # another machine, which has the game elsewhere
            found = load_scenario(self.scenario, changes=self.changes)
        if found.scenario is None:
            raise OtherGame(f"this worker cannot read the scenario '{self.scenario}' ({found.first_fault})")
        for name, here, asked in (
            ("scenario", found.scenario.digest, self.digest),
            ("plans", found.scenario.plans_digest, self.plans_digest),
        ):
            if here != asked:
                raise OtherGame(f"the {name} of '{self.scenario}' have digest {here} for this worker, not {asked}")
        return found.scenario


def setting_of(
    which: str | Path,
    *,
    seed: int,
    levels: tuple[str, str],
    plans: tuple[str, str] = ("", ""),
    changes: Changes = NONE,
    catalogue: Catalogue | None = None,
) -> tuple[Setting, Scenario]:
    """A setting, and the scenario that it names.

    Raises:
        LookupError: there is no such scenario or plan, or the scenario is broken.
    """
    catalogue = catalogue or Catalogue()
    found = load_scenario(which, catalogue, changes)
    scenario = found.scenario
    if scenario is None:
        raise LookupError(str(found.first_fault))
    for side, plan in zip(scenario.sides, plans, strict=True):
        if plan and not any(one.id == plan and one.side == side.number for one in scenario.plans):
            raise LookupError(f"{side.name} has no plan '{plan}' in '{scenario.id}'")
    setting = Setting(
        address=str(found.address.resolve()),
        roots=tuple(str(root.resolve()) for root in catalogue.library.roots),
        changes=changes,
        levels=levels,
        plans=plans,
        seed=seed,
        scenario=scenario.id,
        sides=(scenario.sides[0].id, scenario.sides[1].id),
        digest=scenario.digest,
        plans_digest=scenario.plans_digest,
    )
    return setting, scenario
