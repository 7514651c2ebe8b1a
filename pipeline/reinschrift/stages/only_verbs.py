"""Whether a sentence has a finite verb but for one that may have grown onto another word.

A German sentence has one. Where the only one that it can have ends a word that nobody has
counted, two words met there, whatever names end in: `Trainerin Oduya Mwangilobte die Abwehr.`
"""

from __future__ import annotations

import re

from reinschrift.lexicon import WORD, Lexicon, load
from reinschrift.morphology import reading_size
from reinschrift.stages.boundaries import has_verb
from reinschrift.stages.commas import is_finite
from reinschrift.stages.stretches import QUESTIONS
from reinschrift.verbs import is_nominal, is_verb
from reinschrift.words import (
    AUXILIARIES,
    CLOSED,
    FINITE_VERBS,
    STRONG_PASTS,
    SUBORDINATORS,
    is_verb_form,
)

_SENTENCE = 400  # characters on either side
_LEAST_WORDS = 3  # of a sentence, beside the one that may be two; less is a heading
_LEAST_LAST = 4  # letters of a sentence's last word; else it may be shortened: Kanton St.
_LEAST_SIZE = 4  # binary order of the count of a weak verb
_LEAST_VERB = 3  # letters
SENTENCE_ENDS = re.compile(r"[.!?:;\n](?=\s|$|[“\"»])")
_SUBORDINATORS = SUBORDINATORS | {"dass"}
# With `zu` and an infinitive they are a clause.
_PURPOSES = frozenset("um ohne statt anstatt zu je als wie da während".split())
_MARKS = re.compile(r"[,–(:;\"„“”»«]")
_NOT_SEEN = frozenset(("ist",))  # which makes persons of foreign stems: Perfektionist


def has_other_verb(text: str, start: int, end: int) -> bool:
    """Tell whether the sentence around a word has a finite verb elsewhere, or is no sentence.

    >>> text = "Auch Rolf Haferkampwar da, weil es brannte."
    >>> has_other_verb(text, 10, 22), has_other_verb(text, 5, 9)
    (False, False)
    >>> has_other_verb("Auch Rolf Haferkamp kam mit.", 10, 19)
    True
    """
    sides = _sides(text, start, end)
    return sides is None or any(has_verb(_outside_clauses(side)) for side in sides)


def may_have_other_verb(text: str, start: int, end: int) -> bool:
    """Tell whether the sentence around a word has any form of a verb elsewhere, or is no sentence.

    >>> text = "Die Gletscherverlieren an Masse. Sie besuchen die Blumenschauen."
    >>> may_have_other_verb(text, 4, 22), may_have_other_verb(text, 50, 63)
    (False, True)
    """
    sides = _sides(text, start, end)
    return sides is None or any(may_be_verb(one) for side in sides for one in WORD.findall(side))


def find_only_verb(text: str, word: re.Match[str]) -> int:
    """Return where the only verb of a sentence begins in an unknown word; 0 for nowhere.

    >>> text = "Trainerin Oduya Mwangilobte die Abwehr."
    >>> find_only_verb(text, WORD.match(text, 16))
    22
    """
    lexicon = load()
    whole = word.group()
    places = [
        place
        for place in range(2, len(whole) - _LEAST_VERB + 1)
        if _can_part(whole[:place], whole[place:], lexicon)
    ]
    if not places or reading_size(whole, lexicon):
        return 0
    sides = _sides(text, *word.span())
    if sides is None:
        return 0
    # `Ländern|sind` before `Länder|nsind`
    best = max(places, key=lambda place: (whole[:place] in lexicon, -place))
    others = [one for side in sides for one in WORD.findall(side)]
    if whole[best:] in AUXILIARIES and not is_finite(others[-1]):
        others.pop()  # its participle or infinitive: Züge|waren ausgefallen
    return 0 if any(may_be_verb(one) for one in others) else word.start() + best


def is_first_verb(text: str, place: int) -> bool:
    """Tell whether a verb at `place` is its sentence's first, and nothing before it asks a comma.

    >>> text = "Ein Hirte aus Seiffensagte dem Blatt ab. Wer rastetrostet."
    >>> is_first_verb(text, 21), is_first_verb(text, 51)
    (True, False)
    """
    first = max(0, place - _SENTENCE)
    start = max((one.end() for one in SENTENCE_ENDS.finditer(text, first, place)), default=first)
    if _MARKS.search(text, start, place):
        return False  # a clause, an apposition or speech may end here
    words = WORD.findall(text, start, place)
    if not words or any(word.lower() in _SUBORDINATORS | QUESTIONS | _PURPOSES for word in words):
        return False
    # Gefragt nach Geld, sagte er; Den Ort erreichend, sah er.
    return not any(may_be_verb(word.lower()) or word.endswith("end") for word in words)


def _sides(text: str, start: int, end: int) -> tuple[str, str] | None:
    """Return what stands before and behind a word in its sentence; None if that is none."""
    ends = SENTENCE_ENDS.finditer(text, max(0, start - _SENTENCE), start)
    first = max((one.end() for one in ends), default=0)
    last = SENTENCE_ENDS.search(text, end, end + _SENTENCE)
    if text[:first].endswith((":", ";")):
        return None  # Im Bild: der Sänger
    if last is None or last.group() not in (".", "!", "?"):
        return None
    sides = text[first:start], text[end : last.start()]
    words = [word for side in sides for word in WORD.findall(side)]
    is_short = len(words) < _LEAST_WORDS
    if is_short or (len(words[-1]) < _LEAST_LAST and words[-1] not in CLOSED):
        return None
    return sides


def _outside_clauses(text: str) -> list[str]:
    """Return the words that stand in no subordinate clause, as far as its first word shows."""
    words: list[str] = []
    for part in text.split(","):
        found = WORD.findall(part)
        opens = (at for at, word in enumerate(found) if word.lower() in _SUBORDINATORS)
        words += found[: next(opens, len(found))]
    return words


def _can_part(left: str, right: str, lexicon: Lexicon) -> bool:
    """Tell whether a finite verb ends a word behind a noun, a name or a known word."""
    if not right.islower() or right in _NOT_SEEN or left[-1] in "-’'":
        return False
    if not (left[0].isupper() or left in lexicon):
        return False
    if right in FINITE_VERBS or right in STRONG_PASTS:
        return True
    is_adjective = right.endswith("ten") and is_nominal(right, lexicon)  # vorfahrtberechtigten
    return (
        right.endswith(("te", "ten"))
        and lexicon.size(right) >= _LEAST_SIZE
        and is_verb(right, lexicon)
        and not is_adjective
    )


def may_be_verb(word: str) -> bool:
    """Tell whether a word is a finite verb, or looks like one: participles do as well."""
    return word.islower() and (
        is_finite(word)
        or is_verb(word, load())
        or (word.endswith(("t", "te", "en")) and is_verb_form(word))
    )
