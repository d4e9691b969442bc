"""Turns, light, moon and weather."""

from __future__ import annotations

from datetime import datetime, timedelta

from attrs import field, frozen

from game.model.provenance import Sourced

SKIES = ("clear", "cloud", "fog", "rain", "heavy-rain")
GROUNDS = ("dry", "damp", "mud")
DAY = 1440
"""Minutes of a day, the most that a unit has for orders in one turn. Rule 3.6."""
DEEP_NIGHT = timedelta(hours=1)
"""Hour of the clock by which nights within a long turn are counted."""


@frozen(kw_only=True)
class Weather:
    """Weather over the whole map."""

    sky: str = "clear"
    """One of `SKIES`."""
    visibility_m: int = 20000
    """How far one sees by day in it."""
    ground: str = "dry"
    """One of `GROUNDS`."""
    wind: str = "calm"
    """calm or breeze."""
    hot: bool = False
    """Whether the sun heats the plates of vehicles by day. Rule 7.35."""
    note: str = ""
    provenance: Sourced = field(default=Sourced(), eq=False, repr=False)


@frozen(kw_only=True)
class Turn:
    """One turn, the same for both sides."""

    number: int
    """From 1."""
    start: int
    """Minutes from the start of the scenario."""
    minutes: int
    light: float
    """0 black night to 1 day: the mean over the turn from sun and moon, in steps of 0.01."""
    moon: str = ""
    """Moon and sun in words, for the screen."""
    label: str = ""
    weather: Weather = Weather()
    """Weather of the record; an event may change it (`GameState.weather`)."""

    @property
    def is_dark(self) -> bool:
        """Night for rules that only ask day or night: light below one half."""
        return self.light < 0.5


@frozen(kw_only=True)
class Calendar:
    """The turns of a scenario and its clock."""

    start: datetime
    """Local date and time of minute 0, without zone."""
    clock: str
    """Name of the clock, such as JST."""
    utc_offset: float
    """Hours ahead of UTC."""
    turns: tuple[Turn, ...]

    @property
    def end_minute(self) -> int:
        """Minute at which the last turn ends."""
        last = self.turns[-1]
        return last.start + last.minutes

    def days(self, number: int) -> int:
        """Days that have begun between the start of the turn before and that of a turn, by its number. Rule 3.6."""
        if number < 2:
            return 0
        before, now = (self.moment(self.turns[n].start).date() for n in (number - 2, number - 1))
        return (now - before).days

    def nights(self, number: int) -> int:
        """Nights in which there was time for workshops by the start of a turn: those that the turn before, if a light
        one, held within it, and the one that begins now. Rule 3.6."""
        now = self.turns[number - 1]
        if number < 2:
            return 0
        before = self.turns[number - 2]
        if before.is_dark:
            return 0
        first, end = (self.moment(minute) - DEEP_NIGHT for minute in (before.start, before.start + before.minutes))
        return (end.date() - first.date()).days + int(now.is_dark)

    def moment(self, minute: int) -> datetime:
        """Local date and time of a minute of the scenario."""
        return self.start + timedelta(minutes=minute)

    def stamp(self, minute: int) -> str:
        """A minute as "07-31 05:15"."""
        return self.moment(minute).strftime("%m-%d %H:%M")

    def clock_time(self, minute: int) -> str:
        """A minute as "05:15"."""
        return self.moment(minute).strftime("%H:%M")
