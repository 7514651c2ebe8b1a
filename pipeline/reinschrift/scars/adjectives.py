"""Adjectives with another ending than they have: the base form, or that of another case."""

from __future__ import annotations

import re

from reinschrift.edits import Edit
from reinschrift.lexicon import load
from reinschrift.scars.nodes import is_finite
from reinschrift.tokens import Token
from reinschrift.verbs import is_verb
from reinschrift.words import is_open_class

ADJECTIVE_ENDINGS = ("en", "em", "er", "es", "e")
_COMMON_ENDINGS = ("en", "er", "e")  # that even superlatives and ordinals have been seen with
# Superlatives and ordinals end as verbs do.
_COMPARED = re.compile(
    r"(?:\w{3}st|^zweit|^dritt|^viert|^fünft|^sechst|^siebt|^acht|^neunt|zehnt)e[nrsm]?$"
)
# What adjectives end in that no lexicon has: hochwassergeschädigt.
_MADE_UP = ("t", "ig", "isch", "lich", "end", "los", "bar", "haft", "sam", "frei")
_LEAST_MADE_UP = 7  # letters
LEAST_KNOWN = 2  # binary order of the count of a base form


def give_ending(token: Token, ending: str, rule: str) -> list[Edit]:
    """Give an adjective another ending."""
    stem = stem_of(token.text)
    if stem is None or stem + ending == token.text:
        return []
    return [Edit(token.start + len(stem), token.end, ending, rule)]


def uninflect(token: Token, rule: str, *, bare: bool) -> list[Edit]:
    """Give an adjective its base form, nordkoreanisch, or the weak one in -e."""
    word, stem = token.text, stem_of(token.text)
    if stem is None:
        return []
    form = stem if bare else f"{stem}e"
    if form == word:
        return []
    kept = len(form) if word.startswith(form) else len(stem)
    return [Edit(token.start + kept, token.end, form[kept:], rule)]


def stem_of(word: str) -> str | None:
    """Return an adjective without its ending, if a word looks like one."""
    lower, lexicon = word.lower(), load()
    if not is_open_class(lower):
        return None
    if not _COMPARED.search(lower) and (is_finite(lower) or is_verb(lower, lexicon)):
        return None
    for ending in ADJECTIVE_ENDINGS:
        stem = lower.removesuffix(ending)
        if stem == lower or len(stem) <= 2:
            continue
        is_made_up = len(stem) >= _LEAST_MADE_UP and stem.endswith(_MADE_UP)
        is_inflected = all(lexicon.size(stem + one) >= LEAST_KNOWN for one in _COMMON_ENDINGS)
        if is_made_up or is_inflected or lexicon.size(stem) >= LEAST_KNOWN:
            return word[: len(stem)]
    return None
