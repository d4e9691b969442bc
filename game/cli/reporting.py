"""report: a game held against history."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.cli.library import add_scenario, catalogue
from game.cli.output import BAD, FINE, USAGE, complain, guarded, say_all, say_json
from game.cli.yardstick import add_games, simulated

if TYPE_CHECKING:
    from game.report.whole import Report


def add_commands(commands: Any) -> None:
    """Adds the command."""
    told = commands.add_parser(
        "report",
        help="hold a game against history",
        description="Prints the game of a record beside history: victory list, figures, hours, losses by cause, luck, "
        "and its place among simulated games: those that ship with the scenario, or as many as --games says.",
    )
    told.add_argument("file", type=Path, help="the save or replay")
    told.add_argument("--html", type=Path, metavar="OUT", help="write a self-contained page that 'verify' can check")
    add_games(told)
    add_scenario(told)
    told.add_argument("--json", action="store_true", help="print one JSON object")
    told.set_defaults(run=run_report)


def run_report(parsed: argparse.Namespace) -> int:
    """Makes a report and prints or writes it."""
    return guarded(lambda: _report(parsed))


def _report(parsed: argparse.Namespace) -> int:
    from game.report.document import make_report, plain  # noqa: PLC0415
    from game.report.played import open_record  # noqa: PLC0415
    from game.report.text import lines  # noqa: PLC0415

    if parsed.html is not None and parsed.html.resolve() == parsed.file.resolve():
        complain("the page would replace the record it is made from")
        return USAGE
    library = catalogue()
    played = open_record(parsed.file, library, parsed.scenario)
    among = simulated(played.scenario, library, parsed, (parsed.level, parsed.level))
    report = make_report(played, among)
    if parsed.html is not None and not _write_page(report, parsed.html):
        return BAD
    if parsed.json:
        say_json(plain(report))
    elif parsed.html is None:
        say_all(lines(report))
    return FINE


def _write_page(report: Report, path: Path) -> bool:
    """Writes the page; False, and a complaint, if the file cannot be written."""
    from game.record.storage import replace_file  # noqa: PLC0415
    from game.report.page import render  # noqa: PLC0415
    from game.report.reading import read_page  # noqa: PLC0415

    try:
        replace_file(path, render(report), read_page)
    except OSError as error:
        complain(f"{path} cannot be written ({error.strerror or error})")
        return False
    complain(f"wrote {path}; 'verify' checks it")
    return True
