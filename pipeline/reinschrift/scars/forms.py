"""Forms of noun phrases that were translated alone: nominative, base form, no article."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from random import Random

from reinschrift.edits import Edit
from reinschrift.lexicon import load
from reinschrift.scars.nodes import Gap, is_finite
from reinschrift.tokens import Token
from reinschrift.verbs import is_verb
from reinschrift.words import PREPOSITIONS, is_open_class

AGREEMENT, MOVED = "agreement", "moved-anchor"
# What a dictionary would have in place of an inflected article; the gender is anybody's guess.
_NOMINATIVES = {
    "den": ("der", "die"),
    "dem": ("der", "das"),
    "des": ("der", "das"),
    "der": ("die", "das"),
    "die": ("der", "das"),
    "das": ("der", "die"),
    "einen": ("ein", "eine"),
    "einem": ("ein",),
    "eines": ("ein",),
    "einer": ("eine", "ein"),
    "eine": ("ein",),
    "diesen": ("dieser",),
    "diesem": ("dieser", "dieses"),
    "dieser": ("diese",),
    "jeden": ("jeder",),
    "jedem": ("jeder", "jedes"),
    "jedes": ("jeder",),
    **{
        f"{stem}{ending}": forms
        for stem in ("kein", "sein", "ihr", "unser")
        for ending, forms in (
            ("en", (stem, f"{stem}e")),
            ("em", (stem,)),
            ("es", (stem,)),
            ("er", (f"{stem}e", stem)),
        )
    },
}
# A preposition and its article were one word; alone they are two, or the preposition is gone.
_FUSED = {
    "im": ("in", ("der", "das")),
    "am": ("an", ("der", "das")),
    "zum": ("zu", ("der", "das")),
    "zur": ("zu", ("die",)),
    "vom": ("von", ("der", "das")),
    "beim": ("bei", ("der", "das")),
    "ins": ("in", ("das",)),
}
_ADJECTIVE_ENDINGS = ("en", "em", "er", "es", "e")
# What adjectives end in that no lexicon has: hochwassergeschädigt.
_MADE_UP = ("t", "ig", "isch", "lich", "end", "los", "bar", "haft", "sam", "frei")
_LEAST_MADE_UP = 7  # letters
# The articles whose noun may be of the weak kind: dem Bundesligisten.
_OBLIQUE = frozenset("den dem des einen einem eines jeden jedem diesen diesem".split())
_LEAST_KNOWN = 2  # binary order of the count of a base form
_LEAST_NAME = 4  # letters
_MOST_ADJECTIVES = 2


def decline(words: list[Token], at: int, draw: Random) -> list[Edit]:
    """Put the phrase that begins with the article at `at` into its dictionary form, or in part."""
    article = words[at]
    if article.text in _FUSED:
        return _part_fused(words, at, draw)
    forms = _NOMINATIVES.get(article.text.lower())
    if forms is None:
        return []
    end = at + 1
    while end < len(words) and words[end].text.islower() and end - at <= _MOST_ADJECTIVES:
        end += 1
    if end >= len(words) or not words[end].text[0].isupper():
        return []
    kind = draw.random()
    before = words[at - 1].text if at else ""
    if kind < 0.2 and before.lower() in PREPOSITIONS:  # mit Europäische Kommission
        edits = [Edit(article.start, words[at + 1].start, "", AGREEMENT)]
    elif kind < 0.35 and before in PREPOSITIONS:  # ausgebrochen eine Garage
        edits = [Edit(words[at - 1].start, article.end, draw.choice(forms), AGREEMENT)]
    elif kind < 0.85:
        edits = _restyle(article, draw.choice(forms))
    else:
        edits = []
    for word in words[at + 1 : end]:
        edits += _uninflect(word, AGREEMENT, bare=draw.random() < 0.4)
    lower = article.text.lower()
    if lower in _OBLIQUE:
        endings = ("es", "s", "en", "n") if lower in ("des", "eines") else ("en", "n")
        edits += _without_ending(words[end], endings, draw)
    return edits


def _part_fused(words: list[Token], at: int, draw: Random) -> list[Edit]:
    """Write `zum Turnier` as `zu das Turnier`, or as `das Turnier` alone."""
    word = words[at]
    preposition, forms = _FUSED[word.text]
    if at + 1 >= len(words) or not words[at + 1].text[0].isupper():
        return []
    article = draw.choice(forms)
    said = article if draw.random() < 0.4 else f"{preposition} {article}"
    return [Edit(word.start, word.end, said, AGREEMENT)]


def write_apostrophe(token: Token) -> list[Edit]:
    """Write the genitive of a name as English does: Peru's."""
    stem = token.text.removesuffix("s")
    if stem == token.text or len(stem) < _LEAST_NAME or stem not in load().names:
        return []
    return [Edit(token.end - 1, token.end, "'s", MOVED)]


def uninflect(words: list[Token], at: int, draw: Random) -> list[Edit]:
    """Give an adjective before its noun its base form, nordkoreanisch, or the weak one in -e."""
    is_before_noun = at + 1 < len(words) and words[at + 1].text[0].isupper()
    return _uninflect(words[at], MOVED, bare=draw.random() < 0.7) if is_before_noun else []


def _uninflect(token: Token, rule: str, *, bare: bool) -> list[Edit]:
    word, lexicon = token.text, load()
    if not word.islower() or not is_open_class(word) or is_finite(word) or is_verb(word, lexicon):
        return []
    for ending in _ADJECTIVE_ENDINGS:
        stem = word.removesuffix(ending)
        is_made_up = len(stem) >= _LEAST_MADE_UP and stem.endswith(_MADE_UP)
        if stem != word and len(stem) > 2 and (is_made_up or lexicon.size(stem) >= _LEAST_KNOWN):
            form = stem if bare else f"{stem}e"
            kept = len(form) if word.startswith(form) else len(stem)
            if form == word:
                return []
            return [Edit(token.start + kept, token.end, form[kept:], rule)]
    return []


def split_compound(token: Token, draw: Random) -> list[Edit]:
    """Write a compound of two nouns as English does: Lieferkette Gesetz."""
    word, lexicon = token.text, load()
    if not word[0].isupper() or not word[1:].islower() or len(word) < 9 or draw.random() < 0.5:
        return []
    for at in range(4, len(word) - 3):
        tail = word[at:].capitalize()
        if lexicon.size(tail) < 6 or lexicon.size(tail) <= lexicon.size(tail.lower()):
            continue
        for head in (word[:at], word[:at].removesuffix("s"), word[:at].removesuffix("n")):
            if lexicon.size(head) >= 6 and lexicon.size(head) > lexicon.size(head.lower()):
                start = token.start + len(head)
                return [Edit(start, token.start + at + 1, f" {tail[0]}", MOVED)]
    return []


def lose_preposition(gap: Gap) -> list[Edit]:
    """Lose the preposition before an anchor that was translated alone."""
    if gap.text != " " or gap.left.text not in PREPOSITIONS or not gap.right.text[0].isupper():
        return []
    return [Edit(gap.left.start, gap.right.start, "", MOVED)]


def find_phrases(tokens: list[Token]) -> Iterator[list[Token]]:
    """Yield the runs of words that no mark parts."""
    run: list[Token] = []
    for token, after in pairwise([*tokens, Token(".", -1, -1)]):
        if token.is_word:
            run.append(token)
        if not after.is_word and run:
            yield run
            run = []


def _restyle(article: Token, form: str) -> list[Edit]:
    if form == article.text.lower():
        return []
    said = form.capitalize() if article.text[0].isupper() else form
    return [Edit(article.start, article.end, said, AGREEMENT)]


def _without_ending(noun: Token, endings: tuple[str, ...], draw: Random) -> list[Edit]:
    """Put a noun into the nominative: des Urteils, dem Bundesligisten."""
    for ending in endings:
        stem = noun.text.removesuffix(ending)
        if stem != noun.text and load().size(stem) >= _LEAST_KNOWN and draw.random() < 0.7:
            return [Edit(noun.end - len(ending), noun.end, "", AGREEMENT)]
    return []
