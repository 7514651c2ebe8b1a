"""Whether what ends a word in capitals is the head of a compound, or a word of its own.

`Tourismusbetrieben` is a compound, and so may be `Kraftausdrücken`. But no compound has a bare
adverb at its end, and a modal verb that has no infinitive yet has found it.
"""

from __future__ import annotations

import re

from reinschrift.lexicon import WORD, Lexicon
from reinschrift.morphology import ALWAYS_LINKED
from reinschrift.verbs import NOMINAL, NOUN_MARGIN
from reinschrift.words import AUXILIARIES, is_verb_form

_LEAST_SIZE = 4  # binary order of the count of a first part
_LEAST_LETTERS = 4
_KNOWN = 2  # binary order
_REACH = 300  # characters of a clause
_UNLINKED = (*ALWAYS_LINKED, *(f"{ending}en" for ending in ALWAYS_LINKED))
_BARE = frozenset(
    "binnen heraus herunter herab herauf herein hervor hinaus hinunter hinab hinauf hinein hinzu "
    "je per pro samt seitens via voran vorbei zurück".split()
)
_MARKS = re.compile(r"[,.!?:;\n]")


def in_compound(left: str, right: str, text: str, end: int, lexicon: Lexicon) -> str:
    """Say whether `right` can be a noun's head: a bare adjective or adverb never is."""
    if lexicon.size(left) >= _LEAST_SIZE and len(left) >= _LEAST_LETTERS and right in _BARE:
        return "compound-bare"  # Prozent|je
    if left.endswith(_UNLINKED) and size_of(left, lexicon) >= _KNOWN:
        return "compound-open"  # Stellungen|verstärkten: a compound has Stellungs-
    if right.endswith("en") and is_verb_form(right) and _lacks_infinitive(text, end, left + right):
        return "compound-bracket"  # soll einen Empfang|veranstalten
    noun = right.capitalize()
    is_noun = lexicon.size(noun) and lexicon.size(noun) + NOUN_MARGIN >= lexicon.size(right)
    if is_noun or noun in lexicon.names or len(left) < _LEAST_LETTERS:
        return "compound"  # Tourismus|betrieben
    if not right.endswith(NOMINAL):
        return "compound-bare"  # Getränke|erstmals
    if right.endswith("en") and not text[end : end + 1].isspace():
        first = max(0, end - _REACH)
        start = max((one.end() for one in _MARKS.finditer(text, first, end)), default=first)
        if any(word in AUXILIARIES for word in WORD.findall(text, start, end)):
            return "compound-bracket"  # sind mit Weizen|beladen
    return "compound"


def _lacks_infinitive(text: str, end: int, whole: str) -> bool:
    """Tell whether a modal verb waits for the infinitive in which a word ends: will Kühe|melken.

    A word in lower case that may be its verb stands nowhere else in the clause.
    """
    following = WORD.match(text, end + 1) if text[end : end + 1] == " " else None
    is_last = not text[end : end + 1].isspace()
    if not is_last and (following is None or following.group() not in AUXILIARIES):
        return False
    first = max(0, end - _REACH)
    start = max((one.end() for one in _MARKS.finditer(text, first, end)), default=first)
    others = WORD.findall(text, start, end - len(whole))
    has_modal = not is_last or any(word in AUXILIARIES for word in others)
    return has_modal and not any(
        word not in AUXILIARIES and word[0].islower() and is_verb_form(word) for word in others
    )


def size_of(word: str, lexicon: Lexicon) -> int:
    """Return the size of a word, or of the last part of one with a hyphen."""
    return lexicon.size(word) or lexicon.size(word.rpartition("-")[2])
