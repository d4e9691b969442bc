"""The simulated games that a report names, had again: those that ship with the scenario, or played anew."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from game.data.catalogue import Catalogue
from game.model.scenario import Scenario
from game.record.problems import RecordProblem
from game.report.clouds import NoCloud, Simulated, shipped_cloud
from game.sim.batch import simulate

MOST_GAMES = 100_000
"""Simulated games that a report may ask to be played again."""


def simulated_of(
    found: Any,
    scenario: Scenario,
    catalogue: Catalogue | None = None,
    folder: Path | None = None,
    *,
    jobs: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> Simulated | NoCloud | None:
    """The games that a report's data speak of; None if they speak of none.

    Args:
        found: what the report says of them.
        folder: where the scenario lies, if not in the catalogue.

    Returns:
        Why not, if they were read from a file that does not ship here, or no longer fits.

    Raises:
        RecordProblem: the report does not say which games they are, or they cannot be played.
    """
    match found:
        case None:
            return None
        case {"file": {"name": str(), "digest": str(digest)}}:
            return _shipped(scenario, digest)
        case {"games": int(games), "seed": int(seed), "ai": {**levels}} if 0 < games <= MOST_GAMES:
            named = [levels.get(side.id) for side in scenario.sides]
            try:
                batch = simulate(
                    folder if folder is not None else scenario.id,
                    games=games,
                    seed=seed,
                    jobs=jobs,
                    levels=(str(named[0]), str(named[1])),
                    progress=progress,
                    catalogue=catalogue,
                )
            except LookupError as error:
                raise RecordProblem("damaged", f"its simulated games cannot be played again: {error}") from None
            return Simulated(batch=batch)
    raise RecordProblem("damaged", "the page does not say how its simulated games were played")


def _shipped(scenario: Scenario, digest: str) -> Simulated | NoCloud:
    """The games that ship with the scenario, if they have this digest."""
    found = shipped_cloud(scenario)
    if isinstance(found, NoCloud) or (found.source is not None and found.source.digest == digest):
        return found
    here = "" if found.source is None else found.source.digest
    return NoCloud("stale", f"those that ship here have the digest {here}, and not {ascii(digest)[:40]}")
