"""Edits that are found token by token: the walk over lines that stages of grammar share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from reinschrift.edits import Edit
from reinschrift.stages.cautions import is_title
from reinschrift.tokens import Token, tokenize

CONFIDENCE = 0.9


class Change(NamedTuple):
    """What a part of a line becomes, and why; places are in the line."""

    start: int
    end: int
    text: str
    why: str


def start_of_words(tokens: Sequence[Token], at: int) -> int:
    """Return the first of the words before a token that no mark parts from it."""
    return next((one + 1 for one in range(at - 1, -1, -1) if not tokens[one].is_word), 0)


def end_of_words(tokens: Sequence[Token], at: int) -> int:
    """Return where the words end that begin at a token and that no mark parts."""
    return next((one for one in range(at, len(tokens)) if not tokens[one].is_word), len(tokens))


# Finds what changes where a token of a line stands.
Find = Callable[[Sequence[Token], int], Iterator[Change]]


def find_edits(text: str, find: Find, rule: str) -> Iterator[Edit]:
    """Yield what `find` would change at each token of each line, but in titles in quotes."""
    place = 0
    for line in text.split("\n"):
        tokens = tokenize(line)
        for at in range(len(tokens)):
            for start, end, said, why in find(tokens, at):
                if not is_title(line, start, end):
                    yield Edit(place + start, place + end, said, rule, CONFIDENCE, why)
        place += len(line) + 1
