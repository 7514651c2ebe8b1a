"""Lines as blocks, their ends kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from reinschrift.documents import Block
from reinschrift.formats.bilingual import german_of

_PIECE = 1 << 16  # bytes of what is read only to be left
_LINE_END = re.compile(r"(\r\n|\n|\r)")


def split_lines(text: str) -> tuple[Block, ...]:
    r"""Return a block for each line; one that does not end in `\n` remembers its end.

    The last block is what follows the last line end, so the blocks joined by `\n` are the
    text as Python reads it from a file.

    >>> [(block.text, dict(block.metadata)) for block in split_lines("Titel\r\nText\n")]
    [('Titel', {'end': '\r\n'}), ('Text', {}), ('', {})]
    """
    if "\r" not in text:
        return tuple(Block(line) for line in text.split("\n"))
    parts = _LINE_END.split(text)
    return tuple(
        Block(line, metadata={} if end == "\n" else {"end": end})
        for line, end in zip(parts[::2], [*parts[1::2], "\n"], strict=True)
    )


def join_lines(blocks: Sequence[Block]) -> str:
    r"""Return the text of `blocks` with the line ends that they came with.

    >>> join_lines(split_lines("Titel\r\nText"))
    'Titel\r\nText'
    """
    if not blocks:
        return ""
    ended = [_both(block) + str(block.metadata.get("end", "\n")) for block in blocks[:-1]]
    return "".join([*ended, _both(blocks[-1])])


def cut_lines(stream: BinaryIO, most: int) -> Iterator[tuple[bytes, int]]:
    r"""Give the lines of a file with their lengths in bytes; of none more than `most` is held.

    >>> from io import BytesIO
    >>> list(cut_lines(BytesIO(b"Er kam.\nJa\n"), 4))
    [(b'Er k', 8), (b'Ja\n', 3)]
    """
    while line := stream.readline(most):
        length = len(line)
        rest = line
        while rest and not rest.endswith(b"\n"):
            rest = stream.readline(_PIECE)
            length += len(rest)
        yield line, length


def _both(block: Block) -> str:
    """Return a block's text, and its German on the next line where that was asked for."""
    german = german_of(block)
    if german is None:
        return block.text
    return f"{block.text}{block.metadata.get('end') or chr(10)}{german[0]}"
