"""compare: two scenarios or levels over the same seeds."""

from __future__ import annotations

import argparse
from typing import Any

from game.ai.levels import LEVELS
from game.cli.library import catalogue, scenario_of
from game.cli.numbers import positive, seed
from game.cli.output import BAD, FINE, USAGE, complain, progress, say_all, say_json


def add_commands(commands: Any) -> None:
    """Adds the command."""
    told = commands.add_parser(
        "compare",
        help="play two scenarios, or two levels of the computer, over the same seeds",
        description="Plays games of computer against computer in pairs with the same seeds and prints what differs, "
        "with 95 per cent intervals. The computer is the yardstick.",
    )
    told.add_argument("a", help="id or folder of the first scenario")
    told.add_argument("b", nargs="?", help="id or folder of the second; left out: the first with other levels")
    told.add_argument("--games", type=positive, default=30, help="number of games of each (30)")
    told.add_argument("--seed", type=seed, default=1, help="seed of both batches (1)")
    told.add_argument("--jobs", type=positive, default=1, help="processes (1); the results are the same for any number")
    told.add_argument("--level", type=_levels, default=("staff", "staff"), help="level of both computers (staff)")
    for name in ("a", "b"):
        told.add_argument(
            f"--levels-{name}",
            type=_levels,
            metavar="LEVEL[,LEVEL]",
            help=f"levels of the computers in {name.upper()}: one for both sides, or first,second",
        )
    told.add_argument("--json", action="store_true", help="print one JSON object")
    told.set_defaults(run=run_compare)


def _levels(text: str) -> tuple[str, str]:
    """Levels of both sides from "staff" or "staff,drill", for argparse.

    Raises:
        argparse.ArgumentTypeError: no such level, or more than two.
    """
    words = text.split(",")
    if len(words) > 2 or not set(words) <= set(LEVELS):
        raise argparse.ArgumentTypeError(f"'{text}' is not one or two of {', '.join(LEVELS)}")
    return words[0], words[-1]


def run_compare(parsed: argparse.Namespace) -> int:
    """Plays both batches and prints what differs."""
    from game.report.compare import contrast, lines, plain  # noqa: PLC0415
    from game.sim.batch import simulate  # noqa: PLC0415

    library = catalogue()
    levels = (parsed.levels_a or parsed.level, parsed.levels_b or parsed.level)
    if parsed.b is None and levels[0] == levels[1]:
        complain("nothing to compare: name a second scenario, or other levels with --levels-a and --levels-b")
        return USAGE
    names = (parsed.a, parsed.a if parsed.b is None else parsed.b)
    if any(scenario_of(name, library) is None for name in names):
        return BAD
    before, after = (
        simulate(
            name,
            games=parsed.games,
            seed=parsed.seed,
            jobs=parsed.jobs,
            levels=seats,
            progress=progress,
            catalogue=library,
        )
        for name, seats in zip(names, levels, strict=True)
    )
    found = contrast(before, after)
    if parsed.json:
        say_json(plain(found))
    else:
        say_all(lines(found))
    return FINE
