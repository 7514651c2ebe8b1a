"""Sentences that follow one another without a full stop, told by the second one's capital.

`nicht näher Polen fordert eine Geste`: the first sentence has its verb, and behind the capital
stands one phrase and a second verb. No single German sentence looks so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reinschrift.lexicon import load
from reinschrift.stages.closed_clauses import closes
from reinschrift.stages.finite_verbs import (
    finite_places,
    has_zu,
    is_conjunctive,
    is_final,
    is_finite_at,
    is_surely_finite,
    main_finite_places,
)
from reinschrift.stages.fronted_clauses import find_fronted_clause
from reinschrift.stages.opened_clauses import ALWAYS
from reinschrift.stages.speech import SAYING
from reinschrift.stages.stretches import JOINTS, NOT_FINAL, OPENERS, QUESTIONS, Stretch, is_opened
from reinschrift.words import (
    ADVERBS,
    ARTICLES,
    AUXILIARIES,
    CLOSED,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    SEPARABLE,
    SUBORDINATORS,
    is_verb_form,
)

_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST_PHRASE = 7  # words before the second verb
_NOT_LAST = (ARTICLES | PREPOSITIONS | CONJUNCTIONS | SUBORDINATORS) - frozenset(
    "ab an auf aus ein mit nach vor zu zurück statt um".split()
)
# No name in mid-sentence begins with these as a film does with Der or Im.
# The polite forms stand anywhere.
_STARTS = (
    (CLOSED - SUBORDINATORS | {"seitdem"})
    - CONJUNCTIONS
    - frozenset("nichts alles laut sie ihr ihre ihren ihrem ihrer ihres ihnen ich du dein".split())
)


def find_lost_stops(sentence: Sequence[Stretch], at: int) -> Iterator[tuple[int, str, bool]]:
    """Give the words of a stretch before which a full stop is missing, and why.

    Last it says whether that is certain: the clause before has closed.

    >>> from reinschrift.stages.stretches import read_stretches
    >>> def of(text):
    ...     return [s.words[word] for one in read_stretches(text) for at, s in enumerate(one)
    ...             for word, *_ in find_lost_stops(one, at)]
    >>> of("Er kommt am 3. Mai Bis dahin wartet Rom ab."), of("Er sah den Film Im Westen.")
    (['Bis'], [])
    """
    stretch = sentence[at]
    words = stretch.words
    if fronted := find_fronted_clause(sentence, at):
        yield fronted, f"{words[fronted]!r} opens a clause before the verb of a new sentence", True
        return
    if is_opened(words, by_comma=stretch.before == ","):
        yield from _behind_final_verb(sentence, at)
        return
    first = sorted([*main_finite_places(words), *_infinitive_places(words)])
    if not first:
        return
    verb = words[first[0]]
    if verb.lower() in NOT_FINAL - SAYING:
        return  # Die Band nennt sich Wir sind Helden
    begin = first[0] + (2 if verb in SAYING or not first[0] else 1)
    end = len(words) if stretch.after in _OPENING else len(words) - 1
    clauses = words[:end]
    for start in range(begin, len(words) - 1):
        if _waits_for_verb(sentence, at, start):
            yield start, f"{words[start]!r} starts a sentence whose verb follows a clause", True
            return
        if _is_some_of_them(words, start):
            yield start, f"{words[start]!r} is the subject of {words[start + 3]!r}", True
            return
        if _has_verb_second(clauses, start, verb):
            is_closed = _is_closed(words, start)
            if is_closed or _can_start(words, start):
                why = f"{words[start]!r} starts a sentence with a verb of its own"
                yield start, why, is_closed
                return


_SOME = frozenset("Viele Einige Manche Mehrere Wenige Beide Zwei Drei Vier Keiner Einer".split())


def _is_some_of_them(words: Sequence[str], start: int) -> bool:
    """Tell whether a subject begins that no title does: Viele von ihnen hoffen."""
    verb = words[start + 3] if start + 3 < len(words) else ""
    is_some = words[start] in _SOME and words[start + 1 : start + 3] == ["von", "ihnen"]
    return is_some and verb.islower() and is_final(verb)


def _behind_final_verb(sentence: Sequence[Stretch], at: int) -> Iterator[tuple[int, str, bool]]:
    """Give where a sentence starts right behind the verb that ends a subordinate clause."""
    words = sentence[at].words
    if not any(is_final(one.words[-1]) or finite_places(one.words) for one in sentence[:at]):
        return  # the main clause waits for its verb
    for verb in finite_places(words)[:1]:
        start = verb + 1
        if (
            start < len(words) - 1
            and words[start][0].isupper()
            and (words[start].lower() in _STARTS or _is_fronted_object(words, start))
            and words[verb] not in NOT_FINAL
            and _has_verb_second(words, start, words[verb])
        ):
            yield start, f"{words[start]!r} starts a sentence behind a verb at the end", True


def _infinitive_places(words: Sequence[str]) -> list[int]:
    """Return where an infinitive with `zu` ends a clause: noch heute weiterzureisen."""
    return [
        at - 1 if words[at - 1] == "zu" else at for at in range(1, len(words)) if has_zu(words, at)
    ]


def _waits_for_verb(sentence: Sequence[Stretch], at: int, start: int) -> bool:
    """Tell whether a subject ends a stretch, and its verb stands behind the next: Sie, die …, kam.

    The clause before it has closed: soll das klären|Sein Beifahrer, der floh, wurde gefasst.
    """
    words = sentence[at].words
    if len(sentence) < at + 3 or words[start].lower() not in _STARTS & DETERMINERS:
        return False
    clause, rest = sentence[at + 1], sentence[at + 2]
    is_subject = words[start][0].isupper() and _is_phrase(words[start:])
    is_followed = is_opened(clause.words, by_comma=clause.before == ",")
    is_waiting = is_followed and rest.before == "," and is_surely_finite(rest.words[0])
    return is_subject and is_waiting and closes(words, start - 1)


def _can_start(words: Sequence[str], start: int) -> bool:
    """Tell whether a sentence may start here, and the one before end."""
    word, before = words[start], words[start - 1]
    if before in _NOT_LAST or before.endswith((".", "-")):
        return False
    if _YEAR.fullmatch(word):
        is_free = before[0].isupper() and words[start - 2] not in PREPOSITIONS
        return is_free or (before.startswith("ge") and is_verb_form(before))
    if not word[0].isupper():
        return False
    if word.lower() in _STARTS:
        return True
    if word in ("Ihr", "Ihre"):  # polite as well, but no subject then
        return words[start + 1][0].isupper() and before not in _NOT_LAST
    # A noun or name: behind a word that no noun follows.
    return before in ADVERBS - _AHEAD or before in _ENDS


def _is_closed(words: Sequence[str], start: int) -> bool:
    """Tell whether the clause before a capital has closed; an adjective could go with a noun."""
    word, before = words[start], words[start - 1]
    if _is_she(words, start):
        return before not in _NOT_LAST
    if _is_fronted_object(words, start):
        return True
    if not word[0].isupper() or not closes(words, start - 1):
        return False
    if word.lower() in _STARTS:
        return before not in _NOT_LAST
    if before in SEPARABLE:  # fielen aus|Reisende mussten warten
        return before in _ONLY_PARTICLES or words[start + 1] in AUXILIARIES
    may_decline = before.endswith(("ten", "nden", "enen")) or any(
        before[:-2] + ending in load() for ending in ("em", "es", "er")
    )
    return before.endswith("t") or (before.endswith("en") and not may_decline)


def _is_she(words: Sequence[str], start: int) -> bool:
    """Tell whether `Sie` is no polite one, which has its verb in the plural: Sie hatte."""
    verb = words[start + 1]
    return words[start] == "Sie" and is_finite_at(words, start + 1) and verb[-1] not in "nd"


def _is_fronted_object(words: Sequence[str], start: int) -> bool:
    """Tell whether a noun, its verb and a pronoun follow the verb that ends a clause.

    Er bestreitet, dass er getäuscht habe|Fehler räumt er ein.
    """
    return (
        words[start][0].isupper()
        and words[start].lower() not in CLOSED
        and is_final(words[start - 1])
        and words[start + 2 : start + 3] != []
        and words[start + 2] in _NOMINATIVES
        and is_finite_at(words, start + 1)
        and any(word in ALWAYS for word in words[: start - 1])
    )


_NOMINATIVES = frozenset("er sie es man wir ich".split())
# Of those that a verb leaves at the end, what is no preposition as well.
_ONLY_PARTICLES = frozenset(
    "fest fort frei her hin los nieder teil weg weiter wieder zurück zusammen ab ein".split()
)
_DEMONSTRATIVES = frozenset("das dies die der dem den".split())
_OPENING = frozenset("„“\"»«‚'")  # the clause goes on in what is quoted
_AHEAD = frozenset("auch nur sogar erst oft immer so ebenso".split())  # auch Polen
_ENDS = frozenset("nicht näher mehr fest zurück sein haben werden worden gewesen".split())


def _has_verb_second(words: Sequence[str], start: int, first: str) -> bool:
    """Tell whether one phrase and a finite verb follow, as in a main clause."""
    lower = words[start].lower()
    if lower in QUESTIONS:
        return False  # läuft Wer wird Millionär
    if lower in PRONOUNS or lower in ADVERBS or lower not in CLOSED:
        places = [start + 1]
    elif lower in _DEMONSTRATIVES and is_finite_at([*words, ""], start + 1):
        places = [start + 1]  # Das teilte die Polizei mit
    else:
        places = list(range(start + 2, min(start + _LONGEST_PHRASE, len(words) - 1)))
    for place in places:
        word = words[place] if place < len(words) else ""
        if word in JOINTS or word in OPENERS:
            return False
        if word and (
            is_finite_at(words, place) or word in AUXILIARIES or _may_be_finite(words, place)
        ):
            if is_conjunctive(word) and first in SAYING and words[0] != first:
                return False  # Er sagte Am Montag werde er kommen
            return _is_phrase(words[start:place])
    return False


def _may_be_finite(words: Sequence[str], at: int) -> bool:
    """Tell whether a form has its subject or object behind it: fahren die Züge, erfordert es."""
    follows = words[at + 1] if at + 1 < len(words) else ""
    word = words[at] if at < len(words) else ""
    if not word.islower() or not word.endswith(("en", "t")) or word in CLOSED | {"nicht", "jetzt"}:
        return False
    return is_verb_form(word) and follows in ADVERBS | ARTICLES | PRONOUNS


def _is_phrase(words: Sequence[str]) -> bool:
    """Tell whether words are one phrase: an adverb, a pronoun, or what ends in a noun."""
    if len(words) == 1:
        return True
    if words[0].lower() in PREPOSITIONS:
        return words[-1][0].isupper() or words[-1][0].isdigit() or words[-1] in ADVERBS | {"dahin"}
    return words[0].lower() in DETERMINERS | PRONOUNS and words[-1][0].isupper()
