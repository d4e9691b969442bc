"""Forks: games go on from a position with the same dice after every choice, by any number of workers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import evolve

from game.data.catalogue import Catalogue
from game.model.orders import Assault, Decide, EndPhase, Hold
from game.report.forked import Stopped, lines, measure
from game.sim.fork import (
    STAFF,
    Choice,
    Fork,
    before_order,
    before_part,
    choices,
    fork_of,
    part_choices,
    play_fork,
    played_on,
    position,
)
from game.sim.run import Run
from game.sim.workers import hands

GOLDEN = Path(__file__).resolve().parents[1] / "golden"


@pytest.fixture(scope="module")
def outpost() -> Fork:
    """The start of a recorded game of the outpost."""
    return fork_of(GOLDEN / "outpost.jsonl", Catalogue())


def plain(runs: Iterator[Run] | list[Run]) -> list[dict[str, object]]:
    """Games less the time they took."""
    return [run.plain() | {"cpu_seconds": 0} for run in runs]


def test_the_same_number_has_the_same_dice_and_other_numbers_others(outpost: Fork) -> None:
    fork = evolve(before_order(outpost, 25), until_turn=4)
    first, again = plain(play_fork(fork, STAFF, (0, 1))), plain(play_fork(fork, STAFF, (1, 0)))
    assert first == again[::-1]
    assert first[0]["seed"] != first[1]["seed"]
    other = plain(play_fork(fork, Choice(words="", orders=(position(fork).orders[24],)), (0,)))
    assert other[0]["seed"] == first[0]["seed"] and other[0]["digest"] != first[0]["digest"]


def test_workers_change_nothing(outpost: Fork) -> None:
    fork = evolve(before_order(outpost, 25), until_turn=4)
    with hands(2) as by:
        assert plain(played_on(fork, STAFF, 4, by)) == plain(played_on(fork, STAFF, 4))


def test_games_stop_where_they_are_told_and_have_points_by_then(outpost: Fork) -> None:
    (short,) = play_fork(evolve(outpost, until_turn=3), STAFF, (0,))
    (whole,) = play_fork(outpost, STAFF, (0,))
    assert short.turns == 3 and whole.turns > 3
    assert short.points != (0, 0) and short.figures["margin"] == short.points[0] - short.points[1]


def test_what_happened_before_the_fork_counts(outpost: Fork) -> None:
    late = before_order(outpost, 60)
    here = position(late)
    (run,) = play_fork(late, STAFF, (0,))
    for side in here.game.scenario.sides:
        lost = here.game.state.killed[side.number]
        assert (run.figures[f"{side.id}.killed"] or 0) >= lost
        assert here.chronicle.now.get(f"{side.id}.killed", 0) == lost


def test_alternatives_are_those_that_suggest_themselves_and_are_legal(outpost: Fork) -> None:
    here = position(outpost)
    number = next(n for n, order in enumerate(here.orders) if isinstance(order, Assault))
    fork = before_order(outpost, number + 1)
    found = choices(position(fork), fork.at)
    assert found[0].orders == (here.orders[number],), "the order taken comes first"
    presses = {order.press for choice in found for order in choice.orders if isinstance(order, Assault)}
    assert presses == {"probe", "attack", "storm"}
    assert any(all(isinstance(order, Hold) for order in choice.orders) and choice.orders for choice in found)
    assert found[-1] == STAFF
    asked = (Hold(here.orders[number].side, here.orders[number].units[0]),)
    assert [choice.orders for choice in choices(position(fork), fork.at, [asked])] == [(here.orders[number],), asked]


def test_a_decision_is_set_against_its_other_answers() -> None:
    fork = fork_of(GOLDEN / "night-assault.jsonl", Catalogue())
    scenario = fork.scenario()
    orders = position(fork, scenario).orders
    number = next((n for n, order in enumerate(orders) if isinstance(order, Decide)), None)
    assert number is not None, "the recorded night assault has a decision"
    there = before_order(fork, number + 1)
    here = position(there, scenario)
    found = choices(here, there.at)
    offered = {option.id for option in here.game.state.pending[0].offer.options}
    assert {order.option for choice in found for order in choice.orders if isinstance(order, Decide)} == offered


def test_a_side_s_part_of_a_turn_is_a_choice(outpost: Fork) -> None:
    scenario = outpost.scenario()
    fork = before_part(outpost, scenario, 3, scenario.sides[1].number)
    assert fork is not None
    taken, staff = part_choices(position(fork, scenario), fork.at)
    assert isinstance(taken.orders[-1], EndPhase) and len(taken.orders) > 1
    assert {order.side for order in taken.orders} == {scenario.sides[1].number}
    assert staff == STAFF
    assert before_part(outpost, scenario, 99, scenario.sides[1].number) is None


def test_units_told_to_hold_are_left_alone_in_their_part(outpost: Fork) -> None:
    number = next(n for n, order in enumerate(position(outpost).orders, 1) if isinstance(order, Assault))
    fork = evolve(before_order(outpost, number), until_turn=position(before_order(outpost, number)).game.state.turn + 1)
    here = position(fork)
    taken = here.orders[number - 1]
    assert isinstance(taken, Assault)
    held = Choice(words="hold", orders=tuple(Hold(taken.side, unit) for unit in taken.units))
    seen: list[set[int]] = []

    def watch() -> None:
        """Asked before every order of the computers."""
        seen.append(set())

    (run,) = play_fork(fork, held, (0,), watch)
    (again,) = play_fork(fork, held, (0,))
    assert run.digest == again.digest and seen, "being watched changes nothing"
    assert run.figures["japan.casualties"] is not None


def test_a_measurement_that_is_stopped_keeps_what_is_done(outpost: Fork) -> None:
    fork = evolve(before_order(outpost, 25), until_turn=4)
    here = position(fork)
    side, turn, listed = here.orders[24].side, here.game.state.turn, choices(here, 24)[:2]
    told: list[int] = []
    found = measure(
        fork, here.game.scenario, side, turn, listed, 9, None, lambda done, _: told.append(done), lambda: len(told) == 2
    )
    assert found.games == 2 and found.batch.games == 2 and told == [2, 4]
    assert not [line for line in lines(found) if "9 games" in line]
    with pytest.raises(Stopped):
        measure(fork, here.game.scenario, side, turn, listed, 9, stop=lambda: True)
