"""doctor, and what decides between window and terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.cli import state
from game.cli.output import BAD, FINE
from tests.cli.conftest import Cli

DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER")


def test_the_examination_as_json_has_its_shape(cli: Cli, home: Path) -> None:
    found = cli("doctor", "--json").json
    assert {
        "game",
        "python",
        "system",
        "display",
        "window",
        "packages",
        "folders",
        "fonts",
        "warnings",
        "faults",
    } <= set(found)
    assert found["faults"] == [], "the tests run with all that is needed"
    own = {name: path for name, path in found["folders"].items() if name != "scenarios"}
    assert all(Path(path).is_relative_to(home) for path in own.values()), "every folder follows the environment"
    assert not any(Path(path).exists() for path in own.values()), "looking makes no folders"


def test_every_fault_is_told_in_words(cli: Cli) -> None:
    plain, told = cli("doctor", "--json").json, cli("doctor")
    assert told.code == FINE
    for line in (*plain["warnings"], *plain["faults"]):
        assert f"! {line}" in told.out


@pytest.mark.parametrize(
    ("missing", "words"),
    [("ephem", "the package ephem is missing"), ("pygame", "neither pygame nor pygame-ce is installed")],
)
def test_what_is_missing_is_a_fault(cli: Cli, monkeypatch: pytest.MonkeyPatch, missing: str, words: str) -> None:
    real = state.version_of
    monkeypatch.setattr(state, "version_of", lambda name: None if name.startswith(missing) else real(name))
    found = cli("doctor")
    assert found.code == BAD
    assert words in found.out


def test_two_windows_are_one_too_many(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "version_of", lambda name: "1.0")
    found = cli("doctor", "--json")
    assert found.code == FINE
    assert any("pygame and pygame-ce are both installed" in line for line in found.json["warnings"])


@pytest.mark.parametrize("name", DISPLAYS)
def test_a_display_is_known_by_the_environment(cli: Cli, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    assert cli("doctor", "--json").json["display"] is False
    monkeypatch.setenv(name, "something")
    assert cli("doctor", "--json").json["display"] is True


def test_other_systems_always_have_a_display(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "darwin")
    assert state.has_display()
