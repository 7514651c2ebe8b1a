"""The comma that closes an apposition: `Der Chef des Amtes, Uwe Tamm[,] lobte sie`.

A subject that waits for its verb, one comma, a person's name and the verb in the singular: the
second comma is lost. A list would have a conjunction and its verb in the plural.
"""

from __future__ import annotations

from collections.abc import Sequence

from reinschrift.lexicon import load
from reinschrift.stages.finite_verbs import finite_places, is_finite_at, is_surely_finite
from reinschrift.stages.stretches import Stretch
from reinschrift.words import CONJUNCTIONS, DETERMINERS

_NAME = (2, 4)  # words: a first name and another one, with what stands between
_PLURAL = ("en", "ten", "ren", "ind")


def find_closed_apposition(sentence: Sequence[Stretch], at: int) -> int:
    """Return where the verb follows an apposition whose second comma is lost; or 0.

    >>> from reinschrift.stages.stretches import read_stretches
    >>> [sentence] = read_stretches("Der Chef des Amtes, Uwe Tamm lobte sie.")
    >>> find_closed_apposition(sentence, 1)
    2
    """
    if at != 1 or sentence[1].before != ",":
        return 0
    subject, words = sentence[0].words, sentence[1].words
    if _is_name(subject) and words[0] in _INDEFINITE:
        return _verb_behind_phrase(words)
    end = next((place for place, word in enumerate(words) if not word[0].isupper()), 0)
    if not end or not is_surely_finite(words[end]):
        return 0
    is_subject = (
        subject[0] in _NOMINATIVES
        and subject[-1][0].isupper()
        and not finite_places(subject)
        and not any(word in CONJUNCTIONS for word in (*subject, *words[:end]))
    )
    return end if is_subject and _is_name(words[:end]) and not words[end].endswith(_PLURAL) else 0


def _is_name(words: Sequence[str]) -> bool:
    """Tell whether words are a person's name and nothing else."""
    known = load()
    return _NAME[0] <= len(words) <= _NAME[1] and all(
        word[0].isupper() and (word in known.names or word not in known) for word in words
    )


def _verb_behind_phrase(words: Sequence[str]) -> int:
    """Return where the verb follows a phrase that ends in a noun: ein Arzt aus Bonn|sagte; or 0."""
    for at in range(2, len(words) - 1):
        if words[at] in CONJUNCTIONS:
            return 0
        if is_finite_at(words, at):
            return at if words[at - 1][0].isupper() and not words[at].endswith(_PLURAL) else 0
    return 0


_INDEFINITE = frozenset("ein eine ihr ihre sein seine".split())  # no relative pronoun is one


_NOMINATIVES = frozenset(
    word.capitalize() for word in DETERMINERS if not word.endswith(("em", "en", "es"))
) | {"Das"}
