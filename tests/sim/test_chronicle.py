"""What a game came to by certain hours."""

from __future__ import annotations

import pytest

from game.core.ids import UnitId
from game.data.catalogue import load_scenario
from game.match import Match, new_match
from game.model import events as ev
from game.model.sides import CONTESTED
from game.sim.chronicle import chronicle_of, day_ends, recorded_holder
from game.sim.measures import measures
from tests.vignette import BLUE, vignette


def loss(unit: int, killed: int) -> ev.LossSuffered:
    """A rifle company loses some killed and one wounded, and no arms."""
    return ev.LossSuffered(UnitId(unit), killed, 1, 0, (0, 0), (), (), "fire", None)


def test_losses_between_two_turns_count_what_fell_in_them() -> None:
    scene = vignette("A . b", turns=3, minutes=60)
    told = chronicle_of(
        scene.scenario,
        [ev.TurnBegan(1, 0), loss(0, 3), ev.TurnBegan(2, 60), loss(0, 4), loss(1, 9), ev.TurnBegan(3, 120), loss(0, 5)],
    )
    assert told.between("red.killed", 0, 60) == 3
    assert told.between("red.killed", 60, 120) == 4
    assert told.between("red.casualties", 0, 180) == 15
    assert told.between("blue.killed", 60, 180) == 9
    assert told.between("blue.killed", 0, 60) == 0


def test_the_holder_of_an_hour_is_the_last_before_it() -> None:
    scene = vignette("A . b", objectives={"hill": "0201"})
    told = chronicle_of(
        scene.scenario,
        [ev.ControlChanged(0, BLUE, 0), ev.ContestChanged(0, True, 50), ev.ContestChanged(0, False, 70)],
    )
    assert [told.holder(0, minute) for minute in (0, 49, 50, 69, 70)] == [BLUE, BLUE, CONTESTED, CONTESTED, BLUE]


def test_aircraft_and_sorties_are_counted() -> None:
    squadrons = {"sb-1": {"aircraft": "sb"}, "ki27-1": {"aircraft": "ki-27", "side": "blue"}}
    scene = vignette("A . b", squadrons=squadrons, b={"men": 900, "arms": {"aa75": 400}})
    start = scene.game.start_events
    events = scene.do(scene.fly("sb-1", "strike", "0301", 10))
    told, found = chronicle_of(scene.scenario, (*start, *events)), measures(scene.game)
    lost = sum(e.lost for e in events if isinstance(e, ev.AircraftLost))
    assert found["red.sorties"] == told.now["red.sorties"] == 10 and found["blue.sorties"] == 0
    assert found["red.aircraft_lost"] == told.now.get("red.aircraft_lost", 0) == lost
    assert "red.sorties" not in measures(vignette("A . b").game), "nobody flies there"


@pytest.fixture(scope="module")
def played() -> Match:
    """A night assault from beginning to end."""
    found = load_scenario("khasan-night-assault").scenario
    assert found is not None
    match = new_match(found, 5, ("drill", "drill"))
    match.run_computers()
    return match


@pytest.mark.parametrize("name", ["killed", "wounded", "missing", "casualties", "guns_lost", "field_guns_lost"])
def test_sums_of_a_whole_game_are_its_measures(name: str, played: Match) -> None:
    told, found = chronicle_of(played.scenario, played.events), measures(played.game)
    for side in played.scenario.sides:
        end = played.scenario.calendar.end_minute
        assert told.between(f"{side.id}.{name}", 0, end) == found[f"{side.id}.{name}"]


def test_the_last_holder_is_the_one_the_game_knows(played: Match) -> None:
    told, end = chronicle_of(played.scenario, played.events), played.scenario.calendar.end_minute
    for index in range(len(played.scenario.board.objectives)):
        assert told.holder(index, end) == played.game.state.control_of(index)


def test_days_end_at_midnight_and_with_the_battle(played: Match) -> None:
    scenario = played.scenario
    ends = day_ends(scenario)
    assert [scenario.calendar.stamp(minute) for minute in ends] == ["07-31 00:00", "07-31 08:00"]
    hill = scenario.board.objective_index["changkufeng"]
    assert [recorded_holder(scenario, hill, minute) for minute in ends] == [
        scenario.side_by_id["ussr"],
        scenario.side_by_id["japan"],
    ]


def test_shells_fired_are_counted_by_side() -> None:
    guns = {"kind": "field-battery", "men": 100, "arms": {"field76": 4}, "shells": 200}
    scene = vignette("G . . . b", G=guns)
    events = scene.do(scene.bombard("G", "0501", 30))
    assert scene.state.shells_fired == [30, 0]
    assert chronicle_of(scene.scenario, events).now["red.shells"] == 30
