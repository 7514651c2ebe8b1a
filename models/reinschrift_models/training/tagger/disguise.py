"""Clean text that looks scarred: made-up compounds, and titles with their capitals."""

from __future__ import annotations

from random import Random

from reinschrift.lexicon import Lexicon
from reinschrift.morphology import ALWAYS_LINKED
from reinschrift.tokens import tokenize

_WORKS = frozenset(
    "Film Roman Buch Serie Sendung Lied Song Album Stück Oper Musical Zeitung Magazin Zeitschrift "
    "Ausstellung Gedicht Initiative Bündnis Partei Projekt Kampagne Titel Motto Podcast Show "
    "Gemälde Krimi Drama Komödie Reihe Verein Gruppe Band Restaurant Café".split()
)
_LEAST_NOUN = 5  # binary order


def modifiers(lexicon: Lexicon) -> list[str]:
    """Return nouns as they stand in front of a compound, linked."""
    return [
        form + "s" if form.endswith(ALWAYS_LINKED) else form
        for form in sorted(lexicon.forms())
        if (
            form[0].isupper()
            and form[1:].islower()
            and 3 < len(form) < 14
            and "-" not in form
            and lexicon.size(form) >= _LEAST_NOUN
            and lexicon.size(form) > lexicon.size(form.lower()) + 2
        )
    ]


def disguise(line: str, other: str, nouns: list[str], draw: Random) -> str:
    """Put a made-up compound or a title into a clean line; `other` lends the title its words."""
    tokens = tokenize(line)
    for token in tokens[1:]:
        if token.text in _WORKS and line[token.end : token.end + 2].strip().islower():
            words = [one.text for one in tokenize(other)[: draw.choice((2, 3, 3, 4))]]
            if len(words) > 1 and all(word[0].isalpha() for word in words):
                title = " ".join([words[0].capitalize(), *words[1:]])
                return f"{line[: token.end]} {title}{line[token.end :]}"
    heads = [
        token
        for token in tokens[1:]
        if token.text[0].isupper() and token.text[1:].islower() and len(token.text) > 3
    ]
    if not heads:
        return line
    head = draw.choice(heads)
    return f"{line[: head.start]}{draw.choice(nouns)}{head.text.lower()}{line[head.end :]}"
