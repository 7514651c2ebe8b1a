"""Scores links: whether they come through, and how well they stand in the English.

`count_kept_marks` holds the invariants on any translation: every link is there, has words and
keeps its target. `score_placement` compares placed marks with an editor's; for that the English
must be the editor's too, so that a caller has the engine read the gold English and place marks
over it. Words are compared, since an editor's marks cover whole words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from reinschrift.documents import Block, Document, Mark
from reinschrift.edits import Span

LINK = "link"
TARGET = "href"
_WORD = re.compile(r"\w[\w'’.-]*\w|\w")


class Placement(NamedTuple):
    """Words marked rightly, marked, and to be marked, over some marks; and how many are exact."""

    right: int
    placed: int
    wanted: int
    exact: int
    marks: int


def with_links(text: str, spans: Sequence[Span]) -> Document:
    """Return a one-block document with a link over each span, each with a target of its own."""
    marks = tuple(
        Mark(span.start, span.end, LINK, {TARGET: f"#{number}"})
        for number, span in enumerate(spans)
    )
    return Document((Block(text, marks=marks),))


def links_of(document: Document, count: int) -> list[list[Span]]:
    """Return, for each of `count` links of `with_links`, where it is in a document's text."""
    found: list[list[Span]] = [[] for _ in range(count)]
    place = 0
    for block in document.blocks:
        for mark in block.marks:
            number = str(mark.attributes.get(TARGET, "")).removeprefix("#")
            if mark.kind == LINK and number.isdigit() and int(number) < count:
                found[int(number)].append(Span(place + mark.start, place + mark.end))
        place += len(block.text) + 1
    return found


def count_kept_marks(english: Document, spans: Sequence[Span]) -> tuple[int, int]:
    """Count the links that still have words of their own, and all there were."""
    text = english.text
    found = links_of(english, len(spans))
    kept = sum(any(_WORD.search(text, span.start, span.end) for span in each) for each in found)
    return kept, len(spans)


def score_placement(
    english: str, placed: Sequence[Sequence[Span]], gold: Sequence[Sequence[Span]]
) -> Placement:
    """Compare placed marks with an editor's over the same English text, mark by mark.

    >>> score_placement("The old town burned.", [[Span(0, 12)]], [[Span(4, 12)]])
    Placement(right=2, placed=3, wanted=2, exact=0, marks=1)
    """
    right = there = wanted = exact = 0
    for ours, theirs in zip(placed, gold, strict=True):
        one, other = _words(english, ours), _words(english, theirs)
        right += len(one & other)
        there += len(one)
        wanted += len(other)
        exact += one == other
    return Placement(right, there, wanted, exact, len(gold))


def _words(text: str, spans: Sequence[Span]) -> set[int]:
    """Return the words that spans touch, by where they begin."""
    return {
        word.start()
        for word in _WORD.finditer(text)
        if any(span.start < word.end() and word.start() < span.end for span in spans)
    }
