"""What the tagger would do to a line, as edits with their evidence."""

from __future__ import annotations

from typing import NamedTuple

from reinschrift.edits import JOIN, Edit
from reinschrift.lexicon import Lexicon
from reinschrift.tagger.sequences import (
    CAPITAL,
    CLASSES,
    COMMA,
    COMMA_LOWER,
    DELETE,
    GLUED,
    KEEP,
    LOWER,
    SPACE,
    STOP,
    STOP_UPPER,
    UNMARK,
    UNMARK_LOWER,
)
from reinschrift.tokens import Token

MERGED, STRAY, LOST, CASE = "merged-words", "stray-fragment", "lost-boundary", "fragment-case"
_MARKS = {
    SPACE: " ",
    COMMA: ", ",
    STOP: ". ",
    LOWER: " ",
    COMMA_LOWER: ", ",
    STOP_UPPER: ". ",
}
_LOWERS = (LOWER, COMMA_LOWER, UNMARK_LOWER)
_LEAST_CONFIDENCE = 0.51
_WORTH_NAMING = 0.005  # chance of another reading


class Reading(NamedTuple):
    """What the network thinks of one place in a line, and the edit that it would make."""

    kind: int  # of the place
    choice: int  # the likeliest class that changes something
    score: float  # the chance that something is wrong here, whatever its cure
    share: float  # of `choice` in that
    comma: float  # the chance of a comma, with or without a small letter behind it
    edit: Edit
    place: int  # where the second word starts


def read_place(
    line: str,
    tokens: list[Token],
    at: int,
    kind: int,
    chances: list[float],
    lexicon: Lexicon,
) -> Reading:
    """Turn the chances at the place before token `at` into a reading."""
    before, token = tokens[at - 1], tokens[at]
    choice = _choose(chances, token.text)
    edit = _spaced(line, tokens, at, choice)
    if kind in (GLUED, GLUED + CAPITAL):
        edit = _glued(line, token.start, choice)
        evidence = f"{_counted(before.text, lexicon)} + {_counted(token.text, lexicon)}; "
    else:
        evidence = ""
    return _with_evidence(kind, choice, chances, edit, evidence, token.start)


def read_split(
    line: str, word: Token, place: int, chances: list[float], lexicon: Lexicon
) -> Reading:
    """Turn the chances at a place inside a word into a reading."""
    left, right = line[word.start : place], line[place : word.end]
    choice = _choose(chances, right)
    parts = f"{_counted(left, lexicon)} + {_counted(right, lexicon)}"
    evidence = f"{parts}, {_counted(word.text, lexicon)}; "
    kind = GLUED + CAPITAL * right[0].isupper()
    return _with_evidence(kind, choice, chances, _glued(line, place, choice), evidence, place)


def _choose(chances: list[float], word: str) -> int:
    """Return the likeliest class that changes something; BASF has no small letter."""
    has_small = word[1:].islower()
    return max(
        (one for one in range(1, len(chances)) if has_small or one not in _LOWERS),
        key=chances.__getitem__,
    )


def _counted(word: str, lexicon: Lexicon) -> str:
    """Name a word with the binary order of its count."""
    return f"{word} (2^{lexicon.size(word)})" if word in lexicon else f"{word} (unknown)"


def _with_evidence(
    kind: int, choice: int, chances: list[float], edit: Edit, evidence: str, place: int
) -> Reading:
    others = sorted(
        (
            (chance, name)
            for name, chance in zip(CLASSES, chances, strict=True)
            if chance > _WORTH_NAMING and name != CLASSES[choice]
        ),
        reverse=True,
    )
    said = f"{evidence}tagger: {CLASSES[choice]} {chances[choice]:.3f}"
    said += "".join(f", {name} {chance:.3f}" for chance, name in others)
    score = 1 - chances[KEEP]
    # The chance of the very edit; an edit that a rule asked for as well is at least even.
    sure = max(chances[choice], _LEAST_CONFIDENCE)
    made = Edit(edit.start, edit.end, edit.text, edit.rule, sure, said)
    comma = chances[COMMA] + chances[COMMA_LOWER]
    return Reading(kind, choice, score, chances[choice] / max(score, 1e-9), comma, made, place)


def _glued(line: str, place: int, choice: int) -> Edit:
    """Part two words that are one."""
    text = _MARKS[choice]
    rule = MERGED
    first = line[place]
    if choice in (STOP, STOP_UPPER):
        rule = f"{MERGED}{JOIN}{LOST}"
        if first.islower():
            return Edit(place, place + 1, text + first.upper(), rule)
    elif choice in _LOWERS:
        return Edit(place, place + 1, text + first.lower(), f"{MERGED}{JOIN}{CASE}")
    return Edit(place, place, text, rule)


def _spaced(line: str, tokens: list[Token], at: int, choice: int) -> Edit:
    """Change what stands between two words, or take away what stands before the second."""
    before, token = tokens[at - 1], tokens[at]
    first = line[token.start]
    if choice == DELETE:
        opens = at == 1 or tokens[at - 2].text in ".!?:…„»“"
        if opens and first.islower() and before.text[0].isupper():
            rule = f"{STRAY}{JOIN}{CASE}"
            return Edit(before.start, token.start + 1, first.upper(), rule)
        return Edit(before.start, token.start, "", STRAY)
    if choice == UNMARK:
        return Edit(before.start, before.end, "", STRAY)
    if choice == UNMARK_LOWER:
        return Edit(before.start, token.start + 1, f" {first.lower()}", f"{STRAY}{JOIN}{CASE}")
    if choice == LOWER:
        return Edit(token.start, token.start + 1, first.lower(), CASE)
    if choice == COMMA_LOWER:
        return Edit(before.end, token.start + 1, f", {first.lower()}", f"{LOST}{JOIN}{CASE}")
    if choice == STOP_UPPER:
        return Edit(before.end, token.start + 1, f". {first.upper()}", LOST)
    return Edit(before.end, before.end, _MARKS.get(choice, " ").rstrip(), LOST)
