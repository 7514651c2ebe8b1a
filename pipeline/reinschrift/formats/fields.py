"""The text in a field of a record: plain lines, or HTML."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from reinschrift.documents import Block, Document
from reinschrift.errors import UnknownName
from reinschrift.formats.html import read_markup, write_markup
from reinschrift.formats.lines import join_lines, split_lines

FIELD_FORMATS = ("txt", "html")


class Field(NamedTuple):
    """The blocks of a field, and what is needed to write it again."""

    blocks: tuple[Block, ...]
    metadata: Mapping[str, object]


def read_field(text: str, field_format: str) -> Field:
    """Read the text of a field.

    >>> [block.text for block in read_field("<p>Er kam.<p>Sie ging.", "html").blocks]
    ['Er kam.', '', 'Sie ging.']
    """
    if field_format == "html":
        document = read_markup(text)
        return Field(document.blocks, document.metadata)
    if field_format != "txt":
        raise UnknownName("field format", field_format, FIELD_FORMATS)
    return Field(split_lines(text), {})


def write_field(document: Document) -> str:
    """Return the text of a document that came from a field."""
    return write_markup(document) if "html" in document.metadata else join_lines(document.blocks)
