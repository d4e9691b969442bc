"""Games to report on: one between two staffs, and any number of random ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.core.dice import Dice
from game.engine import Accepted
from game.match import Match, new_match
from game.model.scenario import Scenario
from game.record.replay import parse, text_of
from game.report.played import Played, play
from tests.random_play import random_order

NIGHT = "khasan-night-assault"


def random_match(scenario: Scenario, seed: int, most: int = 4000) -> Match:
    """A match of random orders, to its end or so many orders."""
    match, dice = Match(scenario, seed, (None, None)), Dice(seed, "random match")
    while match.game.actor() is not None and len(match.orders) < most:
        assert isinstance(match.submit(random_order(match.game, dice)), Accepted)
    return match


def played_from(match: Match) -> Played:
    """What a match's record tells, by way of its text."""
    return play(parse(text_of(match.record())), match.scenario)


@pytest.fixture(scope="session")
def night(shipped: dict[str, Scenario]) -> Scenario:
    """A battle in which heights fall and men are lost."""
    return shipped[NIGHT]


@pytest.fixture(scope="session")
def night_match(night: Scenario) -> Match:
    """The battle between two staffs, with a remark."""
    match = new_match(night, 7, ("staff", "staff"))
    match.remark('He said "</pre><script>" and fell.')
    match.run_computers()
    return match


@pytest.fixture(scope="session")
def night_played(night_match: Match) -> Played:
    """The same, played from its record."""
    return played_from(night_match)


@pytest.fixture(scope="session")
def night_file(night_match: Match, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same on disk."""
    path = tmp_path_factory.mktemp("records") / "night.jsonl"
    night_match.save(path)
    return path
