"""Ctrl-C while computers play: the match stops between two orders, never in the middle of one."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


class BrokenOff(Exception):
    """The player pressed Ctrl-C; the match is whole."""


@contextmanager
def held_interrupts() -> Iterator[Callable[[], bool]]:
    """A question for `Match.run_computers` to ask before every order: it raises `BrokenOff` once Ctrl-C was pressed.

    Pressed again it interrupts at once, as everywhere else. Somebody else's handler is left alone.
    """
    presses: list[int] = []

    def press(number: int, frame: FrameType | None) -> None:
        presses.append(number)
        if len(presses) > 1:
            raise KeyboardInterrupt

    def ask() -> bool:
        if presses:
            raise BrokenOff
        return False

    if (
        threading.current_thread() is not threading.main_thread()
        or signal.getsignal(signal.SIGINT) is not signal.default_int_handler
    ):
        yield ask
        return
    before = signal.signal(signal.SIGINT, press)
    try:
        yield ask
    finally:
        signal.signal(signal.SIGINT, before)
