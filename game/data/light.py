"""Sun and moon over a battlefield, from its coordinates and the date.

ephem computes with the C library's sines, whose last bits differ between machines. So heights are rounded to hundredths
of a degree and light to hundredths before anything uses them, and times of rising and setting to the minute.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from typing import Any

from attrs import frozen

from game.core.portable import total

SAMPLE_MINUTES, MOST_SAMPLES = 10, 24
"""Light is taken so often within a turn, but at most so many times."""
HORIZON, CIVIL, NAUTICAL = -0.83, -6.0, -12.0
"""Height of the sun's centre at sunset, at the end of civil and of nautical twilight, in degrees."""
CIVIL_LIGHT = 0.2
"""Light at the end of civil twilight. Estimate: one can still tell men from bushes, and no longer lay a gun."""
FULL_MOON_LIGHT = 0.3
"""Light of a high full moon. Estimate: below the 0.4 of flares, by which the combat model lets men aim."""
HIGH_MOON = 30.0
"""Degrees from which a moon counts as high. Estimate."""


@frozen(kw_only=True)
class SunTimes:
    """Rising and setting of one day, as "05:07"; empty where it does not happen."""

    dawn: str
    """Start of civil twilight."""
    sunrise: str
    sunset: str
    dusk: str
    """End of civil twilight."""


@frozen(kw_only=True)
class Sky:
    """Sun and moon at one moment."""

    sun: float
    """Height of the sun's centre in degrees, in hundredths."""
    moon: float
    """Height of the moon's centre in degrees, in hundredths."""
    phase: float
    """Lit share of the moon, in hundredths."""

    @property
    def light(self) -> float:
        """0 for a black night to 1 for day, in hundredths, under a clear sky."""
        return round(max(sun_light(self.sun), moon_light(self.moon, self.phase)), 2)


def sun_light(height: float) -> float:
    """Light of the sun at a height in degrees: 1 above the horizon, falling through twilight to 0."""
    if height >= HORIZON:
        return 1.0
    if height >= CIVIL:
        return CIVIL_LIGHT + (1 - CIVIL_LIGHT) * (height - CIVIL) / (HORIZON - CIVIL)
    if height >= NAUTICAL:
        return CIVIL_LIGHT * (height - NAUTICAL) / (CIVIL - NAUTICAL)
    return 0.0


def moon_light(height: float, phase: float) -> float:
    """Light of the moon at a height in degrees; half a moon gives a quarter of the light of a full one."""
    if height <= 0:
        return 0.0
    return FULL_MOON_LIGHT * phase * phase * min(1.0, height / HIGH_MOON)


@frozen
class Heavens:
    """Sun and moon for one place and clock."""

    latitude: float
    """Degrees north."""
    longitude: float
    """Degrees east."""
    utc_offset: float
    """Hours by which the local clock is ahead of UTC."""

    def sky(self, moment: datetime) -> Sky:
        """Sun and moon at a local time."""
        ephem = _ephem()
        observer = self._observer(moment)
        sun, moon = ephem.Sun(observer), ephem.Moon(observer)
        return Sky(sun=_degrees(sun.alt), moon=_degrees(moon.alt), phase=round(moon.phase / 100, 2))

    def mean_light(self, start: datetime, minutes: int) -> float:
        """Mean light over a span, in hundredths."""
        step = max(SAMPLE_MINUTES, minutes // MOST_SAMPLES)
        moments = [start + timedelta(minutes=m) for m in range(step // 2, minutes, step)]
        lights = [self.sky(moment).light for moment in moments or [start]]
        return round(total(lights) / len(lights), 2)

    def sun_times(self, day: datetime) -> SunTimes:
        """Rising and setting of the sun on a local day, to the minute."""
        return SunTimes(
            dawn=self._rise_or_set(day, CIVIL, rising=True),
            sunrise=self._rise_or_set(day, HORIZON, rising=True),
            sunset=self._rise_or_set(day, HORIZON, rising=False),
            dusk=self._rise_or_set(day, CIVIL, rising=False),
        )

    def words(self, start: datetime, minutes: int) -> str:
        """Sun and moon of a span in words, for the screen."""
        parts = []
        times = self.sun_times(start)
        end = start + timedelta(minutes=minutes)
        next_day = self.sun_times(end) if end.date() != start.date() else None
        for word, clock, later in (
            ("first light", times.dawn, next_day and next_day.dawn),
            ("sunrise", times.sunrise, next_day and next_day.sunrise),
            ("sunset", times.sunset, next_day and next_day.sunset),
            ("last light", times.dusk, next_day and next_day.dusk),
        ):
            for day, when in ((start, clock), (end, later)):
                if when and start <= _at(day, when) < end:
                    parts.append(f"{word} {when}")
        middle = self.sky(start + timedelta(minutes=minutes // 2))
        if middle.sun < CIVIL:
            parts.append(_moon_words(middle))
        elif not parts and middle.sun > HORIZON:
            parts.append("daylight")
        return ", ".join(parts) or "twilight"

    def _rise_or_set(self, day: datetime, height: float, *, rising: bool) -> str:
        ephem = _ephem()
        observer = self._observer(day.replace(hour=0, minute=0, second=0, microsecond=0))
        observer.horizon = str(height)
        ask = observer.next_rising if rising else observer.next_setting
        try:
            found: datetime = ask(ephem.Sun(), use_center=True).datetime()
        except ephem.CircumpolarError:
            return ""
        local = found + timedelta(hours=self.utc_offset, seconds=30)
        return local.strftime("%H:%M")

    def _observer(self, moment: datetime) -> Any:
        ephem = _ephem()
        observer = ephem.Observer()
        observer.lat, observer.lon = str(self.latitude), str(self.longitude)
        observer.pressure = 0  # refraction is in HORIZON
        observer.date = moment - timedelta(hours=self.utc_offset)
        return observer


@cache
def _ephem() -> Any:
    """The library, read in when it is first needed."""
    import ephem  # noqa: PLC0415 - 13 ms that the list of scenarios need not pay

    return ephem


def _degrees(angle: float) -> float:
    return round(angle * 57.29577951308232, 2)


def _at(day: datetime, clock: str) -> datetime:
    return day.replace(hour=int(clock[:2]), minute=int(clock[3:]), second=0, microsecond=0)


def _moon_words(sky: Sky) -> str:
    if sky.moon <= 0:
        return "no moon"
    high = max(1, round(sky.moon))
    return f"moon {round(sky.phase * 100)} % lit, {high} {'degree' if high == 1 else 'degrees'} high"
