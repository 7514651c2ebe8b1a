"""Articles that no case of their noun has: ein Sprecherin, Angaben der Ministerium.

Only nouns whose ending tells gender and number count: a Hämatom may look feminine to a list, a
Sprecherin is so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reinschrift.edits import Edit
from reinschrift.genders import gender_of, is_surely_feminine
from reinschrift.lexicon import load
from reinschrift.stages.declension import GENITIVE, decline_noun, is_noun
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
    if tokens[at].text not in ("ein", "Ein", "der") or not _is_before_noun(tokens, at):
        return
    article, noun = tokens[at], tokens[at + 1]
    if article.text != "der":
        if is_surely_feminine(noun.text) and not _is_prefix(tokens, at):
            why = f"{noun.text!r} is feminine"
            yield Change(article.start, article.end, f"{article.text}e", why)
        return
    before = tokens[at - 1].text if at else ""
    is_neuter = noun.text.endswith(_NEUTER) and gender_of(noun.text) == "n"
    if is_neuter and before[:1].isupper():
        why = f"{noun.text!r} is neuter, and the genitive of {before!r}"
        yield Change(article.start, article.end, "des", why)
        yield Change(noun.start, noun.end, decline_noun(noun.text, "n", GENITIVE), why)


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
