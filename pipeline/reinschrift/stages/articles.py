"""Articles that no case of their noun has: ein Sprecherin, Angaben der Ministerium.

Behind `ein` only nouns count whose ending tells their gender: a Hämatom may look feminine to a
list, a Sprecherin is so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from reinschrift.edits import Edit
from reinschrift.genders import gender_of, is_listed, is_surely_feminine
from reinschrift.inflection import DATIVE, GENITIVE
from reinschrift.lexicon import load
from reinschrift.stages.declension import LONG, decline_noun, is_embedded, is_noun
from reinschrift.stages.finite_verbs import is_surely_finite
from reinschrift.stages.governed import RULE
from reinschrift.stages.token_edits import Change, find_edits
from reinschrift.tokens import Token
from reinschrift.verbs import is_plainly_verb

_NEUTER = ("um", "ment", "amt")  # and one: Ministerium, Parlament, Finanzamt


def mend_articles(text: str) -> Iterator[Edit]:
    """Put the article that fits before a noun whose article is of another gender.

    >>> [edit.text for edit in mend_articles("Ein Sprecherin im Haus der Ministerium.")]
    ['Eine', 'des', 'Ministeriums']
    """
    return find_edits(text, _mend, RULE)


def _mend(tokens: Sequence[Token], at: int) -> Iterator[Change]:
    """Yield what an article becomes, if a token is one and cannot stand there."""
    mend = _MENDERS.get(tokens[at].text)
    if mend is not None and _is_before_noun(tokens, at):
        yield from mend(tokens, at)


def _mend_ein(tokens: Sequence[Token], at: int) -> Iterator[Change]:
    """Ein Sprecherin."""
    article, noun = tokens[at], tokens[at + 1]
    if is_surely_feminine(noun.text) and not _is_prefix(tokens, at):
        yield Change(article.start, article.end, f"{article.text}e", f"{noun.text!r} is feminine")


def _mend_der(tokens: Sequence[Token], at: int) -> Iterator[Change]:
    """Angaben der Ministerium."""
    article, noun = tokens[at], tokens[at + 1]
    before = tokens[at - 1].text if at else ""
    is_neuter = noun.text.endswith(_NEUTER) and gender_of(noun.text) == "n"
    if is_neuter and before[:1].isupper():
        why = f"{noun.text!r} is neuter, and the genitive of {before!r}"
        yield Change(article.start, article.end, "des", why)
        yield Change(noun.start, noun.end, decline_noun(noun.text, "n", GENITIVE), why)


def _mend_den(tokens: Sequence[Token], at: int) -> Iterator[Change]:
    """Auf den Dächer: but in -er many a singular ends as well."""
    noun = tokens[at + 1]
    before = {token.text for token in tokens[max(0, at - 2) : at]}
    is_plural = noun.text.endswith("e") or noun.text in _PLURALS
    if not is_plural or gender_of(noun.text) != "p" or is_embedded(tokens, at + 1):
        return
    said = decline_noun(noun.text, "p", DATIVE)
    # Behind a comma it is a pronoun: der Strom, den Geräte brauchen.
    if said != noun.text and "," not in before:
        why = f"{noun.text!r} is a plural, and its dative after {tokens[at].text!r} has an -n"
        yield Change(noun.start, noun.end, said, why)


def _mend_subject(tokens: Sequence[Token], at: int) -> Iterator[Change]:
    """Das Klub muss verkaufen."""
    article, noun = tokens[at], tokens[at + 1]
    verb = tokens[at + 2].text if at + 2 < len(tokens) else ""
    is_first = at == 0 or tokens[at - 1].text in _SENTENCE_ENDS
    if not is_first or not is_surely_finite(verb) or verb.endswith(("n", "sind")):
        return
    gender = gender_of(noun.text) if is_listed(noun.text) else None
    if noun.text.endswith("e") and _is_adjective(noun.text.lower()):
        return  # of any gender: Das Junge wiegt 600 Gramm, das Runde muss ins Eckige
    if gender not in _SUBJECTS or (article.text, gender) == ("Der", "f"):
        return  # or a dative: Der Regierung fehlt Geld
    right = _SUBJECTS[gender]
    if right != article.text:
        why = f"{noun.text!r} is {LONG[gender]}, and the subject of {verb!r}"
        yield Change(article.start, article.end, right, why)


def _is_adjective(word: str) -> bool:
    return all(f"{word[:-1]}{ending}" in load() for ending in ("er", "es", "en"))


# Plurals in -er that are no singulars, as Fahrer and Täter are.
_PLURALS = frozenset(
    "Bilder Blätter Bücher Bäder Dächer Dörfer Eier Felder Fächer Gelder Geschwister "
    "Gesichter Gläser Glieder Gräber Güter Häuser Hühner Kinder Kleider Kräuter Lieder Länder "
    "Löcher Männer Ränder Räder Rinder Schilder Schlösser Täler Tücher Völker Wälder Wörter".split()
)
_SUBJECTS = {"m": "Der", "f": "Die", "n": "Das"}
_SENTENCE_ENDS = frozenset(".!?:„")
_MENDERS: dict[str, Callable[[Sequence[Token], int], Iterator[Change]]] = {
    "ein": _mend_ein,
    "Ein": _mend_ein,
    "der": _mend_der,
    "den": _mend_den,
    **dict.fromkeys(_SUBJECTS.values(), _mend_subject),
}


def _is_before_noun(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a noun follows that is neither a name nor the first part of one."""
    noun, behind = (tokens[one].text if one < len(tokens) else "" for one in (at + 1, at + 2))
    if not noun or not is_noun(noun) or tokens[at + 1].start != tokens[at].end + 1:
        return False
    known = load()
    is_english = noun.rpartition("-")[2].lower() in known.english
    return not (is_english or noun in known.names or behind[:1].isupper() or behind in ("-", ":"))


def _is_prefix(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether `ein` belongs to a verb: räumte ein, stellte sich ein."""
    return at > 0 and (is_plainly_verb(tokens[at - 1].text) or tokens[at - 1].text == "sich")
