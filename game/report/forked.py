"""What an order cost, in figures and words: games that go on after it beside games that go on after others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from attrs import frozen

from game.core.ids import SideId
from game.language.describe_figures import is_clock
from game.language.phrases import count
from game.model.scenario import Scenario
from game.report.compare import WARNING, Contrast, contrast
from game.sim.batch import Batch, Progress
from game.sim.fork import LEVELS, Choice, Fork, played_on
from game.sim.run import Run
from game.sim.workers import Hands

TOLD = ("margin", ".casualties", ".tanks_out", ".guns_lost", ".aircraft_lost")
"""Ends of the measures that are told; of the falls of places those that differ."""


class Stopped(Exception):
    """Nobody wants to know any more."""


@frozen(kw_only=True)
class Alternative:
    """One choice in place of the one taken."""

    choice: Choice
    batch: Batch
    contrasts: tuple[Contrast, ...]
    """Figures after it less those after the choice taken, game by game with the same dice."""

    def of(self, measure: str) -> Contrast | None:
        """The difference in one figure."""
        return next((line for line in self.contrasts if line.measure == measure), None)


@frozen(kw_only=True)
class Forked:
    """The choice taken and its alternatives."""

    scenario: Scenario
    side: SideId
    """Who gave the order."""
    at: int
    """Orders before it."""
    turn: int
    until_turn: int | None
    games: int
    taken: Choice
    batch: Batch
    """Games after the choice taken."""
    others: tuple[Alternative, ...]


def measure(
    fork: Fork,
    scenario: Scenario,
    side: SideId,
    turn: int,
    choices: tuple[Choice, ...],
    games: int,
    by: Hands | None = None,
    progress: Progress | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> Forked:
    """Plays on from a fork after each choice, the one taken first.

    Args:
        side: who gave the order.
        turn: in which it was given.
        by: who plays; None for this process.
        progress: told (games done, games in all).
        stop: asked before every order that this process plays; once it says yes, the games played so far are all.

    Raises:
        Stopped: before the first game after each choice was done.
        ValueError: there is nothing to choose from, or no games are asked for.
    """
    if len(choices) < 2 or games < 1:
        raise ValueError("two choices and a game are needed")
    rows: list[tuple[Run, ...]] = []

    def pulse() -> None:
        if stop():
            raise Stopped

    try:
        for row in zip(*(played_on(fork, choice, games, by, pulse) for choice in choices), strict=True):
            rows.append(row)
            if progress is not None:
                progress(len(rows) * len(choices), games * len(choices))
            pulse()
    except Stopped:
        if not rows:
            raise
    others, first = [], Batch(scenario=scenario, seed=0, levels=LEVELS)
    for number, choice in enumerate(choices[1:], 1):
        before, after = (Batch(scenario=scenario, seed=0, levels=LEVELS) for _ in range(2))
        found = contrast(before, after, ((row[0], row[number]) for row in rows))
        others.append(Alternative(choice=choice, batch=after, contrasts=found.measures))
        first = before
    return Forked(
        scenario=scenario,
        side=side,
        at=fork.at,
        turn=turn,
        until_turn=fork.until_turn,
        games=len(rows),
        taken=choices[0],
        batch=first,
        others=tuple(others),
    )


# Data and words -------------------------------------------------------------------------------------------------------


def plain(found: Forked) -> dict[str, Any]:
    """The same as plain data. `points` are those of the order's side, its lead after the other choice less its lead."""
    return {
        "scenario": found.scenario.id,
        "order": found.at + 1,
        "turn": found.turn,
        "until_turn": found.until_turn,
        "side": found.scenario.sides[found.side].id,
        "games": found.games,
        "taken": {"choice": found.taken.words, **_batch(found.batch)},
        "instead": [
            {
                "choice": other.choice.words,
                **_batch(other.batch),
                "differences": {
                    line.measure: {
                        "difference": round(line.difference, 3),
                        "interval": None if line.low is None else [round(line.low, 3), round(line.high or 0.0, 3)],
                        "pairs": line.pairs,
                    }
                    for line in other.contrasts
                    if line.difference is not None and _is_told(line)
                },
                "verdict": verdict(found, other),
            }
            for other in found.others
        ],
        "warning": WARNING,
    }


def _batch(batch: Batch) -> dict[str, Any]:
    return {"margin": round(batch.tally("margin").mean(), 3), "levels": dict(batch.results)}


def _is_told(line: Contrast) -> bool:
    if "@" in line.measure or "/" in line.measure:
        return False
    return line.measure.endswith(TOLD) or (is_clock(line.measure) and not line.is_same)


def lines(found: Forked) -> tuple[str, ...]:
    """What the order cost, for a reader."""
    scenario = found.scenario
    until = "to the end" if found.until_turn is None else f"to the start of turn {found.until_turn}"
    games = f"{count(found.games, 'game')} after each choice, {until}, with the same dice"
    told = [
        f"Order {found.at + 1}, turn {found.turn}, {scenario.sides[found.side].name}: {found.taken.words}",
        f"{games}; staffs play both sides from there.",
        f"Taken: {_results(found.batch)}.",
    ]
    for other in found.others:
        told += ["", f"Instead: {other.choice.words}", f"  {verdict(found, other)}"]
        told.append(f"  {_results(other.batch)}.")
        told += [f"  {_line(line)}" for line in other.contrasts if _is_told(line) and not line.is_same]
    return (*told, "", "* the interval leaves out no difference. Falls of places in minutes of the scenario.", WARNING)


def verdict(found: Forked, other: Alternative) -> str:
    """What the order taken cost its side in points against another, in a sentence with its interval."""
    line, name = other.of("margin"), found.scenario.sides[found.side].name
    if line is None or line.difference is None:
        return "Nothing can be said of the points."
    sign = 1 if found.side == found.scenario.sides[0].number else -1
    cost = sign * line.difference
    if line.low is None or line.high is None:
        return f"In the one game the order cost {name} {cost:+.0f} points; one game says nothing of the next."
    low, high = sorted((sign * line.low, sign * line.high))
    span = f"{low:+.1f} to {high:+.1f}"
    if low == high == 0.0:
        return f"It made no difference to {name} in points."
    if not line.is_clear:
        return f"Whether it cost {name} anything is not clear: {cost:+.1f} points ({span})."
    if cost > 0:
        return f"The order taken cost {name} {cost:.1f} points against this ({low:.1f} to {high:.1f})."
    return f"The order taken won {name} {-cost:.1f} points against this ({-high:.1f} to {-low:.1f})."


def _results(batch: Batch) -> str:
    return ", ".join(f"{name} {times / batch.games:.0%}" for name, times in batch.results.items())


def _line(line: Contrast) -> str:
    if line.difference is None:
        return f"{line.title}: no pair of games"
    span = "" if line.low is None or line.high is None else f" ({line.low:+.1f} to {line.high:+.1f})"
    return f"{line.title}: {line.difference:+.1f}{span}{' *' if line.is_clear else ''}"
