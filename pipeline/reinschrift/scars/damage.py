"""One function per kind of scar: what happens at the edge of a node, or inside one.

Each takes a place and a source of chance and returns the edits that do the damage, over the
clean text and in order, or nothing where the kind does not apply.
"""

from __future__ import annotations

from random import Random

from reinschrift.edits import JOIN, Edit
from reinschrift.scars.nodes import ENDS, Gap, is_common
from reinschrift.tokens import Token
from reinschrift.words import ARTICLES, PREPOSITIONS

CASE = "fragment-case"
# Alone, an English article or "it" becomes one of these; weights by what the seed and node-wise
# translation of articles give: pronouns for "The", articles of a wrong gender.
_STRAYS = ("Sie", "Die", "Der", "Das", "Es", "Er", "Dies", "Ein", "Eine", "Wir", "Den", "In")
_STRAY_WEIGHTS = (8, 7, 7, 5, 5, 3, 3, 3, 2, 1, 1, 1)


def merge(gap: Gap, draw: Random) -> list[Edit]:
    """Lose the space, and the mark if there is one; now and then the node has a capital too."""
    left, right, between = gap
    rule = "merged-words"
    start, end = left.end, right.start
    if between != " ":
        if between[0] not in ",." or (between[0] == "." and draw.random() < 0.7):
            return []
        if draw.random() < 0.12:  # the mark stays: sagte,dass
            return [Edit(start, end, between[0], rule)]
        if between[0] == ".":
            rule = f"merged-words{JOIN}lost-boundary"
    if not (left.text[-1].isalnum() and right.text[0].isalnum()):
        return []
    if left.text[-1].isdigit() and right.text[0].isdigit():
        return []
    if right.text[0].islower() and draw.random() < 0.07:
        return [Edit(start, end + 1, right.text[0].upper(), f"{rule}{JOIN}{CASE}")]
    return [Edit(start, end, "", rule)]


def lose_boundary(gap: Gap, draw: Random) -> list[Edit]:
    """Lose a comma or full stop; the next node begins as it did or with the other case."""
    left, right, between = gap
    if between[0] not in ",." or left.text[-1].isdigit():
        return []
    start, end = left.end, right.start
    first = right.text[0]
    if between[0] == "," and first.islower() and draw.random() < 0.25:
        return [Edit(start, end + 1, f" {first.upper()}", f"lost-boundary{JOIN}{CASE}")]
    if between[0] == "." and first.isupper() and is_common(right.text) and draw.random() < 0.35:
        return [Edit(start, end + 1, f" {first.lower()}", "lost-boundary")]
    return [Edit(start, end, " ", "lost-boundary")]


def capitalise(gap: Gap, _draw: Random) -> list[Edit]:
    """Begin the node with a capital, as a sentence of its own."""
    right = gap.right
    if not right.text[0].islower() or gap.text[0] in ENDS or len(right.text) < 2:
        return []
    return [Edit(right.start, right.start + 1, right.text[0].upper(), CASE)]


def leave_stray(gap: Gap, draw: Random) -> list[Edit]:
    """Leave a pronoun, article, preposition or mark over from a node that had nothing else."""
    left, right, between = gap
    rule = "stray-fragment"
    kind = draw.random()
    if between == " " and kind < 0.22:
        mark = "." if draw.random() < 0.4 else ","
        if mark == "." and right.text[0].islower() and draw.random() < 0.6:
            stop = f". {right.text[0].upper()}"  # and the next node begins as a sentence
            return [Edit(left.end, right.start + 1, stop, f"{rule}{JOIN}{CASE}")]
        return [Edit(left.end, left.end, mark, rule)]
    if kind < 0.34 and right.text.lower() in ARTICLES | PREPOSITIONS:
        first = right.text[0]
        word = (first.upper() if draw.random() < 0.6 else first) + right.text[1:]
        return [Edit(right.start, right.start, f"{word} ", rule)]
    if kind < 0.42:
        word = draw.choice(("von", "in", "für", "mit", "zu", "auf", "bei", "um", "der", "die"))
        if word == right.text.lower() or right.text.lower() not in ARTICLES | PREPOSITIONS:
            return []
        return [Edit(right.start, right.start, f"{word} ", rule)]
    return [Edit(right.start, right.start, f"{_stray(draw)} ", rule)]


def leave_first(token: Token, draw: Random) -> list[Edit]:
    """Leave a stray word before the first word of a sentence, which may lose its capital."""
    stray = _stray(draw)
    if stray.lower() == token.text.lower() and draw.random() < 0.8:
        return []
    if is_common(token.text) and draw.random() < 0.2:
        lowered = token.text[0].lower()
        rule = f"stray-fragment{JOIN}{CASE}"
        return [Edit(token.start, token.start + 1, f"{stray} {lowered}", rule)]
    return [Edit(token.start, token.start, f"{stray} ", "stray-fragment")]


def _stray(draw: Random) -> str:
    return draw.choices(_STRAYS, _STRAY_WEIGHTS)[0]


def break_line(gap: Gap, draw: Random) -> list[Edit]:
    """End the line at a node's edge, its full stop lost or not."""
    if gap.text == ". " and draw.random() < 0.5:
        return [Edit(gap.left.end, gap.right.start, "\n", "split-paragraph")]
    if gap.text in (" ", ", "):
        return [Edit(gap.right.start - 1, gap.right.start, "\n", "split-paragraph")]
    return []
