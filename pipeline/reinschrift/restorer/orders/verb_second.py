"""Finite verbs that stand behind their place, which is the second of a main clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reinschrift.genders import gender_of
from reinschrift.lexicon import load
from reinschrift.restorer.orders.moves import DOUBT, SURE, Move
from reinschrift.restorer.phrases import (
    NOMINATIVES,
    is_finite,
    is_group,
    is_role,
    is_subject,
)
from reinschrift.stages.speech import SAYING
from reinschrift.tokens import Token
from reinschrift.verbs import NOMINAL, are_nominal, is_open_verb
from reinschrift.words import (
    ADVERBS,
    AUXILIARIES,
    CLOSED,
    FUSED,
    NUMERALS,
    PREPOSITIONS,
    PRONOUNS,
    TIMES,
)

_FRONTED = PREPOSITIONS | ADVERBS | {"insgesamt"}
# Adverbs that are a phrase by themselves, and no part of the subject: nur ein Teil, so ein Theater.
_PHRASES = (ADVERBS | frozenset("insgesamt hinaus".split())) - frozenset(
    "so auch nur erst sogar kurz bereits immer also laut".split()
)


def move_verb_second(tokens: Sequence[Token], verb: int, end: int) -> Iterator[Move]:
    """Yield the places of a sentence's first verb, if it may stand too late."""
    # In einem Gespräch sie sagte, das sei so
    is_said = verb == end - 1 and tokens[verb].text in SAYING and not _may_open(tokens)
    if 0 < verb < end - 1 or (is_said and tokens[verb - 1].text in NOMINATIVES):
        moves = _before_subject if tokens[0].text.lower() in _FRONTED else _behind_subject
        yield from moves(tokens, verb, end)


def find_verb(tokens: Sequence[Token], start: int, end: int) -> int:
    """Return where a main clause has its verb; `start` for none."""
    words = [token.text for token in tokens[start:end]]
    finite = next((at for at, word in enumerate(words) if is_finite(word)), None)
    if finite is None:  # belaufen, which may be an infinitive
        finite = next((at for at, word in enumerate(words) if is_open_verb(word)), 0)
    return start + finite


def _before_subject(tokens: Sequence[Token], verb: int, end: int) -> Iterator[Move]:
    """Yield the places of a verb that stands behind its subject: Am Montag der Rat tagte."""
    is_phrase = tokens[0].text.lower() in PREPOSITIONS
    if tokens[verb + 1].text in NOMINATIVES:
        return  # Mit Abstand die höchste Quote hat er
    if tokens[0].text == "Insgesamt" and _is_number(tokens[1].text):
        return  # Insgesamt 174 Helfer kamen: one phrase
    for place in range(1 + is_phrase, verb):
        before = tokens[place - 1].text
        is_noun = place > 1 and (before[0].isupper() or before[0].isdigit())
        if not is_noun and before.lower() not in _PHRASES:
            continue
        if is_subject(tokens, place, verb):
            doubt = SURE if _is_third(tokens, place, verb) else 0.0
            yield Move(_with_reflexive(tokens, verb, end), place, doubt=doubt)
        elif is_group(tokens[place].text):  # Am Montag Freiwillige pflanzten
            doubt = SURE if _is_third(tokens, place, verb) else DOUBT
            yield Move(_with_reflexive(tokens, verb, end), place, doubt=doubt)


def _is_number(word: str) -> bool:
    return word[0].isdigit() or word.lower() in NUMERALS


# The subjects that neither belong to the noun before them nor are an amount of it.
_PLAIN_SUBJECTS = frozenset("die das ein eine er sie wir man".split())
_MAY_OPEN = frozenset("damit während bis seit anstatt statt".split())  # a clause as well


def _may_open(tokens: Sequence[Token]) -> bool:
    """Tell whether a sentence may begin with a subordinate clause: Seit er kam; not: Bis zum."""
    return tokens[0].text.lower() in _MAY_OPEN and tokens[1].text not in FUSED


def _is_third(tokens: Sequence[Token], subject: int, verb: int) -> bool:
    """Tell whether a verb surely has two phrases before it: Auf dem Berg die Bahn hielt.

    No main clause is like that. Neither phrase has a word that may be the clause's verb.
    """
    is_plain = (
        tokens[subject].text in _PLAIN_SUBJECTS
        or _is_bare_subject(tokens, subject, verb)
        or _is_counted_subject(tokens, subject, verb)
    )
    if _may_open(tokens) or not is_plain:
        return False
    if tokens[subject].start == tokens[subject - 1].end:  # der 1990er Jahre
        return False
    last = tokens[verb - 1].text
    if last.islower() and last not in PRONOUNS:
        return False  # In Rom eine Wohnung zu finden ist schwer
    if not are_nominal([token.text for token in tokens[:verb]]):
        return False  # Im Mai traf die Ministerin
    word, behind = tokens[verb].text, tokens[verb + 1].text
    if word in AUXILIARIES:
        return True
    is_attribute = word.endswith(NOMINAL) and behind[0].isupper()
    return not is_attribute and (is_finite(word) or behind in CLOSED | FUSED)


def _is_counted_subject(tokens: Sequence[Token], subject: int, verb: int) -> bool:
    """Tell whether a number and its plural are the subject: nahe Bitburg | drei Menschen sind."""
    # A name, or a noun without an article: nahe Bitburg, bei Regen.
    is_bare = subject > 1 and tokens[subject - 2].text in PREPOSITIONS | _NEAR
    is_behind_name = is_bare or tokens[subject - 1].text in load().names
    is_number = tokens[subject].text in NUMERALS and verb == subject + 2
    is_plural = is_number and gender_of(tokens[subject + 1].text) == "p"
    return is_behind_name and is_plural and tokens[verb].text.endswith(("n", "d"))


_NEAR = frozenset(("nahe", "nördlich", "südlich", "östlich", "westlich"))
# What ends so has its noun behind it: Chinas Staatschef, eine Million Menschen, die Vereinigten.
_NOT_BEFORE = ("s", "Million", "Millionen", "en", *"0123456789")


def _is_bare_subject(tokens: Sequence[Token], subject: int, verb: int) -> bool:
    """Tell whether a plural, or a role with a name, is the subject: Soldaten, Ministerin Kahl."""
    words = [token.text for token in tokens[subject:verb]]
    before = tokens[subject - 1].text
    is_phrase = tokens[0].text.lower() in PREPOSITIONS and not before.endswith(_NOT_BEFORE)
    if not is_phrase or not all(word[0].isupper() for word in words):
        return False
    is_plural = tokens[verb].text.endswith("en")
    if len(words) == 1:
        is_name = before in load().names
        return is_plural and gender_of(words[0]) == "p" and (is_name or before in TIMES)
    return not is_plural and is_role(words[0]) and words[0] not in TIMES


def _behind_subject(tokens: Sequence[Token], verb: int, end: int) -> Iterator[Move]:
    """Yield the places of a verb that stands too late: Der Rat am Montag tagte."""
    for place in range(1, verb):
        before, after = tokens[place - 1].text, tokens[place].text
        if before.lower() in CLOSED or not before[0].isupper() or after == "zu":
            continue
        if after in PREPOSITIONS | FUSED | _ACCUSATIVES:
            # Die Polizei einen Imker nahm fest: subject and object stand before no main clause.
            is_third = after in _ACCUSATIVES and _is_surely_third(tokens, place, verb)
            doubt = SURE if is_third else DOUBT
            yield Move(_with_reflexive(tokens, verb, end), place, doubt=doubt)
    for at in range(verb + 2, end):
        if tokens[at].text == "sich":
            yield Move((at,), verb + 1, doubt=DOUBT)


def _is_surely_third(tokens: Sequence[Token], place: int, verb: int) -> bool:
    """Tell whether a subject, of which a sentence begins, and a whole object precede a verb."""
    first = tokens[0].text.lower()
    begins = first in _PLAIN_SUBJECTS | {"der"} or tokens[0].text not in load()
    last = tokens[verb - 1].text
    is_noun = last[0].isupper() and place < verb - 1
    return (
        begins
        and is_noun
        and last not in TIMES
        and is_finite(tokens[verb].text)
        and are_nominal([token.text for token in tokens[:verb]])
    )


_ACCUSATIVES = frozenset("einen keinen seinen ihren diesen".split())


def _with_reflexive(tokens: Sequence[Token], verb: int, end: int) -> Sequence[int]:
    """Return a verb with the `sich` behind it."""
    is_reflexive = verb + 1 < end and tokens[verb + 1].text == "sich"
    return (verb, verb + 1) if is_reflexive else (verb,)
