"""Adjectives without an article, in the dictionary's case or form: mit große, für russisch.

Behind a preposition an adjective alone has to show the case, and behind a number the plural.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reinschrift.edits import Edit
from reinschrift.genders import gender_of, is_listed
from reinschrift.inflection import ACCUSATIVE, CASE_ORDER, GENITIVE, STRONG
from reinschrift.lexicon import load
from reinschrift.stages.adjective_endings import is_of_place
from reinschrift.stages.adjectives import inflect, is_bare, is_inflected, is_plain_noun
from reinschrift.stages.declension import LONG, decline_noun, is_embedded, is_noun
from reinschrift.stages.governed import CASES, RULE, TWO_WAY, is_other_use
from reinschrift.stages.token_edits import Change, find_edits
from reinschrift.tokens import Token
from reinschrift.words import NUMERALS, PREPOSITIONS

_MOST_ADJECTIVES = 2
# What tells how much and needs no ending, idioms, and adverbs that stand before a noun: mit
# reichlich Regen, auf gut Glück, für ausschließlich Frauen.
_AMOUNTS = frozenset(
    "ausreichend genügend gut irgendein mächtig reichlich teuer ungenügend zuwenig ordentlich "
    "gehörig aktuell angeblich ausschließlich eigentlich grundsätzlich hauptsächlich hoffentlich "
    "lediglich original tatsächlich typisch vermutlich vorläufig wirklich ziemlich".split()
)
_PAIRS = frozenset(
    [("für", "gewöhnlich"), ("von", "fern"), ("von", "klein"), ("in", "bar"), ("gegen", "bar")]
)
_NUMBERS = ("zig", "dreißig", "dreissig", "hundert", "tausend")
_SINGULAR = frozenset(("ein", "eins", "eine"))


def mend_strong_endings(text: str) -> Iterator[Edit]:
    """Put adjectives and their noun into the case that the preposition before them asks for.

    >>> [edit.text for edit in mend_strong_endings("Es gewann mit große Mehrheit.")]
    ['großer']
    """
    return find_edits(text, _govern, RULE)


def _govern(tokens: Sequence[Token], at: int) -> Iterator[Change]:
    """Yield what changes behind a preposition, or behind a number."""
    word = tokens[at].text
    if at + 2 >= len(tokens) or (len(word) > 1 and word.isupper()):
        return
    case = CASES.get(word.lower())
    usual = case or TWO_WAY.get(word.lower())
    if usual is None:
        is_free = word in NUMERALS and not (at and tokens[at - 1].text.lower() in PREPOSITIONS)
        if is_free and word not in _SINGULAR:
            yield from _inflect(tokens, at + 1, ACCUSATIVE, word, counted=True)
        return
    if word.lower() == "zu" or is_other_use(tokens, at):
        return  # zu große Erwartungen
    is_counted = tokens[at + 1].text.isdigit() or tokens[at + 1].text in NUMERALS
    first = at + 1 + is_counted
    yield from _inflect(tokens, first, usual, word, counted=is_counted)
    yield from _decline(tokens, first, usual, word, surely=case is not None)


def _inflect(
    tokens: Sequence[Token], at: int, case: str, asking: str, *, counted: bool
) -> Iterator[Change]:
    """Yield an adjective that has no ending before its noun, with the one it needs."""
    word = tokens[at]
    if at + 1 >= len(tokens) or not is_bare(word.text) or not is_plain_noun(tokens[at + 1].text):
        return
    if word.text in _AMOUNTS or word.text.endswith(_NUMBERS) or is_of_place(tokens, at + 1):
        return
    behind = tokens[at + 2].text if at + 2 < len(tokens) else ""
    if (asking.lower(), word.text) in _PAIRS or behind.isdigit() or behind in NUMERALS:
        return  # auf aktuell Platz fünf
    if is_embedded(tokens, at + 1) or (asking in NUMERALS and word.text.endswith(("ig", "lich"))):
        return  # zwei regelmäßig Sport treibende Schüler, nur zwei machen regelmäßig Sport
    noun = tokens[at + 1].text
    # Many in the dative: mit staatlichen Mitteln.
    is_plural = noun.endswith(("eln", "ern")) and noun[:-1] in load()
    gender = "p" if is_plural else gender_of(noun)
    if gender is None or (counted and gender != "p"):
        return
    said = inflect(word.text, STRONG[gender][CASE_ORDER.index(case)])
    yield Change(word.start, word.end, said, f"{word.text!r} has no ending behind {asking!r}")


def _noun_at(tokens: Sequence[Token], at: int) -> int:
    """Return where the noun of a phrase may stand that begins with adjectives."""
    end = at
    while end < len(tokens) - 1 and end - at < _MOST_ADJECTIVES:
        word = tokens[end].text
        if not is_inflected(word) and word not in _LIKE_ADJECTIVES:
            break
        end += 1
    return end


_LIKE_ADJECTIVES = frozenset("erste zweite dritte letzte weitere andere mehrere einige".split())


def _decline(
    tokens: Sequence[Token], at: int, case: str, asking: str, *, surely: bool
) -> Iterator[Change]:
    """Yield the words of a phrase that change, if it is a nominative and must not be.

    Where a preposition can ask for two cases only a masculine is surely wrong: unter großer Druck.
    """
    end = _noun_at(tokens, at)
    noun = tokens[end].text
    gender = gender_of(noun)
    if end == at or gender is None or not is_noun(noun):
        return
    stands, wanted = STRONG[gender][0], STRONG[gender][CASE_ORDER.index(case)]
    if asking.lower() == "ohne" and any(token.text == "zu" for token in tokens[end:]):
        return  # ohne guter Redner zu sein
    if is_embedded(tokens, end) or not (surely or (gender == "m" and is_listed(noun))):
        return
    is_nominative = all(word.text.endswith(stands) for word in tokens[at:end])
    # Or many of them: aufgrund technischer Fehler.
    is_plural = gender == "m" and case == GENITIVE and noun.endswith(("er", "el", "en"))
    if not is_nominative or stands == wanted or is_plural:
        return
    why = f"{asking!r} asks for the {case}, the noun is {LONG[gender]}"
    for word in tokens[at:end]:
        yield Change(word.start, word.end, word.text.removesuffix(stands) + wanted, why)
    said = decline_noun(noun, gender, case)
    if said != noun:
        yield Change(tokens[end].start, tokens[end].end, said, why)
