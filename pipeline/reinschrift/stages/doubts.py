"""What the tagger would change and is not sure of, put before the restorer.

The tagger sees some words to either side and is quick; the restorer reads the whole sentence and
is asked only where the tagger is in doubt. An edit is made where the restorer too would rather
write the sentence with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import exp
from typing import NamedTuple

from reinschrift.edits import Edit, Span, apply
from reinschrift.restorer import Restorer
from reinschrift.sentences import split_sentences

# Natural log odds that an edit needs under a budget of false edits per 1,000 words.
LEAST_ODDS = {0.05: 3.0, 0.1: 1.0}
LEAST_DOUBT = 0.05  # score of a reading that is worth asking about


class Doubt(NamedTuple):
    """An edit that may be right, over the text, and its sentence without and with it."""

    edit: Edit
    sentence: str
    form: str


def least_odds(budget: float) -> float | None:
    """Return the odds that a budget asks for; None where it allows no doubtful edit."""
    return next(
        (LEAST_ODDS[step] for step in sorted(LEAST_ODDS, reverse=True) if step <= budget), None
    )


def in_sentences(line: str, start: int, edits: Iterable[Edit]) -> Iterator[Doubt]:
    """Put edits that lie on a line, which begins at `start`, into their sentences."""
    spans: list[Span] = []
    for edit in edits:
        spans = spans or split_sentences(line)
        first, last = edit.start - start, edit.end - start
        around = next((one for one in spans if one.start <= first and last <= one.end), None)
        if around is not None:
            sentence = line[around.start : around.end]
            place = start + around.start
            inside = replace(edit, start=edit.start - place, end=edit.end - place)
            yield Doubt(edit, sentence, apply(sentence, [inside]))


def settle(doubts: list[Doubt], restorer: Restorer, least: float) -> Iterator[Edit]:
    """Return the edits that the restorer would make as well, the likeliest first."""
    odds = restorer.judge((doubt.sentence, doubt.form) for doubt in doubts)
    for value, doubt in sorted(zip(odds, doubts, strict=True), key=lambda pair: -pair[0]):
        if value >= least:
            evidence = f"{doubt.edit.evidence}; restorer: {value:+.1f} log odds"
            yield replace(doubt.edit, confidence=1 / (1 + exp(-value)), evidence=evidence)
