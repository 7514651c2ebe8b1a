"""Where words may stand in another language's order, told by neighbours alone.

The restorer takes as long for a sentence as a third of its translation, so it reads only what
looks odd. A false alarm costs time and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise, takewhile

from reinschrift.lexicon import load
from reinschrift.tokens import Token, tokenize
from reinschrift.verbs import is_plainly_verb, is_verb
from reinschrift.words import (
    AUXILIARIES,
    CLOSED,
    CONJUNCTIONS,
    DETERMINERS,
    FINITE_VERBS,
    MODIFIER_ENDINGS,
    NUMERALS,
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
_SURE_OPENERS = frozenset(
    "dass weil ob nachdem bevor wenn obwohl sodass deren dessen denen wo".split()
)
_NOMINATIVES = frozenset("die das ein eine er sie es wir".split())
_LEAST_CLAUSE = 4  # words
_REACH = 5  # words from a verb to its auxiliary
_LEAST_ADJECTIVE = 4  # letters


@lru_cache(maxsize=8192)
def is_suspicious(sentence: str) -> bool:
    """Tell whether two or three neighbours of a sentence look as German seldom has them.

    >>> is_suspicious("Der Senat hat genehmigt ein Paket."), is_suspicious("Er hat es genehmigt.")
    (True, False)
    """
    tokens = tokenize(sentence)
    return any(
        token.is_word and any(looks_odd(tokens, at) for looks_odd in _SIGNS)
        for at, token in enumerate(tokens[:-1])
    )


def _verb_before_object(tokens: Sequence[Token], at: int) -> bool:
    """Find hat genehmigt ein Paket, hat am Freitag eingelegt Berufung, schicken würde zwei."""
    verb, after = tokens[at].text, tokens[at + 1]
    if not _is_open_verb(verb):
        return False
    before = takewhile(lambda token: token.is_word, reversed(tokens[max(0, at - _REACH) : at]))
    if any(one.text.lower() in AUXILIARIES for one in before):
        # Before a noun what ends in -en is an adjective.
        is_adjective = verb.endswith("n") and after.text[0].isupper()
        is_verb_alone = verb.endswith("n") or is_verb(verb, load())
        return _begins_phrase(after.text) and is_verb_alone and not is_adjective
    is_turned = after.text in AUXILIARIES and at + 2 < len(tokens)
    return is_turned and tokens[at + 2].is_word and _begins_phrase(tokens[at + 2].text)


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


def _verb_second_in_subordinate(tokens: Sequence[Token], at: int) -> bool:
    """Find weil es belastet kleine Betriebe, dass Soldaten wurden zur Unterstützung eingesetzt."""
    if tokens[at].text.lower() not in _SURE_OPENERS:
        return False
    clause = [token.text for token in takewhile(lambda token: token.is_word, tokens[at:])]
    if any(word in AUXILIARIES for word in clause[2:-2]) and _is_open_verb(clause[-1]):
        return True
    return (
        len(clause) > _LEAST_CLAUSE
        and any(map(is_plainly_verb, clause[2:-2]))
        and not (is_plainly_verb(clause[-1]) or is_verb_form(clause[-1]) or clause[-1] == "zu")
        and not any(word in ("und", "oder", "sowie") for word in clause)
    )


def _subject_before_verb(tokens: Sequence[Token], at: int) -> bool:
    """Find Am Dienstag die Ministerin sagte."""
    if at or tokens[0].text.lower() not in PREPOSITIONS:
        return False
    clause = [token.text for token in takewhile(lambda token: token.is_word, tokens)]
    finite = next((place for place, word in enumerate(clause) if is_plainly_verb(word)), 0)
    return any(
        clause[place] in _NOMINATIVES and clause[place - 1][0].isupper()
        for place in range(2, finite)
    )


def _verb_before_phrase(tokens: Sequence[Token], at: int) -> bool:
    """Find will den Vorsitz übernehmen von Ralf Thieme."""
    if tokens[at].text not in AUXILIARIES:
        return False
    clause = [token.text for token in takewhile(lambda token: token.is_word, tokens[at:])]
    return any(
        place > 1 and _is_open_verb(word) and after in PREPOSITIONS and not clause[-1].islower()
        for place, (word, after) in enumerate(pairwise(clause))
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
        return _begins_phrase(after.text) and is_plainly_verb(tokens[at - 1].text)
    rests = [word.removeprefix(one) for one in _PARTED if word.islower() and word.startswith(one)]
    is_joined = any(is_plainly_verb(rest) and not rest.startswith("ge") for rest in rests)
    # At a clause's end it stands rightly: , den sie ankündigte und verschob.
    is_at_end = not after.is_word or after.text in CONJUNCTIONS or is_verb_form(after.text)
    return is_joined and not is_at_end and not is_plainly_verb(after.text)


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


def _begins_phrase(word: str) -> bool:
    """Tell whether a subject or object can begin with a word."""
    return word.lower() in _BEHIND_VERB | NUMERALS or word[0].isupper() or word[0].isdigit()


_SIGNS: tuple[Callable[[Sequence[Token], int], bool], ...] = (
    _verb_before_object,
    _finite_before_verb,
    _verb_second_in_subordinate,
    _subject_before_verb,
    _verb_before_phrase,
    _infinitive_before_object,
    _prefix_at_verb,
    _bare_adjective,
    _wrong_case,
)
