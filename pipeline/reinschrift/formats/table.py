"""The table of formats, and what a format is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO, Protocol

from reinschrift.documents import Document
from reinschrift.registry import lookup

FORMATS = {
    "txt": "reinschrift.formats.txt:Text",
    "md": "reinschrift.formats.md:Markdown",
    "html": "reinschrift.formats.html:Html",
    "jsonl": "reinschrift.formats.jsonl:JsonLines",
    "csv": "reinschrift.formats.csv:Csv",
    "tsv": "reinschrift.formats.csv:Tsv",
    "parquet": "reinschrift.formats.parquet:Parquet",
    "warc": "reinschrift.formats.warc:Warc",
}
PACKED = (".gz", ".zst")  # around any format, so `name.jsonl.gz` is a jsonl


def _say_nothing(_notice: str) -> None:
    """Drop a notice: what a library does unless its caller wants to hear it."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to read and write, for all formats; each looks at what concerns it.

    `source` names the input in messages. `tell` gets a line for the user when something had
    to be guessed. `out_field` is where a record's text goes; without it, back to `text_field`.
    """

    encoding: str | None = None
    text_field: str = "text"
    out_field: str | None = None
    field_format: str = "txt"  # what the text in a record's field is: txt or html
    article: bool = False  # of a page only the article
    source: str = "the input"
    tell: Callable[[str], None] = _say_nothing


class Format(Protocol):
    """Reads documents from bytes and writes them back."""

    suffixes: tuple[str, ...]

    def read(self, stream: BinaryIO, options: Options) -> Iterator[Document]:
        """Read the documents in order; a bad record becomes one with `metadata["error"]`."""

    def write(self, documents: Iterable[Document], stream: BinaryIO, options: Options) -> None:
        """Write `documents`, which this format has read."""


def load_format(name: str) -> Format:
    """Return the format called `name`.

    >>> load_format("txt").suffixes
    ('.txt', '.text')
    """
    made: Format = lookup("format", name, FORMATS)()
    return made


def name_format(path: str) -> str:
    """Tell a file's format by its suffix; what has no known suffix is plain text.

    >>> name_format("nachrichten.jsonl.gz"), name_format("Artikel.markdown"), name_format("-")
    ('jsonl', 'md', 'txt')
    """
    return _find_name(path) or "txt"


def has_suffix(path: str) -> bool:
    """Tell whether a file's suffix is that of a format.

    >>> has_suffix("seite.html.gz"), has_suffix("bild.png"), has_suffix("README")
    (True, False, False)
    """
    return bool(_find_name(path))


def _find_name(path: str) -> str:
    """Return the format whose suffix a file has, whatever it is packed in; none is empty."""
    suffixes = [suffix.lower() for suffix in PurePath(path).suffixes]
    while suffixes and suffixes[-1] in PACKED:
        suffixes.pop()
    last = suffixes[-1] if suffixes else ""
    if last[1:] in FORMATS:
        return last[1:]
    return next((name for name in FORMATS if last in load_format(name).suffixes), "")
