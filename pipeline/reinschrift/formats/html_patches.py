"""Small changes in a page's markup: attributes that readers see, the language."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import cast

from reinschrift.documents import Block
from reinschrift.edits import Span


@dataclass(frozen=True, slots=True)
class Change:
    """What stands in place of a span of the page."""

    span: Span
    text: str


def attribute_changes(blocks: Iterable[Block], source: str) -> Iterator[Change]:
    """Give the changes that write attributes as they are now into the page."""
    for block in blocks:
        if block.kind != "attribute" or block.metadata.get("read") == (block.text, ()):
            continue
        start, end = cast("int", block.metadata["start"]), cast("int", block.metadata["end"])
        quote = source[start : start + 1]
        if quote not in ('"', "'"):
            quote = '"'
        escaped = "&quot;" if quote == '"' else "&#39;"
        text = block.text.replace("&", "&amp;").replace(quote, escaped)
        yield Change(Span(start, end), f"{quote}{text}{quote}")


class Patches:
    """A source with small changes in it, of which any stretch can be copied."""

    def __init__(self, source: str, changes: Iterable[Change]) -> None:
        self._source = source
        self._changes = sorted(changes, key=lambda change: change.span)
        self._starts = [change.span.start for change in self._changes]

    def copy(self, start: int, end: int) -> str:
        """Return `source[start:end]` with the changes that begin in it."""
        at = bisect_left(self._starts, start)
        parts: list[str] = []
        while at < len(self._changes) and self._starts[at] < end:
            change = self._changes[at]
            parts += (self._source[start : change.span.start], change.text)
            start = change.span.end
            at += 1
        parts.append(self._source[start:end])
        return "".join(parts)

    def tag(self, place: int, tag: str) -> str:
        """Return a tag that stood at a place, as it is now."""
        return tag if place < 0 else self.copy(place, place + len(tag))
