"""Where a mark goes, one after the other: on words that render its own and are free."""

from __future__ import annotations

from reinschrift.documents import Mark
from reinschrift.edits import Span
from reinschrift.links.copies import find_copied, find_part, find_raised, is_raised
from reinschrift.links.segments import Segments
from reinschrift.links.stretches import clip, find_free, longest_run

_BRACKETS = (("(", ")"), ("[", "]"), ("“", "”"), ("„", "“"))


class Placer:
    """Places marks of one block, one by one."""

    def __init__(self, segments: Segments) -> None:
        self.lost: list[int] = []
        self._segments = segments

    def place(self, mark: Mark, room: Span, taken: list[Span]) -> list[Span]:
        """Place a mark within `room`, off what is `taken` if there are words left."""
        touched = self._segments.touched(mark)
        if mark.start == mark.end and touched:
            place = self._segments.beside_word(mark.start, touched[0])
            return [clip(Span(place, place), room)]
        if not touched:
            start, end = self._segments.point(mark.start), self._segments.point(mark.end)
            return [clip(Span(start, end), room)]
        runs = [run for number in touched for run in self._find(mark, number, room, taken)]
        if len(touched) > 1:
            # Sentences are side by side: one mark over all of them, off what is taken.
            whole = longest_run(runs, [span for span in taken if span.start < span.end])
            runs = [whole] if whole else []
        if not runs:
            return [self._shared(mark, touched, room)]
        if len(runs) == 1:
            runs = [self._with_spaces(mark, touched, runs[0])]
        return [clip(run, room) for run in runs]

    def _find(self, mark: Mark, number: int, room: Span, taken: list[Span]) -> list[Span]:
        """Return the stretches of a segment's translation that a mark should lie on."""
        segment = self._segments[number]
        tokens = self._segments.tokens(number)
        free = find_free(tokens, room, taken)
        if mark.start <= segment.source.start and segment.source.end <= mark.end:
            whole = longest_run([tokens[at] for at in free], taken)
            return [whole] if whole else []
        within = clip(segment.target, room)
        if mark.kind == "code":
            words = [tokens[at] for at in free]
            wanted = self._segments.source[mark.start : mark.end]
            goal = self._segments.point(mark.start)
            copied = find_copied(wanted, self._segments.target, words, goal)
        else:
            find = find_raised if is_raised(mark) else find_part
            copied = find(mark, self._segments.source, self._segments.target, within, taken)
        if copied is not None:
            return [copied]
        anchor = self._segments.anchor(mark, number)
        found = anchor.find(free)
        if found and not anchor.is_rendered(found):
            self.lost.append(mark.start)
        return [
            self._with_bracket(Span(tokens[run[0]].start, tokens[run[-1]].end)) for run in found
        ]

    def _with_bracket(self, span: Span) -> Span:
        """Take in the bracket that closes one inside."""
        inside = self._segments.target[span.start : span.end]
        following = self._segments.target[span.end : span.end + 1]
        for opening, closing in _BRACKETS:
            if following == closing and inside.count(opening) > inside.count(closing):
                return Span(span.start, span.end + 1)
        return span

    def _shared(self, mark: Mark, touched: list[int], room: Span) -> Span:
        """Put a mark on a word of another mark: there is none left for it alone."""
        self.lost.append(mark.start)
        for number in touched:
            tokens = self._segments.tokens(number)
            inside = [
                at
                for at, token in enumerate(tokens)
                if room.start <= token.start and token.end <= room.end
            ]
            words = [at for at in inside if self._segments.target[tokens[at].start].isalnum()]
            inside = words or inside
            if inside:
                shares = self._segments.anchor(mark, number).shares(inside)
                return tokens[inside[shares.index(max(shares))]]
        place = min(max(self._segments.point(mark.start), room.start), room.end)
        return Span(place, place)

    def _with_spaces(self, mark: Mark, touched: list[int], run: Span) -> Span:
        """Let a mark that began or ended between sentences do so again."""
        first, final = self._segments[touched[0]], self._segments[touched[-1]]
        start, end = run
        if mark.start < first.source.start and start == first.target.start:
            start = self._segments.point(mark.start)
        if mark.end > final.source.end and end == final.target.end:
            end = self._segments.point(mark.end)
        return Span(start, end)
