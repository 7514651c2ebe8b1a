"""The user's cache: folders that appear whole or not at all, made by one process at a time."""

from __future__ import annotations

import fcntl
import os
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PART = ".part"  # what is being made, or was when its maker died


def cache_folder() -> Path:
    """Return where this user's models go: `$XDG_CACHE_HOME/reinschrift`, or in `~/.cache`."""
    home = os.environ.get("XDG_CACHE_HOME")
    # The rule of XDG: a relative path is to be ignored.
    root = Path(home) if home and Path(home).is_absolute() else Path.home() / ".cache"
    return root / "reinschrift"


def make_folder(target: Path, fill: Callable[[Path], object]) -> Path:
    """Return `target`, made by `fill` if it is not there yet.

    Of several processes one makes it while the others wait. `fill` works in a folder of
    its own that is renamed when all is on the disk: a kill, a full disk or Ctrl-C leaves
    no half of a model behind.
    """
    if target.is_dir():
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    with locked(target.parent / f"{target.name}.lock"):
        if target.is_dir():  # made while we waited
            return target
        part = target.parent / f"{target.name}{_PART}"
        shutil.rmtree(part, ignore_errors=True)  # of one that was killed
        try:
            part.mkdir()
            fill(part)
            for path in part.iterdir():
                _flush(path)
            _flush(part)
            part.rename(target)
            _flush(target.parent)
        finally:
            shutil.rmtree(part, ignore_errors=True)
    return target


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock `path`; the system frees it when its holder dies."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="ascii") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
