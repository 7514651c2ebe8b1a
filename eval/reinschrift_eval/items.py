"""What became of each item of a suite, a document led back to its lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reinschrift.assembly import Translation
from reinschrift.composition import Offsets
from reinschrift.edits import Edit
from reinschrift.repairs import Repair
from reinschrift_eval.suite import Suite


@dataclass(frozen=True, slots=True)
class Lines:
    """What became of each item of a suite."""

    names: list[str]
    raw: list[str]
    repaired: list[str]
    english: list[str]
    edits: list[tuple[Edit, ...]]  # over the item
    flags: list[tuple[str, ...]]

    @classmethod
    def of(cls, suite: Suite, repairs: list[Repair], done: list[Translation]) -> Lines:
        """Lead repairs and translations back to the items; a document has one of each."""
        names = [suite.name_of(index) for index in range(len(suite.source))]
        raw = list(suite.source)
        if not suite.is_document:
            english = [one.text.replace("\n", " ") for one in done]
            flags = [one.flags for one in done] or [()] * len(raw)
            repaired = [one.text for one in repairs]
            return cls(names, raw, repaired, english, [one.edits for one in repairs], flags)
        [repair] = repairs
        firsts = _first_lines(repair)
        repaired = _spread(repair.text.split("\n"), firsts, len(raw))
        blocks = [block.text for block in done[0].document.blocks] if done else []
        english = _spread(blocks, firsts, len(raw)) if done else []
        flags = [
            tuple(
                dict.fromkeys(
                    flag
                    for sentence in (done[0].sentences if done else ())
                    if firsts[sentence.block] == line
                    for flag in sentence.flags
                )
            )
            for line in range(len(raw))
        ]
        return cls(names, raw, repaired, english, _by_line(repair), flags)


def _first_lines(repair: Repair) -> list[int]:
    """Return, for each paragraph of a repaired text, the raw line that it begins in."""
    offsets = Offsets(repair.edits)
    firsts = [0]
    breaks = [place for place, sign in enumerate(repair.raw) if sign == "\n"]
    for line, place in enumerate(breaks, 1):
        span = offsets.to_edited(place, place + 1)
        if repair.text[span.start : span.end] == "\n":
            firsts.append(line)
    return firsts


def _spread(texts: Sequence[str], firsts: Sequence[int], count: int) -> list[str]:
    """Put paragraphs on the raw lines that they begin in; a line that was joined is empty."""
    lines = [""] * count
    for text, first in zip(texts, firsts, strict=False):
        lines[first] = text
    return lines


def _by_line(repair: Repair) -> list[tuple[Edit, ...]]:
    """Part the edits of a document by the line that they begin in; offsets stay as they are."""
    ends = [place for place, sign in enumerate(repair.raw) if sign == "\n"]
    found: list[list[Edit]] = [[] for _ in range(len(ends) + 1)]
    for edit in repair.edits:
        found[sum(end < edit.start for end in ends)].append(edit)
    return [tuple(edits) for edits in found]
