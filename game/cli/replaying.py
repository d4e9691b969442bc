"""replay: a record played again."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.cli.library import add_scenario, catalogue
from game.cli.numbers import natural, positive
from game.cli.output import FINE, guarded, say_all, say_json

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
    until = told.add_mutually_exclusive_group()
    until.add_argument("--to", type=natural, metavar="N", help="stop after order N")
    until.add_argument("--turn", type=positive, metavar="T", help="stop where turn T begins")
    told.add_argument("--transcript", action="store_true", help="print the transcript also with --to or --turn")
    told.add_argument("--details", action="store_true", help="with the lines that a player sees only on demand")
    add_scenario(told)
    told.add_argument("--json", action="store_true", help="print one JSON object")
    told.set_defaults(run=run_replay)


def run_replay(parsed: argparse.Namespace) -> int:
    """Plays a record and prints what happened, or the state at a point."""
    return guarded(lambda: _replay(parsed))


def _replay(parsed: argparse.Namespace) -> int:
    from game.report.played import open_record  # noqa: PLC0415
    from game.report.situation import situation_lines  # noqa: PLC0415
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
