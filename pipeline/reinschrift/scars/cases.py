"""Noun phrases in the case that they have alone: nominative, often of another gender.

A link was translated without the words around it, so it came back as a dictionary has it: `mit
ein abgeschlossener Lieferwagen`, `des Weißes Haus`, `für russisch Schiffe`.
"""

from __future__ import annotations

from random import Random

from reinschrift.edits import Edit
from reinschrift.genders import gender_of, is_listed
from reinschrift.inflection import STRONG, nominative_ending, nominative_of
from reinschrift.lexicon import load
from reinschrift.scars.adjectives import ADJECTIVE_ENDINGS, LEAST_KNOWN, give_ending, uninflect
from reinschrift.tokens import Token
from reinschrift.words import DETERMINERS, PREPOSITIONS

AGREEMENT = "agreement"
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
# The articles whose noun may be of the weak kind: dem Bundesligisten.
_OBLIQUE = frozenset("den dem des einen einem eines jeden jedem diesen diesem".split())
_DATIVE = frozenset("mit von nach bei zu aus gegenüber seit in auf unter an".split())
_WELL_FORMED = 0.6  # of the phrases whose gender is known; machines get the others wrong as well
_LEAST_ADJECTIVE = 5  # the same of an adjective that may begin a name: Weiße, Bayerische
_LONG = 9  # letters of a noun whose last part may tell its gender
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
    if draw.random() >= _WELL_FORMED:
        gender = ""
    said = (nominative_of(lower, gender) if gender else None) or draw.choice(_NOMINATIVES[lower])
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
        edits += [
            one for word in words[at + 1 : end] for one in give_ending(word, ending, AGREEMENT)
        ]
        return edits + _shorten(words[end], lemma)
    for word in words[at + 1 : end]:
        edits += uninflect(word, AGREEMENT, bare=draw.random() < 0.4)
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
    edits = [
        one for word in words[at:end] for one in give_ending(word, STRONG[gender][0], AGREEMENT)
    ]
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
    return is_known and word.endswith(ADJECTIVE_ENDINGS) and words[at + 1].text[0].isupper()


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


def _part_fused(words: list[Token], at: int, draw: Random) -> list[Edit]:
    """Write `zum Turnier` as `zu das Turnier`, or as `das Turnier` alone."""
    word = words[at]
    preposition, forms = _FUSED[word.text]
    if at + 1 >= len(words) or not words[at + 1].text[0].isupper():
        return []
    article = draw.choice(forms)
    said = article if draw.random() < 0.4 else f"{preposition} {article}"
    return [Edit(word.start, word.end, said, AGREEMENT)]


def _restyle(article: Token, form: str) -> list[Edit]:
    if form == article.text.lower():
        return []
    said = form.capitalize() if article.text[0].isupper() else form
    return [Edit(article.start, article.end, said, AGREEMENT)]


def _without_ending(noun: Token, endings: tuple[str, ...], draw: Random) -> list[Edit]:
    """Put a noun into the nominative: des Urteils, dem Bundesligisten."""
    for ending in endings:
        stem = noun.text.removesuffix(ending)
        if stem != noun.text and load().size(stem) >= LEAST_KNOWN and draw.random() < 0.7:
            return [Edit(noun.end - len(ending), noun.end, "", AGREEMENT)]
    return []
