"""The commas that go with an edit of the tagger: where a word is parted, a clause may open."""

from __future__ import annotations

import re
from dataclasses import replace

from reinschrift.edits import JOIN, Edit
from reinschrift.lexicon import WORD
from reinschrift.stages.boundaries import edge_at
from reinschrift.stages.commas import comma_before, is_finite
from reinschrift.stages.finite_verbs import has_infinitive
from reinschrift.stages.only_verbs import is_first_verb
from reinschrift.stages.stretches import RELATIVES
from reinschrift.tagger.proposals import CASE, LOST, MERGED, Reading
from reinschrift.tokens import word_before
from reinschrift.words import (
    ADVERBS,
    CLOSED,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
)

LEAST_COMMA = 0.02  # chance of a comma that the rules need to add one
# Chance of a comma at which one is set; 0.25 to 0.4 differ by three merges of scars-dev.
LIKELY_COMMA = 0.4
LONGEST_OPENER = 20  # characters of a first word, with the end of the word before it
# A clause goes on so behind its first word; behind a preposition stand other cases as well.
_SUBJECTS = (DETERMINERS | PRONOUNS) - frozenset("dem den des sich ihn ihm ihnen".split())
_CLAUSE_OPENERS = frozenset("während bis seit um ohne statt anstatt außer".split())
PURPOSES = frozenset(("um", "ohne"))  # before an infinitive with zu, else prepositions
_MARK = re.compile(r"[,.;:!?\n]")
_NOUN = re.compile(r"[A-ZÄÖÜ][\w-]*$")
_START = re.compile(r"(?<=[^\W\d_]) ([a-zäöüß]+)$")


def with_comma(text: str, reading: Reading) -> Edit:
    """Return the reading's edit, with the comma that the rules know to be wanted."""
    edit = reading.edit
    right = WORD.match(text, edit.start)
    if edit.rule == CASE and right is not None and text[edit.start - 1 : edit.start] == " ":
        return _with_comma_and_case(text, reading, right.group().lower())
    if edit.start != edit.end or right is None:
        return edit
    if edit.text == ", " and is_finite(right.group()) and is_first_verb(text, edit.start):
        evidence = f"{edit.evidence}; no comma parts a verb from its subject"
        return replace(edit, text=" ", evidence=evidence)
    if edit.text == ", " and right.group() in PURPOSES and not _has_infinitive(text, edit.start):
        evidence = f"{edit.evidence}; no infinitive follows"
        return replace(edit, text=" ", evidence=evidence)  # bewirbt sich Cooper|um den Sitz
    if edit.text == ", " and _is_phrase(text, edit.start, right.group()):
        evidence = f"{edit.evidence}; a phrase follows, no clause"
        return replace(edit, text=" ", evidence=evidence)  # Kim Jong-un|auf einem Gipfel
    if edit.text != " ":
        return edit
    # These join words as well: nannte aber keine Namen.
    before = word_before(text, edit.start)
    is_joining = right.group() in ("und", "oder", "sowie", "bzw")
    is_light = is_joining or (right.group() in CONJUNCTIONS and is_finite(before))
    least = LIKELY_COMMA if is_light else LEAST_COMMA
    if reading.comma >= least and comma_before(text, edit.start, right.group()):
        return replace(edit, text=", ", evidence=f"{edit.evidence}; a comma by rule")
    if reading.comma >= LIKELY_COMMA and right.group() not in CONJUNCTIONS:
        return replace(edit, text=", ", evidence=f"{edit.evidence}; links often lose a comma")
    return edit


def _is_phrase(text: str, place: int, right: str) -> bool:
    """Tell whether a preposition behind a noun opens no more than a phrase: an article follows."""
    before = _NOUN.search(text, max(0, place - LONGEST_OPENER), place)
    words = _words_to_mark(text, place)[1:]
    return (
        right in PREPOSITIONS - _CLAUSE_OPENERS
        and before is not None
        and words[:1] != []
        and words[0] in DETERMINERS - RELATIVES
        and not any(map(is_finite, words))
        and not has_infinitive(words)
    )


def _has_infinitive(text: str, place: int) -> bool:
    """Tell whether an infinitive with zu follows up to the next mark, as behind `um`."""
    return has_infinitive(_words_to_mark(text, place))


def _words_to_mark(text: str, place: int) -> list[str]:
    end = _MARK.search(text, place)
    return WORD.findall(text, place, len(text) if end is None else end.start())


def _with_comma_and_case(text: str, reading: Reading, right: str) -> Edit:
    """Return the edit of a capital, with the comma of a clause: fehlt Bis der Bus kommt."""
    edit = reading.edit
    is_opener = right in SUBORDINATORS or right in ("dass", "ob", "bis", "sondern")
    edge = edge_at(text, edit.start)
    if not is_opener or reading.comma < LEAST_COMMA or edge is None or edge.comma:
        return edit
    if right == "bis" and edge.following[:1] and edge.following[0] not in _SUBJECTS:
        return edit  # bis kurz vor Wien: a preposition
    is_final = edge.following and is_finite(edge.following[-1])
    if not is_final and not comma_before(text, edit.start, right):
        return edit
    rule, evidence = f"{LOST}{JOIN}{CASE}", f"{edit.evidence}; a clause opens with {right!r}"
    start = edit.start - 1
    return replace(edit, start=start, text=f", {edit.text}", rule=rule, evidence=evidence)


def with_comma_ahead(text: str, edit: Edit, others: list[Edit]) -> Edit:
    """Add the comma before a clause whose first two words grew together: untersucht obdas."""
    word = _START.search(text, max(0, edit.start - LONGEST_OPENER), edit.start)
    if edit.rule != MERGED or edit.text != " " or word is None or word[1] not in CLOSED - ADVERBS:
        return edit
    place = word.start(1)
    if word_before(text, place - 1) in PREPOSITIONS:
        return edit  # das Land, in dem|er lebt
    parted = f"{text[: edit.start]} {text[edit.end :]}"
    is_taken = any(other.end in (place - 1, place) for other in others if other is not edit)
    if is_taken or not comma_before(parted, place, word[1]):
        return edit
    evidence = f"{edit.evidence}; a clause opens with {word[1]!r}"
    return replace(
        edit, start=place - 1, text=f", {word[1]} ", rule=f"{MERGED}{JOIN}{LOST}", evidence=evidence
    )
