"""Inputs: files, globs and folders, in one order on every machine."""

from __future__ import annotations

import glob
import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from reinschrift.errors import UnreadableInput
from reinschrift.formats.table import has_suffix

_WILD = frozenset("*?[")


def find_inputs(
    names: Sequence[str], *, out: Path, tell: Callable[[str], None]
) -> tuple[Path, ...]:
    """Return the files that `names` stand for, each once; a folder's in the order of names.

    In a folder and below it, files count whose suffix is that of a format. What the run
    itself writes to `out` is no input.
    """
    found: dict[Path, None] = {}
    for name in names:
        path = Path(name)
        if path.is_dir():
            if out.resolve() in (path.resolve(), *path.resolve().parents):
                raise UnreadableInput(
                    f"{name} lies in {out}, where the run writes: name another folder with --out"
                )
            found.update(dict.fromkeys(_files(path, out, tell)))
        elif path.is_file():
            found[path] = None
        elif _WILD & set(name):
            matches = [Path(each) for each in sorted(glob.glob(name, recursive=True))]  # noqa: PTH207 — absolute ones too
            files = [each for each in matches if each.is_file()]
            if not files:
                raise UnreadableInput(f"no file is called like {name}")
            found.update(dict.fromkeys(files))
        elif name == "-" or path.exists():
            raise UnreadableInput(
                f"{'stdin' if name == '-' else name} is no plain file, which a run that is gone "
                "on with could read again: name one"
            )
        else:
            raise UnreadableInput(f"{name} does not exist")
    if not found:
        raise UnreadableInput(f"nothing to read in {', '.join(names)}")
    return tuple(found)


def describe_inputs(paths: Sequence[Path]) -> dict[str, object]:
    """Return what tells two sets of inputs apart: names and sizes, in order."""
    seen = hashlib.sha256()
    size = 0
    for path in paths:
        length = path.stat().st_size
        size += length
        seen.update(f"{path}\0{length}\n".encode("utf-8", "surrogateescape"))
    return {"files": len(paths), "bytes": size, "sha256": seen.hexdigest()}


def _files(folder: Path, out: Path, tell: Callable[[str], None]) -> Iterator[Path]:
    others = 0
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or out.resolve() in path.resolve().parents:
            continue
        if has_suffix(str(path)):
            yield path
        else:
            others += 1
    if others:
        tell(f"{folder}: {others} files left out, whose suffix is that of no format")
