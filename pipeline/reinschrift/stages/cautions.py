"""What keeps the tagger off names and titles, which can look like any scar.

A name may end in any short word (Kreuznach, Schreider), and a title may begin with any word
in capitals. What the rules know of both holds for the tagger as well.
"""

from __future__ import annotations

import re

from reinschrift.edits import Edit
from reinschrift.lexicon import WORD, load
from reinschrift.morphology import is_nominal
from reinschrift.stages.boundaries import NOT_FINAL, WORKS
from reinschrift.stages.fragments import is_pair
from reinschrift.stages.marks import CAMEL_NAMES, OURS
from reinschrift.stages.splits import EDGE, NAME_TAILS, NATIVE, NEVER, SHORT_WORDS
from reinschrift.words import ARTICLES

_LAST_WORD = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)[ ,„\"»]*$")
_LEAST_LEFT = 6  # binary order of the count of a word that a name's ending is parted from
_LETTERS = 6  # of that word
_KNOWN = 2  # binary order; below, a short left part is no word
# Scores, tried on simulated scars in held-out text and on clean news (wmt18, wmt21, flores-dev).
_COMPOUND = 0.98
_NAME = 0.99
_NEVER = 2.0


def needed_score(text: str, place: int) -> float:
    """Return how sure the tagger must be to part a word that no rule parts; above 1 for never.

    Names end in short words, brands have capitals inside (RedaktionsNetzwerk), nouns end in
    infinitives (Blumenschauen), adjectives and participles take on adverbs (vielbesucht), and
    -ist and -in are suffixes.

    >>> needed_score("in Bad Kreuznach", 12), needed_score("Putinund Xi", 5)
    (0.99, 0.0)
    """
    lexicon = load()
    word = next(
        (m for m in WORD.finditer(text, max(0, place - 80)) if m.start() < place < m.end()), None
    )
    if word is None:
        return 0.0
    left, right = text[word.start() : place], text[place : word.end()]
    if right[0].isupper():
        is_known = right in lexicon or right.lower() in lexicon
        if not is_known or word.group() in CAMEL_NAMES or left in OURS:
            return _NAME
        is_brand = left[0].isupper() and left.lower() not in EDGE
        return _COMPOUND if is_brand else 0.0
    if left[0].islower():
        return 0.0 if right in EDGE else _COMPOUND
    if right in NEVER or right == "in" or (right == "ist" and not left.endswith(NATIVE)):
        return _NEVER
    if lexicon.size(left.lower()) > lexicon.size(left):
        return 0.0  # a word that starts a sentence: Oder
    if len(left) < _LETTERS and lexicon.size(left) < _KNOWN:
        return _NAME  # Nienaber
    if right not in NAME_TAILS | SHORT_WORDS:
        return _COMPOUND if is_nominal(right, lexicon) else 0.0
    return _NAME if len(left) < _LETTERS or lexicon.size(left) < _LEAST_LEFT else 0.0


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
