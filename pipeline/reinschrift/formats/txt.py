"""Plain text: a line is a block."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from reinschrift.documents import Document
from reinschrift.formats.encoding import Decoded, decode, encode
from reinschrift.formats.lines import join_lines, split_lines
from reinschrift.formats.table import Options


def read_text(stream: BinaryIO, options: Options) -> Decoded:
    """Read all of `stream` as text, and tell the user what was guessed."""
    decoded = decode(stream.read(), encoding=options.encoding, source=options.source)
    if decoded.guess:
        options.tell(
            f"{options.source} is not UTF-8; read as {decoded.guess} "
            "(--encoding names another, the output is UTF-8)"
        )
    return decoded


class Text:
    """Plain text, one document a file."""

    suffixes = (".txt", ".text")

    def read(self, stream: BinaryIO, options: Options) -> Iterator[Document]:
        """Read a document whose blocks are the lines."""
        decoded = read_text(stream, options)
        yield Document(split_lines(decoded.text), {"marked": decoded.marked})

    def write(self, documents: Iterable[Document], stream: BinaryIO, _options: Options) -> None:
        """Write each document's lines with the ends that they came with."""
        for document in documents:
            marked = bool(document.metadata.get("marked"))
            stream.write(encode(join_lines(document.blocks), marked=marked))
