"""Hypotheses made of others: the parts of a sentence joined, a word put right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reinschrift.composition import Offsets
from reinschrift.edits import Edit, Span, apply
from reinschrift.engines import Attention, Hypothesis

# A clause that was translated alone begins like a sentence; these words are no names.
_SMALL = frozenset(
    """the a an and but or because which that who while when if although as he she it they we
    you this these those there in on at of for from with to by after before since not its his
    her their so""".split()
)


def join_clauses(source: str, spans: Sequence[Span], parts: Sequence[Hypothesis]) -> Hypothesis:
    """Join the translations of a sentence's clauses, which lie at `spans` of `source`.

    >>> text = "Er kam, weil er musste."
    >>> halves = [Hypothesis("He came."), Hypothesis("Because he had to.")]
    >>> join_clauses(text, [Span(0, 7), Span(8, 23)], halves).text
    'He came, because he had to.'
    """
    if len(parts) == 1:
        return parts[0]
    texts: list[str] = []
    for number, (span, part) in enumerate(zip(spans, parts, strict=True)):
        text = part.text
        is_last = number == len(parts) - 1
        if not is_last and text.endswith(".") and source[span.end - 1] != ".":
            text = text[:-1] + ("," if source[span.end - 1] == "," else "")
        if any(texts) and text.split(" ", 1)[0].lower() in _SMALL:
            text = text[:1].lower() + text[1:]
        texts.append(text)
    joined = " ".join(filter(None, texts))
    scored = [part.score for part in parts if part.text]
    score = sum(scored) / len(scored) if scored else 0.0
    others = tuple(
        join_clauses(source, spans, [_nth_best(part, rank) for part in parts])
        for rank in range(max((len(part.alternatives) for part in parts), default=0))
    )
    return Hypothesis(joined, score, _join_attention(spans, parts, texts), others)


def _nth_best(part: Hypothesis, rank: int) -> Hypothesis:
    """Return an alternative of a clause, the clause itself where it has none."""
    other = part.alternatives[rank] if rank < len(part.alternatives) else part
    return replace(other, alternatives=())


def _join_attention(
    spans: Sequence[Span], parts: Sequence[Hypothesis], texts: Sequence[str]
) -> Attention | None:
    """Put the parts' attention side by side: no clause looks at another."""
    read = [
        (span, part.attention or Attention((), (), ()), text)
        for span, part, text in zip(spans, parts, texts, strict=True)
    ]
    if all(part.attention is None for part in parts):
        return None
    width = sum(len(attention.source) for _, attention, _ in read)
    source: list[Span] = []
    target: list[Span] = []
    weights: list[tuple[float, ...]] = []
    place = 0
    for span, attention, text in read:
        before = len(source)
        source += (Span(s.start + span.start, s.end + span.start) for s in attention.source)
        target += (
            Span(min(s.start, len(text)) + place, min(s.end, len(text)) + place)
            for s in attention.target
        )
        after = width - len(source)
        weights += ((0.0,) * before + row + (0.0,) * after for row in attention.weights)
        if text:
            place += len(text) + 1
    return Attention(tuple(source), tuple(target), tuple(weights))


def edit_hypothesis(
    found: Hypothesis, edits: Sequence[Edit], *, source: Sequence[Edit] = ()
) -> Hypothesis:
    """Edit the English; `source` are the edits that made of the sentence what was translated."""
    attention = found.attention
    if attention is not None:
        asked, target = Offsets(source), Offsets(edits)
        attention = replace(
            attention,
            source=tuple(asked.to_raw(*span) for span in attention.source),
            target=tuple(target.to_edited(*span) for span in attention.target),
        )
    return replace(found, text=apply(found.text, edits), attention=attention, alternatives=())


def fit_attention(hypothesis: Hypothesis, text: str, length: int) -> Hypothesis:
    """Give a hypothesis another text and a source of another length, its spans cut to fit."""
    attention = hypothesis.attention
    if attention is not None:
        attention = replace(
            attention,
            source=tuple(_cut(span, length) for span in attention.source),
            target=tuple(_cut(span, len(text)) for span in attention.target),
        )
    return replace(hypothesis, text=text, attention=attention)


def _cut(span: Span, length: int) -> Span:
    return Span(min(span.start, length), min(span.end, length))
