"""What keeps the tagger off names and titles, which can look like any scar.

A name may end in any short word (Kreuznach, Schreider), and a title may begin with any word
in capitals. What the rules know of both holds for the tagger as well.
"""

from __future__ import annotations

import re

from reinschrift.edits import Edit
from reinschrift.lexicon import WORD, load
from reinschrift.stages.boundaries import NOT_FINAL, WORKS
from reinschrift.stages.marks import CAMEL_NAMES, OURS
from reinschrift.stages.splits import NAME_TAILS

_LAST_WORD = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)[ ,„\"»]*$")
_LEAST_LEFT = 6  # binary order of the count of a word that a name's ending is parted from
_LETTERS = 6  # of that word


def is_risky_split(text: str, place: int) -> bool:
    """Tell whether a word that would be parted at `place` is as likely a name or brand.

    Asked of words only that no rule parts.

    >>> is_risky_split("in Bad Kreuznach", 12), is_risky_split("Putinund Xi", 5)
    (True, False)
    """
    lexicon = load()
    word = next(
        (m for m in WORD.finditer(text, max(0, place - 80)) if m.start() < place < m.end()), None
    )
    if word is None:
        return False
    left, right = text[word.start() : place], text[place : word.end()]
    if right[0].isupper():
        is_known = right in lexicon or right.lower() in lexicon
        return not is_known or word.group() in CAMEL_NAMES or left in OURS
    if not left[0].isupper() or right not in NAME_TAILS:
        return False
    if lexicon.size(left.lower()) > lexicon.size(left):
        return False  # a word that starts a sentence: Oder
    return len(left) < _LETTERS or lexicon.size(left) < _LEAST_LEFT


def is_behind_title_word(text: str, edit: Edit) -> bool:
    """Tell whether a capital behind `heißt`, `Film` and the like would be lowered or deleted.

    >>> is_behind_title_word("Der Song heißt Über den Wolken", Edit(15, 16, "ü", "fragment-case"))
    True
    """
    found = _LAST_WORD.search(text, max(0, edit.start - 60), edit.start)
    if found is None:
        return False
    before = found[1].lower()
    return before in NOT_FINAL or before.endswith(WORKS)
