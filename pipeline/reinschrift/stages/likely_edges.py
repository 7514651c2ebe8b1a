"""Words that open a clause or a phrase behind a comma, if they open one at all.

`da`, `damit`, `aber` or `der` are other things as well, so grammar only names the places; how
often a comma is lost there the tagger has to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reinschrift.stages.finite_verbs import (
    finite_places,
    has_zu,
    is_final,
    is_surely_finite,
    main_finite_places,
)
from reinschrift.stages.opened_clauses import ALWAYS, FOCUS, SPANS, ends_finite
from reinschrift.stages.speech import SAYING
from reinschrift.stages.stretches import OPENERS, QUESTIONS, RELATIVES, Stretch, is_opened
from reinschrift.words import (
    ARTICLES,
    AUXILIARIES,
    CLOSED,
    CONJUNCTIONS,
    NUMERALS,
    PREPOSITIONS,
    PRONOUNS,
    SEPARABLE,
)

_DOUBLE = frozenset("da damit als während bis wie indem".split())  # other things as well
_LINKS = frozenset("aber doch denn sondern also allerdings".split())
_BEFORE_INFINITIVE = frozenset("um ohne statt anstatt".split())
_COUNTS = ARTICLES | NUMERALS | frozenset("auch mehrere viele einige".split())
_ANTECEDENTS = frozenset(
    "alles etwas nichts das dem einer eine eines jeder jene jenen diejenigen denjenigen derjenige "
    "diejenige dasjenige".split()
)
RELATIVE = "a relative clause"
_SHORT_CLAUSE = 4  # words; a longer one may have a verb that is not known
_BOTH = 2  # verbs, of a clause and of the one in it
_LEAST = 2  # words before an opener


def find_likely_edges(stretch: Stretch) -> Iterator[tuple[int, str, bool]]:
    """Give the words of a stretch before which a comma may be missing, and why.

    Last it says whether the main clause before has its verb, so that a clause can follow.

    >>> from reinschrift.stages.stretches import read_stretches
    >>> def of(text):
    ...     return [s.words[at] for one in read_stretches(text) for s in one
    ...             for at, _, _ in find_likely_edges(s)]
    >>> of("Er blieb um zu helfen."), of("Sie half dem Mann der dort lag."), of("Er half dem Mann.")
    (['um'], ['der'], [])
    """
    words = stretch.words
    is_main = not is_opened(words, by_comma=stretch.before == ",")
    finite = main_finite_places(words) if is_main else finite_places(words)
    for at in range(1, len(words) - 1):
        if words[at].islower() and (why := _opens(stretch, finite, at)):
            yield at, why, why != RELATIVE or (bool(finite) and finite[0] < at)
    turn = _main_clause(stretch, finite)
    if turn:
        yield turn, "the main clause follows the subordinate one", True


def _opens(stretch: Stretch, finite: Sequence[int], at: int) -> str:
    """Say what the word at `at` may open; nothing for nothing."""
    words = stretch.words
    word, before, follows = words[at], words[at - 1], words[at + 1]
    has_verb_after = any(place > at + 1 for place in finite) or (
        is_final(words[-1]) and ends_finite(words, at) and not has_zu(words, len(words) - 1)
    )
    if (
        before.lower() in FOCUS  # Auf dass es gelinge!
        or (before.lower() == "nicht" and at == 1)  # Nicht dass ich wüsste
        or before.lower() in ARTICLES
        or (before in PREPOSITIONS and before not in SEPARABLE)
    ):
        return ""
    if before in SPANS and word in ("nachdem", "bevor"):
        return ""
    is_behind_verb = has_verb_after and finite and finite[0] < at
    if word in ALWAYS or (word.startswith("welche") and before[0].isupper()):
        is_clause = has_verb_after or len(words) - at > _SHORT_CLAUSE
        is_far = at >= _LEAST or word in ("dass", "ob")
        return "a subordinate clause" if is_clause and is_far else ""
    if word in _DOUBLE or word in QUESTIONS:
        return "a subordinate clause" if is_behind_verb and follows != "auch" else ""
    is_noun = before[0].isupper() and before.lower() not in CLOSED | OPENERS | AUXILIARIES
    if word in RELATIVES and (is_noun or before in _ANTECEDENTS):
        is_phrase = follows[0].isupper() and not is_final(words[-1])
        has_verb_after = has_verb_after or _ends_before_sich(words, at)
        is_open = is_phrase or _is_joined(words, finite, at)
        return RELATIVE if has_verb_after and not is_open else ""
    if word in PREPOSITIONS and follows in RELATIVES and before[0].isupper():
        third = words[at + 2 : at + 3]
        opens = bool(third) and third[0] in (PRONOUNS | ARTICLES | PREPOSITIONS) - {"der", "des"}
        return RELATIVE if opens and has_verb_after else ""
    if word in _BEFORE_INFINITIVE:
        is_place = follows[0].isdigit() or "herum" in words  # um 8 Uhr, um sie herum
        ends = has_zu(words, len(words) - 1) and not is_place
        return "an infinitive clause" if ends else ""
    if word == "darunter":
        names = follows[0].isupper() or follows[0].isdigit() or follows in _COUNTS
        is_list = names and before[0].isupper() and not any(place > at for place in finite)
        return "what is among them" if is_list else ""
    if word in _LINKS:
        both = finite and finite[0] < at and any(place > at for place in finite)
        return "another main clause" if both or word == "sondern" else ""
    return _reports(words, finite, at)


def _is_joined(words: Sequence[str], finite: Sequence[int], at: int) -> bool:
    """Tell whether the last verb ends a clause that `und deren` or `oder ob` joined before."""
    joined = [
        place
        for place in range(1, at)
        if words[place - 1] in CONJUNCTIONS and words[place] in RELATIVES | OPENERS
    ]
    return bool(joined) and sum(place > joined[-1] for place in finite) < _BOTH


def _ends_before_sich(words: Sequence[str], at: int) -> bool:
    """Tell whether the clause that opens at `at` ends before an infinitive clause with `sich`."""
    return has_zu(words, len(words) - 1) and any(
        words[place + 1] == "sich" and is_final(words[place])
        for place in range(at + 2, len(words) - 1)
    )


def _reports(words: Sequence[str], finite: Sequence[int], at: int) -> str:
    """Say whether the rest of the words names who said what stands before."""
    word, follows = words[at], words[at + 1]
    has_verb_behind = any(place > at for place in finite)
    names = follows[0].isupper() or follows in ("der", "die", "das", "ein", "eine", "er", "sie")
    if has_verb_behind or not names or not finite or at <= _LEAST:
        return ""
    is_plural = word.endswith("en") and word not in CLOSED and f"{word[:-2]}te" in SAYING
    is_said = word in SAYING or is_plural
    if is_said and word not in ("heißt", "hieß") and finite[0] < at - 1:
        return "its verb of saying"
    return "who said it" if word == "so" and follows not in ("ein", "eine", "das") else ""


def _main_clause(stretch: Stretch, finite: Sequence[int]) -> int:
    """Return where a main clause follows the subordinate clause that begins a sentence; or 0."""
    words = stretch.words
    if not is_opened(words, by_comma=stretch.before == ",") or words[0][0] == "D":
        return 0
    for at in range(2, len(words) - 2):
        verb, second, third = words[at], words[at + 1], words[at + 2]
        if not is_final(verb) or any(1 < place < at for place in finite):
            continue
        if second in ("dann", "so") and is_surely_finite(third):
            return at + 1
        if is_surely_finite(second) and (third in PRONOUNS | ARTICLES or third[0].isupper()):
            return at + 1
    return 0
