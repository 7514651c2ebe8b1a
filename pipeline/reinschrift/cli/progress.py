"""A progress bar on anything that takes longer than two seconds, on a terminal only."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

PATIENCE = 2.0  # seconds without a sign of life
Item = TypeVar("Item")


class Bar:
    """Counts steps and draws them once patience runs out.

    A timer draws it, since the engine may be at one long batch then. Rich is imported by
    the timer and not before: most calls end within the two seconds.
    """

    def __init__(self, label: str, unit: str) -> None:
        self._label = label
        self._unit = unit
        self._done = 0
        self._total: int | None = None
        self._drawn: Progress | None = None
        self._task: TaskID | None = None
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None

    def __enter__(self) -> Self:
        if sys.stderr is not None and sys.stderr.isatty():
            self._timer = threading.Timer(PATIENCE, self._draw)
            self._timer.daemon = True
            self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._timer is None:
            return
        self._timer.cancel()
        with self._lock:
            if self._drawn is not None:
                self._drawn.stop()
            self._timer = None

    def update(self, done: int, total: int | None = None) -> None:
        """Say how much is done, and of how much if that is known."""
        self._done, self._total = done, total
        if self._drawn is not None and self._task is not None:
            self._drawn.update(self._task, completed=done, total=total)

    def counter(self, before: int) -> Callable[[int, int], None]:
        """Return what a flow tells its progress to, when `before` were done already."""
        return lambda done, total: self.update(before + done, before + total)

    def _draw(self) -> None:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeElapsedColumn,
        )

        columns = (
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TextColumn(self._unit),
            TimeElapsedColumn(),
        )
        with self._lock:
            if self._timer is None:  # it ended while rich was being imported
                return
            self._drawn = Progress(*columns, console=Console(stderr=True), transient=True)
            self._task = self._drawn.add_task(self._label, total=self._total, completed=self._done)
            self._drawn.start()


def show_progress(items: Iterable[Item], label: str, *, unit: str = "texts") -> Iterator[Item]:
    """Give `items` on, and show how many there were once it takes long."""
    with Bar(label, unit) as bar:
        for done, item in enumerate(items):
            bar.update(done)
            yield item
