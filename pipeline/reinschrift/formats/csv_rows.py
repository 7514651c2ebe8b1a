"""Rows of CSV and TSV files: a header, then a record a line or more."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import BinaryIO

from reinschrift.errors import UnreadableInput
from reinschrift.formats.encoding import decode, is_wide
from reinschrift.formats.rows import Row
from reinschrift.formats.table import Options

DELIMITERS = ",;\t|"  # German spreadsheets write semicolons
_LARGEST_FIELD = 8 << 20  # characters; the module's own limit of 131,072 is a long article
_UNDECODED = re.compile("[\udc80-\udcff]")
_HEAD = 1 << 13  # bytes that show whether a file is text at all


def read_rows(stream: BinaryIO, options: Options) -> Iterator[Row]:
    """Read the records, the header's names being their fields. Empty lines are none."""
    csv.field_size_limit(_LARGEST_FIELD)
    text = io.TextIOWrapper(
        stream, encoding=_find_encoding(stream, options), errors="surrogateescape", newline=""
    )
    try:
        yield from _read(text, options)
    finally:
        text.detach()  # it would close the file, which is its opener's


def _find_encoding(stream: BinaryIO, options: Options) -> str:
    """Return the encoding that is asked for, or what the beginning of the file looks like."""
    if options.encoding is not None:
        return options.encoding if is_wide(b"", options.encoding) else _marked(options.encoding)
    head = stream.peek(_HEAD) if isinstance(stream, io.BufferedReader) else b""
    found = decode(head[: head.rfind(b"\n") + 1] or head, source=options.source)  # or refuses it
    if found.guess:
        options.tell(f"{options.source} is not UTF-8; read as {found.guess} (--encoding)")
    return found.guess or "utf-8-sig"


def _marked(encoding: str) -> str:
    return "utf-8-sig" if encoding.lower() in ("utf-8", "utf8") else encoding


def _read(text: io.TextIOWrapper, options: Options) -> Iterator[Row]:
    first = text.readline()
    delimiter = max(DELIMITERS, key=first.count)
    names = next(csv.reader([first], delimiter=delimiter), [])
    if not first.strip():
        raise UnreadableInput(f"{options.source} is empty: a CSV file begins with a header")
    reader = csv.reader(text, delimiter=delimiter)
    while True:
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error as error:  # the reader goes on with the next line
            yield Row({}, f"not CSV: {error}")
            continue
        if not values:
            continue
        raw = delimiter.join(values)
        if len(values) != len(names):
            yield Row({}, f"{len(values)} fields, but the header has {len(names)}", raw)
        elif _UNDECODED.search(raw):
            yield Row({}, f"it is not {text.encoding}", raw)
        else:
            yield Row(dict(zip(names, values, strict=True)))
