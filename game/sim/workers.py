"""Games given out to workers: processes of our own or any executor; what a dead worker had is given out again."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from threading import Thread
from time import process_time
from typing import Protocol

from attrs import define, field

from game.model.scenario import Scenario
from game.sim.run import Run, play, run_seed
from game.sim.setting import CannotPlay, Setting

PIECE_S = 0.5
"""CPU seconds of games handed to a worker at a time: enough to hide the post, little enough to lose or to wait for."""
MOST_GAMES = 32
"""Games handed to a worker at a time, at most."""
WINDOW = 3
"""Pieces of work given out for each worker before their results are taken; it bounds what waits in memory."""
TRIES = 5
"""Times that one piece of work is given out before it is taken to kill its workers."""
REMOTE_WORKERS = 16
"""Workers for which an executor that does not say how many it has is fed."""

Work = Callable[[Sequence[int]], list[Run]]
"""Plays games by their numbers; it can be pickled."""
Tell = Callable[[str], None]
"""Told in a sentence when a worker has died."""
DEATHS = (BrokenExecutor, CancelledError)
"""What executors raise for work whose worker is gone."""


class WorkersLost(CannotPlay):
    """A piece of work has cost one worker after another."""


def silent(_text: str) -> None:
    """Tells nobody."""


class Hands(Protocol):
    """Whoever plays the games."""

    workers: int
    deaths: tuple[type[BaseException], ...]
    """What it raises when the worker died, not the work."""
    crew: int
    """Counts those who came and went, so that one death is not answered twice by two who wait for games."""
    tell: Tell

    def submit(self, work: Work, piece: Sequence[int]) -> Future[list[Run]]:
        """Gives out a piece of work."""
        ...

    def renew(self, crew: int) -> None:
        """Makes good what broke, unless that crew is gone already."""
        ...


@define
class Lent:
    """An executor of somebody else's, which is left open, and which he has to mend."""

    executor: Executor
    workers: int = REMOTE_WORKERS
    deaths: tuple[type[BaseException], ...] = DEATHS
    tell: Tell = silent
    crew: int = 0

    def submit(self, work: Work, piece: Sequence[int]) -> Future[list[Run]]:
        """Gives out a piece of work."""
        return self.executor.submit(work, tuple(piece))

    def renew(self, crew: int) -> None:
        """Says that work is given out again."""
        self.tell("a worker has died; what it had is given to another")


@define
class Own:
    """Spawned processes, not forked ones: a window may have threads of its own."""

    workers: int
    deaths: tuple[type[BaseException], ...] = DEATHS
    tell: Tell = silent
    crew: int = 0
    executor: ProcessPoolExecutor | None = None
    leash: Connection | None = None
    """Workers end at once when it is let go, if only because this process is no more."""

    def submit(self, work: Work, piece: Sequence[int]) -> Future[list[Run]]:
        """Gives out a piece of work; the first one starts the processes."""
        if self.executor is None:
            context = get_context("spawn")
            held, self.leash = context.Pipe(duplex=False)
            self.executor = ProcessPoolExecutor(self.workers, mp_context=context, initializer=_enlist, initargs=(held,))
        return self.executor.submit(work, tuple(piece))

    def renew(self, crew: int) -> None:
        """Puts the processes away, so that the next piece starts others."""
        if crew == self.crew:
            self.crew += 1
            self.dismiss()
            self.tell("a worker has died; others are started, and play its games again")

    def dismiss(self) -> None:
        """Ends the processes; what they are at is given up."""
        if self.leash is not None:
            self.leash.close()
        if self.executor is not None:
            self.executor.shutdown(cancel_futures=True)
        self.executor = self.leash = None


@contextmanager
def hands(jobs: int, executor: Executor | None = None, tell: Tell = silent) -> Iterator[Hands | None]:
    """Who plays: an executor that was brought along and is left open, else so many processes, None for this one.

    Args:
        tell: told when a worker has died.

    Raises:
        ValueError: there are no workers.
    """
    if jobs < 1:
        raise ValueError("a batch needs workers")
    if executor is not None:
        yield Lent(executor, tell=tell)
        return
    if jobs == 1:
        yield None
        return
    own = Own(jobs, tell=tell)
    try:
        yield own
    finally:
        own.dismiss()


def games_of(setting: Setting, numbers: range, by: Hands | None) -> Iterator[Run]:
    """Games of a setting by their numbers, in order.

    Args:
        by: who plays; None for this process.

    Raises:
        OtherGame: a worker has other rules or other files, or cannot read the scenario.
        WorkersLost: a piece of work killed its worker `TRIES` times.
    """
    return given_out(partial(play_piece, setting), numbers, by)


def given_out(work: Work, numbers: range, by: Hands | None) -> Iterator[Run]:
    """Games by their numbers, in order, from some kind of work that any process can take.

    Args:
        by: who plays; None for this process.

    Raises:
        WorkersLost: a piece of work killed its worker `TRIES` times.
    """
    if by is None:
        for number in numbers:
            yield from work((number,))
        return
    waiting: deque[_Piece] = deque()
    size = 1
    while numbers or waiting:
        while numbers and len(waiting) < WINDOW * by.workers:
            fair = max(1, min(size, len(numbers) // (2 * by.workers)))
            waiting.append(_Piece(numbers[:fair]))
            numbers = numbers[fair:]
            _give(work, by, waiting[-1])
        found = _taken(work, by, waiting)
        waiting.popleft()
        yield from found
        each = sum([run.cpu_seconds for run in found]) / len(found)
        size = MOST_GAMES if each * MOST_GAMES <= PIECE_S else int(PIECE_S / each)


@define
class _Piece:
    numbers: Sequence[int]
    future: Future[list[Run]] | None = None
    crew: int = 0
    tries: int = field(default=0)


def _taken(work: Work, by: Hands, waiting: deque[_Piece]) -> list[Run]:
    """The games of the first piece, given out again as often as its worker dies."""
    piece = waiting[0]
    while True:
        try:
            if piece.future is not None:
                return piece.future.result()
        except by.deaths as error:
            if piece.tries >= TRIES:
                text = f"game {piece.numbers[0] + 1} was given out {TRIES} times, and no worker lived to finish it"
                raise WorkersLost(f"{text} ({error or type(error).__name__})") from error
            by.renew(piece.crew)
            for other in waiting:
                if other is piece or _is_lost(other, by):
                    other.future = None
        for other in waiting:
            if other.future is None:
                _give(work, by, other)


def _is_lost(piece: _Piece, by: Hands) -> bool:
    """Whether a piece went down with its worker too."""
    future = piece.future
    if future is None or future.cancelled():
        return True
    return future.done() and isinstance(future.exception(), by.deaths)


def _give(work: Work, by: Hands, piece: _Piece) -> None:
    try:
        piece.future = by.submit(work, piece.numbers)
    except BrokenExecutor:
        by.renew(by.crew)
        piece.future = by.submit(work, piece.numbers)
    piece.crew = by.crew
    piece.tries += 1


def _enlist(leash: Connection) -> None:
    """Makes a process a worker: it leaves interruptions by the keyboard to its parent, and ends when that lets go."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_serve, args=(leash,), daemon=True).start()


def _serve(leash: Connection) -> None:
    try:
        leash.recv_bytes()
    except (EOFError, OSError):
        os._exit(1)


_LOADED: dict[Setting, Scenario] = {}
"""The scenarios that this worker read last."""
_MOST_LOADED = 2
"""Two settings may be played side by side, to be compared."""


def play_piece(setting: Setting, numbers: Sequence[int]) -> list[Run]:
    """Games of one piece of work, in a worker that reads the scenario once.

    Raises:
        OtherGame: rules or files here are not those of the setting.
    """
    if setting not in _LOADED:
        while len(_LOADED) >= _MOST_LOADED:
            del _LOADED[next(iter(_LOADED))]
        _LOADED[setting] = setting.load()
    return [_game(setting, _LOADED[setting], number) for number in numbers]


def _game(setting: Setting, scenario: Scenario, number: int) -> Run:
    return play(scenario, run_seed(setting.seed, number), setting.levels, process_time, setting.plans)
