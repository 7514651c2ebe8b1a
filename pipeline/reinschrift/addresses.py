"""Addresses of mail and of the web: they are the same in every language."""

from __future__ import annotations

import re

# Every repetition is bounded and begins at an edge, so that a long line costs linear time.
ADDRESS = re.compile(
    r"""
    (?: (?<!\w)(?:https?://|www\.)[^\s<>"“”„»«]{1,2000}
      | (?<![\w@.-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}
      | (?<![\w@.-])[\w-]{1,63}(?:\.[\w-]{1,63}){0,3}\.(?:de|com|org|net|eu|at|ch|info|tv)
        (?!\w)(?:/[^\s<>"“”„»«]{0,2000})?
    )
    (?<![.,;:!?)\]'’])  # the sentence's own
    """,
    re.VERBOSE,
)


def addresses_survive(german: str, english: str) -> bool:
    """Tell whether every address of the German stands in the English.

    >>> addresses_survive("Mehr auf bild.de.", "More on bild.de."), addresses_survive("a@b.de", "")
    (True, False)
    """
    if "." not in german:
        return True
    there = english.casefold()
    return all(found[0].casefold() in there for found in ADDRESS.finditer(german))
