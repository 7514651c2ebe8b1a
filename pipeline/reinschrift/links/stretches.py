"""Stretches of text: which of them meet, and what is free of others."""

from __future__ import annotations

from collections.abc import Sequence

from reinschrift.documents import Mark
from reinschrift.edits import Span


def overlap(one: Mark | Span, other: Span) -> bool:
    """Tell whether two stretches share a character."""
    return one.start < other.end and other.start < one.end


def clip(span: Span, room: Span) -> Span:
    """Return the part of a stretch that lies in `room`; an empty one at its edge if none does."""
    start = min(max(span.start, room.start), room.end)
    return Span(start, min(max(span.end, start), room.end))


def find_free(tokens: Sequence[Span], room: Span, taken: Sequence[Span]) -> list[int]:
    """Return which tokens lie in `room` and on nothing that is taken."""
    ordered = sorted(span for span in taken if span.start < span.end)
    free: list[int] = []
    at = end = 0  # what is taken before a token, and how far that goes
    for number, token in enumerate(tokens):
        while at < len(ordered) and ordered[at].start < token.end:
            end = max(end, ordered[at].end)
            at += 1
        if end <= token.start and room.start <= token.start and token.end <= room.end:
            free.append(number)
    return free


def longest_run(tokens: Sequence[Span], taken: Sequence[Span]) -> Span | None:
    """Return the longest stretch from token to token with nothing taken in between."""
    best: Span | None = None
    run: Span | None = None
    for token in tokens:
        if run and any(overlap(Span(run.end, token.start), span) for span in taken):
            run = None
        run = Span(run.start, token.end) if run else token
        if best is None or run.end - run.start > best.end - best.start:
            best = run
    return best
