"""Articles that don't fit their noun."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reinschrift.edits import Flag

# Nouns with these endings are feminine without exception worth a rule (Duden grammar, § 236 ff.).
_FEMININE = re.compile(
    r"\b(?P<article>Der|Das|Dieser) (?P<noun>[A-ZÄÖÜ][\w-]*(?:ung|heit|keit|schaft|ion|tät))"
    r" (?P<verb>[a-zäöüß]+t) sich\b"
)


def check_agreement(text: str) -> Iterator[Flag]:
    """Flag a feminine subject with a masculine article.

    Only before a reflexive verb: `Der Regierung fehlt Geld` has a dative in front.

    >>> [flag.evidence for flag in check_agreement("Der Biden-Regierung verpflichtet sich dazu.")]
    ["'Biden-Regierung' is feminine: not 'Der'"]
    """
    for match in _FEMININE.finditer(text):
        evidence = f"{match['noun']!r} is feminine: not {match['article']!r}"
        yield Flag(match.start("article"), match.end("noun"), "agreement", 0.8, evidence)
