"""What should close a main clause: participles, infinitives and prefixes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reinschrift.genders import gender_of
from reinschrift.lexicon import load
from reinschrift.restorer.orders.clauses import RELATIVES
from reinschrift.restorer.orders.moves import DOUBT, SLIGHT_DOUBT, SURE, Move, find_ends
from reinschrift.restorer.phrases import (
    AMOUNTS,
    JOINING,
    JOINTS,
    begins_phrase,
    end_of_closing,
    find_phrase,
    is_finite,
)
from reinschrift.stages.closed_clauses import is_particle
from reinschrift.stages.finite_verbs import holds_zu
from reinschrift.tokens import Token
from reinschrift.verbs import is_open_verb
from reinschrift.words import (
    AUXILIARIES,
    DETERMINERS,
    FUSED,
    LONG_PARTICLES,
    PREPOSITIONS,
    SEPARABLE,
    TIMES,
)

# What a verb takes along: prefixes, and the predicates of set phrases.
_PARTICLES = (SEPARABLE | LONG_PARTICLES | frozenset("bekannt verantwortlich".split())) - frozenset(
    "bevor davon hinter".split()
)
# Those that are nothing else behind a verb: holte heraus die Leute.
_PLAIN_PARTICLES = (
    _PARTICLES - PREPOSITIONS - frozenset("wieder weiter frei ein zusammen entgegen".split())
)
# They stand before an amount: stieg auf über 30 Grad, auf bis zu 30 Grad.
_BEFORE_AMOUNTS = frozenset("bis über unter vor zwischen".split())


def move_closing_verbs(tokens: Sequence[Token], at: int, start: int, end: int) -> Iterator[Move]:
    """Yield the ends of a clause for what should close it: hat genehmigt das Paket."""
    last = end_of_closing(tokens, at, end)
    if not at < last < end or tokens[last].text in JOINTS | _BEHIND_CLOSED:
        return
    if is_finite(tokens[last].text) or _is_attribute(tokens, at, last):  # das zu klären ist leicht
        return
    is_infinitive = tokens[at].text == "zu" or holds_zu(tokens[at].text)
    if is_infinitive and _is_fronted(tokens, at, start):
        return
    is_first = at == start or (at == start + 1 and tokens[start].text == "um")
    if not is_infinitive and not _has_auxiliary(tokens, start, at):
        return
    # What follows may stand outside, if it is neither object nor subject: verletzt bei einem Brand.
    phrase = find_phrase(tokens, last, end)
    is_free = phrase == end and not (is_infinitive and is_first)
    doubt = DOUBT if is_free else 0.0
    if phrase < end and not is_first and (phrase > last or tokens[phrase].text in AMOUNTS):
        # What stands between may hide it; an amount may be a distance: 80 Kilometer von hier.
        doubt = SLIGHT_DOUBT
    if is_free and is_open_verb(tokens[end - 1].text):  # konzentriert bei der Sache geblieben
        return
    # ums Leben gekommen
    has_phrase = not is_infinitive and at - 2 >= start and tokens[at - 2].text in FUSED
    for place in find_ends(tokens, last, end, closes=True):
        yield Move(range(at, last), place, doubt=doubt)
        if is_infinitive and at > start and not is_first:
            yield Move(range(at, last), place, leaves_comma=True, doubt=doubt)
        if has_phrase:
            yield Move(range(at - 2, last), place, doubt=doubt)


def _is_fronted(tokens: Sequence[Token], at: int, start: int) -> bool:
    """Tell whether a relative clause begins with an infinitive: , das zu regieren ihm lag."""
    is_behind_comma = start > 0 and tokens[start - 1].text == ","
    return is_behind_comma and at == start + 1 and tokens[start].text in RELATIVES


def _is_attribute(tokens: Sequence[Token], at: int, last: int) -> bool:
    """Tell whether what looks like a verb stands between article and noun: im dritten Jahr."""
    if not tokens[last].text[0].isupper() or at < 2 or not tokens[at - 1].text.islower():
        return False
    further, before = tokens[at - 2].text.lower(), tokens[at - 1].text
    return before in DETERMINERS | FUSED | PREPOSITIONS or further in DETERMINERS | FUSED


# They open what stands behind a closed clause: weder gesehen noch gehört, zu warten statt zu gehen.
_BEHIND_CLOSED = frozenset("um ohne statt anstatt bis außer noch".split())


def _has_auxiliary(tokens: Sequence[Token], start: int, at: int) -> bool:
    """Tell whether the last finite verb before a token is an auxiliary, and of the same clause."""
    words = [one.text.lower() for one in tokens[start:at]]
    finite = [place for place, word in enumerate(words) if is_finite(word)]
    if not finite or words[finite[-1]] not in AUXILIARIES:
        return False
    joints = [place for place in range(finite[-1], len(words)) if words[place] in JOINING]
    return not joints or joints[-1] == len(words) - 1  # not: und alle Tiere bestehen


def move_prefix(tokens: Sequence[Token], at: int, start: int, end: int) -> Iterator[Move]:
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
    # Not: fuhr zurück Richtung Bern; fügte hinzu er werde kommen
    is_object = is_phrase and follows not in TIMES | {"Richtung"}
    if word in _PLAIN_PARTICLES and is_by_verb and is_object and not _has_finite(tokens, at, end):
        doubt = SURE
    elif word in _PLAIN_PARTICLES or is_left:
        is_needed = is_phrase or find_phrase(tokens, at + 1, end) < end
        doubt = 0.0 if is_needed else DOUBT
    elif not is_phrase or not _may_leave(tokens, at, verb):
        return
    else:
        doubt = SLIGHT_DOUBT
    for place in find_ends(tokens, at + 1, end):
        yield Move((at,), place, doubt=doubt)


def _has_finite(tokens: Sequence[Token], at: int, end: int) -> bool:
    return any(is_finite(token.text) for token in tokens[at + 1 : end])


def _may_take_prefix(word: str) -> bool:
    return word not in AUXILIARIES and (is_finite(word) or is_open_verb(word))


def _belongs(tokens: Sequence[Token], at: int, start: int, end: int) -> bool:
    return is_particle([token.text for token in tokens[start:end]], at - start)


# Binary orders that a verb with its prefix may be rarer than without: ankündigte, but not anging.
_RARER = 5


def _may_leave(tokens: Sequence[Token], at: int, verb: int) -> bool:
    """Tell whether a preposition or article may be the prefix of the verb: kündigte an eine."""
    word, follows = tokens[at].text, tokens[at + 1].text
    if word == "ein" and follows[0].isupper():
        return gender_of(follows) == "f"  # räumte ein Ministerin Wahl
    if follows[0].isupper() or follows.endswith("em"):
        return False  # ging nach Hause, lief auf einem Fest
    if follows == "den" and at + 2 < len(tokens) and gender_of(tokens[at + 2].text) == "p":
        return False  # lief auf den Festspielen
    lexicon, alone = load(), tokens[verb].text
    return lexicon.size(f"{word}{alone}") >= max(1, lexicon.size(alone) - _RARER)
