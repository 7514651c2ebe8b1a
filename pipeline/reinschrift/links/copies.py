"""Marks on what English takes over letter by letter: code, and raised or lowered signs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reinschrift.documents import Mark
from reinschrift.edits import Span

# What joins the parts of one token: `SPD-Politiker`, `3:2`.
_JOINED_BEFORE, _JOINED_BEHIND = re.compile(r"\w[-:]"), re.compile(r"[-:]\w")
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


def find_part(
    mark: Mark, source: str, target: str, within: Span, taken: Sequence[Span]
) -> Span | None:
    """Find the marked part of a joined word where English has just that, and only once.

    >>> half = Mark(4, 7, "link")
    >>> find_part(half, "Der SPD-Politiker", "The SPD politician", Span(0, 18), [])
    Span(start=4, end=7)
    """
    before = _JOINED_BEFORE.fullmatch(source[max(0, mark.start - 2) : mark.start])
    behind = _JOINED_BEHIND.match(source, mark.end)
    wanted = source[mark.start : mark.end]
    if not (before or behind) or not (wanted[0].isalnum() and wanted[-1].isalnum()):
        return None
    alike = re.compile(rf"(?<![\w-]){re.escape(wanted)}(?![\w-])")
    found = [
        Span(*one.span())
        for one in alike.finditer(target, within.start, within.end)
        if not any(span.start < one.end() and one.start() < span.end for span in taken)
    ]
    return found[0] if len(found) == 1 else None
