"""What the lexicon tells of a word: an adjective, bare or with an ending, or a plain noun."""

from __future__ import annotations

from reinschrift.lexicon import load
from reinschrift.verbs import NOMINAL
from reinschrift.words import ADVERBS, CLOSED, DETERMINERS, NUMERALS, SEPARABLE

_LONGEST_FIRST = tuple(sorted(NOMINAL, key=len, reverse=True))
_LEAST = 3  # letters
_LEAST_PARTICIPLE = 6  # letters
_BEGINNINGS = ("ge", "be", "er", "ver", "zer", "ent", *SEPARABLE)  # of participles
_LEAST_APART = 5  # binary orders from a noun to the same word in lower case
_LEAST_KNOWN = 2  # binary order of the count of an inflected form
_INVARIABLE = (
    CLOSED | ADVERBS | NUMERALS | DETERMINERS | frozenset("viel wenig eher gerade".split())
)
# Of time, before a noun or participle: den letzte Woche gewählten Rat, die lange erwartete Wahl.
_TIMES = frozenset("lange letzte vorige vergangene kommende nächste jede ganze halbe".split())
_MADE_OF = ("isch", "lich", "ig", "sam", "bar", "haft", "los", "tär", "ell", "iv", "al", "är")


def is_inflected(word: str) -> bool:
    """Tell whether a word is an adjective that has an ending."""
    found = ending_of(word)
    stem = word.removesuffix(found)
    return (
        bool(found)
        and word.islower()
        and word not in _INVARIABLE
        and word not in _TIMES
        and not word.endswith(("ziger", "weise"))  # der achtziger Jahre, teilweise
        and (_is_adjective(stem) or is_participle(stem))
    )


def ending_of(word: str) -> str:
    """Return the ending of an adjective that a word ends in, if it ends in one."""
    return next((one for one in _LONGEST_FIRST if word.endswith(one)), "")


def is_bare(word: str) -> bool:
    """Tell whether a word is an adjective that has no ending."""
    is_long = len(word) >= _LEAST and word.islower()
    if not is_long or (word.endswith(NOMINAL) and not word.endswith("euer")):
        return False
    return _is_adjective(word) or is_participle(word)


def inflect(word: str, ending: str) -> str:
    """Return an adjective with an ending; some lose their e: variabel, variable; teuer, teure.

    >>> inflect("variabel", "en"), inflect("leicht", "er")
    ('variablen', 'leichter')
    """
    is_short = word.endswith(("el", "euer"))
    return f"{word[:-2]}{word[-1]}{ending}" if is_short else f"{word}{ending}"


def _is_adjective(word: str) -> bool:
    """Tell whether a word takes the endings of an adjective in the lexicon, or is made like one."""
    if word in _INVARIABLE or word.endswith("mal"):
        return False  # einmal, diesmal
    return _count_forms(word) >= len(NOMINAL) - 2 or word.endswith(_MADE_OF)


def is_participle(word: str) -> bool:
    """Tell whether a word is the participle of a verb, alone or in a compound: kriegsversehrt."""
    if not word.endswith("t") or len(word) < _LEAST_PARTICIPLE:
        return False
    tails = (word[at:] for at in range(len(word) - _LEAST_PARTICIPLE + 1))
    return any(_count_forms(tail) for tail in tails if tail.startswith(_BEGINNINGS))


def _count_forms(word: str) -> int:
    known = load()
    return sum(known.size(inflect(word, ending)) >= _LEAST_KNOWN for ending in NOMINAL)


def is_plain_noun(word: str) -> bool:
    """Tell whether a word is a noun and no adjective that stands for one: die sozial Schwachen.

    Of a compound that nobody has counted its form must tell: Skirennfahrer, Vermögende.
    """
    known = load()
    if not word[0].isupper() or not word[-1].islower() or word in known.names:
        return False
    if word not in known:
        return not _is_made_of_adjective(word)
    is_adjective = word.endswith(NOMINAL) and known.size(word.lower()) > known.size(word) - 3
    # die Verdächtige, ein Verdächtiger; but die Schiffe, der Schiffer.
    is_person = known.size(word.lower()) > known.size(word) - _LEAST_APART and f"{word}r" in known
    return not is_adjective and not (word.endswith("e") and is_person)


def _is_made_of_adjective(word: str) -> bool:
    """Tell whether a word looks like an adjective or participle with an ending."""
    small = word.rpartition("-")[2].lower()
    stem = small.removesuffix(ending_of(small))
    is_form = small != stem and (_is_adjective(stem) or is_participle(stem))
    return is_form or small in load() or stem.endswith(("end", "jährig", "beamt"))


def is_made_person(noun: str) -> bool:
    """Tell whether a noun is an adjective or participle that means someone: der Angehörige."""
    stem = noun.removesuffix("e").lower()
    is_made = stem.endswith(("end", "beamt")) or _is_adjective(stem) or is_participle(stem)
    return noun.endswith("e") and is_made and f"{noun}r" in load()  # not: Legende, Werte
