"""Commas and full stops lost between two words that kept their space.

Behind quoted speech grammar leaves no doubt. Between bare words it finds places where two
clauses can meet; there the tagger has to agree (`reinschrift.stages.learned`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reinschrift.edits import Edit
from reinschrift.stages.clause_edges import find_clause_edges
from reinschrift.stages.closed_clauses import find_infinitive_clause
from reinschrift.stages.likely_edges import find_likely_edges
from reinschrift.stages.lost_stops import find_lost_stops
from reinschrift.stages.speech import find_reports, find_speech_edges
from reinschrift.stages.stretches import Stretch, read_stretches

# How sure grammar is; the tagger has to give at least the rest. Measured on 1,100 commas taken
# out of clean news, and on 1.2 million words left as they are, 2026-11.
SURE = 0.9
LIKELY = 0.6
POSSIBLE = 0.15
_SPEECH = "indirect speech meets its verb of saying"


def find_speech_commas(text: str) -> Iterator[Edit]:
    """Propose the comma behind quoted speech.

    >>> [edit.start for edit in find_speech_commas("„Das reicht“ sagte sie.")]
    [12]
    """
    for place in find_speech_edges(text):
        yield _mark(place, ",", "what was said meets its verb of saying", 0.95)


def find_missing_marks(text: str) -> Iterator[Edit]:
    """Propose marks where two clauses seem to meet without one.

    >>> [(edit.start, edit.text) for edit in find_missing_marks("Es sei ein Trick sagte sie.")]
    [(16, ',')]
    """
    start = 0
    for line in text.split("\n"):
        for sentence in read_stretches(line):
            for at, stretch in enumerate(sentence):
                for word, (sign, why, confidence) in _marks(sentence, at).items():
                    place = start + stretch.tokens[word - 1].end
                    yield _mark(place, sign, why, confidence)
        start += len(line) + 1


def _marks(sentence: Sequence[Stretch], at: int) -> dict[int, tuple[str, str, float]]:
    """Return which marks are missing in a stretch before which words, why, and how surely."""
    stretch = sentence[at]
    found = {word: (".", why, SURE) for word, why in find_lost_stops(sentence, at)}
    found = found or dict.fromkeys(find_reports(stretch), (",", _SPEECH, SURE))
    if not found:
        found = {word: (",", why, SURE) for word, why in find_clause_edges(sentence, at)}
    if infinitive := find_infinitive_clause(stretch):
        found.setdefault(infinitive, (",", "a clause is closed, an infinitive follows", LIKELY))
    for word, why, is_behind_verb in find_likely_edges(stretch):
        found.setdefault(word, (",", why, LIKELY if is_behind_verb else POSSIBLE))
    return found


def _mark(place: int, sign: str, why: str, confidence: float) -> Edit:
    return Edit(place, place, sign, "lost-boundary", confidence, why)
