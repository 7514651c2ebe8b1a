"""JSON lines: a record is a document, one record out for each record in.

Only the text's own value is written anew; the rest of a line keeps its bytes, so numbers
keep their digits and fields their order. A record that cannot be read keeps its place, with
`error`; what was no record at all stands in `raw`.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Iterator
from json.decoder import JSONDecoder
from typing import BinaryIO, NamedTuple, cast

from reinschrift.documents import Document
from reinschrift.errors import UnreadableInput
from reinschrift.formats.encoding import decode, encode, is_wide
from reinschrift.formats.fields import read_field, write_field
from reinschrift.formats.lines import cut_lines
from reinschrift.formats.rows import Row
from reinschrift.formats.table import Options
from reinschrift.formats.txt import read_text

_SPACE = re.compile(r"[ \t\n\r]*")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")  # not splitlines: it cuts at U+2028, which JSON leaves bare
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_DECODER = JSONDecoder()
# Bytes of a row. A file that is one array of all records, and no JSON lines, is one line.
LARGEST = 32 << 20
_HEAD = 1 << 13  # bytes that show whether a file is text at all


class Field(NamedTuple):
    """A field of a record: its name, and where its value stands in the line."""

    name: str
    start: int
    end: int


class JsonLines:
    """JSON lines, one document a record."""

    suffixes = (".jsonl", ".ndjson", ".jsonlines")

    def read(self, stream: BinaryIO, options: Options) -> Iterator[Document]:
        """Read a document for each line, whether or not it is a good record."""
        for number, (line, error) in enumerate(_read_lines(stream, options), 1):
            yield _read_record(line, number, error, options)

    def write(self, documents: Iterable[Document], stream: BinaryIO, options: Options) -> None:
        """Write each record with the document's text in `out_field`."""
        stream.writelines(encode(_write_record(document, options)) for document in documents)


def _read_lines(
    stream: BinaryIO, options: Options, most: int | None = None
) -> Iterator[tuple[str, str]]:
    """Give each line with its end, and why it could not be decoded.

    Of lines that have more than `most` bytes it gives the beginning.
    """
    buffered = cast("io.BufferedReader", stream)
    if not hasattr(stream, "peek"):
        buffered = io.BufferedReader(cast("io.RawIOBase", stream))
    head = buffered.peek(_HEAD)
    if is_wide(head, options.encoding):
        text = read_text(cast("BinaryIO", buffered), options).text
        yield from ((line, "") for line in _LINE.findall(text))
        return
    if options.encoding is None:
        decode(
            head[: head.rfind(b"\n") + 1] or head, source=options.source
        )  # refuses what is no text
    for data, length in cut_lines(cast("BinaryIO", buffered), most or -1):
        if length > len(data):
            why = f"the line has {length >> 20} MiB, more than the {len(data) >> 20} of a record"
            yield data[:_HEAD].decode("utf-8", "replace"), why
            continue
        try:
            yield decode(data, encoding=options.encoding or "utf-8").text, ""
        except UnreadableInput as error:
            # Undecodable bytes as lone surrogates: JSON can carry them, and they can be undone.
            why = str(error).partition(";")[0].replace("the input", "it", 1)
            yield data.decode("utf-8", "surrogateescape"), why


def read_rows(stream: BinaryIO, options: Options) -> Iterator[Row]:
    """Read every record with all its fields; what is none says why. Blank lines are none."""
    for line, error in _read_lines(stream, options, LARGEST):
        body = line.strip()
        if body:
            fields, why = _parse(body, error)
            yield Row(fields, why, body if why else "")


def _parse(body: str, error: str) -> tuple[dict[str, object], str]:
    """Return the object on a line, and why there is none."""
    try:
        record = {} if error else json.loads(body)
    except (ValueError, RecursionError) as failure:
        return {}, f"not JSON: {failure}"
    if isinstance(record, dict):
        return record, error
    return {}, f"not a JSON object but a {type(record).__name__}"


def _read_record(line: str, number: int, error: str, options: Options) -> Document:
    field = options.text_field
    body = line.rstrip("\r\n")
    metadata: dict[str, object] = {"record": number, "line": body, "end": line[len(body) :]}
    if not body.strip():
        return Document((), metadata)
    record, error = _parse(body, error)
    if error:
        return Document((), {**metadata, "raw": True, "error": error})
    if isinstance(record.get("id"), str | int):
        metadata["id"] = record["id"]
    text = record.get(field)
    if isinstance(text, str):
        blocks, kept = read_field(text, options.field_format)
        return Document(blocks, {**kept, **metadata, "field": field})
    if isinstance(record.get("error"), str):
        error = str(record["error"])  # an earlier step's: it says more than the lack of a text
    elif field in record:
        error = f"field {field!r} is no text but a {type(text).__name__}"
    else:
        error = f"no field {field!r}; it has: {', '.join(map(repr, record)) or 'none'}"
    return Document((), {**metadata, "error": error})


def _write_record(document: Document, options: Options) -> str:
    metadata = document.metadata
    line, end = str(metadata.get("line", "{}")), str(metadata.get("end", "\n"))
    error = metadata.get("error")
    if error is not None and "raw" in metadata:
        return dump({"error": error, "raw": line}) + end
    if error is not None:
        return set_field(line, "error", error) + end
    if "line" in metadata and "field" not in metadata:
        return line + end  # an empty line is no record and stays one
    field = options.out_field or str(metadata.get("field", options.text_field))
    return set_field(line, field, write_field(document)) + end


def dump(value: object) -> str:
    r"""Return `value` as JSON on one line that UTF-8 can carry.

    >>> dump({"text": "Tür \ud83d"})
    '{"text": "Tür \\ud83d"}'
    """
    # Lone surrogates stand inside strings only, where JSON knows an escape for them.
    return _LONE_SURROGATE.sub(
        lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False)
    )


def set_field(line: str, name: str, value: object) -> str:
    """Return the JSON object in `line` with one field set and all else as it was.

    >>> set_field('{"id":1e2,"text":"Putinund"}', "text", "Putin und")
    '{"id":1e2,"text":"Putin und"}'
    >>> set_field('{"id": 1.50}', "error", "no text")
    '{"id": 1.50, "error": "no text"}'
    """
    fields = list(_find_fields(line))
    for field in reversed(fields):  # of two fields of one name the last counts
        if field.name == name:
            if json.loads(line[field.start : field.end]) == value:
                return line
            return line[: field.start] + dump(value) + line[field.end :]
    close = line.rindex("}")
    comma = ", " if fields else ""
    return f"{line[:close]}{comma}{dump(name)}: {dump(value)}{line[close:]}"


def _find_fields(line: str) -> Iterator[Field]:
    """Walk through the fields of the JSON object in `line`, which is known to be good."""
    at = line.index("{") + 1
    while True:
        at = _skip(line, at)
        if line[at] == "}":
            return
        name, at = _DECODER.raw_decode(line, _skip(line, at + 1) if line[at] == "," else at)
        start = _skip(line, _skip(line, at) + 1)  # past the colon
        _, at = _DECODER.raw_decode(line, start)
        yield Field(name, start, at)


def _skip(line: str, at: int) -> int:
    found = _SPACE.match(line, at)
    return found.end() if found else at
