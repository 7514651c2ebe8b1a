"""What a run shows while it runs: a bar, JSON lines, figures for Prometheus, a stall."""

from __future__ import annotations

import contextlib
import json
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, TYPE_CHECKING, Self

from reinschrift.corpus.board import Board
from reinschrift.corpus.translation import Done, Tally

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

PULSE = 1.0  # seconds between two looks
_SCRAPE = 15.0  # seconds; Prometheus looks about as often


class Observer:
    """Watches a run from a thread of its own, so that it sees when nothing moves.

    `stall` is after how many seconds without a step that is said.
    """

    def __init__(
        self,
        tell: Callable[[str], None],
        *,
        log_json: bool = False,
        prometheus: Path | None = None,
        stall: float = 300,
    ) -> None:
        self._tell = tell
        self._log_json = log_json
        self._prometheus = prometheus
        self._stall = stall
        self._board: Board | None = None
        self._stream: IO[bytes] | None = None
        self._read = self._size = 0  # bytes, of files that are closed and of all
        self._tally = Tally()
        self._before = Tally()
        self._shards = self._stalls = 0
        self._start = self._moved = time.monotonic()
        self._seen: object = None
        self._is_stalled = False
        self._over = threading.Event()
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._bar: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self._over.set()
        if self._thread.is_alive():
            self._thread.join()
        if self._bar is not None:
            self._bar.stop()
        if self._board is not None:
            self._export()
            self._log("end", **self._tally.describe())

    def begin(self, board: Board, done: Tally, size: int) -> None:
        """Begin to watch."""
        self._board, self._size = board, size
        self._tally.add(done)
        self._before.add(done)
        self._start = self._moved = time.monotonic()
        self._log("begin", resumed_at=done.records, bytes=size)
        if not self._log_json and sys.stderr is not None and sys.stderr.isatty():
            self._draw()
        self._export()
        self._thread.start()

    def read(self, stream: IO[bytes]) -> None:
        """Take note of the file that is read now."""
        if self._stream is not None:
            self._read += _size(self._stream)
        self._stream = stream

    def commit(self, done: Done) -> None:
        """Count a shard."""
        with self._lock:
            self._tally.add(done.tally)
            self._shards += 1
        self._log("shard", shard=done.number, **done.tally.describe())

    def _watch(self) -> None:
        exported = time.monotonic()
        while not self._over.wait(PULSE):
            now = time.monotonic()
            seen = (self._shards, tuple(self._board.positions()) if self._board else ())
            if seen != self._seen:
                self._seen, self._moved, self._is_stalled = seen, now, False
            elif now - self._moved >= self._stall and not self._is_stalled:
                self._is_stalled = True
                self._report_stall(now - self._moved)
            self._update_bar()
            if now - exported >= _SCRAPE:
                exported = now
                self._export()

    def _report_stall(self, seconds: float) -> None:
        self._stalls += 1
        doing = [
            f"shard {at.shard} at sentence {at.done} of {at.total}"
            if at.total
            else f"shard {at.shard}, reading or repairing"
            for at in (self._board.positions() if self._board else ())
        ]
        self._log("stall", seconds=round(seconds), doing=doing)
        if not self._log_json:
            self._tell(f"no progress for {seconds:.0f} seconds; at work: {'; '.join(doing)}")
        self._export()

    def _log(self, event: str, **facts: object) -> None:
        if self._log_json:
            line = {"event": event, "time": round(time.time(), 3), **facts}
            print(json.dumps(line), file=sys.stderr, flush=True)  # noqa: T201 — a log is asked for

    def _progress(self) -> float:
        """Return how much of the input's bytes has been read, from 0 to 1."""
        here = 0
        with contextlib.suppress(ValueError):  # it was closed just now
            here = self._stream.tell() if self._stream is not None else 0
        return (self._read + here) / self._size if self._size else 1.0

    def _draw(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

        self._bar = Progress(
            TextColumn("{task.fields[counts]}"),
            BarColumn(bar_width=20),
            TextColumn("{task.percentage:.0f} %"),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._bar.add_task("", total=1.0, counts="starting")
        self._bar.start()

    def _update_bar(self) -> None:
        if self._bar is None or self._task is None:
            return
        with self._lock:
            now = self._tally
            under_way = sum(at.done for at in (self._board.positions() if self._board else ()))
            rate = (now.words - self._before.words) / (time.monotonic() - self._start)
            counts = (
                f"{now.records} records, {now.sentences + under_way} sentences, "
                f"{rate:.0f} words/s, {now.rejects} rejects, {now.doubtful} doubtful"
            )
        self._bar.update(self._task, completed=self._progress(), counts=counts)

    def _export(self) -> None:
        """Write the figures where Prometheus' node exporter collects text files."""
        if self._prometheus is None:
            return
        with self._lock:
            text = metrics(self._tally, self._shards, self._stalls)
        part = self._prometheus.with_name(f".{self._prometheus.name}.part")
        part.write_text(text, encoding="utf-8")
        part.replace(self._prometheus)


def metrics(tally: Tally, shards: int, stalls: int) -> str:
    """Return the figures of a run in Prometheus' text format.

    >>> print(metrics(Tally(records=3), 1, 0).splitlines()[1])
    reinschrift_records_total 3
    """
    counts: dict[str, int] = {
        "records": tally.records,
        "rejects": tally.rejects,
        "sentences": tally.sentences,
        "recalled_sentences": tally.recalled,
        "doubtful_sentences": tally.doubtful,
        "words": tally.words,
        "edits": tally.edits,
        "shards": shards,
        "stalls": stalls,
    }
    lines: list[str] = []
    for name, value in counts.items():
        lines += (f"# TYPE reinschrift_{name}_total counter", f"reinschrift_{name}_total {value}")
    lines.append("# TYPE reinschrift_flags_total counter")
    lines += (
        f'reinschrift_flags_total{{flag="{flag}"}} {value}'
        for flag, value in sorted(tally.flags.items())
    )
    return "\n".join(lines) + "\n"


def _size(stream: IO[bytes]) -> int:
    return Path(stream.name).stat().st_size
