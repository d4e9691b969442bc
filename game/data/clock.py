"""Times as files write them, month-day hour:minute, against minutes of the scenario."""

from __future__ import annotations

from datetime import datetime, timedelta

from attrs import frozen

_HALF_A_YEAR = 183 * 24 * 60
_FAR = 60 * 24 * 60


@frozen
class Clock:
    """A scenario's clock."""

    start: datetime
    """Local date and time of minute 0."""
    length: int
    """Minutes of all turns."""

    def minute(self, when: str) -> int | None:
        """Minute of a time such as "07-31 05:15", in the year nearest to the start; None if there is no such day."""
        month, day, hour, minute = int(when[:2]), int(when[3:5]), int(when[6:8]), int(when[9:11])
        for year in (self.start.year, self.start.year - 1, self.start.year + 1):
            try:
                gap = datetime(year, month, day, hour, minute) - self.start
            except ValueError:
                continue
            minutes = gap.days * 1440 + gap.seconds // 60
            if abs(minutes) <= _HALF_A_YEAR:
                return minutes
        return None

    def stamp(self, minute: int) -> str:
        """A minute as it is written in the files, such as "07-31 05:15"."""
        return (self.start + timedelta(minutes=minute)).strftime("%m-%d %H:%M")

    def days_off(self, minute: int) -> int:
        """Days by which a minute lies more than sixty days before the start or after the end; 0 if it does not.

        Nothing in a scenario needs times so far off, so they are taken for slips.
        """
        gap = max(-minute, minute - self.length)
        return gap // 1440 if gap > _FAR else 0
