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
from reinschrift.restorer.phrases import (
    JOINTS,
    begins_phrase,
    end_of_closing,
    find_phrase,
    has_zu,
    is_finite,
    is_group,
    is_open_verb,
    is_subject,
)
from reinschrift.restorer.reading import Reading
from reinschrift.stages.closed_clauses import is_particle
from reinschrift.stages.finite_verbs import is_final
from reinschrift.stages.speech import SAYING
from reinschrift.tokens import Token, tokenize
from reinschrift.words import (
    ADVERBS,
    AUXILIARIES,
    CLOSED,
    FUSED,
    LONG_PARTICLES,
    PREPOSITIONS,
    SEPARABLE,
    SUBORDINATORS,
)

_ASKING = frozenset("wer wen wem was".split())  # Wer zahlt, der darf bleiben
_OPENERS = SUBORDINATORS | frozenset("dass ob wie warum weshalb wieso wo".split())
_RELATIVES = frozenset("der die das den dem denen".split())
_SURE_RELATIVES = frozenset("deren dessen denen welche welcher welches".split())
_OPENING, _CLOSING_QUOTES = frozenset("„»"), frozenset("“”«")
_NOMINATIVES = frozenset("er sie es wir man ich".split())
_FRONTED = PREPOSITIONS | ADVERBS | {"insgesamt"}
# Adverbs that are a phrase by themselves, and no part of the subject: nur ein Teil, so ein Theater.
_PHRASES = (ADVERBS | frozenset("insgesamt hinaus".split())) - frozenset(
    "so auch nur erst sogar kurz bereits immer also laut".split()
)
# What a verb takes along: prefixes, and the predicates of set phrases.
_PARTICLES = SEPARABLE | LONG_PARTICLES | frozenset("bekannt verantwortlich".split())
# Those that are nothing else behind a verb: holte heraus die Leute.
_PLAIN_PARTICLES = _PARTICLES - PREPOSITIONS - frozenset("wieder weiter frei ein zusammen".split())
# They stand before an amount: stieg auf über 30 Grad, auf bis zu 30 Grad.
_BEFORE_AMOUNTS = frozenset("bis über unter vor zwischen".split())


# Natural log odds that a move has to bring where another reading allows what stands.
_DOUBT = 6.0
_SLIGHT_DOUBT = 3.5


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
    doubt: float = 0.0


def find_orders(sentence: str) -> list[Reading]:
    """Return a sentence with a verb that stands wrong in each of the places that it may have.

    >>> [order.text for order in find_orders("Er hat getroffen die Ministerin.")]
    ['Er hat die Ministerin getroffen.']
    >>> find_orders("Er hat die Ministerin getroffen.")
    []
    """
    tokens = tokenize(sentence)
    found: dict[str, float] = {}
    for clause in _clauses(tokens):
        moves = _in_subordinate if clause.opener else _in_main
        for move in moves(tokens, clause):
            text = _apply(sentence, tokens, move)
            found[text] = min(move.doubt, found.get(text, move.doubt))
    return [Reading(*one) for one in found.items() if one[0] != sentence]


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
        is_like = first == "wie" and not start  # Wie die Spitzen eines Eisbergs zeigt sich nun
        return 0 if is_like and not _precedes_verb(tokens, end) else 1
    if not start or tokens[0].text.lower() in _ASKING:
        return 0
    is_relative = first in _RELATIVES and is_finite(second) and third not in _NOMINATIVES
    if first in _SURE_RELATIVES:
        return 1
    if is_relative:
        # A whole clause is meant by: , das freut ihn
        return 1 if first != "das" or gender_of(tokens[start - 2].text) == "n" else 0
    if first not in PREPOSITIONS or second not in _RELATIVES | _SURE_RELATIVES:
        return 0
    is_article = third[:1].isupper() and start + 3 < end and is_finite(tokens[start + 3].text)
    return 0 if is_article else 2  # bei den Kämpfen starben


def _precedes_verb(tokens: Sequence[Token], end: int) -> bool:
    """Tell whether a main clause goes on with its verb behind a comma."""
    return end + 1 < len(tokens) and tokens[end].text == "," and is_finite(tokens[end + 1].text)


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
    elif not start and 0 < verb < end - 1:
        moves = _before_subject if tokens[0].text.lower() in _FRONTED else _behind_subject
        yield from moves(tokens, verb, end)


def _find_verb(tokens: Sequence[Token], start: int, end: int) -> int:
    """Return where a main clause has its verb; `start` for none."""
    words = [token.text for token in tokens[start:end]]
    finite = next((at for at, word in enumerate(words) if is_finite(word)), None)
    if finite is None:  # belaufen, which may be an infinitive
        finite = next((at for at, word in enumerate(words) if is_open_verb(word)), 0)
    return start + finite


def _closing_verbs(tokens: Sequence[Token], at: int, start: int, end: int) -> Iterator[_Move]:
    """Yield the ends of a clause for what should close it: hat genehmigt das Paket."""
    last = end_of_closing(tokens, at, end)
    if not at < last < end or tokens[last].text in JOINTS | _BEHIND_CLOSED:
        return
    if is_finite(tokens[last].text):  # das zu klären ist seine Sache
        return
    is_infinitive = tokens[at].text == "zu" or has_zu(tokens[at].text)
    is_first = at == start or (at == start + 1 and tokens[start].text == "um")
    if not is_infinitive and not _has_auxiliary(tokens, start, at):
        return
    # What follows may stand outside, if it is neither object nor subject: verletzt bei einem Brand.
    is_free = find_phrase(tokens, last, end) == end and not (is_infinitive and is_first)
    doubt = _DOUBT if is_free else 0.0
    if is_free and is_open_verb(tokens[end - 1].text):  # konzentriert bei der Sache geblieben
        return
    for place in _ends(tokens, last, end):
        yield _Move(range(at, last), place, doubt=doubt)
        if is_infinitive and at > start and not is_first:
            yield _Move(range(at, last), place, leaves_comma=True, doubt=doubt)
        if not is_infinitive and tokens[at - 2].text in FUSED:  # ums Leben gekommen
            yield _Move(range(at - 2, last), place, doubt=doubt)


_JOINING = JOINTS - {"als", "wie"}
# They open what stands behind a closed clause: weder gesehen noch gehört, zu warten statt zu gehen.
_BEHIND_CLOSED = frozenset("um ohne statt anstatt bis außer noch".split())


def _has_auxiliary(tokens: Sequence[Token], start: int, at: int) -> bool:
    """Tell whether the last finite verb before a token is an auxiliary, and of the same clause."""
    words = [one.text.lower() for one in tokens[start:at]]
    finite = [place for place, word in enumerate(words) if is_finite(word)]
    if not finite or words[finite[-1]] not in AUXILIARIES:
        return False
    joints = [place for place in range(finite[-1], len(words)) if words[place] in _JOINING]
    return not joints or joints[-1] == len(words) - 1  # not: und alle Tiere bestehen


def _prefix(tokens: Sequence[Token], at: int, start: int, end: int) -> Iterator[_Move]:
    """Yield the ends of a clause for a prefix that its verb took along: zahlte zurück das Geld."""
    word = tokens[at].text
    if word not in _PARTICLES or at + 1 >= end or at <= start:
        return
    follows = tokens[at + 1].text
    verb = at - 2 if tokens[at - 1].text == "sich" else at - 1
    is_by_verb = verb >= start and _may_take_prefix(tokens[verb].text)
    # räumte ein in einem Gespräch; fiel der Strom aus in der Altstadt
    is_left = follows in (PREPOSITIONS | FUSED) - _BEFORE_AMOUNTS
    if follows in JOINTS or not (is_by_verb or (is_left and _belongs(tokens, at, start, end))):
        return
    is_phrase = begins_phrase(tokens, at + 1, end)
    if word in _PLAIN_PARTICLES or is_left:
        is_needed = is_phrase or find_phrase(tokens, at + 1, end) < end
        doubt = 0.0 if is_needed else _DOUBT
    elif not is_phrase or not _may_leave(tokens, at, verb):
        return
    else:
        doubt = _SLIGHT_DOUBT
    for place in _ends(tokens, at + 1, end):
        yield _Move((at,), place, doubt=doubt)


def _may_take_prefix(word: str) -> bool:
    return word not in AUXILIARIES and (is_finite(word) or is_open_verb(word))


def _belongs(tokens: Sequence[Token], at: int, start: int, end: int) -> bool:
    return is_particle([token.text for token in tokens[start:end]], at - start)


def _may_leave(tokens: Sequence[Token], at: int, verb: int) -> bool:
    """Tell whether a preposition or article may be the prefix of the verb: kündigte an eine."""
    word, follows = tokens[at].text, tokens[at + 1].text
    if word == "ein" and follows[0].isupper():
        return gender_of(follows) == "f"  # räumte ein Ministerin Wahl
    if follows[0].isupper() or follows.endswith("em"):
        return False  # ging nach Hause, lief auf einem Fest
    if follows == "den" and at + 2 < len(tokens) and gender_of(tokens[at + 2].text) == "p":
        return False  # lief auf den Festspielen
    return f"{word}{tokens[verb].text}" in load()


def _before_subject(tokens: Sequence[Token], verb: int, end: int) -> Iterator[_Move]:
    """Yield the places of a verb that stands behind its subject: Am Montag der Rat tagte."""
    is_phrase = tokens[0].text.lower() in PREPOSITIONS
    if tokens[verb + 1].text in _NOMINATIVES:
        return  # Mit Abstand die höchste Quote hat er
    for place in range(1 + is_phrase, verb):
        before = tokens[place - 1].text
        is_noun = place > 1 and (before[0].isupper() or before[0].isdigit())
        if not is_noun and before.lower() not in _PHRASES:
            continue
        if is_subject(tokens, place, verb):
            yield _Move(_with_reflexive(tokens, verb, end), place)
        elif is_group(tokens[place].text):  # Am Montag Freiwillige pflanzten
            yield _Move(_with_reflexive(tokens, verb, end), place, doubt=_DOUBT)


def _behind_subject(tokens: Sequence[Token], verb: int, end: int) -> Iterator[_Move]:
    """Yield the places of a verb that stands too late: Der Rat am Montag tagte."""
    for place in range(1, verb):
        before, after = tokens[place - 1].text, tokens[place].text
        if before.lower() in CLOSED or not before[0].isupper() or after == "zu":
            continue
        if after in PREPOSITIONS | FUSED | _ACCUSATIVES:
            yield _Move(_with_reflexive(tokens, verb, end), place, doubt=_DOUBT)
    for at in range(verb + 2, end):
        if tokens[at].text == "sich":
            yield _Move((at,), verb + 1, doubt=_DOUBT)


_ACCUSATIVES = frozenset("einen keinen seinen ihren diesen".split())


def _with_reflexive(tokens: Sequence[Token], verb: int, end: int) -> Sequence[int]:
    """Return a verb with the `sich` behind it."""
    is_reflexive = verb + 1 < end and tokens[verb + 1].text == "sich"
    return (verb, verb + 1) if is_reflexive else (verb,)


def _in_subordinate(tokens: Sequence[Token], clause: _Clause) -> Iterator[_Move]:
    """Yield the verbs that may go to the end of a clause that an opener begins."""
    start, end, opener, _ = clause
    finite = [at for at in range(start + opener, end) if is_finite(tokens[at].text)]
    if not finite and not tokens[end - 1].text.endswith(("e", "n", "t")):
        finite = [at for at in range(start + opener, end) if _may_be_verb(tokens[at].text)]
    if len(finite) == 2 and finite[1] == end - 1 and tokens[end - 1].text in _INFINITE:
        finite.pop()  # sollen Unterschriften gefälscht haben
    if len(finite) != 1 or finite[0] >= end - 1 or tokens[finite[0] + 1].text in JOINTS:
        return
    [at] = finite
    is_name = at == start + 1 and not start  # Weil sprach
    if is_name or tokens[end - 2].text == "zu" or has_zu(tokens[end - 1].text):
        return
    if tokens[at + 1].text in _NOMINATIVES:  # wie die Römer sind wir stolz
        return
    if [token.text for token in tokens[at + 1 : end]] in _MODALS:  # festhalten werden können
        return
    last = end_of_closing(tokens, at + 1, end)
    # Who shows someone speaks so as well: das sah er sofort.
    may_show = tokens[start].text.lower() in _RELATIVES and last == at + 1
    doubt = _DOUBT if may_show else 0.0
    if last < end or last == at + 1:
        for place in _ends(tokens, last, end):
            yield _Move((*range(at + 1, last), at), place, doubt=doubt)
    elif last == at + 2:  # not: hätte kommen können
        yield _Move((at,), last)


_MODALS = [["können"], ["müssen"], ["sollen"], ["wollen"], ["dürfen"], ["lassen"]]
_INFINITE = frozenset("haben werden".split())  # finite as well


def _may_be_verb(word: str) -> bool:
    return word.islower() and word not in CLOSED and is_final(word)


def _ends(tokens: Sequence[Token], first: int, end: int) -> Iterator[int]:
    """Yield the places behind `first` where a clause, or one of two that are joined, can end."""
    for place in range(first + 1, end):
        if tokens[place].text in JOINTS:
            yield place
    if first < end:
        yield end


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
