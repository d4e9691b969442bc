"""This game among many: the same scenario played by the staffs, game after game, in the worker's thread."""

from __future__ import annotations

import threading
from pathlib import Path
from time import process_time
from typing import Final

from game.match import Match
from game.record.storage import replace_file, reports_folder
from game.report.whole import Report
from game.sim.batch import Batch
from game.sim.run import play, run_seed
from game.ui.worker import Progress

GAMES: Final = 30
"""Games of a comparison."""
LEVELS: Final = ("staff", "staff")


def compare(
    match: Match, games: int, tell: Progress, stop: threading.Event, levels: tuple[str, str] = LEVELS
) -> Batch | None:
    """So many games between computers, their seeds drawn from the match's; fewer if it is stopped, None for none.

    Raises:
        RuntimeError: a computer gave an order that the rules refuse.
    """
    batch = Batch(scenario=match.scenario, seed=match.seed, levels=levels)
    for number in range(games):
        if stop.is_set():
            break
        tell(f"{number} of {games} games")
        batch.add(play(match.scenario, run_seed(match.seed, number), levels, process_time))
    return batch if batch.games else None


def write_page(match: Match, report: Report, tell: Progress) -> Path:
    """The file into which the report was written as a page.

    Raises:
        OSError: it cannot be written.
    """
    from game.report.page import render  # noqa: PLC0415  (loads what draws the figures, which is slow)

    tell("writing the page")
    path = reports_folder() / f"{match.scenario.id}-{match.seed}.html"
    replace_file(path, render(report))
    return path
