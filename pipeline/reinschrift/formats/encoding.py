"""Bytes to text: declared, marked, UTF-8, or guessed and said so.

Web pages of the German press come as UTF-8 or as cp1252 that calls itself latin-1; files
from Windows as UTF-16. Nothing else is guessed. What is not text is refused: a repair of a
picture would be a broken picture.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from reinschrift.errors import UnknownName, UnreadableInput

_MARKS = (  # the longer first: the mark of UTF-32 begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x7fELF", "a program"),
    (b"PAR1", "a parquet file"),
    (b"SQLite format 3", "an SQLite database"),
)
_SAMPLE = 1 << 16  # bytes that are looked at to tell text from what is not
_CONTROLS = bytes({*range(32), 127} - set(b"\b\t\n\v\f\r\x1b"))  # those that text never needs
# Random bytes hold 10 % controls; text holds none, or a few NULs that a database left.
_MOST_CONTROLS_IN_UTF8 = 0.10
_MOST_CONTROLS_ELSEWHERE = 0.02
_FEW_CONTROLS = 3  # so many pass in any text, however short
_LEAST_UTF16 = 8  # bytes: fewer do not show a pattern
_NON_ASCII = re.compile(rb"[\x80-\xff]+")
_KNOWN = ("utf-8", "cp1252", "latin-1", "iso-8859-15", "utf-16", "utf-32", "cp437", "mac-roman")


class Decoded(NamedTuple):
    """A text, whether a byte order mark stood before it, and what had to be guessed."""

    text: str
    marked: bool = False
    guess: str = ""


def decode(data: bytes, *, encoding: str | None = None, source: str = "the input") -> Decoded:
    """Return the text in `data`.

    A byte order mark decides, then `encoding`, then UTF-8 when it fits, then a guess:

    >>> decode("Tür".encode("cp1252"))
    Decoded(text='Tür', marked=False, guess='cp1252')
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Decoded(_strictly(data[len(mark) :], name, source), marked=name == "utf-8")
    if encoding is not None:
        return Decoded(_strictly(data, encoding, source))
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise UnreadableInput(f"{source} is {what}, not text")
    if wide := _guess_utf16(data):
        return Decoded(_strictly(data, wide, source), guess=wide)
    try:
        # Strict but for lone surrogates, which broken JSON leaves in files: they are written
        # back as they came.
        text = data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        _refuse_binary(data, _MOST_CONTROLS_ELSEWHERE, source)
        return _guess_narrow(data)
    _refuse_binary(data, _MOST_CONTROLS_IN_UTF8, source)
    return Decoded(text)


def encode(text: str, *, marked: bool = False) -> bytes:
    """Return `text` as UTF-8, lone surrogates as they came."""
    return (codecs.BOM_UTF8 if marked else b"") + text.encode("utf-8", "surrogatepass")


def is_wide(head: bytes, encoding: str | None) -> bool:
    """Tell whether characters are two or four bytes, so that lines cannot be cut as bytes."""
    if any(head.startswith(mark) for mark, name in _MARKS if name != "utf-8"):
        return True
    if encoding is None:
        return bool(_guess_utf16(head[: len(head) // 2 * 2]))
    return _find_codec(encoding).startswith(("utf-16", "utf-32"))


def _find_codec(name: str) -> str:
    try:
        found = codecs.lookup(name)
        b" ".decode(name, "replace")  # refuses what is no text encoding: hex, zlib
    except (LookupError, ValueError):
        raise UnknownName("encoding", name, _KNOWN) from None
    return found.name


def _strictly(data: bytes, encoding: str, source: str) -> str:
    codec = _find_codec(encoding)
    try:
        text = data.decode(codec, "surrogatepass" if codec.startswith("utf-") else "strict")
    except UnicodeDecodeError as error:
        raise UnreadableInput(
            f"{source} is not {encoding} at byte {error.start}; "
            "name another --encoding or leave it to be guessed"
        ) from None
    return text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}") if codec == "utf-16" else text


def _guess_utf16(data: bytes) -> str:
    """Name the UTF-16 that `data` is in, if its zero bytes stand where those of Latin text do."""
    sample = data[:_SAMPLE]
    half = len(sample) // 2
    if len(data) % 2 or half * 2 < _LEAST_UTF16:
        return ""
    even, odd = sample[::2].count(0) / half, sample[1::2].count(0) / half
    # German in UTF-16 has a zero in nearly every pair, always on the same side.
    if odd > 0.6 and even < 0.05:
        return "utf-16-le"
    if even > 0.6 and odd < 0.05:
        return "utf-16-be"
    return ""


def _refuse_binary(data: bytes, most: float, source: str) -> None:
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > _FEW_CONTROLS and controls > most * len(sample):
        raise UnreadableInput(
            f"{source} is not text: {controls} of its first {len(sample)} bytes "
            "are control characters"
        )


def _guess_narrow(data: bytes) -> Decoded:
    """Read UTF-8 with single bytes of cp1252 in it, or all of it as cp1252.

    Pages that were put together from several sources hold both. Where most of what is not
    ASCII is good UTF-8, only the bytes that are not are read as cp1252.
    """
    good = bad = 0
    for found in _NON_ASCII.finditer(data):
        kept = found[0].decode("utf-8", "ignore")
        good += len(kept)
        bad += len(found[0]) - len(kept.encode())
    if good > bad:
        text = data.decode("utf-8", _AS_CP1252)
        return Decoded(text, guess=f"UTF-8, and {bad} bytes that are not as cp1252")
    return Decoded(data.decode("cp1252", _AS_LATIN1), guess="cp1252")


_AS_CP1252 = "reinschrift-as-cp1252"
_AS_LATIN1 = "reinschrift-as-latin-1"


def _read_as_cp1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", _AS_LATIN1), error.end


def _read_as_latin1(error: UnicodeError) -> tuple[str, int]:
    """Read the five bytes that cp1252 leaves open as browsers do."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error(_AS_CP1252, _read_as_cp1252)
codecs.register_error(_AS_LATIN1, _read_as_latin1)
