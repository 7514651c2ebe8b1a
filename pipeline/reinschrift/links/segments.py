"""The sentences of a block beside their translations, and how a place in one maps to the other.

Between the sentences the two texts are the same. What is asked for more than once, the words of
a translation and how they are aligned, is worked out once.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from reinschrift.documents import Mark
from reinschrift.edits import Span
from reinschrift.engines import Attention
from reinschrift.links.alignment import TOKEN, Alignment, align
from reinschrift.links.anchors import Anchor
from reinschrift.links.stretches import overlap


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence of a block and its translation: where they lie, and the attention between."""

    source: Span
    target: Span
    attention: Attention | None = None


class Segments:
    """The segments of one block."""

    def __init__(self, segments: Sequence[Segment], source: str, target: str) -> None:
        self.source = source
        self.target = target
        self._segments = segments
        self._starts = [segment.source.start for segment in segments]
        self._tokens: dict[int, list[Span]] = {}  # of a segment, in the block's offsets
        self._alignments: dict[int, Alignment] = {}

    def __getitem__(self, number: int) -> Segment:
        return self._segments[number]

    def touched(self, mark: Mark) -> list[int]:
        """Return the numbers of the segments that a mark lies on."""
        return [
            number
            for number in range(self._segment_at(mark.start), self._segment_at(mark.end) + 1)
            if number >= 0 and overlap(mark, self._segments[number].source)
        ]

    def tokens(self, number: int) -> list[Span]:
        """Return the words and signs of a translation."""
        if number not in self._tokens:
            start, end = self._segments[number].target
            self._tokens[number] = [
                Span(found.start() + start, found.end() + start)
                for found in TOKEN.finditer(self.target[start:end])
            ]
        return self._tokens[number]

    def _segment_at(self, place: int) -> int:
        """Return the number of the last segment that begins at or before a place."""
        return bisect_right(self._starts, place) - 1

    def beside_word(self, place: int, number: int) -> int:
        """Map a place to where the word behind it went.

        A place that touches a word before it only (a footnote) goes behind that word.
        """
        alignment = self._align(number)
        segment = self._segments[number]
        inside = place - segment.source.start
        words = alignment.source
        before, after = self.source[place - 1 : place], self.source[place : place + 1]
        is_behind = bool(before.strip()) and not after.isalnum()
        if is_behind:
            near = [span for span in words if span.end <= inside][-1:]
        else:
            near = [span for span in words if span.start >= inside][:1]
        if not near:
            return self.point(place)
        shift = segment.source.start
        word = Mark(near[0].start + shift, near[0].end + shift, "word")
        runs = self.anchor(word, number).find(range(len(alignment.target)))
        if not runs:
            return self.point(place)
        token = alignment.target[runs[-1][-1] if is_behind else runs[0][0]]
        return segment.target.start + (token.end if is_behind else token.start)

    def point(self, place: int) -> int:
        """Map a place: exactly between sentences, to the edge of a word inside of one."""
        number = self._segment_at(place)
        if number < 0:
            return place
        segment = self._segments[number]
        if place >= segment.source.end:
            return min(segment.target.end + place - segment.source.end, len(self.target))
        length = segment.source.end - segment.source.start
        reached = (place - segment.source.start) / length
        goal = segment.target.start + reached * (segment.target.end - segment.target.start)
        edges = [segment.target.start, *(token.start for token in self.tokens(number))]
        return min(edges, key=lambda edge: abs(edge - goal))

    def anchor(self, mark: Mark, number: int) -> Anchor:
        """Return what finds the words of a mark in the translation of a segment."""
        segment = self._segments[number]
        source = self.source[segment.source.start : segment.source.end]
        target = self.target[segment.target.start : segment.target.end]
        shift = segment.source.start
        return Anchor(source, target, self._align(number), mark.start - shift, mark.end - shift)

    def _align(self, number: int) -> Alignment:
        if number not in self._alignments:
            segment = self._segments[number]
            self._alignments[number] = align(
                self.source[segment.source.start : segment.source.end],
                self.target[segment.target.start : segment.target.end],
                segment.attention,
            )
        return self._alignments[number]
