"""How right a repair's edits are, against an editor's.

What counts as the same edit. Two people who mend `Putinund` may both be right and write
down different edits: one puts a space in, the other replaces the word. So edits are not
compared, but what they make of a *place*:

1.  Every edit, proposed or wanted, is widened to whole words (to the white space around it).
2.  Edits whose widened spans share a character are one place, on both sides together.
3.  A place is right if the proposed edits and the wanted edits make the same text of it,
    character for character. Then all its proposed edits are right and all its wanted ones
    found; otherwise all are wrong and missed. Half of a repair is no repair.
4.  Precision of a rule is the share of right ones among the proposed edits that name it,
    recall the share of found ones among the wanted edits that name it. An edit that names
    two rules counts for both. A right edit need not name the rule that the editor named;
    how often it names one of them is `same_rule`.

Flags, which change nothing, are no edits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from reinschrift.edits import Edit, Span, apply


class Place(NamedTuple):
    """A stretch of a raw text with the edits in it, and whether they agree."""

    span: Span
    proposed: tuple[Edit, ...]
    wanted: tuple[Edit, ...]
    is_right: bool


@dataclass(slots=True)
class Tally:
    """Counts of edits: of all, or of those that name one rule."""

    right: int = 0
    proposed: int = 0
    found: int = 0
    wanted: int = 0
    same_rule: int = 0

    @property
    def precision(self) -> float | None:
        """The share of right edits among the proposed, in percent; None if there are none."""
        return 100 * self.right / self.proposed if self.proposed else None

    @property
    def recall(self) -> float | None:
        """The share of found edits among the wanted, in percent; None if none are wanted."""
        return 100 * self.found / self.wanted if self.wanted else None

    @property
    def f_half(self) -> float | None:
        """F0.5 in percent, where a wrong edit weighs twice as much as a missed one.

        >>> round(Tally(right=8, proposed=8, found=8, wanted=16).f_half or 0, 2)
        83.33
        """
        if self.precision is None or self.recall is None:
            return 0.0 if self.wanted else None
        weighed = 0.25 * self.precision + self.recall
        return 1.25 * self.precision * self.recall / weighed if weighed else 0.0

    def as_row(self) -> tuple[int, int, int, int]:
        """Return the counts as `measures.f_half` takes them."""
        return self.right, self.proposed, self.found, self.wanted


def find_places(raw: str, proposed: Sequence[Edit], wanted: Sequence[Edit]) -> list[Place]:
    """Bring proposed and wanted edits together where they are about the same words.

    >>> [place] = find_places(
    ...     "Putinund Xi", [Edit(5, 5, " ", "merged-words")], [Edit(0, 8, "Putin und", "gold")]
    ... )
    >>> place.span, place.is_right
    (Span(start=0, end=8), True)
    """
    spans = [
        (*_widen(raw, edit), side, edit)
        for side, edits in enumerate((proposed, wanted))
        for edit in edits
        if raw[edit.start : edit.end] != edit.text
    ]
    spans.sort(key=lambda one: (one[0], one[1], one[3].start, one[3].end))
    places: list[Place] = []
    start = end = -1
    sides: tuple[list[Edit], list[Edit]] = ([], [])
    for first, last, side, edit in spans:
        # Two insertions at one bare place share it, though it has no characters.
        if first >= end and not (first == last == start == end):
            if end >= 0:
                places.append(_compare(raw, Span(start, end), sides))
            start, end, sides = first, last, ([], [])
        sides[side].append(edit)
        end = max(end, last)
    if end >= 0:
        places.append(_compare(raw, Span(start, end), sides))
    return places


def tally(places: Sequence[Place]) -> dict[str, Tally]:
    """Count edits by rule; all together stand under the empty name."""
    tallies: dict[str, Tally] = {"": Tally()}
    for place in places:
        named = {rule for edit in place.wanted for rule in edit.rules}
        for edit in place.proposed:
            for one in _of(tallies, edit):
                one.proposed += 1
                one.right += place.is_right
                one.same_rule += place.is_right and bool(named & set(edit.rules))
        for edit in place.wanted:
            for one in _of(tallies, edit):
                one.wanted += 1
                one.found += place.is_right
    return tallies


def _of(tallies: dict[str, Tally], edit: Edit) -> Iterator[Tally]:
    yield tallies[""]
    for rule in dict.fromkeys(edit.rules):
        yield tallies.setdefault(rule, Tally())


def _widen(raw: str, edit: Edit) -> Span:
    """Grow an edit to the white space around it.

    >>> _widen("Er kam gestern.", Edit(14, 14, "!", "x"))
    Span(start=7, end=15)
    """
    start, end = edit.start, edit.end
    while start > 0 and not raw[start - 1].isspace():
        start -= 1
    while end < len(raw) and not raw[end].isspace():
        end += 1
    return Span(start, end)


def _compare(raw: str, span: Span, sides: tuple[list[Edit], list[Edit]]) -> Place:
    proposed, wanted = sides
    is_right = bool(proposed and wanted) and make(raw, span, proposed) == make(raw, span, wanted)
    return Place(span, tuple(proposed), tuple(wanted), is_right)


def make(raw: str, span: Span, edits: Sequence[Edit]) -> str:
    """Return what edits make of the text in a span."""
    moved = [
        replace(edit, start=edit.start - span.start, end=edit.end - span.start)
        for edit in sorted(edits, key=lambda edit: (edit.start, edit.end))
    ]
    return apply(raw[span.start : span.end], moved)
