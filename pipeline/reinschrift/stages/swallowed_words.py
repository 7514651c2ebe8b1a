"""Clauses whose first word ends a name: `Verlag Hagenauder auch`, `GlowePassanten hatten`.

A name may end in any small word, and a brand has capitals inside. But a clause has one finite
verb: where another one is left over, and the rest of the sentence cannot have opened its clause,
the end of the name did. The grammar of lost marks is asked about the sentence with the word parted.
"""

from __future__ import annotations

import re

from reinschrift.edits import CERTAIN, JOIN, Edit
from reinschrift.lexicon import Lexicon, load
from reinschrift.morphology import reading_size
from reinschrift.stages.finite_verbs import is_conjunctive, main_finite_places
from reinschrift.stages.only_verbs import SENTENCE_ENDS
from reinschrift.stages.opened_clauses import find_only_opener
from reinschrift.stages.speech import SAYING
from reinschrift.stages.stretches import JOINTS, OPENERS, Stretch, is_opened, read_stretches
from reinschrift.words import AUXILIARIES, CLOSED

RULE = "merged-words"

_RELATIVES = "deren|dessen|denen|dem|den|der|die|das"
_GROWN = re.compile(rf"([A-ZÄÖÜ][^\W\d_]{{3,30}}?)({_RELATIVES})")
# What someone said begins so; too many names end in -der and -ein.
_TOLD = frozenset(("die", "das"))
_CAMEL = re.compile(r"([A-ZÄÖÜ][a-zäöüß]{3,30})([A-ZÄÖÜ][a-zäöüß]{3,30})")
_REACH = 300  # characters of a sentence on either side
_LONGEST_TOPIC = 7  # words between an article and the verb of what was said
_LEAST_SIZE = 4  # binary order of the count of a noun


def find_swallowed_word(text: str, word: re.Match[str]) -> Edit | None:
    """Propose a comma or a full stop where a clause begins inside of an unknown word.

    >>> from reinschrift.lexicon import WORD
    >>> text = "Der Preis ging an Runa Holmquistdie zuletzt in Wien lebte."
    >>> edit = find_swallowed_word(text, WORD.match(text, 23))
    >>> text[: edit.start][-9:], edit.text
    ('Holmquist', ', ')
    """
    whole = word.group()
    lexicon = load()
    grown, camel = _GROWN.fullmatch(whole), _CAMEL.fullmatch(whole)
    if (grown is None and camel is None) or reading_size(whole, lexicon):
        return None
    if grown is not None and not _ends_longer(whole, grown.start(2)):
        place = word.start() + grown.start(2)
        found = _stretch_parted(text, place)
        if found is not None and _opens_clause(*found):
            why = f"{grown[2]!r} opens the clause of a second verb, and nothing else can"
            return Edit(place, place, ", ", RULE, CERTAIN, why)
    if camel is not None and _is_plain(camel[2], lexicon):
        place = word.start() + camel.start(2)
        found = _stretch_parted(text, place)
        if found is not None and _begins_sentence(*found):
            why = f"{camel[2]!r} is the subject of a second verb"
            return Edit(place, place, ". ", f"{RULE}{JOIN}lost-boundary", CERTAIN, why)
    return None


def _ends_longer(word: str, place: int) -> bool:
    """Tell whether a longer small word ends at the same place: Euro|nachdem."""
    return any(word[at:] in CLOSED for at in range(1, place))


def _is_plain(word: str, lexicon: Lexicon) -> bool:
    """Tell whether a word is a common noun."""
    return word not in lexicon.names and lexicon.size(word) >= _LEAST_SIZE


def _stretch_parted(text: str, place: int) -> tuple[Stretch, int] | None:
    """Return the stretch around a place where a word is parted, and which word begins there.

    None if its sentence is longer than that.
    """
    first, last = max(0, place - _REACH), place + _REACH
    start = max((one.end() for one in SENTENCE_ENDS.finditer(text, first, place)), default=first)
    end = SENTENCE_ENDS.search(text, place, last)
    if end is None or (start == first > 0):
        return None
    parted = f"{text[start:place]} {text[place : end.end()]}"
    for sentence in read_stretches(parted):
        for stretch in sentence:
            for at, token in enumerate(stretch.tokens):
                if token.start == place - start + 1:
                    return stretch, at
    return None


def _opens_clause(stretch: Stretch, at: int) -> bool:
    """Tell whether the word at `at` alone can have opened the clause of a verb left over."""
    if find_only_opener(stretch) == at:
        return True
    words = stretch.words
    if words[at] not in _TOLD or is_opened(words, by_comma=stretch.before == ","):
        return False
    finite = main_finite_places(words)
    if len(finite) != 2 or not finite[0] < at < finite[1] or words[finite[0]] not in SAYING:
        return False
    topic = words[at + 1 : finite[1]]
    is_topic = 0 < len(topic) <= _LONGEST_TOPIC and topic[-1][0].isupper()
    return is_topic and is_conjunctive(words[finite[1]]) and not _is_joined(words[finite[0] : at])


def _begins_sentence(stretch: Stretch, at: int) -> bool:
    """Tell whether a noun and its verb in the plural stand behind a whole clause."""
    words = stretch.words
    if is_opened(words, by_comma=stretch.before == ",") or _is_joined(words[:at]):
        return False
    finite = main_finite_places(words)
    is_second = len(finite) == 2 and finite[0] < at - 1 and finite[1] == at + 1
    is_plural = is_second and words[at + 1].endswith("n")
    return is_plural and words[at + 1] in AUXILIARIES and words[finite[0]] not in SAYING


def _is_joined(words: list[str]) -> bool:
    return any(word in JOINTS or word in OPENERS for word in words)
