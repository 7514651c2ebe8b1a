"""Markdown: paragraphs, headings, list items, quotes and table cells as blocks.

What is not prose (front matter, code, HTML, rules, link targets) stands in empty blocks and
keeps its bytes; a paragraph that is wrapped over several lines is one block. The text of a
block is what a reader sees; the signs around it are in its metadata and its marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import BinaryIO

from reinschrift.documents import Block, Document
from reinschrift.formats.encoding import encode
from reinschrift.formats.markdown_attributes import ATTRIBUTE, write_attributes
from reinschrift.formats.markdown_blocks import scan
from reinschrift.formats.markdown_embedded import write_embedded
from reinschrift.formats.markdown_inline import parse, render
from reinschrift.formats.table import Options
from reinschrift.formats.txt import read_text

_LINE_END = re.compile(r"\r\n|\n|\r")


class Markdown:
    """Markdown, one document a file."""

    suffixes = (".md", ".markdown")

    def read(self, stream: BinaryIO, options: Options) -> Iterator[Document]:
        """Read a document whose blocks are paragraphs, headings, items and cells."""
        decoded = read_text(stream, options)
        line_starts = (0, *(found.end() for found in _LINE_END.finditer(decoded.text)))
        metadata = {"marked": decoded.marked, "line_starts": line_starts}
        yield Document(tuple(scan(decoded.text)), metadata)

    def write(self, documents: Iterable[Document], stream: BinaryIO, _options: Options) -> None:
        """Write the blocks between the signs that they were read from."""
        for document in documents:
            text = "".join(map(_write_block, _with_attributes(document.blocks)))
            stream.write(encode(text, marked=bool(document.metadata.get("marked"))))


def _with_attributes(blocks: Sequence[Block]) -> Iterator[Block]:
    """Give the blocks with the attributes behind them written into their markup."""
    ends = [at for at, block in enumerate(blocks) if block.kind != ATTRIBUTE]
    for start, stop in pairwise([*ends, len(blocks)]):
        yield write_attributes(blocks[start], blocks[start + 1 : stop])


def _write_block(block: Block) -> str:
    before = str(block.metadata.get("before", ""))
    after = str(block.metadata.get("after", "\n"))
    embedded = write_embedded(block)
    if embedded is not None:
        return before + embedded + after
    written = render(block.text, block.marks)
    if written != block.metadata.get("content", ""):
        written = _as_new(block, written)
    return before + written + after


def _as_new(block: Block, written: str) -> str:
    """Return an edited block so that its text is read as it is, if need be with escapes."""
    labels = block.metadata.get("labels")
    known = labels if isinstance(labels, frozenset) else frozenset[str]()
    unwrapped = [mark for mark in block.marks if mark.kind != "wrap"]
    if parse(render(block.text, unwrapped), labels=known).text == block.text:
        return written
    return render(block.text, block.marks, is_new=True)
