"""Words that were translated alone: base forms, parted compounds, English genitives."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from random import Random

from reinschrift.edits import Edit
from reinschrift.lexicon import load
from reinschrift.scars import adjectives
from reinschrift.scars.nodes import Gap
from reinschrift.tokens import Token
from reinschrift.words import PREPOSITIONS

MOVED = "moved-anchor"
_LEAST_NAME = 4  # letters


def write_apostrophe(token: Token) -> list[Edit]:
    """Write the genitive of a name as English does: Peru's."""
    stem = token.text.removesuffix("s")
    if stem == token.text or len(stem) < _LEAST_NAME or stem not in load().names:
        return []
    return [Edit(token.end - 1, token.end, "'s", MOVED)]


def uninflect(words: list[Token], at: int, draw: Random) -> list[Edit]:
    """Give an adjective before its noun its base form, nordkoreanisch, or the weak one in -e."""
    is_before_noun = at + 1 < len(words) and words[at + 1].text[0].isupper()
    return (
        adjectives.uninflect(words[at], MOVED, bare=draw.random() < 0.7) if is_before_noun else []
    )


def split_compound(token: Token, draw: Random) -> list[Edit]:
    """Write a compound of two nouns as English does: Lieferkette Gesetz."""
    word, lexicon = token.text, load()
    if not word[0].isupper() or not word[1:].islower() or len(word) < 9 or draw.random() < 0.5:
        return []
    for at in range(4, len(word) - 3):
        tail = word[at:].capitalize()
        if lexicon.size(tail) < 6 or lexicon.size(tail) <= lexicon.size(tail.lower()):
            continue
        for head in (word[:at], word[:at].removesuffix("s"), word[:at].removesuffix("n")):
            if lexicon.size(head) >= 6 and lexicon.size(head) > lexicon.size(head.lower()):
                start = token.start + len(head)
                return [Edit(start, token.start + at + 1, f" {tail[0]}", MOVED)]
    return []


def lose_preposition(gap: Gap) -> list[Edit]:
    """Lose the preposition before an anchor that was translated alone."""
    if gap.text != " " or gap.left.text not in PREPOSITIONS or not gap.right.text[0].isupper():
        return []
    return [Edit(gap.left.start, gap.right.start, "", MOVED)]


def find_phrases(tokens: list[Token]) -> Iterator[list[Token]]:
    """Yield the runs of words that no mark parts."""
    run: list[Token] = []
    for token, after in pairwise([*tokens, Token(".", -1, -1)]):
        if token.is_word:
            run.append(token)
        if not after.is_word and run:
            yield run
            run = []
