"""How well links are placed: on English whose links an editor placed by hand.

The very flow places them. Only the engine is told what to write: it reads the editor's English
instead of finding its own, and its attention is that of a model that had written this.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, runtime_checkable

from reinschrift import Flow
from reinschrift.engines import Decoding, Engine, Hypothesis
from reinschrift_eval.marks import links_of, score_placement, with_links
from reinschrift_eval.measures import Measure, f_one, share
from reinschrift_eval.scores import Scored, Scorer
from reinschrift_eval.suite import Suite

PLACED_WORDS = Measure("links placed F1", f_one)
PLACED_EXACTLY = Measure("links placed exactly", share)
_PLAIN = Decoding()


@runtime_checkable
class Rereads(Protocol):
    """An engine that can say where it would have looked, had it written a given translation."""

    def reread(self, texts: list[str], english: list[str]) -> list[Hypothesis]:
        """Return `english` as hypotheses, with attention."""


class Reader:
    """An engine that writes the given English of the sentences that it knows."""

    def __init__(self, engine: Engine, rereads: Rereads, english: Mapping[str, str]) -> None:
        self._engine = engine
        self._rereads = rereads
        self._english = english
        self.name = f"{engine.name}, reading"
        self.window = engine.window

    def count_pieces(self, text: str) -> int:
        """Return how many pieces the model makes of `text`."""
        return self._engine.count_pieces(text)

    def translate(self, texts: list[str], decoding: Decoding = _PLAIN) -> list[Hypothesis]:
        """Return the given English, or the engine's own where none is given."""
        known = [text for text in texts if text in self._english]
        other = [text for text in texts if text not in self._english]
        found = dict(
            zip(
                known,
                self._rereads.reread(known, [self._english[one] for one in known]),
                strict=True,
            )
        )
        if other:
            found |= dict(zip(other, self._engine.translate(other, decoding), strict=True))
        return [found[text] for text in texts]


def score_links(suite: Suite, flow: Flow, scorer: Scorer) -> list[Scored]:
    """Score how links are placed, if the engine can reread.

    In a sentence that comes back changed (a sign the model does not know) no link counts as placed.
    """
    engine = flow.engine
    if not (any(suite.english_marks) and isinstance(engine, Rereads)):
        return []
    reader = Reader(engine, engine, dict(zip(suite.source, suite.reference, strict=True)))
    documents = [
        with_links(text, spans) for text, spans in zip(suite.source, suite.marks, strict=True)
    ]
    done = Flow(reader, rules=(), decoding=flow.decoding).translate_documents(documents)
    words: list[tuple[int, int, int, int]] = []
    exact: list[tuple[int, int]] = []
    for one, english, gold in zip(done, suite.reference, suite.english_marks, strict=True):
        found = links_of(one.document, len(gold))
        placed = found if one.document.text == english else [[] for _ in gold]
        counts = score_placement(english, placed, gold)
        words.append((counts.right, counts.placed, counts.right, counts.wanted))
        exact.append((counts.exact, counts.marks))
    return [scorer.score(PLACED_WORDS, words), scorer.score(PLACED_EXACTLY, exact)]
