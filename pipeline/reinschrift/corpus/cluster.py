"""Shards worked on by a Ray cluster: a thin adapter over the function that every run uses.

Ray Data deals shards out to actors, starts those anew that are lost and gives their shards
to others. This process reads and writes, so that the folder is whole at any moment, as it
is without a cluster.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Generator, Iterator
from itertools import islice

from reinschrift.corpus.options import Options
from reinschrift.corpus.shards import Job
from reinschrift.corpus.translation import Done, Worker
from reinschrift.errors import MissingExtra, ReinschriftError

# Shards of each actor that Ray Data gets at a time. Actors load their model anew for each
# such wave, and wait for the last shard of it: about one part in a hundred of its time.
_WAVE = 64

Row = dict[str, object]


class RayCluster:
    """The cluster at `address`; without it one of this machine's cores, for the run only."""

    def __init__(self, options: Options, *, address: str | None, workers: int | None) -> None:
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing is sent unasked
        try:
            import ray.data  # noqa: F401
        except ImportError:
            raise MissingExtra("--engine-cluster ray", "ray") from None
        self._options = options
        self._address = address
        self._workers = workers
        # Loaded here too: a wrong name is told before a cluster is asked for.
        self.introduction = Worker(options).introduction

    def close(self) -> None:
        """Let go of nothing: the cluster is left when the work is."""

    def work(self, jobs: Iterator[Job]) -> Generator[Done, None, None]:
        """Work on shards; those that are done first come first.

        Shards recall nothing of each other here: their machines share no memory.
        """
        import ray
        import ray.data

        try:
            ray.init(
                address=self._address,
                log_to_driver=False,
                logging_level="ERROR",
                include_dashboard=False,
            )
        except (ConnectionError, ValueError) as error:
            raise ReinschriftError(f"no Ray cluster at {self._address}: {error}") from error
        ray.data.DataContext.get_current().enable_progress_bars = False
        actors = self._workers or max(1, int(ray.cluster_resources().get("CPU", 1)))
        try:
            while wave := list(islice(jobs, actors * _WAVE)):
                rows: list[Row] = [{"job": pickle.dumps(job)} for job in wave]
                done = ray.data.from_items(rows, override_num_blocks=len(rows)).map(
                    _Actor,
                    fn_constructor_args=(self._options,),
                    compute=ray.data.ActorPoolStrategy(size=min(actors, len(rows))),
                    num_cpus=1,
                )
                for row in done.iter_rows():
                    # Made by our own actors a moment ago.
                    found: Done = pickle.loads(row["done"])  # noqa: S301
                    yield found
        finally:
            ray.shutdown()


class _Actor:
    """A worker in a process that Ray looks after."""

    def __init__(self, options: Options) -> None:
        self._worker = Worker(options, threads=1)

    def __call__(self, row: Row) -> Row:
        """Translate the shard in a row."""
        job = row["job"]
        if not isinstance(job, bytes):
            raise TypeError("a row holds a shard as bytes")
        return {"done": pickle.dumps(self._worker.work(pickle.loads(job)))}  # noqa: S301
