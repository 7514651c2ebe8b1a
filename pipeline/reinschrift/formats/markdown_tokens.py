"""The tokens of a Markdown paragraph: text, and signs that open, close or stand for something."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from reinschrift.edits import Span

_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_TICKS = re.compile(r"`+")
_AUTOLINK = re.compile(r"<([a-zA-Z][a-zA-Z0-9+.-]{1,31}:[^\s<>]*|[^\s<>@]+@[^\s<>@]+)>")
_TAG = re.compile(r"<(?:/?[a-zA-Z][^<>]*|!--.*?--|[!?][^<>]*)>", re.DOTALL)
_TARGET = re.compile(
    r"""\(\s*(<[^<>\n]*>|(?:[^\s()\\]|\\.|\([^\s()]*\))*)"""
    r"""(?:\s+("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'))?\s*\)"""
)
_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]")
_FOOTNOTE = re.compile(r"\[\^[^\s\[\]]+\]")
_RUN = re.compile(r"\*+|_+|~~")
_SIGN = re.compile(r"[\\`*_~\[<&!]")  # where anything but text can begin
_LONGEST_LABEL = 999  # characters between brackets, as CommonMark has it
_KINDS = {"*": "emphasis", "_": "emphasis", "~~": "deleted"}  # more of a sign: strong


@dataclass(frozen=True, slots=True)
class Pair:
    """Two signs that belong together, and the mark that they make."""

    kind: str
    open: str
    close: str
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Token:
    """A piece of the source and the text that it shows.

    A token with a `kind` stands for its text (an escape, an entity, a line break, a tag).
    """

    source: str
    at: int
    text: str = ""
    kind: str = ""
    opens: list[Pair] = field(default_factory=list)  # found from the inside out
    closes: list[Pair] = field(default_factory=list)
    can_open: bool = False
    can_close: bool = False
    left: int = 0  # signs of a delimiter that have no partner, and so are text

    @property
    def stop(self) -> int:
        """Where the source goes on."""
        return self.at + len(self.source)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A paragraph's source, its line breaks (start to end), and the labels of link targets."""

    source: str
    wraps: Mapping[int, int]
    labels: frozenset[str]


class _Link(NamedTuple):
    close: int  # of the bracket
    stop: int
    attributes: dict[str, str]


def normal_label(label: str) -> str:
    """Return a link label as labels are compared: without case, spaces drawn together."""
    return " ".join(label.casefold().split())


def tokenise(stretch: Stretch) -> list[Token]:
    """Cut a stretch into tokens, emphasis already paired."""
    return _tokenise(stretch, 0, len(stretch.source), inside_link=False)


def _tokenise(stretch: Stretch, at: int, end: int, *, inside_link: bool) -> list[Token]:
    tokens: list[Token] = []
    breaks = iter(sorted(place for place in stretch.wraps if at <= place < end))
    next_break = next(breaks, end)
    while at < end:
        while next_break < at:
            next_break = next(breaks, end)
        found = _SIGN.search(stretch.source, at, next_break)
        stop = found.start() if found else next_break
        if stop > at:
            tokens.append(Token(stretch.source[at:stop], at, stretch.source[at:stop]))
        elif at in stretch.wraps:
            tokens.append(Token(stretch.source[at : stretch.wraps[at]], at, " ", "wrap"))
        else:
            tokens += _read_sign(stretch, at, end, inside_link=inside_link)
        at = tokens[-1].stop
    _pair(tokens)
    return tokens


def _read_sign(stretch: Stretch, at: int, end: int, *, inside_link: bool) -> list[Token]:
    """Return the tokens of what begins at `at`; a sign that means nothing is text."""
    source = stretch.source
    first = source[at]
    tokens: list[Token] = []
    if first == "\\" and (found := _ESCAPE.match(source, at, end)):
        tokens = [Token(found[0], at, found[1], "escape")]
    elif first == "&":
        tokens = _read_entity(source, at, end)
    elif first == "`":
        tokens = _read_code(stretch, at, end)
    elif first == "<":
        tokens = _read_angle(stretch, at, end)
    elif first == "!" and (image := _find_link(stretch, at + 1, end)):
        tokens = [Token(source[at : image.stop], at, kind="image")]
    elif first == "[" and (found := _FOOTNOTE.match(source, at, end)):
        tokens = [Token(found[0], at, kind="footnote")]
    elif first == "[" and not inside_link and (link := _find_link(stretch, at, end)):
        tokens = _read_link(stretch, at, link)
    elif first in "*_~" and (found := _RUN.match(source, at, end)):
        tokens = [_read_delimiter(source, at, found.end(), end)]
    return tokens or [Token(first, at, first)]


def _read_entity(source: str, at: int, end: int) -> list[Token]:
    found = _ENTITY.match(source, at, end)
    shown = html.unescape(found[0]) if found else ""
    if not found or shown == found[0] or not shown.isprintable():
        return []
    return [Token(found[0], at, shown, "entity")]


def _read_angle(stretch: Stretch, at: int, end: int) -> list[Token]:
    """Return an address in angle brackets, or a tag, which shows nothing."""
    if found := _AUTOLINK.match(stretch.source, at, end):
        pair = Pair("link", "<", ">", {"href": found[1]})
        return list(_enclose(stretch, at, Span(*found.span(1)), found.end(), pair))
    if found := _TAG.match(stretch.source, at, end):
        return [Token(found[0], at, kind="html")]
    return []


def _read_code(stretch: Stretch, at: int, end: int) -> list[Token]:
    """Return a code span: nothing inside it is Markdown."""
    opening = _TICKS.match(stretch.source, at, end)
    if opening is None:
        return []
    ticks = opening[0]
    for closing in _TICKS.finditer(stretch.source, opening.end(), end):
        if closing[0] == ticks:
            inner = Span(opening.end(), closing.start())
            return list(_enclose(stretch, at, inner, closing.end(), Pair("code", ticks, ticks)))
    return [Token(ticks, at, ticks)]


def _enclose(stretch: Stretch, at: int, inner: Span, stop: int, pair: Pair) -> Iterator[Token]:
    """Give the tokens of literal text between two signs."""
    source = stretch.source
    yield Token(source[at : inner.start], at, opens=[pair])
    at = inner.start
    for start in sorted(place for place in stretch.wraps if inner.start <= place < inner.end):
        yield Token(source[at:start], at, source[at:start])
        at = stretch.wraps[start]
        yield Token(source[start:at], start, " ", "wrap")
    yield Token(source[at : inner.end], at, source[at : inner.end])
    yield Token(source[inner.end : stop], inner.end, closes=[pair])


def _read_link(stretch: Stretch, at: int, link: _Link) -> list[Token]:
    closing = stretch.source[link.close : link.stop]
    inner = _tokenise(stretch, at + 1, link.close, inside_link=True)
    attributes = link.attributes
    if closing in ("]", "][]"):  # the text is the label: other text must name it
        shown = "".join(one.source[0] * one.left if one.left else one.text for one in inner)
        attributes = {**attributes, "shown": shown}
    pair = Pair("link", "[", closing, attributes)
    return [
        Token("[", at, opens=[pair]),
        *inner,
        Token(closing, link.close, closes=[pair]),
    ]


def _find_link(stretch: Stretch, at: int, end: int) -> _Link | None:
    """Find out what the bracket at `at` links to, if anything."""
    source = stretch.source
    close = _find_closing_bracket(source, at, min(end, at + _LONGEST_LABEL))
    if close < 0:
        return None
    inside = source[at + 1 : close]
    if found := _TARGET.match(source, close + 1, end):
        attributes = {"href": found[1].strip("<>")}
        if found[2]:
            attributes["title"] = found[2][1:-1]
        return _Link(close, found.end(), attributes)
    if (found := _LABEL.match(source, close + 1, end)) and (
        normal_label(found[1] or inside) in stretch.labels
    ):
        return _Link(close, found.end(), {"label": found[1] or inside})
    if normal_label(inside) in stretch.labels:
        return _Link(close, close + 1, {"label": inside})
    return None


def _find_closing_bracket(source: str, at: int, end: int) -> int:
    """Return the place of the bracket that closes the one at `at`, or -1."""
    depth = 0
    while at < end:
        sign = source[at]
        if sign == "\\":
            at += 1
        elif sign == "`" and (found := _TICKS.match(source, at, end)):
            close = source.find(found[0], found.end(), end)
            at = (close if close >= 0 else at) + len(found[0]) - 1
        elif sign == "[":
            depth += 1
        elif sign == "]":
            depth -= 1
            if depth == 0:
                return at
        if depth == 0:
            return -1
        at += 1
    return -1


def _read_delimiter(source: str, at: int, stop: int, end: int) -> Token:
    """Return a run of stars, lines or tildes; one between two letters is always text."""
    before = source[at - 1] if at else " "
    after = source[stop] if stop < end else " "
    return Token(
        source[at:stop],
        at,
        can_open=not after.isspace() and not before.isalnum(),
        can_close=not before.isspace() and not after.isalnum(),
        left=stop - at,
    )


def _pair(tokens: list[Token]) -> None:
    """Match each closing run with the nearest opening one of the same sign."""
    waiting: list[Token] = []
    for token in tokens:
        while token.can_close and token.left:
            sign = token.source[0]
            opener = next((one for one in reversed(waiting) if one.source[0] == sign), None)
            if opener is None:
                break
            signs = sign * min(opener.left, token.left)
            pair = Pair(_KINDS.get(signs, "strong"), signs, signs)
            opener.opens.append(pair)
            token.closes.append(pair)
            opener.left -= len(signs)
            token.left -= len(signs)
            # What opened in between found no end before this one: it is text.
            del waiting[waiting.index(opener) + (opener.left > 0) :]
        if token.can_open and token.left:
            waiting.append(token)
