"""What a page has to translate, as blocks: its paragraphs, and attributes that readers see."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reinschrift.documents import Block
from reinschrift.edits import Span
from reinschrift.formats.html_inline import Item, read_run
from reinschrift.formats.html_paragraphs import split_at_boxes, split_at_breaks, trim
from reinschrift.formats.html_tokens import Attribute

# No person writes a paragraph with so many tags, and the time that marks take grows with
# their square: such a paragraph stays as it is.
_MOST_MARKS = 1000
# No attribute that is read is so long; data of a script is.
_LONGEST_ATTRIBUTE = 10_000
_LETTER = re.compile(r"[^\W\d_]")
_NO_PROSE = re.compile(
    r"\S+\.(?:jpe?g|png|gif|webp|svg|html?|php)|(?:https?:)?//\S+", re.IGNORECASE
)


def paragraph_blocks(source: str, items: Sequence[Item], kind: str) -> Iterator[Block]:
    """Make blocks of what stands between two tags that end a sentence."""
    for line in split_at_breaks(source, items, is_heading=kind == "heading"):
        for part in split_at_boxes(source, line):
            if block := _paragraph_block(source, part, kind):
                yield block


def _paragraph_block(source: str, items: Sequence[Item], kind: str) -> Block | None:
    items = trim(source, items)
    if not items or len(items) > 2 * _MOST_MARKS:
        return None
    run = read_run(source, items)
    if not _LETTER.search(run.text):
        return None
    metadata = {
        "start": run.start,
        "end": run.end,
        "read": (run.text, run.marks),
        "runs": run.runs,
    }
    return Block(run.text, kind, run.marks, metadata=metadata)


def attribute_block(source: str, attribute: Attribute) -> Block | None:
    """Make a block of the value of an attribute, if it is prose."""
    text = " ".join(attribute.value.split())
    if len(text) > _LONGEST_ATTRIBUTE or not _LETTER.search(text) or _NO_PROSE.fullmatch(text):
        return None
    place = attribute.start + (source[attribute.start] in "\"'")
    metadata = {
        "start": attribute.start,
        "end": attribute.end,
        "read": (text, ()),
        "runs": (Span(0, place),),
    }
    return Block(text, "attribute", metadata=metadata)
