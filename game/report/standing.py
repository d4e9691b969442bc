"""How far a game has come: its figures, which of them may still change, who held what at each day's end.

The umpire sees all of it; a side only what it may know while the battle goes on.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve, field, frozen

from game.core.ids import enemy_of
from game.engine import Game
from game.language.describe_figures import is_clock
from game.model.events import Event
from game.model.scenario import Scenario
from game.model.view import View
from game.sim.chronicle import Chronicle, chronicle_of, day_ends
from game.sim.measures import CAPTURES, Measures, measures

POINTS = (".points", "margin")
"""Ends of the measures that nobody has before the end of a game."""


@frozen(kw_only=True)
class Standing:
    """How far a game has come, for a reader."""

    figures: Measures
    """What the reader may know; None for a place that has not fallen. Points only of a game that is over."""
    is_over: bool = True
    minute: int = 0
    """Of the scenario."""
    level: str = ""
    """The result; empty while the game goes on."""
    open: frozenset[str] = frozenset()
    """Figures that may still change."""
    claimed: frozenset[str] = frozenset()
    """Figures as the reader's side believes them, which may be wrong."""
    held: tuple[tuple[int | None, ...], ...] = field(default=())
    """By objective: who held it at each of `day_ends`, as `Chronicle.holder` says; None for days to come."""


def standing(game: Game, events: Sequence[Event], view: View | None = None) -> Standing:
    """How far a game has come.

    Args:
        events: everything that happened in it, such as `Match.events`.
        view: what the reader's side knows; None for the umpire. After the end everybody knows everything.
    """
    scenario, state = game.scenario, game.state
    chronicle = chronicle_of(scenario, events)
    figures, result = measures(game, chronicle), state.result
    if result is not None:
        level = scenario.victory.levels[result.level].name
        return Standing(figures=figures, minute=state.minute, level=level, held=_held(scenario, chronicle, None))
    # What a list is worth before its end is told by the list itself; the games tell only what it came to.
    figures = {key: value for key, value in figures.items() if not key.endswith(POINTS)}
    found = Standing(
        figures=figures,
        is_over=False,
        minute=state.minute,
        open=frozenset(key for key, value in figures.items() if not _is_settled(key, value, state.minute)),
        held=_held(scenario, chronicle, state.minute),
    )
    return found if view is None else _as_known(found, view)


def _is_settled(key: str, value: float | None, minute: int) -> bool:
    """Whether a figure of a game that goes on stands for good."""
    measure, _, span = key.partition("@")
    if is_clock(measure):
        return value is not None and not measure.startswith("clear.")
    end = span.partition("-")[2]
    return end.isdecimal() and int(end) <= minute


def _held(scenario: Scenario, chronicle: Chronicle, until: int | None) -> tuple[tuple[int | None, ...], ...]:
    """Who held each objective at each day's end up to a minute."""
    ends = day_ends(scenario)
    return tuple(
        tuple(chronicle.holder(index, end) if until is None or end <= until else None for end in ends)
        for index in range(len(scenario.board.objectives))
    )


def _as_known(found: Standing, view: View) -> Standing:
    """What one side knows of it: its own losses, the enemy's as claimed, who held what when (rules 5.6, 5.7)."""
    scenario, foe = view.scenario, enemy_of(view.side)
    own, other = scenario.sides[view.side].id, scenario.sides[foe].id
    known: Measures = {
        key: value
        for key, value in found.figures.items()
        if key.startswith("fall.") or (key.startswith(f"{own}.") and not key.endswith(CAPTURES))
    }
    claims = {f"{other}.casualties": float(view.losses[foe])}
    if f"{other}.aircraft_lost" in found.figures:
        claims[f"{other}.aircraft_lost"] = float(view.aircraft_lost[foe])
    known |= claims
    return evolve(found, figures=known, open=found.open & known.keys(), claimed=frozenset(claims))
