"""Two lists of edits made into one, and places mapped through a list of edits."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from reinschrift.edits import JOIN, Edit, Span, apply


class Offsets:
    """Map spans between a text and its edited form.

    Outside the edits a place maps to itself, shifted. A place strictly inside an edit has
    no twin, so a span that begins or ends there grows to the edit's edge. What was
    inserted or deleted at a span's edge stays outside the span.
    """

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._raw = [Span(edit.start, edit.end) for edit in edits]
        self._edited: list[Span] = []
        shift = 0
        for edit in edits:
            start = edit.start + shift
            self._edited.append(Span(start, start + len(edit.text)))
            shift += len(edit.text) - (edit.end - edit.start)

    def to_raw(self, start: int, end: int) -> Span:
        """Map a span of the edited text to the raw text.

        >>> Offsets([Edit(5, 5, " ", "merged-words")]).to_raw(6, 9)
        Span(start=5, end=8)
        """
        return _map(self._edited, self._raw, start, end)

    def to_edited(self, start: int, end: int) -> Span:
        """Map a span of the raw text to the edited text.

        A link over `Putin` does not swallow the space that was put behind it:

        >>> Offsets([Edit(5, 5, " ", "merged-words")]).to_edited(0, 5)
        Span(start=0, end=5)
        """
        return _map(self._raw, self._edited, start, end)


def _map(here: list[Span], there: list[Span], start: int, end: int) -> Span:
    """Map a span through pairs of spans that stand for each other."""
    at = bisect_right(here, start, key=lambda span: span.start) - 1
    if at < 0:
        first = start
    elif start >= here[at].end:
        first = start - here[at].end + there[at].end
    else:
        first = there[at].start
    at = bisect_left(here, end, key=lambda span: span.start) - 1
    if at < 0:
        final = end
    elif end >= here[at].end:
        final = end - here[at].end + there[at].end
    else:
        final = there[at].end
    return Span(min(first, final), max(first, final))


def invert(text: str, edits: Sequence[Edit]) -> list[Edit]:
    """Return the edits that lead from `apply(text, edits)` back to `text`.

    >>> [back] = invert("Putinund Xi", [Edit(5, 5, " ", "merged-words")])
    >>> back.start, back.end, back.text
    (5, 6, '')
    """
    back: list[Edit] = []
    shift = 0
    for edit in edits:
        start = edit.start + shift
        shift += len(edit.text) - (edit.end - edit.start)
        raw = text[edit.start : edit.end]
        back.append(replace(edit, start=start, end=start + len(edit.text), text=raw))
    return back


def compose(text: str, first: Sequence[Edit], second: Sequence[Edit]) -> list[Edit]:
    """Return edits over `text` that do `first` and then `second`.

    `second` is over `apply(text, first)`. Edits of both that meet become one edit that
    names both rules; all others keep a span of their own. What `second` takes back is gone.

    >>> first = [Edit(3, 3, " ", "merged-words")]
    >>> [edit] = compose("undDie", first, [Edit(3, 5, " d", "fragment-case")])
    >>> edit.start, edit.end, edit.text, edit.rule
    (3, 4, ' d', 'merged-words+fragment-case')
    """
    if not first or not second:
        return list(first or second)
    middle = apply(text, first)
    composed: list[Edit] = []
    shift = 0  # from a place in `text` to its place in `middle`
    for group in _groups(text, first, second):
        begin = min(step.start for step in group)
        end = max(step.end for step in group)
        raw_begin = begin - shift
        shift += sum(len(step.edit.text) - len(step.undone) for step in group if step.is_first)
        raw_end = end - shift
        after: list[str] = []
        done = begin
        for step in group:
            if not step.is_first:
                after += (middle[done : step.start], step.edit.text)
                done = step.end
        after.append(middle[done:end])
        edit = _joined([step.edit for step in group], raw_begin, raw_end, "".join(after))
        if edit.text != text[raw_begin:raw_end]:
            composed.append(edit)
    return composed


class _Step(NamedTuple):
    """An edit of either list, placed in the text between the two."""

    start: int
    end: int
    is_first: bool
    edit: Edit
    undone: str  # what an edit of the first list took away

    def meets(self, other: _Step) -> bool:
        """Tell whether two steps of different lists touch the same characters or one place."""
        if self.is_first == other.is_first:
            return False
        if self.start < other.end and other.start < self.end:
            return True
        ours, theirs = (self, other) if self.is_first else (other, self)
        # An insertion beside an insertion, or into the gap of a deletion, has no place of its own.
        return (
            theirs.start == theirs.end
            and (ours.start == ours.end or not ours.undone)
            and ours.start <= theirs.start <= ours.end
        )


def _groups(text: str, first: Sequence[Edit], second: Sequence[Edit]) -> list[list[_Step]]:
    """Return the edits of both lists in order, those that meet together."""
    steps = [
        _Step(back.start, back.end, True, edit, back.text)
        for edit, back in zip(first, invert(text, first), strict=True)
    ]
    steps += [_Step(edit.start, edit.end, False, edit, "") for edit in second]
    steps.sort(key=lambda step: (step.start, step.end))
    groups: list[list[_Step]] = []
    for step in steps:
        joined = [step]
        # Several edits of one list can meet a later one of the other list.
        while groups and any(step.meets(other) for other in groups[-1]):
            joined = groups.pop() + joined
        groups.append(joined)
    return groups


def _joined(edits: list[Edit], start: int, end: int, text: str) -> Edit:
    """Return one edit in place of several, as sure as the least sure of them."""
    rules = dict.fromkeys(rule for edit in edits for rule in edit.rules)
    return Edit(
        start,
        end,
        text,
        JOIN.join(rules),
        min(edit.confidence for edit in edits),
        "; ".join(dict.fromkeys(edit.evidence for edit in edits if edit.evidence)),
    )
