"""A record played from beginning to end: what every report, transcript and check starts from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

from game.data.catalogue import Catalogue, load_scenario
from game.engine import Game
from game.match import Match
from game.model.events import Event
from game.model.orders import Order
from game.model.scenario import Scenario
from game.record import replay
from game.record.playback import Playback
from game.record.problems import RecordProblem
from game.record.replay import Record


@frozen
class Step:
    """One order and what came of it."""

    number: int
    """From 1."""
    order: Order
    events: tuple[Event, ...]


@frozen(kw_only=True, eq=False)
class Played:
    """A game at the end of its record, or at the order up to which it was played."""

    record: Record
    scenario: Scenario
    game: Game
    opening: tuple[Event, ...]
    """Events before the first order."""
    steps: tuple[Step, ...]

    def events(self) -> Iterator[Event]:
        """Everything that happened, in order."""
        yield from self.opening
        for step in self.steps:
            yield from step.events


def scenario_of(record: Record, catalogue: Catalogue | None = None, folder: Path | None = None) -> Scenario:
    """The scenario that a record was played on.

    Args:
        folder: where it lies, if not in the catalogue.

    Raises:
        RecordProblem: there is no such scenario, or it is broken.
    """
    result = load_scenario(folder if folder is not None else record.header.scenario, catalogue)
    if result.scenario is None:
        hint = "" if folder is not None else "name its folder with --scenario"
        raise RecordProblem("scenario", f"its scenario cannot be loaded ({result.first_fault})", line=1, hint=hint)
    return result.scenario


def play(record: Record, scenario: Scenario, *, to: int | None = None, turn: int | None = None) -> Played:
    """A record played to its end, to an order, or to the start of a turn.

    Args:
        to: number of the last order to play.
        turn: stop where this turn begins; the last one if the game ended before.

    Raises:
        RecordProblem: it does not fit the scenario, or does not lead where it says.
    """
    playback = Playback(record, scenario)
    last = len(playback.orders) if to is None else max(0, min(to, len(playback.orders)))
    if turn is not None:
        last = max((mark.after for mark in record.marks if mark.turn <= turn), default=0)
    opening, steps = playback.game.start_events, []
    for number in range(1, last + 1):
        answer = playback.forward()
        if answer is None:
            break
        steps.append(Step(number, playback.orders[number - 1], answer.events))
    return Played(record=record, scenario=scenario, game=playback.game, opening=opening, steps=tuple(steps))


def played_match(match: Match) -> Played:
    """A match as it stands, which need not be played again."""
    steps = tuple(Step(number, order, events) for number, (order, events) in enumerate(match.steps, 1))
    opening = match.game.start_events
    return Played(record=match.record(), scenario=match.scenario, game=match.game, opening=opening, steps=steps)


def open_record(
    path: Path,
    catalogue: Catalogue | None = None,
    folder: Path | None = None,
    *,
    to: int | None = None,
    turn: int | None = None,
) -> Played:
    """The record in a file, played as `play` does.

    Raises:
        RecordProblem: with the file's name and line, whatever is wrong.
    """
    record = replay.read(path)
    try:
        return play(record, scenario_of(record, catalogue, folder), to=to, turn=turn)
    except RecordProblem as problem:
        problem.file = problem.file or path.name
        raise
