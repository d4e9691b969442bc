"""The scenarios a command may use: the game's own and the user's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from game.cli.output import complain
from game.data.catalogue import Catalogue, Entry, load_scenario
from game.data.changes import NONE, Changes
from game.data.problems import errors
from game.model.scenario import Scenario
from game.record.storage import scenarios_folder


def catalogue() -> Catalogue:
    """All scenarios; a user's hides one of the game with the same id."""
    return Catalogue((scenarios_folder(),))


def entry_of(which: str, library: Catalogue | None = None) -> Entry | None:
    """The scenario with an id or in a folder; complains and gives None if there is none."""
    library = library or catalogue()
    found = library.find(which)
    if found is None:
        hint = library.suggestion(which)
        complain(f"there is no scenario '{which}'" + (f"; {hint}" if hint else "; 'list' shows those there are"))
    return found


def scenario_of(which: str, library: Catalogue | None = None, changes: Changes = NONE) -> Scenario | None:
    """A scenario that can be played; complains with its first fault, or all of its changes, if it cannot: None."""
    entry = entry_of(which, library)
    if entry is None:
        return None
    result = load_scenario(entry.address, library, changes) if changes else entry.result
    if result.scenario is None:
        if changes:
            for problem in errors(result.problems):
                complain(str(problem))
        complain(f"the scenario '{entry.id}' cannot be played: {result.first_fault}")
    return result.scenario


def add_scenario(told: Any) -> None:
    """Adds --scenario to a command on a record."""
    told.add_argument("--scenario", type=Path, metavar="FOLDER", help="folder of its scenario, if not among the known")
