"""What grammar says of a place where the tagger would change something.

A score of .9 before `Er sprach mit dem Kanzler` is worth more than the same score before
`Hansi Flick`: names, titles and compounds can look like any scar, and closed classes cannot. So
the thresholds of the tagger are measured for each of these standings apart.
"""

from __future__ import annotations

import re

from reinschrift.lexicon import WORD, Lexicon, load
from reinschrift.stages.boundaries import (
    Edge,
    edge_at,
    has_main_verb,
    has_verb,
    starts_clause,
)
from reinschrift.stages.capitals import POLITE, stands_capital
from reinschrift.stages.cautions import (
    is_behind_title_word,
    is_demonstrative,
    is_pair,
    is_quoted,
    is_title_in_capitals,
)
from reinschrift.stages.commas import is_finite
from reinschrift.stages.finite_verbs import has_zu
from reinschrift.stages.halves import LIKE_NAMES, NEVER_MADE, stands_parted
from reinschrift.stages.neighbours import is_inflected_behind
from reinschrift.stages.speech import is_told
from reinschrift.tagger.proposals import MERGED, STRAY, Reading
from reinschrift.tagger.sequences import (
    CAPITAL,
    COMMA,
    COMMA_LOWER,
    DELETE,
    LOWER,
    SPACE,
    UNMARK_LOWER,
)
from reinschrift.words import (
    ARTICLES,
    CLOSED,
    DETERMINERS,
    FINITE_VERBS,
    PREPOSITIONS,
    SUBORDINATORS,
    is_open_class,
)

_LOWERED = (LOWER, COMMA_LOWER, UNMARK_LOWER)
_PURPOSES = frozenset(("um", "ohne"))  # before an infinitive with zu, else prepositions
_RELATIVES = frozenset("der die das den dem denen deren dessen".split())
_OPENERS = frozenset("dass als wie während um ohne da damit bis".split())
# Articles that no noun is made of, as of das Eine, das Sein, das Mein.
_NO_NOUNS = frozenset("der die das den dem des dieser diese dieses diesen diesem".split())
_POINTING = frozenset("Das Dies Der Die".split())
_SUBJECTS = frozenset("Er Sie Es Wir Ich Man".split())
_NEUTER = frozenset("das dem des ein einem eines".split())
_WITH_NOUN = re.compile(r"(?:Wir|Ihr) [A-ZÄÖÜ]")
_AFTER_COMMA = re.compile(r", $")
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_REACH = 30  # characters of a word before a mark
_LONGEST_TITLE = 60  # characters
_STOPS = re.compile(r"„(?:[A-ZÄÖÜ]\w*[.!] ?)+(?:[A-ZÄÖÜ]\w*[.!]?)?“")
_NUMBER = re.compile(r"(?<![\w.])\d+(?:[.,]\d+)* $")
_SENTENCE_END = re.compile(r"(?:^|\n|[.!?:…„“”\"»«])\s*$")


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
        # Between a noun and what it names, or two names of a person, no mark stands.
        is_marked = stands in ("person-name", "noun-name") and reading.choice != SPACE
        return NEVER_MADE if is_marked else stands
    if reading.edit.rules[0] == STRAY:
        return _of_stray(text, reading)
    return _of_edge(text, reading, known)


def _of_stray(text: str, reading: Reading) -> str:
    edit = reading.edit
    if reading.choice != DELETE:
        return _of_mark(text, edit.start)
    before = edge_at(text, edit.start)
    if before is not None and _begins_sentence(before):
        return NEVER_MADE
    if is_quoted(text, edit.start, edit.end):
        return NEVER_MADE if is_title_in_capitals(text, edit.start) else "title"
    if _is_neuter(text, reading) or _is_governed(text, reading, before) or _is_subject(before):
        return NEVER_MADE
    if _opens_sentence(text, reading, before) or _has_its_noun(text, reading):
        return "own-noun"  # Platz zwei Das Rückspiel findet in Gent statt
    if before is not None and before.before.lower() in ARTICLES:
        return "behind-article"  # das Eine tun
    if _AFTER_COMMA.search(text, max(0, edit.start - 2), edit.start):
        return "relative" if text[edit.start : edit.end].strip() in _RELATIVES else "comma"
    where = "first" if _SENTENCE_END.search(text, max(0, edit.start - 4), edit.start) else "inner"
    if _WITH_NOUN.match(text, edit.start) or _is_pair(text, reading):
        return "pair"  # Wir Historiker, das Für und Wider
    if is_demonstrative(text, edit):
        return f"demonstrative-{where}"
    return "title" if is_behind_title_word(text, edit.start) else where


def _of_mark(text: str, place: int) -> str:
    """Say what a mark is that may be too many."""
    if _is_title_of_stops(text, place):
        return NEVER_MADE
    word = _LAST_WORD.search(text, max(0, place - _REACH), place)
    is_alone = (
        word is not None
        and _SENTENCE_END.search(text, max(0, word.start() - 4), word.start()) is not None
    )
    return "mark-alone" if is_alone else "mark"  # Ab. In die Ecke


def _is_title_of_stops(text: str, place: int) -> bool:
    """Tell whether a mark belongs to a quoted title that is full of them: „Vor. Nach. Danach.“."""
    start = text.rfind("„", max(0, place - _LONGEST_TITLE), place)
    return start >= 0 and _STOPS.match(text, start, place + _LONGEST_TITLE) is not None


def _begins_sentence(edge: Edge) -> bool:
    """Tell whether the word to delete is all that stands before a verb: Das dürfen wir nicht."""
    return (
        not edge.comma
        and edge.start in _POINTING
        and edge.following[:1] != []
        and edge.following[0] in FINITE_VERBS
        and _is_main_clause(edge.clause)
    )


def _is_main_clause(words: list[str]) -> bool:
    """Tell whether the words before an edge are a main clause that has its verb."""
    is_main = not any(word.lower() in SUBORDINATORS for word in words)
    return is_main and has_main_verb(words)


def _opens_sentence(text: str, reading: Reading, edge: Edge | None) -> bool:
    """Tell whether the word to delete is the article that a sentence of its own begins with."""
    if edge is None or not edge.start[0].isupper() or edge.start.lower() not in ARTICLES:
        return False
    if edge.following[:2] == ["von", "ihnen"]:
        return _is_main_clause(edge.clause)  # Eine von ihnen kehrt zurück
    return text[reading.place].isupper() and has_verb(edge.clause) and starts_clause(edge)


def _has_its_noun(text: str, reading: Reading) -> bool:
    """Tell whether the article to delete may belong to what follows."""
    following = WORD.match(text, reading.place)
    return following is not None and may_have_article(
        text[reading.edit.start : reading.place].strip(), following.group()
    )


def may_have_article(article: str, word: str) -> bool:
    """Tell whether an article may belong to the word behind it: das Aber, eine neue.

    It does not before another article, and names have none.
    """
    if article.lower() not in ARTICLES:
        return False
    lower = word.lower()
    if article in ("Der", "Die") and lower in PREPOSITIONS:
        return False  # it would be a neuter: das Aus
    if is_inflected_behind(article.lower(), word):
        return True
    is_name = word in load().names and lower not in CLOSED
    return word[0].isupper() and lower not in _NO_NOUNS and not is_name


def _is_neuter(text: str, reading: Reading) -> bool:
    """Tell whether the word that follows is made a noun by the article: das Ich, ein Zuviel."""
    stray = text[reading.edit.start : reading.place].strip()
    following = WORD.match(text, reading.place)
    if stray.lower() not in _NEUTER or following is None or not following.group()[0].isupper():
        return False
    lower = following.group().lower()
    return lower in CLOSED and lower not in ARTICLES


def _is_governed(text: str, reading: Reading, edge: Edge | None) -> bool:
    """Tell whether a preposition and an adjective hold the article between them: von Eine neue.

    The article lost its ending in another node, but none is too many: `von neue` is no German.
    """
    article = text[reading.edit.start : reading.place].strip()
    following = WORD.match(text, reading.place)
    if edge is None or edge.comma or following is None or not article[:1].isupper():
        return False
    return edge.before in PREPOSITIONS and is_inflected_behind(article.lower(), following.group())


def _is_subject(edge: Edge | None) -> bool:
    """Tell whether a pronoun and its verb begin a sentence behind one that has its verb."""
    if edge is None or edge.comma or edge.start not in _SUBJECTS or not edge.following:
        return False
    return _is_main_clause(edge.clause) and is_finite(edge.following[0])


def _is_pair(text: str, reading: Reading) -> bool:
    """Tell whether two words belong together: der Eine und der Andere."""
    stray = text[reading.edit.start : reading.place]
    return is_pair(text, f"{stray.strip().capitalize()} ", reading.place)


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
    if text[end : end + 1] in ("/", "-", "&") or is_quoted(text, place, end):
        return NEVER_MADE if is_title_in_capitals(text, place) else "quoted"
    if is_behind_title_word(text, place):
        return "title"
    if reading.kind < CAPITAL:
        return _before_small(edge, edge.start.lower(), reading.choice)
    lower = edge.start.lower()
    if reading.choice in _LOWERED:
        stands = stands_capital(edge, lower, lexicon)
        if reading.choice == LOWER or stands == NEVER_MADE:
            return stands  # a name keeps its capital behind a comma too
    return _of_start(edge, lower, lexicon)


def _of_start(edge: Edge, lower: str, lexicon: Lexicon) -> str:
    """Say what begins at a capital before which a mark may be lost."""
    if lower in SUBORDINATORS and not (edge.following and is_finite(edge.following[-1])):
        return NEVER_MADE if edge.start in lexicon.names else "name"  # Stephan Weil
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
    if choice != COMMA:
        return "closed" if lower in CLOSED else "else"
    following = edge.following
    if lower in _PURPOSES and not any(has_zu(following, at) for at in range(len(following))):
        return NEVER_MADE  # um einen Viertelpunkt
    if lower in SUBORDINATORS or lower in _OPENERS:
        kind = "subordinator"
    elif lower in _RELATIVES or lower in DETERMINERS:
        kind = "relative"
    elif is_open_class(lower):
        return "else"
    else:
        return "closed-verb" if has_verb(edge.clause) and _has_verb_second(edge) else "phrase"
    is_final = has_verb(edge.clause) and edge.following and is_finite(edge.following[-1])
    return f"{kind}-clause" if is_final else kind


# What grammar allows and news seldom has: das Eine tun, Wir Historiker, an der Oder, Die Grünen.
SELDOM = frozenset(
    "own-noun behind-article relative pair demonstrative-first colon name-part nominal-es "
    "mark-alone capital-unknown".split()
)
# Where names, titles and new words stand, another scar on the line proves little.
DOUBTFUL = LIKE_NAMES | SELDOM | frozenset("title quoted nominal noun else mark phrase".split())

__all__ = ["DOUBTFUL", "NEVER_MADE", "SELDOM", "standing"]
