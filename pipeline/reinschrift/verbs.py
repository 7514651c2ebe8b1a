"""Which words in lower case are verbs, and which verbs German makes nouns of.

Both are read off the ending and off what else the lexicon knows of the word; what is irregular
is a list in `words`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from reinschrift.lexicon import Lexicon, load
from reinschrift.words import CLOSED as CLASSES
from reinschrift.words import (
    FINITE_VERBS,
    FUNCTION,
    FUSED,
    MODIFIER_ENDINGS,
    NUMERALS,
    STRONG_PASTS,
    is_verb_form,
)

NOUN_MARGIN = 3  # binary orders: `Recht` as a noun is common beside `recht`; `Hatte` is not
LEAST_PART = 3  # letters; shorter parts (Ei, Öl, Tee) are too often just syllables
# Of adjectives and participles, also of those made nouns: des Unberührbaren.
NOMINAL = ("e", "en", "er", "es", "em")
VERB_PREFIXES = frozenset(
    "ab an auf aus be bei durch ein ent er fort miss nach über um unter ver vor weg wider zer zu "
    "zurück zusammen".split()
)
CLOSED = FUNCTION - {"mögen", "wissen", "können", "wollen", "sein", "all", "alles", "nichts"}
# The participle of these has no ge-, so `verurteilte` is a noun's head (Vorverurteilte) as well.
_PARTICIPLE_STARTS = ("ge", "be", "ver", "er", "ent", "zer", "miss", "über", "unter", "an", "aus")


def is_verb(word: str, lexicon: Lexicon) -> bool:
    """Tell whether a word in lower case is a finite verb or bare participle and nothing else.

    Infinitives are left out: German makes nouns of them.

    >>> from reinschrift.lexicon import load
    >>> [is_verb(word, load()) for word in ("senkte", "gefunden", "nahm", "letzte", "weit")]
    [True, True, True, False, False]
    """
    if word in STRONG_PASTS or word in FINITE_VERBS:
        return True
    size = lexicon.size(word)
    if (
        size < 2
        or word in CLOSED
        or word.endswith(MODIFIER_ENDINGS)
        or (word.capitalize() in lexicon and lexicon.size(word.capitalize()) + NOUN_MARGIN > size)
    ):
        return False
    if any(
        word.startswith(prefix) and word.removeprefix(prefix) in STRONG_PASTS
        for prefix in VERB_PREFIXES
    ):
        return True  # beließ, vorfand
    if word.startswith("ge") and word.endswith("en"):
        return size >= 4 and (word + "en" in lexicon or word + "e" in lexicon)
    if "ge" in word[1:8] and word.endswith("en"):  # abgezogen, zurückgewiesen
        return any(word + ending in lexicon for ending in ("e", "en", "er", "es"))
    if word.endswith("te") and word[:-1] + "ete" in lexicon:
        return False  # `schalte` is no past form, and a noun as well
    base = word.removesuffix("n")
    if base.endswith("te") and not word.startswith(_PARTICIPLE_STARTS) and base + "s" in lexicon:
        return False  # an adjective: letzte, bunte
    return word.rstrip("n")[:-2] not in NUMERALS and _is_weak_form(word, lexicon)


def _is_weak_form(word: str, lexicon: Lexicon) -> bool:
    """Tell whether a known infinitive makes `word` with one of the endings in -t."""
    for ending in ("eten", "ete", "ten", "te", "et", "t"):
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < LEAST_PART:
            continue
        for root in (stem, stem.replace("ge", "", 1)):  # of a participle: abgeschafft
            if root + "en" in lexicon or (root.endswith(("el", "er")) and root + "n" in lexicon):
                return True
    return False


def is_nominal(tail: str, lexicon: Lexicon) -> bool:
    """Tell whether a lower-case word can be a noun's head: infinitive, inflected adjective.

    >>> from reinschrift.lexicon import load
    >>> [is_nominal(word, load()) for word in ("schütteln", "verletzte", "senkte", "gefunden")]
    [True, True, False, False]
    """
    if tail not in lexicon or tail in STRONG_PASTS or len(tail) < 5:
        return False
    if tail.endswith(("ende", "enden", "ender", "endes", "endem")):
        return True
    if tail.startswith(_PARTICIPLE_STARTS) or "ge" in tail[1:6]:
        if tail.endswith(("te", "ten", "ter", "tes", "ene", "enen", "ener", "enes")):
            return True
        return tail.endswith("en") and not tail.startswith("ge")
    if tail.endswith(("eln", "ern")) or (tail.endswith("en") and not tail.endswith("ten")):
        return True
    return tail.endswith(NOMINAL) and not is_verb(tail, lexicon)


PLURAL_ENDINGS = ("en", "ern", "eln", "sind")  # of finite verbs


def are_nominal(words: Sequence[str], besides: Collection[str] = ()) -> bool:
    """Tell whether words are noun phrases: no open word in lower case but adjectives before nouns.

    The last word is not looked at, and those of `besides` may stand anywhere.

    >>> [are_nominal(words.split()) for words in ("der alte Rat", "der Rat tagte dort")]
    [True, False]
    """
    return all(
        not word.islower()
        or word in CLASSES | FUSED
        or word in besides
        or (word.endswith(NOMINAL) and behind[0].isupper())
        for word, behind in pairwise(words)
    )


def is_open_verb(word: str) -> bool:
    """Tell whether a word may be a participle or an infinitive."""
    if not word.islower() or word in FINITE_VERBS | _LIKE_VERBS:
        return False
    if word.endswith(_MIXED_PARTICIPLES):
        return load().size(word) >= _LEAST_MIXED
    if not is_verb_form(word):
        return False
    return word.endswith("n") or (word.endswith("t") and is_verb(word, load()))  # no gut


_LEAST_MIXED = 2  # binary order of a count
# Of verbs that change their vowel and take -t, and others whose form tells nothing.
_MIXED_PARTICIPLES = tuple(
    "getreten entsandt gesandt versandt übersandt genannt benannt ernannt gebrannt verbrannt "
    "gedacht gebracht verbracht erbracht getan vertan gekannt erkannt anerkannt gerannt gewusst "
    "gekonnt gedurft gemusst".split()
)
_LIKE_VERBS = frozenset(
    "angetan sogenannt untertan zugetan "
    "ausgenommen ausgerechnet bestimmt eben eingeschlossen inbegriffen selten unterdessen".split()
)


def is_plainly_verb(word: str) -> bool:
    """Tell whether a word of a running text is a verb by the list, or by its form and counts.

    >>> [is_plainly_verb(word) for word in ("hat", "senkte", "Haus")]
    [True, True, False]
    """
    return word in FINITE_VERBS or (word.islower() and is_verb(word, load()))
