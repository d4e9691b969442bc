"""Timings of the engine's building blocks on the night assault."""

from __future__ import annotations

from typing import Any

import pytest

from game.core.ids import SideId
from game.data.catalogue import Catalogue
from game.engine import Accepted, Game
from game.model.orders import EndPhase, Hold, Move
from game.rules import action, attrition, fires, reach, snapshot, supply, viewing
from game.rules.terrain_costs import open_reach
from game.rules.unit_options import ANSWERS, UnitOptions
from tests.bench import positions

pytestmark = pytest.mark.bench


def test_load_a_scenario(benchmark: Any) -> None:
    """Seven files to a `Scenario`, nothing kept from before."""

    def load() -> None:
        entry = Catalogue().find("khasan-night-assault")
        assert entry is not None
        assert entry.scenario is not None

    benchmark.pedantic(load, rounds=5)


def test_start_a_game(benchmark: Any) -> None:
    benchmark(lambda: Game.new(positions.night(), 1))


def test_clone(benchmark: Any) -> None:
    benchmark(snapshot.clone, positions.middle().state)


def test_digest(benchmark: Any) -> None:
    benchmark(snapshot.digest, positions.middle().state)


def test_view(benchmark: Any) -> None:
    game = positions.middle()
    benchmark(viewing.view, game.state, game.state.side)


def test_reach_of_a_whole_side(benchmark: Any) -> None:
    """Every unit of the side to move, in contact: closed hexes, zones of control, friends that leave no room."""
    game = positions.middle()
    units = positions.marchers(game)

    def look() -> int:
        return sum(len(reach.reach(game.state, unit)) for unit in units)

    assert benchmark(look), "nobody can move"


def test_a_thousand_reaches_of_eight_steps_on_a_large_map(benchmark: Any) -> None:
    """As libraries are measured: 64 by 48 hexes, a budget of 8 with costs 1 to 4, a fresh search each time."""
    table, starts = positions.open_field()

    def search() -> int:
        table.reaches.clear()
        return sum(len(open_reach(table, start, positions.BUDGET)[0]) for start in starts)

    found = benchmark.pedantic(search, rounds=5, warmup_rounds=1)
    assert found == 112_727, "the libraries find so many hexes; this is not the same work"


def test_supply_flood(benchmark: Any) -> None:
    """How far supply comes, nothing kept from before."""
    state = positions.middle().state

    def flood() -> int:
        for name in [name for name in state.caches if name.startswith("supply")]:
            del state.caches[name]
        return supply.supplied_hexes(state, SideId(1))

    assert benchmark(flood)


def test_options_of_one_unit(benchmark: Any) -> None:
    game = Game.new(positions.night(), 1)
    unit = positions.marcher(game)
    benchmark(lambda: [getattr(UnitOptions(game.state, unit), name) for name in ANSWERS])


def test_options_of_a_side(benchmark: Any) -> None:
    game = positions.middle()
    benchmark(lambda: game.options(game.state.side))


def test_list_what_a_unit_can_do_do_one_and_book_it(benchmark: Any) -> None:
    """The round of a player's hand: options of a unit, one of its marches, carried out on a copy."""
    game = Game.new(positions.night(), 1)
    unit = positions.marcher(game)

    def hand() -> None:
        twin = game.clone()
        options = twin.desk(twin.state.side).unit_options(unit)
        to = positions.halfway(options.moves)
        assert isinstance(twin.submit(Move(twin.state.side, unit, to)), Accepted)

    benchmark(hand)


def test_submit_an_order_that_changes_little(benchmark: Any) -> None:
    game = positions.middle()
    order = Hold(game.state.side, positions.marchers(game)[0])
    benchmark(lambda: game.clone().submit(order))


def test_submit_an_assault(benchmark: Any) -> None:
    game, order = positions.before_the_storm()
    benchmark(lambda: game.clone().submit(order))


def test_end_of_a_phase(benchmark: Any) -> None:
    game = positions.middle()
    benchmark(lambda: game.clone().submit(EndPhase(game.state.side)))


def test_exact_forecast(benchmark: Any) -> None:
    """The modifier list and all 36 outcomes."""
    game, order = positions.before_the_storm()
    benchmark(lambda: attrition.outcomes(action.gather(game.state, order, true=False).prepared))


def test_forecast_as_it_is_shown(benchmark: Any) -> None:
    """The same with chances, ranges of loss and reasons, as a player sees it."""
    game, order = positions.before_the_storm()
    benchmark(game.forecast, order)


def test_targets_of_the_guns(benchmark: Any) -> None:
    game = positions.middle()
    guns = [u.number for u in game.scenario.units if game.state.hex[u.number] >= 0 and u.kind.fires]
    assert guns, "there are guns on the map"
    benchmark(lambda: [fires.reach_m(game.state, unit) for unit in guns])
