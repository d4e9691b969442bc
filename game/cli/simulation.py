"""simulate: many games of computer against computer."""

from __future__ import annotations

import argparse
from contextlib import AbstractContextManager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from game.ai.levels import LEVELS
from game.cli.claims import add_claim, run_claim
from game.cli.library import catalogue, scenario_of
from game.cli.numbers import positive, seed
from game.cli.output import BAD, FINE, USAGE, Meter, complain, guarded, say, say_json

if TYPE_CHECKING:
    from game.data.catalogue import Catalogue
    from game.data.changes import Changes
    from game.model.scenario import Scenario
    from game.sim.batch import Batch
    from game.sim.workers import Hands


def add_commands(commands: Any) -> None:
    """Adds the command."""
    batch = commands.add_parser(
        "simulate",
        help="play a scenario many times, computer against computer",
        description="Plays games of computer against computer and prints their spread beside history.",
    )
    batch.add_argument("scenario", nargs="?", help="id or folder of the scenario")
    batch.add_argument("--games", type=positive, help="number of games (30, or as many as the claim asks for)")
    batch.add_argument("--seed", type=seed, default=1, help="seed of the batch (1)")
    batch.add_argument(
        "--jobs", type=positive, default=1, help="processes (1); the results are the same for any number"
    )
    batch.add_argument("--level", choices=LEVELS, default="staff", help="level of both computers (staff)")
    batch.add_argument(
        "--seat", action="append", default=[], metavar="SIDE=LEVEL", help="level of one side's computer, if they differ"
    )
    batch.add_argument(
        "--plan",
        action="append",
        default=[],
        metavar="SIDE=PLAN",
        help="staff plan of one side (its own choice)",
    )
    _add_changes(batch)
    add_claim(batch)
    batch.add_argument(
        "--out", type=Path, metavar="FILE", help="keep the games in a run file; the same command again goes on from it"
    )
    batch.add_argument(
        "--scheduler", metavar="tcp://HOST:PORT", help="play on the workers of a Dask scheduler (extra 'cluster')"
    )
    batch.add_argument("--json", action="store_true", help="print one JSON object")
    batch.set_defaults(run=run_simulate)


def _add_changes(batch: Any) -> None:
    """Adds what changes the scenario for an experiment."""
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


def run_simulate(parsed: argparse.Namespace) -> int:
    """Plays the batch and prints it."""
    if not parsed.claim and (parsed.scenario is None or parsed.write):
        complain("--write goes with --claim" if parsed.write else "say which scenario, or --claim FILE")
        return USAGE
    try:
        return guarded(lambda: run_claim(parsed, _hands(parsed)) if parsed.claim else _run(parsed))
    except BrokenPipeError:
        raise
    except OSError as error:
        complain(str(error))
        return BAD


def _run(parsed: argparse.Namespace) -> int:
    """Plays a scenario."""
    parsed.games = parsed.games or 30
    library, changes = catalogue(), changes_of(parsed)
    scenario = None if changes is None else scenario_of(parsed.scenario, library, changes)
    if scenario is None or changes is None:
        return BAD
    ids = [side.id for side in scenario.sides]
    levels, plans = _levels(parsed, ids), _plans(parsed, scenario)
    if levels is None or plans is None:
        return USAGE
    return _simulate(parsed, library, levels, plans, changes)


def changes_of(parsed: argparse.Namespace) -> Changes | None:
    """What the words change in the scenario; complains and gives None if an overlay cannot be read."""
    from game.data.changes import Changes  # noqa: PLC0415
    from game.data.problems import Problem  # noqa: PLC0415
    from game.data.source import read_file  # noqa: PLC0415

    overlays = []
    for path in parsed.overlay:
        source = read_file(path, path.as_posix())
        if isinstance(source, Problem):
            complain(str(source))
            return None
        overlays.append((path.as_posix(), source.text))
    return Changes(sets=tuple(parsed.sets), overlays=tuple(overlays))


def _simulate(
    parsed: argparse.Namespace,
    library: Catalogue,
    levels: tuple[str, str],
    plans: tuple[str, str],
    changes: Changes,
) -> int:
    from game.sim.batch import gather, plain, played  # noqa: PLC0415
    from game.sim.runs import RunFile  # noqa: PLC0415
    from game.sim.setting import setting_of  # noqa: PLC0415

    setting, scenario = setting_of(
        parsed.scenario, seed=parsed.seed, levels=levels, plans=plans, changes=changes, catalogue=library
    )
    with TemporaryDirectory() as folder:
        out = RunFile.open(parsed.out or Path(folder) / "runs.jsonl", setting)
        try:
            with _hands(parsed) as by:
                batch = gather(setting, scenario, played(setting, parsed.games, by, out=out, progress=Meter()))
        except KeyboardInterrupt:
            if parsed.out is not None:
                complain(f"the games played so far are kept in {parsed.out}; the same command goes on from there")
            raise
        if parsed.json:
            say_json(plain(batch), results=(run.row() for run in out.kept(parsed.games)))
        else:
            _print(batch)
    return FINE


def _hands(parsed: argparse.Namespace) -> AbstractContextManager[Hands | None]:
    """Who plays: the cluster that was named, or processes of this machine."""
    from game.sim.cluster import cluster  # noqa: PLC0415
    from game.sim.workers import hands  # noqa: PLC0415

    return cluster(parsed.scheduler, tell=complain) if parsed.scheduler else hands(parsed.jobs, tell=complain)


def _plans(parsed: argparse.Namespace, scenario: Scenario) -> tuple[str, str] | None:
    """Plans of both sides; complains and gives None if there is no such plan."""
    found = ["", ""]
    for given in parsed.plan:
        side, _, plan = given.partition("=")
        known = [p.id for p in scenario.plans if scenario.sides[p.side].id == side]
        if plan not in known:
            words = ", ".join(f"{scenario.sides[p.side].id}={p.id}" for p in scenario.plans) or "there is none"
            complain(f"'{given}' is no plan; say one of {words}")
            return None
        found[scenario.side_by_id[side]] = plan
    return found[0], found[1]


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
