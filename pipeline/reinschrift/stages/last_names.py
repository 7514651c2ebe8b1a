"""Words that grew onto a last name: `Präsident Lasse Brandvolddarüber`.

Nobody can list last names. But behind a first name or an office a word that nobody knows is one,
and most words of the closed classes end no name at all: the names that are known show which.
"""

from __future__ import annotations

import re
from functools import cache

from reinschrift.edits import Edit
from reinschrift.lexicon import Lexicon, load
from reinschrift.morphology import reading_size
from reinschrift.stages.commas import comma_before
from reinschrift.stages.grown_names import is_behind_person
from reinschrift.stages.neighbours import fits
from reinschrift.stages.said_names import SAID
from reinschrift.stages.split_words import EDGE, NAME_TAILS, NEVER, NOUN_TWINS

RULE = "merged-words"
_LEAST_NAME = 4  # letters
_LEAST_TAIL = 3
_LONGEST_TAIL = max(map(len, EDGE))
_DENIALS = frozenset(("nicht", "nichts"))  # surnames are made of a verb and one of these
_NO_PERSONS = frozenset(("beim", "vom", "über"))  # places may end in them, no person's name does
_PREFIXES = ("be", "er", "ge", "ver")  # of a noun that nobody counted: Brüderge|meine


def find_last_name(text: str, word: re.Match[str]) -> Edit | None:
    """Propose a space, or a comma and a space, where an unknown last name ends inside of a word.

    >>> from reinschrift.lexicon import WORD
    >>> text = "Das hat Präsident Lasse Brandvolddarüber gesagt."
    >>> edit = find_last_name(text, WORD.match(text, 24))
    >>> text[: edit.start][-9:], edit.text
    ('Brandvold', ' ')
    """
    whole = word.group()
    last = whole.rpartition("-")[2]  # Brandström-Okwuosa|teilte
    place = word.end() - len(last) + _tail_place(last)
    if place == word.end() - len(last) or not is_behind_person(text, word.start()):
        return None
    right = text[place : word.end()]
    lexicon = load()
    if reading_size(whole, lexicon) or not fits(right, text, word.end()):
        return None
    mark = ", " if comma_before(text, place, right) else " "
    why = f"behind a first name or an office, and no name that is known ends in {right!r}"
    return Edit(place, place, mark, RULE, SAID, why)


def _tail_place(word: str) -> int:
    """Return where the longest word begins that ends `word` and no name; 0 for nowhere."""
    if not word[0].isupper() or not word[1:].islower():
        return 0
    for place in range(max(_LEAST_NAME, len(word) - _LONGEST_TAIL), len(word) - _LEAST_TAIL + 1):
        if word[place:] in EDGE:
            if word[place:] in _DENIALS and word[:place].lower() in load():
                return 0  # Habenicht, Hassenichts
            never = NAME_TAILS - _NO_PERSONS | NOUN_TWINS | NEVER | name_tails(load())
            is_tail = word[place:] in never
            return 0 if is_tail or word[:place].endswith(_PREFIXES) else place
    return 0


@cache
def name_tails(lexicon: Lexicon) -> frozenset[str]:
    """Return the words of the closed classes that some name ends in: Schroder, Holstein."""
    return frozenset(
        name[place:]
        for name in lexicon.names
        for place in range(max(2, len(name) - _LONGEST_TAIL), len(name) - 1)
        if name[place:] in EDGE
    )
