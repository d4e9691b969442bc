"""Timings of the engine's building blocks on the night assault."""

from __future__ import annotations

from typing import Any

import pytest

from game.core.hexgrid import Grid
from game.core.ids import HexId, SideId
from game.data.catalogue import Catalogue
from game.engine import Game
from game.model.orders import EndPhase, Hold, Move
from game.rules import action, attrition, fires, legal, snapshot, supply, viewing
from game.rules.reach import reach
from game.rules.terrain_costs import Steps, open_reach
from tests.bench import positions

pytestmark = pytest.mark.bench


def test_load_a_scenario(benchmark: Any) -> None:
    """Seven files to a `Scenario`, nothing kept from before."""
    benchmark.pedantic(lambda: Catalogue().find("khasan-night-assault").result, rounds=5)  # type: ignore[union-attr]


def test_start_a_game(benchmark: Any) -> None:
    benchmark(lambda: Game.new(positions.night(), 1))


def test_clone(benchmark: Any) -> None:
    benchmark(snapshot.clone, positions.middle().state)


def test_digest(benchmark: Any) -> None:
    benchmark(snapshot.digest, positions.middle().state)


def test_view(benchmark: Any) -> None:
    game = positions.middle()
    benchmark(viewing.view, game.state, game.state.side)


def test_reach(benchmark: Any) -> None:
    game = Game.new(positions.night(), 1)
    benchmark(reach, game.state, positions.marcher(game))


def test_reach_of_eight_steps_on_a_large_map(benchmark: Any) -> None:
    """As the libraries are measured: 64 by 48 hexes, a budget of 8 with costs 1 to 4, a fresh search each time."""
    table = _plain_steps(Grid(64, 48))
    starts = [HexId(n * 37 % (64 * 48)) for n in range(1000)]

    def search() -> None:
        for start in starts:
            table.reaches.clear()
            open_reach(table, start, 8)

    benchmark.pedantic(search, rounds=5)


def _plain_steps(grid: Grid) -> Steps:
    costs = [1 + (h * 7919 % 100 >= 55) + (h * 7919 % 100 >= 80) + (h * 7919 % 100 >= 92) for h in range(grid.size)]
    table = Steps(tuple((n, costs[n]) for n in around) for around in grid.adjacent)
    table.reaches = {}
    return table


def test_supply_flood(benchmark: Any) -> None:
    state = positions.middle().state

    def flood() -> int:
        state.caches.pop("supply1", None)
        return supply.supplied_hexes(state, SideId(1))

    benchmark(flood)


def test_options_of_one_unit(benchmark: Any) -> None:
    game = Game.new(positions.night(), 1)
    benchmark(legal.unit_options, game.state, positions.marcher(game))


def test_list_what_a_unit_can_do_do_one_and_book_it(benchmark: Any) -> None:
    """The round of a player's hand: options of a unit, one of its marches, carried out on a copy."""
    game = Game.new(positions.night(), 1)
    unit = positions.marcher(game)

    def hand() -> None:
        twin = game.clone()
        options = twin.desk(twin.state.side).unit_options(unit)
        to = HexId(options.moves.bit_length() - 1)
        twin.submit(Move(twin.state.side, unit, to))

    benchmark(hand)


def test_submit_an_order_that_changes_little(benchmark: Any) -> None:
    game = Game.new(positions.night(), 1)
    unit = positions.marcher(game)
    benchmark(lambda: game.submit(Hold(game.state.side, unit)))


def test_end_of_a_phase(benchmark: Any) -> None:
    game = Game.new(positions.night(), 1)
    benchmark(lambda: game.clone().submit(EndPhase(game.state.side)))


def test_exact_forecast(benchmark: Any) -> None:
    """The modifier list and all 36 outcomes."""
    game = positions.middle()
    order = positions.storm(game)
    benchmark(lambda: attrition.outcomes(action.gather(game.state, order, true=False).prepared))


def test_targets_of_the_guns(benchmark: Any) -> None:
    game = positions.middle()
    guns = [u for u in range(len(game.state.hex)) if game.state.hex[u] >= 0 and game.scenario.units[u].kind.fires]
    benchmark(lambda: [fires.reach_m(game.state, game.scenario.units[u].number) for u in guns])
