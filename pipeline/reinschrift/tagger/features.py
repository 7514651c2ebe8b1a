"""What the network knows of a word: hashed form and endings, shape, and counts.

Every feature is a row of one table, and a word is the sum of its rows.
"""

from __future__ import annotations

from zlib import crc32

from reinschrift.lexicon import Lexicon
from reinschrift.morphology import reading_size
from reinschrift.verbs import is_verb

ROWS = 32768
_DISCRETE = 256  # rows that are no hashes: shapes, sizes and what the lexicon says
BAG = 14  # most rows of one word
_OWN_FORM = 6  # binary order of the count from which a word has a row of its own
_LARGEST = 19

_SHAPE = 1
_SIZE, _LOWER_SIZE, _CAPITAL_SIZE = 32, 64, 96
_NAME, _ENGLISH, _VERB, _INFLECTED, _COMPOUND, _HYPHENED = range(128, 134)


def bag(word: str, lexicon: Lexicon) -> tuple[int, ...]:
    """Return the rows of a word, at most `BAG`.

    >>> from reinschrift.lexicon import load
    >>> bag("Putin", load())[1:] == bag("Putin", load())[1:]
    True
    """
    if not word[0].isalpha():
        if word[0].isdigit():
            digits = sum(map(str.isdigit, word))
            return (_SHAPE + min(digits, 5) + (6 if len(word) > digits else 0),)
        return (_SHAPE + 14, _hash("m", word))
    lower = word.lower()
    last = lower.rpartition("-")[2]
    title = last[:1].upper() + last[1:]
    size = lexicon.size(word)
    small, large = lexicon.size(last), lexicon.size(title)
    rows = [
        _SHAPE + 15 + _shape(word),
        _SIZE + min(size, _LARGEST),
        _LOWER_SIZE + min(small, _LARGEST),
        _CAPITAL_SIZE + min(large, _LARGEST),
        _hash("2", last[-2:]),
        _hash("3", last[-3:]),
        _hash("4", last[-4:]),
        _hash("^", lower[:3]),
    ]
    if max(size, small, large) >= _OWN_FORM:
        rows.append(_hash("w", last))
    if word in lexicon.names:
        rows.append(_NAME)
    if word in lexicon.english or lower in lexicon.english:
        rows.append(_ENGLISH)
    if is_verb(last, lexicon):
        rows.append(_VERB)
    if last != lower:
        rows.append(_HYPHENED)
    if not size:
        reading = reading_size(word, lexicon)
        if reading:
            rows.append(_INFLECTED if reading >= _LARGEST + 1 else _COMPOUND)
    return tuple(rows)


def _hash(kind: str, text: str) -> int:
    return _DISCRETE + crc32(f"{kind}{text}".encode(errors="replace")) % (ROWS - _DISCRETE)


def _shape(word: str) -> int:
    """Return 0 to 7: small, capital, all capitals or mixed; 4 more for one or two letters."""
    short = 4 * (len(word) < 3)
    if word.islower():
        return short
    if word[1:].islower() or len(word) == 1:
        return 1 + short
    return (2 if word.isupper() else 3) + short
