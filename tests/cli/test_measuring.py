"""replay --measure and --fork."""

from __future__ import annotations

from pathlib import Path

from game.cli.output import BAD, FINE, USAGE
from tests.cli.conftest import Cli

OUTPOST = str(Path(__file__).resolve().parents[1] / "golden" / "outpost.jsonl")


def test_an_order_is_measured_with_an_interval_and_a_caveat(cli: Cli) -> None:
    line = ["replay", OUTPOST, "--to", "25", "--measure", "4", "--until-turn", "5"]
    told = cli(*line)
    assert told.code == FINE, told.err
    assert "Instead: hold bp/reserve" in told.out and "4 games after each choice" in told.out
    assert "The computer is the yardstick" in told.out
    found, again = cli(*line, "--json").json, cli(*line, "--json", "--jobs", "2").json
    assert found == again, "the same for any number of processes"
    assert (found["order"], found["games"], found["side"]) == (25, 4, "ussr")
    for other in found["instead"]:
        low, high = other["differences"]["margin"]["interval"]
        assert low <= other["differences"]["margin"]["difference"] <= high


def test_orders_of_one_s_own_are_measured(cli: Cli) -> None:
    line = ["replay", OUTPOST, "--to", "25", "--measure", "2", "--until-turn", "4"]
    found = cli(*line, "--instead", "rest bp/reserve", "--instead", "end", "--json")
    assert [other["choice"] for other in found.json["instead"]] == ["rest bp/reserve", "end"]
    for text, words in (("dance", "dance"), ("units", "no order"), ("move bp/reserve 0101 stealth", "")):
        wrong = cli(*line, "--instead", text)
        assert wrong.code == USAGE and words in wrong.err and wrong.out == ""


def test_a_turn_is_measured_against_the_staff_s(cli: Cli) -> None:
    found = cli("replay", OUTPOST, "--turn", "3", "--side", "ussr", "--measure", "2", "--until-turn", "5", "--json")
    assert found.code == FINE, found.err
    assert [other["choice"] for other in found.json["instead"]] == ["what the staff makes of it"]
    assert cli("replay", OUTPOST, "--turn", "99", "--measure", "2").code == USAGE
    assert cli("replay", OUTPOST, "--turn", "3", "--side", "rome", "--measure", "2").code == USAGE


def test_a_fork_is_a_save_that_goes_on(cli: Cli, tmp_path: Path) -> None:
    new = tmp_path / "fork.jsonl"
    told = cli("replay", OUTPOST, "--to", "25", "--fork", str(new))
    assert told.code == FINE, told.err
    assert cli("verify", str(new)).code == FINE
    state = cli("replay", str(new), "--json").json
    assert (state["orders"], state["finished"]) == (25, False)
    assert state["state"] == cli("replay", OUTPOST, "--to", "25", "--json").json["state"]
    before = new.read_bytes()
    assert cli("replay", OUTPOST, "--to", "26", "--fork", str(new)).code == BAD, "nothing is written over"
    assert new.read_bytes() == before
    assert cli("replay", OUTPOST, "--fork", str(tmp_path / "other")).code == USAGE
