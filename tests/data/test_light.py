"""Sun and moon at Lake Khasan against the figures that the research computed for it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from game.data.light import CIVIL, CIVIL_LIGHT, HORIZON, NAUTICAL, Heavens, moon_light, sun_light

KHASAN = Heavens(42.44, 130.6, 9)
TOLERANCE = timedelta(minutes=3)


@pytest.mark.parametrize(
    ("month", "day", "dawn", "sunrise", "sunset", "dusk"),
    [
        (7, 29, "04:33", "05:05", "19:41", "20:13"),
        (7, 31, "04:35", "05:07", "19:39", "20:11"),
        (8, 2, "04:38", "05:10", "19:37", "20:08"),
        (8, 6, "04:42", "05:14", "19:32", "20:03"),
        (8, 9, "04:46", "05:17", "19:28", "19:59"),
        (8, 11, "04:48", "05:19", "19:25", "19:56"),
    ],
)
def test_sun(month: int, day: int, dawn: str, sunrise: str, sunset: str, dusk: str) -> None:
    times = KHASAN.sun_times(datetime(1938, month, day))
    expected = zip((times.dawn, times.sunrise, times.sunset, times.dusk), (dawn, sunrise, sunset, dusk), strict=True)
    for found, known in expected:
        gap = abs(datetime.strptime(found, "%H:%M") - datetime.strptime(known, "%H:%M"))
        assert gap <= TOLERANCE, f"{found} for {known} on {day}.{month}."


def test_moon() -> None:
    shares = {(8, 2): 0.37, (8, 6): 0.78, (8, 11): 1.0}
    for (month, day), share in shares.items():
        found = KHASAN.sky(datetime(1938, month, day, 21)).phase
        assert found == pytest.approx(share, abs=0.1), f"lit share on {day}.{month}."
    assert KHASAN.sky(datetime(1938, 7, 30, 23)).moon < 0, "the thin crescent of the night assault is gone by 23:00"


def test_light_of_the_night_assault() -> None:
    night = KHASAN.mean_light(datetime(1938, 7, 31, 2), 60)
    dawn = KHASAN.mean_light(datetime(1938, 7, 31, 4, 15), 60)
    day = KHASAN.mean_light(datetime(1938, 7, 31, 7), 60)
    assert (night, day) == (0.0, 1.0)
    assert 0.2 < dawn < 0.9, "the crest was taken in growing light"
    assert dawn == round(dawn, 2), "light is rounded, so that no machine's arithmetic shows"
    assert "sunrise 05:0" in KHASAN.words(datetime(1938, 7, 31, 5), 60)
    assert KHASAN.words(datetime(1938, 7, 30, 23), 120) == "no moon"


def test_scale_of_light_has_no_steps() -> None:
    assert sun_light(HORIZON) == 1.0
    assert sun_light(CIVIL) == pytest.approx(CIVIL_LIGHT)
    assert sun_light(NAUTICAL) == 0.0
    heights = [sun_light(h / 10) for h in range(-150, 20)]
    assert heights == sorted(heights), "a higher sun never gives less light"
    assert moon_light(-1, 1.0) == 0.0
    assert moon_light(60, 0.5) == pytest.approx(moon_light(60, 1.0) / 4)


def test_polar_day_has_no_sunset() -> None:
    assert Heavens(75.0, 20.0, 1).sun_times(datetime(1938, 6, 21)).sunset == "", "no fault, and no invented hour"
