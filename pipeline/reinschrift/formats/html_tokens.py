"""HTML cut into tokens, every character in one of them.

This is the tokeniser of the HTML standard with what a translator needs of it: it never
fails, takes time linear in the page, and says where each token stands, so that a page can be
written again byte for byte. It builds no tree and follows no address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from reinschrift.formats.html_elements import RAW

TEXT, OPEN, CLOSE, COMMENT, RAW_TEXT = range(5)

# All repetitions are possessive, so that no page makes the engine go back. What begins like
# a tag and never ends takes the rest of the page with it, as in a browser.
_MARKUP = re.compile(
    r"""<(?:
      /?([A-Za-z][^\s/>]*+)
        [^>"'=]*+(?:(?:=\s*+(?:"[^"]*+"|'[^']*+')|["'=])[^>"'=]*+)*+>
    | !--(?:-?>|.*?(?:--!?>|\Z))
    | [!?/](?![A-Za-z])[^>]*+(?:>|\Z)
    | ![^>]*+(?:>|\Z)
    | /?[A-Za-z].*+
    )""",
    re.VERBOSE | re.DOTALL,
)
_ATTRIBUTE = re.compile(
    r"""([^\s/>=][^\s/>=]*+)(?:\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?)?+"""
)
_ENDS = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in RAW}


class Token(NamedTuple):
    """A token at `start:end` of the page; `name` is a tag's, in lower case."""

    kind: int
    name: str
    start: int
    end: int


class Attribute(NamedTuple):
    """An attribute, its value decoded, and where the value stands, its quotes included.

    `start == end` where it has none.
    """

    name: str
    value: str
    start: int
    end: int


def tokenise(source: str) -> Iterator[Token]:
    """Cut a page into tokens.

    >>> [(token.kind, token.name) for token in tokenise("<p>1 < 2<!-- > --><br/>Ja</p")]
    [(1, 'p'), (0, ''), (3, ''), (1, 'br'), (0, ''), (3, '')]
    """
    search = _MARKUP.search
    at, size, drawings = 0, len(source), 0
    while at < size:
        found = search(source, at)
        if found is None:
            yield Token(TEXT, "", at, size)
            return
        start, end = found.span()
        if at < start:
            yield Token(TEXT, "", at, start)
        at = end
        name = found[1]
        if name is None:
            yield Token(COMMENT, "", start, end)
            continue
        name = name.lower()
        if source[start + 1] == "/":
            drawings -= name == "svg" and drawings > 0
            yield Token(CLOSE, name, start, end)
            continue
        yield Token(OPEN, name, start, end)
        drawings += name == "svg"
        # In a drawing `<style/>` has an end; in a page it has not.
        if name in RAW and not (drawings and source[end - 2] == "/"):
            closing = _ENDS[name].search(source, end)
            at = closing.start() if closing else size
            if end < at:
                yield Token(RAW_TEXT, name, end, at)


def read_attributes(source: str, token: Token, names: frozenset[str]) -> dict[str, Attribute]:
    """Return the attributes of a start tag that are in `names`; of two alike the first counts.

    >>> source = '<img alt="Fluß &amp; Tal" hidden>'
    >>> found = read_attributes(source, Token(OPEN, "img", 0, len(source)), frozenset({"alt"}))
    >>> [(name, one.value) for name, one in found.items()]
    [('alt', 'Fluß & Tal')]
    """
    attributes: dict[str, Attribute] = {}
    for found in _ATTRIBUTE.finditer(source, token.start + 1 + len(token.name), token.end - 1):
        name = found[1].lower()
        if name not in names or name in attributes:
            continue
        value = found[2] or ""
        start, end = found.span(2) if found[2] else (found.end(), found.end())
        if value[:1] in ('"', "'"):
            value = value[1:-1]
        attributes[name] = Attribute(name, unescape(value) if "&" in value else value, start, end)
    return attributes
