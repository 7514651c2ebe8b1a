"""The lines of a Markdown text, each with its content behind quote and item signs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

CODE_INDENT = 4  # columns, as CommonMark has it
RULE = re.compile(r"(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")
_QUOTE = re.compile(r" {0,3}>[ \t]?")
_ITEM = re.compile(r"[ \t]*(?:[-+*]|(\d{1,9})[.)])(?:[ \t]+(?=\S)|(?=[ \t]*$))(?:\[[ xX]\][ \t]+)?")
_INDENT = re.compile(r"[ \t]*")


@dataclass(frozen=True, slots=True)
class Line:
    """A line: where it, its content and its end stand in the source."""

    start: int
    content: int
    end: int  # of the content
    stop: int  # past the line's end
    text: str  # the content
    column: int  # how far the content is indented inside its list item
    is_item: bool
    quotes: int


def find_lines(source: str) -> Iterator[Line]:
    r"""Find each line's content behind its quote signs, item signs and indent.

    >>> [(line.text, line.quotes, line.is_item) for line in find_lines("> - Eins\n> Zwei\n")]
    [('Eins', 1, True), ('Zwei', 1, False)]
    """
    items: list[int] = []  # how far the content of each open list item is indented
    quotes = 0
    was_blank = True
    for found in _LINE.finditer(source):
        body = found[0].rstrip("\r\n")
        at, signs = _skip_quotes(body)
        if signs != quotes:
            quotes, items = signs, []
        base = at
        is_item = False
        while items and _width(body, at) < items[-1] and (was_blank or _ITEM.match(body, at)):
            items.pop()
        while sign := _find_item(body, at, after_text=not (was_blank or items or is_item)):
            if _width(body, at) - (0 if is_item else (items or [0])[-1]) >= CODE_INDENT:
                break
            at, is_item = sign.end(), True
            items.append(len(body[base:at].expandtabs(CODE_INDENT)))
        column = 0 if is_item else max(0, _width(body, at) - (items or [0])[-1])
        spaces = _INDENT.match(body, at)
        at = spaces.end() if spaces else at
        start = found.start()
        text = body[at:]
        yield Line(start, start + at, start + len(body), found.end(), text, column, is_item, quotes)
        was_blank = not text


def _skip_quotes(body: str) -> tuple[int, int]:
    at = signs = 0
    while found := _QUOTE.match(body, at):
        at, signs = found.end(), signs + 1
    return at, signs


def _find_item(body: str, at: int, *, after_text: bool) -> re.Match[str] | None:
    """Find an item sign; in the middle of a paragraph `3. Oktober` is none."""
    if RULE.match(body[at : at + 100].strip()):
        return None
    found = _ITEM.match(body, at)
    if found and after_text and (found[1] not in (None, "1") or not body[found.end() :].strip()):
        return None
    return found


def _width(body: str, at: int) -> int:
    found = _INDENT.match(body, at)
    return len(found[0].expandtabs(CODE_INDENT)) if found else 0
