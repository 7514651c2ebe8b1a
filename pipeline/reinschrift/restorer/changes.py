"""What a restorer changed in a sentence: the smallest edits, each with the scars that it heals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from difflib import SequenceMatcher

from reinschrift.edits import JOIN, Edit
from reinschrift.words import CLOSED, DETERMINERS

MERGED, STRAY, LOST, CASE = "merged-words", "stray-fragment", "lost-boundary", "fragment-case"
MOVED, AGREEMENT = "moved-anchor", "agreement"
REWRITING = frozenset({MOVED, AGREEMENT})  # other words than there were, or elsewhere

_PART = re.compile(r"\s+|\w+(?:[-’'.,:]\w+)*|.", re.DOTALL)
_LETTERS = re.compile(r"\w+")
_MARKS = re.compile(r"[^\w\s]")
_MOST_STRAY = 2  # words that one link leaves over


def find_changes(before: str, after: str) -> list[Edit]:
    """Return the edits that turn a sentence into its restored form, in order.

    >>> [(one.text, one.rule) for one in find_changes("Putinund Xi Trafen", "Putin und Xi trafen")]
    [('Putin und', 'merged-words'), ('trafen', 'fragment-case')]
    """
    if before == after:
        return []  # whatever its length, which the comparison is quadratic in
    old, new = _PART.findall(before), _PART.findall(after)
    starts = [0]
    for part in old:
        starts.append(starts[-1] + len(part))
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    found = []
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind != "equal":
            there, here = "".join(old[first:last]), "".join(new[start:end])
            found.append(Edit(starts[first], starts[last], here, name_rules(there, here)))
    return found


def shift_edits(
    edits: Iterable[Edit], place: int, confidence: float, evidence: str
) -> Iterator[Edit]:
    """Yield the edits of a sentence at its place in a text, all as sure and for one reason."""
    for edit in edits:
        start, end = edit.start + place, edit.end + place
        yield replace(edit, start=start, end=end, confidence=confidence, evidence=evidence)


def name_rules(there: str, here: str) -> str:
    """Name the scars that `there` has if `here` is right.

    >>> name_rules("nordkoreanisch", "nordkoreanischen"), name_rules(" Die", "")
    ('agreement', 'stray-fragment')
    """
    old, new = _LETTERS.findall(there), _LETTERS.findall(here)
    if "".join(old).lower() == "".join(new).lower():
        return JOIN.join(_of_same_letters(there, here)) or LOST
    if not new and 0 < len(old) <= _MOST_STRAY and all(word.lower() in CLOSED for word in old):
        return STRAY
    if len(old) == len(new) == 1 and _is_one_word(old[0], new[0]):
        return AGREEMENT
    return MOVED


def _of_same_letters(there: str, here: str) -> Iterator[str]:
    if len(_LETTERS.findall(here)) > len(_LETTERS.findall(there)):
        yield MERGED
    marks = len(_MARKS.findall(here)) - len(_MARKS.findall(there))
    if marks > 0:
        yield LOST
    elif marks < 0:
        yield STRAY
    if "".join(_LETTERS.findall(there)) != "".join(_LETTERS.findall(here)):
        yield CASE


def _is_one_word(one: str, other: str) -> bool:
    """Tell whether two words are forms of one: the same stem, or two articles."""
    one, other = one.lower(), other.lower()
    if one in DETERMINERS and other in DETERMINERS:
        return True
    short, long = sorted((one, other), key=len)
    return len(short) > 3 and long.startswith(short[:-2]) and len(long) - len(short) < 4
