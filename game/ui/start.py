"""Where the program begins: at the title, at a briefing, or in a saved battle."""

from __future__ import annotations

import secrets
from pathlib import Path

from attrs import frozen

from game.model.scenario import Scenario
from game.ui.scenes.scene import Scene, Shell
from game.ui.session import open_save

SEED_LIMIT = 1_000_000
"""Seeds offered are below this, so that they can be told to a friend."""


@frozen
class Start:
    """What was asked for on the command line."""

    scenario: str | Path | None = None
    seats: tuple[str, ...] | None = None
    seed: int | None = None
    load: Path | None = None


def new_seed() -> int:
    """A seed for the dice of a new battle; the only chance that is not in the record."""
    return secrets.randbelow(SEED_LIMIT)


def usual_seats(scenario: Scenario) -> tuple[str, str]:
    """The first side for the player, the second for the computer's staff."""
    return ("human", "staff") if scenario.first == 0 else ("staff", "human")


def first_scene(shell: Shell, start: Start) -> Scene | None:
    """The scene to open over the title; None for the title itself.

    Raises:
        LookupError: there is no such scenario, or it is broken.
    """
    from game.ui.scenes.briefing import BriefingScene  # noqa: PLC0415  (scenes need `new_seed`)
    from game.ui.scenes.play import PlayScene  # noqa: PLC0415

    if start.load is not None:
        return PlayScene(shell, open_save(start.load, shell.catalogue))
    if start.scenario is None:
        return None
    entry = shell.catalogue.find(start.scenario)
    if entry is None or entry.scenario is None:
        fault = entry.first_fault if entry else shell.catalogue.suggestion(str(start.scenario))
        raise LookupError(f"the scenario '{start.scenario}' cannot be played: {fault or 'there is none of that name'}")
    given = start.seats or usual_seats(entry.scenario)
    seats = (given[0], given[1])
    return BriefingScene(shell, entry.scenario, seats, new_seed() if start.seed is None else start.seed)
