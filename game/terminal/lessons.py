"""The tutorial: one step at a time, each until its condition holds."""

from __future__ import annotations

from attrs import define, field

from game.engine import Game
from game.model.scenario import TutorialStep
from game.rules.happenings import holds


@define
class Lessons:
    """Where the player stands in the tutorial."""

    steps: tuple[TutorialStep, ...]
    at: int = 0
    _told: int = field(default=-1, init=False)

    def news(self, game: Game) -> tuple[str, ...]:
        """Lines to print now: praise for steps done, and the step that comes next; empty if nothing changed."""
        lines: list[str] = []
        while self.at < len(self.steps) and holds(game.state, self.steps[self.at].done):
            if self._told >= self.at:
                lines.append("Lesson done.")
            self.at += 1
            if self.at == len(self.steps):
                lines.append("That was the last lesson. The rest of the battle is yours.")
        if self.at < len(self.steps) and self._told < self.at:
            lines += self.current()
            self._told = self.at
        return tuple(lines)

    def current(self) -> tuple[str, ...]:
        """The present step with its hint; empty when all are done."""
        if self.at >= len(self.steps):
            return ()
        step = self.steps[self.at]
        hint = (f"Hint: {_plain(step.hint)}",) if step.hint else ()
        return (f"Lesson {self.at + 1} of {len(self.steps)}: {_plain(step.text)}", *hint)


def _plain(text: str) -> str:
    """A text on one line, commands in it between plain quotation marks."""
    return " ".join(text.replace("`", "'").split())
