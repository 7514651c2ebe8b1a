"""Prepositions that stand behind their phrase: hat sich das Viertelfinale für qualifiziert.

A link took its phrase along and left the preposition before the verb. What can be no prefix of a
verb has no place there in German.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reinschrift.restorer.orders.moves import SURE, Move
from reinschrift.tokens import Token
from reinschrift.verbs import is_open_verb
from reinschrift.words import AUXILIARIES, DETERMINERS, PREPOSITIONS

_STRANDED = frozenset(("für", "seit", "von"))  # no prefixes, as an and mit are
# Behind these a participle may say what something is held for: galt der Fall für verloren.
_HOLDING = tuple("ausg befand befind befund erklär gehalten gilt halt hiel hält".split())
_ADJECTIVES = ("e", "en", "er", "es", "em")
_NO_VERBS = ("morgen", "jenigen", "lichen", "ischen")  # Trends von morgen
_LONGEST = 6  # words of a phrase


def move_preposition(tokens: Sequence[Token], at: int, start: int, end: int) -> Iterator[Move]:
    """Yield the places of a preposition between its phrase and what closes its clause."""
    if tokens[at].text not in _STRANDED or at < start + 2 or at + 2 != end:
        return
    words = [token.text for token in tokens[start:end]]
    is_verb = is_open_verb(words[-1]) and not words[-1].endswith(_NO_VERBS)
    is_closed = is_verb and not AUXILIARIES.isdisjoint(map(str.lower, words))
    if not is_closed or any(word.startswith(_HOLDING) for word in words):
        return
    if not tokens[at - 1].text[0].isupper():
        return
    for place in range(at - 1, max(start, at - _LONGEST), -1):
        word, before = tokens[place].text, tokens[place - 1].text
        if word in DETERMINERS:
            if before not in PREPOSITIONS:
                yield Move((at,), place, doubt=SURE)
            return
        if word.islower() and not word.endswith(_ADJECTIVES):
            return
