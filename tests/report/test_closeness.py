"""How close a game kept to history."""

from __future__ import annotations

import pytest

from game.match import Match, new_match
from game.model.orders import Decide, EndPhase
from game.model.scenario import Scenario
from game.model.sides import BROKEN
from game.report.closeness import Closeness, closeness, lines
from game.report.history import compare_with_history


@pytest.fixture
def asked(night: Scenario) -> Match:
    """The night assault at the first decision that history has an answer to, with nobody moving."""
    match = new_match(night, 3, ("human", "human"))
    while not match.game.state.pending:
        actor = match.game.actor()
        assert actor is not None
        match.submit(EndPhase(actor))
    return match


def _judged(match: Match) -> Closeness:
    return closeness(match.game, compare_with_history(match.game, match.events))


@pytest.mark.parametrize("as_history", [True, False])
def test_a_decision_is_held_against_the_one_of_history(asked: Match, as_history: bool) -> None:
    pending = asked.game.state.pending[0]
    option = next(o for o in pending.offer.options if o.is_historical == as_history)
    asked.submit(Decide(pending.offer.side, option.id))
    found = _judged(asked)
    assert found.decisions == (int(as_history), 1)
    told = [line for line in found.departures if "decided" in line]
    assert len(told) == (0 if as_history else 1), "only another answer is a departure"
    if told:
        assert option.text.rstrip(".") in told[0]


def test_a_restraint_broken_that_history_kept_is_told(asked: Match) -> None:
    before = _judged(asked).departures
    asked.game.state.restraints[0] = BROKEN
    after = _judged(asked).departures
    assert len(after) == len(before) + 1


def test_the_share_is_the_mean_of_what_the_record_speaks_of() -> None:
    found = Closeness(decisions=(1, 2), ground=0.9, figures=(0, 0), departures=())
    assert found.share == pytest.approx(0.7)
    assert Closeness(decisions=(0, 0), ground=None, figures=(0, 0), departures=()).share is None
    words = lines(Closeness(decisions=(2, 2), ground=1.0, figures=(3, 3), departures=("Japan decided: x.",)))
    assert "close to history" in words[0] and words[-1] == "Japan decided: x."
