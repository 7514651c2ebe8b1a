"""Where words may stand in another language's order, told by neighbours alone.

The restorer takes as long for a sentence as a third of its translation, so it reads only what
looks odd. A false alarm costs time and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise, takewhile

from reinschrift.lexicon import load
from reinschrift.morphology import is_verb
from reinschrift.tokens import Token, tokenize
from reinschrift.words import (
    AUXILIARIES,
    CLOSED,
    CONJUNCTIONS,
    DETERMINERS,
    FINITE_VERBS,
    MODIFIER_ENDINGS,
    PREPOSITIONS,
    PRONOUNS,
    SEPARABLE,
    SUBORDINATORS,
    is_verb_form,
)

_DATIVE = frozenset("mit von nach bei seit zu aus gegenüber".split())
_ACCUSATIVE = frozenset("für durch gegen ohne um".split())
_GENITIVE = frozenset("wegen trotz während aufgrund angesichts statt innerhalb außerhalb".split())
_WRONG = {
    **dict.fromkeys(_DATIVE, frozenset("das die ein eine diese dieses jene".split())),
    **dict.fromkeys(_ACCUSATIVE, frozenset("dem der einer einem diesem dieser".split())),
    **dict.fromkeys(_GENITIVE, frozenset("das die ein eine den diese dieses".split())),
}
_BEHIND_VERB = DETERMINERS | PRONOUNS
# Prefixes that are no prepositions: gab zurück die Hälfte.
_PLAIN_PREFIXES = SEPARABLE - PREPOSITIONS - {"wieder", "weiter", "frei", "ein"}
# Those that are always parted from their verb: not umfasst, überwacht, durchsucht.
_PARTED = SEPARABLE - frozenset("durch um unter wieder über".split())
_OPENERS = SUBORDINATORS | frozenset("dass weil ob wenn als wie damit bis während".split())
_LEAST_ADJECTIVE = 4  # letters


def is_suspicious(sentence: str) -> bool:
    """Tell whether two or three neighbours of a sentence look as German seldom has them.

    >>> is_suspicious("Der Senat hat genehmigt ein Paket."), is_suspicious("Er hat es genehmigt.")
    (True, False)
    """
    tokens = tokenize(sentence)
    return any(
        token.is_word and any(looks_odd(tokens, at) for looks_odd in _SIGNS)
        for at, token in enumerate(tokens[:-1], 0)
    )


def _verb_before_object(tokens: Sequence[Token], at: int) -> bool:
    """Find hat genehmigt ein Paket, würde schicken zwei Schiffe, hatten eingebracht die Grünen."""
    if at + 2 >= len(tokens) or not tokens[at + 2].is_word:
        return False
    pair = tokens[at].text.lower(), tokens[at + 1].text
    is_closed = pair[0] in AUXILIARIES and _is_open_verb(pair[1])
    is_turned = _is_open_verb(tokens[at].text) and pair[1] in AUXILIARIES
    return (is_closed or is_turned) and _begins_phrase(tokens[at + 2].text)


def _finite_before_verb(tokens: Sequence[Token], at: int) -> bool:
    """Find dass die Deponie muss schließen, bis die Reparaturen sind abgeschlossen."""
    if tokens[at].text.lower() not in _OPENERS:
        return False
    clause = list(takewhile(lambda token: token.is_word, tokens[at:]))
    return any(
        one.text in AUXILIARIES and _is_open_verb(other.text)
        for one, other in pairwise(clause)
        if one is not clause[1]
    )


def _infinitive_before_object(tokens: Sequence[Token], at: int) -> bool:
    """Find zu streichen 3000 Stellen, abzuschaffen die Steuer."""
    word = tokens[at].text
    if word == "zu" and at + 2 < len(tokens):
        verb = tokens[at + 1].text
        is_verb_like = verb.islower() and verb.endswith("n") and verb not in CLOSED
        return is_verb_like and _begins_phrase(tokens[at + 2].text)
    return (
        word.islower()
        and word.endswith("n")
        and any(word.startswith(f"{prefix}zu") for prefix in SEPARABLE)
        and _begins_phrase(tokens[at + 1].text)
    )


def _prefix_at_verb(tokens: Sequence[Token], at: int) -> bool:
    """Find ankündigte höhere Preise, zahlte zurück das Geld."""
    word, after = tokens[at].text, tokens[at + 1]
    if word in _PLAIN_PREFIXES and at:
        return _begins_phrase(after.text) and _is_finite(tokens[at - 1].text)
    rests = [word.removeprefix(one) for one in _PARTED if word.islower() and word.startswith(one)]
    is_joined = any(_is_finite(rest) and not rest.startswith("ge") for rest in rests)
    # At a clause's end it stands rightly: , den sie ankündigte und verschob.
    is_at_end = not after.is_word or after.text in CONJUNCTIONS or is_verb_form(after.text)
    return is_joined and not is_at_end and not _is_finite(after.text)


def _bare_adjective(tokens: Sequence[Token], at: int) -> bool:
    """Find die nordkoreanisch Truppen, ein leicht Anstieg."""
    word = tokens[at].text
    return (
        at > 0
        and word.islower()
        and len(word) >= _LEAST_ADJECTIVE
        and tokens[at + 1].text[0].isupper()
        and (tokens[at - 1].text.lower() in DETERMINERS | PREPOSITIONS)
        and (word.endswith(MODIFIER_ENDINGS) or f"{word}em" in load())
    )


def _wrong_case(tokens: Sequence[Token], at: int) -> bool:
    """Find mit das Ende, für der Antrag, wegen das Urteil, mit große Mehrheit."""
    word, after = tokens[at].text.lower(), tokens[at + 1].text
    if after in _WRONG.get(word, ()):
        return True
    return (
        word in _DATIVE
        and at + 2 < len(tokens)
        and after.endswith("e")
        and tokens[at + 2].text[0].isupper()
        and f"{after.lower()}m" in load()
    )


def _is_open_verb(word: str) -> bool:
    return word.islower() and is_verb_form(word) and word not in FINITE_VERBS


def _is_finite(word: str) -> bool:
    return word in FINITE_VERBS or (word.islower() and is_verb(word, load()))


def _begins_phrase(word: str) -> bool:
    """Tell whether a subject or object can begin with a word."""
    return word.lower() in _BEHIND_VERB or word[0].isupper() or word[0].isdigit()


_SIGNS: tuple[Callable[[Sequence[Token], int], bool], ...] = (
    _verb_before_object,
    _finite_before_verb,
    _infinitive_before_object,
    _prefix_at_verb,
    _bare_adjective,
    _wrong_case,
)
