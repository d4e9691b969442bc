"""play: the window, or the terminal."""

from __future__ import annotations

import argparse
import io
import secrets
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from game.ai.levels import LEVELS
from game.cli.library import catalogue, scenario_of
from game.cli.numbers import seed
from game.cli.output import BAD, FINE, INTERRUPTED, USAGE, complain
from game.cli.state import has_display

if TYPE_CHECKING:
    from game.match import Match
    from game.model.scenario import Scenario

HUMAN = "human"
"""Name of a seat that a person takes."""

SEED_LIMIT = 1_000_000
"""Seeds that are drawn stay below this, so that they can be told to a friend."""


def add_commands(commands: Any) -> None:
    """Adds the command."""
    play = commands.add_parser(
        "play",
        help="play a battle",
        description="Plays a battle in a window, or in the terminal. Without an id the game starts at its title.",
    )
    play.add_argument("scenario", nargs="?", help="id or folder of the scenario")
    play.add_argument(
        "--side", help="side you play (its id), 'both' for two players, 'none' to watch; else the first side"
    )
    play.add_argument(
        "--seat", action="append", default=[], metavar="SIDE=WHO", help="who plays a side: human or a level"
    )
    play.add_argument("--level", choices=LEVELS, default="staff", help="level of the computer (staff)")
    play.add_argument("--seed", type=seed, help="seed of the dice; drawn and shown if not given")
    play.add_argument("--terminal", action="store_true", help="play by typed lines, no window")
    play.add_argument("--script", type=Path, help="read the orders from a file (terminal)")
    play.add_argument("--strict", action="store_true", help="stop at the first line that is refused (terminal)")
    play.add_argument("--load", type=Path, help="go on from a save; with a scenario, of that one")
    play.add_argument("--record", type=Path, help="write the replay here at the end")
    play.set_defaults(run=run_play)


def run_play(parsed: argparse.Namespace) -> int:
    """Opens the window, or the terminal where there is no display or none is wanted."""
    library = catalogue()
    scenario: Scenario | None = None
    if parsed.scenario is not None:
        scenario = scenario_of(parsed.scenario, library)
        if scenario is None:
            return BAD
    seats = None
    if scenario is not None:
        seats = seat_names(parsed, scenario)
        if seats is None:
            return USAGE
    wants_terminal = parsed.terminal or parsed.script is not None
    if not wants_terminal and not has_display():
        complain("there is no display, so this is the terminal; 'undeclared-war list' shows the scenarios")
        wants_terminal = True
    if not wants_terminal:
        try:
            return _window(parsed, seats)
        except OSError as error:
            complain(f"no window could be opened ({error}), so this is the terminal")
    return _terminal(parsed, scenario, seats)


def seat_names(parsed: argparse.Namespace, scenario: Scenario) -> tuple[str, str] | None:
    """Who plays each side; complains and gives None if the words make no sense."""
    ids = [side.id for side in scenario.sides]
    wanted = parsed.side or ids[scenario.first]
    if wanted not in (*ids, "both", "none"):
        complain(f"there is no side '{wanted}'; there are {', '.join(ids)}, both and none")
        return None
    names = [HUMAN if wanted in (side, "both") else parsed.level for side in ids]
    for given in parsed.seat:
        side, _, who = given.partition("=")
        if side not in ids or who not in (HUMAN, *LEVELS):
            complain(f"'{given}' is no seat; say {ids[0]}=human or {ids[1]}=staff, or {', '.join(LEVELS)}")
            return None
        names[ids.index(side)] = who
    return names[0], names[1]


def _window(parsed: argparse.Namespace, seats: tuple[str, str] | None) -> int:
    from game.record.problems import RecordProblem  # noqa: PLC0415
    from game.ui.app import run  # noqa: PLC0415  (loads pygame)

    try:
        return run(parsed.scenario, seats=seats, seed=parsed.seed, load=parsed.load, record=parsed.record)
    except (LookupError, RecordProblem) as error:
        complain(str(error))
        return BAD


def _terminal(parsed: argparse.Namespace, scenario: Scenario | None, seats: tuple[str, str] | None) -> int:
    from game.terminal.console import run  # noqa: PLC0415

    script: TextIO | None = None
    if parsed.script is not None:
        try:
            script = io.StringIO(parsed.script.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            complain(f"the script {parsed.script} cannot be read: {getattr(error, 'strerror', None) or error}")
            return USAGE
    match = _loaded(parsed, scenario) if parsed.load is not None else _fresh(parsed, scenario, seats)
    if match is None:
        return BAD
    code = run(match, script, strict=parsed.strict)
    if parsed.record is not None:
        code = max(code, _kept(match, parsed.record))
    if code == INTERRUPTED:
        complain("interrupted")
    return code


def _kept(match: Match, path: Path) -> int:
    try:
        match.save(path)
    except OSError as error:
        complain(f"the replay could not be written: {error}")
        return BAD
    complain(f"replay written to {path}")
    return FINE


def _fresh(parsed: argparse.Namespace, scenario: Scenario | None, seats: tuple[str, str] | None) -> Match | None:
    """A new match; without a scenario the tutorial is taken, and said so."""
    if scenario is None:
        scenario = scenario_of("khasan-outpost")
        if scenario is None:
            return None
        complain(f"playing {scenario.id}, the shortest battle; 'play ID --terminal' takes another")
        seats = seat_names(parsed, scenario)
    if seats is None:
        return None
    from game.match import new_match  # noqa: PLC0415

    seed = parsed.seed if parsed.seed is not None else secrets.randbelow(SEED_LIMIT)
    sys.stderr.write(f"seed {seed}\n")
    return new_match(scenario, seed, seats)


def _loaded(parsed: argparse.Namespace, scenario: Scenario | None) -> Match | None:
    """A match from a save; complains and gives None if it cannot be used."""
    from game.match import Match  # noqa: PLC0415
    from game.record import replay  # noqa: PLC0415
    from game.record.problems import RecordProblem  # noqa: PLC0415

    try:
        record = replay.read(parsed.load)
        scenario = scenario or scenario_of(record.header.scenario)
        return None if scenario is None else Match.resume(record, scenario, parsed.load.name)
    except RecordProblem as problem:
        complain(str(problem))
        return None
