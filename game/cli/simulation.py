"""simulate: many games of computer against computer."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from game.ai.levels import LEVELS
from game.cli.library import catalogue, scenario_of
from game.cli.numbers import positive, seed
from game.cli.output import BAD, FINE, USAGE, complain, progress, say, say_json

if TYPE_CHECKING:
    from game.sim.batch import Batch


def add_commands(commands: Any) -> None:
    """Adds the command."""
    batch = commands.add_parser(
        "simulate",
        help="play a scenario many times, computer against computer",
        description="Plays games of computer against computer and prints their spread beside history.",
    )
    batch.add_argument("scenario", help="id or folder of the scenario")
    batch.add_argument("--games", type=positive, default=30, help="number of games (30)")
    batch.add_argument("--seed", type=seed, default=1, help="seed of the batch (1)")
    batch.add_argument(
        "--jobs", type=positive, default=1, help="processes (1); the results are the same for any number"
    )
    batch.add_argument("--level", choices=LEVELS, default="staff", help="level of both computers (staff)")
    batch.add_argument(
        "--seat", action="append", default=[], metavar="SIDE=LEVEL", help="level of one side's computer, if they differ"
    )
    batch.add_argument(
        "--plan", action="append", default=[], metavar="SIDE=PLAN", help="staff plan of a side's computer (its own choice)"
    )
    batch.add_argument(
        "--set",
        action="append",
        default=[],
        dest="sets",
        metavar="PATH=VALUE",
        help="change a value of the scenario or its rules, such as forces.units.1-75.men=500",
    )
    batch.add_argument(
        "--overlay",
        action="append",
        default=[],
        type=Path,
        metavar="FILE",
        help="lay a file in the form of a variant over the scenario",
    )
    batch.add_argument(
        "--out", type=Path, metavar="FILE", help="keep the games in a run file; the same command again goes on from it"
    )
    batch.add_argument("--json", action="store_true", help="print one JSON object")
    batch.set_defaults(run=run_simulate)


def run_simulate(parsed: argparse.Namespace) -> int:
    """Plays the batch and prints it."""
    from game.sim.batch import plain, simulate  # noqa: PLC0415

    library = catalogue()
    scenario = scenario_of(parsed.scenario, library)
    if scenario is None:
        return BAD
    levels = _levels(parsed, [side.id for side in scenario.sides])
    if levels is None:
        return USAGE
    batch = simulate(
        parsed.scenario,
        games=parsed.games,
        seed=parsed.seed,
        jobs=parsed.jobs,
        levels=levels,
        progress=progress,
        catalogue=library,
    )
    if parsed.json:
        say_json(plain(batch))
    else:
        _print(batch)
    return FINE


def _levels(parsed: argparse.Namespace, ids: list[str]) -> tuple[str, str] | None:
    """Levels of both sides; complains and gives None if the words make no sense."""
    found = [parsed.level] * len(ids)
    for given in parsed.seat:
        side, _, level = given.partition("=")
        if side not in ids or level not in LEVELS:
            complain(f"'{given}' is no seat; say {ids[0]} or {ids[1]}, '=' and one of {', '.join(LEVELS)}")
            return None
        found[ids.index(side)] = level
    return found[0], found[1]


def _print(batch: Batch) -> None:
    from game.language.describe_figures import measure_words, value_words  # noqa: PLC0415
    from game.sim.batch import plain  # noqa: PLC0415

    scenario, found = batch.scenario, plain(batch)
    say(f"{scenario.title}: {found['games']} games, seed {batch.seed}, {' against '.join(batch.levels)}")
    say("")
    for level, times in batch.results.items():
        say(f"  {times:4d}  {level}")
    say("")
    say(f"  {'':36}{'p10':>18}{'p50':>18}{'p90':>18}")
    for name, row in found["measures"].items():
        if row["p50"] is not None and (row["p90"] or row["p10"]):
            cells = "".join(f"{value_words(scenario, name, row[q]):>18}" for q in ("p10", "p50", "p90"))
            share = f"  in {row['share']:.0%} of games" if "share" in row else ""
            say(f"  {measure_words(scenario, name):36}{cells}{share}")
    say("")
    say("  History:")
    for row in found["history"]:
        low, high = (value_words(scenario, row["measure"], row[end]) for end in ("low", "high"))
        at = "" if row["percentile"] is None else f", history at percentile {row['percentile']:.0f}"
        inside = f"{row['share_inside']:.0%} of games inside{at}"
        say(f"  {measure_words(scenario, row['measure']):36}{low} to {high}: {inside}")
    if found["control"]:
        say("")
        say("  Who held what at the end of each day, in history and in the games:")
    for row in found["control"]:
        shares = ", ".join(f"{name} {share:.0%}" for name, share in row["shares"].items())
        say(f"  {row['place']:18}{row['at']}  {row['record']:12}{row['agree']:>5.0%} agree ({shares})")
    say("")
    say(f"  {found['orders']} orders, {found['unit_turns']} unit-turns, {found['cpu_seconds']:.1f} CPU seconds")
