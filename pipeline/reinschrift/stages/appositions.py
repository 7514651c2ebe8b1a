"""The comma that closes an apposition: `Der Chef des Amtes, Uwe Tamm[,] lobte sie`.

A subject that waits for its verb, one comma, another phrase and the verb in the singular: the
second comma is lost. A list would have a conjunction and its verb in the plural. What is said of a
part of those just counted stands behind a comma as well.
"""

from __future__ import annotations

from collections.abc import Sequence

from reinschrift.lexicon import load
from reinschrift.stages.closed_clauses import closes
from reinschrift.stages.finite_verbs import finite_places, is_finite_at, is_surely_finite
from reinschrift.stages.stretches import Stretch
from reinschrift.words import CLOSED, CONJUNCTIONS, DETERMINERS, FUSED, NUMERALS, PREPOSITIONS

_LEAST_BARE = 3  # words: an adjective, a noun and the verb
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
    # Not so: Eine Stadt im Krieg, ein Ring aus Stahl wurde gebaut
    is_definite = _is_subject(subject) and subject[0].lower() not in _INDEFINITE
    if words[0] in _INDEFINITE and (is_definite or _is_name(subject)):
        return _verb_behind_phrase(words)
    if _is_name(subject) and _is_bare(words):
        return _verb_behind_phrase(words)
    end = next((place for place, word in enumerate(words) if not word[0].isupper()), 0)
    if not end or not is_surely_finite(words[end]):
        return 0
    if not _is_subject(subject) or any(word in CONJUNCTIONS for word in words[:end]):
        return 0
    return end if _is_name(words[:end]) and not words[end].endswith(_PLURAL) else 0


def _is_subject(words: Sequence[str]) -> bool:
    """Tell whether words may be one phrase in the nominative that waits for its verb."""
    return (
        words[0] in _NOMINATIVES
        and words[-1][0].isupper()
        and not finite_places(words)
        and not any(word in CONJUNCTIONS for word in words)
    )


def _is_bare(words: Sequence[str]) -> bool:
    """Tell whether a phrase begins without an article: amtierende Leiterin der Mission."""
    if len(words) < _LEAST_BARE:
        return False
    is_adjective = words[0].islower() and words[0].endswith(("er", "e", "es"))
    return is_adjective and words[0] not in CLOSED and words[1][0].isupper()


def find_part(stretch: Stretch) -> int:
    """Return where what is said of a part of those just counted begins; or 0.

    Es gibt zwei Bewerber[,] einer davon aus Kiel: a clause has no room for a second count.
    """
    words = stretch.words
    if closes(words, len(words) - 1):
        return 0  # Er gab drei Kindern eines davon zurück
    for at in range(2, len(words) - 2):
        is_part = words[at + 1] == "davon" and (words[at] in _PARTS or words[at].isdigit())
        if is_part and words[at - 1][0].isupper() and _is_counted(words, at - 1):
            return at
    return 0


def _is_counted(words: Sequence[str], noun: int) -> bool:
    """Tell whether a noun has a count before it, and no preposition: rund 20 neue Häuser."""
    for at in range(noun - 1, max(-1, noun - _LONGEST_COUNTED), -1):
        word = words[at].lower()
        if word in _COUNTS or word.isdigit():
            return not any(one in PREPOSITIONS | FUSED for one in words[max(0, at - 2) : at])
        if words[at][0].isupper() or not word.endswith(("e", "en", "er")):
            return False
    return False


_LONGEST_COUNTED = 4  # words: a count, two adjectives and the noun
_COUNTS = NUMERALS | frozenset("mehrere viele einige etliche zahlreiche".split())
_PARTS = NUMERALS | frozenset(
    "einer eine eines einen einem keiner keine viele einige mehrere manche".split()
)


def _is_name(words: Sequence[str]) -> bool:
    """Tell whether words are a person's name and nothing else."""
    known = load()
    return _NAME[0] <= len(words) <= _NAME[1] and all(
        word[0].isupper() and (word in known.names or word not in known) for word in words
    )


def _verb_behind_phrase(words: Sequence[str]) -> int:
    """Return where the verb follows a phrase that ends in a noun: ein Arzt aus Bonn|sagte; or 0."""
    for at in range(2, len(words)):
        if words[at] in CONJUNCTIONS:
            return 0
        if is_finite_at(words, at):
            return at if words[at - 1][0].isupper() and not words[at].endswith(_PLURAL) else 0
    return 0


_INDEFINITE = frozenset("ein eine ihr ihre sein seine".split())  # no relative pronoun is one


_NOMINATIVES = frozenset(
    word.capitalize() for word in DETERMINERS if not word.endswith(("em", "en", "es"))
) | {"Das"}
