"""Clauses as the simulator cuts and moves them: their subject, their verbs, and how words shift."""

from __future__ import annotations

from itertools import pairwise

from reinschrift.edits import Edit
from reinschrift.lexicon import load
from reinschrift.scars.nodes import is_finite
from reinschrift.tokens import Token
from reinschrift.verbs import is_plainly_verb
from reinschrift.words import DETERMINERS, PRONOUNS, SEPARABLE

RULE = "moved-anchor"
Words = list[Token]

_NOMINATIVES = DETERMINERS - frozenset(
    "den dem des einen einem eines keinen keinem keines diesen diesem dieses jenen jenem".split()
)
_SUBJECTS = PRONOUNS - frozenset("mich dich ihn uns euch mir dir ihm ihnen sich wer was".split())
_LONGEST_FIRST = sorted(SEPARABLE, key=len, reverse=True)
_MOST_VERBS = 3  # at the end of a clause: hätte kommen können
_FURTHEST_FINITE = 7  # words before the finite verb of a main clause
_MOST_ADJECTIVES = 3
_JOINING = frozenset(("und", "oder"))
_LEAST_CONJUNCT = 3  # words


def find_clauses(words: Words) -> list[Words]:
    """Cut a run of words before each `und` or `oder` behind a verb that closes its clause.

    The conjunction goes with what follows: hat sein Spiel gewonnen | und ist nun Zweiter.
    """
    places = [
        at
        for at, word in enumerate(words)
        if word.text in _JOINING
        and at >= _LEAST_CONJUNCT
        and (_closes(words[at - 1].text) or words[at - 1].text in SEPARABLE)
    ]
    edges = [0, *places, len(words)]
    return [words[first:last] for first, last in pairwise(edges)]


def shift(
    words: Words, text: str, span: tuple[int, int], after: int, said: str | None = None
) -> list[Edit]:
    """Move words to behind another one, changed or as they are."""
    first, last = span
    stood = text[words[first].start : words[last].end]
    said = stood if said is None else said
    if after == first - 1:  # they are there already
        return [] if said == stood else [Edit(words[first].start, words[last].end, said, RULE)]
    taken = Edit(words[first - 1].end, words[last].end, "", RULE)
    put = Edit(words[after].end, words[after].end, f" {said}", RULE)
    if first <= after <= last:
        return []
    return [put, taken] if after < first else [taken, put]


def find_finite(words: Words, among: frozenset[str] | None) -> int | None:
    """Return where the finite verb of a main clause stands: one of a list, or any."""
    for at, word in enumerate(words[1 : _FURTHEST_FINITE + 1], 1):
        if word.text in among if among is not None else is_plainly_verb(word.text):
            return at
    return None


def is_behind_comma(words: Words, text: str) -> bool:
    """Tell whether a comma stands before a clause."""
    return text[max(0, words[0].start - 2) : words[0].start] == ", "


def ends_clause(words: Words, text: str) -> bool:
    """Tell whether a clause is closed behind its last word."""
    after = text[words[-1].end : words[-1].end + 5]
    return after[:1] in (".", ",", "!", "?", ":", ";", "") or after.startswith((" und ", " oder"))


def first_of_verbs(words: Words, least: int) -> int | None:
    """Return where the verbs at the end of a clause begin, no earlier than at `least`."""
    first = len(words)
    while first - 1 > least and len(words) - first < _MOST_VERBS and _closes(words[first - 1].text):
        first -= 1
    return first if first < len(words) else None


def parted(verb: str) -> list[str]:
    """Part a verb from its prefix: aufhören, hören auf."""
    for prefix in _LONGEST_FIRST:
        rest = verb.removeprefix(prefix)
        is_finite_rest = is_plainly_verb(rest) or (rest.endswith("en") and rest in load())
        if rest != verb and is_finite_rest and not rest.startswith("ge"):
            return [rest, prefix]
    return [verb]


def _closes(word: str) -> bool:
    """Tell whether a word can be one of the verbs that close a clause."""
    return word == "zu" or is_finite(word)


def end_of_subject(words: Words, start: int) -> int | None:
    """Return the last word of the subject that begins at `start`, if it looks like one."""
    if start >= len(words) - 1:
        return None
    word = words[start].text
    if word.lower() in _SUBJECTS and word.lower() not in DETERMINERS:
        return start
    at = start
    if word.lower() in _NOMINATIVES or word.isdigit():
        at += 1
        while at < len(words) and words[at].text.islower() and at - start <= _MOST_ADJECTIVES:
            at += 1
    if at >= len(words) or not words[at].text[0].isupper():
        return None
    while at + 1 < len(words) and words[at + 1].text[0].isupper():
        at += 1
    return at if at < len(words) - 1 else None
