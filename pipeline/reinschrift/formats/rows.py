"""Rows: records with all their fields, for those who need more of them than one text.

A format with records gives a document for each of them, which holds one text. A corpus run
asks for several fields, an id and what is to be kept: it reads rows. A format of records is
a module with a function like `reinschrift.formats.jsonl:read_rows` and its line in `ROWS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import BinaryIO, NamedTuple

from reinschrift.formats.table import Options, name_format
from reinschrift.registry import lookup

ROWS = {
    "jsonl": "reinschrift.formats.jsonl:read_rows",
    "csv": "reinschrift.formats.csv:read_rows",
    "tsv": "reinschrift.formats.csv:read_rows",
    "parquet": "reinschrift.formats.parquet:read_rows",
}


class Row(NamedTuple):
    """The fields of a record; where it cannot be read, `error` says why and `raw` what it was."""

    fields: Mapping[str, object]
    error: str = ""
    raw: str = ""


ReadRows = Callable[[BinaryIO, Options], Iterator[Row]]


def load_rows(path: str) -> ReadRows | None:
    """Return what reads the rows of a file; `None` where it is no file of records."""
    name = name_format(path)
    if name not in ROWS:
        return None
    found: ReadRows = lookup("format", name, ROWS)
    return found


def find_field(fields: Mapping[str, object], name: str) -> object:
    """Return the value of a field, `a.b` being `b` inside of `a`; `None` where there is none.

    >>> find_field({"article": {"body": "Guten Tag."}, "a.b": 1}, "article.body")
    'Guten Tag.'
    >>> find_field({"article": {"body": "Guten Tag."}, "a.b": 1}, "a.b")
    1
    """
    if name in fields:
        return fields[name]
    outer, dot, inner = name.partition(".")
    within = fields.get(outer)
    return find_field(within, inner) if dot and isinstance(within, Mapping) else None
