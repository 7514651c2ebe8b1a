"""HTML inside a paragraph: from items to text with marks.

White space reads as a browser shows it: a run of it is one space, none at the edges. So a
page that is indented and one that is not give the same text. Every mark carries its tags.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from html import unescape
from typing import NamedTuple

from reinschrift.documents import Mark
from reinschrift.edits import Span

TEXT, OPEN, CLOSE, POINT, KEPT, BREAK = range(6)

# A stretch of words, white space, or a character reference.
_PIECE = re.compile(r"[^&\s]+(?: [^&\s]+)*|[ \t\n\r\f]+|&[^;&\s<]{1,40};?|[&\s]")
_PICTURE = re.compile(r"<(?:img|svg)\b", re.IGNORECASE)
_WHITE = " \t\n\r\f"
_FEW = 20  # elements in one without words; an icon has one


class Item(NamedTuple):
    """A piece of a paragraph at `start:end` of the page.

    `element` is the same number for the two tags of an element; `kind_of_mark` what its mark is
    called; `href` where a link leads to.
    """

    kind: int
    start: int
    end: int
    element: int = 0
    kind_of_mark: str = ""
    href: str = ""


class Run(NamedTuple):
    """A paragraph's text and marks, where it stands in the page and how the two run along."""

    start: int
    end: int
    text: str
    marks: tuple[Mark, ...]
    runs: tuple[Span, ...]


def read_run(source: str, items: Sequence[Item]) -> Run:
    """Lay items out as text with marks."""
    reader = _Reader(source)
    for item in items:
        reader.take(item)
    return reader.finish(items[0].start, items[-1].end)


class _Tag(NamedTuple):
    """A start tag that waits for its end: the mark that it will be, and where it stood."""

    mark: int
    place: int
    item: Item
    parent: str  # the element around it


class _Reader:
    """Lays items out, one by one."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._parts: list[str] = []
        self._size = 0
        self._runs: list[Span] = []
        self._step = -1  # from a place in the text to its place in the page, where both run along
        self._marks: list[Mark | None] = []
        self._open: dict[int, _Tag] = {}  # by element, the innermost last

    def take(self, item: Item) -> None:
        """Read the next item."""
        if item.kind == TEXT:
            self._read_text(item)
        elif item.kind == OPEN:
            parent = self._parent()
            self._open[item.element] = _Tag(len(self._marks), self._size, item, parent)
            self._marks.append(None)
        elif item.kind == CLOSE:
            self._close(item)
        elif item.kind == KEPT:
            raw = self._source[item.start : item.end]
            shown = _visible(raw)
            self._marks.append(
                Mark(
                    self._size,
                    self._size + len(shown),
                    "code",
                    self._about(item, self._parent(), keep=raw),
                )
            )
            self._add(shown, item.start)
        else:
            if item.kind == BREAK and self._size and not self._parts[-1].endswith(" "):
                self._add(" ", item.start)
            raw = self._source[item.start : item.end]
            self._marks.append(
                Mark(
                    self._size,
                    self._size,
                    "point",
                    self._about(item, self._parent(), source=raw),
                )
            )

    def finish(self, start: int, end: int) -> Run:
        """Return what was read."""
        for tag in self._open.values():
            self._marks[tag.mark] = self._element(tag, None)
        text = "".join(self._parts).removesuffix(" ")
        marks = tuple(_off_spaces(mark, text) for mark in self._marks if mark is not None)
        return Run(start, end, text, marks, tuple(self._runs))

    def _add(self, text: str, place: int) -> None:
        if place - self._size != self._step:
            self._step = place - self._size
            self._runs.append(Span(self._size, place))
        self._parts.append(text)
        self._size += len(text)

    def _read_text(self, item: Item) -> None:
        for found in _PIECE.finditer(self._source, item.start, item.end):
            piece = found[0]
            if piece[0] == "&":
                piece = unescape(piece)
            if piece[0] in _WHITE:
                if self._size and not self._parts[-1].endswith(" "):
                    self._add(" ", found.start())
                else:
                    self._space_behind_picture()
            else:
                self._add(piece, found.start())

    def _space_behind_picture(self) -> None:
        """Keep a second space, which a browser shows if a picture stands between the two."""
        last = self._marks[-1] if self._marks else None
        if last is None or last.start != self._size:
            return
        source = last.attributes.get("source", "")
        if _PICTURE.search(source) and not source.endswith(" "):
            self._marks[-1] = replace(last, attributes={**last.attributes, "source": source + " "})

    def _close(self, item: Item) -> None:
        tag = self._open.pop(item.element, None)
        if tag is None:
            attributes = {"close": self._source[item.start : item.end]}
            self._marks.append(Mark(0, self._size, "tag", attributes))
            return
        inner = self._marks[tag.mark + 1 :]
        is_empty = tag.place == self._size or (
            self._parts[-1] == " " and tag.place == self._size - 1
        )
        if is_empty and None not in inner[:_FEW] and len(inner) <= _FEW:
            # Nothing to read in it (an icon, an anchor): one point, with all that it holds.
            del self._marks[tag.mark + 1 :]
            raw = self._source[tag.item.start : item.end]
            self._marks[tag.mark] = Mark(
                tag.place, tag.place, "point", self._about(tag.item, tag.parent, source=raw)
            )
        else:
            self._marks[tag.mark] = self._element(tag, item)

    def _is_space_since(self, place: int) -> bool:
        return place == self._size - 1 and self._parts[-1] == " "

    def _element(self, tag: _Tag, closing: Item | None) -> Mark:
        """Make the mark of an element, of which a broken page may lack the end tag."""
        item = tag.item
        about = self._about(item, tag.parent, open=self._source[item.start : item.end])
        about["element"] = str(item.element)
        about["close"] = self._source[closing.start : closing.end] if closing else ""
        if item.href:
            about["href"] = item.href
        return Mark(tag.place, self._size, item.kind_of_mark, about)

    def _parent(self) -> str:
        return str(next(reversed(self._open))) if self._open else ""

    def _about(self, item: Item, parent: str, **markup: str) -> dict[str, str]:
        """Return what a mark must know: its markup, where that stood, and what it stands in."""
        about = {**markup, "at": str(item.start)}
        return {**about, "parent": parent} if parent else about


def _visible(raw: str) -> str:
    """Return what is seen of markup that is kept whole."""
    return " ".join(unescape(re.sub(r"<!--.*?-->|<[^>]*+>", "", raw, flags=re.DOTALL)).split())


def _off_spaces(mark: Mark, text: str) -> Mark:
    """Leave the spaces at a mark's edges outside."""
    start, end = min(mark.start, len(text)), min(mark.end, len(text))
    if start == end:
        return Mark(start, end, mark.kind, mark.attributes)
    inside = text[start:end]
    if inside == " ":
        return Mark(start, start, mark.kind, mark.attributes)
    return Mark(
        start + inside.startswith(" "), end - inside.endswith(" "), mark.kind, mark.attributes
    )
