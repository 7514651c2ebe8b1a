"""Compounds that were written as English writes them: das Lieferkette Gesetz, einen Welt Rekord.

German has two nouns beside each other where one ends a phrase and the next begins another, so it
takes an article that goes with the second noun only, or none before a noun that would need one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from reinschrift.edits import Edit
from reinschrift.genders import gender_of
from reinschrift.inflection import nominative_of
from reinschrift.lexicon import load
from reinschrift.stages.adjectives import is_inflected, is_plain_noun
from reinschrift.stages.token_edits import Change, find_edits
from reinschrift.tokens import Token
from reinschrift.words import DETERMINERS, FUSED, TIMES

RULE = "moved-anchor"
_LINKS = ("", "s", "n", "en", "es", "er")
_LEAST_COMPOUND = 2  # binary order of its count
_LEAST_NOUN = 4  # letters
# What measures the noun behind it, or says when: ein Jahr Zeit, am Montag Abend, Anfang Mai.
_MEASURES = frozenset(
    "Jahr Jahre Jahren Tag Tage Tagen Woche Wochen Monat Monate Monaten Stunde Stunden Minute "
    "Minuten Sekunden Prozent Meter Kilometer Liter Kilo Tonnen Euro Dollar Franken Cent Million "
    "Millionen Milliarden Viertel Drittel Stück Paar Glas Tasse Flasche Reihe Menge Art Sorte "
    "Gruppe Haufen Anfang Mitte Ende Herr Herrn Frau Familie Doktor Professor".split()
)
_DAYTIMES = frozenset("Abend Morgen Mittag Nachmittag Vormittag Nacht Tausende Hunderte".split())
_FUSED_ARTICLES = {
    "im": "dem",
    "am": "dem",
    "zum": "dem",
    "vom": "dem",
    "beim": "dem",
    "zur": "der",
}
_MOST_ADJECTIVES = 2


def join_parted_compounds(text: str) -> Iterator[Edit]:
    """Write compounds as one word again.

    >>> [edit.text for edit in join_parted_compounds("Sie lief einen neuen Welt Rekord.")]
    ['Weltrekord']
    """
    return find_edits(text, _join, RULE)


def _join(tokens: Sequence[Token], at: int) -> Iterator[Change]:
    """Yield the compound that two tokens make, the first one at a place."""
    if at + 1 >= len(tokens) or tokens[at + 1].start != tokens[at].end + 1:
        return
    first, second = tokens[at].text, tokens[at + 1].text
    compound = _compound_of(first, second)
    if compound is None or _is_in_name(tokens, at) or not _is_one(tokens, at):
        return
    why = f"{compound!r} was counted {2 ** (load().size(compound) - 1)} times and more"
    yield Change(tokens[at].start, tokens[at + 1].end, compound, why)


def _compound_of(first: str, second: str) -> str | None:
    """Return the compound of two nouns, if it is known."""
    is_open = first not in _MEASURES | TIMES and second not in _DAYTIMES
    if not is_open or not all(
        len(word) >= _LEAST_NOUN and word[1:].islower() and is_plain_noun(word)
        for word in (first, second)
    ):
        return None
    stems = (first, first.removesuffix("e"))
    made = {f"{stem}{link}{second.lower()}" for stem, link in product(stems, _LINKS)}
    best = max(sorted(made), key=load().size)
    return best if load().size(best) >= _LEAST_COMPOUND else None


def _is_in_name(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether what stands around it makes a name of it: das Denver Film Festival."""
    before = tokens[at - 1].text if at else ""
    behind = tokens[at + 2].text if at + 2 < len(tokens) else ""
    is_between = before in "-/–" or behind in ("-", "/", "–")
    return is_between or before[-1:].isdigit() or (before[:1].isupper() and len(before) > 3)


def _is_one(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether the article of two nouns goes with the second one, and not with the first."""
    start = at
    while start and at - start < _MOST_ADJECTIVES and is_inflected(tokens[start - 1].text):
        start -= 1
    before = tokens[start - 1].text.lower() if start else ""
    genders = gender_of(tokens[at].text), gender_of(tokens[at + 1].text)
    if None in genders:
        return False
    article = _FUSED_ARTICLES.get(before, before)
    if before in DETERMINERS or before in FUSED:
        first, second = (nominative_of(article, gender or "") for gender in genders)
        return first is None and second is not None
    # At the beginning the first noun would need an article, but behind others: aus Wind Energie.
    is_start = not start or not tokens[start - 1].is_word
    return is_start and start == at and genders[0] in ("m", "f") and genders[1] != "p"
