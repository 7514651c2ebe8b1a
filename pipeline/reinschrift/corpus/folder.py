"""The folder of a run: whole shards only, and a manifest of those that are done.

    shards/000000.jsonl …   one output record for each input record, in order
    manifest.jsonl          what the run is, then a line for each shard that is done
    memory.sqlite           the translation memory
    rejects.jsonl           the records that could not be read, at the end of a run
    run.json                the summary

A shard is written under a temporary name, brought to the disk, and renamed; then its line
is added to the manifest and brought to the disk. Whatever breaks off the run leaves either
a line with its shard behind it, or no line: then the shard is translated again.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import hashlib
import json
import os
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any, Self

from reinschrift.corpus.translation import Done, Tally
from reinschrift.errors import ReinschriftError

MANIFEST = "manifest.jsonl"
MEMORY = "memory.sqlite"  # the translation memory
# The manifest last: as long as it is there, what is left of the others is known to be ours.
_OWN = (MEMORY, f"{MEMORY}-wal", f"{MEMORY}-shm", "rejects.jsonl", "run.json", MANIFEST)
_DIGESTS = {
    "configuration": "of another configuration",
    "inputs.sha256": "over files with other names or sizes",
}


class Folder:
    """The folder of a run, locked while it is open."""

    def __init__(self, path: Path, header: Mapping[str, object], *, fresh: bool = False) -> None:
        self.path = path
        self._header = json.loads(json.dumps(header))  # as it will be read again
        self._fresh = fresh
        self._lock: IO[bytes] | None = None
        self._manifest: IO[bytes] | None = None
        self.done: dict[int, Tally] = {}
        self._lines: dict[int, bytes] = {}

    def __enter__(self) -> Self:
        try:
            (self.path / "shards").mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ReinschriftError(f"{self.path} cannot be made: {error.strerror}") from error
        self._lock = (self.path / ".lock").open("ab")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self._lock.close()
            raise ReinschriftError(
                f"another run is at work in {self.path}: wait for it or name another folder"
            ) from None
        try:
            self._open()
        except BaseException:
            self._lock.close()
            raise
        return self

    def __exit__(self, *_exception: object) -> None:
        if self._manifest is not None:
            self._manifest.close()
        if self._lock is not None:
            self._lock.close()

    def shard(self, number: int) -> Path:
        """Return where a shard lies."""
        return self.path / "shards" / f"{number:06d}.jsonl"

    def commit(self, done: Done) -> None:
        """Write a shard, whole or not at all."""
        line = {
            "shard": done.number,
            "bytes": len(done.data),
            "sha256": hashlib.sha256(done.data).hexdigest(),
            **done.tally.describe(),
        }
        with _telling(self.path):
            _write(self.shard(done.number), done.data)
            self._append(line)
        self.done[done.number] = done.tally

    def finish(self, summary: Mapping[str, object]) -> None:
        """Write the rejects and the summary, and put the manifest in order."""
        with _telling(self.path):
            self._finish(summary)

    def _finish(self, summary: Mapping[str, object]) -> None:
        with _replacing(self.path / "rejects.jsonl") as target:
            for number in sorted(self.done):
                if self.done[number].rejects:
                    with self.shard(number).open("rb") as lines:
                        target.writelines(line for line in lines if "error" in json.loads(line))
        with _replacing(self.path / MANIFEST) as target:
            target.write(_line(self._header))
            target.writelines(self._lines[number] for number in sorted(self._lines))
        text = json.dumps(summary, indent=1, ensure_ascii=False) + "\n"
        _write(self.path / "run.json", text.encode("utf-8", "surrogatepass"))

    def _open(self) -> None:
        manifest = self.path / MANIFEST
        if not manifest.exists() and any((self.path / "shards").iterdir()):
            raise ReinschriftError(
                f"{self.path / 'shards'} is there and belongs to no run: name another folder"
            )
        if self._fresh:
            shutil.rmtree(self.path / "shards")
            (self.path / "shards").mkdir()
            for name in _OWN:
                (self.path / name).unlink(missing_ok=True)
        for part in self.path.glob("**/*.part"):
            part.unlink()
        if manifest.exists() and manifest.stat().st_size:
            self._resume(manifest)
        else:
            _write(manifest, _line(self._header))
        self._manifest = manifest.open("ab", buffering=0)

    def _resume(self, manifest: Path) -> None:
        """Read what is done. A last line that was cut by a crash is taken away."""
        data = manifest.read_bytes()
        whole = data[: data.rfind(b"\n") + 1]
        header, *lines = whole.split(b"\n")[:-1] or [b"{}"]
        try:
            self._check(json.loads(header))
            for line in lines:
                entry = json.loads(line)
                number, size = entry["shard"], entry["bytes"]
                shard = self.shard(number)
                if shard.is_file() and shard.stat().st_size == size:
                    self.done[number] = _tally(entry)
                    self._lines[number] = line + b"\n"
        except (ValueError, KeyError, TypeError) as error:
            raise ReinschriftError(
                f"{manifest} is damaged ({error}): --fresh begins anew"
            ) from error
        if len(whole) < len(data) or len(self.done) < len(lines):
            with _replacing(manifest) as target:
                target.write(header + b"\n")
                target.writelines(self._lines.values())

    def _check(self, header: Mapping[str, object]) -> None:
        """Refuse to go on with other inputs or options: the result would be neither."""
        there, now = _flatten(header), _flatten(self._header)
        differ = [name for name, value in now.items() if there.get(name) != value]
        if differ:
            told = [name for name in differ if name not in _DIGESTS]
            known = (f"{name} {there.get(name)} there, {now[name]} now" for name in told)
            # Digests say something only where nothing else differs.
            rest = (_DIGESTS[name] for name in differ if not told)
            raise ReinschriftError(
                f"{self.path} holds another run ({'; '.join((*known, *rest))}): "
                "name another folder, or --fresh to begin anew"
            )

    def _append(self, entry: Mapping[str, object]) -> None:
        if self._manifest is None:
            raise ReinschriftError(f"{self.path} is not open")
        line = _line(entry)
        if self._manifest.write(line) != len(line):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self.path / MANIFEST))
        os.fsync(self._manifest.fileno())
        self._lines[int(str(entry["shard"]))] = line


@contextlib.contextmanager
def _telling(path: Path) -> Iterator[None]:
    """Tell of what cannot be written, and that nothing is lost by it."""
    try:
        yield
    except OSError as error:
        raise ReinschriftError(
            f"{path} cannot be written: {error.strerror}; what is done is kept: "
            "run it again to go on"
        ) from error


def _flatten(header: Mapping[str, object]) -> dict[str, object]:
    """Return the entries of a header and of what lies in it, by their names."""
    found: dict[str, object] = {}
    for name, value in header.items():
        if isinstance(value, Mapping):
            found |= {f"{name}.{inner}": one for inner, one in value.items()}
        else:
            found[name] = value
    return found


def _line(entry: Mapping[str, object]) -> bytes:
    return json.dumps(entry, ensure_ascii=True).encode("ascii") + b"\n"


def _tally(entry: Mapping[str, Any]) -> Tally:
    known = {name: entry[name] for name in Tally.__slots__}
    return Tally(**{**known, "flags": Counter(known["flags"])})


def _write(path: Path, data: bytes) -> None:
    with _replacing(path) as stream:
        stream.write(data)


@contextlib.contextmanager
def _replacing(path: Path) -> Iterator[IO[bytes]]:
    """Open a file that takes its place when all of it is on the disk, and not before."""
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)  # the rename itself
    finally:
        os.close(folder)
