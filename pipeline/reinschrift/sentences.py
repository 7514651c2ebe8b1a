"""Where German sentences begin and end.

One pass over the places that may end a sentence: a run of `.!?…` with what closes after it,
or a space before one of the few words that start a sentence even where the mark is missing.
Each place is judged by the token before it and the token after it, never by anything
further than `LOOK_BACK` characters away, so the time is linear in the text.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from reinschrift.abbreviations import (
    CLOSING,
    COUNTED,
    EITHER,
    MONTHS,
    NAMES,
    NAMING,
    NUMBERED,
    NUMBERED_WORDS,
    OPEN,
    PARTICLES,
    PARTS_OF_TIME,
    SHOUTING_NAMES,
    STARTERS,
    SUREST,
    TITLED,
    UNSTOPPED,
)
from reinschrift.clauses import split_clauses
from reinschrift.edits import Span

__all__ = ["Span", "split_clauses", "split_sentences"]

LOOK_BACK = 48  # characters: longer than any abbreviation, number or usual word
QUOTED = 1000  # characters: a quotation mark further back has been closed since
TITLE = 40  # characters: a longer quotation is hardly a title within a sentence

_QUOTES = "\"'“”„‟‘’‚«»‹›"
_CLOSERS = _QUOTES.replace("„", "").replace("‚", "") + ")]"
_INVISIBLE = (
    "\N{ZERO WIDTH SPACE}-\N{RIGHT-TO-LEFT MARK}"
    "\N{LEFT-TO-RIGHT EMBEDDING}-\N{RIGHT-TO-LEFT OVERRIDE}"
    "\N{WORD JOINER}-\N{POP DIRECTIONAL ISOLATE}\N{ZERO WIDTH NO-BREAK SPACE}"
)
_PICTURES = "\U0001f300-\U0001faff\N{VARIATION SELECTOR-16}\N{ZERO WIDTH JOINER}❤☺"

_OTHER_SPACE = re.compile(r"[^\S ]")
_SHORTENED = OPEN | EITHER | NUMBERED
_FIRST = "|".join(sorted(STARTERS))
_SUREST = "|".join(sorted(SUREST))
# `(?>(?:…)*)` in place of `(?:…)*+`: a possessive repeat of a group finds the wrong text before
# Python 3.11.5 (cpython issue 106052).
_PLACE = re.compile(
    rf"""
    (?<![.!?…]) (?P<mark>[.!?…]++)
    (?P<closing> (?>(?:[{re.escape(_CLOSERS)}]|\[\d{{1,3}}\])*))  # quotes, brackets, footnotes
    (?P<late> (?>(?:[ ](?:[.!?]|["“”«»])(?=[ ]))*))       # the same, set apart by a space
    (?P<pictures> (?>(?:[ ]?[{_PICTURES}]++)*))
    (?: [ ]++ | (?=[„“«»]?(?:{_FIRST})[ ,]) )
  | (?:(?<=[\w%)])|(?<=[^ ]["“”»«])) [ ]++ (?=[A-ZÜ])
    (?=(?P<bare>{_SUREST})[ ]++(?P<after>\w++))
    """,
    re.VERBOSE,
)
_NEXT = re.compile(
    rf"(?P<opening>(?>(?:[{_QUOTES}(\[¿¡{_INVISIBLE}]|[–—-]+ ?)*))(?P<token>[^ ]{{1,{LOOK_BACK}}})"
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_CHAIN = re.compile(r"(?<![\w.])(?:[^\W\d_]{1,4}\. ?){2,6}$")
_PARTS = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,4}")
_ORDINAL = re.compile(  # 3. 1./2. 18.-20. and dates without their year: 24.12.
    r"(?:\d{1,3}|\d{1,2}\.?/\d{1,2}|\d{1,2}\.[–-]\d{1,2}|\d{1,2}\.(?:0?[1-9]|1[0-2]))(?=\.)(?!\.\d)"
)
_ROMAN = re.compile(r"(?=.)X{0,3}(?:IX|IV|V?I{0,3})")  # popes, kings, centuries
_VOWEL = re.compile(r"[aeiouyäöüáàâéèêíìîóòôúùûAEIOUYÄÖÜ]")
_SMALL_NAME = re.compile(
    r"[a-z]{1,2}[A-Z]\w|[a-z\d][a-z\d.-]*\.(?:de|com|at|ch|net|org|eu|info|tv)\b"
)


class _Next(NamedTuple):
    """What follows a place: its opening marks, its first token and the word in that."""

    opening: str
    token: str
    word: str
    start: int  # of the token
    is_sure: bool  # the word starts a sentence wherever it has a capital

    @property
    def is_quote(self) -> bool:
        """Whether a quotation starts."""
        return any(mark in _QUOTES for mark in self.opening)


def split_sentences(text: str) -> list[Span]:
    """Return the sentences of one block of text, in order.

    Line breaks count as spaces. No span begins or ends with white space, between two spans
    is nothing but white space, and every other character is in exactly one span.

    >>> text = "Das gilt z. B. am 3. Juni ab 18.30 Uhr. „Gut so!“, sagte Dr. Weiß."
    >>> [text[start:end] for start, end in split_sentences(text)]
    ['Das gilt z. B. am 3. Juni ab 18.30 Uhr.', '„Gut so!“, sagte Dr. Weiß.']
    """
    view = _OTHER_SPACE.sub(" ", text)
    end = len(view.rstrip(" "))
    start = len(view) - len(view.lstrip(" "))
    spans: list[Span] = []
    for place in _PLACE.finditer(view, start, end):
        if place.end() < end and _ends_sentence(view, start, place):
            cut = _find_cut(view, place)
            spans.append(Span(start, start + len(view[start:cut].rstrip(" "))))
            start = cut
    if start < end:
        spans.append(Span(start, end))
    return spans


def _find_cut(view: str, place: re.Match[str]) -> int:
    """Return where the next sentence starts: a straight quotation mark may be its first."""
    if place["mark"] and (place["late"] or _is_spaceless(place)):
        mark = view.find('"', place.end("mark"), place.end())
        if mark >= 0 and not _is_quoted(view, mark):
            return mark
    return place.end()


def _ends_sentence(view: str, start: int, place: re.Match[str]) -> bool:
    if place["bare"]:
        return _is_lost_boundary(view, place.start(), place["bare"], place["after"])
    following = _read_on(view, place.end())
    if following is None:
        return False
    at, mark, closing = place.start(), place["mark"], place["closing"]
    if _is_spaceless(place):
        return _is_glued(view, at, mark)
    if closing and not following.is_sure and _is_inside(view, start, place, following):
        return False
    if mark == ".":
        return _full_stop_ends(view, start, at, following)
    if mark[0] in ".…":
        if at <= start + 1:
            return False  # "… und dann": it stands for what was left out before
        before = _token(view, at - (view[at - 1] == " "))
        return following.is_sure or bool(closing) or not _needs_noun(before)
    return following.is_sure or _token(view, at) not in SHOUTING_NAMES


def _read_on(view: str, at: int) -> _Next | None:
    """Return what follows, None if no sentence starts like that."""
    found = _NEXT.match(view, at)
    if found is None:
        return None
    token = found["token"]
    if token[0] in ".!?…,;:)]}%/&=" or (token[0].islower() and not _SMALL_NAME.match(token)):
        return None
    match = _WORD.match(token)
    word = match[0] if match else ""
    shouted = len(word) > 1 and word.isupper()
    is_sure = (word.title() if shouted else word) in STARTERS
    return _Next(found["opening"], token, word, found.start("token"), is_sure)


def _is_spaceless(place: re.Match[str]) -> bool:
    return place.end() == place.end("pictures")


def _token(view: str, at: int) -> str:
    """Return what stands before `at` up to the last space, without opening marks."""
    low = max(0, at - LOOK_BACK)
    return view[max(low, view.rfind(" ", low, at) + 1) : at].lstrip(_QUOTES + "([–—-/¿¡+*•")


def _is_quoted(view: str, at: int) -> bool:
    """Whether the last straight quotation mark before `at` opened something.

    Counting them would be led astray by one that is missing.
    """
    last = view.rfind('"', max(0, at - QUOTED), at)
    return last == 0 or (last > 0 and view[last - 1] in " ([")


def _needs_noun(word: str) -> bool:
    """Whether a noun must follow `word`, as after an article, a preposition, an adjective."""
    return word[:1].islower() and (word.capitalize() in STARTERS or word.endswith("e"))


def _is_glued(view: str, at: int, mark: str) -> bool:
    """Whether a space was lost after the mark, as in `entwickelt.Dies`; not in `Node.Das`."""
    token = _token(view, at)
    return (
        len(mark) == 1
        and len(token) > 1
        and token not in _SHORTENED
        and (token[-1].islower() or (token.isdigit() and len(token) > 3))
        and not any(sign in token for sign in "./@:\\_")
    )


def _is_inside(view: str, start: int, place: re.Match[str], following: _Next) -> bool:
    """Whether the mark belongs to a bracket or a quotation that the sentence goes on after."""
    at = place.start()
    if view[at - 1] in "([":
        return True  # "30 (!) Autos", "die […] Partei"
    if place["mark"][0] in "!?":  # a title: "die Show „Na und?“ Fans"
        opened = max(view.rfind(quote, max(start, at - TITLE), at) for quote in "\"„»«“‚'")
        if opened > start + 1 and view[opened - 1] == " " and view[opened - 2].islower():
            return True
    if "(" in following.opening:  # whose words they are: "„Nein!“ (Lena Groß)."
        closed = view.find(")", following.start, following.start + LOOK_BACK)
        return closed >= 0 and view[closed + 1 : closed + 2] in ("", ".", ",", ";", ":")
    return False


def _full_stop_ends(view: str, start: int, at: int, following: _Next) -> bool:
    token = _token(view, at)
    is_first = at - len(token) <= start + 1  # "1. Das Ziel", "A. Der Plan"
    if token[-1:].isdigit():
        return _number_ends(view, at - len(token), is_first, following)
    if not token[-1:].isalpha():
        return True  # a bracket, a quotation, a percent sign
    tail = re.split(r"[./-]", token)[-1]
    forms = [token, tail]
    if len(token) <= 4 and (chain := _CHAIN.search(view, max(0, at - LOOK_BACK // 2), at + 1)):
        forms.insert(0, chain[0].replace(" ", "")[:-1])
    for form in forms:
        verdict = _abbreviation_ends(form, following)
        if verdict is not None:
            return verdict
    if len(tail) == 1:
        return tail.isupper() and not is_first and (following.is_sure or following.is_quote)
    if _ROMAN.fullmatch(token):
        return following.is_sure and not is_first
    has_no_vowel = len(token) <= 5 and token[1:].islower() and not _VOWEL.search(token)
    if _PARTS.fullmatch(token) or tail.endswith("str") or has_no_vowel:
        return following.is_sure or tail in UNSTOPPED
    return True


def _abbreviation_ends(form: str, following: _Next) -> bool | None:
    """Say whether a sentence ends after this abbreviation, None if it is none."""
    if form in OPEN:
        return False
    if form in CLOSING:
        return True
    if form in EITHER:
        return following.is_sure and not following.opening
    if form in NUMBERED or form in NUMBERED_WORDS:
        if following.token[0].isdigit() or _ROMAN.fullmatch(following.word):
            return False
        return following.is_sure or form in NUMBERED_WORDS
    return None


def _number_ends(view: str, begins: int, is_first: bool, following: _Next) -> bool:
    if not _ORDINAL.match(view, begins):
        return True
    if is_first:
        return False
    if following.is_sure:
        return True
    word = following.word
    if not word or word in MONTHS or word.lower().endswith(COUNTED):
        return False
    label = _token(view, begins - 1)
    return (  # "Modell 3. Fahrer", but "Mitte 2. Quartal", "Merkels 60. Feier"
        len(label) > 2
        and label[0].isupper()
        and label[-1].isalpha()
        and label[-1] != "s"
        and label not in STARTERS
        and label not in PARTS_OF_TIME
    )


def _is_lost_boundary(view: str, at: int, starter: str, after: str) -> bool:
    """Whether a sentence starts at a capital `starter` though nothing ended before it."""
    if after in NAMES or after == "und" or (starter in NAMING and not after[0].islower()):
        return False  # "In Den Haag", "ein Auf und Ab", "die Straße Am Alten Markt"
    if view[at - 1] in _QUOTES:
        return True
    token = _token(view, at)
    if token in PARTICLES:
        return True
    if token[:1].islower() and (len(token) < 3 or token.capitalize() in STARTERS):
        return False
    return token not in STARTERS and not token.lower().removesuffix("s").endswith(TITLED)
