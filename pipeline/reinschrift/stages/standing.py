"""What grammar says of a place where the tagger would change something.

A score of .9 before `Er sprach mit dem Kanzler` is worth more than the same score before
`Hansi Flick`: names, titles and compounds can look like any scar, and closed classes cannot. So
the thresholds of the tagger are measured for each of these standings apart.
"""

from __future__ import annotations

import re

from reinschrift.lexicon import WORD, Lexicon, load
from reinschrift.stages.bare_attributes import BODIES
from reinschrift.stages.boundaries import (
    Edge,
    edge_at,
    has_verb,
    starts_clause,
)
from reinschrift.stages.capitals import POLITE, stands_capital
from reinschrift.stages.cautions import (
    is_behind_title_word,
    is_quoted,
    is_title_in_capitals,
)
from reinschrift.stages.commas import is_finite
from reinschrift.stages.finite_verbs import has_infinitive, is_final
from reinschrift.stages.halves import LIKE_NAMES, NEVER_MADE, stands_parted
from reinschrift.stages.speech import is_told
from reinschrift.stages.strays import OPENERS, stands_stray
from reinschrift.stages.stretches import RELATIVES
from reinschrift.stages.tagged_commas import PURPOSES
from reinschrift.tagger.proposals import MERGED, STRAY, Reading
from reinschrift.tagger.sequences import (
    CAPITAL,
    COMMA,
    COMMA_LOWER,
    LOWER,
    SPACE,
    UNMARK_LOWER,
)
from reinschrift.tokens import word_before
from reinschrift.words import (
    CLOSED,
    DETERMINERS,
    FUSED,
    PREPOSITIONS,
    SUBORDINATORS,
    is_open_class,
)

_LOWERED = (LOWER, COMMA_LOWER, UNMARK_LOWER)
_CLAUSE_OPENERS = SUBORDINATORS | frozenset("dass ob was wer wie".split())
_ENDING = 2  # words that end a clause with `zu`: zu senken, gesenkt zu haben
_REACH = 30  # characters of a number before a place
_CLAUSE_STARTS = _CLAUSE_OPENERS | OPENERS | RELATIVES | PREPOSITIONS
_NUMBER = re.compile(r"(?<![\w.])\d+(?:[.,]\d+)* $")


def standing(text: str, reading: Reading, lexicon: Lexicon | None = None) -> str:
    """Name what grammar says of a reading's place; `never` for what no score can make right.

    >>> from reinschrift.edits import Edit
    >>> from reinschrift.tagger.sequences import GLUED, SPACE
    >>> def of(text, place):
    ...     edit = Edit(place, place, " ", "merged-words")
    ...     return standing(text, Reading(GLUED, SPACE, 0.9, 1.0, 0.0, edit, place))
    >>> of("Putinund Xi", 5), of("Kreuznach gestern", 5), of("die Botschafterin", 15)
    ('closed-name', 'tail', 'never')
    """
    known = lexicon or load()
    if MERGED in reading.edit.rules:
        stands = stands_parted(text, reading.place, known)
        if stands == NEVER_MADE and reading.choice == COMMA and _opens_behind(text, reading.place):
            return "clause-misfit"  # Jin-ho Baek|der auch den Publikumspreis erhielt
        # Between a noun and what it names, or two names of a person, no mark stands.
        is_marked = stands in ("person-name", "noun-name") and reading.choice != SPACE
        return NEVER_MADE if is_marked else stands
    if reading.edit.rules[0] == STRAY:
        return stands_stray(text, reading)
    return _of_edge(text, reading, known)


def _opens_behind(text: str, place: int) -> bool:
    """Tell whether a clause may open in mid-word, behind a name or a noun."""
    word = WORD.match(text, place)
    is_capital = word_before(text, place)[:1].isupper()
    return is_capital and word is not None and word.group() in _CLAUSE_STARTS


def _of_edge(text: str, reading: Reading, lexicon: Lexicon) -> str:
    """Say what stands behind a boundary that may be lost, or at a capital that may be wrong."""
    place = reading.place
    edge = edge_at(text, place)
    if edge is None:
        # Behind a colon a sentence may begin: Sie rief: Doch, das geht!
        if text[place - 2 : place - 1] == ":":
            return "colon"
        word = WORD.match(text, place)
        is_number = _NUMBER.search(text, max(0, place - _REACH), place) is not None
        is_closed = word is not None and word.group().lower() in CLOSED
        if reading.kind >= CAPITAL and reading.choice == LOWER and is_number and is_closed:
            return "closed-number"  # bis 2027 Und
        return "else"
    end = place + len(edge.start)
    opens_clause = edge.comma and edge.start.lower() in _CLAUSE_OPENERS  # no title: „…, Was wir“
    is_in_quotes = is_quoted(text, place, end) and not opens_clause
    if text[end : end + 1] in ("/", "-", "&") or is_in_quotes:
        return NEVER_MADE if is_title_in_capitals(text, place) else "quoted"
    if is_behind_title_word(text, place):
        return "title"
    if reading.kind < CAPITAL:
        return _before_small(edge, edge.start.lower(), reading.choice)
    lower = edge.start.lower()
    if reading.choice in _LOWERED and _names_body(edge):
        return NEVER_MADE
    if reading.choice in _LOWERED:
        stands = stands_capital(edge, lower, lexicon)
        if reading.choice == LOWER or stands == NEVER_MADE:
            return stands  # a name keeps its capital behind a comma too
    return _of_start(edge, lower)


def _names_body(edge: Edge) -> bool:
    """Tell whether an adjective begins the name of a body: die Ständige Impfkommission."""
    follows = edge.following[0] if edge.following else ""
    is_inflected = edge.start.endswith(("e", "en", "er", "es"))
    is_adjective = is_inflected and is_open_class(edge.start.lower())
    is_behind_article = edge.before.lower() in DETERMINERS | FUSED and not edge.comma
    return is_adjective and is_behind_article and follows.lower().endswith(BODIES)


def _of_start(edge: Edge, lower: str) -> str:
    """Say what begins at a capital before which a mark may be lost."""
    if lower in SUBORDINATORS and not (edge.following and is_final(edge.following[-1])):
        return NEVER_MADE if edge.start == "Weil" else "subordinator"  # Stephan Weil
    if lower in SUBORDINATORS and edge.before in PREPOSITIONS:
        return NEVER_MADE  # von Weil
    kind = "polite" if edge.start in POLITE else "closed" if lower in CLOSED else "noun"
    if not has_verb(edge.clause) or not starts_clause(edge):
        return kind
    return f"{kind}-verb" if _has_verb_second(edge) else f"{kind}-clause"


def _has_verb_second(edge: Edge) -> bool:
    """Tell whether one phrase and a finite verb follow: Er sprach, Anleger hatten, Die Stadt wird.

    Behind a verb of its own clause that is a second main clause and nothing else.
    """
    lower = edge.start.lower()
    at = 0
    if lower in DETERMINERS:
        nouns = [place for place, word in enumerate(edge.following[:3]) if word[0].isupper()]
        if not nouns:
            return False
        at = nouns[0] + 1
    elif lower in PREPOSITIONS:
        return False
    return len(edge.following) > at and is_finite(edge.following[at])


def _before_small(edge: Edge, lower: str, choice: int) -> str:
    """Say what opens behind a comma that may be lost; its clause ends in its verb."""
    if lower in ("dem", "der") and not has_verb(edge.following) and is_told(edge.clause):
        return NEVER_MADE  # sagte die Ärztin Noa Lind dem Sender
    if edge.before == "willen":
        return NEVER_MADE  # um des Friedens willen schwieg er
    if choice != COMMA:
        return "closed" if lower in CLOSED else "else"
    following = edge.following
    if lower in PURPOSES and not has_infinitive(following):
        return NEVER_MADE  # um einen Viertelpunkt
    if lower in SUBORDINATORS or lower in OPENERS:
        kind = "subordinator"
    elif (
        has_infinitive(following[-_ENDING:])
        and PURPOSES.isdisjoint(following)  # am Montag, ohne zu zögern
        and not any(map(is_finite, following))
    ):
        return "infinitive"  # versprach, die Steuern zu senken
    elif lower in RELATIVES or lower in DETERMINERS:
        kind = "relative"
    elif is_open_class(lower):
        return "else"
    elif has_verb(edge.clause) and _has_verb_second(edge):
        return "closed-verb"
    else:
        return "preposition" if _is_plain_phrase(lower, following) else "phrase"
    is_final = has_verb(edge.clause) and edge.following and is_finite(edge.following[-1])
    return f"{kind}-clause" if is_final else kind


def _is_plain_phrase(lower: str, following: list[str]) -> bool:
    """Tell whether a preposition opens a phrase and no clause: beenden innerhalb eines Tages."""
    is_relative = following[:1] != [] and following[0] in RELATIVES | {"was", "wem", "wo"}
    return lower in PREPOSITIONS and not is_relative and not any(map(is_finite, following))


# What grammar allows and news seldom has: das Eine tun, Wir Historiker, an der Oder, Die Grünen.
SELDOM = frozenset(
    "own-noun behind-article relative pair demonstrative-first colon name-part nominal-es "
    "mark-alone capital-unknown name-in clause-misfit preposition".split()
)
# Where names, titles and new words stand, another scar on the line proves little.
DOUBTFUL = LIKE_NAMES | SELDOM | frozenset("title quoted nominal noun else mark phrase".split())

__all__ = ["DOUBTFUL", "NEVER_MADE", "SELDOM", "standing"]
