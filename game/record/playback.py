"""Playing a record: forwards, backwards and to any order, with every digest compared on the way."""

from __future__ import annotations

from game.engine import Accepted, Game
from game.model.events import Event, TurnBegan
from game.model.orders import Order, Refusal
from game.model.scenario import Scenario
from game.record.codec import CodecError, decode_order
from game.record.problems import RecordProblem
from game.record.replay import Record, TurnMark, plain_result

_SNAPSHOT_EVERY = 20
"""Orders between two kept states; going back replays at most as many."""


class Playback:
    """A record with a game that stands after some of its orders.

    Raises:
        RecordProblem: it belongs to another version of the scenario, an order stands for nothing or is refused, or the
            state is not the one recorded. Playing stops there; the game keeps the state before.
    """

    def __init__(self, record: Record, scenario: Scenario) -> None:
        check_scenario(record, scenario)
        self.record = record
        self.scenario = scenario
        self.orders: tuple[Order, ...] = tuple(self._decode(i) for i in range(len(record.orders)))
        self._marks = {mark.after: mark for mark in record.marks}
        self.game = Game.new(scenario, record.header.seed)
        self.at = 0
        """Number of orders played."""
        self._kept = {0: self.game.clone()}
        self._compare(self.game, 0, self.game.start_events)

    @property
    def is_at_end(self) -> bool:
        """Whether every order is played."""
        return self.at == len(self.orders)

    def forward(self) -> Accepted | None:
        """What the next order brought about; None at the end."""
        if self.is_at_end:
            return None
        # The engine works on a copy of the state, so that the game before stays as it is.
        trial = Game(self.scenario, self.game.seed, self.game.state, self.game.start_events)
        answer = trial.submit(self.orders[self.at])
        number = self.at + 1
        if isinstance(answer, Refusal):
            raise RecordProblem(
                "refused",
                f"order {number} is refused ({answer.code}, rule {answer.rule})",
                line=self.record.orders[self.at].line,
                order=number,
                hint="the file was changed after it was written",
            )
        self._compare(trial, number, answer.events)
        self.game, self.at = trial, number
        if number % _SNAPSHOT_EVERY == 0:
            self._kept.setdefault(number, trial.clone())
        return answer

    def back(self) -> bool:
        """Takes one order back; False at the start."""
        if self.at == 0:
            return False
        self.go(self.at - 1)
        return True

    def go(self, number: int) -> None:
        """Stands after the first `number` orders; beyond the end means the end."""
        number = max(0, min(number, len(self.orders)))
        if number < self.at:
            self.at = max(n for n in self._kept if n <= number)
            self.game = self._kept[self.at].clone()
        while self.at < number:
            self.forward()

    def go_to_turn(self, turn: int) -> None:
        """Stands at the start of a turn; the last one if the game ended before."""
        marks = [mark.after for mark in self.record.marks if mark.turn <= turn]
        self.go(marks[-1] if marks else 0)

    def _decode(self, index: int) -> Order:
        line = self.record.orders[index]
        try:
            return decode_order(self.scenario, line.plain)
        except CodecError as error:
            raise RecordProblem("order", f"order {index + 1}: {error}", line=line.line, order=index + 1) from None

    def _compare(self, game: Game, number: int, events: tuple[Event, ...]) -> None:
        began = [event.turn for event in events if isinstance(event, TurnBegan)]
        mark = self._marks.get(number)
        if (mark.turn if mark else None) != (began[-1] if began else None):
            raise _diverged(number, mark, f"turn {began[-1]} begins" if began else "no turn begins")
        if mark and mark.digest != game.digest():
            raise _diverged(number, mark, "the state is another")
        ending = self.record.ending
        if number != ending.orders:
            return
        result = game.state.result
        if ending.digest != game.digest() or ending.result != (plain_result(self.scenario, result) if result else None):
            raise RecordProblem(
                "diverged",
                f"after order {number}, the last, the state is not the one recorded",
                line=ending.line,
                order=number,
                hint=_CHANGED,
            )


_CHANGED = "the file was changed after it was written, or this build plays it differently"


def _diverged(number: int, mark: TurnMark | None, here: str) -> RecordProblem:
    recorded = f"turn {mark.turn} as recorded" if mark else "the record"
    return RecordProblem(
        "diverged",
        f"after order {number} the game leaves {recorded}: {here}",
        line=mark.line if mark else 0,
        order=number,
        hint=_CHANGED,
    )


def check_scenario(record: Record, scenario: Scenario) -> None:
    """Nothing, if a record belongs to this very scenario.

    Raises:
        RecordProblem: another scenario, another version of it, or other sides.
    """
    header = record.header
    if header.scenario != scenario.id:
        raise RecordProblem("scenario", f"it was played on '{header.scenario}', not on '{scenario.id}'", line=1)
    if header.digest != scenario.digest:
        raise RecordProblem(
            "scenario",
            f"'{scenario.id}' has changed since it was played ({header.digest} then, {scenario.digest} now)",
            line=1,
            hint="put the scenario's files back as they were",
        )
    if header.sides != tuple(side.id for side in scenario.sides):
        raise RecordProblem("damaged", "the header names other sides than the scenario", line=1)
