"""play: window or terminal, seats, saves, records."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

import pytest

from game.cli.output import BAD, FINE, USAGE
from game.data.catalogue import shipped_root
from game.match import Match
from game.model.scenario import Scenario
from game.record import replay
from tests.cli.conftest import Cli

NAME = "khasan-outpost"


@pytest.fixture
def script(tmp_path: Path) -> Path:
    """A script of one turn."""
    path = tmp_path / "turn.txt"
    path.write_text("hold mg/kucheng\nmove k1 1219\nend\n", encoding="utf-8")
    return path


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """A display, and a window that only notes what it was asked to show."""
    asked: list[dict[str, Any]] = []

    def run(scenario: str | None = None, **more: Any) -> int:
        asked.append({"scenario": scenario, **more})
        return 0

    monkeypatch.setenv("DISPLAY", ":99")
    monkeypatch.setattr("game.ui.app.run", run)
    return asked


def _types(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def test_without_a_display_the_terminal_is_used_and_says_so(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    _types(monkeypatch, "units", "quit")
    found = cli("play", NAME, "--seed", "3")
    assert found.code == FINE
    assert "there is no display, so this is the terminal" in found.err
    assert "seed 3" in found.err
    assert "> units" in found.out


def test_a_window_that_does_not_open_is_replaced_by_the_terminal(
    cli: Cli, windows: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object, **more: object) -> int:
        raise OSError("no such device")

    monkeypatch.setattr("game.ui.app.run", fail)
    _types(monkeypatch, "quit")
    found = cli("play", NAME)
    assert found.code == FINE
    assert "no window could be opened (no such device)" in found.err
    assert "> quit" in found.out


def test_without_a_word_the_shortest_battle_is_played_at_the_terminal(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    _types(monkeypatch, "quit")
    found = cli()
    assert found.code == FINE
    assert f"playing {NAME}" in found.err
    assert found.out.startswith("A post of eleven.")


def test_with_a_display_the_window_gets_what_was_asked_for(cli: Cli, windows: list[dict[str, Any]]) -> None:
    assert cli().code == FINE
    assert cli("play", NAME, "--side", "ussr", "--level", "drill", "--seed", "4", "--record", "r.jsonl").code == FINE
    assert windows[0] == {"scenario": None, "seats": None, "seed": None, "load": None, "record": None}
    assert windows[1] == {
        "scenario": NAME,
        "seats": ("drill", "human"),
        "seed": 4,
        "load": None,
        "record": Path("r.jsonl"),
    }
    assert cli("play", "nowhere").code == BAD
    assert cli("play", NAME, "--side", "nobody").code == USAGE
    assert len(windows) == 2, "no window opens for what makes no sense"


def test_a_script_needs_no_window(cli: Cli, windows: list[dict[str, Any]], script: Path) -> None:
    assert cli("play", NAME, "--script", script).code == FINE
    assert not windows


@pytest.mark.parametrize(
    ("words", "seats"),
    [
        ("", ("human", "staff")),
        ("--side ussr", ("staff", "human")),
        ("--side both", ("human", "human")),
        ("--side none --level drill", ("drill", "drill")),
        ("--side japan --level seasoned", ("human", "seasoned")),
        ("--seat japan=drill --seat ussr=random", ("drill", "random")),
        ("--seat ussr=human", ("human", "human")),
    ],
)
def test_seats_are_given_by_name(cli: Cli, tmp_path: Path, words: str, seats: tuple[str, str]) -> None:
    record, script = tmp_path / "r.jsonl", tmp_path / "s.txt"
    script.write_text("quit\n", encoding="utf-8")
    assert cli("play", NAME, *words.split(), "--script", script, "--record", record).code == FINE
    assert replay.read(record).header.seats == seats


@pytest.mark.parametrize(
    "words",
    [
        "--side china",
        "--seat japan",
        "--seat china=human",
        "--seat japan=genius",
        "--seed x",
        "--level human",
        f"--seed {1 << 63}",
    ],
)
def test_seats_and_seeds_that_make_no_sense(cli: Cli, words: str) -> None:
    found = cli("play", NAME, "--terminal", *words.split())
    assert (found.code, found.out) == (USAGE, "")
    assert found.err


def test_the_same_seed_gives_the_same_record(cli: Cli, tmp_path: Path, script: Path) -> None:
    paths = [tmp_path / f"{n}.jsonl" for n in range(3)]
    for path, seed in zip(paths, ("7", "7", "8"), strict=True):
        found = cli("play", NAME, "--script", script, "--seed", seed, "--record", path)
        assert found.code == FINE
        assert f"replay written to {path}" in found.err
    first, again, other = (path.read_bytes() for path in paths)
    assert first == again
    assert first != other


def test_a_seed_that_was_drawn_is_told(cli: Cli, tmp_path: Path, script: Path) -> None:
    path = tmp_path / "r.jsonl"
    told = cli("play", NAME, "--script", script, "--record", path).err
    assert f"seed {replay.read(path).header.seed}\n" in told


def test_a_strict_script_stops_at_a_refusal_and_the_record_shows_where(cli: Cli, tmp_path: Path) -> None:
    script, path = tmp_path / "bad.txt", tmp_path / "r.jsonl"
    script.write_text("hold mg/kucheng\nmove k1 1218\nend\n", encoding="utf-8")
    found = cli("play", NAME, "--script", script, "--strict", "--record", path)
    assert found.code == BAD
    assert "> end" not in found.out
    assert len(replay.read(path).orders) == 1
    assert cli("play", NAME, "--script", script).code == FINE, "a patient one goes on"


def test_a_script_that_cannot_be_read(cli: Cli, tmp_path: Path) -> None:
    found = cli("play", NAME, "--script", tmp_path / "none.txt")
    assert (found.code, found.out) == (USAGE, "")
    assert "none.txt cannot be read" in found.err
    foreign = tmp_path / "foreign.txt"
    foreign.write_bytes(b"move \xff\xfe\n")
    assert cli("play", NAME, "--script", foreign).code == USAGE


def test_a_record_that_cannot_be_written(cli: Cli, tmp_path: Path, script: Path) -> None:
    found = cli("play", NAME, "--script", script, "--record", tmp_path)
    assert found.code == BAD
    assert "could not be written" in found.err


def test_a_save_is_gone_on_with(cli: Cli, tmp_path: Path, script: Path, shipped: dict[str, Scenario]) -> None:
    first, second, whole = (tmp_path / f"{name}.jsonl" for name in ("first", "second", "whole"))
    assert cli("play", NAME, "--script", script, "--seed", "7", "--record", first).code == FINE
    assert not replay.read(first).is_finished
    more = tmp_path / "more.txt"
    more.write_text("dig k1\nend\n", encoding="utf-8")
    found = cli("play", "--load", first, "--script", more, "--record", second)
    assert found.code == FINE, found.err
    script.write_text(script.read_text(encoding="utf-8") + more.read_text(encoding="utf-8"), encoding="utf-8")
    assert cli("play", NAME, "--script", script, "--seed", "7", "--record", whole).code == FINE
    assert second.read_bytes() == whole.read_bytes(), "a broken-off game goes on as if nothing had been"
    assert Match.load(second, shipped[NAME]).game.state.turn == 3


def test_a_save_of_a_scenario_in_a_folder_goes_on_with_that_folder(cli: Cli, tmp_path: Path, script: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    for path in (shipped_root() / NAME).glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        (folder / path.name).write_text(text.replace(f"id: {NAME}", "id: mine", 1), encoding="utf-8")
    save = tmp_path / "mine.jsonl"
    assert cli("play", folder, "--script", script, "--record", save).code == FINE
    lost = cli("play", "--load", save, "--script", script)
    assert lost.code == BAD
    assert "there is no scenario 'mine'" in lost.err
    assert cli("play", folder, "--load", save, "--script", script).code == FINE


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda text: text[:-5], "cut off"),
        (lambda text: text.replace('"end": ', '"end": 1'), "should hold"),
        (lambda text: text.replace(': "move"', ': "fly"', 1), "order 2"),
        (lambda text: text.replace("khasan-outpost", "khasan-nowhere", 1), "there is no scenario 'khasan-nowhere'"),
        (lambda text: text.replace('"scenario_digest": "', '"scenario_digest": "0', 1), "has changed since"),
        (lambda text: text.replace('"ussr": "staff"', '"ussr": "genius"', 1), "genius"),
        (lambda text: "", "empty"),
        (lambda text: "id: khasan-outpost\n", "not JSON"),
    ],
)
def test_a_damaged_save_is_refused_by_name(cli: Cli, tmp_path: Path, script: Path, damage: Any, words: str) -> None:
    good, bad = tmp_path / "good.jsonl", tmp_path / "bad.jsonl"
    assert cli("play", NAME, "--script", script, "--seed", "7", "--record", good).code == FINE
    text = damage(good.read_text(encoding="utf-8"))
    assert text != good.read_text(encoding="utf-8"), "the damage must be one"
    bad.write_text(text, encoding="utf-8")
    found = cli("play", "--load", bad, "--terminal")
    assert (found.code, found.out) == (BAD, ""), "nothing is played instead"
    assert words in found.err
    if "there is no scenario" not in words:
        assert "bad.jsonl" in found.err
    assert bad.read_text(encoding="utf-8") == text, "the file stays as it is"


def test_a_save_that_is_not_there(cli: Cli, tmp_path: Path) -> None:
    found = cli("play", "--load", tmp_path / "gone.jsonl", "--terminal")
    assert (found.code, found.out) == (BAD, "")
    assert "gone.jsonl" in found.err


class _Screen(io.StringIO):
    """An output that claims to be a screen."""

    def isatty(self) -> bool:
        """As a terminal answers."""
        return True


def test_no_color_means_no_colours(cli: Cli, monkeypatch: pytest.MonkeyPatch, script: Path) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    told = {}
    for wish in ("", "1"):
        if wish:
            monkeypatch.setenv("NO_COLOR", wish)
        screen = _Screen()
        monkeypatch.setattr(sys, "stdout", screen)
        assert cli("play", NAME, "--script", script, "--seed", "7").code == FINE
        told[wish] = screen.getvalue()
    assert "\x1b[" in told[""], "this test must be able to fail"
    assert "\x1b" not in told["1"]


def test_two_computers_play_to_the_end_without_input(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    found = cli("play", NAME, "--side", "none", "--level", "drill", "--terminal", "--seed", "2", "--record", path)
    assert found.code == FINE
    assert "The battle is over" in found.out
    assert replay.read(path).is_finished
