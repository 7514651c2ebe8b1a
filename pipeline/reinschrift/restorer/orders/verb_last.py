"""Finite verbs that stand before their place, which is the last of a subordinate clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reinschrift.restorer.orders.clauses import RELATIVES, Clause, precedes_verb
from reinschrift.restorer.orders.moves import DOUBT, SURE, Move, find_ends
from reinschrift.restorer.phrases import (
    JOINING,
    JOINTS,
    NOMINATIVES,
    OBJECTS,
    begins_phrase,
    end_of_closing,
    find_phrase,
    is_finite,
)
from reinschrift.stages.finite_verbs import holds_zu, is_final
from reinschrift.tokens import Token
from reinschrift.verbs import NOMINAL, is_open_verb
from reinschrift.words import AUXILIARIES, CLOSED, FUSED, PREPOSITIONS


def move_verb_last(tokens: Sequence[Token], clause: Clause) -> Iterator[Move]:
    """Yield the places of the finite verb of a clause that an opener begins."""
    start, end, opener, _ = clause = _first_of_two(tokens, clause)
    yield from _move_first_verb(tokens, clause)
    at = _find_early_verb(tokens, clause)
    if at < 0:
        return
    if _closes_early(tokens, clause, at):
        for place in find_ends(tokens, at + 1, end):
            yield Move((at - 1, at), place, doubt=SURE)
        return
    last = end_of_closing(tokens, at + 1, end)
    doubt = 0.0
    if at > start + opener and _has_sure_opener(tokens, clause) and _is_early(tokens, at, end):
        doubt = SURE
    elif tokens[start].text.lower() in RELATIVES and not _is_relative(tokens, clause, last):
        doubt = DOUBT  # who shows someone speaks so as well: das sah er sofort
    if last < end or last == at + 1:
        for place in find_ends(tokens, last, end):
            yield Move((*range(at + 1, last), at), place, doubt=doubt)
    elif last == at + 2:  # not: hätte kommen können
        yield Move((at,), last, doubt=doubt)


def _move_first_verb(tokens: Sequence[Token], clause: Clause) -> Iterator[Move]:
    """Yield the end of a clause whose verbs stand first in it: dass stattfinden könnte ein Fest.

    Its last word is no verb, as it is in German.
    """
    start, end, opener, _ = clause
    first = start + opener
    if end - first < 3 or not _has_sure_opener(tokens, clause) or is_final(tokens[end - 1].text):
        return
    has_two = is_open_verb(tokens[first].text) and tokens[first + 1].text in AUXILIARIES
    if not has_two or not JOINTS.isdisjoint(_texts(tokens, clause)):
        return
    last = first + 2
    begins = begins_phrase(tokens, last, end) or tokens[last].text in PREPOSITIONS | FUSED
    if begins and tokens[end - 1].text[0].isupper():
        yield Move(range(first, last), end, doubt=SURE)


def _texts(tokens: Sequence[Token], clause: Clause) -> list[str]:
    return [token.text for token in tokens[clause.start : clause.end]]


def _first_of_two(tokens: Sequence[Token], clause: Clause) -> Clause:
    """Return the first of two clauses that are joined: dass er bestreite die Tat | und hoffe."""
    end = clause.end
    finite = _finite_places(tokens, clause)
    if len(finite) != 2 or finite[1] != end - 1:
        return clause
    joints = [at for at in range(*finite) if tokens[at].text in JOINING]
    return clause._replace(end=joints[0]) if len(joints) == 1 else clause


def _finite_places(tokens: Sequence[Token], clause: Clause) -> list[int]:
    places = range(clause.start + clause.opener, clause.end)
    return [at for at in places if is_finite(tokens[at].text)]


def _closes_early(tokens: Sequence[Token], clause: Clause, at: int) -> bool:
    """Tell whether both verbs stand before their object: , der bekommen hatte den Preis."""
    start, end, opener, _ = clause
    is_closed = at > start + opener and tokens[at].text in AUXILIARIES
    behind = [token.text for token in tokens[at + 1 : end]]
    return (
        is_closed
        and is_open_verb(tokens[at - 1].text)
        and behind[0] in OBJECTS
        and (JOINTS | {"zu"}).isdisjoint(behind)
        and behind[-1] not in AUXILIARIES
    )


def _is_relative(tokens: Sequence[Token], clause: Clause, last: int) -> bool:
    """Tell whether `der` or `die` cannot begin a main clause.

    The sentence goes on with its verb behind the clause, or an object is left behind the verbs.
    """
    goes_on = precedes_verb(tokens, clause.end)
    is_left = last > clause.start + 2 and find_phrase(tokens, last, clause.end) < clause.end
    return goes_on or is_left


def _find_early_verb(tokens: Sequence[Token], clause: Clause) -> int:
    """Return where the finite verb stands, if it is one and not at the clause's end; or -1."""
    start, end, opener, _ = clause
    finite = _finite_places(tokens, clause)
    last = tokens[end - 1].text
    if not finite and (last[0].isupper() or not last.endswith(("e", "n", "t"))):
        finite = [at for at in range(start + opener, end) if _may_be_verb(tokens[at].text)]
    if len(finite) == 2 and finite[1] == end - 1 and tokens[end - 1].text in _INFINITE:
        finite.pop()  # sollen Unterschriften gefälscht haben
    if len(finite) != 1 or finite[0] >= end - 1:
        return -1
    [at] = finite
    behind = [token.text for token in tokens[at + 1 : end]]
    is_right = (
        behind[0] in JOINTS | NOMINATIVES | _ANYBODY  # wie die Römer sind wir stolz
        or (at == start + 1 and not start)  # Weil sprach
        or (at == start + 2 and tokens[start + 1].text in _SHORT)  # Falls nötig wird
        or (tokens[end - 2].text == "zu" and not _is_of_infinitive(tokens, at, end))
        or holds_zu(tokens[end - 1].text)
        or behind in _MODALS  # festhalten werden können
    )
    return -1 if is_right else at


def _is_of_infinitive(tokens: Sequence[Token], verb: int, end: int) -> bool:
    """Tell whether a verb goes with an infinitive, and no object: ist kaum zu beziffern."""
    is_free = find_phrase(tokens, verb + 1, end - 2) == end - 2
    return tokens[verb].text in _BEFORE_ZU and is_free


def _has_sure_opener(tokens: Sequence[Token], clause: Clause) -> bool:
    """Tell whether no main clause opens so: , dass der Rat; , für den er. Not: , in den Städten."""
    first = tokens[clause.start].text.lower()
    if clause.opener == 2:
        return tokens[clause.start + 2].text in NOMINATIVES
    return first in _SURE_OPENERS and (bool(clause.start) or first != "ob")  # Ob seiner Lage


_SURE_OPENERS = frozenset(
    "dass ob nachdem obwohl bevor sobald falls sodass obgleich sofern".split()
)


def _is_early(tokens: Sequence[Token], verb: int, end: int) -> bool:
    """Tell whether an object surely follows the verb of a subordinate clause: dass er gab das Geld.

    Nothing may be joined there: what follows could be of another clause.
    """
    words = [token.text for token in tokens[verb:end]]
    is_attribute = words[0].endswith(NOMINAL) and words[1][0].isupper()
    is_alone = JOINTS.isdisjoint(words) and tokens[verb - 1].text not in JOINTS | {"zu"}
    return (
        is_finite(words[0])
        and is_alone
        and not is_attribute
        and begins_phrase(tokens, verb + 1, end)
    )


_BEFORE_ZU = frozenset("ist sind war waren sei seien".split())  # is kaum zu beziffern
# With an opener they are a whole clause, which may have no comma behind it.
_SHORT = frozenset(
    "erforderlich gewünscht möglich notwendig nötig verfügbar vorhanden zulässig".split()
)
_MODALS = [["können"], ["müssen"], ["sollen"], ["wollen"], ["dürfen"], ["lassen"]]
_ANYBODY = frozenset("jeder jede jedes jemand niemand keiner".split())
_INFINITE = frozenset("haben werden".split())  # finite as well


_NO_VERBS = frozenset("nicht fast direkt insgesamt".split())  # by their look


def _may_be_verb(word: str) -> bool:
    return word.islower() and word not in CLOSED | _NO_VERBS and is_final(word)
