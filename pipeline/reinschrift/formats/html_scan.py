"""From a page to its paragraphs.

An element that is not inline ends a sentence, an inline one never does. What stands
between paragraphs is not looked at again: a page is written by putting new paragraphs in
the place of the old ones.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from reinschrift.documents import Block
from reinschrift.edits import Span
from reinschrift.formats.html_blocks import attribute_block, paragraph_blocks
from reinschrift.formats.html_elements import (
    INLINE,
    INLINE_VOID,
    INVISIBLE,
    MARK_KINDS,
    OPAQUE,
    VOID,
)
from reinschrift.formats.html_inline import BREAK, CLOSE, KEPT, OPEN, POINT, TEXT, Item
from reinschrift.formats.html_nesting import Element, Nesting
from reinschrift.formats.html_paragraphs import is_footnote
from reinschrift.formats.html_start_tags import language_place, read_start_tag, shown_attributes
from reinschrift.formats.html_tokens import CLOSE as END_TAG
from reinschrift.formats.html_tokens import OPEN as START_TAG
from reinschrift.formats.html_tokens import RAW_TEXT as RAW_TOKEN
from reinschrift.formats.html_tokens import TEXT as TEXT_TOKEN
from reinschrift.formats.html_tokens import Attribute, Token, tokenise


class Scan(NamedTuple):
    """The paragraphs of a page, and where it says that it is German.

    An empty span is where `<html>` lacks its language.
    """

    blocks: tuple[Block, ...]
    languages: tuple[Span, ...]


def scan(source: str) -> Scan:
    """Return the paragraphs of a page, and the attributes that readers see behind them.

    >>> found = scan("<h1>Titel</h1><p>Laut <a href=/k>Kirby</a> nicht.<pre>x</pre>")
    >>> [(block.kind, block.text) for block in found.blocks]
    [('heading', 'Titel'), ('blank', ''), ('paragraph', 'Laut Kirby nicht.')]
    """
    scanner = _Scanner(source)
    for token in tokenise(source):
        scanner.take(token)
    scanner.flush()
    blocks: list[Block] = []
    for block in (*scanner.blocks, *scanner.attributes):
        # An empty block between two keeps repair from joining what tags have parted.
        if blocks:
            blocks.append(Block("", "blank", translate=False))
        blocks.append(block)
    return Scan(tuple(blocks), tuple(scanner.languages))


@dataclass(slots=True)
class _Scanner:
    source: str
    blocks: list[Block] = field(default_factory=list)
    attributes: list[Block] = field(default_factory=list)
    languages: list[Span] = field(default_factory=list)
    _nesting: Nesting = field(default_factory=Nesting)
    _items: list[Item] = field(default_factory=list)
    _has_words: bool = False  # there may be other text than white space among the items
    _kept: tuple[Element, int] | None = None  # an inline element kept whole, and its start
    _opaque: list[tuple[str, int]] = field(default_factory=list)  # drawings, and their start
    _raw: tuple[str, int] | None = None  # a script in a sentence, and its start

    def take(self, token: Token) -> None:
        """Read the next token."""
        kind = token.kind
        if self._opaque:
            self._pass_over(token)
        elif kind == TEXT_TOKEN:
            self._add_text(token)
        elif kind == RAW_TOKEN:
            if token.name == "title" and not self._nesting.context.is_kept:
                self._add_text(token)
        elif kind == START_TAG:
            self._start(token)
        elif kind == END_TAG:
            self._end(token)
        else:
            self._add(POINT, token)

    def _add(self, kind: int, token: Token) -> None:
        if self._kept is None and not self._nesting.context.is_kept:
            self._items.append(Item(kind, token.start, token.end))

    def _add_text(self, token: Token) -> None:
        """Add text, white space only behind something: most of a page's parts tags."""
        is_blank = self.source[token.start : token.end].isspace()
        if is_blank and not self._items:
            return
        self._add(TEXT, token)
        self._has_words = self._has_words or not is_blank

    def _pass_over(self, token: Token) -> None:
        """Look for the end of a drawing."""
        name, start = self._opaque[-1]
        if token.name != name:
            return
        if token.kind == START_TAG and self.source[token.end - 2] != "/":
            self._opaque.append((name, start))
        elif token.kind == END_TAG:
            self._opaque.pop()
            if not self._opaque:
                self._add(POINT, Token(POINT, "", start, token.end))

    def _start(self, token: Token) -> None:
        name = token.name
        told = self._read_tag(token)
        if name in OPAQUE:
            if self.source[token.end - 2] != "/":
                self._opaque.append((name, token.start))
            else:
                self._add(POINT, token)
        elif name in ("script", "style"):
            self._raw = (name, token.start)
        elif name == "br":
            self._add(BREAK, token)
        elif name in VOID:
            if name in INLINE_VOID or name in INVISIBLE:
                self._add(POINT, token)
            else:
                self.flush()
        elif name in INLINE:
            self._open_inline(token, told)
        elif name not in INVISIBLE:
            self.flush()
            self._nesting.open_outer(name, told)

    def _end(self, token: Token) -> None:
        name = token.name
        if self._raw and name == self._raw[0]:
            self._add(POINT, Token(POINT, "", self._raw[1], token.end))
            self._raw = None
        elif name == "br":
            self._add(BREAK, token)
        elif name in INLINE:
            self._close_inline(token)
        elif name not in VOID and name not in INVISIBLE:
            self.flush()
            self._nesting.close_outer(name)

    def _open_inline(self, token: Token, told: dict[str, Attribute]) -> None:
        was_kept = self._kept is not None or self._nesting.context.is_kept
        element = self._nesting.open_inline(token.name, told)
        if was_kept:
            return
        if element.is_kept:
            self._kept = (element, token.start)
            return
        href = told["href"].value if "href" in told else ""
        mark = MARK_KINDS.get(token.name, "tag")
        self._items.append(Item(OPEN, token.start, token.end, element.number, mark, href))

    def _close_inline(self, token: Token) -> None:
        was_kept = self._nesting.context.is_kept
        element = self._nesting.close_inline(token.name)
        if element is None:
            self._add(CLOSE, token)  # of nothing: kept where it stands
            return
        if self._kept and self._kept[0] is element:
            self._items.append(Item(KEPT, self._kept[1], token.end))
            self._kept = None
        elif not was_kept and self._kept is None:
            self._items.append(Item(CLOSE, token.start, token.end, element.number))
            if element.name == "sup":
                self._close_footnote(element.number, token.end)

    def _close_footnote(self, number: int, end: int) -> None:
        """Make the sign of a footnote one point: it is no part of the word before it."""
        for at in range(len(self._items) - 1, -1, -1):
            item = self._items[at]
            if item.kind == OPEN and item.element == number:
                if is_footnote(self.source, item.start, end):
                    self._items[at:] = [Item(POINT, item.start, end)]
                return

    def _read_tag(self, token: Token) -> dict[str, Attribute]:
        """Read what a start tag tells, and note what of it is written anew in English."""
        told = read_start_tag(self.source, token)
        if not told and token.name != "html":
            return told
        if self._kept is not None or self._nesting.keeps(token.name, told):
            return told
        place = language_place(token, told)
        if place is not None:
            self.languages.append(place)
        for attribute in shown_attributes(token.name, told):
            if block := attribute_block(self.source, attribute):
                self.attributes.append(block)
        return told

    def flush(self) -> None:
        """End the paragraph."""
        self._kept = None
        if not self._items:
            return
        items, self._items = self._items, []
        has_words, self._has_words = self._has_words, False
        if has_words:
            self.blocks += paragraph_blocks(self.source, items, self._nesting.kind)
