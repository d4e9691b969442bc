"""compare, replay, report and verify as commands."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.cli.output import FINE
from game.match import Match
from game.model.scenario import Scenario
from tests.cli.conftest import Cli
from tests.report.conftest import random_match

OUTPOST = "khasan-outpost"


@pytest.fixture(scope="module")
def match(shipped: dict[str, Scenario]) -> Match:
    """A small battle of random orders, to its end."""
    return random_match(shipped[OUTPOST], 3)


@pytest.fixture
def file(match: Match, tmp_path: Path) -> Path:
    """The same on disk."""
    path = tmp_path / "outpost.jsonl"
    match.save(path)
    return path


def test_replay_tells_the_whole_battle(file: Path, match: Match, cli: Cli) -> None:
    done = cli("replay", file)
    assert done.code == 0
    assert f"{len(match.orders)}. " in done.out
    assert "The battle is over" in done.out
    assert len(cli("replay", file, "--details").out) > len(done.out)


def test_replay_stops_where_it_is_told(file: Path, match: Match, cli: Cli) -> None:
    done = cli("replay", file, "--to", "4")
    assert done.code == 0
    assert f"After order 4 of {len(match.orders)}:" in done.out
    data = cli("replay", file, "--turn", "2", "--transcript", "--json").json
    assert data["state"]["turn"] == 2
    assert data["at"] == data["state"]["order_count"] == len(data["transcript"]) - 1
    assert data["orders"] == len(match.orders)
    assert cli("replay", file, "--turn", "2", "--to", "3").code == 2


def test_report_prints_writes_and_gives_data(file: Path, match: Match, tmp_path: Path, cli: Cli) -> None:
    done = cli("report", file)
    assert done.code == 0
    assert "Losses by cause" in done.out
    page = tmp_path / "deep" / "outpost.html"
    done = cli("report", file, "--html", page, "--games", "2", "--level", "drill", "--json")
    assert done.code == 0
    assert done.json["digest"] == match.game.digest()
    assert done.json["cloud"]["games"] == 2
    checked = cli("verify", page, "--json")
    assert checked.code == 0
    assert checked.json["ok"]
    assert checked.json["kind"] == "report"


def test_a_report_never_replaces_its_record(file: Path, cli: Cli) -> None:
    before = file.read_bytes()
    assert cli("report", file, "--html", file).code == 2
    assert file.read_bytes() == before
    assert cli("report", file, "--html", file.parent).code == 1


def test_verify_says_what_differs(file: Path, cli: Cli) -> None:
    done = cli("verify", file)
    assert done.code == 0
    assert "confirmed" in done.out
    text = file.read_text("utf-8")
    file.write_text(text.replace('"seed": 3', '"seed": 4'), encoding="utf-8")
    done = cli("verify", file, "--json")
    assert done.code == 1
    assert not done.json["ok"]
    assert done.json["differences"]
    assert "outpost.jsonl:" in done.err


@pytest.mark.parametrize("command", ["replay", "report", "verify"])
def test_damaged_files_are_named_with_line_and_reason(command: str, file: Path, cli: Cli) -> None:
    text = file.read_text("utf-8")
    lines = text.splitlines()
    for damaged, line in (
        (text[: len(text) // 2], None),
        (text.replace('"order": 2,', '"order": 3,', 1), next(n for n, t in enumerate(lines, 1) if '"order": 2,' in t)),
        ("# A list\n", 1),
        (text.replace('"rules_version": ', '"rules_version": 9', 1), 1),
        (text.replace('"scenario_digest": "', '"scenario_digest": "0', 1), 1),
        (text.replace(OUTPOST, "waterloo", 1), 1),
    ):
        file.write_text(damaged, encoding="utf-8")
        done = cli(command, file)
        assert done.code == 1, f"{command} takes {damaged[:60]}"
        assert done.out == ""
        assert f"outpost.jsonl:{line if line else ''}" in done.err
    done = cli(command, file.parent / "none.jsonl")
    assert (done.code, done.out) == (1, "")
    assert "none.jsonl" in done.err


def test_compare_plays_pairs(cli: Cli) -> None:
    words = ["compare", OUTPOST, "--levels-a", "drill", "--levels-b", "drill,staff", "--games", "2", "--seed", "5"]
    done = cli(*words, "--json")
    assert done.code == 0
    assert done.json["a"]["ai"] == {"japan": "drill", "ussr": "drill"}
    assert done.json["b"]["ai"] == {"japan": "drill", "ussr": "staff"}
    assert "japan.killed" in done.json["measures"]
    text = cli(*words).out
    assert "yardstick" in text
    assert "2 games each, seed 5" in text


def test_compare_wants_something_to_compare(cli: Cli) -> None:
    assert cli("compare", OUTPOST, "--games", "1").code == 2
    assert cli("compare", OUTPOST, "waterloo", "--games", "1").code == 1
    assert cli("compare", OUTPOST, "--levels-b", "genius").code == 2
    assert cli("compare", OUTPOST, "--levels-b", "staff,staff,staff").code == 2


def test_a_record_and_a_report_of_seats_that_are_no_more_are_verified(cli: Cli, tmp_path: Path) -> None:
    record = Path(__file__).resolve().parents[1] / "golden" / "outpost.jsonl"
    page = tmp_path / "page.html"
    assert cli("report", str(record), "--html", str(page)).code == FINE
    for file in (record, page):
        found = cli("verify", str(file))
        assert found.code == FINE, found.err
