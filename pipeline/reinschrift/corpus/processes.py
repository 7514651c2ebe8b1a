"""Shards worked on in processes beside each other, each with an engine of its own.

A core is busy with one shard from repair to guards: while one process repairs, the engines
of the others translate, and no core waits for the last batch of another.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import connection, get_context
from typing import TYPE_CHECKING

from reinschrift.corpus.board import Board
from reinschrift.corpus.shards import Job
from reinschrift.corpus.translation import Done, Introduction, Worker
from reinschrift.errors import ReinschriftError

if TYPE_CHECKING:
    from multiprocessing.sharedctypes import Synchronized

Hire = Callable[[], Worker]
_AHEAD = 1  # shards that wait for a worker, so that none waits for a shard


class Here:
    """One worker, in this process."""

    def __init__(self, hire: Hire, *, board: Board) -> None:
        self._worker = hire()
        self._board = board
        self.introduction = self._worker.introduction

    def work(self, jobs: Iterator[Job]) -> Generator[Done, None, None]:
        """Work on shards one after the other."""
        for job in jobs:
            yield self._worker.work(job, self._board.reporter(0, job.number))

    def close(self) -> None:
        """Let go of nothing."""


class Processes:
    """Up to `workers` workers, each in a process that begins when there is a shard for it.

    The first begins at once, and introduces the engine: this process loads none. No shard is
    begun that is `span` or more behind one that is still open.
    """

    def __init__(self, hire: Hire, *, workers: int, span: int, board: Board) -> None:
        context = get_context("spawn")  # a fork of a process with threads may hang
        self._workers, self._span = workers, span
        self._before = set(multiprocessing.active_children())
        self._pool = ProcessPoolExecutor(
            workers,
            mp_context=context,
            initializer=_begin,
            initargs=(hire, board, context.Value("i", 0)),
        )
        self._pending: dict[Future[Done], int] = {}
        try:
            with _telling():
                with _deaf_to_interrupts():
                    introduced = self._pool.submit(_introduce)
                self.introduction: Introduction = introduced.result()
        except BaseException:
            self._end(at_once=True)
            raise

    def work(self, jobs: Iterator[Job]) -> Generator[Done, None, None]:
        """Work on shards; those that are done first come first."""
        pending = self._pending
        job = next(jobs, None)
        with _telling():
            while job is not None or pending:
                while (
                    job is not None
                    and len(pending) < self._workers + _AHEAD
                    and job.number - min(pending.values(), default=job.number) < self._span
                ):
                    with _deaf_to_interrupts():
                        pending[self._pool.submit(_work, job)] = job.number
                    job = next(jobs, None)
                for future in wait(pending, return_when=FIRST_COMPLETED).done:
                    del pending[future]
                    yield future.result()

    def close(self) -> None:
        """End the processes: broken off, nobody waits for shards that nobody will write."""
        self._end(at_once=bool(self._pending))

    def _end(self, *, at_once: bool) -> None:
        ours = set(multiprocessing.active_children()) - self._before
        self._pool.shutdown(wait=not at_once, cancel_futures=True)
        if at_once:
            for child in ours:
                child.terminate()


@contextlib.contextmanager
def _telling() -> Iterator[None]:
    """Tell of a process that was killed as of what the user can mend."""
    try:
        yield
    except BrokenProcessPool:
        raise ReinschriftError(
            "a worker was killed, perhaps for want of memory; what is done is kept: run it "
            "again to go on, with fewer --workers if there is too little memory"
        ) from None


@contextlib.contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Have the processes that are begun here never see Ctrl-C; it waits for this one.

    A terminal sends it to all. It is for the parent, which ends the others, even while those
    are still starting and would break off with a traceback.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Place:
    """What a worker process works with; one in each."""

    worker: Worker | Exception
    board: Board
    slot: int


def _begin(hire: Hire, board: Board, counter: Synchronized[int]) -> None:
    """Set up a worker process."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with counter.get_lock():
        _Place.slot = counter.value
        counter.value += 1
    _Place.board = board
    try:
        _Place.worker = hire()
    except Exception as error:  # what is raised here never reaches the parent
        # Errors of ours with arguments of their own cannot be sent to the parent as they are.
        ours = isinstance(error, ReinschriftError)
        _Place.worker = ReinschriftError(str(error)) if ours else error


def _end_with_parent() -> None:
    """End when the parent is gone, however it went: `kill -9` tells nobody."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _introduce() -> Introduction:
    return _worker().introduction


def _work(job: Job) -> Done:
    report = _Place.board.reporter(_Place.slot, job.number)
    return _worker().work(job, report)


def _worker() -> Worker:
    if isinstance(_Place.worker, Exception):
        raise _Place.worker
    return _Place.worker
