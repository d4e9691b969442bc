"""Values for the top bar and the tutorial strip."""

from __future__ import annotations

from attrs import frozen

from game.engine import Desk
from game.language import dates
from game.language.phrases import kilometres
from game.model.scenario import Scenario, TutorialStep
from game.ui.map_counters import side_colour


@frozen(kw_only=True)
class TopBar:
    """What stands above everything."""

    title: str
    turn: int
    turns: int
    date: str
    clock: str
    light: str
    """Light in words."""
    moon: str
    sky: str
    sight: str
    is_dark: bool
    mover: str
    """Adjective of the side to move; empty when the game is over."""
    mover_colour: str
    own: bool
    """Whether it is the reader's own part of the turn."""
    points: tuple[tuple[str, int], tuple[str, int]]
    """(colour, points) of both sides."""
    seed: int
    tooltip: str


def topbar(desk: Desk, seed: int) -> TopBar:
    """The top bar of a side's game."""
    view, scenario = desk.view(), desk.scenario
    calendar = scenario.calendar
    turn = calendar.turns[max(0, view.turn - 1)]
    over = view.result is not None
    end = dates.hour(calendar, turn.start + turn.minutes)
    return TopBar(
        title=scenario.title,
        turn=view.turn,
        turns=len(calendar.turns),
        date=dates.day(calendar, view.minute),
        clock=f"{dates.hour(calendar, view.minute)}-{end}",
        light=dates.light_words(view.light),
        moon=turn.moon,
        sky=dates.SKY_WORDS.get(view.weather.sky, view.weather.sky),
        sight=kilometres(view.weather.visibility_m),
        is_dark=view.light < 0.5,
        mover="" if over else scenario.sides[view.to_move].adjective,
        mover_colour=side_colour(scenario, view.to_move),
        own=view.to_move == view.side and not over,
        points=(
            (side_colour(scenario, 0), view.points[0]),
            (side_colour(scenario, 1), view.points[1]),
        ),
        seed=seed,
        tooltip=f"{dates.turn_words(calendar, turn)}; {calendar.moment(view.minute).year}",
    )


@frozen
class Tutorial:
    """The lesson of the moment."""

    number: int
    total: int
    text: str
    hint: str = ""
    done: bool = False


def tutorial(scenario: Scenario, step: TutorialStep, done: bool = False) -> Tutorial:
    """A lesson of a scenario with its place among all."""
    return Tutorial(scenario.tutorial.index(step) + 1, len(scenario.tutorial), step.text, step.hint, done)
