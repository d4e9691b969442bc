"""This game among many: the same scenario played by computers, game after game, and the figures of each."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from pathlib import Path

from attrs import frozen

from game.match import Match, new_match
from game.model.events import ControlChanged
from game.record.storage import replace_file
from game.ui.worker import Progress

GAMES = 30
"""Games of a comparison."""
_LEVEL = "staff"


@frozen
class Comparison:
    """What came of a row of games by the computers."""

    games: int
    levels: Mapping[int, int]
    """How often each level of victory was reached, by its place in the list."""
    values: Mapping[str, tuple[float, ...]]
    """Figures of each game, by measure."""


def own_figures(match: Match) -> dict[str, float]:
    """Figures of a match by the names of the record's measures; those that it cannot tell are left out."""
    state, scenario = match.game.state, match.scenario
    found: dict[str, float] = {}
    for side in scenario.sides:
        n = side.number
        found[f"{side.id}.killed"] = state.killed[n]
        found[f"{side.id}.wounded"] = state.wounded[n]
        found[f"{side.id}.missing"] = state.missing[n]
        found[f"{side.id}.casualties"] = state.killed[n] + state.wounded[n] + state.missing[n]
    for event in match.events:
        if isinstance(event, ControlChanged) and event.minute > 0:
            place = scenario.board.objectives[event.place].id
            found.setdefault(f"fall.{place}", event.minute)
    return found


def compare(match: Match, games: int, tell: Progress, stop: threading.Event) -> Comparison:
    """Plays so many games between staffs with seeds of their own; fewer where it is stopped."""
    levels: dict[int, int] = {}
    values: dict[str, list[float]] = {}
    done = 0
    for number in range(games):
        if stop.is_set():
            break
        tell(f"{number} of {games} games")
        trial = new_match(match.scenario, match.seed + 1 + number, (_LEVEL, _LEVEL))
        trial.run_computers(None, None)
        result = trial.game.state.result
        if result is not None:
            levels[result.level] = levels.get(result.level, 0) + 1
        for measure, value in own_figures(trial).items():
            values.setdefault(measure, []).append(value)
        done += 1
    return Comparison(done, levels, {measure: tuple(found) for measure, found in values.items()})


def write_page(match: Match, comparison: Comparison | None, path: Path) -> None:
    """Writes the report as a page.

    Raises:
        OSError: the file cannot be written.
    """
    replace_file(path, "")
