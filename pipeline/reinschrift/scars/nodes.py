"""Where a news writer's links cut a sentence: the edges of its text nodes."""

from __future__ import annotations

from itertools import pairwise
from random import Random
from typing import NamedTuple

from reinschrift.lexicon import load
from reinschrift.tokens import Token
from reinschrift.words import DETERMINERS, FINITE_VERBS, PREPOSITIONS, is_verb_form

ENDS = ".!?:;"
ANCHORS_PER_WORD = 0.09  # a news page links about every eleventh word, see seeds/
_LONGEST_ANCHOR = 6  # words


class Gap(NamedTuple):
    """What stands between two neighbouring words: a space, or a mark and a space."""

    left: Token
    right: Token
    text: str


def find_gaps(text: str, tokens: list[Token]) -> list[Gap]:
    """Return the gaps between words that a space, or a comma or stop and a space, fills."""
    words = [token for token in tokens if token.is_word]
    gaps = []
    for left, right in pairwise(words):
        between = text[left.end : right.start]
        if between in (" ", ", ", ". ", "; ", ": "):
            gaps.append(Gap(left, right, between))
    return gaps


def find_edges(gaps: list[Gap], draw: Random) -> list[Gap]:
    """Choose anchors as a news writer would, and return the gaps at their edges, in order.

    Names, noun phrases, numbers and verbs are linked most; one edge in five lies anywhere,
    since writers link whole clauses too.
    """
    edges: dict[int, Gap] = {}
    wanted = max(1, round(len(gaps) * ANCHORS_PER_WORD + draw.random()))
    for _ in range(wanted):
        if not gaps:
            break
        at = draw.randrange(len(gaps))
        if draw.random() < 0.2:
            edges[gaps[at].left.end] = gaps[at]
            continue
        first, last = _grow(gaps, at)
        if first > 0:
            edges[gaps[first - 1].left.end] = gaps[first - 1]
        if last < len(gaps):
            edges[gaps[last].left.end] = gaps[last]
    marked = [gap for gap in gaps if gap.text != " "]
    for gap in marked:
        if draw.random() < 0.5:  # a node often begins or ends at a mark
            edges[gap.left.end] = gap
    return [edges[place] for place in sorted(edges)]


def _grow(gaps: list[Gap], at: int) -> tuple[int, int]:
    """Grow an anchor around the word left of gap `at`: its first word and the gap behind it.

    Word `n` is the left word of gap `n`.
    """
    first = last = at
    word = gaps[at].left.text
    if word[0].isupper() or word[0].isdigit():
        while (
            last < len(gaps) - 1
            and gaps[last].text == " "
            and gaps[last].right.text[0].isupper()
            and last - first < _LONGEST_ANCHOR
        ):
            last += 1
        while (
            first > 0
            and gaps[first - 1].text == " "
            and last - first < _LONGEST_ANCHOR
            and (
                gaps[first - 1].left.text[0].isupper()
                or gaps[first - 1].left.text.lower() in DETERMINERS
                or gaps[first - 1].left.text.endswith(("e", "en", "er", "es", "em"))
            )
            and not is_finite(gaps[first - 1].left.text)
        ):
            first -= 1
    elif word.lower() in PREPOSITIONS:
        while last < len(gaps) - 1 and gaps[last].text == " " and last - first < _LONGEST_ANCHOR:
            last += 1
            if gaps[last].left.text[0].isupper():
                break
    return first, last


def is_finite(word: str) -> bool:
    """Tell whether a word can be a finite verb or participle."""
    return word in FINITE_VERBS or (word.islower() and is_verb_form(word))


def is_common(word: str) -> bool:
    """Tell whether a word is known in lower case, so that a capital on it would be a scar."""
    lexicon = load()
    lower = word[0].lower() + word[1:]
    return lexicon.size(lower) > lexicon.size(lower[0].upper() + lower[1:])
