"""What one side has heard as the window shows it: a log in colours, with links, commands and answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from attrs import define, field

from game.engine import Desk
from game.language.audience import Line
from game.model.events import Event
from game.model.scenario import Scenario
from game.table.hearing import Ear
from game.ui.lists import Log
from game.ui.theme import Rich

_WORD = re.compile(r"[^\s,;:()'\".]+(?:\.[^\s,;:()'\".]+)*")
_TONES = {
    "turn": "accent bold",
    "fight": "bold",
    "loss": "bad",
    "contact": "warning",
    "note": "accent",
    "message": "link",
    "decision": "warning bold",
    "control": "accent",
    "score": "accent",
    "end": "accent bold",
    "work": "secondary",
    "march": "text",
    "fire": "text",
    "arrival": "good",
}
"""Tone of a line by its kind; the words say the same without colour."""


@define
class Logbook(Ear):
    """One side's memory of the game in the window, with what the log shows: lines in colours, commands, answers."""

    log: Log = field(factory=Log)

    def hear(self, events: Sequence[Event], desk: Desk, *, routine: bool = False) -> tuple[Line, ...]:
        """Takes events in; returns their lines as this side may know them, and shows the headlines."""
        lines = super().hear(events, desk, routine=routine)
        stamp = desk.scenario.calendar.clock_time(desk.view().minute)
        for line in lines:
            if not line.detail:
                self.log.add([(f"{stamp} ", "hint"), *styled(line, desk.scenario)])
        return lines

    def say(self, *words: Rich) -> None:
        """Adds answers, indented under the command that asked."""
        for rich in words:
            parts = [rich] if isinstance(rich, str) else list(rich)
            self.log.add(["  ", *parts])

    def echo(self, line: str) -> None:
        """Adds the command that was given."""
        self.log.add([("> ", "good"), line])


def styled(line: Line, scenario: Scenario) -> list[str | tuple[str, str] | tuple[str, str, str]]:
    """A line with its tone, and links on every hex and unit it names."""
    return linked(line.text, scenario, _TONES.get(line.kind, "text"))


def linked(text: str, scenario: Scenario, tone: str = "text") -> list[str | tuple[str, str] | tuple[str, str, str]]:
    """A sentence with links: a hex is centred by a click, a unit shown."""
    parts: list[str | tuple[str, str] | tuple[str, str, str]] = []
    at = 0
    for match in _WORD.finditer(text):
        action = _link(match[0], scenario)
        if action:
            parts += [(text[at : match.start()], tone), (match[0], "link", action)]
            at = match.end()
    parts.append((text[at:], tone))
    return [part for part in parts if part[0]]


def _link(word: str, scenario: Scenario) -> str:
    if word in scenario.unit_by_id:
        return f"show {word}"
    grid = scenario.board.grid
    if len(word) == 4 and word.isdigit():
        column, row = int(word[:2]) - 1, int(word[2:]) - 1
        if 0 <= column < grid.columns and 0 <= row < grid.rows:
            return f"ui centre {word}"
    return ""


def answers(words: Iterable[str], scenario: Scenario) -> list[Rich]:
    """Answer lines with links, in the secondary tone."""
    return [linked(text, scenario, "secondary") for text in words]
