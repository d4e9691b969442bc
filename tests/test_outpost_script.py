"""The lesson played to its end by the script in `scripts/outpost.txt`, as a careful beginner would.

The script depends on the rules, the dice and the computer. When one of them changes on purpose and an order is refused
or a lesson stays undone, play the script by hand (`undeclared-war play khasan-outpost --seed 29 --strict --script
tests/scripts/outpost.txt`), read where it stops, and mend the orders; if the storm fails, look for another seed first.
Nothing else needs to be written down: the test compares runs with each other, not with a stored digest. The window
is given the same lines and must come to the same game.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from game.cli import main
from game.language.grammar import split_commands
from game.match import Match
from game.model.scenario import Scenario
from game.record import replay
from game.rules.happenings import holds
from game.table.lessons import Lessons

NAME, SEED = "khasan-outpost", 29
SCRIPT = Path(__file__).parent / "scripts" / "outpost.txt"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Folders of a player who has none."""
    for name in ("HOME", "APPDATA", "LOCALAPPDATA", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))


def _play(record: Path, capsys: pytest.CaptureFixture[str]) -> str:
    words = ["play", NAME, "--terminal", "--script", str(SCRIPT), "--seed", str(SEED), "--strict"]
    code = main([*words, "--record", str(record)])
    told = capsys.readouterr().out
    assert code == 0, f"the script was refused at:\n{told[-1500:]}"
    return told


def test_the_script_plays_the_lesson_to_its_end(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], shipped: dict[str, Scenario]
) -> None:
    scenario, path = shipped[NAME], tmp_path / "outpost.jsonl"
    told = _play(path, capsys)
    assert "The battle is over: the last turn has been played." in told
    assert "The victory list, line by line:" in told, "the report at the end"
    assert "What the commander of the USSR meant to do:" in told
    assert "That was the last lesson." in told
    assert told.count("\n> ") == sum(
        1 for line in SCRIPT.read_text(encoding="utf-8").splitlines() if line and not line.startswith("# ")
    ), "every line was obeyed"

    # The record is whole: it plays again to the same states, and says how the battle ended.
    record = replay.read(path)
    assert record.is_finished
    match = Match.load(path, scenario)
    assert match.game.digest() == record.ending.digest
    assert match.names == ("human", "staff")
    assert match.journal == ("The post is gone; now they will come.",)
    assert match.faults == []
    result = match.game.state.result
    assert result is not None
    japan, ussr = result.points
    assert f"Points: Japan {japan}, USSR {ussr}." in told

    # And it is the lesson: the post was taken in time and left again, and every kind of order was given.
    scores = {score.item.id: score.points for score in match.game.scores()}
    assert scores["post-taken"] == 5
    assert scores["few-losses-japan"] == 3, "the storm was not thrown away men"
    kinds = {line.plain["do"] for line in record.orders} if "do" in record.orders[0].plain else set()
    text = json.dumps([line.plain for line in record.orders])
    for word in ("hold", "move", "assault", "dig", "stance", "decide", "end"):
        assert word in kinds or re.search(rf'"{word}"', text), f"nobody was told to {word}"


def test_every_step_of_the_tutorial_is_done_by_its_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], shipped: dict[str, Scenario]
) -> None:
    """Most steps have a way out by the clock; a script that teaches may not need it."""
    path = tmp_path / "outpost.jsonl"
    _play(path, capsys)
    scenario = shipped[NAME]
    whole = Match.load(path, scenario)
    match = Match(scenario, SEED, (None, None))
    lessons = Lessons(scenario.tutorial)
    done_in: dict[str, int] = {}
    for order in whole.orders:
        match.submit(order)
        at = lessons.at
        lessons.advance(match.game.state)
        for step in scenario.tutorial[at : lessons.at]:
            done_in[step.id] = match.game.state.turn
    assert list(done_in) == [step.id for step in scenario.tutorial], "each in its turn"
    assert done_in["creep"] <= 2, "Sakuma lies behind the post"
    assert done_in["odds"] <= 3
    assert done_in["why"] <= 3, "the post has fallen"
    assert done_in["decide"] == 6
    assert all(holds(match.game.state, step.done) for step in scenario.tutorial)


def test_two_runs_are_the_same_to_the_letter(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    assert _play(first, capsys) == _play(second, capsys)
    assert first.read_bytes() == second.read_bytes()


def test_the_record_is_verified(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "outpost.jsonl"
    _play(path, capsys)
    assert main(["verify", str(path)]) == 0
    assert replay.read(path).ending.digest in capsys.readouterr().out


@pytest.mark.slow
def test_the_window_gives_the_same_game_for_the_same_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, shipped: dict[str, Scenario]
) -> None:
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    from game.ui.scenes.play import PlayScene
    from game.ui.session import new_session
    from tests.ui.script_player import Player

    path = tmp_path / "outpost.jsonl"
    _play(path, capsys)
    player = Player(tmp_path)
    session = new_session(shipped[NAME], ("human", "staff"), SEED)
    player.app.open(PlayScene(player.app, session))
    player.app.refresh()
    player.settle()
    for line in SCRIPT.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("# "):
            for command in split_commands(line):
                player.clear()
                player.type(command)
    record = session.match.record()
    player.close()
    assert replay.text_of(record) == path.read_text(encoding="utf-8"), "orders, digests, notes and remarks are the same"
