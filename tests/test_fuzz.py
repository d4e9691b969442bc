"""Random play: nothing impossible happens, games end, and the same orders give the same game everywhere."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from game.core.dice import Dice
from game.engine import Accepted, Game
from game.model.events import LossSuffered, TurnBegan, UnitRemoved
from game.model.scenario import Scenario
from game.model.units import ON_MAP
from game.report.account import CAUSE_WORDS
from game.rules import apply, snapshot
from tests import random_play
from tests.conftest import LARGE, SHIPPED, STEPPE
from tests.random_play import Play, faults_of, faults_of_losses, random_order
from tests.random_scenes import TURNS, random_scene
from tests.two_worlds import differences
from tests.vignette import Scene, those

MOST = 2000
"""Orders after which a random game has long been over."""
ROOT = Path(__file__).parents[1]
LARGE_MOST = 6000
"""The same for a battle of a corps."""
STEPPE_MOST = 500
"""Orders of some turns of a battle of two hundred units; a whole one would take thousands."""


def play_out(game: Game, seed: int) -> Play:
    """A game played at random to its end."""
    play = Play(game, seed)
    play.run(MOST)
    assert play.game.actor() is None, f"the game goes on after {MOST} orders"
    return play


def judge(play: Play) -> None:
    """What must hold of a whole game."""
    state = play.game.state
    losses = those(play.events, LossSuffered)
    assert {loss.cause for loss in losses} <= set(CAUSE_WORDS), "every loss has a cause that the report knows"
    by_cause = Counter[int]()
    for loss in losses:
        by_cause[state.side_of(loss.unit)] += loss.killed + loss.wounded + loss.missing
    assert [by_cause[0], by_cause[1]] == [state.killed[s] + state.wounded[s] + state.missing[s] for s in (0, 1)]
    removed = [event.unit for event in those(play.events, UnitRemoved)]
    assert len(set(removed)) == len(removed), "a unit is removed once"
    turns = [event.turn for event in those(play.events, TurnBegan)]
    assert turns == list(range(1, len(turns) + 1)), "turns follow one another"


def replayed(scenario: Scenario, seed: int, play: Play) -> Game:
    """The same orders given again in a new game."""
    game = Game.new(scenario, seed)
    for order in play.orders:
        assert isinstance(game.submit(order), Accepted), f"{order} was accepted the first time"
    return game


@pytest.mark.parametrize("seed", range(16))
def test_small_battles(seed: int) -> None:
    scene = random_scene(seed)
    play = play_out(scene.game, seed)
    judge(play)
    again = replayed(scene.scenario, seed, play)
    assert again.digest() == play.game.digest(), "the same orders give the same game"


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_scenarios(name: str, shipped: dict[str, Scenario]) -> None:
    for seed in range(2):
        play = play_out(Game.new(shipped[name], seed), seed)
        judge(play)
        assert replayed(shipped[name], seed, play).digest() == play.game.digest(), "the same orders give the same game"


@pytest.mark.slow
@pytest.mark.parametrize("start", range(100, 500, 50))
def test_many_small_battles(start: int) -> None:
    for seed in range(start, start + 50):
        judge(play_out(random_scene(seed).game, seed))


def compared(scenario: Scenario, seed: int, most: int, every: int) -> Play:
    """A game played at random; now and then the desk of who moves is held against another world."""
    play = Play(Game.new(scenario, seed), seed)
    while play.game.actor() is not None and len(play.orders) < most:
        play.step()
        if len(play.orders) % every == 0:
            leaks = differences(play.game.state, play.game.state.side, seed)
            assert not leaks, f"a desk tells what it cannot know: {leaks[:9]}"
    return play


def play_and_compare(scenario: Scenario, seed: int, most: int, every: int) -> None:
    """The same to the end of the game."""
    play = compared(scenario, seed, most, every)
    assert play.game.actor() is None, f"the game goes on after {most} orders"
    judge(play)


@pytest.mark.slow
@pytest.mark.parametrize("name", SHIPPED)
def test_many_games_of_shipped_scenarios(name: str, shipped: dict[str, Scenario]) -> None:
    for seed in range(100, 124):
        play_and_compare(shipped[name], seed, MOST, 60)


@pytest.mark.slow
@pytest.mark.parametrize("seed", (21, 22))
@pytest.mark.parametrize("name", LARGE)
def test_battles_of_a_corps(name: str, seed: int, listed: dict[str, Scenario], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(random_play, "ENDING", 60)  # with a hundred units most orders fall before a phase ends
    play_and_compare(listed[name], seed, LARGE_MOST, 250)


@pytest.mark.slow
@pytest.mark.parametrize("name", STEPPE)
def test_first_days_of_the_khalkhin_gol(
    name: str, listed: dict[str, Scenario], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(random_play, "ENDING", 60)
    judge(compared(listed[name], 23, STEPPE_MOST, 125))


@pytest.mark.parametrize("seed", (4, 11))
def test_events_alone_make_the_state(seed: int) -> None:
    """A shown copy that is fed the events, as screens do, ends where the game does."""
    scene = random_scene(seed)
    state = snapshot.opening_state(scene.scenario)
    play = play_out(scene.game, seed)
    for event in play.events:
        apply.apply(state, event)
    state.order_count = len(play.orders)
    assert snapshot.digest(state) == play.game.digest(), "something was written past the events"


CODE = """
from tests.random_play import Play
from tests.random_scenes import random_scene
play = Play(random_scene(5).game, 5)
play.run(2000)
print(play.game.digest())
"""


@pytest.mark.parametrize("hash_seed", ("1", "random"))
def test_hash_seeds_change_nothing(hash_seed: str) -> None:
    play = play_out(random_scene(5).game, 5)
    path = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    run = subprocess.run(
        [sys.executable, "-c", CODE],
        env=os.environ | {"PYTHONHASHSEED": hash_seed, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stdout.strip() == play.game.digest(), f"hash seed {hash_seed} gave another game: {run.stderr[-500:]}"


class Battle(RuleBasedStateMachine):
    """A small battle in which orders, copies and refused orders follow one another as hypothesis likes."""

    @initialize(seed=st.integers(0, 1000))
    def begin(self, seed: int) -> None:
        """A new battle."""
        self.scene: Scene = random_scene(seed)
        self.game = self.scene.game
        self.lost = [0, 0]
        self.turns = 1

    def going_on(self) -> bool:
        """Whether somebody must act."""
        return self.game.actor() is not None

    @precondition(going_on)
    @rule(roll=st.integers(0, 1 << 30))
    def order(self, roll: int) -> None:
        """An order drawn from the options."""
        result = self.game.submit(random_order(self.game, Dice(roll, "battle")))
        assert isinstance(result, Accepted), f"offered and refused: {result}"
        for event in result.events:
            if isinstance(event, LossSuffered):
                self.lost[self.game.state.side_of(event.unit)] += event.killed + event.wounded + event.missing
            self.turns += isinstance(event, TurnBegan)

    @precondition(going_on)
    @rule(roll=st.integers(0, 1 << 30))
    def look_ahead(self, roll: int) -> None:
        """Three orders to a copy."""
        before, twin = self.game.digest(), self.game.clone()
        for number in range(3):
            if twin.actor() is not None:
                twin.submit(random_order(twin, Dice(roll, number)))
        assert self.game.digest() == before, "what happens to a copy stays there"

    @rule()
    def ask_both_desks(self) -> None:
        """Questions change nothing."""
        before = self.game.digest()
        for side in self.scene.scenario.sides:
            desk = self.game.desk(side.number)
            for unit in desk.view().units:
                if unit.status == ON_MAP:
                    desk.unit_options(unit.number)
        assert self.game.digest() == before, "a question changed the state"

    @invariant()
    def holds(self) -> None:
        """Nothing is out of bounds."""
        if hasattr(self, "game"):
            assert not [*faults_of(self.game.state), *faults_of_losses(self.game.state, self.lost)]
            assert self.turns <= TURNS, "the battle outlasts its calendar"


TestBattle = Battle.TestCase
TestBattle.settings = settings(max_examples=8, stateful_step_count=40)
