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

# Budget of false edits per 1,000 words from which the restorer is asked: that of `full`. Below it
# repair needs no engine.
ASKED_FROM = 0.1
LEAST_ODDS = 1.0  # natural log odds that an edit needs
_NEAR = 2  # characters; a mark and a space lie between two sentences
LEAST_DOUBT = 0.05  # score of a reading that is worth asking about


class Doubt(NamedTuple):
    """An edit that may be right, over the text, and its sentence without and with it."""

    edit: Edit
    sentence: str
    form: str


def in_sentences(line: str, start: int, edits: Iterable[Edit]) -> Iterator[Doubt]:
    """Put edits that lie on a line, which begins at `start`, into their sentences."""
    spans: list[Span] = []
    for edit in edits:
        spans = spans or split_sentences(line)
        first, last = edit.start - start - _NEAR, edit.end - start + _NEAR
        # Both sentences, where the edit parts them.
        around = [one for one in spans if one.start < last and first < one.end]
        if around:
            sentence = line[around[0].start : around[-1].end]
            place = start + around[0].start
            inside = replace(edit, start=edit.start - place, end=edit.end - place)
            if inside.start >= 0 and inside.end <= len(sentence):
                yield Doubt(edit, sentence, apply(sentence, [inside]))


def settle(doubts: list[Doubt], restorer: Restorer) -> Iterator[Edit]:
    """Return the edits that the restorer would make as well, the likeliest first."""
    odds = restorer.judge((doubt.sentence, doubt.form) for doubt in doubts)
    for value, doubt in sorted(zip(odds, doubts, strict=True), key=lambda pair: -pair[0]):
        if value >= LEAST_ODDS:
            evidence = f"{doubt.edit.evidence}; restorer: {value:+.1f} log odds"
            yield replace(doubt.edit, confidence=1 / (1 + exp(-value)), evidence=evidence)
