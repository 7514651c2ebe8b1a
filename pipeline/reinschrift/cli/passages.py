"""A text paragraph by paragraph: raw, repaired and English, with what was done and why.

This is what `explain` shows; how it looks is up to `terminal` and `page`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from reinschrift.composition import Offsets
from reinschrift.edits import Edit, Flag, pieces
from reinschrift.stages import STAGES

if TYPE_CHECKING:
    from reinschrift.assembly import Sentence, Translation
    from reinschrift.repairs import Repair


Found = TypeVar("Found", Edit, Flag)


class Stroke(NamedTuple):
    """A stretch of a paragraph as it is drawn.

    `number` is that of the edit that made it, 0 where nothing changed; `is_flagged` says
    that a scar was seen there and left alone.
    """

    text: str
    number: int = 0
    is_flagged: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, its edits and flags counted from its own start.

    `raw` holds two lines where a repair joined them. `english` is None where nothing was
    translated.
    """

    number: int
    raw: str
    repaired: str
    edits: tuple[Edit, ...] = ()
    flags: tuple[Flag, ...] = ()
    english: str | None = None
    sentences: tuple[Sentence, ...] = ()

    @property
    def raw_strokes(self) -> list[Stroke]:
        """The raw text, cut at edits and flags; an insertion is an empty stroke."""
        strokes: list[Stroke] = []
        at = number = 0
        for before, _, edit in pieces(self.raw, self.edits):
            number += edit is not None
            stop = at + len(before)
            if edit is not None:
                strokes.append(Stroke(before, number, self._is_flagged(at, stop)))
            else:
                strokes += self._cut(at, stop)
            at = stop
        return strokes

    @property
    def repaired_strokes(self) -> list[Stroke]:
        """The repaired text, cut at what the edits put in; a deletion is an empty stroke."""
        strokes: list[Stroke] = []
        number = 0
        for _, after, edit in pieces(self.raw, self.edits):
            number += edit is not None
            strokes.append(Stroke(after, number if edit is not None else 0))
        return strokes

    def _cut(self, start: int, stop: int) -> Iterator[Stroke]:
        """Cut an unchanged stretch at the edges of flags."""
        edges = {start, stop}
        for flag in self.flags:
            edges.update(edge for edge in (flag.start, flag.end) if start < edge < stop)
        places = sorted(edges)
        for at, end in pairwise(places):
            yield Stroke(self.raw[at:end], 0, self._is_flagged(at, end))

    def _is_flagged(self, start: int, end: int) -> bool:
        return any(flag.start < end and start < flag.end for flag in self.flags)


def find_passages(repair: Repair, translation: Translation | None = None) -> list[Passage]:
    """Return the paragraphs of a repaired text that are not empty.

    Paragraphs are told apart as `edit_document` does, so that they pair with the blocks of
    the repaired and of the English document.
    """
    raw, text = repair.raw, repair.text
    offsets = Offsets(repair.edits)
    blocks = translation.document.blocks if translation else ()
    passages: list[Passage] = []
    raw_start = start = index = 0
    for raw_end in (*(place for place, sign in enumerate(raw) if sign == "\n"), len(raw)):
        if raw_end < len(raw):
            line_end = offsets.to_edited(raw_end, raw_end + 1)
            if text[line_end.start : line_end.end] != "\n":
                continue  # the repair joined this line with the next
            end, next_start = line_end
        else:
            end = next_start = len(text)
        passage = Passage(
            len(passages) + 1,
            raw[raw_start:raw_end],
            text[start:end],
            tuple(_inside(repair.edits, raw_start, raw_end)),
            tuple(_inside(repair.flags, raw_start, raw_end)),
            blocks[index].text if index < len(blocks) else None,
            tuple(s for s in (translation.sentences if translation else ()) if s.block == index),
        )
        if passage.raw.strip() or passage.repaired.strip():
            passages.append(passage)
        raw_start, start, index = raw_end + 1, next_start, index + 1
    return passages


def _inside(found: Sequence[Found], start: int, end: int) -> Iterator[Found]:
    for one in found:
        if start <= one.start and one.end <= end:
            yield replace(one, start=one.start - start, end=one.end - start)


def edit_before(passage: Passage, number: int) -> str:
    """Return what an edit was made of, with the words that it touches."""
    start, end = _words_around(passage, number)
    return passage.raw[start:end]


def edit_after(passage: Passage, number: int) -> str:
    """Return what an edit made, with the words that it touches."""
    edit = passage.edits[number - 1]
    start, end = _words_around(passage, number)
    return passage.raw[start : edit.start] + edit.text + passage.raw[edit.end : end]


def _words_around(passage: Passage, number: int) -> tuple[int, int]:
    """Widen an edit to whole words, but not into its neighbours."""
    edit = passage.edits[number - 1]
    least = passage.edits[number - 2].end if number > 1 else 0
    most = passage.edits[number].start if number < len(passage.edits) else len(passage.raw)
    start, end = edit.start, edit.end
    while start > least and not passage.raw[start - 1].isspace():
        start -= 1
    while end < most and not passage.raw[end].isspace():
        end += 1
    return start, end


def count_rules(passages: Sequence[Passage]) -> tuple[Counter[str], Counter[str]]:
    """Return how often each rule edited and how often it flagged."""
    edits = Counter(rule for one in passages for edit in one.edits for rule in edit.rules)
    flags = Counter(flag.rule for one in passages for flag in one.flags)
    return edits, flags


UNDO = (
    "To leave an edit out: --no-rule RULE, --budget 0 (rules without the tagger), --protect FILE "
    "(words), or strike it out of what `reinschrift repair --edits` writes."
)


def explain_rule(rule: str) -> str:
    """Say what a rule does, in the words of its stage.

    >>> explain_rule("by-hand")
    ''
    """
    row = STAGES.get(rule)
    return (row.stage.__doc__ or "").strip().partition("\n")[0] if row else ""


def show_blanks(text: str) -> str:
    """Make what cannot be seen visible.

    >>> show_blanks("zwei  Zeilen"), show_blanks("\N{SOFT HYPHEN}")
    ('zwei␣␣Zeilen', '<U+00AD>')
    """
    if text.strip() and "  " not in text and text.isprintable():
        return text
    shown = text.replace(" ", "␣").replace("\n", "⏎")
    return "".join(sign if sign.isprintable() else f"<U+{ord(sign):04X}>" for sign in shown)
