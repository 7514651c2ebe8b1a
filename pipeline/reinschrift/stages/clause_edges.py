"""Where clauses meet inside one stretch without the comma between them.

Every rule here rests on one law: a clause has one finite verb. Two of them in a stretch, and
no conjunction, are two clauses; the words around them say where the second one begins.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reinschrift.stages.closed_clauses import find_behind_closed, is_particle
from reinschrift.stages.second_clauses import find_second_clause
from reinschrift.stages.speech import SAYING
from reinschrift.stages.stretches import (
    CLUSTERS,
    QUESTIONS,
    RELATIVES,
    Stretch,
    finite_places,
    has_strong_past,
    has_zu,
    is_final,
    is_opened,
    is_surely_finite,
    main_finite_places,
)
from reinschrift.words import (
    ADVERBS,
    ARTICLES,
    AUXILIARIES,
    CLOSED,
    CONJUNCTIONS,
    PREPOSITIONS,
    PRONOUNS,
    SEPARABLE,
    SUBORDINATORS,
    is_verb_form,
)

# They ask for an infinitive or a participle at the end of their own clause.
_ASKING = AUXILIARIES | frozenset(
    "lässt lassen ließ ließen sieht sah sahen hört hörte geht ging gehen gingen bleibt blieb "
    "bleiben blieben kommt kam lernt lernte hilft half".split()
)
# They belong to the subordinate clause that follows: auch wenn, nur weil, kurz bevor.
FOCUS = CONJUNCTIONS | frozenset(
    "auch nur erst selbst kurz schon so je besonders insbesondere allem allein gerade eben noch "
    "immer außer statt anstatt ohne als wie vor nach bis seit lange bald denn genau sogar dann "
    "etwa gleich darauf davon dafür dazu damit darüber daran je auf gar egal".split()
)
# Zwei Tage nachdem er kam: the span belongs to the clause.
SPANS = frozenset(
    "Tag Tage Tagen Woche Wochen Monat Monate Monaten Jahr Jahre Jahren Stunde Stunden Minuten "
    "Sekunden Zeit Jahrzehnte".split()
)
ALWAYS = SUBORDINATORS - {"wie", "wozu", "indem"} | {"dass", "ob"}
_NOT_NOMINAL = (
    (PRONOUNS - {"alles", "nichts", "etwas", "wer", "was"})
    | (ARTICLES - {"des"})
    | PREPOSITIONS
    | frozenset("nicht noch schon nie nun nur auch bereits einst sich seit".split())
)


def find_clause_edges(sentence: Sequence[Stretch], at: int) -> Iterator[tuple[int, str]]:
    """Give the words of a stretch of a sentence before which a comma is missing, and why.

    >>> from reinschrift.stages.stretches import read_stretches
    >>> def of(text):
    ...     return [s.words[word] for one in read_stretches(text) for at, s in enumerate(one)
    ...             for word, _ in find_clause_edges(one, at)]
    >>> of("Leute, die nicht beteiligt waren mahnen zur Ruhe."), of("Er ging weil es spät war.")
    (['mahnen'], ['weil'])
    """
    stretch = sentence[at]
    is_waiting = stretch.is_first or not _has_finite(sentence[:at])
    after = _closed_by_verb(stretch, is_waiting=is_waiting)
    if after:
        yield after, "the clause before ends in its verb, and another verb follows"
        return
    if at + 1 < len(sentence) and (opener := _opener_before_verb(stretch, sentence[at + 1])):
        yield opener, "a clause opens here, ends in its verb, and the main verb follows"
        return
    for finder, why in (
        (_unmarked_opener, "a clause opens here and ends in its verb"),
        (find_second_clause, "a second finite verb and its subject"),
        (find_behind_closed, "the clause before is closed, and no part of it can follow"),
    ):
        found = finder(stretch)
        if found:
            yield found, why
            return


def _has_finite(stretches: Sequence[Stretch]) -> bool:
    """Tell whether the main clause that the stretches begin has had its finite verb."""
    return any(
        finite_places(stretch.words) and not is_opened(stretch.words, by_comma=number > 0)
        for number, stretch in enumerate(stretches)
    )


def _closed_by_verb(stretch: Stretch, *, is_waiting: bool) -> int:
    """Return where another verb follows a subordinate clause that has ended in its own; or 0.

    `is_waiting` tells whether the main clause has its verb still to come.
    """
    words = stretch.words
    if not is_opened(words, by_comma=stretch.before == ","):
        return 0
    for at in range(2, len(words) - 1):
        verb, second = words[at], words[at + 1]
        if not (verb.islower() and second.islower()) or verb == second:
            continue
        if is_surely_finite(second) and is_surely_finite(verb):
            return at + 1 if is_waiting or second in SAYING else 0
        if second == "sich" and is_verb_form(verb) and has_zu(words, len(words) - 1):
            return 0 if finite_places(words[1:at]) else at + 1  # Sender, die …, sich … zu lassen
        if not is_waiting or at + 2 >= len(words) or finite_places(words[1:at]):
            continue
        if _is_cluster(words, at):
            continue
        if is_surely_finite(verb) and _is_plural(second):
            return at + 1
        if is_surely_finite(second) and (is_final(verb) or has_strong_past(verb)):
            return at + 1
    return 0


def _opener_before_verb(stretch: Stretch, following: Stretch) -> int:
    """Return where a relative clause opens that a comma closes before the main verb; or 0.

    Das Team aus dem Süden das zuletzt verlor, steht unter Druck.
    """
    words, verb = stretch.words, following.words[0]
    if not (is_surely_finite(verb) or verb in AUXILIARIES) or not is_final(words[-1]):
        return 0
    if finite_places(words[:-1]) or is_opened(words, by_comma=stretch.before == ","):
        return 0
    for at in range(1, len(words) - 2):
        word, before, follows = words[at], words[at - 1], words[at + 1]
        is_behind_noun = before[0].isupper() and before.lower() not in CLOSED
        if word in RELATIVES and is_behind_noun and follows in _NOT_NOMINAL | ADVERBS:
            return at
    return 0


def _is_plural(word: str) -> bool:
    return word.endswith(("en", "ern", "eln")) and is_verb_form(word)


def _is_cluster(words: Sequence[str], at: int) -> bool:
    """Tell whether two verbs side by side may be one: gehen will, hatte kommen wollen."""
    verb, second = words[at], words[at + 1]
    if not is_surely_finite(verb):
        return second in CLUSTERS
    return verb in AUXILIARIES and words[at + 2 : at + 3] != [] and words[at + 2] in CLUSTERS


def _unmarked_opener(stretch: Stretch) -> int:
    """Return where a subordinate clause opens behind a main clause without its comma; or 0."""
    words = stretch.words
    if len(words) < _LEAST_OPENED or not is_final(words[-1]):
        return 0
    if is_opened(words, by_comma=stretch.before == ","):
        return 0
    finite = main_finite_places(words)
    for at in range(2, len(words) - 2):
        if not finite or finite[0] >= at:
            continue
        if any(at < place < len(words) - 1 for place in finite) or not ends_finite(words, at):
            continue
        if _opens(words, at):
            return at
    return 0


_LEAST_OPENED = 5  # words: a main clause of two, and a clause of three


def ends_finite(words: Sequence[str], opener: int) -> bool:
    """Tell whether the last word is the finite verb of what `opener` opens.

    A verb before it may ask for an infinitive or a participle, and that stands last as well.
    """
    last = words[-1]
    if is_surely_finite(last) or has_strong_past(last):
        return True
    return not any(word in _ASKING for word in words[:opener])


def _opens(words: Sequence[str], at: int) -> bool:
    """Tell whether the word at `at` opens a subordinate clause."""
    word, before, follows = words[at], words[at - 1], words[at + 1]
    if before in FOCUS or before in PREPOSITIONS - SEPARABLE:
        return False
    if word in ALWAYS:
        return before not in SPANS
    if word in ("als", "während", "damit"):
        is_plain = follows in PRONOUNS | ARTICLES - {"eine", "ein", "einen", "einem", "einer"}
        return (
            is_plain and is_surely_finite(words[-1]) and not before.endswith(("er", "so", "ders"))
        )
    if word == "wie":
        return not before.endswith(("er", "lich", "so")) and before[0].isupper()
    if word in QUESTIONS:
        return word not in ("was", "wo") or follows in PRONOUNS | ARTICLES
    if word in RELATIVES and (before[0].isupper() or is_particle(words, at - 1)):
        return follows in _NOT_NOMINAL and follows not in RELATIVES & {"der"}
    return (
        word in PREPOSITIONS
        and not is_particle(words, at)
        and follows in RELATIVES
        and before[0].isupper()
        and len(words) > at + 2
        and words[at + 2] in PRONOUNS | ARTICLES - {"des", "der"}
    )
