"""Nouns without the ending that their article or number asks for: des Ministerium, von vier Tage.

A link that was translated alone has the dictionary's form of its noun, whatever stands before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reinschrift.edits import Edit
from reinschrift.genders import gender_of, is_listed
from reinschrift.inflection import DATIVE, GENITIVE
from reinschrift.lexicon import load
from reinschrift.morphology import reading_size
from reinschrift.stages.adjectives import is_plain_noun
from reinschrift.stages.declension import (
    LONG,
    decline_noun,
    ends_of,
    is_embedded,
    phrase_at,
    word_behind,
)
from reinschrift.stages.governed import CASES, RULE, is_other_use
from reinschrift.stages.token_edits import Change, find_edits
from reinschrift.tokens import Token
from reinschrift.words import NUMERALS, TIMES

# Not `dieses` and `jedes`, which are nominatives of neuters as well.
_GENITIVES = frozenset(("des", "eines", "seines", "ihres", "unseres"))
_LEAST_KNOWN = 5  # binary order of the count of the form with its ending
# Names, styles and words of other tongues, whose genitive goes without -s as well.
_BARE = frozenset(
    "Atlantik Barock Dollar Donbas Donbass Euphrat Euro Guardian Holocaust Internet Irak Iran "
    "Islam Jemen Jugendstil Kongo Koran Kosovo Kreml Libanon Lockdown Oman Pazifik Pentagon "
    "Ramadan Rokoko Rubel Spiegel Standard Stern Sudan Tigris Tornado Tschad Vatikan Yen".split()
)
_PLACES = ("berg", "bach", "tal", "see", "wald", "feld", "platz", "fjall")
_BEHIND_DATIVE = frozenset(("seit", "binnen"))
_PERIODS = frozenset("Tage Monate Jahre".split())
_MEASURES = tuple(
    "meter liter gramm grad prozent euro dollar mann paar mal uhr pixel bit byte".split()
)
# What is measured goes on with an adjective: bei zwei Tage alten Küken.
_MEASURED = tuple("alt lang dauer währ hoch breit tief groß spät früh jüng ält weit schwer".split())
_GENDER_SIGNS = frozenset("*:_/\\")
_LEAST_HEAD = 3  # letters
_YEAR = 4  # digits: seit 1881 hoffen Landwirte
_SINGULAR = frozenset(("ein", "eins", "eine", "1"))


def mend_noun_endings(text: str) -> Iterator[Edit]:
    """Give nouns the ending of the genitive behind `des`, and of many in the dative.

    >>> [one.text for one in mend_noun_endings("Der Chef des Ministerium kam nach vier Tage.")]
    ['Ministeriums', 'Tagen']
    """
    return find_edits(text, _mend, RULE)


def _mend(tokens: Sequence[Token], at: int) -> Iterator[Change]:
    if tokens[at].text.lower() in _GENITIVES:
        yield from _of_one(tokens, at)
    elif at + 2 < len(tokens) and _is_number(tokens[at + 1].text):
        yield from _of_many(tokens, at)


def _is_number(word: str) -> bool:
    is_count = word.isdigit() and len(word) < _YEAR
    return (is_count or word in NUMERALS) and word not in _SINGULAR


def _of_one(tokens: Sequence[Token], at: int) -> Iterator[Change]:
    """Yield a noun behind `des` with its ending."""
    phrase = phrase_at(tokens, at)
    if phrase is None:
        return
    noun = phrase.noun.text
    gender = gender_of(noun)
    known = load()
    follows = word_behind(tokens, at, phrase)
    is_place = noun.endswith(_PLACES) and not is_listed(noun)
    is_foreign = noun.rpartition("-")[2].lower() in known.english or not (
        noun in known or reading_size(noun, known)
    )
    if follows[:1].isupper() or is_place or is_foreign:
        return  # des Forum Wirtschaft, des Papst Franziskus; des Schlossberg; des Code
    if gender not in ("m", "n") or noun in known.names or noun in TIMES | _BARE:
        return
    head = _head(noun)
    declined = decline_noun(head, gender, GENITIVE)
    is_common = known.size(declined) >= _LEAST_KNOWN
    is_declined = noun.endswith(("en", "s")) and not noun.endswith(("haus", "ss"))
    if is_common and declined != head and is_plain_noun(noun) and not is_declined:
        said = noun + declined[len(head) :]
        why = f"{noun!r} is {LONG[gender]}, and has an ending behind {tokens[at].text!r}"
        yield Change(phrase.noun.start, phrase.noun.end, said, why)


def _head(noun: str) -> str:
    """Return the longest noun that a noun ends in and that has been counted with its gender."""
    return next((head for head in ends_of(noun, 0, _LEAST_HEAD) if is_listed(head)), noun)


def _of_many(tokens: Sequence[Token], at: int) -> Iterator[Change]:
    """Yield a plural behind a preposition and a number with the ending of the dative."""
    word = tokens[at].text.lower()
    is_time = word in ("in", "vor") and tokens[at + 2].text in _PERIODS
    is_dative = CASES.get(word) == DATIVE or word in _BEHIND_DATIVE or is_time
    if not is_dative or word == "zu" or is_other_use(tokens, at):
        return
    noun = tokens[at + 2]
    behind = tokens[at + 3].text if at + 3 < len(tokens) else ""
    if word == "in" and behind[:1].isupper():
        return  # wurde in drei Jahre Haft umgewandelt
    if not noun.text[0].isupper() or gender_of(noun.text) != "p" or is_embedded(tokens, at + 2):
        return
    if noun.text.lower().endswith(_MEASURES) or behind.startswith(_MEASURED):
        return
    if behind in _GENDER_SIGNS or (word == "nach" and at and tokens[at - 1].text[0].isupper()):
        return  # 20 Schüler*innen; meiner Meinung nach 5 Sterne
    said = decline_noun(noun.text, "p", DATIVE)
    if said != noun.text and (is_listed(noun.text) or is_plain_noun(noun.text)):
        why = f"{tokens[at].text!r} asks for the dative, {noun.text!r} is {LONG['p']}"
        yield Change(noun.start, noun.end, said, why)
