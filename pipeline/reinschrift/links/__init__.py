"""Links: where a mark of the German goes in the English.

A mark (a link, emphasis) goes to the words that render its words: whole words, in one
stretch, or in several where English must put others in between. Laws: no mark is lost or
changes its attributes; a mark inside another stays inside; marks that were apart stay
apart, or lie on one word where the English has too few.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from reinschrift.documents import Mark
from reinschrift.edits import Span
from reinschrift.engines import Attention
from reinschrift.links.alignment import TOKEN, Alignment, align
from reinschrift.links.anchors import Anchor
from reinschrift.links.copies import find_copied, find_part, find_raised, is_raised

_BRACKETS = (("(", ")"), ("[", "]"), ("“", "”"), ("„", "“"))


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence of a block and its translation: where they lie, and the attention between."""

    source: Span
    target: Span
    attention: Attention | None = None


class Placed(NamedTuple):
    """Marks on a translation, and where in the source those stood whose words are not in it."""

    marks: tuple[Mark, ...]
    lost: tuple[int, ...]


def place_marks(
    marks: Sequence[Mark], segments: Sequence[Segment], source: str, target: str
) -> Placed:
    """Return the marks of `source` as they lie on `target`, in the same order.

    Between the segments the two texts are the same, and so are the marks.

    >>> sentence = Segment(Span(0, 7), Span(0, 8))
    >>> place_marks([Mark(4, 6, "link")], [sentence], "Mit Xi.", "With Xi.").marks
    (Mark(start=5, end=7, kind='link', attributes={}),)
    """
    placer = _Placer(segments, source, target)
    placed: dict[int, list[Span]] = {}
    # The outer ones first, so that each inner one knows its room; what takes none, last.
    for at in sorted(range(len(marks)), key=lambda at: _order(marks[at])):
        mark = marks[at]
        room = Span(0, len(target))
        taken: list[Span] = []
        is_alone = True
        for other, spans in placed.items():
            if _is_inside(mark, marks[other]):
                room = Span(max(room.start, spans[0].start), min(room.end, spans[-1].end))
                is_alone = False
            elif marks[other].end <= mark.start:
                taken += spans
        is_alone = is_alone and not any(
            _overlap(mark, Span(other.start, other.end))
            or mark.start <= other.start == other.end <= mark.end
            for other in marks
            if other is not mark
        )
        spans = placer.place(mark, Span(room.start, max(room)), taken)
        placed[at] = spans if is_alone else [Span(spans[0].start, spans[-1].end)]
    _hold_points(marks, placed)
    return Placed(
        tuple(
            replace(mark, start=span.start, end=span.end)
            for at, mark in enumerate(marks)
            for span in placed[at]
        ),
        tuple(placer.lost),
    )


def _hold_points(marks: Sequence[Mark], placed: dict[int, list[Span]]) -> None:
    """Keep what takes no room (a picture, a comment) inside the element that it stood in."""
    elements = {
        mark.attributes["element"]: at
        for at, mark in enumerate(marks)
        if "element" in mark.attributes
    }
    for at, mark in enumerate(marks):
        around = elements.get(mark.attributes.get("parent", ""))
        if around is None or mark.start < mark.end:
            continue
        first = placed[around][0]
        place = _clip(placed[at][0], first).start
        if mark.start == marks[around].start:
            place = first.start
        elif mark.start == marks[around].end:
            place = first.end
        placed[at] = [Span(place, place)]


class _Placer:
    """Places marks of one block, one by one."""

    def __init__(self, segments: Sequence[Segment], source: str, target: str) -> None:
        self.lost: list[int] = []
        self._segments = segments
        self._source = source
        self._target = target
        self._starts = [segment.source.start for segment in segments]
        self._tokens: dict[int, list[Span]] = {}  # of a segment, in the block's offsets
        self._alignments: dict[int, Alignment] = {}

    def place(self, mark: Mark, room: Span, taken: list[Span]) -> list[Span]:
        """Place a mark within `room`, off what is `taken` if there are words left."""
        touched = [
            number
            for number in range(self._segment_at(mark.start), self._segment_at(mark.end) + 1)
            if number >= 0 and _overlap(mark, self._segments[number].source)
        ]
        if mark.start == mark.end and touched:
            place = self._beside_word(mark.start, touched[0])
            return [_clip(Span(place, place), room)]
        if not touched:
            return [_clip(Span(self._point(mark.start), self._point(mark.end)), room)]
        runs = [run for number in touched for run in self._find(mark, number, room, taken)]
        if len(touched) > 1:
            # Sentences are side by side: one mark over all of them, off what is taken.
            whole = _longest_run(runs, [span for span in taken if span.start < span.end])
            runs = [whole] if whole else []
        if not runs:
            return [self._shared(mark, touched, room)]
        if len(runs) == 1:
            runs = [self._with_spaces(mark, touched, runs[0])]
        return [_clip(run, room) for run in runs]

    def _find(self, mark: Mark, number: int, room: Span, taken: list[Span]) -> list[Span]:
        """Return the stretches of a segment's translation that a mark should lie on."""
        segment = self._segments[number]
        tokens = self._tokens_of(number)
        free = _find_free(tokens, room, taken)
        if mark.start <= segment.source.start and segment.source.end <= mark.end:
            whole = _longest_run([tokens[at] for at in free], taken)
            return [whole] if whole else []
        within = _clip(segment.target, room)
        if mark.kind == "code":
            words = [tokens[at] for at in free]
            wanted = self._source[mark.start : mark.end]
            copied = find_copied(wanted, self._target, words, self._point(mark.start))
        else:
            find = find_raised if is_raised(mark) else find_part
            copied = find(mark, self._source, self._target, within, taken)
        if copied is not None:
            return [copied]
        anchor = self._anchor(mark, number)
        found = anchor.find(free)
        if found and not anchor.is_rendered(found):
            self.lost.append(mark.start)
        return [
            self._with_bracket(Span(tokens[run[0]].start, tokens[run[-1]].end)) for run in found
        ]

    def _with_bracket(self, span: Span) -> Span:
        """Take in the bracket that closes one inside."""
        inside = self._target[span.start : span.end]
        following = self._target[span.end : span.end + 1]
        for opening, closing in _BRACKETS:
            if following == closing and inside.count(opening) > inside.count(closing):
                return Span(span.start, span.end + 1)
        return span

    def _anchor(self, mark: Mark, number: int) -> Anchor:
        segment = self._segments[number]
        source = self._source[segment.source.start : segment.source.end]
        target = self._target[segment.target.start : segment.target.end]
        shift = segment.source.start
        return Anchor(source, target, self._align(number), mark.start - shift, mark.end - shift)

    def _align(self, number: int) -> Alignment:
        if number not in self._alignments:
            segment = self._segments[number]
            self._alignments[number] = align(
                self._source[segment.source.start : segment.source.end],
                self._target[segment.target.start : segment.target.end],
                segment.attention,
            )
        return self._alignments[number]

    def _shared(self, mark: Mark, touched: list[int], room: Span) -> Span:
        """Put a mark on a word of another mark: there is none left for it alone."""
        self.lost.append(mark.start)
        for number in touched:
            tokens = self._tokens_of(number)
            inside = [
                at
                for at, token in enumerate(tokens)
                if room.start <= token.start and token.end <= room.end
            ]
            words = [at for at in inside if self._target[tokens[at].start].isalnum()]
            inside = words or inside
            if inside:
                shares = self._anchor(mark, number).shares(inside)
                return tokens[inside[shares.index(max(shares))]]
        place = min(max(self._point(mark.start), room.start), room.end)
        return Span(place, place)

    def _with_spaces(self, mark: Mark, touched: list[int], run: Span) -> Span:
        """Let a mark that began or ended between sentences do so again."""
        first, final = self._segments[touched[0]], self._segments[touched[-1]]
        start, end = run
        if mark.start < first.source.start and start == first.target.start:
            start = self._point(mark.start)
        if mark.end > final.source.end and end == final.target.end:
            end = self._point(mark.end)
        return Span(start, end)

    def _tokens_of(self, number: int) -> list[Span]:
        if number not in self._tokens:
            start, end = self._segments[number].target
            self._tokens[number] = [
                Span(found.start() + start, found.end() + start)
                for found in TOKEN.finditer(self._target[start:end])
            ]
        return self._tokens[number]

    def _segment_at(self, place: int) -> int:
        """Return the number of the last segment that begins at or before a place."""
        return bisect_right(self._starts, place) - 1

    def _beside_word(self, place: int, number: int) -> int:
        """Map a place to where the word behind it went.

        A place that touches a word before it only (a footnote) goes behind that word.
        """
        alignment = self._align(number)
        segment = self._segments[number]
        inside = place - segment.source.start
        words = alignment.source
        before, after = self._source[place - 1 : place], self._source[place : place + 1]
        is_behind = bool(before.strip()) and not after.isalnum()
        if is_behind:
            near = [span for span in words if span.end <= inside][-1:]
        else:
            near = [span for span in words if span.start >= inside][:1]
        if not near:
            return self._point(place)
        shift = segment.source.start
        word = Mark(near[0].start + shift, near[0].end + shift, "word")
        runs = self._anchor(word, number).find(range(len(alignment.target)))
        if not runs:
            return self._point(place)
        token = alignment.target[runs[-1][-1] if is_behind else runs[0][0]]
        return segment.target.start + (token.end if is_behind else token.start)

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


def _order(mark: Mark) -> tuple[bool, int, int]:
    return mark.start == mark.end, mark.start, -mark.end


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


def _find_free(tokens: Sequence[Span], room: Span, taken: Sequence[Span]) -> list[int]:
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


def _longest_run(tokens: Sequence[Span], taken: Sequence[Span]) -> Span | None:
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
