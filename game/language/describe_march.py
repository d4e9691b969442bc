"""What a march costs, step by step, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from game.language.phrases import decimal, minutes, sentence
from game.model.events import ModifierLine
from game.model.view import View
from game.rules.march_account import PACE, StepAccount


def account_lines(view: View, steps: Sequence[StepAccount]) -> tuple[str, ...]:
    """Every step with its minutes at full pace, the factors on the pace and the minutes added."""
    name = view.scenario.board.grid.name
    told = []
    for step in steps:
        full = f"{decimal(step.base, 1)} minutes at full pace; " if step.base else ""
        parts = "; ".join(_words(line) for line in step.lines)
        rest = f": {full}{parts}".rstrip("; ") if full or parts else ""
        told.append(sentence(f"{name(step.here)} to {name(step.there)}, {minutes(step.minutes)}{rest}"))
        if step.minutes < step.reckoned():
            told.append("One step is always possible with all the minutes of a turn (rule 4.9).")
    return (*told, f"The whole way: {minutes(sum(step.minutes for step in steps))}.")


def _words(line: ModifierLine) -> str:
    """One factor: "pace x 0.80 for mud (rule 4.4, movement.conditions.mud)"."""
    if line.effect == PACE:
        return f"pace x {decimal(line.value, 3)} for {line.name} (rule {line.rule}, {line.source})"
    return f"+{decimal(line.value, 1)} for {line.name} (rule {line.rule}, {line.source})"
