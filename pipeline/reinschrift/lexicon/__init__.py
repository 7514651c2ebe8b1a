"""How common German word forms are: the evidence behind every repair of a word.

`forms.txt` holds, for each class (`w` word, `n` name, `e` English in German text) and
size (the rounded-down binary logarithm of its count), the forms as they are spelt,
upper and lower case apart. `build` makes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, cached_property
from importlib.resources import files
from itertools import chain, islice, repeat

# A word: letters, with hyphens or apostrophes inside.
WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
INNER_CAPITAL = re.compile(r"[a-zäöüß][A-ZÄÖÜ]")  # as in a brand or two words grown together


def bucket_of(count: int) -> int:
    """Return the size class of a count: 3 is 1, 1000 is 9."""
    return count.bit_length() - 1


class Lexicon:
    """Counts of cased forms, in size classes.

    >>> lexicon = load()
    >>> lexicon.size("und") > lexicon.size("obwohl") > lexicon.size("Putinund")
    True
    """

    def __init__(self, text: str) -> None:
        rows = [row.split(" ") for row in text.split("\n") if row]
        # One pass over the forms: this is most of what a cold start costs.
        self._sizes: dict[str, int] = dict(
            chain.from_iterable(
                zip(islice(row, 1, None), repeat(int(row[0][1:])), strict=False) for row in rows
            )
        )
        self._rows = rows

    @cached_property
    def names(self) -> frozenset[str]:
        """Forms that seldom follow an article: names of people, places and things."""
        return self._forms("n")

    @cached_property
    def english(self) -> frozenset[str]:
        """Forms that are English words in German text."""
        return self._forms("e")

    def _forms(self, kind: str) -> frozenset[str]:
        return frozenset(chain.from_iterable(row[1:] for row in self._rows if row[0][0] == kind))

    def __contains__(self, form: str) -> bool:
        return form in self._sizes

    def forms(self) -> Iterable[str]:
        """Return all forms."""
        return self._sizes.keys()

    def size(self, form: str) -> int:
        """Return the binary logarithm of the form's count, 0 for an unknown form."""
        return self._sizes.get(form, 0)


@cache
def load() -> Lexicon:
    """Return the lexicon that ships, read once."""
    return Lexicon(files(__package__).joinpath("forms.txt").read_text(encoding="utf-8"))
