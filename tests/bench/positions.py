"""Positions that the timings start from."""

from __future__ import annotations

from functools import cache

from game.ai.seat import make_seat
from game.core.ids import HexId, SideId, UnitId
from game.data.catalogue import load_scenario
from game.engine import Game
from game.model.orders import Assault, Refusal
from game.model.scenario import Scenario


@cache
def night() -> Scenario:
    """The night assault."""
    result = load_scenario("khasan-night-assault")
    assert result.scenario is not None, result.problems
    return result.scenario


@cache
def middle(level: str = "staff", orders: int = 250) -> Game:
    """The night assault after some hundred orders of two computer players."""
    game = Game.new(night(), 38)
    seats = [make_seat(level, night(), SideId(side), 38) for side in (0, 1)]
    for _ in range(orders):
        side = game.actor()
        if side is None:
            break
        done = game.submit(seats[side].choose(game.desk(side)))
        assert not isinstance(done, Refusal), done
    return game


def marcher(game: Game) -> UnitId:
    """A unit of the side to move with all its minutes and no enemy beside it."""
    for unit in game.view(game.state.side).units:
        if unit.hex >= 0 and unit.minutes >= 45 and not unit.in_enemy_zoc:
            return unit.number
    raise LookupError("no unit is free to march")


def storm(game: Game) -> Assault:
    """An assault that the order book would accept, with two companies moved beside their target if need be."""
    state = game.state
    side = state.side
    for hex_, units in sorted(game.view(side).stacks.items()):
        for target in game.scenario.board.grid.adjacent[hex_]:
            order = Assault(side, tuple(u.number for u in units if u.minutes >= 10), HexId(target), "attack")
            if order.units and game.check(order) is None:
                return order
    raise LookupError("nobody stands beside an enemy")
