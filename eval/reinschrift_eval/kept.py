"""What a translation must keep whatever its style: numbers, names, quotation marks.

Numbers and names are seen by the same eyes as the flow's guards; a share here is of the
segments that have any.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from reinschrift.guards.figures import numbers_agree
from reinschrift.guards.names import is_name, names_survive

_DIGIT = re.compile(r"\d")
_CAPITALISED = re.compile(r"[A-ZÄÖÜ][\w’']*\w")
_GERMAN_QUOTES = re.compile('[„“”»«"]')
_ENGLISH_QUOTES = re.compile("[“”„»«\"]|''")


def _has_numbers(german: str) -> bool:
    return _DIGIT.search(german) is not None


def _has_names(german: str) -> bool:
    return any(is_name(word) for word in _CAPITALISED.findall(german))


def _has_quotes(german: str) -> bool:
    return _GERMAN_QUOTES.search(german) is not None


def keeps_quotes(german: str, english: str) -> bool:
    """Tell whether as many quotations are opened and closed, in whatever style.

    >>> keeps_quotes("„Nein“, sagte er.", '"No," he said.')
    True
    """
    there, here = _GERMAN_QUOTES.findall(german), _ENGLISH_QUOTES.findall(english)
    return len(there) == len(here)


# What is kept, whether a text has any of it, and whether a translation keeps it.
KEPT: dict[str, tuple[Callable[[str], bool], Callable[[str, str], bool]]] = {
    "numbers": (_has_numbers, numbers_agree),
    "names": (_has_names, names_survive),
    "quotes": (_has_quotes, keeps_quotes),
}


def count_kept(german: Sequence[str], english: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Count the segments that keep what they have, and those that have any.

    >>> count_kept(["Es kamen 12.", "Es regnet."], ["13 came.", "It rains."])["numbers"]
    (0, 1)
    """
    found: dict[str, tuple[int, int]] = {}
    for name, (has, keeps) in KEPT.items():
        cases = [pair for pair in zip(german, english, strict=True) if has(pair[0])]
        found[name] = (sum(keeps(*pair) for pair in cases), len(cases))
    return found
