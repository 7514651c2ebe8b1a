"""Files: opened with what is packed unpacked, written whole or not at all."""

from __future__ import annotations

import contextlib
import gzip
import importlib
import io
import secrets
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

from reinschrift.errors import MissingExtra, ReinschriftError, UnreadableInput

_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"


@contextlib.contextmanager
def open_input(path: str | Path) -> Iterator[BinaryIO]:
    """Open a file to read, unpacked; what cannot be read is an `UnreadableInput`."""
    path = Path(path)
    if path.is_dir():
        raise UnreadableInput(f"{path} is a folder: name the files in it, e.g. {path / '*.txt'}")
    try:
        with path.open("rb") as stream:
            yield unpack(stream, str(path))
    except FileNotFoundError:
        raise UnreadableInput(f"{path} does not exist") from None
    except PermissionError:
        raise UnreadableInput(f"{path} may not be read: permission denied") from None


def unpack(stream: BinaryIO, source: str) -> BinaryIO:
    """Return `stream` unpacked when its first bytes say gzip or zstd, whatever its name is."""
    buffered = cast("io.BufferedReader", stream)
    if not hasattr(stream, "peek"):
        buffered = io.BufferedReader(cast("io.RawIOBase", stream))
    magic = buffered.peek(4)[:4]
    if magic.startswith(_GZIP):
        packed = gzip.GzipFile(fileobj=buffered)
        return cast("BinaryIO", io.BufferedReader(_Checked(packed, source)))
    if magic == _ZSTD:
        reader = _zstandard().ZstdDecompressor().stream_reader(buffered, read_across_frames=True)
        return cast("BinaryIO", io.BufferedReader(_Checked(reader, source)))
    return cast("BinaryIO", buffered)


@contextlib.contextmanager
def open_output(path: str | Path) -> Iterator[BinaryIO]:
    """Open a file to write, packed as its suffix says.

    It is written under a temporary name beside its place and moved there when all went
    well: a run that breaks off leaves what was there before.
    """
    path = Path(path)
    if path.is_dir():
        raise ReinschriftError(f"{path} is a folder: name a file in it")
    if path.exists() and not stat.S_ISREG(path.stat().st_mode):
        with path.open("wb") as stream:  # /dev/stdout, a named pipe: nothing to move over
            yield stream
        return
    path = path.resolve()  # a link stays a link, and what it points to is replaced
    # By chance, for in containers process ids come back, and with them names that are left over.
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        # Opened inside, for Ctrl-C may come as soon as the file is there.
        with _create(part, path) as begun, _pack(begun, path.suffix) as packed:
            yield packed
        if path.exists():
            part.chmod(stat.S_IMODE(path.stat().st_mode))
        part.replace(path)
    finally:
        with contextlib.suppress(OSError):  # moved already, or never there
            part.unlink()


def _create(part: Path, path: Path) -> BinaryIO:
    try:
        return part.open("xb")
    except OSError as error:
        raise ReinschriftError(f"{path} cannot be written: {error.strerror}") from error


@contextlib.contextmanager
def _pack(stream: BinaryIO, suffix: str) -> Iterator[BinaryIO]:
    if suffix == ".gz":
        with _Members(stream) as packed:
            yield cast("BinaryIO", packed)
    elif suffix == ".zst":
        with _zstandard().ZstdCompressor().stream_writer(stream, closefd=False) as packed:
            # Its own `writelines` is not implemented.
            buffered = io.BufferedWriter(packed)
            yield cast("BinaryIO", buffered)
            buffered.flush()
    else:
        yield stream


def _zstandard() -> Any:  # it ships no types
    try:
        return importlib.import_module("zstandard")
    except ImportError:
        raise MissingExtra("a .zst file", "zstd") from None


class _Members(io.RawIOBase):
    """Packs with gzip, in one member or in as many as its user ends."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._member = self._begin()
        self._is_begun = True

    def _begin(self) -> gzip.GzipFile:
        # No name and no time inside: the same text gives the same bytes.
        return gzip.GzipFile(filename="", mode="wb", fileobj=self._stream, mtime=0)

    def writable(self) -> bool:
        return True

    def write(self, data: bytes | bytearray | memoryview) -> int:  # type: ignore[override]
        if not self._is_begun:
            self._member, self._is_begun = self._begin(), True
        return self._member.write(data)

    def end_member(self) -> None:
        """End a member, so that a reader can begin behind it."""
        if self._is_begun:
            self._member.close()
            self._is_begun = False

    def close(self) -> None:
        self.end_member()
        super().close()


class _Checked(io.RawIOBase):
    """Reads from an unpacker and turns its many kinds of failure into an `UnreadableInput`."""

    def __init__(self, inner: io.BufferedIOBase, source: str) -> None:
        self._inner = inner
        self._source = source

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            data = self._inner.read1(len(buffer))
        except (OSError, EOFError, ValueError, ArithmeticError) as error:
            raise UnreadableInput(f"{self._source} is packed and damaged: {error}") from error
        buffer[: len(data)] = data
        return len(data)
