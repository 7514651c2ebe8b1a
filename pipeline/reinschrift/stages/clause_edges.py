"""Where clauses meet inside one stretch without the comma between them.

Every rule here rests on one law: a clause has one finite verb. Two of them in a stretch, and
no conjunction, are two clauses; the words around them say where the second one begins.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reinschrift.genders import gender_of
from reinschrift.stages.closed_clauses import find_behind_closed
from reinschrift.stages.finite_verbs import (
    CLUSTERS,
    finite_places,
    has_strong_past,
    has_zu,
    is_final,
    is_surely_finite,
)
from reinschrift.stages.fronted_clauses import CONDITIONS
from reinschrift.stages.opened_clauses import (
    find_only_opener,
    find_opener_before_verb,
    find_unmarked_opener,
)
from reinschrift.stages.second_clauses import (
    find_contrasted_verb,
    find_second_clause,
)
from reinschrift.stages.speech import SAYING
from reinschrift.stages.stretches import Stretch, is_opened
from reinschrift.words import AUXILIARIES, DETERMINERS, PRONOUNS, is_verb_form


def find_clause_edges(sentence: Sequence[Stretch], at: int) -> Iterator[tuple[int, str, bool]]:
    """Give the words of a stretch of a sentence before which a comma is missing, and why.

    Last it says whether that is certain, whatever the words are.

    >>> from reinschrift.stages.stretches import read_stretches
    >>> def of(text):
    ...     return [s.words[word] for one in read_stretches(text) for at, s in enumerate(one)
    ...             for word, *_ in find_clause_edges(one, at)]
    >>> of("Leute, die nicht beteiligt waren mahnen zur Ruhe."), of("Er ging weil es spät war.")
    (['mahnen'], ['weil'])
    >>> of("Der Bedarf, den die Betreiber nennen soll sinken."), of("Ein Amt, das es tun soll und")
    (['soll'], [])
    """
    stretch = sentence[at]
    is_waiting = stretch.is_first or not _has_finite(sentence[:at])
    after = (
        _behind_purpose(stretch)
        or _behind_condition(stretch)
        or _closed_by_verb(stretch, is_waiting=is_waiting)
    )
    if after:
        yield after, "the clause before ends in its verb, and another verb follows", False
        return
    if at + 1 < len(sentence) and (opener := find_opener_before_verb(stretch, sentence[at + 1])):
        yield opener, "a clause opens here, ends in its verb, and the main verb follows", True
        return
    for finder, why, is_certain in (
        (find_only_opener, "the verb at the end closes a clause, which opens here", True),
        (find_unmarked_opener, "a clause opens here and ends in its verb", False),
        (find_contrasted_verb, "a second verb is set against the first one", True),
        (find_second_clause, "a second finite verb and its subject", False),
        (find_behind_closed, "the clause before is closed, and no part of it can follow", False),
    ):
        found = finder(stretch)
        if found:
            yield found, why, is_certain
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
        if _is_plural(second) and (is_surely_finite(verb) or _is_passive(words, at)):
            return at + 1
        if is_surely_finite(second) and (is_final(verb) or has_strong_past(verb)):
            return at + 1
    return 0


def _is_of_many(words: Sequence[str], verb: str) -> bool:
    """Tell whether the subject behind a relative pronoun is a plural: den die Betreiber nennen."""
    is_object = words[0] in ("den", "dem") and words[1] in ("die", "diese", "viele")
    return is_object and verb.endswith("n") and gender_of(words[2]) == "p"


def _behind_purpose(stretch: Stretch) -> int:
    """Return where the main verb follows an infinitive clause: Um das zu feiern[,] kam er; or 0."""
    words = stretch.words
    if not stretch.is_first or words[0] != "Um":
        return 0
    for at in range(3, len(words) - 1):
        if has_zu(words, at) and is_surely_finite(words[at + 1]):
            return 0 if finite_places(words[:at]) else at + 1
    return 0


def _behind_condition(stretch: Stretch) -> int:
    """Return where the main verb follows a condition: Sollte es regnen[,] fällt das Spiel aus."""
    words = stretch.words
    if not stretch.is_first or words[0] not in CONDITIONS or stretch.after == "?":
        return 0
    for at in range(2, len(words) - 2):
        if is_final(words[at]) and is_surely_finite(words[at + 1]):
            return at + 1 if words[at + 2] in PRONOUNS | DETERMINERS else 0
    return 0


def _is_plural(word: str) -> bool:
    return word.endswith(("en", "ern", "eln")) and is_verb_form(word)


def _is_passive(words: Sequence[str], at: int) -> bool:
    """Tell whether `werden` or `haben` ends a clause behind its participle."""
    participle = words[at - 1]
    is_closed = words[at] in ("werden", "haben", "worden") and is_verb_form(participle)
    return is_closed and "ge" in participle[:7] and words[at + 2] in PRONOUNS | DETERMINERS


_MODALS = frozenset(
    "muss musste müsse müsste kann konnte könne könnte soll sollte solle will wollte wolle darf "
    "durfte dürfe dürfte".split()
)


def _is_cluster(words: Sequence[str], at: int) -> bool:
    """Tell whether two verbs side by side may be one: gehen will, hatte kommen wollen."""
    verb, second = words[at], words[at + 1]
    if second in _MODALS and _is_of_many(words, verb):
        return False
    if has_strong_past(verb) and not verb.endswith("en"):
        return False
    if not is_surely_finite(verb):
        # Only the auxiliaries take a form in -t: umgebaut wird, but umbaut|muss
        return second in CLUSTERS and not (verb.endswith("t") and second in _MODALS)
    return verb in AUXILIARIES and words[at + 2 : at + 3] != [] and words[at + 2] in CLUSTERS
