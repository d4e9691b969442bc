"""list, show, validate, schema, edit: the scenarios and their files."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.cli.library import catalogue, entry_of, scenario_of
from game.cli.output import BAD, FINE, USAGE, complain, say, say_json, screen_width
from game.data.catalogue import Entry, validate
from game.data.datafile import SHAPES
from game.data.jsonschema import schema_for
from game.data.problems import Problem, did_you_mean, errors
from game.model.scenario import Scenario
from game.record.storage import scenarios_folder

if TYPE_CHECKING:
    from game.cli.showing import Shown

Commands = Any
"""What argparse calls its sub-parsers' action; its class is private."""


def add_commands(commands: Commands) -> None:
    """Adds the commands."""
    listing = commands.add_parser("list", help="the scenarios there are", description="Lists the scenarios.")
    listing.add_argument("--notes", action="store_true", help="list the historical notes instead")
    listing.add_argument("--json", action="store_true", help="print one JSON object")
    listing.set_defaults(run=run_list)

    show = commands.add_parser(
        "show",
        help="a scenario, or one thing in it with its sources",
        description="Shows a scenario: sides, forces, victory. With an id, that thing and where its figures come from. "
        "With a kind alone (units, formations, places, notes, sides, restraints, events, victory, plans, history, "
        "weapons, vehicles, aircraft, squadrons, kinds, terrains, rules, sources), what there is of it. With 'model': "
        "how well simulated games meet the record of the battle. With 'claims': what could have been done differently, "
        "and what games said of it.",
    )
    show.add_argument("scenario", help="id or folder of the scenario")
    show.add_argument("thing", nargs="*", help="kind, id, or both, such as: units; 1/75; place changkufeng")
    show.add_argument("--json", action="store_true", help="print one JSON object")
    show.set_defaults(run=run_show)

    _add_file_commands(commands)


def _add_file_commands(commands: Commands) -> None:
    """Adds those of them that deal with files."""
    check = commands.add_parser(
        "validate",
        help="check scenario files",
        description="Checks folders, single files or scenarios by id, or everything; exit code 1 if there are errors.",
    )
    check.add_argument("paths", nargs="*", type=Path, help="folders, files or ids; none: every scenario")
    check.add_argument("--json", action="store_true", help="print one JSON object")
    check.set_defaults(run=run_validate)

    schema = commands.add_parser(
        "schema",
        help="JSON Schema of a kind of file",
        description="Prints a JSON Schema, for an editor to complete by.",
    )
    schema.add_argument("kind", choices=sorted(SHAPES), help="which kind of file")
    schema.set_defaults(run=run_schema)

    edit = commands.add_parser(
        "edit",
        help="open a scenario's files in your editor",
        description="Copies a scenario to your own folder, opens $VISUAL or $EDITOR, and checks the result.",
    )
    edit.add_argument("scenario", help="id of the scenario")
    edit.add_argument("file", nargs="?", default="scenario", help="which file: scenario, forces, history, notes, plans")
    edit.set_defaults(run=run_edit)


def run_list(parsed: argparse.Namespace) -> int:
    """Lists scenarios, broken ones too, or notes."""
    entries = catalogue().scenarios()
    if parsed.notes:
        return _list_notes(entries, as_json=parsed.json)
    if parsed.json:
        say_json({"scenarios": [_plain_entry(entry) for entry in entries]})
        return FINE
    for entry in entries:
        scenario = entry.scenario
        if scenario is None:
            say(f"{entry.id:24} broken: {entry.first_fault}")
            continue
        start = f"{scenario.calendar.start.day} {scenario.calendar.start:%B %Y, %H:%M}"
        sides = ", ".join(f"{s.name} {_men(scenario, s.number)} men" for s in scenario.sides)
        say(f"{entry.id:24} {scenario.title}")
        say(f"{'':24} {start} {scenario.calendar.clock}, {len(scenario.calendar.turns)} turns; {sides}")
    say("")
    say(f"Your own scenarios go into {scenarios_folder()}")
    return FINE


def _men(scenario: Scenario, side: int) -> int:
    return sum(unit.men for unit in scenario.units if unit.side == side)


def _plain_entry(entry: Entry) -> dict[str, Any]:
    scenario = entry.scenario
    problems = [str(problem) for problem in entry.problems]
    if scenario is None:
        return {
            "id": entry.id,
            "variant_of": entry.variant_of,
            "title": entry.title,
            "start": None,
            "end": None,
            "turns": 0,
            "hex_m": None,
            "sides": [],
            "problems": problems,
        }
    calendar = scenario.calendar
    sides = [
        {"id": s.id, "name": s.name, "men": _men(scenario, s.number), "units": len(scenario.units_of[s.number])}
        for s in scenario.sides
    ]
    return {
        "id": entry.id,
        "variant_of": entry.variant_of,
        "title": scenario.title,
        "start": calendar.start.isoformat(timespec="minutes"),
        "end": calendar.moment(calendar.end_minute).isoformat(timespec="minutes"),
        "turns": len(calendar.turns),
        "hex_m": scenario.board.hex_m,
        "sides": sides,
        "problems": problems,
    }


def _list_notes(entries: list[Entry], *, as_json: bool) -> int:
    found = [(entry.id, note) for entry in entries if entry.scenario is not None for note in entry.scenario.notes]
    if as_json:
        rows = [{"id": n.id, "scenario": which, "article": list(n.article), "title": n.title} for which, n in found]
        say_json({"notes": rows})
        return FINE
    for which, note in found:
        cited = f" [{', '.join(note.article)}]" if note.article else ""
        say(f"{which:24} {note.id:28} {note.title}{cited}")
    return FINE


def run_show(parsed: argparse.Namespace) -> int:
    """Shows a scenario or one thing in it."""
    if parsed.thing and parsed.thing[0] in ("claim", "claims"):
        return _show_claims(parsed)
    scenario = scenario_of(parsed.scenario)
    if scenario is None:
        return BAD
    found = _wanted(scenario, parsed.thing)
    if found is None:
        return USAGE
    return _say_shown(found, as_json=parsed.json)


def _say_shown(found: Shown, *, as_json: bool) -> int:
    lines, plain = found
    if as_json:
        say_json(plain)
    else:
        for line in lines:
            say(line)
    return FINE


def _show_claims(parsed: argparse.Namespace) -> int:
    """Shows what is claimed of a scenario, or one claim."""
    from game.cli.claims import shown  # noqa: PLC0415

    library = catalogue()
    entry = entry_of(parsed.scenario, library)
    found = None if entry is None else shown(entry, " ".join(parsed.thing[1:]), library)
    if found is None:
        return BAD if entry is None else USAGE
    return _say_shown(found, as_json=parsed.json)


def _wanted(scenario: Scenario, words: list[str]) -> Shown | None:
    """What `show` was asked for; complains and gives None if there is no such thing."""
    from game.cli import showing  # noqa: PLC0415
    from game.language.shelves import SHELVES, shelf_of  # noqa: PLC0415

    if not words:
        return showing.overview(scenario)
    if words == ["model"]:
        return showing.model(scenario, screen_width())
    shelf, name = shelf_of(words[0]), words[-1]
    if len(words) > 2 or (len(words) == 2 and shelf is None):
        complain(f"say a kind, an id, or both; kinds are {', '.join(SHELVES)}")
        return None
    if len(words) == 1 and shelf is not None:
        return showing.names(scenario, shelf)
    found = showing.thing(scenario, name, shelf)
    if found is None:
        known = [key for kind in SHELVES for key in SHELVES[kind](scenario)]
        hint = did_you_mean(name, known) or f"kinds are {', '.join(SHELVES)}"
        complain(f"'{name}' is no {shelf or 'unit, place or other thing'} of {scenario.id}; {hint}")
    return found


def run_validate(parsed: argparse.Namespace) -> int:
    """Checks files; prints every fault."""
    problems = validate(parsed.paths, catalogue())
    if parsed.json:
        say_json({"problems": [_plain_problem(problem) for problem in problems]})
    else:
        for problem in problems:
            say(str(problem))
    complain(verdict(problems))
    return BAD if errors(problems) else FINE


def verdict(problems: list[Problem]) -> str:
    """How many problems there are, in a line."""
    wrong = len(errors(problems))
    other = len(problems) - wrong
    counted = f"{wrong} error{'s' * (wrong != 1)}, {other} other remark{'s' * (other != 1)}"
    return counted if problems else "nothing to complain of"


def _plain_problem(problem: Problem) -> dict[str, Any]:
    return {
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "path": problem.path,
        "code": problem.code,
        "severity": problem.severity,
        "text": problem.text,
        "hint": problem.hint,
    }


def run_schema(parsed: argparse.Namespace) -> int:
    """Prints a schema."""
    say_json(schema_for(parsed.kind))
    return FINE


def run_edit(parsed: argparse.Namespace) -> int:
    """Opens a user's copy of a scenario file in the editor, then checks it."""
    from game.cli import editing  # noqa: PLC0415

    entry = entry_of(parsed.scenario)
    return BAD if entry is None else editing.edit(entry, parsed.file)
