"""The bytes of a page: marked, UTF-8, declared, or guessed, and back to the same bytes."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from reinschrift.errors import UnreadableInput
from reinschrift.formats.encoding import decode
from reinschrift.formats.table import Options

_HEAD = 4096  # bytes; browsers look for the encoding in 1,024, and pages put more before it
_CHARSET = re.compile(
    rb"<meta\b[^>]{0,200}?\bcharset\s*=\s*[\"']?\s*([\w:.-]{1,40})", re.IGNORECASE
)
_PARAMETER = re.compile(r"charset\s*=\s*[\"']?([\w:.-]{1,40})", re.IGNORECASE)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_AS_BYTES = "reinschrift-as-bytes"
_AS_REFERENCES = "reinschrift-as-references"
_FIRST_BYTE = 0xDC00  # a byte that is no character is kept as this and its number


class DecodedPage(NamedTuple):
    """A page's text, its encoding, and the byte order mark before it."""

    text: str
    encoding: str
    mark: bytes = b""


def decode_page(data: bytes, options: Options) -> DecodedPage:
    """Return the text of a page; every byte of it can be written back.

    What is good UTF-8 is UTF-8, whatever the page says of itself: it was saved again by
    whoever fetched it.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            body = data[len(mark) :]
            if name != "utf-8" and len(body) % 2:
                raise UnreadableInput(f"{options.source} is {name} and lacks half a character")
            errors = _AS_BYTES if name == "utf-8" else "surrogatepass"
            return DecodedPage(body.decode(name, errors), name, mark)
    if options.encoding is None:
        try:
            return DecodedPage(data.decode("utf-8"), "utf-8")
        except UnicodeDecodeError:
            pass
    codec = _declared(data, options) or _guessed(data, options)
    return DecodedPage(data.decode(codec, _AS_BYTES), codec)


def charset_of(content_type: str) -> str | None:
    """Return the encoding that a header names, if Python knows it.

    >>> charset_of('text/html; charset="ISO-8859-1"'), charset_of("text/html")
    ('ISO-8859-1', None)
    """
    found = _PARAMETER.search(content_type)
    try:
        codecs.lookup(found[1] if found else "")
    except (LookupError, ValueError):
        return None
    return found[1] if found else None


def encode_page(text: str, encoding: str) -> bytes:
    r"""Return a page's bytes; what its encoding lacks is written as a character reference.

    >>> encode_page("Zelenskyy’s Đ", "cp1252")
    b'Zelenskyy\x92s &#272;'
    """
    return text.encode(encoding, _AS_REFERENCES)


def _declared(data: bytes, options: Options) -> str:
    """Return the codec that a header or the page itself names, if there is such a one."""
    found = _CHARSET.search(data[:_HEAD])
    name = options.encoding or (found[1].decode("ascii", "replace") if found else "")
    try:
        codec = codecs.lookup(name).name if name else ""
        b" ".decode(codec or "ascii")  # refuses what is no text encoding
    except (LookupError, ValueError):
        if options.encoding is not None:
            decode(data, encoding=name, source=options.source)  # says what is known
        return ""
    if codec in ("iso8859-1", "ascii"):
        return "cp1252"  # as browsers have it
    return "" if codec.startswith(("utf-16", "utf-32")) and options.encoding is None else codec


def _guessed(data: bytes, options: Options) -> str:
    guess = decode(data, source=options.source).guess
    if guess:
        options.tell(f"{options.source} does not say its encoding; read as {guess}")
    return guess if guess in ("cp1252", "utf-16-le", "utf-16-be") else "utf-8"


def _keep_byte(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "".join(
        chr(_FIRST_BYTE + one) for one in error.object[error.start : error.end]
    ), error.end


def _write_reference(error: UnicodeError) -> tuple[bytes | str, int]:
    """Write a byte that was kept as it was, any other character as a reference to it."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    sign = ord(error.object[error.start])
    if _FIRST_BYTE <= sign < _FIRST_BYTE + 256:
        return bytes([sign - _FIRST_BYTE]), error.start + 1
    if error.encoding.startswith("utf"):
        return error.object[error.start].encode(error.encoding, "surrogatepass"), error.start + 1
    return f"&#{sign};", error.start + 1


codecs.register_error(_AS_BYTES, _keep_byte)
codecs.register_error(_AS_REFERENCES, _write_reference)
