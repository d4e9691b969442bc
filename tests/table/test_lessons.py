"""The tutorial step by step."""

from __future__ import annotations

from attrs import evolve

from game.match import Match
from game.model.happenings import AtTurn, HasOrdered
from game.model.orders import EndPhase
from game.model.scenario import TutorialStep
from game.table.lessons import Lessons, lessons_of
from tests.terminal.seats import Sleeper
from tests.vignette import BLUE, RED, vignette

STEPS = (
    TutorialStep(id="1", text="Type `dig A`.", done=HasOrdered(RED, "dig"), hint="A is\n  yours."),
    TutorialStep(id="2", text="Type `end`.", done=AtTurn(2)),
)


def test_lessons_follow_one_another() -> None:
    scene = vignette("A . . . b")
    lessons = Lessons(STEPS)
    assert lessons.news(scene.game.state) == ("Lesson 1 of 2: Type 'dig A'.", "Hint: A is yours.")
    assert lessons.news(scene.game.state) == (), "nothing new"
    scene.do(scene.dig("A", 15))
    assert lessons.news(scene.game.state) == ("Lesson 1 of 2 is done.", "Lesson 2 of 2: Type 'end'.")
    scene.end_turn()
    done, last = lessons.news(scene.game.state)
    assert (done, last[:24]) == ("Lesson 2 of 2 is done.", "That was the last lesson")
    assert lessons.step is None and lessons.news(scene.game.state) == ()


def test_a_battle_that_goes_on_begins_at_its_lesson_without_praise() -> None:
    scene = vignette("A . . . b")
    scene.do(scene.dig("A", 15))
    assert Lessons(STEPS).news(scene.game.state) == ("Lesson 2 of 2: Type 'end'.",)
    scene.do(EndPhase(RED))
    scene.do(EndPhase(BLUE))
    assert Lessons(STEPS).news(scene.game.state) == (), "all were done before"


def test_lessons_are_for_one_alone() -> None:
    scenario = evolve(vignette("A . b").game.scenario, tutorial=STEPS)
    assert lessons_of(Match(scenario, 1, (None, Sleeper()))).step is STEPS[0]
    assert lessons_of(Match(scenario, 1, (None, None))).step is None
    assert lessons_of(Match(scenario, 1, (Sleeper(), Sleeper()))).step is None
