"""Other orders of a sentence whose verb stands where German has none.

A link leaves a verb where English has it: beside its auxiliary, before its object, behind its
subject. German has few other places for it, and which of them is meant the restorer tells: it
scores far better than it searches where it has seldom seen a verb.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from reinschrift.restorer.orders.brackets import (
    move_closing_verbs,
    move_participle,
    move_prefix,
)
from reinschrift.restorer.orders.clauses import Clause, read_clauses
from reinschrift.restorer.orders.moves import Move, apply_move
from reinschrift.restorer.orders.stranded import move_preposition
from reinschrift.restorer.orders.verb_last import move_verb_last
from reinschrift.restorer.orders.verb_second import find_verb, move_verb_second
from reinschrift.restorer.reading import Reading
from reinschrift.stages.speech import SAYING
from reinschrift.tokens import Token, tokenize

_LONGEST = 200  # words and marks of a sentence; no longer one fits the restorer


def find_orders(sentence: str) -> list[Reading]:
    """Return a sentence with a verb that stands wrong in each of the places that it may have.

    >>> [order.text for order in find_orders("Er hat getroffen die Ministerin.")]
    ['Er hat die Ministerin getroffen.']
    >>> find_orders("Er hat die Ministerin getroffen.")
    []
    """
    tokens = tokenize(sentence)
    if len(tokens) > _LONGEST:
        return []
    found: dict[str, float] = {}
    for clause in read_clauses(tokens):
        moves = move_verb_last if clause.opener else _in_main
        participles = move_participle(tokens, clause.start, clause.end)
        for move in chain(moves(tokens, clause), participles):
            text = apply_move(sentence, tokens, move)
            found[text] = min(move.doubt, found.get(text, move.doubt))
    return [Reading(*one) for one in found.items() if one[0] != sentence]


def _in_main(tokens: Sequence[Token], clause: Clause) -> Iterator[Move]:
    """Yield what may move in a clause whose verb stands second, or in an infinitive's."""
    start, end, _, is_behind_speech = clause
    for at in range(start, end):
        yield from move_closing_verbs(tokens, at, start, end)
        yield from move_prefix(tokens, at, start, end)
        yield from move_preposition(tokens, at, start, end)
    verb = find_verb(tokens, start, end)
    if is_behind_speech:
        is_announced = end < len(tokens) and tokens[end].text == ":"  # of another speech
        if tokens[verb].text in SAYING and verb > start and not is_announced:
            yield Move((verb,), start)  # “, der Minister sagte
    elif not start:
        yield from move_verb_second(tokens, verb, end)
