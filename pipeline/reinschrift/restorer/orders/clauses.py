"""The clauses of a sentence, and what opens them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from reinschrift.genders import gender_of
from reinschrift.restorer.phrases import NOMINATIVES, is_finite
from reinschrift.tokens import Token
from reinschrift.verbs import is_open_verb
from reinschrift.words import AUXILIARIES, PREPOSITIONS, SUBORDINATORS

_ASKING = frozenset("wer wen wem was".split())  # Wer zahlt, der darf bleiben
_OPENERS = SUBORDINATORS | frozenset("dass ob wie warum weshalb wieso wo".split())
RELATIVES = frozenset("der die das den dem denen".split())
_SURE_RELATIVES = frozenset("deren dessen denen welche welcher welches".split())
_LONGEST_TITLE = 4  # words
_GERMAN = frozenset("„»"), frozenset("“”«")  # what opens speech, and what closes it
_SWISS = frozenset("«"), frozenset("»")
_ENGLISH = frozenset("“"), frozenset("”")


class Clause(NamedTuple):
    """The words between two marks, as places among the tokens."""

    start: int
    end: int
    opener: int  # how many words open it, 0 for a main clause
    is_behind_speech: bool


def read_clauses(tokens: Sequence[Token]) -> Iterator[Clause]:
    """Yield the clauses outside quotation marks: what is said there is the speaker's."""
    if any(token.text == '"' for token in tokens):
        return  # which looks the same at both ends
    opening, closing = _quotes_of(tokens)
    quotes = [token.text for token in tokens if token.text in opening | closing]
    is_inside = bool(quotes) and quotes[0] in closing
    start = inserted = 0
    for at in range(len(tokens) + 1):
        if at < len(tokens) and (tokens[at].is_word or _is_hyphen(tokens, at)):
            continue
        if at < len(tokens) and not is_inside and at >= inserted:
            inserted = _end_of_insertion(tokens, at, opening, closing)
        if at < inserted:
            continue
        if at > start and not is_inside:
            mark = tokens[start - 1].text if start else ""
            before = tokens[start - 2].text if start > 1 else ""
            opener = _count_opener(tokens, start, at) if mark == "," or not start else 0
            yield Clause(start, at, opener, mark == "," and before in closing)
        if at < len(tokens):
            is_inside = (is_inside or tokens[at].text in opening) and (
                tokens[at].text not in closing
            )
        start = at + 1


def _end_of_insertion(
    tokens: Sequence[Token], at: int, opening: Collection[str], closing: Collection[str]
) -> int:
    """Return where a title in quotes or a short form in brackets ends, behind its noun; or 0.

    It belongs to the phrase before it: der Bericht der Zeitung „Die Woche“, das Amt (BfN).
    """
    closes = closing if tokens[at].text in opening else ")" if tokens[at].text == "(" else ()
    if not at or not closes or not tokens[at - 1].text[0].isupper():
        return 0
    last = next((end for end in range(at + 1, len(tokens)) if not tokens[end].is_word), at)
    words = [token.text for token in tokens[at + 1 : last]]
    is_short = last < len(tokens) and tokens[last].text in closes and len(words) <= _LONGEST_TITLE
    return last + 1 if is_short and words and not any(map(is_finite, words)) else 0


def _is_hyphen(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a mark stands within a word: einen 62-jährigen Imker."""
    is_inside = 0 < at < len(tokens) - 1 and tokens[at].text == "-"
    return (
        is_inside
        and tokens[at - 1].end == tokens[at].start
        and tokens[at].end == tokens[at + 1].start
    )


def _quotes_of(tokens: Sequence[Token]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the marks that open and close speech: a page has one kind of them."""
    marks = [token.text for token in tokens if token.text in "„»“”«"]
    for opening, closing in (_SWISS, _ENGLISH):
        if marks[:1] and marks[0] in opening and marks[1:2] and marks[1] in closing:
            return opening, closing
    return _GERMAN


def _count_opener(tokens: Sequence[Token], start: int, end: int) -> int:
    """Return how many words open a subordinate clause, 0 if none does."""
    first = tokens[start].text.lower()
    second = tokens[start + 1].text.lower() if start + 1 < end else ""
    third = tokens[start + 2].text if start + 2 < end else ""
    if first in _OPENERS:
        is_like = first == "wie" and not start  # Wie die Spitzen eines Eisbergs zeigt sich nun
        return 0 if is_like and not precedes_verb(tokens, end) else 1
    if not start or tokens[0].text.lower() in _ASKING:
        return 0
    if first == "damit":  # by that as well: , damit ist es vorbei
        return 0 if is_finite(second) else 1
    if first in RELATIVES and is_open_verb(second) and third in AUXILIARIES:
        return 1  # , der bekommen hatte den Preis
    is_relative = first in RELATIVES and is_finite(second) and third not in NOMINATIVES
    if first in _SURE_RELATIVES:
        return 1
    if is_relative:
        # A whole clause is meant by: , das freut ihn
        return 1 if first != "das" or gender_of(tokens[max(0, start - 2)].text) == "n" else 0
    if first not in PREPOSITIONS or second not in RELATIVES | _SURE_RELATIVES:
        return 0
    is_article = third[:1].isupper() and start + 3 < end and is_finite(tokens[start + 3].text)
    return 0 if is_article else 2  # bei den Kämpfen starben


def precedes_verb(tokens: Sequence[Token], end: int) -> bool:
    """Tell whether a main clause goes on with its verb behind a comma."""
    return end + 1 < len(tokens) and tokens[end].text == "," and is_finite(tokens[end + 1].text)
