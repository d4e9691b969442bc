"""What one side has heard: its log in words and colours, what is new since its last turn, its luck, notes read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from attrs import define, field

from game.core.ids import SideId
from game.engine import Desk, Forecast
from game.language.audience import Audience, Line
from game.language.describe_fight import forecast_tree
from game.language.help import rule_lines
from game.language.wording import assault_tree, events_for, refusal_sentence
from game.language.words_luck import Luck
from game.model.events import AssaultResolved, Event
from game.model.orders import Refusal
from game.model.scenario import Scenario
from game.model.view import View
from game.ui.lists import Log
from game.ui.theme import Rich

_WORD = re.compile(r"[^\s,;:()'\".]+(?:\.[^\s,;:()'\".]+)*")
_TONES = {
    "turn": "accent bold", "fight": "bold", "loss": "bad", "contact": "warning", "note": "accent", "message": "link",
    "decision": "warning bold", "control": "accent", "score": "accent", "end": "accent bold", "work": "secondary",
    "march": "text", "fire": "text", "arrival": "good",
}
"""Tone of a line by its kind; the words say the same without colour."""


@define
class Logbook:
    """One side's memory of the game in the window."""

    side: SideId
    view: View | None = None
    """Its picture when it last heard anything."""
    lines: list[Line] = field(factory=list)
    log: Log = field(factory=Log)
    turn_mark: int = 0
    """Number of lines when its last part of a turn ended."""
    luck: Luck = field(factory=Luck)
    read: set[int] = field(factory=set)
    """Notes that were opened or put by."""
    _why: tuple[str, ...] = ("Nothing has been refused or fought yet.",)

    def hear(self, events: Sequence[Event], desk: Desk) -> tuple[Line, ...]:
        """Takes events in; returns and logs their lines as this side may know them."""
        after = desk.view()
        lines = events_for(self.side, events, self.view, after)
        audience = Audience(desk.scenario, self.side, self.view, after)
        for event in events:
            if isinstance(event, AssaultResolved):
                self._why = assault_tree(event, audience)
                self.luck.add(event, self.side)
        stamp = desk.scenario.calendar.clock_time(after.minute)
        for line in lines:
            self.lines.append(line)
            if not line.detail:
                self.log.add([(f"{stamp} ", "hint"), *styled(line, desk.scenario)])
        self.view = after
        return lines

    def forget_to(self, lines: int, entries: int) -> None:
        """Strikes what was heard after a point, because the order was taken back."""
        del self.lines[lines:]
        del self.log.entries[entries:]

    def say(self, *words: Rich) -> None:
        """Adds answers, indented under the command that asked."""
        for rich in words:
            parts = [rich] if isinstance(rich, str) else list(rich)
            self.log.add(["  ", *parts])

    def echo(self, line: str) -> None:
        """Adds the command that was given."""
        self.log.add([("> ", "good"), line])

    def since_last_turn(self) -> tuple[Line, ...]:
        """Headlines since its last part of a turn ended."""
        return tuple(line for line in self.lines[self.turn_mark :] if not line.detail)

    def end_turn(self) -> None:
        """Marks the end of its part of a turn."""
        self.turn_mark = len(self.lines)

    def remember_refusal(self, refusal: Refusal, scenario: Scenario) -> None:
        """Keeps a refusal for `why`, with the rule in full."""
        self._why = (refusal_sentence(refusal, scenario), *rule_lines(refusal.rule, scenario.rules, below=False))

    def remember_forecast(self, forecast: Forecast, view: View) -> None:
        """Keeps a forecast for `why`, with all its factors."""
        self._why = forecast_tree(view, forecast)

    def why_last(self) -> tuple[str, ...]:
        """The last refusal, forecast or fight in full."""
        return self._why

    def new_notes(self) -> tuple[int, ...]:
        """Notes that were shown and not yet opened, in order."""
        return tuple(n for n in (self.view.notes if self.view else ()) if n not in self.read)


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
