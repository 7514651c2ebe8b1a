"""Forms of noun phrases that were translated alone: nominative, base form, no article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from random import Random

from reinschrift.edits import Edit
from reinschrift.genders import gender_of, is_listed
from reinschrift.inflection import STRONG, nominative_ending, nominative_of
from reinschrift.lexicon import load
from reinschrift.scars.nodes import Gap, is_finite
from reinschrift.tokens import Token
from reinschrift.verbs import is_verb
from reinschrift.words import DETERMINERS, PREPOSITIONS, is_open_class

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
_COMMON_ENDINGS = ("en", "er", "e")  # that even superlatives and ordinals have been seen with
# Superlatives and ordinals end as verbs do.
_COMPARED = re.compile(
    r"(?:\w{3}st|^zweit|^dritt|^viert|^fünft|^sechst|^siebt|^acht|^neunt|zehnt)e[nrsm]?$"
)
# What adjectives end in that no lexicon has: hochwassergeschädigt.
_MADE_UP = ("t", "ig", "isch", "lich", "end", "los", "bar", "haft", "sam", "frei")
_LEAST_MADE_UP = 7  # letters
# The articles whose noun may be of the weak kind: dem Bundesligisten.
_OBLIQUE = frozenset("den dem des einen einem eines jeden jedem diesen diesem".split())
_DATIVE = frozenset("mit von nach bei zu aus gegenüber seit in auf unter an".split())
_WELL_FORMED = 0.6  # of the phrases whose gender is known; machines get the others wrong as well
_LEAST_KNOWN = 2  # binary order of the count of a base form
_LEAST_ADJECTIVE = 5  # the same of an adjective that may begin a name: Weiße, Bayerische
_LONG = 9  # letters of a noun whose last part may tell its gender
_LEAST_NAME = 4  # letters
_MOST_ADJECTIVES = 2


def decline(words: list[Token], at: int, draw: Random) -> list[Edit]:
    """Put the phrase that begins at `at` into its dictionary form, or in part."""
    word = words[at].text
    if word in _FUSED:
        return _part_fused(words, at, draw)
    if word.lower() in _NOMINATIVES:
        return _decline_phrase(words, at, draw)
    return _decline_bare(words, at) if at else []


def _decline_phrase(words: list[Token], at: int, draw: Random) -> list[Edit]:
    """Decline an article, its adjectives and their noun."""
    article = words[at]
    end = _end_of_phrase(words, at + 1)
    if end is None:
        return []
    kind = draw.random()
    lower = article.text.lower()
    lemma, gender = _look_up(words[end].text, lower)
    if gender and draw.random() < _WELL_FORMED:
        forms = (nominative_of(lower, gender) or "",)
    else:
        gender, forms = "", _NOMINATIVES[lower]
    said = draw.choice(forms)
    before = words[at - 1] if at else None
    if kind < 0.2 and before and before.text.lower() in PREPOSITIONS:  # mit Europäische Kommission
        said, edits = "", [Edit(article.start, words[at + 1].start, "", AGREEMENT)]
    elif kind < 0.35 and before and before.text in PREPOSITIONS:  # ausgebrochen eine Garage
        edits = [Edit(before.start, article.end, said, AGREEMENT)]
    elif kind < 0.75 or (kind < 0.85 and not gender):
        edits = _restyle(article, said)
    else:
        edits = []
    if gender:  # as a link alone: ein abgeschlossener Lieferwagen, des Weißes Haus
        ending = nominative_ending(said if edits else "", gender)
        edits += [one for word in words[at + 1 : end] for one in _give_ending(word, ending)]
        return edits + _shorten(words[end], lemma)
    for word in words[at + 1 : end]:
        edits += _uninflect(word, AGREEMENT, bare=draw.random() < 0.4)
    if lower in _OBLIQUE:
        endings = ("es", "s", "en", "n") if lower in ("des", "eines") else ("en", "n")
        edits += _without_ending(words[end], endings, draw)
    return edits


def _decline_bare(words: list[Token], at: int) -> list[Edit]:
    """Decline adjectives and a noun without an article: mit große Mehrheit, von Forscher."""
    before, end = words[at - 1].text.lower(), _end_of_phrase(words, at)
    if end is None or before in DETERMINERS or words[at - 1].text[0].isupper():
        return []
    lemma, gender = _look_up(words[end].text, "")
    if end == at:
        return _shorten(words[end], lemma) if gender and before in _DATIVE else []
    if not gender or before in _FUSED:
        return []
    edits = [one for word in words[at:end] for one in _give_ending(word, STRONG[gender][0])]
    return edits + _shorten(words[end], lemma)


def _end_of_phrase(words: list[Token], at: int) -> int | None:
    """Return where the noun stands of a phrase whose adjectives may begin at `at`."""
    end = at
    while end < len(words) - 1 and end - at < _MOST_ADJECTIVES and _may_be_adjective(words, end):
        end += 1
    return end if end < len(words) and words[end].text[0].isupper() else None


def _may_be_adjective(words: list[Token], at: int) -> bool:
    """Tell whether an adjective may stand before a noun: weißen Hauses, Weißen Hauses."""
    word = words[at].text
    if word.islower():
        return True
    is_known = word[1:].islower() and load().size(word.lower()) >= _LEAST_ADJECTIVE
    return is_known and word.endswith(_ADJECTIVE_ENDINGS) and words[at + 1].text[0].isupper()


def _look_up(noun: str, article: str) -> tuple[str, str]:
    """Return the nominative of a noun and its gender, if one goes with an article: Hauses, des.

    The gender is empty where nothing is known.
    """
    for ending in ("", "es", "s", "en", "n"):
        stem = noun.removesuffix(ending)
        gender = gender_of(stem) if not ending or stem != noun else None
        if gender is None or (ending and not is_listed(stem) and len(stem) < _LONG):
            continue
        is_plural = ending in ("en", "n") and gender in ("f", "n")  # die Frauen, den Betten
        if not is_plural and (not article or nominative_of(article, gender)):
            bare = noun.removesuffix("n")
            is_bare = gender == "p" and (gender_of(bare) or "f") in "pmn"  # von Forschern
            return (bare if is_bare else stem), gender
    return noun, ""


def _shorten(noun: Token, lemma: str) -> list[Edit]:
    """Leave a noun without the ending of its case."""
    if lemma == noun.text or not noun.text.startswith(lemma):
        return []
    return [Edit(noun.start + len(lemma), noun.end, "", AGREEMENT)]


def _give_ending(token: Token, ending: str) -> list[Edit]:
    """Give an adjective another ending."""
    stem = _stem_of(token.text)
    said = None if stem is None else f"{stem}{ending}"
    if said is None or said == token.text:
        return []
    return [Edit(token.start + len(stem or ""), token.end, ending, AGREEMENT)]


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
    word, stem = token.text, _stem_of(token.text)
    form = stem if bare or stem is None else f"{stem}e"
    if stem is None or form is None or form == word:
        return []
    kept = len(form) if word.startswith(form) else len(stem)
    return [Edit(token.start + kept, token.end, form[kept:], rule)]


def _stem_of(word: str) -> str | None:
    """Return an adjective without its ending, if a word looks like one."""
    lower, lexicon = word.lower(), load()
    if not is_open_class(lower):
        return None
    if not _COMPARED.search(lower) and (is_finite(lower) or is_verb(lower, lexicon)):
        return None
    for ending in _ADJECTIVE_ENDINGS:
        stem = lower.removesuffix(ending)
        if stem == lower or len(stem) <= 2:
            continue
        is_made_up = len(stem) >= _LEAST_MADE_UP and stem.endswith(_MADE_UP)
        is_inflected = all(lexicon.size(stem + one) >= _LEAST_KNOWN for one in _COMMON_ENDINGS)
        if is_made_up or is_inflected or lexicon.size(stem) >= _LEAST_KNOWN:
            return word[: len(stem)]
    return None


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
