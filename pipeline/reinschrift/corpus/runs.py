"""A run: from inputs to a folder, gone on with wherever it was."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from itertools import count, islice
from pathlib import Path
from typing import IO, Protocol

from reinschrift.corpus.board import Board
from reinschrift.corpus.folder import MEMORY, Folder
from reinschrift.corpus.inputs import describe_inputs, find_inputs
from reinschrift.corpus.memory import LAG, Memory
from reinschrift.corpus.options import Options, digest_data
from reinschrift.corpus.processes import Here, Processes
from reinschrift.corpus.records import Record, read_records
from reinschrift.corpus.shards import CHARACTERS, RECORDS, Job, Part, cut
from reinschrift.corpus.translation import Done, Introduction, Tally, Worker
from reinschrift.formats.table import Options as Reading
from reinschrift.registry import lookup
from reinschrift.version import __version__

CLUSTERS = {"ray": "reinschrift.corpus.cluster:RayCluster"}
LAYOUT = 1  # of the folder; another one is not gone on with


@dataclass(frozen=True, slots=True)
class Cluster:
    """A cluster that works on the shards: its kind, and where it is if not on this machine."""

    kind: str = "ray"
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """What to read, where to write, and with how many workers."""

    inputs: tuple[str, ...]
    out: Path
    encoding: str | None = None
    by_line: bool = False
    limit: int | None = None
    part: Part = Part()  # noqa: RUF009 — immutable
    shard_size: int = RECORDS
    fresh: bool = False
    workers: int | None = None
    cluster: Cluster | None = None


class Watcher(Protocol):
    """Sees a run go by."""

    def begin(self, board: Board, done: Tally, size: int) -> None:
        """Begin, with what an earlier run has done and the inputs' bytes."""

    def read(self, stream: IO[bytes]) -> None:
        """Take note of the file that is read now."""

    def take(self, job: Job) -> None:
        """Take note of a shard that has been read, whether or not it is still to be done."""

    def commit(self, done: Done) -> None:
        """Take note of a shard that is done."""


class Crew(Protocol):
    """Whoever works on shards."""

    introduction: Introduction

    def work(self, jobs: Iterator[Job]) -> Generator[Done, None, None]:
        """Work on shards; those that are done first come first."""

    def close(self) -> None:
        """Let everybody go."""


def run(
    task: Task, options: Options, *, watcher: Watcher, tell: Callable[[str], None]
) -> dict[str, object]:
    """Translate a corpus and return the summary."""
    paths = find_inputs(task.inputs, out=task.out, tell=tell)
    workers = _count_workers(task, options)
    board = Board(workers)
    if task.cluster:
        options = replace(options, memory=False)
    with contextlib.ExitStack() as stack:
        # First of all: a wrong name or a broken model is told before anything is begun.
        crew = stack.enter_context(contextlib.closing(_hire(task, options, board, workers)))
        name, is_preview = crew.introduction
        if is_preview:
            tell(
                f"model {options.model!r} is a preview: an early state of its training, "
                "not good yet"
            )
        header = _describe(task, options, paths, name)
        folder = stack.enter_context(Folder(task.out, header, fresh=task.fresh))
        start = time.monotonic()
        before = _sum(folder.done.values())
        watcher.begin(board, before, sum(path.stat().st_size for path in paths))
        work = crew.work(_find_jobs(task, options, paths, folder, watcher))
        with contextlib.closing(work):
            _keep(work, folder, options, task.part, watcher)
        done = _sum(folder.done.values())
        summary = {
            **header,
            **done.describe(),
            "shards": len(folder.done),
            "workers": workers,
            **_rate(before, done, time.monotonic() - start),
        }
        folder.finish(summary)
    return summary


def _hire(task: Task, options: Options, board: Board, workers: int) -> Crew:
    """Find workers, one of which has loaded the engine."""
    if task.cluster:
        make = lookup("cluster", task.cluster.kind, CLUSTERS)
        cluster: Crew = make(options, address=task.cluster.address, workers=task.workers)
        return cluster
    hire = partial(
        Worker,
        options,
        threads=max(1, _count_cores() // workers),
        memory=task.out / MEMORY if options.memory else None,
        step=task.part.total,
    )
    if workers == 1:
        return Here(hire, board=board)
    return Processes(hire, workers=workers, span=LAG * task.part.total, board=board)


def _keep(
    work: Iterable[Done], folder: Folder, options: Options, part: Part, watcher: Watcher
) -> None:
    """Keep what is done, the sentences before the shard that they come from."""
    with contextlib.ExitStack() as stack:
        memory = Memory(folder.path / MEMORY, step=part.total) if options.memory else None
        if memory:
            stack.callback(memory.close)
        numbers = filter(part.holds, count())
        oldest_open = next(numbers)
        for done in work:
            if memory:
                while oldest_open in folder.done:
                    oldest_open = next(numbers)
                memory.keep(done.number, done.learnt, oldest_open=oldest_open)
            folder.commit(done)
            watcher.commit(done)


def _find_jobs(
    task: Task, options: Options, paths: Sequence[Path], folder: Folder, watcher: Watcher
) -> Iterator[Job]:
    """Give the shards of this part that are still open."""
    records = islice(_read_all(task, options, paths, watcher), task.limit)
    for job in cut(records, task.shard_size):
        if task.part.holds(job.number):
            watcher.take(job)
            if job.number not in folder.done:
                yield job


def _read_all(
    task: Task, options: Options, paths: Sequence[Path], watcher: Watcher
) -> Iterator[Record]:
    for path in paths:
        reading = Reading(encoding=task.encoding, source=str(path))
        yield from read_records(path, options, reading, by_line=task.by_line, watch=watcher.read)


def _describe(
    task: Task, options: Options, paths: Sequence[Path], engine_name: str
) -> dict[str, object]:
    """Return what a run is: another one must not go on with its folder."""
    return {
        "layout": LAYOUT,
        "reinschrift": __version__,
        "data": digest_data(),
        "inputs": describe_inputs(paths),
        "engine": engine_name,
        "options": asdict(options),
        "configuration": options.digest(engine_name),
        "reading": {"encoding": task.encoding, "lines": task.by_line, "limit": task.limit},
        "sharding": {"records": task.shard_size, "characters": CHARACTERS, "part": list(task.part)},
    }


def _count_workers(task: Task, options: Options) -> int:
    """Return a process for each core; one for a GPU, which several would only share."""
    usual = 1 if options.device != "cpu" and _has_gpu() else _count_cores()
    return max(1, min(task.workers or usual, LAG))


def _has_gpu() -> bool:
    found: bool = lookup("function", "reinschrift_models.cores:has_gpu", {})()
    return found


def _count_cores() -> int:
    cores: int = lookup("function", "reinschrift_models.cores:count_cores", {})()
    return cores


def _sum(tallies: Iterable[Tally]) -> Tally:
    total = Tally()
    for one in tallies:
        total.add(one)
    return total


def _rate(before: Tally, done: Tally, seconds: float) -> dict[str, object]:
    words = done.words - before.words
    return {
        "seconds": round(seconds, 1),
        "words_per_second": round(words / seconds, 1) if words else None,
        "resumed_at": before.records,
    }
