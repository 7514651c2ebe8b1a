"""Text with marks written as HTML: whole words, nested elements, each mark with its tags."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reinschrift.documents import Mark

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})

Tag = Callable[[int, str], str]


def _as_it_was(_place: int, tag: str) -> str:
    return tag


def render(text: str, marks: Sequence[Mark], *, tag: Tag = _as_it_was) -> str:
    """Write text with marks as HTML; `tag` gives a tag that stood at a place, as it is now.

    Marks that cross are split, so that the elements are nested.

    >>> link = Mark(4, 11, "link", {"open": "<a>", "close": "</a>"})
    >>> strong = Mark(0, 8, "strong", {"open": "<b>", "close": "</b>"})
    >>> render("Tom & Jerry", [link, strong])
    '<b>Tom <a>&amp; Je</a></b><a>rry</a>'
    """
    writer = _Writer(text, tag, marks)
    for mark in _in_order(marks):
        writer.write(mark)
    writer.finish()
    return "".join(writer.parts)


def _in_order(marks: Sequence[Mark]) -> list[Mark]:
    """Sort marks as they are written; those of one place as they stood in the page."""
    order = sorted(range(len(marks)), key=lambda at: (marks[at].start, at))
    return [marks[at] for at in order]


class _Writer:
    """Writes text and tags, and knows which elements are open."""

    def __init__(self, text: str, tag: Tag, marks: Sequence[Mark]) -> None:
        self.parts: list[str] = []
        self._text = text
        self._tag = tag
        self._done = 0  # up to here the text is written
        self._open: list[Mark] = []
        self._parents = {
            mark.attributes["element"]: mark.attributes.get("parent", "")
            for mark in marks
            if "element" in mark.attributes
        }

    def write(self, mark: Mark) -> None:
        """Write a mark that begins behind all that were written before."""
        known = mark.attributes
        self._go_to(mark.start, known.get("parent", ""))
        if "source" in known:
            self.parts.append(self._tag(_place(mark), known["source"]))
        elif "keep" in known:
            self.parts.append(self._tag(_place(mark), known["keep"]))
            self._done = max(self._done, mark.end)  # in place of the words that stand for it
        elif mark.start == mark.end:
            self.parts += (self._start_tag(mark), known.get("close", ""))
        else:
            self._open_mark(mark)

    def finish(self) -> None:
        """Write what is left."""
        self._go_to(len(self._text), "")

    def _start_tag(self, mark: Mark) -> str:
        return self._tag(_place(mark), mark.attributes.get("open", ""))

    def _open_mark(self, mark: Mark) -> None:
        """Write a start tag, outside of those that began at the same place and end sooner."""
        inner: list[Mark] = []
        while self._open and self._open[-1].start == mark.start and self._open[-1].end < mark.end:
            inner.append(self._open.pop())
        if inner and self.parts[-len(inner) :] == [self._start_tag(one) for one in reversed(inner)]:
            del self.parts[-len(inner) :]
        else:
            self._open += reversed(inner)
            inner = []
        for one in (mark, *reversed(inner)):
            self._open.append(one)
            self.parts.append(self._start_tag(one))

    def _go_to(self, place: int, parent: str) -> None:
        """Write the text up to a place, and the end tags on the way, but of what goes on there."""
        while self._open:
            end = min(mark.end for mark in self._open)
            if end > place or (end == place and not self._ends_before(place, parent)):
                break
            self._text_to(end)
            self._close_at(end, parent if end == place else "")
        self._text_to(place)

    def _ends_before(self, place: int, parent: str) -> bool:
        around = self._around(parent)
        return any(
            mark.end == place and mark.attributes.get("element") not in around
            for mark in self._open
        )

    def _close_at(self, end: int, parent: str) -> None:
        """Write the end tags of a place; what is open inside is closed and opened again."""
        around = self._around(parent)
        ending = [
            mark
            for mark in self._open
            if mark.end <= end and mark.attributes.get("element") not in around
        ]
        again: list[Mark] = []
        while ending:
            mark = self._open.pop()
            self.parts.append(mark.attributes.get("close", ""))
            if mark in ending:
                ending.remove(mark)
            else:
                again.append(mark)
        for mark in reversed(again):
            self._open.append(mark)
            self.parts.append(self._start_tag(mark))

    def _around(self, element: str) -> set[str | None]:
        """Return an element and all that it stands in."""
        found: set[str | None] = set()
        while element:
            found.add(element)
            element = self._parents.get(element, "")
        return found

    def _text_to(self, place: int) -> None:
        if place > self._done:
            self.parts.append(self._text[self._done : place].translate(_ESCAPES))
            self._done = place


def _place(mark: Mark) -> int:
    return int(mark.attributes.get("at", -1))
