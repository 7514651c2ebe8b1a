"""Translation memory: sentences that come again, far apart, are paid once.

The memory must not make a run depend on chance: which worker was first, or where a run
broke off. So a shard recalls only what shards at least `LAG` before it have learnt, which
are done by then whoever works on them; and it reaches back over so many shards as hold
`ROWS` sentences, so that the file stays bounded. A sentence that is recalled is learnt
anew, and so stays as long as it keeps coming.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from reinschrift.engines import Hypothesis
from reinschrift.errors import ReinschriftError
from reinschrift.guards.retry import Judged

LAG = 16  # shards; so many can be worked on at once
ROWS = 1_000_000  # sentences; some 300 MB
_AT_ONCE = 500  # places for values in one query; SQLite of old allowed 999
_SCHEMA = """
    CREATE TABLE IF NOT EXISTS sentences (
        key BLOB, shard INTEGER, text BLOB, score REAL, flags TEXT, PRIMARY KEY (key, shard)
    ) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS by_shard ON sentences (shard);
    CREATE TABLE IF NOT EXISTS shards (shard INTEGER PRIMARY KEY, rows INTEGER);
"""


class Learnt(NamedTuple):
    """A sentence as the memory holds it."""

    key: bytes
    text: bytes
    score: float
    flags: str


class View:
    """What one shard may recall; collects what it learns. A `reinschrift.flow.Memory`.

    `scope` is all that a translation depends on beside the sentence: the weights and how
    they are searched.
    """

    def __init__(self, path: Path, shard: int, *, scope: str, step: int = 1) -> None:
        self._path = path
        self._newest = shard - LAG * step
        self._scope = hashlib.blake2b(scope.encode()).digest()
        self.learnt: list[Learnt] = []
        self.recalled = 0

    def recall(self, texts: list[str]) -> dict[str, Judged]:
        """Return what is known of `texts`."""
        keys = {self._key(text): text for text in texts}
        known: dict[str, Judged] = {}
        if self._newest < 0 or not self._path.exists():
            return known
        with _telling(self._path), contextlib.closing(_connect(self._path)) as base:
            oldest = _reach(base, self._newest)
            for some in _in_parts(list(keys), _AT_ONCE):
                marks = ",".join("?" * len(some))
                # Of equal keys the newest comes last and stays.
                for row in base.execute(
                    "SELECT key, text, score, flags FROM sentences "  # noqa: S608 — marks only
                    f"WHERE key IN ({marks}) AND shard BETWEEN ? AND ? ORDER BY key, shard",
                    (*some, oldest, self._newest),
                ):
                    found = Learnt(*row)
                    text = found.text.decode("utf-8", "surrogatepass")
                    flags = tuple(found.flags.split())
                    known[keys[found.key]] = Judged(Hypothesis(text, found.score), flags)
        self.recalled += len(known)
        self.learn(known)
        return known

    def learn(self, found: Mapping[str, Judged]) -> None:
        """Collect translations for whoever keeps them."""
        self.learnt += (
            Learnt(
                self._key(text),
                judged.hypothesis.text.encode("utf-8", "surrogatepass"),
                judged.hypothesis.score,
                " ".join(judged.flags),
            )
            for text, judged in found.items()
        )

    def _key(self, text: str) -> bytes:
        return hashlib.blake2b(
            text.encode("utf-8", "surrogatepass"), digest_size=16, key=self._scope
        ).digest()


class Memory:
    """Keeps what shards have learnt; one writer, while any number of views read."""

    def __init__(self, path: Path, *, step: int = 1) -> None:
        self._step = step
        self._path = path
        with _telling(path):
            self._base = _connect(path)
            self._base.execute("PRAGMA journal_mode = WAL")
            # The manifest says that a shard is done only when its sentences are on the disk.
            self._base.execute("PRAGMA synchronous = FULL")
            self._base.executescript(_SCHEMA)

    def keep(self, shard: int, learnt: Iterable[Learnt], *, oldest_open: int) -> None:
        """Keep what a shard has learnt, in place of what a broken run may have left of it.

        No shard before `oldest_open` will ask again.
        """
        rows = [(one.key, shard, one.text, one.score, one.flags) for one in learnt]
        with _telling(self._path), self._base:
            self._base.execute("DELETE FROM sentences WHERE shard = ?", (shard,))
            self._base.executemany("INSERT INTO sentences VALUES (?, ?, ?, ?, ?)", rows)
            self._base.execute("INSERT OR REPLACE INTO shards VALUES (?, ?)", (shard, len(rows)))
            reach = _reach(self._base, oldest_open - LAG * self._step)
            self._base.execute("DELETE FROM sentences WHERE shard < ?", (reach,))

    def close(self) -> None:
        """Write all to the one file and let go of it."""
        self._base.close()


def _reach(base: sqlite3.Connection, newest: int) -> int:
    """Return the first of the shards up to `newest` that hold at most `ROWS` sentences."""
    total, first = 0, newest + 1
    for shard, rows in base.execute(
        "SELECT shard, rows FROM shards WHERE shard <= ? ORDER BY shard DESC", (newest,)
    ):
        total += rows
        if total > ROWS:
            break
        first = shard
    return first


@contextlib.contextmanager
def _telling(path: Path) -> Iterator[None]:
    """Tell what is wrong with the file: of a full disk, and of one that holds something else."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise ReinschriftError(
            f"{path}: {error}; what is done is kept: run it again to go on"
        ) from error
    except sqlite3.DatabaseError as error:
        raise ReinschriftError(
            f"{path} is no translation memory ({error}); --fresh begins anew"
        ) from error


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=60)


def _in_parts(items: Sequence[bytes], size: int) -> Iterator[Sequence[bytes]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
