"""Node edges in mid-line: a lost full stop, or a capital where no sentence starts.

German capitalises nouns, names and sentence starts. A word of a closed class with a
capital in mid-line therefore stands at the edge of a text node: either a sentence ended
there and lost its mark, or the node was translated alone and got a capital.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from reinschrift.edits import Edit
from reinschrift.lexicon import WORD
from reinschrift.stages.commas import is_finite
from reinschrift.stages.finite_verbs import main_finite_places
from reinschrift.stages.lost_capitals import find_lost_capitals
from reinschrift.stages.neighbours import PARTICLES
from reinschrift.stages.speech import (
    find_capital_speakers,
    find_capital_verbs,
    find_speech_commas,
)
from reinschrift.stages.speech_stops import find_stops_before_speech
from reinschrift.stages.stretches import NOT_FINAL, QUESTIONS, WORKS
from reinschrift.words import (
    ADVERBS,
    CLOSED,
    CONJUNCTIONS,
    FINITE_VERBS,
    MODIFIER_ENDINGS,
    PREPOSITIONS,
    PRONOUNS,
    STRONG_PASTS,
    SUBORDINATORS,
    TIMES,
    is_open_class,
    is_verb_form,
)

# `Sie`, `Ihr` and `Ihnen` are polite forms as well, `Ich` and `Du` stand in titles, `Ein` counts.
_POLITE = frozenset("sie ihr ihre ihren ihrem ihrer ihres ihnen du dein deine ich laut".split())
# These begin titles (Der Spiegel, Das Erste, Die Linke, Ein Fall für zwei, Im Westen nichts Neues).
_TITLE_STARTS = frozenset(
    "der die das den dem des ein eine einen einem einer eines im am zur zum".split()
)
_STARTERS = (CLOSED | {"wie", "dass"}) - _POLITE
_VERB_WITHIN = 9  # words: the finite verb stands second, after at most a long first phrase
_PRONOUNS_TOO = frozenset("das dies der die dem den".split())
# Nouns as well (das Aus, im Abseits, Asyl auf Wegen), or parts of names (Von Miller).
_NOUNS_TOO = frozenset("aus abseits dank wegen mithilfe statt trotz laut".split())
_NO_STARTS = frozenset("nichts alles jeder viele".split())  # das Nichts, Alles wird gut
# Streets and houses begin with these: Unter den Linden, An der Alster, In den Gärten.
_STREET_STARTS = frozenset("an am auf im in unter vor hinter zum zur beim neben".split())
_WINDOW = 300  # characters on either side

_CAPITAL_STARTERS = frozenset(word.capitalize() for word in _STARTERS)
# Begins with a plain character, which the regex engine finds fastest.
_CAPITAL = re.compile(r" ([A-ZÄÖÜ][a-zäöüß]{1,13})(?= [\w„])")
_LAST_WORD = re.compile(r"[^\W\d_]+,?$")
_NEXT_WORDS = re.compile(r"[^\W\d_][\w-]*|[.,;:!?\n„“”\"»«()]")
# The full stop of an ordinal ends none: am 9. September.
_SENTENCE = re.compile(r"(?<!\b\d)(?<!\b\d\d)\.|[!?:;\n„“”\"»«()–|]")


class Edge(NamedTuple):
    """A word in mid-line where one node may end and another begin."""

    place: int  # of the capital
    before: str
    comma: bool  # between the two
    start: str
    following: list[str]  # words up to the next mark
    clause: list[str]  # words before, from the sentence's start
    closed: bool  # whether the line ends its sentence, as headings and tables do not


def close_lost_boundaries(text: str) -> Iterator[Edit]:
    """Propose a full stop where one clause ends in its verb and the next word starts another.

    >>> text = "Er soll einen Plan entwickeln Dies würde gehen."
    >>> [edit.text for edit in close_lost_boundaries(text)]
    ['.']
    """
    yield from find_speech_commas(text)
    yield from find_stops_before_speech(text)
    for edge in _edges(text):
        if not edge.comma and _parts_sentences(edge):
            evidence = f"{edge.before!r} can end a clause, {edge.start!r} starts one with its verb"
            yield Edit(edge.place - 1, edge.place - 1, ".", "lost-boundary", 0.95, evidence)


def lower_fragments(text: str) -> Iterator[Edit]:
    """Propose a small letter for a word of a closed class that no sentence starts with.

    >>> [edit.text for edit in lower_fragments("Truppen, die nordkoreanisch Bei ihrem Einsatz")]
    ['b']
    """
    yield from find_lost_capitals(text)
    for place in chain(find_capital_verbs(text), find_capital_speakers(text)):
        why = "what was said is over, and the sentence goes on with who said it"
        yield Edit(place, place + 1, text[place].lower(), "fragment-case", 0.95, why)
    for edge in _edges(text):
        if edge.following and _is_inside(edge) and (edge.comma or not _parts_sentences(edge)):
            evidence = f"{edge.before!r} ends no sentence, {edge.start!r} is no noun"
            yield Edit(
                edge.place, edge.place + 1, edge.start[0].lower(), "fragment-case", 0.95, evidence
            )


def _edges(text: str) -> Iterator[Edge]:
    for match in _CAPITAL.finditer(text):
        if match[1] in _CAPITAL_STARTERS:
            edge = edge_at(text, match.start(1))
            if edge is not None:
                yield edge


def edge_at(text: str, place: int) -> Edge | None:
    """Look at the words around `place`, where one starts; None if none stands right before it."""
    before = _LAST_WORD.search(text, max(0, place - 61), place - 1)
    start = WORD.match(text, place)
    if before is None or start is None:
        return None
    following: list[str] = []
    mark = "\n"
    for word in _NEXT_WORDS.finditer(text, start.end(), start.end() + _WINDOW):
        if not word.group()[0].isalpha():
            mark = word.group()
            break
        following.append(word.group())
    window = max(0, place - 1 - _WINDOW)
    marks = [found.end() for found in _SENTENCE.finditer(text, window, place - 1)]
    clause = WORD.findall(text, marks[-1] if marks else window, place - 1)
    last, comma, _ = before.group().partition(",")
    return Edge(place, last, bool(comma), start.group(), following, clause, mark in ".,!")


def has_verb(words: list[str]) -> bool:
    """Tell whether one of the words is a finite verb."""
    return any(is_finite(word) for word in words)


def has_main_verb(words: list[str]) -> bool:
    """Tell whether words that a main clause begins with hold its verb: Das Buch erzählt von ihr."""
    return has_verb(words) or main_finite_places(words) != []


def starts_clause(edge: Edge) -> bool:
    """Tell whether a main clause starts with the edge: its finite verb in second place, or nearly.

    A pronoun or adverb has the verb right behind it, a noun phrase a few words on.
    """
    lower = edge.start.lower()
    if not edge.following or lower in SUBORDINATORS:
        return False
    is_short = lower in PRONOUNS or lower in ADVERBS
    within = edge.following[: 1 if is_short else _VERB_WITHIN]
    return any(
        is_finite(word) or (word.islower() and word.endswith("en") and is_verb_form(word))
        for word in within
    )


def _parts_sentences(edge: Edge) -> bool:
    """Tell whether one sentence ends before the capital and another starts with it."""
    if not _starts_sentence(edge):
        return False
    if _ends_clause(edge.before):
        return True
    # `Die Zahl stieg auf zwölf Das teilte die Polizei mit`: each side has its verb.
    lower = edge.start.lower()
    return (
        edge.closed
        and edge.before not in NOT_FINAL
        and is_open_class(edge.before.lower())
        and lower not in _NO_STARTS
        and (lower in PRONOUNS or lower in ADVERBS or lower in _PRONOUNS_TOO)
        and edge.following[0] in FINITE_VERBS
        and has_main_verb(edge.clause)
    )


def _is_inside(edge: Edge) -> bool:
    """Tell whether the sentence goes on through the capital."""
    lower = edge.start.lower()
    first = edge.following[0]
    if edge.comma:
        opens = lower in SUBORDINATORS or lower in CONJUNCTIONS or lower in ("wie", "als", "dass")
        return opens and edge.closed and first[0].islower()
    if edge.before.islower() and edge.before.endswith(MODIFIER_ENDINGS):
        return is_open_class(edge.before) and first[0].islower() and lower in _STARTERS
    return (
        lower in PREPOSITIONS
        and lower not in _NOUNS_TOO
        and edge.closed
        and len(edge.clause) >= _LEAST_CLAUSE
        and _can_go_on(edge.before)
        and has_verb(edge.clause)
        and not any(is_finite(word) for word in edge.following[1:-1])
        and _has_no_street(lower, edge.following)
    )


def _can_go_on(before: str) -> bool:
    """Tell whether a phrase can follow `before`: a noun, or a verb.

    Behind an article, a preposition or an adjective comes a noun (`das Aus`); behind an
    abbreviation or the name of a work comes a title.
    """
    if before in NOT_FINAL or before.lower().endswith(WORKS):
        return False
    if before.islower():
        return is_open_class(before) and is_verb_form(before)
    return before[1:].islower()


def _has_no_street(lower: str, following: list[str]) -> bool:
    """Tell whether a preposition is no part of an address: the verb at the end would show it.

    A time is none either: tritt Im Juni auf.
    """
    if lower not in _STREET_STARTS:
        return lower != "von" or following[0].islower()
    if not TIMES.isdisjoint(following[:2]):
        return True
    last = following[-1]
    has_bracket = last in PARTICLES or last in STRONG_PASTS or is_verb_form(last)
    return has_bracket and following[0].islower()


_LEAST_CLAUSE = 3  # words; less is a label (`Kommentar Über die Krise`)


def _ends_clause(word: str) -> bool:
    """Tell whether a clause can end in `word`: a verb form that is nothing else."""
    return word.islower() and word not in NOT_FINAL and is_verb_form(word)


def _starts_sentence(edge: Edge) -> bool:
    """Tell whether a main clause follows: its finite verb in second place, or nearly."""
    lower = edge.start.lower()
    if not edge.following or lower in QUESTIONS:
        return False  # läuft Wer wird Millionär
    if lower in PRONOUNS or lower in ADVERBS:
        return edge.following[0] in FINITE_VERBS or is_verb_form(edge.following[0])
    if lower in _PRONOUNS_TOO and edge.following[0] in FINITE_VERBS:
        return True
    if lower in SUBORDINATORS or lower in CONJUNCTIONS:
        return False
    if lower in _TITLE_STARTS and edge.following[0][0].isupper() and len(edge.following) < 3:
        return False
    return any(
        word in FINITE_VERBS
        or is_finite(word)
        or (word.islower() and word.endswith("en") and is_verb_form(word))
        for word in edge.following[1:_VERB_WITHIN]
    )
