"""Other orders of a sentence whose verb stands where German has none.

A link leaves a verb where English has it: beside its auxiliary, before its object, behind its
subject. German has few other places for it, and which of them is meant the restorer tells: it
scores far better than it searches where it has seldom seen a verb.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reinschrift.genders import gender_of
from reinschrift.lexicon import load
from reinschrift.stages.finite_verbs import is_surely_finite
from reinschrift.stages.speech import SAYING
from reinschrift.tokens import Token, tokenize
from reinschrift.verbs import NOMINAL, is_verb
from reinschrift.words import (
    ADVERBS,
    AUXILIARIES,
    CLOSED,
    DETERMINERS,
    FINITE_VERBS,
    NUMERALS,
    PREPOSITIONS,
    PRONOUNS,
    SEPARABLE,
    SUBORDINATORS,
    is_verb_form,
)

_JOINTS = frozenset("und oder sowie aber als wie".split())  # before which a clause may end
_ASKING = frozenset("wer wen wem was".split())  # Wer zahlt, der darf bleiben
_OPENERS = SUBORDINATORS | {"dass", "ob"}
_RELATIVES = frozenset("der die das den dem denen".split())
_SURE_RELATIVES = frozenset("deren dessen denen welche welcher welches".split())
_OPENING, _CLOSING_QUOTES = frozenset("„»"), frozenset("“”«")
_CLOSING = frozenset("worden haben sein werden können".split())  # behind a participle
# Who does something, if no preposition stands before it.
_SUBJECTS = (
    frozenset("der die das ein eine er sie es wir man diese dieser dieses".split()) | NUMERALS
)
_NOMINATIVES = frozenset("er sie es wir man ich".split())
# Adverbs that are a phrase by themselves, and no part of the subject: nur ein Teil, so ein Theater.
_PHRASES = ADVERBS - frozenset("so auch nur erst sogar kurz bereits immer also laut".split())
# Prefixes that are nothing else behind a verb: holte heraus die Leute.
_PLAIN_PREFIXES = SEPARABLE - PREPOSITIONS - frozenset("wieder weiter frei ein zusammen".split())


class Order(NamedTuple):
    """A sentence with its words in another order, and whether another reading allows the first."""

    text: str
    is_doubtful: bool = False


class _Clause(NamedTuple):
    """The words between two marks, as places among the tokens."""

    start: int
    end: int
    opener: int  # how many words open it, 0 for a main clause
    is_behind_speech: bool


class _Move(NamedTuple):
    """Tokens that go elsewhere, in the order that they will have there."""

    taken: Sequence[int]
    place: int  # of the token before which they go
    leaves_comma: bool = False
    is_doubtful: bool = False


def find_orders(sentence: str) -> list[Order]:
    """Return a sentence with a verb that stands wrong in each of the places that it may have.

    >>> [order.text for order in find_orders("Er hat getroffen die Ministerin.")]
    ['Er hat die Ministerin getroffen.']
    >>> find_orders("Er hat die Ministerin getroffen.")
    []
    """
    tokens = tokenize(sentence)
    found: dict[str, bool] = {}
    for clause in _clauses(tokens):
        moves = _in_subordinate if clause.opener else _in_main
        for move in moves(tokens, clause):
            found.setdefault(_apply(sentence, tokens, move), move.is_doubtful)
    return [Order(*one) for one in found.items() if one[0] != sentence]


def _clauses(tokens: Sequence[Token]) -> Iterator[_Clause]:
    """Yield the clauses outside quotation marks: what is said there is the speaker's."""
    quotes = [token.text for token in tokens if token.text in _OPENING | _CLOSING_QUOTES]
    if any(token.text == '"' for token in tokens):
        return  # which looks the same at both ends
    is_inside = bool(quotes) and quotes[0] in _CLOSING_QUOTES
    start = 0
    for at in range(len(tokens) + 1):
        if at < len(tokens) and tokens[at].is_word:
            continue
        if at > start and not is_inside:
            mark = tokens[start - 1].text if start else ""
            before = tokens[start - 2].text if start > 1 else ""
            opener = _count_opener(tokens, start, at) if mark == "," or not start else 0
            yield _Clause(start, at, opener, mark == "," and before in _CLOSING_QUOTES)
        if at < len(tokens):
            is_inside = (is_inside or tokens[at].text in _OPENING) and (
                tokens[at].text not in _CLOSING_QUOTES
            )
        start = at + 1


def _count_opener(tokens: Sequence[Token], start: int, end: int) -> int:
    """Return how many words open a subordinate clause, 0 if none does."""
    first = tokens[start].text.lower()
    second = tokens[start + 1].text.lower() if start + 1 < end else ""
    third = tokens[start + 2].text if start + 2 < end else ""
    if first in _OPENERS:
        return 1
    if not start or tokens[0].text.lower() in _ASKING:
        return 0
    is_relative = first in _RELATIVES and _is_finite(second) and third not in _NOMINATIVES
    if first in _SURE_RELATIVES or is_relative:
        return 1
    return 2 if first in PREPOSITIONS and second in _RELATIVES | _SURE_RELATIVES else 0


def _in_main(tokens: Sequence[Token], clause: _Clause) -> Iterator[_Move]:
    """Yield what may move in a clause whose verb stands second, or in an infinitive's."""
    start, end, _, is_behind_speech = clause
    for at in range(start, end):
        yield from _closing_verbs(tokens, at, start, end)
        yield from _prefix(tokens, at, start, end)
    verb = _find_verb(tokens, start, end)
    if is_behind_speech:
        is_announced = end < len(tokens) and tokens[end].text == ":"  # of another speech
        if tokens[verb].text in SAYING and verb > start and not is_announced:
            yield _Move((verb,), start)  # “, der Minister sagte
    elif not start:
        yield from _before_subject(tokens, verb, end)


def _find_verb(tokens: Sequence[Token], start: int, end: int) -> int:
    """Return where a main clause has its verb; `start` for none."""
    words = [token.text for token in tokens[start:end]]
    finite = next((at for at, word in enumerate(words) if _is_finite(word)), None)
    if finite is None:  # belaufen, which may be an infinitive
        finite = next((at for at, word in enumerate(words) if _is_open_verb(word)), 0)
    return start + finite


def _closing_verbs(tokens: Sequence[Token], at: int, start: int, end: int) -> Iterator[_Move]:
    """Yield the ends of a clause for what should close it: hat genehmigt das Paket."""
    last = _end_of_closing(tokens, at, end)
    if not at < last < end or not _begins_phrase(tokens, last, end):
        return
    is_infinitive = tokens[at].text == "zu" or _has_zu(tokens[at].text)
    if not is_infinitive and not any(one.text.lower() in AUXILIARIES for one in tokens[start:at]):
        return
    for place in _ends(tokens, last, end):
        yield _Move(range(at, last), place)
        if is_infinitive and at > start:
            yield _Move(range(at, last), place, leaves_comma=True)


def _prefix(tokens: Sequence[Token], at: int, start: int, end: int) -> Iterator[_Move]:
    """Yield the ends of a clause for a prefix that its verb took along: zahlte zurück das Geld."""
    word = tokens[at].text
    if word not in SEPARABLE or not _is_behind_verb(tokens, at, start):
        return
    is_doubtful = word not in _PLAIN_PREFIXES
    if at + 1 == end or not _begins_phrase(tokens, at + 1, end):
        return
    if is_doubtful and tokens[at + 1].text[0].isupper():
        return  # ging nach Hause
    for place in _ends(tokens, at + 1, end):
        yield _Move((at,), place, is_doubtful=is_doubtful)


def _before_subject(tokens: Sequence[Token], verb: int, end: int) -> Iterator[_Move]:
    """Yield the places of a verb that stands behind its subject: Am Montag der Rat tagte."""
    is_phrase = tokens[0].text.lower() in PREPOSITIONS
    if (not is_phrase and tokens[0].text.lower() not in ADVERBS) or verb == end - 1:
        return  # Seit er die Partei führt
    is_reflexive = verb + 1 < end and tokens[verb + 1].text == "sich"
    for place in range(1 + is_phrase, verb):
        before = tokens[place - 1].text
        is_noun = place > 1 and (before[0].isupper() or before[0].isdigit())
        is_over = is_noun or before.lower() in _PHRASES
        if is_over and _is_subject(tokens, place, verb):
            yield _Move((verb, verb + 1) if is_reflexive else (verb,), place)


def _is_subject(tokens: Sequence[Token], at: int, verb: int) -> bool:
    """Tell whether a subject begins at a token; with `der` a genitive may: die Seite der Isar."""
    if tokens[at].text != "der":
        return tokens[at].text in _SUBJECTS
    nouns = (token.text for token in tokens[at + 1 : verb] if token.text[0].isupper())
    return gender_of(next(nouns, "")) == "m"


def _in_subordinate(tokens: Sequence[Token], clause: _Clause) -> Iterator[_Move]:
    """Yield the verbs that may go to the end of a clause that an opener begins."""
    start, end, opener, _ = clause
    finite = [at for at in range(start + opener, end) if _is_finite(tokens[at].text)]
    if len(finite) != 1 or finite[0] >= end - 1 or tokens[finite[0] + 1].text in ("als", "wie"):
        return
    [at] = finite
    is_name = at == start + 1 and not start  # Weil sprach
    if is_name or tokens[end - 2].text == "zu" or _has_zu(tokens[end - 1].text):
        return
    last = _end_of_closing(tokens, at + 1, end)
    # Who shows someone speaks so as well: das sah er sofort.
    is_doubtful = tokens[start].text.lower() in _RELATIVES and last == at + 1
    if last < end or last == at + 1:
        for place in _ends(tokens, last, end):
            yield _Move((*range(at + 1, last), at), place, is_doubtful=is_doubtful)
    elif last == at + 2:  # not: hätte kommen können
        yield _Move((at,), last)


def _ends(tokens: Sequence[Token], first: int, end: int) -> Iterator[int]:
    """Yield the places behind `first` where a clause, or one of two that are joined, can end."""
    for place in range(first + 1, end):
        if tokens[place].text in _JOINTS:
            yield place
    if first < end:
        yield end


def _end_of_closing(tokens: Sequence[Token], at: int, end: int) -> int:
    """Return where the participles and infinitives end that begin at a token; `at` for none."""
    last = at
    if at + 1 < end and tokens[at].text == "zu":
        if not _is_open_verb(tokens[at + 1].text):
            return at
        last = at + 2  # and what closes with it: zu sehen sein
    while last < end and (
        _is_open_verb(tokens[last].text)
        or _has_zu(tokens[last].text)
        or (last > at and tokens[last].text in _CLOSING)
    ):
        last += 1
    return last


def _is_open_verb(word: str) -> bool:
    """Tell whether a word may be a participle or an infinitive."""
    if not word.islower() or word in FINITE_VERBS or not is_verb_form(word):
        return False
    return word.endswith("n") or (word.endswith("t") and is_verb(word, load()))  # no gut


def _has_zu(word: str) -> bool:
    """Tell whether an infinitive has its `zu` inside: freizugeben."""
    return word.endswith("n") and any(word.startswith(f"{one}zu") for one in SEPARABLE)


def _is_finite(word: str) -> bool:
    return word in AUXILIARIES or is_surely_finite(word)


def _is_behind_verb(tokens: Sequence[Token], at: int, start: int) -> bool:
    before = at - 2 if tokens[at - 1].text == "sich" else at - 1
    return before >= start and (
        _is_finite(tokens[before].text) or _is_open_verb(tokens[before].text)
    )


def _begins_phrase(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Tell whether an object or subject begins at a token: die Steuer, 3000 Stellen, neue Züge."""
    word = tokens[at].text
    if word in DETERMINERS | PRONOUNS | NUMERALS or word[0].isupper() or word[0].isdigit():
        return True
    is_adjective = word.endswith(NOMINAL) and word not in CLOSED and not _is_finite(word)
    return is_adjective and at + 1 < end and tokens[at + 1].text[0].isupper()


def _apply(sentence: str, tokens: Sequence[Token], move: _Move) -> str:
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
