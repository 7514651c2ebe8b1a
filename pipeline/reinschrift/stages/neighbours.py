"""What can stand behind a word: the context that a split must fit.

`Bad Kreuznach stationiert` is no `Bad Kreuz nach stationiert`, since no preposition stands
before a participle.
"""

from __future__ import annotations

import re

from reinschrift.lexicon import load
from reinschrift.verbs import is_verb
from reinschrift.words import (
    CLOSED,
    CONJUNCTIONS,
    DETERMINERS,
    FINITE_VERBS,
    NUMERALS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
)

_NEXT_WORD = re.compile(r" (?:[„\"»‚›])?([^\W_]+(?:-[^\W_]+)*)")
# A verb can leave one of these at its clause's end: `stellt das Gesetz vor`.
PARTICLES = frozenset(
    "ab an auf aus bei durch ein entlang gegenüber mit nach über um unter vor wider zu zusammen "
    "zurück statt fort weg fest".split()
)
# Of these, what no place or name ends in (Kreuznach, Sudan, Kilian).
_LAST_PARTICLES = frozenset("ab aus vor fest fort statt zurück zusammen weg".split())
# What an adjective ends in behind each article.
_ADJECTIVE_ENDINGS = {
    "der": ("e", "en", "er"), "die": ("e", "en"), "das": ("e",), "den": ("en",), "dem": ("en",),
    "des": ("en",), "ein": ("er", "es"), "eine": ("e",), "einen": ("en",), "einem": ("en",),
    "einer": ("en",), "eines": ("en",), "kein": ("er", "es"), "keine": ("e", "en"),
    "keinen": ("en",), "keinem": ("en",), "keiner": ("en",), "keines": ("en",),
}  # fmt: skip
_RELATIVES = frozenset("der die das den dem".split())
_RELATED = frozenset("denen deren dessen welcher welche welches welchem welchen".split())
_BEFORE_ATTRIBUTE = frozenset(
    "sehr so zu ganz rund etwa mehr weniger bereits erst noch nur nicht fast kaum knapp eher "
    "besonders bis sogar immer ebenso".split()
)


def fits(word: str, text: str, end: int) -> bool:
    """Tell whether `word`, which ends at `end`, can stand before what follows there.

    >>> text = "Bad Kreuznach stationiert"
    >>> fits("nach", text, 13), fits("nach", "in Bernach Jena", 10)
    (False, True)
    """
    needs_more = (
        word in DETERMINERS
        or word in PREPOSITIONS
        or word in SUBORDINATORS
        or word in CONJUNCTIONS
        or word in ("dass", "ob", "als", "wie")
    )
    if not needs_more:
        return True
    match = _NEXT_WORD.match(text, end)
    if match is None:
        return word in _LAST_PARTICLES and text[end : end + 1] in (".", ",", ";")
    following = match[1]
    if not following[0].islower():
        return True
    if following in NUMERALS:
        return True
    if word in _LAST_PARTICLES and following in ("und", "oder", "sowie"):
        return True
    if word in _RELATIVES and (following in DETERMINERS or following in PREPOSITIONS):
        return True
    if word in _ADJECTIVE_ENDINGS:
        return following in _BEFORE_ATTRIBUTE or (
            following.endswith(_ADJECTIVE_ENDINGS[word]) and _is_attribute(following)
        )
    if word in PREPOSITIONS:
        return _has_complement(word, following)
    return word in CONJUNCTIONS or following not in FINITE_VERBS


def is_inflected_behind(article: str, word: str) -> bool:
    """Tell whether a word has the ending of an adjective behind an article: eine neue.

    >>> [is_inflected_behind("eine", word) for word in ("neue", "neuem", "seine")]
    [True, False, False]
    """
    endings = _ADJECTIVE_ENDINGS.get(article, ())
    return word.islower() and word not in CLOSED and word.endswith(endings)


def _has_complement(preposition: str, following: str) -> bool:
    if following in FINITE_VERBS:
        return False
    return (
        following in DETERMINERS | PRONOUNS | PREPOSITIONS | _BEFORE_ATTRIBUTE | _PLACES | _RELATED
        or (preposition == "zu" and following.endswith("n"))
        or _is_attribute(following)
    )


def has_object(verb: str, text: str, end: int) -> bool:
    """Tell whether an accusative follows a word that may be a finite verb or a noun.

    >>> has_object("bestätigte", "Die Bahnbestätigte den Vorfall.", 18)
    True
    >>> has_object("verletzte", "Die Schwerverletzte der beiden", 19)
    False
    """
    match = _NEXT_WORD.match(text, end)
    return match is not None and match[1] in _ACCUSATIVES and verb.endswith(("te", "ten", "en"))


_ACCUSATIVES = frozenset(
    "den die das einen eine ein keinen keine kein sich ihren ihre ihr seinen seine sein dies "
    "dieses diesen diese erneut ihn sie es".split()
)
_PLACES = frozenset("hier dort heute gestern morgen oben unten links rechts".split())


def _is_attribute(word: str) -> bool:
    """Tell whether a noun phrase can begin with `word`: an adjective or participle with an ending.

    An infinitive has no kin in -em and -es.
    """
    lexicon = load()
    for ending in ("en", "er", "es", "em", "e"):
        stem = word.removesuffix(ending)
        if stem != word:
            kin = sum(stem + other in lexicon for other in ("er", "es", "em", "en", "e"))
            return kin >= 3 and not (word.endswith(("te", "ten")) and is_verb(word, lexicon))
    return False
