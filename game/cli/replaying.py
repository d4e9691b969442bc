"""replay: a record played again."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.cli import measuring
from game.cli.library import add_scenario, catalogue
from game.cli.numbers import natural, positive
from game.cli.output import FINE, USAGE, complain, guarded, say_all, say_json

if TYPE_CHECKING:
    from game.report.played import Played


def add_commands(commands: Any) -> None:
    """Adds the command."""
    told = commands.add_parser(
        "replay",
        help="play a record again and tell what happened",
        description="Plays a save or replay, comparing every digest on the way, and prints the umpire's transcript; "
        "with --to or --turn the whole situation at that point instead.",
    )
    told.add_argument("file", type=Path, help="the save or replay")
    _add_measuring(told)
    until = told.add_mutually_exclusive_group()
    until.add_argument("--to", type=natural, metavar="N", help="stop after order N")
    until.add_argument("--turn", type=positive, metavar="T", help="stop where turn T begins")
    told.add_argument("--transcript", action="store_true", help="print the transcript also with --to or --turn")
    told.add_argument("--details", action="store_true", help="with the lines that a player sees only on demand")
    add_scenario(told)
    told.add_argument("--json", action="store_true", help="print one JSON object")
    told.set_defaults(run=run_replay)


def _add_measuring(told: Any) -> None:
    """Adds what measures an order, and what goes on from it."""
    told.add_argument(
        "--measure",
        type=positive,
        metavar="GAMES",
        help="what order N of --to cost, or the orders of turn T: staffs play on so many times after them and others",
    )
    told.add_argument(
        "--instead", action="append", default=[], metavar="ORDERS", help="orders to measure in place of that order"
    )
    told.add_argument("--side", help="whose orders of the turn (the first side that a person played)")
    told.add_argument("--until-turn", type=positive, metavar="K", help="play on only until turn K begins (to the end)")
    told.add_argument("--jobs", type=positive, default=1, help="processes (1); the results are the same for any number")
    told.add_argument("--fork", type=Path, metavar="NEW", help="write a save from which one can play on from here")


def run_replay(parsed: argparse.Namespace) -> int:
    """Plays a record and prints what happened, or the state at a point."""
    if parsed.measure is None and (parsed.instead or parsed.side or parsed.until_turn):
        complain("--instead, --side and --until-turn go with --measure")
        return USAGE
    if (parsed.measure is not None or parsed.fork is not None) and parsed.to is None and parsed.turn is None:
        complain("say from where, with --to N or --turn T")
        return USAGE
    if parsed.measure is not None:
        return guarded(lambda: measuring.measure(parsed))
    if parsed.fork is not None:
        return guarded(lambda: measuring.write_fork(parsed))
    return guarded(lambda: _replay(parsed))


def _replay(parsed: argparse.Namespace) -> int:
    from game.report.played import open_record  # noqa: PLC0415
    from game.report.situation import gap_lines, situation_lines  # noqa: PLC0415
    from game.report.transcript import heading, transcript, transcript_lines  # noqa: PLC0415

    played = open_record(parsed.file, catalogue(), parsed.scenario, to=parsed.to, turn=parsed.turn)
    stops = parsed.to is not None or parsed.turn is not None
    if parsed.json:
        say_json(_replay_plain(parsed, played))
        return FINE
    say_all(heading(played))
    if parsed.transcript or not stops:
        say_all(("", *transcript_lines(transcript(played, details=parsed.details))))
    if stops:
        place = f"After order {len(played.steps)} of {len(played.record.orders)}:"
        say_all(("", place, *situation_lines(played.game)))
        say_all(("", "What the record says of this hour:", *gap_lines(played.game)))
    return FINE


def _replay_plain(parsed: argparse.Namespace, played: Played) -> dict[str, Any]:
    from game.report import transcript as telling  # noqa: PLC0415
    from game.report.situation import gap_lines, situation  # noqa: PLC0415

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
        "gaps": list(gap_lines(played.game)),
    }
    if parsed.transcript:
        found["transcript"] = telling.plain(telling.transcript(played, details=parsed.details))
    return found
