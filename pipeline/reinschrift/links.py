"""Links: where a mark of the German goes in the English.

A mark (a link, emphasis) goes to the words that the model wrote while it looked at the
words of the mark: whole words, in one stretch. Laws: no mark is lost or changes its
attributes; a mark inside another stays inside; marks that were apart stay apart, or lie
on one word where the English has too few.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reinschrift.documents import Mark
from reinschrift.edits import Span
from reinschrift.engines import Attention

# A word with what is inside it; quotes and stops around it are tokens of their own.
_TOKEN = re.compile(r"\w(?:\S*\w)?|[^\w\s]+")
# How much of a word's attention must lie on the mark, beyond chance. Little, because
# attention is spread. Set by hand on the made-up attention of the tests; to be swept on
# names that are spelt alike in both languages as soon as a trained model is there.
SHARE = 0.2


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence of a block and its translation: where they lie, and the attention between."""

    source: Span
    target: Span
    attention: Attention | None = None


def place_marks(
    marks: Sequence[Mark], segments: Sequence[Segment], source: str, target: str
) -> tuple[Mark, ...]:
    """Return the marks of `source` as they lie on `target`, in the same order.

    Between the segments the two texts are the same, and so are the marks.

    >>> sentence = Segment(Span(0, 8), Span(0, 8))
    >>> place_marks([Mark(5, 7, "link")], [sentence], "Laut Xi.", "Says Xi.")
    (Mark(start=5, end=7, kind='link', attributes={}),)
    """
    placer = _Placer(segments, source, target)
    placed: dict[int, Span] = {}
    # The outer ones first, so that each inner one knows its room.
    for at in sorted(range(len(marks)), key=lambda at: (marks[at].start, -marks[at].end)):
        mark = marks[at]
        room = Span(0, len(target))
        taken: list[Span] = []
        for other, span in placed.items():
            if _is_inside(mark, marks[other]):
                room = Span(max(room.start, span.start), min(room.end, span.end))
            elif marks[other].end <= mark.start:
                taken.append(span)
        placed[at] = placer.place(mark, Span(room.start, max(room)), taken)
    return tuple(
        replace(mark, start=placed[at].start, end=placed[at].end) for at, mark in enumerate(marks)
    )


class _Placer:
    """Places marks of one block, one by one."""

    def __init__(self, segments: Sequence[Segment], source: str, target: str) -> None:
        self._segments = segments
        self._source = source
        self._target = target
        self._starts = [segment.source.start for segment in segments]
        self._tokens: dict[int, list[Span]] = {}  # of a segment, in the block's offsets

    def place(self, mark: Mark, room: Span, taken: list[Span]) -> Span:
        """Place a mark within `room`, off what is `taken` if there are words left."""
        touched = [
            number
            for number in range(self._segment_at(mark.start), self._segment_at(mark.end) + 1)
            if number >= 0 and _overlap(mark, self._segments[number].source)
        ]
        if not touched:
            return _clip(Span(self._point(mark.start), self._point(mark.end)), room)
        wanted = [token for number in touched for token in self._wanted(mark, number, room, taken)]
        run = _longest_run(wanted, [span for span in taken if span.start < span.end])
        if run is None:
            return self._shared(mark, touched, room)
        return _clip(self._with_spaces(mark, touched, run), room)

    def _wanted(self, mark: Mark, number: int, room: Span, taken: list[Span]) -> list[Span]:
        """Return the tokens of a segment's translation that a mark should lie on."""
        segment = self._segments[number]
        free = [
            token
            for token in self._tokens_of(number)
            if room.start <= token.start
            and token.end <= room.end
            and not any(_overlap(token, span) for span in taken)
        ]
        if mark.start <= segment.source.start and segment.source.end <= mark.end:
            return free
        shares = self._shares(mark, segment, free)
        window = _best_window(free, shares)
        return self._trimmed(mark, window)

    def _shared(self, mark: Mark, touched: list[int], room: Span) -> Span:
        """Put a mark on a word of another mark: there is none left for it alone."""
        tokens = [
            token
            for number in touched
            for token in self._tokens_of(number)
            if room.start <= token.start and token.end <= room.end
        ]
        if not tokens:
            place = min(max(self._point(mark.start), room.start), room.end)
            return Span(place, place)
        segment = self._segments[touched[0]]
        shares = self._shares(mark, segment, tokens)
        return tokens[shares.index(max(shares))]

    def _with_spaces(self, mark: Mark, touched: list[int], run: Span) -> Span:
        """Let a mark that began or ended between sentences do so again."""
        first, final = self._segments[touched[0]], self._segments[touched[-1]]
        start, end = run
        if mark.start < first.source.start and start == first.target.start:
            start = self._point(mark.start)
        if mark.end > final.source.end and end == final.target.end:
            end = self._point(mark.end)
        return Span(start, end)

    def _shares(self, mark: Mark, segment: Segment, tokens: list[Span]) -> list[float]:
        """Return how much of each token comes from the mark."""
        if segment.attention is not None and segment.attention.weights:
            return self._attended(mark, segment, segment.attention, tokens)
        # Without attention: by position.
        scale = (segment.target.end - segment.target.start) / max(
            segment.source.end - segment.source.start, 1
        )
        start = segment.target.start + (mark.start - segment.source.start) * scale
        end = segment.target.start + (mark.end - segment.source.start) * scale
        middle = (start + end) / 2
        return [
            max(0.0, min(end, token.end) - max(start, token.start)) / (token.end - token.start)
            or -abs(middle - (token.start + token.end) / 2) / len(self._target)
            for token in tokens
        ]

    def _attended(
        self, mark: Mark, segment: Segment, attention: Attention, tokens: list[Span]
    ) -> list[float]:
        """Return how much more of each token's attention lies on the mark than by chance.

        0 is what a token gets that looks everywhere alike, 1 one that looks nowhere else.
        """
        inside = []  # how much of each source piece the mark covers; spaces don't count
        counted = []
        for piece in attention.source:
            begin, end = (place + segment.source.start for place in piece)
            text = self._source[begin:end]
            begin += len(text) - len(text.lstrip())
            covered = min(end, mark.end) - max(begin, mark.start)
            inside.append(max(0.0, covered / (end - begin)) if begin < end else 0.0)
            counted.append(begin < end)
        shares: list[float] = []
        for token in tokens:
            seen = total = 0.0
            for piece, row in zip(attention.target, attention.weights, strict=True):
                begin, end = (place + segment.target.start for place in piece)
                if begin < token.end and token.start < end:
                    seen += sum(weight * share for weight, share in zip(row, inside, strict=True))
                    total += sum(
                        weight for weight, counts in zip(row, counted, strict=True) if counts
                    )
            shares.append(seen / total if total else 0.0)
        chance = sum(inside) / max(sum(counted), 1)
        return [(share - chance) / max(1 - chance, 0.01) for share in shares]

    def _trimmed(self, mark: Mark, window: list[Span]) -> list[Span]:
        """Leave quotes and stops at the edges out, unless the mark has them too."""
        words = [at for at, token in enumerate(window) if self._target[token.start].isalnum()]
        if not words:
            return window
        start = words[0] if self._source[mark.start].isalnum() else 0
        end = words[-1] + 1 if self._source[mark.end - 1].isalnum() else len(window)
        return window[start:end]

    def _tokens_of(self, number: int) -> list[Span]:
        if number not in self._tokens:
            start, end = self._segments[number].target
            self._tokens[number] = [
                Span(*match.span()) for match in _TOKEN.finditer(self._target, start, end)
            ]
        return self._tokens[number]

    def _segment_at(self, place: int) -> int:
        """Return the number of the last segment that begins at or before a place."""
        return bisect_right(self._starts, place) - 1

    def _point(self, place: int) -> int:
        """Map a place: exactly between sentences, to the edge of a word inside of one."""
        number = self._segment_at(place)
        if number < 0:
            return place
        segment = self._segments[number]
        if place >= segment.source.end:
            return min(segment.target.end + place - segment.source.end, len(self._target))
        length = segment.source.end - segment.source.start
        reached = (place - segment.source.start) / length
        goal = segment.target.start + reached * (segment.target.end - segment.target.start)
        edges = [segment.target.start, *(token.start for token in self._tokens_of(number))]
        return min(edges, key=lambda edge: abs(edge - goal))


def _is_inside(inner: Mark, outer: Mark) -> bool:
    """Tell whether a mark is inside another; an empty one on an edge belongs to neither side."""
    if inner.start == inner.end:
        return outer.start < inner.start < outer.end
    return outer.start <= inner.start and inner.end <= outer.end


def _overlap(one: Mark | Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _clip(span: Span, room: Span) -> Span:
    start = min(max(span.start, room.start), room.end)
    return Span(start, min(max(span.end, start), room.end))


def _best_window(tokens: list[Span], shares: list[float]) -> list[Span]:
    """Return the run of tokens with the most of the mark in it; at least the best token."""
    if not tokens:
        return []
    best, best_sum, start, running = (0, 0), 0.0, 0, 0.0
    for at, share in enumerate(shares):
        if running <= 0:
            start, running = at, 0.0
        running += share - SHARE
        if running > best_sum:
            best, best_sum = (start, at + 1), running
    if best_sum <= 0:
        top = shares.index(max(shares))
        best = (top, top + 1)
    return tokens[best[0] : best[1]]


def _longest_run(tokens: list[Span], taken: list[Span]) -> Span | None:
    """Return the longest stretch from token to token with nothing taken in between."""
    best: Span | None = None
    run: Span | None = None
    for token in tokens:
        if run and any(_overlap(Span(run.end, token.start), span) for span in taken):
            run = None
        run = Span(run.start, token.end) if run else token
        if best is None or run.end - run.start > best.end - best.start:
            best = run
    return best
