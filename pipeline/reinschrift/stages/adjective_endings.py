"""Adjectives that a node's translation left without their ending, or with that of another form.

A dictionary has `nordkoreanisch`, a link alone `nordkoreanische`. Between an article and its noun
an adjective has an ending, and article and gender tell which: die nordkoreanischen Truppen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from reinschrift.edits import Edit
from reinschrift.genders import gender_of, is_surely_feminine
from reinschrift.lexicon import load
from reinschrift.stages.adjectives import (
    ending_of,
    inflect,
    is_bare,
    is_inflected,
    is_made_person,
    is_participle,
    is_plain_noun,
)
from reinschrift.stages.declension import is_adjective_at, is_embedded, is_part
from reinschrift.stages.finite_verbs import is_surely_finite
from reinschrift.stages.token_edits import Change, find_edits
from reinschrift.tokens import Token
from reinschrift.verbs import NOMINAL, is_plainly_verb
from reinschrift.words import (
    ADVERBS,
    AUXILIARIES,
    CLOSED,
    FUSED,
    NUMERALS,
    PREPOSITIONS,
)

_POSSESSIVES = ("sein", "ihr", "unser")
_LIKE_EIN = ("ein", "kein", *_POSSESSIVES)
BARE, WRONG = "moved-anchor", "agreement"
# The ending behind each article, by the genders of nouns that it goes with.
_BEHIND: dict[str, dict[str, str]] = {
    "der": {"m": "e", "f": "en", "p": "en"},
    "die": {"f": "e", "p": "en"},
    "das": {"n": "e"},
    "den": {"m": "en", "p": "en"},
    **{article: {"m": "en", "n": "en"} for article in "dem des im am zum vom beim".split()},
    "zur": {"f": "en"},
    "beiden": {"p": "en"},
    **{f"{stem}en": {"m": "en"} for stem in ("ein", "kein")},
    **{f"{stem}en": {"m": "en", "p": "en"} for stem in _POSSESSIVES},
    **{f"{stem}{one}": {"m": "en", "n": "en"} for stem in _LIKE_EIN for one in ("em", "es")},
    **{f"{stem}er": {"f": "en"} for stem in _LIKE_EIN},
    **{stem: {"m": "er", "n": "es"} for stem in _LIKE_EIN},
    "eine": {"f": "e"},
    **{f"{stem}e": {"f": "e", "p": "en"} for stem in ("kein", *_POSSESSIVES)},
}
_BARE_FEMININES = ("ein", "kein")  # what a feminine noun never has before it
# What stands for an ending by mistake. With -en it is the article that is wrong (der neuen
# Vertrag), and between -er and -es the noun's gender may be the other (der Teil, das Teil).
_MISTAKEN_FOR = {"e": ("er", "es", "em"), "en": ("e", "er", "es", "em"), "er": ("e",), "es": ("e",)}
_MOST_ADJECTIVES = 2
_ALIKE = ("er", "el")  # what nouns end in that are alike for one man and for many
# Before them an article may be a pronoun: , die dringend Hilfe brauchen und die arm sind.
_BEFORE_PRONOUNS = (",", "und", "oder", "aber")
_NO_ADVERBS = frozenset("ehemalig damalig heutig derzeitig jetzig hiesig dortig vorig".split())
_ADVERBS = ADVERBS | frozenset("fast sehr ganz noch erst bereits nie weit".split())
_LONGEST_ATTRIBUTE = 6  # words: mit mehreren Rohren beladen


def mend_bare_adjectives(text: str) -> Iterator[Edit]:
    """Give adjectives between article and noun their ending.

    >>> [one.text for one in mend_bare_adjectives("Er traf die nordkoreanisch Truppen.")]
    ['nordkoreanischen']
    """
    return find_edits(text, _inflect, BARE)


def _inflect(tokens: Sequence[Token], at: int) -> Iterator[Change]:
    """Yield an adjective with its ending, if a token is one and lacks it."""
    said = _mend(tokens, at) if 0 < at < len(tokens) - 1 else None
    if said is not None:
        word, article = tokens[at], tokens[_find_article(tokens, at)]
        why = f"{word.text!r} has no ending between {article.text!r} and its noun"
        if article.text.lower() in _BARE_FEMININES and is_surely_feminine(tokens[at + 1].text):
            yield Change(article.start, article.end, f"{article.text}e", why)
        yield Change(word.start, word.end, said, why)


def mend_wrong_endings(text: str) -> Iterator[Edit]:
    """Give adjectives between article and noun the ending that goes with both.

    >>> [one.text for one in mend_wrong_endings("Er sprach von dem schlimmste Hochwasser.")]
    ['schlimmsten']
    """
    return find_edits(text, _agree, WRONG)


def _agree(tokens: Sequence[Token], at: int) -> Iterator[Change]:
    """Yield what agrees with an article, if a token is one."""
    for word, said in _wrong_endings(tokens, at):
        why = f"{word.text!r} has not the form that goes with {tokens[at].text!r} and its noun"
        yield Change(word.start, word.end, said, why)


def _wrong_endings(tokens: Sequence[Token], at: int) -> Iterator[tuple[Token, str]]:
    """Yield the adjectives behind an article with another's ending, or it, as they should be."""
    article = tokens[at].text.lower()
    endings = _BEHIND.get(article)
    if endings is None or _is_relative(tokens, at):
        return
    end = _noun_behind(tokens, at)
    if not end:
        return
    gender = gender_of(tokens[end].text) or ""
    if article in _BARE_FEMININES and gender == "f":
        if all(ending_of(word.text) == "e" for word in tokens[at + 1 : end]):
            yield tokens[at], f"{tokens[at].text}e"  # ein offene Werkstatt
        return
    if article == "der" and gender == "p" and _is_man_or_men(tokens, at, end):
        gender = "m"
    wanted = _wanted_ending(endings, gender, tokens[end].text)
    if wanted is None or is_embedded(tokens, end) or _has_other_reading(tokens, at, end, gender):
        return
    for word, behind in pairwise(tokens[at + 1 : end + 1]):
        found = ending_of(word.text)
        is_adverb = found == "er" and behind.text.islower()  # einen stärker geregelten Markt
        if found in _MISTAKEN_FOR[wanted] and not is_adverb:
            yield word, word.text.removesuffix(found) + wanted


def _wanted_ending(endings: dict[str, str], gender: str, noun: str) -> str | None:
    """Return the ending before a noun behind the article that has these, if it is known."""
    if gender == "m" and gender not in endings and noun.endswith(_ALIKE):
        return endings.get("p")  # die beiden verletzten Fahrer
    if not gender and endings.keys() == {"m", "n"} and endings["m"] == endings["n"]:
        return endings["m"]  # behind `eines` and the like
    return endings.get(gender)


def _noun_behind(tokens: Sequence[Token], at: int) -> int:
    """Return where the noun stands that follows an article and adjectives; or 0."""
    end = at + 1
    while end < len(tokens) and end - at <= _MOST_ADJECTIVES and _is_inflected_at(tokens, end):
        end += 1
    if end == at + 1 or end >= len(tokens):
        return 0
    # Laut dem Deutscher Wetterdienst; behind `die` one must be told from many.
    is_body = tokens[end - 1].text[0].isupper() and tokens[at].text.lower() != "die"
    is_whole = not is_part(tokens, end)  # not: die Gemeinsame Sicherheits- und Außenpolitik
    return end if is_whole and (is_body or is_plain_noun(tokens[end].text)) else 0


def _is_inflected_at(tokens: Sequence[Token], at: int) -> bool:
    word = tokens[at].text
    is_large = word[0].isupper() and word != "Deutsche"  # , was der Deutsche Recht nennt
    return is_inflected(word) or (is_large and is_adjective_at(tokens, at))


def _has_other_reading(tokens: Sequence[Token], at: int, noun: int, gender: str) -> bool:
    """Tell whether a noun may be another word than it looks, and its article be right so."""
    article, adjective, word = tokens[at].text.lower(), tokens[noun - 1].text, tokens[noun].text
    known = load()
    behind = tokens[noun + 1].text if noun + 1 < len(tokens) else ""
    return (
        word.rpartition("-")[2].lower() in known.english
        or (article == "am" and tokens[at + 1].text.endswith("sten"))  # am höchsten gelegene
        # The first word of a name, or of a man's: der britische Premier Cameron.
        or (article == "der" and gender != "m" and behind[:1].isupper())
        # A man or a thing, one or many: der frühere Leiter, der frühere Trainer.
        or (article in ("der", "die") and adjective.endswith("e") and word.endswith(("er", "el")))
        # A man, a woman or many: der neue Vorsitzende, die einzige Abgeordnete.
        or (article in ("der", "die") and adjective.endswith("e") and is_made_person(word))
    )


def _is_relative(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether an article may be a pronoun that begins a clause: , mit dem große Teile."""
    before = [token.text for token in tokens[max(0, at - 2) : at]]
    return "," in before and not tokens[at].text.startswith(_LIKE_EIN)


def _mend(tokens: Sequence[Token], at: int) -> str | None:
    """Return an adjective with its ending, if it is one and lacks it."""
    word, noun = tokens[at].text, tokens[at + 1].text
    if word in _MEASURED and tokens[at - 1].text in _MEASURES:
        return _mend_measured(tokens, at)
    article = _find_article(tokens, at)
    endings = _BEHIND.get(tokens[article].text.lower())
    if endings is None:
        return None
    # Behind a comma the article is a pronoun: die plötzlich Geld hatte.
    further = tokens[article - 1].text if article else ""
    is_pronoun = further in _BEFORE_PRONOUNS and word not in _NO_ADVERBS
    if tokens[article].text == "ihr" or is_embedded(tokens, at + 1):
        return None  # hat ihr wirklich Mut gemacht; die dringend Hilfe benötigenden Kranken
    if is_of_place(tokens, at + 1):
        return None  # der typisch Kölner Humor
    if is_pronoun or not is_bare(word) or not is_plain_noun(noun):
        return None
    gender = gender_of(noun)
    if gender == "p" and tokens[article].text.lower() == "der" and noun.endswith(_ALIKE):
        return inflect(word, "e") if _is_man_or_men(tokens, article, at + 1) else None
    is_feminine = tokens[article].text.lower() in _BARE_FEMININES and is_surely_feminine(noun)
    ending = "e" if is_feminine else endings.get(gender or "")
    return None if ending is None else inflect(word, ending)


def _find_article(tokens: Sequence[Token], at: int) -> int:
    """Return where the article may stand that an adjective belongs to.

    Between them stands an adverb at most, or what goes with a participle: ein weltweit beachtet
    Projekt, ein mit Rohren beladen Wagen. Where it may be a pronoun it stands right before.
    """
    before = tokens[at - 1].text
    if before.lower() in _BEHIND or at < 3:
        return at - 1
    if before.islower() and (before in _ADVERBS or not before.endswith(NOMINAL)):
        is_adverb = before not in CLOSED - _ADVERBS | {"nicht"} and not is_surely_finite(before)
        return at - 2 if is_adverb and _is_sure_article(tokens, at - 2) else at - 1
    if not before[0].isupper() or not is_participle(tokens[at].text):
        return at - 1
    for place in range(at - 2, max(0, at - _LONGEST_ATTRIBUTE), -1):
        if tokens[place].text in PREPOSITIONS | FUSED:
            return place - 1 if _is_sure_article(tokens, place - 1) else at - 1
    return at - 1


def _is_sure_article(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether an article is no pronoun, nor the prefix of a verb: räumte ein."""
    word = tokens[at].text.lower()
    before = tokens[at - 1].text if at else ""
    if word.startswith(_LIKE_EIN):
        return word != "ein" or before in AUXILIARIES or not is_plainly_verb(before)
    further = tokens[at - 2].text if at > 1 else ""
    return word in _BEHIND and before.lower() in PREPOSITIONS and further != ","


def _mend_measured(tokens: Sequence[Token], at: int) -> str | None:
    """Return an adjective behind a measure with the ending of its noun: ein 39 Jahre alter Mann."""
    first = at - 2  # the number, or its last part
    if not _is_number(tokens[first].text):
        return None
    while first > 0 and (_is_number(tokens[first].text) or tokens[first].text in _OF_NUMBERS):
        first -= 1
    if _is_relative(tokens, first):
        return None  # ein Grundstück, auf dem zwei Meter hoch Unkraut wuchert
    endings = _BEHIND.get(tokens[first].text.lower(), {})
    noun = tokens[at + 1].text
    ending = endings.get(gender_of(noun) or "") if is_plain_noun(noun) else None
    stem = "hoh" if tokens[at].text == "hoch" else tokens[at].text
    return None if ending is None else f"{stem}{ending}"


def _is_number(word: str) -> bool:
    return word[0].isdigit() or word in NUMERALS


# Adjectives that follow a measure, the measures, and what numbers hold and have before them.
_MEASURED = frozenset("alt lang hoch breit tief dick groß schwer weit".split())
_MEASURES = frozenset(
    "Jahre Jahr Monate Monat Wochen Woche Tage Tag Stunden Stunde Minuten Meter Kilometer "
    "Zentimeter Millimeter Hektar Tonnen Kilogramm Kilo Gramm Quadratmeter Quadratkilometer".split()
)
_OF_NUMBERS = frozenset(", . rund etwa knapp gut fast mehr als über bis zu".split())


def _is_man_or_men(tokens: Sequence[Token], article: int, noun: int) -> bool:
    """Tell whether `der` is more likely before one than before many of whom a noun may tell.

    der ehemalige Banker; but: die Boni der ehemaligen Banker.
    """
    is_behind_noun = article > 0 and tokens[article - 1].text[0].isupper()
    return tokens[noun].text.endswith(_ALIKE) and not is_behind_noun


def is_of_place(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a word is an adjective made of a place: Kölner Humor."""
    behind = tokens[at + 1].text if at + 1 < len(tokens) else ""
    stem = tokens[at].text.removesuffix("er")
    return stem != tokens[at].text and stem in load().names and behind[:1].isupper()
