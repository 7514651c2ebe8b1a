"""What grammar says of a word in mid-sentence whose capital may be wrong.

A title may begin with any word: Der Spiegel, Unter den Linden, Drei Schwestern. What stands
before tells how likely one is there, and whether a phrase can end before the capital at all.
"""

from __future__ import annotations

from reinschrift.genders import gender_of
from reinschrift.lexicon import Lexicon, load
from reinschrift.morphology import INFLECTED, reading_size
from reinschrift.stages.boundaries import Edge, has_verb
from reinschrift.stages.commas import is_finite
from reinschrift.stages.finite_verbs import is_conjunctive
from reinschrift.stages.halves import NEVER_MADE
from reinschrift.stages.lost_capitals import WITH_ARTICLE
from reinschrift.verbs import is_verb
from reinschrift.words import (
    ARTICLES,
    AUXILIARIES,
    CLOSED,
    CONJUNCTIONS,
    DETERMINERS,
    FINITE_VERBS,
    FUSED,
    NUMERALS,
    PREPOSITIONS,
    PRONOUNS,
    STRONG_PASTS,
    SUBORDINATORS,
)

# What has been counted among the names as well: Dem, Am, Mit.
_SMALL = (
    ARTICLES
    | PREPOSITIONS
    | CONJUNCTIONS
    | SUBORDINATORS
    | DETERMINERS
    | PRONOUNS
    | FUSED
    | NUMERALS
)
POLITE = frozenset("Sie Ihr Ihre Ihren Ihrem Ihrer Ihres Ihnen Du Dein Deine Ich".split())
NAME_PART = "name-part"  # a standing: what names begin with
_OPENERS = SUBORDINATORS | frozenset("dass als wie während ohne da damit bis".split())
_STREETS = frozenset("an auf unter hinter vor bei".split())
_LEAST_SMALL = 2  # binary order of the count of a word that a capital may be wrong on
_LEAST_RELATIVE = 2  # words behind the pronoun
_LONGEST_STREET = 4  # words up to the next mark
_SELDOM = 4  # binary orders: `malte` is a verb, and Malte a name all the same
_ADJECTIVES = ("e", "en", "er", "es", "em")
_LONG = _ADJECTIVES[1:]
# Endings of adjectives that are nouns behind an article, other than -e, which has many more nouns.
_MADE_NOUNS: dict[str, tuple[str, ...]] = {"der": ("en",), "die": ("en",), "das": ()}


def stands_capital(edge: Edge, lower: str, lexicon: Lexicon) -> str:
    """Say what a word is whose capital may be wrong.

    >>> from reinschrift.stages.boundaries import edge_at
    >>> def of(text, word):
    ...     return stands_capital(edge_at(text, text.index(word)), word.lower(), load())
    >>> of("Er schrieb in Der Spiegel davon.", "Der"), of("Sie kam in Der Nacht an.", "Der")
    ('name-part', 'article-inflected')
    """
    if edge.before in ARTICLES and (lower in CONJUNCTIONS or lower in SUBORDINATORS):
        return "behind-article"  # an der Oder
    if _is_made_noun(edge, lower):
        return NEVER_MADE
    if lower == "von" and edge.following and edge.following[0][0].isupper():
        return NEVER_MADE  # Von Miller
    if edge.start == "So" or _is_part_of_name(edge, lower):
        return _of_title_start(edge, lower)
    if _is_first_name(edge, lexicon):
        return NEVER_MADE
    if lower not in CLOSED:
        return _of_open(edge, lower, lexicon)
    if edge.start in POLITE:
        return "polite"
    if _is_unfinished(edge):
        return "closed-behind"  # bevor Er kam, von Einem
    goes_on = has_verb(edge.clause) and not has_verb(edge.following)
    return "closed-inside" if goes_on else "closed"


def _is_made_noun(edge: Edge, lower: str) -> bool:
    """Tell whether a small word is a noun: Wenn und Aber, Ein und Alles, das kaufmännische Und."""
    if edge.before in CONJUNCTIONS and not edge.comma:
        is_all = edge.start == "Alles" and "Ein" in edge.clause[-2:]
        return is_all or lower in CONJUNCTIONS - {"doch"}
    further = edge.clause[-2].lower() if len(edge.clause) > 1 else ""
    is_neuter = further in ("das", "dem", "des", "ein") and edge.before.endswith(_ADJECTIVES)
    return is_neuter and lower in CONJUNCTIONS


def _is_first_name(edge: Edge, lexicon: Lexicon) -> bool:
    """Tell whether a name stands between an office and a last name: der Zehnkämpfer Anders Lind."""
    follows = edge.following[0] if edge.following else ""
    is_before_name = follows[:1].isupper() and (follows in lexicon.names or follows not in lexicon)
    is_between = edge.before[:1].isupper() and is_before_name and not edge.comma
    return is_between and edge.start in lexicon.names and edge.start.lower() not in _SMALL


def _is_unfinished(edge: Edge) -> bool:
    """Tell whether a word stands before the capital that no sentence and no phrase ends in."""
    before = edge.before.lower()
    return not edge.comma and (
        before in PREPOSITIONS
        or before in _OPENERS
        or before in CONJUNCTIONS
        or (before in DETERMINERS and before in ARTICLES)
    )


def _of_title_start(edge: Edge, lower: str) -> str:
    """Say whether an article or preposition may begin a name.

    Names have Der, Die and Das, seldom Einen; and they do not have every noun.
    """
    follows = edge.following[0] if edge.following else ""
    is_noun = follows[:1].isupper() and (
        follows in load()
        or (not follows.endswith(_ADJECTIVES) and reading_size(follows, load()) > 0)
    )
    if lower == "der" and follows[:1].isupper() and gender_of(follows) == "f":
        return "article-inflected"  # neben Der Autorin: a dative, as in no name
    if not is_noun or follows in WITH_ARTICLE:
        return NAME_PART
    is_adjective = follows.lower() in load() and follows.endswith(_MADE_NOUNS.get(lower, _LONG))
    if lower not in ARTICLES or is_adjective:
        return NAME_PART  # Die Jungen, Die Grünen
    if lower not in ("der", "die", "das"):
        return "article-inflected" if lower != "ein" else "article-ein"
    if _is_unfinished(edge):
        return "article-behind"
    if edge.comma:
        return "article-comma"
    is_verb_before = is_finite(edge.before) or is_conjunctive(edge.before)
    return "article-verb" if is_verb_before else "article"


def _is_part_of_name(edge: Edge, lower: str) -> bool:
    """Tell whether a capital may be a name's: im Der Spiegel, Von Miller, Unter den Linden."""
    follows = edge.following[0] if edge.following else ""
    if follows[:1].isupper():
        # Behind a preposition stands an article, or it is one with it: im, am.
        is_bare = lower in PREPOSITIONS and not lower.endswith("m") and not has_verb(edge.clause)
        return lower in ARTICLES or is_bare
    if edge.comma and not has_verb(edge.clause) and lower in ("das", "die", "der"):
        # Doch, Das geht! But: Laut Riexer, Der die Wahl verlor.
        return len(edge.following) < _LEAST_RELATIVE or not is_finite(edge.following[-1])
    if lower in FUSED and follows and follows not in load():
        return True  # Am Sandtorkai
    return (
        lower in _STREETS
        and follows in ("den", "der", "dem")
        and edge.following[1:2] != []
        and edge.following[1][0].isupper()
        and not has_verb(edge.following)
        and len(edge.following) < _LONGEST_STREET
    )


def _of_open(edge: Edge, lower: str, lexicon: Lexicon) -> str:
    """Say whether a word of an open class may be a noun: nothing for an adjective to stand by."""
    follows = edge.following[0] if edge.following else ""
    if _is_name(edge.start, follows, lexicon):
        return NEVER_MADE
    if lower in NUMERALS:
        return "numeral"
    if is_verb(lower, lexicon):
        is_last = not edge.following and not edge.comma and lower.endswith("en")
        if is_last and edge.before[:1].isupper() and _has_whole_verb(edge.clause):
            return NEVER_MADE  # sagte er an der Universität Leiden
        is_second = lower in FINITE_VERBS or lower in STRONG_PASTS
        return "verb-second" if is_second and not has_verb(edge.clause) else "verb"
    if follows and is_finite(follows) and not edge.comma:
        return "subject"  # und Leicht ist sich sicher: a name, or a noun
    is_adjective = lower.endswith(_ADJECTIVES)
    if is_adjective and not follows[:1].isupper():
        return "nominal-es" if lower.endswith("es") else "nominal"  # Vergangenes beurteilen
    return "open" if is_adjective else "open-bare"


def _has_whole_verb(words: list[str]) -> bool:
    """Tell whether a clause has its verb, and that asks for no infinitive at its end."""
    finite = {word for word in words if is_finite(word)}
    return bool(finite) and finite.isdisjoint(AUXILIARIES) and words[0].lower() not in _OPENERS


def _is_name(word: str, follows: str, lexicon: Lexicon) -> bool:
    """Tell whether no word is meant that could be written small: Eindhovendrei, Malte Siebrecht."""
    lower = word.lower()
    # In Helle Eisklippen what follows is no name, though nobody has counted it.
    is_before_name = (
        follows[:1].isupper() and follows not in lexicon and not reading_size(follows, lexicon)
    )
    if word not in lexicon and is_before_name:
        is_rare = lexicon.size(lower) < _LEAST_SMALL  # Bint Dschubail
        return is_rare or is_verb(lower, lexicon)  # Jette Brunkhorst
    small, large = lexicon.size(lower), lexicon.size(word)
    if lower not in lexicon and word not in lexicon:
        return reading_size(lower, lexicon) != INFLECTED
    return small <= large or (word in lexicon and is_before_name and small <= large + _SELDOM)
