"""Commas and full stops lost between two words, or with the space between them.

Grammar finds the places where two clauses meet. Some leave no doubt; at the others the tagger has
to agree (`reinschrift.stages.learned`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reinschrift.edits import CERTAIN, JOIN, Edit
from reinschrift.lexicon import WORD
from reinschrift.stages.appositions import find_closed_apposition, find_part
from reinschrift.stages.clause_edges import find_clause_edges
from reinschrift.stages.closed_clauses import find_announced_infinitive, find_infinitive_clause
from reinschrift.stages.likely_edges import find_likely_edges
from reinschrift.stages.lost_stops import find_lost_stops
from reinschrift.stages.speech import find_reports
from reinschrift.stages.stretches import Stretch, read_stretches
from reinschrift.words import CLOSED

# How sure grammar is; the tagger has to give at least the rest. Measured on 1,100 commas taken
# out of clean news, and on 1.2 million words left as they are, 2026-11. Where grammar is `CERTAIN`
# the tagger is not asked: of 33 marks in 1.5 million words of news, much of it translated by
# machines, 4 are wrong, and the others were lost indeed.
# `LIKELY` was 0.6 until the tagger learnt commas from people's scars and gave more places 0.4.
SURE = 0.9
LIKELY = 0.55
POSSIBLE = 0.15
LONGEST_SENTENCE = 300  # words; what is longer is a list or no prose, and its clauses are no help
_SPEECH = "indirect speech meets its verb of saying"


def find_missing_marks(text: str) -> Iterator[Edit]:
    """Propose marks where two clauses seem to meet without one.

    >>> [(edit.start, edit.text) for edit in find_missing_marks("Es sei ein Trick sagte sie.")]
    [(16, ',')]
    """
    start = 0
    for line in text.split("\n"):
        for sentence in read_stretches(line):
            if sum(len(stretch.words) for stretch in sentence) > LONGEST_SENTENCE:
                continue
            for at, stretch in enumerate(sentence):
                for word, (sign, why, confidence) in _marks(sentence, at).items():
                    place = start + stretch.tokens[word - 1].end
                    yield _mark(text, place, sign, why, confidence)
        start += len(line) + 1


def lacks_mark(sentence: str) -> bool:
    """Tell whether a mark is missing for certain, without which the restorer misreads."""
    return any(mark.confidence >= CERTAIN for mark in find_missing_marks(sentence))


def _marks(sentence: Sequence[Stretch], at: int) -> dict[int, tuple[str, str, float]]:
    """Return which marks are missing in a stretch before which words, why, and how surely."""
    stretch = sentence[at]
    found = {
        word: (".", why, CERTAIN if is_certain else SURE)
        for word, why, is_certain in find_lost_stops(sentence, at)
    }
    found = found or dict.fromkeys(find_reports(stretch), (",", _SPEECH, CERTAIN))
    if not found:
        found = {
            word: (",", why, CERTAIN if is_certain else SURE)
            for word, why, is_certain in find_clause_edges(sentence, at)
        }
    if announced := find_announced_infinitive(stretch):
        found.setdefault(announced, (",", "the prefix of its verb ends the clause", CERTAIN))
    if infinitive := find_infinitive_clause(stretch):
        found.setdefault(infinitive, (",", "a clause is closed, an infinitive follows", LIKELY))
    if verb := find_closed_apposition(sentence, at):
        found.setdefault(verb, (",", "an apposition ends before the verb", CERTAIN))
    if part := find_part(stretch):
        found.setdefault(part, (",", "a part is named of what was counted", CERTAIN))
    for word, why, is_behind_verb in find_likely_edges(stretch):
        found.setdefault(word, (",", why, LIKELY if is_behind_verb else POSSIBLE))
    return found


def _mark(text: str, place: int, sign: str, why: str, confidence: float) -> Edit:
    """Set a mark, and the space if it is lost as well.

    Behind a comma a word that is no noun loses its capital.
    """
    space = text[place : place + 1].isspace()
    word = WORD.match(text, place + space)
    rule = "lost-boundary" if space else f"merged-words{JOIN}lost-boundary"
    if sign == "," and word and word.group()[0].isupper() and word.group().lower() in CLOSED:
        small = f", {word.group()[0].lower()}"
        end = word.start() + 1
        return Edit(place, end, small, f"{rule}{JOIN}fragment-case", confidence, why)
    return Edit(place, place, sign if space else f"{sign} ", rule, confidence, why)
