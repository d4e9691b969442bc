"""Games given out to workers: processes of our own or any executor; what a dead worker had is given out again."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from time import process_time
from typing import Protocol

from attrs import define, field

from game.model.scenario import Scenario
from game.sim.run import Run, play, run_seed
from game.sim.setting import Setting

CHUNK = 4
"""Games handed to a worker at a time."""
WINDOW = 3
"""Pieces of work given out for each worker before their results are taken; it bounds what waits in memory."""
TRIES = 5
"""Times that one piece of work is given out before it is taken to kill its workers."""
REMOTE_WORKERS = 16
"""Workers for which an executor that does not say how many it has is fed."""


Work = Callable[[Sequence[int]], list[Run]]
"""Plays games by their numbers; it can be pickled."""
DEATHS = (BrokenExecutor, CancelledError, OSError)
"""What executors raise for work whose worker is gone."""


class Hands(Protocol):
    """Whoever plays the games."""

    workers: int
    deaths: tuple[type[BaseException], ...]
    """What it raises when the worker died, not the work."""

    def submit(self, work: Work, piece: Sequence[int]) -> Future[list[Run]]:
        """Gives out a piece of work."""
        ...

    def renew(self) -> None:
        """Makes good what broke."""
        ...


@define
class Lent:
    """An executor of somebody else's, which is left open."""

    executor: Executor
    workers: int = REMOTE_WORKERS
    deaths: tuple[type[BaseException], ...] = DEATHS

    def submit(self, work: Work, piece: Sequence[int]) -> Future[list[Run]]:
        """Gives out a piece of work."""
        return self.executor.submit(work, tuple(piece))

    def renew(self) -> None:
        """Nothing: whoever lent it has to mend it."""


@define
class Own:
    """Spawned processes, not forked ones: a window may have threads of its own."""

    workers: int
    deaths: tuple[type[BaseException], ...] = DEATHS
    executor: ProcessPoolExecutor | None = None

    def submit(self, work: Work, piece: Sequence[int]) -> Future[list[Run]]:
        """Gives out a piece of work; the first one starts the processes."""
        if self.executor is None:
            self.executor = ProcessPoolExecutor(self.workers, mp_context=get_context("spawn"), initializer=_deafen)
        return self.executor.submit(work, tuple(piece))

    def renew(self) -> None:
        """Puts the processes away, broken or not; on an interruption those at work take a moment at most."""
        if self.executor is not None:
            self.executor.shutdown(cancel_futures=True)
        self.executor = None


@contextmanager
def hands(jobs: int, executor: Executor | None = None) -> Iterator[Hands | None]:
    """Who plays: an executor that was brought along and is left open, else so many processes, None for this one.

    Raises:
        ValueError: there are no workers.
    """
    if jobs < 1:
        raise ValueError("a batch needs workers")
    if executor is not None:
        yield Lent(executor)
        return
    if jobs == 1:
        yield None
        return
    own = Own(jobs)
    try:
        yield own
    finally:
        own.renew()


def games_of(setting: Setting, numbers: range, by: Hands | None) -> Iterator[Run]:
    """Games of a setting by their numbers, in order.

    Args:
        by: who plays; None for this process.

    Raises:
        OtherGame: a worker has other rules or other files.
        LookupError: a worker cannot read the scenario.
        RuntimeError: a piece of work killed its worker `TRIES` times.
    """
    return given_out(partial(play_piece, setting), numbers, by)


def given_out(work: Work, numbers: range, by: Hands | None) -> Iterator[Run]:
    """Games by their numbers, in order, from some kind of work that any process can take.

    Args:
        by: who plays; None for this process.

    Raises:
        RuntimeError: a piece of work killed its worker `TRIES` times.
    """
    if by is None:
        for number in numbers:
            yield from work((number,))
        return
    size = max(1, min(CHUNK, -(-len(numbers) // (2 * by.workers))))
    yield from _in_order(work, by, [numbers[at : at + size] for at in range(0, len(numbers), size)])


@define
class _Piece:
    numbers: Sequence[int]
    future: Future[list[Run]] | None = None
    tries: int = field(default=0)


def _in_order(work: Work, by: Hands, pieces: Sequence[Sequence[int]]) -> Iterator[Run]:
    """Results in the order of the pieces, with a bounded number of them under way."""
    waiting: deque[_Piece] = deque()
    todo = iter(pieces)
    while True:
        while len(waiting) < WINDOW * by.workers and (numbers := next(todo, None)) is not None:
            waiting.append(_Piece(numbers))
            _give(work, by, waiting[-1])
        if not waiting:
            return
        yield from _taken(work, by, waiting)
        waiting.popleft()


def _taken(work: Work, by: Hands, waiting: deque[_Piece]) -> list[Run]:
    """The games of the first piece, given out again as often as its worker dies."""
    piece = waiting[0]
    while True:
        try:
            if piece.future is not None:
                return piece.future.result()
        except by.deaths as error:
            if piece.tries >= TRIES:
                raise RuntimeError(f"games {piece.numbers[0]} and on killed {TRIES} workers ({error})") from error
            by.renew()
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
        by.renew()
        piece.future = by.submit(work, piece.numbers)
    piece.tries += 1


def _deafen() -> None:
    """Leaves an interruption by the keyboard to the parent, which ends the workers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


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
