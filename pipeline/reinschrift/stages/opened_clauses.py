"""Subordinate clauses that open inside a stretch without a comma before them.

Such a clause ends in its finite verb. Where the main clause has its own, the verb at the end is
left over: some word between the two has opened a clause, and often only one can have.
"""

from __future__ import annotations

from collections.abc import Sequence

from reinschrift.lexicon import load
from reinschrift.stages.closed_clauses import closes, is_particle
from reinschrift.stages.finite_verbs import (
    finite_places,
    has_strong_past,
    has_zu,
    is_final,
    is_surely_finite,
    main_finite_places,
)
from reinschrift.stages.stretches import OPENERS, QUESTIONS, RELATIVES, Stretch, is_opened
from reinschrift.words import (
    ADVERBS,
    ARTICLES,
    AUXILIARIES,
    CLOSED,
    CONJUNCTIONS,
    DETERMINERS,
    FUSED,
    NUMERALS,
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
# Other things as well, but not before a subject where a verb stands at the end.
_BEFORE_SUBJECT = frozenset("bis da damit indem während".split())
_ASKED = QUESTIONS - {"was", "wo", "wen", "wem"}  # which stand for `etwas`, or for a noun
_NO_SUBJECT = frozenset("dem den der des einem einen einer eines sich mich dich ihn ihm".split())
_POINTING = DETERMINERS - frozenset(
    "viele vielen vieler manche beide beiden beider solche solcher solchen alle allen aller einige "
    "einigen einiger mehrere mehreren mehrerer".split()
)
# Apart from `dem` they stand before a relative pronoun: ein Haus, in dem Wagner lebte.
_CONTRACTED = frozenset("an bei in von zu".split())
_DECLINED = ("e", "en", "er", "es", "em")
_LEAST_OPENED = 5  # words: a main clause of two, and a clause of three


def find_only_opener(stretch: Stretch) -> int:
    """Return where the clause opens that the last verb closes, if one word alone can; or 0.

    >>> from reinschrift.stages.stretches import read_stretches
    >>> [[stretch]] = read_stretches("Sie verkauften das Haus in dem der Vater lebte.")
    >>> find_only_opener(stretch)
    4
    """
    words = stretch.words
    if len(words) < _LEAST_OPENED or stretch.after not in _CLOSING:
        return 0
    has_opened = is_opened(words, by_comma=stretch.before == ",")
    if not is_surely_finite(words[-1]) and not (has_opened and is_final(words[-1])):
        return 0
    finite = (finite_places if has_opened else main_finite_places)(words[:-1])
    if len(finite) != 1 or words[finite[0] + 1] in CONJUNCTIONS:
        return 0
    if has_opened:  # its verb has closed it: ein Land, das er kennt|das er liebt
        at = finite[0] + 1
        can_open = at < len(words) - 1 and _can_open(words, at)
        return at if can_open and ends_finite(words, at) else 0
    openers = [
        at
        for at in range(finite[0] + 1, len(words) - 1)
        if words[at].lower() in OPENERS or (at > finite[0] + 1 and _can_open(words, at))
    ]
    if len(openers) != 1 or not _can_open(words, openers[0]):
        return 0
    is_plain = openers[0] > finite[0] + 1 or words[openers[0]] in ALWAYS | _ASKED  # hat damit
    return openers[0] if is_plain else 0


_CLOSING = frozenset(("", ".", ",", "!", "?", ";"))


def _can_open(words: Sequence[str], at: int) -> bool:
    """Tell whether a word opens a clause that ends in the last word, and does nothing else."""
    word, before, follows = words[at].lower(), words[at - 1], words[at + 1]
    if before in FOCUS or (before in PREPOSITIONS and not is_particle(words, at - 1)):
        return False
    if word in ALWAYS:
        return before not in SPANS
    if word in _BEFORE_SUBJECT:
        return follows in (PRONOUNS | DETERMINERS) - _NO_SUBJECT
    if word in _ASKED:
        return words[at].islower()
    is_behind_noun = (
        _is_noun(before) or is_surely_finite(before) or (at > 1 and closes(words, at - 1))
    )
    if word in PREPOSITIONS and not is_particle(words, at) and follows in RELATIVES:
        third = words[at + 2] if at + 2 < len(words) else ""
        is_bare = word in _CONTRACTED and follows == "dem" and third[:1].isupper()
        is_joined = any(one in CONJUNCTIONS for one in words)  # holte sie vom Amt und ging
        return is_behind_noun and (is_free(words, at + 2) or (is_bare and not is_joined))
    if word not in RELATIVES or not is_behind_noun:
        return False
    return word in ("deren", "dessen", "denen") or is_free(words, at + 1)


def is_free(words: Sequence[str], at: int) -> bool:
    """Tell whether no article can stand before a word: it belongs to no noun behind it."""
    if at >= len(words):
        return False
    word = words[at]
    if at == len(words) - 1:
        return True
    is_plain = word.isalpha() and word.islower() and not word.endswith(_DECLINED)
    can_follow = word in _NOT_NOMINAL | ADVERBS | _POINTING or (is_plain and word not in NUMERALS)
    return can_follow and not _has_attribute(words, at)


def _has_attribute(words: Sequence[str], at: int) -> bool:
    """Tell whether an attribute may end before a noun: der|von der Stadt geplante Bau."""
    return any(
        words[place].endswith(_DECLINED)
        and words[place].islower()
        and words[place] not in CLOSED
        and words[place + 1][0].isupper()
        and words[place - 1] not in DETERMINERS | FUSED
        and not (words[place - 1].islower() and words[place - 1].endswith(_DECLINED))
        for place in range(at + 1, len(words) - 1)
    )


def find_opener_before_verb(stretch: Stretch, following: Stretch) -> int:
    """Return where a relative clause opens that a comma closes before the main verb; or 0.

    Das Team aus dem Süden das zuletzt verlor, steht unter Druck.
    """
    words = stretch.words
    if not _begins_with_verb(following) or not is_final(words[-1]):
        return 0
    if has_zu(words, len(words) - 1):
        return 0
    if finite_places(words[:-1]) or is_opened(words, by_comma=stretch.before == ","):
        return 0
    for at in range(1, len(words) - 1):
        word, before = words[at], words[at - 1]
        if not _is_noun(before):
            continue
        if word in RELATIVES and is_free(words, at + 1):
            return at
        is_governed = word in PREPOSITIONS and words[at + 1] in RELATIVES
        if is_governed and at + 3 < len(words) and is_free(words, at + 2):
            return at  # das Gutachten|auf das er sich stützte
    return 0


def _is_noun(word: str) -> bool:
    """Tell whether a word is a noun, and its end no preposition of a clause: Stadtbadin den."""
    has_grown = word not in load() and word.endswith(tuple(PREPOSITIONS))
    return word[0].isupper() and word.lower() not in CLOSED and not has_grown


def _begins_with_verb(stretch: Stretch) -> bool:
    """Tell whether a stretch goes on with the main verb, also in the plural."""
    words = stretch.words
    follows = words[1].lower() if len(words) > 1 else ""
    return (
        is_surely_finite(words[0])
        or words[0] in AUXILIARIES
        or (words[0].islower() and is_verb_form(words[0]) and follows in CLOSED - CONJUNCTIONS)
    )


def find_unmarked_opener(stretch: Stretch) -> int:
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
        if any(at < place < len(words) - 1 for place in finite):
            continue
        if not (ends_finite(words, at) or _is_behind_participle(words, at)):
            continue
        if _opens(words, at):
            return at
    return 0


def _is_behind_participle(words: Sequence[str], at: int) -> bool:
    """Tell whether a participle or infinitive has closed the main clause before a word."""
    return closes(words, at - 1) and words[at - 1] not in AUXILIARIES | SEPARABLE


def ends_finite(words: Sequence[str], opener: int) -> bool:
    """Tell whether the last word is the finite verb of what `opener` opens.

    A verb before it may ask for an infinitive or a participle, and that stands last as well.
    """
    last = words[-1]
    if is_surely_finite(last) or has_strong_past(last):
        return True
    return not any(word.lower() in _ASKING for word in words[:opener])


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
    if word in RELATIVES and _is_behind_participle(words, at):
        return is_free(words, at + 1)  # hat Keime entdeckt|die lange ohne Wasser auskommen
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
