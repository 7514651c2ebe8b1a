"""Marks on what English takes over letter by letter: code, and raised or lowered signs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reinschrift.documents import Mark
from reinschrift.edits import Span

_RAISED = re.compile(r"<su[bp]\b", re.IGNORECASE)


def find_copied(wanted: str, target: str, words: Sequence[Span], goal: int) -> Span | None:
    """Find what must stay as it is where the translation has it as it was, nearest to a place."""
    wanted = wanted.casefold()
    ends = {word.end for word in words}
    for start in sorted((word.start for word in words), key=lambda start: abs(start - goal)):
        end = start + len(wanted)
        if end in ends and target[start:end].casefold() == wanted:
            return Span(start, end)
    return None


def is_raised(mark: Mark) -> bool:
    """Tell whether a mark raises or lowers its text."""
    return bool(_RAISED.match(mark.attributes.get("open", "")))


def find_raised(
    mark: Mark, source: str, target: str, within: Span, taken: Sequence[Span]
) -> Span | None:
    """Find the sign in a word that English writes alike: no other mark may be on part of a word.

    >>> raised = Mark(6, 7, "tag", {"open": "<sup>"})
    >>> find_raised(raised, "auf 3m2 Land", "on 3m2 of land", Span(0, 14), [])
    Span(start=5, end=6)
    """
    first, last = mark.start, mark.end
    while first and source[first - 1].isalnum():
        first -= 1
    while source[last : last + 1].isalnum():
        last += 1
    if (first, last) == (mark.start, mark.end):
        return None
    alike = re.compile(rf"(?<!\w){re.escape(source[first:last])}(?!\w)")
    for found in alike.finditer(target, within.start, within.end):
        start, end = found.start() + mark.start - first, found.start() + mark.end - first
        if not any(span.start < end and start < span.end for span in taken):
            return Span(start, end)
    return None
