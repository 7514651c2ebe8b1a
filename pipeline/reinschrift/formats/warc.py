"""WARC: archives of web pages; a page in a response is a document, all else passes through."""

from __future__ import annotations

import base64
import hashlib
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from reinschrift.documents import Document
from reinschrift.errors import MissingExtra, UnreadableInput
from reinschrift.formats.html import encode_document, read_page
from reinschrift.formats.html_encoding import charset_of
from reinschrift.formats.table import Options

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord
    from warcio.statusandheaders import StatusAndHeaders

_PAGES = ("text/html", "application/xhtml+xml")
_PACKED = ("gzip", "deflate", "br")
_END = b"\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Record:
    """A record of an archive: its headers, its block byte for byte, and the page in it."""

    headers: StatusAndHeaders
    block: bytes
    http: StatusAndHeaders | None = None
    page: bytes = b""


class Warc:
    """WARC, packed or not."""

    suffixes = (".warc",)

    def read(self, stream: BinaryIO, options: Options) -> Iterator[Document]:
        """Read a document for each record; what is no page has no blocks."""
        _require()
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed

        number = 0
        try:
            for record in ArchiveIterator(stream, no_record_parse=True):
                number += 1
                yield _read_record(record, number, options)
        except (ArchiveLoadFailed, EOFError) as error:
            raise UnreadableInput(
                f"{options.source} is no WARC file, or damaged behind record {number}: {error}"
            ) from error

    def write(self, documents: Iterable[Document], stream: BinaryIO, _options: Options) -> None:
        """Write each record, a page with its new text; every record packed by itself."""
        end_member = getattr(stream, "end_member", None)
        for document in documents:
            record = document.metadata.get("warc")
            if isinstance(record, Record):
                headers, block = _write_record(record, document)
                stream.write(headers + block + _END)
                if end_member:
                    end_member()


def _require() -> None:
    try:
        import warcio  # noqa: F401
    except ImportError:
        raise MissingExtra("a WARC file", "warc") from None


def _read_record(record: ArcWarcRecord, number: int, options: Options) -> Document:
    block: bytes = record.raw_stream.read()
    headers = record.rec_headers
    length = headers.get_header("Content-Length") or ""
    if not length.isdigit() or len(block) < int(length):
        raise UnreadableInput(f"{options.source} is damaged: record {number} ends before its end")
    metadata: dict[str, object] = {"record": number, "warc": Record(headers, block)}
    if address := headers.get_header("WARC-Target-URI"):
        metadata["id"] = address
    http, body = _cut(block) if record.rec_type == "response" else (None, b"")
    kind = (http.get_header("Content-Type") or "").lower() if http else ""
    if http is None or not kind.startswith(_PAGES):
        return Document((), metadata)
    page = _unpack(body, http)
    metadata["warc"] = Record(headers, block, http, page)
    try:
        own = Options(
            encoding=charset_of(kind), source=f"{options.source}:{number}", tell=options.tell
        )
        document = read_page(page, own)
    except UnreadableInput as error:
        return Document((), {**metadata, "error": str(error)})
    return Document(document.blocks, {**document.metadata, **metadata})


def _cut(block: bytes) -> tuple[StatusAndHeaders | None, bytes]:
    """Cut a response into its headers and its body."""
    from warcio.statusandheaders import StatusAndHeadersParser, StatusAndHeadersParserException

    stream = io.BytesIO(block)
    try:
        http = StatusAndHeadersParser(["HTTP/1.0", "HTTP/1.1", "HTTP/2"]).parse(stream)
    except (StatusAndHeadersParserException, EOFError):
        return None, b""
    return http, stream.read()


def _unpack(body: bytes, http: StatusAndHeaders) -> bytes:
    """Undo the packing of a page for its way through the net."""
    from warcio.bufferedreaders import BufferedReader, ChunkedDataReader

    packing = (http.get_header("Content-Encoding") or "").lower()
    decoder = packing if packing in _PACKED else None
    if (http.get_header("Transfer-Encoding") or "").lower() == "chunked":
        return bytes(ChunkedDataReader(io.BytesIO(body), decomp_type=decoder).read())
    return bytes(BufferedReader(io.BytesIO(body), decomp_type=decoder).read()) if decoder else body


def _write_record(record: Record, document: Document) -> tuple[bytes, bytes]:
    """Return the headers and the block of a record, as they were unless its page changed."""
    headers, block = record.headers, record.block
    if record.http is not None and "html" in document.metadata:
        page = encode_document(document)
        if page != record.page:
            block = _with_length(record.http, len(page)).to_ascii_bytes() + page
            headers = _count_anew(headers, block, page)
    return headers.to_ascii_bytes(), block


def _with_length(http: StatusAndHeaders, length: int) -> StatusAndHeaders:
    """Return the headers of a page that is stored unpacked."""
    from warcio.statusandheaders import StatusAndHeaders

    changed = ("content-length", "content-encoding", "transfer-encoding")
    kept = [(name, value) for name, value in http.headers if name.lower() not in changed]
    return StatusAndHeaders(
        http.statusline, [*kept, ("Content-Length", str(length))], protocol=http.protocol
    )


def _count_anew(headers: StatusAndHeaders, block: bytes, page: bytes) -> StatusAndHeaders:
    """Return the headers of a record with another block."""
    from warcio.statusandheaders import StatusAndHeaders

    new = {
        "content-length": str(len(block)),
        "warc-block-digest": _digest(block),
        "warc-payload-digest": _digest(page),
    }
    kept = [(name, new.get(name.lower(), value)) for name, value in headers.headers]
    return StatusAndHeaders(headers.statusline, kept, protocol=headers.protocol)


def _digest(data: bytes) -> str:
    found = hashlib.sha1(data, usedforsecurity=False).digest()
    return f"sha1:{base64.b32encode(found).decode()}"
