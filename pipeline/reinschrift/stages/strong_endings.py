"""Adjectives without an article that stand in the dictionary's case: mit große Mehrheit.

Behind a preposition that asks for one case an adjective alone has to show it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reinschrift.edits import Edit
from reinschrift.genders import gender_of
from reinschrift.stages.adjective_endings import is_inflected
from reinschrift.stages.declension import (
    CASE_ORDER,
    GENITIVE,
    LONG,
    decline_noun,
    is_embedded,
    is_noun,
)
from reinschrift.stages.governed import CASES, RULE, is_other_use
from reinschrift.stages.token_edits import Change, find_edits
from reinschrift.tokens import Token
from reinschrift.words import NUMERALS

# By gender: nominative, accusative, dative, genitive.
_ENDINGS = {
    "m": ("er", "en", "em", "en"),
    "f": ("e", "e", "er", "er"),
    "n": ("es", "es", "em", "en"),
    "p": ("e", "e", "en", "er"),
}
_MOST_ADJECTIVES = 2


def mend_strong_endings(text: str) -> Iterator[Edit]:
    """Put adjectives and their noun into the case that the preposition before them asks for.

    >>> [edit.text for edit in mend_strong_endings("Es gewann mit große Mehrheit.")]
    ['großer']
    """
    return find_edits(text, _govern, RULE)


def _govern(tokens: Sequence[Token], at: int) -> Iterator[Change]:
    """Yield what changes behind a preposition."""
    word = tokens[at].text
    case = CASES.get(word.lower()) if at + 2 < len(tokens) else None
    if case is None or word.lower() == "zu" or is_other_use(tokens, at):
        return  # zu große Erwartungen
    is_counted = tokens[at + 1].text.isdigit() or tokens[at + 1].text in NUMERALS
    yield from _decline(tokens, at + 1 + is_counted, case, word)


def _noun_at(tokens: Sequence[Token], at: int) -> int:
    """Return where the noun of a phrase may stand that begins with adjectives."""
    end = at
    while end < len(tokens) - 1 and end - at < _MOST_ADJECTIVES and is_inflected(tokens[end].text):
        end += 1
    return end


def _decline(tokens: Sequence[Token], at: int, case: str, asking: str) -> Iterator[Change]:
    """Yield the words of a phrase that change, if it is a nominative and must not be."""
    end = _noun_at(tokens, at)
    noun = tokens[end].text
    gender = gender_of(noun)
    if end == at or gender is None or not is_noun(noun):
        return
    stands, wanted = _ENDINGS[gender][0], _ENDINGS[gender][CASE_ORDER.index(case)]
    if is_embedded(tokens, end):
        return
    is_nominative = all(word.text.endswith(stands) for word in tokens[at:end])
    # Or many of them: aufgrund technischer Fehler.
    is_plural = gender == "m" and case == GENITIVE and noun.endswith(("er", "el", "en"))
    if not is_nominative or stands == wanted or is_plural:
        return
    why = f"{asking!r} asks for the {case}, the noun is {LONG[gender]}"
    for word in tokens[at:end]:
        yield Change(word.start, word.end, word.text.removesuffix(stands) + wanted, why)
    said = decline_noun(noun, gender, case)
    if said != noun:
        yield Change(tokens[end].start, tokens[end].end, said, why)
