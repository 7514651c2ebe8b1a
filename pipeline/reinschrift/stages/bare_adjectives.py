"""Adjectives that a node's translation left without an ending: die nordkoreanisch Truppen.

A dictionary has `nordkoreanisch`. Between an article and its noun an adjective has an ending, and
article and gender tell which.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reinschrift.edits import Edit
from reinschrift.genders import gender_of
from reinschrift.lexicon import load
from reinschrift.stages.cautions import is_quoted
from reinschrift.tokens import Token, tokenize
from reinschrift.words import ADVERBS, CLOSED, DETERMINERS, NUMERALS

RULE = "moved-anchor"
CONFIDENCE = 0.9
# The ending behind each article, by the noun's gender where that matters.
_BEHIND: dict[str, str | dict[str, str]] = {
    "der": {"m": "e", "f": "en"},  # der Spieler may be one, or the genitive of many
    "die": {"f": "e", "p": "en"},
    "das": "e",
    **dict.fromkeys("den dem des einen einem einer eines im am zum zur vom beim".split(), "en"),
    **dict.fromkeys("seinen seinem seiner seines ihren ihrem ihrer ihres".split(), "en"),
    **{article: {"m": "er", "n": "es"} for article in "ein kein sein ihr unser".split()},
    "eine": "e",
    **{article: {"f": "e", "p": "en"} for article in "keine seine ihre unsere".split()},
}
_ENDINGS = ("e", "en", "em", "er", "es")
_LEAST = 3  # letters
_LEAST_KNOWN = 2  # binary order of the count of an inflected form
_INVARIABLE = CLOSED | ADVERBS | NUMERALS | DETERMINERS | frozenset("viel wenig".split())
_MADE_OF = ("isch", "lich", "ig", "sam", "bar", "haft", "los", "tär", "ell", "iv", "al", "är")


def mend_bare_adjectives(text: str) -> Iterator[Edit]:
    """Give adjectives between article and noun their ending.

    >>> [one.text for one in mend_bare_adjectives("Er traf die nordkoreanisch Truppen.")]
    ['nordkoreanischen']
    """
    place = 0
    for line in text.split("\n"):
        tokens = tokenize(line)
        for at in range(1, len(tokens) - 1):
            said = _mend(tokens, at)
            word = tokens[at]
            if said is not None and not is_quoted(line, word.start, word.end):
                why = f"{word.text!r} has no ending between {tokens[at - 1].text!r} and its noun"
                yield Edit(place + word.start, place + word.end, said, RULE, CONFIDENCE, why)
        place += len(line) + 1


def _mend(tokens: Sequence[Token], at: int) -> str | None:
    """Return an adjective with its ending, if it is one and lacks it."""
    word, noun = tokens[at].text, tokens[at + 1].text
    ending = _BEHIND.get(tokens[at - 1].text.lower())
    if ending is None or len(word) < _LEAST or not word.islower() or word.endswith(_ENDINGS):
        return None
    # Behind a comma the article is a pronoun: die plötzlich Geld hatte.
    is_pronoun = at > 1 and tokens[at - 2].text == ","
    if is_pronoun or not _is_adjective(word) or not _is_plain_noun(noun):
        return None
    gender = gender_of(noun)
    if isinstance(ending, dict):
        found = ending.get(gender or "")
        return None if found is None else f"{word}{found}"
    return f"{word}{ending}" if gender else None


def _is_adjective(word: str) -> bool:
    """Tell whether a word takes the endings of an adjective in the lexicon, or is made like one."""
    known = load()
    if word in _INVARIABLE:
        return False
    forms = sum(known.size(f"{word}{ending}") >= _LEAST_KNOWN for ending in _ENDINGS)
    return forms >= len(_ENDINGS) - 2 or word.endswith(_MADE_OF)


def _is_plain_noun(word: str) -> bool:
    """Tell whether a word is a noun and no adjective that stands for one: die sozial Schwachen."""
    known = load()
    if not word[0].isupper() or not word[-1].islower() or word in known.names:
        return False
    is_adjective = word.endswith(_ENDINGS) and known.size(word.lower()) > known.size(word) - 3
    return not is_adjective and not (word.endswith("e") and f"{word}r" in known)
