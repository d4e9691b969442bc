"""Turns, light, moon and weather."""

from __future__ import annotations

from datetime import datetime, timedelta

from attrs import field, frozen

from game.model.provenance import Sourced

SKIES = ("clear", "cloud", "fog", "rain", "heavy-rain")
GROUNDS = ("dry", "damp", "mud")


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

    def moment(self, minute: int) -> datetime:
        """Local date and time of a minute of the scenario."""
        return self.start + timedelta(minutes=minute)

    def stamp(self, minute: int) -> str:
        """A minute as "07-31 05:15"."""
        return self.moment(minute).strftime("%m-%d %H:%M")

    def clock_time(self, minute: int) -> str:
        """A minute as "05:15"."""
        return self.moment(minute).strftime("%H:%M")
