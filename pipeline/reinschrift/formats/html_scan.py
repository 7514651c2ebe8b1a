"""From a page to its paragraphs.

An element that is not inline ends a sentence, an inline one never does. What stands
between paragraphs is not looked at again: a page is written by putting new paragraphs in
the place of the old ones.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from reinschrift.documents import Block
from reinschrift.edits import Span
from reinschrift.formats.html_elements import (
    CLOSES,
    CLOSES_PARAGRAPH,
    INLINE,
    INLINE_VOID,
    INVISIBLE,
    KINDS,
    MARK_KINDS,
    OPAQUE,
    SHOWN_ATTRIBUTES,
    SHOWN_META,
    UNTOUCHED,
    VOID,
)
from reinschrift.formats.html_inline import (
    BREAK,
    CLOSE,
    KEPT,
    OPEN,
    POINT,
    TEXT,
    Item,
    read_run,
)
from reinschrift.formats.html_paragraphs import (
    is_footnote,
    split_at_boxes,
    split_at_breaks,
    trim,
)
from reinschrift.formats.html_tokens import CLOSE as END_TAG
from reinschrift.formats.html_tokens import OPEN as START_TAG
from reinschrift.formats.html_tokens import RAW_TEXT as RAW_TOKEN
from reinschrift.formats.html_tokens import TEXT as TEXT_TOKEN
from reinschrift.formats.html_tokens import (
    Attribute,
    Token,
    read_attributes,
    tokenise,
)

# No person writes a paragraph with so many tags, and the time that marks take grows with
# their square: such a paragraph stays as it is.
MOST_MARKS = 1000
# No attribute that is read is so long; data of a script is.
_LONGEST_ATTRIBUTE = 10_000
_SCOPE = 12  # open elements that are looked through for one whose end tag was left out

_LETTER = re.compile(r"[^\W\d_]")
# What a start tag must hold to tell anything; looked for first, since few do.
_TELLING = ("lang", "translate", "title", "alt", "aria-label", "content")
_LEAST_ATTRIBUTE = 8  # signs of `< alt=x>`: a tag with less beside its name tells nothing
_STEERING = frozenset(("lang", "translate", "class"))  # attributes that rule what is translated
_READ = _STEERING | SHOWN_ATTRIBUTES | {"href", "content", "name", "property"}
_NO_PROSE = re.compile(
    r"\S+\.(?:jpe?g|png|gif|webp|svg|html?|php)|(?:https?:)?//\S+", re.IGNORECASE
)


class Scan(NamedTuple):
    """The paragraphs of a page, and where it says that it is German.

    An empty span is where `<html>` lacks its language.
    """

    blocks: tuple[Block, ...]
    languages: tuple[Span, ...]


@dataclass(slots=True)
class _Element:
    """An open element and what holds inside of it."""

    name: str
    number: int
    depth: int  # how many elements that are not inline it stands in
    kind: str = "paragraph"
    untouched: bool = False
    foreign: bool = False
    is_kept: bool = False
    is_closed: bool = False


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


def _may_tell(source: str, token: Token) -> bool:
    """Tell whether it is worth the time to read the attributes of a start tag: few are."""
    if token.end - token.start < len(token.name) + _LEAST_ATTRIBUTE:
        return False
    if token.name == "a":
        return True
    tag = source[token.start : token.end].lower()
    return any(word in tag for word in _TELLING)


@dataclass(slots=True)
class _Scanner:
    source: str
    blocks: list[Block] = field(default_factory=list)
    attributes: list[Block] = field(default_factory=list)
    languages: list[Span] = field(default_factory=list)
    _outer: list[_Element] = field(default_factory=lambda: [_Element("", 0, 0)])
    _inline: list[_Element] = field(default_factory=list)
    _by_name: dict[str, list[_Element]] = field(default_factory=dict)
    _items: list[Item] = field(default_factory=list)
    _has_words: bool = False  # there may be other text than white space among the items
    _count: int = 0
    _kept: tuple[_Element, int] | None = None  # an inline element kept whole, and its start
    _opaque: list[tuple[str, int]] = field(default_factory=list)  # drawings, and their start
    _raw: tuple[str, int] | None = None  # a script in a sentence, and its start

    def take(self, token: Token) -> None:
        """Read the next token."""
        if self._opaque:
            self._pass_over(token)
        elif token.kind == TEXT_TOKEN:
            self._add_text(token)
        elif token.kind == RAW_TOKEN:
            if token.name == "title" and not self._context.is_kept:
                self._add_text(token)
        elif token.kind == START_TAG:
            self._start(token)
        elif token.kind == END_TAG:
            self._end(token)
        else:
            self._add(POINT, token)

    @property
    def _context(self) -> _Element:
        inline = self._inline
        while inline and inline[-1].is_closed:
            inline.pop()
        return inline[-1] if inline else self._outer[-1]

    def _add(self, kind: int, token: Token) -> None:
        if self._kept is None and not self._context.is_kept:
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
            self._open_outer(token, told)

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
            self._close_outer(name)

    def _open_inline(self, token: Token, told: dict[str, Attribute]) -> None:
        context = self._context
        was_kept = context.is_kept or self._kept is not None
        self._count += 1
        element = self._inherit(token.name, context, told)
        self._inline.append(element)
        self._by_name.setdefault(token.name, []).append(element)
        if was_kept:
            return
        if element.is_kept:
            self._kept = (element, token.start)
            return
        href = told["href"].value if "href" in told else ""
        mark = MARK_KINDS.get(token.name, "tag")
        self._items.append(Item(OPEN, token.start, token.end, element.number, mark, href))

    def _close_inline(self, token: Token) -> None:
        known = self._by_name.get(token.name, [])
        while known and known[-1].is_closed:
            known.pop()
        if not known:
            self._add(CLOSE, token)  # of nothing: kept where it stands
            return
        element = known.pop()
        was_kept = self._context.is_kept
        element.is_closed = True
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

    def _open_outer(self, token: Token, told: dict[str, Attribute]) -> None:
        self.flush()
        name = token.name
        if name in CLOSES_PARAGRAPH and self._outer[-1].name == "p":
            self._close_outer("p")
        if name in CLOSES:
            group, scope = CLOSES[name]
            for element in reversed(self._outer[-_SCOPE:]):
                if element.name in scope:
                    break
                if element.name in group:
                    self._close_outer(element.name)
                    break
        element = self._inherit(name, self._context, told)
        self._outer.append(element)
        self._by_name.setdefault(name, []).append(element)

    def _close_outer(self, name: str) -> None:
        known = self._by_name.get(name, [])
        while known and known[-1].is_closed:
            known.pop()
        if not known:
            return
        goal = known.pop()
        while True:
            element = self._outer.pop()
            element.is_closed = True
            if element is goal:
                break
        while self._inline and self._inline[-1].depth >= len(self._outer) + 1:
            self._inline.pop().is_closed = True

    def _inherit(self, name: str, context: _Element, told: dict[str, Attribute]) -> _Element:
        self._count += 1
        kind = KINDS.get(name, context.kind)
        if context.kind == "navigation" or (
            kind == "paragraph" and context.kind in ("caption", "cell", "quote")
        ):
            kind = context.kind
        element = _Element(name, self._count, len(self._outer), kind)
        element.foreign = context.foreign
        element.untouched = context.untouched or name in UNTOUCHED
        element.is_kept = element.untouched or element.foreign
        if not told:
            return element
        if "lang" in told and told["lang"].value.strip():
            element.foreign = not told["lang"].value.strip().lower().startswith("de")
        if "translate" in told:
            element.untouched = told["translate"].value.strip().lower() == "no"
        if "class" in told and "notranslate" in told["class"].value.split():
            element.untouched = True
        element.is_kept = element.untouched or element.foreign
        return element

    def _keeps(self, name: str, told: dict[str, Attribute]) -> bool:
        """Tell whether an element would be left as it is."""
        if told.keys() & _STEERING:
            return self._inherit(name, self._context, told).is_kept
        return name in UNTOUCHED or self._context.is_kept

    def _read_tag(self, token: Token) -> dict[str, Attribute]:
        """Read what a start tag tells, if it can tell anything."""
        source = self.source
        is_page = token.name == "html"
        if not is_page and not _may_tell(source, token):
            return {}
        told = read_attributes(source, token, _READ)
        if self._kept is not None or self._keeps(token.name, told):
            return told
        lang = told.get("lang")
        if lang is not None and lang.value.strip():
            self.languages.append(Span(lang.start, lang.end))
        elif is_page:
            place = token.start + 1 + len(token.name)
            self.languages.append(Span(place, place))
        for name, attribute in told.items():
            if name in SHOWN_ATTRIBUTES:
                self._add_attribute(attribute)
        if token.name == "meta" and "content" in told:
            key = told.get("name") or told.get("property")
            if key is not None and key.value.strip().lower() in SHOWN_META:
                self._add_attribute(told["content"])
        return told

    def _add_attribute(self, attribute: Attribute) -> None:
        text = " ".join(attribute.value.split())
        if (
            len(text) <= _LONGEST_ATTRIBUTE
            and _LETTER.search(text)
            and not _NO_PROSE.fullmatch(text)
        ):
            place = attribute.start + (self.source[attribute.start] in "\"'")
            self.attributes.append(
                Block(
                    text,
                    "attribute",
                    metadata={
                        "start": attribute.start,
                        "end": attribute.end,
                        "read": (text, ()),
                        "runs": (Span(0, place),),
                    },
                )
            )

    def flush(self) -> None:
        """End the paragraph."""
        self._kept = None
        if not self._items:
            return
        items, self._items = self._items, []
        has_words, self._has_words = self._has_words, False
        if not has_words:
            return
        kind = self._outer[-1].kind
        for line in split_at_breaks(self.source, items, is_heading=kind == "heading"):
            for part in split_at_boxes(self.source, line):
                if block := self._make_block(part, kind):
                    self.blocks.append(block)

    def _make_block(self, items: Sequence[Item], kind: str) -> Block | None:
        items = trim(self.source, items)
        if not items or len(items) > 2 * MOST_MARKS:
            return None
        run = read_run(self.source, items)
        if not _LETTER.search(run.text):
            return None
        metadata = {
            "start": run.start,
            "end": run.end,
            "read": (run.text, run.marks),
            "runs": run.runs,
        }
        return Block(run.text, kind, run.marks, metadata=metadata)
