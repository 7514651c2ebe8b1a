"""What the tags of a page tell a repair: where a link begins and ends, a word does too.

Text that was translated node by node lost the spaces at its tags. In plain text such a
merge must be guessed; beside a tag it is certain, unless both sides are one word: an
initial that is set large, a part of a word in bold, an ending behind a linked name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reinschrift.documents import Document, Mark
from reinschrift.edits import Edit, Flag
from reinschrift.lexicon import load
from reinschrift.morphology import is_one_word
from reinschrift.stages.commas import comma_before
from reinschrift.words import FUNCTION, PREPOSITIONS, STRONG_PASTS, is_verb_form

RULE = "merged-words"
MOVED = "moved-anchor"
_CONFIDENCE = 0.99
_MOVED_CONFIDENCE = 0.8
_FUNCTION = FUNCTION | STRONG_PASTS
_LEAST_NAME = 3  # letters of a word that nobody has counted; an initial is shorter
_LEAST_COUNT = 2  # binary order of the count of a known word; syllables are seen once or twice
_WINDOW = 60  # letters; longer words are chains
_LAST_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_NAME = re.compile(r"[A-ZÄÖÜ][\w-]+(?: [A-ZÄÖÜ][\w-]+){0,3}")
_BEHIND_MOVED = re.compile(r" (?:in|im|am|an|auf|bei|bis|mit|nach|ohne|von|vor|zu)\b|[.!?,;]|$")
_WORDS_BEFORE = re.compile(r"(?:([^\W\d_]+) )?([^\W\d_]+) $")


def part_at_tags(document: Document) -> Iterator[Edit]:
    """Propose a space, or a comma and a space, where two words touch at a tag.

    >>> from reinschrift.documents import Block
    >>> mark = Mark(8, 13, "link")
    >>> block = Block("Er traf Putinund Xi.", marks=(mark,))
    >>> [(edit.start, edit.text) for edit in part_at_tags(Document((block,)))]
    [(13, ' ')]
    """
    place = 0
    for block in document.blocks:
        if block.translate:
            for at in sorted({at for mark in block.marks for at in _edges(mark)}):
                if edit := _part(block.text, at):
                    yield Edit(
                        place + at, place + at, edit, RULE, _CONFIDENCE, "a tag parts the words"
                    )
        place += len(block.text) + 1


def _edges(mark: Mark) -> tuple[int, ...]:
    return (mark.start, mark.end) if mark.start < mark.end else ()


def _part(text: str, at: int) -> str:
    """Return what is missing between two words that touch at a tag, if anything is."""
    left = _LAST_WORD.search(text, max(0, at - _WINDOW), at)
    right = _FIRST_WORD.match(text, at)
    if left is None or right is None:
        return ""
    one, other = left[0], right[0]
    if not (_is_left(one) and _is_right(other)):
        return ""
    if _is_whole(one, other):
        return ""
    return ", " if comma_before(text, at, other) else " "


def _is_whole(one: str, other: str) -> bool:
    """Tell whether two halves are one word; a capital inside of one makes only brands."""
    lexicon = load()
    whole = one + other
    if whole in lexicon or whole.lower() in lexicon:
        return True
    if other[0].isupper() and not one.isupper():
        return False
    return is_one_word(whole, lexicon) or is_one_word(one.lower() + other, lexicon)


def _is_left(word: str) -> bool:
    size = load().size(word)
    if word.lower() in _FUNCTION:
        return True
    return len(word) >= _LEAST_NAME and (size >= _LEAST_COUNT or word[0].isupper())


def _is_right(word: str) -> bool:
    if word.lower() in _FUNCTION:
        return len(word) > 1
    if word[0].isupper():
        return len(word) >= _LEAST_NAME
    return len(word) > _LEAST_NAME and load().size(word) >= _LEAST_COUNT


def find_moved_links(document: Document) -> Iterator[Flag]:
    """Flag links that stand bare behind their verb, where another language has them.

    >>> from reinschrift.documents import Block
    >>> text = "Er will Waffen zu liefern Ukraine in den nächsten Tagen."
    >>> [flag] = find_moved_links(Document((Block(text, marks=(Mark(26, 33, "link"),)),)))
    >>> text[flag.start : flag.end]
    'Ukraine'
    """
    place = 0
    for block in document.blocks:
        for mark in block.marks:
            if mark.kind == "link" and _is_moved(block.text, mark):
                start, end = place + mark.start, place + mark.end
                yield Flag(start, end, MOVED, _MOVED_CONFIDENCE, "a bare link behind its verb")
        place += len(block.text) + 1


def _is_moved(text: str, mark: Mark) -> bool:
    if not _NAME.fullmatch(text, mark.start, mark.end) or not _BEHIND_MOVED.match(text, mark.end):
        return False
    before = _WORDS_BEFORE.search(text, max(0, mark.start - _WINDOW), mark.start)
    if before is None or not before[2].islower() or before[2] in PREPOSITIONS:
        return False
    return before[1] == "zu" and before[2].endswith("n") and is_verb_form(before[2])
