"""What readers see of pictures and links beside the text: what a picture shows, titles.

Each is a block of its own behind the paragraph that it stands in, as the attributes of a
page are. Definitions that links refer to are left alone, and so is what names one.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from reinschrift.documents import Block, Mark
from reinschrift.edits import Span
from reinschrift.formats.markdown_inline import escape, parse

ATTRIBUTE = "attribute"
AFTER = -1  # in place of a sign's number: what stands behind the block's content
_TITLE = re.compile(
    r"""\((?:<[^<>\n]*>|(?:[^\s()\\]|\\.|\([^\s()]*\))*)\s+("[^\n]*"|'[^\n]*')\s*\)$"""
)
_ALT = re.compile(r"!\[((?:[^\[\]\\\n]|\\.)+)\](?:\(|\[[^\[\]]+\])")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_LETTER = re.compile(r"[^\W\d_]")


class _Place(NamedTuple):
    """Where an attribute stands: in which sign of its block, and where in that."""

    number: int
    span: Span


def read_attributes(block: Block, end: int) -> list[Block]:
    """Return a block for each attribute in a block whose content ends at `end` in the file."""
    runs = block.metadata["runs"]
    base = runs[0].end if isinstance(runs, tuple) and runs else end
    found = [*_find(block), *_find_title(AFTER, str(block.metadata["after"]).rstrip(), skipped=1)]
    return [
        Block(
            text,
            ATTRIBUTE,
            metadata={
                "place": place,
                "read": text,
                "runs": (Span(0, end if place.number == AFTER else base),),
            },
        )
        for place, text in found
        if _LETTER.search(text)
    ]


def _find(block: Block) -> Iterator[tuple[_Place, str]]:
    for mark in block.marks:
        known = mark.attributes
        if mark.kind == "image":
            markup, number = known["source"], int(known["first"])
            if alt := _ALT.match(markup):
                yield _Place(number, Span(*alt.span(1))), parse(alt[1]).text
            yield from _find_title(number, markup)
        elif "title" in known:
            yield from _find_title(int(known["last"]), known["close"])


def _find_title(number: int, markup: str, *, skipped: int = 0) -> Iterator[tuple[_Place, str]]:
    found = _TITLE.search(markup, skipped)
    if found:
        text = html.unescape(_ESCAPED.sub(r"\1", found[1][1:-1]))
        yield _Place(number, Span(*found.span(1))), " ".join(text.split())


def write_attributes(block: Block, attributes: Iterable[Block]) -> Block:
    """Return a block with its attributes as they are now."""
    changes: dict[int, list[tuple[Span, str]]] = {}
    for attribute in attributes:
        place = attribute.metadata.get("place")
        if isinstance(place, _Place) and attribute.text != attribute.metadata["read"]:
            changes.setdefault(place.number, []).append((place.span, attribute.text))
    if not changes:
        return block
    after = _patch(str(block.metadata["after"]), changes.get(AFTER, ()))
    marks = tuple(_change(mark, changes) for mark in block.marks)
    return replace(block, marks=marks, metadata={**block.metadata, "after": after})


def _change(mark: Mark, changes: dict[int, list[tuple[Span, str]]]) -> Mark:
    sign, markup = ("first", "source") if "source" in mark.attributes else ("last", "close")
    found = changes.get(int(mark.attributes.get(sign, AFTER)), ())
    if not found or mark.kind not in ("image", "link"):
        return mark
    return replace(
        mark, attributes={**mark.attributes, markup: _patch(mark.attributes[markup], found)}
    )


def _patch(markup: str, changes: Sequence[tuple[Span, str]]) -> str:
    for span, text in sorted(changes, reverse=True):
        old = markup[span.start : span.end]
        is_title = old[0] in "\"'"
        new = _quote(text, old[0]) if is_title else escape(text)
        markup = markup[: span.start] + new + markup[span.end :]
    return markup


def _quote(text: str, quote: str) -> str:
    text = _ENTITY.sub(r"\\&", text.replace("\\", "\\\\")).replace(quote, "\\" + quote)
    return f"{quote}{text}{quote}"
