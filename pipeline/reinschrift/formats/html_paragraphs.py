"""Where a paragraph of a page begins and ends, down to the tag.

What stands before the first word and behind the last one stays where it is, and so do
tags around all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reinschrift.addresses import ADDRESS
from reinschrift.formats.html_inline import BREAK, CLOSE, KEPT, OPEN, TEXT, Item

_WHITE_SIGNS = " \t\n\r\f"
_SENTENCE_END = re.compile(r"[.!?:…][\"“”»«)’']*\s*$")
_NAME = re.compile(r"</?([A-Za-z][^\s/>]*)")
_TAG = re.compile(r"<[^<>]*>")
_NOTE = re.compile(r"[\[(]?(?:(?P<number>\d{1,3})|\*{1,3}|†)[\])]?")
_UNIT = re.compile(r"(?:^|[\W\d_])[^\W\d_]{1,3}$|\d$")  # m², 10⁶: the sign belongs to it
_LONGEST_NOTE = 400  # characters, tags included
_FEW = 20  # items of an element without words; a link with a picture has one
_TAIL = 80  # characters that show whether a sentence has ended


def is_blank(source: str, item: Item) -> bool:
    """Tell whether an item is white space and nothing else."""
    return item.kind == TEXT and source[item.start : item.end].isspace()


def is_footnote(source: str, start: int, end: int) -> bool:
    """Tell whether `source[start:end]` is the raised sign of a footnote, and no exponent.

    >>> page = "den Grünen<sup><a href=#f>1</a></sup>", "30 m<sup>2</sup>"
    >>> [is_footnote(one, one.index("<sup"), len(one)) for one in page]
    [True, False]
    """
    if end - start > _LONGEST_NOTE:
        return False
    sign = "".join(_TAG.sub("", source[start:end]).split())
    found = _NOTE.fullmatch(sign)
    if found is None:
        return False
    is_bare = found["number"] == sign and "<a" not in source[start:end]
    return not (is_bare and _UNIT.search(source[max(0, start - _TAIL) : start]))


def split_at_boxes(source: str, items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """Cut between like elements that touch: no sentence does, but the boxes of a menu.

    `<a>Kultur</a><a>Sport</a>` are two, `<b>Bundes</b><b>tag</b>` is one word.
    """
    start = 0
    at = 1
    while at < len(items):
        if items[at].kind == OPEN and items[at - 1].kind == CLOSE and _are_boxes(source, items, at):
            yield items[start:at]
            start = at
        at += 1
    yield items[start:]


def _are_boxes(source: str, items: Sequence[Item], at: int) -> bool:
    before, after = items[at - 1], items[at]
    one = _NAME.match(source, before.start)
    other = _NAME.match(source, after.start)
    if one is None or other is None or one[1].lower() != other[1].lower():
        return False
    while at < len(items) and items[at].kind == OPEN:
        at += 1
    if at == len(items) or items[at].kind != TEXT:
        return False
    last = _last_sign(source, before.start)
    first = source[items[at].start]
    return last.isalnum() and (first.isupper() or first.isdigit())


def _last_sign(source: str, place: int) -> str:
    """Return the sign before the end tags that end at a place."""
    while place and source[place - 1] == ">":
        start = source.rfind("</", max(0, place - _TAIL), place)
        if start < 0:
            return ""
        place = start
    return source[place - 1 : place]


def split_at_breaks(
    source: str, items: Sequence[Item], *, is_heading: bool
) -> Iterator[Sequence[Item]]:
    """Cut a paragraph at line breaks, but for those that a sentence goes over.

    Two breaks part paragraphs. One goes on if the next line begins in lower case, or in a
    headline unless the first line is a sentence.
    """
    start = 0
    last_text = next_text = -1
    for at, item in enumerate(items):
        if item.kind in (TEXT, KEPT) and not is_blank(source, item):
            last_text = at
        if item.kind != BREAK:
            continue
        if next_text <= at:
            next_text = at + 1
            while next_text < len(items) and (
                items[next_text].kind not in (TEXT, KEPT, BREAK)
                or is_blank(source, items[next_text])
            ):
                next_text += 1
        if next_text < len(items) and last_text >= start and items[next_text].kind != BREAK:
            before = source[items[last_text].start : items[last_text].end]
            after = source[items[next_text].start : items[next_text].end].lstrip()
            goes_on = after[:1].islower() and not ADDRESS.match(after)
            if not _SENTENCE_END.search(before[-_TAIL:]) and (is_heading or goes_on):
                continue
        yield items[start:at]
        start = at + 1
    yield items[start:]


def trim(source: str, items: Sequence[Item]) -> list[Item]:
    """Leave out what stands around the words, and tags that hold all of them.

    Only tags that begin or end between two words are of interest to a translation.
    """
    if all(item.kind != TEXT or is_blank(source, item) for item in items):
        return []
    partners = _pair(items)
    first, last = 0, len(items) - 1
    while True:
        if steps := _outside(source, items, partners, first, 1):
            first += steps
        elif steps := _outside(source, items, partners, last, -1):
            last -= steps
        elif partners.get(first) == last:
            first, last = first + 1, last - 1
        else:
            break
    kept = list(items[first : last + 1])
    if kept[0].kind == TEXT:
        stripped = source[kept[0].start : kept[0].end].lstrip(_WHITE_SIGNS)
        kept[0] = kept[0]._replace(start=kept[0].end - len(stripped))
    if kept[-1].kind == TEXT:
        stripped = source[kept[-1].start : kept[-1].end].rstrip(_WHITE_SIGNS)
        kept[-1] = kept[-1]._replace(end=kept[-1].start + len(stripped))
    return kept


def _pair(items: Sequence[Item]) -> dict[int, int]:
    """Return for each tag the place of the other tag of its element, if that is here too."""
    opens: dict[int, int] = {}
    partners: dict[int, int] = {}
    for at, item in enumerate(items):
        if item.kind == OPEN:
            opens[item.element] = at
        elif item.kind == CLOSE and item.element in opens:
            partners[at], partners[opens[item.element]] = opens[item.element], at
    return partners


def _outside(
    source: str, items: Sequence[Item], partners: dict[int, int], at: int, step: int
) -> int:
    """Tell how many items from `at` on belong to no word."""
    item = items[at]
    if item.kind in (OPEN, CLOSE):
        # Tags that overlap: the partner may lie on the side that was passed already.
        if at not in partners or (partners[at] - at) * step < 0:
            return 1
        inside = range(at + step, partners[at], step)
        for between in inside[:_FEW]:
            if _has_words(source, items[between]):
                return 0
        return len(inside) + 2 if len(inside) <= _FEW else 0
    return int(not _has_words(source, item))


def _has_words(source: str, item: Item) -> bool:
    return item.kind == KEPT or (item.kind == TEXT and not is_blank(source, item))
