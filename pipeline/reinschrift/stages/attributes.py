"""Phrases in the nominative where only a genitive can stand: Der Sprecher die Polizei sagte.

The link in `the spokesman of the police` is translated alone and loses the `of` before it. A clause
has room for one phrase before its verb, so of two the second belongs to the first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reinschrift.edits import Edit
from reinschrift.genders import gender_of, is_listed
from reinschrift.inflection import GENITIVE
from reinschrift.lexicon import load
from reinschrift.stages.declension import (
    ALL_CAPITALS,
    LONG,
    Phrase,
    decline,
    end_of,
    is_nominative,
    phrase_at,
    word_behind,
)
from reinschrift.stages.finite_verbs import is_surely_finite
from reinschrift.stages.governed import RULE
from reinschrift.stages.speech import SAYING
from reinschrift.stages.token_edits import Change, end_of_words, find_edits
from reinschrift.tokens import Token
from reinschrift.verbs import PLURAL_ENDINGS
from reinschrift.words import (
    ARTICLES,
    AUXILIARIES,
    CLOSED,
    FUSED,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    TIMES,
    is_verb_form,
)

_SENTENCE_ENDS = frozenset(".!?:„»")
_HEADS = frozenset("Der Die Das Ein Eine Sein Seine Ihr Ihre Dieser Diese Dieses".split())
_MANY = frozenset(("Die", "Seine", "Ihre", "Diese"))  # before a plural as well
_MOST_NAMES = 3  # words of a name behind the noun: die Großbank SEB
# They announce a title, which has an article of its own: Die Zeitung Die Woche schrieb.
ANNOUNCING = tuple(
    "aktion album artikel ausstellung band blatt buch drama film fraktion gruppe initiative "
    "komödie magazin märchen name namen oper partei podcast portal projekt redaktion reihe roman "
    "sendung serie show song stück thriller titel verein zeitschrift zeitung".split()
)
_RELATIVES = {"m": ("der",), "f": ("die", "der"), "n": ("das",), "p": ("die",)}
_SUBJECTS = frozenset("er ich man wir".split())


def mend_attributes(text: str) -> Iterator[Edit]:
    """Put a phrase behind the subject into the genitive, where the verb follows only then.

    >>> [one.text for one in mend_attributes("Die Sprecherin das Ministerium sagte nichts.")]
    ['des', 'Ministeriums']
    """
    return find_edits(text, _mend, RULE)


def _mend(tokens: Sequence[Token], at: int) -> Iterator[Change]:
    article = tokens[at].text.lower()
    if article not in ("der", "die", "das") or not at:
        return
    phrase = phrase_at(tokens, at, capitals=ALL_CAPITALS)
    head = _head(tokens, at) if phrase is not None else None
    if phrase is None or head is None:
        return
    gender = _gender(tokens, at, phrase)
    verb = _verb_behind(tokens, at, phrase)
    if gender is None or not verb:
        return
    if head[0].text.lower() in PREPOSITIONS | FUSED:
        belongs = _has_other_subject(tokens, verb, gender)
    else:
        is_complete = tokens[at].text[0].isupper() or _has_its_object(tokens, verb)
        is_subject = is_complete and _agrees(head, tokens[verb].text)
        belongs = is_subject and not _opens_clause(head, tokens, at, verb)
    if belongs:
        noun = phrase.noun.text
        why = f"{noun!r} is {LONG[gender]}, and can only belong to {head[-1].text!r}"
        for start, end, said in decline(phrase, GENITIVE, gender):
            yield Change(start, end, said, why)


def _head(tokens: Sequence[Token], at: int) -> Sequence[Token] | None:
    """Return the words of the sentence before a token, if they are one phrase.

    It is in the nominative, or a preposition stands before it.
    """
    start = next(
        (one + 1 for one in range(at - 1, -1, -1) if tokens[one].text in _SENTENCE_ENDS), 0
    )
    head = tokens[start:at]
    if not head or any(not token.is_word for token in head):
        return None
    noun = head[-1].text
    words = [token.text for token in head]
    first = phrase_at(tokens, start, capitals=ALL_CAPITALS)
    if words[0].lower() in PREPOSITIONS | FUSED:
        is_clause = words[0].lower() in SUBORDINATORS | {"bis", "seit", "um", "während"}
        is_one = len(head) > 1 and not is_clause and all(map(str.islower, words[1:-1]))
    elif first is not None and first.noun is head[-1]:
        is_one = words[0] in _HEADS
    else:
        is_bare = len(head) == 1 and noun.lower() not in CLOSED
        is_one = is_bare and gender_of(noun) == "p"  # Analysten
    is_common = noun[0].isupper() and (is_listed(noun) or noun in load())
    is_title = noun.lower().endswith(ANNOUNCING) and not tokens[at].text.islower()
    return head if is_one and is_common and noun not in TIMES and not is_title else None


def _gender(tokens: Sequence[Token], at: int, phrase: Phrase) -> str | None:
    """Return the gender that a phrase shows, if it is in the nominative."""
    article, noun = phrase.article.text.lower(), phrase.noun.text
    gender = gender_of(noun)
    if article == "die":  # whose genitive is one, whatever follows: die Polizei, die Hisbollah
        return gender if gender in ("f", "p") else "f" if noun in load().names else None
    # Not `der Penn State University`, nor `das Auswärtige Amt`.
    is_alone = not word_behind(tokens, at, phrase)[:1].isupper()
    is_sure = is_alone and is_listed(noun) and noun not in load().names
    return gender if is_sure and is_nominative(article, gender) else None


def _verb_behind(tokens: Sequence[Token], at: int, phrase: Phrase) -> int:
    """Return where a finite verb follows a phrase and the name behind it; or 0."""
    end = end_of(tokens, at, phrase)
    last = min(len(tokens), end + _MOST_NAMES)
    while end < last and tokens[end].text[0].isupper() and tokens[end].is_word:
        end += 1
    return end if end < len(tokens) and _is_finite(tokens, end) else 0


def _is_finite(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a finite verb stands at a token: sagte, rechnen; not: grüne Jacken."""
    word = tokens[at].text
    follows = tokens[at + 1].text if at + 1 < len(tokens) else ""
    is_plural = word.endswith("en") and is_verb_form(word) and word not in CLOSED
    return is_surely_finite(word) or (is_plural and word.islower() and follows.islower())


def _has_other_subject(tokens: Sequence[Token], verb: int, gender: str) -> bool:
    """Tell whether what stands before a verb isn't its subject: wurden zwei Menschen, sagte er."""
    follows = tokens[verb + 1].text if verb + 1 < len(tokens) else ""
    is_plural = tokens[verb].text.endswith(PLURAL_ENDINGS)
    further = tokens[verb + 2].text if verb + 2 < len(tokens) else ""
    is_reflexive = follows == "sich" and further in ("der", "die", "das")  # hat sich die Zahl
    return (is_plural and gender != "p") or follows in _SUBJECTS or is_reflexive


def _agrees(head: Sequence[Token], verb: str) -> bool:
    """Tell whether a phrase can be the subject of a verb."""
    is_plural = gender_of(head[-1].text) == "p" and (len(head) == 1 or head[0].text in _MANY)
    return is_plural == verb.endswith(PLURAL_ENDINGS)


def _has_its_object(tokens: Sequence[Token], verb: int) -> bool:
    """Tell whether the verb needs no object from before it: sagte, dass; lobte den Plan; ist."""
    follows = tokens[verb + 1].text if verb + 1 < len(tokens) else ""
    is_complete = tokens[verb].text in SAYING | AUXILIARIES
    return is_complete or follows in ARTICLES | PRONOUNS | {"sich"}


def _opens_clause(head: Sequence[Token], tokens: Sequence[Token], at: int, verb: int) -> bool:
    """Tell whether a relative clause may begin: Die Firma die Autos baut ist pleite."""
    gender = gender_of(head[-1].text)
    if tokens[at].text not in _RELATIVES.get(gender or "", ("der", "die", "das")):
        return False
    end = end_of_words(tokens, at)
    return verb + 1 == end or any(is_surely_finite(one.text) for one in tokens[verb + 1 : end])
