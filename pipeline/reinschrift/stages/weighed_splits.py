"""Words that may be two, where only the sentence tells: `Florian Haidlder`, `das Werk in Oregonin`.

Nobody has all names, and they end in `der` and `in` as well, so rules and tagger leave them. What
ends in a word that is known and has never been counted as a whole the restorer weighs: the
sentence with a space there, or a comma and a space, against the one that stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import exp
from typing import NamedTuple

from reinschrift.edits import Edit
from reinschrift.lexicon import WORD, Lexicon, load
from reinschrift.morphology import reading_size
from reinschrift.restorer import load_restorer
from reinschrift.sentences import split_sentences
from reinschrift.stages.split_words import EDGE

RULE = "merged-words"
# Natural log odds: of 1,183 words in 91,642 of news that may be parted none reaches them.
LEAST_ODDS = 2.5
_LEAST_LEFT = 3  # letters
_LEAST_OPEN = 4  # letters of a word that is in no closed class
_LEAST_COUNT = 5  # binary order
_MARKS = (" ", ", ")


class _Split(NamedTuple):
    """A place in a word at which a sentence may have lost a mark, and the sentence with it."""

    start: int  # of the word, in the text
    place: int
    mark: str
    sentence: str
    form: str


def part_weighed(text: str) -> Iterator[Edit]:
    """Part words that nobody has counted, where the restorer finds two of them likelier."""
    found = list(_find_splits(text))
    restorer = load_restorer() if found else None
    if restorer is None:
        return
    best: dict[int, tuple[float, _Split]] = {}
    odds = restorer.judge((one.sentence, one.form) for one in found)
    for one, value in zip(found, odds, strict=True):
        if value >= LEAST_ODDS and (one.start not in best or value > best[one.start][0]):
            best[one.start] = value, one
    for value, one in best.values():
        sure = 1 / (1 + exp(-value))
        why = f"nobody has counted the whole word; restorer: {value:+.1f} log odds"
        yield Edit(one.place, one.place, one.mark, RULE, sure, why)


def _find_splits(text: str) -> Iterator[_Split]:
    """Yield the sentences of a text with each mark at each place where a word may be parted."""
    lexicon = load()
    line_start = 0
    for line in text.split("\n"):
        for sentence in split_sentences(line):
            said = line[sentence.start : sentence.end]
            for word in WORD.finditer(said):
                start = line_start + sentence.start + word.start()
                for at in _places(word.group(), lexicon):
                    before, behind = said[: word.start() + at], said[word.start() + at :]
                    for mark in _MARKS:
                        yield _Split(start, start + at, mark, said, before + mark + behind)
        line_start += len(line) + 1


def _places(word: str, lexicon: Lexicon) -> Iterator[int]:
    """Yield where a word that nobody has counted may be parted."""
    if word in lexicon or len(word) < _LEAST_LEFT + 2:
        return
    for at in range(_LEAST_LEFT, len(word) - 1):
        left, right = word[:at], word[at:]
        if not right.islower() or left.endswith("-"):
            continue
        is_closed = right in EDGE
        is_open = len(right) >= _LEAST_OPEN and lexicon.size(right) >= _LEAST_COUNT
        is_left = left[0].isupper() or left in lexicon or reading_size(left, lexicon) > 0
        if (is_closed or is_open) and is_left:
            yield at
