"""One thread for work that takes longer than a blink; it hands its result over and never touches the screen."""

from __future__ import annotations

import threading
from collections.abc import Callable

from attrs import define, field, frozen

Progress = Callable[[str], None]
"""Tells how far the work is, in a few words."""
Task = Callable[[Progress, threading.Event], object]
"""The work: it may tell its progress and should end soon once the event is set."""


class Abandoned(Exception):
    """The task is given up because nobody waits for it any more."""


@frozen
class Done:
    """What became of a task: its result, or the failure that ended it."""

    name: str
    result: object = None
    error: Exception | None = None


@define
class Worker:
    """Does one task at a time in a thread of its own."""

    wake: Callable[[str], None]
    name: str = ""
    """The task at work, empty for none."""
    words: str = ""
    """Its progress."""
    _stop: threading.Event = field(factory=threading.Event, init=False)
    _given_up: bool = field(default=False, init=False)
    _thread: threading.Thread | None = field(default=None, init=False)
    _done: Done | None = field(default=None, init=False)

    @property
    def is_busy(self) -> bool:
        """Whether a task is at work, or its result was not taken yet."""
        return bool(self.name)

    def start(self, name: str, task: Task) -> None:
        """Begins a task; `wake(name)` is called when there is something to take or to tell.

        Raises:
            RuntimeError: another task is at work.
        """
        if self.is_busy:
            raise RuntimeError(f"'{self.name}' is still at work")
        self.name, self.words, self._done = name, "", None
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._work, args=(name, task, self._stop), name=name, daemon=True)
        self._thread.start()

    def _work(self, name: str, task: Task, stop: threading.Event) -> None:
        try:
            done = Done(name, task(self._tell, stop))
        except Exception as error:
            done = Done(name, None, error)
        # One assignment hands the result over; the drawing thread takes it when it wakes.
        self._done = done
        self.wake(name)

    def _tell(self, words: str) -> None:
        if self._given_up:
            raise Abandoned
        if words != self.words:
            self.words = words
            self.wake(self.name)

    def stop(self) -> None:
        """Asks the task to end soon."""
        self._stop.set()

    def take(self) -> Done | None:
        """The result, once; None while the task is at work or when there is none."""
        done = self._done
        if done is not None and self._thread is not None:
            self._thread.join()
            self.name, self.words, self._done, self._thread = "", "", None, None
        return done

    def give_up(self, seconds: float = 10.0) -> None:
        """Breaks the task off where it next tells its progress, and waits for that, at most so long."""
        self._given_up = True
        if self._thread is not None:
            self._thread.join(seconds)
