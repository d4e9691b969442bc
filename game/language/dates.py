"""Dates, hours and the sky in words."""

from __future__ import annotations

from game.language.phrases import kilometres
from game.model.calendar import Calendar, Turn, Weather

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
SKY_WORDS = {
    "clear": "clear sky",
    "cloud": "cloud",
    "fog": "fog",
    "rain": "rain",
    "heavy-rain": "heavy rain",
}
"""Words for `game.model.calendar.SKIES`."""


def day(calendar: Calendar, minute: int) -> str:
    """A date without its year: "31 July"."""
    moment = calendar.moment(minute)
    return f"{moment.day} {MONTHS[moment.month - 1]}"


def hour(calendar: Calendar, minute: int) -> str:
    """A time of day: "05:15"."""
    return calendar.clock_time(minute)


def when(calendar: Calendar, minute: int) -> str:
    """Date and time: "31 July, 05:15"."""
    return f"{day(calendar, minute)}, {hour(calendar, minute)}"


def light_words(light: float) -> str:
    """Light from 0 to 1 in words."""
    edges = ((0.06, "black night"), (0.2, "dark night"), (0.4, "half-dark"), (0.7, "twilight"), (0.95, "dull light"))
    return next((words for edge, words in edges if light < edge), "full daylight")


def weather_words(weather: Weather) -> str:
    """The weather in one phrase: "fog, sight to 800 m, damp ground, calm"."""
    sky = SKY_WORDS.get(weather.sky, weather.sky)
    ground = {"mud": "mud"}.get(weather.ground, f"{weather.ground} ground")
    hot = ", hot" if weather.hot else ""
    return f"{sky}, sight to {kilometres(weather.visibility_m)} by day, {ground}, {weather.wind}{hot}"


def turn_words(calendar: Calendar, turn: Turn) -> str:
    """A turn with its place among all and its hours: "Turn 3 of 10, 31 July, 00:00 to 01:00 JST"."""
    end = hour(calendar, turn.start + turn.minutes)
    today = day(calendar, turn.start)
    more = turn.label.removeprefix(today).strip(" ()")
    label = f", {more}" if more else ""
    stamp = when(calendar, turn.start)
    return f"Turn {turn.number} of {len(calendar.turns)}, {stamp} to {end} {calendar.clock}{label}"
