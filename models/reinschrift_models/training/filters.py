"""What makes a pair of sentences unfit to learn from: one function per reason."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

    from reinschrift_models.training.recipe import Filters, Recipe

DIGITS = re.compile(r"\d+")
SPACES = re.compile(r"\s+")
# Moses' detokeniser leaves `" Wort ... "` where the text had `"Wort ..."`.
SPACED_OPENING = re.compile(r'(^|[\s(])" (?=\w)([^"]*)"')
# Soft hyphens, zero-width marks, direction marks, the byte-order mark and control characters.
INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\0-\x08\x0e-\x1f\x7f]")
NOT_LETTERS = re.compile(r"[\W_]+")

# Words that only one of the two languages has: they settle most sentences without a model.
GERMAN = frozenset(
    "der das und ist nicht ein eine einen einem einer den dem des sie wir ihr mit von für auf im"
    " zu zum zur sich auch werden wird wurde wurden oder aber bei nach über können kann sind haben"
    " hat als wie noch nur durch aus um wenn dass daß es er ich sein seine diese dieser"
    " dieses".split()
)
ENGLISH = frozenset(
    "the and of to is are that this these those with for on by it you we they he she be been has"
    " have had not or but from at as can will would should could which who what when where there"
    " their our your its if then than into about more".split()
)
WORDS = {"de": GERMAN, "en": ENGLISH}
MIN_LETTERS = 40  # py3langid is right in 99.5 % of cases from there on, a guess on shorter names


def normalise(text: str) -> str:
    """Bring a side of a pair into the form that models see.

    >>> normalise('Er sagte: " Das ist gut. "')
    'Er sagte: "Das ist gut."'
    >>> normalise("Guten\N{NO-BREAK SPACE} Tag\N{SOFT HYPHEN}")
    'Guten Tag'
    """
    text = unicodedata.normalize("NFC", text)
    if not text.isprintable():
        text = INVISIBLE.sub("", text)
    text = SPACES.sub(" ", text).strip()
    if '" ' in text:
        text = SPACED_OPENING.sub(lambda m: f'{m[1]}"{m[2].rstrip()}"', text)
    return text


def overlap_key(text: str) -> str:
    """Reduce a sentence to what counts for "the same sentence": letters and digits.

    >>> overlap_key("„Guten Tag!“, sagte er.") == overlap_key('"guten tag", sagte er')
    True
    """
    return NOT_LETTERS.sub("", text.casefold())


def wrong_length(source: str, target: str, rules: Filters) -> bool:
    """Find empty sides, giants, and pairs of which one side is much longer."""
    if not source or not target or max(source.count(" "), target.count(" ")) >= rules.max_words:
        return True
    short, long = sorted((len(source), len(target)))
    # Ten characters' grace: "Ja." and "Yes, sir." are a pair.
    return long > rules.max_ratio * short + 10


def no_sentence(source: str, target: str, _rules: Filters) -> bool:
    """Find sides that are less than half letters: tables, code, rules of dashes."""
    return any(2 * sum(map(str.isalpha, side)) < len(side) for side in (source, target))


def copied(source: str, target: str, rules: Filters) -> bool:
    """Find targets that were left untranslated, wholly or for the most part.

    Capitalised words are names as often as not; only the others are counted.
    """
    if rules.max_copy >= 1:
        return False
    if overlap_key(source) == overlap_key(target):
        return source.count(" ") > 1
    words = [word for word in target.split() if word.isalpha() and word.islower()]
    same = set(source.split())
    return len(words) > 3 and sum(word in same for word in words) > rules.max_copy * len(words)


def digits_differ(source: str, target: str, _rules: Filters) -> bool:
    """Find pairs whose longer numbers are not the same.

    One-digit numbers are written out too often to count, and times are (14 Uhr, 2 p.m.): only
    what has two digits or more, thousands marks taken out, and only when half of it is lost.
    """
    there = [n for n in DIGITS.findall(re.sub(r"(?<=\d)[.,](?=\d{3}\b)", "", source)) if len(n) > 1]
    here = set(DIGITS.findall(re.sub(r"(?<=\d)[.,](?=\d{3}\b)", "", target)))
    return sum(n not in here for n in there) * 2 > len(there)


def wrong_language(source: str, target: str, *, languages: tuple[str, str]) -> bool:
    """Find sides in another language: by function words where there are any, else py3langid."""
    return any(
        _is_foreign(side, language)
        for side, language in zip((source, target), languages, strict=True)
    )


def _is_foreign(text: str, language: str) -> bool:
    words = text.lower().split()
    scores = {name: sum(word in known for word in words) for name, known in WORDS.items()}
    own = scores.pop(language)
    other = max(scores.values())
    if own > other:
        return False
    if other > own + 1:
        return True
    if len(text) < MIN_LETTERS:
        return False
    return str(_identifier().classify(text)[0]) != language


@functools.cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(["de", "en", "fr", "nl", "es", "it"])
    return identifier


def reject(source: str, target: str, recipe: Recipe) -> str | None:
    """Name the first reason why a pair is unfit, or None."""
    for reason, check in REASONS.items():
        if check(source, target, recipe.filters):
            return reason
    if recipe.filters.language and wrong_language(
        source, target, languages=(recipe.source, recipe.target)
    ):
        return "wrong-language"
    return None


# Cheap ones first; the language comes last because it alone needs a model.
REASONS: dict[str, Callable[[str, str, Filters], bool]] = {
    "wrong-length": wrong_length,
    "no-sentence": no_sentence,
    "copied": copied,
    "digits-differ": digits_differ,
}
