"""Moves of words within a sentence, and how much may be said against each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reinschrift.restorer.phrases import JOINING, JOINTS, is_finite
from reinschrift.tokens import Token
from reinschrift.verbs import is_open_verb

# Natural log odds that a move has to bring where another reading allows what stands. The first two
# are of orders that writers use as well: die wollen nun klagen; verletzt bei einem Brand, which is
# a scar where there are others.
DOUBT = 6.0
OUTSIDE = 4.0
SLIGHT_DOUBT = 3.5
CALM = SLIGHT_DOUBT  # the most doubt of an order that is tried: above it writers use it as well
# Grammar alone decides where the restorer has never seen what stands: it gives odds down to -30.
SURE = -40.0


class Move(NamedTuple):
    """Tokens that go elsewhere, in the order that they will have there."""

    taken: Sequence[int]
    place: int  # of the token before which they go
    leaves_comma: bool = False
    doubt: float = 0.0


def find_ends(
    tokens: Sequence[Token], first: int, end: int, *, closes: bool = False
) -> Iterator[int]:
    """Yield the places behind `first` where a clause, or one of two that are joined, can end.

    The first of two cannot end behind the second, where that has a verb of its own: nahm das Geld
    an und ging. For a verb that `closes` a clause another one at its end is that as well.
    """
    joints = [place for place in range(first + 1, end) if tokens[place].text in JOINTS]
    yield from joints
    joining = [place for place in joints if tokens[place].text in JOINING]
    behind = tokens[joining[-1] + 1 : end] if joining else []
    has_verb = any(is_finite(token.text) for token in behind) or (
        closes and len(behind) > 1 and is_open_verb(behind[-1].text)
    )
    if first < end and not has_verb:
        yield end


def apply_move(sentence: str, tokens: Sequence[Token], move: Move) -> str:
    """Return the sentence with the tokens of a move elsewhere."""
    words = " ".join(tokens[at].text for at in move.taken)
    first, last = min(move.taken), max(move.taken)
    start, end = tokens[first].start, tokens[last].end
    if sentence[start - 1 : start] == " ":  # which goes with them
        start -= 1
    rest = "," if move.leaves_comma else ""
    if move.place <= first:
        at = tokens[move.place].start
        return f"{sentence[:at]}{words} {sentence[at:start]}{rest}{sentence[end:]}"
    at = tokens[move.place - 1].end
    return f"{sentence[:start]}{rest}{sentence[end:at]} {words}{sentence[at:]}"
