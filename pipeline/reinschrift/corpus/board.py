"""The board where workers write how far they are: three numbers each, no locks, no waiting."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from multiprocessing import get_context
from typing import NamedTuple

_FIELDS = 3


class Position(NamedTuple):
    """Where a worker is: its shard, sentences done of it, and of how many."""

    shard: int
    done: int
    total: int


class Board:
    """Shared memory that workers write and the parent looks at."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._numbers = get_context("spawn").RawArray("q", [-1] * _FIELDS * workers)

    def reporter(self, slot: int, shard: int) -> Callable[[int, int], None]:
        """Say that a shard is begun, and return what its flow tells its progress to."""
        self._set(slot, Position(shard, 0, 0))
        return lambda done, total: self._set(slot, Position(shard, done, total))

    def positions(self) -> Iterator[Position]:
        """Give the position of every worker that has begun."""
        for slot in range(self._workers):
            position = Position(*self._numbers[slot * _FIELDS : (slot + 1) * _FIELDS])
            if position.shard >= 0:
                yield position

    def _set(self, slot: int, position: Position) -> None:
        if slot < self._workers:
            self._numbers[slot * _FIELDS : (slot + 1) * _FIELDS] = list(position)
