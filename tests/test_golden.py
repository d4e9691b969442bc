"""Whole games on record: the same orders must lead to the same states, on every Python and every machine.

`pytest --regold` plays them anew and rewrites the files; nobody edits them. A change to the rules or to the figures
changes them, and the commit explains each difference in the transcripts.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from game.ai.seat import make_seat
from game.core.ids import SideId
from game.engine import Game
from game.match import Match
from game.model.orders import Order
from game.model.scenario import Scenario
from game.record import replay
from game.report.played import play
from tests.conftest import STEPPE, VARIANTS
from tests.odds import hold_the_odds
from tests.random_play import Play
from tests.random_scenes import random_scene
from tests.report.telling import hold_the_ledger, hold_what_is_told
from tests.transcript import transcript

FOLDER = Path(__file__).parent / "golden"
AGAIN = "if this is meant, run pytest --regold and explain the differences in the commit"


def at_random(scenario: Scenario, seed: int) -> list[Order]:
    """Orders of a game played at random."""
    play = Play(Game.new(scenario, seed), seed)
    play.run(2000)
    return play.orders


def by_staffs(scenario: Scenario, seed: int, level: str = "staff") -> list[Order]:
    """Orders of a game between two computer commanders."""
    first, second = (make_seat(level, scenario, SideId(side), seed) for side in (0, 1))
    match = Match(scenario, seed, (first, second))
    match.run_computers()
    return match.orders


def by_drill(scenario: Scenario, seed: int) -> list[Order]:
    """Orders of a game between two computers without plans, where staffs would think too long."""
    return by_staffs(scenario, seed, "drill")


GAMES: dict[str, tuple[str, int, Callable[[Scenario, int], list[Order]]]] = {
    "small-battle": ("small battle 7", 7, at_random),
    "outpost": ("khasan-outpost", 5, at_random),
    "night-assault": ("khasan-night-assault", 41, by_staffs),
    "rushed-attack": ("khasan-rushed-attack", 40, by_staffs),
    "corps-offensive": ("khasan-corps-offensive", 39, by_staffs),
    "whole-battle": ("khasan", 38, by_staffs),
    "bain-tsagan": ("bain-tsagan", 37, by_staffs),
    "july-guns": ("july-guns", 36, by_staffs),
    "zhukov-august": ("zhukov-august", 35, by_staffs),
    "khalkhin-gol": ("khalkhin-gol", 34, by_drill),
    **{name: (name, 33, by_drill) for name in VARIANTS},
}
"""By name: scenario, seed, and who played."""
LONG = ("rushed-attack", "corps-offensive", "whole-battle", *STEPPE, *VARIANTS)
"""Games of which only the record is kept, with the digest of every turn: their transcripts would fill books."""


def scenario_of(name: str, listed: dict[str, Scenario]) -> Scenario:
    """The scenario of a recorded game."""
    wanted = GAMES[name][0]
    if wanted.startswith("small battle"):
        return random_scene(int(wanted.split()[-1])).scenario
    return listed[wanted]


@pytest.mark.parametrize("name", [pytest.param(n, marks=[pytest.mark.slow] * (n in LONG)) for n in GAMES])
def test_recorded_games(
    name: str,
    listed: dict[str, Scenario],
    regold: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    scenario, (_, seed, player) = scenario_of(name, listed), GAMES[name]
    record, text = FOLDER / f"{name}.jsonl", FOLDER / f"{name}.txt"
    if regold:
        match = Match(scenario, seed, (None, None), ("recorded", "recorded"))
        for order in player(scenario, seed):
            match.submit(order)
        assert match.game.state.result is not None, "a recorded game has an end"
        record.write_text(replay.text_of(match.record()), "utf-8")
        if name not in LONG:
            text.write_text(transcript(scenario, seed, match.orders), "utf-8")
    found = replay.read(record)
    assert found.header.digest == scenario.digest, f"the files of the scenario have changed; {AGAIN}"
    played = play(found, scenario)
    assert played.game.state.result is not None and played.game.digest() == found.ending.digest, AGAIN
    if name in LONG:
        assert hold_the_odds(tuple(played.events()), played.game.state) > 0, "a battle without an assault is none"
        hold_what_is_told(played, record, tmp_path, monkeypatch, capsys)
        return
    told = transcript(scenario, seed, [step.order for step in played.steps])
    kept = text.read_text("utf-8")
    assert told.splitlines() == kept.splitlines(), AGAIN


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in GAMES if name not in LONG])
def test_what_is_told_of_short_recorded_games(
    name: str,
    listed: dict[str, Scenario],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    record = FOLDER / f"{name}.jsonl"
    played = play(replay.read(record), scenario_of(name, listed))
    assert hold_the_odds(tuple(played.events()), played.game.state) > 0 or name == "small-battle"
    if played.scenario.id in listed:
        hold_what_is_told(played, record, tmp_path, monkeypatch, capsys)
    else:
        hold_the_ledger(played)  # a battle of the tests' own, in no folder


def test_no_record_is_left_over() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == set(GAMES), "records without a game, or games without a record"
