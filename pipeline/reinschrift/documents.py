"""Documents: what flows through the pipeline.

A document is blocks in order; a block is text with marks (links, emphasis: spans over
the text) and metadata that its format needs to write it back. All are immutable: a step
returns a new document.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from reinschrift.composition import Offsets
from reinschrift.edits import Edit, Span, apply

Attributes = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Mark:
    """Inline markup over `text[start:end]` of a block: a link, emphasis, code."""

    start: int
    end: int
    kind: str
    attributes: Attributes = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item, caption …: text that no sentence crosses.

    `translate=False` keeps a block as it is (code, another language). `metadata` belongs
    to the format that read the block; nothing else looks inside.
    """

    text: str
    kind: str = "paragraph"
    marks: tuple[Mark, ...] = ()
    translate: bool = True
    metadata: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    r"""Blocks in order, with the metadata of the format that read them.

    >>> Document.from_text("Titel\n\nErster Absatz.").text
    'Titel\n\nErster Absatz.'
    """

    blocks: tuple[Block, ...]
    metadata: Mapping[str, object] = field(default_factory=dict)

    @classmethod
    def from_text(cls, text: str) -> Document:
        """Read plain text: a line is a block, an empty line an empty one."""
        return cls(tuple(Block(line) for line in text.split("\n")))

    @property
    def text(self) -> str:
        """The blocks' text, one a line."""
        return "\n".join(block.text for block in self.blocks)


def shift_marks(marks: Sequence[Mark], edits: Sequence[Edit]) -> tuple[Mark, ...]:
    """Move marks to where their text is after `edits`.

    No mark is lost: one whose text was deleted stays as an empty span.

    >>> shift_marks([Mark(6, 12, "link")], [Edit(5, 5, " ", "merged-words")])
    (Mark(start=7, end=13, kind='link', attributes={}),)
    """
    offsets = Offsets(edits)
    return tuple(_moved(mark, *offsets.to_edited(mark.start, mark.end)) for mark in marks)


def edit_document(document: Document, edits: Sequence[Edit]) -> Document:
    """Return `document` with `edits` made over `document.text`, its marks moved along.

    An edit that takes away the line break between two blocks joins them into one, which
    keeps the kind and the metadata of the first.
    """
    if not edits:
        return document
    raw = document.text
    text = apply(raw, edits)
    offsets = Offsets(edits)
    blocks: list[Block] = []
    first: Block | None = None  # of the blocks that are being joined
    marks: list[Mark] = []
    place = start = 0
    for block in document.blocks:
        first = first or block
        marks += (
            _moved(mark, *offsets.to_edited(place + mark.start, place + mark.end))
            for mark in block.marks
        )
        place += len(block.text)
        end = (
            offsets.to_edited(place, place + 1) if place < len(raw) else Span(len(text), len(text))
        )
        if place == len(raw) or text[end.start : end.end] == "\n":
            here = tuple(_moved(mark, mark.start - start, mark.end - start) for mark in marks)
            blocks.append(replace(first, text=text[start : end.start], marks=here))
            first, marks, start = None, [], end.end
        place += 1
    return replace(document, blocks=tuple(blocks))


def _moved(mark: Mark, start: int, end: int) -> Mark:
    return replace(mark, start=start, end=end)
