"""Two worlds that look the same to a side must get the same orders from its commander: no seat can cheat."""

from __future__ import annotations

import pytest

from game.ai.seat import make_seat
from game.core.dice import Dice
from game.core.ids import SideId
from game.engine import Accepted, Game
from game.model.orders import EndPhase, Order
from game.model.scenario import Scenario
from tests.ai.playing import seats_of
from tests.random_scenes import random_scene
from tests.two_worlds import other_world


def first_orders(game: Game, level: str, side: SideId, memory: dict[str, object], most: int = 4) -> list[Order]:
    """The first orders a commander would give, as long as none of them shows anything new."""
    seat = make_seat(level, game.scenario, side, 1)
    seat.restore(memory)
    found: list[Order] = []
    while len(found) < most and game.actor() == side:
        order = seat.choose(game.desk(side))
        found.append(order)
        result = game.submit(order)
        # Beyond this the worlds may differ in what the order brought to light.
        if isinstance(order, EndPhase) or not isinstance(result, Accepted) or result.rolled or result.revealed:
            break
    return found


def compare(game: Game, level: str, side: SideId, memory: dict[str, object], seed: int) -> None:
    twin = Game(game.scenario, game.seed, other_world(game.state, side, Dice(seed, "world")))
    here = first_orders(game.clone(), level, side, memory)
    there = first_orders(twin, level, side, memory)
    # In one of the worlds an order may bring something to light that is not there in the other.
    assert all(mine == his for mine, his in zip(here, there, strict=False)), f"{level} knows what it cannot know"


@pytest.mark.parametrize("level", ("drill", "staff", "seasoned"))
def test_commanders_cannot_tell_hidden_things(level: str, shipped: dict[str, Scenario]) -> None:
    scenario = shipped["khasan-night-assault"]
    game, seats = Game.new(scenario, 6), seats_of(scenario, (level, level), 6)
    given = 0
    while (actor := game.actor()) is not None:
        if given % 9 == 0:
            compare(game, level, actor, seats[actor].memory(), given)
        assert isinstance(game.submit(seats[actor].choose(game.desk(actor))), Accepted)
        given += 1


@pytest.mark.parametrize("seed", range(8))
def test_nor_on_battles_of_every_kind(seed: int) -> None:
    game = random_scene(seed).game
    level = ("drill", "staff", "seasoned")[seed % 3]
    seats = seats_of(game.scenario, (level, level), seed)
    given = 0
    while (actor := game.actor()) is not None:
        if given % 5 == 0:
            compare(game, level, actor, seats[actor].memory(), given)
        assert isinstance(game.submit(seats[actor].choose(game.desk(actor))), Accepted)
        given += 1


def test_nor_can_the_staff_of_a_corps(listed: dict[str, Scenario]) -> None:
    """The first days of the corps offensive, the air and the guns among what is hidden."""
    scenario = listed["khasan-corps-offensive"]
    game, seats = Game.new(scenario, 7), seats_of(scenario, ("staff", "staff"), 7)
    given = 0
    while (actor := game.actor()) is not None and game.state.turn <= 4:
        if given % 30 == 0:
            compare(game, "staff", actor, seats[actor].memory(), given)
        assert isinstance(game.submit(seats[actor].choose(game.desk(actor))), Accepted)
        given += 1
    assert given > 100
