"""Who held a place at this hour in history and who holds it now, in words."""

from __future__ import annotations

from attrs import evolve

from game.core.ids import SideId
from game.language.describe_game import history_lines
from game.language.describe_gaps import gap_sentence, is_apart, record_now
from game.match import Match, new_match
from game.model.events import ControlChanged
from game.model.scenario import Scenario
from game.model.view import View
from game.table.hearing import Ear, catch_up

JAPAN, SOVIETS = SideId(0), SideId(1)


def seen(scenario: Scenario, minute: int, holder: int, place: str = "changkufeng") -> tuple[View, int]:
    """What Japan knows at an hour, with a place in somebody's hands; and the place's number."""
    view = new_match(scenario, 7, ("human", "human")).desk(JAPAN).view()
    index = scenario.board.objective_index[place]
    hands = tuple(holder if i == index else h for i, h in enumerate(view.holder))
    return evolve(view, minute=minute, holder=hands), index


def test_a_place_is_told_then_and_now(shipped: dict[str, Scenario]) -> None:
    scenario = shipped["khasan-night-assault"]
    early, index = seen(scenario, 60, SOVIETS)
    assert gap_sentence(early, index, {}) == (
        "Changkufeng: the USSR held it at this hour in history; the Soviet side has held it from the start."
    )
    assert not is_apart(early, index)
    taken, _ = seen(scenario, 60, JAPAN)
    assert is_apart(taken, index)
    words = gap_sentence(taken, index, {index: (JAPAN, 45)})
    assert words == "Changkufeng: the USSR held it at this hour in history; you took it 15 minutes ago."


def test_long_ago_is_told_in_days_and_what_is_not_known_not_at_all(shipped: dict[str, Scenario]) -> None:
    scenario = shipped["khasan-night-assault"]
    late, index = seen(scenario, 5 * 24 * 60, JAPAN)
    assert gap_sentence(late, index, {index: (JAPAN, 30)}).endswith("you took it 4 days ago.")
    assert gap_sentence(late, index, {index: (SOVIETS, 30)}).endswith("you hold it now.")
    assert record_now(evolve(late, minute=-10_000), index) is None
    assert gap_sentence(evolve(late, minute=-10_000), index, {}) == ""


def test_a_side_remembers_when_places_changed_hands(shipped: dict[str, Scenario]) -> None:
    match: Match = new_match(shipped["khasan-outpost"], 7, ("drill", "drill"))
    while match.game.state.result is None:
        match.run_computers()
    ear = Ear(JAPAN)
    catch_up([ear], match)
    last = {event.place: (event.side, event.minute) for event in match.events if isinstance(event, ControlChanged)}
    assert ear.taken == last
    lines = history_lines(match.desk(JAPAN).view(), ear.taken)
    assert any("at this hour in history" in line for line in lines)
