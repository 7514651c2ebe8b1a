"""Where a place of a document's text stands in its file."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple, cast

from reinschrift.documents import Document
from reinschrift.edits import Span


class Place(NamedTuple):
    """A line and a column, both counted from one."""

    line: int
    column: int


class Places:
    r"""Finds the line and the column of places in `document.text`.

    >>> Places(Document.from_text("Titel\nErster Absatz")).find(13)
    Place(line=2, column=8)
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._starts: list[int] = []  # of each block in the text
        at = 0
        for block in document.blocks:
            self._starts.append(at)
            at += len(block.text) + 1

    def find(self, place: int) -> Place:
        """Return where `place` stands.

        In a file of records that is the record's line and the column in its text.
        """
        if "record" in self._document.metadata:
            return Place(cast("int", self._document.metadata["record"]), place + 1)
        if not self._starts:
            return Place(1, 1)
        at = bisect_right(self._starts, place) - 1
        runs = self._document.blocks[at].metadata.get("runs")
        lines = self._document.metadata.get("line_starts")
        inside = place - self._starts[at]
        if not isinstance(runs, tuple) or not isinstance(lines, tuple):
            return Place(at + 1, inside + 1)
        run = _last_run(runs, inside)
        in_source = run.end + inside - run.start
        line = bisect_right(lines, in_source)
        return Place(line, in_source - lines[line - 1] + 1)


def _last_run(runs: tuple[Span, ...], inside: int) -> Span:
    """Return the run that holds a place: a pair of its start in the text and in the source."""
    if not runs:
        return Span(0, 0)
    return runs[max(0, bisect_right(runs, inside, key=lambda run: run.start) - 1)]
