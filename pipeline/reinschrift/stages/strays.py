"""What grammar says of a word or mark that may be left over from a node.

A pronoun may be a subject, an article may have its noun: what a clause needs is no stray.
"""

from __future__ import annotations

import re
from itertools import takewhile

from reinschrift.lexicon import WORD, load
from reinschrift.stages.boundaries import Edge, edge_at, has_main_verb, has_verb, starts_clause
from reinschrift.stages.cautions import (
    is_behind_title_word,
    is_demonstrative,
    is_pair,
    is_quoted,
    is_title_in_capitals,
)
from reinschrift.stages.commas import is_finite
from reinschrift.stages.finite_verbs import has_zu
from reinschrift.stages.halves import NEVER_MADE
from reinschrift.stages.neighbours import is_inflected_behind
from reinschrift.stages.stretches import QUESTIONS, RELATIVES
from reinschrift.tagger.proposals import Reading
from reinschrift.tagger.sequences import DELETE
from reinschrift.tokens import Token, tokenize, word_before
from reinschrift.words import (
    ARTICLES,
    CLOSED,
    CONJUNCTIONS,
    FINITE_VERBS,
    NUMERALS,
    PREPOSITIONS,
    SUBORDINATORS,
)

# Articles that no noun is made of, as of das Eine, das Sein, das Mein.
_NO_NOUNS = frozenset("der die das den dem des dieser diese dieses diesen diesem".split())
_POINTING = frozenset("Das Dies Der Die".split())
# What a pronoun can have beside it: Sie selbst habe, Sie beide verbindet.
_COMPANIONS = NUMERALS | frozenset(
    "selbst selber allein beide beiden alle zusammen persönlich wiederum ihrerseits seinerseits "
    "jedoch dagegen hingegen aber allerdings indes indessen freilich".split()
)
_AMOUNTS = frozenset(
    "keinen keine keiner keines keins keinem viele vieles alle allen alles einige einigen wenige "
    "wenigen mehrere manche".split()
)
_SUBJECTS = frozenset("Er Sie Es Wir Ich Man".split())
# A clause without its verb: Er weinte, sie nicht.
_ELLIPSIS = re.compile(
    r", (?:er|sie|es|ich|wir|ihr|du) (?:nicht|nie|kaum|auch|schon|wohl)\b[^,;:]*?[.!?]"
)
_SECOND_HALF = re.compile(r", (?:er|sie|es|ich|wir) ")
_OPENED = re.compile(r"\b(?:und|oder|aber|denn), [^.,;:!?\n]+$")
_CLOSED_BEHIND = re.compile(r"[^.,;:!?\n]{1,60},")
_ALL = re.compile(r"Ein und Alles\b")
_NEUTER = frozenset("das dem des ein einem eines".split())
_WITH_NOUN = re.compile(r"(?:Wir|Ihr) [A-ZÄÖÜ]")
_OWNED = re.compile(r"(?:[MmDdSs]ein|[Ii]hr|[Uu]nser)e[mnrs]? D(?:er|ie|as) ")  # Ihre Die Linke
_TOWN = re.compile(r"Weil (?:am Rhein|der Stadt)\b")
_AFTER_COMMA = re.compile(r", $")
_LONGEST_TITLE = 60  # characters
_STOPS = re.compile(r"„(?:[A-ZÄÖÜ]\w*[.!] ?)+(?:[A-ZÄÖÜ]\w*[.!]?)?“")
_SENTENCE_END = re.compile(r"(?:^|\n|[.!?:…„“”\"»«])\s*$")
OPENERS = frozenset("dass als wie während um ohne da damit bis".split())


def stands_stray(text: str, reading: Reading) -> str:
    """Say what a word or mark is that the tagger would delete."""
    edit = reading.edit
    if reading.choice != DELETE:
        return _of_mark(text, edit.start)
    if _is_doubled(text, reading):
        return "doubled"  # sagte, die|Die Behörde prüfe
    return _of_word(text, reading, edge_at(text, edit.start))


def _of_word(text: str, reading: Reading, before: Edge | None) -> str:
    """Say what a word is that may be too many and stands there once."""
    edit = reading.edit
    if _is_needed(text, reading, before):
        return NEVER_MADE
    if is_quoted(text, edit.start, edit.end):
        return NEVER_MADE if is_title_in_capitals(text, edit.start) else "title"
    if _opens_sentence(text, reading, before) or _has_its_noun(text, reading):
        return "own-noun"  # Platz zwei Das Rückspiel findet in Gent statt
    if before is not None and before.before.lower() in ARTICLES:
        return "behind-article"  # das Eine tun
    if _AFTER_COMMA.search(text, max(0, edit.start - 2), edit.start):
        return "relative" if text[edit.start : edit.end].strip() in RELATIVES else "comma"
    where = "first" if _SENTENCE_END.search(text, max(0, edit.start - 4), edit.start) else "inner"
    is_behind_noun = before is not None and before.before[:1].isupper() and not before.comma
    if _WITH_NOUN.match(text, edit.start) or (
        is_behind_noun and text.startswith("Wir ", edit.start)
    ):
        return NEVER_MADE  # Wir Frauen, das Bündnis Wir für Bonn
    if _is_pair(text, reading):
        return "pair"  # Wir Historiker, das Für und Wider
    if is_demonstrative(text, edit):
        return f"demonstrative-{where}"
    return "title" if is_behind_title_word(text, edit.start) else where


def _is_doubled(text: str, reading: Reading) -> bool:
    """Tell whether a word stands there twice, the second time with a capital."""
    small = text[reading.edit.start : reading.place].strip()
    behind = WORD.match(text, reading.place)
    return small.islower() and behind is not None and behind.group() == small.capitalize()


def _is_needed(text: str, reading: Reading, before: Edge | None) -> bool:
    """Tell whether a clause lacks something without the word to delete."""
    return (
        (before is not None and _begins_sentence(before))
        or _TOWN.match(text, reading.place) is not None
        or _is_part_of_clause(text, reading)
        or _is_neuter(text, reading)
        or _has_attribute(text, reading)
        or _is_governed(text, reading, before)
        or _is_subject(before)
        or _OWNED.match(text, reading.edit.start) is not None
    )


def _of_mark(text: str, place: int) -> str:
    """Say what a mark is that may be too many."""
    if _is_title_of_stops(text, place) or _ends_in_amount(text, place):
        return NEVER_MADE
    if _ELLIPSIS.match(text, place) or _is_parenthesis(text, place):
        return NEVER_MADE
    word = word_before(text, place)
    start = place - len(word)
    is_alone = word and _SENTENCE_END.search(text, max(0, start - 4), start) is not None
    return "mark-alone" if is_alone else "mark"  # Ab. In die Ecke


def _is_parenthesis(text: str, place: int) -> bool:
    """Tell whether a comma is one of two behind a conjunction: und, an Steuern gemessen, die Stadt.

    It is the first or the second.
    """
    if text[place : place + 1] != ",":
        return False
    opens = word_before(text, place) in CONJUNCTIONS
    closes = _OPENED.search(text, max(0, place - _LONGEST_TITLE), place) is not None
    return closes or (opens and _CLOSED_BEHIND.match(text, place + 1) is not None)


def _ends_in_amount(text: str, place: int) -> bool:
    """Tell whether a pronoun of amount ends the clause: Enkel hat sie keine, Hunde auch nicht."""
    return word_before(text, place) in _AMOUNTS


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


def _has_attribute(text: str, reading: Reading) -> bool:
    """Tell whether an attribute parts an article from its noun: Ein den Behörden bekannter Dieb."""
    if text[reading.edit.start : reading.place].strip().lower() not in ARTICLES:
        return False
    if _AGE.match(text, reading.place):
        return True  # Ein 56 Jahre alter Mann
    found = _ATTRIBUTE.match(text, reading.place)
    return found is not None and not any(map(is_finite, found.group().split()))


_AGE = re.compile(r"\d+(?: Jahre alt|-[Jj]ährig)")
# An article in lower case and its noun, and an adjective with the noun behind it.
_ATTRIBUTE = re.compile(
    r"(?:der|die|das|den|dem) [A-ZÄÖÜ]\w+ (?:[\w-]+ ){0,3}?[a-zäöüß]{3,}(?:er|es|e|en) [A-ZÄÖÜ]"
)


def _is_neuter(text: str, reading: Reading) -> bool:
    """Tell whether the word that follows is made a noun by the article: das Ich, ein Zuviel."""
    stray = text[reading.edit.start : reading.place].strip()
    following = WORD.match(text, reading.place)
    if _ALL.match(text, reading.edit.start):
        return True
    if stray.lower() not in _NEUTER or following is None or not following.group()[0].isupper():
        return False
    lower = following.group().lower()
    return (lower in CLOSED | QUESTIONS or lower in ("nie", "nicht", "wie")) and (
        lower not in ARTICLES
    )


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


def _is_part_of_clause(text: str, reading: Reading) -> bool:
    """Tell whether what follows needs the pronoun to delete: Sie selbst habe, Sie nie zu fragen.

    Without it the verb would have neither subject nor object before it.
    """
    if text[reading.edit.start : reading.place].strip() not in _SUBJECTS:
        return False
    rest = _rest(text, reading.place)
    tokens = list(takewhile(_is_word, tokenize(rest)))
    words = [token.text for token in tokens]
    if words[:1] and words[0] in _COMPANIONS:
        return True
    verb = next((at for at, word in enumerate(words) if is_finite(word)), len(words))
    if words and verb == len(words) and _is_object_or_half(words, rest[tokens[-1].end :]):
        return True
    if not words or not words[0].islower() or words[0] in SUBORDINATORS | CONJUNCTIONS | OPENERS:
        return False
    is_bare = all(word.islower() for word in words[:verb])
    return verb > 0 and is_bare


def _is_object_or_half(words: list[str], behind: str) -> bool:
    """Tell whether a pronoun before words without a finite verb is no subject left over.

    An infinitive may have it (Es den Kindern zu sagen, wäre falsch), or a second half follows: Er
    Katholik, sie Protestantin.
    """
    is_infinitive = behind.startswith(", ") and has_zu(words, len(words) - 1)
    return is_infinitive or _SECOND_HALF.match(behind) is not None


def _is_word(token: Token) -> bool:
    return token.is_word


def _rest(text: str, place: int) -> str:
    """Return what follows on the same line."""
    end = text.find("\n", place)
    return text[place : end if end >= 0 else len(text)]


def _is_pair(text: str, reading: Reading) -> bool:
    """Tell whether two words belong together: der Eine und der Andere."""
    stray = text[reading.edit.start : reading.place]
    return is_pair(text, f"{stray.strip().capitalize()} ", reading.place)
