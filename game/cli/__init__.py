"""The command line. Data goes to standard output, progress and complaints to standard error.

Exit codes: 0 fine, 1 what was checked is bad, 2 usage, 130 interrupted.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from game.cli import comparing, replaying, reporting, scenarios, simulation, state, verifying
from game.cli import play as playing
from game.cli.output import BAD, FINE, INTERRUPTED, USAGE, close_quietly, complain, say, spare_letters

__all__ = ["main", "parser"]

DESCRIPTION = "Lake Khasan 1938 and Khalkhin Gol 1939 as a turn-based hex wargame, held against history."
EPILOG = "Without a command the game starts at its title. Exit codes: 0 fine, 1 what was checked is bad, 2 usage."


def parser() -> argparse.ArgumentParser:
    """The parser with all its commands."""
    found = argparse.ArgumentParser(prog="undeclared-war", description=DESCRIPTION, epilog=EPILOG)
    found.add_argument("--version", action="store_true", help="print the version of the game and its rules")
    commands = found.add_subparsers(title="commands", metavar="COMMAND")
    playing.add_commands(commands)
    scenarios.add_commands(commands)
    simulation.add_commands(commands)
    comparing.add_commands(commands)
    replaying.add_commands(commands)
    reporting.add_commands(commands)
    verifying.add_commands(commands)
    state.add_commands(commands)
    return found


def main(words: Sequence[str] | None = None) -> int:
    """Runs a command line; returns an exit code."""
    given = list(sys.argv[1:] if words is None else words)
    spare_letters()
    try:
        parsed = parser().parse_args(given or ["play"])
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else USAGE
    if not hasattr(parsed, "run"):
        return _version() if parsed.version else _no_command()
    try:
        code = int(parsed.run(parsed))
        sys.stdout.flush()
    except KeyboardInterrupt:
        complain("interrupted")
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read the output has seen enough, as `head` does.
        close_quietly()
        return BAD
    return code


def _version() -> int:
    from game.cli.state import version_of  # noqa: PLC0415  (slow to import)
    from game.record.replay import RULES_VERSION  # noqa: PLC0415

    say(f"undeclared-war {version_of('undeclared-war') or 'not installed'}, rules {RULES_VERSION}")
    return FINE


def _no_command() -> int:
    parser().print_help(sys.stderr)
    return USAGE
