"""Tables as text: comma, semicolon or tab, a record a document.

Only the text's own cell is written anew, the rest of a row keeps its bytes, quotes and
line ends included. A new column comes last.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, cast

from reinschrift.documents import Document
from reinschrift.edits import Span
from reinschrift.errors import UnreadableInput
from reinschrift.formats import rows
from reinschrift.formats.encoding import decode, encode
from reinschrift.formats.fields import read_field, write_field
from reinschrift.formats.table import Options

_HEAD = 1 << 16  # bytes that show the encoding
_LONGEST = 1 << 24  # characters of a row: a quote that nobody closed would hold the whole file
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_UNDECODED = re.compile("[\udc80-\udcff]")
_DELIMITERS = (";", ",", "\t")


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it stands in the file: its text, its cells' places, its line end."""

    text: str
    cells: tuple[Span, ...]
    end: str
    delimiter: str
    columns: tuple[str, ...] = ()
    is_header: bool = False


class Csv:
    """CSV with a header; the delimiter is the one that the header has most of."""

    suffixes: tuple[str, ...] = (".csv",)
    delimiter = ""

    def read(self, stream: BinaryIO, options: Options) -> Iterator[Document]:
        """Read the header, which holds no text, and a document for each row."""
        lines, marked = _open(stream, options)
        first = next(lines, "")
        delimiter = self.delimiter or max(_DELIMITERS, key=first.count)
        rows = _read_rows(_chain(first, lines), delimiter, options.source)
        header = next(rows, None)
        if header is None:
            return
        columns = tuple(_value(header, cell) for cell in header.cells)
        if options.text_field not in columns:
            known = ", ".join(map(repr, columns))
            raise UnreadableInput(
                f"{options.source} has no column {options.text_field!r}, it has: {known}; "
                "name another --text-field"
            )
        header = Row(header.text, header.cells, header.end, delimiter, columns, is_header=True)
        yield Document((), {"csv": header, "marked": marked})
        at = columns.index(options.text_field)
        for number, row in enumerate(rows, 1):
            yield _read_record(row, number, at, options)

    def write(self, documents: Iterable[Document], stream: BinaryIO, options: Options) -> None:
        """Write each row with the document's text in `out_field`."""
        columns: tuple[str, ...] = ()
        for document in documents:
            row = document.metadata.get("csv")
            if not isinstance(row, Row):
                continue
            if row.is_header:
                columns = row.columns
                marked = bool(document.metadata.get("marked"))
                stream.write(encode(_write_header(row, options), marked=marked))
            else:
                stream.write(encode(_write_record(document, row, columns, options)))


class Tsv(Csv):
    """Cells parted by tabs."""

    suffixes = (".tsv", ".tab")
    delimiter = "\t"


def read_rows(stream: BinaryIO, options: Options) -> Iterator[rows.Row]:
    """Read every record with all its cells, named by the header. Empty lines are none."""
    lines, _ = _open(stream, options)
    first = next(lines, "")
    found = _read_rows(_chain(first, lines), max(_DELIMITERS, key=first.count), options.source)
    header = next(found, None)
    if header is None:
        raise UnreadableInput(f"{options.source} is empty: a table begins with a header")
    columns = [_value(header, cell) for cell in header.cells]
    for row in found:
        cells = [_value(row, cell) for cell in row.cells]
        if len(cells) != len(columns):
            if row.text.strip():
                error = f"the row has {len(cells)} cells, the header {len(columns)}"
                yield rows.Row({}, error, row.text)
        elif _UNDECODED.search(row.text):
            yield rows.Row({}, "it is in another encoding than the first rows", row.text)
        else:
            yield rows.Row(dict(zip(columns, cells, strict=True)))


def _open(stream: BinaryIO, options: Options) -> tuple[Iterator[str], bool]:
    """Return the lines of a stream, and whether a byte order mark stood before them."""
    buffered = cast("io.BufferedReader", stream)
    if not hasattr(stream, "peek"):
        buffered = io.BufferedReader(cast("io.RawIOBase", stream), _HEAD)
    head = buffered.peek(_HEAD)
    whole = head[: head.rfind(b"\n") + 1] or head
    decoded = decode(whole, encoding=options.encoding, source=options.source)
    encoding = options.encoding or ("cp1252" if decoded.guess == "cp1252" else "utf-8")
    if decoded.guess.startswith("utf-16") or head.startswith(
        (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    ):
        encoding = decoded.guess or "utf-16"
    if decoded.guess:
        options.tell(f"{options.source} is not UTF-8; read as {decoded.guess}")
    if encoding.startswith("utf-16"):
        text = decode(buffered.read(), encoding=options.encoding, source=options.source).text
        return iter(_LINE.findall(text)), False
    return _decode_lines(buffered, encoding, marked=decoded.marked), decoded.marked


def _decode_lines(lines: Iterable[bytes], encoding: str, *, marked: bool) -> Iterator[str]:
    """Decode line by line; bytes that are no text stay as they are, and are written so."""
    for number, line in enumerate(lines):
        data = line.removeprefix(codecs.BOM_UTF8) if marked and not number else line
        yield data.decode(encoding, "surrogateescape")


def _chain(first: str, rest: Iterator[str]) -> Iterator[str]:
    if first:
        yield first
    yield from rest


def _read_rows(lines: Iterator[str], delimiter: str, source: str) -> Iterator[Row]:
    """Put lines together until no quote is open, and cut the row into cells."""
    cell = re.compile(rf'"(?:[^"]|"")*+"[^{delimiter}\r\n]*+|[^{delimiter}\r\n]*+')
    held: list[str] = []
    quotes = size = 0
    for line in lines:
        held.append(line)
        quotes += line.count('"')
        size += len(line)
        if size > _LONGEST:
            raise UnreadableInput(
                f"{source} has a row of more than {_LONGEST >> 20} million characters: "
                "a quotation mark is not closed"
            )
        if quotes % 2 == 0:
            yield _cut("".join(held), delimiter, cell)
            held, quotes, size = [], 0, 0
    if held:
        yield _cut("".join(held), delimiter, cell)


def _cut(text: str, delimiter: str, cell: re.Pattern[str]) -> Row:
    body = text.rstrip("\r\n")
    cells: list[Span] = []
    at = 0
    while True:
        found = cell.match(body, at)
        end = found.end() if found else len(body)
        cells.append(Span(at, end))
        if end >= len(body) or body[end] != delimiter:
            break
        at = end + 1
    return Row(body, tuple(cells), text[len(body) :], delimiter)


def _value(row: Row, cell: Span) -> str:
    raw = row.text[cell.start : cell.end]
    if len(raw) > 1 and raw.startswith('"') and raw.endswith('"'):
        return raw[1:-1].replace('""', '"')
    return raw


def _read_record(row: Row, number: int, at: int, options: Options) -> Document:
    metadata: dict[str, object] = {"record": number, "csv": row}
    if at >= len(row.cells):
        if row.text.strip():
            metadata["error"] = (
                f"the row has {len(row.cells)} cells, and its text is number {at + 1}"
            )
        return Document((), metadata)
    field = read_field(_value(row, row.cells[at]), options.field_format)
    return Document(field.blocks, {**metadata, **field.metadata})


def _write_header(row: Row, options: Options) -> str:
    wanted = options.out_field
    if wanted is None or wanted in row.columns:
        return row.text + row.end
    return row.text + row.delimiter + _quote(wanted, row.delimiter) + (row.end or "\n")


def _write_record(document: Document, row: Row, columns: tuple[str, ...], options: Options) -> str:
    field = options.out_field or options.text_field
    has_text = bool(document.blocks)
    text = write_field(document) if has_text else ""
    if field not in columns:
        missing = row.delimiter * (len(columns) - len(row.cells))
        if not row.text and len(columns) > 1:
            return row.end  # an empty line is no record
        return row.text + missing + row.delimiter + _quote(text, row.delimiter) + row.end
    at = columns.index(field)
    if not has_text or at >= len(row.cells) or _value(row, row.cells[at]) == text:
        return row.text + row.end
    cell = row.cells[at]
    was_quoted = row.text[cell.start : cell.start + 1] == '"'
    written = _quote(text, row.delimiter, always=was_quoted)
    return row.text[: cell.start] + written + row.text[cell.end :] + row.end


def _quote(text: str, delimiter: str, *, always: bool = False) -> str:
    if always or any(sign in text for sign in (delimiter, '"', "\n", "\r")):
        return '"' + text.replace('"', '""') + '"'
    return text
