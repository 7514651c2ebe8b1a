"""Line ends that are no paragraph ends: hyphenated words, sentences in two pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reinschrift.edits import Edit, Flag
from reinschrift.lexicon import load
from reinschrift.tokens import word_before
from reinschrift.words import (
    ARTICLES,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    SUBORDINATORS,
    is_open_class,
)

_SOFT_HYPHEN = re.compile("\N{SOFT HYPHEN}+")
_LINE_END_HYPHEN = re.compile(
    "[-\N{SOFT HYPHEN}]" r"(?P<gap>[ \t]*\n[ \t]*)(?P<tail>[a-zäöüß]{2,40})"
)
_LINE_BREAK = re.compile(r"\n[ \t]*(?=\S)")
_CLOSED = tuple(".!?:;…\"“”»«)]’'*|>")
# A verb can leave one of these at its clause's end: `stellt das Gesetz vor`.
_PARTICLES = frozenset(
    "ab an auf aus bei durch ein entlang gegenüber mit nach über um unter vor wider zu".split()
)
_OPENS_MORE = (ARTICLES | PREPOSITIONS | CONJUNCTIONS | SUBORDINATORS) - _PARTICLES
# Shorter lines are verse, lists, headings: they have no full stop and need none. None of these
# makes an edit in wmt18, wmt21 and flores-dev, where each line is a sentence or a heading.
LEAST_LETTERS = 60
LEAST_BEFORE_SMALL = 40  # letters of a line if the next goes on in lower case to a full stop
LEAST_OPEN = 25  # and if an article or preposition ends it: no heading or item does
LEAST_OF_TWO = 12  # of either, if the two lines are a paragraph: from capital to full stop, …
LEAST_PARAGRAPH = 60  # … with so many in both: less is a couplet or a label and its text
LEAST_WORDS = 12  # a headline so long is a sentence; 4 to 14 make no edit in wmt18 and wmt21
_FIRST_WORD = re.compile(r"[^\W\d_]+")


def join_hyphens(text: str) -> Iterator[Edit]:
    r"""Propose to delete soft hyphens, and hyphens that parted a word at a line's end.

    A line-end hyphen goes only if the whole word is known: `Haus-⏎und Hof` keeps it.

    >>> [edit.text for edit in join_hyphens("Die Regie-\nrung im Bun\xaddestag, Haus-\nund Hof")]
    ['', '']
    """
    lexicon = load()
    joined = 0
    for match in _LINE_END_HYPHEN.finditer(text):
        head = word_before(text, match.start())
        whole = head + match["tail"]
        if head and whole in lexicon and match["tail"] not in CONJUNCTIONS:
            yield from _soft_hyphens(text, joined, match.start())
            joined = match.start("tail")
            yield Edit(match.start(), joined, "", "hyphens", 0.97, f"{whole} is a word")
    yield from _soft_hyphens(text, joined, len(text))


def _soft_hyphens(text: str, start: int, end: int) -> Iterator[Edit]:
    for match in _SOFT_HYPHEN.finditer(text, start, end):
        yield Edit(*match.span(), "", "hyphens", 0.99, "soft hyphen")


def mend_split_paragraphs(text: str) -> Iterator[Edit | Flag]:
    r"""Propose to join two lines of one sentence, or to close the first.

    Joined where the first line must go on or the second cannot start; closed where a
    whole sentence, between lines that end in a mark, has none.

    >>> line = "Die Hilfe folgt auf ein Treffen mit dem Berater des Präsidenten und mit dem"
    >>> [edit.text for edit in mend_split_paragraphs(line + "\nBüroleiter Jan Heller.")]
    [' ']
    """
    for match in _LINE_BREAK.finditer(text):
        start = text.rfind("\n", 0, match.start()) + 1
        line = text[start : match.start()].rstrip()
        if len(line) < LEAST_OF_TWO or line.endswith(_CLOSED):
            continue
        end = text.find("\n", match.end())
        following = text[match.end() : len(text) if end < 0 else end]
        are_two = (
            line[0].isupper()
            and len(line) + len(following) >= LEAST_PARAGRAPH
            and following.endswith(".")
            and _was_closed(text, start)
        )
        if _goes_on(line, following, are_two=are_two):
            yield Edit(
                start + len(line), match.end(), " ", "split-paragraph", 0.95, "the sentence goes on"
            )
        elif (
            len(line) >= LEAST_LETTERS
            and _is_open_sentence(line)
            and _begins_with_name(following)
            and following.endswith(_CLOSED)
            and _was_closed(text, start)
        ):
            yield Edit(
                start + len(line), start + len(line), ".", "split-paragraph", 0.9,
                "a whole sentence ends in a name without a mark; the next line begins with one",
            )  # fmt: skip


def _goes_on(line: str, following: str, *, are_two: bool) -> bool:
    first = _FIRST_WORD.match(following)
    if first is None or len(following) < (LEAST_OF_TWO if are_two else LEAST_LETTERS // 4):
        return False
    if line.endswith(","):
        return len(line) >= LEAST_LETTERS and _opens_small(first.group())
    last = word_before(line, len(line))
    if last in _OPENS_MORE:
        return are_two or len(line) >= LEAST_OPEN
    # Lists and schedules go on in lower case as well, but have no full stop.
    return (
        (are_two or len(line) >= LEAST_BEFORE_SMALL)
        and first.group().islower()
        and last != ""
        and first.group() in load()
        and following.endswith(_CLOSED)
    )


def _opens_small(first: str) -> bool:
    return is_open_class(first.lower()) or first.islower()


def _is_open_sentence(line: str) -> bool:
    """Tell whether a line reads as a sentence (headlines leave out the article) up to a name."""
    words = line.split()
    return len(words) >= LEAST_WORDS and words[0].lower() in DETERMINERS and _is_name(words[-1])


def _begins_with_name(line: str) -> bool:
    first = _FIRST_WORD.match(line)
    return first is not None and _is_name(first.group())


def _is_name(word: str) -> bool:
    lexicon = load()
    return (
        word[0].isupper()
        and word[-1].isalpha()
        and is_open_class(word.lower())
        and (word in lexicon.names or word not in lexicon)
    )


def _was_closed(text: str, start: int) -> bool:
    """Tell whether the paragraph before the line at `start` ends in a mark; the first has none."""
    while start and text[start - 1].isspace():
        start -= 1
    return start == 0 or text[start - 1] in _CLOSED
