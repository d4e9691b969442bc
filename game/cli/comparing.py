"""compare: a game beside history and simulated games, or two scenarios or levels over the same seeds."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from game.ai.levels import LEVELS
from game.cli.library import add_scenario, catalogue, scenario_of
from game.cli.numbers import natural, positive, seed
from game.cli.output import BAD, FINE, USAGE, Meter, complain, guarded, say_all, say_json, screen_width
from game.cli.yardstick import simulated


def add_commands(commands: Any) -> None:
    """Adds the command."""
    told = commands.add_parser(
        "compare",
        help="set a game beside history and simulated games, or two scenarios beside each other",
        description="Of a save or replay: the game, history and the spread of simulated games side by side, with the "
        "gaps in words. Of two scenarios, or one with two levels of the computer: games of computer against computer "
        "in pairs with the same seeds, and what differs, with 95 per cent intervals. The computer is the yardstick.",
    )
    told.add_argument("a", metavar="FILE|A", help="a save or replay; or id or folder of the first scenario")
    told.add_argument("b", metavar="B", nargs="?", help="id or folder of the second; left out: the first, other levels")
    told.add_argument(
        "--games",
        type=natural,
        help="number of games of each scenario (30); of a save or replay: games to play for the comparison instead of "
        "those that ship with its scenario, 0 for none",
    )
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
    add_scenario(told)
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
    """Sets a game or two scenarios side by side."""
    if Path(parsed.a).is_file():
        return guarded(lambda: _compare_game(parsed))
    return guarded(lambda: _compare_batches(parsed))


def _compare_game(parsed: argparse.Namespace) -> int:
    """A game of a record beside history and simulated games."""
    from game.report import sidebyside  # noqa: PLC0415
    from game.report.document import compared, make_report  # noqa: PLC0415
    from game.report.played import open_record  # noqa: PLC0415

    if parsed.b is not None or parsed.levels_a or parsed.levels_b:
        complain("a game is compared with history and simulated games; leave B and its levels out")
        return USAGE
    library = catalogue()
    played = open_record(Path(parsed.a), library, parsed.scenario)
    among = simulated(played.scenario, library, parsed, parsed.level)
    if parsed.json:
        say_json(compared(make_report(played, among)))
    else:
        found = sidebyside.side_by_side(played.game, tuple(played.events()), among)
        say_all(sidebyside.lines(found, screen_width()))
    return FINE


def _compare_batches(parsed: argparse.Namespace) -> int:
    """Plays both batches and prints what differs."""
    from game.report.compare import contrast_games, lines, plain  # noqa: PLC0415
    from game.sim.setting import setting_of  # noqa: PLC0415
    from game.sim.workers import hands  # noqa: PLC0415

    games = 30 if parsed.games is None else parsed.games
    if games < 1 or parsed.scenario is not None:
        complain("two scenarios are compared by games of each, and named by id or folder")
        return USAGE
    library = catalogue()
    levels = (parsed.levels_a or parsed.level, parsed.levels_b or parsed.level)
    if parsed.b is None and levels[0] == levels[1]:
        complain("nothing to compare: name a second scenario, or other levels with --levels-a and --levels-b")
        return USAGE
    names = (parsed.a, parsed.a if parsed.b is None else parsed.b)
    if any(scenario_of(name, library) is None for name in names):
        return BAD
    before, after = (
        setting_of(name, seed=parsed.seed, levels=seats, catalogue=library)
        for name, seats in zip(names, levels, strict=True)
    )
    with hands(parsed.jobs, tell=complain) as by:
        found = contrast_games(before, after, games, by, Meter("pairs of games"))
    if parsed.json:
        say_json(plain(found))
    else:
        say_all(lines(found))
    return FINE
