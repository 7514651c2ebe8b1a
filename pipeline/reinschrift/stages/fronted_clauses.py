"""Sentences that begin with a subordinate clause, where the full stop before them is lost.

`Verletzt wurde niemand Wie viel sie erbeuteten, ließ die Polizei offen`: a capital opens a clause
in mid-stretch, its verb ends it at the comma, and behind that stands the finite verb of a main
clause. The clause before the capital has its own verb, so that one belongs to a new sentence.
"""

from __future__ import annotations

from collections.abc import Sequence

from reinschrift.lexicon import load
from reinschrift.stages.finite_verbs import is_final, is_surely_finite, main_finite_places
from reinschrift.stages.speech import SAYING
from reinschrift.stages.stretches import NOT_FINAL, QUESTIONS, Stretch, is_opened
from reinschrift.words import (
    ARTICLES,
    CLOSED,
    CONJUNCTIONS,
    DETERMINERS,
    FINITE_VERBS,
    PREPOSITIONS,
    PRONOUNS,
    SEPARABLE,
    SUBORDINATORS,
    is_verb_form,
)

_LETTING = frozenset("ließ ließen lässt".split())
_LEAST = 3  # words of the clause
_PRONOUNS = frozenset("er sie es man wir ich".split())
_SUBJECTS = (PRONOUNS | DETERMINERS) - {"sich"}
_OPENERS = SUBORDINATORS | QUESTIONS | frozenset("dass ob als während wie".split())
# Verb-first conditions: Sollte es regnen, fällt das Spiel aus.
CONDITIONS = frozenset(
    "Sollte Sollten Hätte Hätten Wäre Wären Würde Würden Könnte Könnten Müsste Müssten".split()
)


def find_fronted_clause(sentence: Sequence[Stretch], at: int) -> int:
    """Return where a sentence begins with a subordinate clause in mid-stretch; or 0.

    >>> from reinschrift.stages.stretches import read_stretches
    >>> [sentence] = read_stretches("Niemand weiß mehr Wenn sie kommen, geht er.")
    >>> find_fronted_clause(sentence, 0)
    3
    """
    words = sentence[at].words
    last = words[-1]
    if at + 1 >= len(sentence) or not last.islower() or not _is_main(sentence[at + 1]):
        return 0
    if is_opened(words, by_comma=sentence[at].before == ","):
        return 0
    places = main_finite_places(words)
    if not places or words[places[0]].lower() in NOT_FINAL - SAYING:
        return 0  # Der Roman heißt Als wir träumten
    for start in range(places[0] + 1, len(words) - _LEAST + 1):
        word, before = words[start], words[start - 1]
        opens = word[0].isupper() and word.lower() in _OPENERS
        if word not in CONDITIONS and (not opens or last in CLOSED):
            continue
        is_free = before not in ARTICLES | CONJUNCTIONS | PREPOSITIONS - SEPARABLE
        has_one = all(place < start or place in (start, len(words) - 1) for place in places)
        return start if is_free and has_one else 0
    return 0


def _is_main(stretch: Stretch) -> bool:
    """Tell whether a stretch goes on with a finite verb and its subject, and tells no speech."""
    words = [*_parted(stretch.words[0]), *stretch.words[1:]]
    if len(words) < 2 or (words[0] in SAYING and words[0] not in _LETTING):
        return False  # Es sei offen Wann er kommt, sagte sie
    if words[0] in _LETTING and is_verb_form(words[-1]):
        return False  # ließ sie ausrichten
    if words[1] in _PRONOUNS and is_final(words[0]):
        return True  # geht er
    is_finite = is_surely_finite(words[0]) or words[0] in FINITE_VERBS
    return is_finite and (words[1] in _SUBJECTS or words[1][0].isupper())


def _parted(word: str) -> list[str]:
    """Part a word that nobody knows behind its verb: ließdie."""
    if word in load():
        return [word]
    ends = (end for end in range(len(word) - 2, 2, -1) if word[end:] in _SUBJECTS)
    end = next((end for end in ends if is_surely_finite(word[:end])), len(word))
    return [word[:end], word[end:]] if end < len(word) else [word]
