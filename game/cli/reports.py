"""compare, replay, report, verify."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.ai.levels import LEVELS
from game.cli.library import catalogue, scenario_of
from game.cli.numbers import natural, positive, seed
from game.cli.output import BAD, FINE, USAGE, complain, progress, say, say_json

if TYPE_CHECKING:
    from game.report.played import Played
    from game.report.verify import Verdict
    from game.report.whole import Report


def add_commands(commands: Any) -> None:
    """Adds the commands."""
    _add_compare(commands)
    _add_replay(commands)
    _add_report(commands)
    _add_verify(commands)


def _add_compare(commands: Any) -> None:
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


def _add_replay(commands: Any) -> None:
    told = commands.add_parser(
        "replay",
        help="play a record again and tell what happened",
        description="Plays a save or replay, comparing every digest on the way, and prints the umpire's transcript; "
        "with --to or --turn the whole situation at that point instead.",
    )
    told.add_argument("file", type=Path, help="the save or replay")
    until = told.add_mutually_exclusive_group()
    until.add_argument("--to", type=natural, metavar="N", help="stop after order N")
    until.add_argument("--turn", type=positive, metavar="T", help="stop where turn T begins")
    told.add_argument("--transcript", action="store_true", help="print the transcript also with --to or --turn")
    told.add_argument("--details", action="store_true", help="with the lines that a player sees only on demand")
    _add_scenario(told)
    told.add_argument("--json", action="store_true", help="print one JSON object")
    told.set_defaults(run=run_replay)


def _add_report(commands: Any) -> None:
    told = commands.add_parser(
        "report",
        help="hold a game against history",
        description="Prints the game of a record beside history: victory list, figures, hours, losses by cause, luck; "
        "with --games also its place among simulated games.",
    )
    told.add_argument("file", type=Path, help="the save or replay")
    told.add_argument("--html", type=Path, metavar="OUT", help="write a self-contained page that 'verify' can check")
    told.add_argument("--games", type=natural, default=0, help="simulated games to compare with (none)")
    told.add_argument("--seed", type=seed, default=1, help="seed of the simulated games (1)")
    told.add_argument("--jobs", type=positive, default=1, help="processes (1); the results are the same for any number")
    told.add_argument("--level", choices=LEVELS, default="staff", help="level of the simulated commanders (staff)")
    _add_scenario(told)
    told.add_argument("--json", action="store_true", help="print one JSON object")
    told.set_defaults(run=run_report)


def _add_verify(commands: Any) -> None:
    told = commands.add_parser(
        "verify",
        help="check a replay or report by playing it again",
        description="Plays the game of a replay, save or HTML report again and compares every digest and every printed "
        "figure. Exit code 1 says that something differs, and what.",
    )
    told.add_argument("file", type=Path, help="the replay, save or report")
    told.add_argument("--jobs", type=positive, default=1, help="processes for the simulated games of a report (1)")
    _add_scenario(told)
    told.add_argument("--json", action="store_true", help="print one JSON object")
    told.set_defaults(run=run_verify)


def _add_scenario(told: Any) -> None:
    told.add_argument("--scenario", type=Path, metavar="FOLDER", help="folder of its scenario, if not among the known")


def _levels(text: str) -> tuple[str, str]:
    """Levels of both sides from "staff" or "staff,drill", for argparse.

    Raises:
        argparse.ArgumentTypeError: no such level, or more than two.
    """
    words = text.split(",")
    if len(words) > 2 or not set(words) <= set(LEVELS):
        raise argparse.ArgumentTypeError(f"'{text}' is not one or two of {', '.join(LEVELS)}")
    return words[0], words[-1]


# compare --------------------------------------------------------------------------------------------------------------


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
        _say_all(lines(found))
    return FINE


# replay, report, verify -----------------------------------------------------------------------------------------------


def _guarded(run: Callable[[], int]) -> int:
    """Runs a command on a file; a file that cannot be used is named with line and reason."""
    from game.record.problems import RecordProblem  # noqa: PLC0415

    try:
        return run()
    except RecordProblem as problem:
        complain(str(problem))
        return BAD


def run_replay(parsed: argparse.Namespace) -> int:
    """Plays a record and prints what happened, or the state at a point."""
    return _guarded(lambda: _replay(parsed))


def _replay(parsed: argparse.Namespace) -> int:
    from game.report.played import open_record  # noqa: PLC0415
    from game.report.situation import situation_lines  # noqa: PLC0415
    from game.report.transcript import heading, transcript, transcript_lines  # noqa: PLC0415

    played = open_record(parsed.file, catalogue(), parsed.scenario, to=parsed.to, turn=parsed.turn)
    stops = parsed.to is not None or parsed.turn is not None
    if parsed.json:
        say_json(_replay_plain(parsed, played))
        return FINE
    _say_all(heading(played))
    if parsed.transcript or not stops:
        _say_all(("", *transcript_lines(transcript(played, details=parsed.details))))
    if stops:
        place = f"After order {len(played.steps)} of {len(played.record.orders)}:"
        _say_all(("", place, *situation_lines(played.game)))
    return FINE


def _replay_plain(parsed: argparse.Namespace, played: Played) -> dict[str, Any]:
    from game.report import transcript as telling  # noqa: PLC0415
    from game.report.situation import situation  # noqa: PLC0415

    header = played.record.header
    found: dict[str, Any] = {
        "file": parsed.file.name,
        "scenario": header.scenario,
        "scenario_digest": header.digest,
        "rules_version": header.rules_version,
        "seed": header.seed,
        "seats": dict(zip(header.sides, header.seats, strict=True)),
        "finished": played.record.is_finished,
        "orders": len(played.record.orders),
        "at": len(played.steps),
        "state": situation(played.game),
    }
    if parsed.transcript:
        found["transcript"] = telling.plain(telling.transcript(played, details=parsed.details))
    return found


def run_report(parsed: argparse.Namespace) -> int:
    """Makes a report and prints or writes it."""
    return _guarded(lambda: _report(parsed))


def _report(parsed: argparse.Namespace) -> int:
    from game.report.document import make_report, plain  # noqa: PLC0415
    from game.report.played import open_record  # noqa: PLC0415
    from game.report.text import lines  # noqa: PLC0415
    from game.sim.batch import simulate  # noqa: PLC0415

    if parsed.html is not None and parsed.html.resolve() == parsed.file.resolve():
        complain("the page would replace the record it is made from")
        return USAGE
    library = catalogue()
    played = open_record(parsed.file, library, parsed.scenario)
    batch = None
    if parsed.games:
        batch = simulate(
            parsed.scenario or played.scenario.id,
            games=parsed.games,
            seed=parsed.seed,
            jobs=parsed.jobs,
            levels=(parsed.level, parsed.level),
            progress=progress,
            catalogue=library,
        )
    report = make_report(played, batch)
    if parsed.html is not None and not _write_page(report, parsed.html):
        return BAD
    if parsed.json:
        say_json(plain(report))
    elif parsed.html is None:
        _say_all(lines(report))
    return FINE


def _write_page(report: Report, path: Path) -> bool:
    """Writes the page; False, and a complaint, if the file cannot be written."""
    from game.record.storage import replace_file  # noqa: PLC0415
    from game.report.page import read_page, render  # noqa: PLC0415

    try:
        replace_file(path, render(report), read_page)
    except OSError as error:
        complain(f"{path} cannot be written ({error.strerror or error})")
        return False
    complain(f"wrote {path}; 'verify' checks it")
    return True


def run_verify(parsed: argparse.Namespace) -> int:
    """Checks a file by playing it again."""
    from game.record.problems import RecordProblem  # noqa: PLC0415
    from game.report.verify import verify  # noqa: PLC0415

    try:
        found = verify(parsed.file, catalogue(), parsed.scenario, jobs=parsed.jobs, progress=progress)
    except RecordProblem as problem:
        complain(str(problem))
        if parsed.json:
            say_json({"file": parsed.file.name, "ok": False, "differences": [str(problem)]})
        return BAD
    if parsed.json:
        say_json(
            {
                "file": parsed.file.name,
                "ok": found.ok,
                "kind": found.kind,
                "orders": found.orders,
                "digest": found.digest,
                "figures": found.figures,
                "differences": list(found.differences),
                "remarks": list(found.remarks),
            }
        )
    else:
        _say_verdict(parsed.file.name, found)
    return FINE if found.ok else BAD


def _say_verdict(name: str, found: Verdict) -> None:
    figures = f" and {found.figures} figures" if found.figures else ""
    if found.ok:
        say(f"{name}: this {found.kind} is true. {found.orders} orders{figures} confirmed; state {found.digest}.")
    else:
        say(f"{name}: this {found.kind} does not say what was played:")
        _say_all(tuple(f"  {difference}" for difference in found.differences))
    _say_all(found.remarks)


def _say_all(lines: tuple[str, ...]) -> None:
    for line in lines:
        say(line)
