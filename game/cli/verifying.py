"""verify: a replay or report checked by playing it again."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.cli.library import add_scenario, catalogue
from game.cli.numbers import positive
from game.cli.output import BAD, FINE, Meter, complain, say, say_all, say_json

if TYPE_CHECKING:
    from game.report.verify import Verdict


def add_commands(commands: Any) -> None:
    """Adds the command."""
    told = commands.add_parser(
        "verify",
        help="check a replay or report by playing it again",
        description="Plays the game of a replay, save or HTML report again and compares every digest and every printed "
        "figure. Exit code 1 says that something differs, and what.",
    )
    told.add_argument("file", type=Path, help="the replay, save or report")
    told.add_argument("--jobs", type=positive, default=1, help="processes for the simulated games of a report (1)")
    add_scenario(told)
    told.add_argument("--json", action="store_true", help="print one JSON object")
    told.set_defaults(run=run_verify)


def run_verify(parsed: argparse.Namespace) -> int:
    """Checks a file by playing it again."""
    from game.record.problems import RecordProblem  # noqa: PLC0415
    from game.report.verify import verify  # noqa: PLC0415

    try:
        found = verify(parsed.file, catalogue(), parsed.scenario, jobs=parsed.jobs, progress=Meter())
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
        say_all(tuple(f"  {difference}" for difference in found.differences))
    say_all(found.remarks)
