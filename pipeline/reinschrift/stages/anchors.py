"""Links that stand where the other language had them, uninflected and without preposition.

These patterns see the scar and flag it. Mending it takes a model that can write German.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reinschrift.edits import Edit, Flag
from reinschrift.lexicon import load
from reinschrift.stages.adjective_endings import mend_bare_adjectives
from reinschrift.tokens import word_before
from reinschrift.words import is_verb_form

RULE = "moved-anchor"

_NAME = r"[A-ZÄÖÜ][\w-]+"
# Each begins with a plain character: the regex engine finds that fastest.
_ZU_INFINITIVE_NAME = re.compile(
    rf" zu (?P<verb>[a-zäöüß]+n) (?P<name>{_NAME}) (?:in|im|am|bis|auf|mit|von|an|nach)\b"
)
_FINITE_NAME_END = re.compile(
    r" (?:hat|habe|haben|hatte|hatten|ist|sind|war|waren|wurde|wurden|wird|werden|soll|sollen|"
    rf"will|wollen|kann|können|konnte|konnten) (?P<name>{_NAME})(?=[.!?]|$)",
    re.MULTILINE,
)
_BARE_ADJECTIVE = re.compile(
    r" (?P<article>die|der|den|dem|des) (?P<adjective>[a-zäöüß]{4,40}isch)(?![\w-])"
)
_INFINITIVE_PHRASE_OHNE = re.compile(
    r" (?P<verb>[a-zäöüß]{3,40}en) (?:innerhalb|binnen|während|nach|vor|seit) "
    r"[^.,;:!?\n]{2,60}? ohne "
)


def mend_moved_anchors(text: str) -> Iterator[Edit | Flag]:
    """Give adjectives their endings, and flag what only the restorer can put back."""
    yield from mend_bare_adjectives(text)
    yield from find_moved_anchors(text)


def find_moved_anchors(text: str) -> Iterator[Flag]:
    """Find names behind their verb, adjectives without ending, infinitives before their phrase.

    >>> [flag.evidence for flag in find_moved_anchors("Er will zu liefern Ukraine in Tagen.")]
    ["bare noun 'Ukraine' behind an infinitive"]
    """
    lexicon = load()
    for match in _ZU_INFINITIVE_NAME.finditer(text):
        if is_verb_form(match["verb"]):
            yield _flag(match, f"bare noun {match['name']!r} behind an infinitive")
    for match in _FINITE_NAME_END.finditer(text):
        before = word_before(text, match.start())
        if match["name"] in lexicon.names and before and _is_participle(before):
            evidence = f"bare name {match['name']!r} behind the verb"
            yield Flag(match.start() - len(before), match.end(), RULE, 0.7, evidence)
    for match in _BARE_ADJECTIVE.finditer(text):
        yield _flag(match, f"{match['adjective']!r} has no ending")
    for match in _INFINITIVE_PHRASE_OHNE.finditer(text):
        if is_verb_form(match["verb"]):
            yield _flag(match, f"{match['verb']!r} stands before its phrase")


def _is_participle(word: str) -> bool:
    return word.islower() and word.endswith(("t", "en")) and is_verb_form(word)


def _flag(match: re.Match[str], evidence: str) -> Flag:
    return Flag(match.start() + 1, match.end(), RULE, 0.7, evidence)
