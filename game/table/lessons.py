"""The tutorial: one step at a time, each until its condition holds."""

from __future__ import annotations

from attrs import define, field

from game.match import Match
from game.model.scenario import TutorialStep
from game.model.state import GameState
from game.rules.happenings import holds


@define
class Lessons:
    """Where the player stands in the tutorial."""

    steps: tuple[TutorialStep, ...]
    at: int = 0
    """Steps that are done."""
    _begun: bool = field(default=False, init=False)

    @property
    def step(self) -> TutorialStep | None:
        """The present step; None when all are done."""
        return self.steps[self.at] if self.at < len(self.steps) else None

    def advance(self, state: GameState) -> tuple[str, ...]:
        """Goes on past the steps that are done; sentences on them, none on those done before the player sat down."""
        told: list[str] = []
        while (step := self.step) is not None and holds(state, step.done):
            self.at += 1
            if self._begun:
                told.append(f"Lesson {self.at} of {len(self.steps)} is done.")
        if told and self.step is None:
            told.append("That was the last lesson. The rest of the battle is yours.")
        self._begun = True
        return tuple(told)

    def news(self, state: GameState) -> tuple[str, ...]:
        """What to read out now: sentences on steps done, then the step that comes next; empty if nothing changed."""
        before = self.at if self._begun else -1
        told = self.advance(state)
        return told if self.at == before else (*told, *self.card())

    def card(self) -> tuple[str, ...]:
        """The present step with its hint as plain lines; empty when all are done."""
        step = self.step
        if step is None:
            return ()
        hint = (f"Hint: {_plain(step.hint)}",) if step.hint else ()
        return (f"Lesson {self.at + 1} of {len(self.steps)}: {_plain(step.text)}", *hint)


def lessons_of(match: Match) -> Lessons:
    """The lessons of a match, for one human alone; without steps for two or none."""
    alone = sum(seat is None for seat in match.seats) == 1
    return Lessons(match.scenario.tutorial if alone else ())


def _plain(text: str) -> str:
    """A text on one line, commands in it between plain quotation marks."""
    return " ".join(text.replace("`", "'").split())
