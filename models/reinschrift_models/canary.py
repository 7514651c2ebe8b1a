"""A bird in the mine: a broken model is refused when it is loaded, not when it has translated.

Broken conversions are known in released models: they load, and give one word again and
again, or nothing. Two short sentences show it in a few milliseconds.
"""

from __future__ import annotations

from reinschrift.engines import Decoding, Engine
from reinschrift.errors import BrokenModel

# Short, of everyday words, one a question: every model that was ever trained ends on them.
SENTENCES = ("Das ist ein Test.", "Wann beginnt die Sitzung?")
LONGEST_RUN = 4  # one word so many times in a row is no English


def check_engine(engine: Engine) -> None:
    """Refuse a model that gives nothing, loops, or runs on until it is stopped."""
    decoding = Decoding(beam_size=1)
    for sentence, hypothesis in zip(
        SENTENCES, engine.translate(list(SENTENCES), decoding), strict=True
    ):
        words = hypothesis.text.split()
        fault = None
        if not words:
            fault = "nothing"
        elif has_run(words, LONGEST_RUN):
            fault = "one word again and again"
        elif engine.count_pieces(hypothesis.text) >= decoding.max_pieces(
            engine.count_pieces(sentence)
        ):
            fault = "words without end"
        if fault:
            raise BrokenModel(
                f"{engine.name} fails the canary: {sentence!r} gives {fault} "
                f"({hypothesis.text[:60]!r}); the conversion is broken, use another model"
            )


def has_run(words: list[str], length: int) -> bool:
    """Tell whether a word stands `length` times in a row."""
    return any(
        len(set(words[place : place + length])) == 1 for place in range(len(words) - length + 1)
    )
