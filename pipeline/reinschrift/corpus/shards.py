"""Shards: runs of records that are translated together and written as one file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from reinschrift.corpus.records import Record

# A shard ends at either. 200,000 characters are some 1,500 sentences, enough to fill batches
# with sentences of one length, and half a minute of one core: what a crash can cost.
RECORDS = 1000
CHARACTERS = 200_000


class Job(NamedTuple):
    """A shard to translate."""

    number: int
    records: tuple[Record, ...]


class Part(NamedTuple):
    """Part `number` of `total` of a corpus, from 1: every so many-eth shard.

    >>> [number for number in range(6) if Part(2, 3).holds(number)]
    [1, 4]
    """

    number: int = 1
    total: int = 1

    def holds(self, shard: int) -> bool:
        """Tell whether a shard belongs to this part."""
        return shard % self.total == self.number - 1


def cut(records: Iterable[Record], most: int = RECORDS) -> Iterator[Job]:
    """Cut records into shards of `most`, by nothing but the records themselves."""
    held: list[Record] = []
    size = number = 0
    for record in records:
        held.append(record)
        size += record.size
        if len(held) == most or size >= CHARACTERS:
            yield Job(number, tuple(held))
            held, size, number = [], 0, number + 1
    if held:
        yield Job(number, tuple(held))
