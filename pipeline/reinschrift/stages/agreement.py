"""Articles that don't fit their noun."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reinschrift.edits import Edit, Flag
from reinschrift.genders import FEMININE
from reinschrift.stages.adjective_endings import mend_wrong_endings
from reinschrift.stages.articles import mend_articles
from reinschrift.stages.attributes import mend_attributes
from reinschrift.stages.bare_attributes import mend_bare_attributes
from reinschrift.stages.dative_objects import mend_dative_objects, mend_recipients
from reinschrift.stages.governed import mend_governed_phrases, mend_sources
from reinschrift.stages.noun_endings import mend_noun_endings
from reinschrift.stages.objects import mend_objects
from reinschrift.stages.strong_endings import mend_strong_endings

_FEMININE = re.compile(
    rf"\b(?P<article>Der|Das|Dieser) (?P<noun>[A-ZÄÖÜ][\w-]*(?:{'|'.join(FEMININE)}))"
    r" (?P<verb>[a-zäöüß]+t) sich\b"
)


def mend_agreement(text: str) -> Iterator[Edit | Flag]:
    """Put phrases into the case they need and adjectives into their form; flag a wrong subject."""
    yield from mend_phrases(text)
    yield from check_agreement(text)


def mend_phrases(text: str) -> Iterator[Edit]:
    """Put articles, adjectives and nouns into the form that they must have."""
    yield from mend_articles(text)
    yield from mend_governed_phrases(text)
    yield from mend_sources(text)
    yield from mend_attributes(text)
    yield from mend_bare_attributes(text)
    yield from mend_dative_objects(text)
    yield from mend_recipients(text)
    yield from mend_objects(text)
    yield from mend_strong_endings(text)
    yield from mend_noun_endings(text)
    yield from mend_wrong_endings(text)


def check_agreement(text: str) -> Iterator[Flag]:
    """Flag a feminine subject with a masculine article.

    Only before a reflexive verb: `Der Regierung fehlt Geld` has a dative in front.

    >>> [flag.evidence for flag in check_agreement("Der Biden-Regierung verpflichtet sich dazu.")]
    ["'Biden-Regierung' is feminine: not 'Der'"]
    """
    for match in _FEMININE.finditer(text):
        evidence = f"{match['noun']!r} is feminine: not {match['article']!r}"
        yield Flag(match.start("article"), match.end("noun"), "agreement", 0.8, evidence)
