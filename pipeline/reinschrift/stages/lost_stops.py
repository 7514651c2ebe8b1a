"""Sentences that follow one another without a full stop, told by the second one's capital.

`nicht näher Polen fordert eine Geste`: the first sentence has its verb, and behind the capital
stands one phrase and a second verb. No single German sentence looks so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reinschrift.stages.speech import SAYING
from reinschrift.stages.stretches import (
    JOINTS,
    NOT_FINAL,
    OPENERS,
    Stretch,
    has_zu,
    is_conjunctive,
    is_finite_at,
    is_opened,
    main_finite_places,
)
from reinschrift.words import (
    ADVERBS,
    ARTICLES,
    AUXILIARIES,
    CLOSED,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    is_verb_form,
)

_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST_PHRASE = 7  # words before the second verb
_NOT_LAST = (ARTICLES | PREPOSITIONS | CONJUNCTIONS | SUBORDINATORS) - frozenset(
    "ab an auf aus ein mit nach vor zu zurück statt um".split()
)
# No name in mid-sentence begins with these as a film does with Der or Im.
# The polite forms stand anywhere.
_STARTS = (
    (CLOSED - SUBORDINATORS | {"seitdem"})
    - CONJUNCTIONS
    - frozenset("nichts alles laut sie ihr ihre ihren ihrem ihrer ihres ihnen ich du dein".split())
)


def find_lost_stops(sentence: Sequence[Stretch], at: int) -> Iterator[tuple[int, str]]:
    """Give the words of a stretch before which a full stop is missing, and why.

    >>> from reinschrift.stages.stretches import read_stretches
    >>> def of(text):
    ...     return [s.words[word] for one in read_stretches(text) for at, s in enumerate(one)
    ...             for word, _ in find_lost_stops(one, at)]
    >>> of("Er kommt am 3. Mai Bis dahin wartet Rom ab."), of("Er sah den Film Im Westen.")
    (['Bis'], [])
    """
    stretch = sentence[at]
    words = stretch.words
    if is_opened(words, by_comma=stretch.before == ","):
        return
    first = sorted([*main_finite_places(words), *_infinitive_places(words)])
    if not first:
        return
    verb = words[first[0]]
    if verb.lower() in NOT_FINAL - SAYING:
        return  # Die Band nennt sich Wir sind Helden
    begin = first[0] + (2 if verb in SAYING or not first[0] else 1)
    for start in range(begin, len(words) - 1):
        if _can_start(words, start) and _has_verb_second(words, start, words[first[0]]):
            yield start, f"{words[start]!r} starts a sentence with a verb of its own"
            return


def _infinitive_places(words: Sequence[str]) -> list[int]:
    """Return where an infinitive with `zu` ends a clause: noch heute weiterzureisen."""
    return [
        at - 1 if words[at - 1] == "zu" else at for at in range(1, len(words)) if has_zu(words, at)
    ]


def _can_start(words: Sequence[str], start: int) -> bool:
    """Tell whether a sentence may start here, and the one before end."""
    word, before = words[start], words[start - 1]
    if before in _NOT_LAST or before.endswith((".", "-")):
        return False
    if _YEAR.fullmatch(word):
        is_free = before[0].isupper() and words[start - 2] not in PREPOSITIONS
        return is_free or (before.startswith("ge") and is_verb_form(before))
    if not word[0].isupper():
        return False
    if word.lower() in _STARTS:
        return True
    # A noun or name: behind a word that no noun follows.
    return before in ADVERBS - _AHEAD or before in _ENDS


_AHEAD = frozenset("auch nur sogar erst oft immer so ebenso".split())  # auch Polen
_ENDS = frozenset("nicht näher mehr fest zurück sein haben werden worden gewesen".split())


def _has_verb_second(words: Sequence[str], start: int, first: str) -> bool:
    """Tell whether one phrase and a finite verb follow, as in a main clause."""
    lower = words[start].lower()
    if lower in PRONOUNS or lower in ADVERBS or lower not in CLOSED:
        places = [start + 1]
    else:
        places = list(range(start + 2, min(start + _LONGEST_PHRASE, len(words) - 1)))
    for place in places:
        word = words[place] if place < len(words) else ""
        if word in JOINTS or word in OPENERS:
            return False
        if word and (is_finite_at(words, place) or word in AUXILIARIES or _is_plural(words, place)):
            if is_conjunctive(word) and first in SAYING and words[0] != first:
                return False  # Er sagte Am Montag werde er kommen
            return _is_phrase(words[start:place])
    return False


def _is_plural(words: Sequence[str], at: int) -> bool:
    """Tell whether a verb in the plural has its subject behind it: fahren die Züge."""
    follows = words[at + 1] if at + 1 < len(words) else ""
    is_plural = words[at].endswith("en") and is_verb_form(words[at])
    return is_plural and follows in ADVERBS | ARTICLES | PRONOUNS


def _is_phrase(words: Sequence[str]) -> bool:
    """Tell whether words are one phrase: an adverb, a pronoun, or what ends in a noun."""
    if len(words) == 1:
        return True
    if words[0].lower() in PREPOSITIONS:
        return words[-1][0].isupper() or words[-1][0].isdigit() or words[-1] in ADVERBS | {"dahin"}
    return words[0].lower() in DETERMINERS | PRONOUNS and words[-1][0].isupper()
