"""What the tagger should say at each place, read off the edits that heal a scarred line."""

from __future__ import annotations

from typing import NamedTuple

from reinschrift.edits import Edit
from reinschrift.tagger.sequences import (
    COMMA,
    COMMA_LOWER,
    DELETE,
    LOWER,
    SPACE,
    STOP,
    STOP_UPPER,
    UNMARK,
    UNMARK_LOWER,
)

UNTOLD = 255  # of a place where nobody can say what is right; nothing is learnt there


class Label(NamedTuple):
    """The class of the place before `place`, where a word starts or a second half does."""

    place: int
    kind: int


MARKS = {" ": SPACE, ",": COMMA, ".": STOP}


def label(text: str, edit: Edit) -> Label | None:
    """Read the label off one edit over `text`, if the tagger has one for it.

    >>> label("Putinund", Edit(5, 5, ", ", "merged-words"))
    Label(place=5, kind=2)
    >>> label("an Bei ihm", Edit(3, 4, "b", "fragment-case"))
    Label(place=3, kind=4)
    """
    raw = text[edit.start : edit.end]
    first = edit.rules[0]
    ends_in_letter = raw[-1:].isalpha()
    if first == "merged-words":
        if raw[:1] in (",", "."):
            return None  # the mark is there: a rule mends that
        mark = MARKS[edit.text[0]]
        return Label(edit.start, cased(mark, raw[-1:], edit.text[-1]))
    if first == "stray-fragment":
        place = edit.end - ends_in_letter
        if raw[0] in ",.":
            is_lowered = ends_in_letter
            return Label(
                place if is_lowered else edit.start + 2, UNMARK_LOWER if is_lowered else UNMARK
            )
        return Label(place, DELETE)
    if first == "lost-boundary":
        return Label(edit.end - ends_in_letter, cased(MARKS[edit.text[0]], raw[-1:], edit.text[-1]))
    if first == "fragment-case":
        return Label(edit.start, LOWER)
    return None


def cased(mark: int, there: str, here: str) -> int:
    """Return the class of a mark, with the change of the letter behind it.

    >>> cased(COMMA, "D", "d") == COMMA_LOWER, cased(STOP, "d", "D") == STOP_UPPER
    (True, True)
    """
    if not there.isalpha() or there == here:
        return mark
    if here.islower():
        return {SPACE: LOWER, COMMA: COMMA_LOWER, STOP: STOP}[mark]
    return STOP_UPPER if mark == STOP else mark
