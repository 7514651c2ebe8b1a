"""Parts of a sentence that is too long for a model.

A model has a window; what lies beyond it would be cut off and lost. So a sentence that does
not fit is parted where it hurts least, into few parts of about the same length: a greedy
reader would leave a crumb at the end, and a crumb has no context to translate it by.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable

from reinschrift.edits import Span

Fits = Callable[[str], bool]

LARGE = 10_000  # characters: nobody's window holds more, so only parts of it are measured
PROBE = 256  # characters: the first part measured; most sentences are shorter
PRECISION = 0.2  # of the capacity: how exactly it is measured
SLACK = 0.9  # of the capacity: parts differ in pieces per character
REACH = 0.3  # of a part: how far from the even place a better one is looked for
FAR = 0.5  # what the whole reach costs, on the scale of `COST`
CLUSTER = 64  # characters: no letter carries more marks

# What it costs to part a sentence at a place; only the order and the rough distances matter.
COST = {
    "stop": 0.0,  # ; : ! ? … and before a dash
    "clause": 0.2,  # a comma before a conjunction or a relative pronoun
    "comma": 0.4,
    "bracket": 0.5,
    "conjunction": 0.6,
    "short": 1.5,  # after a full stop: here that can only be an abbreviation or an ordinal
    "space": 1.0,
    "joint": 2.0,  # within a word, after a hyphen or slash
}

_SUBORDINATE = (
    "aber|als|bevor|bis|da|damit|dass|daß|de[mnr]|denen|denn|deren|dessen|die|das|doch|ehe|falls|"
    "indem|je|nachdem|ob|obwohl|oder|ohne|sobald|sodass|sofern|solange|sondern|sowie|statt|um|und|"
    "was|weil|welche[mnrs]?|wenn|wer|wie|wo|wobei|wodurch|womit|während|zumal"
)
_OTHER_SPACE = re.compile(r"[^\S ]")
_SPACES = re.compile(r" *+")
_PLACE = re.compile(
    rf"""
    (?P<stop> (?<=[;:!?…])[ ] | (?<=[^ ])[ ](?=[–—-]+[ ]) )
  | (?<=,)[ ] (?: (?P<clause>(?=(?:{_SUBORDINATE})\b)) | (?P<comma>) )
  | (?P<bracket> (?<=[^ ])[ ](?=[(\[]) | (?<=[)\]])[ ] )
  | (?P<conjunction> (?<=[^ ])[ ](?=(?:und|oder|sowie)[ ]) )
  | (?P<short> (?<=\.)[ ] )
  | (?P<space> (?<=[^ ])[ ] )
  | (?P<joint> (?<=[/,;|&=_-])(?=\w) )
    """,
    re.VERBOSE,
)
_LONGEST_WORD = 12  # characters that a look-ahead of `_PLACE` may need


def split_clauses(text: str, fits: Fits) -> list[Span]:
    """Part `text` until every part fits, at clauses where it has some.

    What fits stays whole. Spans have no white space at their ends and nothing but white
    space between them; where there is none, a word is parted, but never a letter from its
    marks. A part that does not fit is a single letter. `fits` is asked a few times to find
    out how much fits, and then once for each part.

    >>> text = "Der Gipfel endete ohne Ergebnis, weil sich die Länder nicht einigen konnten."
    >>> [text[start:end] for start, end in split_clauses(text, lambda part: len(part) < 60)]
    ['Der Gipfel endete ohne Ergebnis,', 'weil sich die Länder nicht einigen konnten.']
    """
    view = _OTHER_SPACE.sub(" ", text)
    whole = Span(len(view) - len(view.lstrip(" ")), len(view.rstrip(" ")))
    length = whole.end - whole.start
    if length <= 0:
        return []
    if length <= LARGE and fits(text[whole.start : whole.end]):
        return [whole]
    capacity = _measure(text, whole, fits)
    if capacity >= length:
        return [whole]
    spans: list[Span] = []
    pending = _part(view, whole, capacity)[::-1]
    while pending:
        span = pending.pop()
        if fits(text[span.start : span.end]):
            spans.append(span)
        else:  # it has more pieces per character than what was measured
            halves = _part(view, span, (span.end - span.start) / (2 * SLACK))
            if len(halves) == 1:
                spans.append(span)
            else:
                pending.extend(halves[::-1])
    return spans


def _measure(text: str, span: Span, fits: Fits) -> int:
    """Return about how many characters fit, found on the beginning of the span.

    Sizes are doubled until one does not fit, so that a line of ten megabytes is never
    looked at as a whole unless all of it may fit.
    """
    start, length = span.start, span.end - span.start
    good, bad = 0, length
    size = PROBE
    while size < length:
        if not fits(text[start : start + size]):
            bad = size
            break
        good, size = size, 2 * size
    else:
        if length > LARGE and fits(text[start : span.end]):
            return length
    while not good and bad > 1:
        if fits(text[start : start + bad // 2]):
            good = bad // 2
        else:
            bad //= 2
    while bad - good > max(1, PRECISION * good):
        middle = (good + bad) // 2
        if fits(text[start : start + middle]):
            good = middle
        else:
            bad = middle
    return max(good, 1)


def _part(view: str, span: Span, capacity: float) -> list[Span]:
    """Part the span evenly into two or more, none much longer than `capacity`."""
    start, end = span
    parts: list[Span] = []
    count = min(max(2, math.ceil((end - start) / (SLACK * capacity))), end - start)
    for left in range(count, 1, -1):
        cut = _best_cut(view, start, end, (end - start) / left)
        if cut is None:
            break
        parts.append(Span(start, start + len(view[start:cut].rstrip(" "))))
        start = _end_of_spaces(view, cut)
        if end - start < 2:
            break
    parts.append(Span(start, end))
    return parts


def _best_cut(view: str, start: int, end: int, size: float) -> int | None:
    """Return the cheapest place to cut about `size` characters after `start`."""
    even, reach = start + size, max(1.0, size * REACH)
    low, high = max(start + 1, int(even - reach)), min(end - 1, int(even + reach))
    best, cheapest = None, math.inf
    for place in _PLACE.finditer(view, low, min(end, high + _LONGEST_WORD)):
        if place.start() > high:
            break
        cost = COST[place.lastgroup or "space"] + FAR * abs(place.start() - even) / reach
        if cost < cheapest:
            best, cheapest = place.start(), cost
    return best if best is not None else _cut_anywhere(view, start, end, round(even))


def _cut_anywhere(view: str, start: int, end: int, even: int) -> int | None:
    """Return the place nearest to `even` that parts no letter from its marks.

    There may be none in a short span. In a long one that many marks in a row are no letter.
    """
    for distance in range(CLUSTER):
        for cut in (even - distance, even + distance):
            if start < cut < end and not _is_inside_letter(view[cut - 1], view[cut]):
                return cut
    return even if end - start > 2 * CLUSTER else None


def _is_inside_letter(before: str, after: str) -> bool:
    return (
        unicodedata.category(after) in ("Mn", "Mc", "Me")
        or "\N{EMOJI MODIFIER FITZPATRICK TYPE-1-2}"
        <= after
        <= "\N{EMOJI MODIFIER FITZPATRICK TYPE-6}"
        or "\N{ZERO WIDTH JOINER}" in (before, after)
        or ("\ud800" <= before <= "\udbff" and "\udc00" <= after <= "\udfff")
    )


def _end_of_spaces(view: str, at: int) -> int:
    match = _SPACES.match(view, at)
    return match.end() if match else at
