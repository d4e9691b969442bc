"""What commands print, and where."""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterable
from time import monotonic
from typing import Any

METER_WIDTH = 70
"""Columns of a line of progress on a terminal."""
FINE, BAD, USAGE, INTERRUPTED = 0, 1, 2, 130
"""Exit codes."""


def say(text: str = "") -> None:
    """Prints a line of data."""
    sys.stdout.write(text + "\n")


def say_all(lines: Iterable[str]) -> None:
    """Prints lines of data."""
    for line in lines:
        say(line)


def screen_width() -> int:
    """Columns of the screen; 0 where the output is none."""
    return shutil.get_terminal_size((80, 24)).columns if sys.stdout.isatty() else 0


def complain(text: str) -> None:
    """Prints a line about the command itself, on standard error; over a line of progress, if one stands there."""
    words = f"undeclared-war: {text}"
    sys.stderr.write(f"\r{words:<{METER_WIDTH}}\n" if sys.stderr.isatty() else f"{words}\n")


def say_json(value: dict[str, Any], **lists: Iterable[Any]) -> None:
    """Prints one JSON object, in pure ASCII where the output takes nothing else.

    Args:
        lists: further keys, whose entries are printed as they come, so that they never lie in memory together.
    """
    has_all_letters = (sys.stdout.encoding or "").lower().replace("-", "") in ("utf8", "utf16", "utf32")
    text = json.dumps(value, ensure_ascii=not has_all_letters, indent=2)
    sys.stdout.write(text.removesuffix("\n}") if lists else text)
    for key, entries in lists.items():
        sys.stdout.write(f",\n  {json.dumps(key)}: [")
        mark = "\n    "
        for entry in entries:
            sys.stdout.write(mark + json.dumps(entry, ensure_ascii=not has_all_letters))
            mark = ",\n    "
        sys.stdout.write("\n  ]")
    sys.stdout.write("\n}\n" if lists else "\n")


def spare_letters() -> None:
    """Lets outputs that lack a letter print a question mark instead of failing: names stand in three scripts."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def close_quietly() -> None:
    """Turns what is still to be printed away, after the reader has gone, as `head` does."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        return


SELDOM_S = 30.0
"""Seconds between two lines of progress where nobody watches."""


class Meter:
    """How far a long command is, with the rate and the time left, on standard error."""

    def __init__(self, what: str = "games", clock: Callable[[], float] = monotonic) -> None:
        self._what, self._clock = what, clock
        self._began, self._told = clock(), clock()
        self._first: int | None = None

    def __call__(self, done: int, total: int) -> None:
        """Tells of it: a line that is written over on a terminal, elsewhere one now and then and at the end."""
        now = self._clock()
        first = self._first = done - 1 if self._first is None else self._first
        watched = sys.stderr.isatty()
        if not watched and done < total and now - self._told < SELDOM_S:
            return
        if not watched and now - self._began < SELDOM_S:
            return
        self._told = now
        rate = (done - first) / max(now - self._began, 1e-9)
        left = f", {_span((total - done) / rate)} left" if done < total else f" in {_span(now - self._began)}"
        words = f"{done} of {total} {self._what}, {60 * rate:.3g} a minute{left}"
        if watched:
            sys.stderr.write(f"\r{words:<{METER_WIDTH}}" + ("\n" if done >= total else ""))
        else:
            sys.stderr.write(f"undeclared-war: {words}\n")
        sys.stderr.flush()


def _span(seconds: float) -> str:
    """A time in words: 40 s, 12 min, 3 h 5 min."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"


def guarded(run: Callable[[], int]) -> int:
    """Runs a command; a file that cannot be used is named with line and reason, and so are workers that cannot play."""
    from game.record.problems import RecordProblem  # noqa: PLC0415  (slow to import)
    from game.sim.setting import CannotPlay  # noqa: PLC0415  (slow to import)

    try:
        return run()
    except (RecordProblem, CannotPlay) as problem:
        complain(str(problem))
        return BAD
