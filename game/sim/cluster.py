"""Workers on other machines, by Dask; only with the extra `cluster`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Any

from attrs import define

from game.sim.run import Run
from game.sim.setting import CannotPlay
from game.sim.workers import DEATHS, Hands, Tell, Work, silent


class NoCluster(CannotPlay):
    """There is no cluster to be had."""


@define
class Cluster:
    """The workers of a Dask scheduler. It gives the work of a dead one to another by itself, three times."""

    executor: Any
    workers: int
    deaths: tuple[type[BaseException], ...]
    tell: Tell = silent
    crew: int = 0

    def submit(self, work: Work, piece: Sequence[int]) -> Future[list[Run]]:
        """Gives out a piece of work."""
        future: Future[list[Run]] = self.executor.submit(work, tuple(piece))
        return future

    def renew(self, crew: int) -> None:
        """Says that work is given out again; the scheduler looks after its workers."""
        self.tell("the cluster has lost a piece of work with its workers; it is given out again")


@contextmanager
def cluster(address: str, wait_s: float = 10.0, tell: Tell = silent) -> Iterator[Hands]:
    """The workers of a scheduler.

    Args:
        address: such as tcp://10.0.0.1:8786.
        wait_s: seconds to wait for it.
        tell: told when work was lost.

    Raises:
        NoCluster: the library is not installed, or nobody answers, or there are no workers.
    """
    try:
        from distributed import Client, KilledWorker  # noqa: PLC0415  (an extra)
    except ImportError:
        hint = "pip install 'undeclared-war[cluster]'"
        raise NoCluster(f"games on a cluster need the library 'distributed': {hint}") from None
    try:
        client = Client(address, timeout=wait_s, set_as_default=False)
    except (OSError, ValueError) as error:
        raise NoCluster(f"no scheduler answers at {address} ({error or 'nothing heard'})") from None
    with client:
        try:
            client.wait_for_workers(1, timeout=wait_s)
        except TimeoutError:
            raise NoCluster(f"the scheduler at {address} has no workers") from None
        # Not `pure`: a piece that is given out again must be played again, not its old failure looked up.
        executor = client.get_executor(pure=False)
        threads = sum(client.nthreads().values())
        yield Cluster(executor, max(1, threads), (*DEATHS, OSError, KilledWorker), tell)
