"""Reading and writing documents, each format in its own module.

    bytes ──files──▶ bytes, unpacked ──encoding──▶ text ──txt│md│jsonl──▶ documents, and back

What a format does not understand it keeps: a document that is read and written again gives
the same bytes, line ends and all. Output is UTF-8, whatever the input was. A format with
records (jsonl) gives a document for each record, the others one for each file.

A new format is a module with a class like `reinschrift.formats.txt.Text` and its line in
`FORMATS`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reinschrift.documents import Document
from reinschrift.errors import UnreadableInput
from reinschrift.formats.files import open_input, open_output
from reinschrift.formats.table import FORMATS, Format, Options, load_format, name_format

__all__ = [
    "FORMATS",
    "Format",
    "Options",
    "load_format",
    "name_format",
    "read",
    "read_documents",
    "write",
]


def read(
    path: str | Path, *, format_name: str | None = None, encoding: str | None = None
) -> Document:
    """Read a file that holds one document; its suffix tells the format.

    A file of records holds many: `read_documents` gives them one by one.
    """
    name = format_name or name_format(str(path))
    options = Options(encoding=encoding)
    documents = list(read_documents(path, format_name=name, options=options))
    if len(documents) != 1 or "record" in documents[0].metadata:
        raise UnreadableInput(
            f"{path} holds {len(documents)} records, not one document: "
            "use reinschrift.formats.read_documents"
        )
    return documents[0]


def read_documents(
    path: str | Path, *, format_name: str | None = None, options: Options | None = None
) -> Iterator[Document]:
    """Read the documents of a file in order, one for each record of a file of records.

    A record that cannot be read is a document without blocks and with `metadata["error"]`.
    """
    chosen = load_format(format_name or name_format(str(path)))
    with open_input(path) as stream:
        yield from chosen.read(stream, options or Options(source=str(path)))


def write(document: Document, path: str | Path, *, format_name: str | None = None) -> None:
    """Write a document to a file, whole or not at all; its suffix tells the format."""
    chosen = load_format(format_name or name_format(str(path)))
    with open_output(path) as stream:
        chosen.write([document], stream, Options())
