"""Where figures come from: paths, what a side may be told, helpful refusals, completion."""

from __future__ import annotations

import pytest
from attrs import evolve

from game.ai.seat import make_seat
from game.core.ids import SideId
from game.engine import Game
from game.language.complete import complete
from game.language.describe_sources import source_lines
from game.language.origins import askable, origins
from game.language.parsed import AskSource
from game.match import new_match
from game.model.orders import Refusal
from game.model.scenario import Scenario
from game.model.state import Result
from game.model.view import View
from game.table.answers import answer
from game.table.hearing import Ear

NIGHT = "khasan-night-assault"
JAPAN, SOVIETS = SideId(0), SideId(1)


@pytest.fixture(scope="module")
def night(shipped: dict[str, Scenario]) -> Scenario:
    """The night assault, whose record names its sources."""
    return shipped[NIGHT]


@pytest.fixture(scope="module")
def view(night: Scenario) -> View:
    """What the Japanese side knows at its beginning."""
    return new_match(night, 7, ("human", "human")).game.desk(JAPAN).view()


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("1/75.men", "(1/75), men: "),
        ("1/75.leader", "nobody is named"),
        ("formations.75ir.leader", "rated"),
        ("changkufeng", "149 m"),
        ("places.changkufeng.height_m", "149"),
        ("combat.rates.per_hour", "share an hour"),
        ("weapons.rifle.oli", "0.12"),
        ("terrains.marsh", "Marsh"),
        ("control.changkufeng.1", "held by"),
        ("weather.1", "Weather of turn 1"),
    ],
)
def test_a_path_is_told_with_its_value(path: str, says: str, night: Scenario) -> None:
    lines = source_lines(night, path)
    assert says in lines[0]
    assert not lines[0].startswith("Nothing")


def test_a_record_is_found_by_its_id_and_by_its_measure(night: Scenario) -> None:
    for figure in night.history.figures:
        by_id = source_lines(night, f"history.{figure.id}")
        assert by_id == source_lines(night, figure.key), f"{figure.id} and {figure.key} are the same record"
        assert all(name in by_id[0] for name in figure.provenance.entry.sources)


@pytest.mark.parametrize("name", [NIGHT, "zhukov-august"])
def test_all_that_is_listed_can_be_asked(name: str, listed: dict[str, Scenario]) -> None:
    scenario = listed[name]
    heads = [path for path, _ in askable(scenario)]
    kinds = [head for head in heads if head.endswith(".")]
    paths = [head for head in heads if not head.endswith(".")]
    paths += [path for kind in kinds for path, _ in askable(scenario, None, kind)]
    lost = [path for path in paths if not origins(scenario, path)]
    assert {"history.", "control.", "victory.", "combat."} <= set(kinds)
    assert not lost, "listed, but nothing is called so"


def test_each_work_is_told_once(night: Scenario) -> None:
    lines = source_lines(night, "combat.rates")
    assert len(lines) == len(set(lines)), "the same work twice"
    assert sum(line.startswith("combat.rates.") for line in lines) > 3, "every figure of the group"


def test_a_side_is_told_of_its_own_troops_and_plans_alone(night: Scenario, view: View) -> None:
    mine = next(unit.id for unit in night.units if unit.side == JAPAN)
    theirs = next(unit.id for unit in night.units if unit.side == SOVIETS)
    plans = {plan.side: plan.id for plan in night.plans}
    assert origins(night, mine, view) and origins(night, f"plans.{plans[JAPAN]}", view)
    assert not origins(night, theirs, view), "an enemy unit's strength is not known"
    assert not origins(night, f"plans.{plans[SOVIETS]}", view), "nor is what the enemy means to do"
    told = " ".join(source_lines(night, theirs, "men", view))
    unknown = " ".join(source_lines(night, f"no-{theirs}", "men", view))
    assert told.replace(theirs, "") == unknown.replace(f"no-{theirs}", ""), "the answer tells it apart"
    over = evolve(view, result=Result(level=0, points=(0, 0), reason="turns"))
    assert origins(night, theirs, over), "after the battle everything is told"


def test_events_and_weather_to_come_stay_secret(night: Scenario, view: View) -> None:
    assert not any(origins(night, f"events.{happening.id}") for happening in night.happenings)
    assert origins(night, "weather.1", view)
    assert not origins(night, f"weather.{len(night.calendar.turns)}", view)


def test_a_kind_alone_lists_its_things_and_a_miss_suggests(night: Scenario) -> None:
    (line,) = source_lines(night, "victory")
    assert all(path in line for path in listed_paths(night))
    miss = source_lines(night, "changkufen")
    assert "'changkufen'" in miss[0] and "changkufeng" in miss[1] and "source " in miss[2]
    assert source_lines(night, "1/75", "moustache")[0].startswith("Nothing"), "a unit has no such field"


def listed_paths(scenario: Scenario) -> tuple[str, ...]:
    """Paths of the victory list."""
    return tuple(path for path, _ in askable(scenario, begun="victory."))


def test_the_question_is_answered_at_the_table(night: Scenario) -> None:
    desk = new_match(night, 7, ("human", "human")).game.desk(JAPAN)
    lines = answer(AskSource("1/75", "men"), desk, Ear(JAPAN))
    assert "(1/75), men: " in lines[0]


def test_completion_offers_kinds_then_things_then_fields(night: Scenario) -> None:
    desk = new_match(night, 7, ("human", "human")).game.desk(JAPAN)

    def words(line: str) -> list[str]:
        return [candidate.text for candidate in complete(line, len(line), desk)]

    assert "history." in words("source hi")
    assert words("source victory.") == list(listed_paths(night))
    assert "combat.rates.per_hour" in words("source combat.ra")
    assert {"men", "weapons"} <= set(words("source 1/75 "))
    theirs = {unit.id for unit in night.units if unit.side == SOVIETS}
    assert not theirs & set(words("source ")), "the enemy's units are not offered"


def test_what_went_into_fights_names_figures_that_can_be_asked(night: Scenario) -> None:
    seats = [make_seat("staff", night, side, 7) for side in (JAPAN, SOVIETS)]
    game, paths = Game.new(night, 7), set[str]()
    while (actor := game.actor()) is not None:
        done = game.submit(seats[actor].choose(game.desk(actor)))
        assert not isinstance(done, Refusal)
        for event in done.events:
            paths |= {line.source for line in getattr(event, "modifiers", ()) if line.source}
    assert {"ground.defence", "force.quality", "combat.press.storm"} <= paths, "fights of many kinds"
    assert not [path for path in sorted(paths) if not origins(night, path)], "named, but nothing is known of it"
