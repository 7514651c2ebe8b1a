"""Shards worked on in processes beside each other, each with an engine of its own.

A core is busy with one shard from repair to guards: while one process repairs, the engines
of the others translate, and no core waits for the last batch of another.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import connection, get_context
from typing import TYPE_CHECKING

from reinschrift.corpus.board import Board
from reinschrift.corpus.shards import Job
from reinschrift.corpus.translation import Done, Worker
from reinschrift.errors import ReinschriftError

if TYPE_CHECKING:
    from multiprocessing.sharedctypes import Synchronized

Hire = Callable[[], Worker]
_AHEAD = 1  # shards that wait for a worker, so that none waits for a shard


def work_here(jobs: Iterator[Job], worker: Worker, board: Board) -> Iterator[Done]:
    """Work on shards one after the other in this process."""
    for job in jobs:
        yield worker.work(job, board.reporter(0, job.number))


def work_in_processes(
    jobs: Iterator[Job], hire: Hire, *, workers: int, span: int, board: Board
) -> Iterator[Done]:
    """Work on shards in `workers` processes; those that are done first come first.

    No shard is begun that is `span` or more behind one that is still open.
    """
    context = get_context("spawn")  # a fork of a process with threads may hang
    pool = ProcessPoolExecutor(
        workers,
        mp_context=context,
        initializer=_begin,
        initargs=(hire, board, context.Value("i", 0)),
    )
    before = set(multiprocessing.active_children())
    pending: dict[Future[Done], int] = {}
    job = next(jobs, None)
    try:
        while job is not None or pending:
            while (
                job is not None
                and len(pending) < workers + _AHEAD
                and job.number - min(pending.values(), default=job.number) < span
            ):
                pending[pool.submit(_work, job)] = job.number
                job = next(jobs, None)
            for future in wait(pending, return_when=FIRST_COMPLETED).done:
                del pending[future]
                yield future.result()
    except BrokenProcessPool:
        raise ReinschriftError(
            "a worker was killed, perhaps for want of memory; what is done is kept: run it "
            "again to go on, with fewer --workers if there is too little memory"
        ) from None
    finally:
        ours = set(multiprocessing.active_children()) - before
        pool.shutdown(wait=not pending, cancel_futures=True)
        if pending:  # broken off: nobody waits for shards that nobody will write
            for child in ours:
                child.terminate()


class _Place:
    """What a worker process works with; one in each."""

    worker: Worker
    board: Board
    slot: int


def _begin(hire: Hire, board: Board, counter: Synchronized[int]) -> None:
    """Set up a worker process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends us
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with counter.get_lock():
        _Place.slot = counter.value
        counter.value += 1
    _Place.board = board
    _Place.worker = hire()


def _end_with_parent() -> None:
    """End when the parent is gone, however it went: `kill -9` tells nobody."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _work(job: Job) -> Done:
    report = _Place.board.reporter(_Place.slot, job.number)
    return _Place.worker.work(job, report)
