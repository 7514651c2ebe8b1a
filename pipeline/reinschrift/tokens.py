"""Words, numbers and marks, and where each stands in its line."""

from __future__ import annotations

import re
from typing import NamedTuple

# A word, a number, or a mark that stands alone.
_TOKEN = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*|\d+(?:[.,:]\d+)*|[^\w\s]|_")


class Token(NamedTuple):
    """A word, number or mark, and where it stands."""

    text: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether it is more than a mark."""
        return self.text[0].isalnum()


def tokenize(text: str) -> list[Token]:
    """Cut a line into words, numbers and marks.

    >>> [token.text for token in tokenize("Kim Jong-un, 3.000 Mann")]
    ['Kim', 'Jong-un', ',', '3.000', 'Mann']
    """
    return [Token(match.group(), *match.span()) for match in _TOKEN.finditer(text)]


def word_before(text: str, place: int) -> str:
    """Return the letters that end at `place`; "" where none does.

    >>> word_before("Kim Jong-un, 3.000 Mann", 11), word_before("3.000 Mann", 5)
    ('un', '')
    """
    start = place
    while start and text[start - 1].isalpha():
        start -= 1
    return text[start:place]
