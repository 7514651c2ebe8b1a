"""What a run of tokens is in a clause: a phrase that begins, a verb that closes, a subject."""

from __future__ import annotations

from collections.abc import Sequence

from reinschrift.genders import gender_of
from reinschrift.lexicon import load
from reinschrift.stages.finite_verbs import holds_zu, is_surely_finite
from reinschrift.stages.split_words import PERSON
from reinschrift.tokens import Token
from reinschrift.verbs import NOMINAL, PLURAL_ENDINGS, is_open_verb
from reinschrift.words import (
    AUXILIARIES,
    CLOSED,
    DETERMINERS,
    FUSED,
    NUMERALS,
    PREPOSITIONS,
    PRONOUNS,
)

NOMINATIVES = frozenset("er sie es wir man ich".split())
JOINING = frozenset("und oder sowie aber".split())
JOINTS = JOINING | {"als", "wie"}  # before which a clause may end
_CLOSING = frozenset("worden haben sein werden können".split())  # behind a participle
# Who does something, if no preposition stands before it.
_SUBJECTS = (
    frozenset("der die das ein eine er sie es wir man diese dieser dieses".split()) | NUMERALS
)
# What objects begin with, and no other clause whose comma is lost.
OBJECTS = frozenset("das den die ein eine einen ihre ihren seine seinen".split())
AMOUNTS = frozenset(
    "rund etwa mindestens wenigstens höchstens knapp fast gut mehr weniger ungefähr".split()
)
_GENITIVES = frozenset(
    "der des dieser dieses seiner seines ihrer ihres einer eines ihres von vom".split()
)


def begins_phrase(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Tell whether an object or subject begins at a token: die Steuer, 3000 Stellen, neue Züge."""
    word = tokens[at].text
    if word in DETERMINERS | PRONOUNS | NUMERALS or word[0].isupper() or word[0].isdigit():
        return True
    follows = tokens[at + 1].text if at + 1 < end else ""
    if word in AMOUNTS:
        return follows == "als" or follows in NUMERALS or follows[:1].isdigit()
    is_adjective = word.endswith(NOMINAL) and word not in CLOSED and not is_finite(word)
    return is_adjective and follows[:1].isupper()


def find_phrase(tokens: Sequence[Token], at: int, end: int) -> int:
    """Return where an object or subject begins behind phrases with prepositions; `end` for none."""
    while at < end and (tokens[at].text not in JOINTS):
        if tokens[at].text in PREPOSITIONS | FUSED:
            at = _skip_noun(tokens, at + 1, end)
            while at < end and tokens[at].text in _GENITIVES:
                at = _skip_noun(tokens, at + 1, end)
        elif begins_phrase(tokens, at, end):
            return at
        else:
            at += 1
    return end


def _skip_noun(tokens: Sequence[Token], at: int, end: int) -> int:
    """Return where the next noun, with the names behind it, ends."""
    while at < end and not tokens[at].text[0].isupper():
        if tokens[at].text[0].isdigit() and not _has_noun(tokens, at + 1, end):
            return at + 1  # auf 3,1
        at += 1
    while at < end and tokens[at].text[0].isupper():
        at += 1
    return at


def _has_noun(tokens: Sequence[Token], at: int, end: int) -> bool:
    return at < end and tokens[at].text[0].isupper()


def is_subject(tokens: Sequence[Token], at: int, verb: int) -> bool:
    """Tell whether a subject begins at a token; with `der` a genitive may: die Seite der Isar."""
    word = tokens[at].text
    if word[0].isdigit():
        is_whole = not tokens[at - 1].text[0].isdigit()  # 71 500 Euro
        return is_whole and at + 1 < verb and tokens[verb - 1].text[0].isupper()
    if word in AMOUNTS:
        return begins_phrase(tokens, at, verb)
    if word == "dieses" and tokens[at + 1].text.endswith("s"):
        return False  # in den Tagen dieses Jahres
    if word != "der":
        return word in _SUBJECTS
    follows = tokens[at + 1].text
    is_weak = follows.islower() and follows.endswith("e") and begins_phrase(tokens, at + 1, verb)
    if is_weak and is_finite(tokens[verb].text):
        return True  # der frühere Chef: neither a dative nor a genitive
    end = _skip_noun(tokens, at + 1, verb)
    is_plural = tokens[verb].text.endswith(PLURAL_ENDINGS)  # zur Kundgebung der Gegner kamen
    return gender_of(tokens[end - 1].text) == "m" and not is_plural  # not: der Langen Straße


def is_group(word: str) -> bool:
    """Tell whether a noun without an article may be a subject: Soldaten, Staatsanwältin."""
    return word[0].isupper() and (is_role(word) or (_is_known(word) and gender_of(word) == "p"))


def is_role(word: str) -> bool:
    """Tell whether a noun says what someone does: Staatsanwältin, Präsident."""
    return _is_known(word) and word.endswith((*PERSON, "in"))


def _is_known(word: str) -> bool:
    lexicon = load()
    return word in lexicon and word not in lexicon.names


def end_of_closing(tokens: Sequence[Token], at: int, end: int) -> int:
    """Return where the participles and infinitives end that begin at a token; `at` for none."""
    last = at
    if at + 1 < end and tokens[at].text == "zu":
        if not is_open_verb(tokens[at + 1].text):
            return at
        last = at + 2  # and what closes with it: zu sehen sein
    while last < end and (
        is_open_verb(tokens[last].text)
        or holds_zu(tokens[last].text)
        or (last > at and tokens[last].text in _CLOSING and not _has_noun(tokens, last + 1, end))
    ):
        last += 1
    return last


def is_finite(word: str) -> bool:
    """Tell whether a word is surely a finite verb."""
    return word in AUXILIARIES or is_surely_finite(word)
