"""Clauses that grew onto the word before them: `Jutta Wiegandderen Mann`, `bleibtDie Stadt hat`.

A name may end in `den` or `die`, and no dictionary has all names. But a clause has one finite
verb; where a second one ends the clause, the end of the name opened a clause of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from reinschrift.edits import CERTAIN, Edit
from reinschrift.lexicon import WORD, load
from reinschrift.morphology import reading_size
from reinschrift.stages.boundaries import edge_at, has_verb, starts_clause
from reinschrift.stages.commas import is_finite
from reinschrift.stages.speech import find_reports
from reinschrift.stages.stretches import read_stretches
from reinschrift.verbs import are_nominal
from reinschrift.words import (
    ADVERBS,
    CONJUNCTIONS,
    DETERMINERS,
    PRONOUNS,
    SUBORDINATORS,
    is_verb_form,
)

RULE = "merged-words"

_LEAST_NAME = 4  # letters
_LONGEST = 40  # characters of a word before a place
_SHORTEST_CLAUSE = 2  # words behind the pronoun
_LONG_CLAUSE = 4  # Richterin Karin Orth|die von ihm ernannt worden war, schwieg
_RELATIVES = ("deren", "dessen", "denen", "dem", "den", "der", "die", "das")
_SURE_RELATIVES = ("deren", "dessen", "denen")
# What ends in a pronoun and opens another clause: Entscheidung|nachdem, no Entscheidungnach|dem.
_LONGER = tuple(
    word for word in SUBORDINATORS | ADVERBS if word.endswith(_RELATIVES) and word not in _RELATIVES
)
_NAME = re.compile(rf"(?<![\w-])([A-ZÄÖÜ][^\W\d_]{{3,30}}?)({'|'.join(_RELATIVES)})(?= [\w„])")
_MARK = re.compile(r"[,.;:!?\n“”\"–()]")
_SENTENCE = re.compile(r"[.!?:;\n“”\"–()](?!\d)")
_OPENERS = SUBORDINATORS | frozenset("dass ob als wie was wer wo wenn der die das den dem".split())
_CAPITAL = re.compile(r"[A-ZÄÖÜ](?<=[a-zäöüß].)[a-zäöüß]{1,12}(?= \w)")
_GROWN = re.compile(r"(?<![\w@#./&-])[^\W\d_]{3,30}[a-zäöüß]\Z")
_STARTERS = DETERMINERS | PRONOUNS
_REACH = 300  # characters of a sentence on either side


def part_clauses(text: str) -> Iterator[Edit]:
    """Propose a comma before a relative clause behind a name, and a full stop between clauses.

    >>> text = "Zweite wurde Jette Brunkhorstdie lange geführt hatte."
    >>> [(edit.start, edit.text) for edit in part_clauses(text)]
    [(29, ', ')]
    """
    lexicon = load()
    for match in _NAME.finditer(text):
        word = match.group()
        if word in lexicon or reading_size(word, lexicon):
            continue
        if len(match[1]) < _LEAST_NAME or word.endswith(_LONGER):
            continue
        if _is_relative(text, match):
            why = f"{match[2]!r} opens a clause that ends in a second verb"
            yield Edit(match.start(2), match.start(2), ", ", RULE, CERTAIN, why)
        elif _is_reported(text, match):
            why = f"{match[2]!r} begins what the verb of saying brings"
            yield Edit(match.start(2), match.start(2), ", ", RULE, CERTAIN, why)
    for match in _CAPITAL.finditer(text):
        place, word = match.start(), match.group()
        before = _GROWN.search(text, max(0, place - _LONGEST), place)
        if word.lower() in _STARTERS and before and before.group() + word not in lexicon:
            first = max(0, place - _REACH)
            around = f"{text[first:place]} {text[place : place + _REACH]}"
            if _is_sentence(around, place - first + 1):
                why = f"a clause with its verb ends before {word!r}, another follows"
                yield Edit(place, place, ". ", RULE, CERTAIN, why)


def _is_relative(text: str, match: re.Match[str]) -> bool:
    """Tell whether a relative clause follows a name, which the main clause leaves unfinished."""
    end = _MARK.search(text, match.end(), match.end() + _REACH)
    if end is None:
        return False
    after = WORD.findall(text, match.end(), end.start())
    verbs = [at for at, word in enumerate(after) if is_finite(word)]
    if len(after) < _SHORTEST_CLAUSE or not verbs:
        return False
    before = _words_before(text, match.start())
    if any(word.lower() in _OPENERS for word in before):
        return False  # weil Schneider lange geführt hatte
    last = len(after) - 1
    has_main = any(is_finite(word) for word in before)
    if has_main:
        is_joined = any(word in CONJUNCTIONS for word in after)
        return verbs == [last] and not is_joined and not after[last].endswith("en")
    # The main clause goes on with its own verb: Okafor|den er ernannt hatte schrieb
    is_pair = any(later == verb + 1 for verb, later in pairwise(verbs))
    if is_pair and verbs[0] >= _SHORTEST_CLAUSE:
        return True
    following = WORD.match(text, end.end() + 1)
    goes_on = end.group() == "," and following is not None and is_finite(following.group())
    is_sure = match[2] in _SURE_RELATIVES or (
        len(after) >= _LONG_CLAUSE and len(before) > 0 and are_nominal(before)
    )
    return is_sure and goes_on and verbs == [last]


def _is_reported(text: str, match: re.Match[str]) -> bool:
    """Tell whether indirect speech begins in the word: sagte der Agentur Inter|die Lage sei."""
    end = _MARK.search(text, match.end(), match.end() + _REACH)
    if end is None:
        return False
    before = _words_before(text, match.start())
    after = WORD.findall(text, match.end(), end.start())
    parted = " ".join((*before, match[1], match[2], *after))
    return any(
        len(before) + 1 in find_reports(stretch)
        for sentence in read_stretches(parted)
        for stretch in sentence
    )


def _words_before(text: str, place: int) -> list[str]:
    first = max(0, place - _REACH)
    start = max((one.end() for one in _MARK.finditer(text, first, place)), default=first)
    return WORD.findall(text, start, place)


def _is_sentence(text: str, place: int) -> bool:
    """Tell whether main clauses stand on both sides of the capital at `place`."""
    edge = edge_at(text, place)
    if edge is None or not edge.clause or not starts_clause(edge):
        return False
    start = max((one.end() for one in _SENTENCE.finditer(text, 0, place)), default=0)
    opener = WORD.search(text, start, place)
    is_main = opener is not None and opener.group().lower() not in SUBORDINATORS
    has_first = has_verb(edge.clause) or _has_plural(edge.clause)
    return is_main and has_first and has_verb(edge.following)


def _has_plural(clause: list[str]) -> bool:
    """Tell whether a verb in the plural may stand in a clause: Die Erben leben in Genf."""
    return any(
        word.islower() and word.endswith("en") and is_verb_form(word) for word in clause[1:5]
    )
