"""What became of each item of a suite, a document led back to its lines."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reinschrift.assembly import Translation
from reinschrift.composition import Offsets
from reinschrift.edits import Edit
from reinschrift.repairs import Repair
from reinschrift_eval.suite import Suite

NOBODY = -1  # whose the line between two paragraphs is


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
        """Lead repairs and translations back to the items: there is one of each for a page."""
        names = [suite.name_of(index) for index in range(len(suite.source))]
        found = cls(names, list(suite.source), [], [], [], [])
        for at, (page, repair) in enumerate(zip(suite.pages, repairs, strict=True)):
            found._add_page(suite, page, repair, done[at] if done else None)
        return found

    def _add_page(
        self, suite: Suite, page: range, repair: Repair, done: Translation | None
    ) -> None:
        """Add what became of the items of one page."""
        owners = _owners(suite, page)
        firsts = [owners[line] for line in _first_lines(repair)]
        self.repaired.extend(_spread(repair.text.split("\n"), firsts, len(page), "\n"))
        self.edits.extend(_by_item(suite, repair, owners, len(page)))
        flags: list[dict[str, None]] = [{} for _ in page]
        if done is not None:
            blocks = [block.text for block in done.document.blocks]
            self.english.extend(_spread(blocks, firsts, len(page), " "))
            for sentence in done.sentences:  # of no empty line
                flags[firsts[sentence.block]].update(dict.fromkeys(sentence.flags))
        self.flags.extend(map(tuple, flags))


def page_texts(suite: Suite) -> list[str]:
    """Return the text of each page: a document's lines, or an article's items as paragraphs."""
    return [_between(suite).join(suite.source[at] for at in page) for page in suite.pages]


def _between(suite: Suite) -> str:
    return "\n" if suite.is_document else "\n\n"


def _owners(suite: Suite, page: range) -> list[int]:
    """Return which item of a page each of its raw lines belongs to, and `NOBODY`."""
    found: list[int] = []
    for at, text in enumerate(suite.source[page.start : page.stop]):
        found += [at] * (1 + text.count("\n"))
        found += [NOBODY] * (_between(suite).count("\n") - 1)
    return found


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


def _spread(texts: Sequence[str], owners: Sequence[int], count: int, between: str) -> list[str]:
    """Put paragraphs to the items that they begin in; a line that was joined is empty."""
    parts: list[list[str]] = [[] for _ in range(count)]
    for text, owner in zip(texts, owners, strict=False):
        if owner != NOBODY:
            parts[owner].append(text)
    return [between.join(each) for each in parts]


def _by_item(
    suite: Suite, repair: Repair, owners: Sequence[int], count: int
) -> list[tuple[Edit, ...]]:
    """Part the edits of a page by the item that they begin in.

    Offsets are those of the item, but of the whole document where edits may cross its lines.
    """
    ends = [place for place, sign in enumerate(repair.raw) if sign == "\n"]
    starts = [0, *(end + 1 for end in ends)]
    found: list[list[Edit]] = [[] for _ in range(count)]
    for edit in repair.edits:
        owner = owners[bisect_left(ends, edit.start)]
        if owner == NOBODY:
            continue
        start = 0 if suite.is_document else starts[owners.index(owner)]
        found[owner].append(replace(edit, start=edit.start - start, end=edit.end - start))
    return [tuple(each) for each in found]
