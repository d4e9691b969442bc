"""The simulated games beside which a command sets a game: those that ship with its scenario, fresh ones, or none."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from game.ai.levels import LEVELS
from game.cli.numbers import natural, positive, seed
from game.cli.output import Meter, complain

if TYPE_CHECKING:
    from game.data.catalogue import Catalogue
    from game.model.scenario import Scenario
    from game.report.clouds import NoCloud, Simulated


def add_games(told: Any) -> None:
    """Adds the options that say which simulated games are meant."""
    told.add_argument(
        "--games",
        type=natural,
        help="simulated games to play for the comparison; left out: those that ship with the scenario; 0: none",
    )
    told.add_argument("--seed", type=seed, default=1, help="seed of the games played for it (1)")
    told.add_argument("--jobs", type=positive, default=1, help="processes (1); the results are the same for any number")
    told.add_argument("--level", choices=LEVELS, default="staff", help="level of the commanders of those games (staff)")


def simulated(
    scenario: Scenario, library: Catalogue, parsed: argparse.Namespace, levels: tuple[str, str]
) -> Simulated | NoCloud:
    """The games that were asked for; says on standard error why those that ship cannot be used."""
    from game.report.clouds import NoCloud, Simulated, shipped_cloud  # noqa: PLC0415
    from game.sim.batch import simulate  # noqa: PLC0415

    if parsed.games == 0:
        return NoCloud("unwanted", "none were asked for")
    if parsed.games is None:
        found = shipped_cloud(scenario)
        if isinstance(found, NoCloud):
            complain(f"no simulated games to compare with: {found.reason}; --games 30 plays some")
        return found
    batch = simulate(
        parsed.scenario or scenario.id,
        games=parsed.games,
        seed=parsed.seed,
        jobs=parsed.jobs,
        levels=levels,
        progress=Meter(),
        catalogue=library,
    )
    return Simulated(batch=batch)
