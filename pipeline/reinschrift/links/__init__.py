"""Links: where a mark of the German goes in the English.

A mark (a link, emphasis) goes to the words that render its words: whole words, in one
stretch, or in several where English must put others in between. Laws: no mark is lost or
changes its attributes; a mark inside another stays inside; marks that were apart stay
apart, or lie on one word where the English has too few.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from reinschrift.documents import Mark
from reinschrift.edits import Span
from reinschrift.links.placer import Placer
from reinschrift.links.segments import Segment, Segments
from reinschrift.links.stretches import clip, overlap


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
    placer = Placer(Segments(segments, source, target))
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
            overlap(mark, Span(other.start, other.end))
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
        place = clip(placed[at][0], first).start
        if mark.start == marks[around].start:
            place = first.start
        elif mark.start == marks[around].end:
            place = first.end
        placed[at] = [Span(place, place)]


def _order(mark: Mark) -> tuple[bool, int, int]:
    return mark.start == mark.end, mark.start, -mark.end


def _is_inside(inner: Mark, outer: Mark) -> bool:
    """Tell whether a mark is inside another; an empty one on an edge belongs to neither side."""
    if inner.start == inner.end:
        return outer.start < inner.start < outer.end
    return outer.start <= inner.start and inner.end <= outer.end
