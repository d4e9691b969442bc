"""What all commands have in common: help, exit codes, one JSON object, pipes, interruptions."""

from __future__ import annotations

import argparse
import os
import signal

import pytest

from game.cli import parser
from game.cli.output import BAD, FINE, INTERRUPTED, USAGE
from game.record.replay import RULES_VERSION
from tests.cli.conftest import Cli, process


def _commands() -> dict[str, argparse.ArgumentParser]:
    for action in parser()._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    raise AssertionError("the parser has no commands")


@pytest.mark.parametrize("command", _commands())
def test_every_command_explains_itself(cli: Cli, command: str) -> None:
    found = cli(command, "--help")
    assert found.code == FINE
    assert found.out.startswith(f"usage: undeclared-war {command}")
    for action in _commands()[command]._actions:
        assert action.help, f"{command} does not say what {action.dest} is for"
    assert found.err == ""


@pytest.mark.parametrize("command", _commands())
def test_every_command_refuses_what_it_does_not_know(cli: Cli, command: str) -> None:
    found = cli(command, "--no-such-option")
    assert found.code == USAGE
    assert found.out == "", "complaints go to standard error"
    assert "usage: " in found.err


def test_the_program_explains_itself(cli: Cli) -> None:
    found = cli("--help")
    assert found.code == FINE
    assert all(command in found.out for command in _commands())
    assert "130 interrupted" in " ".join(found.out.split()) or "2 usage" in found.out


def test_an_unknown_command_is_a_fault_of_usage(cli: Cli) -> None:
    found = cli("conquer")
    assert (found.code, found.out) == (USAGE, "")
    assert "conquer" in found.err


def test_the_version_names_the_rules(cli: Cli) -> None:
    found = cli("--version")
    assert found.code == FINE
    assert f"rules {RULES_VERSION}" in found.out


@pytest.mark.parametrize(
    "line",
    [
        "list --json",
        "list --notes --json",
        "show khasan-outpost --json",
        "show khasan-outpost sakuma --json",
        "show khasan-outpost bezymyannaya --json",
        "show khasan-outpost kucheng --json",
        "show khasan-outpost who-began --json",
        "show khasan-outpost combat.slope.easy --json",
        "validate --json",
        "schema scenario",
        "simulate khasan-outpost --games 1 --level drill --json",
        "doctor --json",
    ],
)
def test_json_is_one_object_and_nothing_else(cli: Cli, line: str) -> None:
    found = cli(*line.split())
    assert found.code == FINE, found.err
    assert found.json
    assert found.out.endswith("}\n")


def test_a_reader_who_has_seen_enough_causes_no_uproar() -> None:
    running = process("list", "--notes", "--json")
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.close()  # as `head` does, only sooner
    told = running.stderr.read()
    running.wait(60)
    running.stderr.close()
    assert told == b"", "no traceback, and nothing ignored at the end"


def test_a_script_whose_reader_has_gone_is_not_blamed(tmp_path: object) -> None:
    running = process("play", "khasan-outpost", "--seed", "1", "--script", os.devnull)
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.close()
    told = running.stderr.read()
    running.wait(60)
    running.stderr.close()
    assert told == b"seed 1\n"


@pytest.mark.skipif(os.name == "nt", reason="a process cannot interrupt itself there")
@pytest.mark.parametrize("line", ["simulate khasan-outpost --games 3", "play khasan-outpost --terminal --side none"])
def test_an_interruption_ends_with_its_own_code(line: str) -> None:
    code = (
        "import os, signal, sys\n"
        "from game.cli import main\n"
        "from game.engine import Game\n"
        "real = Game.submit\n"
        "Game.submit = lambda *a: (os.kill(os.getpid(), signal.SIGINT), real(*a))[1]\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )
    running = process(*line.split(), code=code)
    _, told = running.communicate(timeout=60)
    assert running.returncode == INTERRUPTED
    assert told.decode().splitlines()[-1] == "undeclared-war: interrupted"
    assert b"Traceback" not in told


def test_interruptions_reach_the_command_line(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*args: object, **more: object) -> None:
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr("game.sim.batch.gather", stop)
    found = cli("simulate", "khasan-outpost")
    assert (found.code, found.out) == (INTERRUPTED, "")


@pytest.mark.parametrize("line", ["show khasan-outpost sakuma", "list --notes", "validate"])
def test_an_output_without_the_letters_is_no_end(line: str) -> None:
    running = process(*line.split(), env={"PYTHONIOENCODING": "ascii"})
    out, told = running.communicate(timeout=60)
    assert running.returncode == FINE
    assert b"Traceback" not in told
    assert out


def test_json_survives_an_output_without_the_letters(cli: Cli) -> None:
    running = process("show", "khasan-outpost", "sakuma", "--json", env={"PYTHONIOENCODING": "ascii"})
    out, _ = running.communicate(timeout=60)
    assert cli("show", "khasan-outpost", "sakuma", "--json").json["native"] in out.decode("ascii").encode().decode(
        "unicode_escape"
    ), "native names are escaped, not lost"


def test_a_bad_check_is_told_from_bad_usage(cli: Cli) -> None:
    assert cli("play", "nowhere").code == BAD
    assert cli("simulate", "khasan-outpost", "--games", "0").code == USAGE
    assert cli("simulate", "khasan-outpost", "--jobs", "two").code == USAGE
    assert cli("simulate", "khasan-outpost", "--seed", str(1 << 63)).code == USAGE
    assert cli("simulate", "khasan-outpost", "--level", "genius").code == USAGE
    assert cli("schema", "poem").code == USAGE
