"""Two main clauses in one stretch: where the second one begins with its first phrase."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from reinschrift.stages.closed_clauses import closes, is_particle
from reinschrift.stages.finite_verbs import (
    is_conjunctive,
    is_surely_finite,
    main_finite_places,
    may_be_attribute,
)
from reinschrift.stages.stretches import JOINTS, OPENERS, RELATIVES, Stretch, is_opened
from reinschrift.words import (
    ADVERBS,
    ARTICLES,
    AUXILIARIES,
    FUSED,
    PREPOSITIONS,
    SEPARABLE,
    is_verb_form,
)

_NOMINATIVES = frozenset("er wir ich man sie es".split())
_QUANTITIES = frozenset(
    "viele einige manche mehrere beide keiner keine keines einer eine eines alle zwei drei vier "
    "fünf sechs sieben acht neun zehn hunderte dutzende etliche jeder jede meisten wenigsten "
    "hälfte mehr".split()
)
_PASSIVE = frozenset("wurde wurden wird werden ist sind war waren blieb blieben".split())
_SUBJECT_ARTICLES = frozenset(
    "die das ein eine dieser dieses diese kein keine sein seine viele einige mehrere alle "
    "zahlreiche manche".split()
)


def find_second_clause(stretch: Stretch) -> int:
    """Return where a second main clause begins with its subject; or 0."""
    words = stretch.words
    if is_opened(words, by_comma=stretch.before == ","):
        return 0
    finite = [*main_finite_places(words), *_plural_auxiliaries(words)]
    for first, second in pairwise(sorted(finite)):
        between = words[first + 1 : second]
        if may_be_attribute(words, first):
            continue
        if len(between) == 1 and between[0].isdigit() and is_verb_form(words[first]):
            return second - 1 if second + 1 < len(words) else 0  # Drei starben 14 wurden verletzt
        if not between and words[first] != words[second] and is_surely_finite(words[first]):
            return second
        joins = [word for word in between if word in JOINTS or word.lower() in OPENERS]
        if _starts_with_adverb(words, first, second, joins):
            return second - 1
        if len(between) < 2 or (joins and not _compares(between, joins)):
            continue
        start = _start_of_subject(words, first, second)
        if start > first + 1 and words[start - 1] not in PREPOSITIONS - SEPARABLE:
            return start
    return 0


def _plural_auxiliaries(words: Sequence[str]) -> list[int]:
    """Return where `haben`, `können` and the like follow a noun: viele Familien können sich."""
    return [
        at
        for at in range(2, len(words) - 1)
        if words[at] in AUXILIARIES
        and not is_surely_finite(words[at])
        and words[at - 1][0].isupper()
    ]


def _starts_with_adverb(
    words: Sequence[str], first: int, second: int, joins: Sequence[str]
) -> bool:
    """Tell whether an adverb, the second verb and its subject follow a complete main clause.

    Er verließ die Firma 2023|seither führt seine Schwester das Geschäft. An adverb that belongs
    to the first clause would leave the second one without a word before its verb.
    """
    adverb = words[second - 1]
    if adverb not in _LINKING or second - first < _LEAST_CLAUSE or second + 1 >= len(words):
        return False
    if any(join != adverb for join in joins) or words[second - 2] in _BOUND:
        return False
    follows = words[second + 1]
    return follows in _NOMINATIVES or (
        follows in _SUBJECT_ARTICLES | {"der"} and words[second] not in _COPULAS
    )


# Adverbs that link a clause to the one before, and belong to no noun as `dort` may.
_LINKING = frozenset(
    "seither seitdem danach daraufhin deshalb daher deswegen darum trotzdem dennoch zudem außerdem "
    "inzwischen mittlerweile anschließend schließlich stattdessen zuvor dabei dadurch dafür "
    "dagegen zugleich später".split()
)
_COPULAS = frozenset("ist war sei wäre wird wurde bleibt blieb".split())  # may have a predicate
_BOUND = PREPOSITIONS | ARTICLES | frozenset("nicht kurz lange bald noch erst auch".split())
_LEAST_CLAUSE = 3  # words from the first verb to the second


def find_contrasted_verb(stretch: Stretch) -> int:
    """Return where a second verb with `aber` follows, which shares the subject; or 0.

    Er nimmt die Kritik ernst|will aber bleiben. Between two verbs of one clause there is no room.
    """
    words = stretch.words
    if is_opened(words, by_comma=stretch.before == ","):
        return 0
    places = main_finite_places(words)
    for first, second in pairwise(places):
        between = words[first + 1 : second]
        if len(between) < 2 or not first or second + 2 >= len(words):
            continue
        if second != places[-1] or may_be_attribute(words, first):
            continue  # interviewt aber es gab
        if any(word in JOINTS or word in OPENERS for word in between):
            continue
        is_closed = closes(words, second - 1)
        field = words[second + 1 : second + (_LONGEST_FIELD if is_closed else 2)]
        contrast = next((at for at, word in enumerate(field) if word in _CONTRASTS), -1)
        if contrast >= 0 and not any(word in _NOMINATIVES for word in field[:contrast]):
            return second if _is_no_subject(between) else 0
    return 0


_POINTING = frozenset("dieser diese dieses jener jene jenes".split())
_LONGEST_FIELD = 5  # words behind the second verb, up to `aber`: zogen ihren Antrag aber zurück
_CONTRASTS = frozenset("aber jedoch allerdings dagegen hingegen".split())


def _is_no_subject(words: Sequence[str]) -> bool:
    """Tell whether the last of the words cannot be a subject: ernst, den Plan, im Amt."""
    last = words[-1]
    if last.islower():
        return last.isalpha() and last not in _NOMINATIVES | _QUANTITIES | RELATIVES | _POINTING
    return len(words) > 1 and (
        words[-2] in PREPOSITIONS | FUSED or words[-2] in ("den", "dem", "einen", "einem", "keinen")
    )


def _compares(words: Sequence[str], joins: Sequence[str]) -> bool:
    """Tell whether all that could join clauses is the `als` of a comparison: jünger als fünf."""
    at = words.index(joins[0])
    return joins == ["als"] and at > 0 and words[at - 1].endswith("er")


def _closes_before_subject(words: Sequence[str], at: int) -> bool:
    """Tell whether a participle ends a clause before a phrase: hat verkauft|die Mieter ziehen."""
    return closes(words, at) and words[at + 1] in _SUBJECT_ARTICLES | {"der"}


def _start_of_subject(words: Sequence[str], first: int, second: int) -> int:
    """Return where the phrase before the second finite verb begins, if it is plain; or 0."""
    last = words[second - 1]
    for at in range(first + 1, second - 1):
        is_plain = PREPOSITIONS.isdisjoint(words[at + 1 : second])
        if is_plain and (is_particle(words, at) or _closes_before_subject(words, at)):
            return at + 1
    if last in _NOMINATIVES:
        return second - 1
    if words[second - 2] in ("von", "unter") and last in ("ihnen", "uns", "denen"):
        start = second - 3
        if words[start] not in _QUANTITIES:
            return 0
        return start - 1 if words[start - 1] in ("die", "der") else start
    if words[second] in _PASSIVE and last.startswith("ge") and is_verb_form(last):
        return second - 1 if second + 1 < len(words) else 0
    if words[second] in _PASSIVE and last.endswith("t") and is_verb_form(last):
        return second - 1 if words[second + 1 : second + 2] == ["niemand"] else 0
    is_told = words[second - 2] == "der" and is_conjunctive(words[second])
    if last[0].isupper() and (words[second - 2] in _SUBJECT_ARTICLES or is_told):
        before = words[second - 3]
        is_free = before[0].isupper() or before in ADVERBS or is_verb_form(before)
        return second - 2 if is_free and before not in AUXILIARIES else 0
    return 0
