"""Quiet turns: whether anything has happened that wants the player, and a line on each turn gone by. Rule 3.5."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, field

from game.core.ids import SideId
from game.language import dates
from game.language.audience import Line
from game.language.dates import weather_words
from game.language.names import contact_name, hex_name
from game.language.phrases import count, listing
from game.model.missions import OVER
from game.model.units import ON_MAP, WAITING
from game.model.view import View
from game.table.formations import Formations
from game.table.hearing import Ear

MOST_NAMED = 4
LOUD = {
    "fight": "there was fighting",
    "loss": "men were lost",
    "control": "ground changed hands",
    "message": "a message came",
    "end": "the battle is over",
}
"""Kinds of lines that end the quiet, with what they say."""


@define(eq=False)
class Quiet:
    """Watches turns go by for one side until something wants its player."""

    side: SideId
    formations: Formations
    view: View
    """The picture when the last part was ended."""
    ear: Ear
    mark: int = field(init=False)
    """Length of its log then."""
    states: dict[int, str] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.states = self.formations.states(self.side)
        self.mark = len(self.ear.lines)

    def passed(self, now: View) -> str:
        """A line on the turn that went by quietly; the watch goes on from now."""
        before, self.view, self.mark = self.view, now, len(self.ear.lines)
        self.states = self.formations.states(self.side)
        calendar = now.scenario.calendar
        turn = calendar.turns[before.turn - 1]
        hours = f"{dates.hour(calendar, turn.start)} to {dates.hour(calendar, turn.start + turn.minutes)}"
        return f"{dates.day(calendar, turn.start)}, {hours}: quiet."

    def reasons(self, now: View) -> tuple[str, ...]:
        """What happened until the start of the next own part that wants the player, the gravest first.

        Sentences; none while it is quiet.
        """
        found: list[str] = []
        if now.result is not None:
            found.append("The battle is over.")
        if now.pending:
            found.append("A decision waits.")
        found += self._said(self.ear.lines[self.mark :])
        found += self._contacts(now)
        found += self._arrivals(now)
        found += self._sky(now)
        if len(now.notes) > len(self.view.notes):
            found.append("There is a note to read.")
        found += self._missions()
        return tuple(found)

    def _said(self, heard: Sequence[Line]) -> list[str]:
        lines = [line for line in heard if not line.detail]
        told = [line.text for line in lines if line.kind in LOUD]
        told += [line.text for line in lines if line.kind == "fire" and self._is_on_us(line)]
        return told[:MOST_NAMED]

    def _is_on_us(self, line: Line) -> bool:
        """Whether shells fell where own men stand."""
        return line.hex is not None and line.hex in self.view.stacks

    def _contacts(self, now: View) -> list[str]:
        known = {c.number: c.hex for c in self.view.contacts}
        fresh = [c for c in now.contacts if c.number not in known and c.hex >= 0]
        back = [c for c in now.contacts if c.number in known and c.in_sight and known[c.number] != c.hex]
        names = [
            f"{contact_name(now.scenario, c)} at {hex_name(now.scenario.board, c.hex)}" for c in fresh[:MOST_NAMED]
        ]
        more = len(fresh) - len(names)
        words = [f"New: {listing([*names, *([f'{more} more'] if more else [])])}."] if names else []
        if back:
            words.append(f"{count(len(back), 'known enemy unit')} moved in our sight.")
        return words

    def _arrivals(self, now: View) -> list[str]:
        came = [
            now.scenario.units[own.number].id
            for own in now.units
            if own.status == ON_MAP and self.view.unit_of[own.number].status == WAITING
        ]
        more = len(came) - MOST_NAMED
        names = [*came[:MOST_NAMED], *([f"{more} more"] if more > 0 else [])]
        return [f"Arrived: {listing(names)}."] if came else []

    def _sky(self, now: View) -> list[str]:
        """The weather, if it is another; light and visibility come and go with the hour."""
        then = (self.view.weather.sky, self.view.weather.ground)
        return (
            [f"The weather has changed: {weather_words(now.weather)}."]
            if (now.weather.sky, now.weather.ground) != then
            else []
        )

    def _missions(self) -> list[str]:
        told: list[str] = []
        for standing in self.formations.match.staffs.of(self.side):
            before = self.states.get(standing.number, standing.state)
            if standing.state != before and standing.state in OVER:
                told.append(self.formations.headline(standing))
        return told
