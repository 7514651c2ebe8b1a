"""Markdown inside a paragraph: emphasis, code, links and what else stands between words.

A stretch of Markdown is parsed into the text that a reader sees and marks over it; every
mark carries the signs that made it, so writing gives the same bytes. Where a sign is unclear
it is text: `Bürger*innen` has no emphasis.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from reinschrift.documents import Mark
from reinschrift.edits import Span
from reinschrift.formats.markdown_tokens import Stretch, Token, tokenise

_SPECIAL = re.compile(r"[\\`*_\[\]<]|~~|&(?=#?\w+;)")
# No person writes such a paragraph; a dump without line breaks is not worth parsing.
_LONGEST = 1 << 18


class Parsed(NamedTuple):
    """The text of a stretch of Markdown, its marks, and where its runs begin in the source.

    `runs` are pairs (place in the text, place in the source), from each of which the text
    runs along with the source.
    """

    text: str
    marks: tuple[Mark, ...]
    runs: tuple[Span, ...]


class _Sign(NamedTuple):
    """Something to write at a place of the text, in place of `covers` characters."""

    number: int  # in the order of the source
    place: int
    nesting: tuple[int, int]  # what to write first where the source's order means nothing
    text: str
    covers: int = 0
    verbatim: int = 0  # 1 where literal text begins, -1 where it ends


def parse(
    source: str, *, wraps: Mapping[int, int] | None = None, labels: Collection[str] = ()
) -> Parsed:
    """Parse `source`, a paragraph's Markdown.

    `wraps` are the line breaks inside it (start to end, with the next line's indent), each
    of which reads as a space; `labels` are those that links may refer to.

    >>> parsed = parse("Die *Küste* [bebt](https://example.org)")
    >>> parsed.text, [(mark.kind, mark.start, mark.end) for mark in parsed.marks]
    ('Die Küste bebt', [('emphasis', 4, 9), ('link', 10, 14)])
    """
    if len(source) > _LONGEST:
        labels, wraps = (), {}
        return _assemble([Token(source, 0, source)])
    return _assemble(tokenise(Stretch(source, wraps or {}, frozenset(labels))))


def render(text: str, marks: Sequence[Mark], *, is_new: bool = False) -> str:
    r"""Write text and marks as Markdown; in a new text nothing but the marks is a sign.

    >>> parsed = parse(r"Ein **wichtiges** `git  log`, 5 \* 3 &amp; mehr")
    >>> parsed.text, render(parsed.text, parsed.marks)
    ('Ein wichtiges git  log, 5 * 3 & mehr', 'Ein **wichtiges** `git  log`, 5 \\* 3 &amp; mehr')
    """
    written: list[str] = []
    done = verbatim = 0
    for sign in (*_signs(text, marks), _Sign(0, len(text), (0, 0), "")):
        if sign.place >= done:  # else it is inside what another sign stands for
            between = text[done : sign.place]
            written += (escape(between) if is_new and not verbatim else between, sign.text)
            done = sign.place + sign.covers
            verbatim += sign.verbatim
    return "".join(written)


def escape(text: str) -> str:
    r"""Return Markdown that shows `text` as it is.

    >>> escape("Die *Küste* & [das] Meer")
    'Die \\*Küste\\* & \\[das\\] Meer'
    """
    return _SPECIAL.sub(lambda found: f"\\{found[0]}", text)


def _signs(text: str, marks: Sequence[Mark]) -> list[_Sign]:
    """Return the signs of all marks in the order in which to write them."""
    signs: list[_Sign] = []
    for mark in marks:
        start, end, known = mark.start, mark.end, mark.attributes
        first, last = int(known.get("first", -1)), int(known.get("last", -1))
        if "source" in known:
            # It stands for a text; where that was edited, the new text is written. What
            # stands for nothing (a picture, a tag) is never lost.
            shown = known.get("text", "")
            if not shown:
                signs.append(_Sign(first, end, (1, 0), known["source"]))
            elif text[start:end] == shown:
                signs.append(_Sign(first, start, (1, 0), known["source"], end - start))
            continue
        opening, closing = known.get("open", ""), known.get("close", "")
        if text[start:end] != known.get("shown", text[start:end]):
            closing = f"][{known['label']}]"
        verbatim = int(mark.kind == "code" or opening == "<")
        signs.append(_Sign(first, start, (2, start - end), opening, verbatim=verbatim))
        signs.append(_Sign(last, end, (0, end - start), closing, verbatim=-verbatim))
    signs.sort(key=lambda sign: sign.number)
    if any(one.place > other.place or one.number < 0 for one, other in pairwise(signs)):
        signs.sort(key=lambda sign: (sign.place, sign.nesting))  # somebody moved the marks
    return signs


def _assemble(tokens: Sequence[Token]) -> Parsed:
    """Lay the tokens out as text, marks and runs."""
    text: list[str] = []
    runs: list[Span] = []
    marks: list[Mark] = []
    opened: dict[int, int] = {}  # a pair's identity to its mark's index
    place = number = 0
    for token in tokens:
        for pair in token.closes:
            at = opened[id(pair)]
            mark = marks[at]
            attributes = {**mark.attributes, "last": str(number)}
            marks[at] = Mark(mark.start, place, mark.kind, attributes)
            number += 1
        shown = token.source[0] * token.left if token.left else token.text
        runs.append(Span(place, token.at))
        if token.kind:
            attributes = {"source": token.source, "text": shown, "first": str(number)}
            marks.append(Mark(place, place + len(shown), token.kind, attributes))
            number += 1
        text.append(shown)
        place += len(shown)
        for pair in reversed(token.opens):
            attributes = {**pair.attributes, "open": pair.open, "close": pair.close}
            opened[id(pair)] = len(marks)
            marks.append(Mark(place, place, pair.kind, {**attributes, "first": str(number)}))
            number += 1
    return Parsed("".join(text), tuple(marks), tuple(runs))
