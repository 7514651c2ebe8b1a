"""What keeps the tagger off names and titles, which can look like any scar.

A name may end in any short word (Kreuznach, Schreider), and a title may begin with any word
in capitals. What the rules know of both holds for the tagger as well.
"""

from __future__ import annotations

import re

from reinschrift.edits import Edit
from reinschrift.lexicon import WORD
from reinschrift.stages.stretches import NOT_FINAL, WORKS
from reinschrift.words import ARTICLES

_OPENS_QUOTE = re.compile(r"(?:^|[\s(])[„“\"»«'‚‘](?P<inside>[^„“”\"»«'‚‘’.!?\n]*)$")
_CLOSES_QUOTE = re.compile(r"[^„“”\"»«'‚‘’.!?\n]{0,40}[“”\"»«'‘’]")
_PAIR = re.compile(r"Ein|\w+ und ")
_LONGEST_QUOTE = 40  # characters of a title in quotes before and behind a place
_LEAST_SPOKEN = 6  # words
_LAST_WORD = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)[ ,„\"»]*$")


def is_demonstrative(text: str, edit: Edit) -> bool:
    """Tell whether a deleted word could stand for a noun, or beside one: das hier, wir Deutschen.

    >>> is_demonstrative("Das hier ist neu.", Edit(0, 5, "H", "stray-fragment+fragment-case"))
    True
    """
    stray = WORD.match(text, edit.start)
    if stray is None or edit.end <= stray.end():
        return False
    if stray.group() in ("Wir", "Ihr"):
        return True
    if stray.group().lower() not in ARTICLES:
        return False
    after = stray.end() + 1
    starts_small = text[after : after + 1].islower() and stray.group()[0].isupper()
    return starts_small or is_pair(text, f"{stray.group()} ", after)


def is_behind_title_word(text: str, place: int) -> bool:
    """Tell whether `heißt`, `Film` and the like stand before a place, so that a title may follow.

    >>> is_behind_title_word("Der Song heißt Über den Wolken", 15)
    True
    """
    found = _LAST_WORD.search(text, max(0, place - 60), place)
    if found is None:
        return False
    before = found[1].lower()
    return before in NOT_FINAL or before.endswith(WORKS)


def is_quoted(text: str, start: int, end: int) -> bool:
    """Tell whether a span lies in short quotes without a mark of their own, as names do.

    >>> is_quoted("das Boot von 'Jugend Rettet', das", 21, 27), is_quoted("Er kam.", 3, 6)
    (True, False)
    """
    before = _OPENS_QUOTE.search(text, max(0, start - _LONGEST_QUOTE), start)
    return before is not None and _CLOSES_QUOTE.match(text, end, end + _LONGEST_QUOTE) is not None


def is_title(text: str, start: int, end: int) -> bool:
    """Tell whether a span lies in short quotes of few words, as titles have.

    >>> text = "„Das Geld fehlt uns dann bei die Kitas“, steht in „Unter die Haut“."
    >>> is_title(text, 29, 32), is_title(text, 57, 60)
    (False, True)
    """
    before = _OPENS_QUOTE.search(text, max(0, start - _LONGEST_QUOTE), start)
    after = _CLOSES_QUOTE.match(text, end, end + _LONGEST_QUOTE)
    return (
        before is not None
        and after is not None
        and len(WORD.findall(text, before.start("inside"), after.end())) < _LEAST_SPOKEN
    )


def is_title_in_capitals(text: str, place: int) -> bool:
    """Tell whether a place lies in quotes in which every word has a capital: „Wir Für Morgen“.

    Someone who writes so writes a title: no small letter and no word too many shows a scar.

    >>> is_title_in_capitals("der Band „Auf Uns“ von", 14)
    True
    """
    before = _OPENS_QUOTE.search(text, max(0, place - _LONGEST_QUOTE), place)
    after = _CLOSES_QUOTE.match(text, place, place + _LONGEST_QUOTE)
    if before is None or after is None:
        return False
    words = WORD.findall(text, before.start("inside"), after.end())
    return len(words) > 1 and all(word[0].isupper() for word in words)


def is_pair(text: str, stray: str, end: int) -> bool:
    """Tell whether two words belong together: das Eine (und das Andere), das Für und Wider."""
    return stray in ("Der ", "Die ", "Das ") and _PAIR.match(text, end) is not None
