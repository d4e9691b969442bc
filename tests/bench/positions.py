"""Positions that the timings start from, all but the whole battle in the night assault."""

from __future__ import annotations

from functools import cache

from game.ai.seat import make_seat
from game.core.hexgrid import Grid, hexes_of
from game.core.ids import HexId, SideId, UnitId
from game.data.catalogue import load_scenario
from game.engine import Game
from game.model.orders import Assault, Order, Refusal
from game.model.scenario import Scenario
from game.model.units import ON_MAP
from game.rules.terrain_costs import Steps

SCENARIO, SEED = "khasan-night-assault", 38
WIDTH, HEIGHT, BUDGET = 64, 48, 8
"""The map on which libraries are measured for reach, and the minutes of a march there."""


@cache
def night() -> Scenario:
    """The night assault."""
    result = load_scenario(SCENARIO)
    assert result.scenario is not None, result.problems
    return result.scenario


@cache
def corps() -> Scenario:
    """The whole battle, 120 units in turns of hours."""
    result = load_scenario("khasan")
    assert result.scenario is not None, result.problems
    return result.scenario


def _played(level: str) -> list[tuple[Game, Order]]:
    """A game of a level against itself: the position before each order, and the order."""
    game = Game.new(night(), SEED)
    seats = [make_seat(level, night(), SideId(side), SEED) for side in (0, 1)]
    course = []
    while (side := game.actor()) is not None:
        order = seats[side].choose(game.desk(side))
        course.append((game.clone(), order))
        done = game.submit(order)
        assert not isinstance(done, Refusal), done
    return course


@cache
def _course() -> list[tuple[Game, Order]]:
    return _played("staff")


@cache
def middle() -> Game:
    """The start of the turn in the middle of the night, both sides in contact."""
    turns = len(night().calendar.turns)
    return next(game for game, _ in _course() if game.state.turn == turns // 2 and not game.state.pending)


@cache
def before_the_storm() -> tuple[Game, Assault]:
    """The first assault of several units in a game of two staffs, and the position before it."""
    for game, order in _course():
        if isinstance(order, Assault) and len(order.units) > 1:
            return game, order
    raise LookupError("nobody assaults; another seed is needed")


def marcher(game: Game) -> UnitId:
    """A unit of the side to move with all its minutes and no enemy beside it."""
    for unit in game.view(game.state.side).units:
        if unit.hex >= 0 and unit.minutes >= 45 and not unit.in_enemy_zoc:
            return unit.number
    raise LookupError("no unit is free to march")


def marchers(game: Game) -> list[UnitId]:
    """Every unit of the side to move that has minutes left."""
    return [unit.number for unit in game.view(game.state.side).units if unit.status == ON_MAP and unit.minutes]


def halfway(mask: int) -> HexId:
    """The hex in the middle of a bit set, in order of numbers."""
    found = list(hexes_of(mask))
    return found[len(found) // 2]


def open_field() -> tuple[Steps, list[HexId]]:
    """Minutes of the steps on a map as libraries are measured on it, and a thousand starts.

    64 by 48 hexes, 1 to 4 minutes to enter a hex, 4 in a hundred closed; numbers from a linear congruence, seed 7.
    """
    state = 7

    def draw(limit: int) -> int:
        nonlocal state
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF
        return (state >> 8) % limit

    costs = []
    for _ in range(WIDTH * HEIGHT):
        x = draw(100)
        costs.append(1 if x < 55 else 2 if x < 80 else 3 if x < 92 else 4 if x < 96 else 0)
    table = Steps(tuple((n, costs[n]) for n in around if costs[n]) for around in Grid(WIDTH, HEIGHT).adjacent)
    table.reaches, table.floods = {}, {}
    starts: list[HexId] = []
    while len(starts) < 1000:
        hex_ = HexId(draw(WIDTH * HEIGHT))
        if costs[hex_]:
            starts.append(hex_)
    return table, starts
