"""The events of one order or phase on their way into lines."""

from __future__ import annotations

from attrs import define, field

from game.core.ids import HexId, UnitId
from game.language.audience import Audience, Line
from game.language.phrases import sentence
from game.model.events import Event


@define
class Telling:
    """Goes through events; a teller may take several of them into one line."""

    to: Audience
    events: tuple[Event, ...]
    at: int = 0
    """Position of the event being told."""
    lines: list[Line] = field(factory=list)
    told: set[int] = field(factory=set)
    """Positions of events that an earlier line has told."""
    creeping: set[UnitId] = field(factory=set)
    """Own units that move by stealth and were not discovered so far."""

    def __attrs_post_init__(self) -> None:
        if self.to.before is not None:
            self.creeping = {unit.number for unit in self.to.before.units if unit.hidden}

    def say(self, text: str, kind: str, hex_: HexId | None = None, *, detail: bool = False, about: str = "") -> None:
        """Adds a line; its first letter is made a capital unless it begins with a name that starts with a digit."""
        self.lines.append(Line(sentence(text, self.to.scenario.unit_by_id), kind, hex_, detail, about))
