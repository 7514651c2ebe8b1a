"""Records: what a corpus is made of, whatever files it lies in."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from math import isfinite
from pathlib import Path
from typing import IO, BinaryIO

from reinschrift.corpus.options import Options
from reinschrift.documents import Document
from reinschrift.errors import UnreadableInput
from reinschrift.formats.fields import read_field
from reinschrift.formats.files import unpack
from reinschrift.formats.lines import cut_lines, split_lines
from reinschrift.formats.rows import Row, find_field, load_rows
from reinschrift.formats.table import Options as Reading
from reinschrift.formats.table import load_format, name_format

# A file that is one document is held in memory whole, and all that is made of it. The
# longest article of the 900 in our real scrapes has 60 kB.
LARGEST = 8 << 20
ARCHIVES = ("warc",)  # formats of many documents that are no rows
_SENT = ("html", "marked", "language")
_RAW = 2000  # characters of a broken record that are kept to find it again


@dataclass(frozen=True, slots=True)
class Record:
    """One record in; one record out, always.

    `source` is the file and `number` the place in it, from 1. `documents` are its texts by
    field. What cannot be read has an `error`, and its beginning in `raw`.
    """

    source: str
    number: int
    id: str | int
    documents: Mapping[str, Document]
    kept: Mapping[str, object] = field(default_factory=dict)
    error: str = ""
    raw: str = ""

    @property
    def size(self) -> int:
        """How many characters there are to translate."""
        return sum(len(block.text) for one in self.documents.values() for block in one.blocks)


def _look_away(_stream: IO[bytes]) -> None:
    """Watch nothing."""


def read_records(
    path: Path,
    options: Options,
    reading: Reading,
    *,
    by_line: bool = False,
    watch: Callable[[IO[bytes]], None] = _look_away,
) -> Iterator[Record]:
    """Read the records of a file.

    A file that breaks off in the middle gives what came before, and one record that says so.
    `watch` gets the file as it lies on the disk, to see how far the reading is.
    """
    name = str(path)
    number = 0
    try:
        with path.open("rb") as packed:
            watch(packed)
            stream = unpack(packed, name)
            format_name = name_format(name)
            rows = load_rows(name)
            if rows is not None:
                for number, row in enumerate(rows(stream, reading), 1):
                    yield make_record(row, name, number, options)
            elif by_line and format_name == "txt":
                for number, (line, length) in enumerate(cut_lines(stream, LARGEST), 1):
                    if length > len(line):
                        why = f"the line has more than {LARGEST >> 20} MiB"
                        yield _broken(name, number, why, line[:_RAW].decode("utf-8", "replace"))
                    else:
                        yield _read_line(line, name, number, options, reading)
            else:
                for record in _read_documents(stream, format_name, name, options, reading):
                    number = record.number
                    yield record
    except UnreadableInput as error:
        yield _broken(name, number + 1, str(error))
    except OSError as error:
        yield _broken(name, number + 1, f"{name} cannot be read: {error.strerror}")


def make_record(row: Row, name: str, number: int, options: Options) -> Record:
    """Take out of a row what the options ask for."""
    given = find_field(row.fields, options.id_field)
    known = given if isinstance(given, str | int) else f"{name}:{number}"
    if row.error:
        return _broken(name, number, row.error, row.raw)
    kept = {one: _plain(find_field(row.fields, one)) for one in options.keep}
    documents: dict[str, Document] = {}
    error = ""
    for text_field in options.text_fields:
        text = find_field(row.fields, text_field)
        if isinstance(text, str):
            documents[text_field] = Document(*read_field(text, options.field_format))
        elif text is not None and text == text:
            error = error or f"field {text_field!r} is no text but a {type(text).__name__}"
    if not documents and not error:
        names = ", ".join(map(repr, row.fields)) or "none"
        wanted = " or ".join(map(repr, options.text_fields))
        error = f"no text in field {wanted}; it has: {names}"
    if error:
        return Record(name, number, known, {}, kept, error)
    return Record(name, number, known, documents, kept)


def _read_documents(
    stream: BinaryIO, format_name: str, name: str, options: Options, reading: Reading
) -> Iterator[Record]:
    if format_name not in ARCHIVES:
        data = stream.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise UnreadableInput(
                f"{name} is larger than {LARGEST >> 20} MiB and would be one record: "
                "--lines takes every line for one"
            )
        stream = io.BytesIO(data)
    for number, document in enumerate(load_format(format_name).read(stream, reading), 1):
        error = document.metadata.get("error")
        if error is not None:
            yield _broken(name, number, str(error))
            continue
        if not document.blocks and format_name in ARCHIVES:
            continue  # what is no page
        given = document.metadata.get("id")
        known = given if isinstance(given, str | int) else name
        # What else the metadata holds is for writing the file again, and heavy to send.
        kept = {one: document.metadata[one] for one in _SENT if one in document.metadata}
        text = replace(document, metadata=kept)
        yield Record(name, number, known, {options.text_fields[0]: text})


def _read_line(line: bytes, name: str, number: int, options: Options, reading: Reading) -> Record:
    from reinschrift.formats.encoding import decode

    body = line.rstrip(b"\r\n")
    try:
        text = decode(body, encoding=reading.encoding or "utf-8", source=f"line {number}").text
    except UnreadableInput as error:
        return _broken(name, number, str(error), body.decode("utf-8", "backslashreplace"))
    document = Document(split_lines(text))
    return Record(name, number, f"{name}:{number}", {options.text_fields[0]: document})


def _plain(value: object) -> object:
    """Return a value that JSON can carry: dates and the like of Parquet as they are written."""
    if isinstance(value, Mapping):
        return {str(name): _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, float):
        return value if isfinite(value) else str(value)
    return str(value)


def _broken(name: str, number: int, error: str, raw: str = "") -> Record:
    return Record(name, number, f"{name}:{number}", {}, error=error, raw=raw[:_RAW])
